//! Which source this program is built from, for `--version`: commit, its date, target.
//!
//! The date is the commit's, so that the same source gives the same program. Without git, or in a
//! tree that is not this project's own checkout (an archive, a vendored copy), the target alone is
//! told.

use std::path::Path;
use std::process::Command;

#[expect(
    clippy::disallowed_methods,
    reason = "cargo talks to a build script so"
)]
fn main() {
    let target = std::env::var("TARGET").unwrap_or_default();
    println!("cargo::rerun-if-changed=src/build.rs");
    for file in ["HEAD", "logs/HEAD"] {
        // Changes with each commit and checkout, and with nothing else.
        if let Some(path) = git(&["rev-parse", "--git-path", file])
            && Path::new(&path).exists()
        {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    let build = match commit() {
        Some(commit) => format!("{commit}, {target}"),
        None => target,
    };
    println!("cargo::rustc-env=FSD_BUILD={build}");
}

/// `0123456789ab 2026-11-24`, if this is a checkout of its own.
fn commit() -> Option<String> {
    // Empty in the top folder of a checkout: the project may lie in a larger one.
    if git(&["rev-parse", "--show-prefix"]).is_some() {
        return None;
    }
    git(&["log", "-1", "--abbrev=12", "--format=%h %cs"])
}

/// What git prints, if it is there and has something to say.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !text.is_empty()).then_some(text)
}
