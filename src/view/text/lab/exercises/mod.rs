//! The sentences of the exercises: data of `assets/exercises.toml`, a table for
//! each language and exercise, as in a teacher's own file.
//!
//! They are read once, when the site starts, and refused then where something
//! is missing, is nobody's, or differs between the languages.

mod check;
mod own;
mod worded;

use std::collections::BTreeMap;

use serde::{Deserialize, de::DeserializeOwned};

use self::check::same_keys;
pub(crate) use self::own::{ChoicesProblem, OwnTextProblem, Wanted};
pub(crate) use self::{check::ExerciseTextError, worded::ExerciseWords};
use crate::{
    classroom::{Exercise, Fact, Slip},
    view::text::{Lang, typography::set_french},
};

const FILE: &str = include_str!("../../../../../assets/exercises.toml");

/// One exercise in one language. Text between backticks is to be typed as it
/// is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExerciseText {
    /// What it is called.
    pub(crate) name: String,
    /// The passage of the course that it takes up, in the course's own French.
    passage: Option<String>,
    /// What is to be predicted.
    pub(crate) question: String,
    /// The answers to choose from.
    pub(crate) choices: Vec<String>,
    /// The one that what happens bears out, counted from 1.
    right: u8,
    /// What is to be done, step by step.
    pub(crate) steps: Vec<String>,
    /// What is to be explained.
    pub(crate) ask: String,
    /// Each says a little more than the one before.
    pub(crate) hints: Vec<String>,
    /// What is true, in paragraphs.
    pub(crate) correction: Vec<String>,
    /// What the server sees, by [`Fact::key`].
    facts: BTreeMap<String, String>,
    /// Wrong turns, by [`Slip::key`].
    #[serde(default)]
    slips: BTreeMap<String, String>,
    /// What this exercise alone says: its file names the keys.
    #[serde(default)]
    words: toml::Table,
}

impl ExerciseText {
    /// The answer that what happens bears out, counted from 0.
    pub(crate) fn right_choice(&self) -> u8 {
        self.right.saturating_sub(1)
    }

    /// Something that the server sees.
    pub(crate) fn fact(&self, fact: Fact) -> &str {
        self.facts.get(fact.key()).map_or("", String::as_str)
    }

    /// A wrong turn.
    pub(crate) fn slip(&self, slip: Slip) -> &str {
        self.slips.get(slip.key()).map_or("", String::as_str)
    }

    /// Every sentence with its table, where it is in one of its own, and its
    /// key; the course's own passage is none.
    fn sentences(&mut self) -> impl Iterator<Item = (&'static str, &str, &mut String)> {
        let single = [
            ("name", &mut self.name),
            ("question", &mut self.question),
            ("ask", &mut self.ask),
        ];
        let lists = [
            ("choices", &mut self.choices),
            ("steps", &mut self.steps),
            ("hints", &mut self.hints),
            ("correction", &mut self.correction),
        ];
        let lists = lists
            .into_iter()
            .flat_map(|(key, list)| list.iter_mut().map(move |text| (key, text)));
        let facts = self.facts.iter_mut();
        let facts = facts.map(|(key, text)| ("facts.", key.as_str(), text));
        let slips = self.slips.iter_mut();
        let slips = slips.map(|(key, text)| ("slips.", key.as_str(), text));
        let words = self
            .words
            .iter_mut()
            .filter_map(|(key, value)| match value {
                toml::Value::String(text) => Some(("words.", key.as_str(), text)),
                _ => None,
            });
        let own = single.into_iter().chain(lists);
        let own = own.map(|(key, text)| ("", key, text));
        own.chain(facts).chain(slips).chain(words)
    }

    /// As it is printed.
    fn set(&mut self, lang: Lang) {
        if lang == Lang::Fr {
            for (_, _, text) in self.sentences() {
                *text = set_french(text);
            }
        }
    }
}

/// Something in both languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bilingual<T> {
    fr: T,
    en: T,
}

impl<T> Bilingual<T> {
    /// In this language.
    pub(crate) fn of(&self, lang: Lang) -> &T {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

/// The file as it stands: the exercises of a language, by their keys.
type Tables = Bilingual<BTreeMap<String, ExerciseText>>;

/// All exercises in both languages.
#[derive(Debug)]
pub(crate) struct ExerciseTexts(BTreeMap<Exercise, Bilingual<ExerciseText>>);

impl ExerciseTexts {
    /// The sentences that come with the program.
    pub(crate) fn built_in() -> Result<Self, ExerciseTextError> {
        Self::read(FILE)
    }

    fn read(file: &str) -> Result<Self, ExerciseTextError> {
        let mut tables: Tables = toml::from_str(file)?;
        let mut texts = BTreeMap::new();
        for exercise in Exercise::ALL {
            let mut pair = Bilingual {
                fr: check::take(&mut tables.fr, Lang::Fr, exercise)?,
                en: check::take(&mut tables.en, Lang::En, exercise)?,
            };
            check::pair(exercise, &mut pair)?;
            pair.fr.set(Lang::Fr);
            texts.insert(exercise, pair);
        }
        check::is_used_up(&tables.fr, Lang::Fr)?;
        check::is_used_up(&tables.en, Lang::En)?;
        Ok(Self(texts))
    }

    fn pair(&self, exercise: Exercise) -> &Bilingual<ExerciseText> {
        let pair = self.0.get(&exercise);
        pair.expect("a missing table is refused when the file is read")
    }

    /// An exercise in this language.
    pub(crate) fn of(&self, exercise: Exercise, lang: Lang) -> &ExerciseText {
        self.pair(exercise).of(lang)
    }

    /// The passage of the course that an exercise takes up, code between
    /// backticks; `None` where the course says nothing of it.
    pub(crate) fn passage(&self, exercise: Exercise) -> Option<&str> {
        self.pair(exercise).fr.passage.as_deref()
    }

    /// What an exercise alone says, by the names of `T`'s fields.
    pub(crate) fn words<T: DeserializeOwned>(
        &self,
        exercise: Exercise,
    ) -> Result<Bilingual<T>, ExerciseTextError> {
        let pair = self.pair(exercise);
        Ok(Bilingual {
            fr: check::words(&pair.fr.words, Lang::Fr, exercise)?,
            en: check::words(&pair.en.words, Lang::En, exercise)?,
        })
    }

    /// Refuses words that nobody asks for.
    pub(crate) fn has_no_words(&self, exercise: Exercise) -> Result<(), ExerciseTextError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Nothing {}
        self.words::<Nothing>(exercise).map(|_| ())
    }

    /// Refuses an exercise without a sentence for one of these facts and wrong
    /// turns, or with one for another.
    pub(crate) fn has_words_for(
        &self,
        exercise: Exercise,
        facts: &[Fact],
        slips: &[Slip],
    ) -> Result<(), ExerciseTextError> {
        let facts: Vec<_> = facts.iter().map(|it| it.key()).collect();
        let slips: Vec<_> = slips.iter().map(|it| it.key()).collect();
        let pair = self.pair(exercise);
        for lang in Lang::ALL {
            let text = pair.of(lang);
            same_keys(lang, exercise, "facts", &facts, &text.facts)?;
            same_keys(lang, exercise, "slips", &slips, &text.slips)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::text::typography;

    #[test]
    fn french_is_typed_as_on_a_keyboard_and_printed_as_it_should_be() {
        let typed: String = FILE.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(!typed.contains(['\u{202f}', '\u{a0}', '’']));
        let texts = ExerciseTexts::built_in().unwrap();
        let text = texts.of(Exercise::Memory, Lang::Fr);
        assert!(
            text.ask.ends_with("qui la rapporte\u{202f}?"),
            "{}",
            text.ask
        );
        assert!(text.name.starts_with("HTTP n’a"), "{}", text.name);
    }

    #[test]
    fn the_courses_own_words_stay_as_its_author_typed_them_and_its_slips_are_marked() {
        let texts = ExerciseTexts::built_in().unwrap();
        let passage = texts.passage(Exercise::SignedOut).unwrap();
        assert!(passage.contains("sessionà [sic] l'aide"), "{passage}");
        assert_eq!(texts.passage(Exercise::TwoClocks), None);
    }

    #[test]
    fn what_is_filled_in_is_typeset_as_french() {
        let source = include_str!("worded.rs");
        let (french, _) = source.split_once("const EN").unwrap();
        typography::check_source(french);
    }
}
