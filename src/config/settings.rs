//! The table of settings, a constant for each. It is used by `serve`, by
//! `serve --help`, and for the man page and the table in the README.

use std::path::PathBuf;

use super::kind::Kind;
use super::value::Value;
use crate::accounts::Database;
use crate::http::Limits;
use crate::itsdangerous::SecretKey;
use crate::session::{SameSite, SessionConfig};

/// Browsers limit the lifetime of cookies to this (RFC 6265bis, section 5.5);
/// in seconds.
const FOUR_HUNDRED_DAYS: u64 = 400 * 24 * 60 * 60;

/// A setting: which values it takes, and its default.
pub(crate) struct Setting<T> {
    pub(crate) key: &'static str,
    pub(crate) kind: Kind,
    pub(crate) default: fn() -> T,
    pub(crate) about: &'static str,
}

/// What to tell people about a setting: a row of the table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name in `--set` and in the configuration file.
    pub key: &'static str,
    /// Which values it takes.
    pub kind: Kind,
    /// As TOML, if it can be written so.
    pub default: String,
    /// The environment variable that sets it.
    pub variable: String,
    /// What it does, in English.
    pub about: &'static str,
}

impl<T: Value> Setting<T> {
    fn row(&self) -> Row {
        Row {
            key: self.key,
            kind: self.kind,
            default: (self.default)().show(),
            variable: format!("{}{}", super::PREFIX, self.key),
            about: self.about,
        }
    }
}

/// All keys that `--set` and the configuration file may contain.
pub fn rows() -> Vec<Row> {
    vec![
        SECRET_KEY.row(),
        SECRET_KEY_FALLBACKS.row(),
        SESSION_COOKIE_NAME.row(),
        SESSION_COOKIE_DOMAIN.row(),
        SESSION_COOKIE_PATH.row(),
        SESSION_COOKIE_HTTPONLY.row(),
        SESSION_COOKIE_SECURE.row(),
        SESSION_COOKIE_SAMESITE.row(),
        SESSION_COOKIE_PARTITIONED.row(),
        PERMANENT_SESSION_LIFETIME.row(),
        SESSION_REFRESH_EACH_REQUEST.row(),
        MAX_COOKIE_SIZE.row(),
        MAX_CONTENT_LENGTH.row(),
        MAX_CONNECTIONS.row(),
        HEADER_TIMEOUT.row(),
        BODY_TIMEOUT.row(),
        TEACHERS_FILE.row(),
        EXERCISES_FILE.row(),
        DATABASE.row(),
        REQUIRE_ACCOUNT.row(),
        REVOKE_ON_LOGOUT.row(),
        SESSION_ABSOLUTE_LIFETIME.row(),
        PROXY_HOPS.row(),
    ]
}

// In `flask run`, these are options and `FLASK_RUN_…`, not keys.

pub(crate) const RUN_HOST: Setting<String> = Setting {
    key: "RUN_HOST",
    kind: Kind::Host,
    default: || "127.0.0.1".into(),
    about: "the address to listen on",
};

pub(crate) const RUN_PORT: Setting<u16> = Setting {
    key: "RUN_PORT",
    kind: Kind::Port,
    default: || 5000,
    about: "the port to listen on; 0 takes a free one",
};

pub(crate) const RUN_CERT: Setting<Option<PathBuf>> = Setting {
    key: "RUN_CERT",
    kind: Kind::Certificate,
    default: || None,
    about: "TLS: `adhoc`, or the certificate's PEM file",
};

pub(crate) const RUN_KEY: Setting<Option<PathBuf>> = Setting {
    key: "RUN_KEY",
    kind: Kind::File,
    default: || None,
    about: "the PEM file with the certificate's key",
};

pub(crate) const PROXY_HOPS: Setting<usize> = Setting {
    key: "PROXY_HOPS",
    kind: Kind::Number {
        unit: "",
        least: 0,
        most: 10,
    },
    default: || Limits::default().proxy_hops,
    about: "proxies in front whose X-Forwarded-For, -Proto and -Host are believed",
};

pub(crate) const SECRET_KEY: Setting<Option<SecretKey>> = Setting {
    key: "SECRET_KEY",
    kind: Kind::SecretKey,
    default: || None,
    about: "signs the cookies",
};

pub(crate) const SECRET_KEY_FALLBACKS: Setting<Vec<SecretKey>> = Setting {
    key: "SECRET_KEY_FALLBACKS",
    kind: Kind::SecretKeys,
    default: Vec::new,
    about: "older keys, whose cookies are still accepted",
};

pub(crate) const SESSION_COOKIE_NAME: Setting<String> = Setting {
    key: "SESSION_COOKIE_NAME",
    kind: Kind::CookieName,
    default: || SessionConfig::default().cookie.name,
    about: "name of the cookie",
};

pub(crate) const SESSION_COOKIE_DOMAIN: Setting<Option<String>> = Setting {
    key: "SESSION_COOKIE_DOMAIN",
    kind: Kind::CookieDomain,
    default: || SessionConfig::default().cookie.domain,
    about: "Domain attribute; empty for this host alone",
};

pub(crate) const SESSION_COOKIE_PATH: Setting<String> = Setting {
    key: "SESSION_COOKIE_PATH",
    kind: Kind::CookiePath,
    default: || SessionConfig::default().cookie.path,
    about: "Path attribute",
};

pub(crate) const SESSION_COOKIE_HTTPONLY: Setting<bool> = Setting {
    key: "SESSION_COOKIE_HTTPONLY",
    kind: Kind::Boolean,
    default: || SessionConfig::default().cookie.http_only,
    about: "HttpOnly attribute: no script reads the cookie",
};

pub(crate) const SESSION_COOKIE_SECURE: Setting<bool> = Setting {
    key: "SESSION_COOKIE_SECURE",
    kind: Kind::Boolean,
    default: || SessionConfig::default().cookie.secure,
    about: "Secure attribute: never sent over plain HTTP; under TLS true by default",
};

pub(crate) const SESSION_COOKIE_SAMESITE: Setting<Option<SameSite>> = Setting {
    key: "SESSION_COOKIE_SAMESITE",
    kind: Kind::SameSite,
    default: || SessionConfig::default().cookie.same_site,
    about: "SameSite attribute (Flask's default: none)",
};

pub(crate) const SESSION_COOKIE_PARTITIONED: Setting<bool> = Setting {
    key: "SESSION_COOKIE_PARTITIONED",
    kind: Kind::Boolean,
    default: || SessionConfig::default().cookie.partitioned,
    about: "Partitioned attribute; brings Secure with it",
};

pub(crate) const PERMANENT_SESSION_LIFETIME: Setting<u64> = Setting {
    key: "PERMANENT_SESSION_LIFETIME",
    kind: Kind::Number {
        unit: "s",
        least: 1,
        most: FOUR_HUNDRED_DAYS,
    },
    default: || SessionConfig::default().permanent_session_lifetime,
    about: "age that a cookie may reach",
};

pub(crate) const SESSION_REFRESH_EACH_REQUEST: Setting<bool> = Setting {
    key: "SESSION_REFRESH_EACH_REQUEST",
    kind: Kind::Boolean,
    default: || SessionConfig::default().refresh_each_request,
    about: "each response renews a permanent session",
};

pub(crate) const MAX_COOKIE_SIZE: Setting<usize> = Setting {
    key: "MAX_COOKIE_SIZE",
    kind: Kind::Number {
        unit: "bytes",
        least: 0,
        most: 65_536,
    },
    default: || SessionConfig::default().max_cookie_size,
    about: "warn above this size; 0 never warns",
};

pub(crate) const MAX_CONTENT_LENGTH: Setting<u64> = Setting {
    key: "MAX_CONTENT_LENGTH",
    kind: Kind::Number {
        unit: "bytes",
        least: 1,
        most: 16 * 1024 * 1024,
    },
    default: || Limits::default().max_content_length,
    about: "largest form (Flask's default: no limit)",
};

pub(crate) const MAX_CONNECTIONS: Setting<usize> = Setting {
    key: "MAX_CONNECTIONS",
    kind: Kind::Number {
        unit: "",
        least: 1,
        most: 65_536,
    },
    default: || Limits::default().max_connections,
    about: "connections at once; further ones queue, and the slowest give way",
};

pub(crate) const HEADER_TIMEOUT: Setting<u64> = Setting {
    key: "HEADER_TIMEOUT",
    kind: Kind::Number {
        unit: "s",
        least: 1,
        most: 3600,
    },
    default: || Limits::default().header_timeout.as_secs(),
    about: "time that a request's header may take",
};

pub(crate) const BODY_TIMEOUT: Setting<u64> = Setting {
    key: "BODY_TIMEOUT",
    kind: Kind::Number {
        unit: "s",
        least: 1,
        most: 3600,
    },
    default: || Limits::default().body_timeout.as_secs(),
    about: "time that a form may take, or a client without taking any of its answer",
};

pub(crate) const TEACHERS_FILE: Setting<Option<PathBuf>> = Setting {
    key: "TEACHERS_FILE",
    kind: Kind::File,
    default: || None,
    about: "JSON file that replaces the built-in teachers",
};

pub(crate) const EXERCISES_FILE: Setting<Option<PathBuf>> = Setting {
    key: "EXERCISES_FILE",
    kind: Kind::File,
    default: || None,
    about: "TOML file that replaces sentences of the exercises",
};

pub(crate) const DATABASE: Setting<Option<Database>> = Setting {
    key: "DATABASE",
    kind: Kind::Database,
    default: || None,
    about: "where the accounts are kept; empty for accounts.sqlite3 in the data folder",
};

pub(crate) const REQUIRE_ACCOUNT: Setting<bool> = Setting {
    key: "REQUIRE_ACCOUNT",
    kind: Kind::Boolean,
    default: || false,
    about: "no guests: who signs in needs an account",
};

pub(crate) const REVOKE_ON_LOGOUT: Setting<bool> = Setting {
    key: "REVOKE_ON_LOGOUT",
    kind: Kind::Boolean,
    default: || false,
    about: "a logout ends the session for copies of its cookie, too",
};

pub(crate) const SESSION_ABSOLUTE_LIFETIME: Setting<u64> = Setting {
    key: "SESSION_ABSOLUTE_LIFETIME",
    kind: Kind::Number {
        unit: "s",
        least: 0,
        most: FOUR_HUNDRED_DAYS,
    },
    default: || 0,
    about: "age at which a sign-in is asked for again, however often the cookie was renewed; 0 never asks",
};
