//! The worker's side: takes requests from a port, runs jobs, answers. It is the only part that
//! fetches, parses and merges; where workers are refused it runs on the page's own thread.

mod compare;
mod desk;
mod listing;
mod shelf;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use futures::future::{AbortHandle, Abortable};
use web_sys::MessagePort;

use crate::port;
use crate::protocol::{Answer, Job, JobId, Progress, Reply, Request, Settings, Trouble, decode, encode};
use desk::Desk;

/// Serves a port for as long as the program runs.
pub fn serve(port: MessagePort) {
    let office = Rc::new(Office {
        port: port.clone(),
        desk: RefCell::new(Rc::new(Desk::new(&Settings::default()))),
        running: RefCell::default(),
    });
    let listener = office.clone();
    port::listen(&port, move |message| listener.take(&message.control));
    office.send(&Reply::Up, None);
}

struct Office {
    port: MessagePort,
    desk: RefCell<Rc<Desk>>,
    running: RefCell<BTreeMap<JobId, AbortHandle>>,
}

impl Office {
    fn take(self: &Rc<Self>, message: &[u8]) {
        match decode(message) {
            Ok(Request::Configure(settings)) => {
                let desk = Rc::new(self.desk.borrow().with(&settings));
                self.desk.replace(desk);
            }
            Ok(Request::Run { id, job }) => self.start(id, job),
            Ok(Request::Cancel { id }) => {
                if let Some(job) = self.running.borrow_mut().remove(&id) {
                    job.abort();
                }
            }
            Ok(Request::Close { id }) => self.desk.borrow().close(id),
            // Whatever is answered names this build, and by that the page knows.
            Err(_) => self.send(&Reply::Up, None),
        }
    }

    fn start(self: &Rc<Self>, id: JobId, job: Job) {
        let (abort, registration) = AbortHandle::new_pair();
        self.running.borrow_mut().insert(id, abort);
        let desk = self.desk.borrow().clone();
        let office = self.clone();
        let work = async move {
            let tell = |progress: Progress| office.send(&Reply::Progress { id, progress }, None);
            let outcome = desk.run(id, job, &tell).await;
            office.running.borrow_mut().remove(&id);
            office.finish(id, outcome);
        };
        wasm_bindgen_futures::spawn_local(async move {
            // Cancelled: with the job its requests end, and nobody waits for an answer.
            let _ = Abortable::new(work, registration).await;
        });
    }

    fn finish(&self, id: JobId, outcome: Result<(Answer, Option<String>), Trouble>) {
        let (outcome, document) = match outcome {
            Ok((answer, document)) => (Ok(answer), document),
            Err(trouble) => (Err(trouble), None),
        };
        self.send(&Reply::Done { id, outcome }, document);
    }

    fn send(&self, reply: &Reply, document: Option<String>) {
        if let Ok(message) = encode(reply) {
            port::send(&self.port, &message, document.as_deref().map(str::as_bytes));
        }
    }
}
