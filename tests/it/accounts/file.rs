//! What can go wrong with the file: a kill, a full disk, missing permissions, someone else's
//! database.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::{PASSWORD, csrf_token, holder, listed, server_in, sign_in, sign_up};
use crate::support::flask::{output_of, python_script};
use crate::support::{Fsd, Server, peers};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

#[test]
fn no_acknowledged_account_is_lost_when_the_server_is_killed() {
    let folder = folder();
    let mut acknowledged: Vec<String> = Vec::new();
    for round in 0..10 {
        let server = server_in(folder.path()).start();
        let known = Mutex::new(Vec::new());
        thread::scope(|scope| {
            for visitor in 0..3 {
                let (known, address) = (&known, server.address());
                scope.spawn(move || {
                    for count in 0.. {
                        let login = format!("{round}-{visitor}-{count}");
                        if !try_sign_up(address, &login) {
                            return;
                        }
                        known.lock().expect("no holder panics").push(login);
                    }
                });
            }
            let started = Instant::now();
            while known.lock().expect("no holder panics").len() < 2 {
                assert!(
                    started.elapsed() < Duration::from_mins(1),
                    "nobody can sign up"
                );
                thread::sleep(Duration::from_millis(5));
            }
            // While further sign-ups are running.
            server.kill();
        });
        acknowledged.extend(known.into_inner().expect("no holder panics"));
        let listed = listed(folder.path());
        for login in &acknowledged {
            assert!(listed.contains(login), "{login} is lost: {listed:?}");
        }
    }
    assert!(acknowledged.len() >= 20);
    let server = server_in(folder.path()).start();
    let first = acknowledged.first().expect("there are some");
    sign_in(&mut server.client(), first, PASSWORD).status(302);
}

/// Whether the server acknowledges the account; `false` if the server is gone.
fn try_sign_up(address: std::net::SocketAddr, login: &str) -> bool {
    let attempt = std::panic::catch_unwind(|| {
        let mut client = crate::support::Client::new(address);
        sign_up(&mut client, login, PASSWORD).status
    });
    attempt.is_ok_and(|status| status == 302)
}

/// A small file system, unmounted when dropped.
struct Mounted(TempDir);

impl Mounted {
    fn new(options: &str) -> Self {
        let folder = folder();
        mount(&["-t", "tmpfs", "-o", options, "tmpfs"], folder.path());
        Self(folder)
    }

    fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(self.0.path()).status());
    }
}

#[track_caller]
fn mount(args: &[&str], path: &Path) {
    let status = Command::new("mount").args(args).arg(path).status();
    assert!(status.expect("mount runs").success(), "mount {args:?}");
}

#[test]
fn a_full_disk_is_said_and_nothing_is_broken() {
    if peers::root().is_none() {
        return;
    }
    let disk = Mounted::new("size=512k,mode=0700");
    let server = server_in(&disk.data()).start();
    let mut alice = holder(&server, "alice");
    let mut visitor = server.client();
    let token = csrf_token(&mut visitor, "/sign-up");
    let filler = disk.0.path().join("filler");
    // More than fits; what fits stays.
    fs::write(&filler, vec![0; 1 << 20]).expect_err("the disk is full now");
    let mut refused = None;
    for count in 0..200 {
        let login = format!("visitor {count} {}", "x".repeat(40));
        let form = [
            ("csrf_token", &*token),
            ("login", &login),
            ("password", PASSWORD),
            ("confirm", PASSWORD),
        ];
        let response = visitor.clone_with_jar().post("/sign-up", &form);
        if response.status != 302 {
            refused = Some(response);
            break;
        }
    }
    let refused = refused.expect("a full disk takes no account").status(503);
    assert_eq!(refused.one("Retry-After"), "5");
    refused.has("Les comptes ne sont pas disponibles");
    server.wait_for_log("disk is full");
    alice.get("/").status(200).has("Ce nom a un compte");
    fs::remove_file(&filler).expect("it is there");
    sign_up(&mut visitor, "later", PASSWORD).status(302);
    drop(server);
    assert!(listed(&disk.data()).contains(&"alice".to_owned()));
}

#[test]
fn a_folder_that_cannot_be_written_is_refused_at_the_start() {
    let disk;
    let data;
    let plain = folder();
    if peers::is_root() {
        disk = Mounted::new("size=1m,mode=0700");
        data = disk.data();
        drop(server_in(&data).start());
        mount(&["-o", "remount,ro"], disk.0.path());
    } else {
        data = plain.path().join("data");
        drop(server_in(&data).start());
        read_only(&data);
    }
    Fsd::new(["--lang", "en", "serve", "--port", "0", "--data-dir"])
        .args([&data])
        .env("FLASK_SECRET_KEY", crate::support::KEY)
        .run()
        .code(1)
        .stderr_has("cannot be written")
        .stderr_has("hint: ");
}

#[cfg(unix)]
fn read_only(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let set = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    for entry in fs::read_dir(folder).expect("it exists") {
        set(&entry.expect("it can be listed").path(), 0o400);
    }
    set(folder, 0o500);
}

#[cfg(not(unix))]
fn read_only(_folder: &Path) {}

#[track_caller]
fn assert_start_refused(folder: &Path, sentence: &str) {
    let file = folder.join("accounts.sqlite3");
    let before = fs::read(&file).expect("it exists");
    Fsd::new(["--lang", "en", "serve", "--port", "0", "--data-dir"])
        .args([folder])
        .env("FLASK_SECRET_KEY", crate::support::KEY)
        .run()
        .code(2)
        .stdout("")
        .stderr_has(sentence)
        .stderr_has("hint: ");
    assert_eq!(
        fs::read(&file).expect("it exists"),
        before,
        "it was changed"
    );
}

#[test]
fn another_file_is_refused_and_left_as_it_is() {
    let folder = folder();
    fs::write(
        folder.path().join("accounts.sqlite3"),
        "a letter\n".repeat(500),
    )
    .expect("writable");
    assert_start_refused(folder.path(), "is not a database");
}

#[test]
fn another_applications_or_a_newer_database_is_refused_and_left_as_it_is() {
    let Some(python) = peers::python() else {
        return;
    };
    for (sql, sentence) in [
        (
            "CREATE TABLE user (id INTEGER PRIMARY KEY, username TEXT);",
            "belongs to another application",
        ),
        (
            "CREATE TABLE flask_session_demo_schema (version INTEGER NOT NULL); \
             INSERT INTO flask_session_demo_schema VALUES (3);",
            "is of a newer version of this program",
        ),
    ] {
        let folder = folder();
        let database = folder.path().join("accounts.sqlite3");
        output_of(
            python_script(&python, "accounts.py")
                .arg("execute")
                .arg(&database),
            sql,
        );
        assert_start_refused(folder.path(), sentence);
    }
}

#[test]
fn a_database_of_the_first_version_is_brought_up_to_date_with_what_it_holds() {
    if peers::python().is_none() {
        return;
    }
    let folder = folder();
    super::execute(folder.path(), include_str!("schema-1.sqlite.sql"));
    super::execute(
        folder.path(),
        "INSERT INTO users (username, password) VALUES ('alice', 'x'); \
         INSERT INTO revoked (uid, until) VALUES ('kept', 9999999999);",
    );
    for _ in 0..2 {
        drop(
            server_in(folder.path())
                .args(["--revoke-on-logout"])
                .start(),
        );
        assert_eq!(listed(folder.path()), ["alice"]);
        let sql = "SELECT version, uid, share FROM flask_session_demo_schema, revoked";
        let rows = super::query(folder.path(), sql);
        assert_eq!(rows, [serde_json::json!([2, "kept", null])]);
    }
}

#[test]
fn a_database_that_another_program_holds_is_refused() {
    let Some(python) = peers::python() else {
        return;
    };
    let folder = folder();
    drop(server_in(folder.path()).start());
    let database = folder.path().join("accounts.sqlite3");
    let locker = python_script(&python, "accounts.py")
        .arg("lock")
        .arg(&database)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut locker = locker.expect("Python can be started");
    let mut said = [0; 7];
    let stdout = locker.stdout.as_mut().expect("piped above");
    std::io::Read::read_exact(stdout, &mut said).expect("it says that it has locked");
    assert_start_refused(folder.path(), "is locked by another program");
    drop(locker.stdin.take());
    locker.wait().expect("a child can be waited for");
    drop(server_in(folder.path()).start());
}

#[test]
fn the_file_is_its_owners_alone_wherever_it_is() {
    let server = Server::new()
        .args(["--database", "sqlite:a folder/é%20.sqlite3"])
        .start();
    holder(&server, "alice");
    let file = server.folder().join("a folder/é%20.sqlite3");
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let mode = |path: &Path| fs::metadata(path).expect("it exists").mode() & 0o777;
        assert_eq!(mode(&file), 0o600);
        assert_eq!(mode(file.parent().expect("it has one")), 0o700);
    }
    assert!(file.exists());
}
