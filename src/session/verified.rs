//! Remembers cookies that were verified before.
//!
//! A browser sends the same cookie with every request until the session
//! changes. Its signature, base64 and JSON need not be checked again. What may
//! change in the meantime is checked each time: the age here, and by the caller
//! whether the session was ended.
//!
//! # Security
//!
//! Only a cookie whose signature was verified with these keys is kept, and only
//! exactly the same bytes find it again: for a forged cookie, nothing is found.
//! The hash has a random key, so that the time of a failed search says nothing
//! about the cookies kept. Each set of keys has a memory of its own.
//!
//! # Bounds
//!
//! Two generations of 256 uncompressed cookies, each of at most 320 bytes: 0.5
//! MiB with typical sessions, 2.5 MiB if someone with the key fills it with
//! lists. When the young generation is full, it becomes the old one, and
//! whatever nobody has asked for since then is forgotten.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, TryLockError},
};

use super::Dict;

const MAX_COOKIE_BYTES: usize = 320;

const MAX_YOUNG: usize = 256;

/// The content of verified cookies, to be found by the exact cookie.
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
    /// The session of a cookie that was verified before, if its age is between
    /// 0 and `max_age` seconds.
    pub(super) fn find(&self, cookie: &[u8], max_age: u64, now: u64) -> Option<Arc<Dict>> {
        let content = self.with(|generations| generations.find(cookie))??;
        let age = now.checked_sub(content.signed_at)?;
        (age <= max_age).then_some(content.data)
    }

    /// Keeps the content of a cookie whose signature has just been verified.
    pub(super) fn keep(&self, cookie: &[u8], data: &Arc<Dict>, signed_at: u64) {
        if cookie.len() > MAX_COOKIE_BYTES || cookie.starts_with(b".") {
            return;
        }
        let data = Arc::clone(data);
        self.with(|generations| generations.keep(cookie.into(), Content { data, signed_at }));
    }

    /// `None` while another thread uses it, since verifying again is faster
    /// than waiting.
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

/// Security: whoever has a cookie is signed in, so none is shown.
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
