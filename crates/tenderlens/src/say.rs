//! Words for people, on the standard error.

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use tenderlens_core::protocol::error::{Error, Failure};

/// A line; if nobody can read it, nobody wants to know.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// A pause before the same request is sent again, and why.
pub fn waiting(pause: Duration, error: &Error) {
    say(&format!("{error}; asking again in {:.1} s", pause.as_secs_f64()));
}

/// Why a call failed, where, and what to do; hands the exit code on.
pub fn refused(failure: &Failure, code: ExitCode) -> ExitCode {
    say(&format!("error: {failure}"));
    if let Some(url) = &failure.url {
        say(&format!("  address: {url}"));
    }
    say(&format!("  {}", failure.error.advice()));
    code
}
