//! `int` and `float` in Python's notation.

use super::{LiteralError, LiteralProblem, Parser};
use crate::session::Number;

/// The most digits that Python's `int()` reads (`sys.int_info.default_max_str_digits`).
const MAX_INT_DIGITS: usize = 4300;

impl Parser<'_> {
    /// A number after an optional sign.
    pub(super) fn number(&mut self) -> Result<Number, LiteralError> {
        let start = self.position;
        let sign = if self.eat("-") { "-" } else { "" };
        if sign.is_empty() {
            self.eat("+");
        }
        self.skip_blanks();
        let source = self.unsigned();
        // `1j`, `1a`, `0b2` and `1_` are not numbers.
        let is_cut = self
            .peek()
            .is_some_and(|char| char.is_alphanumeric() || matches!(char, '_' | '.'));
        let problem = match source {
            Some(source) if !is_cut && source.len() <= MAX_INT_DIGITS => {
                return Ok(Number::from_source(&format!("{sign}{source}")));
            }
            Some(_) if !is_cut => LiteralProblem::IntegerTooLong,
            _ => LiteralProblem::BadNumber,
        };
        self.position = start;
        self.fail(problem)
    }

    /// The number in JSON's notation.
    fn unsigned(&mut self) -> Option<String> {
        let lower = self
            .rest()
            .get(..2)
            .unwrap_or_default()
            .to_ascii_lowercase();
        let radix = match lower.as_str() {
            "0x" => 16,
            "0o" => 8,
            "0b" => 2,
            _ => return self.decimal(),
        };
        self.position += 2;
        // Here a leading `_` is allowed.
        self.eat("_");
        let digits = self.digits(radix)?;
        Some(to_decimal(&digits, radix))
    }

    fn decimal(&mut self) -> Option<String> {
        let whole = self.digits(10);
        let has_point = self.eat(".");
        let fraction = if has_point { self.digits(10) } else { None };
        if whole.is_none() && fraction.is_none() {
            return None;
        }
        let exponent = self.exponent()?;
        let whole = whole.unwrap_or_default();
        let trimmed = whole.trim_start_matches('0');
        let shown = if trimmed.is_empty() { "0" } else { trimmed };
        if has_point || !exponent.is_empty() {
            let fraction = fraction.unwrap_or_else(|| "0".into());
            return Some(to_float(&format!("{shown}.{fraction}{exponent}")));
        }
        // Python 3 reads `000` but not `007`.
        (whole.len() == 1 || trimmed.is_empty() || trimmed.len() == whole.len())
            .then(|| shown.to_owned())
    }

    /// The exponent, empty if there is none; `None` if it has no digits.
    fn exponent(&mut self) -> Option<String> {
        if !(self.eat("e") || self.eat("E")) {
            return Some(String::new());
        }
        let sign = if self.eat("-") { "-" } else { "" };
        if sign.is_empty() {
            self.eat("+");
        }
        Some(format!("e{sign}{}", self.digits(10)?))
    }

    /// A run of digits without the single `_` allowed between them; `None` if there are no digits.
    fn digits(&mut self, radix: u32) -> Option<String> {
        let mut digits = String::new();
        while let Some(char) = self.peek() {
            if char.is_digit(radix) {
                digits.push(char);
                self.next();
                continue;
            }
            let mut after = self.rest().chars().skip(1);
            let is_between = char == '_' && after.next().is_some_and(|it| it.is_digit(radix));
            if digits.is_empty() || !is_between {
                break;
            }
            self.next();
        }
        (!digits.is_empty()).then_some(digits)
    }
}

/// A float in its shortest form: Python sets no bound on the digits in the source.
fn to_float(source: &str) -> String {
    match source.parse::<f64>() {
        Ok(number) if number.is_infinite() => "Infinity".into(),
        Ok(number) => Number::from(number).source().to_owned(),
        Err(_) => source.to_owned(),
    }
}

/// Converts digits of another radix to decimal, by long multiplication.
fn to_decimal(digits: &str, radix: u32) -> String {
    const BASE: u64 = 1_000_000_000;
    let mut groups: Vec<u64> = Vec::new();
    for digit in digits.chars().filter_map(|char| char.to_digit(radix)) {
        let mut carry = u64::from(digit);
        for group in &mut groups {
            let product = *group * u64::from(radix) + carry;
            *group = product % BASE;
            carry = product / BASE;
        }
        if carry > 0 {
            groups.push(carry);
        }
        // Already longer than Python reads.
        if groups.len() > 500 {
            break;
        }
    }
    let mut groups = groups.iter().rev();
    let first = groups.next().map_or_else(|| "0".into(), u64::to_string);
    groups.fold(first, |text, group| format!("{text}{group:09}"))
}
