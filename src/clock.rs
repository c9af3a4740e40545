//! The only reader of time.
//!
//! The rules of a cookie take `now` as an argument; this is where it comes
//! from.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Where `now` comes from.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The computer's clock.
    System,
    /// A moment that never passes, in Unix seconds.
    Fixed(u64),
}

impl Clock {
    /// Unix seconds, truncated as Python's `int(time.time())`.
    pub fn now(self) -> u64 {
        match self {
            Self::System => since_epoch().as_secs(),
            Self::Fixed(now) => now,
        }
    }
}

/// The system time at full resolution, as the duration since 1970; zero if the
/// clock is set to before 1970. Used by the log.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads time"
)]
pub(crate) fn since_epoch() -> Duration {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
}
