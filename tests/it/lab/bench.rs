//! `/banc`: what each button does to a copy of a cookie.

use flask_session_demo::classroom::{ClassKey, Classroom, Code, Exercise, Progress, Stage};
use flask_session_demo::itsdangerous::{SecretKey, write_timestamp};

use super::student::unescape;
use crate::support::{COURSE_KEY, Client, Fsd, KEY, Response, Server, cookies};

/// Signed with the course's key at 2026-11-24 08:00:00 UTC.
const ALICE: &str = "eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWxpY2UifX0.awVEAA.eYjTOEHo05la9rikSv9zdq49Sd8";

/// The form that a browser would send back from a page of the bench.
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    /// Reads the fields of a page with their values.
    #[track_caller]
    pub(super) fn of(page: &Response) -> Self {
        let text = page.text();
        let (_, form) = text
            .split_once("<form class=\"bench zones\"")
            .expect("there is a form");
        let mut fields = Vec::new();
        for tag in form.split('<') {
            let attribute = |name: &str| {
                let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
                Some(unescape(rest.split('"').next()?))
            };
            let Some(name) = attribute("name") else {
                continue;
            };
            let (_, content) = tag.split_once('>').unwrap_or_default();
            let value = match tag.split(' ').next() {
                Some("textarea") => unescape(content.strip_prefix('\n').unwrap_or(content)),
                Some("input") if tag.contains("type=\"radio\"") && !tag.contains(" checked") => {
                    continue;
                }
                Some("input") => attribute("value").unwrap_or_default(),
                _ => continue,
            };
            fields.push((name, value.replace('\n', "\r\n")));
        }
        Self(fields)
    }

    pub(super) fn get(&self, name: &str) -> &str {
        let field = self.0.iter().find(|(found, _)| found == name);
        field.map_or("", |(_, value)| value)
    }

    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(found, _)| found != name);
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    #[track_caller]
    pub(super) fn press(self, visitor: &mut Client, action: &str) -> Response {
        let form = self.with("action", action);
        let fields: Vec<(&str, &str)> = form
            .0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        visitor.post("/banc?lang=fr", &fields)
    }
}

fn lab() -> Server {
    Server::bare().args(["--lab"]).start()
}

/// The bench with this cookie on it, already verified.
#[track_caller]
fn with_cookie(visitor: &mut Client, cookie: &str) -> Response {
    visitor.post("/banc?lang=fr", &[("cookie", cookie), ("action", "verify")])
}

/// The cookie of `ALICE`, signed now so that it is not too old.
fn fresh() -> String {
    cookies::serializer(COURSE_KEY).dumps(br#"{"user":{"username":"alice"}}"#, cookies::now())
}

#[test]
fn it_starts_from_a_good_cookie_and_verifies_nothing_unasked() {
    for server in [Server::start(), lab()] {
        let mut visitor = server.client();
        let page = visitor.get("/banc?lang=fr").status(200).has_not("verdict");
        assert_eq!(page.one("Cache-Control"), "no-store");
        let form = Form::of(&page);
        assert_eq!(form.get("payload"), r#"{"user":{"username":"alice"}}"#);
        assert_eq!(form.get("cookie"), form.get("original"));
        form.press(&mut visitor, "verify")
            .status(200)
            .has("<strong>Valide</strong>")
            .has("Accepté\u{a0}: les quatre contrôles sont passés");
        assert!(!visitor.jar.contains_key("session"));
    }
}

#[test]
fn in_the_practical_it_starts_from_the_visitor_s_own_session() {
    let server = lab();
    let mut visitor = server.client();
    visitor.sign_in("bob");
    let own = visitor.session().to_owned();
    let page = visitor.get("/banc").has("changer bob en admin");
    assert_eq!(Form::of(&page).get("cookie"), own);
    // Someone's session is put on the bench only if they ask for it.
    let server = Server::start();
    let mut visitor = server.client();
    visitor.sign_in("bob");
    let own = visitor.session().to_owned();
    let page = visitor.get("/banc").has_not(&own);
    let page = Form::of(&page).press(&mut visitor, "mine").status(200);
    assert_eq!(Form::of(&page).get("cookie"), own);
    assert_eq!(visitor.session(), own);
    let page = server
        .client()
        .post("/banc", &[("action", "mine"), ("cookie", "typed")]);
    page.has("il n’y a rien à copier").has("typed</textarea>");
}

#[test]
fn each_trial_is_verified_at_once_and_says_where_it_was_refused() {
    let server = lab();
    for (trial, gate, words) in [
        (
            "admin",
            "2 sur 4\u{a0}: signature",
            &[
                "5 caractères changés, soulignés ci-dessous (① charge utile)",
                "<ins>RtaW4</ins>",
            ][..],
        ),
        ("age", "2 sur 4\u{a0}: signature", &["(② horodatage)"]),
        ("futur", "2 sur 4\u{a0}: signature", &["(② horodatage)"]),
        (
            "coupe",
            "2 sur 4\u{a0}: signature",
            &["5 caractères changés", "(③ signature)"],
        ),
        (
            "dernier",
            "2 sur 4\u{a0}: signature",
            &[
                "1 caractère changé",
                "Flask l’accepterait",
                "27 × 6 = 162 bits",
            ],
        ),
        (
            "egal",
            "2 sur 4\u{a0}: signature",
            &["<ins>==</ins>", "Flask l’accepterait"],
        ),
    ] {
        let page = server.client().get(&format!("/banc?lang=fr&essai={trial}"));
        let page = page.status(200).has(&format!("Refusé au contrôle {gate}"));
        for part in words {
            assert!(
                page.text().contains(part),
                "{trial}: no {part} in {}",
                page.text()
            );
        }
        page.has("<span aria-hidden=\"true\">✓</span> <strong>structure</strong> passée")
            .has("<span aria-hidden=\"true\">✗</span> <strong>signature</strong> refusée ici")
            .has("<span aria-hidden=\"true\">–</span> <strong>âge</strong> non examiné");
    }
    let page = server.client().get("/banc?essai=rien&lang=en").status(200);
    page.has_not("verdict")
        .has("href=\"/banc?lang=en&amp;essai=admin#resultat\"");
}

#[test]
fn verifying_never_signs_and_signing_anew_is_another_button() {
    let server = Server::start();
    let mut visitor = server.client();
    let page = with_cookie(&mut visitor, &fresh());
    let changed = Form::of(&page).with("payload", r#"{"user": {"username":"admin"}}"#);
    let page = changed.press(&mut visitor, "verify");
    let page = page.status(200).has("Refusé au contrôle 2 sur 4");
    let form = Form::of(&page);
    let (before, after) = (
        form.get("original").to_owned(),
        form.get("cookie").to_owned(),
    );
    assert!(
        before.rsplit('.').next() == after.rsplit('.').next(),
        "the signature is as it was"
    );
    // Packed like Flask's, without spaces.
    assert!(
        after.starts_with("eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWRtaW4ifX0."),
        "{after}"
    );
    let timestamp = form.get("date").to_owned();
    let page = form
        .press(&mut visitor, "sign")
        .has("Re-signé")
        .has("<strong>Valide</strong>");
    let expected = Fsd::new(["sign-cookie", "--secret-key", COURSE_KEY])
        .args([
            "--timestamp",
            &timestamp,
            r#"{"user":{"username":"admin"}}"#,
        ])
        .run()
        .success();
    assert_eq!(Form::of(&page).get("cookie"), expected.stdout.trim_end());
    let page = Form::of(&page)
        .press(&mut visitor, "restore")
        .has_not("verdict");
    assert_eq!(Form::of(&page).get("cookie"), before);
}

#[test]
fn the_date_can_be_edited_in_three_ways_and_both_clocks_are_shown() {
    let server = Server::start();
    let mut visitor = server.client();
    let page = with_cookie(&mut visitor, ALICE)
        .has("Heure du serveur")
        .has("24/11/2026 08:00:00 UTC");
    let day = cookies::now() - 32 * 86_400;
    for (date, about) in [
        ("2026-11-24T08:00:01Z", 1_795_507_201),
        ("1", 1),
        ("-32d", day),
    ] {
        let page = Form::of(&page)
            .with("date", date)
            .press(&mut visitor, "verify");
        let form = Form::of(&page.status(200));
        let stamps = [0, 1, 2].map(|late| write_timestamp(about + late));
        assert!(
            stamps.iter().any(|it| it == form.get("timestamp")),
            "{date}"
        );
        assert_eq!(form.get("signature"), "eYjTOEHo05la9rikSv9zdq49Sd8");
    }
    // Signed again, it is refused for its date and not for its signature.
    let old = Form::of(&page)
        .with("date", "-32d")
        .press(&mut visitor, "sign");
    old.has("Refusé au contrôle 3 sur 4")
        .has("<strong>Périmé</strong>");
    let ahead = Form::of(&page)
        .with("date", "+1h")
        .press(&mut visitor, "sign");
    ahead
        .has("Refusé au contrôle 3 sur 4")
        .has("<strong>Daté du futur</strong>");
    let by_text = Form::of(&page)
        .with("timestamp", "!")
        .press(&mut visitor, "verify");
    by_text
        .has("Refusé au contrôle 1 sur 4")
        .has("Horodatage illisible");
}

#[test]
fn one_bit_makes_an_avalanche_or_one_wrong_bit() {
    let server = Server::start();
    let mut visitor = server.client();
    let page = with_cookie(&mut visitor, ALICE).has("Aucun bit ne diffère");
    let flip = |part: &str| {
        Form::of(&page)
            .with("part", part)
            .with("position", "1")
            .with("bit", "8")
    };
    let signature = flip("signature").press(&mut visitor, "flip");
    signature
        .has("1 bit sur 160 diffère.")
        .has("<del>78</del>")
        .has("<ins>79</ins>")
        .has("Refusé au contrôle 2 sur 4");
    for part in ["payload", "timestamp"] {
        let page = flip(part).press(&mut visitor, "flip").status(200);
        let text = page.text().replace('\u{202f}', " ");
        let (before, _) = text
            .split_once(" bits sur 160 diffèrent")
            .expect("many differ");
        let count: u32 = before
            .rsplit('>')
            .next()
            .and_then(|it| it.parse().ok())
            .expect("a number of bits");
        assert!((50..110).contains(&count), "{part}: {count}");
    }
}

#[test]
fn a_key_of_one_s_own_is_text_or_hexadecimal_and_never_the_server_s() {
    let server = Server::start();
    let mut visitor = server.client();
    let mine = cookies::mint("{}");
    with_cookie(&mut visitor, &mine).has("Signature invalide");
    let by = |visitor: &mut Client, key: &str, read_as: &str| {
        let form = [
            ("cookie", mine.as_str()),
            ("key", "own"),
            ("own_key", key),
            ("read_as", read_as),
        ];
        visitor.post("/banc?lang=fr", &form)
    };
    by(&mut visitor, KEY, "text")
        .status(200)
        .has("<strong>Valide</strong>");
    let hex = data_encoding::HEXLOWER.encode(KEY.as_bytes());
    by(&mut visitor, &hex, "hex")
        .status(200)
        .has("<strong>Valide</strong>");
    for (key, read_as, problem) in [
        ("", "text", "Cette clé est vide"),
        ("xyz", "hex", "pas de l’hexadécimal"),
        ("abc", "hex", "nombre pair"),
    ] {
        by(&mut visitor, key, read_as)
            .status(400)
            .has(problem)
            .has("aria-invalid")
            .has("<title>Erreur\u{a0}: Banc d’essai");
    }
}

#[test]
fn any_pasted_line_is_cleaned_and_another_cookie_becomes_the_original() {
    let server = Server::start();
    let mut visitor = server.client();
    for line in [
        format!("session={ALICE}"),
        format!("< Set-Cookie: session={ALICE}; HttpOnly; Path=/"),
        format!("\"{ALICE}\""),
    ] {
        let page = with_cookie(&mut visitor, &line).status(200);
        assert_eq!(Form::of(&page).get("cookie"), ALICE, "{line}");
    }
    with_cookie(&mut visitor, &ALICE.replace('.', "%2E"))
        .has("%2E")
        .has("un serveur, lui, refuserait ce cookie");
    with_cookie(&mut visitor, "a=1; b=2").has("aucun ne se distingue");
    let page = with_cookie(&mut visitor, ALICE);
    let other = "eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM";
    let page = Form::of(&page)
        .with("cookie", other)
        .press(&mut visitor, "verify");
    let page = page.has("il devient le cookie d’origine").has_not("<ins>");
    assert_eq!(Form::of(&page).get("original"), other);
}

#[test]
fn two_edits_that_contradict_each_other_are_both_kept() {
    let server = Server::start();
    let mut visitor = server.client();
    let page = with_cookie(&mut visitor, ALICE);
    let edited = Form::of(&page)
        .with("cookie", "eyJhIjoxfQ.ZVPxAA.x")
        .with("payload", "{\"typed\":1}\r\n");
    let refused = edited.press(&mut visitor, "verify").status(400);
    let refused = refused.has("se contredisent");
    let form = Form::of(&refused);
    assert_eq!(form.get("cookie"), "eyJhIjoxfQ.ZVPxAA.x");
    assert_eq!(form.get("payload"), "{\"typed\":1}\r\n");
    // After one of them is restored, the other one counts.
    let page = form
        .with("cookie", ALICE)
        .press(&mut visitor, "verify")
        .status(200);
    assert_eq!(Form::of(&page).get("payload"), r#"{"typed":1}"#);
    let both = Form::of(&page).with("timestamp", "AQ").with("date", "1");
    both.press(&mut visitor, "verify")
        .status(400)
        .has("se contredisent");
}

#[test]
fn sending_it_makes_it_the_session_cookie() {
    let server = lab();
    let mut visitor = server.client();
    let form = [("cookie", fresh()), ("action", "send".to_owned())];
    let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
    let sent = visitor.post("/banc?lang=fr", &form).status(302);
    assert_eq!(sent.one("Location"), "/inspecteur?lang=fr#content");
    assert_eq!(sent.one("Cache-Control"), "no-store");
    let cookie = sent.all("Set-Cookie").join("\n");
    assert!(
        cookie.contains("; HttpOnly; Path=/; SameSite=Lax"),
        "{cookie}"
    );
    visitor
        .follow(&sent)
        .has("<strong>Valide</strong>")
        .has("<bdi>alice</bdi>");
    let large = "A".repeat(4093);
    for (value, problem) in [
        ("", "Il n’y a rien à envoyer"),
        ("a.b;c", "«\u{202f};\u{202f}»"),
        ("a.b.é", "«\u{202f}é\u{202f}»"),
        ("a b.c", "«\u{202f} \u{202f}»"),
        (&large, "un navigateur le jette sans rien dire"),
    ] {
        let page = visitor.post("/banc?lang=fr", &[("cookie", value), ("action", "send")]);
        let page = page.status(400).has(problem);
        let cookies = page.all("Set-Cookie").join("\n");
        assert!(!cookies.contains("session="), "{value}: {cookies}");
    }
}

/// Rubbish to put into a field.
const RUBBISH: [&str; 14] = [
    "",
    " ",
    ".",
    "...",
    "%",
    "%00%ff",
    "\0\u{1}\u{7f}",
    "\u{feff}é😀\u{202e}",
    "<script>alert(1)</script>",
    "\"'`{}[[x]]{page}",
    "-1",
    "99999999999999999999999",
    "../../etc",
    "a\r\nSet-Cookie: x=1",
];

#[test]
fn any_text_in_any_field_is_explained() {
    let server = lab();
    let mut visitor = server.client();
    let page = with_cookie(&mut visitor, ALICE);
    let fields = [
        "cookie",
        "original",
        "seen",
        "key",
        "own_key",
        "read_as",
        "payload",
        "timestamp",
        "date",
        "signature",
        "part",
        "position",
        "bit",
        "action",
    ];
    let deep = "[".repeat(20_000);
    let long = "é".repeat(9_000);
    for field in fields {
        for rubbish in RUBBISH.into_iter().chain([deep.as_str(), &long]) {
            for action in ["verify", "sign", "flip", "send", "restore", "mine"] {
                let form = Form::of(&page).with("key", "own").with("own_key", "k");
                let form = form.with(field, rubbish);
                let action = if field == "action" { rubbish } else { action };
                let answer = form.press(&mut visitor, action);
                let shown: String = rubbish.chars().take(20).collect();
                assert!(
                    [200, 302, 400].contains(&answer.status),
                    "{field}={shown:?}, {action}: {}",
                    answer.status
                );
                let text = answer.text();
                assert!(
                    answer.status == 302 || text.contains("<h1"),
                    "{field}={shown:?}"
                );
                assert!(!text.contains("<script>"), "{field}={shown:?}");
                assert!(
                    answer
                        .all("Set-Cookie")
                        .iter()
                        .all(|it| !it.starts_with("x="))
                );
                visitor.jar.remove("session");
            }
        }
    }
}

#[test]
fn a_large_paste_is_explained() {
    let server = Server::start();
    let mut visitor = server.client();
    for size in [5_000, 20_000, 60_000] {
        let page = with_cookie(&mut visitor, &"A".repeat(size)).status(200);
        let page = page.has("Ce n’est pas un cookie Flask");
        // What that page returns still fits into a form.
        Form::of(&page).press(&mut visitor, "verify").status(200);
    }
    with_cookie(&mut visitor, &"A".repeat(65_536))
        .status(413)
        .has("trop volumineux");
    // Three megabytes of spaces in four kilobytes of cookie.
    let bomb = cookies::serializer(COURSE_KEY).dumps(&vec![b' '; 3 << 20], cookies::now());
    let page = with_cookie(&mut visitor, &bomb)
        .status(200)
        .has("la lecture s’arrête là")
        .text()
        .len();
    assert!(page < 100_000, "{page} bytes of page");
}

/// A visitor who has made the prediction of exercise 4, on a server with the tests' teacher's key.
fn predicted() -> (Server, Client, Classroom) {
    const TEACHER: &str = "a teacher key for the tests";
    let server = Server::bare()
        .file("teacher.txt", TEACHER)
        .args(["--lab", "--teacher-key-file", "teacher.txt"])
        .start();
    let class = Classroom::new(ClassKey::Teacher(SecretKey::new(TEACHER)));
    let mut progress = Progress::new(Code::from_random(&[1, 2, 3, 4, 5, 6]));
    progress.predict(Exercise::OneByte, 0, "so", cookies::now());
    let mut visitor = server.client();
    let value = class.write(&progress, cookies::now());
    visitor.jar.insert("tp".to_owned(), value);
    (server, visitor, class)
}

/// How far exercise 4 has come, according to the visitor's cookie.
fn stage(visitor: &Client, class: &Classroom) -> Option<Stage> {
    let progress = class.open(visitor.jar["tp"].as_bytes(), cookies::now());
    let progress = progress.unwrap_or_else(|refusal| panic!("{refusal}"));
    progress.stage(Exercise::OneByte)
}

#[test]
fn exercise_4_is_seen_once_each_part_was_changed_and_a_damaged_cookie_was_sent() {
    let (_server, mut visitor, class) = predicted();
    visitor.sign_in("alice");
    visitor.get("/banc");
    for trial in ["admin", "age", "dernier"] {
        visitor.get(&format!("/banc?essai={trial}"));
    }
    let damaged = visitor.session().replace("YWxpY2Ui", "YWRtaW4i");
    // Signing again causes no refusal, and two changed parts are not a single changed byte.
    let page = visitor.get("/banc?essai=coupe");
    assert_eq!(stage(&visitor, &class), Some(Stage::Predicted));
    Form::of(&page).press(&mut visitor, "sign");
    visitor.jar.insert("session".to_owned(), damaged);
    visitor.get("/");
    visitor.get("/inspecteur");
    assert_eq!(stage(&visitor, &class), Some(Stage::Observed));
}

#[test]
fn what_proves_nothing_leaves_exercise_4_open() {
    let (_server, mut visitor, class) = predicted();
    visitor.sign_in("alice");
    let damaged = visitor.session().replace("YWxpY2Ui", "YWRtaW4i");
    for trial in ["admin", "age", "dernier"] {
        visitor.get(&format!("/banc?essai={trial}"));
    }
    let page = visitor.get("/banc");
    // Not counted: a signature changed along with another part, or a cookie that was never valid.
    let both = Form::of(&page)
        .with("payload", "{}")
        .with("signature", "AAAA");
    both.press(&mut visitor, "verify");
    let page = with_cookie(&mut visitor, "e30.awVEAA.AAAAAAAAAAAAAAAAAAAAAAAAAAA");
    let other = Form::of(&page).with("signature", "BAAAAAAAAAAAAAAAAAAAAAAAAAA");
    other.press(&mut visitor, "verify");
    visitor.jar.insert("session".to_owned(), damaged);
    visitor.get("/");
    visitor.get("/inspecteur");
    assert_eq!(stage(&visitor, &class), Some(Stage::Predicted));
}

#[test]
fn another_site_cannot_use_the_bench_for_the_visitor() {
    let server = Server::start();
    let request =
        crate::support::client::Request::form("/banc", &[("action", "send"), ("cookie", "x")]);
    let answer = server
        .client()
        .send(&request.header("Sec-Fetch-Site", "cross-site"));
    assert!(answer.status(403).set_cookie().is_none());
}

#[test]
fn the_bench_has_three_zones_and_its_last_says_what_came_of_it() {
    let server = Server::start();
    let blank = server.client().get("/banc?lang=fr").status(200);
    let judged = server.client().get("/banc?lang=fr&essai=admin").status(200);
    for page in [&blank, &judged] {
        let zones = page.text().split("<h2 id=\"").skip(1);
        let zones: Vec<_> = zones.filter_map(|it| it.split(['>', '<']).nth(1)).collect();
        assert_eq!(zones, ["1. Changer", "2. Signer, ou non", "3. Verdict"]);
        // What the Enter key presses.
        let buttons = page.text().split("<form class=\"bench").nth(1);
        let first = buttons.and_then(|it| it.split("<button").nth(1));
        assert!(first.is_some_and(|it| it.contains("value=\"verify\"")));
    }
    blank
        .has("Rien n’est encore vérifié")
        .has_not("<dl class=\"diff\"");
    judged
        .has_not("Rien n’est encore vérifié")
        .has("<dl class=\"diff\"");
}
