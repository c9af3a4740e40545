//! `/cours`, `/aide`, `/plan`, `/accessibilite`.

use crate::accounts::holder;
use crate::support::Server;

#[test]
fn the_help_explains_the_words_of_the_course() {
    let server = Server::start();
    let mut visitor = server.client();
    let page = visitor.get("/aide").status(200);
    for word in [
        "Charge utile",
        "Horodatage",
        "Signature",
        "Clé secrète",
        "Clé dérivée",
        "Signé, chiffré",
        "HMAC",
        "base64url",
        "Set-Cookie",
        "SameSite",
        "HttpOnly",
        "Secure",
        "CSRF",
        "Rejeu",
        "Jeton",
    ] {
        let terms = page.text().split("<dt id=\"").skip(1);
        let terms = terms.filter_map(|rest| rest.split("</dt>").next());
        assert_eq!(
            terms.filter(|term| term.contains(word)).count(),
            1,
            "{word}"
        );
    }
    page.has("Je suis déconnecté sans avoir rien fait.")
        .has("signé par une autre clé")
        .has("sign-cookie --timestamp -5s");
    visitor
        .get("/aide?lang=en")
        .has("<h2 id=\"glossary\">The words of the course</h2>")
        .has("<a href=\"/inspecteur?lang=en\">");
}

#[test]
fn the_map_shows_the_account_to_who_has_one() {
    let server = Server::start();
    let account = "<a href=\"/account\">Mon compte</a>";
    server.client().get("/plan").status(200).has_not(account);
    let mut guest = server.client();
    guest.sign_in("alice");
    guest.get("/plan").has_not(account);
    holder(&server, "bob").get("/plan").has(account);
}

#[test]
fn the_map_lists_what_can_be_projected() {
    let server = Server::start();
    let page = server.client().get("/plan").status(200);
    for path in [
        "/",
        "/teachers",
        "/inspecteur",
        "/echanges",
        "/cours",
        "/aide",
    ] {
        assert!(
            page.text()
                .contains(&format!("<a href=\"/projection{path}\">")),
            "{path}"
        );
    }
    page.has_not("/projection/sign-in")
        .has_not("/projection/plan");
}

#[test]
fn every_page_says_how_accessible_the_site_is_declared_to_be() {
    let server = Server::start();
    let mut visitor = server.client();
    let mention = "<a href=\"/accessibilite\">Accessibilité\u{a0}: non conforme</a>";
    for path in ["/", "/teachers", "/nowhere"] {
        visitor.get(path).has(mention);
    }
    visitor
        .get("/accessibilite")
        .status(200)
        .has("Ce site est <strong>non conforme</strong>")
        .has("<h2>État de conformité</h2>")
        .has("<h2>Contenus non accessibles</h2>")
        .has("<h2>Établissement de cette déclaration</h2>")
        .has("<h2>Retour d’information et contact</h2>")
        .has("<h2>Voies de recours</h2>");
    visitor
        .get("/accessibilite?lang=en")
        .has("This site is <strong>non-conformant</strong>");
}

/// What the course's text claims: each row leads to the page that shows what is true.
#[test]
fn each_claim_of_the_course_has_the_page_that_shows_what_is_true() {
    let lab = Server::bare().args(["--lab"]).start();
    for server in [Server::start(), lab] {
        for lang in ["fr", "en"] {
            let mut visitor = server.client();
            let page = visitor.get(&format!("/cours?lang={lang}")).status(200);
            let rows: Vec<&str> = page.text().split("<dd>").skip(1).collect();
            assert_eq!(rows.len(), 16, "{lang}");
            for row in rows {
                let row = row.split("</dd>").next().unwrap_or_default();
                let (_, link) = row.split_once(" href=\"").expect("the row has a link");
                let address = link.split(['"', '#']).next().unwrap_or_default();
                visitor.get(address).status(200);
            }
        }
    }
}
