//! The package that people install, made by `tests/package`: tried in an empty root, and as a
//! service of a systemd booted for the test.
#![cfg(target_os = "linux")]

mod container;
mod debian;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::{COURSE_KEY, Server, peers};

/// `{"a":1}`, signed with the course's key at 1700000000.
const A: &str = "eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM";

/// Runs a program, which must succeed.
#[track_caller]
fn run(command: &mut Command) -> Output {
    let output = command.output().expect("the program can be started");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{command:?}: {}\n{}{}",
        output.status,
        text(&output.stdout),
        text(&output.stderr)
    );
    output
}

#[track_caller]
fn stdout(command: &mut Command) -> String {
    String::from_utf8(run(command).stdout).expect("UTF-8")
}

/// An empty folder in which dpkg has installed the package.
#[track_caller]
fn installed(deb: &Path) -> TempDir {
    let root = TempDir::new().expect("a temporary folder can be made");
    let database = root.path().join("var/lib/dpkg");
    for folder in ["info", "updates"] {
        fs::create_dir_all(database.join(folder)).expect("it is writable");
    }
    for file in ["status", "available"] {
        fs::write(database.join(file), "").expect("it is writable");
    }
    // Its dependencies are not installed in this root.
    let mut install = dpkg(root.path());
    run(install.args(["--force-depends", "--install"]).arg(deb));
    root
}

fn dpkg(root: &Path) -> Command {
    let mut command = Command::new("dpkg");
    command.arg(format!("--root={}", root.display()));
    command.args(["--log=/dev/null", "--force-script-chrootless"]);
    command
}

/// Copies the system's C library into the root, as far as the program needs it.
#[track_caller]
fn add_libraries(root: &Path, program: &str) {
    let listed = stdout(Command::new("ldd").arg(inside(root, program)));
    let libraries = listed.split_whitespace().filter(|it| it.starts_with('/'));
    for library in libraries {
        let copy = inside(root, library);
        let folder = copy.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("it is writable");
        fs::copy(library, copy).expect("it is there");
    }
}

/// The path of something inside the root, as seen from outside.
fn inside(root: &Path, path: &str) -> PathBuf {
    root.join(path.trim_start_matches('/'))
}

/// Runs the program with nothing but the package and the C library: no `/etc`, no `/dev`.
fn alone_in(root: &Path, program: &str) -> Command {
    let mut command = Command::new("chroot");
    command.arg(root).arg(program);
    // For finding `chroot`; the root has nothing else on this path.
    command.env_clear().env("PATH", "/usr/sbin:/usr/bin");
    command
}

/// All files below a folder, as paths relative to it, sorted.
fn files(root: &Path) -> Vec<String> {
    let listed = stdout(
        Command::new("find")
            .arg(root)
            .args(["-type", "f", "-printf", "%P\n"]),
    );
    let mut files: Vec<String> = listed.lines().map(str::to_owned).collect();
    files.sort();
    files
}

#[track_caller]
fn assert_it_works(root: &Path, program: &str) {
    add_libraries(root, program);
    let version = stdout(alone_in(root, program).arg("--version"));
    assert!(version.starts_with("flask-session-demo "), "{version}");
    let mut decode = alone_in(root, program);
    decode.args(["decode-cookie", "--json", "--now", "1700000010"]);
    let answer = stdout(decode.args(["--secret-key", COURSE_KEY, A]));
    assert!(answer.contains(r#""verdict":"valid""#), "{answer}");
    let mut serve = alone_in(root, program);
    serve.args(["serve", "--port", "0", "--data-dir", "/data"]);
    let server = Server::peer(serve);
    let mut visitor = server.client();
    visitor.sign_in("alice");
    visitor.get("/").status(200).has("alice");
    assert!(server.stop().status.success());
    assert!(root.join("data/accounts.sqlite3").exists());
}

#[test]
fn the_debian_package_works_in_an_empty_root_and_leaves_nothing() {
    let (Some(deb), Some(())) = (peers::package(".deb"), peers::root()) else {
        return;
    };
    let root = installed(&deb);
    let program = "/usr/bin/flask-session-demo";
    assert_it_works(root.path(), program);
    let files = files(root.path());
    for part in [
        "usr/lib/systemd/system/flask-session-demo.service",
        "usr/share/bash-completion/completions/flask-session-demo",
        "usr/share/doc/flask-session-demo/copyright",
        "usr/share/fish/vendor_completions.d/flask-session-demo.fish",
        "usr/share/man/man1/flask-session-demo-decode-cookie.1.gz",
        "usr/share/man/man1/flask-session-demo.1.gz",
        "usr/share/man/man7/flask-session-cookie.7.gz",
        "usr/share/man/man7/flask-session-demo-class.7.gz",
        "usr/share/man/man7/flask-session-demo-security.7.gz",
        "usr/share/zsh/vendor-completions/_flask-session-demo",
    ] {
        assert!(files.iter().any(|file| file == part), "{part} in {files:?}");
    }
    let depends = stdout(Command::new("dpkg-deb").arg("-f").arg(&deb).arg("Depends"));
    let depends = depends.trim();
    assert!(depends.starts_with("libc6 (>= "), "{depends}");
    // The README says for which systems the package is.
    let glibc = depends.trim_start_matches("libc6 (>= ").split(')').next();
    let glibc = format!("(glibc {})", glibc.unwrap_or_default());
    assert!(
        include_str!("../../../README.md").contains(&glibc),
        "{depends}"
    );
    run(dpkg(root.path()).args(["--purge", "flask-session-demo"]));
    assert!(!root.path().join("usr").exists());
}

#[test]
fn the_tarball_works_in_an_empty_root() {
    let (Some(tarball), Some(())) = (peers::package(".tar.gz"), peers::root()) else {
        return;
    };
    let root = TempDir::new().expect("a temporary folder can be made");
    run(Command::new("tar")
        .arg("-xzf")
        .arg(tarball)
        .arg("-C")
        .arg(root.path()));
    let files = files(root.path());
    let find = |name: &str| files.iter().find(|file| file.ends_with(name));
    let program = find("/flask-session-demo").expect("the program is there");
    assert_it_works(root.path(), &format!("/{program}"));
    for name in [
        "README.md",
        "LICENSE",
        "man/flask-session-demo.1",
        "man/flask-session-cookie.7",
        "completions/_flask-session-demo",
    ] {
        assert!(find(name).is_some(), "{name} in {files:?}");
    }
}

#[test]
fn systemd_finds_nothing_wrong_with_the_unit_and_little_exposed() {
    let (Some(deb), Some(())) = (peers::package(".deb"), peers::root()) else {
        return;
    };
    let Some(analyze) = peers::program("systemd-analyze", "--version") else {
        return;
    };
    let root = installed(&deb);
    let unit = "flask-session-demo.service";
    let mut security = Command::new(analyze);
    security.arg(format!("--root={}", root.path().display()));
    // Of 100 points; a service without any protection has 96.
    run(security.args(["--offline=yes", "--threshold=20", "security", unit]));
    // `verify` ignores the root, so the paths must be those of this machine.
    let text = fs::read_to_string(root.path().join("usr/lib/systemd/system").join(unit));
    let here = format!("{}/usr/bin/", root.path().display());
    let text = text.expect("it is installed").replace("/usr/bin/", &here);
    let folder = TempDir::new().expect("a temporary folder can be made");
    let copy = folder.path().join(unit);
    fs::write(&copy, text.replace("man:", "file:/")).expect("it is writable");
    let verified = run(Command::new(analyze).arg("verify").arg(copy));
    assert_eq!(String::from_utf8_lossy(&verified.stderr), "");
}

/// A file left by `check.sh`.
#[track_caller]
fn found(folder: &Path, name: &str) -> String {
    let path = folder.join("found").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn the_service_serves_as_a_user_of_its_own_without_any_right() {
    let (Some(deb), Some(())) = (peers::package(".deb"), peers::root()) else {
        return;
    };
    if peers::systemd().is_none() {
        return;
    }
    let folder = TempDir::new().expect("a temporary folder can be made");
    let boot = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/package/boot.sh");
    run(Command::new("bash").arg(boot).arg(folder.path()).arg(deb));
    let found = |name| found(folder.path(), name);
    assert_eq!(
        found("health"),
        "ok\n",
        "{}{}",
        found("errors"),
        found("journal")
    );
    assert!(found("header").contains("content-security-policy"));
    let status = found("status");
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap_or_default().trim().to_owned()
    };
    assert_eq!(field("CapBnd:"), "0000000000000000");
    assert_eq!(field("NoNewPrivs:"), "1");
    assert_eq!(field("Seccomp:"), "2");
    assert!(!field("Uid:").starts_with("0\t"), "{status}");
    assert_eq!(found("state"), "700\n");
    assert_eq!(found("key_before"), found("key_after"));
    assert!(found("files").contains("secret_key") && found("files").contains("accounts.sqlite3"));
    assert_eq!(found("enabled"), "disabled\n");
    assert_eq!(found("restarted"), "yes\n", "{}", found("upgrade"));
    assert_eq!(found("ended"), "Result=success\nExecMainStatus=0\n");
    assert_eq!(found("active_before"), "active\n");
    assert_eq!(found("active_after"), "inactive\n", "{}", found("removal"));
    assert!(
        found("journal").contains("stopping"),
        "{}",
        found("journal")
    );
}
