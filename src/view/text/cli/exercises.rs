//! Why a teacher's file of exercises is refused, and what to do.

use super::Trouble;
use crate::{
    classroom::Exercise,
    view::text::lab::{ChoicesProblem, OwnTextProblem as Problem, Wanted},
};

/// `place` is the file, the line and the column.
pub(super) fn english(place: &str, problem: &Problem) -> Trouble {
    let trouble = Trouble::new(format!("{place}: {}", what_en(problem)));
    let trouble = match problem {
        Problem::Toml { message } => trouble.why(message.as_str()),
        _ => trouble,
    };
    trouble.cure(cure_en(problem))
}

/// The same in French.
pub(super) fn french(place: &str, problem: &Problem) -> Trouble {
    let trouble = Trouble::new(format!("{place}\u{a0}: {}", what_fr(problem)));
    let trouble = match problem {
        Problem::Toml { message } => {
            trouble.why(format!("message d’origine, en anglais\u{a0}: {message}"))
        }
        _ => trouble,
    };
    trouble.cure(cure_fr(problem))
}

/// Every exercise by its key.
fn keys() -> String {
    Exercise::ALL.map(Exercise::key).join(", ")
}

fn what_en(problem: &Problem) -> String {
    match problem {
        Problem::Large => "the file is larger than 256 KiB.".to_owned(),
        Problem::Toml { .. } => "this is not TOML.".to_owned(),
        Problem::Language { key } => format!("`{key}` is neither `fr` nor `en`."),
        Problem::Exercise { key } => format!("`{key}` is no exercise."),
        Problem::Key { key } => format!("`{key}` cannot be replaced."),
        Problem::Kind { key, wanted } => match wanted {
            Wanted::Table => format!("`{key}` is not a table."),
            Wanted::Text => format!("`{key}` is not a text."),
            Wanted::Texts => format!("`{key}` is not a list of texts."),
            Wanted::Number => format!("`{key}` is not a number."),
        },
        Problem::Empty => "this text is empty.".to_owned(),
        Problem::Long => "this text is longer than 1,000 characters.".to_owned(),
        Problem::Control => "this text holds a character that nobody sees.".to_owned(),
        Problem::Unclosed => "this text has a backtick that nothing closes.".to_owned(),
        Problem::Count {
            key,
            found,
            least,
            most,
        } => format!("`{key}` takes {least} to {most} texts, not {found}."),
        Problem::Choices(problem) => choices_en(problem),
    }
}

fn choices_en(problem: &ChoicesProblem) -> String {
    match problem {
        ChoicesProblem::NoRight => "`choices` stands without `right`.".to_owned(),
        ChoicesProblem::NoChoices => "`right` stands without `choices`.".to_owned(),
        ChoicesProblem::Right { right, choices } => {
            format!("`right` is {right}, and there are {choices} choices.")
        }
        ChoicesProblem::OneLanguage { exercise, lacks } => {
            let (key, lacks) = (exercise.key(), lacks.tag());
            format!("the choices are replaced here, and not in [{lacks}.{key}].")
        }
        ChoicesProblem::CountDiffers {
            exercise,
            english,
            french,
        } => {
            let key = exercise.key();
            format!("there are {english} choices here, and {french} in [fr.{key}].")
        }
        ChoicesProblem::RightDiffers {
            exercise,
            english,
            french,
        } => {
            let key = exercise.key();
            format!("`right` is {english} here, and {french} in [fr.{key}].")
        }
    }
}

fn cure_en(problem: &Problem) -> String {
    let cure = match problem {
        Problem::Large => "It holds sentences and nothing else: shorten it.",
        Problem::Toml { .. } => {
            "A line reads: question = \"…\" (flask-session-demo-class(7) shows a whole file)"
        }
        Problem::Language { .. } => {
            "A table is called [fr.reading]: the language, then the exercise."
        }
        Problem::Exercise { .. } => return format!("These are: {}.", keys()),
        Problem::Key { .. } => "These can be: question, choices with right, hints, correction.",
        Problem::Kind { wanted, .. } => match wanted {
            Wanted::Table => "A table begins with a line of its own: [fr.reading]",
            Wanted::Text => "A text stands in quotes: question = \"…\"",
            Wanted::Texts => "A list stands in brackets: hints = [\"…\", \"…\"]",
            Wanted::Number => "The right choice is counted from 1: right = 2",
        },
        Problem::Empty => "Write one, or take the key out: what is not named stays as it is.",
        Problem::Long => "Shorten it, or cut it in two where a list holds it.",
        Problem::Control => "Type the text anew.",
        Problem::Unclosed => "A command stands between two of them: `Set-Cookie`",
        Problem::Count { .. } => "Take some out, or write some more.",
        Problem::Choices(problem) => match problem {
            ChoicesProblem::NoRight => "Say which one is right, counted from 1: right = 2",
            ChoicesProblem::NoChoices => "Write them beside it: choices = [\"…\", \"…\"]",
            ChoicesProblem::Right { .. } => "Count the choices from 1.",
            ChoicesProblem::OneLanguage { .. } => {
                "Write as many there, the same one right: an answer counts in both languages."
            }
            ChoicesProblem::CountDiffers { .. } | ChoicesProblem::RightDiffers { .. } => {
                "Make both the same: an answer counts in both languages."
            }
        },
    };
    cure.to_owned()
}

fn what_fr(problem: &Problem) -> String {
    match problem {
        Problem::Large => "le fichier dépasse 256\u{a0}Kio.".to_owned(),
        Problem::Toml { .. } => "ce n’est pas du TOML.".to_owned(),
        Problem::Language { key } => format!("`{key}` n’est ni `fr` ni `en`."),
        Problem::Exercise { key } => format!("`{key}` n’est pas un exercice."),
        Problem::Key { key } => format!("`{key}` ne peut pas être remplacé."),
        Problem::Kind { key, wanted } => match wanted {
            Wanted::Table => format!("`{key}` n’est pas une table."),
            Wanted::Text => format!("`{key}` n’est pas un texte."),
            Wanted::Texts => format!("`{key}` n’est pas une liste de textes."),
            Wanted::Number => format!("`{key}` n’est pas un nombre."),
        },
        Problem::Empty => "ce texte est vide.".to_owned(),
        Problem::Long => "ce texte dépasse 1\u{202f}000 caractères.".to_owned(),
        Problem::Control => "ce texte contient un caractère invisible.".to_owned(),
        Problem::Unclosed => "un accent grave de ce texte n’est pas refermé.".to_owned(),
        Problem::Count {
            key,
            found,
            least,
            most,
        } => format!("`{key}` prend de {least} à {most} textes, pas {found}."),
        Problem::Choices(problem) => choices_fr(problem),
    }
}

fn choices_fr(problem: &ChoicesProblem) -> String {
    match problem {
        ChoicesProblem::NoRight => "`choices` est là sans `right`.".to_owned(),
        ChoicesProblem::NoChoices => "`right` est là sans `choices`.".to_owned(),
        ChoicesProblem::Right { right, choices } => {
            format!("`right` vaut {right}, et il y a {choices} réponses.")
        }
        ChoicesProblem::OneLanguage { exercise, lacks } => {
            let (key, lacks) = (exercise.key(), lacks.tag());
            format!("les réponses sont remplacées ici, et pas dans [{lacks}.{key}].")
        }
        ChoicesProblem::CountDiffers {
            exercise,
            english,
            french,
        } => {
            let key = exercise.key();
            format!("il y a {english} réponses ici, et {french} dans [fr.{key}].")
        }
        ChoicesProblem::RightDiffers {
            exercise,
            english,
            french,
        } => {
            let key = exercise.key();
            format!("`right` vaut {english} ici, et {french} dans [fr.{key}].")
        }
    }
}

fn cure_fr(problem: &Problem) -> String {
    let cure = match problem {
        Problem::Large => "Il ne contient que des phrases\u{a0}: raccourcissez-le.",
        Problem::Toml { .. } => {
            "Une ligne s’écrit ainsi\u{a0}: `question = \"…\"` (flask-session-demo-class(7) montre tout un fichier)"
        }
        Problem::Language { .. } => {
            "Une table s’appelle [fr.reading]\u{a0}: la langue, puis l’exercice."
        }
        Problem::Exercise { .. } => return format!("Ce sont\u{a0}: {}.", keys()),
        Problem::Key { .. } => {
            "Peuvent l’être\u{a0}: question, choices avec right, hints, correction."
        }
        Problem::Kind { wanted, .. } => match wanted {
            Wanted::Table => "Une table commence par une ligne à elle\u{a0}: [fr.reading]",
            Wanted::Text => "Un texte est entre guillemets droits\u{a0}: `question = \"…\"`",
            Wanted::Texts => "Une liste est entre crochets\u{a0}: `hints = [\"…\", \"…\"]`",
            Wanted::Number => "La bonne réponse se compte à partir de 1\u{a0}: `right = 2`",
        },
        Problem::Empty => {
            "Écrivez-en un, ou retirez la clé\u{a0}: ce qui n’est pas nommé reste comme il est."
        }
        Problem::Long => "Raccourcissez-le, ou coupez-le en deux s’il est dans une liste.",
        Problem::Control => "Retapez ce texte.",
        Problem::Unclosed => "Une commande se met entre deux accents graves\u{a0}: `Set-Cookie`",
        Problem::Count { .. } => "Retirez-en, ou écrivez-en d’autres.",
        Problem::Choices(problem) => match problem {
            ChoicesProblem::NoRight => {
                "Dites laquelle est bonne, comptée à partir de 1\u{a0}: `right = 2`"
            }
            ChoicesProblem::NoChoices => "Écrivez-les à côté\u{a0}: `choices = [\"…\", \"…\"]`",
            ChoicesProblem::Right { .. } => "Comptez les réponses à partir de 1.",
            ChoicesProblem::OneLanguage { .. } => {
                "Écrivez-y autant de réponses, la même étant bonne\u{a0}: une réponse vaut dans les deux langues."
            }
            ChoicesProblem::CountDiffers { .. } | ChoicesProblem::RightDiffers { .. } => {
                "Mettez la même chose des deux côtés\u{a0}: une réponse vaut dans les deux langues."
            }
        },
    };
    cure.to_owned()
}
