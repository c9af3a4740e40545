//! Passwords are hashed where no page waits for it, a few at a time.

use std::{num::NonZeroU32, sync::Arc, thread};

use tokio::{sync::Semaphore, task::spawn_blocking};

use super::{AccountError, password};

/// Hashes and checks passwords.
#[derive(Debug)]
pub(super) struct Hashing {
    /// So many at a time that pages have a core left.
    places: Arc<Semaphore>,
    iterations: NonZeroU32,
}

impl Hashing {
    pub(super) fn new(iterations: NonZeroU32) -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Self {
            places: Arc::new(Semaphore::new((cores / 2).max(1))),
            iterations,
        }
    }

    /// A new hash of that password.
    pub(super) async fn hash(&self, password: &str) -> Result<String, AccountError> {
        let (password, iterations) = (password.to_owned(), self.iterations);
        let hash = self.off_the_async_threads(move || password::generate(&password, iterations));
        hash.await
            .map_err(|error| AccountError::Store(error.into()))
    }

    /// Whether a stored hash is that password's.
    pub(super) async fn check(&self, stored: &str, password: &str) -> bool {
        let (stored, password) = (stored.to_owned(), password.to_owned());
        self.off_the_async_threads(move || password::check(&stored, &password))
            .await
    }

    /// The work of a check, for a login that has no hash.
    pub(super) async fn check_nobody(&self, password: &str) {
        self.check(&password::of_nobody(self.iterations), password)
            .await;
    }

    /// Waits for a place, then works where no page waits.
    async fn off_the_async_threads<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> T {
        let place = Arc::clone(&self.places).acquire_owned().await;
        let place = place.expect("the semaphore is never closed");
        // The place goes with the work: a visitor who leaves does not end it.
        let done = spawn_blocking(move || {
            let done = work();
            drop(place);
            done
        });
        done.await.expect("hashing does not panic")
    }
}
