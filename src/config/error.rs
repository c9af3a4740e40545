//! Why a configuration is refused, and what is doubtful in one that is not.
//!
//! These hold facts; the sentences stand in `view/text/cli/`, in both
//! languages.

use std::io;
use std::path::PathBuf;

use super::file::Slip;
use super::given::Respelled;
use super::kind::Kind;
use super::source::{Place, Source};
use super::text_file::TextProblem;
use super::unknown::Meant;
use crate::http::TlsError;

/// Why there is no [`Config`](super::Config).
#[derive(Debug)]
pub enum ConfigError {
    /// A file cannot be read.
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The data folder, or the key in it, cannot be written.
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The system names no home folder for this user.
    NoHome,
    /// The configuration file is no TOML.
    Toml {
        /// Where it stops being TOML.
        place: Place,
        /// What was probably done.
        slip: Slip,
        /// What the parser says.
        message: String,
    },
    /// A file of text is in another encoding than UTF-8.
    Encoding {
        /// The file.
        path: PathBuf,
        /// Which.
        problem: TextProblem,
    },
    /// A key that does not exist.
    UnknownKey {
        /// As it was given.
        key: String,
        /// Where.
        source: Source,
        /// What was probably meant.
        meant: Meant,
    },
    /// An address with what belongs elsewhere: a port, `http://`, a path.
    NotOnlyHost {
        /// As it was given.
        value: String,
        /// Where.
        source: Source,
        /// The name or address in it.
        host: String,
        /// The port in it.
        port: Option<u16>,
    },
    /// A value that cannot be.
    Value {
        /// The key.
        key: &'static str,
        /// As it was given; `None` where it is a secret.
        value: Option<String>,
        /// Where.
        source: Source,
        /// What is allowed.
        kind: Kind,
        /// How the same would be right.
        respelled: Option<Box<Respelled>>,
    },
    /// An environment variable that is no UTF-8.
    NotUtf8 {
        /// Its name.
        variable: String,
    },
    /// `SECRET_KEY_FALLBACKS` as one text, which Flask takes letter by letter.
    FallbacksAreText {
        /// Where.
        source: Source,
    },
    /// A secret key that must not be used.
    Key {
        /// Where it was given.
        source: Source,
        /// Why not.
        problem: KeyProblem,
    },
    /// Two settings that cannot both hold.
    Conflict {
        /// Which, and what it cannot stand beside.
        conflict: Conflict,
        /// Where the one that [`Conflict`] names first was given.
        source: Source,
    },
    /// Certificate or key cannot be used.
    Tls {
        /// The certificate's file.
        certificate: PathBuf,
        /// The key's file.
        key: PathBuf,
        /// Why.
        error: TlsError,
    },
    /// No key is configured, and none has been generated yet.
    NoServerKey {
        /// Where `serve` would generate one.
        path: PathBuf,
    },
}

/// Settings that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// `SESSION_COOKIE_NAME` with `__Secure-` or `__Host-`, whose conditions do
    /// not hold: browsers drop such a cookie.
    CookiePrefix {
        /// The name.
        name: String,
    },
    /// `SameSite=None` without `Secure`: browsers drop such a cookie.
    SameSiteNoneInsecure,
    /// A key for TLS and no certificate.
    KeyWithoutCertificate,
    /// A certificate and no key.
    CertificateWithoutKey,
    /// A key for a certificate that is to be made with its own.
    AdhocWithKey,
    /// A private key, or fallbacks, together with `--lab`.
    LabWithOwnKey,
}

impl Conflict {
    /// The refusal, with where the setting that is named first was given.
    pub(super) fn of(self, source: Source) -> ConfigError {
        ConfigError::Conflict {
            conflict: self,
            source,
        }
    }
}

/// Why a secret key is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyProblem {
    /// Everybody knows it.
    Published,
    /// Flask takes an empty key for none.
    Empty,
    /// The file is UTF-16: PowerShell's `>`.
    Utf16,
    /// The file starts with a byte order mark.
    ByteOrderMark,
    /// The file reads `NAME=…`: a line for a shell or a program.
    Assignment {
        /// The name before the equals sign.
        name: String,
    },
    /// No key is so long: another file was meant.
    TooLarge,
    /// The teacher's key, which signs in from elsewhere, can be guessed.
    TooShort {
        /// Its length in bytes.
        length: usize,
    },
}

/// What is allowed and probably not meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A key under 16 bytes.
    ShortKey {
        /// Where it was given.
        source: Source,
        /// Its length in bytes.
        length: usize,
    },
    /// Other users of this machine can read the file with the key.
    ReadableByOthers {
        /// The file.
        path: PathBuf,
    },
    /// The key that signs the practical's progress cannot be kept.
    ProgressNotKept {
        /// Its file.
        path: PathBuf,
        /// What the system says; `None` where the file holds no key.
        reason: Option<String>,
    },
    /// Other users of this machine can look into the data folder.
    FolderOpenToOthers {
        /// The folder.
        path: PathBuf,
    },
    /// Other users of this machine can read the command line.
    SecretOnCommandLine {
        /// By which option it was given.
        source: Source,
        /// The setting.
        key: String,
    },
    /// `Secure` on a server that speaks plain HTTP.
    SecureWithoutTls {
        /// The key that asks for it: `SESSION_COOKIE_SECURE` or `_PARTITIONED`.
        key: &'static str,
        /// Where it was given.
        source: Source,
    },
}
