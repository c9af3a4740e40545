//! What the files of the exercises have to hold: refused with the file, the
//! key, and what to do about it.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::{Bilingual, ENGLISH, ExerciseText, FRENCH};
use crate::classroom::Exercise;

/// A mistake in a file that comes with the program.
#[derive(Debug, thiserror::Error)]
pub enum ExerciseTextError {
    /// It is no TOML, or a table has not the keys that it should have.
    #[error("{file} cannot be read")]
    Toml {
        /// The file, from the root of the source.
        file: &'static str,
        /// Where and why.
        #[source]
        cause: toml::de::Error,
    },
    /// A key is missing or is nobody's, or what it holds cannot be.
    #[error("{file}: `{key}` {problem}")]
    Key {
        /// The file, from the root of the source.
        file: &'static str,
        /// The exercise and the key, `reading.hints`.
        key: String,
        /// What is wrong with it, and what to do.
        problem: String,
    },
}

/// A file of texts.
#[derive(Clone, Copy)]
pub(super) struct File {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
}

type Tables = BTreeMap<String, ExerciseText>;

impl File {
    pub(super) fn tables(self) -> Result<Tables, ExerciseTextError> {
        toml::from_str(self.text).map_err(|cause| ExerciseTextError::Toml {
            file: self.name,
            cause,
        })
    }

    pub(super) fn take(
        self,
        tables: &mut Tables,
        exercise: Exercise,
    ) -> Result<ExerciseText, ExerciseTextError> {
        let table = tables.remove(exercise.key());
        table.ok_or_else(|| self.error(exercise.key(), "is missing: write that table"))
    }

    /// Refuses what is left after each exercise took its table.
    pub(super) fn is_used_up(self, tables: &Tables) -> Result<(), ExerciseTextError> {
        match tables.keys().next() {
            None => Ok(()),
            Some(key) => Err(self.error(key, "is no exercise: take that table out")),
        }
    }

    pub(super) fn words<T: DeserializeOwned>(
        self,
        exercise: Exercise,
        words: &toml::Table,
    ) -> Result<T, ExerciseTextError> {
        words.clone().try_into().map_err(|cause: toml::de::Error| {
            let key = format!("{}.words", exercise.key());
            let problem = format!(
                "does not fit `Words` in the exercise's source: {}",
                cause.message()
            );
            self.error(&key, problem)
        })
    }

    fn error(self, key: &str, problem: impl Into<String>) -> ExerciseTextError {
        ExerciseTextError::Key {
            file: self.name,
            key: key.to_owned(),
            problem: problem.into(),
        }
    }
}

/// Refuses a table that lacks one of these keys, or has another.
pub(super) fn same_keys(
    file: File,
    exercise: Exercise,
    table: &str,
    wanted: &[&str],
    there: &BTreeMap<String, String>,
) -> Result<(), ExerciseTextError> {
    let full = |key: &str| format!("{}.{table}.{key}", exercise.key());
    if let Some(key) = wanted.iter().find(|key| !there.contains_key(**key)) {
        return Err(file.error(&full(key), "is missing: the exercise's source names it"));
    }
    match there.keys().find(|key| !wanted.contains(&key.as_str())) {
        None => Ok(()),
        Some(key) => Err(file.error(
            &full(key),
            "is nobody's: take it out, or name it in the exercise's source",
        )),
    }
}

/// Refuses an exercise whose languages differ in what is counted, and a text
/// that cannot be shown.
pub(super) fn pair(
    exercise: Exercise,
    pair: &mut Bilingual<ExerciseText>,
) -> Result<(), ExerciseTextError> {
    for (file, text) in [(FRENCH, &mut pair.fr), (ENGLISH, &mut pair.en)] {
        if let Some((key, problem)) = fault(text) {
            return Err(file.error(&format!("{}.{key}", exercise.key()), problem));
        }
    }
    let (fr, en) = (&pair.fr, &pair.en);
    let key = |key| format!("{}.{key}", exercise.key());
    if en.passage.is_some() {
        let problem = format!(
            "is the course's own French: it stands in {} alone",
            FRENCH.name
        );
        return Err(ENGLISH.error(&key("passage"), problem));
    }
    for (name, french, english) in [
        ("choices", fr.choices.len(), en.choices.len()),
        ("right", fr.right.into(), en.right.into()),
        ("steps", fr.steps.len(), en.steps.len()),
        ("hints", fr.hints.len(), en.hints.len()),
    ] {
        if french != english {
            let what = if name == "right" { "is" } else { "has" };
            let problem = format!(
                "{what} {english}, and {french} in {}: make both the same",
                FRENCH.name
            );
            return Err(ENGLISH.error(&key(name), problem));
        }
    }
    Ok(())
}

/// What is wrong with a text by itself, and under which key.
fn fault(text: &mut ExerciseText) -> Option<(String, String)> {
    let (right, choices) = (usize::from(text.right), text.choices.len());
    if !(1..=choices).contains(&right) {
        let problem = format!("is {right}, and there are {choices} choices: count them from 1");
        return Some(("right".to_owned(), problem));
    }
    if text.passage.as_ref().is_some_and(|it| !is_closed(it)) {
        let problem = "has a backtick that nothing closes: put one after the code";
        return Some(("passage".to_owned(), problem.to_owned()));
    }
    text.sentences().find_map(|(table, key, sentence)| {
        let problem = if sentence.trim().is_empty() {
            "holds no text: write one"
        } else if !is_closed(sentence) {
            "has a backtick that nothing closes: put one after the command"
        } else {
            return None;
        };
        Some((format!("{table}{key}"), format!("{problem} (`{sentence}`)")))
    })
}

/// Whether every command in a sentence ends.
pub(super) fn is_closed(sentence: &str) -> bool {
    sentence.matches('`').count().is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::{super::ExerciseTexts, *};
    use crate::classroom::{Fact, Slip};

    /// The built-in files with something replaced in one of them: what is said
    /// of it.
    #[track_caller]
    fn refusal(changed: File, from: &str, to: &str) -> String {
        assert!(changed.text.contains(from), "{from}");
        let text = if from.starts_with('[') {
            changed.text.replace(from, to)
        } else {
            changed.text.replacen(from, to, 1)
        };
        let text: &str = text.leak();
        let replace = |file: File| {
            if file.name == changed.name {
                File { text, ..file }
            } else {
                file
            }
        };
        let error = ExerciseTexts::read(replace(FRENCH), replace(ENGLISH)).unwrap_err();
        match error {
            ExerciseTextError::Toml { file, cause } => format!("{file}: {cause}"),
            error @ ExerciseTextError::Key { .. } => error.to_string(),
        }
    }

    #[test]
    fn what_cannot_be_is_refused_with_file_key_and_cure() {
        for (file, from, to, said) in [
            (
                ENGLISH,
                "[memory",
                "[recall",
                "assets/exercises/en.toml: `memory` is missing: write that table",
            ),
            (
                FRENCH,
                "[memory]",
                "[more]\nname='a'\nquestion='a'\nchoices=['a']\nright=1\nsteps=[]\nask='a'\n\
                 hints=[]\ncorrection=[]\nfacts={}\n[memory]",
                "assets/exercises/fr.toml: `more` is no exercise: take that table out",
            ),
            (
                ENGLISH,
                "right = 2",
                "right = 4",
                "assets/exercises/en.toml: `memory.right` is 4, and there are 3 choices: count \
                 them from 1",
            ),
            (
                ENGLISH,
                "right = 2",
                "right = 0",
                "assets/exercises/en.toml: `memory.right` is 0, and there are 3 choices: count \
                 them from 1",
            ),
            (
                FRENCH,
                "\"HTTP n'a pas de mémoire\"",
                "\"`HTTP\"",
                "assets/exercises/fr.toml: `memory.name` has a backtick that nothing closes: put \
                 one after the command (``HTTP`)",
            ),
            (
                FRENCH,
                "passage = \"Flask",
                "passage = \"`Flask",
                "assets/exercises/fr.toml: `memory.passage` has a backtick that nothing closes: put \
                 one after the code",
            ),
            (
                FRENCH,
                "\"une connexion sans cookie\"",
                "\" \"",
                "assets/exercises/fr.toml: `memory.facts.signed_in` holds no text: write one (` `)",
            ),
            (
                ENGLISH,
                "right = 2",
                "right = 2\npassage = \"a\"",
                "assets/exercises/en.toml: `memory.passage` is the course's own French: it stands \
                 in assets/exercises/fr.toml alone",
            ),
        ] {
            assert_eq!(refusal(file, from, to), said);
        }
    }

    #[test]
    fn what_is_counted_is_the_same_in_both_languages() {
        for (file, from, to, said) in [
            (
                ENGLISH,
                "right = 2",
                "right = 3",
                "assets/exercises/en.toml: `memory.right` is 3, and 2 in \
                 assets/exercises/fr.toml: make both the same",
            ),
            (
                ENGLISH,
                "    \"Yes, for some minutes.\",\n",
                "",
                "assets/exercises/en.toml: `memory.choices` has 2, and 3 in \
                 assets/exercises/fr.toml: make both the same",
            ),
            (
                ENGLISH,
                "steps = [",
                "steps = [\n    \"More.\",",
                "assets/exercises/en.toml: `memory.steps` has 4, and 3 in \
                 assets/exercises/fr.toml: make both the same",
            ),
            (
                ENGLISH,
                "hints = [",
                "hints = [\n    \"More.\",",
                "assets/exercises/en.toml: `memory.hints` has 4, and 3 in \
                 assets/exercises/fr.toml: make both the same",
            ),
        ] {
            assert_eq!(refusal(file, from, to), said);
        }
    }

    #[test]
    fn a_key_that_is_missing_or_nobodys_is_refused_with_its_line() {
        let missing = refusal(FRENCH, "right = 2\n", "");
        for part in [
            "assets/exercises/fr.toml: TOML parse error at line",
            "[memory]",
            "missing field `right`",
        ] {
            assert!(missing.contains(part), "{part}: {missing}");
        }
        let unknown = refusal(ENGLISH, "right = 2", "right = 2\nhint = \"a\"");
        assert!(
            unknown.contains("unknown field `hint`, expected one of `name`"),
            "{unknown}"
        );
    }

    #[test]
    fn a_sentence_that_the_source_names_is_there_and_no_other_is() {
        let texts = ExerciseTexts::built_in().unwrap();
        let fact = |key| Fact::new(Exercise::WeakKey, key);
        let slip = |key| Slip::new(Exercise::WeakKey, key);
        let found = [fact("key_found")];
        let check = |facts: &[Fact], slips: &[Slip]| {
            let checked = texts.has_words_for(Exercise::WeakKey, facts, slips);
            checked.map_err(|error| error.to_string())
        };
        assert_eq!(check(&found, &[slip("wrong_key")]), Ok(()));
        assert_eq!(
            check(&[found[0], fact("more")], &[slip("wrong_key")]).unwrap_err(),
            "assets/exercises/fr.toml: `weak_key.facts.more` is missing: the exercise's source \
             names it"
        );
        assert_eq!(
            check(&found, &[]).unwrap_err(),
            "assets/exercises/fr.toml: `weak_key.slips.wrong_key` is nobody's: take it out, or \
             name it in the exercise's source"
        );
        assert_eq!(
            texts
                .has_no_words(Exercise::OneByte)
                .unwrap_err()
                .to_string(),
            "assets/exercises/fr.toml: `one_byte.words` does not fit `Words` in the exercise's \
             source: unknown field `to_bench`, there are no fields"
        );
    }
}
