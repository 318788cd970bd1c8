//! What invented Ukrainian bodies buy, and the texts around it. Classes and units are real, nothing
//! else is.

pub struct Subject {
    pub title: &'static str,
    pub title_en: &'static str,
    /// Of the Ukrainian classifier ДК021, which follows CPV.
    pub code: &'static str,
    pub class: &'static str,
    pub category: &'static str,
    pub unit: (&'static str, &'static str),
    /// Usual values in whole hryvnias.
    pub low: i64,
    pub high: i64,
}

const fn subject(
    title: (&'static str, &'static str),
    class: (&'static str, &'static str),
    category: &'static str,
    unit: (&'static str, &'static str),
    values: (i64, i64),
) -> Subject {
    Subject {
        title: title.0,
        title_en: title.1,
        code: class.0,
        class: class.1,
        category,
        unit,
        low: values.0,
        high: values.1,
    }
}

const PIECE: (&str, &str) = ("штука", "H87");
const SERVICE: (&str, &str) = ("послуга", "E48");
const WORK: (&str, &str) = ("роботи", "IE");
const LITRE: (&str, &str) = ("літр", "LTR");

pub const SUBJECTS: &[Subject] = &[
    subject(
        ("Футляри до вигаданих нагород", "Cases for invented awards"),
        ("44617100-9", "Картонки"),
        "goods",
        PIECE,
        (20_000, 300_000),
    ),
    subject(
        ("Послуги шкільних їдалень", "School canteen services"),
        ("55523100-3", "Послуги з харчування у школах"),
        "services",
        SERVICE,
        (90_000, 2_400_000),
    ),
    subject(
        ("Поточний ремонт мосту через річку Уявну", "Repair of the bridge over the river Uiavna"),
        ("45221119-9", "Роботи з реконструкції мостів"),
        "works",
        WORK,
        (800_000, 48_000_000),
    ),
    subject(
        ("Дизельне паливо для комунального транспорту", "Diesel fuel for municipal vehicles"),
        ("09134200-9", "Дизельне паливо"),
        "goods",
        LITRE,
        (150_000, 6_500_000),
    ),
    subject(
        ("Медичні рукавички та маски", "Medical gloves and masks"),
        ("33140000-3", "Медичні матеріали"),
        "goods",
        PIECE,
        (45_000, 1_900_000),
    ),
    subject(
        ("Розробка «електронного кабінету» мешканця", "Development of a residents' online office"),
        ("72260000-5", "Послуги, пов'язані з програмним забезпеченням"),
        "services",
        SERVICE,
        (200_000, 5_000_000),
    ),
    subject(
        ("Капітальний ремонт даху ліцею № 7", "Overhaul of the roof of lyceum No. 7"),
        ("45261900-3", "Ремонт і технічне обслуговування дахів"),
        "works",
        WORK,
        (400_000, 7_700_000),
    ),
];

/// Bodies that only Prozorro knows; the others are the shared ones.
pub const BODIES: &[(&str, &str, &str)] = &[
    ("Небувальська сільська рада", "99100060", "с. Небувале"),
    ("Вигадівський музей ненаписаних листів", "99100078", "м. Вигадівка"),
    ("Казківське територіальне управління доріг", "99100086", "м. Казкове"),
    ("Примарський національний університет", "99100094", "м. Примарськ"),
];

/// Firms that only Prozorro knows.
pub const FIRMS: &[(&str, &str, &str)] = &[
    ("ТОВ «Неіснуючі Технології»", "99000066", "м. Примарськ"),
    ("ПрАТ «Будівник Хмар»", "99000074", "м. Казкове"),
    ("ТОВ «Аптека Мрій»", "99000082", "м. Вигадівка"),
    ("ФГ «Уявний Лан»", "99000090", "с. Небувале"),
];

pub const QUESTIONS: &[(&str, &str, &str)] = &[
    ("Калорійність", "Просимо додати таблицю потрібної калорійності харчування", "Таблицю додано (вигадана відповідь)"),
    ("Строк поставки", "Чи можлива поставка частинами?", "Так, за погодженим графіком"),
    ("Гарантія", "Який гарантійний строк вимагається?", "Не менше 12 місяців"),
];

pub const DOCUMENTS: &[(&str, &str, &str)] = &[
    ("Технічні вимоги.pdf", "technicalSpecifications", "application/pdf"),
    ("Проєкт договору.doc", "contractProforma", "application/msword"),
    ("Критерії оцінки.pdf", "evaluationCriteria", "application/pdf"),
    ("sign.p7s", "notice", "application/pkcs7-signature"),
];
