//! `/teachers` and `TEACHERS_FILE`.

use crate::support::{Fsd, Server};

#[test]
fn a_file_of_ones_own_replaces_the_teachers() {
    let file = r#"{"note": "Salle 12", "teachers": [
        {"name": "<Mme Curie>", "born": 1867, "died": 1934, "course": "Radioactivité",
         "course_en": "Radioactivity", "about": "Deux prix Nobel."},
        {"name": "M. Neuf", "course": "TP"}]}"#;
    let server = Server::new()
        .file("teachers.json", file)
        .args(["--set", "TEACHERS_FILE=teachers.json"])
        .start();
    let page = server.client().get("/teachers?lang=en").status(200);
    page.has("<p class=\"lead\" lang=\"fr\">Salle 12</p>")
        .has("&lt;Mme Curie&gt; <span class=\"note\">1867–1934</span></th>")
        .has("<strong lang=\"en\">Radioactivity</strong>")
        .has("<span class=\"about\" lang=\"fr\">Deux prix Nobel.</span>")
        .has("M. Neuf</th><td><strong lang=\"fr\">TP</strong></td>")
        .has_not("Lovelace");
}

#[test]
fn a_file_that_cannot_be_used_stops_the_start() {
    Fsd::new([
        "serve",
        "--port",
        "0",
        "--lab",
        "--set",
        "TEACHERS_FILE=t.json",
    ])
    .file("t.json", "{\"teachers\": [\n  {\"nom\": \"A\"}\n]}")
    .run()
    .code(2)
    .stderr_has("t.json")
    .stderr_has("unknown field `nom`, expected one of `name`")
    .stderr_has("line 2 column");
}

#[test]
fn a_file_that_is_not_there_stops_the_start() {
    Fsd::new([
        "serve",
        "--port",
        "0",
        "--lab",
        "--set",
        "TEACHERS_FILE=t.json",
    ])
    .run()
    .code(1)
    .stderr_has("t.json");
}
