//! The rules of the source tree: which part may import which, and what must not be left behind.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The parts that each part may import, in the order in which a cookie passes through them: imports
/// only go down. `http` stands beside that path and knows no page. The longest name that fits a
/// file counts.
const MAY_IMPORT: [(&str, &[&str]); 17] = [
    ("build", &[]),
    ("itsdangerous", &[]),
    ("session", &["itsdangerous", "verified"]),
    ("anatomy", &["session", "itsdangerous"]),
    (
        "classroom",
        &["anatomy", "session", "itsdangerous", "verified"],
    ),
    ("clock", &[]),
    ("random", &[]),
    ("verified", &[]),
    ("accounts", &["clock", "random"]),
    ("http", &["clock", "random"]),
    (
        "view/text",
        &[
            "accounts",
            "anatomy",
            "classroom",
            "session",
            "itsdangerous",
        ],
    ),
    ("view", &[]),
    (
        "config",
        &["accounts", "session", "itsdangerous", "http", "random"],
    ),
    (
        "web",
        &[
            "http",
            "view",
            "accounts",
            "anatomy",
            "classroom",
            "session",
            "itsdangerous",
            "config",
            "clock",
            "random",
        ],
    ),
    (
        "cli",
        &[
            "config",
            "web",
            "http",
            "accounts",
            "anatomy",
            "session",
            "itsdangerous",
            "clock",
            "random",
            "view",
        ],
    ),
    ("lib", &["cli"]),
    ("main", &[]),
];

/// Crates and modules of std that only one part of the program may mention.
const ONLY_IN: [(&str, &[&str]); 10] = [
    ("hyper", &["http", "cli/serve"]),
    ("hyper_util", &["http"]),
    (
        "tokio",
        &[
            "http",
            "accounts",
            "cli/serve",
            "cli/accounts",
            "cli/decode_cookie/interrupt",
        ],
    ),
    ("ring::rand", &["random"]),
    ("sqlx", &["accounts"]),
    ("tokio_rustls", &["http"]),
    ("rcgen", &["http/tls"]),
    ("tinytemplate", &["view"]),
    ("std::env", &["build", "config", "cli"]),
    ("std::fs", &["config", "cli", "web/site", "accounts"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder with this ending, as paths from the root, sorted.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            if path.is_dir() && name != "__pycache__" {
                folders.push(path);
            } else if name.ends_with(ending) {
                found.push(path.strip_prefix(root()).expect("it is below").to_owned());
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(root().join(path)).expect("the file is UTF-8")
}

/// The code of a module, without comments and without the tests at its end.
pub(crate) fn code(path: &Path) -> String {
    let text = read(path);
    let code = text
        .split("\n#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The part of the program that a file belongs to: `src/web/site/home.rs` is in `web`.
fn part(path: &Path) -> &'static str {
    let path = path.to_str().expect("paths are ASCII");
    let inside = path.trim_start_matches("src/").trim_end_matches(".rs");
    MAY_IMPORT
        .iter()
        .map(|(part, _)| *part)
        .filter(|part| is_in(inside, part))
        .max_by_key(|part| part.len())
        .unwrap_or_else(|| panic!("{path} belongs to no part: is it listed in MAY_IMPORT?"))
}

fn is_in(path: &str, part: &str) -> bool {
    path.strip_prefix(part)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The names that follow `crate::`; groups are split into single names.
fn imports(code: &str) -> BTreeSet<String> {
    code.split("crate::")
        .skip(1)
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(group) => without_inner_groups(group)
                .split(',')
                .map(first_word)
                .collect(),
            None => vec![first_word(rest)],
        })
        .filter(|name| !name.is_empty())
        .collect()
}

fn first_word(text: &str) -> String {
    let is_word = |character: &char| character.is_alphanumeric() || *character == '_';
    text.trim_start().chars().take_while(is_word).collect()
}

/// The text up to the closing brace, without anything in inner braces.
fn without_inner_groups(group: &str) -> String {
    let mut depth = 1;
    let mut text = String::new();
    for character in group.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 1 => text.push(character),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    text
}

#[test]
fn the_reader_of_imports_knows_groups() {
    let code = "use crate::{a::{b, c::d}, e, f::*};\nuse crate::g::h;\ncrate::i::j();";
    assert_eq!(
        imports(code).into_iter().collect::<Vec<_>>(),
        ["a", "e", "f", "g", "i"]
    );
}

#[test]
fn imports_only_go_down() {
    let files = files("src", ".rs");
    assert!(files.len() > 40, "{} files", files.len());
    for path in files {
        let part = part(&path);
        let allowed = MAY_IMPORT
            .iter()
            .find(|(name, _)| *name == part)
            .expect("it is listed")
            .1;
        let own = part.split('/').next().unwrap_or_default();
        for import in imports(&code(&path)) {
            let is_allowed = import == own || allowed.contains(&import.as_str());
            assert!(
                is_allowed,
                "{}: {part} must not import {import}",
                path.display()
            );
        }
    }
}

#[test]
fn no_path_goes_around_the_rules_by_super() {
    for path in files("src", "mod.rs")
        .into_iter()
        .filter(|path| path.components().count() == 3)
    {
        let code = code(&path);
        assert!(
            !code.contains("super::"),
            "{}: super is the crate",
            path.display()
        );
    }
}

#[test]
fn each_tool_stays_in_its_room() {
    for path in files("src", ".rs") {
        let inside = path
            .to_str()
            .expect("paths are ASCII")
            .trim_start_matches("src/")
            .to_owned();
        let inside = inside.trim_end_matches(".rs");
        let code = code(&path);
        for (tool, rooms) in ONLY_IN {
            let is_used = [format!("{tool}::"), format!("use {tool};")]
                .iter()
                .any(|mention| mentions(&code, mention));
            let is_at_home = rooms.iter().any(|room| is_in(inside, room));
            assert!(
                !is_used || is_at_home,
                "{} must not use {tool}",
                path.display()
            );
        }
    }
}

/// They are parsed when they are first asked for: a command that takes one cookie apart shall not
/// wait for the sentences of the pages.
#[test]
fn only_the_site_reads_the_files_of_sentences() {
    let folders = ["src/cli", "src/view/text/cli", "src/view/text/cookie"];
    for path in folders.map(|folder| files(folder, ".rs")).concat() {
        let code = code(&path);
        for asker in ["Texts", "text::site", "text::errors"] {
            let asks = mentions(&code, asker) || code.contains(&format!("view::{asker}"));
            assert!(!asks, "{} must not use {asker}", path.display());
        }
        let picks = code.contains("Words::of(");
        assert!(!picks, "{} must not pick a page's sentence", path.display());
    }
}

/// Whether the path occurs, and not as the end of a longer word.
fn mentions(code: &str, path: &str) -> bool {
    let mut pieces: Vec<&str> = code.split(path).collect();
    // The last piece has no mention after it.
    pieces.pop();
    pieces.into_iter().any(|before| {
        let last = before.chars().next_back();
        !last.is_some_and(|last| last.is_alphanumeric() || last == '_' || last == ':')
    })
}

#[test]
fn every_module_says_what_it_is_for() {
    for path in [files("src", ".rs"), files("tests/it", ".rs")].concat() {
        assert!(read(&path).starts_with("//! "), "{}", path.display());
    }
}

/// A crowded one is split by meaning.
#[test]
fn no_file_is_longer_than_400_lines() {
    for path in files("src", ".rs") {
        let lines = read(&path).lines().count();
        assert!(lines <= 400, "{}: {lines} lines", path.display());
    }
}

#[test]
fn nothing_is_left_undone_and_no_lint_is_silenced() {
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X:"),
        concat!("to", "do!("),
        concat!("db", "g!("),
        concat!("unimple", "mented!("),
        concat!("#[al", "low("),
        concat!("#![al", "low("),
        concat!("#[ig", "nore"),
    ];
    for ending in [".rs", ".py", ".mjs", ".html", ".css", "run"] {
        for path in [
            files("src", ending),
            files("tests", ending),
            files("assets", ending),
        ]
        .concat()
        {
            for mark in marks {
                assert!(!read(&path).contains(mark), "{mark} in {}", path.display());
            }
        }
    }
}

#[test]
fn every_test_file_is_listed() {
    let main = read(Path::new("tests/it/main.rs"));
    let listed: Vec<&str> = main
        .lines()
        .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    let mut sorted = listed.clone();
    sorted.sort_unstable();
    assert_eq!(listed, sorted, "in the order of the alphabet");
    let mut there: Vec<String> = fs::read_dir(root().join("tests/it"))
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| {
            path.extension().is_some_and(|it| it == "rs") || path.join("mod.rs").exists()
        })
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|name| name != "main")
        .collect();
    there.sort();
    assert_eq!(listed, there);
}

#[test]
fn one_file_calls_what_the_compiler_cannot_check() {
    let calls = files("src", ".rs").into_iter().filter(|path| {
        let code = code(path);
        ["unsafe {", "unsafe fn", "unsafe impl", "unsafe extern"]
            .iter()
            .any(|word| code.contains(word))
    });
    let calls: Vec<_> = calls.collect();
    assert_eq!(calls, [Path::new("src/http/memory.rs")]);
}

#[test]
fn the_top_level_holds_nothing_else() {
    let expected = [
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "assets",
        "man",
        "src",
        "tests",
    ];
    let mut there: Vec<String> = fs::read_dir(root())
        .expect("the root is there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.') && name != "target")
        .collect();
    there.sort();
    assert_eq!(there, expected);
}

#[test]
fn the_readme_names_files_that_exist() {
    let readme = read(Path::new("README.md"));
    let in_links = readme
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', '#']).next());
    let in_code = readme.split('`').skip(1).step_by(2).filter(|text| {
        ["src/", "tests/", "assets/", "man/"]
            .iter()
            .any(|folder| text.starts_with(folder))
    });
    let links: Vec<&str> = in_links.filter(|link| !link.is_empty()).collect();
    let paths = in_code.filter(|path| !path.contains([' ', '*', '…', '{']));
    let named: BTreeSet<&str> = links
        .into_iter()
        .filter(|link| !link.contains("://"))
        .chain(paths)
        .collect();
    assert!(named.len() > 5, "{named:?}");
    for path in named {
        assert!(root().join(path).exists(), "the README names {path}");
    }
}

#[test]
fn no_page_asks_another_host_for_anything() {
    for path in [
        files("assets/templates", ".html"),
        files("assets/static", ".css"),
        files("assets/text", ".toml"),
    ]
    .concat()
    {
        let text = read(&path);
        for mark in [
            "http:", "https:", "=\"//", "url(", "@import", "<script", " style=",
        ] {
            assert!(!text.contains(mark), "{mark} in {}", path.display());
        }
    }
}
