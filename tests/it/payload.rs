//! `decode-cookie --pretty` for people, and `--payload` for other programs.

use crate::support::Fsd;

const KEY: &str = "a private key of mine";

const SESSION: &str = r#"{"name":"Zoé 中文","when":{" d":"Tue, 24 Nov 2026 08:00:00 GMT"},
    "id":{" u":"1b4e28ba2fa111d2883fb9a761bde3fb"},"raw":{" b":"AEHD"},"pair":{" t":[1,null]}}"#;

fn cookie() -> String {
    let signed = Fsd::new([
        "sign-cookie",
        "--secret-key",
        KEY,
        "--timestamp",
        "1700000000",
        "-",
    ])
    .stdin(SESSION)
    .run()
    .success();
    signed.stdout.trim_end().to_owned()
}

fn decode(args: &[&str]) -> Fsd {
    Fsd::new([
        "decode-cookie",
        "--lang",
        "en",
        "--now",
        "1700000010",
        "--secret-key",
        KEY,
    ])
    .args(args)
}

/// The raw text is still shown, since that is what was signed.
#[test]
fn pretty_shows_letters_and_types_beside_the_raw_text() {
    let shown = decode(&["--pretty", &cookie()]).run().success();
    shown
        .stdout_has(r#""name":"Zo\u00e9 \u4e2d\u6587""#)
        .stdout_has("\n                  \"name\": \"Zoé 中文\",\n")
        .stdout_has("\n                  \"id\": UUID 1b4e28ba-2fa1-11d2-883f-b9a761bde3fb,\n")
        .stdout_has("\n                  \"pair\": tuple (\n                    1,\n                    null\n")
        .stdout_has("\n                  \"raw\": bytes b\"\\x00A\\xc3\",\n")
        .stdout_has("\n                  \"when\": datetime 2026-11-24 08:00:00 UTC\n                }\n");
}

/// flask-session-cookie-manager#6: JSON escapes made Chinese unreadable.
#[test]
fn r5_pretty_shows_chinese_flask_session_cookie_manager_6() {
    let cookie = ".eJyrVipOTS5KLclLzE1VslKKKTUzN0qMKTU3TzUFkqZGFkARI2NzEwszAyUdpdLi1CK4StM0AyOgrEGacUypSapJEpBtmmyqVAsAQfAZaA.Yay2mA.Q51Q7QbVLWIssD3Pfv63Bu4czL0";
    Fsd::new(["decode-cookie", "--pretty", cookie])
        .run()
        .success()
        .stdout_has("\"secretname\": \"未知用户4860\"")
        .stdout_has("\"username\": \"异想之旅\"");
}

/// What is not a Flask session is shown as far as it can be read.
#[test]
fn pretty_invents_nothing() {
    // {" d":5} is not a date, {"a" is not JSON.
    for (payload, line) in [
        ("eyIgZCI6NX0", "\n                  \" d\": 5\n"),
        ("eyJhIg", "\n  payload       {\"a\"\n"),
    ] {
        let value = format!("{payload}.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM");
        let shown = Fsd::new(["decode-cookie", "--pretty", &value]).run();
        shown.stdout_has(line);
    }
}

#[test]
fn payload_is_the_json_text_and_nothing_else() {
    let cookie = cookie();
    let printed = decode(&["--payload", &cookie]).run().success();
    let json = decode(&["--json", &cookie]).run().success().json();
    assert_eq!(
        printed.stdout.trim_end(),
        json["payload"]["text"].as_str().unwrap()
    );
    assert_eq!(printed.stdout.lines().count(), 1);
    // It can be signed again.
    let again = Fsd::new([
        "sign-cookie",
        "--secret-key",
        KEY,
        "--timestamp",
        "1700000000",
        "-",
    ])
    .stdin(printed.stdout.as_str())
    .run()
    .success();
    assert_eq!(again.stdout.trim_end(), cookie);
}

/// The text still goes to the pipe; standard error and the exit code say what it is worth.
#[test]
fn payload_of_a_forged_cookie_is_told_to_be_one() {
    let forged = cookie().replace(".ZVPxAA.", ".ZVPxBA.");
    let printed = decode(&["--payload", &forged]).run().code(4);
    assert!(printed.stdout.starts_with('{'));
    printed.stderr_has("Bad signature — content not to be trusted");
    decode(&["--payload", "rubbish"])
        .run()
        .code(3)
        .stderr_has("not a Flask cookie");
    for other in ["--json", "--pretty", "--explain"] {
        decode(&["--payload", other, &forged])
            .run()
            .code(2)
            .stdout("");
    }
}
