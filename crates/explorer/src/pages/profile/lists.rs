//! The lists that a profile is made of. Its link names them, so that it shows the same elsewhere.

use leptos::prelude::*;

use crate::context::App;
use crate::pages::search::{ById, days_of, load_list};
use crate::route::{Days, Profile, Route};

/// Loads the lists that the link names, where nothing of their publishers is loaded yet, and writes
/// those into the link that were loaded before.
pub fn keep(app: &App, profile: Memo<Profile>) {
    let named = Memo::new(move |_| profile.with(|it| (it.search.sources.clone(), it.search.updated.clone())));
    let opening = app.clone();
    Effect::new(move |_| {
        let (sources, days) = named.get();
        let there = opening.session.windows_untracked();
        for id in sources.iter().filter(|id| !there.iter().any(|(known, _)| known == *id)) {
            load_list(&opening, id, &days);
        }
    });
    let app = app.clone();
    Effect::new(move |_| {
        let present = profile.get();
        let windows = app.session.windows().into_iter();
        let loaded: Vec<_> = windows.map(|(id, dates)| (days_of(&app, &id, dates), id)).collect();
        let wanted = with_lists(&present, &loaded);
        // The page may be about to close: then the link is another one's.
        if wanted != present && app.route.with_untracked(|route| matches!(route, Route::Profile(_))) {
            app.refine(Route::Profile(Box::new(wanted)));
        }
    });
}

/// The publishers whose lists the link names.
pub fn named(app: &App, profile: Memo<Profile>) -> Memo<Vec<ById>> {
    let backend = app.backend.clone();
    Memo::new(move |_| {
        profile.with(|it| it.search.sources.iter().filter_map(|id| backend.publisher(id).copied()).map(ById).collect())
    })
}

/// Whether a list is still to come.
pub fn is_loading(app: &App, profile: Memo<Profile>) -> Memo<bool> {
    let session = app.session.clone();
    Memo::new(move |_| {
        profile.with(|it| it.search.sources.iter().any(|id| session.with(id, |source| source.status.is_busy())))
    })
}

/// The profile with the lists in its link that are loaded. A link has one window for all of them:
/// where they have several, it keeps its own.
fn with_lists(profile: &Profile, loaded: &[(Days, String)]) -> Profile {
    let mut profile = profile.clone();
    let sources = &mut profile.search.sources;
    let missing: Vec<String> = loaded.iter().map(|(_, id)| id.clone()).filter(|id| !sources.contains(id)).collect();
    if !missing.is_empty() {
        sources.extend(missing);
        sources.sort_unstable();
    }
    let mut windows = loaded.iter().map(|(days, _)| days);
    if let Some(first) = windows.next().filter(|first| windows.all(|other| other == *first)) {
        profile.search.updated = first.clone();
    }
    profile
}

#[cfg(test)]
mod tests {
    use super::{Days, Profile, Route, with_lists};

    fn linked(link: &str, loaded: &[(&str, &str)]) -> String {
        let Route::Profile(profile) = Route::parse(link) else {
            panic!("{link} is no profile");
        };
        let days = |from: &str| Days { from: from.to_owned(), to: String::new() };
        let loaded: Vec<_> = loaded.iter().map(|(id, from)| (days(from), (*id).to_owned())).collect();
        let with: Profile = with_lists(&profile, &loaded);
        Route::Profile(Box::new(with)).format()
    }

    #[test]
    fn the_link_names_every_list_that_is_loaded() {
        assert_eq!(linked("#/o/a/1?src=uk", &[]), "#/o/a/1?src=uk");
        assert_eq!(linked("#/o/a/1", &[("peru", ""), ("uk", "")]), "#/o/a/1?src=peru,uk");
        assert_eq!(linked("#/o/a/1?src=uk,eu&upd=2026-01-01..", &[("uk", "")]), "#/o/a/1?src=uk,eu");
    }

    #[test]
    fn lists_of_several_windows_leave_the_one_of_the_link() {
        let loaded = [("peru", "2026-05-01"), ("uk", "2026-06-01")];
        assert_eq!(linked("#/o/a/1?upd=2026-04-01..", &loaded), "#/o/a/1?src=peru,uk&upd=2026-04-01..");
        assert_eq!(linked("#/o/a/1?role=buyer", &loaded[..1]), "#/o/a/1?role=buyer&src=peru&upd=2026-05-01..");
    }
}
