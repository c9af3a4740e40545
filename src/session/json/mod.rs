//! JSON text, read and written byte for byte as Flask configures Python's
//! `json` module.
//!
//! Mirrors `json/decoder.py` and `json/encoder.py` of CPython 3.11 under
//! `flask.json.provider.DefaultJSONProvider`: keys sorted by code point, no
//! spaces, everything outside `0x20..=0x7e` escaped; `NaN` and infinities
//! written and read; duplicate keys, lone surrogates and integers of any
//! length read.

mod reader;
mod writer;

pub use reader::{JsonError, JsonProblem, MAX_DEPTH, parse};
pub use writer::{to_source, write_source};
pub(super) use writer::{write_items, write_string};
