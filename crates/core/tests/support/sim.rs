//! A world with its own time, in which any number of calls run at once: the test is the server.

// Not every test file uses everything here.
#![allow(dead_code)]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use futures::executor::LocalPool;
use futures::task::LocalSpawnExt;
use tenderlens_core::client::Host;
use tenderlens_core::protocol::http::{Request, Response, TransportError};

type Serve = Box<dyn Fn(&Request, u64) -> (u64, Result<Response, TransportError>)>;

/// A host whose server answers after so many milliseconds.
#[derive(Clone)]
pub struct Sim(Rc<World>);

struct World {
    serve: Serve,
    now: Cell<u64>,
    alarms: RefCell<BTreeMap<(u64, u64), Waker>>,
    next_alarm: Cell<u64>,
    /// When each request started, and its URL.
    sent: RefCell<Vec<(u64, String)>>,
    under_way: Cell<usize>,
    most_under_way: Cell<usize>,
}

/// Counts a request as under way until it is answered or dropped.
struct UnderWay(Rc<World>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.under_way.set(self.0.under_way.get() - 1);
    }
}

/// Takes an alarm back when nobody waits for it any more.
struct Alarm(Rc<World>, (u64, u64));

impl Drop for Alarm {
    fn drop(&mut self) {
        self.0.alarms.borrow_mut().remove(&self.1);
    }
}

impl Sim {
    pub fn new(serve: impl Fn(&Request, u64) -> (u64, Result<Response, TransportError>) + 'static) -> Self {
        Self(Rc::new(World {
            serve: Box::new(serve),
            now: Cell::new(0),
            alarms: RefCell::default(),
            next_alarm: Cell::new(0),
            sent: RefCell::default(),
            under_way: Cell::new(0),
            most_under_way: Cell::new(0),
        }))
    }

    /// Runs everything to its end, or until nothing can happen any more.
    pub fn run(&self, futures: Vec<std::pin::Pin<Box<dyn Future<Output = ()>>>>) {
        let mut pool = LocalPool::new();
        for future in futures {
            pool.spawner().spawn_local(future).unwrap();
        }
        loop {
            pool.run_until_stalled();
            let next = self.0.alarms.borrow_mut().pop_first();
            let Some(((at, _), alarm)) = next else {
                return;
            };
            self.0.now.set(at.max(self.0.now.get()));
            alarm.wake();
        }
    }

    /// Runs one future.
    pub fn block_on<T: 'static>(&self, future: impl Future<Output = T> + 'static) -> T {
        let (result, given) = (Rc::new(RefCell::new(None)), future);
        let slot = result.clone();
        self.run(vec![Box::pin(async move {
            *slot.borrow_mut() = Some(given.await);
        })]);
        result.take().expect("the future ended")
    }

    /// Sets the clock, in Unix milliseconds.
    pub fn at(self, now_ms: u64) -> Self {
        self.0.now.set(now_ms);
        self
    }

    pub fn now(&self) -> u64 {
        self.0.now.get()
    }

    pub fn sent(&self) -> Vec<(u64, String)> {
        self.0.sent.borrow().clone()
    }

    pub fn starts(&self) -> Vec<u64> {
        self.0.sent.borrow().iter().map(|(at, _)| *at).collect()
    }

    pub fn most_under_way(&self) -> usize {
        self.0.most_under_way.get()
    }

    async fn until(&self, at: u64) {
        let id = self.0.next_alarm.replace(self.0.next_alarm.get() + 1);
        let _alarm = Alarm(self.0.clone(), (at, id));
        poll_fn(|context| {
            if self.0.now.get() >= at {
                return Poll::Ready(());
            }
            self.0.alarms.borrow_mut().insert((at, id), context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

impl Host for Sim {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let now = self.0.now.get();
        self.0.sent.borrow_mut().push((now, request.url.clone()));
        self.0.under_way.set(self.0.under_way.get() + 1);
        let _under_way = UnderWay(self.0.clone());
        self.0.most_under_way.set(self.0.most_under_way.get().max(self.0.under_way.get()));
        let (latency, answer) = (self.0.serve)(request, now);
        self.until(now + latency).await;
        answer
    }

    async fn sleep(&self, duration: Duration) {
        self.until(self.0.now.get() + u64::try_from(duration.as_millis()).unwrap()).await;
    }

    fn now_ms(&self) -> u64 {
        self.0.now.get()
    }

    fn random(&self) -> f64 {
        1.0
    }
}
