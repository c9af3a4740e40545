//! `/outil/flask_cookie.py`: for whoever has a browser and Python alone.

use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::student::{Student, between, lab, unescape};
use crate::support::flask::{agree, cases, output_of, python_script};
use crate::support::{COURSE_KEY, Server, peers};

/// The program as a student saves it, in a folder of its own.
fn downloaded() -> (tempfile::TempDir, PathBuf) {
    let server = Server::start();
    let response = server.client().get("/outil/flask_cookie.py").status(200);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("flask_cookie.py");
    fs::write(&path, &response.body).expect("the folder is there");
    (folder, path)
}

fn run(arguments: &[&str]) -> Output {
    let (_folder, path) = downloaded();
    let mut command = Command::new("python3");
    // Neither packages nor settings of this machine: the standard library alone.
    command.args(["-I", "-S"]).arg(path).args(arguments);
    command.output().expect("python3 is there")
}

#[track_caller]
fn says(arguments: &[&str], code: i32, words: &[&str]) -> String {
    let output = run(arguments);
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{text}");
    for word in words {
        assert!(text.contains(word), "{word} in {text}");
    }
    text.into_owned()
}

const ADA: &str = "eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWxpY2UifX0.ZVPxAA.jiShob5T7BsDXJc9einu0vpxc-8";

#[test]
fn the_python_file_signs_and_reads_ten_thousand_sessions_as_flask_does() {
    let (Some(python), Some(cases)) = (peers::python(), cases()) else {
        return;
    };
    let (_folder, path) = downloaded();
    let lines = cases.iter().map(|case| {
        let (text, seconds, cookie) = (&case.text, case.seconds, &case.cookie);
        format!(
            "{}\n",
            json!({"text": text, "seconds": seconds, "cookie": cookie})
        )
    });
    let lines: String = lines.collect();
    let answers = output_of(
        python_script(&python, "tool.py").arg(path).arg(COURSE_KEY),
        &lines,
    );
    let answers = answers.lines().map(|line| {
        let answer: Value = serde_json::from_str(line).expect("Python wrote JSON");
        answer
    });
    let outcomes = cases.iter().zip(answers).map(|(case, answer)| {
        // NaN is not equal to itself.
        let reads = answer["content"] == true || case.text.contains("NaN");
        let ours = format!(
            "{} {} {} {} {reads}",
            answer["signed"].as_str().expect("a cookie"),
            answer["verified"],
            answer["strict"],
            answer["like_flask"],
        );
        // What reading changes is signed as Flask signs it after reading.
        let is_reread = answer["signed"] == case.signed;
        let cookie = if is_reread {
            &case.signed
        } else {
            &case.cookie
        };
        let flask = format!("{cookie} true false true true");
        (case.text.as_str(), ours, flask)
    });
    agree("flask_cookie.py", outcomes.collect::<Vec<_>>());
}

#[test]
fn the_python_file_reads_without_a_key_and_says_that_nothing_was_verified() {
    says(
        &["decode", ADA],
        0,
        &["\"username\": \"alice\"", "non vérifié"],
    );
    let pasted = format!("session={ADA}");
    says(&["decode", &pasted], 0, &["\"username\": \"alice\""]);
}

#[test]
fn the_python_file_verifies_signature_and_age() {
    let forever = ["--max-age", "99999999999"];
    let verify = |cookie: &str, key: &str, rest: &[&str], code, words: &[&str]| {
        let mut arguments = vec!["verify", cookie, "--key", key];
        arguments.extend(rest);
        says(&arguments, code, words)
    };
    verify(ADA, COURSE_KEY, &forever, 0, &["signature juste", "alice"]);
    verify(
        ADA,
        COURSE_KEY,
        &[],
        5,
        &["signature juste, mais âge refusé"],
    );
    verify(ADA, "another", &forever, 4, &["signature refusée"]);
    let sibling = format!("{}9", ADA.trim_end_matches('8'));
    verify(&sibling, COURSE_KEY, &forever, 4, &["signature refusée"]);
    let tolerant = ["--like-flask", "--max-age", "99999999999"];
    verify(&sibling, COURSE_KEY, &tolerant, 0, &["signature juste"]);
}

#[test]
fn the_python_file_signs_what_the_site_takes() {
    let session = r#"{"user":{"username":"ada"}}"#;
    let cookie = says(&["sign", session, "--key", COURSE_KEY], 0, &[]);
    let lab = Server::bare().args(["--lab"]).start();
    let page = crate::support::client::Request::new("GET", "/")
        .header("Cookie", format!("session={}", cookie.trim()));
    lab.client().send(&page).status(200).has("<bdi>ada</bdi>");
}

#[test]
fn the_python_file_guesses_a_weak_key() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let words = folder.path().join("mots.txt");
    fs::write(&words, "un\ndeux\nsoleil\n").expect("the folder is there");
    let words = words.to_str().expect("UTF-8");
    let cookie = says(&["sign", "{}", "--key", "soleil"], 0, &[]);
    says(
        &["guess", cookie.trim(), words],
        0,
        &["la clé est : soleil"],
    );
    says(&["guess", ADA, words], 4, &["n'est pas dans la liste"]);
}

#[test]
fn the_python_file_refuses_what_is_no_cookie_with_a_sentence() {
    for text in ["", "abc", "a.b", "é.x.y", "!.!.!"] {
        says(&["decode", text], 3, &["erreur :"]);
    }
    says(&["guess", ADA, "/nowhere/mots.txt"], 3, &["erreur :"]);
}

/// No grammar of a newer Python, and nothing to install.
#[test]
fn the_python_file_needs_the_standard_library_of_python_3_9_alone() {
    let (_folder, path) = downloaded();
    let script = "import ast, sys\n\
         tree = ast.parse(open(sys.argv[1], encoding='utf-8').read(), feature_version=(3, 9))\n\
         names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]\n\
         assert not any(isinstance(node, ast.ImportFrom) for node in ast.walk(tree))\n\
         assert set(names) <= sys.stdlib_module_names, names\n";
    let mut command = Command::new("python3");
    let output = command.args(["-c", script]).arg(path).output();
    let output = output.expect("python3 is there");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
}

/// A student with a browser and Python, and what the server hands out in a folder.
struct WithoutProgram {
    student: Student,
    folder: tempfile::TempDir,
}

impl WithoutProgram {
    fn new(server: &Server) -> Self {
        let mut student = Student::new(server);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let page = student.browser.get("/outil/flask_cookie.py").status(200);
        let path = folder.path().join("flask_cookie.py");
        fs::write(path, page.body).expect("the folder is there");
        Self { student, folder }
    }

    /// Runs the command that an exercise's page gives for the Python file, as it stands there, and
    /// returns what it prints.
    #[track_caller]
    fn follow(&mut self, exercise: u8) -> String {
        let page = self.student.page(exercise);
        let page = page.has("Le fichier flask_cookie.py</a>");
        let summary = "<summary>Avec le fichier Python (Linux, macOS)</summary>";
        let rest = between(page.text(), summary, "</details>");
        let command = unescape(between(rest, "<code>", "</code>"));
        let mut shell = Command::new("sh");
        shell.args(["-c", &command]).current_dir(self.folder.path());
        let output = shell.output().expect("sh is there");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {stderr}");
        String::from_utf8(output.stdout).expect("Python prints UTF-8")
    }
}

#[test]
fn exercise_3_is_done_with_the_python_file() {
    let server = lab();
    let mut it = WithoutProgram::new(&server);
    it.student.predict(3, 1);
    it.student.post(3, &[("action", "start")]).status(302);
    let printed = it.follow(3);
    let word = between(&printed, "\"mot\": \"", "\"").to_owned();
    let answer = [("action", "answer"), ("word", &*word)];
    it.student.post(3, &answer).status(302);
    assert!(it.student.has_observed(3));
}

#[test]
fn exercise_5_is_done_with_the_python_file() {
    let server = lab();
    let mut it = WithoutProgram::new(&server);
    it.student.predict(5, 2);
    let cookie = it.follow(5);
    let request = it
        .student
        .curl("GET", "/tp/5/direction")
        .header("Cookie", format!("session={}", cookie.trim()));
    it.student.browser.send(&request).status(200);
    assert!(it.student.has_observed(5));
}

#[test]
fn exercise_6_is_done_with_the_python_file() {
    let server = lab();
    let mut it = WithoutProgram::new(&server);
    it.student.predict(6, 1);
    let words = it.student.browser.get("/tp/6/mots.txt").status(200);
    fs::write(it.folder.path().join("mots.txt"), words.body).expect("the folder is there");
    let printed = it.follow(6);
    let key = between(&printed, "la clé est : ", "\n").to_owned();
    let answer = [("action", "answer"), ("key", &*key)];
    it.student.post(6, &answer).status(302);
    assert!(it.student.has_observed(6));
}

/// A relay that runs until it is dropped, and what it has shown so far.
pub(super) struct Relay {
    child: Child,
    shown: Arc<Mutex<String>>,
}

impl Relay {
    /// Runs a command that starts one, and waits until it listens: the pages name a port, which
    /// another test may be using.
    #[track_caller]
    pub(super) fn start(command: impl Fn() -> Command) -> Self {
        for _ in 0..120 {
            let mut child = command()
                .stdout(Stdio::piped())
                .spawn()
                .expect("the command can be started");
            let stdout = child.stdout.take().expect("it was piped above");
            let mut lines = BufReader::new(stdout).lines();
            let first = lines.next().and_then(Result::ok).unwrap_or_default();
            if first.starts_with("relais de 127.0.0.1:") {
                return Self::listening(child, lines);
            }
            drop(child.wait());
            thread::sleep(Duration::from_millis(500));
        }
        panic!("the relay does not listen");
    }

    fn listening(child: Child, lines: Lines<BufReader<ChildStdout>>) -> Self {
        let shown = Arc::<Mutex<String>>::default();
        let kept = shown.clone();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                kept.lock().expect("nobody panics").extend([&*line, "\n"]);
            }
        });
        Self { child, shown }
    }

    /// What it shows, once it has shown this.
    #[track_caller]
    pub(super) fn wait_for(&self, words: &str) -> String {
        for _ in 0..300 {
            let shown = self.shown.lock().expect("nobody panics").clone();
            if shown.contains(words) {
                return shown;
            }
            thread::sleep(Duration::from_millis(50));
        }
        let shown = self.shown.lock().expect("nobody panics");
        panic!("no {words:?} in\n{shown}");
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn the_python_file_shows_what_goes_over_the_wire_and_nothing_of_what_tls_carries() {
    let (_folder, path) = downloaded();
    let plain = Server::start();
    let secure = Server::new().args(["--cert", "adhoc"]).start();
    for (server, scheme) in [(&plain, "http"), (&secure, "https")] {
        let port = free_port();
        let relay = Relay::start(|| {
            let mut command = Command::new("python3");
            let (port, server) = (port.to_string(), server.address().to_string());
            command.arg(&path).args(["relay", &port, &server]);
            command
        });
        let mut curl = Command::new("curl");
        let url = format!("{scheme}://127.0.0.1:{port}/sign-in");
        curl.args(["-s", "-k", "-o", "/dev/null", "-w", "%{http_code}"]);
        let output = curl
            .args(["-d", "login=ada&password=secret", &url])
            .output();
        let output = output.expect("curl is there");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "302");
        if scheme == "http" {
            let shown = relay.wait_for("< set-cookie: session=");
            assert!(shown.contains("> POST /sign-in HTTP/1.1"), "{shown}");
        } else {
            let shown = relay.wait_for("< ");
            assert!(shown.contains("octets illisibles"), "{shown}");
            assert!(
                !shown.contains("session=") && !shown.contains("sign-in"),
                "{shown}"
            );
        }
    }
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it is bound").port()
}
