//! What else is worth knowing about a cookie.

use super::Part;
use super::paste::LeftOut;
use crate::itsdangerous::{Digest, KeyDerivation};

/// A remark that does not affect the verdict.
#[expect(missing_docs, reason = "a variant tells what its fields hold")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// No key was given, but a published one made the signature.
    PublishedKey,
    /// The key is in a word list, to which anyone may have access.
    WordlistKey {
        /// Counted from 1.
        line: usize,
        key: String,
    },
    /// None of this many words is the key.
    NoWordFits(usize),
    /// Without a key, nothing is said about who made the cookie.
    NoKey,
    /// The signature fits once this mistake is undone.
    Key(KeyMistake),
    /// An older key signed it; holds its number among the fallbacks, from 1.
    FallbackKey(usize),
    /// Its shape shows that it is something else.
    LooksLike(LookAlike),
    /// As [`Cause::CutSignature`](super::Cause::CutSignature).
    CutSignature { bytes: usize, of: usize },
    /// The first character that base64url does not have.
    StrayCharacter {
        part: Part,
        /// Byte offset in the part.
        position: usize,
        character: char,
        /// Whether the signature fits without it; `None` if there is no key.
        fits_without: Option<bool>,
    },
    /// Python ignores what is odd about the base64; this program does not.
    FlaskWouldAccept,
    /// JSON, but not an object: Flask cannot use it as a session.
    NotASession,
    /// The date is before 2011. An itsdangerous older than 1.0, which counted
    /// from then, may have signed it; holds the date in that case, in Unix
    /// seconds.
    OldEpoch(u64),
    /// Large enough for Werkzeug to warn; holds the bytes of name and value.
    NearLimit(usize),
    /// Larger than browsers keep; holds the bytes of name and value.
    TooLarge(usize),
    /// More than the value was pasted, and the rest was left out.
    LeftOut(LeftOut),
    /// The header has two cookies of this name; Flask uses the first.
    TwoCookies,
    /// Percent codes such as `%2E` were decoded.
    PercentEncoded,
    /// The cookie found has this name, not the one looked for.
    OtherName(String),
    /// A server sent this to make the browser drop the cookie.
    Deletion,
}

/// The classic mistakes with keys. "The key given" is the one to verify with,
/// "the signer" the program that made the cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyMistake {
    /// The key given is in quotes; the signer's was not.
    InQuotes,
    /// The signer's key included quotes.
    QuotesKept,
    /// The key given has blanks around it; the signer's had none.
    WithBlanks,
    /// The signer's key included blanks around it.
    BlanksKept,
    /// The key is in hex, and the signer's had its letters in the other case.
    HexCase,
    /// The key given has Python's escapes written out, `\\x02`.
    WithEscapes,
    /// The signer decoded the key from hex, while Flask uses the text itself.
    ReadAsHex,
    /// The signer decoded the key from base64.
    ReadAsBase64,
    /// The signer's key included the line end of its file.
    WithLineEnd,
    /// The key given ends with a line end; the signer's did not.
    WithoutLineEnd,
    /// Signed as Flask-WTF signs its `csrf_token`: another salt and derivation.
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

/// A way of signing, found by trying.
#[expect(missing_docs, reason = "the fields are those of `Examination`")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherSalt {
    pub salt: &'static str,
    pub key_derivation: KeyDerivation,
    pub digest: Digest,
}

/// Things that people mistake for a Flask session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookAlike {
    /// JSON Web Token: `header.claims.signature`.
    Jwt,
    /// JSON Web Encryption: five parts.
    Jwe,
    /// A session of Starlette, on which `FastAPI` is built.
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
    /// Data protected by ASP.NET Core.
    AspNet,
    /// A Fernet token, which is encrypted.
    Fernet,
    /// The signed id of a session kept on the server (Flask-Session).
    SignedId,
    /// A signed cookie of Django: colons instead of dots.
    Django,
    /// The `csrf_token` of Flask-WTF: the payload is one string of hex digits.
    FlaskWtf,
    /// The `remember_token` of Flask-Login: `id|hex`.
    RememberToken,
    /// The unsigned id of a session kept on the server (Flask-Session).
    ServerSide,
    /// A text signed by itsdangerous without a timestamp.
    Untimed,
    /// Node's cookie-session, whose signature is in a second cookie.
    CookieSession,
}

impl Hint {
    /// The hint's name in JSON; stable.
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
