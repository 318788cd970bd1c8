//! How a walk must end that meets a fault.

use crate::styles::Style;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Every item, as without the fault.
    Complete,
    /// Every item; what had to be mended in some is said.
    Mended,
    /// Less than all, and that is said.
    Remarked,
    /// The error of this code.
    Error(&'static str),
}

use End::{Complete, Error, Mended, Remarked};

/// `None` where the fault cannot be met. `always`: the fault stays, else it is met once.
pub fn expected(fault: &str, style: &Style, always: bool) -> Option<End> {
    let passing = |code| if always { Error(code) } else { Complete };
    Some(match fault {
        "rate-limited" => passing("rate-limited"),
        "unavailable" | "server-error" => passing("publisher-error"),
        "dead" => passing("unreachable"),
        "slow" => passing("timeout"),
        "truncated" => passing("interrupted"),
        // Nobody says that asking again would help.
        "html" | "bad-json" => Error("invalid-body"),
        "forbidden" => Error("refused"),
        "empty" => passing("publisher-error"),
        // Only browsers look at these headers.
        "no-cors" => Complete,
        "bad-numbers" => return numbers(style),
        // Not to be told from the end, but for a page that is full.
        "no-next" => return no_next(style),
        "loop" => return looped(style, always),
        "errors" => Error(if style.publisher == "eu" { "not-found" } else { "bad-request" }),
        // Asks for another status of errors that these reads do not meet.
        "error-status" => Complete,
        // What changes in the feed is read once more, and what long windows leave out no answer tells:
        // see the tests of synchronisation.
        "changing" | "long-windows" => return None,
        other => panic!("nothing is expected of the fault {other:?}: add it here"),
    })
}

/// Numbered pages are counted: a link only says that there is a next one, so one that leads back does
/// no harm, and one that never ends leads past the last page, which the service refuses.
fn looped(style: &Style, always: bool) -> Option<End> {
    match style.name {
        "one page" => None,
        "numbered pages" => Some(if always { Error("not-found") } else { Complete }),
        _ => Some(Error("paging-loop")),
    }
}

/// Feeds have no amounts.
fn numbers(style: &Style) -> Option<End> {
    match style.publisher {
        "prozorro" => None,
        _ => Some(Mended),
    }
}

fn no_next(style: &Style) -> Option<End> {
    match style.name {
        "one page" | "pages of a size" => None,
        _ => Some(Remarked),
    }
}
