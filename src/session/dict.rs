//! Python's `dict` with string keys.

use std::collections::HashMap;

use super::{Text, Value};

/// A Python `dict` with string keys: in order of insertion, each key once.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Dict(Vec<(Text, Value)>);

impl Dict {
    /// An empty dict.
    pub fn new() -> Self {
        Self::default()
    }

    /// Collects pairs as Python does: of two equal keys, the first decides the
    /// position and the last the value.
    pub(super) fn from_pairs(pairs: Vec<(Text, Value)>) -> Self {
        if are_few_and_distinct(&pairs) {
            return Self(pairs);
        }
        let mut places: HashMap<Text, usize> = HashMap::with_capacity(pairs.len());
        let mut entries: Vec<(Text, Value)> = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let place = *places.entry(key.clone()).or_insert(entries.len());
            match entries.get_mut(place) {
                Some(entry) => entry.1 = value,
                None => entries.push((key, value)),
            }
        }
        Self(entries)
    }

    /// The number of keys.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value stored under `key`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.iter()
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value)
    }

    /// Sets a key; an existing one keeps its position.
    pub fn insert(&mut self, key: &str, value: impl Into<Value>) {
        match self.0.iter_mut().find(|(name, _)| *name == *key) {
            Some((_, old)) => *old = value.into(),
            None => self.0.push((key.into(), value.into())),
        }
    }

    /// Removes a key and returns its value.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let place = self.0.iter().position(|(name, _)| *name == *key)?;
        Some(self.0.remove(place).1)
    }

    /// The entries in order of insertion.
    pub fn iter(&self) -> impl Iterator<Item = (&Text, &Value)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// The entry of a dict that has exactly one.
    pub(super) fn only(&self) -> Option<(&Text, &Value)> {
        match self.0.as_slice() {
            [(key, value)] => Some((key, value)),
            _ => None,
        }
    }

    pub(super) fn into_entries(self) -> Vec<(Text, Value)> {
        self.0
    }
}

/// True of nearly every session, where comparing keys is faster than hashing
/// them.
fn are_few_and_distinct(pairs: &[(Text, Value)]) -> bool {
    let mut seen = pairs.iter().map(|(key, _)| key).enumerate();
    pairs.len() <= 8 && seen.all(|(place, key)| pairs.iter().take(place).all(|it| it.0 != *key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_equal_keys_the_first_gives_the_place_and_the_last_the_value() {
        let pair = |key: &str, value: &str| (Text::from(key), Value::from(value));
        let dict = Dict::from_pairs(vec![pair("b", "1"), pair("a", "2"), pair("b", "3")]);
        assert_eq!(dict.into_entries(), [pair("b", "3"), pair("a", "2")]);
        let many = (0..20).map(|number| pair(&(number % 10).to_string(), &number.to_string()));
        let entries = Dict::from_pairs(many.collect()).into_entries();
        assert_eq!(entries.first(), Some(&pair("0", "10")));
        assert_eq!(entries.last(), Some(&pair("9", "19")));
        assert_eq!(entries.len(), 10);
    }
}
