//! `/prof` through a lesson: the room at a glance, one student, the wall.

use super::student::{Student, lab};

#[test]
fn the_board_follows_the_room_when_it_is_asked_to_and_never_by_itself() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(3, 0);
    student.page(3);
    let mut teacher = server.client();
    for path in ["/prof", "/prof?ex=3", "/prof?lang=en"] {
        let page = teacher.get(path).status(200);
        assert!(page.all("Refresh").is_empty(), "{path}");
    }
    teacher
        .get("/prof?ex=3")
        .has("<a href=\"/prof?ex=3&amp;suivre=1\">Suivre la salle</a>");
    let page = teacher.get("/prof?ex=3&suivre=1").status(200);
    assert_eq!(page.one("Refresh"), "5");
    // What is typed would be lost every five seconds: no form is there.
    page.has("Cette page se recharge toutes les 5 secondes")
        .has("<a href=\"/prof?ex=3\">Ne plus suivre</a>")
        .has("/prof?ex=4&amp;suivre=1")
        .has_not("<form");
}

#[test]
fn the_board_of_one_exercise_shows_who_has_begun_it() {
    let server = lab();
    let mut students: Vec<Student> = (0..3).map(|_| Student::new(&server)).collect();
    for (student, exercise) in students.iter_mut().zip([3, 4, 3]) {
        student.predict(exercise, 0);
        student.page(exercise);
    }
    let mut teacher = server.client();
    let all = teacher.get("/prof").status(200);
    let third = teacher.get("/prof?ex=3").status(200);
    for (student, is_at_it) in students.iter().zip([true, false, true]) {
        assert!(all.text().contains(&student.code));
        assert_eq!(third.text().contains(&student.code), is_at_it);
    }
    let cells = "<td>0</td><td>0</td><td>2</td><td>1</td><td>0</td>";
    third
        .has("<a href=\"/prof\">Montrer tout le monde</a>")
        .has("2 prédictions")
        .has(&format!("En cours</th>{cells}"))
        .has("aria-current=\"true\">3. Lire sans la clé</a>");
    for nothing in ["", "0", "99", "x"] {
        let page = teacher.get(&format!("/prof?ex={nothing}")).status(200);
        page.has("Choisissez un exercice").has(&students[1].code);
    }
}

#[test]
fn nobody_is_stuck_who_has_just_begun() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(3, 0);
    student.page(3);
    let board = server.client().get("/prof").status(200);
    board
        .has("<td class=\"predicted\">")
        .has_not("</strong></td>");
}

#[test]
fn a_students_page_shows_what_was_predicted_written_and_got_wrong() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(3, 0);
    for word in ["faux", "encore faux"] {
        student
            .post(3, &[("action", "answer"), ("word", word)])
            .status(400);
    }
    let mut teacher = server.client();
    let address = format!("/prof/etudiant?code={}", student.code);
    teacher.get("/prof").has(&format!(
        "<a href=\"{address}\"><bdi>{}</bdi></a>",
        student.code
    ));
    let page = teacher.get(&address).status(200);
    page.has(&format!("Étudiant {}", student.code))
        .has("3. Lire sans la clé")
        .has("<q>parce que</q>")
        .has("autre chose se passe")
        .has("<li>TP 3 — mauvais mot</li>");
    // A slip that was put right is still told of, for who wants to talk of it.
    let word = super::student::hidden_word(student.class_code());
    student
        .post(3, &[("action", "answer"), ("word", word)])
        .status(302);
    teacher.get("/prof").has_not("TP 3 — mauvais mot");
    teacher.get(&address).has("<li>TP 3 — mauvais mot</li>");
    for code in ["", "AAAAAA", "%ff"] {
        let nobody = format!("/prof/etudiant?code={code}");
        teacher.get(&nobody).status(404);
    }
    let elsewhere = crate::support::client::Request::new("GET", &address);
    let elsewhere = elsewhere.header("Host", "rt.example");
    server
        .client()
        .send(&elsewhere)
        .status(403)
        .has_not("parce que");
}

#[test]
fn the_wall_shows_what_was_predicted_and_no_name_and_the_answer_last() {
    let server = lab();
    let mut students: Vec<Student> = (0..3).map(|_| Student::new(&server)).collect();
    for (student, choice) in students.iter_mut().zip([0, 1, 1]) {
        let form = [("action", "pseudonym"), ("pseudonym", "lynx")];
        student.browser.post("/tp", &form).status(302);
        student.predict(3, choice);
    }
    let mut teacher = server.client();
    teacher
        .get("/prof?ex=3")
        .has("<a href=\"/projection/prof/prediction/3\">");
    let wall = "/projection/prof/prediction/3";
    let page = teacher.get(wall).status(200);
    for student in &students {
        assert!(!page.text().contains(&student.code));
    }
    page.has("<html lang=\"fr\" class=\"projected\">")
        .has("3 prédictions")
        .has("<rect width=\"100\" height=\"1\"/></svg> 2</td>")
        .has_not("lynx")
        .has_not("<form")
        .has_not("<button")
        .has_not("✓ ce qui se passe")
        .has(&format!("<a href=\"{wall}?juste=1\">Révéler"));
    teacher
        .get(&format!("{wall}?juste=1"))
        .has("✓ ce qui se passe")
        .has(&format!("<a href=\"{wall}\">Cacher"));
    teacher
        .get(&format!("{wall}?lang=en&juste=1"))
        .has(&format!("<a href=\"{wall}?lang=en\">Conceal"));
    // The names stay off the wall.
    teacher.get("/projection/prof").status(404);
}

#[test]
fn a_new_start_says_first_what_it_erases() {
    let server = lab();
    let mut students: Vec<Student> = (0..2).map(|_| Student::new(&server)).collect();
    for student in &mut students {
        student.predict(3, 0);
        student.predict(4, 0);
        student.page(4);
    }
    server
        .client()
        .get("/prof")
        .has("Étudiants\u{a0}: 2\u{202f}; exercices commencés\u{a0}: 4, dont faits\u{a0}: 0.")
        .has("Exporter d’abord en CSV");
}

#[test]
fn the_file_for_a_french_spreadsheet_has_semicolons_a_mark_and_what_was_written() {
    let server = lab();
    let mut student = Student::new(&server);
    let form = [
        ("action", "predict"),
        ("choice", "1"),
        ("reason", "=cmd|' /C calc'!A0; \"vu\""),
    ];
    student.post(3, &form).status(302);
    student.page(3);
    let mut teacher = server.client();
    teacher
        .get("/prof")
        .has("<a href=\"/prof.csv?format=excel\">");
    let plain = teacher.get("/prof.csv").status(200);
    let excel = teacher.get("/prof.csv?format=excel").status(200);
    assert!(!plain.text().starts_with('\u{feff}'));
    let lines: Vec<&str> = excel.text().split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}code;pseudonyme;tp1;"));
    assert!(lines[0].contains(";raison3;explication3;"));
    let line = lines.iter().find(|it| it.starts_with(&student.code));
    let line = line.expect("the student has a line");
    let reason = "\"'=cmd|' /C calc'!A0; \"\"vu\"\"\"";
    let written = format!(";{reason};\"\";");
    assert!(line.contains(&written), "{line}");
    assert!(line.contains(";\"pas commencé\";\"en cours\";\"pas commencé\";"));
    plain.has(&format!(",{reason},\"\","));
    // As many cells as there are names, the quoted ones not counted twice.
    let unquoted: String = line.split('"').step_by(2).collect();
    assert_eq!(unquoted.matches(';').count(), lines[0].matches(';').count());
}

#[test]
fn ten_exercises_done_are_celebrated_with_the_report_one_click_away() {
    use super::student::class;
    use crate::support::cookies::now;
    use flask_session_demo::classroom::{Exercise, Progress};

    let server = lab();
    let mut student = Student::new(&server);
    let mut progress = Progress::new(student.class_code());
    for exercise in Exercise::ALL {
        student.browser.get("/tp").status(200).has_not("bravo");
        progress.predict(exercise, 0, "so", now());
        progress.explain(exercise, "so", true, now());
        let tp = class().write(&progress, now());
        student.browser.jar.insert("tp".to_owned(), tp);
    }
    student
        .browser
        .get("/tp")
        .has("Les dix exercices sont faits\u{a0}: bravo\u{202f}!")
        .has("<a href=\"/tp/bilan\">Bilan à imprimer</a></p>\n<p class=\"lead\">");
    let english = student.browser.get("/tp?lang=en").status(200);
    english.has("All ten exercises are done");
}
