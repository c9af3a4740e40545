//! A value before it is read: as it was given, and how it would be right.

use serde_json::Value as Json;

use super::kind::Kind;
use super::value::Value;

/// A value as it was given.
#[derive(Clone, Debug)]
pub(crate) enum Given {
    /// Text of an option, a `--set` or an environment variable.
    Text(String),
    /// A value of the configuration file, which has types of its own.
    Typed {
        value: Json,
        /// As it stands in the file.
        written: String,
    },
}

/// How a value that is refused would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Respelled {
    /// It is a text and was to be a number or `true`, `false`: the same without
    /// quotes.
    Unquoted(String),
    /// It was to be a text: the same in quotes.
    Quoted(String),
}

impl Given {
    /// Text is JSON where that gives the type that is wanted, else the text
    /// itself.
    // Flask: `Config.from_prefixed_env` tries `json.loads` in this way.
    pub(crate) fn read<T: Value>(&self, kind: Kind) -> Option<T> {
        match self {
            Self::Typed { value, .. } => T::read(value, kind),
            Self::Text(text) => serde_json::from_str(text)
                .ok()
                .and_then(|value| T::read(&value, kind))
                .or_else(|| T::read(&Json::String(text.clone()), kind)),
        }
    }

    /// As the user wrote it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Typed { written: text, .. } => text.clone(),
        }
    }

    /// How a value that [`Given::read`] refuses would be right.
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
        // Never of a secret: it would be shown.
        let is_bare = value.is_number() || value.is_boolean();
        let text = Json::String(self.shown());
        let is_right = is_bare && !kind.is_secret() && T::read(&text, kind).is_some();
        is_right.then(|| Respelled::Quoted(text.to_string()))
    }

    /// Whether it is a text, and none that JSON makes a list or nothing of.
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
