//! The real Flask: random sessions signed by it, and a site that runs on it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;

use flask_session_demo::session::{dumps, loads};
use serde::Deserialize;

use super::{Server, peers};

pub(crate) const SESSIONS: usize = 10_000;
const SEED: &str = "20231114";

/// A random session, as described in `oracle/sessions.py`.
#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) text: String,
    pub(crate) seconds: u64,
    pub(crate) cookie: String,
    pub(crate) loose: String,
    pub(crate) signed: String,
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/oracle")
        .join(name)
}

pub(crate) fn python_script(python: &Path, name: &str) -> Command {
    let mut command = Command::new(python);
    command
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .arg(script(name));
    command
}

/// The random sessions, made once for all tests; `None` without Flask.
#[track_caller]
pub(crate) fn cases() -> Option<&'static [Case]> {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    let python = peers::python()?;
    Some(CASES.get_or_init(|| {
        let count = SESSIONS.to_string();
        let lines = output_of(
            python_script(&python, "sessions.py").args([&count, SEED]),
            "",
        );
        lines
            .lines()
            .map(|line| serde_json::from_str(line).expect("a case is JSON"))
            .collect()
    }))
}

/// Runs a peer with this input until it ends, and returns its output.
#[track_caller]
pub(crate) fn output_of(command: &mut Command, input: &str) -> String {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the peer can be started");
    let (mut pipe, input) = (child.stdin.take().expect("piped above"), input.to_owned());
    let writer = thread::spawn(move || pipe.write_all(input.as_bytes()));
    let output = child
        .wait_with_output()
        .expect("a started program can be waited for");
    writer
        .join()
        .expect("the writer does not panic")
        .expect("the peer reads all");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the peer failed:\n{stderr}");
    String::from_utf8(output.stdout).expect("the peer writes UTF-8")
}

/// The case's document, read and written by this program.
pub(crate) fn written(case: &Case) -> String {
    dumps(&loads(&case.loose).expect("Python wrote JSON"))
}

/// Compares all cases (name, ours, theirs), prints how many agree, and fails with the first that
/// does not.
#[track_caller]
pub(crate) fn agree<'c>(what: &str, outcomes: impl IntoIterator<Item = (&'c str, String, String)>) {
    let (mut total, mut first) = (0, None);
    let mut agreeing = 0;
    for (case, ours, flask) in outcomes {
        total += 1;
        if ours == flask {
            agreeing += 1;
        } else if first.is_none() {
            first = Some(format!("{case}\n ours: {ours}\nflask: {flask}"));
        }
    }
    // Printed past the test's capture, since the number is the purpose of the comparison.
    writeln!(
        std::io::stderr(),
        "oracle: {what}: {agreeing} of {total} agree with Flask 3.1.3"
    )
    .expect("standard error can be written");
    assert_eq!(agreeing, total, "{what}: {}", first.unwrap_or_default());
}

/// A site on the real Flask (`oracle/server.py`) with this key and these fallbacks; `None` without
/// Flask.
#[track_caller]
pub(crate) fn site(keys: &[&str]) -> Option<Server> {
    let python = peers::python()?;
    let mut command = python_script(&python, "server.py");
    command.args(keys);
    Some(Server::peer(command))
}
