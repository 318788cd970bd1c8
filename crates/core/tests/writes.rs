//! Writes are sent once, and keys are shown nowhere.

// Helpers of tests may stop at the first surprise, as tests do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/desk.rs"]
mod desk;
mod support;

use support::{Answer, Script, answer, parameters, run};
use tenderlens_core::client::{Call, Client, Options};
use tenderlens_core::endpoint::Method;
use tenderlens_core::protocol::credentials::{Credentials, Scheme, Secret, TokenPlace};
use tenderlens_core::protocol::error::Failure;
use tenderlens_core::protocol::http::{Payload, TransportError};
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::protocol::payload::Content;
use tenderlens_core::protocol::written::Written;

const KEY: &str = "hush-key";
const TOKEN: &str = "hush token";

fn credentials(place: TokenPlace) -> Credentials {
    Credentials { key: Some((Scheme::Basic, Secret::new(KEY))), owner: Some((place, Secret::new(TOKEN))) }
}

fn client(script: &Script) -> Client<&Script> {
    let mut options = Options::default();
    options.credentials.insert("desk".to_owned(), credentials(TokenPlace::Query));
    Client::new(desk::registry(), script, options)
}

fn create(answers: Vec<Answer>) -> (Script, Result<Written, Failure>) {
    let script = Script::of(answers);
    let client = client(&script);
    let call = client.call("desk", "createTender", &Parameters::new()).unwrap();
    let written = run(client.write(&call, Content::Data("{\"title\":\"x\"}"), &|_| {}));
    drop(client);
    (script, written)
}

/// Everything of a failure that may be shown somewhere.
fn shown(failure: &Failure) -> String {
    let report = failure.to_report();
    format!("{failure} {failure:?} {report:?} {}", serde_json::to_string(&report).unwrap())
}

#[test]
fn a_created_object_comes_with_its_address_and_its_token() {
    let body = r#"{"data":{"id":"1","value":{"amount":1.10}},"access":{"token":"owner"}}"#;
    let (script, written) = create(vec![answer(201, &[("location", "/tenders/1 HTTP/1.1")], body)]);
    let written = written.unwrap();
    assert_eq!(written.location.as_deref(), Some("http://desk/api/0/tenders/1"));
    assert_eq!(written.data, r#"{"id":"1","value":{"amount":1.10}}"#);
    assert_eq!(written.access_token.map(|token| token.expose().to_owned()).as_deref(), Some("owner"));
    let sent = script.sent.borrow();
    assert_eq!((sent[0].method, sent[0].url.as_str()), (Method::Post, "http://desk/api/0/tenders"));
    assert!(
        matches!(&sent[0].payload, Payload::Bytes { bytes, .. } if bytes == br#"{"data":{"title":"x"}}"#),
        "{:?}",
        sent[0].payload
    );
    assert_eq!(sent[0].address(), "http://desk/api/0/tenders?acc_token=hush%20token");
}

#[test]
fn a_write_is_sent_once_whatever_comes_back() {
    let refusals =
        [400, 403, 404, 409, 412, 415, 422, 429, 503].map(|status| answer(status, &[("retry-after", "0")], ""));
    let doubts = [500, 502, 504].map(|status| answer(status, &[], "")).into_iter().chain([
        Err(TransportError::Unreachable("reset".into())),
        Err(TransportError::Interrupted("reset".into())),
        answer(307, &[("location", "http://elsewhere/tenders")], ""),
        answer(303, &[("location", "/tenders/1")], ""),
    ]);
    for refusal in refusals {
        let (script, written) = create(vec![refusal]);
        assert_ne!(written.unwrap_err().error.code(), "unconfirmed-write");
        assert_eq!(script.sent.borrow().len(), 1);
    }
    for doubt in doubts {
        let (script, written) = create(vec![doubt]);
        let failure = written.unwrap_err();
        assert_eq!((failure.error.code(), failure.attempts), ("unconfirmed-write", 1), "{failure}");
        assert_eq!(script.sent.borrow().len(), 1);
    }
}

#[test]
fn a_write_that_hangs_is_in_doubt_and_not_sent_again() {
    let script = Script { hangs: true, ..Script::default() };
    let client = client(&script);
    let call = client.call("desk", "cancelBid", &parameters(&[("id", "1")])).unwrap();
    let failure = run(client.write(&call, Content::None, &|_| {})).unwrap_err();
    assert_eq!(failure.error.code(), "unconfirmed-write");
    assert_eq!(script.sent.borrow().len(), 1);
}

#[test]
fn a_write_does_not_go_where_reads_go_nor_a_read_where_writes_go() {
    let script = Script::of(Vec::new());
    let client = client(&script);
    let write = client.call("desk", "createTender", &Parameters::new()).unwrap();
    assert_eq!(run(client.fetch(&write, &|_| {})).unwrap_err().error.code(), "invalid-parameter");
    assert_eq!(run(client.download(&write, &|_| {})).err().unwrap().error.code(), "invalid-parameter");
    let read = client.call("desk", "tender", &parameters(&[("id", "1")])).unwrap();
    assert_eq!(run(client.write(&read, Content::None, &|_| {})).unwrap_err().error.code(), "invalid-parameter");
    assert_eq!(run(client.write(&write, Content::Data("[]"), &|_| {})).unwrap_err().attempts, 0);
    assert!(script.sent.borrow().is_empty());
}

#[test]
fn keys_go_only_where_they_are_asked_for() {
    let script = Script::of(Vec::new());
    let client = client(&script);
    let headers = |call: &Call| call.clone().url().to_owned();
    let open = client.call("desk", "tender", &parameters(&[("id", "1")])).unwrap();
    assert_eq!(headers(&open), "http://desk/api/0/tenders/1");
    let answers = || vec![answer(200, &[], "{\"releases\":[]}")];
    *script.answers.borrow_mut() = answers().into();
    run(client.fetch(&open, &|_| {})).unwrap();
    assert!(script.sent.borrow()[0].credentials.is_empty());
    let owned = client.call("desk", "bid", &parameters(&[("id", "1")])).unwrap();
    *script.answers.borrow_mut() = answers().into();
    run(client.fetch(&owned, &|_| {})).unwrap();
    assert_eq!(script.sent.borrow()[1].credentials, credentials(TokenPlace::Query));
}

#[test]
fn a_call_s_own_token_goes_before_the_client_s() {
    let script = Script::of(vec![answer(200, &[], "{\"data\":{}}")]);
    let client = client(&script);
    let own = Credentials { key: None, owner: Some((TokenPlace::Header, Secret::new("own"))) };
    let call = client.call("desk", "upload", &parameters(&[("id", "1")])).unwrap().with_credentials(own);
    let file = Content::File { name: "a.txt", media_type: "text/plain", bytes: b"x" };
    run(client.write(&call, file, &|_| {})).unwrap();
    let sent = &script.sent.borrow()[0];
    assert_eq!(sent.address(), "http://desk/api/0/tenders/1/documents");
    let names: Vec<_> = sent.headers().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["accept", "content-type", "authorization", "x-access-token"]);
}

#[test]
fn no_secret_shows_in_failures_calls_or_resume_tokens() {
    let echoes = format!("{{\"error\":\"{KEY} {TOKEN} hush%20token aHVzaC1rZXk6\"}}");
    for place in [TokenPlace::Query, TokenPlace::Header, TokenPlace::Body] {
        for answer in [
            answer(403, &[], &echoes),
            answer(500, &[], &echoes),
            answer(307, &[("location", &format!("/x?acc_token={TOKEN}"))], ""),
            Err(TransportError::Unreachable(format!("http://desk/?acc_token={TOKEN}"))),
        ] {
            let script = Script::of(vec![answer]);
            let client = client(&script);
            let call = client.call("desk", "createTender", &Parameters::new()).unwrap();
            let call = call.with_credentials(credentials(place));
            let failure = run(client.write(&call, Content::Data("{}"), &|_| {})).unwrap_err();
            let everything = format!("{} {call:?} {:?} {}", shown(&failure), script.sent.borrow(), call.url());
            for secret in ["hush", "aHVzaC1rZXk6"] {
                assert!(!everything.contains(secret), "{everything}");
            }
        }
    }
}

#[test]
fn no_part_of_a_secret_shows_where_words_are_cut() {
    for length in 285..300 {
        let (_, written) = create(vec![answer(403, &[], &format!("{}{KEY}", "x".repeat(length)))]);
        let failure = written.unwrap_err();
        assert!(!shown(&failure).contains("xhu"), "{failure}");
    }
}

#[test]
fn no_secret_shows_in_an_address_that_repeats_it() {
    let location = format!("http://desk/api/0/tenders/1?acc_token={TOKEN}").replace(' ', "%20");
    let (_, written) = create(vec![answer(201, &[("location", &location)], r#"{"data":{}}"#)]);
    assert_eq!(written.unwrap().location.as_deref(), Some("http://desk/api/0/tenders/1?acc_token=•••"));
}

#[test]
fn a_read_follows_redirects_and_leaves_its_keys_behind() {
    let script = Script::of(vec![
        answer(302, &[("location", "/storage/1")], ""),
        answer(302, &[("location", "http://storage/get/1")], ""),
        answer(200, &[], "the file"),
    ]);
    let client = client(&script);
    let call = client.call("desk", "bid", &parameters(&[("id", "1")])).unwrap();
    let reply = run(client.fetch(&call, &|_| {})).unwrap();
    assert_eq!(reply.response.body, b"the file");
    assert_eq!(script.urls(), ["http://desk/api/0/bids/1", "http://desk/storage/1", "http://storage/get/1"]);
    let sent = script.sent.borrow();
    assert_eq!(sent.iter().map(|request| request.credentials.is_empty()).collect::<Vec<_>>(), [false, false, true]);
}

#[test]
fn a_loop_of_redirects_ends() {
    let script = Script::of((0..10).map(|_| answer(302, &[("location", "/bids/1")], "")).collect());
    let client = client(&script);
    let call = client.call("desk", "bid", &parameters(&[("id", "1")])).unwrap();
    assert_eq!(run(client.fetch(&call, &|_| {})).unwrap_err().error.code(), "redirected");
    assert_eq!(script.sent.borrow().len(), 6);
}

#[test]
fn a_write_refused_with_412_goes_out_again_with_the_new_cookie_when_it_is_asked_for() {
    let set = ("set-cookie", "SERVER_ID=hush1; path=/; HttpOnly");
    let script = Script::of(vec![
        answer(200, &[set], "{\"releases\":[]}"),
        answer(412, &[("set-cookie", "SERVER_ID=hush2; path=/")], ""),
        answer(201, &[], "{\"data\":{}}"),
        answer(200, &[], "{\"releases\":[]}"),
    ]);
    let client = client(&script);
    let read = client.call("desk", "tender", &parameters(&[("id", "1")])).unwrap();
    let write = client.call("desk", "createTender", &Parameters::new()).unwrap();
    run(client.fetch(&read, &|_| {})).unwrap();
    let failure = run(client.write(&write, Content::Data("{}"), &|_| {})).unwrap_err();
    assert_eq!((failure.to_report().status, failure.attempts), (Some(412), 1));
    assert!(!shown(&failure).contains("hush"));
    run(client.write(&write, Content::Data("{}"), &|_| {})).unwrap();
    run(client.fetch(&read, &|_| {})).unwrap();
    let cookies = script.sent.borrow();
    let cookies: Vec<_> = cookies.iter().map(|request| request.cookie.as_ref().map(Secret::expose)).collect();
    assert_eq!(cookies, [None, Some("SERVER_ID=hush1"), Some("SERVER_ID=hush2"), None]);
}
