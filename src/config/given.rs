//! A value as given, before it is parsed, and how it should have been written.

use serde_json::Value as Json;

use super::kind::Kind;
use super::value::Value;

/// A value as it was given.
#[derive(Clone, Debug)]
pub(crate) enum Given {
    /// The text of an option, a `--set` or an environment variable.
    Text(String),
    /// A value in the configuration file, which already has a type.
    Typed {
        value: Json,
        /// Its source text in the file.
        written: String,
    },
}

/// The correct spelling of a refused value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Respelled {
    /// A text where a number, `true` or `false` was expected: the same without
    /// quotes.
    Unquoted(String),
    /// Not a text where one was expected: the same in quotes.
    Quoted(String),
}

impl Given {
    /// Parses the value. Text is read as JSON if that gives the expected type;
    /// otherwise the text itself is the value.
    // Flask: `Config.from_prefixed_env` tries `json.loads` in the same way.
    pub(crate) fn read<T: Value>(&self, kind: Kind) -> Option<T> {
        match self {
            Self::Typed { value, .. } => T::read(value, kind),
            Self::Text(text) => serde_json::from_str(text)
                .ok()
                .and_then(|value| T::read(&value, kind))
                .or_else(|| T::read(&Json::String(text.clone()), kind)),
        }
    }

    /// As it was typed.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Typed { written: text, .. } => text.clone(),
        }
    }

    /// How a value that [`Given::read`] refuses should be written.
    pub(crate) fn respelled<T: Value>(&self, kind: Kind) -> Option<Respelled> {
        let value = match self {
            Self::Typed { value, .. } => value.clone(),
            Self::Text(text) => serde_json::from_str(text).ok()?,
        };
        if let Json::String(text) = value {
            let bare = serde_json::from_str(text.trim()).ok()?;
            T::read(&bare, kind)?;
            return Some(Respelled::Unquoted(text.trim().to_owned()));
        }
        // Never for a text, which may be secret and would be shown.
        let is_bare = value.is_number() || value.is_boolean();
        let text = Json::String(self.shown());
        let is_right = is_bare && !kind.is_secret() && T::read(&text, kind).is_some();
        is_right.then(|| Respelled::Quoted(text.to_string()))
    }

    /// Whether it is a text that JSON does not read as a list or `null`.
    pub(crate) fn is_plain_text(&self) -> bool {
        match self {
            Self::Text(text) => !serde_json::from_str(text)
                .is_ok_and(|json: Json| json.is_array() || json.is_null()),
            Self::Typed { value, .. } => value.is_string(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Typed { value, .. } => value.as_str() == Some(""),
        }
    }
}
