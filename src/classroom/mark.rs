//! To recognize again what must not be kept: a browser, a cookie.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use ring::hmac;
use serde::{Deserialize, Serialize};

use super::{Classroom, Network};
use crate::itsdangerous::SecretKey;

const LENGTH: usize = 6;

/// 48 bits of a keyed hash: the same for the same thing, and nothing can be
/// read from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Mark([u8; LENGTH]);

impl From<Mark> for String {
    fn from(mark: Mark) -> Self {
        BASE64URL_NOPAD.encode(&mark.0)
    }
}

impl TryFrom<String> for Mark {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok();
        let bytes = bytes.and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or("not a mark of eight characters")
    }
}

/// Makes marks.
pub(super) struct Marks(hmac::Key);

impl fmt::Debug for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Marks(..)")
    }
}

impl Marks {
    pub(super) fn new(secret: &SecretKey) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret()))
    }

    /// Of these parts in this order; `what` is no other kind's.
    fn of(&self, what: &str, parts: &[&[u8]]) -> Mark {
        let mut context = hmac::Context::with_key(&self.0);
        context.update(what.as_bytes());
        for part in parts {
            context.update(&[0]);
            context.update(part);
        }
        let tag = context.sign();
        Mark(tag.as_ref().first_chunk().copied().unwrap_or_default())
    }
}

impl Classroom {
    /// A browser, as far as a server can tell one from another: by where it asks
    /// from and by what it calls itself. Two of a kind behind one address are
    /// one.
    pub fn browser(&self, from: Network, user_agent: &[u8]) -> Mark {
        self.marks.of("browser", &[&from.octets(), user_agent])
    }

    /// A cookie by its value.
    pub fn cookie_mark(&self, value: &str) -> Mark {
        self.marks.of("cookie", &[value.as_bytes()])
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::*;
    use crate::classroom::class_of;

    #[test]
    fn a_mark_is_the_same_for_the_same_and_for_nothing_else() {
        let class = class_of("random");
        let network = |last| Network::from(IpAddr::from(Ipv4Addr::new(192, 0, 2, last)));
        let browser = class.browser(network(1), b"Firefox");
        assert_eq!(class.browser(network(1), b"Firefox"), browser);
        assert_ne!(class.browser(network(2), b"Firefox"), browser);
        assert_ne!(class.browser(network(1), b"Chrome"), browser);
        assert_ne!(class_of("other").browser(network(1), b"Firefox"), browser);
        assert_ne!(class.cookie_mark("Firefox"), class.cookie_mark("firefox"));
        let text = String::from(browser);
        assert_eq!(text.len(), 8);
        assert_eq!(Mark::try_from(text), Ok(browser));
        for wrong in ["", "AAAA", "AAAAAAAAAAAA", "AAAAAAA!"] {
            assert!(Mark::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }
}
