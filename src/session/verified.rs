//! Cookies that were verified before.
//!
//! A browser sends the same cookie with every request, until the session changes.
//! Its signature, its base64 and its JSON need no second look; what time and
//! people change is asked anew each time: the age here, whether the session was
//! ended by whoever opens it.
//!
//! # Security
//!
//! Only a cookie whose signature these keys verified gets in, and only the very
//! same bytes find it again: a forged cookie can at worst miss. The place to look
//! comes from a hash with a random key, so that the time of a miss says nothing
//! of the cookies that are here. Other keys are another memory.
//!
//! # Bounds
//!
//! Two generations of 256 cookies of at most 320 bytes each, none of them
//! compressed: 0.5 MiB of usual sessions, 2.5 MiB where whoever has the key fills
//! them with lists. When the young generation is full it becomes the old one, and
//! what nobody asked for since is forgotten.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, TryLockError},
};

use super::Dict;

const MAX_COOKIE_BYTES: usize = 320;

const MAX_YOUNG: usize = 256;

/// What verified cookies hold, for whoever has the very same cookie.
#[derive(Default)]
pub(super) struct Verified(Mutex<Generations>);

#[derive(Default)]
struct Generations {
    young: HashMap<Box<[u8]>, Content>,
    old: HashMap<Box<[u8]>, Content>,
}

#[derive(Clone)]
struct Content {
    data: Arc<Dict>,
    /// Unix seconds.
    signed_at: u64,
}

impl Verified {
    /// The session of a cookie that was verified before and whose age is still
    /// from 0 to `max_age`.
    pub(super) fn find(&self, cookie: &[u8], max_age: u64, now: u64) -> Option<Arc<Dict>> {
        let content = self.with(|generations| generations.find(cookie))??;
        let age = now.checked_sub(content.signed_at)?;
        (age <= max_age).then_some(content.data)
    }

    /// Keeps what a cookie holds whose signature was verified just now.
    pub(super) fn keep(&self, cookie: &[u8], data: &Arc<Dict>, signed_at: u64) {
        if cookie.len() > MAX_COOKIE_BYTES || cookie.starts_with(b".") {
            return;
        }
        let data = Arc::clone(data);
        self.with(|generations| generations.keep(cookie.into(), Content { data, signed_at }));
    }

    /// `None` while another thread is here: to verify once more is quicker than
    /// to wait.
    fn with<T>(&self, act: impl FnOnce(&mut Generations) -> T) -> Option<T> {
        match self.0.try_lock() {
            Ok(mut generations) => Some(act(&mut generations)),
            Err(TryLockError::Poisoned(poisoned)) => Some(act(&mut poisoned.into_inner())),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}

impl Generations {
    fn find(&mut self, cookie: &[u8]) -> Option<Content> {
        if let Some(content) = self.young.get(cookie) {
            return Some(content.clone());
        }
        let (cookie, content) = self.old.remove_entry(cookie)?;
        self.keep(cookie, content.clone());
        Some(content)
    }

    fn keep(&mut self, cookie: Box<[u8]>, content: Content) {
        if self.young.len() >= MAX_YOUNG {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(cookie, content);
    }
}

/// Security: who has a cookie is who is signed in.
impl fmt::Debug for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Verified(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX_AGE: u64 = 100;

    fn content() -> Arc<Dict> {
        let mut dict = Dict::new();
        dict.insert("user", "ada");
        Arc::new(dict)
    }

    #[test]
    fn a_cookie_is_found_by_its_very_bytes_while_it_is_young_enough() {
        let verified = Verified::default();
        verified.keep(b"a.b.c", &content(), 1_000);
        for now in [1_000, 1_100] {
            assert_eq!(verified.find(b"a.b.c", MAX_AGE, now), Some(content()));
        }
        for (cookie, now) in [
            (&b"a.b.C"[..], 1_000),
            (b"a.b.c ", 1_000),
            (b"", 1_000),
            (b"a.b.c", 1_101),
            (b"a.b.c", 999),
        ] {
            assert_eq!(verified.find(cookie, MAX_AGE, now), None, "{now}");
        }
    }

    #[test]
    fn large_and_compressed_cookies_are_not_kept() {
        let verified = Verified::default();
        for cookie in [&[b'a'; MAX_COOKIE_BYTES + 1][..], b".a.b.c"] {
            verified.keep(cookie, &content(), 1_000);
            assert_eq!(verified.find(cookie, MAX_AGE, 1_000), None);
        }
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_is_forgotten() {
        let verified = Verified::default();
        verified.keep(b"asked for", &content(), 1_000);
        verified.keep(b"left", &content(), 1_000);
        for number in 0..10 * MAX_YOUNG {
            verified.keep(number.to_string().as_bytes(), &content(), 1_000);
            assert!(verified.find(b"asked for", MAX_AGE, 1_000).is_some());
            let generations = verified.0.lock().unwrap();
            assert!(generations.young.len() + generations.old.len() <= 2 * MAX_YOUNG);
        }
        assert_eq!(verified.find(b"left", MAX_AGE, 1_000), None);
    }

    #[test]
    fn no_cookie_is_shown() {
        let verified = Verified::default();
        verified.keep(b"a.b.c", &content(), 1_000);
        assert_eq!(format!("{verified:?}"), "Verified(..)");
    }
}
