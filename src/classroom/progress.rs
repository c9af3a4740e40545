//! How far a visitor has come: the content of the `tp` cookie.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::{Code, Evidence, Exercise, Mark, Rules};
use crate::session::SameSite;

/// The longest reason and the longest explanation, in characters: twenty of
/// them, compressed, fit in a cookie.
pub const MAX_TEXT_CHARS: usize = 200;

/// The longest pseudonym, in characters.
pub const MAX_PSEUDONYM_CHARS: usize = 24;

/// The last answer that has a letter, counted from 0. How many there are to
/// choose from is no part of the progress: the texts may have changed since.
pub(super) const MAX_CHOICE: u8 = 25;

/// Predict, observe, explain: where an exercise stands once it was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum Stage {
    /// The prediction is recorded.
    Predicted,
    /// The server has seen all that is to be seen.
    Observed,
    /// The explanation is handed in; the correction is shown.
    Done,
}

impl From<Stage> for u8 {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Predicted => 1,
            Stage::Observed => 2,
            Stage::Done => 3,
        }
    }
}

impl TryFrom<u8> for Stage {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Ok(match number {
            1 => Self::Predicted,
            2 => Self::Observed,
            3 => Self::Done,
            _ => return Err("not a stage"),
        })
    }
}

/// What a visitor did of one exercise. There is no `Debug`: it would log what
/// a student wrote.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// How far it has come.
    #[serde(rename = "s")]
    pub stage: Stage,
    /// The answer predicted, counted from 0.
    #[serde(rename = "p")]
    pub choice: u8,
    /// Why; never empty unless it came by a code to resume.
    #[serde(rename = "w", default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What the visitor makes of it; may be empty until it is handed in.
    #[serde(rename = "e", default, skip_serializing_if = "String::is_empty")]
    pub explanation: String,
    /// When the stage was reached, Unix seconds.
    #[serde(rename = "t")]
    pub since: u64,
}

impl Attempt {
    /// The answer predicted, as a letter: `a` for the first.
    pub fn letter(&self) -> char {
        char::from(b'a' + self.choice.min(MAX_CHOICE))
    }
}

/// One's own cookie attributes, in place of the server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CookieSettings {
    /// `HttpOnly`.
    #[serde(rename = "h")]
    pub http_only: bool,
    /// `Secure`.
    #[serde(rename = "s")]
    pub secure: bool,
    /// `SameSite`.
    #[serde(rename = "x", with = "same_site")]
    pub same_site: Option<SameSite>,
    /// `session.permanent`.
    #[serde(rename = "p")]
    pub permanent: bool,
    /// `PERMANENT_SESSION_LIFETIME`, seconds.
    #[serde(rename = "l")]
    pub lifetime: u64,
}

/// `SameSite` as one digit: 0 absent, 1 `Lax`, 2 `Strict`, 3 `None`.
mod same_site {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::session::SameSite;

    /// Every value by its digit.
    const BY_DIGIT: [Option<SameSite>; 4] = [
        None,
        Some(SameSite::Lax),
        Some(SameSite::Strict),
        Some(SameSite::None),
    ];

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "serde calls it so"
    )]
    pub(super) fn serialize<S: Serializer>(
        value: &Option<SameSite>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let digit = (0..).zip(BY_DIGIT).find(|(_, it)| it == value);
        serializer.serialize_u8(digit.map_or(0, |(digit, _)| digit))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<SameSite>, D::Error> {
        let digit = u8::deserialize(deserializer)?;
        Ok(BY_DIGIT.get(usize::from(digit)).copied().flatten())
    }
}

/// Everything that is kept of a visitor, in the visitor's own browser. There
/// is no `Debug`, as for [`Attempt`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Whose it is.
    #[serde(rename = "c")]
    pub code: Code,
    /// The browser that it was made in, or was said to belong to.
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<Mark>,
    /// A name of the visitor's choice; may be empty.
    #[serde(rename = "n", default, skip_serializing_if = "String::is_empty")]
    pub pseudonym: String,
    /// What was begun, by the number of the exercise.
    #[serde(rename = "x", default, skip_serializing_if = "BTreeMap::is_empty")]
    attempts: BTreeMap<u8, Attempt>,
    /// The last logout, Unix seconds.
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub signed_out: Option<u64>,
    /// Exercise 7: when its cookie was signed, Unix seconds, and the lifetime
    /// chosen for it, seconds.
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<(u64, u64)>,
    /// One's own attributes.
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<CookieSettings>,
}

impl Progress {
    /// Somebody who has just come.
    pub fn new(code: Code) -> Self {
        Self {
            code,
            browser: None,
            pseudonym: String::new(),
            attempts: BTreeMap::new(),
            signed_out: None,
            clock: None,
            settings: None,
        }
    }

    /// What was done of an exercise; `None` where it was not begun.
    pub fn attempt(&self, exercise: Exercise) -> Option<&Attempt> {
        self.attempts.get(&exercise.number())
    }

    /// How far an exercise has come.
    pub fn stage(&self, exercise: Exercise) -> Option<Stage> {
        self.attempt(exercise).map(|attempt| attempt.stage)
    }

    /// How many exercises are done.
    pub fn done(&self) -> usize {
        let stages = Exercise::ALL.into_iter().map(|it| self.stage(it));
        stages.filter(|stage| *stage == Some(Stage::Done)).count()
    }

    /// Records a prediction, in place of an earlier one.
    pub fn predict(&mut self, exercise: Exercise, choice: u8, reason: &str, now: u64) {
        let attempt = Attempt {
            stage: Stage::Predicted,
            choice,
            reason: reason.to_owned(),
            explanation: String::new(),
            since: now,
        };
        self.attempts.insert(exercise.number(), attempt);
    }

    /// Records an explanation, for good where it is handed in.
    pub fn explain(&mut self, exercise: Exercise, text: &str, is_final: bool, now: u64) {
        if let Some(attempt) = self.attempts.get_mut(&exercise.number()) {
            text.clone_into(&mut attempt.explanation);
            if is_final {
                attempt.stage = Stage::Done;
                attempt.since = now;
            }
        }
    }

    /// Takes over an attempt that came by a code to resume.
    pub(super) fn resume(&mut self, exercise: Exercise, stage: Stage, choice: u8, now: u64) {
        self.predict(exercise, choice, "", now);
        if let Some(attempt) = self.attempts.get_mut(&exercise.number()) {
            attempt.stage = stage;
        }
    }

    /// Forgets one exercise.
    pub fn restart(&mut self, exercise: Exercise) {
        self.attempts.remove(&exercise.number());
    }

    /// Forgets all exercises, and nothing else.
    pub fn restart_all(&mut self) {
        self.attempts.clear();
        self.clock = None;
    }

    /// Moves on the exercises of which all was seen; whether there was any.
    pub fn absorb(&mut self, evidence: &Evidence, rules: &impl Rules, now: u64) -> bool {
        let mut moved = false;
        for exercise in Exercise::ALL {
            if let Some(attempt) = self.attempts.get_mut(&exercise.number())
                && attempt.stage == Stage::Predicted
                && evidence.has_all(exercise, rules)
            {
                attempt.stage = Stage::Observed;
                attempt.since = now;
                moved = true;
            }
        }
        moved
    }

    /// What was begun, in order.
    pub fn begun(&self) -> impl Iterator<Item = (Exercise, &Attempt)> {
        self.attempts
            .iter()
            .filter_map(|(number, attempt)| Some((Exercise::from_number(*number)?, attempt)))
    }
}

/// A text as it is kept: NFC, one line, without control characters. `None`
/// where it is longer than `most` characters.
pub fn tidy(text: &str, most: usize) -> Option<String> {
    let visible = |char: char| if char.is_control() { ' ' } else { char };
    let text: String = text.trim().nfc().map(visible).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    (text.chars().count() <= most).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_on_one_line_and_refused_when_it_is_too_long() {
        assert_eq!(tidy("  a\r\nb\u{0}c  ", 5).as_deref(), Some("a b c"));
        assert_eq!(tidy("e\u{301}", 1).as_deref(), Some("é"));
        assert_eq!(tidy("abcdef", 5), None);
        assert_eq!(tidy("", 5).as_deref(), Some(""));
    }

    #[test]
    fn same_site_is_one_digit_in_the_cookie() {
        for (digit, same_site) in [
            (0, None),
            (1, Some(SameSite::Lax)),
            (2, Some(SameSite::Strict)),
            (3, Some(SameSite::None)),
        ] {
            let settings = CookieSettings {
                http_only: true,
                secure: false,
                same_site,
                permanent: false,
                lifetime: 60,
            };
            let json = format!(r#"{{"h":true,"s":false,"x":{digit},"p":false,"l":60}}"#);
            assert_eq!(serde_json::to_string(&settings).unwrap(), json);
            let read: CookieSettings = serde_json::from_str(&json).unwrap();
            assert_eq!(read, settings);
        }
        let unknown = r#"{"h":true,"s":false,"x":9,"p":false,"l":60}"#;
        let read: CookieSettings = serde_json::from_str(unknown).unwrap();
        assert_eq!(read.same_site, None);
    }
}
