//! Opens the session from a cookie and saves it to one (`SecureCookieSessionInterface`).

use std::sync::Arc;

use super::{
    Dict, LoadError, MAX_SESSION_BYTES, SALT, Session, SessionConfig, SetCookie, Text, Value,
    dumps, first_cookie, loads,
};
use crate::{
    itsdangerous::{
        self, Digest, KeyDerivation, Payload, SecretKeys, Signer, UrlSafeTimedSerializer,
    },
    verified::Verified,
};

/// Cookies that are remembered are no longer than this: 0.5 MiB in all with
/// typical sessions, 2.5 MiB if someone with the key fills it with lists.
const MAX_REMEMBERED_BYTES: usize = 320;

/// Why a received cookie was not used. Meant for the log, so it holds nothing of the cookie's
/// content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The signature, the timestamp or the payload's encoding is bad, or the cookie is too old.
    #[error(transparent)]
    Cookie(#[from] itsdangerous::Error),
    /// Validly signed bytes that are not UTF-8; holds the offset of the first bad byte.
    #[error("the payload is not UTF-8 from byte {0}")]
    NotUtf8(usize),
    /// Validly signed text that Flask's serializer cannot read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Validly signed JSON from which no dict can be made.
    #[error("the payload is not an object")]
    NotADict,
}

/// What saving the session adds to the response (`save_session`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Whether to send `Vary: Cookie`.
    pub vary_cookie: bool,
    /// The `Set-Cookie` header, if there is one to send.
    pub set_cookie: Option<SetCookie>,
    /// The header's size in bytes if it exceeds `MAX_COOKIE_SIZE`. It is sent all the same;
    /// browsers may drop it.
    pub oversize: Option<usize>,
}

/// Opens and saves sessions (`SecureCookieSessionInterface`).
#[derive(Clone, Debug)]
pub struct SecureCookieSessionInterface {
    config: SessionConfig,
    serializer: UrlSafeTimedSerializer,
    verified: Arc<Verified<Dict>>,
}

impl SecureCookieSessionInterface {
    /// Derives the keys, once for all the requests to come.
    pub fn new(config: SessionConfig, keys: &SecretKeys) -> Self {
        let signer = Signer::new(keys, SALT.as_bytes(), KeyDerivation::Hmac, Digest::Sha1);
        Self {
            config,
            serializer: UrlSafeTimedSerializer::new(signer).with_max_content(MAX_SESSION_BYTES),
            verified: Arc::new(Verified::new(MAX_REMEMBERED_BYTES)),
        }
    }

    /// A copy with the same keys and other settings.
    #[must_use]
    pub fn with_config(&self, config: SessionConfig) -> Self {
        Self {
            config,
            serializer: self.serializer.clone(),
            verified: Arc::clone(&self.verified),
        }
    }

    /// The settings it works by.
    pub fn config(&self) -> &SessionConfig {
        &self.config
    }

    /// Opens the session of a request with these `Cookie` lines; empty if there is no cookie or if
    /// it is refused.
    // Flask: of several cookies with this name the first counts, even if it is invalid.
    pub fn open_session<'line>(
        &self,
        cookie_lines: impl IntoIterator<Item = &'line [u8]>,
        now: u64,
    ) -> (Session, Option<Refusal>) {
        let Some(value) = first_cookie(cookie_lines, &self.config.cookie.name) else {
            return (Session::default(), None);
        };
        if value.is_empty() {
            return (Session::default(), None);
        }
        match self.load(&value, now) {
            Ok(data) => (Session::new(data), None),
            Err(refusal) => (Session::default(), Some(refusal)),
        }
    }

    fn load(&self, cookie: &[u8], now: u64) -> Result<Arc<Dict>, Refusal> {
        let max_age = self.config.permanent_session_lifetime;
        if let Some(kept) = self.verified.find(cookie, max_age, now) {
            return Ok(kept.content);
        }
        let loaded = self.serializer.loads(cookie, Some(max_age), now)?;
        let text = std::str::from_utf8(&loaded.json)
            .map_err(|error| Refusal::NotUtf8(error.valid_up_to()))?;
        let data = Arc::new(to_dict(loads(text)?).ok_or(Refusal::NotADict)?);
        // A short text may inflate to much more than its cookie's length.
        if !Payload::new(cookie).compressed {
            self.verified.keep(cookie, &data, loaded.timestamp);
        }
        Ok(data)
    }

    /// Decides whether to set, refresh or delete the cookie.
    pub fn save_session(&self, session: &Session, now: u64) -> Saved {
        let mut saved = Saved {
            vary_cookie: session.accessed,
            set_cookie: None,
            oversize: None,
        };
        if session.data.is_empty() {
            if session.modified {
                saved.vary_cookie = true;
                saved.set_cookie = Some(SetCookie::delete(&self.config.cookie));
            }
            return saved;
        }
        let is_refreshed = session.permanent() && self.config.refresh_each_request;
        if session.modified || is_refreshed {
            let cookie = self.dump(session, now);
            let size = cookie.to_string().len();
            let limit = self.config.max_cookie_size;
            saved.vary_cookie = true;
            saved.set_cookie = Some(cookie);
            saved.oversize = Some(size).filter(|size| limit > 0 && *size > limit);
        }
        saved
    }

    fn dump(&self, session: &Session, now: u64) -> SetCookie {
        let json = dumps(&Value::Dict(Dict::clone(&session.data)));
        let expires = session
            .permanent()
            .then(|| now.saturating_add(self.config.permanent_session_lifetime));
        SetCookie::new(
            &self.config.cookie,
            self.serializer.dumps(json.as_bytes(), now),
            expires,
        )
    }
}

/// Python's `dict(value)`, limited to string keys: takes a dict, `None`, or a sequence of pairs.
fn to_dict(value: Value) -> Option<Dict> {
    match value {
        Value::Dict(dict) => Some(dict),
        // Flask: `CallbackDict(None)` is empty.
        Value::Null => Some(Dict::new()),
        other => {
            let pairs: Option<Vec<_>> = other.into_items()?.into_iter().map(to_pair).collect();
            pairs.map(Dict::from_pairs)
        }
    }
}

fn to_pair(value: Value) -> Option<(Text, Value)> {
    match <[Value; 2]>::try_from(value.into_items()?) {
        Ok([Value::String(key) | Value::Markup(key), value]) => Some((key, value)),
        _ => None,
    }
}
