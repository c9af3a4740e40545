//! `--wordlist`: finds the key in a list of words.

use std::fmt::Write as _;

use super::{A, NOW, codes, hint};
use crate::support::binary::Fsd;

/// A list of `count` words, the last of which is `word`.
fn list(count: usize, word: &str) -> String {
    let mut list = String::new();
    for number in 1..count {
        writeln!(list, "word-{number}").expect("a String takes every text");
    }
    list + word + "\r\n"
}

#[test]
fn the_first_word_of_a_list_that_fits_is_the_key() {
    for count in [1, 2, 5_000, 50_000] {
        let output = Fsd::new([
            "decode-cookie",
            "--json",
            "--now",
            NOW,
            "--wordlist",
            "list",
            A,
        ])
        .file("list", list(count, "k1"))
        .run()
        .success();
        assert_eq!(output.json()["verdict"], "valid");
        assert_eq!(codes(&output), ["wordlist_key"]);
    }
    let list = format!("\n'k1'\nk1\n{}", list(10, "k1"));
    let output = Fsd::new([
        "decode-cookie",
        "--json",
        "--lang",
        "en",
        "--now",
        NOW,
        "--wordlist",
        "-",
        A,
    ])
    .stdin(list)
    .run()
    .success();
    let said = hint(&output, "wordlist_key")["text"].clone();
    assert!(said.as_str().unwrap().contains("line 2 "), "{said}");
}

#[test]
fn a_list_without_the_key_is_a_bad_signature() {
    let output = Fsd::new([
        "decode-cookie",
        "--json",
        "--lang",
        "en",
        "--now",
        NOW,
        "--wordlist",
        "list",
        A,
    ])
    .file("list", list(1_000, "no"))
    .run()
    .code(4);
    assert_eq!(
        hint(&output, "no_word_fits")["text"],
        "None of the 1,000 words is the key."
    );
    Fsd::new(["decode-cookie", "--wordlist", "none", A])
        .run()
        .code(1)
        .stderr_has("none");
    Fsd::new(["decode-cookie", "--wordlist", "x", "--secret-key", "k", A])
        .run()
        .code(2);
}
