//! A teacher's own sentences in place of the program's: the file of
//! `EXERCISES_FILE`.
//!
//! ```toml
//! [fr.reading]
//! question = "…"
//! choices = ["…", "…"]
//! right = 2
//! ```
//!
//! What it does not name stays as it is. What the server must see of an exercise
//! is no sentence, and cannot be replaced.

mod problem;

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(crate) use self::problem::{ChoicesProblem, OwnTextProblem, Wanted};
use super::{ExerciseText, ExerciseTexts, check::is_closed};
use crate::{classroom::Exercise, view::text::Lang};

/// The largest file that is taken, in bytes.
const MAX_BYTES: usize = 256 * 1024;

/// The longest text, in characters: a paragraph.
const MAX_TEXT_CHARS: usize = 1000;

/// How many of them a list may have.
const CHOICES: Range<usize> = 2..7;
const HINTS: Range<usize> = 1..7;
const PARAGRAPHS: Range<usize> = 1..11;

/// Why a teacher's file is refused.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OwnTextError {
    /// The byte of the file where it shows.
    pub(crate) at: usize,
    /// What is wrong there.
    pub(crate) problem: OwnTextProblem,
}

type Read<T> = Result<T, OwnTextError>;

/// A key of the file, and what it holds.
struct Key<'a> {
    name: &'a str,
    at: usize,
    value: &'a Spanned<DeValue<'a>>,
}

fn error<T>(at: usize, problem: OwnTextProblem) -> Read<T> {
    Err(OwnTextError { at, problem })
}

fn choices_error<T>(at: usize, problem: ChoicesProblem) -> Read<T> {
    error(at, OwnTextProblem::Choices(problem))
}

/// The choices of an exercise, and where they stand.
struct Choices {
    at: usize,
    texts: Vec<String>,
    right_at: usize,
    /// Counted from 1.
    right: u8,
}

/// What a teacher replaces of an exercise in one language.
#[derive(Default)]
struct Changes {
    question: Option<String>,
    choices: Option<Choices>,
    hints: Option<Vec<String>>,
    correction: Option<Vec<String>>,
}

impl ExerciseTexts {
    /// Puts a teacher's sentences in place of these.
    pub(crate) fn replace(&mut self, file: &str) -> Result<(), OwnTextError> {
        if file.len() > MAX_BYTES {
            return error(MAX_BYTES, OwnTextProblem::Large);
        }
        let table = DeTable::parse(file).map_err(|cause| OwnTextError {
            at: cause.span().map_or(0, |span| span.start),
            problem: OwnTextProblem::Toml {
                message: cause.message().to_owned(),
            },
        })?;
        let [mut french, mut english] = languages(table.get_ref())?;
        for (exercise, pair) in &mut self.0 {
            let fr = french.remove(exercise).unwrap_or_default();
            let en = english.remove(exercise).unwrap_or_default();
            same_choices(*exercise, fr.choices.as_ref(), en.choices.as_ref())?;
            fr.apply(&mut pair.fr);
            pair.fr.set(Lang::Fr);
            en.apply(&mut pair.en);
        }
        Ok(())
    }
}

impl Changes {
    fn apply(self, text: &mut ExerciseText) {
        if let Some(question) = self.question {
            text.question = question;
        }
        if let Some(choices) = self.choices {
            text.choices = choices.texts;
            text.right = choices.right;
        }
        if let Some(hints) = self.hints {
            text.hints = hints;
        }
        if let Some(correction) = self.correction {
            text.correction = correction;
        }
    }
}

/// The keys of a table as they stand in the file.
fn in_order<'a>(table: &'a DeTable<'a>) -> Vec<Key<'a>> {
    let keys = table.iter();
    let keys = keys.map(|(key, value)| Key {
        name: key.get_ref(),
        at: key.span().start,
        value,
    });
    let mut keys: Vec<_> = keys.collect();
    keys.sort_by_key(|key| key.at);
    keys
}

fn languages<'a>(file: &'a DeTable<'a>) -> Read<[BTreeMap<Exercise, Changes>; 2]> {
    let [mut french, mut english] = [BTreeMap::new(), BTreeMap::new()];
    for key in in_order(file) {
        match key.name {
            "fr" => french = exercises(&key)?,
            "en" => english = exercises(&key)?,
            other => return error(key.at, OwnTextProblem::Language { key: shown(other) }),
        }
    }
    Ok([french, english])
}

fn exercises(language: &Key<'_>) -> Read<BTreeMap<Exercise, Changes>> {
    let mut changes = BTreeMap::new();
    for key in in_order(table(language)?) {
        let mut all = Exercise::ALL.into_iter();
        match all.find(|it| it.key() == key.name) {
            Some(exercise) => changes.insert(exercise, exercise_changes(table(&key)?)?),
            None => {
                return error(
                    key.at,
                    OwnTextProblem::Exercise {
                        key: shown(key.name),
                    },
                );
            }
        };
    }
    Ok(changes)
}

fn exercise_changes<'a>(exercise: &'a DeTable<'a>) -> Read<Changes> {
    let mut changes = Changes::default();
    let (mut choices, mut right) = (None, None);
    for key in in_order(exercise) {
        match key.name {
            "question" => changes.question = Some(text(key.name, key.value)?),
            "choices" => choices = Some((key.at, texts("choices", &key, &CHOICES)?)),
            "right" => right = Some(key),
            "hints" => changes.hints = Some(texts("hints", &key, &HINTS)?),
            "correction" => changes.correction = Some(texts("correction", &key, &PARAGRAPHS)?),
            other => return error(key.at, OwnTextProblem::Key { key: shown(other) }),
        }
    }
    changes.choices = match (choices, right) {
        (None, None) => None,
        (Some((at, _)), None) => return choices_error(at, ChoicesProblem::NoRight),
        (None, Some(key)) => return choices_error(key.at, ChoicesProblem::NoChoices),
        (Some((at, texts)), Some(key)) => Some(Choices {
            at,
            right: right_choice(&key, texts.len())?,
            right_at: key.at,
            texts,
        }),
    };
    Ok(changes)
}

fn table<'a>(key: &Key<'a>) -> Read<&'a DeTable<'a>> {
    match key.value.get_ref() {
        DeValue::Table(table) => Ok(table),
        _ => error(key.at, wrong_kind(key.name, Wanted::Table)),
    }
}

fn wrong_kind(key: &str, wanted: Wanted) -> OwnTextProblem {
    let key = shown(key);
    OwnTextProblem::Kind { key, wanted }
}

fn text(key: &str, value: &Spanned<DeValue<'_>>) -> Read<String> {
    let at = value.span().start;
    let DeValue::String(text) = value.get_ref() else {
        return error(at, wrong_kind(key, Wanted::Text));
    };
    let is_control = |char: char| char.is_control() && char != '\n' && char != '\r';
    let problem = if text.trim().is_empty() {
        OwnTextProblem::Empty
    } else if text.chars().count() > MAX_TEXT_CHARS {
        OwnTextProblem::Long
    } else if text.contains(is_control) {
        OwnTextProblem::Control
    } else if !is_closed(text) {
        OwnTextProblem::Unclosed
    } else {
        // A line end in a paragraph is a space, as in HTML.
        return Ok(text.trim().replace("\r\n", " ").replace(['\n', '\r'], " "));
    };
    error(at, problem)
}

fn texts(name: &'static str, key: &Key<'_>, count: &Range<usize>) -> Read<Vec<String>> {
    let at = key.value.span().start;
    let DeValue::Array(list) = key.value.get_ref() else {
        return error(at, wrong_kind(name, Wanted::Texts));
    };
    if !count.contains(&list.len()) {
        let problem = OwnTextProblem::Count {
            key: name,
            found: list.len(),
            least: count.start,
            most: count.end - 1,
        };
        return error(at, problem);
    }
    list.iter().map(|item| text(name, item)).collect()
}

/// The right choice, counted from 1.
fn right_choice(key: &Key<'_>, choices: usize) -> Read<u8> {
    let at = key.value.span().start;
    let DeValue::Integer(number) = key.value.get_ref() else {
        return error(at, wrong_kind(key.name, Wanted::Number));
    };
    let right = number.as_str().parse().ok();
    let right = right.filter(|right| (1..=choices).contains(&usize::from(*right)));
    right.map_or_else(
        || {
            let right = shown(number.as_str());
            choices_error(at, ChoicesProblem::Right { right, choices })
        },
        Ok,
    )
}

/// A prediction counts in both languages.
fn same_choices(exercise: Exercise, fr: Option<&Choices>, en: Option<&Choices>) -> Read<()> {
    let (fr, en) = match (fr, en) {
        (None, None) => return Ok(()),
        (Some(there), None) => return one_language(exercise, there, Lang::En),
        (None, Some(there)) => return one_language(exercise, there, Lang::Fr),
        (Some(fr), Some(en)) => (fr, en),
    };
    let (english, french) = (en.texts.len(), fr.texts.len());
    if english != french {
        let problem = ChoicesProblem::CountDiffers {
            exercise,
            english,
            french,
        };
        return choices_error(en.at, problem);
    }
    if en.right != fr.right {
        let problem = ChoicesProblem::RightDiffers {
            exercise,
            english: en.right,
            french: fr.right,
        };
        return choices_error(en.right_at, problem);
    }
    Ok(())
}

fn one_language(exercise: Exercise, there: &Choices, lacks: Lang) -> Read<()> {
    let problem = ChoicesProblem::OneLanguage { exercise, lacks };
    choices_error(there.at, problem)
}

/// What somebody wrote, fit for a line of an error.
fn shown(text: &str) -> String {
    let shown: String = text.chars().take(40).flat_map(char::escape_debug).collect();
    let cut = if text.chars().count() > 40 { "…" } else { "" };
    shown + cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn replaced(file: &str) -> ExerciseTexts {
        let mut texts = ExerciseTexts::built_in().unwrap();
        assert_eq!(texts.replace(file), Ok(()));
        texts
    }

    #[track_caller]
    fn refusal(file: &str) -> OwnTextError {
        let mut texts = ExerciseTexts::built_in().unwrap();
        texts.replace(file).unwrap_err()
    }

    #[test]
    fn what_is_named_is_replaced_and_nothing_else() {
        let texts = replaced(
            "[fr.reading]\nquestion = \"Qui lit ?\"\nhints = [\"L'en-tête.\"]\n\
             choices = ['a', 'b']\nright = 1\n\
             [en.reading]\nchoices = ['c', 'd']\nright = 1\n",
        );
        let (french, english) = (
            texts.of(Exercise::Reading, Lang::Fr),
            texts.of(Exercise::Reading, Lang::En),
        );
        assert_eq!(french.question, "Qui lit\u{202f}?");
        assert_eq!(french.hints, ["L’en-tête."]);
        assert_eq!(french.choices, ["a", "b"]);
        assert_eq!(english.choices, ["c", "d"]);
        assert_eq!((french.right_choice(), english.right_choice()), (0, 0));
        let built_in = ExerciseTexts::built_in().unwrap();
        let before = built_in.of(Exercise::Reading, Lang::En);
        assert_eq!(english.question, before.question);
        assert_eq!(english.hints, before.hints);
        assert_eq!(english.correction, before.correction);
    }

    #[test]
    fn a_paragraph_may_go_over_several_lines() {
        let texts = replaced("[en.memory]\ncorrection = [\"\"\"\r\nOne\r\ntwo\nthree\n\"\"\"]\n");
        let text = texts.of(Exercise::Memory, Lang::En);
        assert_eq!(text.correction, ["One two three"]);
    }

    #[test]
    fn an_empty_file_replaces_nothing() {
        replaced("");
        replaced("# later\n[fr]\n[en.memory]\n");
    }

    #[test]
    fn the_first_fault_of_the_file_is_told_with_its_place() {
        let file = "[fr.zebra]\n[fr.ape]\n[en]\nx = 1\n";
        let OwnTextError { at, problem } = refusal(file);
        assert_eq!(at, file.find("zebra").unwrap());
        assert_eq!(
            problem,
            OwnTextProblem::Exercise {
                key: "zebra".into()
            }
        );
    }

    #[test]
    fn what_is_long_is_refused() {
        let large = format!("# {}", "x".repeat(MAX_BYTES));
        assert_eq!(refusal(&large).problem, OwnTextProblem::Large);
        let just = "é".repeat(MAX_TEXT_CHARS);
        replaced(&format!("[fr.memory]\nquestion = '{just}'"));
        let long = refusal(&format!("[fr.memory]\nquestion = '{just}é'"));
        assert_eq!(long.problem, OwnTextProblem::Long);
        let key = "k".repeat(100);
        let unknown = refusal(&format!("[fr.memory]\n{key} = 1"));
        let shown = format!("{}…", "k".repeat(40));
        assert_eq!(unknown.problem, OwnTextProblem::Key { key: shown });
    }

    #[test]
    fn a_number_is_read_as_a_person_counts() {
        let file = |right: &str| {
            let table = |lang| format!("[{lang}.memory]\nchoices = ['a', 'b']\nright = {right}\n");
            table("fr") + &table("en")
        };
        replaced(&file("2"));
        for wrong in ["0", "-1", "3", "256", "99999999999999999999"] {
            let OwnTextProblem::Choices(ChoicesProblem::Right { right, choices: 2 }) =
                refusal(&file(wrong)).problem
            else {
                panic!("{wrong} was refused for something else");
            };
            assert_eq!(right, wrong);
        }
    }
}
