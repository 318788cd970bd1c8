//! What the archive's filters select by, read out of its documents.

use tenderlens_core::ocds::json;

use crate::store::{Document, Store};
use crate::world::eu::words::COUNTRIES;

/// One release and what finds it.
#[derive(Debug)]
pub struct Release {
    pub id: String,
    pub ocid: String,
    /// The release as published.
    pub text: String,
    pub date: String,
    pub year: String,
    pub buyer: String,
    pub suppliers: Vec<String>,
    /// Two letters each.
    pub buyer_country: String,
    pub supplier_countries: Vec<String>,
    /// (scheme, number, words)
    pub items: Vec<(String, String, String)>,
    pub contract_type: String,
    pub award_criteria: String,
}

/// Every release of the store, in its order.
pub fn read(store: &Store) -> Vec<Release> {
    store.documents.iter().filter_map(release).collect()
}

fn release(document: &Document) -> Option<Release> {
    let outer = json::object(&document.text).ok()?;
    let text = outer.get("release")?;
    let release = json::object(text).ok()?;
    let awards = objects(release.get("awards"));
    let suppliers: Vec<_> = awards.iter().flat_map(|award| objects(award.get("suppliers"))).collect();
    let tender = inner(&release, "tender");
    let awarded = awards.iter().flat_map(|award| objects(award.get("itemsAwarded")));
    let items = objects(tender.get("itemsToBeProcured")).into_iter().chain(awarded);
    let buyer = inner(&release, "buyer");
    let date = string(&release, "releaseDate");
    Some(Release {
        id: document.id.clone(),
        ocid: string(&release, "ocid"),
        year: date.get(..4).unwrap_or_default().to_owned(),
        buyer: string(&inner(&buyer, "id"), "name"),
        suppliers: suppliers.iter().map(|supplier| string(&inner(supplier, "id"), "name")).collect(),
        buyer_country: country(&buyer),
        supplier_countries: suppliers.iter().map(country).collect(),
        items: items.map(|item| classification(&item)).collect(),
        contract_type: string(&outer, "contractType"),
        award_criteria: string(&outer, "awardCriteria"),
        text: text.to_owned(),
        date,
    })
}

pub fn classification(item: &json::Object<'_>) -> (String, String, String) {
    (string(item, "classificationScheme"), string(item, "classificationID"), string(item, "classificationDescription"))
}

/// A name that is not in the list stays a name: the archive's older filters took names.
fn country(organization: &json::Object<'_>) -> String {
    let name = string(&inner(organization, "address"), "country-name");
    COUNTRIES.iter().find(|(_, known)| *known == name).map_or(name, |(letters, _)| (*letters).to_owned())
}

fn inner<'a>(object: &json::Object<'a>, name: &str) -> json::Object<'a> {
    object.get(name).and_then(|text| json::object(text).ok()).unwrap_or_default()
}

fn objects(list: Option<&str>) -> Vec<json::Object<'_>> {
    let items = list.and_then(|text| json::array(text).ok()).unwrap_or_default();
    items.into_iter().filter_map(|item| json::object(item).ok()).collect()
}

fn string(object: &json::Object<'_>, name: &str) -> String {
    object.get(name).and_then(json::scalar).unwrap_or_default().into_owned()
}
