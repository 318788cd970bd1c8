//! Invented organisations that several publishers know: under the same identifier, or under the same
//! name and country where a publisher gives none.

#[derive(Debug)]
pub struct Party {
    pub name: &'static str,
    /// ISO 3166-1 alpha-2, in capitals.
    pub country: &'static str,
    pub scheme: &'static str,
    pub id: &'static str,
    pub town: &'static str,
}

const fn party(
    name: &'static str,
    country: &'static str,
    scheme: &'static str,
    id: &'static str,
    town: &'static str,
) -> Party {
    Party { name, country, scheme, id, town }
}

/// Firms. The British ones are companies of Find a Tender's world, the Peruvian ones firms of
/// Peru's; the Ukrainian ones supply both Ukrainian systems.
pub const FIRMS: &[Party] = &[
    party("Quillmark Facilities Ltd", "GB", "GB-COH", "99900000", "Thornwick"),
    party("Tannersgate Software Limited", "GB", "GB-COH", "99900003", "Glanyrafon"),
    party("Ravelin Security Services Limited", "GB", "GB-COH", "99900006", "Glanyrafon"),
    party("Kestrel Row Construction Limited", "GB", "GB-COH", "99900012", "Hollowbridge"),
    party("CONSTRUCTORA PUMAQOCHA S.A.C.", "PE", "PE-RUC", "20990000000", "Pumaqocha"),
    party("WAYRAPATA SERVICIOS GENERALES E.I.R.L.", "PE", "PE-RUC", "20990000016", "Wayrapata"),
    party("Musterbach Brückenbau GmbH", "DE", "DE-HRB", "HRB 990017", "Musterbach"),
    party("Zakład Robót Mostowych Wymyślin Sp. z o.o.", "PL", "PL-REGON", "990000041", "Wymyślin"),
    party("Costruzioni Valfinta S.r.l.", "IT", "IT-CF", "99000000058", "Valfinta"),
    party("ТОВ «Вигаданий Обрій»", "UA", "UA-EDR", "99000017", "м. Вигадівка"),
    party("ПП «Казковий Міст»", "UA", "UA-EDR", "99000025", "м. Казкове"),
    party("ТОВ «Примарний Млин»", "UA", "UA-EDR", "99000033", "м. Примарськ"),
    party("ДКП «Уявна Їдальня»", "UA", "UA-EDR", "99000041", "м. Вигадівка"),
    party("ФОП Небувалий Ілля Вигадович", "UA", "UA-IPN", "9900000050", "м. Казкове"),
];

/// Contracting bodies. The British ones buy in Find a Tender's world too.
pub const BODIES: &[Party] = &[
    party("Aldermere Borough Council", "GB", "GB-PPON", "PZZZ-9001-ZZZZ", "Aldermere"),
    party("Strathfenwick Council", "GB", "GB-PPON", "PZZZ-9008-ZZZZ", "Fenwick Cross"),
    party("National Museum of Lighthouses", "GB", "GB-PPON", "PZZZ-9017-ZZZZ", "Skerrow"),
    party("Вигадівська міська рада", "UA", "UA-EDR", "99100010", "м. Вигадівка"),
    party("Казківська обласна лікарня", "UA", "UA-EDR", "99100028", "м. Казкове"),
    party("Примарський ліцей № 7", "UA", "UA-EDR", "99100036", "м. Примарськ"),
    party("КП «Уявводоканал»", "UA", "UA-EDR", "99100044", "м. Вигадівка"),
    party("Державне агентство вигаданих доріг", "UA", "UA-EDR", "99100052", "м. Київ"),
];

/// Those of the countries.
pub fn of(all: &'static [Party], countries: &[&str]) -> Vec<&'static Party> {
    all.iter().filter(|party| countries.contains(&party.country)).collect()
}
