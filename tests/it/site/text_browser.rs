//! Every page read in a text browser, w3m: without style sheet and pictures, everything important
//! is there, in reading order.

use std::io::Write;
use std::process::{Command, Stdio};

use super::every_page::{LAB_PAGES, PAGES, student};
use crate::support::{Response, Server, peers};

/// A page as w3m renders it, with single spaces between words.
#[track_caller]
fn read(page: &Response) -> Option<String> {
    let w3m = peers::program("w3m", "-version")?;
    let mut child = Command::new(w3m)
        .args(["-dump", "-T", "text/html", "-cols", "80"])
        .args(["-I", "UTF-8", "-O", "UTF-8"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("w3m starts");
    let mut stdin = child.stdin.take().expect("standard input was piped above");
    stdin.write_all(&page.body).expect("w3m reads the page");
    drop(stdin);
    let output = child.wait_with_output().expect("w3m ends");
    let text = String::from_utf8(output.stdout).expect("w3m writes UTF-8");
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[track_caller]
fn assert_in_order(text: &str, facts: &[&str]) {
    let mut rest = text;
    for fact in facts {
        let Some((_, after)) = rest.split_once(fact) else {
            panic!("{fact:?} does not follow in: {text}");
        };
        rest = after;
    }
}

/// What a page must show to someone who is signed in, in reading order.
#[expect(clippy::too_many_lines, reason = "a table")]
fn facts(path: &str) -> &'static [&'static str] {
    match path {
        "/" => &[
            "Bonjour alice",
            "Voir le cookie",
            "Que vient-il de se passer",
            "GET /",
            "Cookie: session=",
            "200 OK",
            "Pourquoi",
            "Signé, pas chiffré",
        ],
        "/teachers" => &["Enseignants", "Nom Cours"],
        "/sign-in" => &[
            "Se connecter",
            "Identifiant",
            "Mot de passe",
            "En coulisses",
            "POST",
            "Set-Cookie",
        ],
        "/sign-up" => &[
            "Créer un compte",
            "Identifiant",
            "Mot de passe",
            "Confirmez le mot de passe",
        ],
        "/inspecteur" => &[
            "Votre cookie de session",
            "Valide",
            "Pour le site, vous êtes alice",
            "1. ✓ structure passée",
            "4. ✓ contenu passé",
            "Ce qui voyage eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWxpY2UifX0",
            "Ce que tout le monde y lit, sans clé {\"user\":{\"username\":\"alice\"}}",
            "Signé, pas chiffré",
            "ce qui est signé",
            // A column of the table may wrap it.
            "{\"user\":",
            "HMAC-SHA1",
            "Essayer de le modifier au banc",
        ],
        "/banc" => &[
            "Banc d’essai",
            "1. Changer",
            "Essais tout prêts",
            "Le cookie à l’essai",
            "2. Signer, ou non",
            "Vérifier tel quel",
            "3. Verdict",
            "Rien n’est encore vérifié",
        ],
        "/echanges" => &[
            "Vos derniers échanges",
            "GET / → 200 OK",
            "Vous",
            "Navigateur",
            "Cookie: session=",
            "Serveur",
            "c’est la session de alice",
            "Pourquoi pas de cookie de session",
            "POST /sign-in → 302 Found",
            "Set-Cookie: session=",
            "Une session commence",
            "Effacer cette liste",
        ],
        "/cours" => &[
            "Le cours, relu",
            "Le cookie est crypté et nécessite la clé secrète pour être lu",
            "Il est signé",
            "Se connecter",
            "La seconde branche ne peut jamais servir",
            "supprime les données",
            "BuildError",
        ],
        "/aide" => &[
            "Aide",
            "Comment un site sans mémoire vous reconnaît",
            "Vous envoyez le formulaire",
            "Se servir des pages",
            "Quand rien ne marche",
            "Charge utile",
            "La première partie du cookie",
            "CSRF",
        ],
        "/plan" => &[
            "Plan du site",
            "Le site du cours",
            "Enseignants — la liste",
            "À projeter",
        ],
        "/accessibilite" => &[
            "Déclaration d’accessibilité",
            "non conforme",
            "Établissement",
            "Retour d’information",
            "Voies de recours",
            "75342 Paris",
        ],
        path => facts_of_the_practical(path),
    }
}

/// The same for pages that `--lab` adds.
fn facts_of_the_practical(path: &str) -> &'static [&'static str] {
    match path {
        "/tp" => &[
            "Travaux pratiques",
            "Pour comprendre",
            "1. HTTP n’a pas de mémoire",
            "Pour casser",
            "10. Sur le câble",
            "Votre code",
        ],
        "/tp/bilan" => &[
            "Bilan",
            "Prédictions, résultats, explications",
            "1. HTTP n’a pas",
            "Il manque encore",
            "code de reprise",
        ],
        "/reglages" => &[
            "Réglages de mon cookie",
            "Attributs",
            "HttpOnly",
            "SameSite",
            "En ce moment",
        ],
        "/prof" => &[
            "Tableau de l’enseignant",
            "La salle",
            "Faits",
            "Prédictions",
        ],
        path if path.starts_with("/tp/") => &[
            "Travaux pratiques",
            "TP ",
            "1. Prédire",
            "Parce que",
            "2. Observer",
            "Ce que le serveur a vu",
        ],
        _ => &[],
    }
}

#[test]
fn every_page_can_be_read_as_text_in_order() {
    if peers::program("w3m", "-version").is_none() {
        return;
    }
    let lab = Server::bare().args(["--lab"]).start();
    let alice = student(&lab);
    for path in PAGES.into_iter().chain(LAB_PAGES) {
        // Someone who is signed in is sent home from the form.
        let mut visitor = match path {
            "/sign-in" => lab.client(),
            _ => alice.clone_with_jar(),
        };
        let Some(text) = read(&visitor.get(path).status(200)) else {
            return;
        };
        let facts = facts(path);
        assert!(!facts.is_empty(), "what matters on {path}?");
        // Someone who listens to the page hears what comes first.
        assert_in_order(
            &text,
            &["Aller au contenu", "Sessions et cookies", facts[0]],
        );
        assert_in_order(&text, facts);
    }
}

#[test]
fn the_picture_is_told_in_words() {
    let server = Server::start();
    let Some(text) = read(&server.client().get("/?lang=en")) else {
        return;
    };
    assert_in_order(
        &text,
        &[
            "How a site without memory knows you",
            "1. You send the form",
            "2. The server answers with a Set-Cookie header",
            "3. With the next page the browser brings the cookie back",
            "4. The server computes the signature again",
        ],
    );
}
