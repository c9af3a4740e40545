//! A student at the practical, as played by the tests.

use std::sync::LazyLock;

use flask_session_demo::classroom::{ClassKey, Classroom, Code, Exercise};
use flask_session_demo::itsdangerous::SecretKey;

use crate::support::client::Request;
use crate::support::{Client, Response, Server};

/// The teacher's key of the tests' servers, by which the tests know the answers.
pub(super) const TEACHER_KEY: &str = "the teacher's key, which no student has";

/// A server with the practical and this teacher's key.
#[track_caller]
pub(super) fn lab() -> Server {
    Server::bare()
        .file("teacher.txt", format!("{TEACHER_KEY}\n"))
        .args(["--lab", "--teacher-key-file", "teacher.txt"])
        .start()
}

const WORDS: &str = include_str!("../../../assets/words.txt");

/// The class on such a server, to sign and draw as it does.
pub(super) fn class() -> &'static Classroom {
    static CLASS: LazyLock<Classroom> =
        LazyLock::new(|| Classroom::new(ClassKey::Teacher(SecretKey::new(TEACHER_KEY))));
    &CLASS
}

/// Exercise 3: the word that such a server hides in the session of a student.
pub(super) fn hidden_word(code: Code) -> &'static str {
    class().draw(WORDS, code, Exercise::Reading)
}

/// Exercise 10: the proof that such a server sends to a student.
pub(super) fn proof(code: Code) -> String {
    let word = class().draw(WORDS, code, Exercise::OnTheWire);
    let number = class().variant(code, Exercise::OnTheWire) >> 32;
    format!("{word}-{}", number % 1000)
}

/// A browser with its `tp` cookie, and the code in that cookie.
pub(super) struct Student {
    pub(super) browser: Client,
    pub(super) code: String,
}

impl Student {
    #[track_caller]
    pub(super) fn new(server: &Server) -> Self {
        Self::arrive(server.client())
    }

    /// A student who arrives with this browser.
    #[track_caller]
    pub(super) fn arrive(mut browser: Client) -> Self {
        let page = browser.get("/tp").status(200);
        let code = between(page.text(), "class=\"code\" translate=\"no\">", "<").to_owned();
        Self { browser, code }
    }

    /// The code in the class's own type.
    pub(super) fn class_code(&self) -> Code {
        Code::parse(&self.code).expect("the page shows a code")
    }

    /// Records a prediction: this choice, with a reason.
    #[track_caller]
    pub(super) fn predict(&mut self, exercise: u8, choice: u8) {
        let choice = choice.to_string();
        let form = [
            ("action", "predict"),
            ("choice", &choice),
            ("reason", "parce que"),
        ];
        self.post(exercise, &form).status(302);
    }

    #[track_caller]
    pub(super) fn post(&mut self, exercise: u8, form: &[(&str, &str)]) -> Response {
        self.browser.post(&format!("/tp/{exercise}"), form)
    }

    #[track_caller]
    pub(super) fn page(&mut self, exercise: u8) -> Response {
        self.browser.get(&format!("/tp/{exercise}")).status(200)
    }

    /// Whether an exercise's page asks for the explanation, which comes after the observation.
    #[track_caller]
    pub(super) fn has_observed(&mut self, exercise: u8) -> bool {
        self.page(exercise).text().contains("id=\"expliquer\"")
    }

    /// A request by another program that carries the code.
    pub(super) fn curl(&self, method: &str, path: &str) -> Request {
        Request::new(method, path).header("X-TP", &self.code)
    }

    /// The sign-in that exercises give as a command.
    pub(super) fn curl_sign_in(&self) -> Request {
        let form = [("login", &*self.code), ("password", "x")];
        Request::form("/sign-in", &form).header("X-TP", &self.code)
    }
}

/// The text between two marks, at their first occurrence.
#[track_caller]
pub(super) fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let rest = text.split_once(before).map(|(_, rest)| rest);
    let found = rest
        .and_then(|rest| rest.split_once(after))
        .map(|(found, _)| found);
    found.unwrap_or_else(|| panic!("nothing between {before:?} and {after:?} in\n{text}"))
}

/// The text that HTML shows, which holds no tags.
pub(super) fn unescape(html: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .into_iter()
    .fold(html.to_owned(), |text, (escape, char)| {
        text.replace(escape, char)
    })
}
