//! An anatomy as one JSON object, schema `decode-cookie/1`.
//!
//! Written directly as text: building the object in memory would take longer
//! than verifying the cookie.

mod scalars;

use super::{Anatomy, Cause, Hint, PayloadPart, SignaturePart, TimestampPart};
use crate::itsdangerous::Digest;
use crate::session::write_source;
use scalars::{write_number, write_optional, write_text, write_text_within, write_utc};

/// One line of JSON, without a line end. `index` counts the cookies of one
/// call, from 0; `hint_text` puts a hint into words.
///
/// The payload's text, bytes and JSON are limited to `max_bytes` each: a longer
/// text is cut, longer JSON becomes `null`, and `truncated` gives the full
/// size.
pub fn to_json(
    anatomy: &Anatomy,
    index: usize,
    max_bytes: usize,
    hint_text: impl Fn(&Hint) -> String,
) -> String {
    let mut out = Vec::new();
    write_object(&mut out, anatomy, index, max_bytes, hint_text);
    String::from_utf8(out).expect("every piece is UTF-8")
}

/// Appends the same to `out`, without that limit.
pub fn write_json(
    out: &mut Vec<u8>,
    anatomy: &Anatomy,
    index: usize,
    hint_text: impl Fn(&Hint) -> String,
) {
    write_object(out, anatomy, index, usize::MAX, hint_text);
}

fn write_object(
    out: &mut Vec<u8>,
    anatomy: &Anatomy,
    index: usize,
    max_bytes: usize,
    hint_text: impl Fn(&Hint) -> String,
) {
    out.extend(br#"{"schema":"decode-cookie/1","index":"#);
    write_number(out, index);
    out.extend(br#","verdict":""#);
    out.extend(anatomy.verdict.code().as_bytes());
    out.extend(br#"","exit_code":"#);
    write_number(out, anatomy.verdict.exit_code());
    out.extend(br#","cause":"#);
    write_optional(out, anatomy.cause.as_ref(), write_cause);
    out.extend(br#","payload":"#);
    write_optional(out, anatomy.payload.as_ref(), |out, part| {
        write_payload(out, part, max_bytes);
    });
    out.extend(br#","timestamp":"#);
    write_optional(out, anatomy.timestamp.as_ref(), |out, part| {
        write_timestamp(out, part, anatomy.max_age);
    });
    out.extend(br#","signature":"#);
    write_optional(out, anatomy.signature.as_ref(), |out, part| {
        write_signature(out, part, anatomy);
    });
    out.extend(br#","size_bytes":"#);
    write_number(out, anatomy.value.len());
    out.extend(br#","trusted":"#);
    write_bool(out, anatomy.is_trusted());
    out.extend(br#","hints":["#);
    for (index, hint) in anatomy.hints.iter().enumerate() {
        out.extend(if index > 0 { &b","[..] } else { b"" });
        out.extend(br#"{"code":""#);
        out.extend(hint.code().as_bytes());
        out.extend(br#"","text":"#);
        write_text(out, &hint_text(hint));
        if let Hint::StrayCharacter { part, position, .. } = hint {
            out.extend(br#","part":""#);
            out.extend(part.code().as_bytes());
            out.extend(br#"","byte":"#);
            write_number(out, *position);
        }
        out.push(b'}');
    }
    out.extend(b"]}");
}

fn write_bool(out: &mut Vec<u8>, value: bool) {
    out.extend(if value { &b"true"[..] } else { b"false" });
}

/// Writes a text that needs no escaping.
fn write_code(out: &mut Vec<u8>, code: &str) {
    out.push(b'"');
    out.extend(code.as_bytes());
    out.push(b'"');
}

/// Writes a part as it stands in the cookie: base64url, if it could be decoded.
fn write_raw(out: &mut Vec<u8>, raw: &str, is_decoded: bool) {
    if is_decoded {
        write_code(out, raw);
    } else {
        write_text(out, raw);
    }
}

fn write_cause(out: &mut Vec<u8>, cause: &Cause) {
    out.extend(br#"{"code":""#);
    out.extend(cause.code().as_bytes());
    out.extend(br#"","step":""#);
    out.extend(cause.step().as_bytes());
    out.extend(br#"","byte":"#);
    write_optional(out, cause.byte(), write_number);
    out.push(b'}');
}

fn write_payload(out: &mut Vec<u8>, part: &PayloadPart, max_bytes: usize) {
    let content = &part.content;
    out.extend(br#"{"raw":"#);
    write_raw(out, &part.raw, content.cause.is_none());
    out.extend(br#","compressed":"#);
    write_bool(out, part.compressed);
    out.extend(br#","text":"#);
    let mut is_cut = content.tags.is_cut();
    if let Some(text) = content.text() {
        is_cut |= write_text_within(out, text, max_bytes);
    } else {
        let shown = content.bytes.get(..max_bytes / 2);
        is_cut |= shown.is_some();
        out.extend(br#"null,"hex":""#);
        let shown = shown.unwrap_or(&content.bytes);
        out.extend(data_encoding::HEXLOWER.encode(shown).as_bytes());
        out.push(b'"');
    }
    out.extend(br#","json":"#);
    let start = out.len();
    let is_json = (content.json.as_ref()).is_some_and(|document| write_source(out, document));
    let is_too_long = out.len() - start > max_bytes;
    is_cut |= is_json && is_too_long;
    if !is_json || is_too_long {
        out.truncate(start);
        out.extend(b"null");
    }
    out.extend(br#","tags":["#);
    for (index, (path, tag)) in content.tags.listed.iter().enumerate() {
        out.extend(if index > 0 { &b","[..] } else { b"" });
        out.extend(br#"{"path":"#);
        write_text(out, path);
        out.extend(br#","tag":""#);
        out.extend(tag.as_bytes());
        out.extend(br#""}"#);
    }
    out.extend(br#"],"truncated":"#);
    write_optional(out, is_cut.then_some(content), |out, content| {
        out.extend(br#"{"bytes":"#);
        write_number(out, content.bytes.len());
        out.extend(br#","tags":"#);
        write_number(out, content.tags.count);
        out.push(b'}');
    });
    out.push(b'}');
}

fn write_timestamp(out: &mut Vec<u8>, part: &TimestampPart, max_age: Option<u64>) {
    out.extend(br#"{"raw":"#);
    write_raw(out, &part.raw, part.seconds.is_some());
    out.extend(br#","unix":"#);
    write_optional(out, part.seconds, write_number);
    out.extend(br#","utc":"#);
    write_moment(out, part.seconds);
    out.extend(br#","age_seconds":"#);
    write_optional(out, part.age, write_number);
    out.extend(br#","max_age_seconds":"#);
    write_optional(out, max_age, write_number);
    out.extend(br#","expires_utc":"#);
    let expires = part.seconds.zip(max_age);
    write_moment(out, expires.and_then(|(at, limit)| at.checked_add(limit)));
    out.push(b'}');
}

fn write_moment(out: &mut Vec<u8>, seconds: Option<u64>) {
    let start = out.len();
    out.push(b'"');
    if seconds.is_some_and(|seconds| write_utc(out, seconds)) {
        out.push(b'"');
    } else {
        out.truncate(start);
        out.extend(b"null");
    }
}

fn write_signature(out: &mut Vec<u8>, part: &SignaturePart, anatomy: &Anatomy) {
    out.extend(br#"{"raw":"#);
    write_raw(out, &part.raw, part.canonical);
    out.extend(br#","algorithm":"#);
    write_optional(out, anatomy.algorithm(), write_code);
    out.extend(br#","salt":"#);
    write_text(out, &anatomy.salt);
    out.extend(br#","key_index":"#);
    write_optional(out, part.key_index, write_number);
    out.extend(br#","canonical":"#);
    write_bool(out, part.canonical);
    out.push(b'}');
}

/// The HMAC's name in JSON, such as `HMAC-SHA1`.
pub fn algorithm(digest: Digest) -> &'static str {
    match digest {
        Digest::Sha1 => "HMAC-SHA1",
        Digest::Sha256 => "HMAC-SHA256",
        Digest::Sha512 => "HMAC-SHA512",
    }
}

/// Unix seconds as RFC 3339 in UTC; `None` after the year 9999.
pub fn utc(seconds: u64) -> Option<String> {
    let mut out = Vec::new();
    let is_written = write_utc(&mut out, seconds);
    String::from_utf8(out).ok().filter(|_| is_written)
}
