//! The words of openprocurement, in all its generations, as codes of OCDS and its extensions.

use super::table::Codes;

/// <https://standard.open-contracting.org/1.1/en/schema/codelists/#award-status>
pub const AWARD_STATUS: Codes = Codes {
    known: &[
        ("pending", "pending"),
        ("active", "active"),
        ("cancelled", "cancelled"),
        ("unsuccessful", "unsuccessful"),
    ],
    open: false,
};

/// <https://standard.open-contracting.org/1.1/en/schema/codelists/#contract-status>
pub const CONTRACT_STATUS: Codes = Codes {
    known: &[
        ("pending", "pending"),
        ("pending.*", "pending"),
        ("active", "active"),
        ("cancelled", "cancelled"),
        ("terminated", "terminated"),
    ],
    open: false,
};

/// <https://extensions.open-contracting.org/en/extensions/bids/master/codelists/#bidStatus.csv>
pub const BID_STATUS: Codes = Codes {
    known: &[
        ("draft", "pending"),
        ("pending", "pending"),
        ("registration", "pending"),
        ("active", "valid"),
        ("validBid", "valid"),
        ("invalid", "disqualified"),
        ("invalid.*", "disqualified"),
        ("invalidBid", "disqualified"),
        ("unsuccessful", "disqualified"),
        ("deleted", "withdrawn"),
    ],
    open: false,
};

/// <https://standard.open-contracting.org/1.1/en/schema/codelists/#tender-status>
pub const TENDER_STATUS: Codes = Codes {
    known: &[
        ("draft", "planned"),
        ("draft.unsuccessful", "unsuccessful"),
        ("draft.*", "planned"),
        ("enquiries", "active"),
        ("tendering", "active"),
        ("auction", "active"),
        ("qualification", "active"),
        ("awarded", "active"),
        ("active", "active"),
        ("active.*", "active"),
        ("complete", "complete"),
        ("cancelled", "cancelled"),
        ("unsuccessful", "unsuccessful"),
    ],
    open: false,
};

/// The register of Ukrainian companies, by the address of its namespace and by its code at
/// <https://org-id.guide>.
pub const IDENTIFIER_SCHEME: Codes =
    Codes { known: &[("https://ns.openprocurement.org/ua/edrpou", "UA-EDR")], open: true };

/// <https://extensions.open-contracting.org/en/extensions/partyDetails_scale/master/>
pub const SCALE: Codes = Codes {
    known: &[("micro", "micro"), ("sme", "sme"), ("small", "small"), ("mid", "medium"), ("large", "large")],
    open: false,
};
