//! The home page tells what led to it, and nothing is lost before `/echanges` is opened.

use super::student::{between, lab};
use crate::support::{Client, Server};

/// The home page that a form leads to.
#[track_caller]
fn home_after(visitor: &mut Client, path: &str, form: &[(&str, &str)]) -> crate::support::Response {
    let answer = visitor.post(path, form).status(302);
    visitor.follow(&answer).status(200)
}

const ALICE: [(&str, &str); 2] = [("login", "alice"), ("password", "x")];

#[test]
fn in_the_practical_the_first_page_of_any_browser_is_recorded() {
    let server = lab();
    let mut visitor = server.client();
    let home = visitor.get("/").status(200);
    assert!(home.one("Set-Cookie").starts_with("tp="));
    // The response does set a cookie, and the page says which.
    home.has("part seulement <code translate=\"no\">tp</code>")
        .has("Voir tous vos derniers échanges");
    visitor
        .get("/sign-in")
        .status(200)
        .has("action=\"/sign-in\"");
    visitor.sign_in("alice");
    let told = visitor.get("/echanges").status(200);
    told.has("POST /sign-in</code>")
        .has("GET /sign-in</code>")
        .has("GET /</code>")
        .has_not("commence maintenant");
}

#[test]
fn a_command_that_carries_a_code_gets_no_cookie_of_its_own() {
    let server = lab();
    let student = super::student::Student::new(&server);
    let page = server.client().send(&student.curl("GET", "/"));
    assert_eq!(page.set_cookie(), None);
    // Nor does anybody outside of the practical.
    assert_eq!(Server::start().client().get("/").set_cookie(), None);
}

#[test]
fn a_tp_cookie_that_is_refused_waits_for_the_page_that_says_so() {
    let server = lab();
    let mut visitor = server.client();
    visitor.jar.insert("tp".to_owned(), "forged".to_owned());
    assert_eq!(visitor.get("/").status(200).set_cookie(), None);
    visitor
        .get("/tp")
        .has("n’a pas été signé par ce serveur, ou il a été modifié");
}

#[test]
fn home_right_after_the_sign_in_shows_the_post_and_its_set_cookie() {
    let server = lab();
    let mut visitor = server.client();
    visitor.get("/sign-in");
    let home = home_after(&mut visitor, "/sign-in", &ALICE);
    let cookie = visitor.session().to_owned();
    home.has("① Votre navigateur a envoyé le formulaire")
        .has("<code translate=\"no\">POST /sign-in</code>")
        .has("<code translate=\"no\">302 Found</code>\n<code translate=\"no\">Set-Cookie: session=eyJ1c2Vy…; HttpOnly; Path=/; SameSite=Lax</code>")
        .has("Une session commence\u{a0}: le serveur crée le cookie.")
        .has("③ Votre navigateur a demandé")
        .has("Cookie: session=eyJ1c2Vy…</code>")
        .has("④ Le serveur a répondu")
        .has("<svg class=\"picture\"")
        .has_not(&cookie);
    // It is told once: what comes next was no redirection.
    visitor
        .get("/")
        .has_not("POST /sign-in")
        .has_not("<svg class=\"picture\"");
}

#[test]
fn home_right_after_the_logout_shows_that_the_cookie_is_to_be_forgotten() {
    let server = lab();
    let mut visitor = server.client();
    visitor.get("/");
    visitor.sign_in("alice");
    let home = home_after(&mut visitor, "/logout", &[]);
    home.has("POST /logout</code>")
        .has("Set-Cookie: session=; Expires=Thu, 01 Jan 1970")
        .has("La session s’est vidée");
}

#[test]
fn home_after_a_sign_in_with_a_refused_cookie_shows_the_refusal() {
    let server = lab();
    let mut visitor = server.client();
    visitor.get("/");
    visitor.sign_in("alice");
    let good = visitor.session().to_owned();
    let damaged = good.replacen("eyJ", "fyJ", 1);
    visitor.jar.insert("session".to_owned(), damaged.clone());
    visitor
        .get("/")
        .has("<h1>Bonjour</h1>")
        .has("Ce cookie est refusé. <strong>Signature invalide — contenu non fiable.</strong>")
        .has("Voir pourquoi à l’inspecteur")
        .has_not(&damaged);
}

#[test]
fn a_session_that_the_server_has_ended_is_said_to_be_over() {
    let server = Server::bare().args(["--lab", "--revoke-on-logout"]).start();
    let mut visitor = server.client();
    visitor.get("/");
    visitor.sign_in("alice");
    let copy = visitor.session().to_owned();
    visitor.post("/logout", &[]).status(302);
    visitor.jar.insert("session".to_owned(), copy);
    visitor
        .get("/")
        .has("ce serveur a noté que cette session est terminée");
}

#[test]
fn without_the_practical_the_link_says_what_it_starts_and_then_home_tells_as_much() {
    let server = Server::start();
    let mut visitor = server.client();
    let link = "Commencer à enregistrer vos échanges, et les voir";
    visitor.get("/").has(link);
    let home = home_after(&mut visitor, "/sign-in", &ALICE);
    home.has(link).has_not("POST /sign-in");
    visitor
        .get("/echanges")
        .has("L’enregistrement commence maintenant");
    visitor.post("/logout", &[]).status(302);
    let home = home_after(&mut visitor, "/sign-in", &ALICE);
    home.has("POST /sign-in</code>").has_not(link);
}

#[test]
fn english_says_the_same() {
    let server = lab();
    let mut visitor = server.client();
    visitor
        .get("/?lang=en")
        .has("only <code translate=\"no\">tp</code> goes out");
    let home = home_after(&mut visitor, "/sign-in?lang=en", &ALICE);
    let told = between(home.text(), "id=\"happened\"", "</section>");
    assert!(told.contains("① Your browser sent the form"), "{told}");
}
