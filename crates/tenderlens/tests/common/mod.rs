//! The binary, started as users start it.

// Helpers of tests may stop at the first surprise, as tests do; no test file uses all of them.
#![allow(clippy::unwrap_used, clippy::panic, dead_code)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenderlens"));
    command.args(arguments);
    command
}

/// A running server; ended when dropped.
pub struct Server {
    pub child: Child,
    pub lines: BufReader<std::process::ChildStdout>,
    pub url: String,
    pub address: String,
}

impl Server {
    pub fn start(arguments: &[&str]) -> Self {
        let mut child = command(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        let url = line.trim().split(": ").nth(1).unwrap_or_else(|| panic!("no URL: {line:?}")).to_owned();
        let address = url.trim_start_matches("http://").split('/').next().unwrap().to_owned();
        assert!(address.starts_with("127.0.0.1:"), "{address}");
        Self { child, lines, url, address }
    }

    /// Status line and headers, and the body.
    pub fn get(&self, path: &str, header: &str) -> (String, String) {
        self.ask(&format!("GET {path}"), header, "")
    }

    /// Switches a fault on, as the sandbox's description tells.
    pub fn fault(&self, order: &str) {
        let length = format!("content-length: {}\r\n", order.len());
        let (head, body) = self.ask("POST /sandbox/faults", &length, order);
        assert!(head.starts_with("http/1.1 2"), "{head}: {body}");
    }

    fn ask(&self, what: &str, header: &str, body: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let address = &self.address;
        write!(stream, "{what} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{header}\r\n{body}").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_lowercase(), body.to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
