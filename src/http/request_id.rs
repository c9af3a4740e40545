//! What ties a response to its log line.

use std::{cell::RefCell, fmt};

use data_encoding::HEXLOWER;
use hyper::header::HeaderValue;
use ring::rand::{SecureRandom, SystemRandom};
use tokio::task::futures::TaskLocalFuture;

const BYTES: usize = 8;

/// The name of a request: 16 random hex digits, in the log and in the
/// response's `X-Request-ID`. Random, so that it tells nobody how many
/// requests there were.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RequestId([u8; 2 * BYTES]);

tokio::task_local! {
    /// Cheaper than a span, and the log needs nothing else of a request.
    static CURRENT: RequestId;
}

thread_local! {
    /// Randomness for the next names: one system call for 64 of them.
    static STOCK: RefCell<Vec<[u8; BYTES]>> = const { RefCell::new(Vec::new()) };
}

impl RequestId {
    /// A new one.
    pub fn random() -> Self {
        let random = STOCK.with_borrow_mut(|stock| stock.pop().unwrap_or_else(|| refill(stock)));
        let mut digits = [0; 2 * BYTES];
        HEXLOWER.encode_mut(&random, &mut digits);
        Self(digits)
    }

    /// The 16 digits.
    pub(crate) fn as_str(&self) -> &str {
        str::from_utf8(&self.0).expect("hex digits are ASCII")
    }

    /// The name of the request that is being answered here.
    pub(crate) fn current() -> Option<Self> {
        CURRENT.try_with(|id| *id).ok()
    }

    /// Answers a request: what is logged meanwhile carries its name.
    pub(crate) fn while_answering<F: Future>(self, answer: F) -> TaskLocalFuture<Self, F> {
        CURRENT.scope(self, answer)
    }

    /// The same for what does not wait.
    pub(crate) fn while_saying<T>(self, say: impl FnOnce() -> T) -> T {
        CURRENT.sync_scope(self, say)
    }

    pub(crate) fn to_header(self) -> HeaderValue {
        HeaderValue::from_bytes(&self.0).expect("hex digits are ASCII")
    }
}

/// Without randomness of the system the name is all zeros: it is no secret, and
/// a request is worth more than its name.
fn refill(stock: &mut Vec<[u8; BYTES]>) -> [u8; BYTES] {
    let mut random = [0; 64 * BYTES];
    if SystemRandom::new().fill(&mut random).is_err() {
        return [0; BYTES];
    }
    let (names, _) = random.as_chunks();
    stock.extend_from_slice(names);
    stock.pop().unwrap_or_default()
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_sixteen_hex_digits_and_never_the_same() {
        let (one, other) = (RequestId::random(), RequestId::random());
        assert_ne!(one, other);
        assert_eq!(one.to_string().len(), 16);
        assert!(one.as_str().bytes().all(|digit| digit.is_ascii_hexdigit()));
        assert_eq!(one.to_header(), one.as_str());
    }
}
