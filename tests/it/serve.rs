//! `serve` from start to end: where it listens, which key it uses, and how it stops.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};

use crate::support::postgres::Postgres;
use crate::support::{COURSE_KEY, Client, Fsd, KEY, Server};

#[test]
fn a_port_that_is_taken_is_named_with_the_next_one() {
    let server = Server::start();
    let port = server.address().port().to_string();
    let next = (server.address().port().checked_add(1).unwrap_or(8000)).to_string();
    let serve = |lang| {
        Fsd::new(["serve", "--lab", "--port", &port, "--lang", lang])
            .run()
            .code(6)
            .stdout("")
    };
    serve("fr")
        .stderr_has(&format!(
            "erreur\u{a0}: Le port {port} est déjà pris sur 127.0.0.1.\n"
        ))
        .stderr_has("  cause\u{a0}: Un autre programme écoute déjà (souvent «\u{202f}flask run")
        .stderr_has(&format!(
            "conseil\u{a0}: flask-session-demo serve --port {next} "
        ));
    serve("en")
        .stderr_has(&format!(
            "error: Port {port} is taken already on 127.0.0.1.\n"
        ))
        .stderr_has(&format!("hint: flask-session-demo serve --port {next} "));
}

#[test]
fn the_first_start_makes_a_key_and_the_second_finds_it() {
    let first = Server::bare().args(["--data-dir", "data"]).start();
    let path = first.folder().join("data").join("secret_key");
    let log = first.wait_for_log("Ctrl-C");
    assert!(log.contains("made just now, in data/secret_key"), "{log}");
    let key = fs::read_to_string(&path).expect("the key was written");
    assert_eq!(key.trim_end().len(), 64);
    assert!(!log.contains(key.trim_end()), "the key is not shown");
    assert_private(&path);
    let folder = first.folder().join("data");
    let mut client = first.client();
    client.sign_in("alice").status(302);

    let again = Server::bare().args(["--data-dir"]).args([folder]).start();
    let log = again.wait_for_log("Ctrl-C");
    assert!(!log.contains("made just now"), "{log}");
    let session = client.session().to_owned();
    let decoded = Fsd::new([
        "decode-cookie",
        "--json",
        &session,
        "--server-key",
        "--data-dir",
    ])
    .args([first.folder().join("data")])
    .run()
    .success();
    assert_eq!(decoded.json()["verdict"], "valid");
    drop(again);
}

#[cfg(unix)]
#[track_caller]
fn assert_private(path: &Path) {
    use std::os::unix::fs::MetadataExt;
    let mode = |path: &Path| fs::metadata(path).expect("it exists").mode() & 0o777;
    assert_eq!(mode(path), 0o600, "{}", path.display());
    let folder = path.parent().expect("a file has a folder");
    assert_eq!(mode(folder), 0o700, "{}", folder.display());
}

#[cfg(not(unix))]
fn assert_private(_path: &Path) {}

#[test]
fn the_lab_neither_reads_nor_writes_the_data_folders_key() {
    let server = Server::bare().args(["--lab", "--data-dir", "data"]).start();
    let log = server.wait_for_log("Ctrl-C");
    assert!(log.contains("LAB MODE: the key is public"), "{log}");
    assert!(!server.folder().join("data/secret_key").exists());
    let mut client = server.client();
    client.sign_in("alice").status(302);
    Fsd::new([
        "decode-cookie",
        "--secret-key",
        COURSE_KEY,
        client.session(),
    ])
    .run()
    .success();
}

#[test]
fn the_lab_accepts_the_course_key_given_by_hand() {
    Server::bare()
        .args(["--lab"])
        .env("FLASK_SECRET_KEY", COURSE_KEY)
        .start();
    Fsd::new(["serve", "--lab"])
        .env("FLASK_SECRET_KEY", KEY)
        .run()
        .code(2)
        .stderr_has("from FLASK_SECRET_KEY");
}

#[test]
fn doubtful_settings_are_told_and_do_not_stop_the_start() {
    let server = Server::bare()
        .file("short.txt", "qzx\n")
        .args([
            "--secret-key-file",
            "short.txt",
            "-s",
            "SESSION_COOKIE_SECURE=true",
        ])
        .start();
    let log = server.wait_for_log("Ctrl-C");
    for warning in [
        "warning: the key from short.txt has only 3 bytes",
        "warning: --set SESSION_COOKIE_SECURE asks for Secure",
    ] {
        assert!(log.contains(warning), "no {warning:?} in {log}");
    }
}

#[test]
fn a_guessable_key_is_told_and_not_shown() {
    let key = "very_secure_password";
    let server = Server::bare().env("FLASK_SECRET_KEY", key).start();
    let log = server.wait_for_log("Ctrl-C");
    let warning = "warning: the key from FLASK_SECRET_KEY consists of words or patterns";
    assert!(log.contains(warning) && !log.contains(key), "{log}");
}

#[cfg(unix)]
#[test]
fn a_key_file_that_others_can_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path().join("key.txt");
    for (mode, is_told) in [(0o600, false), (0o640, true), (0o604, true)] {
        fs::write(&path, KEY).expect("a temporary folder is writable");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("it is ours");
        let server = Server::bare()
            .args(["--secret-key-file"])
            .args([&path])
            .start();
        let log = server.wait_for_log("Ctrl-C");
        let warning = format!("can read {0}: chmod 600 {0}\n", path.display());
        assert_eq!(log.contains(&warning), is_told, "{mode:o}: {log}");
    }
}

#[cfg(unix)]
#[test]
fn what_others_can_read_of_accounts_tls_and_data_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let data = folder.path().join("data");
    if crate::tls::make_certificate(folder.path(), "localhost").is_none() {
        return;
    }
    let certificate = folder.path().join("cert.pem");
    let tls_key = folder.path().join("key.pem");
    let start = || {
        Server::bare()
            .env("FLASK_RUN_CERT", &certificate)
            .env("FLASK_RUN_KEY", &tls_key)
            .args(["--data-dir".as_ref(), data.as_os_str()])
            .start()
    };
    let set = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    set(&tls_key, 0o600);
    let log = start().wait_for_log("Ctrl-C");
    assert!(!log.contains("other accounts"), "{log}");
    let database = data.join("accounts.sqlite3");
    set(&data, 0o750);
    set(&database, 0o640);
    set(&tls_key, 0o644);
    let log = start().wait_for_log("Ctrl-C");
    for (path, mode) in [(&data, 700), (&database, 600), (&tls_key, 600)] {
        let cure = format!("chmod {mode} {}\n", path.display());
        assert!(log.contains(&cure), "no {cure:?} in {log}");
    }
}

#[test]
fn a_secret_on_the_command_line_is_told() {
    let told = "puts a secret on the command line";
    let log = Server::bare()
        .args(["--set", &format!("SECRET_KEY={KEY}")])
        .start()
        .wait_for_log("Ctrl-C");
    let warning = format!("warning: --set SECRET_KEY {told}");
    assert!(log.contains(&warning) && !log.contains(KEY), "{log}");
    let log = Server::start().wait_for_log("Ctrl-C");
    assert!(!log.contains(told), "{log}");
    let Some(postgres) = Postgres::start_new() else {
        return;
    };
    for (option, value) in [
        ("--database", postgres.url()),
        ("--set", format!("DATABASE={}", postgres.url())),
    ] {
        let log = Server::new()
            .args([option, &value])
            .start()
            .wait_for_log("Ctrl-C");
        assert!(
            log.contains(told) && !log.contains(&postgres.url()),
            "{log}"
        );
    }
    let of_the_environment = Server::new().env("FLASK_DATABASE", postgres.url()).start();
    let log = of_the_environment.wait_for_log("Ctrl-C");
    assert!(!log.contains(told), "{log}");
}

#[test]
fn it_listens_on_ipv6_with_brackets() {
    let server = Server::new().args(["--host", "::1"]).start();
    assert_eq!(
        server.url(),
        format!("http://[::1]:{}", server.address().port())
    );
    server.client().get("/").status(200);
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_with_success_and_a_second_one_at_once() {
    for signal in ["INT", "TERM"] {
        let server = Server::start();
        server.signal(signal);
        let ended = server.wait();
        assert_eq!(ended.status.code(), Some(0), "{}", ended.stderr);
        assert_eq!(ended.stdout, Vec::<String>::new(), "one line is all");
    }
    let server = Server::start();
    // A request in flight, whose form never arrives.
    let mut connection = server.client().connect();
    connection.send("POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n");
    assert_eq!(connection.response().status, 100);
    server.signal("INT");
    // Two signals at once count as one, so the first must have been noticed.
    server.wait_for_log("stopping connections=1");
    server.signal("INT");
    assert_eq!(server.wait().status.code(), Some(130));
}

#[test]
fn the_site_stays_when_nobody_reads_the_announcement() {
    let (mut command, folder) = Fsd::new(["serve", "--lab", "--port", "0"]).into_parts();
    let mut child = Killed(
        command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started"),
    );
    drop(child.0.stdout.take());
    let stderr = child.0.stderr.take().expect("it was piped");
    let mut lines = BufReader::new(stderr).lines();
    let banner = lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("http://")));
    let banner = banner.expect("a line with the address").expect("UTF-8");
    let (_, address) = banner.split_once("http://").expect("it has one");
    let address = address.parse().expect("an address");
    Client::new(address).get("/").status(200);
    assert!(child.0.try_wait().is_ok_and(|ended| ended.is_none()));
    drop(folder);
}

/// A child process that is killed when the test ends.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// A home folder that cannot be created: nobody, not even root, can create folders in `/proc`.
#[cfg(target_os = "linux")]
const NO_HOME: [(&str, &str); 3] = [
    ("HOME", "/proc/nowhere"),
    ("XDG_CONFIG_HOME", "/proc/nowhere/config"),
    ("XDG_DATA_HOME", "/proc/nowhere/data"),
];

#[cfg(target_os = "linux")]
#[test]
fn the_lab_keeps_accounts_in_memory_where_the_home_folder_cannot_be_written() {
    let mut server = Server::bare().args(["--lab"]);
    for (name, value) in NO_HOME {
        server = server.env(name, value);
    }
    let server = server.start();
    let log = server.wait_for_log("Ctrl-C");
    assert!(
        log.contains("Accounts         in memory only: the data folder cannot be"),
        "{log}"
    );
    // The whole life of an account, which needs the same database on all connections.
    let mut alice = crate::accounts::holder(&server, "alice");
    alice.get("/").status(200);
    crate::accounts::sign_in(&mut server.client(), "alice", "wrong").status(401);
}

#[cfg(target_os = "linux")]
#[test]
fn without_the_lab_a_home_folder_that_cannot_be_written_is_refused_with_the_option() {
    let serve = |args: &[&str]| {
        NO_HOME
            .iter()
            .fold(Fsd::new(["serve"]).args(args), |fsd, (name, value)| {
                fsd.env(name, value)
            })
            .run()
    };
    serve(&[])
        .code(1)
        .stderr_has("error: Cannot write /proc/nowhere/data/flask-session-demo/secret_key.\n")
        .stderr_has("hint: Name another folder with --data-dir;");
    serve(&["--set", "SECRET_KEY=a-private-key-of-mine"])
        .code(1)
        .stderr_has("accounts.sqlite3 cannot be opened.\n")
        .stderr_has("--data-dir");
    // A folder that was named must be used.
    serve(&["--lab", "--data-dir", "/proc/nowhere/data"])
        .code(1)
        .stderr_has("--data-dir");
}
