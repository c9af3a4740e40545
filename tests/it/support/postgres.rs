//! A real PostgreSQL for one test: a cluster in a temporary folder.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::peers;

/// Long enough for a busy machine; only reached if a test fails.
const PATIENCE: Duration = Duration::from_mins(1);

const PASSWORD: &str = "p@ss/word of the test";

/// The password, encoded for a URL.
const PASSWORD_IN_URL: &str = "p%40ss%2Fword%20of%20the%20test";

pub(crate) struct Postgres {
    programs: PathBuf,
    folder: TempDir,
    port: u16,
    server: Option<Child>,
}

impl Postgres {
    /// Starts a server with an empty database; `None` without PostgreSQL.
    #[track_caller]
    pub(crate) fn start_new() -> Option<Self> {
        let programs = peers::postgres()?;
        let folder = TempDir::new().expect("a temporary folder can be made");
        let password = folder.path().join("password");
        fs::write(&password, PASSWORD).expect("it is writable");
        if peers::is_root() {
            // initdb refuses to run as root.
            run(Command::new("chown")
                .arg("-R")
                .arg("postgres")
                .arg(folder.path()));
        }
        let mut postgres = Self {
            programs,
            folder,
            port: 0,
            server: None,
        };
        run(postgres
            .program("initdb")
            .args([
                "--username=fsd",
                "--auth=scram-sha-256",
                "--no-sync",
                "-E",
                "UTF8",
            ])
            .arg(format!("--pwfile={}", password.display()))
            .arg(postgres.data()));
        // Another program may take the port in the meantime, so several are
        // tried.
        for _ in 0..5 {
            let free = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
            postgres.port = free.local_addr().expect("it is bound").port();
            drop(free);
            if postgres.try_start() {
                return Some(postgres);
            }
        }
        panic!("PostgreSQL does not start:\n{}", postgres.log());
    }

    /// `postgres://…` with the password.
    pub(crate) fn url(&self) -> String {
        self.url_with("fsd", PASSWORD_IN_URL, "postgres")
    }

    pub(crate) fn url_with(&self, user: &str, password: &str, database: &str) -> String {
        format!(
            "postgres://{user}:{password}@127.0.0.1:{}/{database}",
            self.port
        )
    }

    /// Stops the server like `pg_ctl stop -m fast`.
    #[track_caller]
    pub(crate) fn stop(&mut self) {
        let mut server = self.server.take().expect("it runs");
        signal(&server, "INT");
        server.wait().expect("a child can be waited for");
    }

    /// Starts it again on the same port.
    #[track_caller]
    pub(crate) fn start(&mut self) {
        assert!(
            self.try_start(),
            "PostgreSQL does not start:\n{}",
            self.log()
        );
    }

    /// Runs SQL and returns what it prints.
    #[track_caller]
    pub(crate) fn sql(&self, statement: &str) -> String {
        let output = Command::new(self.programs.join("psql"))
            .env("PGPASSWORD", PASSWORD)
            .args([
                "-h",
                "127.0.0.1",
                "-U",
                "fsd",
                "-d",
                "postgres",
                "-v",
                "ON_ERROR_STOP=1",
            ])
            .args(["-p", &self.port.to_string(), "-Atc", statement])
            .output()
            .expect("psql runs");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{stderr}");
        String::from_utf8(output.stdout).expect("psql writes UTF-8")
    }

    fn try_start(&mut self) -> bool {
        let log = fs::File::create(self.folder.path().join("log")).expect("it is writable");
        let server = self
            .program("postgres")
            .arg("-D")
            .arg(self.data())
            .args(["-h", "127.0.0.1", "-p", &self.port.to_string()])
            .args(["-c", "fsync=off", "-c"])
            .arg(format!(
                "unix_socket_directories={}",
                self.folder.path().display()
            ))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("PostgreSQL can be started");
        let server = self.server.insert(server);
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if server.try_wait().expect("it is a child").is_some() {
                self.server = None;
                return false;
            }
            let is_ready = Command::new(self.programs.join("pg_isready"))
                .args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()])
                .status();
            if is_ready.is_ok_and(|status| status.success()) {
                return true;
            }
            sleep(Duration::from_millis(20));
        }
        panic!("PostgreSQL is not ready:\n{}", self.log());
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// A command for one of PostgreSQL's programs, run as an ordinary user.
    fn program(&self, name: &str) -> Command {
        let path: &Path = &self.programs.join(name);
        if !peers::is_root() {
            return Command::new(path);
        }
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid=postgres", "--regid=postgres", "--clear-groups"])
            .arg(path)
            .current_dir("/");
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            signal(server, "QUIT");
            drop(server.wait());
        }
    }
}

fn signal(child: &Child, name: &str) {
    run(Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", name, &child.id().to_string()]));
}

#[track_caller]
fn run(command: &mut Command) {
    let output = command.output().expect("the program can be started");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}:\n{stderr}");
}
