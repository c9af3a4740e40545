//! The ten exercises in words.

mod en;
mod fr;

use crate::{classroom::Exercise, view::text::Lang};

type Words = &'static str;

/// One exercise in one language. Text between backticks is to be typed as it
/// is.
#[cfg_attr(test, derive(serde::Serialize))]
pub(crate) struct ExerciseText {
    /// What it is called.
    pub(crate) name: Words,
    /// What is to be predicted.
    pub(crate) question: Words,
    /// The answers to choose from.
    pub(crate) choices: &'static [Words],
    /// What is to be done, step by step.
    pub(crate) steps: &'static [Words],
    /// What is to be explained.
    pub(crate) ask: Words,
    /// Each says a little more than the one before.
    pub(crate) hints: [Words; 3],
    /// What is true, in paragraphs.
    pub(crate) correction: &'static [Words],
}

/// All ten.
#[cfg_attr(test, derive(serde::Serialize))]
struct Exercises {
    memory: ExerciseText,
    headers: ExerciseText,
    reading: ExerciseText,
    one_byte: ExerciseText,
    the_key: ExerciseText,
    weak_key: ExerciseText,
    two_clocks: ExerciseText,
    signed_out: ExerciseText,
    cross_site: ExerciseText,
    on_the_wire: ExerciseText,
}

impl ExerciseText {
    /// An exercise's words in this language.
    pub(crate) fn of(exercise: Exercise, lang: Lang) -> &'static Self {
        let texts = match lang {
            Lang::Fr => &fr::TEXT,
            Lang::En => &en::TEXT,
        };
        match exercise {
            Exercise::Memory => &texts.memory,
            Exercise::Headers => &texts.headers,
            Exercise::Reading => &texts.reading,
            Exercise::OneByte => &texts.one_byte,
            Exercise::TheKey => &texts.the_key,
            Exercise::WeakKey => &texts.weak_key,
            Exercise::TwoClocks => &texts.two_clocks,
            Exercise::SignedOut => &texts.signed_out,
            Exercise::CrossSite => &texts.cross_site,
            Exercise::OnTheWire => &texts.on_the_wire,
        }
    }
}

/// The passage of the course that an exercise takes up, in the course's own
/// French, code between backticks; `None` where the course says nothing of it.
pub(crate) fn passage(exercise: Exercise) -> Option<&'static str> {
    Some(match exercise {
        Exercise::Memory => "Flask gère les sessions coté client dans des cookies de session.",
        Exercise::Headers => {
            "La réponse est affiché et un cookie de session est stocké dans le navigateur"
        }
        Exercise::Reading => "Le cookie est crypté et nécessite la clé secrète pour être lu.",
        Exercise::OneByte => {
            "Les cookies sont signés pour les protéger des éventuelles modifications."
        }
        Exercise::TheKey => "`app.config[\"SECRET_KEY\"] = b'5eed9b976f6d5c80…'`",
        Exercise::WeakKey => "`python -c 'import secrets; print(secrets.token_hex())'`",
        Exercise::SignedOut => {
            "Elle supprime les données de sessionà l'aide de la fonction session.clear()"
        }
        Exercise::CrossSite => {
            "Comme pour la protection apportée à WTForms, il faut générer une clé de signature"
        }
        Exercise::TwoClocks | Exercise::OnTheWire => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::text::typography;

    #[test]
    fn every_answer_has_its_words() {
        for lang in Lang::ALL {
            for exercise in Exercise::ALL {
                let text = ExerciseText::of(exercise, lang);
                assert_eq!(
                    text.choices.len(),
                    usize::from(exercise.choices()),
                    "{}",
                    text.name
                );
            }
        }
    }

    #[test]
    fn every_command_in_a_sentence_is_closed() {
        for lang in Lang::ALL {
            for exercise in Exercise::ALL {
                let text = ExerciseText::of(exercise, lang);
                let sentences = [text.question, text.ask].into_iter();
                let lists = [text.choices, text.steps, &text.hints, text.correction];
                for sentence in sentences.chain(lists.into_iter().flatten().copied()) {
                    assert!(
                        sentence.matches('`').count().is_multiple_of(2),
                        "{sentence}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_french_is_typeset_as_french() {
        typography::check_all(&serde_json::to_value(&fr::TEXT).unwrap());
    }
}
