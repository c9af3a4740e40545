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
