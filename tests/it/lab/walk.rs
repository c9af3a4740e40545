//! The whole practical in a real Chromium (`browser/practical.mjs`) with JavaScript off.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::json;
use tempfile::TempDir;

use crate::support::{COURSE_KEY, Fsd, Server, named, peers};

/// The browser's report on one story.
#[derive(Deserialize)]
struct Told {
    story: String,
    error: Option<String>,
}

/// Makes a test for each story, and one that checks that none is missing.
macro_rules! stories {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                assert_told(stringify!($name));
            }
        )*

        #[test]
        fn every_story_has_its_test() {
            let Some(told) = told() else { return };
            let mut told: Vec<&str> = told.iter().map(|told| told.story.as_str()).collect();
            told.sort_unstable();
            assert_eq!(told, [$(stringify!($name)),*]);
        }
    };
}

stories! {
    after_each_form_the_reader_stands_at_the_result_at_1280
    after_each_form_the_reader_stands_at_the_result_at_390
    progress_outlives_the_session_and_cannot_be_forged
    secure_over_plain_http_locks_nobody_in
    the_hostile_page_stands_under_the_other_name_of_this_machine
    the_ten_exercises_are_done_without_javascript_in_a_room
    what_is_missing_is_said_and_what_was_typed_stays
    what_is_projected_and_what_stays_shut_is_accessible_too
}

/// The reports on all stories, played once for all tests; `None` without the browser.
#[track_caller]
fn told() -> Option<&'static [Told]> {
    static TOLD: OnceLock<Vec<Told>> = OnceLock::new();
    let (chromium, modules) = (peers::chromium()?, peers::node_modules()?);
    peers::program("curl", "--version")?;
    Some(TOLD.get_or_init(|| {
        let server = Server::bare().args(["--lab"]).start();
        let work = TempDir::new().expect("a temporary folder can be made");
        named::make_known(&server, work.path());
        let program = Path::new(env!("CARGO_BIN_EXE_flask-session-demo"));
        let given = json!({
            "chromium": chromium,
            "modules": modules,
            "site": server.url(),
            "programs": program.parent(),
            "work": work.path(),
            "forged": forged(),
            "pictures": null,
        });
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/browser/practical.mjs");
        let output = Command::new("node")
            .arg(script)
            .arg(given.to_string())
            .output();
        let output = output.expect("node runs");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "the browser failed:\n{stderr}");
        let lines = String::from_utf8(output.stdout).expect("node writes UTF-8");
        lines
            .lines()
            .map(|line| serde_json::from_str(line).expect("a result is JSON"))
            .collect()
    }))
}

/// A `tp` cookie forged like the session in exercise 5: three exercises done.
fn forged() -> String {
    let attempt = r#"{"s":3,"p":1,"w":"so","e":"so","t":1795507200}"#;
    let progress = format!(
        r#"{{"c":"FRAUD2","n":"Fraude","x":{{"1":{attempt},"2":{attempt},"3":{attempt}}}}}"#
    );
    let signed = Fsd::new(["sign-cookie", "--salt", "tp", "--secret-key", COURSE_KEY])
        .args([progress])
        .run()
        .success();
    signed.stdout.trim().to_owned()
}

#[track_caller]
fn assert_told(name: &str) {
    let Some(told) = told() else { return };
    let told = told.iter().find(|told| told.story == name);
    let error = &told.expect("the story was told").error;
    assert!(error.is_none(), "{}", error.as_deref().unwrap_or_default());
}
