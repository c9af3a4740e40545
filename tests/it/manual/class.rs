//! `flask-session-demo-class(7)`: its files are read and its addresses are there.

use super::{CLASS, example, source};
use crate::support::Server;

#[test]
fn the_example_of_teachers_is_what_their_page_shows() {
    let server = Server::bare()
        .file("teachers.json", example(CLASS, "OWN TEACHERS"))
        .args(["--lab", "--set", "TEACHERS_FILE=teachers.json"])
        .start();
    let mut visitor = server.client();
    for (lang, course, about, note) in [
        (
            "fr",
            "Programmation",
            "Le premier programme",
            "La liste du cours",
        ),
        (
            "en",
            "Programming",
            "The first program",
            "The course's list",
        ),
    ] {
        let mut page = visitor.get(&format!("/teachers?lang={lang}")).status(200);
        let note = note.replace('\'', "&#39;");
        for word in ["Ada Lovelace", "1815", "1852", course, about, &note] {
            page = page.has(word);
        }
    }
}

#[test]
fn every_address_of_the_page_is_there_under_lab() {
    let server = Server::bare().args(["--lab"]).start();
    let mut visitor = server.client();
    visitor.sign_in("alice");
    let source = source(CLASS);
    let mut asked = 0;
    for code in source.split("\\fB/").skip(1) {
        let names = code.split("\\fR").next().unwrap_or_default();
        for name in format!("/{names}").split(", ") {
            let path = name.replace("\\-", "-");
            // Folders of the machine.
            if path.starts_with("/var") || path.starts_with("/etc") {
                continue;
            }
            let status = visitor.get(&path).status;
            assert!([200, 302].contains(&status), "{path}: {status}");
            asked += 1;
        }
    }
    assert!(asked >= 20, "{asked}");
}
