//! Definition lists: a label and what was published, rows without a value left out.

use leptos::prelude::*;
use tenderlens_core::ocds::view::{Amount, Organization, Period};

use super::Shown;
use crate::components::money::Money;
use crate::components::organization::OrganizationLink;
use crate::components::when::Moment;
use crate::labels;

/// Rows of a definition list, collected and shown at once.
pub struct Fields {
    rows: Vec<(&'static str, AnyView)>,
    language: String,
    zone: &'static str,
}

impl Fields {
    pub fn new(language: &str, zone: &'static str) -> Self {
        Self { rows: Vec::new(), language: language.to_owned(), zone }
    }

    /// Published text.
    pub fn text(mut self, label: &'static str, text: Option<&String>) -> Self {
        if let Some(text) = text.filter(|text| !text.is_empty()).cloned() {
            let language = self.language.clone();
            self.rows.push((label, view! { <span lang=language>{text}</span> }.into_any()));
        }
        self
    }

    /// A code of a codelist, in words.
    pub fn code(mut self, label: &'static str, code: Option<&String>) -> Self {
        if let Some(code) = code.filter(|code| !code.is_empty()) {
            self.rows.push((label, labels::code(code).into_any()));
        }
        self
    }

    pub fn codes(mut self, label: &'static str, codes: &[String]) -> Self {
        if !codes.is_empty() {
            self.rows.push((label, labels::codes(codes).into_any()));
        }
        self
    }

    pub fn id(mut self, label: &'static str, id: Option<&String>) -> Self {
        if let Some(id) = id.filter(|id| !id.is_empty()).cloned() {
            self.rows.push((label, view! { <code>{id}</code> }.into_any()));
        }
        self
    }

    /// An address on the web; what is none is shown as it is.
    pub fn link(mut self, label: &'static str, url: Option<&String>) -> Self {
        if let Some(address) = web_address(url).map(str::to_owned) {
            let words = address.clone();
            let link = view! { <a href=address target="_blank" rel="noreferrer">{words}</a> };
            self.rows.push((label, link.into_any()));
            return self;
        }
        self.id(label, url)
    }

    pub fn date(mut self, label: &'static str, date: Option<&String>) -> Self {
        if let Some(published) = date.filter(|date| !date.is_empty()).cloned() {
            let zone = self.zone;
            self.rows.push((label, view! { <Moment published zone /> }.into_any()));
        }
        self
    }

    pub fn amount(mut self, label: &'static str, amount: Option<&Amount>) -> Self {
        if let Some(amount) = amount.cloned() {
            self.rows.push((label, view! { <Money amount=Some(amount) /> }.into_any()));
        }
        self
    }

    pub fn period(mut self, label: &'static str, period: Option<&Period>) -> Self {
        if let Some(period) = period {
            self.rows.push((label, period_view(period, self.zone)));
        }
        self
    }

    pub fn organizations(mut self, label: &'static str, organizations: &[Organization], shown: &Shown) -> Self {
        if !organizations.is_empty() {
            self.rows.push((label, organizations_view(organizations, shown)));
        }
        self
    }

    pub fn organization(self, label: &'static str, organization: Option<&Organization>, shown: &Shown) -> Self {
        match organization {
            Some(organization) => self.organizations(label, std::slice::from_ref(organization), shown),
            None => self,
        }
    }

    pub fn view(self) -> AnyView {
        if self.rows.is_empty() {
            return ().into_any();
        }
        let rows = self.rows.into_iter().map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> });
        view! { <dl class="process-fields">{rows.collect_view()}</dl> }.into_any()
    }
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
