//! Flask's session: a dict in a signed cookie.
//!
//! Mirrors `flask/sessions.py` (Flask 3.1.3): [`Session`] is
//! `SecureCookieSession`, [`SecureCookieSessionInterface`] opens and saves it
//! as the class of that name does. The files beside this one follow a cookie:
//! `cookie.rs` finds it in the headers, `json/` and `tag.rs` read and write
//! what it holds, `flash.rs` keeps messages in it, `csrf.rs` makes the tokens of
//! forms.
//!
//! # Differences
//!
//! - A rightly signed cookie whose payload cannot be used is an empty session
//!   and a [`Refusal`] for the log. Flask raises `BadPayload` and answers 500
//!   on every request until the browser forgets the cookie.
//! - Base64 is read strictly (see [`crate::itsdangerous`]), and at most
//!   [`MAX_SESSION_BYTES`] are inflated.
//! - The keys of a dict are strings; a payload such as `[[1,2]]`, of which
//!   Python's `dict()` makes `{1: 2}`, cannot be used.

mod cookie;
mod csrf;
mod dict;
mod flash;
mod json;
mod literal;
mod number;
mod tag;
mod text;
mod value;

pub use cookie::{CookieScope, ReceivedCookie, SameSite, SetCookie, first_cookie, parse_cookies};
pub use csrf::{CSRF_FIELD, CSRF_RANDOM_BYTES, CSRF_TIME_LIMIT, Csrf, CsrfError};
pub use dict::Dict;
pub use flash::FlashedMessage;
pub use json::{JsonError, JsonProblem, MAX_DEPTH, parse, to_source, write_source};
pub use literal::{LiteralError, LiteralProblem, literal_eval};
pub use number::Number;
pub use tag::{LoadError, Places, TAGS, TagError, check_tags, dumps, loads, tags_in};
pub use text::Text;
pub use value::Value;

use crate::itsdangerous::{
    self, Digest, KeyDerivation, SecretKeys, Signer, UrlSafeTimedSerializer,
};

/// `SecureCookieSessionInterface.salt`.
pub const SALT: &str = "cookie-session";

/// `PERMANENT_SESSION_LIFETIME`'s default: 31 days in seconds.
pub const DEFAULT_LIFETIME: u64 = 31 * 24 * 60 * 60;

/// The most JSON that a session's cookie may hold, in bytes.
///
/// Flask sets none. Of all that it can put into the 4,093 bytes that browsers
/// keep, what varies needs less: random booleans, which JSON writes longest for
/// the bits they carry, come to 67,000 bytes, carts and forms to 20,000. Only
/// what repeats itself goes beyond, up to 3 MB; a few hundred bytes from a
/// stranger would then cost the server megabytes.
pub const MAX_SESSION_BYTES: usize = 72 * 1024;

const PERMANENT: &str = "_permanent";

/// The settings of Flask that concern its session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionConfig {
    /// `SESSION_COOKIE_*`.
    pub cookie: CookieScope,
    /// `PERMANENT_SESSION_LIFETIME` in seconds; also bounds the age of a
    /// session that is not permanent.
    pub permanent_session_lifetime: u64,
    /// `SESSION_REFRESH_EACH_REQUEST`.
    pub refresh_each_request: bool,
    /// `MAX_COOKIE_SIZE` in bytes of header; 0 for no warning.
    pub max_cookie_size: usize,
}

impl Default for SessionConfig {
    /// Flask's defaults, but for `SameSite=Lax`.
    fn default() -> Self {
        Self {
            cookie: CookieScope {
                name: "session".into(),
                domain: None,
                path: "/".into(),
                http_only: true,
                secure: false,
                // Security: without it a browser may still send the cookie with a foreign POST
                // during the first two minutes.
                same_site: Some(SameSite::Lax),
                partitioned: false,
            },
            permanent_session_lifetime: DEFAULT_LIFETIME,
            refresh_each_request: true,
            max_cookie_size: 4093,
        }
    }
}

/// The visitor's data for one request, and what happened to it
/// (`SecureCookieSession`).
#[derive(Clone, Debug, Default)]
pub struct Session {
    data: Dict,
    modified: bool,
    accessed: bool,
    /// Nothing happened since it was last saved.
    is_as_saved: bool,
    /// `request_ctx.flashes`: what was taken out during this request.
    flashes: Option<Vec<FlashedMessage>>,
}

impl Session {
    fn new(data: Dict) -> Self {
        Self {
            data,
            ..Self::default()
        }
    }

    /// `session.get(key)`. Reading is recorded: the response then varies by
    /// cookie.
    pub fn get(&mut self, key: &str) -> Option<&Value> {
        self.access();
        self.data.get(key)
    }

    /// `session.get(key)` without a trace: for what the server itself wants to
    /// know of every request. Whether `Vary` is due is the page's affair.
    pub fn peek(&self, key: &str) -> Option<&Value> {
        self.data.get(key)
    }

    /// `session[key] = value`; counts as modified even with the same value.
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.modify();
        self.data.insert(key, value);
    }

    /// `session.setdefault(key, value)`; modified only where the key is new.
    pub fn setdefault(&mut self, key: &str, value: impl Into<Value>) {
        if self.get(key).is_none() {
            self.set(key, value);
        }
    }

    /// `session.pop(key, None)`; modified only where the key was there.
    pub fn pop(&mut self, key: &str) -> Option<Value> {
        self.access();
        let value = self.data.remove(key);
        if value.is_some() {
            self.modify();
        }
        value
    }

    /// `session.clear()`; counts as modified even when it was empty.
    pub fn clear(&mut self) {
        self.modify();
        self.data = Dict::new();
    }

    /// `session.modified = True`: it is written back as it is.
    pub fn touch(&mut self) {
        self.modify();
    }

    /// How many keys (`len(session)`).
    pub fn len(&mut self) -> usize {
        self.access();
        self.data.len()
    }

    /// Whether there is no key (`not session`).
    pub fn is_empty(&mut self) -> bool {
        self.len() == 0
    }

    /// `session.permanent`.
    pub fn is_permanent(&mut self) -> bool {
        self.access();
        self.permanent()
    }

    /// `session.permanent = …`.
    pub fn set_permanent(&mut self, permanent: bool) {
        self.set(PERMANENT, permanent);
    }

    /// Whether it holds nothing, without a trace of looking.
    pub fn is_new(&self) -> bool {
        self.data.is_empty()
    }

    /// Whether it will be written back.
    pub fn is_modified(&self) -> bool {
        self.modified
    }

    /// Whether nothing happened since [`set_as_saved`](Self::set_as_saved): what
    /// saving gave then is what it would give now.
    pub fn is_as_saved(&self) -> bool {
        self.is_as_saved
    }

    /// It was saved as it is.
    pub fn set_as_saved(&mut self) {
        self.is_as_saved = true;
    }

    fn access(&mut self) {
        self.is_as_saved &= self.accessed;
        self.accessed = true;
    }

    fn modify(&mut self) {
        self.accessed = true;
        self.modified = true;
        self.is_as_saved = false;
    }

    fn permanent(&self) -> bool {
        self.data.get(PERMANENT).is_some_and(Value::is_truthy)
    }
}

/// Why a cookie that came was not used. For the log; holds nothing of its
/// content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not one of ours, changed, or too old.
    #[error(transparent)]
    Cookie(#[from] itsdangerous::Error),
    /// Rightly signed bytes that are no UTF-8.
    #[error("the payload is not UTF-8 from byte {0}")]
    NotUtf8(usize),
    /// Rightly signed text that Flask's serializer does not read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Rightly signed JSON of which no dict can be made.
    #[error("the payload is not an object")]
    NotADict,
}

/// What a response has to carry (`save_session`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Whether `Vary: Cookie` is due.
    pub vary_cookie: bool,
    /// The `Set-Cookie` header, if one is due.
    pub set_cookie: Option<SetCookie>,
    /// The header's size in bytes where it is over `MAX_COOKIE_SIZE`: it is sent
    /// all the same, and browsers may drop it.
    pub oversize: Option<usize>,
}

/// Opens and saves sessions (`SecureCookieSessionInterface`).
#[derive(Clone, Debug)]
pub struct SecureCookieSessionInterface {
    config: SessionConfig,
    serializer: UrlSafeTimedSerializer,
}

impl SecureCookieSessionInterface {
    /// Derives the keys once.
    pub fn new(config: SessionConfig, keys: &SecretKeys) -> Self {
        let signer = Signer::new(keys, SALT.as_bytes(), KeyDerivation::Hmac, Digest::Sha1);
        Self {
            config,
            serializer: UrlSafeTimedSerializer::new(signer).with_max_content(MAX_SESSION_BYTES),
        }
    }

    /// The same keys under other settings.
    #[must_use]
    pub fn with_config(&self, config: SessionConfig) -> Self {
        Self {
            config,
            serializer: self.serializer.clone(),
        }
    }

    /// The settings it works by.
    pub fn config(&self) -> &SessionConfig {
        &self.config
    }

    /// Opens the session that came with a request's `Cookie` lines: empty where
    /// there is no cookie, and where it is refused.
    // Flask: of several cookies of the name the first counts, even when it is not valid.
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

    fn load(&self, cookie: &[u8], now: u64) -> Result<Dict, Refusal> {
        let max_age = Some(self.config.permanent_session_lifetime);
        let loaded = self.serializer.loads(cookie, max_age, now)?;
        let text = std::str::from_utf8(&loaded.json)
            .map_err(|error| Refusal::NotUtf8(error.valid_up_to()))?;
        to_dict(loads(text)?).ok_or(Refusal::NotADict)
    }

    /// What to send with the response: whether to set, refresh or delete the
    /// cookie.
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
        let json = dumps(&Value::Dict(session.data.clone()));
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

/// Python's `dict(value)` as far as it gives string keys: a dict, nothing at
/// all, or a sequence of pairs.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_as_saved_until_something_happens_to_it() {
        let happenings: [fn(&mut Session); 6] = [
            |session| session.set("a", true),
            |session| session.touch(),
            |session| session.clear(),
            |session| session.flash("Hello", "message"),
            |session| session.set_permanent(true),
            |session| drop(session.pop("user")),
        ];
        for happen in happenings {
            let mut session = Session::default();
            session.set("user", "alice");
            session.set_as_saved();
            // Looking again changes nothing.
            assert!(session.get("user").is_some() && session.is_as_saved());
            happen(&mut session);
            assert!(!session.is_as_saved());
        }
        let mut unread = Session::default();
        unread.set_as_saved();
        // From now on the response varies by cookie.
        assert!(unread.is_empty() && !unread.is_as_saved());
    }
}
