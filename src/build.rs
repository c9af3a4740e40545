//! Records for `--version` which source the program was built from: commit, its date, target.
//!
//! The date is the commit's, so that the same source gives the same program. Without git, or in a
//! tree that is not a checkout of this project (an archive, a vendored copy), only the target is
//! recorded.

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
        // Changes with each commit and checkout, and at no other time.
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

/// `0123456789ab 2026-11-24`; `None` outside a checkout of this project.
fn commit() -> Option<String> {
    // Not empty in a subfolder of a larger repository, into which this source was copied.
    if git(&["rev-parse", "--show-prefix"]).is_some() {
        return None;
    }
    git(&["log", "-1", "--abbrev=12", "--format=%h %cs"])
}

/// The trimmed output of a git command; `None` if git is missing, fails or prints nothing.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !text.is_empty()).then_some(text)
}
