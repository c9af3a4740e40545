//! Messages for the next page: `flash()` and `get_flashed_messages()`.
//!
//! Mirrors `flask/helpers.py` (Flask 3.1.3). Messages wait in the session as a
//! list of `(category, message)` tuples under `_flashes`.
//!
//! # Differences
//!
//! - If `_flashes` is not a list, it is dropped, and so is any item that is not
//!   a pair of texts; Flask answers with status 500.
//! - `Markup` is returned as ordinary text, which the page escapes.

use super::{Session, Text, Value};

const FLASHES: &str = "_flashes";

/// A message and its category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlashedMessage {
    /// Any text; pages style `message` (the default) and `error`.
    pub category: String,
    /// Not escaped.
    pub message: String,
}

impl Session {
    /// Stores a message for the next [`Session::get_flashed_messages`].
    pub fn flash(&mut self, message: &str, category: &str) {
        let mut flashes = match self.get(FLASHES) {
            Some(Value::List(flashes)) => flashes.clone(),
            _ => Vec::new(),
        };
        flashes.push(Value::Tuple(vec![category.into(), message.into()]));
        self.set(FLASHES, Value::List(flashes));
    }

    /// Takes the messages out of the session; may be empty.
    ///
    /// `categories` selects what is returned; if empty, everything is. Later
    /// calls during the same request return the same messages, even if others
    /// were flashed in between.
    pub fn get_flashed_messages(&mut self, categories: &[&str]) -> Vec<FlashedMessage> {
        let flashes = match self.flashes.take() {
            Some(flashes) => flashes,
            None => match self.pop(FLASHES) {
                Some(Value::List(flashes)) => flashes.iter().filter_map(read).collect(),
                _ => Vec::new(),
            },
        };
        let wanted = |flash: &&FlashedMessage| {
            categories.is_empty() || categories.contains(&flash.category.as_str())
        };
        let messages = flashes.iter().filter(wanted).cloned().collect();
        self.flashes = Some(flashes);
        messages
    }
}

fn read(flash: &Value) -> Option<FlashedMessage> {
    let (Value::Tuple(pair) | Value::List(pair)) = flash else {
        return None;
    };
    let [category, message] = pair.as_slice() else {
        return None;
    };
    Some(FlashedMessage {
        category: text(category)?.to_string(),
        message: text(message)?.to_string(),
    })
}

fn text(value: &Value) -> Option<&Text> {
    match value {
        Value::String(text) | Value::Markup(text) => Some(text),
        _ => None,
    }
}
