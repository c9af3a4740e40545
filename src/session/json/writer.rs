//! The JSON writer, after `json/encoder.py`.

use crate::session::{Text, Value};

/// Writes a string as `json.dumps(ensure_ascii=True)` does; returns whether it is free of lone
/// surrogates.
pub(in crate::session) fn write_string(out: &mut Vec<u8>, text: &Text) -> bool {
    let mut is_unicode = true;
    out.push(b'"');
    if is_plain(text.bytes()) {
        out.extend(text.bytes());
    } else {
        for point in text.code_points() {
            is_unicode &= !(0xd800..0xe000).contains(&point);
            write_code_point(out, point);
        }
    }
    out.push(b'"');
    is_unicode
}

/// Whether no byte needs escaping.
fn is_plain(text: &[u8]) -> bool {
    // Does not stop early, so that many bytes can be compared at once.
    let special = |byte: u8| !(0x20..=0x7e).contains(&byte) || (byte == b'"') || (byte == b'\\');
    !text.iter().fold(false, |any, byte| any | special(*byte))
}

fn write_code_point(out: &mut Vec<u8>, point: u32) {
    match point {
        0x22 => out.extend(b"\\\""),
        0x5c => out.extend(b"\\\\"),
        0x0a => out.extend(b"\\n"),
        0x0d => out.extend(b"\\r"),
        0x09 => out.extend(b"\\t"),
        0x08 => out.extend(b"\\b"),
        0x0c => out.extend(b"\\f"),
        0x20..=0x7e => out.extend(u8::try_from(point)),
        0x1_0000.. => {
            let offset = point - 0x1_0000;
            write_escape(out, 0xd800 + (offset >> 10));
            write_escape(out, 0xdc00 + (offset & 0x3ff));
        }
        // Compat: DEL is escaped as well.
        _ => write_escape(out, point),
    }
}

fn write_escape(out: &mut Vec<u8>, unit: u32) {
    out.extend(b"\\u");
    for shift in [12, 8, 4, 0] {
        let digit = char::from_digit(unit >> shift & 0xf, 16);
        out.extend(digit.and_then(|digit| u8::try_from(digit).ok()));
    }
}

/// Writes the brackets, and the items separated by commas.
pub(in crate::session) fn write_items<T>(
    out: &mut Vec<u8>,
    brackets: [u8; 2],
    items: impl Iterator<Item = T>,
    mut write: impl FnMut(&mut Vec<u8>, T),
) {
    let [open, close] = brackets;
    out.push(open);
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write(out, item);
    }
    out.push(close);
}

/// Writes what [`super::parse`] read, with numbers as in the source and keys in their order. `None`
/// if JSON (RFC 8259) cannot express it: `NaN`, an infinity or a lone surrogate.
pub fn to_source(value: &Value) -> Option<String> {
    let mut out = Vec::new();
    let is_json = write_source(&mut out, value);
    String::from_utf8(out).ok().filter(|_| is_json)
}

/// Like [`to_source`], appending to `out`. On `false`, what was appended is of no use.
pub fn write_source(out: &mut Vec<u8>, value: &Value) -> bool {
    let mut is_json = true;
    match value {
        Value::Null => out.extend(b"null"),
        Value::Bool(value) => out.extend(if *value { &b"true"[..] } else { b"false" }),
        Value::Number(number) => {
            is_json = number.is_json();
            out.extend(number.source().as_bytes());
        }
        Value::String(text) => is_json = write_string(out, text),
        Value::List(items) => write_items(out, *b"[]", items.iter(), |out, item| {
            is_json &= write_source(out, item);
        }),
        Value::Dict(dict) => write_items(out, *b"{}", dict.iter(), |out, (key, item)| {
            is_json &= write_string(out, key);
            out.push(b':');
            is_json &= write_source(out, item);
        }),
        // `parse` never returns these.
        Value::Tuple(_)
        | Value::Bytes(_)
        | Value::Markup(_)
        | Value::Uuid(_)
        | Value::DateTime(_) => is_json = false,
    }
    is_json
}
