//! The only reader of time.
//!
//! The rules of a cookie take `now` as an argument; this is where it comes
//! from.

use std::time::{SystemTime, UNIX_EPOCH};

/// Where `now` comes from.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The computer's clock.
    System,
    /// One moment that never passes, in Unix seconds.
    Fixed(u64),
}

impl Clock {
    /// Unix seconds, truncated as Python's `int(time.time())`; 0 for a clock
    /// that stands before 1970.
    pub fn now(self) -> u64 {
        match self {
            #[expect(
                clippy::disallowed_methods,
                reason = "this is the one place that reads time"
            )]
            Self::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |since| since.as_secs()),
            Self::Fixed(now) => now,
        }
    }
}
