//! Mistakes with keys: finds the one that explains a wrong signature.

use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD, HEXLOWER_PERMISSIVE};
use ring::hmac;

use crate::anatomy::{Anatomy, Cause, Examination, Examiner, KeyMistake, OtherSalt};
use crate::itsdangerous::{
    Digest, KeyDerivation, SecretKey, SecretKeys, Signer, base64_decode_as_python,
};
use crate::session::SALT;

/// `None` comes last: it takes no salt.
const DERIVATIONS: [KeyDerivation; 4] = [
    KeyDerivation::Hmac,
    KeyDerivation::DjangoConcat,
    KeyDerivation::Concat,
    KeyDerivation::None,
];

/// Salts used by other software, the most common first.
const SALTS: [&str; 7] = [
    SALT,
    // `Serializer` and `URLSafeSerializer` of itsdangerous.
    "itsdangerous",
    // Its `Signer`, and Starlette's sessions.
    "itsdangerous.Signer",
    // Flask-WTF.
    "wtf-csrf-token",
    // Flask-Session's signed ids.
    "flask-session",
    // Flask-Security.
    "remember-salt",
    "session",
];

/// A mistake, with a signer that verifies what was signed by someone who made
/// it.
#[derive(Clone, Debug)]
pub(in crate::anatomy) struct Suspicion {
    mistake: KeyMistake,
    /// Of its signatures, in bytes.
    length: usize,
    signer: Signer,
}

/// The first mistake that explains the signature.
pub(super) fn mistake(anatomy: &Anatomy, examiner: &Examiner, signed: &str) -> Option<KeyMistake> {
    let keys = examiner.examination().keys.as_ref()?;
    if is_remember_token(&anatomy.value, keys) {
        return Some(KeyMistake::RememberToken);
    }
    let is_candidate = matches!(
        anatomy.cause,
        Some(Cause::WrongSignature | Cause::MissingTimestamp)
    );
    let raw = anatomy.signature.as_ref().filter(|_| is_candidate)?;
    let signature = base64_decode_as_python(raw.raw.as_bytes())?;
    let mut suspicions = examiner.mistakes().iter();
    let verify = |it: &Signer| it.verify_signature_bytes(signed.as_bytes(), &signature);
    suspicions
        .find(|it| it.length == signature.len() && verify(&it.signer).is_some())
        .map(|it| it.mistake)
}

/// All possible mistakes with these keys, most likely first; empty without
/// keys.
pub(in crate::anatomy) fn suspicions(examination: &Examination) -> Vec<Suspicion> {
    let Some(keys) = &examination.keys else {
        return Vec::new();
    };
    let Examination {
        salt,
        key_derivation,
        digest,
        ..
    } = examination;
    let suspect = |mistake, keys: &SecretKeys, salt: &str, derivation, digest: Digest| Suspicion {
        mistake,
        length: digest.output_len(),
        signer: Signer::new(keys, salt.as_bytes(), derivation, digest),
    };
    let misread = keys.in_order_of_trial().flat_map(|(_, key)| {
        misread(key.expose_secret())
            .into_iter()
            .map(|(mistake, key)| {
                let keys = SecretKeys::new(SecretKey::new(key));
                suspect(mistake, &keys, salt, *key_derivation, *digest)
            })
    });
    let digests = Digest::ALL.into_iter().map(|other| {
        suspect(
            KeyMistake::Digest(other),
            keys,
            salt,
            *key_derivation,
            other,
        )
    });
    let derivations = DERIVATIONS
        .into_iter()
        .map(|other| suspect(KeyMistake::Derivation(other), keys, salt, other, *digest));
    let salts = other_salts().map(|other| {
        let mistake = match (other.salt, other.key_derivation) {
            ("wtf-csrf-token", KeyDerivation::DjangoConcat) => KeyMistake::FlaskWtf,
            _ => KeyMistake::Salt(other),
        };
        suspect(
            mistake,
            keys,
            other.salt,
            other.key_derivation,
            other.digest,
        )
    });
    misread
        .chain(digests)
        .chain(derivations)
        .chain(salts)
        .collect()
}

/// Each salt with each derivation that takes one and each hash function.
fn other_salts() -> impl Iterator<Item = OtherSalt> {
    SALTS.into_iter().flat_map(|salt| {
        DERIVATIONS
            .into_iter()
            .take(3)
            .flat_map(move |key_derivation| {
                Digest::ALL.into_iter().map(move |digest| OtherSalt {
                    salt,
                    key_derivation,
                    digest,
                })
            })
    })
}

/// Other keys that may have been meant, with the mistake each implies; most
/// likely first.
fn misread(key: &[u8]) -> Vec<(KeyMistake, Vec<u8>)> {
    let mut misread = Vec::new();
    let mut add = |mistake, key: Option<Vec<u8>>| misread.extend(key.map(|it| (mistake, it)));
    let trimmed = trim_blanks(key);
    let unquoted = unquote(trimmed);
    add(KeyMistake::InQuotes, unquoted.map(<[u8]>::to_vec));
    for quote in ["\"", "'"] {
        let quoted = [quote.as_bytes(), key, quote.as_bytes()].concat();
        add(KeyMistake::QuotesKept, Some(quoted));
    }
    add(
        KeyMistake::WithBlanks,
        (trimmed != key && !key.ends_with(b"\n")).then(|| trimmed.to_vec()),
    );
    for (before, after) in [("", " "), (" ", ""), (" ", " "), ("", "\t")] {
        let blank = [before.as_bytes(), key, after.as_bytes()].concat();
        add(KeyMistake::BlanksKept, Some(blank));
    }
    let cases = [trimmed.to_ascii_lowercase(), trimmed.to_ascii_uppercase()];
    for other in cases.into_iter().filter(|other| other != trimmed) {
        let is_hex = trimmed.iter().all(u8::is_ascii_hexdigit);
        add(KeyMistake::HexCase, is_hex.then_some(other));
    }
    for text in [Some(trimmed), unquoted].into_iter().flatten() {
        for is_bytes in [true, false] {
            add(KeyMistake::WithEscapes, python_unescape(text, is_bytes));
        }
    }
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
    misread
}

/// The bytes of a key written as a Python literal, `'…'` or `b'…'`; `None` if
/// it is not one.
pub fn python_literal(key: &[u8]) -> Option<Vec<u8>> {
    let inner = unquote(key.trim_ascii())?;
    let is_bytes = key.trim_ascii_start().starts_with(b"b");
    python_unescape(inner, is_bytes).or_else(|| Some(inner.to_vec()))
}

/// Removes ASCII blanks and no-break spaces at both ends.
fn trim_blanks(key: &[u8]) -> &[u8] {
    match str::from_utf8(key) {
        Ok(text) => text.trim().as_bytes(),
        Err(_) => key.trim_ascii(),
    }
}

/// The inside of `'…'`, `"…"`, `b'…'`, `“…”` or `` `…` ``.
fn unquote(key: &[u8]) -> Option<&[u8]> {
    let text = str::from_utf8(key).ok()?;
    let text = text
        .strip_prefix(['b', 'B', 'u', 'r'])
        .filter(|it| it.starts_with(['"', '\'']))
        .unwrap_or(text);
    let quotes = [
        ('"', '"'),
        ('\'', '\''),
        ('`', '`'),
        ('“', '”'),
        ('‘', '’'),
        ('«', '»'),
    ];
    let inner = quotes
        .into_iter()
        .find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close))?;
    Some(inner.trim_matches('\u{a0}').as_bytes())
}

/// The bytes that the text of a Python literal stands for: those of `b'…'` if
/// `is_bytes`, else the UTF-8 of `'…'`. `None` if it has no escapes.
fn python_unescape(text: &[u8], is_bytes: bool) -> Option<Vec<u8>> {
    let text = str::from_utf8(text).ok().filter(|it| it.contains('\\'))?;
    let mut key = Vec::new();
    let mut push = |code: u32| {
        let char = char::from_u32(code)?;
        match u8::try_from(code) {
            Ok(byte) if is_bytes => key.push(byte),
            _ => key.extend(char.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        Some(())
    };
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        rest = rest.get(char.len_utf8()..)?;
        if char != '\\' {
            push(u32::from(char))?;
            continue;
        }
        let next = rest.chars().next()?;
        let after = rest.get(next.len_utf8()..)?;
        let digits = |text: &str, most: usize, radix: u32| {
            text.chars()
                .take(most)
                .take_while(|it| it.is_digit(radix))
                .count()
        };
        let (number, length) = match next {
            'x' => (after.get(..2), 2),
            'u' if !is_bytes => (after.get(..4), 4),
            _ => (None, 0),
        };
        if let Some(code) = number.and_then(|it| u32::from_str_radix(it, 16).ok()) {
            push(code)?;
            rest = after.get(length..)?;
        } else if let count @ 1.. = digits(rest, 3, 8) {
            push(u32::from_str_radix(rest.get(..count)?, 8).ok()?)?;
            rest = rest.get(count..)?;
        } else {
            let code = match next {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'a' => '\u{7}',
                'b' => '\u{8}',
                'f' => '\u{c}',
                'v' => '\u{b}',
                '\\' | '\'' | '"' => next,
                // Python keeps an unknown escape as it is.
                other => {
                    push(u32::from('\\'))?;
                    other
                }
            };
            push(u32::from(code))?;
            rest = after;
        }
    }
    Some(key)
}

/// Whether a value is Flask-Login's `remember_token`, `id|HMAC-SHA512(key, id)`
/// in hex, made with one of the keys.
fn is_remember_token(value: &str, keys: &SecretKeys) -> bool {
    let Some((id, mac)) = value.rsplit_once('|') else {
        return false;
    };
    let Ok(mac) = HEXLOWER_PERMISSIVE.decode(mac.as_bytes()) else {
        return false;
    };
    let mut keys = keys.in_order_of_trial();
    keys.any(|(_, key)| {
        let key = hmac::Key::new(hmac::HMAC_SHA512, key.expose_secret());
        hmac::verify(&key, id.as_bytes(), &mac).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_read_as_python_reads_them() {
        let table: [(&str, &[u8], &[u8]); 5] = [
            (r"\x02\x01a\\e", b"\x02\x01a\\e", b"\x02\x01a\\e"),
            (r"\2\1\012", b"\x02\x01\n", b"\x02\x01\n"),
            (r"\xec]/", b"\xec]/", "\u{ec}]/".as_bytes()),
            (r"\n\d\'", b"\n\\d'", b"\n\\d'"),
            (r"\u00e9", br"\u00e9", "é".as_bytes()),
        ];
        for (text, bytes, string) in table {
            assert_eq!(
                python_unescape(text.as_bytes(), true).as_deref(),
                Some(bytes),
                "{text}"
            );
            assert_eq!(
                python_unescape(text.as_bytes(), false).as_deref(),
                Some(string),
                "{text}"
            );
        }
        assert_eq!(python_unescape(b"abc", true), None);
    }
}
