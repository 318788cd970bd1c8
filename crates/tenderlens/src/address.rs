//! The local port, and the signals that end a server.

use std::io::ErrorKind;

use tokio::net::TcpListener;

use crate::problem::Problem;

/// Listens on this machine only; port 0 means any free one.
pub async fn listen(port: u16) -> Result<TcpListener, Problem> {
    TcpListener::bind(("127.0.0.1", port)).await.map_err(|problem| match problem.kind() {
        ErrorKind::AddrInUse => Problem::PortTaken(port),
        _ => Problem::Port { port, problem },
    })
}

/// Where the listener can be reached.
pub fn url(listener: &TcpListener) -> Result<String, Problem> {
    let address = listener.local_addr().map_err(Problem::Server)?;
    Ok(format!("http://{address}/"))
}

/// Resolves when the process is asked to end: Ctrl-C, or SIGTERM where there is one.
pub async fn asked_to_end() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupt => {}
        () = terminate() => {}
    }
}

#[cfg(unix)]
async fn terminate() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminate() {
    std::future::pending().await
}
