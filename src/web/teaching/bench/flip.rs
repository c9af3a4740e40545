//! One byte of a part, or one bit of it, turned over.

use super::form::{Problems, Typed};
use crate::{
    anatomy::{Part, Parts},
    itsdangerous::{base64_decode, base64_encode},
    view::text::lab::BenchWords,
};

/// The value with one bit turned over, or all eight of one byte.
pub(super) fn flip(value: &str, typed: &Typed, words: &BenchWords) -> Result<String, Problems> {
    let part = typed.part.unwrap_or(Part::Payload);
    let parts = Parts::of(value);
    let text = parts.text(part);
    // The dot that announces zlib is no base64.
    let base64 = text.strip_prefix('.').unwrap_or(text);
    let dot = text.strip_suffix(base64).unwrap_or_default();
    let mut bytes = base64_decode(base64.as_bytes()).unwrap_or_default();
    if bytes.is_empty() {
        return Err(problem(words.no_bytes.to_owned()));
    }
    let count = bytes.len().to_string();
    let position = typed.position.trim().parse::<usize>().ok();
    let byte = position
        .and_then(|position| position.checked_sub(1))
        .and_then(|index| bytes.get_mut(index))
        .ok_or_else(|| problem(words.position_unreadable(&count)))?;
    *byte ^= match typed.bit {
        Some(bit) => 0x80 >> (bit - 1),
        None => 0xff,
    };
    let flipped = format!("{dot}{}", base64_encode(&bytes));
    let of = |which: Part, text: Option<&str>| {
        let kept = text.map(str::to_owned);
        if which == part {
            Some(flipped.clone())
        } else {
            kept
        }
    };
    let parts = [
        of(Part::Payload, parts.payload),
        of(Part::Timestamp, parts.timestamp),
        of(Part::Signature, parts.signature),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Ok(parts.join("."))
}

fn problem(text: String) -> Problems {
    Problems {
        flip: Some(text),
        ..Problems::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::text::Lang;

    const A: &str = "eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM";

    fn flipped(part: Part, position: &str, bit: Option<u8>) -> Option<String> {
        let typed = Typed {
            part: Some(part),
            position: position.to_owned(),
            bit,
            ..Typed::default()
        };
        flip(A, &typed, BenchWords::of(Lang::En)).ok()
    }

    #[test]
    fn one_bit_of_one_byte_is_turned_over() {
        // 0x65 is 0110_0101: its lowest bit, its highest, all of them.
        for (position, bit, timestamp) in [
            ("1", Some(8), "ZFPxAA"),
            ("1", Some(1), "5VPxAA"),
            ("1", None, "mlPxAA"),
            ("4", Some(8), "ZVPxAQ"),
        ] {
            let expected = A.replace("ZVPxAA", timestamp);
            assert_eq!(flipped(Part::Timestamp, position, bit), Some(expected));
        }
        let payload = flipped(Part::Payload, "2", Some(8)).unwrap();
        assert!(payload.starts_with("eyNhIjoxfQ."), "{payload}");
    }

    #[test]
    fn a_byte_that_there_is_not_cannot_be_turned_over() {
        for position in ["", "0", "5", "-1", "x", "99999999999999999999"] {
            assert_eq!(flipped(Part::Timestamp, position, None), None, "{position}");
        }
    }
}
