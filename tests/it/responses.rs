//! `Set-Cookie` and `Vary` are exactly as Flask 3.1.3 and Werkzeug 3.1.9 write them
//! (`tests/vectors/responses.py` names the peers' own test behind each row), and `Cookie` headers
//! are read as they read them.

use flask_session_demo::itsdangerous::{SecretKey, SecretKeys};
use flask_session_demo::session::{
    SameSite, SecureCookieSessionInterface, Session, SessionConfig, dumps, parse_cookies,
};
use serde_json::{Value, json};

use crate::support::COURSE_KEY;
use crate::support::vectors::{list, number, text, vectors};

fn responses(vector: &Value) {
    let interface = interface(&vector["settings"]);
    let name = &interface.config().cookie.name;
    let line = vector["cookie"]
        .as_str()
        .map(|cookie| format!("{name}={cookie}"));
    let now = number(vector, "now");
    let (mut session, _) = interface.open_session(line.iter().map(String::as_bytes), now);
    let said: Vec<Value> = list(vector, "view")
        .iter()
        .filter_map(|step| run(&mut session, step))
        .collect();
    let saved = interface.save_session(&session, now);

    let set_cookie: Vec<String> = saved.set_cookie.iter().map(ToString::to_string).collect();
    assert_eq!(json!(set_cookie), vector["set_cookie"]);
    let vary: &[&str] = if saved.vary_cookie { &["Cookie"] } else { &[] };
    assert_eq!(json!(vary), vector["vary"]);
    assert_eq!(json!(said), vector["said"]);
    assert_eq!(saved.oversize.is_some(), vector["too_large"] == true);
}

/// Flask's defaults, changed by the vector's settings under Flask's names.
fn interface(settings: &Value) -> SecureCookieSessionInterface {
    let mut config = SessionConfig::default();
    config.cookie.same_site = None;
    for (key, value) in settings.as_object().expect("settings are an object") {
        let text = || value.as_str().expect("a text").to_owned();
        match key.as_str() {
            "SESSION_COOKIE_NAME" => config.cookie.name = text(),
            "SESSION_COOKIE_DOMAIN" => config.cookie.domain = Some(text()),
            "SESSION_COOKIE_PATH" => config.cookie.path = text(),
            "SESSION_COOKIE_HTTPONLY" => config.cookie.http_only = value == true,
            "SESSION_COOKIE_SECURE" => config.cookie.secure = value == true,
            "SESSION_COOKIE_PARTITIONED" => config.cookie.partitioned = value == true,
            "SESSION_COOKIE_SAMESITE" => config.cookie.same_site = Some(same_site(value)),
            "SESSION_REFRESH_EACH_REQUEST" => config.refresh_each_request = value == true,
            "PERMANENT_SESSION_LIFETIME" => {
                config.permanent_session_lifetime = value.as_u64().expect("seconds");
            }
            "MAX_COOKIE_SIZE" => {
                let size = value.as_u64().expect("bytes");
                config.max_cookie_size = usize::try_from(size).expect("a small number");
            }
            other => panic!("unknown setting {other}"),
        }
    }
    SecureCookieSessionInterface::new(config, &SecretKeys::new(SecretKey::new(COURSE_KEY)))
}

fn same_site(value: &Value) -> SameSite {
    match value.as_str() {
        Some("Lax") => SameSite::Lax,
        Some("Strict") => SameSite::Strict,
        Some("None") => SameSite::None,
        other => panic!("no SameSite: {other:?}"),
    }
}

/// Performs one operation of a view; returns what it shows, if anything.
fn run(session: &mut Session, step: &Value) -> Option<Value> {
    let argument = |index: usize| {
        step[index]
            .as_str()
            .expect("the operation has that argument")
    };
    match argument(0) {
        "get" => return Some(shown(session.get(argument(1)))),
        "set" => session.set(argument(1), argument(2)),
        "pop" => return Some(shown(session.pop(argument(1)).as_ref())),
        "setdefault" => session.setdefault(argument(1), argument(2)),
        "clear" => session.clear(),
        "len" => return Some(json!(session.len())),
        "permanent" => session.set_permanent(step[1] == true),
        "is_permanent" => return Some(json!(session.is_permanent())),
        "flash" => session.flash(argument(1), step[2].as_str().unwrap_or("message")),
        "flashes" => {
            let categories: Vec<&str> = step
                .as_array()
                .into_iter()
                .flatten()
                .skip(1)
                .filter_map(Value::as_str)
                .collect();
            let messages = session.get_flashed_messages(&categories).into_iter();
            return Some(
                messages
                    .map(|flash| json!([flash.category, flash.message]))
                    .collect(),
            );
        }
        other => panic!("unknown operation {other}"),
    }
    None
}

fn shown(value: Option<&flask_session_demo::session::Value>) -> Value {
    value.map_or(Value::Null, |value| {
        serde_json::from_str(&dumps(value)).expect("the session writes JSON")
    })
}

/// For each name the first cookie counts, as in `request.cookies`.
fn cookie_headers(vector: &Value) {
    let received = parse_cookies([text(vector, "header").as_bytes()]);
    let mut first: Vec<(String, String)> = Vec::new();
    for (name, value) in received {
        let name = String::from_utf8(name).expect("the vectors are UTF-8");
        if first.iter().all(|(known, _)| *known != name) {
            first.push((
                name,
                String::from_utf8(value).expect("the vectors are UTF-8"),
            ));
        }
    }
    assert_eq!(json!(first), vector["cookies"]);
}

vectors! {
    cookie_headers:
    one_cookie
    two_cookies
    no_space_after_the_semicolon
    blanks_around_the_equals_sign
    the_first_of_duplicates_counts
    an_empty_first_of_duplicates_counts
    names_are_case_sensitive
    a_name_without_a_value
    an_empty_name_is_ignored
    an_empty_value
    a_value_with_equals_signs
    an_empty_header
    only_semicolons
    a_quoted_value
    an_octal_escape
    an_octal_escape_beyond_ascii
    an_escaped_quote
    an_escaped_backslash
    an_unfinished_octal_escape
    an_octal_escape_too_large
    an_unterminated_quote_is_skipped
    a_quote_in_the_middle_is_skipped
    something_after_the_quotes_is_skipped
    quotes_around_nothing
    a_semicolon_in_quotes
    a_space_in_a_bare_value_is_skipped
    a_comma_is_no_separator
    percent_signs_stay
    beyond_ascii
    a_control_character_in_a_value
    an_expired_look_alike
}

vectors! {
    responses:
    an_untouched_session_sends_nothing
    no_session_and_no_access_send_nothing
    reading_varies_and_sets_nothing
    reading_without_a_cookie_varies
    counting_varies
    asking_for_permanence_varies
    setting_sends_the_cookie
    setting_the_same_value_sends_it_too
    popping_a_key_sends_the_rest
    popping_a_missing_key_sets_nothing
    a_default_for_an_existing_key_sets_nothing
    a_default_for_a_new_key_sends_the_cookie
    popping_the_last_key_deletes_the_cookie
    clearing_deletes_the_cookie
    clearing_an_empty_session_deletes_it_too
    clearing_without_a_cookie_deletes_it_too
    clearing_and_setting_sends_the_new_one
    a_bad_cookie_is_neither_cleared_nor_reported
    a_bad_cookie_that_is_read_varies
    a_permanent_session_is_sent_with_every_response
    a_permanent_session_is_sent_when_read
    without_refresh_it_is_not_sent_when_untouched
    without_refresh_it_is_not_sent_when_read
    without_refresh_it_is_sent_when_set
    a_session_of_the_browser_is_not_sent_when_read
    it_is_not_without_refresh_either
    making_it_permanent_adds_the_expiry
    making_it_temporary_is_written_into_it
    the_lifetime_may_be_seconds
    a_session_past_its_lifetime_is_empty
    a_session_at_its_lifetime_is_read
    all_attributes_are_in_order
    deletion_keeps_all_attributes
    the_domain_is_sent
    the_path_is_sent
    without_http_only_it_is_absent
    secure_is_sent
    no_same_site_is_absent
    same_site_lax_is_sent
    same_site_strict_is_sent
    same_site_none_is_sent
    partitioned_makes_it_secure
    another_name_is_used
    another_domain_drops_its_first_dot
    as_large_as_may_be_is_no_warning
    a_byte_more_is_sent_with_a_warning
    the_warning_can_be_turned_off
    the_limit_is_what_browsers_keep
    a_flash_is_kept_for_the_next_page
    flashes_keep_their_order
    showing_the_only_flash_deletes_the_cookie
    showing_flashes_sends_the_rest
    a_category_is_chosen_and_the_rest_dropped
    two_categories_are_chosen
    flashes_are_the_same_all_through_a_request
    what_is_flashed_after_showing_waits
    flash_and_show_in_one_request_deletes
    no_flashes_only_vary
    no_flashes_without_a_cookie_only_vary
}
