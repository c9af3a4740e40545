//! The log: one line a request on stderr, and what the rest of the program
//! says by `tracing`'s macros.
//!
//! A request's line has the message `request`, the level ERROR for a status
//! from 500 and INFO for any other (what a visitor did wrong is no trouble of
//! the server's), and these fields, in this order, in text as in JSON:
//!
//! | field | value |
//! | --- | --- |
//! | `time` | RFC 3339, UTC, microseconds |
//! | `level` | `ERROR`, `WARN` or `INFO` |
//! | `request_id` | as in the response's `X-Request-ID` |
//! | `message` | `request` |
//! | `method` | as it was sent |
//! | `path` | as it was sent: percent-encoded, without the query |
//! | `status` | 499 when the client left before the response |
//! | `bytes` | of the response's body |
//! | `duration_us` | microseconds from the end of the header to the response |
//! | `peer` | address and port of the other end |
//! | `user_agent` | left out when none was sent |
//! | `error` | why there is no page, with its causes; left out when there is |
//!
//! Other lines have `time`, `level`, `request_id` if they come from a request,
//! `message`, and fields of their own.
//!
//! Security: no query, cookie, form or other header is ever in it. What a
//! client sent is cut to a length, and `format.rs` escapes it.

mod access;
mod format;
mod time;
mod writer;

use std::panic::PanicHookInfo;

use tracing::level_filters::LevelFilter;

pub(super) use access::RequestLine;
pub use writer::Log;

/// How a log line is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// `time level request_id message name=value…`
    #[default]
    Text,
    /// One JSON object a line, in ASCII.
    Json,
}

/// Starts the log of this process, panics included. The first format stays:
/// there is one log.
pub fn start(format: LogFormat) -> Log {
    let subscriber = tracing_subscriber::fmt()
        // It would tell by `eprintln!`, which panics when stderr is closed.
        .log_internal_errors(false)
        .event_format(format)
        .with_max_level(LevelFilter::INFO)
        .with_writer(|| writer::Stderr)
        .finish();
    if tracing::subscriber::set_global_default(subscriber).is_ok() {
        std::panic::set_hook(Box::new(log_panic));
    }
    Log::start()
}

/// Rust's own hook would print lines that are no log lines.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(tracing::field::display);
    tracing::error!(
        place,
        "panicked: {}",
        panic.payload_as_str().unwrap_or("no message")
    );
}
