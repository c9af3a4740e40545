//! The log: a line on stderr for each request, and for whatever else the
//! program reports with `tracing`'s macros.
//!
//! A request's line has the message `request`. Its level is ERROR for a status
//! of 500 or more and INFO otherwise, since mistakes of visitors are no trouble
//! of the server's. It has these fields, in this order, in text and in JSON
//! (`access.rs` collects them, `format.rs` writes them, `writer.rs` brings them
//! to stderr):
//!
//! | field | value |
//! | --- | --- |
//! | `time` | RFC 3339, UTC, microseconds |
//! | `level` | `ERROR`, `WARN` or `INFO` |
//! | `request_id` | as in the response's `X-Request-ID` |
//! | `message` | `request` |
//! | `method` | as sent |
//! | `path` | as sent: percent-encoded, without the query |
//! | `status` | 499 if the client left before the response |
//! | `bytes` | of the response's body |
//! | `duration_us` | microseconds from the end of the header to the response |
//! | `peer` | address and port of the client, or the address that a trusted proxy gives |
//! | `user_agent` | absent if none was sent |
//! | `error` | the reason of an error page, with its causes; absent on other pages |
//!
//! Other lines have `time`, `level`, `request_id` if they belong to a request,
//! `message`, and fields of their own.
//!
//! Security: the line never contains the query, cookies, form fields or other
//! headers. What a client sent is cut to a maximum length, and escaped by
//! `format.rs`.

mod access;
mod format;
mod time;
mod writer;

use std::panic::PanicHookInfo;

use tracing::level_filters::LevelFilter;

pub(super) use access::RequestLine;
pub use writer::Log;

/// The format of log lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// `time level request_id message name=value…`
    #[default]
    Text,
    /// One JSON object a line, in ASCII.
    Json,
}

/// Starts the log of this process, which also records panics; if `quiet`, only
/// warnings and errors. A second call does not change it, since there is one
/// log.
pub fn start(format: LogFormat, quiet: bool) -> Log {
    let subscriber = tracing_subscriber::fmt()
        // It would report them with `eprintln!`, which panics if stderr is
        // closed.
        .log_internal_errors(false)
        .event_format(format)
        .with_max_level(if quiet {
            LevelFilter::WARN
        } else {
            LevelFilter::INFO
        })
        .with_writer(|| writer::Stderr)
        .finish();
    if tracing::subscriber::set_global_default(subscriber).is_ok() {
        std::panic::set_hook(Box::new(log_panic));
    }
    Log::start()
}

/// Replaces Rust's own hook, whose output is not in the log's format.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(tracing::field::display);
    tracing::error!(
        place,
        "panicked: {}",
        panic.payload_as_str().unwrap_or("no message")
    );
}
