//! How likely a cause is, and how that is shown.

use crate::view::text::lab::InspectorWords;

/// How likely a possible cause is, the likeliest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likelihood {
    Sure,
    Likely,
    Possible,
    RuledOut,
}

impl Likelihood {
    /// Class, sign and words of its mark.
    pub(super) fn mark(
        self,
        words: &'static InspectorWords,
    ) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Sure => ("sure", "●", words.sure),
            Self::Likely => ("likely", "◐", words.likely),
            Self::Possible => ("possible", "○", words.possible),
            Self::RuledOut => ("ruled-out", "–", words.ruled_out),
        }
    }
}
