//! Exercise 7: a cookie with a lifetime that the student chose.

use serde::{Deserialize, Serialize};

use super::{Classroom, Code, key::signer};
use crate::itsdangerous::{SecretKey, UrlSafeTimedSerializer};

/// The cookie's name, and its salt.
pub const CLOCK_COOKIE: &str = "horloge";

/// The lifetimes to choose from, in seconds.
pub const CLOCK_LIFETIMES: [u64; 4] = [20, 60, 120, 300];

/// The one for who does not choose: time enough to look into the browser.
pub const CLOCK_LIFETIME: u64 = 120;

/// What the cookie holds, readable by anyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockCookie {
    /// Whose it is.
    #[serde(rename = "tp")]
    pub code: Code,
    /// How long it is good, in seconds.
    #[serde(rename = "duree")]
    pub lifetime: u64,
}

/// A cookie that came, and how old it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clocked {
    /// What it holds.
    pub cookie: ClockCookie,
    /// Seconds since it was signed.
    pub age: u64,
}

/// Signs and reads the cookie.
#[derive(Debug)]
pub(super) struct Clocks(UrlSafeTimedSerializer);

impl Clocks {
    pub(super) fn new(secret: &SecretKey) -> Self {
        Self(UrlSafeTimedSerializer::new(signer(secret, CLOCK_COOKIE)))
    }
}

impl Classroom {
    /// The cookie's value, signed at the second `at`.
    // Security: with the class's key, or exercise 5's lesson would forge exercise 7's proof.
    pub fn clock_cookie(&self, cookie: ClockCookie, at: u64) -> String {
        let json = serde_json::to_vec(&cookie).expect("text and a number");
        self.clocks.0.dumps(&json, at)
    }

    /// Reads a value that came, whatever its age; one from the future is
    /// refused.
    pub fn read_clock(&self, value: &[u8], now: u64) -> Option<Clocked> {
        let loaded = self.clocks.0.loads(value, Some(u64::MAX), now).ok()?;
        Some(Clocked {
            cookie: serde_json::from_slice(&loaded.json).ok()?,
            age: now.saturating_sub(loaded.timestamp),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classroom::class_of;

    #[test]
    fn the_cookie_tells_its_age_and_cannot_be_forged() {
        let class = class_of("random");
        let cookie = ClockCookie {
            code: Code::parse("K7Q2XM").unwrap(),
            lifetime: 20,
        };
        let value = class.clock_cookie(cookie, 1000);
        let clocked = class.read_clock(value.as_bytes(), 1021).unwrap();
        assert_eq!(clocked, Clocked { cookie, age: 21 });
        assert_eq!(class.read_clock(value.as_bytes(), 999), None);
        let other = class_of("other").clock_cookie(cookie, 1000);
        for wrong in ["", "a.b.c", &other] {
            assert_eq!(class.read_clock(wrong.as_bytes(), 1021), None, "{wrong}");
        }
    }
}
