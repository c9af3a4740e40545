//! An anatomy as one JSON object, schema `decode-cookie/1`.

use jiff::SignedDuration;
use jiff::civil::date;
use serde::Serialize;
use serde_json::value::RawValue;

use super::{Anatomy, Hint, PayloadPart, TimestampPart};
use crate::itsdangerous::Digest;
use crate::session::{tags_in, to_source};

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    index: usize,
    verdict: &'static str,
    exit_code: u8,
    cause: Option<JsonCause>,
    payload: Option<JsonPayload<'a>>,
    timestamp: Option<JsonTimestamp<'a>>,
    signature: Option<JsonSignature<'a>>,
    size_bytes: usize,
    trusted: bool,
    hints: Vec<JsonHint>,
}

#[derive(Serialize)]
struct JsonCause {
    code: &'static str,
    step: &'static str,
    byte: Option<usize>,
}

#[derive(Serialize)]
struct JsonPayload<'a> {
    raw: &'a str,
    compressed: bool,
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hex: Option<String>,
    json: Option<Box<RawValue>>,
    tags: Vec<JsonTag>,
}

#[derive(Serialize)]
struct JsonTag {
    path: String,
    tag: &'static str,
}

#[derive(Serialize)]
struct JsonTimestamp<'a> {
    raw: &'a str,
    unix: Option<u64>,
    utc: Option<String>,
    age_seconds: Option<i128>,
    max_age_seconds: Option<u64>,
    expires_utc: Option<String>,
}

#[derive(Serialize)]
struct JsonSignature<'a> {
    raw: &'a str,
    algorithm: &'static str,
    salt: &'a str,
    key_index: Option<usize>,
    canonical: bool,
}

#[derive(Serialize)]
struct JsonHint {
    code: &'static str,
    text: String,
}

/// Writes one line of JSON, without a line end. `index` counts the cookies of
/// one call from 0; `hint_text` words a hint.
pub fn to_json(anatomy: &Anatomy, index: usize, hint_text: impl Fn(&Hint) -> String) -> String {
    let document = Document {
        schema: "decode-cookie/1",
        index,
        verdict: anatomy.verdict.code(),
        exit_code: anatomy.verdict.exit_code(),
        cause: anatomy.cause.as_ref().map(|cause| JsonCause {
            code: cause.code(),
            step: cause.step(),
            byte: cause.byte(),
        }),
        payload: anatomy.payload.as_ref().map(payload),
        timestamp: anatomy
            .timestamp
            .as_ref()
            .map(|part| timestamp(part, anatomy.max_age)),
        signature: anatomy.signature.as_ref().map(|part| JsonSignature {
            raw: &part.raw,
            algorithm: algorithm(anatomy.digest),
            salt: &anatomy.salt,
            key_index: part.key_index,
            canonical: part.canonical,
        }),
        size_bytes: anatomy.value.len(),
        trusted: anatomy.is_trusted(),
        hints: anatomy
            .hints
            .iter()
            .map(|hint| JsonHint {
                code: hint.code(),
                text: hint_text(hint),
            })
            .collect(),
    };
    let line =
        serde_json::to_string(&document).expect("every field is text, a number or valid raw JSON");
    escape_controls(line)
}

/// Escapes what a terminal acts on and JSON allows as it is: DEL and the C1
/// controls, which can only stand in strings.
fn escape_controls(line: String) -> String {
    let is_raw = |character: char| matches!(character, '\u{7f}'..='\u{9f}');
    if !line.chars().any(is_raw) {
        return line;
    }
    let escape = |character: char| {
        if is_raw(character) {
            format!("\\u{:04x}", u32::from(character))
        } else {
            character.into()
        }
    };
    line.chars().map(escape).collect()
}

fn payload(part: &PayloadPart) -> JsonPayload<'_> {
    let content = &part.content;
    let document = content.json.as_ref();
    let tags = document.map(tags_in).unwrap_or_default().into_iter();
    JsonPayload {
        raw: &part.raw,
        compressed: part.compressed,
        text: content.text(),
        hex: content
            .text()
            .is_none()
            .then(|| data_encoding::HEXLOWER.encode(&content.bytes)),
        json: document
            .and_then(to_source)
            .and_then(|json| RawValue::from_string(json).ok()),
        tags: tags.map(|(path, tag)| JsonTag { path, tag }).collect(),
    }
}

fn timestamp(part: &TimestampPart, max_age: Option<u64>) -> JsonTimestamp<'_> {
    let expires = part
        .seconds
        .zip(max_age)
        .and_then(|(at, limit)| at.checked_add(limit));
    JsonTimestamp {
        raw: &part.raw,
        unix: part.seconds,
        utc: part.seconds.and_then(utc),
        age_seconds: part.age,
        max_age_seconds: max_age,
        expires_utc: expires.and_then(utc),
    }
}

/// The name of the HMAC.
pub fn algorithm(digest: Digest) -> &'static str {
    match digest {
        Digest::Sha1 => "HMAC-SHA1",
        Digest::Sha256 => "HMAC-SHA256",
        Digest::Sha512 => "HMAC-SHA512",
    }
}

/// Unix seconds as RFC 3339 in UTC; `None` past the year 9999.
pub fn utc(seconds: u64) -> Option<String> {
    let since_1970 = SignedDuration::from_secs(i64::try_from(seconds).ok()?);
    let moment = date(1970, 1, 1)
        .at(0, 0, 0, 0)
        .checked_add(since_1970)
        .ok()?;
    Some(moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}
