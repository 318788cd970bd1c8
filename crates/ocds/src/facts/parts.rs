//! The members that lists and figures are made of, by the schema's sections.
//! <https://standard.open-contracting.org/latest/en/schema/reference/>

use super::lenient::{List, Slot, Text, Texts, object};

object! {
    /// A compiled release, or any other.
    Release {
        "ocid" ocid: Text<'a>,
        "id" id: Text<'a>,
        "date" date: Text<'a>,
        "language" language: Text<'a>,
        "tag" tags: Texts<'a>,
        /// Prozorro's mark of test data.
        "mode" mode: Text<'a>,
        "buyer" buyer: Slot<Party<'a>>,
        "planning" planning: Slot<Planning<'a>>,
        "tender" tender: Slot<Tender<'a>>,
        "bids" bids: Slot<Bids<'a>>,
        "awards" awards: List<Award<'a>>,
        "contracts" contracts: List<Contract<'a>>,
        "parties" parties: List<Party<'a>>,
    }
}

object! {
    /// A party, or a reference to one: before OCDS 1.1 the reference held all there was to say.
    Party {
        "id" id: Text<'a>,
        "name" name: Text<'a>,
        "roles" roles: Texts<'a>,
        "identifier" identifier: Slot<Identifier<'a>>,
        "additionalIdentifiers" additional: List<Identifier<'a>>,
        "address" address: Slot<Address<'a>>,
    }
}

object! {
    Identifier {
        "scheme" scheme: Text<'a>,
        "id" id: Text<'a>,
        "legalName" legal_name: Text<'a>,
    }
}

object! {
    Address {
        "locality" locality: Text<'a>,
        "region" region: Text<'a>,
        /// Peru's region; its `region` is the province.
        "department" department: Text<'a>,
        "country" country: Text<'a>,
        "countryName" country_name: Text<'a>,
    }
}

object! {
    Money {
        "amount" amount: Text<'a>,
        /// Find a Tender's amount with VAT.
        "amountGross" gross: Text<'a>,
        "currency" currency: Text<'a>,
        /// <https://github.com/openprocurement/ocds_valueAddedTax_extension>
        "valueAddedTaxIncluded" vat_included: Text<'a>,
    }
}

object! {
    Period {
        "startDate" start: Text<'a>,
        "endDate" end: Text<'a>,
    }
}

object! {
    Classification {
        "scheme" scheme: Text<'a>,
        "id" id: Text<'a>,
        "description" description: Text<'a>,
    }
}

object! {
    Document {
        "title" title: Text<'a>,
        "datePublished" published: Text<'a>,
    }
}

object! {
    Item {
        "id" id: Text<'a>,
        "description" description: Text<'a>,
        "classification" classification: Slot<Classification<'a>>,
        "additionalClassifications" additional: List<Classification<'a>>,
        "deliveryAddress" delivery: Slot<Address<'a>>,
        "deliveryAddresses" deliveries: List<Address<'a>>,
    }
}

object! {
    Lot {
        "id" id: Text<'a>,
        "title" title: Text<'a>,
        "description" description: Text<'a>,
        "value" value: Slot<Money<'a>>,
    }
}

object! {
    Planning {
        "budget" budget: Slot<Budget<'a>>,
        "documents" documents: List<Document<'a>>,
    }
}

object! {
    Budget {
        "amount" amount: Slot<Money<'a>>,
    }
}

object! {
    Tender {
        "id" id: Text<'a>,
        "title" title: Text<'a>,
        "description" description: Text<'a>,
        "status" status: Text<'a>,
        "mainProcurementCategory" category: Text<'a>,
        "additionalProcurementCategories" categories: Texts<'a>,
        "procurementMethod" method: Text<'a>,
        "procurementMethodDetails" method_details: Text<'a>,
        "mode" mode: Text<'a>,
        "datePublished" published: Text<'a>,
        "value" value: Slot<Money<'a>>,
        "tenderPeriod" period: Slot<Period<'a>>,
        "procuringEntity" entity: Slot<Party<'a>>,
        "numberOfTenderers" number_of_tenderers: Text<'a>,
        "tenderers" tenderers: List<Party<'a>>,
        "classification" classification: Slot<Classification<'a>>,
        "additionalClassifications" additional: List<Classification<'a>>,
        "items" items: List<Item<'a>>,
        "lots" lots: List<Lot<'a>>,
        "documents" documents: List<Document<'a>>,
    }
}

object! {
    Bids {
        "statistics" statistics: List<Statistic<'a>>,
        "details" details: List<Bid<'a>>,
    }
}

object! {
    Statistic {
        "measure" measure: Text<'a>,
        "value" value: Text<'a>,
        "relatedLot" lot: Text<'a>,
    }
}

object! {
    Bid {
        "status" status: Text<'a>,
        "tenderers" tenderers: List<Party<'a>>,
        "documents" documents: List<Document<'a>>,
    }
}

object! {
    Award {
        "id" id: Text<'a>,
        "title" title: Text<'a>,
        "status" status: Text<'a>,
        "date" date: Text<'a>,
        /// Find a Tender's category where the tender has none.
        "mainProcurementCategory" category: Text<'a>,
        "value" value: Slot<Money<'a>>,
        "suppliers" suppliers: List<Party<'a>>,
        "items" items: List<Item<'a>>,
        "documents" documents: List<Document<'a>>,
    }
}

object! {
    Contract {
        "id" id: Text<'a>,
        "awardID" award_id: Text<'a>,
        "title" title: Text<'a>,
        "status" status: Text<'a>,
        "dateSigned" signed: Text<'a>,
        "value" value: Slot<Money<'a>>,
        "items" items: List<Item<'a>>,
        "documents" documents: List<Document<'a>>,
        "implementation" implementation: Slot<Implementation<'a>>,
    }
}

object! {
    Implementation {
        "documents" documents: List<Document<'a>>,
    }
}
