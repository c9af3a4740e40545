//! The manual's section 7: pages written by hand, each held to what it says.

mod class;
mod cookie;
mod security;
mod web;

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::peers;

/// Each page with its title.
pub(crate) const PAGES: [(&str, &str); 3] = [
    (COOKIE, "FLASK-SESSION-COOKIE"),
    (CLASS, "FLASK-SESSION-DEMO-CLASS"),
    (SECURITY, "FLASK-SESSION-DEMO-SECURITY"),
];

pub(crate) const COOKIE: &str = "flask-session-cookie.7";
pub(crate) const CLASS: &str = "flask-session-demo-class.7";
const SECURITY: &str = "flask-session-demo-security.7";

/// The source of a page.
pub(crate) fn source(page: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("man").join(page);
    fs::read_to_string(path).expect("the page is there")
}

/// What a reader sees of a line of roff, without the requests.
fn plain(line: &str) -> String {
    let marks = [
        ("\\&", ""),
        ("\\-", "-"),
        ("\\(aq", "'"),
        ("\\(ga", "`"),
        ("\\(ha", "^"),
        ("\\(ti", "~"),
        ("\\fB", ""),
        ("\\fI", ""),
        ("\\fR", ""),
        ("\\ ", " "),
        ("\\e", "\\"),
    ];
    marks.iter().fold(line.to_owned(), |line, (mark, char)| {
        line.replace(mark, char)
    })
}

/// The prose of a page, a paragraph a line, and its examples as they are.
pub(crate) fn text(page: &str) -> String {
    let lines = source(page);
    let lines = lines.lines().filter(|line| !line.starts_with('.'));
    lines.map(plain).collect::<Vec<_>>().join("\n")
}

/// An example: the heading above it, and its lines.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) heading: String,
    pub(crate) text: String,
}

/// What stands between `.EX` and `.EE`.
pub(crate) fn examples(page: &str) -> Vec<Example> {
    let (mut found, mut heading, mut open) = (Vec::new(), String::new(), None::<String>);
    for line in source(page).lines() {
        match (line, &mut open) {
            (".EX", None) => open = Some(String::new()),
            (".EE", Some(text)) => {
                let (heading, text) = (heading.clone(), std::mem::take(text));
                found.push(Example { heading, text });
                open = None;
            }
            (line, Some(text)) => *text += &(plain(line) + "\n"),
            (line, None) => {
                if let Some(it) = line.strip_prefix(".SH ").or(line.strip_prefix(".SS ")) {
                    heading = it.trim_matches('"').to_owned();
                }
            }
        }
    }
    assert!(open.is_none(), "{page}: an example without end");
    found
}

/// The first example below a heading.
#[track_caller]
pub(crate) fn example(page: &str, heading: &str) -> String {
    let mut all = examples(page).into_iter();
    let found = all.find(|it| it.heading == heading);
    found.expect("the page has this example").text
}

/// The commands of this program that a page shows, continued lines joined by their shell.
pub(crate) fn commands(page: &str) -> Vec<String> {
    let texts = examples(page).into_iter().map(|it| it.text);
    let mut commands: Vec<String> = Vec::new();
    for text in texts {
        let mut goes_on = false;
        for line in text.lines() {
            match commands.last_mut() {
                Some(last) if goes_on => last.extend(["\n", line]),
                _ if line.starts_with("flask-session-demo ") => commands.push(line.to_owned()),
                _ => continue,
            }
            goes_on = line.ends_with('\\');
        }
    }
    commands
}

#[test]
fn each_page_has_its_title_and_the_version_of_the_program() {
    for (page, title) in PAGES {
        let source = source(page);
        let version = concat!("flask-session-demo ", env!("CARGO_PKG_VERSION"));
        let first = source.lines().next().unwrap_or_default();
        let rest = first.strip_prefix(&format!(".TH {title} 7 2026-"));
        let rest = rest.unwrap_or_else(|| panic!("{page}: {first}"));
        assert!(rest.contains(&format!("\"{version}\"")), "{page}: {first}");
        let name = format!(".SH NAME\n{} \\- ", page.trim_end_matches(".7"));
        assert!(source.contains(&name), "{page}");
    }
}

#[test]
fn mandoc_finds_nothing_to_say_of_a_page_and_no_line_is_too_wide() {
    let Some(mandoc) = peers::program("mandoc", "/dev/null") else {
        return;
    };
    for (page, _) in PAGES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("man").join(page);
        let lint = Command::new(mandoc)
            .args(["-T", "lint", "-W", "all"])
            .arg(&path)
            .output()
            .expect("mandoc runs");
        assert_eq!(String::from_utf8_lossy(&lint.stdout), "", "{page}");
        assert!(lint.status.success(), "{page}");
        let screen = Command::new(mandoc)
            .args(["-T", "utf8", "-O", "width=80"])
            .arg(&path)
            .output()
            .expect("mandoc runs");
        for line in String::from_utf8(screen.stdout).expect("UTF-8").lines() {
            // Bold is a character typed over itself, and underlined an underscore before it.
            let width = line.chars().count() - 2 * line.matches('\u{8}').count();
            assert!(width <= 80, "{page}: {line}");
        }
    }
}

/// Every page and every option that is named exists.
#[test]
fn what_a_page_refers_to_is_there() {
    for (page, _) in PAGES {
        let text = text(page);
        let own = text.split("flask-session").skip(1);
        let mut named = 0;
        for rest in own {
            let name: String = rest
                .chars()
                .take_while(|it| it.is_ascii_lowercase() || *it == '-')
                .collect();
            let section = rest.get(name.len()..).unwrap_or_default();
            for number in ["(1)", "(7)"] {
                if section.starts_with(number) {
                    let digit = number.trim_matches(['(', ')']);
                    let file = format!("man/flask-session{name}.{digit}");
                    assert!(
                        Path::new(env!("CARGO_MANIFEST_DIR")).join(&file).exists(),
                        "{page}: {file}"
                    );
                    named += 1;
                }
            }
        }
        assert!(named >= 2, "{page} refers to nothing");
    }
}
