//! With a private key, no response contains anything that helps to forge. This fetches the pages in
//! all their states and searches them; a page added to the site must be added to [`responses`].

use aho_corasick::AhoCorasick;
use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER, HEXUPPER};
use flask_session_demo::itsdangerous::{
    Digest, KeyDerivation, SecretKey, SecretKeys, Signer, base64_decode,
};

use crate::site::every_page::{LAB_PAGES, PAGES};
use crate::support::{COURSE_KEY, Client, KEY, Response, Server, cookies};

/// Payloads and timestamps that a visitor may choose, in the form in which they would be signed.
const CHOSEN: [&str; 4] = [
    "eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWRtaW4ifX0.awVEAA",
    "eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWxpY2UifX0.awVEAA",
    "e30.awVEAA",
    "value",
];

/// All that a visitor may fetch, in the states that cookies and forms lead to: a description, and
/// the response.
fn responses(server: &Server) -> Vec<(String, Response)> {
    let mut all = Vec::new();
    for cookie in brought() {
        for path in pages() {
            for lang in ["fr", "en"] {
                let mut visitor = server.client();
                visitor.jar.insert("session".to_owned(), cookie.clone());
                let page = visitor.get(&format!("{path}?lang={lang}"));
                all.push((format!("{path} with {cookie}"), page));
            }
        }
    }
    for cookie in brought() {
        for action in ["verify", "sign", "flip", "send", "mine", "restore"] {
            for key in ["course", "own"] {
                let form = [
                    ("cookie", cookie.as_str()),
                    ("original", cookie.as_str()),
                    ("payload", r#"{"user":{"username":"admin"}}"#),
                    ("key", key),
                    ("own_key", "a key of the visitor's"),
                    ("position", "1"),
                    ("action", action),
                ];
                let mut visitor = server.client();
                visitor.jar.insert("session".to_owned(), cookie.clone());
                let page = visitor.post("/banc", &form);
                all.push((format!("{action} of {cookie} on the bench"), page));
            }
        }
    }
    all.extend(trials(server));
    all.extend(of_a_known_visitor(server));
    all
}

/// Every address, including those of the practical, which do not exist with a private key.
fn pages() -> impl Iterator<Item = String> {
    let others = [
        "/account",
        "/inspecteur.json",
        "/inspecteur/essai",
        "/sante",
        "/nowhere",
        "/tp/5/direction",
        "/tp/6/mots.txt",
        "/prof.csv",
        "/prof/prediction/3",
        "/projection/prof/prediction/3?juste=1",
    ];
    let pages = PAGES.into_iter().chain(LAB_PAGES);
    let projected = pages.clone().map(|path| format!("/projection{path}"));
    let pages = pages.chain(others).map(str::to_owned);
    pages.chain(projected)
}

/// Cookies in every state, none of them valid.
fn brought() -> Vec<String> {
    let wrong = "AAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let mut brought: Vec<String> = CHOSEN
        .iter()
        .map(|text| format!("{text}.{wrong}"))
        .collect();
    brought.extend(["rubbish", "a.b", "a.b.c", "..."].map(str::to_owned));
    brought.push(cookies::serializer(COURSE_KEY).dumps(b"{}", cookies::now()));
    brought
}

fn trials(server: &Server) -> Vec<(String, Response)> {
    let trials = ["", "admin", "age", "futur", "coupe", "dernier", "egal"];
    let pages = trials.into_iter().map(|trial| {
        let page = server.client().get(&format!("/banc?essai={trial}"));
        (format!("the trial {trial}"), page)
    });
    pages.collect()
}

/// The pages of a visitor whose good session the server remembers, and who now sends others.
fn of_a_known_visitor(server: &Server) -> Vec<(String, Response)> {
    let mut visitor = server.client();
    visitor.get("/inspecteur");
    visitor.sign_in("alice");
    let good = visitor.session().to_owned();
    let (signed, _) = good.rsplit_once('.').expect("three parts");
    let mut all = Vec::new();
    let mut states = vec![
        format!("{signed}.AAAA"),
        good.replace("YWxpY2Ui", "YWRtaW4i"),
        format!("e30.{}.AAAA", signed.rsplit('.').next().expect("a date")),
    ];
    // A signature that is wrong at one character must not show which of the others are right.
    states.extend((0..27).map(|at| format!("{signed}.{}!", "A".repeat(at))));
    for state in states {
        visitor.jar.insert("session".to_owned(), state.clone());
        for path in pages() {
            let page = visitor.get(&path);
            all.push((format!("{path}, known, with {state}"), page));
        }
    }
    all
}

/// Whatever is as good as the key, in every notation.
fn secrets() -> Vec<String> {
    let key = SecretKey::new(KEY);
    let mut bytes = vec![KEY.as_bytes().to_vec()];
    for derivation in [
        KeyDerivation::Hmac,
        KeyDerivation::DjangoConcat,
        KeyDerivation::Concat,
    ] {
        let derived = derivation.derive(&key, b"cookie-session", Digest::Sha1);
        bytes.push(derived.expose_secret().to_vec());
    }
    let keys = SecretKeys::new(key);
    for salt in ["cookie-session", "wtf-csrf-token", ""] {
        for derivation in [KeyDerivation::Hmac, KeyDerivation::None] {
            let signer = Signer::new(&keys, salt.as_bytes(), derivation, Digest::Sha1);
            for text in chosen() {
                let signature = signer.get_signature(text.as_bytes());
                bytes.push(base64_decode(signature.as_bytes()).expect("we signed it"));
            }
        }
    }
    let spaced = |bytes: &[u8]| {
        let bytes: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        bytes.join(" ")
    };
    let written = bytes.iter().flat_map(|bytes| {
        [
            HEXLOWER.encode(bytes),
            HEXUPPER.encode(bytes),
            BASE64.encode(bytes).trim_end_matches('=').to_owned(),
            BASE64URL_NOPAD.encode(bytes),
            spaced(bytes),
        ]
    });
    written.chain([KEY.to_owned()]).collect()
}

/// Every text that the visitor gets the server to look at.
fn chosen() -> Vec<String> {
    let mut texts: Vec<String> = CHOSEN.map(str::to_owned).to_vec();
    for cookie in brought() {
        texts.extend(cookie.rsplit_once('.').map(|(signed, _)| signed.to_owned()));
        texts.push(cookie);
    }
    texts.push(r#"{"user":{"username":"admin"}}"#.to_owned());
    texts
}

/// Checks that a response does not contain the key's signature of the cookie in its form, or of the
/// one in its address.
#[track_caller]
fn assert_signs_nothing(name: &str, page: &Response) {
    let keys = SecretKeys::new(SecretKey::new(KEY));
    let signer = Signer::new(&keys, b"cookie-session", KeyDerivation::Hmac, Digest::Sha1);
    let text = String::from_utf8_lossy(&page.body).into_owned();
    let is_part = |byte: char| byte.is_ascii_alphanumeric() || "-_.".contains(byte);
    for word in text.split(|byte: char| !is_part(byte)) {
        let Some((start, _)) = word.rsplit_once('.') else {
            continue;
        };
        for part in [word, start] {
            let signature = signer.get_signature(part.as_bytes());
            assert!(!text.contains(&signature), "{name} signs {part}");
        }
    }
}

#[test]
fn no_response_holds_what_would_forge_a_cookie() {
    let server = Server::start();
    let secrets = secrets();
    let finder = AhoCorasick::new(&secrets).expect("they are few");
    assert!(finder.is_match(KEY));
    let responses = responses(&server);
    assert!(responses.len() > 2000, "only {} responses", responses.len());
    for (name, response) in &responses {
        assert!(response.status < 500, "{name}: {}", response.status);
        let headers = response.headers.iter().map(|(_, value)| value.as_bytes());
        for text in headers.chain([&*response.body]) {
            let found = finder.find(text).map(|it| &secrets[it.pattern()]);
            assert!(found.is_none(), "{name} holds {found:?}");
        }
        if !name.contains("known") {
            assert_signs_nothing(name, response);
        }
    }
}

#[test]
fn a_known_visitor_cannot_guess_the_signature_piece_by_piece() {
    let server = Server::start();
    let mut visitor: Client = server.client();
    visitor.get("/inspecteur");
    visitor.sign_in("alice");
    let (signed, signature) = visitor.session().rsplit_once('.').expect("three parts");
    let (signed, signature) = (signed.to_owned(), signature.to_owned());
    let right: String = signature.chars().take(13).collect();
    let page = |visitor: &mut Client, guess: &str| {
        visitor
            .jar
            .insert("session".to_owned(), format!("{signed}.{guess}"));
        let text = visitor.get("/inspecteur").text().replace(guess, "GUESS");
        let (_, causes) = text.split_once("id=\"causes\"").expect("a bad signature");
        causes
            .split_once("</section>")
            .expect("it ends")
            .0
            .to_owned()
    };
    let half_right = page(&mut visitor, &format!("{right}{}", "!".repeat(14)));
    let all_wrong = page(&mut visitor, &"!".repeat(27));
    assert_eq!(half_right, all_wrong);
}
