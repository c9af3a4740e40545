//! Hashes and judges passwords, a few at a time, on threads where no page waits
//! for it.
//!
//! Hashing a password is the only way in which a stranger may cost the server
//! more than 20 ms of a core: that is its purpose. What bounds it is the number
//! of places, half that of the cores, and the length of their queue
//! (`places.rs`). A client that leaves while waiting frees its seat; work that
//! has begun is finished, and holds its place until then.

use std::{num::NonZeroU32, sync::Arc, thread, time::Duration};

use tokio::{
    task::spawn_blocking,
    time::{Instant, sleep_until},
};

use super::{
    AccountError,
    address::Caller,
    new_password, password,
    places::{Place, Places},
};

/// Times the memory that one hash may take, this bounds the memory of all
/// hashing.
pub(super) const MAX_PLACES: usize = 4;

/// Hashes and checks passwords.
#[derive(Debug)]
pub(super) struct Hashing {
    /// Few enough to leave the pages a core.
    places: Arc<Places>,
    iterations: NonZeroU32,
}

/// The result of checking a password.
#[derive(Debug)]
pub(super) enum Checked {
    Wrong,
    /// With a new hash, if the stored one is too weak.
    Right(Option<String>),
}

impl Hashing {
    pub(super) fn new(iterations: NonZeroU32) -> Self {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Self {
            places: Places::new((cores / 2).clamp(1, MAX_PLACES)),
            iterations,
        }
    }

    /// The method of new hashes, in Werkzeug's notation.
    pub(super) fn method(&self) -> String {
        password::own_method(self.iterations)
    }

    /// A hash of that method which no password matches.
    pub(super) fn of_nobody(&self) -> String {
        password::of_nobody(&self.method()).unwrap_or_default()
    }

    /// Waits for a place to work in.
    ///
    /// # Errors
    /// [`AccountError::Busy`].
    pub(super) async fn place(&self, from: &Caller) -> Result<Place, AccountError> {
        self.places.take(from).await
    }

    /// Hashes a new password.
    ///
    /// # Errors
    /// [`AccountError::Guessable`].
    pub(super) async fn hash(
        &self,
        place: Place,
        login: &str,
        password: &str,
    ) -> Result<String, AccountError> {
        let (login, password) = (login.to_owned(), password.to_owned());
        let iterations = self.iterations;
        off_the_async_threads(place, move || {
            if new_password::is_guessable(&login, &password) {
                return Err(AccountError::Guessable);
            }
            let hash = password::generate(&password, iterations);
            hash.map_err(|error| AccountError::Store(error.into()))
        })
        .await
        .0
    }

    /// Checks a password against a stored hash.
    ///
    /// Security: a refusal takes at least `least`, and holds its place for as
    /// long. So neither the answer nor the wait of the next in line tells which
    /// kind of hash there was, or that there was none.
    pub(super) async fn check(
        &self,
        place: Place,
        stored: String,
        password: &str,
        least: Duration,
    ) -> Checked {
        let (password, iterations) = (password.to_owned(), self.iterations);
        let check = move || {
            if !password::check(&stored, &password) {
                return Checked::Wrong;
            }
            let falls_short = password::falls_short(&stored, iterations);
            let anew = falls_short.then(|| password::generate(&password, iterations));
            // Without randomness, the old hash stays for now.
            Checked::Right(anew.and_then(Result::ok))
        };
        let begun = Instant::now();
        // In a task, so that a visitor who leaves does not shorten it.
        let checking = tokio::spawn(async move {
            let (checked, place) = off_the_async_threads(place, check).await;
            if matches!(checked, Checked::Wrong) {
                sleep_until(begun + least).await;
            }
            drop(place);
            checked
        });
        checking.await.expect("hashing does not panic")
    }

    /// Measures how long a check of this hash takes.
    pub(super) async fn time(&self, stored: String) -> Result<Duration, AccountError> {
        let place = self.place(&Caller::own()).await?;
        let timed = off_the_async_threads(place, move || {
            let begun = std::time::Instant::now();
            password::check(&stored, "");
            begun.elapsed()
        });
        Ok(timed.await.0)
    }
}

/// Runs blocking work on a thread where no page waits. The place goes with it,
/// since the work goes on even if the visitor leaves.
async fn off_the_async_threads<T: Send + 'static>(
    place: Place,
    work: impl FnOnce() -> T + Send + 'static,
) -> (T, Place) {
    let done = spawn_blocking(move || (work(), place));
    done.await.expect("hashing does not panic")
}
