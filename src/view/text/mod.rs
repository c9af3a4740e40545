//! Every sentence, in French and English.

pub(crate) mod cookie;

/// The languages of the pages, and of what the commands explain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

    /// The language whose tag this is.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
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
