//! Shows a session on several lines, with readable letters and Python's types
//! by name.

use std::fmt::Write;

use crate::session::{Dict, Text, Value};

/// The indentation of one level, in columns.
const INDENT: usize = 2;

/// Formats the session; all lines but the first are indented by `first`
/// columns.
pub(super) fn pretty(value: &Value, first: usize) -> String {
    let mut out = String::new();
    write_value(&mut out, value, first);
    out
}

fn write_value(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(number.source()),
        Value::String(text) => out.push_str(&quoted(text)),
        Value::List(items) => write_items(out, ["[", "]"], items, indent),
        Value::Dict(dict) => write_dict(out, dict, indent),
        Value::Tuple(items) => write_items(out, ["tuple (", ")"], items, indent),
        Value::Bytes(bytes) => {
            out.push_str("bytes b\"");
            out.push_str(&bytes.escape_ascii().to_string());
            out.push('"');
        }
        Value::Markup(text) => {
            out.push_str("Markup ");
            out.push_str(&quoted(text));
        }
        Value::Uuid(uuid) => {
            out.push_str("UUID ");
            out.push_str(&hyphenated(uuid));
        }
        Value::DateTime(date) => {
            let date = date.strftime("datetime %Y-%m-%d %H:%M:%S UTC");
            out.push_str(&date.to_string());
        }
    }
}

fn write_items(out: &mut String, brackets: [&str; 2], items: &[Value], indent: usize) {
    let entries = items.iter().map(|item| (None, item));
    write_entries(out, brackets, entries, indent);
}

fn write_dict(out: &mut String, dict: &Dict, indent: usize) {
    let entries = dict.iter().map(|(key, value)| (Some(key), value));
    write_entries(out, ["{", "}"], entries, indent);
}

fn write_entries<'value>(
    out: &mut String,
    [open, close]: [&str; 2],
    entries: impl Iterator<Item = (Option<&'value Text>, &'value Value)>,
    indent: usize,
) {
    out.push_str(open);
    let mut is_empty = true;
    for (key, value) in entries {
        if !is_empty {
            out.push(',');
        }
        is_empty = false;
        new_line(out, indent + INDENT);
        if let Some(key) = key {
            out.push_str(&quoted(key));
            out.push_str(": ");
        }
        write_value(out, value, indent + INDENT);
    }
    if !is_empty {
        new_line(out, indent);
    }
    out.push_str(close);
}

fn new_line(out: &mut String, indent: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

/// A JSON string in which characters beyond ASCII are not escaped, unless they
/// are invisible or would command the terminal.
fn quoted(text: &Text) -> String {
    let mut quoted = String::from("\"");
    for point in text.code_points() {
        match char::from_u32(point) {
            Some('"') => quoted.push_str("\\\""),
            Some('\\') => quoted.push_str("\\\\"),
            Some('\n') => quoted.push_str("\\n"),
            Some('\t') => quoted.push_str("\\t"),
            Some(char) if is_visible(char) => quoted.push(char),
            _ => write!(quoted, "\\u{{{point:x}}}").expect("a String takes all"),
        }
    }
    quoted.push('"');
    quoted
}

/// Neither a control character nor a direction mark, of no width, or a blank
/// that looks like another.
fn is_visible(char: char) -> bool {
    let is_odd = matches!(char,
        '\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{2000}'..='\u{200f}'
        | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{feff}'
        | '\u{e000}'..='\u{f8ff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    );
    !char.is_control() && !is_odd
}

fn hyphenated(uuid: &[u8; 16]) -> String {
    let digits = data_encoding::HEXLOWER.encode(uuid);
    let groups = [0..8, 8..12, 12..16, 16..20, 20..32];
    groups
        .map(|group| digits.get(group).unwrap_or_default())
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::loads;

    #[test]
    fn types_have_their_names_and_letters_their_shape() {
        let text = r#"{"n":"Zo\u00e9 \u4e2d\u6587","l":[],"o":{},"x":"\u001b[31m\u202e\"","s":"\ud800",
            "t":{" t":[1,2.50]},"b":{" b":"AEHD"},"u":{" u":"1b4e28ba2fa111d2883fb9a761bde3fb"},
            "d":{" d":"Tue, 24 Nov 2026 08:00:00 GMT"},"m":{" m":"<b>"}}"#;
        let value = loads(text).unwrap();
        assert_eq!(
            pretty(&value, 1),
            r#"{
   "n": "Zoé 中文",
   "l": [],
   "o": {},
   "x": "\u{1b}[31m\u{202e}\"",
   "s": "\u{d800}",
   "t": tuple (
     1,
     2.50
   ),
   "b": bytes b"\x00A\xc3",
   "u": UUID 1b4e28ba-2fa1-11d2-883f-b9a761bde3fb,
   "d": datetime 2026-11-24 08:00:00 UTC,
   "m": Markup "<b>"
 }"#
        );
    }
}
