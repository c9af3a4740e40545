//! The outside peers that `tests/run` installs under `target/peers`: Flask, Chromium, checkers.
//!
//! `cargo test` alone skips tests whose peer is missing, and says so. With `FSD_REQUIRE_PEERS=1`,
//! as in `tests/run`, a missing peer is a failure.

use std::io::Write;
use std::panic::Location;
use std::path::{Path, PathBuf};
use std::process::Command;

/// `target/peers`.
fn folder() -> PathBuf {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    tmp.parent().expect("target/tmp has a parent").join("peers")
}

/// The Python with the pinned Flask.
#[track_caller]
pub(crate) fn python() -> Option<PathBuf> {
    found("Flask (Python)", folder().join("venv/bin/python"))
}

/// A program in that Python environment, such as `flask-unsign`.
#[track_caller]
pub(crate) fn python_tool(name: &str) -> Option<PathBuf> {
    found(name, folder().join("venv/bin").join(name))
}

/// The folder whose `node_modules` has playwright-core, axe-core and the HTML checker.
#[track_caller]
pub(crate) fn node_modules() -> Option<PathBuf> {
    found("playwright-core (npm)", folder().join("node/node_modules"))
}

/// Debian's Chromium.
#[track_caller]
pub(crate) fn chromium() -> Option<PathBuf> {
    found("Chromium", PathBuf::from("/usr/bin/chromium"))
}

/// The Nu HTML checker, to be run as `java -jar <this>`.
#[track_caller]
pub(crate) fn html_checker() -> Option<PathBuf> {
    let jar = found(
        "the Nu HTML checker (npm)",
        folder().join("node/node_modules/vnu-jar/build/dist/vnu.jar"),
    )?;
    runs("java", "-version")
        .then_some(jar)
        .or_else(|| leave_out("java"))
}

/// A program installed by the system's package manager, found by running it.
#[track_caller]
pub(crate) fn program(name: &'static str, version: &str) -> Option<&'static str> {
    runs(name, version)
        .then_some(name)
        .or_else(|| leave_out(name))
}

/// The folder with PostgreSQL's programs, which Debian does not put on the path.
#[track_caller]
pub(crate) fn postgres() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let folders = versions
        .filter_map(Result::ok)
        .map(|entry| entry.path().join("bin"));
    let newest = folders
        .filter(|folder| folder.join("initdb").exists())
        .max();
    newest.or_else(|| leave_out("PostgreSQL"))
}

/// The file with this ending made by `tests/package`.
#[track_caller]
pub(crate) fn package(ending: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/package");
    let files = std::fs::read_dir(folder).into_iter().flatten();
    let paths = files.filter_map(Result::ok).map(|entry| entry.path());
    let package = paths
        .into_iter()
        .find(|path| path.to_string_lossy().ends_with(ending));
    package.or_else(|| leave_out("the packages (tests/package)"))
}

/// systemd, which a test boots for itself.
#[track_caller]
pub(crate) fn systemd() -> Option<()> {
    let is_there = Path::new("/lib/systemd/systemd").exists();
    let can_boot = runs("unshare", "--version") && is_overlay_known();
    (is_there && can_boot)
        .then_some(())
        .or_else(|| leave_out("systemd, or a kernel with overlayfs"))
}

fn is_overlay_known() -> bool {
    let known = std::fs::read_to_string("/proc/filesystems").unwrap_or_default();
    known.contains("overlay")
}

/// Whether the tests run as root, to whom file modes do not apply.
pub(crate) fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout == b"0\n")
}

/// The rights of root.
#[track_caller]
pub(crate) fn root() -> Option<()> {
    is_root()
        .then_some(())
        .or_else(|| leave_out("root's rights (mount)"))
}

fn runs(program: &str, version: &str) -> bool {
    Command::new(program)
        .arg(version)
        .output()
        .is_ok_and(|output| output.status.success())
}

#[track_caller]
fn found(peer: &str, path: PathBuf) -> Option<PathBuf> {
    path.exists().then_some(path).or_else(|| leave_out(peer))
}

#[track_caller]
#[expect(
    clippy::disallowed_methods,
    reason = "a switch of the tests, not of the product"
)]
fn leave_out<T>(peer: &str) -> Option<T> {
    let place = Location::caller();
    assert!(
        std::env::var_os("FSD_REQUIRE_PEERS").is_none(),
        "{peer} is missing, and FSD_REQUIRE_PEERS is set: run tests/run"
    );
    // `eprintln!` would be captured, and not shown since the test passes.
    writeln!(
        std::io::stderr(),
        "\nLEFT OUT for want of {peer}: the test at {place}. `tests/run` installs it."
    )
    .expect("standard error can be written");
    None
}
