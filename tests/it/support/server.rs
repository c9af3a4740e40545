//! A running `serve --port 0`: started once it says where it listens, killed when dropped.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tempfile::TempDir;

use super::{Client, Fsd, KEY};

/// Long enough for a busy machine; only reached if a test fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server to be started: `Server::new().args(["--set", "SESSION_COOKIE_NAME=s"]).start()`.
pub(crate) struct ServerBuilder {
    program: Fsd,
}

impl ServerBuilder {
    pub(crate) fn args<S: AsRef<OsStr>>(self, args: impl IntoIterator<Item = S>) -> Self {
        Self {
            program: self.program.args(args),
        }
    }

    pub(crate) fn env(self, name: &str, value: impl AsRef<OsStr>) -> Self {
        Self {
            program: self.program.env(name, value),
        }
    }

    pub(crate) fn through_shell(self, commands: &str) -> Self {
        Self {
            program: self.program.through_shell(commands),
        }
    }

    #[track_caller]
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        Self {
            program: self.program.file(name, content),
        }
    }

    /// Starts it, and waits for the line that tells where it listens.
    #[track_caller]
    pub(crate) fn start(self) -> Server {
        let (command, folder) = self.program.into_parts();
        Server::spawn(command, folder)
    }
}

/// A server listening on a free port of the loopback address.
pub(crate) struct Server {
    child: Child,
    url: String,
    address: SocketAddr,
    log: Log,
    readers: Option<(JoinHandle<()>, JoinHandle<()>)>,
    lines: Receiver<String>,
    folder: TempDir,
}

impl Server {
    #[track_caller]
    fn spawn(mut command: Command, folder: TempDir) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server's program can be started");
        let stdout = child
            .stdout
            .take()
            .expect("standard output was piped above");
        let stderr = child.stderr.take().expect("standard error was piped above");
        let (log, log_reader) = Log::collect(stderr);
        let (lines, stdout_reader) = collect_lines(stdout);
        let mut server = Self {
            child,
            url: String::new(),
            address: SocketAddr::from(([0, 0, 0, 0], 0)),
            log,
            readers: Some((log_reader, stdout_reader)),
            lines,
            folder,
        };
        server.wait_until_it_listens();
        server
    }

    /// `serve --port 0` with the tests' private key; more arguments may be added.
    #[expect(clippy::new_ret_no_self, reason = "reads as the program it starts")]
    pub(crate) fn new() -> ServerBuilder {
        Self::bare()
            .file("key.txt", format!("{KEY}\n"))
            .args(["--secret-key-file", "key.txt"])
    }

    /// `serve --port 0` without a key, for `--lab` and for tests about where the key comes from.
    pub(crate) fn bare() -> ServerBuilder {
        ServerBuilder {
            program: Fsd::new(["serve", "--port", "0"]),
        }
    }

    /// The usual server: private key, default settings.
    #[track_caller]
    pub(crate) fn start() -> Self {
        Self::new().start()
    }

    /// Starts an outside peer that announces itself in the same way.
    #[track_caller]
    pub(crate) fn peer(command: Command) -> Self {
        Self::spawn(
            command,
            TempDir::new().expect("a temporary folder can be made"),
        )
    }

    #[track_caller]
    fn wait_until_it_listens(&mut self) {
        let Ok(line) = self.lines.recv_timeout(PATIENCE) else {
            drop(self.child.kill());
            let status = self.child.wait();
            self.join_readers();
            panic!(
                "the server does not listen ({status:?}); its stderr:\n{}",
                self.log.text()
            );
        };
        let url = line
            .strip_prefix("listening on ")
            .unwrap_or_else(|| panic!("unexpected first line {line:?}\n{}", self.log.text()));
        let address = url.split_once("://").map_or(url, |(_, address)| address);
        self.address = address
            .parse()
            .unwrap_or_else(|_| panic!("no address in {line:?}"));
        self.url = url.to_owned();
    }

    /// `http://127.0.0.1:<port>`, as announced by the server.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its process id.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Its resident memory in KiB.
    #[cfg(target_os = "linux")]
    #[track_caller]
    pub(crate) fn resident_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid()));
        let status = status.expect("a running process has a status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        number
            .and_then(|number| number.parse().ok())
            .expect("VmRSS is a number of kB")
    }

    /// A new visitor, with an empty cookie jar.
    pub(crate) fn client(&self) -> Client {
        Client::new(self.address)
    }

    /// The server's working folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Waits until standard error contains `part`, and returns all of it.
    #[track_caller]
    pub(crate) fn wait_for_log(&self, part: &str) -> String {
        self.log
            .wait_for(part)
            .unwrap_or_else(|text| panic!("no {part:?} in the log:\n{text}"))
    }

    /// The standard error so far.
    pub(crate) fn log(&self) -> String {
        self.log.text()
    }

    /// Sends a signal, named `TERM` or `INT` for example.
    #[track_caller]
    pub(crate) fn signal(&self, name: &str) {
        let status = Command::new("sh")
            .args([
                "-c",
                "kill -s \"$0\" \"$1\"",
                name,
                &self.child.id().to_string(),
            ])
            .status()
            .expect("sh runs");
        assert!(
            status.success(),
            "the server is gone already:\n{}",
            self.log.text()
        );
    }

    /// Kills it with SIGKILL, so that it cannot tidy up.
    #[track_caller]
    pub(crate) fn kill(self) -> Ended {
        self.signal("KILL");
        self.wait()
    }

    /// Waits until a server that was told to stop has ended.
    pub(crate) fn wait(mut self) -> Ended {
        let status = self.child.wait().expect("a child can be waited for");
        self.join_readers();
        Ended {
            status,
            stdout: self.lines.try_iter().collect(),
            stderr: self.log.text(),
        }
    }

    /// Stops it with SIGTERM, and waits.
    #[track_caller]
    pub(crate) fn stop(self) -> Ended {
        self.signal("TERM");
        self.wait()
    }

    fn join_readers(&mut self) {
        if let Some((log, stdout)) = self.readers.take() {
            log.join().expect("the log's reader does not panic");
            stdout.join().expect("the reader of stdout does not panic");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The output of a server that has ended.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    /// The lines after the announcement.
    pub(crate) stdout: Vec<String>,
    pub(crate) stderr: String,
}

/// Standard error, collected as it arrives.
#[derive(Clone, Default)]
struct Log(Arc<(Mutex<String>, Condvar)>);

impl Log {
    fn collect(mut source: impl Read + Send + 'static) -> (Self, JoinHandle<()>) {
        let log = Self::default();
        let writer = log.clone();
        let reader = thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(length @ 1..) = source.read(&mut chunk) {
                let (text, changed) = &*writer.0;
                text.lock()
                    .expect("no holder panics")
                    .push_str(&String::from_utf8_lossy(&chunk[..length]));
                changed.notify_all();
            }
        });
        (log, reader)
    }

    fn text(&self) -> String {
        self.0.0.lock().expect("no holder panics").clone()
    }

    fn wait_for(&self, part: &str) -> Result<String, String> {
        let (text, changed) = &*self.0;
        let text = text.lock().expect("no holder panics");
        let (text, wait) = changed
            .wait_timeout_while(text, PATIENCE, |text| !text.contains(part))
            .expect("no holder panics");
        if wait.timed_out() {
            Err(text.clone())
        } else {
            Ok(text.clone())
        }
    }
}

fn collect_lines(source: impl Read + Send + 'static) -> (Receiver<String>, JoinHandle<()>) {
    let (sender, lines) = mpsc::channel();
    let reader = thread::spawn(move || {
        for line in BufReader::new(source).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    (lines, reader)
}
