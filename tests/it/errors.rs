//! Each error page, in both languages: what happened, why, and where to go.

use crate::site::visitor_with;
use crate::support::client::Request;
use crate::support::{Response, Server};

/// A request that ends in this status, and sentences of its page in French and English.
pub(crate) struct Case {
    pub(crate) status: u16,
    pub(crate) request: Request,
    french: [&'static str; 2],
    english: [&'static str; 2],
}

#[expect(clippy::too_many_lines, reason = "a table")]
pub(crate) fn cases() -> Vec<Case> {
    let form = |content_type: &str, length: usize| {
        Request::new("POST", "/sign-in")
            .header("Content-Type", content_type)
            .header("Content-Length", length.to_string())
            .body(vec![b'x'; length])
    };
    vec![
        Case {
            status: 400,
            request: Request::new("GET", "/")
                .header("Host", "a")
                .header("Host", "b"),
            french: ["Requête incomprise", "un en-tête Host, un seul"],
            english: ["Request not understood", "a Host header, exactly one"],
        },
        Case {
            status: 403,
            request: Request::form("/sign-in", &[]).header("Origin", "null"),
            french: ["Requête refusée", "envoyé depuis un autre site"],
            english: ["Request refused", "sent from another site"],
        },
        Case {
            status: 404,
            request: Request::new("GET", "/nowhere"),
            french: ["Page introuvable", "Aucune page n’existe à cette adresse."],
            english: ["Page not found", "There is no page at this address."],
        },
        Case {
            status: 405,
            request: Request::new("DELETE", "/sign-in"),
            french: [
                "Méthode non autorisée",
                "Méthodes possibles\u{a0}: GET, HEAD, OPTIONS, POST.",
            ],
            english: [
                "Method not allowed",
                "Possible methods: GET, HEAD, OPTIONS, POST.",
            ],
        },
        Case {
            status: 408,
            request: Request::new("POST", "/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Content-Length", "9"),
            french: ["Requête trop lente", "pas plus de 1\u{a0}s"],
            english: ["Request too slow", "no longer than 1\u{a0}s"],
        },
        Case {
            status: 413,
            request: form("application/x-www-form-urlencoded", 65_537),
            french: [
                "Requête trop volumineuse",
                "pas plus de 65\u{202f}536\u{a0}octets",
            ],
            english: ["Request too large", "no more than 65,536\u{a0}bytes"],
        },
        Case {
            status: 415,
            request: form("application/json", 2),
            french: [
                "Format non pris en charge",
                "application/x-www-form-urlencoded",
            ],
            english: ["Format not supported", "application/x-www-form-urlencoded"],
        },
        Case {
            status: 431,
            request: Request::new("GET", "/").header("Cookie", "a".repeat(16_384)),
            french: [
                "En-têtes trop volumineux",
                "pas plus de 16\u{202f}384\u{a0}octets",
            ],
            english: ["Headers too large", "no more than 16,384\u{a0}bytes"],
        },
    ]
}

pub(crate) fn server() -> Server {
    Server::new().args(["--set", "BODY_TIMEOUT=1"]).start()
}

#[track_caller]
fn assert_page(page: Response, status: u16, lang: &str, [title, why]: [&str; 2]) {
    assert_eq!(page.one("Content-Type"), "text/html; charset=utf-8");
    assert_eq!(page.one("Content-Language"), lang);
    assert_eq!(page.one("Cache-Control"), "no-store");
    assert_eq!(page.all("Vary"), ["Cookie", "Accept-Language"]);
    page.status(status)
        .has(&format!("<html lang=\"{lang}\">"))
        .has(&format!("<h1>{title}</h1>"))
        .has(why)
        .has("</nav>")
        .has("<p><a href=\"/\">");
}

#[test]
fn every_error_is_a_page_in_the_visitors_language() {
    let server = server();
    for Case {
        status,
        request,
        french,
        english,
    } in cases()
    {
        let page = server.client().send(&request);
        assert_page(page, status, "fr", french);
        let request = request.header("Accept-Language", "en");
        let page = server.client().send(&request);
        assert_page(page, status, "en", english);
    }
}

#[test]
fn an_error_page_knows_who_is_signed_in() {
    let server = server();
    for case in cases().into_iter().filter(|case| case.status != 431) {
        visitor_with(&server, r#"{"user":{"username":"alice"}}"#)
            .send(&case.request)
            .status(case.status)
            .has("<bdi>alice</bdi>")
            .has(">Logout</button>");
    }
}

#[test]
fn an_error_page_shows_and_takes_the_flashed_messages() {
    let server = server();
    let session = r#"{"_flashes":[{" t":["info","Bonjour"]}]}"#;
    let mut visitor = visitor_with(&server, session);
    let page = visitor.get("/nowhere").status(404);
    assert!(page.one("Set-Cookie").starts_with("session=; "));
    page.has(r#"<p class="flash info">Bonjour</p>"#);
}

#[test]
fn a_path_that_was_not_found_is_not_repeated() {
    let server = Server::start();
    server
        .client()
        .get("/%3Cscript%3Ealert(1)%3C/script%3E")
        .status(404)
        .has_not("<script")
        .has_not("alert(1)");
}
