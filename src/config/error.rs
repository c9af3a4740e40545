//! Why a configuration is refused, and what in an accepted one deserves a
//! warning.
//!
//! These types hold facts; `cli/refusal.rs` finds the sentences for them in
//! `view/text/cli/`.

use std::io;
use std::path::PathBuf;

use super::given::Respelled;
use super::kind::Kind;
use super::slip::Slip;
use super::source::{Place, Source};
use super::text_file::TextProblem;
use super::unknown::Meant;
use crate::http::TlsError;

/// Why there is no [`Config`](super::Config). A `source` is where the value was
/// given.
#[expect(missing_docs, reason = "a variant tells what its fields hold")]
#[derive(Debug)]
pub enum ConfigError {
    /// A file could not be read.
    Read { path: PathBuf, error: io::Error },
    /// The data folder, or the key in it, could not be written.
    Write { path: PathBuf, error: io::Error },
    /// The system has no home folder for this user.
    NoHome,
    /// The configuration file is not TOML; `message` is the parser's.
    Toml {
        /// Where the parser stopped.
        place: Place,
        /// The mistake that was probably made.
        slip: Slip,
        message: String,
    },
    /// A text file is not UTF-8.
    Encoding { path: PathBuf, problem: TextProblem },
    /// A setting with this name does not exist.
    UnknownKey {
        key: String,
        source: Source,
        meant: Meant,
    },
    /// An address that includes something else: a port, `http://`, a path.
    NotOnlyHost {
        value: String,
        source: Source,
        /// The name or address alone.
        host: String,
        /// The port, if it includes one.
        port: Option<u16>,
    },
    /// A value that is not of the setting's kind.
    Value {
        key: &'static str,
        /// As given; `None` if it is secret.
        value: Option<String>,
        source: Source,
        kind: Kind,
        /// The value as it should have been written, if that is clear.
        respelled: Option<Box<Respelled>>,
    },
    /// An environment variable's value is not UTF-8.
    NotUtf8 { variable: String },
    /// `SECRET_KEY_FALLBACKS` is a single text, which Flask would read letter
    /// by letter.
    FallbacksAreText { source: Source },
    /// A secret key that must not be used.
    Key { source: Source, problem: KeyProblem },
    /// Two settings contradict each other.
    Conflict {
        conflict: Conflict,
        /// Where the setting was given that [`Conflict`] names first.
        source: Source,
    },
    /// The certificate or its key cannot be used; `certificate` and `key` are
    /// files.
    Tls {
        certificate: PathBuf,
        key: PathBuf,
        error: TlsError,
    },
    /// No key is configured, and none has been generated yet.
    NoServerKey {
        /// Where `serve` would keep the generated one.
        path: PathBuf,
    },
}

/// Two settings that contradict each other; each variant says what is wrong
/// with them.
#[expect(missing_docs, reason = "a variant tells what its fields hold")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// `SESSION_COOKIE_NAME` begins with `__Secure-` or `__Host-`, but their
    /// conditions do not hold: browsers drop such a cookie.
    CookiePrefix { name: String },
    /// `SameSite=None` without `Secure`: browsers drop such a cookie.
    SameSiteNoneInsecure,
    /// A TLS key without a certificate.
    KeyWithoutCertificate,
    /// A certificate without its key.
    CertificateWithoutKey,
    /// A key together with `adhoc`, which makes its own.
    AdhocWithKey,
    /// `--lab` with a private key or with fallbacks.
    LabWithOwnKey,
}

impl Conflict {
    /// The error, given the source of the setting that is named first.
    pub(super) fn of(self, source: Source) -> ConfigError {
        ConfigError::Conflict {
            conflict: self,
            source,
        }
    }
}

/// Why a secret key is refused.
#[expect(missing_docs, reason = "a variant tells what its fields hold")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyProblem {
    /// The key is published: everybody knows it.
    Published,
    /// Empty, which Flask treats as no key at all.
    Empty,
    /// The file is UTF-16, as written by PowerShell's `>`.
    Utf16,
    /// The file starts with a byte order mark.
    ByteOrderMark,
    /// The file holds `NAME=…`, a line for a shell or a program.
    Assignment { name: String },
    /// Larger than any key: the wrong file was named.
    TooLarge,
    /// The teacher's key, which opens the board to other machines, is short
    /// enough to guess; `length` is in bytes.
    TooShort { length: usize },
}

/// Something that is allowed, but probably not intended.
#[expect(missing_docs, reason = "a variant tells what its fields hold")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A key of less than 16 bytes; `length` is in bytes.
    ShortKey { source: Source, length: usize },
    /// A key of words or patterns, which are tried first.
    GuessableKey { source: Source },
    /// Other users of this machine can read a file that holds a secret.
    ReadableByOthers { path: PathBuf },
    /// The key that signs progress cannot be kept in its file.
    ProgressNotKept {
        path: PathBuf,
        /// The system's message; `None` if the file does not hold a key.
        reason: Option<String>,
    },
    /// Other users of this machine can look into the data folder.
    FolderOpenToOthers { path: PathBuf },
    /// A secret is on the command line, where other users of this machine can
    /// read it.
    SecretOnCommandLine {
        source: Source,
        /// The setting's name.
        key: String,
    },
    /// `Secure` is set, but the server speaks plain HTTP.
    SecureWithoutTls {
        /// The setting that implies it: `SESSION_COOKIE_SECURE` or
        /// `_PARTITIONED`.
        key: &'static str,
        source: Source,
    },
}
