//! Python's numbers: their source text, and the form that `json.dumps` gives them.

use std::fmt::Write;

/// A Python `int` or `float`, in JSON's notation.
///
/// Keeps the source text: an `int` has no bound, and a cookie's content is shown as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(Source);

/// A number's text. Nearly all are short, and a cookie may hold thousands, so short ones are stored
/// inline.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    Short { length: u8, bytes: [u8; 22] },
    Long(Box<str>),
}

impl From<&str> for Source {
    fn from(text: &str) -> Self {
        let mut bytes = [0; 22];
        match (u8::try_from(text.len()), bytes.get_mut(..text.len())) {
            (Ok(length), Some(start)) => {
                start.copy_from_slice(text.as_bytes());
                Self::Short { length, bytes }
            }
            _ => Self::Long(text.into()),
        }
    }
}

impl Number {
    /// `source` must be a number of the JSON grammar, `NaN`, `Infinity` or `-Infinity`.
    pub(super) fn from_source(source: &str) -> Self {
        Self(source.into())
    }

    /// The number as written.
    pub fn source(&self) -> &str {
        match &self.0 {
            Source::Short { length, bytes } => {
                let text = bytes.get(..usize::from(*length)).unwrap_or_default();
                std::str::from_utf8(text).expect("it was copied whole from a text")
            }
            Source::Long(text) => text,
        }
    }

    /// Whether JSON (RFC 8259) can express it: neither `NaN` nor an infinity.
    pub fn is_json(&self) -> bool {
        !self.source().ends_with(['N', 'y'])
    }

    fn is_float(&self) -> bool {
        !self.is_json() || self.source().contains(['.', 'e', 'E'])
    }

    pub(super) fn is_zero(&self) -> bool {
        self.to_f64() == 0.0
    }

    fn to_f64(&self) -> f64 {
        self.source().parse().unwrap_or(f64::NAN)
    }

    /// The text that Python's `json.dumps` writes after `json.loads` read this: `int.__repr__` or
    /// `float.__repr__`.
    pub(super) fn to_python(&self) -> String {
        if self.is_float() {
            python_repr(self.to_f64())
        } else if self.source() == "-0" {
            "0".into()
        } else {
            self.source().to_owned()
        }
    }

    /// Python's `str()`, which says `nan` and `inf` where JSON says `NaN` and `Infinity`.
    pub(super) fn to_python_str(&self) -> String {
        match self.to_python().as_str() {
            "NaN" => "nan".to_owned(),
            "Infinity" => "inf".to_owned(),
            "-Infinity" => "-inf".to_owned(),
            finite => finite.to_owned(),
        }
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self::from_source(&number.to_string())
    }
}

impl From<f64> for Number {
    fn from(number: f64) -> Self {
        Self::from_source(&python_repr(number))
    }
}

/// Python's `float.__repr__`, with JSON's names for `nan` and `inf`.
// Compat: the shortest digits that read back; of these the nearest to the number, or the even ones
// if two are equally near. Fixed notation for 1e-4 <= |x| < 1e16.
fn python_repr(number: f64) -> String {
    if number.is_nan() {
        return "NaN".into();
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if number.is_infinite() {
        return format!("{sign}Infinity");
    }
    if number == 0.0 {
        return format!("{sign}0.0");
    }
    let (digits, point) = shortest_digits(number.abs());
    let mut out = String::with_capacity(24);
    out.push_str(sign);
    match usize::try_from(point) {
        Ok(0) => write!(out, "0.{digits}"),
        Ok(point @ 1..=16) => match digits.split_at_checked(point) {
            Some((whole, fraction)) if !fraction.is_empty() => write!(out, "{whole}.{fraction}"),
            _ => write!(out, "{digits:0<point$}.0"),
        },
        Err(_) if point > -4 => {
            let zeros = usize::from(point.unsigned_abs());
            write!(out, "0.{:0<zeros$}{digits}", "")
        }
        _ => {
            let (first, rest) = digits.split_at_checked(1).unwrap_or((&digits, ""));
            let dot = if rest.is_empty() { "" } else { "." };
            let exponent = point - 1;
            let sign = if exponent < 0 { '-' } else { '+' };
            write!(out, "{first}{dot}{rest}e{sign}{:02}", exponent.abs())
        }
    }
    .expect("a String takes every character");
    out
}

/// The digits of a positive number, without zeros at either end, and the exponent `e` such that it
/// equals `0.digits` times ten to the power of `e`.
fn shortest_digits(number: f64) -> (String, i16) {
    let mut buffer = zmij::Buffer::new();
    let written = buffer.format_finite(number);
    let (mantissa, exponent) = written.split_once('e').unwrap_or((written, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, fraction].concat();
    let significant = all.trim_start_matches('0');
    let leading_zeros = all.len() - significant.len();
    let point = i16::try_from(whole.len()).unwrap_or(i16::MAX)
        - i16::try_from(leading_zeros).unwrap_or(i16::MAX)
        + exponent.parse::<i16>().unwrap_or_default();
    (significant.trim_end_matches('0').to_owned(), point)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The expected values are those of CPython 3.11's `repr`.
    #[test]
    fn floats_are_written_as_python_writes_them() {
        let table = [
            (1.0, "1.0"),
            (-0.0, "-0.0"),
            (0.0, "0.0"),
            (0.1, "0.1"),
            (1e15, "1000000000000000.0"),
            (9_999_999_999_999_998.0, "9999999999999998.0"),
            (1e16, "1e+16"),
            (1.2345e22, "1.2345e+22"),
            (1e-4, "0.0001"),
            (9.999e-5, "9.999e-05"),
            (1e-5, "1e-05"),
            (0.001, "0.001"),
            (0.05, "0.05"),
            (123.456, "123.456"),
            (1e22, "1e+22"),
            (2f64.powi(70), "1.1805916207174113e+21"),
            // Two texts are equally short and near: the one with the even digit.
            (1_922_589_678_234_121.0 + 0.25, "1922589678234121.2"),
            (2f64.powi(-24), "5.960464477539063e-08"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (1e100, "1e+100"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "Infinity"),
            (f64::NEG_INFINITY, "-Infinity"),
        ];
        for (number, text) in table {
            assert_eq!(python_repr(number), text);
        }
    }

    #[test]
    fn numbers_keep_their_source_and_become_what_python_makes_of_them() {
        let table = [
            ("-0", "0"),
            ("-0.0", "-0.0"),
            ("1.00", "1.0"),
            ("1E5", "100000.0"),
            ("1e400", "Infinity"),
            ("18446744073709551616", "18446744073709551616"),
            (
                "123456789012345678901234567890",
                "123456789012345678901234567890",
            ),
            ("1.00000000000000000000000000", "1.0"),
        ];
        for (source, python) in table {
            let number = Number::from_source(source);
            assert_eq!(
                (number.source(), number.to_python().as_str()),
                (source, python)
            );
        }
    }
}
