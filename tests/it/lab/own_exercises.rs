//! `EXERCISES_FILE`: a teacher's own sentences in place of the program's.

use flask_session_demo::classroom::{Exercise, Progress};

use super::student::{Student, TEACHER_KEY, class};
use crate::manual;
use crate::support::cookies::now;
use crate::support::{Fsd, Server};

/// The file that the manual shows.
fn example() -> String {
    manual::example(manual::CLASS, "OWN SENTENCES")
}

fn with(file: &str) -> Server {
    Server::bare()
        .file("teacher.key", TEACHER_KEY)
        .file("exercises.toml", file)
        .args(["--lab", "--teacher-key-file", "teacher.key"])
        .args(["--set", "EXERCISES_FILE=exercises.toml"])
        .start()
}

#[test]
fn the_example_of_the_manual_replaces_what_it_names_and_nothing_else() {
    let server = with(&example());
    let mut student = Student::new(&server);
    let page = student.browser.get("/tp/3?lang=fr").status(200);
    page.has("D’après le cours, <code translate=\"no\">session</code> est illisible")
        .has("Est-ce vrai\u{202f}?")
        .has("value=\"1\" required> <label for=\"choice-1\">Non\u{a0}: tout se lit</label>")
        .has_not("choice-2")
        .has("<h1>TP 3 — Lire sans la clé</h1>");
    student.predict(3, 1);
    let page = student.browser.get("/tp/3?lang=fr").status(200);
    page.has("<summary>Indice 3</summary>");
    let page = student.browser.get("/tp/3?lang=en").status(200);
    page.has("The course: <code translate=\"no\">session</code> cannot be read")
        .has("Look at the part before the first dot.")
        .has("<summary>Hint 1</summary>")
        .has_not("<summary>Hint 2</summary>")
        .has("Read the payload without a key");
    student
        .browser
        .get("/tp/4?lang=en")
        .status(200)
        .has("You change a single thing in your cookie");
}

#[test]
fn the_board_and_the_report_show_the_replaced_answers() {
    let server = with(&example());
    let mut student = Student::new(&server);
    student.predict(3, 0);
    student
        .browser
        .get("/tp/bilan?lang=en")
        .status(200)
        .has("Yes")
        .has_not("True");
    let board = student
        .browser
        .get("/prof/prediction/3?juste=1&lang=en")
        .status(200);
    let board = board
        .has("cannot be read. Is that so?")
        .has("No: all of it can be read")
        .has("1 prediction")
        .has_not("False, but for the name");
    let right = board.text().split("No: all of it can be read").nth(1);
    let right = right.and_then(|after| after.split("</tr>").next());
    assert!(
        right.is_some_and(|row| row.contains("what happens")),
        "{}",
        board.text()
    );
}

#[test]
fn a_file_of_sentences_is_text_and_never_html() {
    let file = "[en.memory]\nquestion = \"<b>&amp;</b> {page.name} [[pieces]]\"\n";
    let server = with(file);
    server
        .client()
        .get("/tp/1?lang=en")
        .status(200)
        .has("<legend>&lt;b&gt;&amp;amp;&lt;/b&gt; {page.name} [[pieces]]</legend>");
}

#[test]
fn an_answer_that_there_is_no_more_breaks_nothing() {
    let server = with(&example());
    let mut student = Student::new(&server);
    let mut progress = Progress::new(student.class_code());
    progress.predict(Exercise::Reading, 2, "the third of three", now());
    progress.predict(Exercise::Memory, 200, "no answer at all", now());
    let tp = class().write(&progress, now());
    let resume = class().resume_code(&progress, now());
    student.browser.jar.insert("tp".to_owned(), tp);
    student
        .browser
        .get("/tp/3?lang=en")
        .status(200)
        .has("the third of three")
        .has_not(" checked");
    student
        .browser
        .get("/tp/bilan?lang=en")
        .status(200)
        .has("the third of three")
        .has("no answer at all");
    let board = student.browser.get("/prof?ex=3&lang=en").status(200);
    board.has("0 predictions").has(&student.code);
    student.browser.get("/prof.csv").status(200).has(",z,,c,");
    student
        .browser
        .post("/tp", &[("action", "resume"), ("resume", &resume)])
        .status(302);
    student
        .browser
        .get("/tp/3?lang=en")
        .status(200)
        .has("Change my prediction");
}

#[test]
fn an_answer_beyond_the_replaced_ones_cannot_be_predicted() {
    let server = with(&example());
    let mut student = Student::new(&server);
    student
        .post(
            3,
            &[("action", "predict"), ("choice", "2"), ("reason", "so")],
        )
        .status(400);
    student
        .post(
            3,
            &[("action", "predict"), ("choice", "1"), ("reason", "so")],
        )
        .status(302);
}

#[test]
fn the_manual_names_every_exercise_as_the_file_does() {
    let text = manual::text(manual::CLASS).replace('\n', " ");
    let named = Exercise::ALL.map(Exercise::key);
    let (last, before) = named.split_last().unwrap();
    let sentence = format!("from 1 to 10, {} and {last}.", before.join(", "));
    assert!(text.contains(&sentence), "{sentence}");
}

/// It has no end.
#[cfg(unix)]
#[test]
fn a_file_without_end_is_not_read_to_its_end() {
    Fsd::new([
        "serve",
        "--port",
        "0",
        "--lab",
        "--set",
        "EXERCISES_FILE=/dev/zero",
    ])
    .run()
    .code(1)
    .stderr_has("Cannot read /dev/zero.");
}
