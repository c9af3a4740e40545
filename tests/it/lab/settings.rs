//! `/reglages` and `/attaquant`: a visitor's own cookie attributes, and a page of another site.

use data_encoding::BASE64;
use ring::digest::{SHA256, digest};

use super::student::{Student, between, lab};
use crate::support::COURSE_KEY;
use crate::support::client::Request;
use crate::support::cookies::{now, serializer};

const NO_ATTRIBUTES: [(&str, &str); 3] = [
    ("action", "set"),
    ("same_site", ""),
    ("lifetime", "2678400"),
];

fn session_line(headers: &crate::support::Response) -> String {
    let lines = headers.all("Set-Cookie").into_iter();
    let mut lines = lines.filter(|line| line.starts_with("session="));
    let line = lines.next().expect("the session cookie is set");
    line.split_once(';')
        .expect("it has attributes")
        .1
        .trim()
        .to_owned()
}

#[test]
fn ones_own_attributes_hold_for_oneself_and_at_once() {
    let server = lab();
    let mut student = Student::new(&server);
    let mut neighbor = Student::new(&server);
    student.browser.sign_in("alice");
    let set = student
        .browser
        .post("/reglages", &NO_ATTRIBUTES)
        .status(200);
    assert_eq!(session_line(&set), "Path=/");
    set.has("Vos réglages sont en vigueur");
    student.browser.get("/").status(200).has("Bonjour alice");
    let form = [
        ("action", "set"),
        ("http_only", "1"),
        ("secure", "1"),
        ("same_site", "Strict"),
        ("lifetime", "2678400"),
    ];
    let set = student.browser.post("/reglages", &form).status(200);
    assert_eq!(
        session_line(&set),
        "Secure; HttpOnly; Path=/; SameSite=Strict"
    );
    let theirs = neighbor.browser.sign_in("bob");
    assert_eq!(session_line(&theirs), "HttpOnly; Path=/; SameSite=Lax");
    let out = student.browser.post("/logout", &[]).status(302);
    assert!(session_line(&out).ends_with("Secure; HttpOnly; Path=/; SameSite=Strict"));
    student
        .browser
        .post("/reglages", &[("action", "reset")])
        .status(200);
    let back = student.browser.sign_in("alice");
    assert_eq!(session_line(&back), "HttpOnly; Path=/; SameSite=Lax");
}

#[test]
fn a_permanent_session_is_renewed_and_its_lifetime_is_judged() {
    let server = lab();
    let mut student = Student::new(&server);
    let form = [
        ("action", "set"),
        ("http_only", "1"),
        ("same_site", "Lax"),
        ("permanent", "1"),
        ("lifetime", "60"),
    ];
    student.browser.post("/reglages", &form).status(200);
    let signed_in = student.browser.sign_in("alice");
    assert!(session_line(&signed_in).starts_with("Expires="));
    let page = student.browser.get("/teachers").status(200);
    assert!(
        session_line(&page).starts_with("Expires="),
        "renewed on each page"
    );
    let session = r#"{"_permanent":true,"user":{"username":"alice"}}"#;
    for (age, is_taken) in [(50, true), (70, false)] {
        let old = serializer(COURSE_KEY).dumps(session.as_bytes(), now() - age);
        student.browser.jar.insert("session".to_owned(), old);
        let page = student.browser.get("/").status(200);
        assert_eq!(page.text().contains("Bonjour alice"), is_taken, "{age}");
    }
    let old = serializer(COURSE_KEY).dumps(session.as_bytes(), now() - 70);
    student.browser.jar.insert("session".to_owned(), old);
    student.browser.get("/inspecteur").has("Périmé");
}

#[test]
fn settings_that_cannot_be_are_refused_with_why() {
    let server = lab();
    let mut student = Student::new(&server);
    for (same_site, secure, lifetime, error) in [
        ("None", false, "60", "SameSite=None demande Secure"),
        ("Lax", false, "9", "de 10 à 2\u{202f}678\u{202f}400"),
        ("Lax", false, "2678401", "de 10 à"),
        ("Lax", false, "", "de 10 à"),
        ("Lax", false, "-1", "de 10 à"),
        ("Lax", false, "<b>", "de 10 à"),
    ] {
        let mut form = vec![
            ("action", "set"),
            ("same_site", same_site),
            ("lifetime", lifetime),
        ];
        form.extend(secure.then_some(("secure", "1")));
        student
            .browser
            .post("/reglages", &form)
            .status(400)
            .has(error)
            .has_not("<b>");
    }
    student
        .browser
        .get("/reglages")
        .has("Les réglages du serveur sont en vigueur");
    let unknown = [
        ("action", "set"),
        ("same_site", "Sometimes"),
        ("lifetime", "60"),
    ];
    let page = student.browser.post("/reglages", &unknown).status(200);
    page.has("Set-Cookie: session=…; Path=/<");
}

#[test]
fn the_hostile_page_reaches_the_other_name_of_this_machine_and_nothing_else() {
    let server = lab();
    let ask = |host: &str, path: &str| {
        let request = Request::new("GET", path).header("Host", host);
        server.client().send(&request).status(200)
    };
    let page = ask("localhost:5000", "/attaquant?tp=K7Q2XM&image=1");
    let style = between(page.text(), "<style>", "</style>");
    let hash = BASE64.encode(digest(&SHA256, style.as_bytes()).as_ref());
    assert_eq!(
        page.one("Content-Security-Policy"),
        format!(
            "default-src 'none'; style-src 'sha256-{hash}'; img-src 'self' http://127.0.0.1:5000; \
             form-action 'self' http://127.0.0.1:5000; base-uri 'none'; frame-ancestors 'none'"
        )
    );
    assert!(
        !page
            .all("Set-Cookie")
            .iter()
            .any(|it| it.starts_with("tp="))
    );
    page.has("http://127.0.0.1:5000/tp/9/logout?par=lien&amp;tp=K7Q2XM")
        .has("<img ");
    let hostile = ask("127.0.0.1:5000", "/attaquant?tp=%22%3E%3Cscript%3E&image=1");
    hostile
        .has("http://localhost:5000/tp/9/logout?par=image\"")
        .has_not("<script>");
    for path in ["/", "/tp", "/prof", "/reglages"] {
        let policy = ask("localhost:5000", path);
        assert!(
            !policy.one("Content-Security-Policy").contains("http"),
            "{path}"
        );
    }
}

#[test]
fn the_hostile_page_has_nothing_of_the_site_that_it_attacks() {
    let server = lab();
    let request = Request::new("GET", "/attaquant").header("Host", "localhost:5000");
    let page = server.client().send(&request).status(200);
    page.has("<h1>Félicitations, vous avez gagné")
        .has_not("MODE TP")
        .has_not("style.css")
        .has_not("<nav")
        .has_not("Sessions et cookies");
}

#[test]
fn on_a_shared_server_the_hostile_page_is_a_file_that_attacks_this_very_server() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(9, 0);
    let request = |path: &str| Request::new("GET", path).header("Host", "room.example:5000");
    let page = student.browser.send(&request("/tp/9")).status(200);
    page.has("<a href=\"/attaquant\">Télécharger la page hostile</a>")
        .has("Tout compte ici, et l’enseignant le voit.")
        .has_not("l’autre nom de cette machine");
    let file = student.browser.send(&request("/attaquant")).status(200);
    assert_eq!(
        file.one("Content-Disposition"),
        "attachment; filename=\"page-hostile.html\""
    );
    let site = "http://room.example:5000";
    file.has(&format!(
        "{site}/tp/9/logout?par=lien&amp;tp={}",
        student.code
    ))
    .has(&format!(
        "src=\"{site}/tp/9/logout?par=image&amp;tp={}",
        student.code
    ))
    .has(&format!(
        "action=\"{site}/tp/9/logout?par=formulaire&amp;tp={}",
        student.code
    ))
    // From a file, no address of its own leads anywhere.
    .has_not("href=\"/");
}

/// Over plain HTTP to a name, browsers do not say that another site is behind a request.
#[test]
fn on_a_shared_server_the_address_says_what_the_browser_does_not() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(9, 0);
    student.browser.sign_in("alice");
    let session = student.browser.session().to_owned();
    let ask = |student: &mut Student, method: &str, by: &str, cookie: bool| {
        let path = format!("/tp/9/logout?par={by}&tp={}", student.code);
        let request = Request::new(method, &path).header("Host", "room.example:5000");
        let request = if method == "POST" {
            request
                .header("Origin", "null")
                .header("Content-Length", "0")
        } else {
            request
        };
        let mut browser = server.client();
        if cookie {
            browser.jar.insert("session".to_owned(), session.clone());
        }
        browser.send(&request).status
    };
    // What the page does not link to is nobody's attack.
    ask(&mut student, "GET", "moi", true);
    let seen = |student: &mut Student| student.page(9).text().matches("class=\"seen\"").count();
    assert_eq!(seen(&mut student), 0);
    assert_eq!(ask(&mut student, "GET", "lien", true), 302);
    assert_eq!(ask(&mut student, "GET", "image", false), 302);
    assert_eq!(ask(&mut student, "POST", "formulaire", false), 403);
    assert_eq!(seen(&mut student), 3);
    let strict = [
        ("action", "set"),
        ("same_site", "Strict"),
        ("lifetime", "600"),
    ];
    student.browser.post("/reglages", &strict).status(200);
    ask(&mut student, "GET", "lien", false);
    let page = student.page(9);
    let page = page.has("<td>Lax</td>").has("<td>Strict</td>");
    assert!(page.text().contains("id=\"expliquer\""), "{}", page.text());
}
