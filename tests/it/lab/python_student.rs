//! The practical without this program: Python, its file, and what the pages say, on a server in a
//! room.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{Server, named, peers};

#[test]
fn the_ten_exercises_are_done_with_the_python_file_and_no_program_on_the_path() {
    if peers::program("curl", "--version").is_none() {
        return;
    }
    let server = Server::bare().args(["--lab"]).start();
    let folder = TempDir::new().expect("a temporary folder can be made");
    named::make_known(&server, folder.path());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/lab/python_student.py");
    let mut python = Command::new("python3");
    python
        .arg(script)
        .arg(named::room(&server))
        .arg(folder.path())
        .env_clear()
        .env("HOME", folder.path())
        .env("PATH", "/usr/bin:/bin")
        .env("LANG", "C.UTF-8")
        .env("PYTHONPATH", folder.path());
    let output = python.output().expect("python3 is there");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "10 exercices faits sur 10\n"
    );
}
