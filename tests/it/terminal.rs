//! Output for a person at a terminal fits its width, and shows the local time.
#![cfg(unix)]

use crate::support::Fsd;
use crate::support::binary::Output;

/// `{"a":1}` at 2023-11-14 22:13:20 UTC.
const A: &str = "eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM";

fn decode(columns: usize, lang: &str, args: &[&str]) -> Option<Output> {
    Fsd::new(["decode-cookie", "--lang", lang, "--now", "1700000010"])
        .args(args)
        .env("TZ", "Europe/Paris")
        .on_terminal(columns, "")
}

/// The width of the widest line without a cookie or a command.
fn widest(text: &str) -> usize {
    let is_prose = |line: &&str| !line.contains(A) && !line.contains(['$', '>', '`']);
    let widths = text
        .lines()
        .filter(is_prose)
        .map(|line| line.chars().count());
    widths.max().unwrap_or_default()
}

#[test]
fn explanations_are_as_wide_as_the_terminal_and_cookies_stay_whole() {
    for lang in ["fr", "en"] {
        for columns in [40, 60, 100] {
            let key = ["--secret-key", "another", "--explain", A];
            let Some(shown) = decode(columns, lang, &key) else {
                return;
            };
            let shown = shown.code(4).stdout;
            assert!(widest(&shown) <= columns, "{columns}: {shown}");
            // A wider terminal is used.
            assert!(widest(&shown) > columns - 25, "{columns}: {shown}");
            assert!(shown.lines().any(|line| line.trim() == A), "{shown}");
        }
    }
    // Without a terminal, the width is 80 columns.
    let piped = Fsd::new([
        "decode-cookie",
        "--lang",
        "en",
        "--secret-key",
        "another",
        A,
    ])
    .run();
    let widest = widest(&piped.code(4).stdout);
    assert!((70..=80).contains(&widest), "{widest}");
}

#[test]
fn no_word_is_broken() {
    let Some(wide) = decode(1000, "fr", &[A]) else {
        return;
    };
    let narrow = decode(30, "fr", &[A]).expect("it was there a moment ago");
    let words = |text: &str| -> Vec<String> { text.split_whitespace().map(String::from).collect() };
    assert_eq!(words(&narrow.stdout), words(&wide.stdout));
}

#[test]
fn errors_fit_the_terminal_and_their_commands_stay_whole() {
    let args = [
        "--lang",
        "fr",
        "serve",
        "-s",
        "SESSION_COOKIE_NAME=__Host-s",
    ];
    let Some(shown) = Fsd::new(args).on_terminal(50, "") else {
        return;
    };
    let shown = shown.code(2).stdout;
    assert!(
        shown.lines().all(|line| line.chars().count() <= 50),
        "{shown}"
    );
    let refused = Fsd::new(["serve", "-s", "SECRET_KEY="]).on_terminal(40, "");
    refused
        .expect("it was there a moment ago")
        .code(2)
        .stdout_has("flask-session-demo keygen -o key.txt\n");
}

/// The time zone is that of `TZ`. It is not used for files, which may be read in another zone.
#[test]
fn a_terminal_shows_the_local_time_beside_utc() {
    let Some(french) = decode(100, "fr", &[A]) else {
        return;
    };
    french
        .code(0)
        .stdout_has("14/11/2023 22:13:20 UTC = 23:13:20 ici (+01:00)");
    let tokyo = Fsd::new(["decode-cookie", "--lang", "en", A])
        .env("TZ", "Asia/Tokyo")
        .on_terminal(100, "");
    tokyo
        .expect("it was there a moment ago")
        .code(0)
        .stdout_has("2023-11-14 22:13:20 UTC = 2023-11-15 07:13:20 here (+09:00)");
    let piped = Fsd::new(["decode-cookie", "--lang", "en", A])
        .env("TZ", "Asia/Tokyo")
        .run();
    piped.success().stdout_has("2023-11-14 22:13:20 UTC\n");
    let utc = Fsd::new(["decode-cookie", A])
        .env("TZ", "UTC")
        .on_terminal(100, "");
    utc.expect("it was there a moment ago")
        .code(0)
        .stdout_has("22:13:20 UTC\n");
}

#[test]
fn who_forgets_the_cookie_gets_a_line_the_usage_and_an_example() {
    for (lang, command, line, example) in [
        (
            "en",
            "decode-cookie",
            "error: no cookie was given\n",
            "\nExample: ",
        ),
        (
            "fr",
            "decode-cookie",
            "erreur\u{a0}: aucun cookie n’a été donné\n",
            "\nExemple\u{a0}: ",
        ),
        (
            "en",
            "sign-cookie",
            "error: no session was given\n",
            "\nExample: ",
        ),
        (
            "fr",
            "sign-cookie",
            "erreur\u{a0}: aucune session n’a été donnée\n",
            "\nExemple\u{a0}: ",
        ),
    ] {
        let Some(shown) = Fsd::new(["--lang", lang, command]).on_terminal(80, "") else {
            return;
        };
        let shown = shown.code(2).stdout;
        assert!(shown.starts_with(line), "{shown}");
        assert!(
            shown.contains(&format!(" flask-session-demo {command} [OPTIONS]")),
            "{shown}"
        );
        assert!(
            shown.contains(&format!("{example}flask-session-demo {command} ")),
            "{shown}"
        );
        assert_eq!(shown.lines().count(), 4, "{shown}");
    }
}
