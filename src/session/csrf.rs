//! The token that proves that a form comes from this site.
//!
//! Mirrors `flask_wtf/csrf.py` (Flask-WTF 1.2): `generate_csrf` and `validate_csrf`. The session
//! holds a random text; the form carries the same text, dated and signed with a different salt from
//! the session's, so that neither can be used in place of the other.
//!
//! # Differences
//!
//! - The `Referer` check over HTTPS (`CSRFProtect.protect`) is not here: `web/cross_site.rs`
//!   refuses forms of other sites.

use data_encoding::HEXLOWER;
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};

use super::{Session, Value, parse};
use crate::itsdangerous::{
    Digest, Error, KeyDerivation, SecretKey, SecretKeys, Signer, UrlSafeTimedSerializer,
};

/// `WTF_CSRF_FIELD_NAME`: the session's key and the form's field.
pub const CSRF_FIELD: &str = "csrf_token";

/// `WTF_CSRF_TIME_LIMIT`, in seconds.
pub const CSRF_TIME_LIMIT: u64 = 3600;

const CSRF_SALT: &[u8] = b"wtf-csrf-token";

/// Random bytes from which a session's text is made: `os.urandom(64)`.
pub const CSRF_RANDOM_BYTES: usize = 64;

/// Why a form is refused, in the words of Flask-WTF's exceptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CsrfError {
    /// The form has no token, or an empty one.
    #[error("the CSRF token is missing")]
    Missing,
    /// The session holds no text to compare with: the cookie did not come back.
    #[error("the CSRF session token is missing")]
    NoSession,
    /// Signed more than an hour ago, or in the future.
    #[error("the CSRF token has expired")]
    Expired,
    /// Not signed with this key.
    #[error("the CSRF token is invalid")]
    Invalid,
    /// Signed with this key, for another session.
    #[error("the CSRF tokens do not match")]
    Mismatch,
}

/// Makes and checks the tokens of one secret key.
#[derive(Clone, Debug)]
pub struct Csrf(UrlSafeTimedSerializer);

impl Csrf {
    /// Derives the key, once for all the tokens to come.
    // Flask: Flask-WTF knows no fallback keys (flask-wtf #675).
    pub fn new(key: &SecretKey) -> Self {
        let keys = SecretKeys::new(key.clone());
        let signer = Signer::new(&keys, CSRF_SALT, KeyDerivation::DjangoConcat, Digest::Sha1);
        Self(UrlSafeTimedSerializer::new(signer))
    }

    /// `generate_csrf`: a token for a form. If the session has no text yet, makes one from
    /// `random`.
    pub fn generate(&self, session: &mut Session, random: &[u8], now: u64) -> String {
        let text = session_text(session).unwrap_or_else(|| {
            let text = HEXLOWER.encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, random).as_ref());
            session.set(CSRF_FIELD, text.as_str());
            text
        });
        self.0
            .dumps(super::dumps(&text.as_str().into()).as_bytes(), now)
    }

    /// `validate_csrf`: whether the form was made for this session, within the last hour.
    pub fn validate(&self, session: &mut Session, token: &str, now: u64) -> Result<(), CsrfError> {
        if token.is_empty() {
            return Err(CsrfError::Missing);
        }
        let expected = session_text(session).ok_or(CsrfError::NoSession)?;
        let loaded = self
            .0
            .loads(token.as_bytes(), Some(CSRF_TIME_LIMIT), now)
            .map_err(|error| match error {
                Error::Expired { .. } | Error::Future { .. } => CsrfError::Expired,
                _ => CsrfError::Invalid,
            })?;
        let text = str::from_utf8(&loaded.json).map_err(|_| CsrfError::Invalid)?;
        match parse(text) {
            // The signature was compared in constant time; anyone who passed that check has the
            // key.
            Ok(Value::String(found)) if found.to_string() == expected => Ok(()),
            Ok(_) => Err(CsrfError::Mismatch),
            Err(_) => Err(CsrfError::Invalid),
        }
    }
}

fn session_text(session: &mut Session) -> Option<String> {
    let text = session.get(CSRF_FIELD)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Key and second of the vector, which was made with Flask-WTF.
    const KEY: &str = "5eed9b976f6d5c80fb8bb74b1bcff9f01218a864d0f2dd76143356d3cc36eda8";
    const NOW: u64 = 1_700_000_000;
    const TEXT: &str = "11f6ad8ec52a2984abaafd7c3b516503785c2072";
    const TOKEN: &str = "IjExZjZhZDhlYzUyYTI5ODRhYmFhZmQ3YzNiNTE2NTAzNzg1YzIwNzIi.ZVPxAA.\
                         Tzqtwcsu7frpA3bjUe-M1HzJBIY";

    fn session() -> Session {
        let mut session = Session::default();
        session.set(CSRF_FIELD, TEXT);
        session
    }

    #[test]
    fn a_token_is_that_of_flask_wtf_byte_for_byte() {
        let csrf = Csrf::new(&SecretKey::new(KEY));
        assert_eq!(csrf.generate(&mut session(), &[0; 64], NOW), TOKEN);
    }

    #[test]
    fn a_token_holds_for_an_hour_and_for_its_session_alone() {
        let csrf = Csrf::new(&SecretKey::new(KEY));
        let mut other = Session::default();
        let others = csrf.generate(&mut other, &[1; 64], NOW);
        for (token, now, verdict) in [
            (TOKEN, NOW, Ok(())),
            (TOKEN, NOW + 3600, Ok(())),
            (TOKEN, NOW + 3601, Err(CsrfError::Expired)),
            (TOKEN, NOW - 1, Err(CsrfError::Expired)),
            ("", NOW, Err(CsrfError::Missing)),
            (TEXT, NOW, Err(CsrfError::Invalid)),
            (&TOKEN.to_lowercase(), NOW, Err(CsrfError::Invalid)),
            (&others, NOW, Err(CsrfError::Mismatch)),
        ] {
            let found = csrf.validate(&mut session(), token, now);
            assert_eq!(found, verdict, "{token} at {now}");
        }
        let no_session = csrf.validate(&mut Session::default(), TOKEN, NOW);
        assert_eq!(no_session, Err(CsrfError::NoSession));
    }

    #[test]
    fn a_session_keeps_its_text_for_every_form() {
        let csrf = Csrf::new(&SecretKey::new("key"));
        let mut session = Session::default();
        let first = csrf.generate(&mut session, &[1; 64], NOW);
        let second = csrf.generate(&mut session, &[2; 64], NOW + 1);
        assert_ne!(first, second);
        for token in [first, second] {
            assert_eq!(csrf.validate(&mut session, &token, NOW + 1), Ok(()));
        }
    }

    #[test]
    fn a_cookie_of_the_session_is_no_token() {
        let key = SecretKey::new("key");
        let signer = Signer::new(
            &SecretKeys::new(key.clone()),
            super::super::SALT.as_bytes(),
            KeyDerivation::Hmac,
            Digest::Sha1,
        );
        let cookie =
            UrlSafeTimedSerializer::new(signer).dumps(format!("\"{TEXT}\"").as_bytes(), NOW);
        let verdict = Csrf::new(&key).validate(&mut session(), &cookie, NOW);
        assert_eq!(verdict, Err(CsrfError::Invalid));
    }
}
