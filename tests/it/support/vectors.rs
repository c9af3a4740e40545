//! The files of `tests/vectors`, and a named test for each of their vectors.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

/// A module of tests, one a vector of the file, and one that none of them was forgotten. Each
/// calls the function that has the file's name.
macro_rules! vectors {
    ($file:ident: $($name:ident)*) => {
        mod $file {
            use crate::support::vectors::{names, vector};

            $(
                #[test]
                fn $name() {
                    super::$file(vector(stringify!($file), stringify!($name)));
                }
            )*

            #[test]
            fn every_vector_has_its_test() {
                assert_eq!(names(stringify!($file)), [$(stringify!($name)),*]);
            }
        }
    };
}
pub(crate) use vectors;

static FILES: LazyLock<BTreeMap<&str, Value>> = LazyLock::new(|| {
    [
        (
            "base64_texts",
            include_str!("../../vectors/base64_texts.json"),
        ),
        (
            "compressions",
            include_str!("../../vectors/compressions.json"),
        ),
        (
            "cookie_headers",
            include_str!("../../vectors/cookie_headers.json"),
        ),
        ("cookies", include_str!("../../vectors/cookies.json")),
        (
            "derivations",
            include_str!("../../vectors/derivations.json"),
        ),
        ("json_texts", include_str!("../../vectors/json_texts.json")),
        ("responses", include_str!("../../vectors/responses.json")),
        ("tags", include_str!("../../vectors/tags.json")),
        ("timestamps", include_str!("../../vectors/timestamps.json")),
    ]
    .into_iter()
    .map(|(name, text)| (name, serde_json::from_str(text).expect("Python wrote JSON")))
    .collect()
});

fn all(file: &str) -> &'static [Value] {
    FILES[file]["vectors"]
        .as_array()
        .expect("a file holds vectors")
}

/// The names of a file's vectors, in order.
pub(crate) fn names(file: &str) -> Vec<&'static str> {
    all(file)
        .iter()
        .map(|vector| text(vector, "name"))
        .collect()
}

/// One vector.
pub(crate) fn vector(file: &str, name: &str) -> &'static Value {
    let mut vectors = all(file).iter();
    vectors
        .find(|vector| vector["name"] == name)
        .expect("the test has the name of a vector")
}

/// A field that is a text.
#[track_caller]
pub(crate) fn text<'v>(vector: &'v Value, field: &str) -> &'v str {
    vector[field]
        .as_str()
        .unwrap_or_else(|| panic!("no text {field} in {vector}"))
}

/// A field that is a number.
#[track_caller]
pub(crate) fn number(vector: &Value, field: &str) -> u64 {
    vector[field]
        .as_u64()
        .unwrap_or_else(|| panic!("no number {field} in {vector}"))
}

/// A field that is a list, or none.
pub(crate) fn list<'v>(vector: &'v Value, field: &str) -> &'v [Value] {
    vector[field].as_array().map_or(&[], Vec::as_slice)
}
