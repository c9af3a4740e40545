//! The classic mistakes, tried one by one.

use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD, HEXLOWER_PERMISSIVE};

use super::{Anatomy, Cause, Examination, Hint, KeyMistake, LookAlike, MAX_COOKIE_SIZE, Verdict};
use crate::itsdangerous::{
    Digest, KeyDerivation, SecretKey, SecretKeys, Signer, base64_decode, base64_decode_as_python,
};
use crate::session::{Value, parse};

/// 2011-01-01, from which itsdangerous before 1.0 counted.
const OLD_EPOCH: u64 = 1_293_840_000;

/// Everything worth saying of a cookie that has its verdict already.
pub(super) fn hints(anatomy: &Anatomy, examination: &Examination, signed: &str) -> Vec<Hint> {
    let mut hints = Vec::new();
    if anatomy.cause == Some(Cause::WrongSignature) {
        hints.extend(key_mistake(anatomy, examination, signed).map(Hint::Key));
    }
    if let Some(index @ 1..) = anatomy.signature.as_ref().and_then(|part| part.key_index) {
        hints.push(Hint::FallbackKey(index));
    }
    hints.extend(look_alike(anatomy).map(Hint::LooksLike));
    if flask_would_accept(anatomy) {
        hints.push(Hint::FlaskWouldAccept);
    }
    if matches!(anatomy.verdict, Verdict::Valid | Verdict::Unverified) && !is_object(anatomy) {
        hints.push(Hint::NotASession);
    }
    if anatomy
        .timestamp
        .as_ref()
        .and_then(|part| part.seconds)
        .is_some_and(|at| at < OLD_EPOCH)
    {
        hints.push(Hint::OldEpoch);
    }
    if anatomy.value.len() > MAX_COOKIE_SIZE {
        hints.push(Hint::TooLarge(anatomy.value.len()));
    }
    if anatomy.verdict == Verdict::Unverified {
        hints.push(Hint::NoKey);
    }
    hints
}

fn document(anatomy: &Anatomy) -> Option<&Value> {
    anatomy.payload.as_ref()?.content.json.as_ref()
}

fn is_object(anatomy: &Anatomy) -> bool {
    matches!(document(anatomy), Some(Value::Dict(_)))
}

fn flask_would_accept(anatomy: &Anatomy) -> bool {
    matches!(
        anatomy.cause,
        Some(Cause::SignatureNotCanonical | Cause::PayloadNotCanonical(_))
    ) || anatomy.verdict == Verdict::Unverified
        && anatomy.signature.as_ref().is_some_and(|signature| {
            let length = base64_decode_as_python(signature.raw.as_bytes()).map(|it| it.len());
            !signature.canonical && length == Some(anatomy.digest.output_len())
        })
}

/// The one mistake after which the signature matches.
fn key_mistake(anatomy: &Anatomy, examination: &Examination, signed: &str) -> Option<KeyMistake> {
    let keys = examination.keys.as_ref()?;
    let signature = base64_decode_as_python(anatomy.signature.as_ref()?.raw.as_bytes())?;
    let matches = |keys: &SecretKeys, salt: &str, derivation, digest| {
        Signer::new(keys, salt.as_bytes(), derivation, digest)
            .verify_signature_bytes(signed.as_bytes(), &signature)
            .is_some()
    };
    let Examination {
        salt,
        key_derivation,
        digest,
        ..
    } = examination;
    for (mistake, keys) in misread_keys(keys) {
        if matches(&keys, salt, *key_derivation, *digest) {
            return Some(mistake);
        }
    }
    if matches(
        keys,
        "wtf-csrf-token",
        KeyDerivation::DjangoConcat,
        Digest::Sha1,
    ) {
        return Some(KeyMistake::FlaskWtf);
    }
    for other in [Digest::Sha1, Digest::Sha256, Digest::Sha512] {
        if matches(keys, salt, *key_derivation, other) {
            return Some(KeyMistake::Digest(other));
        }
    }
    let derivations = [
        KeyDerivation::Hmac,
        KeyDerivation::DjangoConcat,
        KeyDerivation::Concat,
        KeyDerivation::None,
    ];
    let other = derivations
        .into_iter()
        .find(|other| matches(keys, salt, *other, *digest))?;
    Some(KeyMistake::Derivation(other))
}

fn misread_keys(keys: &SecretKeys) -> Vec<(KeyMistake, SecretKeys)> {
    let mut misread = Vec::new();
    for (_, key) in keys.in_order_of_trial() {
        let key = key.expose_secret();
        let trimmed = key.trim_ascii();
        let mut add = |mistake, bytes: Option<Vec<u8>>| {
            misread.extend(bytes.map(|it| (mistake, SecretKeys::new(SecretKey::new(it)))));
        };
        add(
            KeyMistake::ReadAsHex,
            HEXLOWER_PERMISSIVE.decode(trimmed).ok(),
        );
        for encoding in [BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD] {
            add(KeyMistake::ReadAsBase64, encoding.decode(trimmed).ok());
        }
        add(KeyMistake::WithLineEnd, Some([key, b"\n"].concat()));
        add(KeyMistake::WithLineEnd, Some([key, b"\r\n"].concat()));
        let line = key.strip_suffix(b"\n");
        let line = line.map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        add(KeyMistake::WithoutLineEnd, line.map(<[u8]>::to_vec));
    }
    misread
}

/// What a refused text is instead, as far as its shape tells.
fn look_alike(anatomy: &Anatomy) -> Option<LookAlike> {
    let value = anatomy.value.as_str();
    if is_flask_wtf(anatomy) {
        return Some(LookAlike::FlaskWtf);
    }
    if anatomy.verdict != Verdict::Malformed {
        return None;
    }
    if is_jwt(value) {
        return Some(LookAlike::Jwt);
    }
    match anatomy.cause {
        Some(Cause::NoSeparator) if is_remember_token(value) => Some(LookAlike::RememberToken),
        Some(Cause::NoSeparator | Cause::MissingTimestamp) if is_django(value) => {
            Some(LookAlike::Django)
        }
        Some(Cause::NoSeparator) if is_opaque_id(anatomy) => Some(LookAlike::ServerSide),
        Some(Cause::MissingTimestamp) if is_untimed(anatomy) => Some(LookAlike::Untimed),
        _ => None,
    }
}

fn is_flask_wtf(anatomy: &Anatomy) -> bool {
    let token = document(anatomy).and_then(Value::as_str);
    token.is_some_and(|token| token.len() == 40 && token.bytes().all(|it| it.is_ascii_hexdigit()))
}

fn is_jwt(value: &str) -> bool {
    let header = value
        .split('.')
        .next()
        .and_then(|it| base64_decode(it.as_bytes()).ok());
    let header = header.and_then(|it| String::from_utf8(it).ok());
    let header = header.and_then(|it| parse(&it).ok());
    let names_algorithm = |it: &Value| it.as_dict().is_some_and(|dict| dict.get("alg").is_some());
    value.split('.').count() == 3 && header.as_ref().is_some_and(names_algorithm)
}

fn is_remember_token(value: &str) -> bool {
    value.rsplit_once('|').is_some_and(|(_, mac)| {
        mac.len() == 128 && mac.bytes().all(|byte| byte.is_ascii_hexdigit())
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

fn is_opaque_id(anatomy: &Anatomy) -> bool {
    let value = anatomy.value.as_str();
    let url_safe = value
        .bytes()
        .all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it));
    (22..=64).contains(&value.len()) && url_safe && document(anatomy).is_none()
}

fn is_untimed(anatomy: &Anatomy) -> bool {
    let signature = anatomy
        .value
        .rsplit_once('.')
        .and_then(|(_, it)| base64_decode(it.as_bytes()).ok());
    let is_digest = |it: Vec<u8>| matches!(it.len(), 20 | 32 | 64);
    document(anatomy).is_some() && signature.is_some_and(is_digest)
}
