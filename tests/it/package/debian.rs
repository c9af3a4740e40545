//! What Debian asks of a package.

use std::collections::BTreeSet;
use std::process::Command;

use super::{installed, run, stdout};
use crate::support::peers;

#[test]
fn lintian_has_neither_errors_nor_warnings() {
    let Some(deb) = peers::package(".deb") else {
        return;
    };
    let Some(lintian) = peers::program("lintian", "--version") else {
        return;
    };
    let said = run(Command::new(lintian)
        .args(["--allow-root", "--fail-on", "error,warning"])
        .arg(&deb));
    assert_eq!(String::from_utf8_lossy(&said.stdout), "");
}

/// Every crate that is linked in stands there, with a licence whose text, or its place on a Debian
/// machine, stands there too.
#[test]
fn the_copyright_file_names_every_crate_and_every_licence() {
    let (Some(deb), Some(())) = (peers::package(".deb"), peers::root()) else {
        return;
    };
    let root = installed(&deb);
    let path = root
        .path()
        .join("usr/share/doc/flask-session-demo/copyright");
    let copyright = std::fs::read_to_string(path).expect("it is installed, and UTF-8");
    let tree = [
        "tree",
        "--locked",
        "--offline",
        "--edges",
        "normal",
        "--prefix",
        "none",
    ];
    let crates = stdout(
        Command::new(env!("CARGO"))
            .args(tree)
            .args(["--format", "{p}"]),
    );
    let mut crates: BTreeSet<&str> = crates.lines().filter(|line| !line.is_empty()).collect();
    crates.retain(|name| !name.starts_with("flask-session-demo "));
    assert!(crates.len() > 100, "{crates:?}");
    for name in crates {
        let mut words = name.split_whitespace();
        let folder = [words.next(), words.next()].map(Option::unwrap_or_default);
        let folder = format!(
            "vendor/{}-{}/*",
            folder[0],
            folder[1].trim_start_matches('v')
        );
        assert!(copyright.contains(&folder), "{folder}");
    }
    let paragraphs = copyright.split("\n\n");
    let (mut named, mut explained) = (BTreeSet::new(), BTreeSet::new());
    for paragraph in paragraphs {
        let mut lines = paragraph.trim_start().lines();
        let licence = lines.find_map(|line| line.strip_prefix("License: "));
        let Some(licence) = licence else { continue };
        named.insert(licence);
        if lines.any(|line| line.starts_with(' ')) {
            explained.insert(licence);
        }
    }
    assert!(
        named.len() > 5 && named == explained,
        "{named:?} {explained:?}"
    );
}
