//! What may stand as the value of a key.

/// What may be given for a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Number {
        /// What is counted; empty for a pure number.
        unit: &'static str,
        /// The smallest that is allowed.
        least: u64,
        /// The largest that is allowed.
        most: u64,
    },
    /// A port.
    Port,
    /// A name or an address.
    Host,
    /// A token (RFC 9110, section 5.6.2).
    CookieName,
    /// An ASCII host name; empty for this host alone.
    CookieDomain,
    /// A path that starts with `/`; empty for `/` itself.
    CookiePath,
    /// `Lax`, `Strict` or `None`; empty leaves the attribute out.
    SameSite,
    /// Text that is not empty.
    SecretKey,
    /// A list of such texts.
    SecretKeys,
    /// A file; empty for none.
    File,
    /// `adhoc`, or a file; empty for none.
    Certificate,
    /// `sqlite:PATH` or `postgres://…`, which may hold a password; empty for
    /// the data folder's.
    Database,
}

impl Kind {
    /// Whether a value must never be shown.
    pub(crate) fn is_secret(self) -> bool {
        matches!(self, Self::SecretKey | Self::SecretKeys | Self::Database)
    }

    /// The type, as the table names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Number { .. } | Self::Port => "whole number",
            Self::SecretKeys => "list of texts",
            Self::File | Self::Certificate => "path",
            Self::Host
            | Self::CookieName
            | Self::CookieDomain
            | Self::CookiePath
            | Self::SameSite
            | Self::SecretKey
            | Self::Database => "text",
        }
    }

    /// The bounds, as the table names them.
    pub fn bounds(self) -> String {
        match self {
            Self::Boolean => "true or false".into(),
            Self::Number { unit, least, most } => {
                format!("{least}–{most} {unit}").trim_end().to_owned()
            }
            Self::Port => "0–65535".into(),
            Self::Host => "a name or an address".into(),
            Self::CookieName => "a token".into(),
            Self::CookieDomain => "an ASCII host name, or empty".into(),
            Self::CookiePath => "starts with /".into(),
            Self::SameSite => "Lax, Strict, None, or empty".into(),
            Self::SecretKey => "not empty, not a published key".into(),
            Self::SecretKeys => "each as SECRET_KEY".into(),
            Self::File => "a readable file, or empty".into(),
            Self::Certificate => "adhoc, a readable file, or empty".into(),
            Self::Database => "sqlite:PATH, postgres://…, or empty".into(),
        }
    }
}
