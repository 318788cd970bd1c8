//! A sandbox beside the tests; ended when it is dropped.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Stdio};

use crate::error::{Context, Error, Result};
use crate::shell::Shell;

pub struct Sandbox {
    child: Child,
    /// Kept open: the sandbox has more to say than its address, and ends where nobody listens.
    out: BufReader<ChildStdout>,
    /// Scheme, host and mount: `http://127.0.0.1:8137/sandbox`.
    pub url: String,
}

impl Sandbox {
    /// On any free port, over the generated world at a fixed time.
    pub fn start(shell: &Shell) -> Result<Self> {
        let mut command = shell.command(shell.workspace.native_binary());
        command.args(["sandbox", "--port", "0", "--now", "2026-11-21T12:00:00Z"]).stdout(Stdio::piped());
        let mut child = command.spawn().context("starting the sandbox")?;
        let mut line = String::new();
        let out = child.stdout.take().ok_or_else(|| Error::new("the sandbox has no output"))?;
        let mut sandbox = Self { child, out: BufReader::new(out), url: String::new() };
        sandbox.out.read_line(&mut line).context("reading the sandbox's address")?;
        let url = line.trim().split_once(": ").map(|(_, url)| url.trim_end_matches('/').to_owned());
        sandbox.url = url.ok_or_else(|| Error::new(format!("the sandbox says {line:?} instead of its address")))?;
        Ok(sandbox)
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // One that has ended already needs no end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
