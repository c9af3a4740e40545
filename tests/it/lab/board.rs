//! `/prof`: who may see the board, and what it shows.

use super::student::{Student, TEACHER_KEY, lab};
use crate::support::client::Request;
use crate::support::{Server, peers};

#[test]
fn everybody_is_on_the_board_with_what_was_predicted_and_what_went_wrong() {
    let server = lab();
    let mut teacher = server.client();
    teacher.get("/prof").status(200).has("Personne encore");
    let mut students: Vec<Student> = (0..3).map(|_| Student::new(&server)).collect();
    for (student, choice) in students.iter_mut().zip([0, 1, 1]) {
        student.predict(3, choice);
    }
    students[0]
        .post(3, &[("action", "answer"), ("word", "faux")])
        .status(400);
    let form = [("action", "pseudonym"), ("pseudonym", "=lynx")];
    students[1].browser.post("/tp", &form).status(302);
    students[1].browser.get("/tp").status(200);
    let board = teacher
        .get("/prof?ex=3")
        .status(200)
        .has("3 étudiants")
        .has("3 prédictions");
    let board = board
        .has("<rect width=\"100\" height=\"1\"/></svg> 2</td>")
        .has("<rect width=\"50\" height=\"1\"/></svg> 1</td>")
        .has("<bdi>=lynx</bdi>");
    let board = board.has("TP 3 — mauvais mot").has_not("✓ ce qui se passe");
    for student in &students {
        assert!(board.text().contains(&student.code));
    }
    let csv = teacher.get("/prof.csv").status(200);
    assert_eq!(csv.one("Content-Type"), "text/csv; charset=utf-8");
    assert_eq!(csv.text().lines().count(), 4);
    csv.has("\"'=lynx\",\"pas commencé\",\"pas commencé\",\"en cours\",\"pas commencé\"")
        .has("\"TP 3 — mauvais mot\"");
}

#[test]
fn the_board_says_who_signs_anew_where_verifying_was_asked_for() {
    let server = lab();
    let mut teacher = server.client();
    let mut students: Vec<Student> = (0..2).map(|_| Student::new(&server)).collect();
    for (student, action) in students.iter_mut().zip(["verify", "sign"]) {
        student.browser.sign_in("alice");
        student.predict(4, 0);
        let form = [
            ("cookie", student.browser.session()),
            ("payload", r#"{"user":{"username":"admin"}}"#),
            ("key", "course"),
            ("action", action),
        ];
        let form = form.map(|(name, value)| (name, value.to_owned()));
        let form: Vec<(&str, &str)> = form.iter().map(|(name, it)| (*name, &**it)).collect();
        student.browser.post("/banc", &form).status(200);
        let board = teacher.get("/prof?ex=4").status(200);
        let slip = "TP 4 — re-signe au lieu de vérifier";
        match action {
            "verify" => board.has_not(slip),
            _ => board.has(slip),
        };
    }
    let csv = teacher.get("/prof.csv").status(200);
    let lines: Vec<&str> = csv.text().lines().collect();
    let slips = lines.iter().filter(|line| line.contains("re-signe"));
    let slips: Vec<&&str> = slips.collect();
    assert!(matches!(slips[..], [line] if line.contains(&students[1].code)));
}

#[test]
fn the_board_opens_at_this_machine_and_nowhere_else() {
    let server = lab();
    for path in [
        "/prof",
        "/prof.csv",
        "/prof?suivre=1",
        "/prof/prediction/3",
        "/projection/prof/prediction/3",
    ] {
        for host in [
            "localhost:5000",
            "localhost.",
            "127.0.0.1",
            "[::1]:5000",
            "LOCALHOST",
        ] {
            let request = Request::new("GET", path).header("Host", host);
            server.client().send(&request).status(200);
        }
        for (name, value) in [
            ("Host", "192.168.1.2:5000"),
            ("Host", "rt.example"),
            ("Host", "localhost.example"),
            ("Host", "a.localhost"),
            ("X-Forwarded-For", "127.0.0.1"),
            ("X-Forwarded-Host", "localhost"),
            ("Forwarded", "for=127.0.0.1"),
            ("X-Real-IP", "127.0.0.1"),
            ("Via", "1.1 proxy"),
        ] {
            let request = Request::new("GET", path).header(name, value);
            let page = server.client().send(&request).status(403);
            assert!(page.all("Refresh").is_empty());
            page.has("Tableau de l’enseignant, fermé")
                .has_not("dernière activité");
        }
    }
    for action in ["hide", "reset"] {
        let request = Request::form("/prof", &[("action", action), ("count", "0")]);
        server
            .client()
            .send(&request.header("Host", "rt.example"))
            .status(403);
    }
    let foreign = Request::form("/prof", &[("action", "reset"), ("count", "0")]);
    server
        .client()
        .send(&foreign.header("Sec-Fetch-Site", "cross-site"))
        .status(403);
}

#[test]
fn over_plain_http_the_teachers_key_opens_nothing() {
    let server = lab();
    let form = [("action", "open"), ("key", TEACHER_KEY)];
    let request = Request::form("/prof", &form).header("Host", "rt.example");
    let page = server.client().send(&request).status(403);
    assert!(page.set_cookie().is_none());
    page.has("par HTTPS seulement").has_not(TEACHER_KEY);
    let none = Server::bare().args(["--lab"]).start();
    let request = Request::new("GET", "/prof").header("Host", "rt.example");
    none.client()
        .send(&request)
        .status(403)
        .has("--teacher-key-file");
}

#[test]
fn over_tls_the_teachers_key_opens_the_board_from_elsewhere() {
    let Some(curl) = peers::program("curl", "--version") else {
        return;
    };
    let server = Server::bare()
        .file("teacher.txt", TEACHER_KEY)
        .args([
            "--lab",
            "--cert",
            "adhoc",
            "--teacher-key-file",
            "teacher.txt",
        ])
        .start();
    let jar = server.folder().join("jar.txt");
    let port = server.address().port();
    let ask = |args: &[&str], path: &str| {
        let output = std::process::Command::new(curl)
            .args(["-sik", "--max-time", "20", "--resolve"])
            .arg(format!("rt.example:{port}:127.0.0.1"))
            .args(["-b", jar.to_str().expect("the path is UTF-8"), "-c"])
            .arg(&jar)
            .args(args)
            .arg(format!("https://rt.example:{port}{path}"))
            .output();
        String::from_utf8(output.expect("curl runs").stdout).expect("the answer is UTF-8")
    };
    assert!(ask(&[], "/prof").starts_with("HTTP/1.1 403"));
    let wrong = ask(
        &["--data-urlencode", "key=wrong", "-d", "action=open"],
        "/prof",
    );
    assert!(
        wrong.starts_with("HTTP/1.1 403") && wrong.contains("Ce n’est pas la clé"),
        "{wrong}"
    );
    let key = format!("key={TEACHER_KEY}");
    let right = ask(&["--data-urlencode", &key, "-d", "action=open"], "/prof");
    assert!(right.starts_with("HTTP/1.1 302"), "{right}");
    let cookie = right
        .lines()
        .find(|it| it.to_lowercase().starts_with("set-cookie: prof="));
    let cookie = cookie.expect("the cookie is set");
    for attribute in ["Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(ask(&[], "/prof").starts_with("HTTP/1.1 200"));
    assert!(ask(&[], "/prof.csv").starts_with("HTTP/1.1 200"));
    let log = server.stop();
    assert!(!log.stderr.contains(TEACHER_KEY), "{}", log.stderr);
}

#[test]
fn ten_wrong_keys_close_the_door_to_an_address_for_a_while() {
    let Some(curl) = peers::program("curl", "--version") else {
        return;
    };
    let server = Server::bare()
        .file("teacher.txt", TEACHER_KEY)
        .args(["--lab", "--cert", "adhoc", "--proxy-hops", "1"])
        .args(["--teacher-key-file", "teacher.txt"])
        .start();
    let knock = |key: &str, from: &str| {
        let output = std::process::Command::new(curl)
            .args(["-sik", "--max-time", "20", "-d", "action=open"])
            .args(["--data-urlencode", &format!("key={key}")])
            .args(["-H", &format!("X-Forwarded-For: {from}")])
            .arg(format!("{}/prof?lang=en", server.url()))
            .output();
        String::from_utf8(output.expect("curl runs").stdout).expect("the answer is UTF-8")
    };
    for _ in 0..10 {
        let wrong = knock("a key that is wrong", "192.0.2.1");
        assert!(wrong.starts_with("HTTP/1.1 403"), "{wrong}");
    }
    let unheard = knock(TEACHER_KEY, "192.0.2.1");
    assert!(unheard.starts_with("HTTP/1.1 429"), "{unheard}");
    for said in ["retry-after: ", "Too many wrong keys"] {
        assert!(unheard.contains(said), "{unheard}");
    }
    let opened = knock(TEACHER_KEY, "192.0.2.2");
    assert!(opened.starts_with("HTTP/1.1 302"), "{opened}");
}

#[test]
fn a_new_start_asks_for_the_number_of_students_and_ends_all_progress() {
    let server = lab();
    let mut students: Vec<Student> = (0..2).map(|_| Student::new(&server)).collect();
    students[0].predict(3, 0);
    // Nobody is on the board until the cookie has come back.
    students[1].page(1);
    let mut teacher = server.client();
    for typed in ["", "1", "3", "deux", "-2", "99999999999999999999"] {
        let form = [("action", "reset"), ("count", typed)];
        teacher
            .post("/prof", &form)
            .status(400)
            .has("rien n’a été effacé");
    }
    students[0].page(3).has("Changer ma prédiction");
    let resume = students[0].browser.get("/tp");
    let resume = super::student::between(resume.text(), "class=\"long\" translate=\"no\">", "<");
    let resume = resume.to_owned();
    let form = [("action", "reset"), ("count", "2")];
    teacher
        .post("/prof", &form)
        .status(200)
        .has("Tout est remis à zéro")
        .has("Personne encore");
    let code = students[0].code.clone();
    students[0]
        .browser
        .get("/tp/3")
        .has("La salle a été remise à zéro")
        .has_not(&code);
    let form = [("action", "resume"), ("resume", resume.as_str())];
    students[1]
        .browser
        .post("/tp", &form)
        .status(400)
        .has("d’avant la remise à zéro");
}

#[test]
fn corrections_can_be_kept_until_the_room_is_ready() {
    let server = lab();
    let mut student = Student::new(&server);
    student.predict(10, 1);
    let proof = student.browser.get("/tp/10/preuve");
    let proof = proof.one("X-TP-Preuve").to_owned();
    student
        .post(10, &[("action", "answer"), ("proof", &proof)])
        .status(302);
    student
        .post(10, &[("action", "hand-in"), ("explanation", "x")])
        .status(302);
    let correction = "La signature protège l’intégrité, pas la confidentialité.";
    student.page(10).has(correction);
    let mut teacher = server.client();
    teacher.post("/prof", &[("action", "hide")]).status(302);
    student
        .page(10)
        .has("L’enseignant montrera la correction")
        .has_not(correction);
    teacher.get("/prof").has("Montrer les corrections");
    teacher.post("/prof", &[("action", "show")]).status(302);
    student.page(10).has(correction);
}

#[test]
fn a_published_key_or_a_short_one_is_no_teachers_key() {
    use crate::support::{COURSE_KEY, Fsd};
    for (key, said) in [
        (COURSE_KEY, "everybody knows"),
        ("", "Empty key"),
        ("soleil", "everybody knows"),
        ("girofle", "holds 7 bytes, 16 is the least"),
        (
            "fifteen bytes !\n",
            "flask-session-demo keygen -o teacher.txt",
        ),
    ] {
        Fsd::new(["--lang", "en", "serve", "--lab", "--port", "0"])
            .file("teacher.txt", key)
            .args(["--teacher-key-file", "teacher.txt"])
            .run()
            .code(2)
            .stderr_has(said);
    }
}
