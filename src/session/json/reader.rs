//! The JSON parser, after `json/decoder.py`.

use crate::session::{Dict, Number, Text, Value};

/// The deepest nesting that Flask can read within a request; one level more raises
/// `RecursionError`.
pub const MAX_DEPTH: usize = 491;

/// The most digits that Python's `int()` reads (`sys.int_info.default_max_str_digits`).
const MAX_INT_DIGITS: usize = 4300;

/// Why Python's `json` would not read a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem} at byte {position}")]
pub struct JsonError {
    /// Byte offset at which reading stopped.
    pub position: usize,
    /// What is wrong there.
    pub problem: JsonProblem,
}

/// What is wrong at a [`JsonError`]'s position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonProblem {
    /// No value starts here, perhaps because the text ends too early.
    #[error("expected a value")]
    ExpectedValue,
    /// An object's key must be in double quotes.
    #[error("expected a key in double quotes")]
    ExpectedKey,
    /// A colon must follow the key.
    #[error("expected `:`")]
    ExpectedColon,
    /// A comma or the closing bracket must follow an item.
    #[error("expected `,` or the closing bracket")]
    ExpectedComma,
    /// A string without its closing quote; the position is that of its opening quote.
    #[error("unterminated string")]
    UnterminatedString,
    /// A raw control character in a string.
    #[error("control character in a string")]
    ControlCharacter,
    /// A backslash that does not begin an escape.
    #[error("unknown escape in a string")]
    BadEscape,
    /// More text follows the document.
    #[error("expected the end of the text")]
    ExtraData,
    /// More than [`MAX_DEPTH`] levels.
    #[error("nested more than 491 levels deep")]
    TooDeep,
    /// An integer with more digits than Python reads.
    #[error("integer of more than 4300 digits")]
    IntegerTooLong,
}

/// Parses one JSON document as `json.loads` does. Tags are left as they are.
pub fn parse(text: &str) -> Result<Value, JsonError> {
    let mut parser = Parser { text, position: 0 };
    parser.skip_whitespace();
    let value = parser.value(0)?;
    parser.skip_whitespace();
    match parser.peek() {
        None => Ok(value),
        Some(_) => parser.fail(JsonProblem::ExtraData),
    }
}

struct Parser<'text> {
    text: &'text str,
    position: usize,
}

impl<'text> Parser<'text> {
    fn fail<T>(&self, problem: JsonProblem) -> Result<T, JsonError> {
        Err(JsonError {
            position: self.position,
            problem,
        })
    }

    fn rest(&self) -> &'text str {
        self.text.get(self.position..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.position += usize::from(found);
        found
    }

    fn eat_while(&mut self, accept: impl Fn(u8) -> bool) -> usize {
        let rest = self.text.as_bytes().iter().skip(self.position);
        let count = rest.take_while(|byte| accept(**byte)).count();
        self.position += count;
        count
    }

    fn skip_whitespace(&mut self) {
        self.eat_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    }

    fn value(&mut self, depth: usize) -> Result<Value, JsonError> {
        if depth > MAX_DEPTH {
            return self.fail(JsonProblem::TooDeep);
        }
        match self.peek() {
            Some(b'"') => self.string().map(Value::String),
            Some(b'{') => self.object(depth).map(Value::Dict),
            Some(b'[') => self.array(depth).map(Value::List),
            Some(b'-' | b'0'..=b'9') => self.number().map(Value::Number),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Result<Value, JsonError> {
        let words = ["null", "true", "false", "NaN", "Infinity"];
        let Some(word) = words.into_iter().find(|word| self.rest().starts_with(word)) else {
            return self.fail(JsonProblem::ExpectedValue);
        };
        self.position += word.len();
        Ok(match word {
            "null" => Value::Null,
            "true" | "false" => Value::Bool(word == "true"),
            _ => Value::Number(Number::from_source(word)),
        })
    }

    fn array(&mut self, depth: usize) -> Result<Vec<Value>, JsonError> {
        self.position += 1;
        self.skip_whitespace();
        let mut items = Vec::new();
        if self.eat(b']') {
            return Ok(items);
        }
        loop {
            self.skip_whitespace();
            push(&mut items, self.value(depth + 1)?);
            self.skip_whitespace();
            if self.eat(b']') {
                items.shrink_to_fit();
                return Ok(items);
            }
            if !self.eat(b',') {
                return self.fail(JsonProblem::ExpectedComma);
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Dict, JsonError> {
        self.position += 1;
        self.skip_whitespace();
        let mut pairs = Vec::new();
        if self.eat(b'}') {
            return Ok(Dict::new());
        }
        loop {
            self.skip_whitespace();
            if self.peek() != Some(b'"') {
                return self.fail(JsonProblem::ExpectedKey);
            }
            let key = self.string()?;
            self.skip_whitespace();
            if !self.eat(b':') {
                return self.fail(JsonProblem::ExpectedColon);
            }
            self.skip_whitespace();
            push(&mut pairs, (key, self.value(depth + 1)?));
            self.skip_whitespace();
            if self.eat(b'}') {
                pairs.shrink_to_fit();
                return Ok(Dict::from_pairs(pairs));
            }
            if !self.eat(b',') {
                return self.fail(JsonProblem::ExpectedComma);
            }
        }
    }

    fn number(&mut self) -> Result<Number, JsonError> {
        let start = self.position;
        self.eat(b'-');
        if self.rest().starts_with("Infinity") && self.position > start {
            self.position += "Infinity".len();
            return Ok(Number::from_source("-Infinity"));
        }
        // Compat: after a leading zero the integer ends; `01` is 0 followed by extra data.
        let digits = if self.eat(b'0') {
            1
        } else {
            self.eat_while(|byte| byte.is_ascii_digit())
        };
        if digits == 0 {
            self.position = start;
            return self.fail(JsonProblem::ExpectedValue);
        }
        let is_float = self.fraction() | self.exponent();
        if digits > MAX_INT_DIGITS && !is_float {
            self.position = start;
            return self.fail(JsonProblem::IntegerTooLong);
        }
        Ok(Number::from_source(
            self.text.get(start..self.position).unwrap_or_default(),
        ))
    }

    /// A dot is part of the number only if a digit follows.
    fn fraction(&mut self) -> bool {
        let start = self.position;
        let found = self.eat(b'.') && self.eat_while(|byte| byte.is_ascii_digit()) > 0;
        if !found {
            self.position = start;
        }
        found
    }

    fn exponent(&mut self) -> bool {
        let start = self.position;
        let found = (self.eat(b'e') || self.eat(b'E')) && {
            let _sign = self.eat(b'+') || self.eat(b'-');
            self.eat_while(|byte| byte.is_ascii_digit()) > 0
        };
        if !found {
            self.position = start;
        }
        found
    }

    fn string(&mut self) -> Result<Text, JsonError> {
        let opening = self.position;
        self.position += 1;
        let mut text = Text::from(self.plain());
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.position += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push_code_point(self.escape(opening)?),
                Some(_) => return self.fail(JsonProblem::ControlCharacter),
                None => {
                    self.position = opening;
                    return self.fail(JsonProblem::UnterminatedString);
                }
            }
            text.push_str(self.plain());
        }
    }

    /// Reads what stands for itself in a string.
    fn plain(&mut self) -> &'text str {
        let start = self.position;
        self.eat_while(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\');
        self.text.get(start..self.position).unwrap_or_default()
    }

    fn escape(&mut self, opening: usize) -> Result<u32, JsonError> {
        let backslash = self.position;
        self.position += 1;
        let Some(letter) = self.peek() else {
            self.position = opening;
            return self.fail(JsonProblem::UnterminatedString);
        };
        let point = match letter {
            b'"' | b'\\' | b'/' => u32::from(letter),
            b'b' => 0x08,
            b'f' => 0x0c,
            b'n' => 0x0a,
            b'r' => 0x0d,
            b't' => 0x09,
            b'u' => {
                if let Some(point) = self.unicode_escape() {
                    return Ok(point);
                }
                self.position = backslash;
                return self.fail(JsonProblem::BadEscape);
            }
            _ => {
                self.position = backslash;
                return self.fail(JsonProblem::BadEscape);
            }
        };
        self.position += 1;
        Ok(point)
    }

    /// `uXXXX`, or the pair `uD8XX\uDCXX`; a lone surrogate is kept.
    fn unicode_escape(&mut self) -> Option<u32> {
        let first = self.four_hex_digits(1)?;
        self.position += 5;
        let is_high = (0xd800..0xdc00).contains(&first);
        if is_high
            && self.rest().starts_with("\\u")
            && let Some(second @ 0xdc00..0xe000) = self.four_hex_digits(2)
        {
            self.position += 6;
            return Some(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
        }
        Some(first)
    }

    fn four_hex_digits(&self, skip: usize) -> Option<u32> {
        let digits = self.rest().get(skip..skip + 4)?;
        let all_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| all_hex)
    }
}

/// Like `Vec::push`, but reserves no more than the first item, often the only one.
// Security: a `Vec` starts with room for four values, which a hostile `[[0],[0],…]` would get for
// every four bytes of JSON.
fn push<T>(items: &mut Vec<T>, item: T) {
    if items.is_empty() {
        items.reserve_exact(1);
    }
    items.push(item);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::to_source;

    #[test]
    fn what_python_refuses_is_refused_with_the_place() {
        let table = [
            ("", "expected a value at byte 0"),
            ("{", "expected a key in double quotes at byte 1"),
            ("{a:1}", "expected a key in double quotes at byte 1"),
            ("{'a':1}", "expected a key in double quotes at byte 1"),
            (r#"{"a" 1}"#, "expected `:` at byte 5"),
            (r#"{"a":1,}"#, "expected a key in double quotes at byte 7"),
            ("[1,]", "expected a value at byte 3"),
            ("[1 2]", "expected `,` or the closing bracket at byte 3"),
            ("01", "expected the end of the text at byte 1"),
            ("1.", "expected the end of the text at byte 1"),
            ("1e", "expected the end of the text at byte 1"),
            ("-", "expected a value at byte 0"),
            ("nul", "expected a value at byte 0"),
            ("\u{feff}1", "expected a value at byte 0"),
            ("\"a", "unterminated string at byte 0"),
            ("\"a\\", "unterminated string at byte 0"),
            ("\"a\tb\"", "control character in a string at byte 2"),
            (r#""a\x""#, "unknown escape in a string at byte 2"),
            (r#""\u12g4""#, "unknown escape in a string at byte 1"),
            (r#""\u+123""#, "unknown escape in a string at byte 1"),
            ("1 2", "expected the end of the text at byte 2"),
        ];
        for (text, message) in table {
            assert_eq!(parse(text).unwrap_err().to_string(), message, "{text}");
        }
    }

    #[test]
    fn what_python_tolerates_is_read() {
        for (text, source) in [
            (" \t\r\n[ ] ", Some("[]")),
            (r#"{"a":1,"a":2}"#, Some(r#"{"a":2}"#)),
            (r#"{"b":1.50,"a":1E400}"#, Some(r#"{"b":1.50,"a":1E400}"#)),
            ("\"é\"", Some(r#""\u00e9""#)),
            (r#""\ud83d\ude00""#, Some(r#""\ud83d\ude00""#)),
            (r#""\ud83d\u0041""#, None),
            (r#""\ude00\ud83d""#, None),
            ("[NaN]", None),
            ("-Infinity", None),
            (r#""\/""#, Some(r#""/""#)),
        ] {
            assert_eq!(
                to_source(&parse(text).unwrap()).as_deref(),
                source,
                "{text}"
            );
        }
    }

    #[test]
    fn nesting_is_read_as_deep_as_flask_reads_it() {
        let lists = |count: usize| format!("{{\"v\":{}{}}}", "[".repeat(count), "]".repeat(count));
        let dicts = |count: usize| format!("{}1{}", "{\"v\":".repeat(count), "}".repeat(count));
        assert!(parse(&lists(491)).is_ok() && parse(&dicts(491)).is_ok());
        for text in [lists(492), dicts(492), "[".repeat(100_000)] {
            assert_eq!(parse(&text).unwrap_err().problem, JsonProblem::TooDeep);
        }
    }

    #[test]
    fn an_integer_has_as_many_digits_as_python_reads() {
        assert!(parse(&"9".repeat(4300)).is_ok());
        assert_eq!(
            parse(&"9".repeat(4301)).unwrap_err().problem,
            JsonProblem::IntegerTooLong
        );
        assert!(parse(&format!("{}.5", "9".repeat(4301))).is_ok());
    }
}
