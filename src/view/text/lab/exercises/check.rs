//! What the file of the exercises has to hold: refused with the key, and what to
//! do about it.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::{Bilingual, ExerciseText};
use crate::{classroom::Exercise, view::text::Lang};

/// A mistake in the file that comes with the program.
#[derive(Debug, thiserror::Error)]
pub enum ExerciseTextError {
    /// It is no TOML, or a table has not the keys that it should have.
    #[error("assets/exercises.toml cannot be read")]
    Toml(#[from] toml::de::Error),
    /// A key is missing or is nobody's, or what it holds cannot be.
    #[error("assets/exercises.toml: `{key}` {problem}")]
    Key {
        /// The language, the exercise and the key, `fr.reading.hints`.
        key: String,
        /// What is wrong with it, and what to do.
        problem: String,
    },
}

/// `key` is what follows the language.
fn error(lang: Lang, key: &str, problem: impl Into<String>) -> ExerciseTextError {
    ExerciseTextError::Key {
        key: format!("{}.{key}", lang.tag()),
        problem: problem.into(),
    }
}

/// Takes the table of an exercise out of its language's.
pub(super) fn take(
    tables: &mut BTreeMap<String, ExerciseText>,
    lang: Lang,
    exercise: Exercise,
) -> Result<ExerciseText, ExerciseTextError> {
    let table = tables.remove(exercise.key());
    table.ok_or_else(|| error(lang, exercise.key(), "is missing: write that table"))
}

/// Refuses what is left after each exercise took its table.
pub(super) fn is_used_up(
    tables: &BTreeMap<String, ExerciseText>,
    lang: Lang,
) -> Result<(), ExerciseTextError> {
    match tables.keys().next() {
        None => Ok(()),
        Some(key) => Err(error(lang, key, "is no exercise: take that table out")),
    }
}

/// Reads what an exercise alone says.
pub(super) fn words<T: DeserializeOwned>(
    words: &toml::Table,
    lang: Lang,
    exercise: Exercise,
) -> Result<T, ExerciseTextError> {
    words.clone().try_into().map_err(|cause: toml::de::Error| {
        let key = format!("{}.words", exercise.key());
        let problem = format!(
            "does not fit `Words` in the exercise's source: {}",
            cause.message()
        );
        error(lang, &key, problem)
    })
}

/// Refuses a table that lacks one of these keys, or has another.
pub(super) fn same_keys(
    lang: Lang,
    exercise: Exercise,
    table: &str,
    wanted: &[&str],
    there: &BTreeMap<String, String>,
) -> Result<(), ExerciseTextError> {
    let full = |key: &str| format!("{}.{table}.{key}", exercise.key());
    if let Some(key) = wanted.iter().find(|key| !there.contains_key(**key)) {
        let problem = "is missing: the exercise's source names it";
        return Err(error(lang, &full(key), problem));
    }
    match there.keys().find(|key| !wanted.contains(&key.as_str())) {
        None => Ok(()),
        Some(key) => {
            let problem = "is nobody's: take it out, or name it in the exercise's source";
            Err(error(lang, &full(key), problem))
        }
    }
}

/// Refuses an exercise whose languages differ in what is counted, and a text
/// that cannot be shown.
pub(super) fn pair(
    exercise: Exercise,
    pair: &mut Bilingual<ExerciseText>,
) -> Result<(), ExerciseTextError> {
    let full = |key: &str| format!("{}.{key}", exercise.key());
    for (lang, text) in [(Lang::Fr, &mut pair.fr), (Lang::En, &mut pair.en)] {
        if let Some((key, problem)) = fault(text) {
            return Err(error(lang, &full(&key), problem));
        }
    }
    let (fr, en) = (&pair.fr, &pair.en);
    if en.passage.is_some() {
        let french = full("passage");
        let problem = format!("is the course's own French: it stands in `fr.{french}` alone");
        return Err(error(Lang::En, &full("passage"), problem));
    }
    for (name, french, english) in [
        ("choices", fr.choices.len(), en.choices.len()),
        ("right", fr.right.into(), en.right.into()),
        ("steps", fr.steps.len(), en.steps.len()),
        ("hints", fr.hints.len(), en.hints.len()),
    ] {
        if french != english {
            let what = if name == "right" { "is" } else { "has" };
            let key = full(name);
            let problem =
                format!("{what} {english}, and `fr.{key}` {what} {french}: make both the same");
            return Err(error(Lang::En, &key, problem));
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
    use super::{
        super::{ExerciseTexts, FILE},
        *,
    };
    use crate::classroom::{Fact, Slip};

    /// What is said of the built-in file with something replaced in this
    /// language: a table's name wherever it stands, else what comes first.
    #[track_caller]
    fn refusal(lang: Lang, from: &str, to: &str) -> String {
        let text = if from.starts_with('[') {
            FILE.replace(from, to)
        } else {
            let first = format!("[{}.memory]", lang.tag());
            let (before, after) = FILE.split_at(FILE.find(&first).unwrap());
            before.to_owned() + &after.replacen(from, to, 1)
        };
        assert_ne!(text, FILE, "{from}");
        let error = ExerciseTexts::read(&text).unwrap_err();
        match &error {
            ExerciseTextError::Toml(cause) => format!("{error}: {cause}"),
            ExerciseTextError::Key { .. } => error.to_string(),
        }
    }

    #[test]
    fn what_cannot_be_is_refused_with_file_key_and_cure() {
        for (lang, from, to, said) in [
            (
                Lang::En,
                "[en.memory",
                "[en.recall",
                "assets/exercises.toml: `en.memory` is missing: write that table",
            ),
            (
                Lang::Fr,
                "[fr.memory]",
                "[fr.more]\nname='a'\nquestion='a'\nchoices=['a']\nright=1\nsteps=[]\nask='a'\n\
                 hints=[]\ncorrection=[]\nfacts={}\n[fr.memory]",
                "assets/exercises.toml: `fr.more` is no exercise: take that table out",
            ),
            (
                Lang::En,
                "right = 2",
                "right = 4",
                "assets/exercises.toml: `en.memory.right` is 4, and there are 3 choices: count \
                 them from 1",
            ),
            (
                Lang::En,
                "right = 2",
                "right = 0",
                "assets/exercises.toml: `en.memory.right` is 0, and there are 3 choices: count \
                 them from 1",
            ),
            (
                Lang::Fr,
                "\"HTTP n'a pas de mémoire\"",
                "\"`HTTP\"",
                "assets/exercises.toml: `fr.memory.name` has a backtick that nothing closes: put \
                 one after the command (``HTTP`)",
            ),
            (
                Lang::Fr,
                "passage = \"Flask",
                "passage = \"`Flask",
                "assets/exercises.toml: `fr.memory.passage` has a backtick that nothing closes: put \
                 one after the code",
            ),
            (
                Lang::Fr,
                "\"une connexion sans cookie\"",
                "\" \"",
                "assets/exercises.toml: `fr.memory.facts.signed_in` holds no text: write one (` `)",
            ),
            (
                Lang::En,
                "right = 2",
                "right = 2\npassage = \"a\"",
                "assets/exercises.toml: `en.memory.passage` is the course's own French: it stands in \
                 `fr.memory.passage` alone",
            ),
        ] {
            assert_eq!(refusal(lang, from, to), said);
        }
    }

    #[test]
    fn what_is_counted_is_the_same_in_both_languages() {
        for (lang, from, to, said) in [
            (
                Lang::En,
                "right = 2",
                "right = 3",
                "assets/exercises.toml: `en.memory.right` is 3, and `fr.memory.right` is 2: make \
                 both the same",
            ),
            (
                Lang::En,
                "    \"Yes, for some minutes.\",\n",
                "",
                "assets/exercises.toml: `en.memory.choices` has 2, and `fr.memory.choices` has 3: make \
                 both the same",
            ),
            (
                Lang::En,
                "steps = [",
                "steps = [\n    \"More.\",",
                "assets/exercises.toml: `en.memory.steps` has 4, and `fr.memory.steps` has 3: make \
                 both the same",
            ),
            (
                Lang::En,
                "hints = [",
                "hints = [\n    \"More.\",",
                "assets/exercises.toml: `en.memory.hints` has 4, and `fr.memory.hints` has 3: make \
                 both the same",
            ),
        ] {
            assert_eq!(refusal(lang, from, to), said);
        }
    }

    #[test]
    fn a_key_that_is_missing_or_nobodys_is_refused_with_its_line() {
        let missing = refusal(Lang::Fr, "right = 2\n", "");
        for part in [
            "assets/exercises.toml cannot be read: TOML parse error at line",
            "[fr.memory]",
            "missing field `right`",
        ] {
            assert!(missing.contains(part), "{part}: {missing}");
        }
        let unknown = refusal(Lang::En, "right = 2", "right = 2\nhint = \"a\"");
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
            "assets/exercises.toml: `fr.weak_key.facts.more` is missing: the exercise's source \
             names it"
        );
        assert_eq!(
            check(&found, &[]).unwrap_err(),
            "assets/exercises.toml: `fr.weak_key.slips.wrong_key` is nobody's: take it out, or \
             name it in the exercise's source"
        );
        assert_eq!(
            texts
                .has_no_words(Exercise::OneByte)
                .unwrap_err()
                .to_string(),
            "assets/exercises.toml: `fr.one_byte.words` does not fit `Words` in the exercise's \
             source: unknown field `to_bench`, there are no fields"
        );
    }
}
