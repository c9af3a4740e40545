//! The bytes of a signed cookie, as the Python package `itsdangerous` makes
//! and reads them (version 2.2.0).
//!
//! ```text
//!  eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWxpY2UifX0 . awVEAA . eYjTOEHo05la9rikSv9zdq49Sd8
//!  └──────────────── payload ─────────────┘   └ timestamp ┘  └──────── signature ───────┘
//!  └───────────────── what is signed ────────────────┘
//! ```
//!
//! The **payload** is JSON text in URL-safe base64; if it begins with another dot, the JSON is
//! zlib-compressed. The **timestamp** is the second of signing. The **signature** is an HMAC over
//! both. Nothing is encrypted: anyone who has the cookie can read the payload, and anyone who has
//! the secret key can make another cookie.
//!
//! Mirrors the package file by file: [`encoding`](base64_encode) is
//! `encoding.py`, [`Signer`] is `signer.py`, [`TimestampSigner`] is `timed.py`
//! and [`UrlSafeTimedSerializer`] is `url_safe.py`. Everything here is pure:
//! time, keys and text are arguments.
//!
//! # Differences
//!
//! - Base64 is read strictly: no padding, no characters outside the alphabet, no stray bits at the
//!   end. Python ignores them when reading and never writes them. [`base64_decode_as_python`] gives
//!   what Python makes of such a text.
//! - Inflating stops at a limit set by the caller.
//! - The payload is returned as JSON text; [`crate::session`] parses it.

mod encoding;
mod error;
mod signer;
mod timed;
mod url_safe;

pub use encoding::{
    Base64Error, Base64Problem, a2b_base64, base64_decode, base64_decode_as_python,
    base64_decode_short, base64_encode, bytes_to_int, int_to_bytes,
};
pub use error::{Error, PayloadError, Untrusted};
pub use signer::{Digest, KeyDerivation, Lock, SecretKey, SecretKeys, Signer};
pub use timed::{TimestampError, TimestampSigner, Unsigned, read_timestamp, write_timestamp};
pub use url_safe::{
    InflateError, Loaded, Payload, UrlSafeTimedSerializer, dump_payload, inflate, load_payload,
};
