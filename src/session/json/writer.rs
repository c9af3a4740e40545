//! Writing, as `json/encoder.py` does.

use crate::session::{Text, Value};

/// Writes a string as `json.dumps(ensure_ascii=True)` does.
pub(in crate::session) fn write_string(out: &mut String, text: &Text) {
    out.push('"');
    for point in text.code_points() {
        match point {
            0x22 => out.push_str("\\\""),
            0x5c => out.push_str("\\\\"),
            0x0a => out.push_str("\\n"),
            0x0d => out.push_str("\\r"),
            0x09 => out.push_str("\\t"),
            0x08 => out.push_str("\\b"),
            0x0c => out.push_str("\\f"),
            0x20..=0x7e => out.extend(char::from_u32(point)),
            0x1_0000.. => {
                let offset = point - 0x1_0000;
                write_escape(out, 0xd800 + (offset >> 10));
                write_escape(out, 0xdc00 + (offset & 0x3ff));
            }
            // Compat: DEL is escaped as well.
            _ => write_escape(out, point),
        }
    }
    out.push('"');
}

fn write_escape(out: &mut String, unit: u32) {
    out.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        out.extend(char::from_digit(unit >> shift & 0xf, 16));
    }
}

/// Writes `[…]` or `{…}`: the items with commas between.
pub(in crate::session) fn write_items<T>(
    out: &mut String,
    brackets: [char; 2],
    items: impl Iterator<Item = T>,
    mut write: impl FnMut(&mut String, T),
) {
    let [open, close] = brackets;
    out.push(open);
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(close);
}

/// Writes what [`super::parse`] read with every number as it stood in the source and
/// the keys in their order; `None` where JSON (RFC 8259) cannot carry it:
/// `NaN`, an infinity, a lone surrogate.
pub fn to_source(value: &Value) -> Option<String> {
    let mut out = String::new();
    write_source(&mut out, value).then_some(out)
}

fn write_source(out: &mut String, value: &Value) -> bool {
    let mut is_json = true;
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => {
            is_json = number.is_json();
            out.push_str(number.source());
        }
        Value::String(text) => {
            is_json = text.as_str().is_some();
            write_string(out, text);
        }
        Value::List(items) => write_items(out, ['[', ']'], items.iter(), |out, item| {
            is_json &= write_source(out, item);
        }),
        Value::Dict(dict) => write_items(out, ['{', '}'], dict.iter(), |out, (key, item)| {
            is_json &= key.as_str().is_some();
            write_string(out, key);
            out.push(':');
            is_json &= write_source(out, item);
        }),
        // What `parse` returns holds none of these.
        Value::Tuple(_)
        | Value::Bytes(_)
        | Value::Markup(_)
        | Value::Uuid(_)
        | Value::DateTime(_) => is_json = false,
    }
    is_json
}
