//! Of several jobs only the latest is waited for.

use std::future::Future;

use futures::future::{AbortHandle, Abortable};
use leptos::prelude::{SetValue, UpdateValue};
use leptos::prelude::{StoredValue, on_cleanup};
use leptos::task::spawn_local;

/// A place for one job at a time: whoever starts another one gives up the one before, and the end of
/// the page that it is for gives up the last.
#[derive(Debug, Clone, Copy)]
pub struct Latest(StoredValue<Option<AbortHandle>>);

impl Latest {
    /// For the part of the page that is being built.
    pub fn of_page() -> Self {
        let latest = Self(StoredValue::new(None));
        on_cleanup(move || latest.stop());
        latest
    }

    /// Runs a job instead of the one before, which ends where it last waited for something.
    pub fn run(self, job: impl Future<Output = ()> + 'static) {
        self.stop();
        let (abort, registration) = AbortHandle::new_pair();
        self.0.set_value(Some(abort));
        spawn_local(async move {
            // Aborted: the page is gone, or another job has taken over.
            let _ = Abortable::new(job, registration).await;
        });
    }

    pub fn stop(self) {
        // At the end of the page the place may be gone before it is cleared.
        self.0.try_update_value(|before| before.take().inspect(AbortHandle::abort));
    }
}
