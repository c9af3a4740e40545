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
//! - Where Flask calls `str()` on the content of ` m`, a list or a dict is
//!   refused here; Flask writes only strings there.
//! - A date in ` d` is read by the rules of RFC 2822, which are narrower than
//!   `email.utils`; as there, what is no date becomes `None`.

use data_encoding::{BASE64, HEXLOWER, HEXLOWER_PERMISSIVE};
use jiff::civil::DateTime;
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;

use super::json::{self, JsonError, write_items, write_string};
use super::{Dict, Text, Value};
use crate::itsdangerous::a2b_base64;

/// The registered tags.
pub const TAGS: [&str; 6] = [" di", " t", " b", " m", " u", " d"];

const HTTP_DATE: &str = "%a, %d %b %Y %H:%M:%S GMT";

/// A tag whose content is not what the tag announces. In Flask this is a
/// `TypeError` or `ValueError`, and status 500 on every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the tag `{tag}` does not hold {expected}")]
pub struct TagError {
    /// One of [`TAGS`].
    pub tag: &'static str,
    /// What the tag should hold.
    pub expected: &'static str,
}

/// Why a JSON text is not what Flask's session serializer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// Not JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// JSON with a tag that cannot be.
    #[error(transparent)]
    Tag(#[from] TagError),
}

/// Writes a value as Flask's `session_json_serializer.dumps` does inside an
/// application context.
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

/// Reads a JSON text as Flask's `session_json_serializer.loads` does.
pub fn loads(text: &str) -> Result<Value, LoadError> {
    let value = json::parse(text)?;
    if !has_tag(&value) {
        return Ok(value);
    }
    Ok(untag(value)?)
}

/// Whether [`loads`] takes a document that [`json::parse`] read.
pub fn check_tags(value: &Value) -> Result<(), TagError> {
    if !has_tag(value) {
        return Ok(());
    }
    untag(value.clone()).map(drop)
}

/// Whether there is anything to undo: most sessions hold no tag.
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

fn write(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Null => out.extend(b"null"),
        Value::Bool(value) => out.extend(if *value { &b"true"[..] } else { b"false" }),
        Value::Number(number) => out.extend(number.to_python().as_bytes()),
        Value::String(text) => {
            write_string(out, text);
        }
        Value::List(items) => write_list(out, items),
        Value::Dict(dict) => write_dict(out, dict),
        Value::Tuple(items) => write_tag(out, " t", |out| write_list(out, items)),
        Value::Bytes(bytes) => write_tag(out, " b", |out| write_text(out, &BASE64.encode(bytes))),
        Value::Markup(text) => write_tag(out, " m", |out| {
            write_string(out, text);
        }),
        Value::Uuid(uuid) => write_tag(out, " u", |out| write_text(out, &HEXLOWER.encode(uuid))),
        Value::DateTime(date) => {
            write_tag(out, " d", |out| {
                write_text(out, &date.strftime(HTTP_DATE).to_string());
            });
        }
    }
}

fn write_text(out: &mut Vec<u8>, text: &str) {
    write_string(out, &Text::from(text));
}

fn write_list(out: &mut Vec<u8>, items: &[Value]) {
    write_items(out, *b"[]", items.iter(), write);
}

fn write_tag(out: &mut Vec<u8>, tag: &str, content: impl FnOnce(&mut Vec<u8>)) {
    out.extend(b"{\"");
    out.extend(tag.as_bytes());
    out.extend(b"\":");
    content(out);
    out.push(b'}');
}

/// `PassDict`, or `TagDict` for a dict that would be read as a tag.
fn write_dict(out: &mut Vec<u8>, dict: &Dict) {
    if let Some((key, value)) = dict.only().filter(|(key, _)| tag_of(key).is_some()) {
        // Compat: every tag is ASCII and needs no escape.
        write_tag(out, " di", |out| {
            write_tag(out, &format!("{key}__"), |out| write(out, value));
        });
        return;
    }
    let mut entries: Vec<_> = dict.iter().collect();
    entries.sort_by_key(|(key, _)| *key);
    write_items(out, *b"{}", entries.into_iter(), |out, (key, value)| {
        write_string(out, key);
        out.push(b':');
        write(out, value);
    });
}

fn tag_of(key: &Text) -> Option<&'static str> {
    TAGS.into_iter().find(|tag| *key == **tag)
}

/// `TaggedJSONSerializer._untag_scan`: children first.
fn untag(value: Value) -> Result<Value, TagError> {
    match value {
        Value::List(items) => Ok(Value::List(
            items.into_iter().map(untag).collect::<Result<_, _>>()?,
        )),
        Value::Dict(dict) => {
            let entries = dict.into_entries().into_iter();
            let untagged: Result<Vec<_>, _> = entries
                .map(|(key, value)| Ok((key, untag(value)?)))
                .collect();
            untag_dict(Dict::from_pairs(untagged?))
        }
        plain => Ok(plain),
    }
}

fn untag_dict(dict: Dict) -> Result<Value, TagError> {
    let Some((tag, value)) = dict
        .only()
        .and_then(|(key, value)| Some((tag_of(key)?, value)))
    else {
        return Ok(Value::Dict(dict));
    };
    let (content, expected) = match tag {
        // Flask: `tuple(value)`, also of a string or a dict.
        " t" => (value.iterate().map(Value::Tuple), "an array"),
        " b" => (bytes(value), "base64 text"),
        " m" => (markup(value), "a string"),
        " u" => (uuid(value), "32 hex digits"),
        " d" => (date(value), "a date"),
        _ => (escaped_dict(value), "an object"),
    };
    content.ok_or(TagError { tag, expected })
}

/// `base64.b64decode(value)`.
fn bytes(value: &Value) -> Option<Value> {
    let text = match value {
        Value::String(text) | Value::Markup(text) => {
            text.as_str().filter(|text| text.is_ascii())?
        }
        Value::Bytes(bytes) => std::str::from_utf8(bytes).ok()?,
        _ => return None,
    };
    a2b_base64(text.bytes()).map(Value::Bytes)
}

/// `Markup(value)`.
fn markup(value: &Value) -> Option<Value> {
    let text = match value {
        Value::String(text) | Value::Markup(text) => text.clone(),
        Value::Number(number) => Text::from(number.to_python().as_str()),
        Value::Bool(true) => Text::from("True"),
        Value::Bool(false) => Text::from("False"),
        Value::Null => Text::from("None"),
        _ => return None,
    };
    Some(Value::Markup(text))
}

/// `uuid.UUID(value)`.
fn uuid(value: &Value) -> Option<Value> {
    let text = value.as_str()?.replace("urn:", "").replace("uuid:", "");
    let digits = text.trim_matches(['{', '}']).replace('-', "");
    let bytes = HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).ok()?;
    bytes.try_into().ok().map(Value::Uuid)
}

/// `werkzeug.http.parse_date(value)`.
fn date(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) | Value::Markup(text) => {
            let date = text.as_str().and_then(parse_date);
            Some(date.map_or(Value::Null, Value::DateTime))
        }
        // Flask: what is false is `None`; anything else has no `split`.
        falsy if !falsy.is_truthy() => Some(Value::Null),
        _ => None,
    }
}

fn parse_date(text: &str) -> Option<DateTime> {
    if let Ok(date) = DateTime::strptime(HTTP_DATE, text) {
        // Compat: `email.utils` takes a year below 100 for one of 1969 to 2068.
        let century = match date.year() {
            0..=68 => 2000,
            69..=99 => 1900,
            _ => 0,
        };
        return date.with().year(date.year() + century).build().ok();
    }
    let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let moment = parser.parse_timestamp(text).ok()?;
    Some(moment.to_zoned(TimeZone::UTC).datetime())
}

/// `TagDict.to_python`: the first key without its `__`; other keys are lost.
fn escaped_dict(value: &Value) -> Option<Value> {
    let (key, value) = value.as_dict()?.iter().next()?;
    let points: Vec<u32> = key.code_points().collect();
    let mut shortened = Text::default();
    for point in points.iter().take(points.len().saturating_sub(2)) {
        shortened.push_code_point(*point);
    }
    Some(Value::Dict(Dict::from_pairs(vec![(
        shortened,
        value.clone(),
    )])))
}

/// Where tags stand in a document that [`json::parse`] read: the JSON pointer
/// (RFC 6901) of the tagged object and the tag without its space, outermost
/// first.
pub fn tags_in(value: &Value) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    if has_tag(value) {
        collect_tags(value, "", &mut found);
    }
    found
}

fn collect_tags(value: &Value, path: &str, found: &mut Vec<(String, &'static str)>) {
    match value {
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                collect_tags(item, &format!("{path}/{index}"), found);
            }
        }
        Value::Dict(dict) => {
            if let Some(tag) = dict.only().and_then(|(key, _)| tag_of(key)) {
                found.push((path.to_owned(), tag.trim_start()));
            }
            for (key, item) in dict.iter() {
                let key = key.to_string().replace('~', "~0").replace('/', "~1");
                collect_tags(item, &format!("{path}/{key}"), found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Flask 3.1.3 writes after reading the text on the left.
    #[test]
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

    #[test]
    fn tags_are_listed_by_json_pointer() {
        let document = json::parse(r#"{"a/b":[{" t":[{" b":""}]}],"c":{" t__":1}}"#).unwrap();
        assert_eq!(
            tags_in(&document),
            [
                ("/a~1b/0".to_owned(), "t"),
                ("/a~1b/0/ t/0".to_owned(), "b")
            ]
        );
    }
}
