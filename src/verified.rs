//! Remembers cookies that were verified before.
//!
//! A browser sends the same cookie with every request until its content
//! changes. Its signature, base64 and JSON need not be checked again. What may
//! change in the meantime is checked each time: the age here, and by the caller
//! whether what it stands for was ended.
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
//! Two generations of 256 cookies, none longer than its owner says. When the young generation is full, it becomes the old one, and
//! whatever nobody has asked for since then is forgotten.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, TryLockError},
};

const MAX_YOUNG: usize = 256;

/// The content of verified cookies, to be found by the exact cookie.
pub struct Verified<T> {
    max_cookie_bytes: usize,
    generations: Mutex<Generations<T>>,
}

struct Generations<T> {
    young: HashMap<Box<[u8]>, Kept<T>>,
    old: HashMap<Box<[u8]>, Kept<T>>,
}

/// What a cookie holds.
pub struct Kept<T> {
    /// What was read from its payload.
    pub content: Arc<T>,
    /// Unix seconds.
    pub signed_at: u64,
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self {
            content: Arc::clone(&self.content),
            signed_at: self.signed_at,
        }
    }
}

impl<T> Verified<T> {
    /// Remembers none yet, and never one that is longer than this.
    pub fn new(max_cookie_bytes: usize) -> Self {
        Self {
            max_cookie_bytes,
            generations: Mutex::new(Generations {
                young: HashMap::new(),
                old: HashMap::new(),
            }),
        }
    }

    /// The content of a cookie that was verified before, if its age is between
    /// 0 and `max_age` seconds.
    pub fn find(&self, cookie: &[u8], max_age: u64, now: u64) -> Option<Kept<T>> {
        let kept = self.with(|generations| generations.find(cookie))??;
        let age = now.checked_sub(kept.signed_at)?;
        (age <= max_age).then_some(kept)
    }

    /// Keeps the content of a cookie whose signature has just been verified.
    pub fn keep(&self, cookie: &[u8], content: &Arc<T>, signed_at: u64) {
        if cookie.len() <= self.max_cookie_bytes {
            let content = Arc::clone(content);
            self.with(|generations| generations.keep(cookie.into(), Kept { content, signed_at }));
        }
    }

    /// `None` while another thread uses it, since verifying again is faster
    /// than waiting.
    fn with<R>(&self, act: impl FnOnce(&mut Generations<T>) -> R) -> Option<R> {
        match self.generations.try_lock() {
            Ok(mut generations) => Some(act(&mut generations)),
            Err(TryLockError::Poisoned(poisoned)) => Some(act(&mut poisoned.into_inner())),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}

impl<T> Generations<T> {
    fn find(&mut self, cookie: &[u8]) -> Option<Kept<T>> {
        if let Some(content) = self.young.get(cookie) {
            return Some(content.clone());
        }
        let (cookie, content) = self.old.remove_entry(cookie)?;
        self.keep(cookie, content.clone());
        Some(content)
    }

    fn keep(&mut self, cookie: Box<[u8]>, content: Kept<T>) {
        if self.young.len() >= MAX_YOUNG {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(cookie, content);
    }
}

/// Security: whoever has a cookie is signed in, so none is shown.
impl<T> fmt::Debug for Verified<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Verified(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX_AGE: u64 = 100;
    const MAX_BYTES: usize = 320;

    fn content() -> Arc<char> {
        Arc::new('a')
    }

    fn find(verified: &Verified<char>, cookie: &[u8], now: u64) -> Option<(Arc<char>, u64)> {
        let kept = verified.find(cookie, MAX_AGE, now)?;
        Some((kept.content, kept.signed_at))
    }

    #[test]
    fn a_cookie_is_found_by_its_very_bytes_while_it_is_young_enough() {
        let verified = Verified::new(MAX_BYTES);
        verified.keep(b"a.b.c", &content(), 1_000);
        for now in [1_000, 1_100] {
            assert_eq!(find(&verified, b"a.b.c", now), Some((content(), 1_000)));
        }
        for (cookie, now) in [
            (&b"a.b.C"[..], 1_000),
            (b"a.b.c ", 1_000),
            (b"", 1_000),
            (b"a.b.c", 1_101),
            (b"a.b.c", 999),
        ] {
            assert_eq!(find(&verified, cookie, now), None, "{now}");
        }
    }

    #[test]
    fn a_cookie_that_is_too_long_is_not_kept() {
        let verified = Verified::new(MAX_BYTES);
        for (bytes, is_kept) in [(MAX_BYTES, true), (MAX_BYTES + 1, false)] {
            let cookie = vec![b'a'; bytes];
            verified.keep(&cookie, &content(), 1_000);
            assert_eq!(find(&verified, &cookie, 1_000).is_some(), is_kept);
        }
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_is_forgotten() {
        let verified = Verified::new(MAX_BYTES);
        verified.keep(b"asked for", &content(), 1_000);
        verified.keep(b"left", &content(), 1_000);
        for number in 0..10 * MAX_YOUNG {
            verified.keep(number.to_string().as_bytes(), &content(), 1_000);
            assert!(find(&verified, b"asked for", 1_000).is_some());
            let generations = verified.generations.lock().unwrap();
            assert!(generations.young.len() + generations.old.len() <= 2 * MAX_YOUNG);
        }
        assert_eq!(find(&verified, b"left", 1_000), None);
    }

    #[test]
    fn no_cookie_is_shown() {
        let verified = Verified::new(MAX_BYTES);
        verified.keep(b"a.b.c", &content(), 1_000);
        assert_eq!(format!("{verified:?}"), "Verified(..)");
    }
}
