//! Whom a session says is signed in: `session['user']` and `session['uid']`.
//!
//! Security: whoever has the key may have written anything there, so nothing is
//! done for it without the password.

use super::shown::echoed;
use crate::{
    accounts::Uid,
    session::{Dict, Session, Value},
};

const USER: &str = "user";
const NAME: &str = "username";
const ID: &str = "id";
const UID: &str = "uid";
const BEGAN: &str = "_began";

/// `session['user']`, whatever it is.
pub(super) struct User<'session>(&'session Value);

impl<'session> User<'session> {
    /// As Flask's pages read it: the response varies by the cookie from now on.
    pub(super) fn of(session: &'session mut Session) -> Option<Self> {
        session.get(USER).map(Self)
    }

    /// The same without a trace of the reading.
    pub(super) fn peek(session: &'session Session) -> Option<Self> {
        session.peek(USER).map(Self)
    }

    /// `user['username']`, fit to be shown; what has no name is nobody.
    pub(super) fn name(&self) -> Option<String> {
        match self.0.as_dict()?.get(NAME)? {
            Value::String(name) | Value::Markup(name) if !name.is_empty() => {
                Some(echoed(&name.to_string()))
            }
            _ => None,
        }
    }

    /// The number of the account; a guest has none.
    pub(super) fn id(&self) -> Option<i64> {
        match self.0.as_dict()?.get(ID)? {
            Value::Number(id) => id.source().parse().ok(),
            _ => None,
        }
    }

    /// Whether it is somebody without an account.
    pub(super) fn is_guest(&self) -> bool {
        let user = self.0.as_dict();
        user.is_none_or(|user| user.get(ID).is_none())
    }
}

/// `session['uid']`, the name of the session itself.
pub(super) fn uid(session: &mut Session) -> Option<&str> {
    session.get(UID)?.as_str()
}

/// The same as the server gave it, without a trace of the reading.
pub(super) fn peek_uid(session: &Session) -> Option<Uid> {
    session.peek(UID)?.as_str().and_then(Uid::parse)
}

/// Signs in: the course's `{"user":{"username":…}}` for a guest; with the
/// account's number for who has one.
pub(super) fn sign_in(session: &mut Session, name: &str, id: Option<i64>, uid: Option<Uid>) {
    let mut user = Dict::new();
    if let Some(id) = id {
        user.insert(ID, Value::Number(id.into()));
    }
    user.insert(NAME, name);
    if let Some(uid) = uid {
        session.set(UID, uid.to_string().as_str());
    }
    session.set(USER, user);
}

/// Notes when it began, Unix seconds: for `SESSION_ABSOLUTE_LIFETIME`.
pub(super) fn begin(session: &mut Session, now: u64) {
    let now = i64::try_from(now).unwrap_or(i64::MAX);
    session.set(BEGAN, Value::Number(now.into()));
}

/// When it began, where that was noted, without a trace of the reading.
pub(super) fn began(session: &Session) -> Option<u64> {
    match session.peek(BEGAN)? {
        Value::Number(second) => second.source().parse().ok(),
        _ => None,
    }
}

/// Signs out, and leaves the rest of the session.
pub(super) fn forget(session: &mut Session) {
    session.pop(USER);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::loads;

    #[test]
    fn whatever_the_session_holds_a_name_or_nobody_is_signed_in() {
        for (user, name, id, is_guest) in [
            (r#"{"username":"alice"}"#, Some("alice"), None, true),
            (
                r#"{"id":7,"username":"alice"}"#,
                Some("alice"),
                Some(7),
                false,
            ),
            (r#"{"username":{" m":"<b>"}}"#, Some("<b>"), None, true),
            (r#"{"username":"a\u0000b"}"#, Some("a\u{fffd}b"), None, true),
            (r#"{"username":""}"#, None, None, true),
            (r#"{"username":7,"id":"7"}"#, None, None, false),
            (r#"{"id":1e99}"#, None, None, false),
            (r#""alice""#, None, None, true),
            ("null", None, None, true),
        ] {
            let value = loads(user).unwrap();
            let user = User(&value);
            let found = (user.name(), user.id(), user.is_guest());
            assert_eq!(found, (name.map(Into::into), id, is_guest), "{value:?}");
        }
    }
}
