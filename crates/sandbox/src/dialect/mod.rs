//! How each publisher packs, pages, filters and refuses: one folder per publisher.

mod eu;
mod openprocurement;
mod peru;
mod prozorro;
mod uk;

use axum::http::StatusCode;

use crate::call::{Answer, Call, Sent};
use crate::json::Object;
use crate::rules::Refusal;
use crate::store::Store;

/// What a publisher's API does with a request that found its row.
pub trait Dialect: std::fmt::Debug + Send + Sync {
    /// `None` for a row this dialect has no code for: its fixture answers.
    fn answer(&self, call: &Call<'_>, store: &Store) -> Option<Answer>;

    /// The answer to a request that breaks its row's rules; `None` where the publisher overlooks it.
    fn refuse(&self, call: &Call<'_>, refusal: &Refusal) -> Option<Answer>;

    /// The answer to an address that is no row's but stands in this publisher's answers.
    fn elsewhere(&self, _: Sent<'_>, _: &Store) -> Option<Answer> {
        None
    }

    /// The answer to a path that is no row's.
    fn unknown_path(&self, path: &str, now: i64) -> Answer;

    /// The answer to a path of rows that have only these other methods; `Allow` is added to it.
    fn wrong_method(&self, methods: &[&str]) -> Answer {
        Answer::error(StatusCode::METHOD_NOT_ALLOWED, &format!("use {}", methods.join(", ")))
    }

    /// Something that is listed changes; nothing ever does where there is no feed to follow.
    fn change(&self, _: &Store) {}

    /// An error as the publisher writes it.
    fn error_body(&self, _status: u16) -> String {
        let error = Object::new().plain("code", 500).text("message", "An error that was asked for");
        Object::new().list("errors", [error]).done()
    }

    /// Other forms this API had, and what each is: `/sandbox/{publisher}@{form}` answers in one.
    fn forms(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }

    /// Forgets everything that was written; with `empty` the generated world as well. A dialect that
    /// takes no writes has nothing to forget.
    fn reset(&self, empty: bool) {
        let _ = empty;
    }

    /// The body of a 429.
    fn too_many_requests(&self) -> &'static str {
        "Too Many Requests"
    }

    /// The body of a 503.
    fn unavailable(&self) -> &'static str {
        "Service Unavailable"
    }
}

/// The dialect of a publisher; a publisher without one is answered from fixtures.
pub fn of(publisher: &str) -> Box<dyn Dialect> {
    match publisher {
        "eu" => Box::new(eu::DevelopmentGateway::default()),
        "openprocurement" => Box::new(openprocurement::Openprocurement::default()),
        "peru" => Box::new(peru::Peru),
        "prozorro" => Box::new(prozorro::Prozorro::default()),
        "uk" => Box::new(uk::FindATender),
        _ => Box::new(fixtures::FixturesOnly),
    }
}

mod fixtures {
    use axum::http::StatusCode;

    use super::{Answer, Call, Dialect, Refusal, Store};

    /// A publisher of which only recorded answers are known.
    #[derive(Debug)]
    pub struct FixturesOnly;

    impl Dialect for FixturesOnly {
        fn answer(&self, _: &Call<'_>, _: &Store) -> Option<Answer> {
            None
        }

        fn refuse(&self, _: &Call<'_>, refusal: &Refusal) -> Option<Answer> {
            let message = match refusal {
                Refusal::Unknown { name, known } => {
                    format!("{name:?} is not a parameter; known are {}", known.join(", "))
                }
                Refusal::Value { name, problem } => format!("{name:?} {problem}"),
            };
            Some(Answer::error(StatusCode::BAD_REQUEST, &message))
        }

        fn unknown_path(&self, path: &str, _: i64) -> Answer {
            Answer::error(StatusCode::NOT_FOUND, &format!("no endpoint at {path}"))
        }
    }
}
