//! Sends a body while it is written.

use std::io::{self, Write};

use axum::body::{Body, Bytes};
use futures::stream::unfold;
use tokio::sync::mpsc::{Sender, channel};

use crate::call::Streamed;

const PIECE: usize = 64 * 1024;
/// Pieces under way: the writer waits for the reader.
const WAITING: usize = 4;

/// The body, which breaks off after `most` bytes.
pub fn body(streamed: Streamed, most: usize) -> Body {
    let (sender, receiver) = channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let mut pieces = Pieces { sender, waiting: Vec::with_capacity(PIECE), left: most };
        let end = (streamed.write)(&mut pieces, streamed.size).and_then(|()| pieces.flush());
        if let Err(problem) = end {
            // Nobody reads any more, or this is what the reader must learn.
            let _ = pieces.sender.blocking_send(Err(problem));
        }
    });
    Body::from_stream(unfold(receiver, async |mut receiver| Some((receiver.recv().await?, receiver))))
}

struct Pieces {
    sender: Sender<io::Result<Bytes>>,
    waiting: Vec<u8>,
    left: usize,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > self.left {
            self.flush()?;
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the sandbox cut this body, as it was asked to"));
        }
        self.left -= bytes.len();
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let piece = std::mem::replace(&mut self.waiting, Vec::with_capacity(PIECE));
        if piece.is_empty() {
            return Ok(());
        }
        self.sender.blocking_send(Ok(Bytes::from(piece))).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}
