//! The kinds of values that settings take.

/// What may be given as the value of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `true` or `false`.
    Boolean,
    /// A whole number from `least` to `most`.
    #[expect(missing_docs, reason = "the variant tells them")]
    Number {
        /// What is counted; empty for a plain number.
        unit: &'static str,
        least: u64,
        most: u64,
    },
    /// A TCP port, 0 to 65535.
    Port,
    /// A name or an address.
    Host,
    /// A token (RFC 9110, section 5.6.2).
    CookieName,
    /// An ASCII host name; empty for the host that sets the cookie.
    CookieDomain,
    /// A path that begins with `/`; empty stands for `/`.
    CookiePath,
    /// `Lax`, `Strict` or `None`; empty omits the attribute.
    SameSite,
    /// A text that is not empty.
    SecretKey,
    /// A list of such texts.
    SecretKeys,
    /// The path of a file; empty for none.
    File,
    /// `adhoc`, or the path of a file; empty for none.
    Certificate,
    /// `sqlite:PATH` or `postgres://…`, which may contain a password; empty for
    /// a file in the data folder.
    Database,
}

impl Kind {
    /// Whether a value of this kind must never be shown.
    pub(crate) fn is_secret(self) -> bool {
        matches!(self, Self::SecretKey | Self::SecretKeys | Self::Database)
    }

    /// The type, as the table of settings names it.
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

    /// The bounds, as the table of settings writes them.
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
