//! Invented British bodies, firms and what the bodies buy. Regions and CPV codes are real, nothing
//! else is.

pub struct Buyer {
    pub name: &'static str,
    pub town: &'static str,
    pub postcode: &'static str,
    pub region: &'static str,
    pub letters: &'static str,
}

const fn buyer(
    name: &'static str,
    town: &'static str,
    postcode: &'static str,
    region: &'static str,
    letters: &'static str,
) -> Buyer {
    Buyer { name, town, postcode, region, letters }
}

pub const BUYERS: &[Buyer] = &[
    buyer("Thornwick Vale District Council", "Thornwick", "ZZ1 1AA", "UKE22", "TVDC"),
    buyer("Aldermere Borough Council", "Aldermere", "ZZ2 4QD", "UKJ14", "ABC"),
    buyer("Wexcombe and Harrowfen NHS Foundation Trust", "Wexcombe", "ZZ3 8TN", "UKK11", "WHFT"),
    buyer("University of Saltmarsh Bay", "Saltmarsh", "ZZ4 9LP", "UKH13", "USB"),
    buyer("Quenby Fire and Rescue Authority", "Quenby", "ZZ5 2RF", "UKF21", "QFRA"),
    buyer("Lowmoor Police and Crime Commissioner", "Lowmoor", "ZZ6 7PC", "UKD44", "LPCC"),
    buyer("Cyngor Sir Glanyrafon (Glanyrafon County Council)", "Glanyrafon", "ZZ7 3CS", "UKL14", "CSG"),
    buyer("Bwrdd Iechyd Dyffryn Aur (Dyffryn Aur Health Board)", "Tre Aur", "ZZ8 5BI", "UKL12", "BIDA"),
    buyer("Strathfenwick Council", "Fenwick Cross", "ZZ9 6SC", "UKM75", "SFC"),
    buyer("Loch Arrend Island Ferries Limited", "Port Arrend", "ZZ10 1LA", "UKM63", "LAIF"),
    buyer("Ballyrowan Education Authority", "Ballyrowan", "ZZ11 2EA", "UKN12", "BEA"),
    buyer("The Office for Tidal Monitoring", "London", "ZZ12 8OT", "UKI32", "OTM"),
    buyer("Hollowbridge Homes Association", "Hollowbridge", "ZZ13 4HH", "UKC14", "HHA"),
    buyer("Northern Fells Water Partnership", "Fellgate", "ZZ14 9NF", "UKD11", "NFWP"),
    buyer("Marlstead Multi Academy Trust", "Marlstead", "ZZ15 3MM", "UKG31", "MMAT"),
    buyer("Pennycross Combined Authority", "Pennycross", "ZZ16 7PC", "UKE42", "PCA"),
    buyer("Eastmere Integrated Care Board", "Eastmere", "ZZ17 1EI", "UKH16", "EICB"),
    buyer("National Museum of Lighthouses", "Skerrow", "ZZ18 5NM", "UKM62", "NML"),
    buyer("Brackenshaw Town Council", "Brackenshaw", "ZZ19 2BT", "UKE41", "BTC"),
    buyer("Regional Rail Depots Agency", "Crossholm", "ZZ20 8RR", "UKG13", "RRDA"),
];

pub const FIRMS: &[&str] = &[
    "Quillmark Facilities Ltd",
    "Osprey & Lark Engineering plc",
    "Fernhollow Care C.I.C.",
    "Tannersgate Software Limited",
    "Brightwater Surveys LLP",
    "Cobblestone Catering Group Ltd",
    "Ravelin Security Services Limited",
    "Hexagon Moor Consulting Ltd",
    "Penhale Marine Works Ltd",
    "Gorse & Heather Landscapes",
    "Silverlode Telecom Ltd",
    "Adeiladwyr Bryn Eithin Cyf",
    "Kestrel Row Construction Limited",
    "Mossbank Medical Supplies Ltd",
    "Three Rivers Fleet Hire Ltd",
    "Larkfield Training Academy Ltd",
    "Umber Vale Energy Limited",
    "O'Rowan Civil Works Ltd",
    "Sable & Finch Architects LLP",
    "Wayfarer Passenger Transport Ltd",
];

pub struct Subject {
    /// `{}` is the town.
    pub title: &'static str,
    pub cpv: &'static str,
    pub class: &'static str,
    pub category: &'static str,
    /// Usual values in whole pounds.
    pub low: i64,
    pub high: i64,
}

const fn subject(
    title: &'static str,
    cpv: &'static str,
    class: &'static str,
    category: &'static str,
    low: i64,
    high: i64,
) -> Subject {
    Subject { title, cpv, class, category, low, high }
}

pub const SUBJECTS: &[Subject] = &[
    subject(
        "Grounds Maintenance and Tree Works, {}",
        "77310000",
        "Planting and maintenance services of green areas",
        "services",
        80_000,
        2_400_000,
    ),
    subject(
        "Supported Living Services - {}",
        "85311000",
        "Social work services with accommodation",
        "services",
        300_000,
        6_000_000,
    ),
    subject(
        "Replacement of the {} Leisure Centre Roof",
        "45260000",
        "Roof works and other special trade construction works",
        "works",
        250_000,
        3_500_000,
    ),
    subject(
        "Unified Telephony and Contact Centre",
        "64200000",
        "Telecommunications services",
        "services",
        90_000,
        1_300_000,
    ),
    subject("Supply of Electric Minibuses", "34114400", "Minibuses", "goods", 200_000, 2_800_000),
    subject(
        "Home to School Transport Framework ({})",
        "60130000",
        "Special-purpose road passenger-transport services",
        "services",
        500_000,
        12_000_000,
    ),
    subject("District Heating Feasibility Study - {}", "79314000", "Feasibility study", "services", 25_000, 180_000),
    subject("{} Flood Alleviation Scheme: Phase 2", "45246400", "Flood-prevention works", "works", 900_000, 18_000_000),
    subject("Surgical Gloves and Gowns", "33140000", "Medical consumables", "goods", 60_000, 1_900_000),
    subject(
        "Managed Print and Scanning Services",
        "79800000",
        "Printing and related services",
        "services",
        70_000,
        900_000,
    ),
    subject("School Kitchen Equipment, Lots 1 to 3", "39310000", "Catering equipment", "goods", 45_000, 650_000),
    subject("Highways Resurfacing Programme {}", "45233220", "Surface work for roads", "works", 1_000_000, 15_000_000),
    subject(
        "Cyber Security Operations Centre",
        "72000000",
        "IT services: consulting, software development, Internet and support",
        "services",
        150_000,
        4_000_000,
    ),
    subject("Archive Conservation and Digitisation", "79995100", "Archiving services", "services", 30_000, 300_000),
    subject(
        "Waste Collection Vehicles - Purchase and Maintenance",
        "34144512",
        "Refuse-compaction vehicles",
        "goods",
        400_000,
        5_200_000,
    ),
    subject(
        "Mentoring in Education, {} and District",
        "85300000",
        "Social work and related services",
        "services",
        40_000,
        420_000,
    ),
];

/// Welsh beside English: text is not always in one language.
pub const WELSH: &str = "Gwasanaethau cynnal a chadw tiroedd a choed / ";

pub const BELOW_THRESHOLD: i64 = 215_000;
