//! Passwords are hashed and judged where no page waits for it, a few at a time.
//!
//! Hashing is the one thing that a stranger may have cost more than 20 ms of a
//! core: that is its purpose. What bounds it are the places, half as many as
//! there are cores, and their queue (`places.rs`). A client that leaves while
//! it waits frees its seat; work that has begun is finished, and holds its place
//! until then.

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

/// With the memory that one hash may take, what all may take together.
pub(super) const MAX_PLACES: usize = 4;

/// Hashes and checks passwords.
#[derive(Debug)]
pub(super) struct Hashing {
    /// So many at a time that pages have a core left.
    places: Arc<Places>,
    iterations: NonZeroU32,
}

/// What became of a password that was checked.
#[derive(Debug)]
pub(super) enum Checked {
    Wrong,
    /// With a new hash, where the stored one falls short.
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

    /// The method of new hashes.
    pub(super) fn method(&self) -> String {
        password::own_method(self.iterations)
    }

    /// A hash of that method that no password has.
    pub(super) fn of_nobody(&self) -> String {
        password::of_nobody(&self.method()).unwrap_or_default()
    }

    /// Waits for a place.
    ///
    /// # Errors
    /// [`AccountError::Busy`].
    pub(super) async fn place(&self, from: &Caller) -> Result<Place, AccountError> {
        self.places.take(from).await
    }

    /// A hash for a new password.
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

    /// Whether a stored hash is that password's.
    ///
    /// Security: a refusal takes `least` at any rate, and holds its place for as
    /// long. So neither the answer nor the wait of those behind it tells what
    /// kind of hash was there, or that there was none.
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
            // Without randomness the old one does for longer.
            Checked::Right(anew.and_then(Result::ok))
        };
        let begun = Instant::now();
        // By itself: a visitor who leaves shortens nothing.
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

    /// How long a check of that hash takes.
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

/// Works where no page waits. The place goes with the work: a visitor who
/// leaves does not end it.
async fn off_the_async_threads<T: Send + 'static>(
    place: Place,
    work: impl FnOnce() -> T + Send + 'static,
) -> (T, Place) {
    let done = spawn_blocking(move || (work(), place));
    done.await.expect("hashing does not panic")
}
