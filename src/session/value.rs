//! What a Flask session may hold: the Python types that
//! `flask/json/tag.py` carries through JSON.

use std::collections::HashMap;
use std::fmt;

use jiff::civil::DateTime;

/// A value of a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `None`.
    Null,
    /// `True`, `False`.
    Bool(bool),
    /// `int` or `float`.
    Number(Number),
    /// `str`.
    String(Text),
    /// `list`.
    List(Vec<Value>),
    /// `dict` with string keys.
    Dict(Dict),
    /// `tuple`: tag ` t`.
    Tuple(Vec<Value>),
    /// `bytes`: tag ` b`.
    Bytes(Vec<u8>),
    /// `markupsafe.Markup`: tag ` m`.
    Markup(Text),
    /// `uuid.UUID`: tag ` u`.
    Uuid([u8; 16]),
    /// `datetime.datetime`, in UTC: tag ` d`.
    DateTime(DateTime),
}

impl Value {
    /// The text of a string that Unicode can carry.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => text.as_str(),
            _ => None,
        }
    }

    /// The entries of a dict.
    pub fn as_dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// Python's `bool(value)`.
    pub fn is_truthy(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Bool(value) => *value,
            Self::Number(number) => !number.is_zero(),
            Self::String(text) | Self::Markup(text) => !text.is_empty(),
            Self::List(items) | Self::Tuple(items) => !items.is_empty(),
            Self::Dict(dict) => !dict.is_empty(),
            Self::Bytes(bytes) => !bytes.is_empty(),
            Self::Uuid(_) | Self::DateTime(_) => true,
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(Text::from(text))
    }
}

impl From<Dict> for Value {
    fn from(dict: Dict) -> Self {
        Self::Dict(dict)
    }
}

/// A Python `str`: Unicode, and lone surrogates, which Rust's `str` cannot
/// hold.
///
/// Kept as WTF-8 (UTF-8 in which a lone surrogate takes three bytes), so that
/// the order of the bytes is Python's order of strings. May be empty.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text(Vec<u8>);

impl Text {
    /// The text, unless a lone surrogate stands in it.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// Whether there is no character.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The code points, surrogates included.
    pub fn code_points(&self) -> impl Iterator<Item = u32> {
        let mut bytes = self.0.iter().copied().map(u32::from);
        std::iter::from_fn(move || {
            let first = bytes.next()?;
            let (start, more) = match first {
                0..0x80 => (first, 0),
                0x80..0xe0 => (first & 0x1f, 1),
                0xe0..0xf0 => (first & 0x0f, 2),
                _ => (first & 0x07, 3),
            };
            Some(
                bytes
                    .by_ref()
                    .take(more)
                    .fold(start, |point, byte| point << 6 | byte & 0x3f),
            )
        })
    }

    /// Each character as a text of its own.
    pub(super) fn characters(&self) -> impl Iterator<Item = Self> {
        self.code_points().map(|point| {
            let mut character = Self::default();
            character.push_code_point(point);
            character
        })
    }

    pub(super) fn push_str(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    pub(super) fn push_code_point(&mut self, point: u32) {
        if let Some(char) = char::from_u32(point) {
            self.push_str(char.encode_utf8(&mut [0; 4]));
        } else {
            let [_, _, high, low] = point.to_be_bytes();
            let six = |bits: u8| 0x80 | bits & 0x3f;
            self.0
                .extend([0xe0 | high >> 4, six(high << 2 | low >> 6), six(low)]);
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.0 == other.as_bytes()
    }
}

impl fmt::Display for Text {
    /// A lone surrogate is shown as `U+FFFD`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_str() {
            Some(text) => f.write_str(text),
            None => self.code_points().try_for_each(|point| {
                write!(
                    f,
                    "{}",
                    char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER)
                )
            }),
        }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

/// A Python `int` or `float`, as the JSON text writes it.
///
/// The source text is kept: an `int` has no bound, and what a cookie holds is
/// shown as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// `source` is a number of the JSON grammar, `NaN`, `Infinity` or
    /// `-Infinity`.
    pub(super) fn from_source(source: &str) -> Self {
        Self(source.into())
    }

    /// As written.
    pub fn source(&self) -> &str {
        &self.0
    }

    /// Whether JSON (RFC 8259) can carry it: not `NaN`, not an infinity.
    pub fn is_json(&self) -> bool {
        !self.0.ends_with(['N', 'y'])
    }

    fn is_float(&self) -> bool {
        !self.is_json() || self.0.contains(['.', 'e', 'E'])
    }

    fn is_zero(&self) -> bool {
        self.to_f64() == 0.0
    }

    fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// As Python's `json.dumps` writes the number that `json.loads` read:
    /// `int.__repr__` or `float.__repr__`.
    pub(super) fn to_python(&self) -> String {
        if self.is_float() {
            python_repr(self.to_f64())
        } else if self.0 == "-0" {
            "0".into()
        } else {
            self.0.clone()
        }
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self(number.to_string())
    }
}

impl From<f64> for Number {
    fn from(number: f64) -> Self {
        Self(python_repr(number))
    }
}

/// Python's `float.__repr__`, with JSON's names for what is not finite.
// Compat: the shortest digits that read back; fixed notation for 1e-4 <= |x| < 1e16.
fn python_repr(number: f64) -> String {
    if number.is_nan() {
        return "NaN".into();
    }
    if number.is_infinite() {
        return if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .into();
    }
    let scientific = format!("{number:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    match exponent.parse::<i32>() {
        Ok(exponent) if !(-4..16).contains(&exponent) && number != 0.0 => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
        }
        _ => format!("{number:?}"),
    }
}

/// A Python `dict` with string keys: in order of insertion, each key once.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Dict(Vec<(Text, Value)>);

impl Dict {
    /// An empty dict.
    pub fn new() -> Self {
        Self::default()
    }

    /// Collects pairs as Python does: of two equal keys the first gives the
    /// place, the last the value.
    pub(super) fn from_pairs(pairs: Vec<(Text, Value)>) -> Self {
        let mut places: HashMap<Text, usize> = HashMap::with_capacity(pairs.len());
        let mut entries: Vec<(Text, Value)> = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let place = *places.entry(key.clone()).or_insert(entries.len());
            match entries.get_mut(place) {
                Some(entry) => entry.1 = value,
                None => entries.push((key, value)),
            }
        }
        Self(entries)
    }

    /// How many keys.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.iter()
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value)
    }

    /// Sets a key; an existing one keeps its place.
    pub fn insert(&mut self, key: &str, value: impl Into<Value>) {
        match self.0.iter_mut().find(|(name, _)| *name == *key) {
            Some((_, old)) => *old = value.into(),
            None => self.0.push((key.into(), value.into())),
        }
    }

    /// Removes a key and returns what it had.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let place = self.0.iter().position(|(name, _)| *name == *key)?;
        Some(self.0.remove(place).1)
    }

    /// The entries in order of insertion.
    pub fn iter(&self) -> impl Iterator<Item = (&Text, &Value)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// The one entry of a dict that has just one.
    pub(super) fn only(&self) -> Option<(&Text, &Value)> {
        match self.0.as_slice() {
            [(key, value)] => Some((key, value)),
            _ => None,
        }
    }

    pub(super) fn into_entries(self) -> Vec<(Text, Value)> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What CPython 3.11 answers to `repr`.
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
        ];
        for (source, python) in table {
            let number = Number::from_source(source);
            assert_eq!(
                (number.source(), number.to_python().as_str()),
                (source, python)
            );
        }
    }

    #[test]
    fn a_text_carries_lone_surrogates_and_sorts_by_code_point() {
        let mut lone = Text::default();
        lone.push_code_point(0xd83d);
        assert_eq!(
            (lone.as_str(), lone.to_string().as_str()),
            (None, "\u{fffd}")
        );
        assert_eq!(lone.code_points().collect::<Vec<_>>(), [0xd83d]);
        assert_eq!(
            Text::from("aé€😀").code_points().collect::<Vec<_>>(),
            [0x61, 0xe9, 0x20ac, 0x1f600]
        );
        let (last_of_plane_0, emoji) = (Text::from("\u{ffff}"), Text::from("😀"));
        assert!(lone < last_of_plane_0 && last_of_plane_0 < emoji);
    }

    #[test]
    fn of_two_equal_keys_the_first_gives_the_place_and_the_last_the_value() {
        let pair = |key: &str, value: &str| (Text::from(key), Value::from(value));
        let dict = Dict::from_pairs(vec![pair("b", "1"), pair("a", "2"), pair("b", "3")]);
        assert_eq!(dict.into_entries(), [pair("b", "3"), pair("a", "2")]);
    }
}
