//! Definition lists: a label and what was published, rows without a value left out.

use leptos::prelude::*;
use tenderlens_core::ocds::view::{Amount, Organization, Period};

use super::Shown;
use super::history::HistoryLink;
use crate::components::money::{Money, stated_basis};
use crate::components::organization::OrganizationLink;
use crate::components::when::Moment;
use crate::labels;

/// JSON Pointer of the tender in a release.
pub const TENDER: &str = "/tender";

/// Rows of a definition list, collected and shown at once.
pub struct Fields {
    rows: Vec<Row>,
    shown: Shown,
    /// JSON Pointer of the object that they are fields of.
    base: String,
    language: String,
    zone: &'static str,
    /// The last field asked for has a row.
    is_shown: bool,
}

struct Row {
    label: &'static str,
    value: AnyView,
    /// Where the value stands, if it stands in one place.
    pointer: Option<String>,
}

impl Fields {
    /// Fields of the object at a JSON Pointer.
    pub fn of(shown: &Shown, base: impl Into<String>) -> Self {
        let (language, zone) = (shown.language.clone(), shown.zone());
        Self { rows: Vec::new(), shown: shown.clone(), base: base.into(), language, zone, is_shown: false }
    }

    fn push(mut self, label: &'static str, value: Option<AnyView>) -> Self {
        self.is_shown = value.is_some();
        self.rows.extend(value.map(|value| Row { label, value, pointer: None }));
        self
    }

    /// The member that the field before was read from: its history can be asked for.
    pub fn at(mut self, member: &str) -> Self {
        if let Some(row) = self.rows.last_mut().filter(|_| self.is_shown) {
            row.pointer = Some(format!("{}/{member}", self.base));
        }
        self
    }

    /// Published text.
    pub fn text(self, label: &'static str, text: Option<&String>) -> Self {
        let language = self.language.clone();
        let text = text.filter(|text| !text.is_empty()).cloned();
        self.push(label, text.map(|text| view! { <span lang=language>{text}</span> }.into_any()))
    }

    /// A code of a codelist, in words.
    pub fn code(self, label: &'static str, code: Option<&String>) -> Self {
        let code = code.filter(|code| !code.is_empty());
        self.push(label, code.map(|code| labels::code(code).into_any()))
    }

    pub fn codes(self, label: &'static str, codes: &[String]) -> Self {
        self.push(label, (!codes.is_empty()).then(|| labels::codes(codes).into_any()))
    }

    pub fn id(self, label: &'static str, id: Option<&String>) -> Self {
        let id = id.filter(|id| !id.is_empty()).cloned();
        self.push(label, id.map(|id| view! { <code>{id}</code> }.into_any()))
    }

    /// An address on the web; what is none is shown as it is.
    pub fn link(self, label: &'static str, url: Option<&String>) -> Self {
        let Some(address) = web_address(url).map(str::to_owned) else {
            return self.id(label, url);
        };
        let words = address.clone();
        let link = view! { <a href=address target="_blank" rel="noreferrer">{words}</a> };
        self.push(label, Some(link.into_any()))
    }

    pub fn date(self, label: &'static str, date: Option<&String>) -> Self {
        let zone = self.zone;
        let date = date.filter(|date| !date.is_empty()).cloned();
        self.push(label, date.map(|published| view! { <Moment published zone /> }.into_any()))
    }

    pub fn amount(self, label: &'static str, amount: Option<&Amount>) -> Self {
        let view = amount.cloned().map(|amount| {
            let basis = stated_basis(&amount);
            view! { <Money amount=Some(amount) />" "{basis} }.into_any()
        });
        self.push(label, view)
    }

    pub fn period(self, label: &'static str, period: Option<&Period>) -> Self {
        let zone = self.zone;
        self.push(label, period.map(|period| period_view(period, zone)))
    }

    pub fn organizations(self, label: &'static str, organizations: &[Organization]) -> Self {
        let view = (!organizations.is_empty()).then(|| organizations_view(organizations, &self.shown));
        self.push(label, view)
    }

    pub fn organization(self, label: &'static str, organization: Option<&Organization>) -> Self {
        self.organizations(label, organization.map(std::slice::from_ref).unwrap_or_default())
    }

    pub fn view(self) -> AnyView {
        if self.rows.is_empty() {
            return ().into_any();
        }
        let shown = self.shown;
        let rows = self.rows.into_iter().map(|Row { label, value, pointer }| {
            let history =
                pointer.map(|pointer| view! { " "<HistoryLink pointer place=label.to_owned() shown=shown.clone() /> });
            view! { <div><dt>{label}</dt><dd>{value}{history}</dd></div> }
        });
        view! { <dl class="process-fields">{rows.collect_view()}</dl> }.into_any()
    }
}

/// The heading of an object, with the way to its JSON.
pub fn object_title(title: String, pointer: String, shown: &Shown) -> AnyView {
    let name = t!("raw.json_of", name = title);
    let link = shown.json_link(&pointer);
    view! {
        <h3 class="process-object-title">
            <span lang=shown.language.clone()>{title}</span>" "
            <a class="json-link" href=link aria-label=name title=t!("raw.json")>"{}"</a>
        </h3>
    }
    .into_any()
}

/// The address, if a browser may follow it.
pub fn web_address(url: Option<&String>) -> Option<&str> {
    url.map(String::as_str).filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

fn period_view(period: &Period, zone: &'static str) -> AnyView {
    let moment = |date: &Option<String>| date.clone().map(|published| view! { <Moment published zone /> });
    let extent = |start_to_end: AnyView| match moment(&period.max_extent) {
        Some(end) => rich!("period.extent", period = start_to_end, end = end).into_any(),
        None => start_to_end,
    };
    let start_to_end = match (moment(&period.start), moment(&period.end)) {
        (Some(start), Some(end)) => rich!("period.both", start = start, end = end).into_any(),
        (Some(start), None) => rich!("period.from", start = start).into_any(),
        (None, Some(end)) => rich!("period.until", end = end).into_any(),
        (None, None) => view! { <span class="not-published">{t!("published.no")}</span> }.into_any(),
    };
    let days = period.days.as_ref().map(|days| view! { " "{t!("period.days", n = days)} });
    view! { {extent(start_to_end)}{days} }.into_any()
}

/// Names, one a line, each with the link to its profile; an organisation without a name shows its id.
pub fn organizations_view(organizations: &[Organization], shown: &Shown) -> AnyView {
    let row = |organization: &Organization| {
        let words = match (&organization.name, &organization.id) {
            (Some(name), id) => {
                let identifier = shown.identifier(id.as_deref(), Some(name));
                view! { <OrganizationLink name=name.clone() identifier language=shown.language.clone() /> }.into_any()
            }
            (None, Some(id)) => view! { <code>{id.clone()}</code> }.into_any(),
            (None, None) => view! { <span class="not-published">{t!("published.no")}</span> }.into_any(),
        };
        view! { <li>{words}</li> }
    };
    match organizations {
        [] => view! { <span class="not-published">{t!("published.no")}</span> }.into_any(),
        organizations => {
            view! { <ul class="process-names">{organizations.iter().map(row).collect_view()}</ul> }.into_any()
        }
    }
}
