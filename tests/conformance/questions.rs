//! The questions that are the same for every publisher, put to the sandbox of all five: each lists its
//! processes, and each process that is listed opens.

use tenderlens_core::calendar::Date;
use tenderlens_core::client::{Client, Native, Options};
use tenderlens_core::endpoint::Manners;
use tenderlens_core::listing::Rows;
use tenderlens_core::plan::{Category, Dates, Question};
use tenderlens_core::process;
use tenderlens_core::publishers::Registry;
use tenderlens_core::search::{self, Found};
use tenderlens_sandbox::Sandbox;

const NOW_MS: u64 = 1_795_262_400_000;

async fn sandbox() -> Client<Native> {
    sandbox_with(&[]).await
}

/// A client of a sandbox; some publishers under another name, which is a form of theirs.
async fn sandbox_with(forms: &[(&str, &str)]) -> Client<Native> {
    let registry = Registry::builtin();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let mut options = Options::default();
    for publisher in registry.publishers() {
        let name = forms.iter().find(|(id, _)| *id == publisher.id).map_or(publisher.id, |(_, form)| *form);
        options.bases.insert(publisher.id.to_owned(), format!("http://{address}/sandbox/{name}"));
        let manners = Manners { spacing_ms: 0, ..publisher.manners };
        options.manners.insert(publisher.id.to_owned(), manners);
    }
    let router = Sandbox::new(registry.clone(), "2026-11-21T12:00:00Z".parse().unwrap()).router();
    tokio::spawn(async move { axum::serve(listener, router).await });
    Client::new(registry, Native::default(), options)
}

/// Pages of an answer, as far as there are any and at most so many.
async fn pages(client: &Client<Native>, publisher: &str, question: &Question, most: usize) -> Vec<Found> {
    let mut next = Some(search::first(client, publisher, question, Date::of_unix_ms(NOW_MS)).unwrap());
    let mut pages = Vec::new();
    while let Some(at) = next.take().filter(|_| pages.len() < most) {
        let found = search::run(client, &at, &|_| {}).await.unwrap();
        assert_eq!(found.problems, Vec::<String>::new(), "{publisher}");
        next = found.next.clone();
        pages.push(found);
    }
    pages
}

#[tokio::test]
async fn every_publisher_lists_processes_and_every_listed_one_opens() {
    let client = sandbox().await;
    for publisher in Registry::builtin().publishers() {
        let pages = pages(&client, publisher.id, &Question::default(), 2).await;
        assert_eq!(pages.len(), 2, "{}: a second page", publisher.id);
        assert!(pages.iter().all(|page| !page.summaries.is_empty()), "{}", publisher.id);
        let summary = &pages[1].summaries[0];
        assert_eq!(summary.locator.is_some(), matches!(publisher.listing.rows, Rows::Ids(_)), "{}", publisher.id);
        let call = process::lookup(&client, publisher.id, &summary.ocid, summary.locator.as_deref()).unwrap();
        let loaded = process::load(&client, &call, &|_| {}).await.unwrap();
        assert_eq!(loaded.process.ocid.as_deref(), Some(summary.ocid.as_str()), "{}", publisher.id);
        assert_eq!(loaded.process.headline(), summary.title.as_deref(), "{}", publisher.id);
        assert_eq!(loaded.is_converted(), publisher.convert.is_some(), "{}", publisher.id);
    }
}

#[tokio::test]
async fn what_a_publisher_filters_and_what_is_filtered_here_come_to_the_same() {
    let client = sandbox().await;
    let question =
        Question { category: Some(Category::Works), dates: Dates::last_days(40, NOW_MS), ..Question::default() };
    let without = Question { category: None, ..question.clone() };
    for publisher in ["peru", "uk", "prozorro"] {
        let all: usize = pages(&client, publisher, &without, 3).await.iter().map(|page| page.summaries.len()).sum();
        let works: Vec<_> = pages(&client, publisher, &question, 3).await;
        let matched: usize = works.iter().map(|page| page.summaries.len()).sum();
        let left_out: usize = works.iter().map(|page| page.left_out + page.undecided.len()).sum();
        assert!(0 < matched && matched < all, "{publisher}: {matched} of {all}");
        let is_local =
            !search::first(&client, publisher, &question, Date::of_unix_ms(NOW_MS)).unwrap().plan().local.is_empty();
        assert_eq!(left_out > 0, is_local, "{publisher}: {left_out} left out here");
    }
}

#[tokio::test]
async fn a_year_of_the_archive_is_read_country_by_country_with_every_process_once() {
    let client = sandbox().await;
    let dates = Dates::between("2012-01-01".parse().unwrap(), "2012-12-31".parse().unwrap());
    let by_country = pages(&client, "eu", &Question { dates, ..Question::default() }, 100).await;
    let summaries: Vec<_> = by_country.iter().flat_map(|page| &page.summaries).collect();
    assert!(by_country.len() > 1 && !summaries.is_empty());
    assert!(summaries.iter().all(|it| it.date.as_ref().unwrap().starts_with("2012")));
    let ocids: std::collections::BTreeSet<_> = summaries.iter().map(|summary| &summary.ocid).collect();
    assert_eq!(ocids.len(), summaries.len());
}

/// Each generation of openprocurement answers other parts of a tender, or refuses them.
#[tokio::test]
async fn every_tender_of_2014_opens_with_its_auction_or_a_note_of_why_not() {
    let mut opened = 0;
    for form in ["", "@document", "@v0.1", "@v0.2", "@v0.5"] {
        let client = sandbox_with(&[("openprocurement", &format!("openprocurement{form}"))]).await;
        let call = client.call("openprocurement", "tenders", &Default::default()).unwrap();
        let page = client.page(&call, &|_| {}).await.unwrap();
        for row in page.items().take(30) {
            let id = tenderlens_core::ocds::json::pointer(row, "/id").unwrap();
            let call = process::lookup(&client, "openprocurement", &id, None).unwrap();
            let loaded = process::load(&client, &call, &|_| {}).await.unwrap();
            let noted = loaded.notes.iter().any(|note| note.starts_with("The auction could not be had"));
            let auctions = &loaded.process.tender.as_ref().unwrap().auctions;
            // The server of 0.1 told the bids alone.
            let is_told = auctions.iter().any(|auction| auction.minimal_step.is_some()) || form == "@v0.1";
            assert!(is_told || noted, "{form} {id}: {:?}", loaded.notes);
            assert!(form == "@v0.5" || !noted, "{form} {id}: {:?}", loaded.notes);
            assert!(!loaded.notes.iter().any(|note| note.contains("its place is taken")), "{:?}", loaded.notes);
            let repeated = loaded.process.bids.iter().any(|bid| bid.id.as_deref().unwrap().starts_with("auction-"));
            assert!(!repeated, "{form} {id}: the auction's bids are the tender's");
            opened += 1;
        }
    }
    assert!(opened > 100, "{opened}");
}
