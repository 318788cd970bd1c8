//! The page's end of the worker: starts it, sends it jobs and brings their answers.
//!
//! A worker that is refused is run on this thread instead; one that ends is told to whoever waits
//! for it and started anew by the next job.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use futures::channel::oneshot;
use js_sys::Uint8Array;
use wasm_bindgen_futures::spawn_local;

use crate::host::{Host, Kind};
use crate::port::{self, Message};
use crate::protocol::{Answer, Job, JobId, Progress, Reply, Request, Settings, Trouble, Unreadable, decode, encode};

/// What came of a job, and the bytes beside it.
pub type Outcome = Result<(Answer, Option<Uint8Array>), Trouble>;

thread_local! {
    /// A page has one worker.
    static LINK: RefCell<Link> = RefCell::default();
}

#[derive(Default)]
struct Link {
    settings: Settings,
    host: Option<Host>,
    /// Counts the starts: what comes from an earlier worker is not listened to.
    start: u64,
    is_up: bool,
    last: JobId,
    waiting: BTreeMap<JobId, Waiting>,
    on_end: Option<Rc<dyn Fn(Trouble)>>,
}

struct Waiting {
    job: Job,
    tell: Rc<dyn Fn(Progress)>,
    answer: oneshot::Sender<Outcome>,
}

/// Sets how publishers are reached, and starts the worker.
pub fn configure(settings: Settings) {
    let is_started = LINK.with_borrow_mut(|link| {
        link.settings = settings;
        link.host.is_some()
    });
    if is_started {
        LINK.with_borrow(|link| link.send(&Request::Configure(link.settings.clone())));
    } else {
        begin(Kind::Worker);
    }
}

/// Has it told when the worker has ended, and with it all that was loaded.
pub fn on_end(tell: impl Fn(Trouble) + 'static) {
    LINK.with_borrow_mut(|link| link.on_end = Some(Rc::new(tell)));
}

/// Nobody looks any more at what the job opened.
pub fn close(id: JobId) {
    LINK.with_borrow(|link| link.send(&Request::Close { id }));
}

/// Runs a job. Dropping it cancels it in the worker.
pub fn run(job: Job, tell: impl Fn(Progress) + 'static) -> Running {
    let (answer, receiver) = oneshot::channel();
    let (id, is_off) = LINK.with_borrow_mut(|link| {
        link.last += 1;
        let id = link.last;
        link.send(&Request::Run { id, job: job.clone() });
        link.waiting.insert(id, Waiting { job, tell: Rc::new(tell), answer });
        (id, link.host.is_none())
    });
    if is_off {
        begin(Kind::Worker);
    }
    Running { id, answer: receiver }
}

/// A job under way.
pub struct Running {
    pub id: JobId,
    answer: oneshot::Receiver<Outcome>,
}

impl Future for Running {
    type Output = Outcome;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        let gone = |_| Err(Trouble::Ended(String::new()));
        Pin::new(&mut self.answer).poll(context).map(|answer| answer.unwrap_or_else(gone))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        LINK.with_borrow_mut(|link| {
            if link.waiting.remove(&self.id).is_some() {
                link.send(&Request::Cancel { id: self.id });
            }
        });
    }
}

impl Link {
    fn send(&self, request: &Request) {
        if let (Some(host), Ok(message)) = (&self.host, encode(request)) {
            port::send(&host.port(), &message, None);
        }
    }
}

/// Starts a worker of that kind and gives it everything that is waited for.
fn begin(kind: Kind) {
    let start = LINK.with_borrow_mut(|link| {
        link.start += 1;
        link.is_up = false;
        if let Some(host) = link.host.take() {
            host.stop();
        }
        link.start
    });
    let host = match Host::begin(kind) {
        Ok(host) => host,
        Err(reason) => return ended(start, kind, reason),
    };
    port::listen(&host.port(), move |message| take(start, kind, message));
    let end = host.ended();
    LINK.with_borrow_mut(|link| {
        link.host = Some(host);
        link.send(&Request::Configure(link.settings.clone()));
        for (id, waiting) in &link.waiting {
            link.send(&Request::Run { id: *id, job: waiting.job.clone() });
        }
    });
    spawn_local(async move { ended(start, kind, end.await) });
}

/// A worker has ended, or could not be started.
fn ended(start: u64, kind: Kind, reason: String) {
    let (is_current, was_up) = LINK.with_borrow(|link| (link.start == start, link.is_up));
    if !is_current {
        return;
    }
    match kind {
        Kind::Worker | Kind::Fresh if !was_up => begin(Kind::Inline),
        _ => fail(Trouble::Ended(reason)),
    }
}

/// Tells everybody who waits; the next job starts a worker anew.
fn fail(trouble: Trouble) {
    let (waiting, on_end) = LINK.with_borrow_mut(|link| {
        link.start += 1;
        link.is_up = false;
        if let Some(host) = link.host.take() {
            host.stop();
        }
        (std::mem::take(&mut link.waiting), link.on_end.clone())
    });
    for (_, waiting) in waiting {
        // Who has dropped the job hears nothing.
        let _ = waiting.answer.send(Err(trouble.clone()));
    }
    if let Some(tell) = on_end {
        tell(trouble);
    }
}

fn take(start: u64, kind: Kind, message: Message) {
    if LINK.with_borrow(|link| link.start != start) {
        return;
    }
    match decode(&message.control) {
        Ok(Reply::Up) => LINK.with_borrow_mut(|link| link.is_up = true),
        Ok(Reply::Progress { id, progress }) => {
            let tell = LINK.with_borrow(|link| link.waiting.get(&id).map(|waiting| waiting.tell.clone()));
            if let Some(tell) = tell {
                tell(progress);
            }
        }
        Ok(Reply::Done { id, outcome }) => {
            if let Some(waiting) = LINK.with_borrow_mut(|link| link.waiting.remove(&id)) {
                let _ = waiting.answer.send(outcome.map(|answer| (answer, message.document)));
            }
        }
        // It may come from a cache that the page did not come from: once it is asked for past that.
        Err(Unreadable::OtherBuild(_)) if kind == Kind::Worker => begin(Kind::Fresh),
        Err(Unreadable::OtherBuild(build)) => fail(Trouble::OtherBuild(build)),
        Err(Unreadable::Malformed(problem)) => fail(Trouble::Ended(problem)),
    }
}
