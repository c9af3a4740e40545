//! For every vector, `decode-cookie`, the inspector and the bench use the same words.

use flask_session_demo::itsdangerous::{SecretKey, SecretKeys};
use serde_json::Value;

use super::student::unescape;
use crate::support::Fsd;
use crate::support::binary::Output;
use crate::support::site::Site;
use crate::support::vectors::{list, names, number, text, vector};

/// The paragraphs of the verdict's box on a page, as a reader sees them.
#[track_caller]
fn said(page: &str) -> Vec<String> {
    let (_, rest) = page
        .split_once("<div class=\"flash verdict")
        .expect("there is a verdict");
    let (verdict, _) = rest.split_once("</div>").expect("it ends");
    let paragraphs = verdict.split("<p>").skip(1);
    paragraphs
        .map(|html| words(html).trim().to_owned())
        .collect()
}

/// A text without its tags.
fn words(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
    }
    unescape(&text)
}

/// The command with the key, the time and the age limit of a vector.
#[track_caller]
fn decode(vector: &Value, lang: &str, has_fallbacks: bool, cookie: &str, form: &[&str]) -> Output {
    let options = &vector["options"];
    let mut command = Fsd::new(["--lang", lang, "decode-cookie"])
        .args(form)
        .args(["--secret-key", text(options, "key")])
        .args(["--now", &number(options, "now").to_string()])
        .args(["--max-age", &number(options, "max_age").to_string()]);
    let fallbacks = list(options, "fallbacks").iter().filter(|_| has_fallbacks);
    for (index, fallback) in fallbacks.enumerate() {
        let name = format!("fallback-{index}.txt");
        let key = fallback.as_str().expect("a key is text");
        command = command
            .file(&name, key)
            .args(["--secret-key-fallback-file", &name]);
    }
    command.args(["--", cookie]).run()
}

/// The beginning of the command's explanation: verdict, reason, diagnosis, cure.
#[track_caller]
fn explained(vector: &Value, lang: &str, has_fallbacks: bool, cookie: &str) -> Vec<String> {
    let explained = decode(vector, lang, has_fallbacks, cookie, &[]);
    let truth = match lang {
        "fr" => "  Signé, pas chiffré",
        _ => "  Signed, not encrypted",
    };
    let lines = explained.stdout.lines();
    let lines = lines.take_while(|line| !line.starts_with(truth));
    lines.map(|line| line.trim().replace('`', "")).collect()
}

/// Joins the sentences into one line, since the command wraps them, and removes the label of the
/// cure.
fn without_label(mut said: Vec<String>) -> String {
    for line in &mut said {
        for label in ["À faire\u{a0}: ", "Essayez\u{a0}: ", "To do: ", "Try: "] {
            if let Some(cure) = line.strip_prefix(label) {
                *line = format!("cure: {cure}");
            }
        }
    }
    said.join(" ")
}

/// The same, but for a cure that is typed into a terminal: the bench has its buttons.
#[track_caller]
fn assert_same_on_bench(name: &str, bench: &str, command: &str) {
    let (said, cure) = command.split_once("cure: ").unwrap_or((command, ""));
    if !["sign-cookie", "--max-age", "--cookie-name"]
        .iter()
        .any(|it| cure.contains(it))
    {
        assert_eq!(bench, command, "the bench on {name}");
        return;
    }
    let (on_bench, own_cure) = bench
        .split_once("cure: ")
        .expect("the bench has a cure, too");
    assert_eq!(on_bench, said, "the bench on {name}");
    assert!(
        !own_cure.is_empty() && !own_cure.contains("--"),
        "{name}: {own_cure}"
    );
}

/// Whether a header can carry the cookie unchanged. A pasted text is cleaned, but not what a
/// browser sends.
fn is_sent_as_it_is(cookie: &str) -> bool {
    !cookie.is_empty() && !cookie.contains([' ', '\t', '"', ';', '\\', '%'])
}

fn site(vector: &Value) -> Site {
    let options = &vector["options"];
    let fallbacks = list(options, "fallbacks").iter();
    let keys = SecretKeys {
        key: SecretKey::new(text(options, "key")),
        fallbacks: fallbacks
            .map(|key| SecretKey::new(key.as_str().expect("a key is text")))
            .collect(),
    };
    Site::with_keys(number(options, "now"), keys, number(options, "max_age"))
}

#[test]
fn the_command_the_inspector_and_the_bench_agree_on_every_vector() {
    let mut sites: Vec<(&Value, Site)> = Vec::new();
    let (mut inspected, mut tested) = (0, 0);
    for name in names("cookies") {
        let vector = vector("cookies", name);
        let options = &vector["options"];
        if !sites.iter().any(|(known, _)| *known == options) {
            sites.push((options, site(vector)));
        }
        let known = sites.iter().find(|(known, _)| *known == options);
        let site = &known.expect("it was made above").1;
        let cookie = text(vector, "cookie");
        for lang in ["fr", "en"] {
            if is_sent_as_it_is(cookie) {
                let brought = format!("session={cookie}");
                let words = explained(vector, lang, true, &brought);
                let page = site.get(&format!("/inspecteur?lang={lang}"), &brought);
                assert_eq!(
                    without_label(said(&page.text)),
                    without_label(words),
                    "the inspector on {name}"
                );
                let page = site.get(&format!("/inspecteur.json?lang={lang}"), &brought);
                let ours: Value = serde_json::from_str(&page.text).expect("it is JSON");
                let json = decode(vector, lang, true, &brought, &["--json"]).json();
                assert_eq!(ours, json, "the inspector's JSON on {name}");
                inspected += 1;
            }
            // The bench has a single key, and takes any text.
            let words = explained(vector, lang, false, cookie);
            let form = [
                ("cookie", cookie),
                ("key", "own"),
                ("own_key", text(options, "key")),
                ("action", "verify"),
            ];
            let page = site.post(&format!("/banc?lang={lang}"), &form);
            assert_eq!(page.status, 200, "{name}");
            let mut on_bench = said(&page.text);
            let passage = on_bench.remove(1);
            let is_accepted = passage.starts_with("Accept");
            assert_eq!(is_accepted, words[0].starts_with('✓'), "{name}: {passage}");
            assert_same_on_bench(name, &without_label(on_bench), &without_label(words));
            tested += 1;
        }
    }
    assert_eq!(tested, 2 * names("cookies").len());
    assert!(inspected > 2 * 85, "only {inspected} fit a header");
}
