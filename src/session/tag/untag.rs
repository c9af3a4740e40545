//! Turns tagged JSON into Python's values.

use super::date::parse_date;
use super::integer::python_int;
use super::{TagError, tag_of};
use crate::itsdangerous::a2b_base64;
use crate::session::{Dict, Text, Value};

/// `TaggedJSONSerializer._untag_scan`: children first.
// Security: values are moved, never copied; 245 nested tags around a large list would mean 245
// copies of it.
pub(super) fn untag(value: Value) -> Result<Value, TagError> {
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
    let Some(tag) = dict.only().and_then(|(key, _)| tag_of(key)) else {
        return Ok(Value::Dict(dict));
    };
    let value = dict.into_entries().pop().map(|(_, value)| value);
    let value = value.expect("a dict that has just one entry");
    let (content, expected) = match tag {
        // Flask: `tuple(value)`, which also takes a string or a dict.
        " t" => (value.into_items().map(Value::Tuple), "an array"),
        " b" => (bytes(&value), "base64 text"),
        " m" => (markup(value), "a string"),
        " u" => (uuid(&value), "32 hex digits"),
        " d" => (date(&value), "a date"),
        _ => (escaped_dict(value), "an object"),
    };
    content.ok_or(TagError { tag, expected })
}

/// `base64.b64decode(value)`.
fn bytes(value: &Value) -> Option<Value> {
    let base64 = match value {
        Value::String(text) | Value::Markup(text) => {
            text.as_str().filter(|text| text.is_ascii())?.as_bytes()
        }
        Value::Bytes(bytes) => bytes,
        _ => return None,
    };
    a2b_base64(base64.iter().copied()).map(Value::Bytes)
}

/// `Markup(value)`.
fn markup(value: Value) -> Option<Value> {
    let text = match value {
        Value::String(text) | Value::Markup(text) => text,
        Value::Number(number) => Text::from(number.to_python_str().as_str()),
        Value::Bool(true) => Text::from("True"),
        Value::Bool(false) => Text::from("False"),
        Value::Null => Text::from("None"),
        _ => return None,
    };
    Some(Value::Markup(text))
}

/// `uuid.UUID(value)`.
fn uuid(value: &Value) -> Option<Value> {
    let (Value::String(text) | Value::Markup(text)) = value else {
        return None;
    };
    let text = text.as_str()?.replace("urn:", "").replace("uuid:", "");
    let digits = text.trim_matches(['{', '}']).replace('-', "");
    if digits.chars().count() != 32 {
        return None;
    }
    // Flask: there are 32 characters, so the number always fits; one of them may be a sign.
    let number = python_int(&digits, 16)?;
    Some(Value::Uuid(number.magnitude.to_be_bytes()))
}

/// `werkzeug.http.parse_date(value)`; what is not a date becomes `None`.
fn date(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) | Value::Markup(text) => {
            // Neither a lone surrogate nor the U+FFFD that replaces it is part of any date.
            let date = parse_date(&text.to_string()).ok()?;
            Some(date.map_or(Value::Null, Value::DateTime))
        }
        // Flask: bytes can be split, and comparing the parts with a text then raises a `TypeError`,
        // which Flask catches.
        Value::Bytes(_) => Some(Value::Null),
        // Flask: a falsy value becomes `None`; anything else has no `split`.
        falsy if !falsy.is_truthy() => Some(Value::Null),
        _ => None,
    }
}

/// `TagDict.to_python`: the first key without its trailing `__`; other keys are lost.
fn escaped_dict(value: Value) -> Option<Value> {
    let Value::Dict(dict) = value else {
        return None;
    };
    let (key, value) = dict.into_entries().into_iter().next()?;
    let points: Vec<u32> = key.code_points().collect();
    let mut shortened = Text::default();
    for point in points.iter().take(points.len().saturating_sub(2)) {
        shortened.push_code_point(*point);
    }
    Some(Value::Dict(Dict::from_pairs(vec![(shortened, value)])))
}
