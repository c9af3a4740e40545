//! Every sentence, in French and English.

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
}
