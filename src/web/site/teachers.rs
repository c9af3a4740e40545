//! `/teachers`: a table that everybody may see.

use std::path::Path;

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::{
    config::{TextFileError, read_text_file},
    http::{HttpError, Response, StatusCode},
    view::text::Lang,
    web::ctx::Ctx,
};

/// `teachers.html`
#[derive(Serialize)]
struct Teachers<'a> {
    note: Option<Words<'a>>,
    teachers: Vec<TeacherRow<'a>>,
}

#[derive(Serialize)]
struct TeacherRow<'a> {
    name: &'a str,
    years: Option<String>,
    course: Words<'a>,
    about: Option<Words<'a>>,
}

/// Text in one language or the other.
#[derive(Serialize)]
struct Words<'a> {
    text: &'a str,
    lang: &'static str,
}

pub(in crate::web) fn teachers(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let content = ctx.app.roster.to_page(ctx.lang);
    ctx.page(StatusCode::OK, content)
}

/// The teachers, from `assets/teachers.json` or from `TEACHERS_FILE`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Roster {
    /// A sentence above the table.
    note: Option<Phrase>,
    note_en: Option<Phrase>,
    /// At least one.
    #[serde(deserialize_with = "not_empty")]
    teachers: Vec<Teacher>,
}

/// What ends in `_en` is shown on the English page; without it, that page
/// shows the French text, marked as such.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Teacher {
    name: Phrase,
    /// Years; a living teacher needs none.
    born: Option<u16>,
    died: Option<u16>,
    course: Phrase,
    course_en: Option<Phrase>,
    /// A sentence about the person.
    about: Option<Phrase>,
    about_en: Option<Phrase>,
}

/// Why a file of teachers is refused.
#[derive(Debug, thiserror::Error)]
pub enum RosterError {
    /// It cannot be read, or is no UTF-8 text.
    #[error(transparent)]
    Read(#[from] TextFileError),
    /// It is not what the manual describes (flask-session-demo-class(7)); the message names line and column.
    #[error(transparent)]
    Parse(#[from] serde_json::Error),
}

impl Roster {
    /// The teachers that come with the program.
    pub(in crate::web) fn built_in() -> Self {
        serde_json::from_str(include_str!("../../../assets/teachers.json"))
            .expect("a test reads this file")
    }

    pub(in crate::web) fn read(path: &Path) -> Result<Self, RosterError> {
        Ok(serde_json::from_str(&read_text_file(path)?)?)
    }

    fn to_page(&self, lang: Lang) -> Teachers<'_> {
        let words = |fr, en| words(lang, fr, en);
        Teachers {
            note: words(self.note.as_ref(), self.note_en.as_ref()),
            teachers: self
                .teachers
                .iter()
                .filter_map(|teacher| {
                    Some(TeacherRow {
                        name: &teacher.name.0,
                        years: teacher.years(),
                        course: words(Some(&teacher.course), teacher.course_en.as_ref())?,
                        about: words(teacher.about.as_ref(), teacher.about_en.as_ref()),
                    })
                })
                .collect(),
        }
    }
}

impl Teacher {
    fn years(&self) -> Option<String> {
        match (self.born, self.died) {
            (Some(born), Some(died)) => Some(format!("{born}–{died}")),
            (Some(born), None) => Some(format!("{born}–")),
            (None, Some(died)) => Some(format!("–{died}")),
            (None, None) => None,
        }
    }
}

fn words<'a>(lang: Lang, fr: Option<&'a Phrase>, en: Option<&'a Phrase>) -> Option<Words<'a>> {
    let (phrase, lang) = match (lang, fr, en) {
        (Lang::En, _, Some(phrase)) => (phrase, Lang::En),
        (_, Some(phrase), _) => (phrase, Lang::Fr),
        (_, None, _) => return None,
    };
    Some(Words {
        text: &phrase.0,
        lang: lang.tag(),
    })
}

/// A text that says something, on one line.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct Phrase(String);

const MAX_CHARACTERS: usize = 500;

impl TryFrom<String> for Phrase {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let is_allowed = !text.trim().is_empty()
            && text.chars().count() <= MAX_CHARACTERS
            && !text.contains(char::is_control);
        if is_allowed {
            Ok(Self(text))
        } else {
            Err(format!(
                "expected a text of 1 to {MAX_CHARACTERS} characters without control characters"
            ))
        }
    }
}

fn not_empty<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<Teacher>, D::Error> {
    let teachers = Vec::deserialize(input)?;
    if teachers.is_empty() {
        return Err(de::Error::custom("expected at least one teacher"));
    }
    Ok(teachers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::text::typography;

    fn refusal(json: &str) -> String {
        serde_json::from_str::<Roster>(json)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn the_built_in_teachers_are_shown_in_both_languages() {
        let roster = Roster::built_in();
        let french = roster.to_page(Lang::Fr);
        typography::check_all(&serde_json::to_value(french).unwrap());
        let english = roster.to_page(Lang::En);
        assert_eq!(english.note.unwrap().lang, "en");
        for teacher in english.teachers {
            assert_eq!(
                (teacher.course.lang, teacher.about.unwrap().lang),
                ("en", "en")
            );
        }
    }

    #[test]
    fn french_stands_in_for_english_and_says_so() {
        let roster: Roster =
            serde_json::from_str(r#"{"teachers":[{"name":"A","course":"Réseaux"}]}"#).unwrap();
        let page = roster.to_page(Lang::En);
        assert_eq!(
            (page.teachers[0].course.text, page.teachers[0].course.lang),
            ("Réseaux", "fr")
        );
    }

    #[test]
    fn a_refusal_says_where_and_what_is_allowed() {
        for (json, message) in [
            (
                r#"{"teachers":[]}"#,
                "expected at least one teacher at line 1 column 15",
            ),
            (
                "{\"teachers\":[\n{\"nom\":\"A\"}]}",
                "unknown field `nom`, expected one of `name`, `born`, `died`, `course`, \
                 `course_en`, `about`, `about_en` at line 2 column 6",
            ),
            (
                r#"{"teachers":[{"name":"A"}]}"#,
                "missing field `course` at line 1 column 25",
            ),
            (
                r#"{"teachers":[{"name":" ","course":"C"}]}"#,
                "expected a text of 1 to 500 characters without control characters \
                 at line 1 column 24",
            ),
        ] {
            assert_eq!(refusal(json), message, "{json}");
        }
    }
}
