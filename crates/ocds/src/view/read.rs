//! Reads each part of a process out of its object.

use super::parts::{
    Amendment, Amount, Auction, Award, Bid, BidStatistic, Classification, Contract, Document, Identifier, Item, Lot,
    LotValue, Milestone, Organization, Party, Period, Planning, RelatedProcess, Tender, Transaction,
};
use super::reader::Reader;

pub(super) fn amount(reader: &mut Reader<'_>) -> Amount {
    Amount {
        amount: reader.text("amount"),
        gross: reader.text("amountGross"),
        currency: reader.text("currency"),
        tax_included: reader.flag("valueAddedTaxIncluded"),
    }
}

fn period(reader: &mut Reader<'_>) -> Period {
    Period {
        start: reader.text("startDate"),
        end: reader.text("endDate"),
        max_extent: reader.text("maxExtentDate"),
        days: reader.text("durationInDays"),
    }
}

pub(super) fn organization(reader: &mut Reader<'_>) -> Organization {
    Organization { id: reader.text("id"), name: reader.text("name") }
}

fn identifier(reader: &mut Reader<'_>) -> Identifier {
    Identifier { scheme: reader.text("scheme"), id: reader.text("id"), legal_name: reader.text("legalName") }
}

pub(super) fn party(reader: &mut Reader<'_>) -> Party {
    let mut identifiers: Vec<_> = reader.object("identifier", identifier).into_iter().collect();
    identifiers.extend(reader.objects("additionalIdentifiers", identifier));
    Party {
        id: reader.text("id"),
        name: reader.text("name"),
        roles: reader.texts("roles"),
        identifiers,
        address: reader.object("address", address).unwrap_or_default(),
        contact: reader.object("contactPoint", contact).unwrap_or_default(),
    }
}

fn address(reader: &mut Reader<'_>) -> Vec<String> {
    // `department` is Peru's region; its `region` is the province.
    present(reader, &["streetAddress", "locality", "region", "department", "postalCode", "countryName"])
}

fn contact(reader: &mut Reader<'_>) -> Vec<String> {
    present(reader, &["name", "email", "telephone", "faxNumber", "url"])
}

fn present(reader: &mut Reader<'_>, names: &[&'static str]) -> Vec<String> {
    let mut texts: Vec<String> =
        names.iter().filter_map(|name| reader.text(name)).filter(|text| !text.is_empty()).collect();
    texts.dedup();
    texts
}

fn classification(reader: &mut Reader<'_>) -> Classification {
    Classification { scheme: reader.text("scheme"), id: reader.text("id"), description: reader.text("description") }
}

fn item(reader: &mut Reader<'_>) -> Item {
    let mut classifications: Vec<_> = reader.object("classification", classification).into_iter().collect();
    classifications.extend(reader.objects("additionalClassifications", classification));
    let unit = reader.object("unit", |unit| (unit.text("name"), unit.object("value", amount)));
    let (unit, unit_value) = unit.unwrap_or_default();
    Item {
        id: reader.text("id"),
        description: reader.text("description"),
        classifications,
        quantity: reader.text("quantity"),
        unit,
        unit_value,
        total_value: reader.object("totalValue", amount),
        status: reader.text("statusDetails").or_else(|| reader.text("status")),
        related_lot: reader.text("relatedLot"),
    }
}

fn lot(reader: &mut Reader<'_>) -> Lot {
    Lot {
        id: reader.text("id"),
        title: reader.text("title"),
        description: reader.text("description"),
        status: reader.text("status"),
        value: reader.object("value", amount),
        contract_period: reader.object("contractPeriod", period),
    }
}

fn auction(reader: &mut Reader<'_>) -> Auction {
    let period = reader.object("period", |reader| (period(reader), reader.text("shouldStartAfter")));
    let (period, should_start_after) = period.unzip();
    Auction {
        id: reader.text("id"),
        related_lot: reader.text("relatedLot"),
        minimal_step: reader.object("minimalStep", amount),
        period: period.filter(|period| *period != Period::default()),
        should_start_after: should_start_after.flatten(),
        url: reader.text("url"),
    }
}

fn document(reader: &mut Reader<'_>, section: &'static str) -> Document {
    Document {
        section: section.into(),
        id: reader.text("id"),
        kind: reader.text("documentType"),
        title: reader.text("title"),
        description: reader.text("description"),
        url: reader.text("url"),
        format: reader.text("format"),
        language: reader.text("language"),
        published: reader.text("datePublished"),
        modified: reader.text("dateModified"),
    }
}

pub(super) fn documents(reader: &mut Reader<'_>, section: &'static str, all: &mut Vec<Document>) {
    all.append(&mut reader.objects("documents", |reader| document(reader, section)));
}

fn milestones(reader: &mut Reader<'_>) -> Vec<Milestone> {
    reader.objects("milestones", |reader| Milestone {
        id: reader.text("id"),
        title: reader.text("title"),
        kind: reader.text("type"),
        description: reader.text("description"),
        status: reader.text("status"),
        due: reader.text("dueDate"),
        met: reader.text("dateMet"),
    })
}

fn amendment(reader: &mut Reader<'_>) -> Amendment {
    Amendment {
        id: reader.text("id"),
        date: reader.text("date"),
        rationale: reader.text("rationale"),
        description: reader.text("description"),
    }
}

pub(super) fn planning(reader: &mut Reader<'_>, all: &mut Vec<Document>) -> Planning {
    documents(reader, "planning", all);
    let budget = reader.object("budget", |budget| {
        (budget.text("description"), budget.object("amount", amount), budget.text("project"))
    });
    let (budget_description, budget, project) = budget.unwrap_or_default();
    Planning {
        rationale: reader.text("rationale"),
        budget_description,
        budget,
        project,
        milestones: milestones(reader),
    }
}

pub(super) fn tender(reader: &mut Reader<'_>, all: &mut Vec<Document>) -> Tender {
    documents(reader, "tender", all);
    Tender {
        id: reader.text("id"),
        status: reader.text("status"),
        category: reader.text("mainProcurementCategory"),
        additional_categories: reader.texts("additionalProcurementCategories"),
        method: reader.text("procurementMethod"),
        method_details: reader.text("procurementMethodDetails"),
        method_rationale: reader.text("procurementMethodRationale"),
        award_criteria: reader.text("awardCriteria"),
        award_criteria_details: reader.text("awardCriteriaDetails"),
        submission_methods: reader.texts("submissionMethod"),
        submission_details: reader.text("submissionMethodDetails"),
        eligibility: reader.text("eligibilityCriteria"),
        value: reader.object("value", amount),
        min_value: reader.object("minValue", amount),
        classification: reader.object("classification", classification),
        tender_period: reader.object("tenderPeriod", period),
        enquiry_period: reader.object("enquiryPeriod", period),
        award_period: reader.object("awardPeriod", period),
        contract_period: reader.object("contractPeriod", period),
        procuring_entity: reader.object("procuringEntity", organization),
        number_of_tenderers: reader.text("numberOfTenderers"),
        tenderers: reader.objects("tenderers", organization),
        items: reader.objects("items", item),
        lots: reader.objects("lots", lot),
        auctions: reader.objects("auctions", auction),
        milestones: milestones(reader),
        amendments: reader.objects("amendments", amendment),
    }
}

pub(super) fn statistic(reader: &mut Reader<'_>) -> BidStatistic {
    BidStatistic {
        id: reader.text("id"),
        measure: reader.text("measure"),
        value: reader.text("value"),
        related_lot: reader.text("relatedLot"),
    }
}

pub(super) fn bid(reader: &mut Reader<'_>, all: &mut Vec<Document>) -> Bid {
    let documents = reader.objects("documents", |reader| document(reader, "bid"));
    all.extend_from_slice(&documents);
    Bid {
        id: reader.text("id"),
        date: reader.text("date"),
        status: reader.text("status"),
        tenderers: reader.objects("tenderers", organization),
        value: reader.object("value", amount),
        lot_values: reader.objects("lotValues", lot_value),
        related_lots: reader.texts("relatedLots"),
        documents,
    }
}

fn lot_value(reader: &mut Reader<'_>) -> LotValue {
    let lot = reader.text("relatedLot");
    // A publisher without ids has the lot's there: it tells nothing more.
    if reader.text_is("id", lot.as_deref()) {
        reader.text("id");
    }
    LotValue {
        lot,
        value: reader.object("value", amount),
        initial: reader.object("initialValue", amount),
        date: reader.text("date"),
        status: reader.text("status"),
    }
}

pub(super) fn award(reader: &mut Reader<'_>, all: &mut Vec<Document>) -> Award {
    documents(reader, "award", all);
    Award {
        id: reader.text("id"),
        title: reader.text("title"),
        description: reader.text("description"),
        status: reader.text("status"),
        date: reader.text("date"),
        value: reader.object("value", amount),
        suppliers: reader.objects("suppliers", organization),
        contract_period: reader.object("contractPeriod", period),
        items: reader.objects("items", item),
        milestones: milestones(reader),
        related_lots: reader.texts("relatedLots"),
        related_bids: related_bids(reader),
    }
}

/// Several of the standard's, one of Ukraine's publishers.
fn related_bids(reader: &mut Reader<'_>) -> Vec<String> {
    let mut bids = reader.texts("relatedBids");
    bids.extend(reader.text("relatedBid"));
    bids
}

pub(super) fn contract(reader: &mut Reader<'_>, all: &mut Vec<Document>) -> Contract {
    documents(reader, "contract", all);
    let implementation = reader.object("implementation", |reader| {
        documents(reader, "implementation", all);
        (reader.objects("transactions", transaction), milestones(reader), reader.object("finalValue", amount))
    });
    let is_implemented = implementation.is_some();
    let (transactions, mut done, final_value) = implementation.unwrap_or_default();
    let mut milestones = milestones(reader);
    milestones.append(&mut done);
    Contract {
        id: reader.text("id"),
        award_id: reader.text("awardID"),
        title: reader.text("title"),
        description: reader.text("description"),
        status: reader.text("status"),
        value: reader.object("value", amount),
        period: reader.object("period", period),
        signed: reader.text("dateSigned"),
        items: reader.objects("items", item),
        milestones,
        transactions,
        final_value,
        implementation: is_implemented,
    }
}

fn transaction(reader: &mut Reader<'_>) -> Transaction {
    Transaction {
        id: reader.text("id"),
        date: reader.text("date"),
        // `amount` is the OCDS 1.0 name of the value.
        value: reader.object("value", amount).or_else(|| reader.object("amount", amount)),
        payer: reader.object("payer", organization),
        payee: reader.object("payee", organization),
    }
}

pub(super) fn related_process(reader: &mut Reader<'_>) -> RelatedProcess {
    RelatedProcess {
        id: reader.text("id"),
        relationship: reader.texts("relationship"),
        title: reader.text("title"),
        scheme: reader.text("scheme"),
        identifier: reader.text("identifier"),
        uri: reader.text("uri"),
    }
}
