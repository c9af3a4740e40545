//! `str` and `bytes` literals: prefixes, quotes and escapes.

use super::{LiteralError, LiteralProblem, Parser};
use crate::session::{Text, Value};

/// The letters before the opening quote.
#[derive(Clone, Copy, Default)]
struct Prefix {
    is_bytes: bool,
    is_raw: bool,
    /// In characters.
    length: usize,
}

/// A string being read; the prefix decides which kind it is.
enum Piece {
    Text(Text),
    Bytes(Vec<u8>),
}

impl Piece {
    fn push(&mut self, point: u32) {
        match self {
            Self::Text(text) => text.push_code_point(point),
            // Of an octal escape above 0o377, Python keeps the low byte.
            Self::Bytes(bytes) => bytes.push(point.to_le_bytes()[0]),
        }
    }
}

impl Parser<'_> {
    /// A string, or several next to each other; `None` if none starts here.
    pub(super) fn string(&mut self) -> Result<Option<Value>, LiteralError> {
        let Some(first) = self.prefix() else {
            return Ok(None);
        };
        let mut whole = if first.is_bytes {
            Piece::Bytes(Vec::new())
        } else {
            Piece::Text(Text::default())
        };
        while let Some(prefix) = self.prefix() {
            if prefix.is_bytes != first.is_bytes {
                return self.fail(LiteralProblem::BadBytes);
            }
            self.piece(prefix, &mut whole)?;
            let end = self.position;
            self.skip_blanks();
            if self.prefix().is_none() {
                self.position = end;
            }
        }
        Ok(Some(match whole {
            Piece::Text(text) => Value::String(text),
            Piece::Bytes(bytes) => Value::Bytes(bytes),
        }))
    }

    /// The prefix (`r`, `b`, `u` or `rb`, or none) if a quote follows it.
    fn prefix(&self) -> Option<Prefix> {
        let rest = self.rest();
        let length = rest.find(['\'', '"']).filter(|length| *length <= 2)?;
        let letters = rest.get(..length)?.to_ascii_lowercase();
        let prefix = Prefix {
            is_bytes: letters.contains('b'),
            is_raw: letters.contains('r'),
            length,
        };
        matches!(letters.as_str(), "" | "r" | "b" | "u" | "rb" | "br").then_some(prefix)
    }

    fn piece(&mut self, prefix: Prefix, whole: &mut Piece) -> Result<(), LiteralError> {
        let start = self.position;
        self.position += prefix.length;
        let quote = if self.rest().starts_with('"') {
            "\""
        } else {
            "'"
        };
        let triple = quote.repeat(3);
        let close = if self.rest().starts_with(&triple) {
            triple.as_str()
        } else {
            quote
        };
        self.position += close.len();
        while !self.eat(close) {
            let char = match self.peek() {
                Some('\n' | '\r') if close.len() == 1 => None,
                Some('\0') => None,
                char => char,
            };
            let Some(char) = char else {
                self.position = start;
                return self.fail(LiteralProblem::UnterminatedString);
            };
            if prefix.is_bytes && !char.is_ascii() {
                self.position = start;
                return self.fail(LiteralProblem::BadBytes);
            }
            match char {
                '\\' => self.backslash(prefix, whole)?,
                // Python reads every line end as a line feed.
                '\r' => {
                    self.next();
                    if self.peek() != Some('\n') {
                        whole.push('\n'.into());
                    }
                }
                char => {
                    self.next();
                    whole.push(char.into());
                }
            }
        }
        Ok(())
    }

    fn backslash(&mut self, prefix: Prefix, whole: &mut Piece) -> Result<(), LiteralError> {
        let start = self.position;
        self.next();
        let escaped = self.peek();
        if prefix.is_raw {
            whole.push('\\'.into());
            // What follows is neither the closing quote nor a line end inside a single-quoted
            // string.
            if self.eat("\r\n") || self.eat("\r") || self.eat("\n") {
                whole.push('\n'.into());
            } else if let Some(char @ ('\'' | '"' | '\\')) = escaped {
                self.next();
                whole.push(char.into());
            }
            return Ok(());
        }
        if self.eat("\r\n") || self.eat("\n") || self.eat("\r") {
            return Ok(());
        }
        let point = match escaped {
            Some('0'..='7') => Some(self.octal()),
            Some('x') => self.hexadecimal(2),
            Some('u') if !prefix.is_bytes => self.hexadecimal(4),
            Some('U') if !prefix.is_bytes => self.hexadecimal(8),
            Some('N') if !prefix.is_bytes => None,
            Some(char) => match simple_escape(char) {
                Some(point) => {
                    self.next();
                    Some(point)
                }
                // Python keeps the backslash of an unknown escape.
                None => Some('\\'.into()),
            },
            None => Some('\\'.into()),
        };
        let Some(point) = point.filter(|point| *point <= u32::from(char::MAX)) else {
            self.position = start;
            return self.fail(LiteralProblem::BadEscape);
        };
        whole.push(point);
        Ok(())
    }

    /// The value of up to three octal digits.
    fn octal(&mut self) -> u32 {
        let mut point = 0;
        for _ in 0..3 {
            let Some(digit) = self.peek().and_then(|char| char.to_digit(8)) else {
                break;
            };
            self.next();
            point = point * 8 + digit;
        }
        point
    }

    /// The value of exactly `digits` hex digits after the escape's letter.
    fn hexadecimal(&mut self, digits: usize) -> Option<u32> {
        self.next();
        let text = self.rest().get(..digits)?;
        let is_hexadecimal = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.position += digits;
        u32::from_str_radix(text, 16)
            .ok()
            .filter(|_| is_hexadecimal)
    }
}

fn simple_escape(char: char) -> Option<u32> {
    Some(match char {
        '\\' | '\'' | '"' => char.into(),
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        _ => return None,
    })
}
