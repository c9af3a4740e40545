//! What was probably meant by a key that does not exist.

use super::PREFIX;
use super::settings;

/// What to use instead of a key that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// A key with a similar name.
    Key(&'static str),
    /// This key, without the prefix `FLASK_` that it has in the environment.
    WithoutPrefix(&'static str),
    /// A command-line option.
    Option(&'static str),
    /// A setting of Flask that this program does not have.
    Flask,
    /// A setting of a Flask extension; holds the extension's name.
    Extension(&'static str),
    /// A table `[…]`, or a name with a dot: no setting has either.
    Table,
    /// Nothing comes to mind.
    Nothing,
}

/// Options that cannot be set by a file, under the names by which people try to.
const OPTIONS: [(&str, &str); 14] = [
    ("HOST", "--host"),
    ("PORT", "--port"),
    ("CERT", "--cert"),
    ("KEY", "--key"),
    ("RUN_HOST", "--host"),
    ("RUN_PORT", "--port"),
    ("RUN_CERT", "--cert"),
    ("RUN_KEY", "--key"),
    ("LAB", "--lab"),
    ("DATA_DIR", "--data-dir"),
    ("LOG_FORMAT", "--log-format"),
    ("SECRET_KEY_FILE", "--secret-key-file"),
    ("SECRET_KEY_FALLBACK_FILE", "--secret-key-fallback-file"),
    ("TEACHER_KEY_FILE", "--teacher-key-file"),
];

/// `Flask.default_config` of Flask 3.1.3, without the settings that this program has; then settings
/// of older versions.
const OF_FLASK: [&str; 21] = [
    "APPLICATION_ROOT",
    "DEBUG",
    "EXPLAIN_TEMPLATE_LOADING",
    "MAX_FORM_MEMORY_SIZE",
    "MAX_FORM_PARTS",
    "PREFERRED_URL_SCHEME",
    "PROPAGATE_EXCEPTIONS",
    "PROVIDE_AUTOMATIC_OPTIONS",
    "SEND_FILE_MAX_AGE_DEFAULT",
    "SERVER_NAME",
    "TEMPLATES_AUTO_RELOAD",
    "TESTING",
    "TRAP_BAD_REQUEST_ERRORS",
    "TRAP_HTTP_EXCEPTIONS",
    "TRUSTED_HOSTS",
    "USE_X_SENDFILE",
    "ENV",
    "JSON_AS_ASCII",
    "JSON_SORT_KEYS",
    "JSONIFY_PRETTYPRINT_REGULAR",
    "PRESERVE_CONTEXT_ON_EXCEPTION",
];

/// The prefixes of the keys of well-known extensions.
const EXTENSIONS: [(&str, &str); 3] = [
    ("REMEMBER_COOKIE_", "Flask-Login"),
    ("SQLALCHEMY_", "Flask-SQLAlchemy"),
    ("WTF_", "Flask-WTF"),
];

/// The extension whose keys have the same prefix as Flask's session settings.
pub const FLASK_SESSION: &str = "Flask-Session";

/// What was probably meant by a key that does not exist.
pub(super) fn meant_by(key: &str, is_table: bool) -> Meant {
    let wanted = key.to_ascii_uppercase().replace('-', "_");
    let unprefixed = wanted.strip_prefix(PREFIX).unwrap_or(&wanted);
    if let Some((_, option)) = OPTIONS.iter().find(|(name, _)| *name == unprefixed) {
        return Meant::Option(option);
    }
    if let Some(known) = keys().find(|known| *known == unprefixed) {
        let has_prefix = unprefixed.len() < wanted.len();
        return if has_prefix {
            Meant::WithoutPrefix(known)
        } else {
            Meant::Key(known)
        };
    }
    if is_table {
        return Meant::Table;
    }
    let mut extensions = EXTENSIONS.iter();
    if let Some((_, name)) = extensions.find(|(start, _)| unprefixed.starts_with(start)) {
        return Meant::Extension(name);
    }
    if OF_FLASK.contains(&unprefixed) {
        return Meant::Flask;
    }
    if let Some(near) = nearest(unprefixed) {
        return Meant::Key(near);
    }
    // The key has the prefix of Flask's session settings, but is not one of them.
    let is_session =
        unprefixed.starts_with("SESSION_") && !unprefixed.starts_with("SESSION_COOKIE_");
    if is_session {
        Meant::Extension(FLASK_SESSION)
    } else {
        Meant::Nothing
    }
}

fn keys() -> impl Iterator<Item = &'static str> {
    settings::rows().into_iter().map(|row| row.key)
}

/// The key that differs in at most one letter out of three, or the only one that ends like this.
fn nearest(wanted: &str) -> Option<&'static str> {
    let is_near = |known: &&str| {
        // A common beginning does not count: SESSION_TYPE does not mean SESSION_COOKIE_NAME.
        let (one, other) = without_common_words(wanted, known);
        strsim::osa_distance(one, other) * 3 <= one.len().min(other.len())
    };
    let distance = |known: &&str| strsim::osa_distance(wanted, known);
    keys().filter(is_near).min_by_key(distance).or_else(|| {
        let ending = format!("_{wanted}");
        let mut ends = keys().filter(|known| known.ends_with(&ending));
        ends.next().filter(|_| ends.next().is_none())
    })
}

/// Two names without the words with which both begin.
fn without_common_words<'text>(one: &'text str, other: &'text str) -> (&'text str, &'text str) {
    let common = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(one, other)| one == other)
        .count();
    let words = one
        .get(..common)
        .and_then(|start| start.rfind('_'))
        .map_or(0, |last| last + 1);
    (
        one.get(words..).unwrap_or(one),
        other.get(words..).unwrap_or(other),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_names_are_suggested() {
        for (given, meant) in [
            ("SESSION_COOKIE_SAMSITE", "SESSION_COOKIE_SAMESITE"),
            ("SESSION_COOKIE_SAME_SITE", "SESSION_COOKIE_SAMESITE"),
            ("SESSION_COOKIE_HTTP_ONLY", "SESSION_COOKIE_HTTPONLY"),
            ("secret_key", "SECRET_KEY"),
            ("session-cookie-name", "SESSION_COOKIE_NAME"),
            ("SECRETKEY", "SECRET_KEY"),
            ("SECRET_KEYS", "SECRET_KEY"),
            ("SESION_COOKIE_NAME", "SESSION_COOKIE_NAME"),
            ("MAX_CONNECTION", "MAX_CONNECTIONS"),
            ("SESSION_LIFETIME", "PERMANENT_SESSION_LIFETIME"),
            ("COOKIE_SECURE", "SESSION_COOKIE_SECURE"),
            ("SAMESITE", "SESSION_COOKIE_SAMESITE"),
            ("REQUIRE_ACCOUNTS", "REQUIRE_ACCOUNT"),
        ] {
            assert_eq!(meant_by(given, false), Meant::Key(meant), "{given}");
        }
        for far in [
            "FOO",
            "SESSION_COOKIE_AGE",
            "KEYS",
            "MAX_AGE",
            "LANG",
            "",
            "_",
        ] {
            assert_eq!(meant_by(far, false), Meant::Nothing, "{far}");
        }
    }

    /// O9: people give this program the settings of Flask extensions.
    #[test]
    fn a_key_of_somebody_else_is_said_to_be_theirs() {
        for key in [
            "SESSION_TYPE",
            "SESSION_PERMANENT",
            "SESSION_USE_SIGNER",
            "SESSION_KEY_PREFIX",
            "SESSION_ID_LENGTH",
            "SESSION_SERIALIZATION_FORMAT",
            "SESSION_CLEANUP_N_REQUESTS",
            "SESSION_REDIS",
            "SESSION_MEMCACHED",
            "SESSION_FILE_DIR",
            "SESSION_FILE_THRESHOLD",
            "SESSION_FILE_MODE",
            "SESSION_CACHELIB",
            "SESSION_MONGODB",
            "SESSION_MONGODB_DB",
            "SESSION_SQLALCHEMY_TABLE",
            "SESSION_DYNAMODB_TABLE_NAME",
        ] {
            assert_eq!(
                meant_by(key, false),
                Meant::Extension("Flask-Session"),
                "{key}"
            );
        }
        for (key, extension) in [
            ("WTF_CSRF_ENABLED", "Flask-WTF"),
            ("REMEMBER_COOKIE_SECURE", "Flask-Login"),
            ("SQLALCHEMY_DATABASE_URI", "Flask-SQLAlchemy"),
        ] {
            assert_eq!(meant_by(key, false), Meant::Extension(extension), "{key}");
        }
        for key in ["DEBUG", "SERVER_NAME", "FLASK_ENV", "testing"] {
            assert_eq!(meant_by(key, false), Meant::Flask, "{key}");
        }
    }

    #[test]
    fn what_is_an_option_or_has_the_prefix_of_the_environment_is_named() {
        for (given, meant) in [
            ("port", Meant::Option("--port")),
            ("FLASK_RUN_PORT", Meant::Option("--port")),
            ("RUN_HOST", Meant::Option("--host")),
            ("secret-key-file", Meant::Option("--secret-key-file")),
            ("FLASK_SECRET_KEY", Meant::WithoutPrefix("SECRET_KEY")),
        ] {
            assert_eq!(meant_by(given, false), meant, "{given}");
        }
        assert_eq!(meant_by("flask", true), Meant::Table);
        assert_eq!(meant_by("tool", true), Meant::Table);
    }
}
