//! `/tp`: predict, observe, explain. Only what the server saw counts as observed.

use flask_session_demo::classroom::Exercise;
use tempfile::TempDir;

use super::student::{Student, TEACHER_KEY, between, class, hidden_word, lab, proof};
use crate::support::client::Request;
use crate::support::cookies::{now, serializer};
use crate::support::{COURSE_KEY, Server};

#[test]
fn without_lab_there_is_no_practical() {
    let server = Server::start();
    for path in [
        "/tp",
        "/tp/1",
        "/tp/bilan",
        "/tp/5/direction",
        "/tp/6/mots.txt",
        "/tp/7/horloge",
        "/tp/10/preuve",
        "/reglages",
        "/attaquant",
        "/prof",
        "/prof.csv",
        "/projection/tp",
    ] {
        server.client().get(path).status(404);
    }
    server.client().get("/").status(200).has_not("/tp");
}

#[test]
fn every_exercise_begins_with_a_prediction_that_is_whole() {
    let server = lab();
    let mut student = Student::new(&server);
    let long = "é".repeat(201);
    for exercise in Exercise::ALL.map(Exercise::number) {
        let page = student.page(exercise).has_not("id=\"observer\"");
        assert!(page.text().contains("Prédisez d’abord"), "{exercise}");
        for (form, error) in [
            (&[("reason", "x")][..], "Choisissez une des réponses."),
            (&[("choice", "0")], "Dites en une ligne pourquoi."),
            (&[("choice", "9"), ("reason", "x")], "Choisissez"),
            (&[("choice", "-1"), ("reason", "x")], "Choisissez"),
            (&[("choice", "0"), ("reason", " \r\n ")], "Dites en une"),
            (
                &[("choice", "0"), ("reason", &long)],
                "200 caractères au plus",
            ),
        ] {
            let form = [&[("action", "predict")][..], form].concat();
            let page = student.post(exercise, &form).status(400);
            page.has(error)
                .has("class=\"error\"")
                .has_not("id=\"observer\"");
        }
        student.predict(exercise, 1);
        student
            .page(exercise)
            .has("id=\"observer\"")
            .has("Changer ma prédiction");
    }
}

#[test]
fn what_was_typed_is_not_lost_when_it_is_refused() {
    let server = lab();
    let mut student = Student::new(&server);
    let form = [("action", "predict"), ("reason", "<b>\"parce que\"</b>")];
    student
        .post(3, &form)
        .status(400)
        .has("&lt;b&gt;&quot;parce que&quot;&lt;/b&gt;</textarea>");
}

#[test]
fn nothing_counts_before_the_prediction() {
    let server = lab();
    let mut student = Student::new(&server);
    let word = hidden_word(student.class_code());
    student
        .post(3, &[("action", "answer"), ("word", word)])
        .status(302);
    student.post(3, &[("action", "start")]).status(302);
    assert!(!student.browser.jar.contains_key("session"));
    server.client().send(&student.curl("GET", "/tp/10/preuve"));
    student.predict(3, 0);
    student.predict(10, 0);
    let page = student.page(10).has("○");
    assert!(
        !page.text().contains("✓</span> <span class=\"hidden\">vu"),
        "{}",
        page.text()
    );
}

#[test]
fn exercise_1_sees_who_brings_a_cookie_back_and_who_does_not() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(1, 0);
    let mut curl = server.client();
    let signed_in = curl.send(&student.curl_sign_in()).status(302);
    assert!(
        signed_in
            .set_cookie()
            .is_some_and(|it| it.starts_with("session="))
    );
    assert!(!student.has_observed(1));
    server
        .client()
        .send(&student.curl("GET", "/"))
        .status(200)
        .has("<h1>Bonjour</h1>");
    assert!(!student.has_observed(1));
    let hello = format!("Bonjour {}</h1>", student.code);
    curl.send(&student.curl("GET", "/")).status(200).has(&hello);
    assert!(student.has_observed(1));
}

#[test]
fn exercise_2_compares_the_numbers_with_what_was_counted() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(2, 1);
    let answer = |set_cookie, cookie| {
        [
            ("action", "answer"),
            ("set_cookie", set_cookie),
            ("cookie", cookie),
        ]
    };
    let first = "D’abord les requêtes";
    for (set_cookie, cookie) in [("1", "5"), ("6", "6")] {
        student
            .post(2, &answer(set_cookie, cookie))
            .status(400)
            .has(first);
    }
    // If a sign-in or a look at the form came before, the first sign-in to follow counts.
    let mut curl = server.client();
    curl.sign_in("alice");
    curl.send(&student.curl("GET", "/")).status(200);
    let form = student.curl("GET", "/sign-in");
    server.client().send(&form).status(200);
    student.page(2).has("Le serveur a vu 0 des 6 requêtes");
    // Signing out in between is not part of the exercise.
    let mut curl = server.client();
    curl.send(&student.curl_sign_in()).status(302);
    curl.send(&student.curl("GET", "/logout")).status(302);
    student.page(2).has("Le comptage contient autre chose");
    student.post(2, &[("action", "start")]).status(302);
    student.page(2).has("Le serveur a vu 0 des 6 requêtes");
    let mut curl = server.client();
    curl.send(&student.curl_sign_in()).status(302);
    for _ in 0..5 {
        let page = curl.send(&student.curl("GET", "/teachers")).status(200);
        assert!(page.set_cookie().is_none());
    }
    student.page(2).has("Le serveur a vu 6 des 6 requêtes");
    for (set_cookie, cookie, error) in [
        ("6", "6", "pas compté le même nombre"),
        ("", "5", "Ce champ est vide."),
        ("un", "5", "Écrivez un nombre."),
        ("99999999999999999999", "5", "Écrivez un nombre."),
    ] {
        student
            .post(2, &answer(set_cookie, cookie))
            .status(400)
            .has(error);
        assert!(!student.has_observed(2));
    }
    student.post(2, &answer(" 1 ", "5")).status(302);
    assert!(student.has_observed(2));
}

#[test]
fn exercise_3_hides_a_word_that_only_the_cookie_holds() {
    let server = lab();
    let mut student = Student::new(&server);
    let word = hidden_word(student.class_code());
    student.predict(3, 1);
    student.browser.sign_in("alice");
    student.post(3, &[("action", "start")]).status(302);
    let cookie = student.browser.session().to_owned();
    let loaded = serializer(COURSE_KEY).loads(cookie.as_bytes(), None, now());
    let json = String::from_utf8(loaded.expect("it is signed").json).expect("it is text");
    assert_eq!(
        json,
        format!(r#"{{"mot":"{word}","user":{{"username":"alice"}}}}"#)
    );
    let page = student.page(3).has("base64 -d").has(&cookie);
    assert!(!page.text().contains(word), "{}", page.text());
    for wrong in ["", "autre", &format!("{word}x")] {
        student
            .post(3, &[("action", "answer"), ("word", wrong)])
            .status(400);
    }
    student
        .post(3, &[("action", "answer"), ("word", word)])
        .status(302);
    assert!(student.has_observed(3));
    // Each student has another word.
    let mut other = Student::new(&server);
    let others = hidden_word(other.class_code());
    other.predict(3, 1);
    if others != word {
        other
            .post(3, &[("action", "answer"), ("word", word)])
            .status(400);
    }
}

#[test]
fn exercise_4_sees_a_damaged_cookie_sent_to_the_site() {
    let server = lab();
    let mut student = Student::new(&server);
    student.browser.sign_in("alice");
    student.predict(4, 1);
    let page = student.page(4);
    let damaged = between(page.text(), "-b &#39;session=", "&#39;").to_owned();
    assert_ne!(damaged, student.browser.session());
    let request = student
        .curl("GET", "/")
        .header("Cookie", format!("session={damaged}"));
    server
        .client()
        .send(&request)
        .status(200)
        .has("<h1>Bonjour</h1>");
    student
        .page(4)
        .has("vu\u{a0}: </span>")
        .has("un cookie abîmé, envoyé au site");
    let page = student.page(4);
    let seen = page.text().matches("class=\"seen\"").count();
    assert_eq!(seen, 1, "{}", page.text());
}

#[test]
fn exercise_5_opens_for_a_cookie_that_the_server_never_issued() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(5, 2);
    let sign = |json: &str, at| serializer(COURSE_KEY).dumps(json.as_bytes(), at);
    let direction = format!(
        r#"{{"code":"{}","user":{{"username":"direction"}}}}"#,
        student.code
    );
    let mut guest = student.browser.clone_with_jar();
    guest.sign_in("direction");
    let guests = guest.session().to_owned();
    for (cookie, why) in [
        (guests, "il y manque votre code"),
        (
            sign(r#"{"user":{"username":"alice"}}"#, now()),
            "nomme « alice »",
        ),
        (sign(&direction, now() + 60), "Daté du futur"),
        (
            sign(&direction, now()) + "x",
            "Votre cookie de session est refusé.",
        ),
        (String::new(), "Il faut un cookie de session"),
    ] {
        let why = why.replace("« alice »", "«\u{202f}alice\u{202f}»");
        let request = student.curl("GET", "/tp/5/direction");
        let request = request.header("Cookie", format!("session={cookie}"));
        server.client().send(&request).status(403).has(&why);
        assert!(!student.has_observed(5));
    }
    let request = student.curl("GET", "/tp/5/direction");
    let request = request.header("Cookie", format!("session={}", sign(&direction, now())));
    server
        .client()
        .send(&request)
        .status(200)
        .has("<h1>Bureau de la direction</h1>");
    assert!(student.has_observed(5));
}

#[test]
fn exercise_6_gives_a_cookie_whose_key_is_in_the_list() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(6, 1);
    let page = student.page(6);
    let cookie = between(page.text(), "&quot;$mot&quot; &#39;", "&#39;").to_owned();
    let list = server.client().get("/tp/6/mots.txt").status(200);
    let opens = |key: &&str| {
        serializer(key)
            .loads(cookie.as_bytes(), None, now())
            .is_ok()
    };
    let found: Vec<&str> = list.text().lines().filter(opens).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    student
        .post(6, &[("action", "answer"), ("key", "not the key")])
        .status(400);
    student
        .post(6, &[("action", "answer"), ("key", found[0])])
        .status(302);
    assert!(student.has_observed(6));
}

#[test]
fn exercise_7_counts_from_the_signed_timestamp() {
    use flask_session_demo::classroom::ClockCookie;
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(7, 2);
    let started = student
        .post(7, &[("action", "start"), ("lifetime", "20")])
        .status(302);
    let set = started.all("Set-Cookie").into_iter();
    let set = set
        .filter(|it| it.starts_with("horloge="))
        .collect::<Vec<_>>();
    assert!(set.len() == 1 && set[0].contains("; Expires="), "{set:?}");
    let page = student.browser.get("/tp/7/horloge").status(200);
    page.has("Encore valable");
    assert!(!student.has_observed(7));
    let (code, lifetime) = (student.class_code(), 20);
    let cookie = ClockCookie { code, lifetime };
    let old = class().clock_cookie(cookie, now() - 25);
    let forged = serializer(COURSE_KEY).dumps(br#"{"tp":"K7Q2XM","duree":20}"#, 1);
    let mut others = Student::new(&server);
    others.predict(7, 2);
    for (curl, value, said) in [
        (
            student.curl("GET", "/tp/7/horloge"),
            String::new(),
            "Aucun cookie",
        ),
        (student.curl("GET", "/tp/7/horloge"), forged, "refusé"),
        (others.curl("GET", "/tp/7/horloge"), old.clone(), "refusé"),
        (student.curl("GET", "/tp/7/horloge"), old, "Périmé"),
    ] {
        let cookie = if value.is_empty() {
            "a=b".to_owned()
        } else {
            format!("horloge={value}")
        };
        server
            .client()
            .send(&curl.header("Cookie", cookie))
            .status(200)
            .has(said);
    }
    assert!(student.has_observed(7));
    assert!(!others.has_observed(7));
}

#[test]
fn exercise_8_sees_the_copy_of_a_cookie_after_the_logout() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(8, 0);
    let mut curl = server.client();
    curl.send(&student.curl_sign_in()).status(302);
    let mut copy = curl.clone_with_jar();
    curl.send(
        &student
            .curl("POST", "/logout")
            .header("Content-Length", "0"),
    )
    .status(302);
    assert!(!curl.jar.contains_key("session"));
    assert!(!student.has_observed(8));
    let hello = format!("Bonjour {}</h1>", student.code);
    copy.send(&student.curl("GET", "/")).status(200).has(&hello);
    assert!(student.has_observed(8));
    student.page(8).has("La copie a été acceptée");
}

#[test]
fn exercise_8_sees_a_remedy_at_work_too() {
    let server = Server::bare().args(["--lab", "--revoke-on-logout"]).start();
    let mut student = Student::new(&server);
    student.predict(8, 0);
    let mut curl = server.client();
    curl.send(&student.curl_sign_in()).status(302);
    let mut copy = curl.clone_with_jar();
    curl.send(
        &student
            .curl("POST", "/logout")
            .header("Content-Length", "0"),
    )
    .status(302);
    copy.send(&student.curl("GET", "/"))
        .status(200)
        .has("<h1>Bonjour</h1>");
    student.page(8).has("La copie a été refusée");
    assert!(student.has_observed(8));
}

#[test]
fn exercise_9_leads_to_the_other_name_or_to_the_file() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(9, 0);
    let port = server.address().port();
    let here = Request::new("GET", "/tp/9").header("Host", format!("localhost:{port}"));
    let hostile = format!("http://127.0.0.1:{port}/attaquant?tp={}", student.code);
    student.browser.send(&here).status(200).has(&hostile);
    let shared = Request::new("GET", "/tp/9").header("Host", "192.168.1.2:5000");
    student
        .browser
        .send(&shared)
        .status(200)
        .has_not("/attaquant?tp=")
        .has("Télécharger la page hostile");
}

#[test]
fn exercise_9_says_what_came_from_another_site() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(9, 0);
    student.browser.sign_in("alice");
    let from_outside = |request: Request, dest: &str| {
        request
            .header("Sec-Fetch-Site", "cross-site")
            .header("Sec-Fetch-Dest", dest)
    };
    let path = format!("/tp/9/logout?par=image&tp={}", student.code);
    let image = from_outside(Request::new("GET", &path), "image");
    server.client().send(&image).status(302);
    let form = from_outside(Request::form(&path, &[]), "document");
    server.client().send(&form).status(403);
    assert!(!student.has_observed(9));
    let link = from_outside(Request::new("GET", &path), "document");
    student.browser.send(&link).status(302);
    // It is not seen yet what the attribute does: that takes another value of it.
    assert!(!student.has_observed(9));
    let strict = [
        ("action", "set"),
        ("same_site", "Strict"),
        ("lifetime", "600"),
    ];
    student.browser.post("/reglages", &strict).status(200);
    server.client().send(&image).status(302);
    assert!(student.has_observed(9));
    // Other attributes are tried afterwards, and the table continues.
    server.client().send(&link).status(302);
    let page = student.page(9);
    let rows: Vec<&str> = page
        .text()
        .split("<tr><th scope=\"row\">")
        .skip(1)
        .collect();
    assert_eq!(rows.len(), 5);
    for (row, words) in rows.iter().zip([
        &["lien", "Strict", "– absent", "302", "qui demande d’oublier"][..],
        &[
            "image",
            "Strict",
            "– absent",
            "302",
            "qui demande d’oublier",
        ],
        &["lien", "Lax", "✓ reçu", "302", "déconnecté"],
        &["formulaire", "Lax", "– absent", "403"],
        &[
            "image",
            "Lax",
            "– absent",
            "302",
            "qui demande d’oublier le cookie",
        ],
    ]) {
        assert!(
            words.iter().all(|word| row.contains(word)),
            "{words:?} in {row}"
        );
    }
}

#[test]
fn exercise_10_sends_the_proof_in_a_header_alone() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(10, 1);
    let page = student.browser.get("/tp/10/preuve").status(200);
    let sent = page.one("X-TP-Preuve").to_owned();
    assert_eq!(sent, proof(student.class_code()));
    page.has_not(&sent);
    student.page(10).has_not(&sent);
    assert!(
        server
            .client()
            .get("/tp/10/preuve")
            .get("X-TP-Preuve")
            .is_none()
    );
    student
        .post(10, &[("action", "answer"), ("proof", "autre-1")])
        .status(400);
    student
        .post(10, &[("action", "answer"), ("proof", &sent)])
        .status(302);
    assert!(student.has_observed(10));
}

/// A student who has observed what exercise 10 asks for, which takes two requests.
fn observer(server: &Server) -> Student {
    let mut student = Student::new(server);
    student.predict(10, 1);
    let page = student.browser.get("/tp/10/preuve");
    let proof = page.one("X-TP-Preuve").to_owned();
    student
        .post(10, &[("action", "answer"), ("proof", &proof)])
        .status(302);
    student
}

#[test]
fn an_explanation_can_be_gone_on_with_until_it_is_handed_in() {
    let server = lab();
    let mut student = observer(&server);
    let send = |action, text| [("action", action), ("explanation", text)];
    let long = "x".repeat(201);
    student
        .post(10, &send("hand-in", ""))
        .status(400)
        .has("Écrivez votre explication");
    student
        .post(10, &send("save", &long))
        .status(400)
        .has("200 caractères");
    student.post(10, &send("save", "un brouillon")).status(302);
    student
        .page(10)
        .has("un brouillon</textarea>")
        .has_not("id=\"correction\"");
    student
        .post(10, &send("hand-in", "TLS, parce que"))
        .status(302);
    student
        .page(10)
        .has("<q>TLS, parce que</q>")
        .has("id=\"correction\"")
        .has("Votre prédiction était juste.")
        .has_not("</textarea>");
    student.post(10, &send("save", "autre chose")).status(302);
    student
        .page(10)
        .has("<q>TLS, parce que</q>")
        .has_not("autre chose");
    let done = format!("1/{}", Exercise::ALL.len());
    student.browser.get("/tp").has(&done).has("✓");
}

#[test]
fn a_prediction_changes_until_something_is_seen_and_then_no_more() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(10, 0);
    student.predict(10, 2);
    student.browser.get("/tp/10/preuve").status(200);
    let form = [
        ("action", "predict"),
        ("choice", "1"),
        ("reason", "je sais"),
    ];
    student.post(10, &form).status(302);
    student
        .page(10)
        .has("Tout, en HTTP comme en HTTPS.</strong>")
        .has_not("name=\"choice\"");
}

#[test]
fn an_exercise_can_be_started_anew_alone_or_with_all_others() {
    let server = lab();
    let mut student = observer(&server);
    student.predict(3, 0);
    student.post(10, &[("action", "restart")]).status(302);
    student.page(10).has("Prédisez d’abord");
    student.page(3).has("Changer ma prédiction");
    student
        .browser
        .post("/tp", &[("action", "restart")])
        .status(302);
    student.page(3).has("Prédisez d’abord");
    let code = student.code.clone();
    student.browser.get("/tp").has(&code);
}

#[test]
fn progress_outlives_a_damaged_session_a_deleted_one_and_a_restart() {
    let server = lab();
    let mut student = observer(&server);
    student
        .browser
        .jar
        .insert("session".to_owned(), "rubbish.x.y".to_owned());
    assert!(student.has_observed(10));
    student.browser.jar.remove("session");
    assert!(student.has_observed(10));
    let tp = student.browser.jar["tp"].clone();
    drop(server.stop());
    let again = lab();
    let mut browser = again.client();
    browser.jar.insert("tp".to_owned(), tp);
    browser.get("/tp/10").status(200).has("id=\"expliquer\"");
}

#[test]
fn progress_that_was_not_signed_here_starts_anew_and_says_so() {
    let server = lab();
    let mut student = observer(&server);
    let tp = student.browser.jar["tp"].clone();
    let forged = {
        use flask_session_demo::classroom::{ClassKey, Classroom};
        use flask_session_demo::itsdangerous::SecretKey;
        let mut progress = flask_session_demo::classroom::Progress::new(student.class_code());
        for exercise in Exercise::ALL {
            progress.predict(exercise, 1, "x", now());
        }
        Classroom::new(ClassKey::Teacher(SecretKey::new(COURSE_KEY))).write(&progress, now())
    };
    for bad in [
        forged,
        tp.replace('.', "x"),
        "..".to_owned(),
        "a".repeat(4000),
        tp + "A",
    ] {
        for path in ["/tp", "/tp/10", "/tp/bilan", "/inspecteur", "/reglages"] {
            let mut browser = server.client();
            browser.jar.insert("tp".to_owned(), bad.clone());
            let page = browser.get(path).status(200);
            assert!(
                page.text().contains("progression repart de zéro"),
                "{path} {bad}"
            );
            assert_ne!(browser.jar["tp"], bad);
            browser
                .get(path)
                .status(200)
                .has_not("progression repart de zéro");
        }
        let mut browser = server.client();
        browser.jar.insert("tp".to_owned(), bad);
        browser
            .get("/")
            .status(200)
            .has_not("progression repart de zéro");
    }
    assert!(student.has_observed(10));
}

#[test]
fn a_code_to_resume_brings_states_and_predictions_to_another_machine() {
    let server = lab();
    let mut student = observer(&server);
    let page = student.browser.get("/tp");
    let resume = between(page.text(), "class=\"long\" translate=\"no\">", "<").to_owned();
    let mut elsewhere = Student::new(&server);
    assert_ne!(elsewhere.code, student.code);
    let typed = format!(" {resume}\n");
    let form = [("action", "resume"), ("resume", typed.as_str())];
    elsewhere.browser.post("/tp", &form).status(302);
    elsewhere.browser.get("/tp").has(&student.code);
    assert!(elsewhere.has_observed(10));
    elsewhere.page(10).has_not("parce que</q>");
    for wrong in [
        "",
        "K7Q2XM",
        &resume.replacen('0', "3", 1),
        &resume.to_lowercase(),
    ] {
        let form = [("action", "resume"), ("resume", wrong)];
        let page = student.browser.post("/tp", &form).status(400);
        page.has("Ce code n’a pas été fait par ce serveur");
    }
}

#[test]
fn texts_that_no_cookie_holds_are_refused_and_nothing_is_lost() {
    let server = lab();
    let mut student = Student::new(&server);
    // Text that does not compress: each differs from the ones before.
    let text = |n: u32| -> String {
        let letter = |i: u32| char::from_u32(0x4e00 + (n * 997 + i * 7919) % 20_000);
        (0..200).filter_map(letter).collect()
    };
    let mut refused = 0;
    for exercise in Exercise::ALL.map(Exercise::number) {
        let reason = text(exercise.into());
        let form = [("action", "predict"), ("choice", "0"), ("reason", &reason)];
        let page = student.post(exercise, &form);
        let tp = &student.browser.jar["tp"];
        assert!(tp.len() < 4093, "{} bytes", tp.len());
        if page.status == 400 {
            refused += 1;
            page.has("ne tiennent plus dans un cookie").has(&reason);
        }
    }
    assert!((1..10).contains(&refused), "{refused}");
    student.browser.get("/tp/bilan").has(&text(1));
}

#[test]
fn only_a_page_that_somebody_looks_at_sets_the_cookie_of_the_practical() {
    let server = lab();
    let sets_it = |request: &Request| {
        let page = server.client().send(request);
        let mut set = page.all("Set-Cookie").into_iter();
        set.any(|it| it.starts_with("tp="))
    };
    for path in ["/", "/teachers", "/sign-in", "/sign-up"] {
        let page = Request::new("GET", path);
        assert!(sets_it(&page), "{path}");
        assert!(sets_it(&page.clone().header("Sec-Fetch-Dest", "document")));
        // What another site's page asks for brings no cookie, and would have it replaced.
        assert!(!sets_it(&page.clone().header("Sec-Fetch-Dest", "image")));
        assert!(!sets_it(&page.header("Sec-Fetch-Dest", "iframe")));
        assert!(!sets_it(&Request::new("HEAD", path)), "{path}");
    }
    let form = [("login", "alice"), ("password", "x")];
    for request in [
        Request::new("GET", "/nowhere"),
        Request::new("GET", "/sante"),
        Request::new("GET", "/static/style.css"),
        Request::new("GET", "/logout"),
        Request::form("/sign-in", &form),
        Request::form("/logout", &[]),
    ] {
        assert!(!sets_it(&request));
    }
    let mut fresh = server.client();
    fresh.sign_in("alice");
    fresh.post("/logout", &[]).status(302);
    assert!(!fresh.jar.contains_key("tp"));
    let mut student = Student::new(&server);
    let before = student.browser.jar["tp"].clone();
    student.browser.sign_in("alice");
    for path in ["/", "/teachers", "/nowhere"] {
        assert!(student.browser.get(path).set_cookie().is_none(), "{path}");
    }
    assert_eq!(student.browser.jar["tp"], before);
    let out = student.browser.post("/logout", &[]).status(302);
    let names: Vec<&str> = out
        .all("Set-Cookie")
        .iter()
        .filter_map(|it| it.split('=').next())
        .collect();
    assert_eq!(names, ["session", "tp"]);
}

#[test]
fn a_code_in_the_address_tells_whose_request_it_is_and_opens_nothing() {
    let server = lab();
    let mut one = Student::new(&server);
    let mut other = Student::new(&server);
    one.predict(10, 0);
    other.predict(10, 0);
    // If cookie and code disagree, the cookie counts.
    let path = format!("/tp/10/preuve?tp={}", other.code);
    let page = one.browser.get(&path).status(200);
    assert_eq!(page.one("X-TP-Preuve"), proof(one.class_code()));
    let page = one.browser.send(&other.curl("GET", "/tp/10/preuve"));
    assert_eq!(page.one("X-TP-Preuve"), proof(one.class_code()));
    one.page(10).has("class=\"seen\"");
    other.page(10).has_not("class=\"seen\"");
    // A code in the address does not show anyone's page.
    let stranger = server
        .client()
        .get(&format!("/tp?tp={}", one.code))
        .status(200);
    assert!(!stranger.text().contains(&one.code), "{}", stranger.text());
    for code in ["", "AAAAAA", "%00", "k7q2xm%0d%0aSet-Cookie:a=b"] {
        server.client().get(&format!("/?tp={code}")).status(200);
    }
}

#[test]
fn rubbish_in_any_field_is_answered_and_never_an_error_of_ours() {
    let server = lab();
    let mut student = Student::new(&server);
    for exercise in Exercise::ALL.map(Exercise::number) {
        student.predict(exercise, 0);
    }
    let large = "\u{0}<é\"'{[".repeat(2000);
    for value in [
        "", "\u{0}", "{}", "<script>", "''; DROP", "-1", "1e9", &large,
    ] {
        for exercise in Exercise::ALL.map(Exercise::number) {
            for action in ["predict", "start", "answer", "save", "hand-in", "", value] {
                let fields = [
                    "choice",
                    "reason",
                    "explanation",
                    "word",
                    "key",
                    "proof",
                    "set_cookie",
                    "cookie",
                    "lifetime",
                ];
                let mut form: Vec<(&str, &str)> = fields.map(|field| (field, value)).into();
                form.push(("action", action));
                let page = student.post(exercise, &form);
                assert!(
                    matches!(page.status, 302 | 400 | 413),
                    "{} {action}",
                    page.status
                );
            }
        }
        for action in ["pseudonym", "resume", value] {
            let form = [("action", action), ("pseudonym", value), ("resume", value)];
            let page = student.browser.post("/tp", &form);
            assert!(matches!(page.status, 302 | 400 | 413), "{}", page.status);
        }
    }
    student.browser.get("/tp").status(200).has_not("<script>");
    let log = server.stop();
    assert!(!log.stderr.contains(" 500 "), "{}", log.stderr);
}

#[test]
fn the_report_holds_what_was_predicted_seen_and_explained() {
    let server = lab();
    let mut student = observer(&server);
    let form = [("action", "hand-in"), ("explanation", "TLS & signature")];
    student.post(10, &form).status(302);
    student.predict(3, 0);
    let form = [("action", "pseudonym"), ("pseudonym", "lynx <b>")];
    student.browser.post("/tp", &form).status(302);
    let code = student.code.clone();
    student
        .browser
        .get("/tp/bilan")
        .status(200)
        .has("<bdi>lynx &lt;b&gt;</bdi>")
        .has(&code)
        .has("prédiction juste")
        .has("<q>TLS &amp; signature</q>")
        .has("pas encore observé")
        .has(&format!("1 exercice fait sur {}", Exercise::ALL.len()));
}

#[test]
fn progress_outlives_a_restart_with_the_key_of_the_data_folder() {
    let home = TempDir::new().expect("a temporary folder can be made");
    let lab = || {
        let folder = home.path().to_str().expect("the path is UTF-8");
        Server::bare().args(["--lab", "--data-dir", folder]).start()
    };
    let server = lab();
    let banner = server.wait_for_log("Ctrl-C");
    let board = format!("{}/prof", server.url());
    let kept = "a key of the data folder: progress outlives a restart";
    assert!(banner.contains(kept), "{banner}");
    assert!(banner.contains(&board), "{banner}");
    let mut student = observer(&server);
    student
        .browser
        .get("/tp")
        .has("Elle survit à un redémarrage");
    let tp = student.browser.jar["tp"].clone();
    drop(server.stop());
    let again = lab();
    let mut browser = again.client();
    browser.jar.insert("tp".to_owned(), tp.clone());
    browser.get("/tp/10").status(200).has("id=\"expliquer\"");
    // Another machine has another key.
    let elsewhere = Server::bare().args(["--lab"]).start();
    let mut browser = elsewhere.client();
    browser.jar.insert("tp".to_owned(), tp);
    browser.get("/tp").has("progression repart de zéro");
}

#[test]
fn with_the_teachers_key_progress_needs_no_data_folder() {
    let kept = lab();
    kept.client().get("/tp").has("Elle survit à un redémarrage");
    let banner = kept.wait_for_log("Ctrl-C");
    let said = "the teacher’s key: progress outlives a restart";
    assert!(banner.contains(said), "{banner}");
    assert!(!banner.contains(TEACHER_KEY), "{banner}");
    assert!(
        !kept
            .folder()
            .join("data/flask-session-demo/class_key")
            .exists()
    );
}

#[test]
fn where_no_key_can_be_kept_the_banner_and_the_page_say_that_progress_ends() {
    // The file exists but holds no key, so none can be written, as on a read-only home.
    let server = Server::bare()
        .file("data/class_key", "")
        .args(["--lab", "--data-dir", "data"])
        .start();
    let banner = server.wait_for_log("Ctrl-C");
    for said in [
        "class_key holds no key",
        "progress ends with this process; --teacher",
    ] {
        assert!(banner.contains(said), "{banner}");
    }
    server.client().get("/tp").has("elle s’arrête avec lui");
}

#[test]
fn the_practical_is_there_in_english_too() {
    let server = lab();
    for exercise in Exercise::ALL.map(Exercise::number) {
        let mut browser = server.client();
        let path = format!("/tp/{exercise}?lang=en");
        browser.get(&path).has("Predict").has("The three steps");
        let form = [("action", "predict"), ("choice", "0"), ("reason", "so")];
        let moved = browser.post(&path, &form).status(302);
        assert_eq!(
            moved.one("Location"),
            format!("{path}&fait=prediction#observer")
        );
        browser
            .get(&path)
            .has("What the server saw")
            .has("Hints")
            .has_not("Prédi");
    }
}
