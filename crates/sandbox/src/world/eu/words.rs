//! Invented European buyers and suppliers, and the values of the filters. Countries and CPV numbers
//! are real, nothing else is.

/// Two letters as the filters take them, and the name as releases write it.
pub const COUNTRIES: &[(&str, &str)] = &[
    ("de", "Germany"),
    ("es", "Spain"),
    ("fr", "France"),
    ("gb", "United Kingdom"),
    ("it", "Italy"),
    ("pe", "Peru"),
    ("pl", "Poland"),
    ("ro", "Romania"),
    ("ua", "Ukraine"),
];

/// Name, country, town and region.
pub type Place = (&'static str, &'static str, &'static str, &'static str);

pub const BUYERS: &[Place] = &[
    ("CONSEIL GÉNÉRAL DU VAL-FABLE", "fr", "Fableville", "Val-Fable"),
    ("Commune de Saint-Mirage-sur-Loue", "fr", "Saint-Mirage", "Val-Fable"),
    ("Centre hospitalier de l'Île-aux-Songes", "fr", "Port-Songe", "Outre-Rêve"),
    ("Landkreis Musterbach", "de", "Musterbach", "Nirgendland"),
    ("Universitätsklinikum Luftschloß", "de", "Luftschloß", "Nirgendland"),
    ("Stadtwerke Wolkenstein AöR", "de", "Wolkenstein", "Überall"),
    ("Comune di Valfinta", "it", "Valfinta", "Immaginaria"),
    ("Azienda Sanitaria Città del Sogno", "it", "Città del Sogno", "Immaginaria"),
    ("Ayuntamiento de Villafábula", "es", "Villafábula", "Quimera"),
    ("Diputación de Quimera", "es", "Quimera", "Quimera"),
    ("Primăria Orașului Închipuit", "ro", "Închipuit", "Basmul"),
    ("Spitalul Județean Basmul", "ro", "Basmul", "Basmul"),
    ("Gmina Wymyślin", "pl", "Wymyślin", "Nigdzie"),
    ("Szpital Powiatowy w Bajkowie", "pl", "Bajków", "Nigdzie"),
    ("Aldermere Borough Council", "gb", "Aldermere", "South East"),
    ("Strathfenwick Council", "gb", "Fenwick Cross", "Scotland"),
    ("National Museum of Lighthouses", "gb", "Skerrow", "Scotland"),
];

/// Suppliers known to the EU's archive alone; the others are the shared ones.
pub const SUPPLIERS: &[Place] = &[
    ("Travaux Publics Chimère S.A.", "fr", "Fableville", "Val-Fable"),
    ("Éditions & Imprimerie du Nulle-Part", "fr", "Saint-Mirage", "Val-Fable"),
    ("Traumwerk Ingenieure Partnerschaft mbB", "de", "Luftschloß", "Nirgendland"),
    ("Elektro Niemand & Söhne KG", "de", "Wolkenstein", "Überall"),
    ("Ristorazione Miraggio Soc. Coop.", "it", "Città del Sogno", "Immaginaria"),
    ("Obras y Caminos Quimera, S.A.", "es", "Quimera", "Quimera"),
    ("Infraestructuras Villafábula, S.L.", "es", "Villafábula", "Quimera"),
    ("Construcții Basmul S.R.L.", "ro", "Basmul", "Basmul"),
    ("Divers organismes fictifs", "ro", "Închipuit", "Basmul"),
    ("Przedsiębiorstwo Bajkowe S.A.", "pl", "Bajków", "Nigdzie"),
];

/// What the archive's country names stand for in the shared parties.
pub fn letters(country: &str) -> String {
    country.to_lowercase()
}

/// CPV number, its words, type of contract, lowest and highest usual value.
pub type Line = (&'static str, &'static str, &'static str, i64, i64);

pub const LINES: &[Line] = &[
    ("45000000", "Construction work", "Works", 120_000, 9_000_000),
    ("45233140", "Roadworks", "Works", 250_000, 12_000_000),
    ("45000000", "Construction work", "Service contract", 60_000, 800_000),
    ("33100000", "Medical equipments", "Supply contract", 40_000, 2_500_000),
    ("30200000", "Computer equipment and supplies", "Supply contract", 25_000, 900_000),
    ("55500000", "Canteen and catering services", "Service contract", 50_000, 1_800_000),
    ("79530000", "Translation services", "Service contract", 20_000, 400_000),
    ("90500000", "Refuse and waste related services", "Service contract", 90_000, 4_000_000),
    ("71320000", "Engineering design services", "Service contract", 45_000, 1_200_000),
];

pub const CRITERIA: &[&str] = &["Lowest price", "The most economic tender"];
