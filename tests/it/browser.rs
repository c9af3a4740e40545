//! Stories in a real Chromium (`browser/stories.mjs`), played on the loopback address and under a
//! host name, where browsers send no `Sec-Fetch-Site` over plain HTTP. `tests/run` installs
//! Chromium.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::json;

use crate::support::{Fsd, KEY, Server, cookies, peers};

/// The browser's report on one story.
#[derive(Deserialize)]
struct Told {
    story: String,
    place: String,
    error: Option<String>,
    /// The session cookie in the browser's jar, for stories that look at it.
    cookie: Option<String>,
}

/// Makes a test for each story at one place, and one that checks that none is missing.
macro_rules! stories {
    ($place:ident: $($name:ident)*) => {
        mod $place {
            $(
                #[test]
                fn $name() {
                    super::assert_told(stringify!($name), stringify!($place));
                }
            )*

            #[test]
            fn every_story_has_its_test() {
                super::assert_only(stringify!($place), &[$(stringify!($name)),*]);
            }
        }
    };
}

/// A fallback key, which still verifies.
const OLDER_KEY: &str = "an older key of the tests";

/// A cookie for each verdict that a single request can show, with the verdict's title.
fn verdicts() -> serde_json::Value {
    let now = cookies::now();
    let older = cookies::serializer(OLDER_KEY).dumps(b"{}", now);
    let stranger = cookies::serializer("another key").dumps(br#"{"_user_id":"1"}"#, now);
    json!([
        [cookies::mint("{}"), "Valide"],
        [older, "Valide — signé par la clé précédente n° 1"],
        [stranger, "Signature invalide — contenu non fiable"],
        [cookies::mint_at("{}", now - 2_678_500), "Périmé"],
        [cookies::mint_at("{}", now + 600), "Daté du futur"],
        ["rien", "Ce n’est pas un cookie Flask"],
        [
            cookies::mint_payload("e30x"),
            "Contenu illisible — la signature, elle, est bonne"
        ],
    ])
}

/// The reports on all stories, played once for all tests; `None` without the browser.
#[track_caller]
fn told() -> Option<&'static [Told]> {
    static TOLD: OnceLock<Vec<Told>> = OnceLock::new();
    let (chromium, modules) = (peers::chromium()?, peers::node_modules()?);
    Some(TOLD.get_or_init(|| {
        let server = Server::new()
            .file("older.txt", OLDER_KEY)
            .args(["--secret-key-fallback-file", "older.txt"])
            .start();
        let flash = r#"{"_flashes":[{" t":["message","Bienvenue <b>é</b>"]}]}"#;
        let secure = Server::new().args(["--cert", "adhoc"]).start();
        let lab = Server::bare().args(["--lab"]).start();
        // Requires HTTPS, but is served over HTTP.
        let lost = Server::new()
            .args(["--set", "SESSION_COOKIE_SECURE=true"])
            .start();
        let given = json!({
            "tls": secure.url(),
            "lab": lab.url(),
            "loopback": server.url(),
            "named": format!("http://rt.example:{}", server.address().port()),
            "lost": format!("http://rt.example:{}", lost.address().port()),
            "lost_here": lost.url(),
            "verdicts": verdicts(),
            "chromium": chromium,
            "modules": modules,
            "flash": cookies::mint(flash),
        });
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/browser/stories.mjs");
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

#[track_caller]
fn assert_told(name: &str, place: &str) {
    let Some(told) = told() else { return };
    let mut told = told.iter();
    let told = told.find(|told| told.story == name && told.place == place);
    let error = &told.expect("the story was told").error;
    assert!(error.is_none(), "{}", error.as_deref().unwrap_or_default());
}

#[track_caller]
fn assert_only(place: &str, names: &[&str]) {
    let Some(told) = told() else { return };
    let mut told: Vec<&str> = told
        .iter()
        .filter(|told| told.place == place)
        .map(|told| told.story.as_str())
        .collect();
    let mut names = names.to_vec();
    told.sort_unstable();
    names.sort_unstable();
    assert_eq!(told, names);
}

stories! {
    loopback:
    a_changed_cookie_is_shown_beside_the_good_one
    a_copy_from_before_the_logout_is_seen_as_a_replay
    a_hostile_name_is_only_a_name
    a_lax_cookie_goes_with_a_get_form_of_another_site_not_with_a_post
    a_message_is_shown_once
    an_account_is_made_used_and_deleted
    an_image_on_another_site_does_not_sign_out
    another_site_cannot_sign_in_or_out_for_the_visitor
    empty_fields_are_said_once_and_the_name_is_kept
    every_page_is_accessible_in_dark
    every_page_is_accessible_in_forced_colors
    every_page_is_accessible_in_light
    every_page_is_accessible_in_narrow
    going_back_after_logging_out_does_not_show_the_name
    javascript_is_not_needed
    logging_out_forgets_the_cookie
    printed_pages_hold_what_is_read_and_nothing_to_press
    projected_pages_fit_the_wall
    signing_in_shows_the_name_on_every_page
    the_bench_changes_a_copy_and_sends_it_when_told
    the_browser_chooses_the_language
    the_cookie_in_the_jar_has_its_attributes
    the_focus_can_be_seen_everywhere
    the_inspector_gives_each_verdict_its_title
    the_keyboard_is_enough
    the_language_goes_along_with_links_and_forms
    the_test_cookie_comes_back
    who_is_signed_in_is_sent_home_from_the_form
}

stories! {
    named:
    a_changed_cookie_is_shown_beside_the_good_one
    a_copy_from_before_the_logout_is_seen_as_a_replay
    a_hostile_name_is_only_a_name
    a_lax_cookie_goes_with_a_get_form_of_another_site_not_with_a_post
    a_message_is_shown_once
    an_account_is_made_used_and_deleted
    an_image_on_another_site_does_not_sign_out
    another_site_cannot_sign_in_or_out_for_the_visitor
    empty_fields_are_said_once_and_the_name_is_kept
    going_back_after_logging_out_does_not_show_the_name
    javascript_is_not_needed
    logging_out_forgets_the_cookie
    signing_in_shows_the_name_on_every_page
    the_bench_changes_a_copy_and_sends_it_when_told
    the_browser_chooses_the_language
    the_cookie_in_the_jar_has_its_attributes
    the_focus_can_be_seen_everywhere
    the_inspector_gives_each_verdict_its_title
    the_keyboard_is_enough
    the_language_goes_along_with_links_and_forms
    the_test_cookie_comes_back
    who_is_signed_in_is_sent_home_from_the_form
}

stories! {
    lab:
    the_practical_fits_the_wall
    the_practical_is_accessible_in_dark
    the_practical_is_accessible_in_forced_colors
    the_practical_is_accessible_in_light
    the_practical_is_accessible_in_narrow
    twenty_exchanges_are_a_short_page
    what_matters_stands_in_the_first_screen
    what_matters_stands_in_the_first_screen_of_a_telephone
}

stories! {
    lost:
    a_secure_cookie_over_plain_http_never_comes_back
}

stories! {
    lost_here:
    on_the_machine_itself_a_secure_cookie_comes_back
}

stories! {
    tls:
    the_browser_warns_of_a_certificate_that_was_made_here
    under_tls_the_cookie_is_secure
}

#[test]
fn decode_cookie_explains_what_was_copied_from_the_browser() {
    let Some(told) = told() else { return };
    let copied: Vec<&str> = told
        .iter()
        .filter_map(|told| told.cookie.as_deref())
        .collect();
    assert_eq!(copied.len(), 2, "one at each place");
    for cookie in copied {
        let json = Fsd::new(["decode-cookie", "--json", "--secret-key", KEY])
            .args([format!("session={cookie}")])
            .run()
            .success()
            .json();
        assert_eq!(json["verdict"], "valid");
        assert_eq!(json["payload"]["text"], r#"{"user":{"username":"alice"}}"#);
    }
}
