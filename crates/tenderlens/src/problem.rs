//! Why the command stops: what failed, on what, what to do.

use std::path::PathBuf;

use tenderlens_sandbox::{RecordingError, UnknownPublisher};

#[derive(Debug, thiserror::Error)]
pub enum Problem {
    #[error("there is no built explorer in {}: {problem}\nbuild and serve it with: cargo xtask serve", .folder.display())]
    NoExplorer { folder: PathBuf, problem: String },
    #[error("port {0} is taken by another program; choose one with --port N, or any free one with --port 0")]
    PortTaken(u16),
    #[error("cannot listen on port {port}: {problem}; choose another one with --port N")]
    Port { port: u16, problem: std::io::Error },
    #[error("--data {argument}: {problem}")]
    Data { argument: String, problem: String },
    #[error(transparent)]
    Recording(#[from] RecordingError),
    #[error(transparent)]
    UnknownPublisher(#[from] UnknownPublisher),
    #[error("there is no publisher {publisher:?}; known are {known}")]
    NoPublisher { publisher: String, known: String },
    #[error("cannot write to the standard output: {0}")]
    Output(std::io::Error),
    #[error("the server stopped: {0}")]
    Server(std::io::Error),
}
