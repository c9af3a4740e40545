//! A session written as a Python literal: `{'logged_in': True}`.
//!
//! Mirrors `ast.literal_eval` (CPython 3.11) for the values that a session may
//! hold: dict, list, tuple, `str`, `bytes`, `int`, `float`, `True`, `False` and
//! `None`. Nothing is evaluated: a name or a call is refused.
//!
//! # Differences
//!
//! - Keys must be strings. Flask also takes a number, and returns a string.
//! - `\N{name}`, sets and complex numbers are refused; the last two do not exist in Flask's JSON
//!   either.

mod number;
mod string;

use super::{Dict, MAX_DEPTH, Text, Value};

/// Why a text is not such a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem} at byte {position}")]
pub struct LiteralError {
    /// Byte offset at which reading stopped.
    pub position: usize,
    /// What is wrong there.
    pub problem: LiteralProblem,
}

/// What is wrong at a [`LiteralError`]'s position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LiteralProblem {
    /// No value starts here, perhaps because the text ends too early.
    #[error("expected a value")]
    ExpectedValue,
    /// A colon must follow the key.
    #[error("expected `:`")]
    ExpectedColon,
    /// A comma or the closing bracket must follow an item.
    #[error("expected `,` or the closing bracket")]
    ExpectedComma,
    /// The key is not a string.
    #[error("expected a string as key")]
    KeyIsNoString,
    /// A name or a call, which would have to be evaluated.
    #[error("expected a literal, found a name")]
    Name,
    /// A string without its closing quotes; the position is that of its opening quotes.
    #[error("unterminated string")]
    UnterminatedString,
    /// An escape unknown to Python, or not supported here.
    #[error("unknown escape in a string")]
    BadEscape,
    /// `b'é'`, or bytes and text next to each other.
    #[error("bytes of other than ASCII characters")]
    BadBytes,
    /// Not a number in Python's notation.
    #[error("malformed number")]
    BadNumber,
    /// An integer with more digits than Python reads.
    #[error("integer of more than 4300 digits")]
    IntegerTooLong,
    /// More than [`MAX_DEPTH`] levels.
    #[error("nested more than 491 levels deep")]
    TooDeep,
    /// More text follows the literal.
    #[error("expected the end of the text")]
    ExtraData,
}

/// Parses one literal.
///
/// ```
/// use flask_session_demo::session::{dumps, literal_eval};
/// let session = literal_eval("{'logged_in': True, 'pair': (1, b'x')}").unwrap();
/// assert_eq!(dumps(&session), r#"{"logged_in":true,"pair":{" t":[1,{" b":"eA=="}]}}"#);
/// ```
pub fn literal_eval(text: &str) -> Result<Value, LiteralError> {
    let mut parser = Parser { text, position: 0 };
    parser.skip_blanks();
    let value = parser.value(0)?;
    parser.skip_blanks();
    match parser.peek() {
        None => Ok(value),
        Some(_) => parser.fail(LiteralProblem::ExtraData),
    }
}

struct Parser<'text> {
    text: &'text str,
    position: usize,
}

impl<'text> Parser<'text> {
    fn fail<T>(&self, problem: LiteralProblem) -> Result<T, LiteralError> {
        Err(LiteralError {
            position: self.position,
            problem,
        })
    }

    fn rest(&self) -> &'text str {
        self.text.get(self.position..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let char = self.peek()?;
        self.position += char.len_utf8();
        Some(char)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        self.position += if found { text.len() } else { 0 };
        found
    }

    /// The longest run of accepted characters.
    fn eat_while(&mut self, accept: impl Fn(char) -> bool) -> &'text str {
        let rest = self.rest();
        let length = rest.find(|char| !accept(char)).unwrap_or(rest.len());
        self.position += length;
        rest.get(..length).unwrap_or_default()
    }

    /// Skips blanks, line ends and comments. Line ends are always blank here: they are inside
    /// brackets, or at an edge that was trimmed.
    fn skip_blanks(&mut self) {
        loop {
            self.eat_while(|char| matches!(char, ' ' | '\t' | '\n' | '\r' | '\u{c}'));
            if self.peek() == Some('#') {
                self.eat_while(|char| char != '\n');
            } else if !(self.eat("\\\n") || self.eat("\\\r\n")) {
                return;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, LiteralError> {
        if depth > MAX_DEPTH {
            return self.fail(LiteralProblem::TooDeep);
        }
        match self.peek() {
            Some('{') => self.dict(depth).map(Value::Dict),
            Some('[') => {
                self.next();
                self.items("]", depth).map(|(items, _)| Value::List(items))
            }
            Some('(') => self.in_parentheses(depth),
            Some('+' | '-' | '.' | '0'..='9') => self.number().map(Value::Number),
            _ => match self.string()? {
                Some(string) => Ok(string),
                None => self.word(),
            },
        }
    }

    fn word(&mut self) -> Result<Value, LiteralError> {
        let start = self.position;
        let word = self.eat_while(|char| char.is_alphanumeric() || char == '_');
        match word {
            "None" => Ok(Value::Null),
            "True" | "False" => Ok(Value::Bool(word == "True")),
            _ => {
                self.position = start;
                self.fail(if word.is_empty() {
                    LiteralProblem::ExpectedValue
                } else {
                    LiteralProblem::Name
                })
            }
        }
    }

    fn dict(&mut self, depth: usize) -> Result<Dict, LiteralError> {
        self.next();
        let mut pairs: Vec<(Text, Value)> = Vec::new();
        self.skip_blanks();
        while !self.eat("}") {
            let start = self.position;
            let key = self.value(depth + 1)?;
            self.skip_blanks();
            if !self.eat(":") {
                return self.fail(LiteralProblem::ExpectedColon);
            }
            let Value::String(key) = key else {
                self.position = start;
                return self.fail(LiteralProblem::KeyIsNoString);
            };
            self.skip_blanks();
            pairs.push((key, self.value(depth + 1)?));
            self.comma_before("}")?;
        }
        Ok(Dict::from_pairs(pairs))
    }

    /// A tuple, or a single value in parentheses.
    fn in_parentheses(&mut self, depth: usize) -> Result<Value, LiteralError> {
        self.next();
        let (mut items, has_comma) = self.items(")", depth)?;
        if has_comma || items.is_empty() {
            return Ok(Value::Tuple(items));
        }
        Ok(items.pop().unwrap_or(Value::Null))
    }

    /// The items up to the closing bracket, and whether there was a comma.
    fn items(&mut self, close: &str, depth: usize) -> Result<(Vec<Value>, bool), LiteralError> {
        let (mut items, mut has_comma) = (Vec::new(), false);
        self.skip_blanks();
        while !self.eat(close) {
            items.push(self.value(depth + 1)?);
            has_comma |= self.comma_before(close)?;
        }
        Ok((items, has_comma))
    }

    /// Skips a comma, which is optional before the closing bracket; returns whether there was one.
    fn comma_before(&mut self, close: &str) -> Result<bool, LiteralError> {
        self.skip_blanks();
        let is_there = self.eat(",");
        if !is_there && !self.rest().starts_with(close) {
            return self.fail(LiteralProblem::ExpectedComma);
        }
        self.skip_blanks();
        Ok(is_there)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::dumps;

    fn json(text: &str) -> String {
        match literal_eval(text) {
            Ok(value) => dumps(&value),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn literals_become_what_flask_would_write() {
        for (text, written) in [
            ("{}", "{}"),
            (" {'a' : 1 , } \n", r#"{"a":1}"#),
            (
                "[(), (1,), (1), (1, 2)]",
                r#"[{" t":[]},{" t":[1]},1,{" t":[1,2]}]"#,
            ),
            ("{'b': None, 'a': True}", r#"{"a":true,"b":null}"#),
            ("[\n1, # one\n2]", "[1,2]"),
            ("{'a': 1, 'a': 2}", r#"{"a":2}"#),
            ("'a' \"b\"  'c'", r#""abc""#),
            (r"'\x41\u00e9\101\'\q\n'", "\"A\\u00e9A'\\\\q\\n\""),
            (r"r'\n'", r#""\\n""#),
            ("'''a\nb'''", r#""a\nb""#),
            (r"b'\x00\xffa' b'b'", r#"{" b":"AP9hYg=="}"#),
            (r"'\ud800'", r#""\ud800""#),
            (
                "[0x_ff, 0o17, 0B11, 1_000, 000, -1, +1]",
                "[255,15,3,1000,0,-1,1]",
            ),
            (
                "[1., .5, 1e3, 1_0.0_1, 1e400, -0.0, 00.5]",
                "[1.0,0.5,1000.0,10.01,Infinity,-0.0,0.5]",
            ),
            ("0xffffffffffffffffffff", "1208925819614629174706175"),
        ] {
            assert_eq!(json(text), written, "{text}");
        }
    }

    #[test]
    fn what_is_no_literal_is_refused_with_its_place() {
        for (text, refusal) in [
            ("", "expected a value at byte 0"),
            ("{'a'}", "expected `:` at byte 4"),
            ("{'a': }", "expected a value at byte 6"),
            (
                "{'a': 1 'b': 2}",
                "expected `,` or the closing bracket at byte 8",
            ),
            ("{1: 2}", "expected a string as key at byte 1"),
            ("{a: 1}", "expected a literal, found a name at byte 1"),
            (
                "{'a': datetime(1)}",
                "expected a literal, found a name at byte 6",
            ),
            (
                "{'a': __import__('os')}",
                "expected a literal, found a name at byte 6",
            ),
            ("{'a': 'b}", "unterminated string at byte 6"),
            ("'a\nb'", "unterminated string at byte 0"),
            (r"'\xg'", "unknown escape in a string at byte 1"),
            (r"'\N{BULLET}'", "unknown escape in a string at byte 1"),
            ("b'é'", "bytes of other than ASCII characters at byte 0"),
            ("'a' b'b'", "bytes of other than ASCII characters at byte 4"),
            ("f'a'", "expected a literal, found a name at byte 0"),
            ("01", "malformed number at byte 0"),
            ("1__0", "malformed number at byte 0"),
            ("0x", "malformed number at byte 0"),
            ("1j", "malformed number at byte 0"),
            ("--1", "malformed number at byte 0"),
            ("1 + 2", "expected the end of the text at byte 2"),
            ("{} {}", "expected the end of the text at byte 3"),
            (",", "expected a value at byte 0"),
        ] {
            assert_eq!(json(text), refusal, "{text}");
        }
        let deep = "[".repeat(100_000);
        assert!(json(&deep).starts_with("nested more than 491 levels deep"));
        let long = "9".repeat(4301);
        assert_eq!(json(&long), "integer of more than 4300 digits at byte 0");
    }
}
