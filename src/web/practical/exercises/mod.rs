//! The ten exercises, a file each: what is to be done, what the server wants to
//! see, what is typed in and checked, and the pages that are an exercise's own.
//!
//! The shared flow (`page`, `exercise`, the list, the report, the board) asks
//! by [`Practice`] and knows none of them by name. Their sentences are in
//! `assets/exercises.toml`; what an exercise says beside the usual, its struct
//! `Words` names.
//!
//! To add one takes four files:
//!
//! - `src/classroom/exercise.rs`: a variant of [`Exercise`], its place in `ALL`
//!   and its key;
//! - `assets/exercises.toml`: its tables, French and English;
//! - its own file here: its facts and, where there are any, its slips and
//!   `Words`; its [`Practice`], which says what an exchange proves and what
//!   stands beside the steps; a test of what proves it;
//! - this file: its module, its field, its words, and its arm of the match.
//!
//! A test of its page goes to `tests/it/lab`.

mod cross_site;
mod files;
mod headers;
mod memory;
mod on_the_wire;
pub(in crate::web) mod one_byte;
mod reading;
mod signed_out;
mod the_key;
mod two_clocks;
mod weak_key;
mod word_list;

use std::fmt;

use serde::Serialize;

pub use self::files::ExercisesError;
pub(in crate::web) use self::{
    on_the_wire::proof, the_key::direction, two_clocks::two_clocks, weak_key::weak_keys,
};
use super::{
    answers::{Answered, Field},
    steps::Steps,
};
use crate::{
    classroom::{Code, Evidence, Exchange, Exercise, Fact, Progress, Rules, Slip},
    http::{Form, HttpError},
    view::text::{
        Lang,
        lab::{ExerciseText, ExerciseTextError, ExerciseTexts},
    },
    web::ctx::Ctx,
};

/// What makes an exercise: all that the shared pages ask of one.
pub(super) trait Practice {
    /// What has to be seen, in the order in which it usually happens.
    fn facts(&self) -> &'static [Fact];

    /// The wrong turns that the teacher is told of.
    fn slips(&self) -> &'static [Slip] {
        &[]
    }

    /// Whether more is looked at once all was seen.
    fn goes_on(&self) -> bool {
        false
    }

    /// Learns from an exchange of who has predicted.
    fn observe(&self, _exchange: &Exchange, _evidence: &mut Evidence) {}

    /// Learns from the request of the exercise's own page.
    fn look(&self, _ctx: &mut Ctx<'_>) -> Result<(), HttpError> {
        Ok(())
    }

    /// Puts links, commands and buttons beside the sentences of the steps.
    fn steps(&self, steps: &mut Steps<'_, '_>);

    /// What the button among the steps has the server begin.
    fn start(&self, _ctx: &mut Ctx<'_>, _form: &Form) -> Result<(), HttpError> {
        Ok(())
    }

    /// What is to be typed in.
    fn fields(&self, _lang: Lang) -> Vec<Field<'_>> {
        Vec::new()
    }

    /// Checks what was typed in: every field with what is wrong with it, or
    /// nothing where all is right.
    fn check<'a>(&'a self, _ctx: &Ctx<'_>, _code: Code, _form: &Form) -> Vec<Answered<'a>> {
        Vec::new()
    }

    /// What else there is to say of it now, commands between backticks.
    fn remarks(&self, _lang: Lang, _progress: &Progress, _evidence: &Evidence) -> Vec<String> {
        Vec::new()
    }

    /// The requests that another site was behind, newest first.
    fn attacks(&self, _lang: Lang, _evidence: &Evidence) -> Vec<Attack<'_>> {
        Vec::new()
    }

    /// Takes out of the progress what is this exercise's alone.
    fn restart(&self, _progress: &mut Progress) {}
}

/// A request that another site was behind.
#[derive(Serialize)]
pub(super) struct Attack<'a> {
    pub(super) at: String,
    pub(super) how: &'a str,
    pub(super) same_site: &'a str,
    pub(super) cookie: &'a str,
    pub(super) result: String,
}

/// All of them, with their sentences.
pub(in crate::web) struct Exercises {
    texts: ExerciseTexts,
    memory: memory::Memory,
    headers: headers::Headers,
    reading: reading::Reading,
    one_byte: one_byte::OneByte,
    the_key: the_key::TheKey,
    weak_key: weak_key::WeakKey,
    two_clocks: two_clocks::TwoClocks,
    signed_out: signed_out::SignedOut,
    cross_site: cross_site::CrossSite,
    on_the_wire: on_the_wire::OnTheWire,
}

impl Exercises {
    /// The exercises in these words; refused where a sentence is missing, or is
    /// nobody's.
    pub(in crate::web) fn new(texts: ExerciseTexts) -> Result<Self, ExerciseTextError> {
        texts.has_no_words(Exercise::Memory)?;
        let exercises = Self {
            memory: memory::Memory,
            headers: headers::Headers(texts.words(Exercise::Headers)?),
            reading: reading::Reading(texts.words(Exercise::Reading)?),
            one_byte: one_byte::OneByte(texts.words(Exercise::OneByte)?),
            the_key: the_key::TheKey(texts.words(Exercise::TheKey)?),
            weak_key: weak_key::WeakKey(texts.words(Exercise::WeakKey)?),
            two_clocks: two_clocks::TwoClocks(texts.words(Exercise::TwoClocks)?),
            signed_out: signed_out::SignedOut(texts.words(Exercise::SignedOut)?),
            cross_site: cross_site::CrossSite(texts.words(Exercise::CrossSite)?),
            on_the_wire: on_the_wire::OnTheWire(texts.words(Exercise::OnTheWire)?),
            texts,
        };
        for exercise in Exercise::ALL {
            let practice = exercises.of(exercise);
            let (facts, slips) = (practice.facts(), practice.slips());
            exercises.texts.has_words_for(exercise, facts, slips)?;
        }
        Ok(exercises)
    }

    pub(super) fn of(&self, exercise: Exercise) -> &dyn Practice {
        match exercise {
            Exercise::Memory => &self.memory,
            Exercise::Headers => &self.headers,
            Exercise::Reading => &self.reading,
            Exercise::OneByte => &self.one_byte,
            Exercise::TheKey => &self.the_key,
            Exercise::WeakKey => &self.weak_key,
            Exercise::TwoClocks => &self.two_clocks,
            Exercise::SignedOut => &self.signed_out,
            Exercise::CrossSite => &self.cross_site,
            Exercise::OnTheWire => &self.on_the_wire,
        }
    }

    /// An exercise's sentences in this language.
    pub(in crate::web) fn text(&self, exercise: Exercise, lang: Lang) -> &ExerciseText {
        self.texts.of(exercise, lang)
    }

    /// The passage of the course that an exercise takes up; `None` where the
    /// course says nothing of it.
    pub(super) fn passage(&self, exercise: Exercise) -> Option<&str> {
        self.texts.passage(exercise)
    }
}

impl Rules for Exercises {
    fn facts(&self, exercise: Exercise) -> &'static [Fact] {
        self.of(exercise).facts()
    }

    fn goes_on(&self, exercise: Exercise) -> bool {
        self.of(exercise).goes_on()
    }

    fn observe(&self, exercise: Exercise, exchange: &Exchange, evidence: &mut Evidence) {
        self.of(exercise).observe(exchange, evidence);
    }
}

impl fmt::Debug for Exercises {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Exercises(..)")
    }
}

/// What the exercises' own tests have in common.
#[cfg(test)]
mod sample {
    use std::sync::LazyLock;

    use super::*;
    use crate::classroom::{Mark, Place, SessionSeen, Who, Why};

    static EXERCISES: LazyLock<Exercises> =
        LazyLock::new(|| Exercises::new(ExerciseTexts::built_in().unwrap()).unwrap());

    pub(super) fn practice(exercise: Exercise) -> &'static dyn Practice {
        EXERCISES.of(exercise)
    }

    /// A session cookie that was taken, always the same.
    pub(super) fn taken() -> SessionSeen {
        SessionSeen::Taken {
            mark: Mark::try_from("AAAAAAAA".to_owned()).unwrap(),
            value: None,
            who: Who::Somebody,
        }
    }

    pub(super) fn sign_in() -> Exchange {
        Exchange::sample(Place::SignIn, "POST", SessionSeen::None, Why::Modified)
    }

    pub(super) fn page(session: SessionSeen) -> Exchange {
        Exchange::sample(Place::Course, "GET", session, Why::Untouched)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exercise_has_its_sentences_and_names_its_own_facts() {
        for exercise in Exercise::ALL {
            let practice = sample::practice(exercise);
            assert!(!practice.facts().is_empty());
            assert!(practice.facts().iter().all(|it| it.exercise() == exercise));
            assert!(practice.slips().iter().all(|it| it.exercise() == exercise));
        }
    }
}
