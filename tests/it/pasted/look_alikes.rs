//! What is not a Flask session is named, and never called a damaged one.

use super::{NOW, codes};
use crate::support::binary::{Fsd, Output};

fn decode(text: &str) -> Output {
    Fsd::new([
        "decode-cookie",
        "--json",
        "--lang",
        "en",
        "--now",
        NOW,
        "--",
        text,
    ])
    .run()
}

#[track_caller]
fn is_named(text: &str, hint: &str) {
    let output = decode(text).code(3);
    assert!(
        codes(&output).contains(&hint.to_owned()),
        "{text}: {:?}",
        codes(&output)
    );
    let words = Fsd::new(["decode-cookie", "--lang", "en", "--now", NOW, "--", text])
        .run()
        .code(3);
    assert!(
        !words.stdout.contains("Copy the whole value"),
        "{}",
        words.stdout
    );
    assert!(!words.stdout.contains("Flask would"), "{}", words.stdout);
}

#[test]
fn l1_a_jwt_with_a_short_payload_of_the_rest_auth_readme() {
    let jwt = "eyJhbGciOiJIUzI1NiIsImV4cCI6MTM4NTY2OTY1NSwiaWF0IjoxMzg1NjY5MDU1fQ.\
               eyJpZCI6MX0.XbOEFJkhjHJ5uRINh2JA1BPzXjSohKYDRT472wGOvjc";
    is_named(jwt, "looks_like_jwt");
    let json = decode(jwt).code(3).json();
    assert_eq!(json["cause"]["code"], "looks_like_jwt");
    assert_eq!(json["timestamp"]["unix"], serde_json::Value::Null);
    is_named(&format!("Cookie: session={jwt}"), "looks_like_jwt");
    is_named(
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "looks_like_jwt",
    );
    // RFC 7516, appendix A.1.
    is_named(
        "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGe.48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji.XFBoMYUZodetZdvTiFvSkQ",
        "looks_like_jwe",
    );
}

#[test]
fn a_flask_session_that_holds_an_alg_stays_valid() {
    let json = r#"{"alg":"HS256","typ":"JWT"}"#;
    let signed = Fsd::new([
        "sign-cookie",
        "--secret-key",
        "k1",
        "--timestamp",
        NOW,
        json,
    ])
    .run()
    .success();
    let cookie = signed.stdout.trim();
    Fsd::new(["decode-cookie", "--secret-key", "k1", "--now", NOW, cookie])
        .run()
        .success();
    is_named(cookie, "looks_like_jwt");
}

#[test]
fn l4_signed_ids_of_sessions_on_the_server_flask_session_37_airflow_21167() {
    for text in [
        "8f14e45f-ceea-467f-a0e6-2f8d0a1b2c3d.d7Vn3sRZLccLt55P6i3o2_xpQp4",
        "dsfsfsdfsdfsdfsdfsdfsfsdfsdfsfdsdfsdf.2reMeeiZRPKdnSPgiiwd06eR5IQ",
        "8f14e45f-ceea-467f-a0e6-2f8d0a1b2c3d",
        "yYyV2mB3JmXuP6c4kz6S0m2c3h0fM8dZb1nq7T0aB4E",
    ] {
        is_named(text, "looks_like_server_side_session");
    }
}

#[test]
fn l7_a_session_of_starlette_1259_1922() {
    let cookie = "eyJ1c2VyIjogImFsaWNlIn0=.awbAZw.hqrA9xS8WGQ7bjn4HHCMzP0NUEU";
    let keyed = || {
        Fsd::new([
            "decode-cookie",
            "--json",
            "--lang",
            "en",
            "--now",
            NOW,
            "--secret-key",
            "k1",
        ])
    };
    let output = keyed().args([cookie]).run().code(4);
    let found = codes(&output);
    assert!(
        found.starts_with(&["other_salt".into(), "looks_like_starlette".into()]),
        "{found:?}"
    );
    let text = output.json()["hints"][0]["text"].clone();
    let options = "--salt itsdangerous.Signer --key-derivation django-concat";
    assert!(text.as_str().unwrap().contains(options), "{text}");
    assert!(!output.stdout.contains("Flask would"), "{}", output.stdout);
    // The options named in the sentence verify it, but the payload is still not Flask's.
    let output = keyed()
        .args(options.split(' '))
        .args([cookie])
        .run()
        .code(3);
    assert_eq!(output.json()["signature"]["key_index"], 0);
    is_named(cookie, "looks_like_starlette");
}

#[test]
fn l13_cookies_of_other_frameworks_express_session_604_and_others() {
    let hex = "ab".repeat(20);
    let table = [
        (
            "s%3A4CUFWkTYRHQZTWDhCTwZnLvBxGfsNSXO.CAVuoQHC6xwVLyMNhYCtPuAh2L8IUuYlvfdT5HCJb2U"
                .to_owned(),
            "looks_like_express",
        ),
        (
            "s:4CUFWkTYRHQZTWDhCTwZnLvBxGfsNSXO.CAVuoQHC6xwVLyMNhYCtPuAh2L8IUuYlvfdT5HCJb2U"
                .to_owned(),
            "looks_like_express",
        ),
        (
            "Cookie: session=eyJ1c2VyIjoiYWxpY2UifQ==; session.sig=wVX2cyV0pLcUcHLyZ2Bq5wzZk1E"
                .to_owned(),
            "looks_like_cookie_session",
        ),
        (
            "eyJhIjoxfQ:1rA2b3:2Ybmhm8XTqPDAEuAqiEyzGZi0Hk".to_owned(),
            "looks_like_django",
        ),
        (
            format!("BAh7B0kiD3Nlc3Npb25faWQGOgZFVEkiJTdjYzJh--{hex}"),
            "looks_like_rails",
        ),
        (
            "dVlOQXNkZmFzZGY%3D--2uR0hQxkZm9v--TmFn8Jk2bGxhYmFy%3D%3D".replace("%3D", "="),
            "looks_like_rails",
        ),
        (
            format!(
                "2|1:0|10:1795604590|7:session|8:YWxpY2U=|{}",
                "ab".repeat(32)
            ),
            "looks_like_tornado",
        ),
        (format!("YWxpY2U=|1795604590|{hex}"), "looks_like_tornado"),
        (format!("alice|{hex}"), "looks_like_remember_token"),
        (
            format!("1|{}", "ab".repeat(64)),
            "looks_like_remember_token",
        ),
        (
            "gq1Q1kQZlH3Nn2d9oYw4mQ5m7eE=?user=Vm1hZ2ljCnAxCi4=".to_owned(),
            "looks_like_old_flask",
        ),
        (
            "5e0b1f0e-9b8b-4c53-8f0a-0123456789ab!c2lnbmF0dXJlMTIzNDU2Nzg5MDE=".to_owned(),
            "looks_like_pgadmin",
        ),
        (
            "eyJpdiI6ImFiYyIsInZhbHVlIjoiZGVmIiwibWFjIjoiMTIzIn0=".to_owned(),
            "looks_like_laravel",
        ),
        (format!("CfDJ8{}", "Ab1".repeat(40)), "looks_like_aspnet"),
        (format!("gAAAAA{}", "Bc2_".repeat(30)), "looks_like_fernet"),
    ];
    for (text, hint) in table {
        is_named(&text, hint);
    }
}
