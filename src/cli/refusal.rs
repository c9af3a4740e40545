//! A configuration that is refused, and what is doubtful in one that is not,
//! in the user's language.

use std::path::Path;

use super::report::Failure;
use super::{Context, Exit};
use crate::config::{ConfigError, KeyProblem, Kind, Source, Warning};
use crate::http::TlsError;
use crate::view::text::cli::{CliText, Trouble};

/// Longer values are cut where they are shown.
const MAX_SHOWN_CHARS: usize = 80;

/// The failure to report: exit code 1 where a file cannot be read or written,
/// 2 where what was given cannot be.
pub(super) fn refused(context: &Context, error: ConfigError) -> anyhow::Error {
    let text = CliText::of(context.lang);
    let shown = |path: &Path| path.display().to_string();
    let trouble = match error {
        ConfigError::Read { path, error } => {
            let path = match path.to_str() {
                Some("-") => text.standard_input.into(),
                _ => shown(&path),
            };
            return because_of(error, (text.cannot_read)(&path));
        }
        ConfigError::Write { path, error } => {
            return because_of(error, (text.cannot_write)(&shown(&path)));
        }
        ConfigError::NoServerKey { path } => {
            let trouble = (text.no_server_key)(&shown(&path));
            return Failure::of(Exit::Internal, trouble).into();
        }
        ConfigError::NoHome => (text.no_home)(),
        ConfigError::Toml {
            path,
            line,
            message,
        } => (text.not_toml)(&shown(&path), line, &message),
        ConfigError::UnknownKey {
            key,
            source,
            nearest,
        } => (text.unknown_key)(&printable(&key), &origin(text, "", &source), nearest),
        ConfigError::NotUtf8 { variable } => (text.not_utf8)(&variable),
        ConfigError::Value {
            key,
            value,
            source,
            kind,
        } => value_trouble(text, &origin(text, key, &source), value, kind),
        ConfigError::FallbacksAreText { source } => {
            (text.fallbacks_are_text)(&origin(text, "SECRET_KEY_FALLBACKS", &source))
        }
        ConfigError::Key { source, problem } => key_trouble(text, &source, problem),
        ConfigError::CookiePrefix { name, source } => {
            let origin = origin(text, "SESSION_COOKIE_NAME", &source);
            (text.cookie_prefix)(&printable(&name), &origin)
        }
        ConfigError::SameSiteNoneInsecure { source } => {
            (text.same_site_none)(&origin(text, "SESSION_COOKIE_SAMESITE", &source))
        }
        ConfigError::KeyWithoutCertificate { source } => {
            (text.key_without_certificate)(&origin(text, "RUN_KEY", &source))
        }
        ConfigError::CertificateWithoutKey { source } => {
            (text.certificate_without_key)(&origin(text, "RUN_CERT", &source))
        }
        ConfigError::AdhocWithKey { source } => {
            (text.adhoc_with_key)(&origin(text, "RUN_KEY", &source))
        }
        ConfigError::Tls {
            certificate,
            key,
            error,
        } => {
            let trouble = tls_trouble(text, &shown(&certificate), &shown(&key), &error);
            return anyhow::Error::new(error).context(Failure::of(Exit::Usage, trouble));
        }
        ConfigError::LabWithOwnKey { source } => {
            (text.lab_with_own_key)(&origin(text, "SECRET_KEY", &source))
        }
    };
    Failure::of(Exit::Usage, trouble).into()
}

fn because_of(error: std::io::Error, trouble: Trouble) -> anyhow::Error {
    anyhow::Error::new(error).context(Failure::of(Exit::Internal, trouble))
}

fn tls_trouble(text: &CliText, certificate: &str, key: &str, error: &TlsError) -> Trouble {
    match error {
        TlsError::NoCertificate => (text.no_certificate)(certificate),
        TlsError::NoKey => (text.no_tls_key)(key),
        TlsError::Mismatch => (text.tls_mismatch)(certificate, key),
        TlsError::Unsupported(_) | TlsError::Adhoc(_) => (text.tls_unusable)(certificate),
    }
}

fn key_trouble(text: &CliText, source: &Source, problem: KeyProblem) -> Trouble {
    let origin = origin(text, "SECRET_KEY", source);
    match problem {
        KeyProblem::Published => (text.key_published)(&origin),
        KeyProblem::Empty => (text.key_empty)(&origin),
        KeyProblem::Utf16 => (text.key_utf16)(&origin),
        KeyProblem::ByteOrderMark => (text.key_byte_order_mark)(&origin),
        KeyProblem::Assignment { name } => (text.key_assignment)(&origin, &name),
        KeyProblem::TooLarge => (text.key_too_large)(&origin),
        KeyProblem::TooShort { length } => (text.teacher_key_too_short)(&origin, length),
    }
}

fn value_trouble(text: &CliText, origin: &str, value: Option<String>, kind: Kind) -> Trouble {
    let wanted = wanted(text, kind);
    match value {
        Some(value) => (text.refused)(&printable(&value), origin, &wanted),
        None => (text.refused_secret)(origin, &wanted),
    }
}

/// What stands after `is not`.
fn wanted(text: &CliText, kind: Kind) -> String {
    match kind {
        Kind::Boolean => text.a_boolean.into(),
        Kind::Number { unit, least, most } => (text.a_number)(unit, least, most),
        Kind::Port => text.a_port.into(),
        Kind::Host => text.a_host.into(),
        Kind::CookieName => text.a_cookie_name.into(),
        Kind::CookieDomain => text.a_cookie_domain.into(),
        Kind::CookiePath => text.a_cookie_path.into(),
        Kind::SameSite => text.a_same_site.into(),
        Kind::SecretKey => text.a_text.into(),
        Kind::SecretKeys => text.a_list.into(),
        Kind::File | Kind::Certificate => text.a_file.into(),
        Kind::Database => text.a_database.into(),
    }
}

/// The sentence of a warning.
pub(super) fn warning(text: &CliText, warning: &Warning) -> String {
    match warning {
        Warning::ShortKey { source, length } => {
            (text.short_key)(&origin(text, "SECRET_KEY", source), *length)
        }
        Warning::ReadableByOthers { path } => {
            (text.readable_by_others)(&path.display().to_string())
        }
        Warning::ProgressNotKept { path, reason } => {
            (text.progress_not_kept)(&path.display().to_string(), reason.as_deref())
        }
        Warning::SecureWithoutTls { source } => {
            (text.secure_without_tls)(&origin(text, "SESSION_COOKIE_SECURE", source))
        }
    }
}

/// Where a value came from, as the user can find it: the key is named where
/// the source alone does not tell which.
pub(super) fn origin(text: &CliText, key: &str, source: &Source) -> String {
    match source {
        Source::Set => format!("{source} {key}").trim_end().to_owned(),
        Source::ConfigFile(path) if !key.is_empty() => {
            (text.key_in_file)(key, &path.display().to_string())
        }
        Source::StandardInput => text.standard_input.into(),
        _ => source.to_string(),
    }
}

/// A value from outside, on one line.
pub(super) fn printable(value: &str) -> String {
    if value.is_empty() {
        return "\"\"".into();
    }
    let shown: String = value.chars().take(MAX_SHOWN_CHARS).collect();
    let cut = if shown.len() < value.len() { "…" } else { "" };
    let escape = |char: char| {
        if char.is_control() {
            char.escape_default().to_string()
        } else {
            char.into()
        }
    };
    shown.chars().map(escape).collect::<String>() + cut
}
