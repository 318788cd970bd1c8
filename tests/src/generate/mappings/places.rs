//! Which part of OCDS, or which extension, a place belongs to.

const REFERENCE: &str = "https://standard.open-contracting.org/1.1/en/schema/reference/";
const REGISTRY: &str = "https://extensions.open-contracting.org/en/extensions/";
const PROZORRO: &str = "https://github.com/openprocurement/";
const OPEN_CONTRACTING: &str = "https://github.com/open-contracting-extensions/";

/// Extensions by the last name of a place.
const LAST: &[(&str, &str, &str, &str)] = &[
    ("valueAddedTaxIncluded", "valueAddedTax", PROZORRO, "ocds_valueAddedTax_extension"),
    ("relatedLot", "lots", REGISTRY, "lots/master/"),
    ("relatedLots", "lots", REGISTRY, "lots/master/"),
    ("deliveryDate", "deliveryDate", PROZORRO, "ocds_deliveryDate_extension"),
    ("deliveryAddress", "location", REGISTRY, "location/master/"),
    ("geometry", "location", REGISTRY, "location/master/"),
    ("documentScope", "linkedDocument", PROZORRO, "ocds_linkedDocument_extension"),
    ("relatedItem", "linkedDocument", PROZORRO, "ocds_linkedDocument_extension"),
    ("currentStage", "currentStage", PROZORRO, "ocds_currentStage_extension"),
    ("guarantee", "guarantee", PROZORRO, "ocds_guarantee_extension"),
    ("contractID", "contractNumber", PROZORRO, "ocds_contractNumber_extension"),
    ("contractNumber", "contractNumber", PROZORRO, "ocds_contractNumber_extension"),
    ("eligible", "eligibility", PROZORRO, "ocds_eligibility_extension"),
    ("selfEligible", "eligibility", PROZORRO, "ocds_eligibility_extension"),
    ("qualified", "qualification", PROZORRO, "ocds_qualification_extension"),
    ("selfQualified", "qualification", PROZORRO, "ocds_qualification_extension"),
    ("qualificationPeriod", "qualification", PROZORRO, "ocds_qualification_extension"),
    ("complaintPeriod", "complaint", PROZORRO, "ocds_complaint_extension"),
    ("complaints", "complaint", PROZORRO, "ocds_complaint_extension"),
    ("participationUrl", "auction", PROZORRO, "ocds_auction_extension"),
    ("criteria", "requirements", REGISTRY, "requirements/master/"),
    ("requirementResponses", "requirements", REGISTRY, "requirements/master/"),
    ("relatedBid", "bids", REGISTRY, "bids/master/"),
    ("scale", "partyDetails_scale", OPEN_CONTRACTING, "ocds_partyDetails_scale_extension"),
];

/// Extensions by the start of a place, more special ones first.
const START: &[(&str, &str, &str, &str)] = &[
    ("/tender/auctions", "auction", PROZORRO, "ocds_auction_extension"),
    ("/tender/lots", "lots", REGISTRY, "lots/master/"),
    ("/tender/enquiries", "enquiries", REGISTRY, "enquiries/master/"),
    ("/tender/qualifications", "qualification", PROZORRO, "ocds_qualification_extension"),
    ("/contracts[]/suppliers", "contract_suppliers", OPEN_CONTRACTING, "ocds_contract_suppliers_extension"),
    ("/bids", "bids", REGISTRY, "bids/master/"),
];

/// Places that neither OCDS nor an extension has.
const OURS: &[&str] = &["shouldStartAfter", "tenderID", "lotValues", "kind"];

const SECTIONS: &[(&str, &str)] = &[
    ("/planning/documents", "document"),
    ("/planning/budget", "budget"),
    ("/planning", "planning"),
    ("/tender", "tender"),
    ("/awards", "award"),
    ("/contracts", "contract"),
    ("/buyer", "buyer"),
    ("/relatedProcesses", "relatedprocess"),
    ("/", "release"),
];

const PARTS: &[(&str, &str)] = &[
    ("Value", "value"),
    ("Period", "period"),
    ("Auction period", "period"),
    ("Address", "address"),
    ("Organization", "parties"),
    ("Classification", "classification"),
    ("Item", "item"),
    ("Tender document", "document"),
    ("Award document", "document"),
    ("Contract document", "document"),
    ("Cancellation", "amendment"),
];

/// A link to where the place is described.
pub fn place(within: &str, to: &str) -> String {
    let last = to.rsplit('/').next().unwrap_or(to);
    let extension = |(_, name, base, path): &(&str, &str, &str, &str)| format!("[{name}]({base}{path})");
    let part_of_extension = match within {
        "Question" => Some(START.iter().find(|it| it.1 == "enquiries")),
        "Complaint" => Some(LAST.iter().find(|it| it.1 == "complaint")),
        _ => None,
    };
    if OURS.contains(&last) || to.contains("/lotValues[]/") {
        return "none: our own".to_owned();
    }
    if let Some(found) = part_of_extension.flatten() {
        return extension(found);
    }
    if let Some(found) = LAST.iter().find(|it| it.0 == last) {
        return extension(found);
    }
    if let Some(found) = START.iter().find(|it| to.starts_with(it.0)) {
        return extension(found);
    }
    let section = SECTIONS.iter().find(|(start, _)| to.starts_with(start));
    let anchor = section.or_else(|| PARTS.iter().find(|(part, _)| *part == within)).map_or("release", |it| it.1);
    format!("[{anchor}]({REFERENCE}#{anchor})")
}
