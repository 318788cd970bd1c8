//! Invented Peruvian places, bodies and firms. The departments are real, nothing else is.

pub struct Buyer {
    pub name: &'static str,
    /// Its letters in a nomenclature.
    pub letters: &'static str,
    pub district: &'static str,
    pub province: &'static str,
    pub department: &'static str,
}

const fn buyer(
    name: &'static str,
    letters: &'static str,
    district: &'static str,
    province: &'static str,
    department: &'static str,
) -> Buyer {
    Buyer { name, letters, district, province, department }
}

pub const BUYERS: &[Buyer] = &[
    buyer("MUNICIPALIDAD DISTRITAL DE VILLA QUEÑUAL", "MDVQ", "VILLA QUEÑUAL", "ÑAUPALLACTA", "CUSCO"),
    buyer("MUNICIPALIDAD PROVINCIAL DE ÑAUPALLACTA", "MPÑ", "ÑAUPALLACTA", "ÑAUPALLACTA", "CUSCO"),
    buyer("MUNICIPALIDAD DISTRITAL DE PUERTO ARAUCARIA", "MDPA", "PUERTO ARAUCARIA", "RIO HUAPO", "LORETO"),
    buyer("GOBIERNO REGIONAL DE ALTO WAYRA SEDE CENTRAL", "GRAW", "WAYRAPATA", "ALTO WAYRA", "PUNO"),
    buyer(
        "GOBIERNO REGIONAL DE ALTO WAYRA - DIRECCION REGIONAL DE SALUD",
        "DIRESA-AW",
        "WAYRAPATA",
        "ALTO WAYRA",
        "PUNO",
    ),
    buyer("HOSPITAL REGIONAL SANTA QANTUTA", "HRSQ", "QANTUMARCA", "QANTUMARCA", "AREQUIPA"),
    buyer("UNIVERSIDAD NACIONAL DE LOS TRES VALLES", "UN3V", "TRES VALLES", "TRES VALLES", "LA LIBERTAD"),
    buyer("EMPRESA MUNICIPAL DE AGUA POTABLE DE PUMAQOCHA S.A.", "EMAPUMA", "PUMAQOCHA", "PUMAQOCHA", "ANCASH"),
    buyer("UNIDAD DE GESTION EDUCATIVA LOCAL LLAQTAPATA", "UGEL-LLQ", "LLAQTAPATA", "LLAQTAPATA", "APURIMAC"),
    buyer("MUNICIPALIDAD DISTRITAL DE SAN JERONIMO DE LLAQTAPATA", "MDSJLL", "LLAQTAPATA", "LLAQTAPATA", "APURIMAC"),
    buyer("INSTITUTO VIAL PROVINCIAL DE CHAKANAYOC", "IVP-CHK", "CHAKANAYOC", "CHAKANAYOC", "AYACUCHO"),
    buyer("MUNICIPALIDAD PROVINCIAL DE CHAKANAYOC", "MPCHK", "CHAKANAYOC", "CHAKANAYOC", "AYACUCHO"),
    buyer("EMPRESA REGIONAL DE ELECTRICIDAD ILLAPA S.A.A.", "ILLAPA", "ILLAPAMPA", "ILLAPAMPA", "JUNIN"),
    buyer("PROGRAMA NACIONAL DE CAMINOS RURALES QAPAQ ÑAN NUEVO", "PNCR-QÑN", "LIMA", "LIMA", "LIMA"),
    buyer("AUTORIDAD NACIONAL DE GLACIARES Y LAGUNAS", "ANGL", "LIMA", "LIMA", "LIMA"),
    buyer("MUNICIPALIDAD DISTRITAL DE COSTA MENDRUGO", "MDCM", "COSTA MENDRUGO", "BAHIA CLARA", "ICA"),
    buyer("MUNICIPALIDAD DISTRITAL DE LOS ALGARROBOS ALTOS", "MDLAA", "ALGARROBOS ALTOS", "VALLE SECO", "PIURA"),
    buyer("GOBIERNO REGIONAL DE BAHIA CLARA", "GRBC", "BAHIA CLARA", "BAHIA CLARA", "ICA"),
    buyer("HOSPITAL DE APOYO ÑUSTAHUASI", "HAÑ", "ÑUSTAHUASI", "QANTUMARCA", "AREQUIPA"),
    buyer("MUNICIPALIDAD PROVINCIAL DE RIO HUAPO", "MPRH", "HUAPO", "RIO HUAPO", "LORETO"),
    buyer("UNIDAD EJECUTORA CAÑON DEL CONDOR AZUL", "UE-CCA", "CONDOR AZUL", "QANTUMARCA", "AREQUIPA"),
    buyer("SERVICIO NACIONAL DE SEMILLAS ANDINAS", "SENASAN", "LIMA", "LIMA", "LIMA"),
    buyer("MUNICIPALIDAD DISTRITAL DE TOTORAÑAWI", "MDTÑ", "TOTORAÑAWI", "ALTO WAYRA", "PUNO"),
    buyer("CUERPO DE VIGILANCIA LACUSTRE", "CVL", "WAYRAPATA", "ALTO WAYRA", "PUNO"),
];

/// First halves of invented firms' names.
pub const FIRMS: &[&str] = &[
    "PUMAQOCHA",
    "ÑUSTAHUASI",
    "QANTUMARCA",
    "WAYRAPATA",
    "ILLAPAMPA",
    "CHAKANAYOC",
    "TOTORAL",
    "RIO HUAPO",
    "ARAUCARIA",
    "VALLE SECO",
    "CONDOR AZUL",
    "LLAQTAPATA",
    "QUEÑUAL",
    "SEÑORIAL DEL SUR",
    "MAR DE GRAMA",
    "TRES VALLES",
];

/// Second halves; `{}` is the first. One in five is a consortium, whose id is not a tax number.
pub const FIRM_FORMS: &[&str] = &[
    "CONSTRUCTORA {} S.A.C.",
    "{} SERVICIOS GENERALES E.I.R.L.",
    "CONSORCIO {}",
    "DISTRIBUIDORA {} S.R.L.",
    "INGENIERIA Y PROYECTOS {} S.A.C. - IP {} S.A.C.",
];

pub const STREETS: &[&str] = &[
    "PLAZA DE ARMAS S/N",
    "JR. LOS QUEÑUALES N° 204",
    "AV. EL CÓNDOR N° 1180",
    "CAL. MUNICIPALIDAD NRO. 100 (PLAZA DE ARMAS)",
    "AV. CIRCUNVALACION  KM 3.5",
    "JR. LOS ÑANDÚES N° 77",
];

pub const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
