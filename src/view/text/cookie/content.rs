//! Why the content of a part cannot be read.

use super::{CookieText, Words};
use crate::{
    anatomy::Anatomy,
    itsdangerous::{Base64Error, Base64Problem},
    session::{JsonError, JsonProblem, TagError},
};

impl CookieText {
    pub(super) fn base64(&self, error: Base64Error, text: &str) -> String {
        match error.problem {
            Base64Problem::Symbol => {
                let rest = text.get(error.position..).unwrap_or_default();
                let character = rest.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
                (self.causes.wrong_character)(character, error.position + 1)
            }
            Base64Problem::Length => self.causes.wrong_length.into(),
            Base64Problem::Trailing => self.causes.stray_bits.into(),
        }
    }

    pub(super) fn not_json(&self, error: JsonError, anatomy: &Anatomy) -> String {
        let text = anatomy
            .payload
            .as_ref()
            .and_then(|part| part.content.text());
        self.json_error(error, text.unwrap_or_default())
    }

    /// Why `text` is not the JSON that Python reads.
    pub(crate) fn json_error(&self, error: JsonError, text: &str) -> String {
        let before = text.get(..error.position).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
        (self.causes.not_json)(line, column, self.json_problem(error.problem))
    }

    fn json_problem(&self, problem: JsonProblem) -> Words {
        match problem {
            JsonProblem::ExpectedValue => self.json.expected_value,
            JsonProblem::ExpectedKey => self.json.expected_key,
            JsonProblem::ExpectedColon => self.json.expected_colon,
            JsonProblem::ExpectedComma => self.json.expected_comma,
            JsonProblem::UnterminatedString => self.json.unterminated_string,
            JsonProblem::ControlCharacter => self.json.control_character,
            JsonProblem::BadEscape => self.json.bad_escape,
            JsonProblem::ExtraData => self.json.extra_data,
            JsonProblem::TooDeep => self.json.too_deep,
            JsonProblem::IntegerTooLong => self.json.integer_too_long,
        }
    }

    /// Why bytes are no text; `valid_up_to` of them are.
    pub(crate) fn not_utf8(&self, valid_up_to: usize) -> String {
        (self.causes.not_utf8)(valid_up_to + 1)
    }

    /// Why a tag cannot be.
    pub(crate) fn bad_tag(&self, error: TagError) -> String {
        (self.causes.bad_tag)(error.tag, self.tag_content(error.tag))
    }

    /// What a tag holds in JSON.
    pub(crate) fn tag_content(&self, tag: &str) -> &'static str {
        match tag {
            " t" => self.tags.array,
            " b" => self.tags.base64,
            " m" => self.tags.string,
            " u" => self.tags.hex,
            " d" => self.tags.date,
            _ => self.tags.object,
        }
    }
}
