//! Sentences that were once false, each with the case that showed it.

use super::student::Student;
use crate::accounts::holder;
use crate::support::client::Request;
use crate::support::{COURSE_KEY, Fsd, KEY, Response, Server, cookies};

/// Asks for a page in both languages; each has to say its sentence.
#[track_caller]
fn says(mut get: impl FnMut(&str) -> Response, [french, english]: [&str; 2]) {
    get("?lang=fr").has(french);
    get("?lang=en").has(english);
}

fn lab() -> Server {
    Server::bare().args(["--lab"]).start()
}

#[test]
fn a_practical_cookie_beside_the_sessions_is_not_called_unread() {
    let server = lab();
    let mut student = server.client();
    student.get("/tp");
    assert!(student.jar.contains_key("tp") && !student.jar.contains_key("session"));
    says(
        |lang| student.get(&format!("/{lang}")),
        [
            "pas de cookie de session\u{202f}; les autres ne disent pas qui vous êtes",
            "no session cookie; the others do not say who you are",
        ],
    );
}

#[test]
fn lax_lets_the_cookie_go_with_a_link_and_a_get_form() {
    let server = Server::start();
    let mut visitor = server.client();
    says(
        |lang| visitor.get(&format!("/inspecteur{lang}")),
        [
            "Oui quand on suit un lien ou envoie un formulaire GET\u{202f}; non pour un formulaire POST",
            "Yes when a link is followed or a GET form is sent; no for a POST form",
        ],
    );
    says(
        |lang| visitor.get(&format!("/aide{lang}")),
        [
            "il ne suit que les liens et les formulaires GET",
            "goes along with links and GET forms only",
        ],
    );
}

#[test]
fn the_bench_says_whose_key_the_courses_is_in_the_practical() {
    let never = [
        "La clé de ce serveur n’est jamais employée ici",
        "The key of this server is never used here",
    ];
    let shared = [
        "La clé du cours est aussi celle de ce serveur\u{a0}: c’est le mode TP",
        "The course’s key is that of this server, too",
    ];
    for (server, said, unsaid) in [(lab(), shared, never), (Server::start(), never, shared)] {
        let mut visitor = server.client();
        says(|lang| visitor.get(&format!("/banc{lang}")), said);
        visitor
            .get("/banc")
            .has_not(unsaid[0])
            .has_not("change la moitié des bits");
    }
    let server = lab();
    let page = server.client().get("/banc?essai=admin&lang=fr");
    page.has("en changer un seul bit change environ la moitié des bits attendus");
}

#[test]
fn a_good_signature_is_not_called_known_to_the_server_alone() {
    let server = Server::start();
    let mut visitor = server.client();
    let good = cookies::mint("{}");
    let secret = "</span> connue du serveur seul";
    let above = "</span> la même que celle du cookie, ci-dessus";
    let (signed, _) = good.rsplit_once('.').expect("three parts");
    let forged = format!("{signed}.AAAAAAAAAAAAAAAAAAAAAAAAAAA");
    for (cookie, secrets, aboves) in [(good, 1, 1), (forged, 2, 0)] {
        visitor.jar.insert("session".to_owned(), cookie);
        let page = visitor.get("/inspecteur?lang=fr");
        let count = |text| page.text().matches(text).count();
        assert_eq!((count(secret), count(above)), (secrets, aboves));
        assert!(!page.text().contains(KEY));
    }
    let cookie = cookies::mint("{}");
    let explained = |args: &[&str]| {
        let args = ["--lang", "en", "decode-cookie", "--explain"]
            .iter()
            .chain(args);
        Fsd::new(args.copied().chain([&*cookie])).run().stdout
    };
    assert!(explained(&["--secret-key", KEY]).contains("the same as the cookie’s, above"));
    assert!(!explained(&[]).contains("the same as the cookie’s, above"));
}

#[test]
fn of_an_unverified_date_nothing_is_said_to_be_left() {
    let now = cookies::now();
    let stranger = cookies::serializer("another key").dumps(b"{}", now - 60);
    let server = Server::start();
    for (cookie, claim, left) in [
        (stranger, "(se dit émis il y a 1\u{a0}min", false),
        (
            cookies::mint_at("{}", now - 60),
            "(émis il y a 1\u{a0}min",
            true,
        ),
    ] {
        let mut visitor = server.client();
        visitor.jar.insert("session".to_owned(), cookie);
        let page = visitor.get("/inspecteur?lang=fr").has(claim);
        assert_eq!(page.text().contains("encore 30\u{a0}j"), left);
    }
}

#[test]
fn exchanges_say_which_headers_are_kept_and_keep_no_other() {
    let server = Server::start();
    let mut visitor = server.client();
    visitor.get("/echanges");
    let request = Request::new("GET", "/").header("User-Agent", "curl/8.14.1");
    visitor.send(&request);
    let page = visitor.get("/echanges?lang=fr").has_not("curl/8.14.1");
    page.has("avec les en-têtes qui comptent pour les cookies")
        .has("<code translate=\"no\">User-Agent</code>, ne sont pas retenus");
    visitor
        .get("/echanges?lang=en")
        .has("with the headers that matter to cookies")
        .has("<code translate=\"no\">User-Agent</code>, are not kept");
}

#[test]
fn the_server_says_that_it_keeps_the_number_of_an_accounts_session() {
    let server = Server::new().args(["--revoke-on-logout"]).start();
    let mut visitor = server.client();
    says(
        |lang| visitor.get(&format!("/sign-in{lang}")),
        [
            "rien gardé de la session d’un invité\u{202f}; de celle d’un compte, seulement son numéro",
            "kept nothing of a guest’s session, and of an account’s only its number",
        ],
    );
    let alice = holder(&server, "alice");
    assert!(cookies::json_in(alice.session()).contains("\"uid\":"));
}

#[test]
fn home_the_inspector_and_the_command_line_count_a_cookie_alike() {
    let server = lab();
    let mut lea = server.client();
    lea.sign_in("lea");
    let cookie = lea.session().to_owned();
    let size = "session".len() + cookie.len();
    lea.get("/?lang=fr").has(&format!("({size} octets)"));
    let inspector = lea.get("/inspecteur?lang=fr");
    inspector.has(&format!("{size} octets sur 4\u{202f}096"));
    for text in [cookie.clone(), format!("Cookie: session={cookie}")] {
        Fsd::new(["--lang", "en", "decode-cookie", &text])
            .run()
            .stdout_has(&format!("{size} bytes of 4,096"));
    }
}

#[test]
fn the_heads_page_does_not_say_who_signed_the_cookie() {
    let server = lab();
    let Student {
        browser: mut student,
        code,
    } = Student::new(&server);
    let session = format!(r#"{{"code":"{code}","user":{{"username":"direction"}}}}"#);
    let cookie = cookies::serializer(COURSE_KEY).dumps(session.as_bytes(), cookies::now());
    // The bench of this server hands it out.
    let form = [("action", "send"), ("cookie", &*cookie), ("key", "course")];
    student.post("/banc", &form).status(302);
    assert_eq!(student.session(), cookie);
    says(
        |lang| student.get(&format!("/tp/5/direction{lang}")).status(200),
        [
            "Aucune connexion n’a donné ce cookie\u{a0}: il a été fabriqué avec la clé du cours",
            "No sign-in gave this cookie: it was made with the course’s key",
        ],
    );
    student.get("/tp/5/direction").has_not("jamais émis");
}

#[test]
fn a_foreign_form_is_refused_whether_the_cookie_came_or_not() {
    let server = Server::start();
    let mut visitor = server.client();
    for cookie in [None, Some("session=x")] {
        let request = Request::form("/logout?lang=fr", &[]).header("Sec-Fetch-Site", "cross-site");
        let request = match cookie {
            Some(cookie) => request.header("Cookie", cookie),
            None => request,
        };
        visitor
            .send(&request)
            .status(403)
            .has("que votre navigateur y ait joint votre cookie ou non")
            .has_not("aurait joint");
    }
}

#[test]
fn help_says_what_fixation_and_entropy_are() {
    let server = Server::start();
    let mut visitor = server.client();
    for (french, english) in [
        (
            "Un attaquant glisse dans votre navigateur une session qu’il a préparée",
            "An attacker slips a session that they prepared into your browser",
        ),
        (
            "À quel point une clé est imprévisible, en bits",
            "How unpredictable a key is, in bits",
        ),
    ] {
        says(
            |lang| visitor.get(&format!("/aide{lang}")),
            [french, english],
        );
    }
}
