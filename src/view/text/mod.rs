//! Every sentence that a visitor reads, in French and in English.
//!
//! They are typed in `assets/text/fr.toml` and `en.toml`, those of the exercises
//! in `assets/exercises.toml`, and read when the site starts, which is refused where
//! one is missing. What is worded with more than names to fill in is Rust: the
//! verdicts in `cookie`, the command line in `cli`.

pub(crate) mod cli;
pub(crate) mod cookie;
pub(crate) mod errors;
mod file;
pub(crate) mod lab;
mod sentences;
pub(crate) mod site;
mod texts;
pub(crate) mod typography;

use std::{panic::resume_unwind, thread};

pub use self::file::TextError;
pub(crate) use self::texts::Texts;

/// The languages of the pages, and of what the commands explain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// French, unless the visitor prefers English.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Both, in the order of preference among equals.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The tag of `lang=""`, of `Content-Language` and of `?lang=`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language to offer for a page that is in this one.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Fr => Self::En,
            Self::En => Self::Fr,
        }
    }

    /// The language whose tag this is.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// The language that an `Accept-Language` header likes best (RFC 9110,
    /// section 12.5.4): the highest weight, then the first named; French when
    /// neither is acceptable, since some page is better than none.
    pub fn negotiate(accept_language: &str) -> Self {
        Self::ALL
            .into_iter()
            .filter_map(|lang| Some((lang, Wish::of(lang, accept_language)?)))
            .min_by_key(|(_, wish)| (u16::MAX - wish.weight, wish.position))
            .map_or(Self::default(), |(lang, _)| lang)
    }

    /// Does the same in both languages, each in a thread of its own; in the order
    /// of `ALL`.
    pub(crate) fn at_once<T: Send>(work: impl Fn(Self) -> T + Sync) -> [T; 2] {
        thread::scope(|scope| {
            let en = scope.spawn(|| work(Self::En));
            let fr = work(Self::Fr);
            [fr, en.join().unwrap_or_else(|panic| resume_unwind(panic))]
        })
    }

    /// Whether a noun behind this number is in the singular: French says « 0
    /// fois », as « 1 fois », English “0 times”.
    pub(crate) fn is_one(self, count: usize) -> bool {
        count == 1 || (count == 0 && self == Self::Fr)
    }

    /// `43 %` in French, `43%` in English.
    pub(crate) fn percent(self, number: usize) -> String {
        match self {
            Self::Fr => format!("{number}\u{a0}%"),
            Self::En => format!("{number}%"),
        }
    }

    /// A whole number with its thousands apart: `4 093` in French, `4,093`
    /// in English.
    pub fn number(self, number: u64) -> String {
        let separator = match self {
            Self::Fr => '\u{202f}',
            Self::En => ',',
        };
        let digits = number.to_string();
        let mut text = String::with_capacity(digits.len() * 2);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }
}

/// How much a header wants one language.
#[derive(Clone, Copy)]
struct Wish {
    /// In thousandths, never 0.
    weight: u16,
    /// Where in the header the wish stands.
    position: usize,
}

impl Wish {
    /// A range that names the language (`en`, `en-GB`) counts before `*`.
    fn of(lang: Lang, header: &str) -> Option<Self> {
        let ranges = || header.split(',').enumerate();
        ranges()
            .find_map(|(position, range)| Self::parse(range, lang.tag(), position))
            .or_else(|| ranges().find_map(|(position, range)| Self::parse(range, "*", position)))
            .filter(|wish| wish.weight > 0)
    }

    fn parse(range: &str, wanted: &str, position: usize) -> Option<Self> {
        let mut parts = range.split(';').map(str::trim);
        let primary = parts.next()?.split('-').next()?;
        if !primary.eq_ignore_ascii_case(wanted) {
            return None;
        }
        let weight = parts
            .find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")))
            .map_or(1000, thousandths);
        Some(Self { weight, position })
    }
}

/// `0.8` is 800; what is no weight counts as 0, that is, as "not wanted".
fn thousandths(weight: &str) -> u16 {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    if !matches!(whole, "0" | "1") || fraction.len() > 3 {
        return 0;
    }
    format!("{whole}{fraction:0<3}")
        .parse()
        .map_or(0, |value: u16| value.min(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_with_the_highest_weight_is_served() {
        for (header, lang) in [
            ("", Lang::Fr),
            ("*", Lang::Fr),
            ("de", Lang::Fr),
            ("en", Lang::En),
            ("en-GB,en;q=0.9", Lang::En),
            ("EN", Lang::En),
            ("de-DE, en;q=0.5", Lang::En),
            ("fr;q=0.5, en;q=0.8", Lang::En),
            ("en;q=0.5, fr;q=0.8", Lang::Fr),
            ("en, fr", Lang::En),
            ("fr, en", Lang::Fr),
            ("fr;q=0", Lang::Fr),
            ("fr;q=0, *", Lang::En),
            ("*;q=0.5, en;q=0.4", Lang::Fr),
            ("en;q=0", Lang::Fr),
            ("en;q=1.000, fr;q=0.999", Lang::En),
            ("en;q=x, fr;q=0.1", Lang::Fr),
            ("english", Lang::Fr),
        ] {
            assert_eq!(Lang::negotiate(header), lang, "{header}");
        }
    }

    #[test]
    fn thousands_are_set_apart_as_each_language_does() {
        for (number, fr, en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (4093, "4\u{202f}093", "4,093"),
            (1_048_576, "1\u{202f}048\u{202f}576", "1,048,576"),
        ] {
            assert_eq!(Lang::Fr.number(number), fr);
            assert_eq!(Lang::En.number(number), en);
        }
    }

    #[test]
    fn a_tag_gives_back_its_language() {
        for lang in Lang::ALL {
            assert_eq!(Lang::from_tag(lang.tag()), Some(lang));
        }
        assert_eq!(Lang::from_tag("de"), None);
    }
}
