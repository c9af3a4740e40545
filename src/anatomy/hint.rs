//! What else a reader should know of a cookie.

use super::Part;
use super::paste::LeftOut;
use crate::itsdangerous::{Digest, KeyDerivation};

/// A remark that is no verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// No key was given, and one that everybody knows made the signature.
    PublishedKey,
    /// The key stands in a list of words that everybody may have.
    WordlistKey {
        /// In which line, from 1.
        line: usize,
        /// The key as text.
        key: String,
    },
    /// None of so many words is the key.
    NoWordFits(usize),
    /// No key was there, so nothing is said of who made the cookie.
    NoKey,
    /// The signature matches once this mistake is undone.
    Key(KeyMistake),
    /// An older key signed: its number among the fallbacks, from 1.
    FallbackKey(usize),
    /// It is something else, known by its shape.
    LooksLike(LookAlike),
    /// The signature has fewer bytes than any has, or more.
    CutSignature {
        /// So many.
        bytes: usize,
        /// It should have so many.
        of: usize,
    },
    /// A character that base64url does not have.
    StrayCharacter {
        /// The part that it stands in.
        part: Part,
        /// Its byte in the part, from 0.
        position: usize,
        /// Which one.
        character: char,
        /// Whether the signature fits without it; `None` without a key.
        fits_without: Option<bool>,
    },
    /// Python ignores what is odd in the base64; this program does not.
    FlaskWouldAccept,
    /// JSON, but no object: Flask cannot use it as a session.
    NotASession,
    /// The second of signing lies before 2011: perhaps an itsdangerous older
    /// than 1.0 counted from there, and this is the true one.
    OldEpoch(u64),
    /// Werkzeug warns of a cookie as large as this: name and value in bytes.
    NearLimit(usize),
    /// Larger than a browser keeps: name and value in bytes.
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
    /// The key given here stands in quotes; the signer's did not.
    InQuotes,
    /// The signer's key has quotes around it.
    QuotesKept,
    /// The key given here has blanks around it; the signer's had not.
    WithBlanks,
    /// The signer's key has blanks around it.
    BlanksKept,
    /// Hex digits in the other case.
    HexCase,
    /// The key given here has the escapes of Python written out, `\\x02`.
    WithEscapes,
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
    /// Signed as Flask-Login signs its `remember_token`.
    RememberToken,
    /// Signed with another salt.
    Salt(OtherSalt),
    /// Signed with another key derivation.
    Derivation(KeyDerivation),
    /// Signed with another hash function.
    Digest(Digest),
}

/// The way of signing that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherSalt {
    /// The salt.
    pub salt: &'static str,
    /// The derivation of the key.
    pub key_derivation: KeyDerivation,
    /// The hash function.
    pub digest: Digest,
}

/// Other things that people take for a Flask session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookAlike {
    /// JSON Web Token: `header.claims.signature`.
    Jwt,
    /// JSON Web Encryption: five parts.
    Jwe,
    /// A session of Starlette, on which `FastAPI` stands.
    Starlette,
    /// A signed cookie of Express, `s:id.signature`.
    Express,
    /// pgAdmin's `pga4_session`.
    Pgadmin,
    /// A cookie of Ruby on Rails.
    Rails,
    /// A secure cookie of Tornado.
    Tornado,
    /// Flask before 0.10: signed pickles.
    Pickled,
    /// A cookie that Laravel encrypted.
    Laravel,
    /// What ASP.NET Core protected.
    AspNet,
    /// A token of Fernet: encrypted.
    Fernet,
    /// The signed id of a session kept on the server (Flask-Session).
    SignedId,
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
            Self::PublishedKey => "published_key",
            Self::WordlistKey { .. } => "wordlist_key",
            Self::NoWordFits(_) => "no_word_fits",
            Self::NoKey => "no_key",
            Self::Key(mistake) => mistake.code(),
            Self::FallbackKey(_) => "fallback_key",
            Self::LooksLike(other) => other.code(),
            Self::CutSignature { .. } => "cut_signature",
            Self::StrayCharacter { .. } => "stray_character",
            Self::FlaskWouldAccept => "flask_would_accept",
            Self::NotASession => "not_a_session",
            Self::OldEpoch(_) => "old_epoch",
            Self::NearLimit(_) => "near_limit",
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
            Self::InQuotes | Self::QuotesKept => "key_in_quotes",
            Self::WithBlanks | Self::BlanksKept => "key_with_blanks",
            Self::HexCase => "key_hex_case",
            Self::WithEscapes => "key_with_escapes",
            Self::RememberToken | Self::Salt(_) => "other_salt",
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
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Jwt => "looks_like_jwt",
            Self::Jwe => "looks_like_jwe",
            Self::Starlette => "looks_like_starlette",
            Self::Express => "looks_like_express",
            Self::Pgadmin => "looks_like_pgadmin",
            Self::Rails => "looks_like_rails",
            Self::Tornado => "looks_like_tornado",
            Self::Pickled => "looks_like_old_flask",
            Self::Laravel => "looks_like_laravel",
            Self::AspNet => "looks_like_aspnet",
            Self::Fernet => "looks_like_fernet",
            Self::Django => "looks_like_django",
            Self::FlaskWtf => "looks_like_flask_wtf",
            Self::RememberToken => "looks_like_remember_token",
            Self::ServerSide | Self::SignedId => "looks_like_server_side_session",
            Self::Untimed => "looks_like_untimed_token",
            Self::CookieSession => "looks_like_cookie_session",
        }
    }
}
