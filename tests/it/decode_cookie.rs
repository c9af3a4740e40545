//! The explanations of `decode-cookie`: mistakes with keys, look-alikes, pasted texts, the seven
//! steps.

use std::process::Command;

use serde_json::Value;

use crate::support::binary::{Fsd, Output};
use crate::support::peers;

/// The key printed in the course.
const K: &str = "5eed9b976f6d5c80fb8bb74b1bcff9f01218a864d0f2dd76143356d3cc36eda8";

/// `{"a":1}`, signed with `K` at 1700000000.
const A: &str = "eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM";

/// `{"a":1}` at 1700000000 with a signature that itsdangerous made in another way.
fn signed_otherwise(signature: &str) -> String {
    format!("eyJhIjoxfQ.ZVPxAA.{signature}")
}

fn decode<'a>(args: impl IntoIterator<Item = &'a str>) -> Output {
    Fsd::new(["decode-cookie", "--now", "1700000010"])
        .args(args)
        .run()
}

fn codes(output: &Output) -> Vec<String> {
    let hints = output.json()["hints"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    hints
        .iter()
        .map(|hint| hint["code"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[track_caller]
fn assert_key_hint(signature: &str, key: &str, hint: &str) {
    let output = decode(["--json", "--secret-key", key, &signed_otherwise(signature)]).code(4);
    assert_eq!(output.json()["cause"]["code"], "wrong_signature");
    assert_eq!(codes(&output).first().map(String::as_str), Some(hint));
}

#[test]
fn a_key_that_the_signer_decoded_from_hex_is_named() {
    assert_key_hint("fFcRk48VPXHOhuDo0nf1wIOROP8", K, "key_read_as_hex");
}

#[test]
fn a_key_that_the_signer_decoded_from_base64_is_named() {
    assert_key_hint("8xAKQOmEubSoaQs1vlLI3aRL3nU", K, "key_read_as_base64");
}

#[test]
fn a_key_with_the_line_end_of_its_file_is_named() {
    assert_key_hint("XXoZQetlvk_mFeJ_J6UG6zmjalU", K, "key_with_line_end");
    assert_key_hint("wEl5ij812YvHv8lzIA4JxPWRVIo", K, "key_with_line_end");
}

#[test]
fn a_key_given_with_a_line_end_that_the_signer_did_not_have_is_named() {
    let signature = A.rsplit('.').next().unwrap();
    assert_key_hint(signature, &format!("{K}\n"), "key_without_line_end");
    assert_key_hint(signature, &format!("{K}\r\n"), "key_without_line_end");
}

#[test]
fn the_salt_and_derivation_of_flask_wtf_are_named() {
    assert_key_hint("Fjx6c9JxB217NT3gFLRl176mmsU", K, "flask_wtf_salt");
}

#[test]
fn another_digest_or_derivation_is_named_with_the_option_that_verifies_it() {
    assert_key_hint(
        "ZlQnx3pJuaVZJO2dDQE5XYMywfenWQ5gAFyXZ94jkh4",
        K,
        "other_digest",
    );
    let sha512 =
        "-VUWpA4DVXupXMH9nIwDIWoilP34-CithAZ6qF31fTf92wkxpwoy4HuGxn2IJ2rrjzkc8JdxwRuFJfTs0NRQpw";
    assert_key_hint(sha512, K, "other_digest");
    for signature in [
        "p_5_0JYZqEDByMJDp1uAFQCvRM0",
        "-cpoK2_P2BCpDHzVYWRhyQGDk44",
        "oHFNPwXsXGctTMji7KocqNmmbZ4",
    ] {
        assert_key_hint(signature, K, "other_key_derivation");
    }
    decode([
        "--secret-key",
        K,
        "--digest",
        "sha512",
        &signed_otherwise(sha512),
    ])
    .success();
    let concat = signed_otherwise("p_5_0JYZqEDByMJDp1uAFQCvRM0");
    decode(["--secret-key", K, "--key-derivation", "concat", &concat]).success();
}

#[test]
fn a_stranger_gets_no_guess() {
    let output = decode(["--json", "--secret-key", "another", A]).code(4);
    assert_eq!(codes(&output), [""; 0]);
}

#[test]
fn a_fallback_key_that_matches_is_numbered_as_given() {
    let cookie = signed_otherwise("4zhz5dEU_hugARUGRBn58exu1-k");
    let output = Fsd::new([
        "decode-cookie",
        "--now",
        "1700000010",
        "--json",
        "--secret-key",
        K,
    ])
    .args([
        "--secret-key-fallback-file",
        "old0",
        "--secret-key-fallback-file",
        "old1",
    ])
    .args([&cookie])
    .file("old0", "old0\n")
    .file("old1", "old1\n")
    .run()
    .code(0);
    assert_eq!(output.json()["signature"]["key_index"], 2);
    assert_eq!(codes(&output), ["fallback_key"]);
}

#[test]
fn look_alikes_are_known_by_their_shape() {
    let jwt = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.\
               dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";
    let remember = format!("1|{}", "ab".repeat(64));
    let table = [
        (jwt, "looks_like_jwt"),
        (
            "eyJhIjoxfQ:1rA2b3:2Ybmhm8XTqPDAEuAqiEyzGZi0Hk",
            "looks_like_django",
        ),
        (&remember, "looks_like_remember_token"),
        (
            "yYyV2mB3JmXuP6c4kz6S0m2c3h0fM8dZb1nq7T0aB4E",
            "looks_like_server_side_session",
        ),
        (
            "WzEsMiwzLDRd.wSPHqC0gR7VUqivlSukJ0IeTDgo",
            "looks_like_untimed_token",
        ),
    ];
    for (text, hint) in table {
        let output = decode(["--json", text]).code(3);
        assert!(
            codes(&output).contains(&hint.to_owned()),
            "{text}: {:?}",
            codes(&output)
        );
    }
    let csrf = "IjExZjZhZDhlYzUyYTI5ODRhYmFhZmQ3YzNiNTE2NTAzNzg1YzIwNzIi.ZVPxAA.\
                Tzqtwcsu7frpA3bjUe-M1HzJBIY";
    assert_eq!(
        codes(&decode(["--json", csrf]).code(0))[0],
        "looks_like_flask_wtf"
    );
}

#[test]
fn another_last_character_is_a_bad_signature_and_its_unused_bits_are_explained() {
    let output = decode(["--json", "--secret-key", K, &A.replace("rVhM", "rVhN")]).code(4);
    let json = output.json();
    assert_eq!(json["cause"]["code"], "signature_not_canonical");
    assert_eq!(json["signature"]["canonical"], false);
    assert_eq!(json["signature"]["key_index"], Value::Null);
    assert_eq!(codes(&output), ["flask_would_accept"]);
    assert!(
        json["hints"][0]["text"]
            .as_str()
            .unwrap()
            .contains("27 × 6 = 162")
    );
}

#[test]
fn the_verdict_comes_first_in_the_language_asked_for() {
    let french = decode(["--lang", "fr", "--secret-key", K, A]).success();
    assert!(
        french
            .stdout
            .starts_with("✓ Valide (émis il y a 10\u{a0}s, encore 30\u{a0}j")
    );
    assert!(
        french
            .stdout
            .contains("Signé, pas chiffré\u{a0}: lisible par tous")
    );
    let english = decode(["--lang", "en", A]).success();
    assert!(
        english
            .stdout
            .starts_with("! Not verified — no key given (says it was issued 10\u{a0}s ago")
    );
    assert!(
        english
            .stdout
            .contains("Signed, not encrypted: anyone can read it")
    );
}

#[test]
fn of_several_cookies_the_worst_verdict_is_the_exit_code() {
    let expired = "eyJhIjoxfQ.AQ.ZXyD2wBjBeluey3Bd1Ou0PqdsLc";
    let forged = signed_otherwise("4zhz5dEU_hugARUGRBn58exu1-k");
    decode(["--secret-key", K, A, expired]).code(5);
    decode(["--secret-key", K, expired, &forged, A]).code(5);
    decode(["--secret-key", K, &forged, A]).code(4);
    decode(["--secret-key", K, "rubbish", A]).code(3);
    decode(["--secret-key", K, "--max-age", "none", A, expired]).code(0);
}

#[test]
fn every_line_of_json_is_complete_whatever_was_pasted() {
    let long = "x".repeat((1 << 20) + 1);
    let lines =
        format!("{A}\n\nrubbish\n...\n\u{7f}\u{1b}[31m.x.y\n{long}\na=1; b=2\nsession=\n{A}");
    let output = Fsd::new(["decode-cookie", "--json", "--now", "1700000010", "-"])
        .stdin(lines)
        .run()
        .code(3);
    let documents: Vec<Value> = output
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let keys = [
        "schema",
        "index",
        "verdict",
        "exit_code",
        "cause",
        "payload",
        "timestamp",
        "signature",
        "size_bytes",
        "trusted",
        "hints",
    ];
    for (index, document) in documents.iter().enumerate() {
        assert_eq!(document["index"], index);
        assert!(
            keys.iter().all(|key| document.get(key).is_some()),
            "{document}"
        );
    }
    let causes: Vec<_> = documents
        .iter()
        .map(|it| it["cause"]["code"].as_str())
        .collect();
    assert_eq!(
        causes,
        [
            None,
            Some("no_separator"),
            Some("not_zlib"),
            Some("timestamp_not_base64"),
            Some("line_too_long"),
            Some("several_cookies"),
            Some("empty"),
            None,
        ]
    );
}

#[test]
fn the_output_of_curl_can_be_piped_in_as_it_is() {
    let output = Fsd::new(["decode-cookie", "--json", "--now", "1700000010"])
        .stdin(format!(
            "* Connected to 127.0.0.1 (127.0.0.1) port 5000\n> POST /sign-in HTTP/1.1\n\
             > Host: 127.0.0.1:5000\n>\n< HTTP/1.1 302 Found\n< location: /\n\
             < set-cookie: session={A}; HttpOnly; Path=/\n<\n<!doctype html>\n"
        ))
        .run()
        .success();
    assert_eq!(output.json()["payload"]["text"], r#"{"a":1}"#);
}

#[test]
fn a_text_without_any_cookie_says_so() {
    Fsd::new(["decode-cookie"])
        .stdin("HTTP/1.1 200 OK\n\nDate: now\n")
        .run()
        .code(3)
        .stdout("")
        .stderr_has("No cookie in this text");
}

#[test]
fn what_a_stranger_signed_does_not_command_the_terminal() {
    // {"a":"ESC[31m"} with a raw escape character is not JSON; its text is shown all the same.
    let output = decode(["eyJhIjoiG1szMW0ifQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM"]).code(3);
    assert!(!output.stdout.contains('\u{1b}') && output.stdout.contains("\\u{1b}[31m"));
}

#[test]
fn a_key_can_come_from_standard_input_but_only_once() {
    Fsd::new([
        "decode-cookie",
        "--now",
        "1700000010",
        "--secret-key-file",
        "-",
        A,
    ])
    .stdin(format!("{K}\n"))
    .run()
    .success();
    Fsd::new(["decode-cookie", "--secret-key-file", "-", "-"])
        .stdin(K)
        .run()
        .code(2)
        .stdout("")
        .stderr_has("standard input can be read only once");
}

/// The commands of each step: the shell line and the Python line.
fn commands(explained: &str) -> Vec<(String, String)> {
    let line = |mark: &str| {
        let lines = explained
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix(mark));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    line("$ ").into_iter().zip(line(">>> ")).collect()
}

fn printed(program: &str, script: &str) -> String {
    let output = Command::new(program)
        .args(["-c", script])
        .output()
        .expect("it was found");
    assert!(
        output.status.success(),
        "{script}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("ASCII")
}

/// Runs the commands as a student would, in order and in one shell, with the key set.
#[track_caller]
fn assert_steps_recompute(cookie: &str, options: &[&str], json: &str) {
    let explained = decode(
        ["--explain", "--secret-key", K, "--max-age", "none"]
            .into_iter()
            .chain(options.iter().copied())
            .chain([cookie]),
    );
    let steps = commands(&explained.stdout);
    assert_eq!(steps.len(), 7, "{}", explained.stdout);
    let signature = cookie.rsplit('.').next().unwrap();
    let payload = cookie.rsplit('.').nth(2).unwrap();
    if let Some(python) = peers::program("python3", "--version") {
        let script = steps
            .iter()
            .map(|(_, python)| python.as_str())
            .collect::<Vec<_>>()
            .join("\n");
        let lines = printed(python, &format!("CLE = b'{K}'\n{script}"));
        let lines: Vec<_> = lines.lines().collect();
        assert_eq!(lines[2], payload);
        assert_eq!(lines[3], "1700000000");
        assert_eq!(lines[5], signature);
        assert!(lines[6].starts_with("True "), "{lines:?}");
    }
    if peers::program("openssl", "version").is_some() {
        let lines = steps
            .iter()
            .map(|(shell, _)| format!("{shell}\necho; echo --"));
        let script = [format!("CLE={K}")]
            .into_iter()
            .chain(lines)
            .collect::<Vec<_>>()
            .join("\n");
        let lines = printed("sh", &script);
        let steps: Vec<_> = lines.split("--\n").map(str::trim).collect();
        assert_eq!(steps[0], json);
        assert_eq!(steps[1], json.len().to_string());
        assert_eq!(steps[2], payload);
        assert_eq!(steps[3], "65 53 f1 00");
        assert_eq!(steps[5], signature);
        assert!(steps[6].parse::<u64>().is_ok(), "{steps:?}");
    }
}

#[test]
fn the_seven_steps_can_be_pasted_into_a_shell_and_into_python() {
    assert_steps_recompute(A, &[], r#"{"a":1}"#);
}

#[test]
fn the_steps_of_a_compressed_cookie_can_be_pasted_too() {
    assert_steps_recompute(
        ".eJyrVkpUslKqQAJKtQBLeQe8.ZVPxAA.EOs6yBwsoqGkcdpDgT-Ylgh0SBs",
        &[],
        r#"{"a":"xxxxxxxxxxxx"}"#,
    );
}

#[test]
fn the_steps_follow_the_options() {
    let table = [
        (
            "p_5_0JYZqEDByMJDp1uAFQCvRM0",
            &["--key-derivation", "concat"][..],
        ),
        (
            "oHFNPwXsXGctTMji7KocqNmmbZ4",
            &["--key-derivation", "django-concat"],
        ),
        (
            "ZlQnx3pJuaVZJO2dDQE5XYMywfenWQ5gAFyXZ94jkh4",
            &["--digest", "sha256"],
        ),
    ];
    for (signature, options) in table {
        assert_steps_recompute(&signed_otherwise(signature), options, r#"{"a":1}"#);
    }
}

#[test]
fn the_steps_show_neither_key_nor_derived_key_nor_signature_of_a_private_key() {
    let output = decode(["--explain", "--secret-key", "a private key of mine", A]).code(4);
    assert!(!output.stdout.contains("a private key"));
    assert!(
        output
            .stdout
            .contains("not shown: it forges as well as the key")
    );
    let output = decode(["--explain", A]).success();
    assert!(output.stdout.contains("known to the server alone"));
}
