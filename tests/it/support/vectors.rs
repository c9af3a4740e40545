//! Reads the files in `tests/vectors`, and makes a named test for each vector.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

/// Makes a module with a test for each vector of a file, which calls the function named like the
/// file, and a test that no vector is missing.
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

/// The names of the vectors in a file, in order.
pub(crate) fn names(file: &str) -> Vec<&'static str> {
    all(file)
        .iter()
        .map(|vector| text(vector, "name"))
        .collect()
}

/// The vector with this name.
pub(crate) fn vector(file: &str, name: &str) -> &'static Value {
    let mut vectors = all(file).iter();
    vectors
        .find(|vector| vector["name"] == name)
        .expect("the test has the name of a vector")
}

/// A field that holds a text.
#[track_caller]
pub(crate) fn text<'v>(vector: &'v Value, field: &str) -> &'v str {
    vector[field]
        .as_str()
        .unwrap_or_else(|| panic!("no text {field} in {vector}"))
}

/// A field that holds a number.
#[track_caller]
pub(crate) fn number(vector: &Value, field: &str) -> u64 {
    vector[field]
        .as_u64()
        .unwrap_or_else(|| panic!("no number {field} in {vector}"))
}

/// A field that holds a list; empty if it is missing.
pub(crate) fn list<'v>(vector: &'v Value, field: &str) -> &'v [Value] {
    vector[field].as_array().map_or(&[], Vec::as_slice)
}
