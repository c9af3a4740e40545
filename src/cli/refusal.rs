//! Words for a refused configuration, and for warnings about an accepted one.

use std::path::Path;

use super::report::Failure;
use super::{Context, Exit};
use crate::config::{
    ConfigError, Conflict, FLASK_SESSION, KeyProblem, Kind, Meant, Place, Respelled, Slip, Source,
    TextProblem, Warning,
};
use crate::http::TlsError;
use crate::view::text::cli::{CliText, Trouble};

/// Longer values are cut when shown.
const MAX_SHOWN_CHARS: usize = 80;

/// The failure to report: exit code 1 if a file cannot be read or written, 2 if
/// a setting is invalid.
pub(super) fn refused(context: &Context, error: ConfigError) -> anyhow::Error {
    let trouble = trouble(CliText::of(context.lang), &error);
    match error {
        ConfigError::Read { error, .. } | ConfigError::Write { error, .. } => {
            anyhow::Error::new(error).context(Failure::of(Exit::Internal, trouble))
        }
        ConfigError::NoServerKey { .. } => Failure::of(Exit::Internal, trouble).into(),
        ConfigError::Tls { error, .. } => {
            anyhow::Error::new(error).context(Failure::of(Exit::Usage, trouble))
        }
        _ => Failure::of(Exit::Usage, trouble).into(),
    }
}

fn trouble(text: &CliText, error: &ConfigError) -> Trouble {
    use ConfigError as Error;

    let shown = |path: &Path| path.display().to_string();
    let from = |key: &str, source: &Source| origin(text, key, source);
    match error {
        Error::Read { path, .. } if path.as_os_str() == "-" => {
            (text.cannot_read)(text.standard_input)
        }
        Error::Read { path, .. } => (text.cannot_read)(&shown(path)),
        Error::Write { path, .. } => (text.cannot_write_data)(&shown(path)),
        Error::NoServerKey { path } => (text.no_server_key)(&shown(path)),
        Error::NoHome => (text.no_home)(),
        Error::Toml {
            place: at,
            slip,
            message,
        } => (text.settings.not_toml)(&shown_place(text, at), message).cure(slip_cure(text, slip)),
        Error::Encoding { path, problem } => encoding_trouble(text, path, problem),
        Error::UnknownKey { key, source, meant } => {
            let trouble = (text.settings.unknown)(&printable(key), &from("", source));
            with_meant(text, trouble, &printable(key), meant)
        }
        Error::NotUtf8 { variable } => (text.not_utf8)(variable),
        Error::Value {
            key,
            value,
            source,
            kind,
            respelled,
        } => {
            let respelled = respelled.as_deref();
            value_trouble(text, &from(key, source), value.as_deref(), *kind, respelled)
        }
        Error::NotOnlyHost {
            value,
            source,
            host,
            port,
        } => {
            let origin = from("RUN_HOST", source);
            (text.not_only_host)(&printable(value), &origin, &printable(host), *port)
        }
        Error::Key { source, problem } => key_trouble(text, source, problem),
        Error::Tls {
            certificate,
            key,
            error,
        } => tls_trouble(text, &shown(certificate), &shown(key), error),
        Error::FallbacksAreText { source } => {
            (text.fallbacks_are_text)(&from("SECRET_KEY_FALLBACKS", source))
        }
        Error::Conflict { conflict, source } => conflict_trouble(text, conflict, source),
    }
}

fn conflict_trouble(text: &CliText, conflict: &Conflict, source: &Source) -> Trouble {
    let from = |key: &str| origin(text, key, source);
    match conflict {
        Conflict::CookiePrefix { name } => {
            (text.cookie_prefix)(&printable(name), &from("SESSION_COOKIE_NAME"))
        }
        Conflict::SameSiteNoneInsecure => (text.same_site_none)(&from("SESSION_COOKIE_SAMESITE")),
        Conflict::KeyWithoutCertificate => (text.key_without_certificate)(&from("RUN_KEY")),
        Conflict::CertificateWithoutKey => (text.certificate_without_key)(&from("RUN_CERT")),
        Conflict::AdhocWithKey => (text.adhoc_with_key)(&from("RUN_KEY")),
        Conflict::LabWithOwnKey => (text.lab_with_own_key)(&from("SECRET_KEY")),
    }
}

fn tls_trouble(text: &CliText, certificate: &str, key: &str, error: &TlsError) -> Trouble {
    match error {
        TlsError::NoCertificate => (text.no_certificate)(certificate),
        TlsError::NoKey => (text.no_tls_key)(key),
        TlsError::Mismatch => (text.tls_mismatch)(certificate, key),
        TlsError::Unsupported(_) | TlsError::Adhoc(_) => (text.tls_unusable)(certificate),
    }
}

fn key_trouble(text: &CliText, source: &Source, problem: &KeyProblem) -> Trouble {
    let origin = origin(text, "SECRET_KEY", source);
    match problem {
        KeyProblem::Published => (text.key_published)(&origin),
        KeyProblem::Empty => (text.key_empty)(&origin),
        KeyProblem::Utf16 => (text.key_utf16)(&origin),
        KeyProblem::ByteOrderMark => (text.key_byte_order_mark)(&origin),
        KeyProblem::Assignment { name } => (text.key_assignment)(&origin, name),
        KeyProblem::TooLarge => (text.key_too_large)(&origin),
        KeyProblem::TooShort { length } => (text.teacher_key_too_short)(&origin, *length),
    }
}

fn value_trouble(
    text: &CliText,
    origin: &str,
    value: Option<&str>,
    kind: Kind,
    respelled: Option<&Respelled>,
) -> Trouble {
    let Some(value) = value else {
        return (text.refused_secret)(origin, &wanted(text, kind));
    };
    let value = printable(value);
    match respelled {
        Some(Respelled::Unquoted(right)) => (text.settings.unquote)(&value, origin, right),
        Some(Respelled::Quoted(right)) => (text.settings.quote)(&value, origin, right),
        None => (text.refused)(&value, origin, &wanted(text, kind)),
    }
}

/// How to correct a line that is not TOML.
fn slip_cure(text: &CliText, slip: &Slip) -> String {
    let text = &text.settings;
    match slip {
        Slip::PythonBoolean(right) => (text.python_boolean)(&printable(right)),
        Slip::PythonNone => text.python_none.into(),
        Slip::Bare(right) => (text.bare_text)(&printable(right)),
        Slip::Colon => text.colon.into(),
        Slip::Twice => text.twice.into(),
        Slip::Other => text.a_line.into(),
    }
}

/// Words for a text file that is not UTF-8.
pub(super) fn encoding_trouble(text: &CliText, path: &Path, problem: &TextProblem) -> Trouble {
    match problem {
        TextProblem::Utf16 => (text.settings.utf16)(&path.display().to_string()),
        TextProblem::NotUtf8 { line, column } => {
            let at = Place {
                path: path.to_owned(),
                line: *line,
                column: *column,
            };
            (text.settings.other_encoding)(&shown_place(text, &at))
        }
    }
}

/// Adds what was probably meant by an unknown key.
fn with_meant(text: &CliText, trouble: Trouble, key: &str, meant: &Meant) -> Trouble {
    let text = &text.settings;
    match meant {
        Meant::Key(near) => trouble.cure((text.nearest)(near)),
        Meant::WithoutPrefix(key) => trouble.cure((text.without_prefix)(key)),
        Meant::Option(option) => trouble.cure((text.option)(option)),
        Meant::Flask => trouble.why((text.of_flask)(key)).cure(text.leave_out),
        Meant::Extension(extension) => {
            let whose = (text.of_extension)(key, extension);
            let why = match *extension {
                FLASK_SESSION => format!("{whose} {}", text.flask_session),
                _ => whose,
            };
            trouble.why(why).cure(text.leave_out)
        }
        Meant::Table => trouble.cure(text.table),
        Meant::Nothing => trouble.cure(text.list_of_all),
    }
}

/// What a value should be, as it follows `is not`.
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

/// The sentence for a warning.
pub(super) fn warning(text: &CliText, warning: &Warning) -> String {
    match warning {
        Warning::ShortKey { source, length } => {
            (text.short_key)(&origin(text, "SECRET_KEY", source), *length)
        }
        Warning::GuessableKey { source } => {
            (text.guessable_key)(&origin(text, "SECRET_KEY", source))
        }
        Warning::ReadableByOthers { path } => {
            (text.readable_by_others)(&path.display().to_string())
        }
        Warning::ProgressNotKept { path, reason } => {
            (text.progress_not_kept)(&path.display().to_string(), reason.as_deref())
        }
        Warning::FolderOpenToOthers { path } => {
            (text.folder_open_to_others)(&path.display().to_string())
        }
        Warning::SecretOnCommandLine { source, key } => {
            (text.secret_on_command_line)(&origin(text, key, source))
        }
        Warning::SecureWithoutTls { key, source } => {
            (text.secure_without_tls)(&origin(text, key, source))
        }
    }
}

/// Where a value was given, in a form that helps the user find it: names the
/// key if the source alone does not.
pub(super) fn origin(text: &CliText, key: &str, source: &Source) -> String {
    match source {
        Source::Set => format!("{source} {key}").trim_end().to_owned(),
        Source::ConfigFile(at) if key.is_empty() => shown_place(text, at),
        Source::ConfigFile(at) => (text.settings.key_in_file)(key, &shown_place(text, at)),
        Source::StandardInput => text.standard_input.into(),
        _ => source.to_string(),
    }
}

/// `config.toml, line 3, column 1`
pub(super) fn shown_place(text: &CliText, place: &Place) -> String {
    (text.settings.place)(&place.path.display().to_string(), place.line, place.column)
}

/// A value from outside, escaped to fit on one line.
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
