//! What a stranger's request may cost: the answer stays below 256 KiB, and anything longer is cut,
//! with a sentence that says so. `tests/bench/hostile.py` measures time and memory.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::support::client::Request;
use crate::support::cookies::{forge, mint, mint_payload, serializer};
use crate::support::{COURSE_KEY, Fsd, Response, Server, cookies};

const MAX_ANSWER_BYTES: usize = 256 * 1024;

fn get(server: &Server, path: &str, cookie: &str) -> Response {
    let request = Request::new("GET", path).header("Cookie", format!("session={cookie}"));
    server.client().send(&request)
}

/// Ten objects around forty thousand tags, with keys of 50,000 letters. If each tag's path were
/// written in full, a GET of 2,092 bytes, without a key, would produce 20 GB.
fn deep_tags() -> String {
    let key = "k".repeat(50_000);
    let open = format!(r#"{{"{key}":"#).repeat(10);
    let tags = vec![r#"{" t":[]}"#; 40_000].join(",");
    format!("{open}[{tags}]{}", "}".repeat(10))
}

/// JSON of this size that consists of many values, or of nested tags.
fn many_values(bytes: usize) -> Vec<String> {
    let lists = [
        "0,",
        "[],",
        "[0],",
        r#"{" t":[]},"#,
        r#"{" m":0},"#,
        r#"{" b":""},"#,
        r#""\u0001","#,
    ];
    let lists = lists
        .into_iter()
        .map(|item| format!("[{}0]", item.repeat(bytes / item.len() - 1)));
    let keys: Vec<String> = (0..bytes / 10)
        .map(|number| format!(r#""{number:05}":0"#))
        .collect();
    let nested = format!(
        "{}[{}0]{}",
        r#"{" t":["#.repeat(240),
        "0,".repeat(bytes / 2 - 2_000),
        "]}".repeat(240)
    );
    let letters = format!(r#"{{" t":"{}"}}"#, "a".repeat(bytes - 20));
    let flashes = format!(
        r#"{{"_flashes":[{}["",""]]}}"#,
        r#"["",""],"#.repeat(bytes / 8 - 5)
    );
    let name = format!(
        r#"{{"uid":"{0}","user":{{"username":"{0}"}}}}"#,
        "'".repeat(bytes / 2 - 30)
    );
    lists
        .chain([
            format!("{{{}}}", keys.join(",")),
            nested,
            letters,
            flashes,
            name,
        ])
        .collect()
}

#[test]
fn no_cookie_has_an_answer_of_more_than_256_kib() {
    let server = Server::start();
    let lab = Server::bare().args(["--lab"]).start();
    let in_lab = |json: &str| serializer(COURSE_KEY).dumps(json.as_bytes(), cookies::now());
    let mut cookies = vec![
        forge(deep_tags()),
        forge([1; 70_000]),
        forge(vec![b' '; 10 << 20]),
        "\"'<&".repeat(3_900),
        "\u{1}.".repeat(7_000),
    ];
    for json in many_values(72 * 1024)
        .into_iter()
        .chain(many_values(1 << 20))
    {
        cookies.extend([forge(&json), mint(&json), in_lab(&json)]);
    }
    for cookie in cookies.iter().filter(|cookie| cookie.len() < 16_000) {
        for (server, path) in [
            (&server, "/inspecteur"),
            (&server, "/inspecteur.json"),
            (&server, "/sign-in"),
            (&lab, "/inspecteur"),
            (&lab, "/inspecteur.json"),
            (&lab, "/"),
            (&lab, "/sign-in"),
            (&lab, "/tp/5"),
        ] {
            let response = get(server, path, cookie);
            assert!(response.status < 500, "{path} {cookie:.40}");
            let bytes = response.body.len();
            assert!(
                bytes <= MAX_ANSWER_BYTES,
                "{path} {cookie:.40}: {bytes} bytes"
            );
        }
    }
}

#[test]
fn no_form_of_the_bench_has_an_answer_of_more_than_256_kib() {
    let server = Server::start();
    let paste = "\"'<&".repeat(16_000);
    let alternating = format!("{}.awVEAA.x", "ab".repeat(8_000));
    let other = alternating.replace('b', "c");
    let zip = forge("a".repeat(1 << 20));
    let key = "'".repeat(20_000);
    let forms: [&[(&str, &str)]; 7] = [
        &[("cookie", &paste)],
        &[("cookie", &paste), ("seen", "1"), ("action", "sign")],
        &[
            ("payload", &paste),
            ("timestamp", "a"),
            ("date", "b"),
            ("seen", "1.2.3.4.5"),
        ],
        &[("original", &paste), ("action", "restore")],
        &[
            ("cookie", &key),
            ("own_key", &key),
            ("key", "own"),
            ("position", &key),
        ],
        &[("cookie", &alternating), ("original", &other)],
        &[("cookie", &zip), ("original", &alternating)],
    ];
    for form in forms {
        // Not percent-encoded, to fit in as much as possible.
        let fields: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{name}={}", value.replace('&', "%26")))
            .collect();
        let mut body = fields.join("&");
        body.truncate(64 * 1024);
        let request = Request::form("/banc", &[]).body(body);
        let response = server.client().send(&request);
        assert!(response.status < 500, "{form:.40?}");
        let bytes = response.body.len();
        assert!(bytes <= MAX_ANSWER_BYTES, "{form:.40?}: {bytes} bytes");
    }
}

#[test]
fn no_form_of_an_exercise_has_an_answer_of_more_than_256_kib() {
    let server = Server::bare().args(["--lab"]).start();
    let long = "\"'<&".repeat(16_000);
    for fields in [
        "action=predict&choice=1&reason=",
        "action=predict&choice=",
        "action=",
    ] {
        let mut body = format!("{fields}{}", long.replace('&', "%26"));
        body.truncate(64 * 1024);
        let request = Request::form("/tp/3", &[]).body(body);
        let response = server.client().send(&request).status(400);
        let bytes = response.body.len();
        assert!(bytes <= MAX_ANSWER_BYTES, "{fields}: {bytes} bytes");
    }
}

#[test]
fn many_tags_are_counted_and_a_bounded_part_of_them_is_listed() {
    let server = Server::start();
    let list = vec![r#"{" t":[]}"#; 7_000].join(",");
    let cookie = forge(format!("[{list}]"));
    get(&server, "/inspecteur?lang=en", &cookie)
        .status(200)
        .has("Python type at /0: tuple")
        .has("7,000 values carry a type tag; 20 are listed here.")
        .has("cut here: 4,096 of 70,001 characters");
    let json = get(&server, "/inspecteur.json", &cookie);
    let json: serde_json::Value = serde_json::from_str(json.text()).expect("it is JSON");
    let cut = json!({"bytes": 70_001, "tags": 7_000});
    assert_eq!(json["payload"]["truncated"], cut);
    let listed = json["payload"]["tags"].as_array().map(Vec::len);
    assert!(matches!(listed, Some(100..7_000)), "{listed:?}");

    let whole = Fsd::new(["decode-cookie", "--json", &cookie])
        .run()
        .code(0)
        .json();
    assert_eq!(whole["payload"]["truncated"], json!(null));
    assert_eq!(
        whole["payload"]["tags"].as_array().map(Vec::len),
        Some(7_000)
    );
}

#[test]
fn thousands_of_flashed_messages_are_counted_and_a_bounded_part_is_shown() {
    let server = Server::start();
    let flashes = vec![r#"{" t":["error","Des champs ne sont pas saisis !"]}"#; 1_000].join(",");
    let session = format!(r#"{{"_flashes":[{flashes}]}}"#);
    let page = get(&server, "/?lang=en", &mint(&session)).status(200);
    let page = page.has("The session held 980 more messages, which this page does not show.");
    assert_eq!(
        page.text()
            .matches("Des champs ne sont pas saisis !")
            .count(),
        20
    );
}

#[test]
fn a_value_longer_than_a_browser_keeps_is_cut_with_a_sentence() {
    let server = Server::start();
    let payload = "x".repeat(12_000);
    let page = get(&server, "/inspecteur?lang=en", &mint_payload(&payload)).status(200);
    page.has("cut here: 4,096 of 12,035 characters")
        .has_not(r#"id="value""#);
}

#[test]
#[cfg(target_os = "linux")]
fn decode_cookie_lists_the_paths_of_many_tags_in_bounded_memory() {
    for format in ["--json", "--lang=en"] {
        let (program, _folder) = Fsd::new(["decode-cookie", format, "-"]).into_parts();
        let mut limited = Command::new("sh");
        limited
            .args(["-c", r#"ulimit -v 400000 && exec "$@""#, "sh"])
            .arg(program.get_program())
            .args(program.get_args())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = limited.spawn().expect("sh runs");
        let mut stdin = child.stdin.take().expect("piped above");
        stdin
            .write_all(forge(deep_tags()).as_bytes())
            .expect("a short line is taken");
        drop(stdin);
        let output = child.wait_with_output().expect("it can be waited for");
        assert_eq!(output.status.code(), Some(0), "{format}");
        let stdout = String::from_utf8_lossy(&output.stdout);
        let count = [r#""tags":40000}"#, "40,000 values carry a type tag; "];
        assert!(count.iter().any(|it| stdout.contains(it)), "{stdout:.300}");
    }
}
