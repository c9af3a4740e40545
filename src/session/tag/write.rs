//! Writes Python's values as tagged JSON.

use data_encoding::{BASE64, HEXLOWER};

use super::tag_of;
use crate::session::json::{write_items, write_string};
use crate::session::{Dict, Text, Value};

const HTTP_DATE: &str = "%a, %d %b %Y %H:%M:%S GMT";

/// `TaggedJSONSerializer.tag`, written as JSON.
pub(super) fn write(out: &mut Vec<u8>, value: &Value) {
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

/// `PassDict`, or `TagDict` for a dict that would otherwise be read as a tag.
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
