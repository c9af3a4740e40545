//! What a student meets between two stages: where a form leads, and what is said of it there.

use super::student::{Student, hidden_word, lab, proof};
use crate::support::Server;
use crate::support::client::Request;

#[test]
fn a_form_that_was_taken_leads_to_the_open_stage_and_says_what_was_done() {
    let server = lab();
    let mut student = Student::new(&server);
    let word = hidden_word(student.class_code());
    for (form, address, said) in [
        (
            &[("action", "predict"), ("choice", "1"), ("reason", "so")][..],
            "/tp/3?lang=en&fait=prediction#observer",
            "Your prediction is saved.",
        ),
        (
            &[("action", "start")],
            "/tp/3?lang=en&fait=depart#observer",
            "Done: go on with the next step.",
        ),
        (
            &[("action", "answer"), ("word", word)],
            "/tp/3?lang=en&fait=reponse#expliquer",
            "Right, and noted.",
        ),
        (
            &[("action", "save"), ("explanation", "a draft")],
            "/tp/3?lang=en&fait=brouillon#expliquer",
            "Draft saved.",
        ),
        // Too late: nothing is done, and nothing is said.
        (
            &[("action", "predict"), ("choice", "0"), ("reason", "so")],
            "/tp/3?lang=en#expliquer",
            "",
        ),
        (
            &[("action", "hand-in"), ("explanation", "signed")],
            "/tp/3?lang=en&fait=explication#correction",
            "Your explanation is handed in.",
        ),
        (
            &[("action", "restart")],
            "/tp/3?lang=en&fait=recommence#predire",
            "The exercise begins anew",
        ),
    ] {
        let moved = student.browser.post("/tp/3?lang=en", form).status(302);
        assert_eq!(moved.one("Location"), address);
        let page = address.split('#').next().expect("a text has a first part");
        let page = student.browser.get(page).status(200);
        let status = "<p class=\"flash success\" role=\"status\">";
        if said.is_empty() {
            page.has_not(status);
        } else {
            page.has(&format!("{status}{said}"));
        }
    }
}

#[test]
fn what_an_address_claims_is_said_only_where_it_can_be_true() {
    let server = lab();
    let mut student = Student::new(&server);
    for claim in [
        "prediction",
        "depart",
        "reponse",
        "brouillon",
        "explication",
        "x",
    ] {
        let page = format!("/tp/3?fait={claim}");
        student.browser.get(&page).has_not("flash success");
    }
    let resumed = student.browser.get("/tp?fait=reprise");
    resumed.has_not("flash success");
    student.predict(3, 1);
    for claim in ["brouillon", "explication", "recommence", "pseudonyme"] {
        let page = format!("/tp/3?fait={claim}");
        student.browser.get(&page).has_not("flash success");
    }
    for claim in ["brouillon", "efface"] {
        let page = format!("/tp?fait={claim}");
        student.browser.get(&page).has_not("flash success");
    }
}

#[test]
fn one_stage_is_open_at_a_time() {
    let server = lab();
    let mut student = Student::new(&server);
    let folded = |name: &str| format!("<summary><h2 id=\"{name}\">");
    student.page(3).has_not("class=\"stage\"");
    student.predict(3, 1);
    student
        .page(3)
        .has(&folded("predire"))
        .has_not(&folded("observer"));
    student.post(3, &[("action", "start")]).status(302);
    student.page(3);
    let word = hidden_word(student.class_code());
    student.post(3, &[("action", "answer"), ("word", word)]);
    student
        .page(3)
        .has(&folded("predire"))
        .has(&folded("observer"))
        .has_not(&folded("expliquer"));
    student.post(3, &[("action", "hand-in"), ("explanation", "signed")]);
    student.page(3).has(&folded("expliquer"));
}

#[test]
fn secure_is_refused_over_plain_http_under_a_name_and_taken_elsewhere() {
    let server = lab();
    let form = [
        ("action", "set"),
        ("http_only", "1"),
        ("secure", "1"),
        ("same_site", "None"),
        ("lifetime", "600"),
    ];
    let reason = "Secure asks for HTTPS";
    for (host, is_taken) in [
        ("room.example", false),
        ("192.0.2.7:5000", false),
        ("localhost:5000", true),
        ("127.0.0.1", true),
    ] {
        let mut student = Student::new(&server);
        let request = Request::form("/reglages?lang=en", &form).header("Host", host);
        let answer = student.browser.send(&request);
        if is_taken {
            answer.status(200).has("Your settings are in force");
        } else {
            answer.status(400).has(reason).has("id=\"secure-error\"");
        }
        // Whoever set it on the machine itself is not locked in under another name.
        let sign_in = Request::form("/sign-in", &[("login", "a"), ("password", "x")]);
        let sign_in = sign_in.header("Host", "room.example");
        let line = student.browser.send(&sign_in).status(302);
        let set_cookie = line.all("Set-Cookie").join("\n");
        assert!(!set_cookie.contains("; Secure"), "{host}: {set_cookie}");
    }
}

/// Does exercise 10 up to its explanation, the last thing before the correction.
fn read_the_proof(student: &mut Student) {
    student.page(10);
    student.browser.get("/tp/10/preuve").status(200);
    let proof = proof(student.class_code());
    let form = [("action", "answer"), ("proof", &*proof)];
    student.post(10, &form).status(302);
}

#[test]
fn the_report_says_right_or_wrong_only_after_the_explanation_and_the_right_answer_then() {
    let server = lab();
    for (choice, symbol, answer) in [(1, "✓", false), (0, "≠", true)] {
        let mut student = Student::new(&server);
        let marks = ["✓", "≠", "What happens:"];
        let mut report = || student.browser.get("/tp/bilan?lang=en").status(200);
        for mark in marks {
            report().has_not(mark);
        }
        student.predict(10, choice);
        read_the_proof(&mut student);
        let page = student.browser.get("/tp/bilan?lang=en");
        let page = page.has("to be explained first");
        let told = marks.into_iter().find(|mark| page.text().contains(mark));
        assert_eq!(told, None);
        let form = [("action", "hand-in"), ("explanation", "so")];
        student.post(10, &form).status(302);
        let page = student.browser.get("/tp/bilan?lang=en");
        let page = page.has(symbol);
        assert_eq!(page.text().contains("What happens:"), answer);
    }
}

#[test]
fn while_corrections_are_hidden_nothing_says_whether_the_prediction_was_right() {
    let server = lab();
    let mut teacher = server.client();
    teacher.post("/prof", &[("action", "hide")]).status(302);
    for choice in [0, 1] {
        let mut student = Student::new(&server);
        student.predict(10, choice);
        read_the_proof(&mut student);
        student.post(10, &[("action", "hand-in"), ("explanation", "so")]);
        for path in ["/tp/10?lang=en", "/tp/bilan?lang=en"] {
            let page = student.browser.get(path).status(200);
            page.has_not("≠")
                .has_not("prediction was right")
                .has_not("What happens:");
        }
        student
            .browser
            .get("/tp/10?lang=en")
            .has("You had predicted:");
        student
            .browser
            .get("/tp/bilan?lang=en")
            .has("the teacher will show it");
    }
}

#[test]
fn no_place_among_the_answers_is_the_right_one_in_half_of_the_exercises() {
    let languages = include_str!("../../../assets/exercises.toml");
    let languages: toml::Table = languages.parse().unwrap();
    for (lang, exercises) in languages {
        let exercises = exercises.as_table().unwrap().values();
        let right: Vec<_> = exercises.map(|it| it["right"].as_integer()).collect();
        for place in &right {
            let same = right.iter().filter(|it| *it == place).count();
            let all = right.len();
            assert!(2 * same < all, "{lang}, {place:?}: {same} of {all}");
        }
    }
}

/// Exercise 2 with `pages` pages after the sign-in.
fn six_requests_and_more(student: &Student, server: &Server, pages: usize) {
    let mut curl = server.client();
    curl.send(&student.curl_sign_in()).status(302);
    for _ in 0..pages {
        curl.send(&student.curl("GET", "/teachers")).status(200);
    }
}

#[test]
fn one_click_too_many_is_counted_and_the_exercise_can_begin_anew() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(2, 1);
    six_requests_and_more(&student, &server, 6);
    let page = student.browser.get("/tp/2?lang=fr");
    page.has("Le serveur a compté 7 requêtes, pas 6\u{a0}: remettez le compteur à zéro");
    let form = [("action", "answer"), ("set_cookie", "1"), ("cookie", "6")];
    student.post(2, &form).status(400).has("plus de 6 requêtes");
    student.post(2, &[("action", "start")]).status(302);
    six_requests_and_more(&student, &server, 5);
    let form = [("action", "answer"), ("set_cookie", "1"), ("cookie", "5")];
    student.post(2, &form).status(302);
    // What comes later is not counted against who is done.
    six_requests_and_more(&student, &server, 6);
    student.page(2).has_not("pas 6");
}

#[test]
fn who_begins_to_count_signed_in_is_told_so() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(2, 1);
    let page = student.browser.get("/tp/2?lang=en");
    page.has_not("You are signed in at the moment");
    student.browser.sign_in("alice");
    student.post(2, &[("action", "start")]).status(302);
    let page = student.browser.get("/tp/2?lang=en");
    page.has("You are signed in at the moment: sign out before you begin.");
    student.browser.sign_in("alice");
    let page = student.browser.get("/tp/2?lang=en");
    page.has("You were signed in already when the count began");
}

#[test]
fn the_hidden_word_is_taken_in_any_case() {
    let server = lab();
    for typed in [str::to_uppercase, |word: &str| format!(" {word}")] {
        let mut student = Student::new(&server);
        student.predict(3, 0);
        student.post(3, &[("action", "start")]);
        student.page(3);
        let word = typed(hidden_word(student.class_code()));
        let form = [("action", "answer"), ("word", &*word)];
        student.post(3, &form).status(302);
        assert!(student.has_observed(3), "{word}");
    }
}

#[test]
fn a_server_without_lab_says_how_to_get_the_practical() {
    let server = Server::new().start();
    let mut client = server.client();
    for path in ["/tp", "/tp/3", "/reglages", "/projection/tp"] {
        let page = client.get(&format!("{path}?lang=fr")).status(404);
        page.has("Les travaux pratiques ne sont pas ouverts sur ce serveur")
            .has("flask-session-demo serve --lab");
        let page = client.get(&format!("{path}?lang=en")).status(404);
        page.has("The practical is not open on this server");
    }
    client.get("/tp/99").status(404).has_not("--lab");
    lab()
        .client()
        .get("/nowhere")
        .status(404)
        .has_not("serve --lab");
}

#[test]
fn exercise_10_names_interface_address_and_warning_and_answers_its_own_question() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(10, 0);
    let page = student.page(10);
    page.has("tshark -i any ")
        .has("https://127.0.0.1:5443/tp/10/preuve")
        .has("<code translate=\"no\">curl -k</code>")
        .has("personne ne garantit le certificat");
    read_the_proof(&mut student);
    student.post(10, &[("action", "hand-in"), ("explanation", "so")]);
    student.page(10).has("En HTTPS restent lisibles");
}
