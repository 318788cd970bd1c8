//! What invented Peruvian bodies buy, with its codes.

/// One line of a catalogue: the words of the tender and the codes of its item.
pub struct Line {
    /// `{}` is a place.
    pub words: &'static str,
    /// First eight digits of the CUBSO code, which are the UNSPSC code.
    pub code: &'static str,
    pub class: &'static str,
    pub unit: (&'static str, &'static str),
    /// Usual values in whole soles.
    pub low: i64,
    pub high: i64,
}

const fn line(
    words: &'static str,
    code: &'static str,
    class: &'static str,
    unit: (&'static str, &'static str),
    low: i64,
    high: i64,
) -> Line {
    Line { words, code, class, unit, low, high }
}

const UNIT: (&str, &str) = ("40", "Unidad");
const SERVICE: (&str, &str) = ("36", "Servicio");
const GALLON: (&str, &str) = ("21", "Galón");
const KILO: (&str, &str) = ("27", "Kilogramo");
const BAG: (&str, &str) = ("4", "Bolsa");

pub const GOODS: &[Line] = &[
    line(
        "ADQUISICIÓN DE COMBUSTIBLE DIESEL B5 S-50 PARA LA MAQUINARIA DE {}",
        "15101505",
        "Combustible diésel",
        GALLON,
        40_000,
        600_000,
    ),
    line(
        "ADQUISICION DE MEDICAMENTOS Y MATERIAL MEDICO PARA LOS ESTABLECIMIENTOS DE {}",
        "51101500",
        "Antibióticos",
        UNIT,
        60_000,
        900_000,
    ),
    line(
        "ADQUISICIÓN DE CEMENTO PORTLAND TIPO I PARA LA OBRA: MEJORAMIENTO DE VÍAS DE {}",
        "30111601",
        "Cemento",
        BAG,
        45_000,
        480_000,
    ),
    line(
        "COMPRA DE ALIMENTOS PARA EL PROGRAMA DEL VASO DE LECHE, DISTRITO DE {}",
        "50131702",
        "Productos de leche",
        KILO,
        50_000,
        350_000,
    ),
    line(
        "ADQUISICIÓN DE COMPUTADORAS DE ESCRITORIO PARA LAS INSTITUCIONES EDUCATIVAS DE {}",
        "43211507",
        "Computadores de escritorio",
        UNIT,
        80_000,
        1_200_000,
    ),
    line(
        "ADQUISICIÓN DE UNIFORMES PARA EL PERSONAL DE LIMPIEZA PÚBLICA DE {}",
        "53102710",
        "Uniformes corporativos",
        UNIT,
        30_000,
        160_000,
    ),
    line("ADQUISICION DE CAMIONES COMPACTADORES PARA {}", "25101503", "Carros de basura", UNIT, 600_000, 3_800_000),
    line(
        "COMPRA DE SEMILLAS Y ABONOS PARA LOS PRODUCTORES DE {}",
        "10151500",
        "Semillas de vegetales",
        KILO,
        35_000,
        260_000,
    ),
];

pub const SERVICES: &[Line] = &[
    line(
        "SERVICIO DE SEGURIDAD Y VIGILANCIA PARA LOS LOCALES DE {}",
        "92121504",
        "Servicios de guardas de seguridad",
        SERVICE,
        150_000,
        2_400_000,
    ),
    line(
        "SERVICIO DE MANTENIMIENTO PERIÓDICO DEL CAMINO VECINAL {} - PUENTE VIEJO",
        "72141003",
        "Servicio de mantenimiento de caminos",
        SERVICE,
        120_000,
        1_900_000,
    ),
    line(
        "CONTRATACIÓN DEL SERVICIO DE ALIMENTACIÓN ESCOLAR EN {}",
        "90101603",
        "Servicios de comidas",
        SERVICE,
        90_000,
        700_000,
    ),
    line(
        "SERVICIO DE CONSULTORÍA DE OBRA PARA LA SUPERVISIÓN DEL SANEAMIENTO DE {}",
        "81101505",
        "Ingeniería civil",
        SERVICE,
        110_000,
        950_000,
    ),
    line(
        "SERVICIO DE LIMPIEZA DE AMBIENTES Y RECOJO DE RESIDUOS SÓLIDOS DE {}",
        "76111501",
        "Servicios de limpieza de edificios",
        SERVICE,
        70_000,
        640_000,
    ),
    line(
        "SERVICIO DE INTERNET DEDICADO POR FIBRA ÓPTICA PARA {}",
        "81112101",
        "Proveedores de servicio de internet",
        SERVICE,
        48_000,
        520_000,
    ),
    line("SEGUROS PATRIMONIALES Y DE PERSONAS DE {}", "84131500", "Servicios de seguros", SERVICE, 100_000, 1_500_000),
    line(
        "SERVICIO DE ALQUILER DE MAQUINARIA PESADA PARA LA DESCOLMATACIÓN DEL RÍO {}",
        "72141700",
        "Alquiler de maquinaria de construcción",
        SERVICE,
        60_000,
        880_000,
    ),
];

pub const WORKS: &[Line] = &[
    line(
        "MEJORAMIENTO DEL SERVICIO DE AGUA POTABLE Y ALCANTARILLADO DE {}",
        "72141120",
        "Construcción de alcantarillado",
        SERVICE,
        900_000,
        14_000_000,
    ),
    line(
        "CREACIÓN DE PISTAS Y VEREDAS EN EL CENTRO POBLADO DE {}",
        "72141001",
        "Construcción de calles",
        SERVICE,
        400_000,
        5_500_000,
    ),
    line("REHABILITACIÓN DEL PUENTE CARROZABLE {}", "72141108", "Construcción de puentes", SERVICE, 700_000, 9_000_000),
    line(
        "CONSTRUCCIÓN DE LOSA DEPORTIVA CON COBERTURA EN {}",
        "72141125",
        "Construcción de campos deportivos",
        SERVICE,
        250_000,
        1_800_000,
    ),
    line(
        "AMPLIACIÓN DE LA I.E. N° 99-0417 ¿NIÑO DEL VALLE¿ DE {}",
        "72121406",
        "Construcción de escuelas",
        SERVICE,
        800_000,
        7_500_000,
    ),
    line(
        "INSTALACIÓN DE SISTEMAS FOTOVOLTAICOS EN LAS COMUNIDADES DE {}",
        "72151511",
        "Instalación de energía solar",
        SERVICE,
        300_000,
        4_200_000,
    ),
];

/// A sentence in Quechua beside the Spanish one: text is not always in the publisher's language.
pub const QUECHUA: &str = "LLAQTAPAQ UNU APAYKUSQA LLAMK'AY, AYLLUKUNAPAQ ALLIN KAWSAY (";
