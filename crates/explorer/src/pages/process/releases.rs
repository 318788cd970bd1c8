//! The releases of a process by name: in links, in choices and in citations.

use leptos::prelude::{With, WithUntracked};

use super::Shown;
use crate::context::App;
use crate::format;
use crate::labels;
use crate::route::{Process, Route};

/// A release that is here as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Its id; where it has none, or the same as another, its number.
    pub key: String,
    pub date: Option<String>,
    /// `041267-2026 (Contract, 11 Nov 2026)`
    pub name: String,
}

/// The complete releases, in merge order.
pub fn releases(shown: &Shown) -> Vec<Release> {
    let entries = &shown.loaded.timeline[..shown.loaded.releases.min(shown.loaded.timeline.len())];
    let is_unique = |id: &String| entries.iter().filter(|entry| entry.id.as_ref() == Some(id)).count() == 1;
    let release = |(index, entry): (usize, &tenderlens_core::ocds::view::Entry)| {
        let key = entry.id.clone().filter(is_unique).unwrap_or_else(|| (index + 1).to_string());
        let id = entry.id.clone().unwrap_or_else(|| t!("raw.release", n = index + 1));
        let about = [
            (!entry.tags.is_empty()).then(|| labels::codes(&entry.tags)),
            entry.date.as_ref().map(|date| format::date(date, shown.zone())),
        ];
        let about = about.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let name = if about.is_empty() { id } else { format!("{id} ({about})") };
        Release { key, date: entry.date.clone(), name }
    };
    entries.iter().enumerate().map(release).collect()
}

/// Two releases to be compared, the later one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    pub release: usize,
    /// None for the first release: there is nothing before it.
    pub with: Option<usize>,
}

impl Pair {
    /// The releases of a link: by default the last one, and the one before. Whichever the link names
    /// first, the later one is compared with the earlier.
    pub fn of(route: &Process, releases: &[Release]) -> Option<Self> {
        let find = |key: &str| releases.iter().position(|release| release.key == key);
        let release = find(&route.release).or_else(|| releases.len().checked_sub(1))?;
        let with = find(&route.compared).filter(|with| *with != release).or_else(|| release.checked_sub(1));
        Some(match with {
            Some(with) => Self { release: release.max(with), with: Some(release.min(with)) },
            None => Self { release, with: None },
        })
    }
}

/// The state of the process page; that of an empty link on other pages.
pub fn route(app: &App) -> Process {
    app.route.with(of)
}

/// As [`route`], once.
pub fn present_route(app: &App) -> Process {
    app.route.with_untracked(of)
}

fn of(route: &Route) -> Process {
    match route {
        Route::Process(process) => process.clone(),
        _ => Process::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Pair, Release};
    use crate::route::Process;

    fn pair(release: &str, compared: &str) -> Option<Pair> {
        let named = |key: &str| Release { key: key.to_owned(), date: None, name: key.to_owned() };
        let route = Process { release: release.to_owned(), compared: compared.to_owned(), ..Process::default() };
        Pair::of(&route, &[named("a"), named("b"), named("c")])
    }

    #[test]
    fn the_later_release_is_compared_with_the_earlier() {
        let of = |release, with| Some(Pair { release, with });
        assert_eq!(pair("", ""), of(2, Some(1)));
        assert_eq!(pair("b", ""), of(1, Some(0)));
        assert_eq!(pair("c", "a"), of(2, Some(0)));
        assert_eq!(pair("a", "c"), of(2, Some(0)));
        assert_eq!(pair("a", ""), of(0, None));
        assert_eq!(pair("gone", "gone"), of(2, Some(1)));
        assert_eq!(Pair::of(&Process::default(), &[]), None);
    }
}
