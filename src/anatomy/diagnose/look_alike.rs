//! Things that people mistake for a Flask session, recognized by their shape.

use std::borrow::Cow;

use crate::anatomy::{Anatomy, Cause, Gate, LookAlike, Verdict};
use crate::itsdangerous::{base64_decode, base64_decode_as_python};
use crate::session::{Dict, Value, parse};

use super::document;

/// Recognizes a JOSE token (RFC 7515, RFC 7516) by its header, the first part.
/// A session may hold an `alg` too, so a verified one is never a token.
pub(in crate::anatomy) fn jose(anatomy: &Anatomy) -> Option<LookAlike> {
    if super::is_verified(anatomy) {
        return None;
    }
    let mut parts = anatomy.value.split('.');
    let (first, second) = (parts.next()?, parts.next()?);
    let count = 2 + parts.count();
    if !first.starts_with("ey") || !matches!(count, 3 | 5) {
        return None;
    }
    // The payload need not be decoded twice.
    let read = anatomy.payload.as_ref().filter(|part| part.raw == first);
    let header = match read {
        Some(part) => Cow::Borrowed(part.content.json.as_ref()?),
        None => Cow::Owned(json_of(first)?),
    };
    let header = header.as_dict()?;
    header.get("alg").and_then(Value::as_str)?;
    if count == 5 {
        return header.get("enc").map(|_| LookAlike::Jwe);
    }
    let is_jwt = header.get("typ").is_some() || json_of(second).is_some();
    is_jwt.then_some(LookAlike::Jwt)
}

fn json_of(part: &str) -> Option<Value> {
    let bytes = base64_decode(part.as_bytes()).ok()?;
    parse(std::str::from_utf8(&bytes).ok()?).ok()
}

/// What a refused text is instead, if its shape tells.
pub(super) fn look_alike(anatomy: &Anatomy) -> Option<LookAlike> {
    let value = anatomy.value.as_str();
    if let Some(Cause::NotFlask(other)) = anatomy.cause {
        return Some(other);
    }
    let gate = anatomy.cause.as_ref().map(Cause::gate);
    if gate == Some(Gate::Structure)
        && let Some(other) = jose(anatomy)
    {
        return Some(other);
    }
    if is_flask_wtf(anatomy) {
        return Some(LookAlike::FlaskWtf);
    }
    if is_starlette(anatomy) {
        return Some(LookAlike::Starlette);
    }
    if anatomy.verdict != Verdict::Malformed {
        return None;
    }
    by_mark(value).or_else(|| match anatomy.cause {
        Some(Cause::NoSeparator | Cause::MissingTimestamp) if is_django(value) => {
            Some(LookAlike::Django)
        }
        Some(Cause::NoSeparator) if is_laravel(anatomy) => Some(LookAlike::Laravel),
        Some(Cause::NoSeparator) if is_json_alone(anatomy) => Some(LookAlike::CookieSession),
        Some(Cause::NoSeparator) if is_opaque_id(anatomy) => Some(LookAlike::ServerSide),
        Some(Cause::MissingTimestamp) if is_signed(value) => Some(if document(anatomy).is_some() {
            LookAlike::Untimed
        } else {
            LookAlike::SignedId
        }),
        _ => None,
    })
}

/// A format, and the test that recognizes it.
type Mark = (LookAlike, fn(&str) -> bool);

/// Recognizes formats that have something which no part of a Flask cookie can
/// have.
fn by_mark(value: &str) -> Option<LookAlike> {
    let shapes: [Mark; 8] = [
        (LookAlike::RememberToken, is_remember_token),
        (LookAlike::Tornado, is_tornado),
        (LookAlike::Express, is_express),
        (LookAlike::Pgadmin, is_pgadmin),
        (LookAlike::Rails, is_rails),
        (LookAlike::Pickled, is_pickled),
        (LookAlike::Fernet, |it| {
            it.len() > 90 && it.starts_with("gAAAAA")
        }),
        (LookAlike::AspNet, |it| {
            it.len() > 60 && it.starts_with("CfDJ8")
        }),
    ];
    let mut shapes = shapes.into_iter();
    shapes.find_map(|(name, is)| is(value).then_some(name))
}

fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_base64(text: &str) -> bool {
    let unpadded = text.trim_end_matches('=');
    let is_ours = |it: u8| it.is_ascii_alphanumeric() || b"-_+/".contains(&it);
    !unpadded.is_empty() && unpadded.bytes().all(is_ours)
}

fn is_flask_wtf(anatomy: &Anatomy) -> bool {
    let token = document(anatomy).and_then(Value::as_str);
    token.is_some_and(|token| token.len() == 40 && is_hex(token))
}

/// Starlette encodes with the standard alphabet and padding, and its JSON has
/// spaces: `b64encode(json.dumps(…))`.
fn is_starlette(anatomy: &Anatomy) -> bool {
    let Some(payload) = &anatomy.payload else {
        return false;
    };
    let is_padded = payload.raw.ends_with('=') || payload.raw.len().is_multiple_of(4);
    if !is_padded || payload.compressed || super::is_verified(anatomy) {
        return false;
    }
    let text = payload.content.text().unwrap_or_default();
    let has_blanks = text.starts_with("{\"") && text.contains("\": ") || text == "{}";
    has_blanks && anatomy.timestamp.is_some()
}

/// Flask-Login: `id|hex`, with SHA-512 since 0.3 and SHA-1 before.
fn is_remember_token(value: &str) -> bool {
    value
        .rsplit_once('|')
        .is_some_and(|(id, mac)| !id.contains('|') && matches!(mac.len(), 40 | 128) && is_hex(mac))
}

/// Tornado: `2|1:0|10:1700000000|7:session|…|hex`, or `base64|seconds|hex`.
fn is_tornado(value: &str) -> bool {
    let parts: Vec<&str> = value.split('|').collect();
    match parts.as_slice() {
        ["2", key, .., mac] => parts.len() == 6 && key.contains(':') && is_hex(mac),
        [content, seconds, mac] => {
            is_base64(content)
                && seconds.bytes().all(|it| it.is_ascii_digit())
                && mac.len() == 40
                && is_hex(mac)
        }
        _ => false,
    }
}

/// Express (`cookie-signature`): `s:id.base64`.
fn is_express(value: &str) -> bool {
    let signed = value
        .strip_prefix("s:")
        .or_else(|| value.strip_prefix("j:"));
    signed.is_some_and(|it| it.contains('.') || it.starts_with('{'))
}

/// pgAdmin: `uuid!base64`.
fn is_pgadmin(value: &str) -> bool {
    let parts = value.split_once('!');
    parts.is_some_and(|(id, mac)| id.len() == 36 && is_uuid(id) && is_base64(mac))
}

fn is_uuid(text: &str) -> bool {
    text.bytes().filter(|it| *it == b'-').count() == 4
        && text.bytes().all(|it| it.is_ascii_hexdigit() || it == b'-')
}

/// Rails: `base64--hex`, or `base64--base64--base64` if encrypted.
fn is_rails(value: &str) -> bool {
    let parts: Vec<&str> = value.split("--").collect();
    match parts.as_slice() {
        [content, mac] => {
            is_base64(content) && content.len() >= 8 && matches!(mac.len(), 40 | 64) && is_hex(mac)
        }
        [content, iv, tag] => {
            is_base64(content)
                && is_base64(iv)
                && is_base64(tag)
                && iv.len() <= 24
                && tag.len() <= 24
        }
        _ => false,
    }
}

/// Flask before 0.10: `base64?key=pickle&…`, Werkzeug's `SecureCookie`.
fn is_pickled(value: &str) -> bool {
    let parts = value.split_once('?');
    parts.is_some_and(|(mac, items)| {
        mac.len() >= 27 && is_base64(mac) && (items.is_empty() || items.contains('='))
    })
}

fn is_django(value: &str) -> bool {
    let url_safe = |it: &str| {
        it.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    let parts: Vec<_> = value.split(':').collect();
    matches!(parts.as_slice(), [payload, stamp, mac]
        if url_safe(payload) && url_safe(stamp) && url_safe(mac)
            && !stamp.is_empty() && stamp.len() <= 8 && mac.len() >= 27)
}

fn dict_of(anatomy: &Anatomy) -> Option<&Dict> {
    document(anatomy)?.as_dict()
}

/// Laravel: base64 of JSON with `iv`, `value` and `mac`.
fn is_laravel(anatomy: &Anatomy) -> bool {
    let keys = ["iv", "value", "mac"];
    dict_of(anatomy).is_some_and(|dict| keys.iter().all(|key| dict.get(key).is_some()))
}

/// Node's cookie-session: JSON in base64. The signature is in another cookie.
fn is_json_alone(anatomy: &Anatomy) -> bool {
    let raw = anatomy.value.as_str();
    dict_of(anatomy).is_some() && raw.len().is_multiple_of(4)
}

fn is_opaque_id(anatomy: &Anatomy) -> bool {
    let value = anatomy.value.as_str();
    let url_safe = value
        .bytes()
        .all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it));
    (22..=64).contains(&value.len()) && url_safe && document(anatomy).is_none()
}

/// Two parts, the second of which is a signature.
fn is_signed(value: &str) -> bool {
    let signature = value
        .rsplit_once('.')
        .and_then(|(_, it)| base64_decode_as_python(it.as_bytes()));
    signature.is_some_and(|it| matches!(it.len(), 20 | 32 | 64))
}
