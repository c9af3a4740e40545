//! Flask's session: a dict in a signed cookie.
//!
//! Mirrors `flask/sessions.py` (Flask 3.1.3): [`Session`] is `SecureCookieSession`, and
//! [`SecureCookieSessionInterface`] opens and saves it like the class of that name. The other
//! files, in the order in which a cookie passes through them: `interface.rs` opens and saves,
//! `cookie.rs` reads the header and `set_cookie.rs` writes it, `tag/` and `json/` read and write
//! what the cookie holds (`value.rs` and its neighbors), `flash.rs` keeps messages in it, `csrf.rs`
//! makes the tokens of forms. `literal/` reads a session that someone typed as Python.
//!
//! # Differences
//!
//! - A validly signed cookie whose payload cannot be used gives an empty session, and a [`Refusal`]
//!   for the log. Flask raises `BadPayload` and answers 500 to every request until the browser
//!   drops the cookie.
//! - Base64 is read strictly (see [`crate::itsdangerous`]), and at most
//!   [`MAX_SESSION_BYTES`] are inflated.
//! - The keys of a dict must be strings; a payload such as `[[1,2]]`, from which Python's `dict()`
//!   makes `{1: 2}`, cannot be used.

mod config;
mod cookie;
mod csrf;
mod dict;
mod flash;
mod interface;
mod json;
mod literal;
mod number;
mod set_cookie;
mod tag;
mod text;
mod value;

pub use config::{DEFAULT_LIFETIME, SessionConfig};
pub use cookie::{ReceivedCookie, cookies_named, first_cookie, parse_cookies};
pub use csrf::{CSRF_FIELD, CSRF_RANDOM_BYTES, CSRF_TIME_LIMIT, Csrf, CsrfError};
pub use dict::Dict;
pub use flash::FlashedMessage;
pub use interface::{Refusal, Saved, SecureCookieSessionInterface};
pub use json::{JsonError, JsonProblem, MAX_DEPTH, parse, to_source, write_source};
pub use literal::{LiteralError, LiteralProblem, literal_eval};
pub use number::Number;
pub use set_cookie::{CookieScope, SameSite, SetCookie};
pub use tag::{LoadError, Places, TAGS, TagError, check_tags, dumps, loads, tags_in};
pub use text::Text;
pub use value::Value;

use std::sync::Arc;

/// `SecureCookieSessionInterface.salt`.
pub const SALT: &str = "cookie-session";

/// The largest JSON accepted in a session's cookie, in bytes.
///
/// Flask sets no limit. Whatever varies needs less than this to fill the 4,093 bytes that browsers
/// keep: random booleans, which take the most JSON for the bits they carry, come to 67,000 bytes,
/// carts and forms to 20,000. Only repetition goes beyond, up to 3 MB: a few hundred bytes from a
/// stranger would cost the server megabytes.
pub const MAX_SESSION_BYTES: usize = 72 * 1024;

const PERMANENT: &str = "_permanent";

/// The visitor's data during one request, and how it was used (`SecureCookieSession`).
#[derive(Clone, Debug, Default)]
pub struct Session {
    /// Shared with the memory of verified cookies until it is changed.
    data: Arc<Dict>,
    modified: bool,
    accessed: bool,
    /// The headers that saving it gave, cleared by any later use that would change them.
    saved: Option<Saved>,
    /// `request_ctx.flashes`: the messages taken out during this request.
    flashes: Option<Vec<FlashedMessage>>,
}

impl Session {
    fn new(data: Arc<Dict>) -> Self {
        Self {
            data,
            ..Self::default()
        }
    }

    /// `session.get(key)`. Reading is recorded, since the response then varies by cookie.
    pub fn get(&mut self, key: &str) -> Option<&Value> {
        self.access();
        self.data.get(key)
    }

    /// `session.get(key)` without recording the access: for what the server itself looks up in
    /// every request, whatever the page does.
    pub fn peek(&self, key: &str) -> Option<&Value> {
        self.data.get(key)
    }

    /// `session[key] = value`; marks it modified even if the value is the same.
    pub fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.modify();
        Arc::make_mut(&mut self.data).insert(key, value);
    }

    /// `session.setdefault(key, value)`; marks it modified only if the key is new.
    pub fn setdefault(&mut self, key: &str, value: impl Into<Value>) {
        if self.get(key).is_none() {
            self.set(key, value);
        }
    }

    /// `session.pop(key, None)`; marks it modified only if the key existed.
    pub fn pop(&mut self, key: &str) -> Option<Value> {
        self.access();
        self.data.get(key)?;
        self.modify();
        Arc::make_mut(&mut self.data).remove(key)
    }

    /// `session.clear()`; marks it modified even if it was empty.
    pub fn clear(&mut self) {
        self.modify();
        self.data = Arc::default();
    }

    /// `session.modified = True`: it will be written back even if unchanged.
    pub fn touch(&mut self) {
        self.modify();
    }

    /// The number of keys (`len(session)`).
    pub fn len(&mut self) -> usize {
        self.access();
        self.data.len()
    }

    /// `not session`.
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

    /// Whether it holds nothing, without recording the access.
    pub fn is_new(&self) -> bool {
        self.data.is_empty()
    }

    /// Whether the response will write it back.
    pub fn is_modified(&self) -> bool {
        self.modified
    }

    /// The headers that saving it gives. `save` is called the first time, and again only after the
    /// session was used in a way that changes them.
    pub fn saved(&mut self, save: impl FnOnce(&Self) -> Saved) -> &Saved {
        let saved = self.saved.take().unwrap_or_else(|| save(self));
        self.saved.insert(saved)
    }

    /// Has it saved anew, for other cookie settings.
    pub fn forget_saved(&mut self) {
        self.saved = None;
    }

    fn access(&mut self) {
        // From now on the response varies by cookie.
        if !self.accessed {
            self.saved = None;
        }
        self.accessed = true;
    }

    fn modify(&mut self) {
        self.accessed = true;
        self.modified = true;
        self.saved = None;
    }

    fn permanent(&self) -> bool {
        self.data.get(PERMANENT).is_some_and(Value::is_truthy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::itsdangerous::{SecretKey, SecretKeys};

    #[test]
    fn a_session_is_signed_once_until_something_happens_to_it() {
        let happenings: [fn(&mut Session); 7] = [
            |session| session.set("a", true),
            |session| session.touch(),
            |session| session.clear(),
            |session| session.flash("Hello", "message"),
            |session| session.set_permanent(true),
            |session| drop(session.pop("user")),
            Session::forget_saved,
        ];
        let keys = SecretKeys::new(SecretKey::new("key"));
        let interface = SecureCookieSessionInterface::new(SessionConfig::default(), &keys);
        for happen in happenings {
            let mut times = 0;
            let mut save = |session: &mut Session| {
                let sign = |session: &Session| {
                    times += 1;
                    interface.save_session(session, 0)
                };
                drop(session.saved(sign).clone());
                times
            };
            let mut session = Session::default();
            session.set("user", "alice");
            assert_eq!(save(&mut session), 1);
            // Reading it again changes nothing.
            assert!(session.get("user").is_some());
            assert_eq!(save(&mut session), 1);
            happen(&mut session);
            assert_eq!(save(&mut session), 2);
            assert_eq!(save(&mut session), 2);
        }
    }

    #[test]
    fn a_session_that_is_looked_at_after_it_was_saved_is_saved_anew() {
        let saved = |vary_cookie| Saved {
            vary_cookie,
            set_cookie: None,
            oversize: None,
        };
        let mut session = Session::default();
        assert!(!session.saved(|it| saved(it.accessed)).vary_cookie);
        assert!(session.is_empty());
        assert!(session.saved(|it| saved(it.accessed)).vary_cookie);
    }
}
