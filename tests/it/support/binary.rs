//! Runs the program once: `Fsd::new(["decode-cookie", "-"]).stdin("…").run().code(3)`.

use std::ffi::OsStr;
use std::fs;
use std::io::{ErrorKind, Write};
#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

use tempfile::TempDir;

/// A run to be made. The environment is empty; home, configuration and data folders are in a
/// temporary folder, which is also the working folder.
pub(crate) struct Fsd {
    command: Command,
    folder: TempDir,
    stdin: Option<Vec<u8>>,
}

impl Fsd {
    pub(crate) fn new<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Self {
        let folder = TempDir::new().expect("a temporary folder can be made");
        let mut command = Command::new(env!("CARGO_BIN_EXE_flask-session-demo"));
        command
            .args(args)
            .env_clear()
            .env("HOME", folder.path())
            .env("XDG_CONFIG_HOME", folder.path().join("config"))
            .env("XDG_DATA_HOME", folder.path().join("data"))
            .current_dir(folder.path());
        Self {
            command,
            folder,
            stdin: None,
        }
    }

    pub(crate) fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Starts the program from a shell, after commands such as `ulimit -n 64`.
    pub(crate) fn through_shell(self, commands: &str) -> Self {
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &format!("{commands}; exec \"$0\" \"$@\"")]);
        self.through(shell)
    }

    /// Starts it by another program, which gets it and its arguments as its last arguments.
    pub(crate) fn through(mut self, starter: Command) -> Self {
        let program = std::mem::replace(&mut self.command, starter);
        self.command
            .arg(program.get_program())
            .args(program.get_args())
            .env_clear()
            .envs(
                program
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            )
            .current_dir(self.folder.path());
        self
    }

    /// Writes a file into the working folder.
    #[track_caller]
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        let parent = path.parent().expect("a file has a folder");
        fs::create_dir_all(parent).expect("a temporary folder is writable");
        fs::write(&path, content).expect("a temporary folder is writable");
        // The program warns of a key that others can read.
        #[cfg(unix)]
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).expect("the file is ours");
        self
    }

    /// Sets the standard input, which is otherwise empty.
    pub(crate) fn stdin(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.stdin = Some(input.into());
        self
    }

    /// For tests that manage the process themselves. The folder must be kept until it ends.
    pub(crate) fn into_parts(self) -> (Command, TempDir) {
        (self.command, self.folder)
    }

    /// Runs the program until it ends.
    #[track_caller]
    pub(crate) fn run(mut self) -> Output {
        let mut child = self
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program that cargo just built can be started");
        let mut pipe = child.stdin.take().expect("standard input was piped above");
        let input = self.stdin.take().unwrap_or_default();
        let writer = thread::spawn(move || match pipe.write_all(&input) {
            // It may stop reading early; the test decides whether that is right.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            result => result,
        });
        let output = child
            .wait_with_output()
            .expect("a started program can be waited for");
        writer
            .join()
            .expect("the writer does not panic")
            .expect("a pipe can be written");
        Output {
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
            code: output.status.code(),
            folder: self.folder,
        }
    }
}

/// The result of a run. Assertions can be chained, and name the test's line if they fail.
pub(crate) struct Output {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// `None` if a signal ended it.
    pub(crate) code: Option<i32>,
    folder: TempDir,
}

impl Output {
    #[track_caller]
    pub(crate) fn code(self, expected: i32) -> Self {
        assert_eq!(
            self.code,
            Some(expected),
            "exit code\n--- stdout\n{}\n--- stderr\n{}",
            self.stdout,
            self.stderr
        );
        self
    }

    /// Asserts exit code 0 and an empty standard error.
    #[track_caller]
    pub(crate) fn success(self) -> Self {
        self.code(0).stderr("")
    }

    #[track_caller]
    pub(crate) fn stdout(self, expected: &str) -> Self {
        assert_eq!(self.stdout, expected, "stdout; stderr was\n{}", self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn stderr(self, expected: &str) -> Self {
        assert_eq!(self.stderr, expected, "stderr; stdout was\n{}", self.stdout);
        self
    }

    #[track_caller]
    pub(crate) fn stdout_has(self, part: &str) -> Self {
        assert!(
            self.stdout.contains(part),
            "no {part:?} on stdout:\n{}",
            self.stdout
        );
        self
    }

    #[track_caller]
    pub(crate) fn stderr_has(self, part: &str) -> Self {
        assert!(
            self.stderr.contains(part),
            "no {part:?} on stderr:\n{}",
            self.stderr
        );
        self
    }

    /// Standard output, parsed as one JSON document.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("stdout is not JSON: {error}\n{}", self.stdout))
    }

    /// The path of a file in the run's working folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}
