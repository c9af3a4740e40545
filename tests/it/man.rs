//! The man pages match the command line's own definitions; `BLESS=1` rewrites them. `tests/run`
//! checks them with `mandoc`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use serde_json::Value;

use crate::manual;
use crate::support::{Fsd, bless};

/// The date on the pages, which `mandoc` requires.
const DATE: &str = "2026-11-23";

#[test]
fn man_pages_are_what_the_command_line_gives() {
    let folder = folder();
    let mut expected: Vec<String> = Vec::new();
    for (name, page) in pages() {
        let path = folder.join(&name);
        expected.push(name);
        if bless() {
            fs::write(&path, page).expect("man/ is writable");
        } else {
            let stored = fs::read_to_string(&path).unwrap_or_default();
            assert!(
                stored == page,
                "{} is old: BLESS=1 cargo test man",
                path.display()
            );
        }
    }
    let mut found: Vec<String> = fs::read_dir(&folder)
        .expect("man/ exists")
        .map(|entry| {
            entry
                .expect("it is readable")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .collect();
    expected.extend(manual::PAGES.map(|(page, _)| page.to_owned()));
    found.sort_unstable();
    expected.sort_unstable();
    assert_eq!(
        found, expected,
        "one page for the program, one a subcommand, and those written by hand"
    );
}

/// As `man` shows them in the most usual terminal: 11 columns of indentation, 80 in all. Paths of
/// other systems cannot be broken.
#[test]
fn no_example_is_wider_than_a_terminal() {
    for (name, page) in pages() {
        let examples = page.split(".SH EXAMPLES").nth(1).unwrap_or_default();
        let examples = examples.split(".SH").next().unwrap_or_default();
        for line in examples.lines().filter(|line| !line.starts_with('.')) {
            let shown = line
                .replace("\\-", "-")
                .replace("\\e", "\\")
                .replace("\\\\", "\\");
            let is_command = shown.starts_with("flask-session-demo ") || shown.starts_with("  ");
            let width = shown.chars().count();
            assert!(!is_command || width + 11 <= 80, "{name}: {width}: {shown}");
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("man")
}

/// The file name and text of each page.
fn pages() -> Vec<(String, String)> {
    let mut program = flask_session_demo::command().disable_help_subcommand(true);
    program.build();
    let subcommands = program.get_subcommands().cloned();
    let commands = std::iter::once(program.clone()).chain(subcommands);
    commands.map(|command| page(&command)).collect()
}

fn page(command: &clap::Command) -> (String, String) {
    let name = command.get_display_name().unwrap_or(command.get_name());
    let man = Man::new(command.clone())
        .title(name.to_uppercase())
        .date(DATE)
        .source(concat!("flask-session-demo ", env!("CARGO_PKG_VERSION")))
        .manual("User Commands");
    let page = render(&man, command).expect("a vector can be written");
    let page = String::from_utf8(page).expect("the help is UTF-8");
    let more = command.get_after_long_help().map(ToString::to_string);
    let mut more = sections_of(&more.unwrap_or_default());
    let mut also = see_also(name).iter();
    if let Some((first, section)) = also.next() {
        more.control("SH", ["SEE ALSO"]);
        let mut line = vec![bold(*first), roman(*section)];
        for (page, section) in also {
            line.extend([roman(", "), bold(*page), roman(*section)]);
        }
        more.text(line);
    }
    (man.get_filename(), tidy(&page) + &more.to_roff())
}

/// The pages that a page leads to; those of the subcommands are the program's sections already.
fn see_also(name: &str) -> &'static [(&'static str, &'static str)] {
    match name
        .trim_start_matches("flask-session-demo")
        .trim_start_matches('-')
    {
        "" => &[
            ("flask-session-cookie", "(7)"),
            ("flask-session-demo-class", "(7)"),
            ("flask-session-demo-security", "(7)"),
        ],
        "serve" | "accounts" => &[
            ("flask-session-demo", "(1)"),
            ("flask-session-demo-class", "(7)"),
            ("flask-session-demo-security", "(7)"),
        ],
        "decode-cookie" | "sign-cookie" => &[
            ("flask-session-demo", "(1)"),
            ("flask-session-cookie", "(7)"),
        ],
        _ => &[("flask-session-demo", "(1)")],
    }
}

fn render(man: &Man, command: &clap::Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    man.render_options_section(&mut page)?;
    Ok(page)
}

/// Removes the breaks next to empty lines that `clap_mangen` writes and `mandoc` complains of.
fn tidy(page: &str) -> String {
    let page = page.replace(".br\n\n.br\n", ".sp\n");
    let lines: Vec<&str> = page.lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

/// Converts to roff the sections in the form described by `src/cli/help/mod.rs`.
fn sections_of(text: &str) -> Roff {
    let mut roff = Roff::new();
    let mut lines = text.lines().filter(|line| !line.is_empty()).peekable();
    // Between lines of prose, and after a heading, no new paragraph begins.
    let mut goes_on = true;
    while let Some(line) = lines.next() {
        let mut more = |indent| {
            let next = lines.next_if(|line| indent_of(line) >= indent)?;
            next.get(indent..)
        };
        let entry = line.trim_start().split_once("  ");
        let is_heading_or_prose = indent_of(line) < 4 && entry.is_none();
        match (indent_of(line), entry) {
            (0, _) => {
                let heading = line.trim_end_matches(':').to_uppercase();
                roff.control("SH", [heading.as_str()]);
            }
            (2, Some((tag, meaning))) => {
                roff.control("TP", []).text([bold(tag)]);
                roff.text([roman(meaning.trim_start())]);
                while let Some(line) = more(6) {
                    roff.control("br", []).text([roman(line.trim_start())]);
                }
            }
            (2, None) => {
                if !goes_on {
                    roff.control("PP", []);
                }
                roff.text([roman(line.trim_start())]);
            }
            _ => {
                roff.control("PP", [])
                    .control("RS", ["4"])
                    .control("nf", []);
                roff.text([roman(line.trim_start())]);
                while let Some(line) = more(4) {
                    roff.text([roman(line)]);
                }
                roff.control("fi", []).control("RE", []);
            }
        }
        goes_on = is_heading_or_prose;
    }
    roff
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The names explained in a section of this command's page.
fn explained(command: &str, section: &str) -> BTreeSet<String> {
    let program = flask_session_demo::command();
    let command = program.find_subcommand(command).expect("it exists");
    let help = command
        .get_after_long_help()
        .expect("it has sections")
        .to_string();
    let section = help.split(section).nth(1).expect("it is there");
    let lines = section.lines().skip(1).take_while(|line| !line.is_empty());
    let entry = |line: &str| Some(line.strip_prefix("  ")?.split_once("  ")?.0.to_owned());
    lines.filter_map(entry).collect()
}

/// The keys of an object; those of inner objects follow a dot.
fn keys(value: &Value, before: &str, found: &mut BTreeSet<String>) {
    match value {
        // The cookie's content has keys of its own.
        _ if before == "payload.json" => {}
        Value::Object(entries) => {
            for (key, value) in entries {
                let dot = if before.is_empty() { "" } else { "." };
                let name = format!("{before}{dot}{key}");
                keys(value, &name, found);
                found.insert(name);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, before, found)),
        _ => {}
    }
}

/// Each key of the JSON is explained, and no others.
#[test]
fn the_json_is_documented_key_by_key() {
    let mut found = BTreeSet::new();
    for cookie in [
        // Tagged, unreadable, not UTF-8, refused.
        "eyJ0Ijp7IiB0IjpbMV19fQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM",
        "_w.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM",
        "rubbish",
        // With a character that base64url does not have.
        "eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cSh*cNFNaWZXrVhM",
    ] {
        let output = Fsd::new(["decode-cookie", "--json", "--strict", cookie]).run();
        keys(&output.json(), "", &mut found);
    }
    assert_eq!(explained("decode-cookie", "JSON output:"), found);
}

/// Each field that occurs in the log is explained, and no others.
#[test]
fn the_log_is_documented_field_by_field() {
    let mut found: BTreeSet<String> = ["time", "level", "request_id", "message"]
        .map(String::from)
        .into();
    for source in sources(Path::new("src")) {
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        for macro_call in code.split("tracing::").skip(1) {
            found.extend(fields_of(macro_call));
        }
    }
    assert_eq!(explained("serve", "Log:"), found);
}

/// The fields in a call such as `warn!(lost, "…")`: `name = value`, `%name` or `name`, up to the
/// message.
fn fields_of(call: &str) -> Vec<String> {
    let is_call = ["error!(", "warn!(", "info!(", "$level!("];
    let Some(inside) = is_call.iter().find_map(|name| call.strip_prefix(name)) else {
        return Vec::new();
    };
    let before_message = inside.split('"').next().unwrap_or_default();
    let field = |part: &str| {
        let part = part.trim();
        let name = match part.split_once(" = ") {
            Some((name, _)) => name,
            None => part.trim_start_matches(['%', '?']),
        };
        let is_name = |char: char| char.is_ascii_lowercase() || char == '_';
        (!name.is_empty() && name.chars().all(is_name)).then(|| name.to_owned())
    };
    before_message.split(',').filter_map(field).collect()
}

fn sources(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the sources are there");
    let paths = entries.map(|entry| entry.expect("it can be listed").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                vec![fs::read_to_string(&path).expect("UTF-8")]
            }
        })
        .collect()
}
