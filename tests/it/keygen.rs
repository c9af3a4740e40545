//! `keygen`: keys as Python makes them, and files that stay private.

use std::fs;

use crate::support::Fsd;

#[test]
fn a_new_key_is_what_python_would_print() {
    let keygen = |args: &[&str]| Fsd::new(["keygen"]).args(args).run().success().stdout;
    let is_hex = |text: &str| {
        text.bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let (one, other) = (keygen(&[]), keygen(&[]));
    assert!(
        one.len() == 65 && one.ends_with('\n') && is_hex(one.trim_end()),
        "{one}"
    );
    assert_ne!(one, other);
    assert_eq!(keygen(&["--bytes", "16"]).len(), 33);
    assert_eq!(keygen(&["--format", "base64url"]).len(), 44);
    let python = keygen(&["--format", "python"]);
    let key = python
        .strip_prefix("SECRET_KEY = \"")
        .and_then(|rest| rest.strip_suffix("\"\n"));
    assert!(key.is_some_and(is_hex), "{python}");
    let env = keygen(&["--format", "env"]);
    assert!(
        env.trim_end()
            .strip_prefix("FLASK_SECRET_KEY=")
            .is_some_and(is_hex),
        "{env}"
    );
}

#[test]
fn a_key_file_is_private_and_is_not_overwritten_unasked() {
    let keygen = |args: &[&str]| {
        Fsd::new(["keygen", "-o", "key.txt"])
            .file("key.txt", "old")
            .args(args)
            .run()
    };
    let kept = keygen(&[]).code(1).stdout("");
    assert_eq!(
        fs::read_to_string(kept.path("key.txt")).expect("it is there"),
        "old"
    );
    let replaced = keygen(&["--force"]).code(0);
    let text = fs::read_to_string(replaced.path("key.txt")).expect("it is there");
    assert_eq!(text.len(), 65);
    assert!(
        !replaced.stdout.contains(text.trim_end()),
        "the key is only in the file"
    );
    assert_eq!(
        fs::read_dir(replaced.path("")).expect("a folder").count(),
        1
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let mode = fs::metadata(replaced.path("key.txt"))
            .expect("it is there")
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    // A key written to a file is not printed.
    replaced
        .stdout("")
        .stderr("Key written to key.txt, readable by you alone.\n");
}

/// What `keygen --check` says of a key, which it never shows.
#[track_caller]
fn checked(key: &str) -> (Option<i32>, String) {
    let check = Fsd::new(["keygen", "--check", "-"]).stdin(format!("{key}\n"));
    let output = check.run();
    let said = output.stdout + &output.stderr;
    assert!(key.len() < 4 || !said.contains(key), "{said}");
    (output.code, said)
}

/// Words of the list with which flask-unsign comes (flask-unsign-wordlist 2024.1); the last is
/// published, too, but nothing shows it.
#[test]
fn listed_keys_are_refused_guessable_ones_doubted_and_random_ones_good() {
    for (keys, code, words) in [
        (
            &[
                "dev",
                "secret",
                "super secret key",
                "you-will-never-guess",
                "CHANGEME",
            ][..],
            2,
            "holds a published key",
        ),
        (
            &["hush hush now", "composition"],
            2,
            "below 16 it can be guessed",
        ),
        (
            &[
                "very_secure_password",
                "-- secret key --",
                "12l3k1j2l3k1j2l3k1j2l3k1",
            ],
            2,
            "consists of words or patterns",
        ),
        (
            &["a6e5a504f806ed79c8a6e25f59da056b440faac5"],
            0,
            "is good: 40 bytes",
        ),
    ] {
        for key in keys {
            let (found, said) = checked(key);
            assert_eq!(found, Some(code), "{key}: {said}");
            assert!(said.contains(words), "{key}: {said}");
        }
    }
    for format in ["hex", "base64url"] {
        let made = Fsd::new(["keygen", "--bytes", "16", "--format", format]).run();
        assert_eq!(
            checked(made.stdout.trim_end()).0,
            Some(0),
            "{}",
            made.stdout
        );
    }
}

#[test]
fn a_check_goes_alone_and_is_told_in_french_too() {
    Fsd::new(["--lang", "fr", "keygen", "--check", "cle.txt"])
        .file("cle.txt", "motdepasse_motdepasse\n")
        .run()
        .code(2)
        .stderr_has("est faite de mots ou de motifs");
    Fsd::new(["keygen", "--check", "cle.txt", "--bytes", "16"])
        .run()
        .code(2);
}
