//! The tags that carry Python types through JSON.
//!
//! Mirrors `flask/json/tag.py` (Flask 3.1.3): `TaggedJSONSerializer.dumps` and
//! `.loads`. A tag is a dict with exactly one key, which begins with a space:
//!
//! | key | Python type | JSON value |
//! | --- | --- | --- |
//! | ` t` | `tuple` | array |
//! | ` b` | `bytes` | standard base64 |
//! | ` m` | `Markup` | string |
//! | ` u` | `UUID` | 32 hex digits |
//! | ` d` | `datetime` | HTTP-date |
//! | ` di` | a dict that only looks like a tag | `{"<key>__": value}` |
//!
//! # Differences
//!
//! - Where Flask calls `str()` on the content of ` m`, only texts, numbers, booleans and `null` are
//!   accepted here; Flask itself writes only strings there.
//! - A date in ` d` that falls outside the years 1 to 9999 in UTC is refused; Flask reads it, then
//!   fails to write it back.
//! - In ` u` and ` d`, Python accepts the digits of any script; here they must be ASCII.

mod date;
mod integer;
mod places;
mod untag;
mod write;

pub use self::places::{Places, tags_in};
use self::{untag::untag, write::write};
use super::json::{self, JsonError};
use super::{Text, Value};

/// The keys of the tags, each with its leading space.
pub const TAGS: [&str; 6] = [" di", " t", " b", " m", " u", " d"];

/// A tag whose content is not of the type that it announces. Flask raises `TypeError` or
/// `ValueError`, and answers 500 to every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the tag `{tag}` does not hold {expected}")]
pub struct TagError {
    /// One of [`TAGS`].
    pub tag: &'static str,
    /// What the tag should hold, as a noun with its article.
    pub expected: &'static str,
}

/// Why Flask's session serializer would not read a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// Not JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// JSON with a tag that holds the wrong thing.
    #[error(transparent)]
    Tag(#[from] TagError),
}

/// Serializes a value as Flask's `session_json_serializer.dumps` does within an application
/// context.
///
/// ```
/// use flask_session_demo::session::{dumps, loads};
/// let session = loads(r#"{"user": {"username": "Zoé"}, "n": 1e0}"#).unwrap();
/// assert_eq!(dumps(&session), r#"{"n":1.0,"user":{"username":"Zo\u00e9"}}"#);
/// ```
pub fn dumps(value: &Value) -> String {
    let mut out = Vec::new();
    write(&mut out, value);
    String::from_utf8(out).expect("what is not ASCII is escaped")
}

/// Parses a JSON text as Flask's `session_json_serializer.loads` does.
pub fn loads(text: &str) -> Result<Value, LoadError> {
    let value = json::parse(text)?;
    if !has_tag(&value) {
        return Ok(value);
    }
    Ok(untag(value)?)
}

/// Whether [`loads`] would accept a document already read by [`json::parse`].
pub fn check_tags(value: &Value) -> Result<(), TagError> {
    match value {
        Value::List(items) => items.iter().try_for_each(check_tags),
        Value::Dict(dict) => {
            let tagged = dict.only().and_then(|(key, it)| Some((tag_of(key)?, it)));
            match tagged {
                // Any list or text makes a tuple, so nothing needs to be copied to find out.
                Some((" t", items @ (Value::List(_) | Value::String(_)))) => check_tags(items),
                // For other tags, the content decides.
                Some(_) => untag(value.clone()).map(drop),
                None => dict.iter().try_for_each(|(_, value)| check_tags(value)),
            }
        }
        _ => Ok(()),
    }
}

/// Most sessions hold no tag, and need no untagging.
fn has_tag(value: &Value) -> bool {
    match value {
        Value::List(items) => items.iter().any(has_tag),
        Value::Dict(dict) => {
            dict.only().is_some_and(|(key, _)| tag_of(key).is_some())
                || dict.iter().any(|(_, value)| has_tag(value))
        }
        _ => false,
    }
}

fn tag_of(key: &Text) -> Option<&'static str> {
    TAGS.into_iter().find(|tag| *key == **tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On the right, what Flask 3.1.3 writes after reading the text on the left.
    #[test]
    #[expect(clippy::too_many_lines, reason = "a table")]
    fn what_was_read_is_written_as_flask_writes_it() {
        let table = [
            (r#"{" t":[1,{" t":[]}]}"#, r#"{" t":[1,{" t":[]}]}"#),
            (r#"{" t":"ab"}"#, r#"{" t":["a","b"]}"#),
            (r#"{" t":{"b":1,"a":2}}"#, r#"{" t":["b","a"]}"#),
            (r#"{" b":"//4="}"#, r#"{" b":"//4="}"#),
            (r#"{" b":"/!/4="}"#, r#"{" b":"//4="}"#),
            (r#"{" m":"<b>"}"#, r#"{" m":"<b>"}"#),
            (r#"{" m":1.50}"#, r#"{" m":"1.5"}"#),
            (r#"{" m":null}"#, r#"{" m":"None"}"#),
            (
                r#"{" u":"C9BD8B84-60A9-4C1B-8F8A-DE3A4B6B2B67"}"#,
                r#"{" u":"c9bd8b8460a94c1b8f8ade3a4b6b2b67"}"#,
            ),
            (
                r#"{" d":"Fri, 24 Jun 2011 00:09:05 GMT"}"#,
                r#"{" d":"Fri, 24 Jun 2011 00:09:05 GMT"}"#,
            ),
            (
                r#"{" d":"Fri, 24 Jun 2011 02:09:05 +0200"}"#,
                r#"{" d":"Fri, 24 Jun 2011 00:09:05 GMT"}"#,
            ),
            (
                r#"{" d":"Mon, 01 Jan 0001 00:00:00 GMT"}"#,
                r#"{" d":"Mon, 01 Jan 2001 00:00:00 GMT"}"#,
            ),
            (
                r#"{" d":"Fri, 31 Dec 9999 23:59:59 GMT"}"#,
                r#"{" d":"Fri, 31 Dec 9999 23:59:59 GMT"}"#,
            ),
            (r#"{" d":"tomorrow"}"#, "null"),
            (r#"{" d":0}"#, "null"),
            (r#"{" di":{" t__":1}}"#, r#"{" di":{" t__":1}}"#),
            (r#"{" di":{"a__":1,"b":2}}"#, r#"{"a":1}"#),
            (
                r#"{" di":{" t__":{" di":{" t__":1}}}}"#,
                r#"{" di":{" t__":{" di":{" t__":1}}}}"#,
            ),
            (r#"{" t__":1}"#, r#"{" t__":1}"#),
            (r#"{" x":1}"#, r#"{" x":1}"#),
            (r#"{" t":1," b":2}"#, r#"{" b":2," t":1}"#),
            (
                r#"{"a":1,"B":2,"é":3,"_":4,"😀":5,"\uffff":6}"#,
                r#"{"B":2,"_":4,"a":1,"\u00e9":3,"\uffff":6,"\ud83d\ude00":5}"#,
            ),
            (
                r#""\u007f\u0000\b\u2028<>&'/""#,
                r#""\u007f\u0000\b\u2028<>&'/""#,
            ),
            (r#""\ud83d""#, r#""\ud83d""#),
            (
                "[1e16,1e-5,-0.0,NaN,-Infinity]",
                "[1e+16,1e-05,-0.0,NaN,-Infinity]",
            ),
        ];
        for (text, written) in table {
            assert_eq!(
                loads(text).map(|value| dumps(&value)).as_deref(),
                Ok(written),
                "{text}"
            );
        }
    }

    #[test]
    fn a_tag_with_the_wrong_content_is_refused() {
        let table = [
            (r#"{" t":5}"#, "the tag ` t` does not hold an array"),
            (r#"{" b":"a"}"#, "the tag ` b` does not hold base64 text"),
            (r#"{" b":"é"}"#, "the tag ` b` does not hold base64 text"),
            (r#"{" m":[1]}"#, "the tag ` m` does not hold a string"),
            (r#"{" u":"x"}"#, "the tag ` u` does not hold 32 hex digits"),
            (r#"{" d":5}"#, "the tag ` d` does not hold a date"),
            (r#"{" di":5}"#, "the tag ` di` does not hold an object"),
            (r#"{" di":{}}"#, "the tag ` di` does not hold an object"),
        ];
        for (text, message) in table {
            assert_eq!(loads(text).unwrap_err().to_string(), message, "{text}");
        }
    }
}
