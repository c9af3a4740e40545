//! The README is true: its console sessions run as printed, and its tables are the program's.

use std::fs;

use flask_session_demo::config;

use crate::support::{Fsd, bless};

const START: &str = "<!-- settings: the test `the_table_of_settings_is_that_of_the_program` writes these lines with BLESS=1 -->\n";
const END: &str = "<!-- end of settings -->\n";

/// The settings that a reader of the README is likely to look for.
const COMMON: [&str; 10] = [
    "SECRET_KEY",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_SAMESITE",
    "PERMANENT_SESSION_LIFETIME",
    "SESSION_ABSOLUTE_LIFETIME",
    "REVOKE_ON_LOGOUT",
    "REQUIRE_ACCOUNT",
    "DATABASE",
    "PROXY_HOPS",
];

fn readme() -> String {
    fs::read_to_string("README.md").expect("it is there")
}

fn settings_table() -> String {
    let head = "| key | default | what it does |\n| --- | --- | --- |\n";
    let row = |row: config::Row| format!("| `{}` | `{}` | {} |\n", row.key, row.default, row.about);
    let rows = config::rows().into_iter();
    let common: Vec<_> = rows.filter(|it| COMMON.contains(&it.key)).collect();
    assert_eq!(common.len(), COMMON.len(), "a setting has another name");
    let lines = common.into_iter().map(row);
    lines.fold(head.to_owned(), |table, row| table + &row)
}

#[test]
fn the_table_of_settings_is_that_of_the_program() {
    let readme = readme();
    let (before, rest) = readme.split_once(START).expect("the mark before the table");
    let (table, after) = rest.split_once(END).expect("the mark behind the table");
    if bless() {
        let text = format!("{before}{START}{}{END}{after}", settings_table());
        fs::write("README.md", text).expect("it is writable");
        return;
    }
    assert_eq!(table, settings_table(), "BLESS=1 writes it anew");
}

/// A command and what it prints, as a reader sees it: without marks for a test.
#[test]
fn the_console_sessions_run_as_printed() {
    let readme = readme();
    let blocks = readme.split("```console\n").skip(1);
    let mut ran = 0;
    for block in blocks {
        let (block, _) = block.split_once("```").expect("a block has an end");
        for session in format!("\n{block}").split("\n$ ").skip(1) {
            let (command, printed) = session.split_once('\n').unwrap_or((session, ""));
            let words = words(command);
            let (program, args) = words.split_first().expect("a command has a name");
            assert_eq!(program, "flask-session-demo");
            let output = Fsd::new(args).env("COLUMNS", "80").run().success();
            assert_eq!(output.stdout.trim_end(), printed.trim_end(), "{command}");
            assert_eq!(output.stderr, "", "{command}");
            ran += 1;
        }
    }
    assert!(ran >= 2, "{ran}");
    for mark in ["\n? ", "\n...", "[..]"] {
        assert!(!readme.contains(mark), "a reader sees the mark {mark:?}");
    }
}

/// The words of a command as a shell takes them, which here knows single quotes alone.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('\'').enumerate();
    let words = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

#[test]
fn it_stays_short_and_opens_three_doors() {
    let readme = readme();
    let lines = readme.lines().count();
    assert!(lines <= 140, "{lines} lines: what is longer goes to man/");
    for door in [
        "**I have a cookie.**",
        "**I am alone",
        "**I have a class.**",
    ] {
        let (_, after) = readme.split_once(door).expect("each door is there");
        let lines = after.split("\n\n").next().unwrap_or_default().lines();
        assert_eq!(lines.count(), 3, "{door}");
    }
}

/// `tests/run` installs programs on the machine, and whoever reads of it reads that.
#[test]
fn nobody_is_sent_to_the_tests_unwarned() {
    let readme = readme();
    for paragraph in readme.split("\n- ").chain(readme.split("\n\n")) {
        if paragraph.contains("`tests/run`") || paragraph.contains("\ntests/run") {
            for program in ["Chromium", "Java", "PostgreSQL", "nginx"] {
                assert!(paragraph.contains(program), "{paragraph}");
            }
        }
    }
}

/// The versions of Rust and glibc that it asks for are those of the program and its package.
#[test]
fn it_asks_for_the_rust_that_cargo_asks_for() {
    let manifest = include_str!("../../Cargo.toml");
    let (_, after) = manifest
        .split_once("rust-version = \"")
        .expect("it is named");
    let version = after.split('"').next().unwrap_or_default();
    assert!(readme().contains(&format!("[Rust](https://rustup.rs) {version} or later")));
}

const SPEED: (&str, &str) = (
    "<!-- speed: `tests/bench/run` writes these lines -->",
    "<!-- end of speed -->",
);

/// Six rows at most, and each figure stands on the page of figures.
#[test]
fn its_figures_are_those_of_the_last_measurement() {
    let readme = readme();
    let (_, rest) = readme.split_once(SPEED.0).expect("the mark before");
    let (table, _) = rest.split_once(SPEED.1).expect("the mark behind");
    let rows: Vec<&str> = table.lines().filter(|it| it.starts_with("| ")).collect();
    assert!((3..=8).contains(&rows.len()), "{table}");
    let all = fs::read_to_string("tests/bench/results/README.md").expect("it is there");
    let rows = rows.iter().skip(2);
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [work, ours, theirs, _] = cells.as_slice() else {
            panic!("{row}");
        };
        for figure in [ours, theirs] {
            let figure = figure.split(" (").next().unwrap_or_default();
            assert!(all.contains(figure), "{figure} of {work}");
        }
    }
}
