//! The Python types that a Flask session may hold: those that
//! `flask/json/tag.py` carries through JSON.

use jiff::civil::DateTime;

use super::{Dict, Number, Text};

/// A value in a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `None`.
    Null,
    /// `True`, `False`.
    Bool(bool),
    /// `int` or `float`.
    Number(Number),
    /// `str`.
    String(Text),
    /// `list`.
    List(Vec<Value>),
    /// `dict` with string keys.
    Dict(Dict),
    /// `tuple`: tag ` t`.
    Tuple(Vec<Value>),
    /// `bytes`: tag ` b`.
    Bytes(Vec<u8>),
    /// `markupsafe.Markup`: tag ` m`.
    Markup(Text),
    /// `uuid.UUID`: tag ` u`.
    Uuid([u8; 16]),
    /// `datetime.datetime`, in UTC: tag ` d`.
    DateTime(DateTime),
}

impl Value {
    /// The text of a string, unless it holds a lone surrogate.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => text.as_str(),
            _ => None,
        }
    }

    /// The entries, if this is a dict.
    pub fn as_dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// What Python's `iter(value)` yields: the items of a list or tuple, the
    /// characters of a text, the keys of a dict, the numbers of bytes. `None`
    /// where Python raises `TypeError`.
    pub(super) fn into_items(self) -> Option<Vec<Self>> {
        Some(match self {
            Self::List(items) | Self::Tuple(items) => items,
            Self::String(text) | Self::Markup(text) => {
                text.characters().map(Self::String).collect()
            }
            Self::Dict(dict) => dict
                .into_entries()
                .into_iter()
                .map(|(key, _)| Self::String(key))
                .collect(),
            Self::Bytes(bytes) => bytes
                .iter()
                .map(|byte| Self::Number(Number::from(i64::from(*byte))))
                .collect(),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Uuid(_) | Self::DateTime(_) => {
                return None;
            }
        })
    }

    /// Python's `bool(value)`.
    pub fn is_truthy(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Bool(value) => *value,
            Self::Number(number) => !number.is_zero(),
            Self::String(text) | Self::Markup(text) => !text.is_empty(),
            Self::List(items) | Self::Tuple(items) => !items.is_empty(),
            Self::Dict(dict) => !dict.is_empty(),
            Self::Bytes(bytes) => !bytes.is_empty(),
            Self::Uuid(_) | Self::DateTime(_) => true,
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(Text::from(text))
    }
}

impl From<Dict> for Value {
    fn from(dict: Dict) -> Self {
        Self::Dict(dict)
    }
}
