//! The README is true: its console session runs, and its table matches the program's.

use std::fs;

use flask_session_demo::config;

use crate::support::bless;

const START: &str = "<!-- settings: the test `the_table_of_settings_is_that_of_the_program` writes these lines with BLESS=1 -->\n";
const END: &str = "<!-- end of settings -->\n";

fn settings_table() -> String {
    let head = "| key | type | default | bounds | environment | what it does |\n\
                | --- | --- | --- | --- | --- | --- |\n";
    let row = |row: config::Row| {
        format!(
            "| `{}` | {} | `{}` | {} | `{}` | {} |\n",
            row.key,
            row.kind.name(),
            row.default,
            row.kind.bounds(),
            row.variable,
            row.about
        )
    };
    config::rows()
        .into_iter()
        .map(row)
        .fold(head.to_owned(), |table, row| table + &row)
}

#[test]
fn the_table_of_settings_is_that_of_the_program() {
    let readme = fs::read_to_string("README.md").unwrap();
    let (before, rest) = readme.split_once(START).expect("the mark before the table");
    let (table, after) = rest.split_once(END).expect("the mark behind the table");
    if bless() {
        fs::write(
            "README.md",
            format!("{before}{START}{}{END}{after}", settings_table()),
        )
        .unwrap();
        return;
    }
    assert_eq!(table, settings_table(), "BLESS=1 writes it anew");
}

#[test]
fn the_console_session_runs_as_printed() {
    let readme = fs::read_to_string("README.md").unwrap();
    // trycmd skips blocks it does not recognize, so a block could silently drop out.
    assert_eq!(
        readme.matches("\n$ ").count(),
        readme.matches("\n$ flask-session-demo ").count()
    );
    assert!(readme.matches("\n$ flask-session-demo ").count() >= 3);
    trycmd::TestCases::new().case("README.md").run();
}
