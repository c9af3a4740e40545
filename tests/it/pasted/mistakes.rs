//! Mistakes with keys and copies, each of which is named.

use super::{A, NOW, codes, hint, judge};
use crate::support::binary::{Fsd, Output};

fn decode(args: &[&str]) -> Output {
    Fsd::new(["decode-cookie", "--json", "--lang", "en", "--now", NOW])
        .args(args)
        .run()
}

/// A cookie signed with this key.
fn signed(key: &str) -> String {
    let output = Fsd::new([
        "sign-cookie",
        "--secret-key",
        key,
        "--timestamp",
        NOW,
        "{\"a\":1}",
    ]);
    output.run().success().stdout.trim().to_owned()
}

#[track_caller]
fn is_mistake(signer: &str, given: &str, code: &str) {
    let output = decode(&["--secret-key", given, &signed(signer)]).code(4);
    assert_eq!(
        codes(&output).first().map(String::as_str),
        Some(code),
        "{signer:?} {given:?}"
    );
}

#[test]
fn k2_quotes_around_a_key_are_named() {
    for given in [
        "b'mysecret'",
        "\"mysecret\"",
        "'mysecret'",
        "“mysecret”",
        "u'mysecret'",
        " 'mysecret' ",
    ] {
        is_mistake("mysecret", given, "key_in_quotes");
    }
    is_mistake("\"mysecret\"", "mysecret", "key_in_quotes");
}

#[test]
fn k4_blanks_around_a_key_are_named() {
    for given in ["mysecret ", " mysecret", "\tmysecret", "mysecret\u{a0}"] {
        is_mistake("mysecret", given, "key_with_blanks");
    }
    is_mistake("mysecret ", "mysecret", "key_with_blanks");
}

#[test]
fn hex_digits_in_the_other_case_are_named() {
    is_mistake(
        "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "0A1B2C3D4E5F60718293A4B5C6D7E8F9",
        "key_hex_case",
    );
    is_mistake(
        "0A1B2C3D4E5F60718293A4B5C6D7E8F9",
        "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "key_hex_case",
    );
}

#[test]
fn r13_a_key_with_escapes_written_out_cve_2023_27524() {
    let cookie = "eyJfdXNlcl9pZCI6MSwidXNlcl9pZCI6MX0.ZEjVxg.RoFeMf1WLNJXDYslf18x9VGxC0Q";
    let key = r"\x02\x01thisismyscretkey\x01\x02\\e\\y\\y\\h";
    for key in [
        key.to_owned(),
        format!("'{key}'"),
        format!("b'{key}'"),
        r"\2\1thisismyscretkey\1\2\e\y\y\h".into(),
    ] {
        let output = decode(&["--max-age", "none", "--secret-key", &key, cookie]).code(4);
        assert_eq!(codes(&output)[0], "key_with_escapes", "{key}");
    }
    let output = decode(&["--max-age", "none", cookie]).code(0);
    assert_eq!(codes(&output)[0], "published_key");
    assert_eq!(output.json()["verdict"], "unverified");
    assert_eq!(output.json()["trusted"], false);
    let words = Fsd::new([
        "decode-cookie",
        "--lang",
        "en",
        "--now",
        NOW,
        "--max-age",
        "none",
        cookie,
    ]);
    let words = words.run().success().stdout;
    let second = words.lines().nth(1).unwrap_or_default();
    assert_eq!(
        second.trim(),
        "Genuine under a key that everybody knows: anyone can forge it."
    );
}

#[test]
fn of_a_stream_the_first_sixteen_are_tried_with_published_keys() {
    let cookie = signed("dev");
    let lines = format!("{cookie}\n").repeat(20);
    let output = Fsd::new(["decode-cookie", "--json", "--now", NOW])
        .stdin(lines)
        .run()
        .success();
    let published: Vec<bool> = output
        .stdout
        .lines()
        .map(|it| it.contains("published_key"))
        .collect();
    assert_eq!(published.len(), 20);
    assert!(published.iter().take(16).all(|it| *it) && !published.iter().skip(16).any(|it| *it));
}

#[test]
fn k9_published_keys_are_refused_by_serve_flask_unsign_wordlist_4_docker_airflow_512() {
    for key in [
        "temporary_key",
        "CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET",
        "thisISaSECRET_1234",
        "c292a0a3aa32397cdb050e233733900f",
        "motdepasse123",
    ] {
        let output = Fsd::new(["serve", "--port", "0"])
            .env("FLASK_SECRET_KEY", key)
            .run()
            .code(2);
        output.stderr_has("published");
    }
}

#[test]
fn r10_another_salt_is_named_cyberchef() {
    let cookie =
        "eyJyb2xlIjoic3VwZXJ1c2VyIiwidXNlciI6ImFkbWluIn0.aZ-KEw.E_x6bOhA4GU9t72pMinJUjN-O3I";
    let args = ["--secret-key", "mysecretkey", "--max-age", "none", cookie];
    decode(&args).code(0);
    let output = Fsd::new([
        "decode-cookie",
        "--json",
        "--lang",
        "en",
        "--salt",
        "notTheSalt",
    ])
    .args(args)
    .run()
    .code(4);
    assert_eq!(codes(&output), ["other_salt"]);
    assert!(output.stdout.contains("--salt cookie-session"));
}

#[test]
fn the_remember_token_of_flask_login_is_known_by_the_key() {
    // Flask-Login 0.6.3: encode_cookie("1", key="k1").
    let token = format!("1|{REMEMBER}");
    let output = decode(&["--secret-key", "k1", &token]).code(3);
    assert_eq!(
        codes(&output)[..2],
        ["other_salt", "looks_like_remember_token"]
    );
}

/// `hmac.new(b"k1", b"1", hashlib.sha512).hexdigest()`.
const REMEMBER: &str = "d5d7f5f7b39316f8a632baa0bb27e6e6ffbbac02a397159531219c75964ef34cd7150276437babb80c0f7c193496d8f61f54e5fcdae384b97d36451741192bce";

#[test]
fn r11_a_signature_of_32_bytes_is_not_called_hmac_sha1_cyberchef() {
    let cookie = "eyJyb2xlIjoic3VwZXJ1c2VyIiwidXNlciI6ImFkbWluIn0.aab3Ew.Jsx2DOx_H9anZg0YcvhsASxQ11897EFHeQfS2oja4y8";
    let output = decode(&[cookie]).code(0);
    assert_eq!(output.json()["signature"]["algorithm"], "HMAC-SHA256");
    let words = Fsd::new(["decode-cookie", "--lang", "en", cookie])
        .run()
        .success();
    assert!(words.stdout.contains("HMAC-SHA256") && !words.stdout.contains("HMAC-SHA1"));
}

#[test]
fn p14_p15_a_copy_that_is_cut_says_how_many_bytes_are_there() {
    for (cut, bytes) in [(1, 19), (2, 18), (10, 12)] {
        let (cookie, _) = A.split_at(A.len() - cut);
        for text in [
            cookie.to_owned(),
            format!("\"{cookie}\""),
            format!("Cookie: session={cookie}"),
        ] {
            let output = judge().args(["--lang", "en", &text]).run().code(4);
            assert_eq!(output.json()["cause"]["code"], "cut_signature");
            let said = hint(&output, "cut_signature")["text"].clone();
            let expected = format!("The signature has {bytes} of 20 bytes: the copy is cut.");
            assert_eq!(said, expected.as_str());
            let output = decode(&[&text]).code(4);
            assert_eq!(output.json()["verdict"], "bad_signature");
            assert!(codes(&output).contains(&"cut_signature".to_owned()));
            assert!(!output.stdout.contains("another key"), "{}", output.stdout);
        }
    }
    // A signature that is too long has not been cut.
    let output = judge()
        .args(["--lang", "en", &format!("{A}xyz")])
        .run()
        .code(4);
    assert!(
        hint(&output, "cut_signature")["text"]
            .as_str()
            .unwrap()
            .contains("Something was added")
    );
}

#[test]
fn p13_strict_names_the_foreign_character_and_its_place() {
    let table = [
        (format!("{A},"), "signature", 27, Some(',')),
        (format!("{A})"), "signature", 27, Some(')')),
        (format!("<{A}>"), "payload", 0, Some('<')),
        (format!("“{A}”"), "payload", 0, Some('“')),
        (format!("«{A}»"), "payload", 0, Some('«')),
        (format!("{A}."), "signature", 27, Some('.')),
        (A.replace("IjoiYW", "Ijo*iYW"), "payload", 11, Some('*')),
    ];
    for (text, part, byte, character) in table {
        let character = character.unwrap();
        let output = judge()
            .args(["--lang", "en", "--strict", "--", &text])
            .run()
            .code(4);
        assert_eq!(output.json()["verdict"], "bad_signature", "{text}");
        let stray = hint(&output, "stray_character");
        assert_eq!(
            (&stray["part"], &stray["byte"]),
            (&part.into(), &byte.into()),
            "{text}"
        );
        let said = stray["text"].as_str().unwrap();
        assert!(
            said.contains(character) && said.contains("Without it the signature fits"),
            "{said}"
        );
        // It is noticed without a key, too.
        let output = Fsd::new([
            "decode-cookie",
            "--json",
            "--now",
            NOW,
            "--strict",
            "--",
            &text,
        ])
        .run();
        assert_eq!(hint(&output, "stray_character")["byte"], byte, "{text}");
    }
}

#[test]
fn r15_o15_a_date_before_2011_is_shown_with_the_true_one_itsdangerous_102_flask_login_287() {
    let key = ".{y]tR&sp&77RdO~u3@XAh#TalD@Oh~yOF_51H(QV};K|ghT^d";
    let cookie = "eyJudW1iZXIiOnsiIGIiOiJNekkyTkRFd01ETXhOVEExIn0sInVzZXJuYW1lIjp7IiBiIjoiWVdSdGFXND0ifX0.DE2iRA.ig5KSlnmsDH4uhDpmsFRPupB5Vw";
    let output = decode(&["--secret-key", key, cookie]).code(5);
    let said = hint(&output, "old_epoch")["text"].clone();
    let said = said.as_str().unwrap();
    assert!(
        said.contains("2017-07-17") && said.contains("clock"),
        "{said}"
    );
    let words = Fsd::new([
        "decode-cookie",
        "--lang",
        "en",
        "--now",
        NOW,
        "--secret-key",
        key,
        cookie,
    ])
    .run()
    .code(5);
    let row = words.stdout.split_once("timestamp ").expect("the row").1;
    let row = row.split_once("signature ").expect("the next row").0;
    assert!(row.contains("1976") && row.contains("2017-07-17"), "{row}");
}

#[test]
fn dates_that_nobody_verified_are_claims() {
    let words = |args: &[&str]| {
        Fsd::new(["decode-cookie", "--lang", "en", "--now", NOW])
            .args(args)
            .run()
            .stdout
    };
    assert!(
        words(&[A]).contains("says it was issued 1\u{a0}min 33\u{a0}s ago"),
        "{}",
        words(&[A])
    );
    assert!(words(&["--secret-key", "other", A]).contains("says it was issued"));
    assert!(words(&["--secret-key", "k1", A]).contains("(issued 1\u{a0}min 33\u{a0}s ago"));
    // A date after the year 9999.
    let far = "eyJhIjoxfQ.f_________8.AAAAAAAAAAAAAAAAAAAAAAAAAAA";
    assert!(
        words(&[far]).contains("after the year 9999"),
        "{}",
        words(&[far])
    );
}

#[test]
fn o1_the_limits_of_chromium_and_werkzeug_are_both_named_dash_auth_external_21() {
    let cookie = |length: usize| format!("{}.ZVPxAA.{}", "A".repeat(length - 35), "A".repeat(27));
    let near = |length: usize| codes(&decode(&[&cookie(length)]));
    assert!(!near(4067).iter().any(|it| it.contains("limit")));
    assert!(near(4068).contains(&"near_limit".to_owned()));
    let both = near(4090);
    assert!(both.contains(&"near_limit".to_owned()), "{both:?}");
    assert!(
        both.contains(&"too_large_for_browsers".to_owned()),
        "{both:?}"
    );
    assert!(!near(4089).contains(&"too_large_for_browsers".to_owned()));
}

#[test]
fn o2_o3_o4_the_steps_say_what_is_so_of_this_cookie_lod_gateway_440() {
    let explain = |args: &[&str]| {
        Fsd::new(["decode-cookie", "--lang", "en", "--now", NOW, "--explain"])
            .args(args)
            .run()
            .stdout
    };
    assert!(explain(&[A]).contains("keys sorted"));
    assert!(
        !explain(&["eyJiIjoxLCJhIjoyfQ.ZVPxAA.AAAAAAAAAAAAAAAAAAAAAAAAAAA"])
            .contains("keys sorted")
    );
    let concat = explain(&["--key-derivation", "concat", A]);
    let line = concat.lines().find(|it| it.starts_with("5.")).unwrap();
    assert!(
        !line.contains("HMAC") && line.contains("plain hash"),
        "{line}"
    );
    assert!(explain(&[A]).contains("known to the server alone"));
    assert!(!explain(&["--secret-key", "k1", A]).contains("known to the server alone"));
}

#[test]
fn flask_would_accept_is_said_only_where_it_does() {
    let odd = signed("k1");
    let (start, end) = odd.rsplit_once('.').unwrap();
    // Signed correctly, with padding: Flask reads it.
    let padded = format!("{start}.{end}=");
    let args = ["--secret-key", "k1", "--strict"];
    let said = |cookie: &str| {
        codes(&decode(&[&args[..], &[cookie]].concat())).contains(&"flask_would_accept".to_owned())
    };
    assert!(said(&padded));
    assert!(!codes(&decode(&["--strict", &padded])).contains(&"flask_would_accept".to_owned()));
    // Flask answers 500 to a payload that is not JSON.
    let no_json = "eyJhIjo";
    let keyed = flask_session_demo::itsdangerous::SecretKeys::new(
        flask_session_demo::itsdangerous::SecretKey::new("k1"),
    );
    let signer = flask_session_demo::itsdangerous::Signer::new(
        &keyed,
        b"cookie-session",
        flask_session_demo::itsdangerous::KeyDerivation::Hmac,
        flask_session_demo::itsdangerous::Digest::Sha1,
    );
    let broken = signer.sign(&format!("{no_json}.awbAGw"));
    assert!(!said(&format!("{broken}=")));
}
