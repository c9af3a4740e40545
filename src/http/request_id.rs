//! The number that connects a response to its log lines.

use std::{cell::RefCell, fmt};

use data_encoding::HEXLOWER;
use hyper::header::HeaderValue;
use tokio::task::futures::TaskLocalFuture;

use crate::random;

const BYTES: usize = 8;

/// Identifies a request in the log and in the response's `X-Request-ID`: 16
/// random hex digits. Being random, it does not reveal how many requests there
/// were.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RequestId([u8; 2 * BYTES]);

tokio::task_local! {
    /// Cheaper than a span; the log needs nothing else from the request.
    static CURRENT: RequestId;
}

thread_local! {
    /// Random bytes for the next ids: one system call provides 64.
    static STOCK: RefCell<Vec<[u8; BYTES]>> = const { RefCell::new(Vec::new()) };
}

impl RequestId {
    /// A new id.
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

    /// The id of the request being answered by this task.
    pub(crate) fn current() -> Option<Self> {
        CURRENT.try_with(|id| *id).ok()
    }

    /// Runs a request's future; what it logs carries this id.
    pub(crate) fn while_answering<F: Future>(self, answer: F) -> TaskLocalFuture<Self, F> {
        CURRENT.scope(self, answer)
    }

    /// The same for synchronous code.
    pub(crate) fn while_saying<T>(self, say: impl FnOnce() -> T) -> T {
        CURRENT.sync_scope(self, say)
    }

    pub(crate) fn to_header(self) -> HeaderValue {
        HeaderValue::from_bytes(&self.0).expect("hex digits are ASCII")
    }
}

/// Without randomness, the id is all zeros: it is not a secret, and the request
/// matters more.
fn refill(stock: &mut Vec<[u8; BYTES]>) -> [u8; BYTES] {
    let mut random = [0; 64 * BYTES];
    if random::fill(&mut random).is_err() {
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
