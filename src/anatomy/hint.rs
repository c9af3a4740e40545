//! What else a reader should know of a cookie.

use super::paste::LeftOut;
use crate::itsdangerous::{Digest, KeyDerivation};

/// A remark that is no verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// No key was there, so nothing is said of who made the cookie.
    NoKey,
    /// The signature matches once this mistake is undone.
    Key(KeyMistake),
    /// An older key signed: its number among the fallbacks, from 1.
    FallbackKey(usize),
    /// It is something else, known by its shape.
    LooksLike(LookAlike),
    /// Python ignores what is odd in the base64; this program does not.
    FlaskWouldAccept,
    /// JSON, but no object: Flask cannot use it as a session.
    NotASession,
    /// The second of signing lies before 2011: perhaps an itsdangerous older
    /// than 1.0 counted from there.
    OldEpoch,
    /// Larger than a browser keeps: the size of the value in bytes.
    TooLarge(usize),
    /// The text held more than the value, which was left out.
    LeftOut(LeftOut),
    /// A header with two cookies of this name: Flask takes the first.
    TwoCookies,
    /// The text carried `%2E` or the like, which was undone here.
    PercentEncoded,
    /// The cookie has another name than the one looked for.
    OtherName(String),
    /// A server wrote this to make the browser forget the cookie.
    Deletion,
}

/// The classic mistakes with keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyMistake {
    /// The signer decoded the key from hex; Flask takes the text itself.
    ReadAsHex,
    /// The signer decoded the key from base64.
    ReadAsBase64,
    /// The signer's key ended with the line end of its file.
    WithLineEnd,
    /// The key given here ends with a line end, the signer's did not.
    WithoutLineEnd,
    /// Signed as Flask-WTF signs its `csrf_token`: other salt, other derivation.
    FlaskWtf,
    /// Signed with another key derivation.
    Derivation(KeyDerivation),
    /// Signed with another hash function.
    Digest(Digest),
}

/// Other things that people take for a Flask session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookAlike {
    /// JSON Web Token: `header.claims.signature`.
    Jwt,
    /// A signed cookie of Django: colons instead of dots.
    Django,
    /// The `csrf_token` of Flask-WTF: the payload is one string of hex digits.
    FlaskWtf,
    /// The `remember_token` of Flask-Login: `id|hex`.
    RememberToken,
    /// The opaque id of a session kept on the server (Flask-Session).
    ServerSide,
    /// A text signed by itsdangerous without a timestamp.
    Untimed,
    /// Node's cookie-session: the signature is a cookie of its own.
    CookieSession,
}

impl Hint {
    /// The stable name in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoKey => "no_key",
            Self::Key(mistake) => mistake.code(),
            Self::FallbackKey(_) => "fallback_key",
            Self::LooksLike(other) => other.code(),
            Self::FlaskWouldAccept => "flask_would_accept",
            Self::NotASession => "not_a_session",
            Self::OldEpoch => "old_epoch",
            Self::TooLarge(_) => "too_large_for_browsers",
            Self::LeftOut(_) => "left_out",
            Self::TwoCookies => "two_cookies",
            Self::PercentEncoded => "percent_encoded",
            Self::OtherName(_) => "other_name",
            Self::Deletion => "deletion",
        }
    }
}

impl KeyMistake {
    fn code(self) -> &'static str {
        match self {
            Self::ReadAsHex => "key_read_as_hex",
            Self::ReadAsBase64 => "key_read_as_base64",
            Self::WithLineEnd => "key_with_line_end",
            Self::WithoutLineEnd => "key_without_line_end",
            Self::FlaskWtf => "flask_wtf_salt",
            Self::Derivation(_) => "other_key_derivation",
            Self::Digest(_) => "other_digest",
        }
    }
}

impl LookAlike {
    fn code(self) -> &'static str {
        match self {
            Self::Jwt => "looks_like_jwt",
            Self::Django => "looks_like_django",
            Self::FlaskWtf => "looks_like_flask_wtf",
            Self::RememberToken => "looks_like_remember_token",
            Self::ServerSide => "looks_like_server_side_session",
            Self::Untimed => "looks_like_untimed_token",
            Self::CookieSession => "looks_like_cookie_session",
        }
    }
}
