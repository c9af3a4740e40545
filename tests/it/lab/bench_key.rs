//! What the bench says where it does not have the key, and of what can be done on the page.

use super::bench::Form;
use super::student::{Student, lab};
use crate::support::{Client, KEY, Response, Server};

/// The bench of a server with a private key, with the visitor's own cookie on it.
#[track_caller]
fn own_cookie(visitor: &mut Client) -> Form {
    visitor.sign_in("lea");
    let page = visitor.get("/banc?lang=fr").status(200);
    Form::of(&Form::of(&page).press(visitor, "mine").status(200))
}

const HAS_NOT: &str = "Le banc n’a pas la clé de ce serveur";

#[test]
fn the_own_cookie_unchanged_gets_the_sites_verdict_and_the_bench_says_that_it_has_no_key() {
    let server = Server::start();
    let mut visitor = server.client();
    let form = own_cookie(&mut visitor);
    form.press(&mut visitor, "verify")
        .status(200)
        .has("voici le verdict du site.")
        .has("<strong>Valide</strong>")
        .has("Accepté\u{a0}: les quatre contrôles sont passés")
        .has(HAS_NOT)
        .has("<a href=\"/banc?lang=fr\">Partir d’un cookie signé par la clé du cours</a>")
        .has("<a href=\"#own-key\">Donner ma clé</a>")
        .has_not("Signature invalide")
        .has_not("<summary>L’avalanche");
}

#[test]
fn changed_it_is_refused_and_the_bench_says_that_this_tells_nothing_of_the_change() {
    let server = Server::start();
    let mut visitor = server.client();
    let form = own_cookie(&mut visitor).with("payload", r#"{"user":{"username":"admin"}}"#);
    form.press(&mut visitor, "verify")
        .has("Refusé au contrôle 2 sur 4")
        .has(HAS_NOT)
        .has("Ce refus ne dit donc rien de ce que vous avez changé.")
        .has_not("voici le verdict du site.");
}

/// No other cookie than the one that was sent is judged with the server's key.
#[test]
fn a_cookie_that_the_browser_did_not_send_is_judged_by_the_key_on_the_bench_alone() {
    let server = Server::start();
    let mut visitor = server.client();
    let form = own_cookie(&mut visitor);
    visitor.jar.remove("session");
    form.press(&mut visitor, "verify")
        .has("Signature invalide")
        .has(HAS_NOT)
        .has_not("verdict du site");
}

#[test]
fn with_ones_own_key_the_own_cookie_is_verified_like_any_other() {
    let server = Server::start();
    let mut visitor = server.client();
    let form = own_cookie(&mut visitor).with("key", "own");
    let wrong = form.with("own_key", "une autre");
    let page = wrong.press(&mut visitor, "verify");
    let page = page
        .has("n’est pas signé par la clé que vous avez tapée")
        .has("voici le verdict du site.");
    Form::of(&page)
        .with("own_key", KEY)
        .press(&mut visitor, "verify")
        .has("<strong>Valide</strong>")
        .has_not("verdict du site")
        .has_not("n’est pas signé par");
}

#[test]
fn in_the_practical_a_cookie_of_elsewhere_is_said_to_be_of_another_key() {
    let server = lab();
    let cookie = crate::support::cookies::mint("{}");
    let form = [("cookie", &*cookie), ("action", "verify")];
    server
        .client()
        .post("/banc?lang=fr", &form)
        .has("Le cookie d’origine n’est pas signé par la clé du cours.")
        .has_not(HAS_NOT)
        .has_not("de ce que vous avez changé");
}

#[track_caller]
fn trial(visitor: &mut Client, name: &str) -> Response {
    let page = visitor.get(&format!("/banc?lang=fr&essai={name}"));
    page.status(200)
        .has("À faire\u{a0}:")
        .has_not("sign-cookie</code>")
        .has_not("--max-age")
}

#[test]
fn what_can_be_done_is_about_the_page_and_another_date_leads_on_to_the_age() {
    let server = lab();
    let mut visitor = server.client();
    trial(&mut visitor, "admin").has("«\u{202f}Re-signer avec la clé choisie\u{202f}».");
    for name in ["age", "futur"] {
        let page = trial(&mut visitor, name);
        let page = page.has("Re-signez pour atteindre le contrôle de l’âge.");
        Form::of(&page)
            .press(&mut visitor, "sign")
            .has("Refusé au contrôle 3 sur 4\u{a0}: âge")
            .has("Écrivez <code translate=\"no\">now</code> dans le champ de la date")
            .has_not("--max-age");
    }
}

/// To come to the gate of the age is no wrong turn of exercise 4; to sign another payload is.
#[test]
fn signing_another_date_anew_is_no_slip() {
    let server = lab();
    let mut student = Student::new(&server);
    student.browser.sign_in("lea");
    student.predict(4, 0);
    let slip = |student: &mut Student| {
        let board = student.browser.get("/prof").status(200);
        board.text().contains("re-signe au lieu de vérifier")
    };
    let page = trial(&mut student.browser, "age");
    Form::of(&page)
        .press(&mut student.browser, "sign")
        .status(200);
    assert!(!slip(&mut student));
    let page = trial(&mut student.browser, "admin");
    Form::of(&page)
        .press(&mut student.browser, "sign")
        .status(200);
    assert!(slip(&mut student));
}

#[test]
fn another_name_leaves_the_rest_of_the_session_as_it_was() {
    let server = lab();
    let mut visitor = server.client();
    let own = crate::support::cookies::serializer(crate::support::COURSE_KEY).dumps(
        br#"{"code":"K7Q2XM","user":{"username":"lea"}}"#,
        crate::support::cookies::now(),
    );
    visitor.jar.insert("session".to_owned(), own);
    let page = visitor
        .get("/banc?lang=fr&essai=admin")
        .has("changer lea en admin");
    assert_eq!(
        Form::of(&page).get("payload"),
        r#"{"code":"K7Q2XM","user":{"username":"admin"}}"#
    );
}
