//! The peers' own tests that concern behavior of this program, each with the tests here that cover
//! it: functions, or vectors by name. Python's internals and features that this program lacks are
//! not listed.

use std::fs;
use std::path::Path;

const FLASK: &[(&str, &[&str])] = &[
    (
        "test_basic::test_session_accessed",
        &[
            "reading_varies_and_sets_nothing",
            "an_untouched_session_sends_nothing",
        ],
    ),
    ("test_basic::test_session_path", &["the_path_is_sent"]),
    (
        "test_basic::test_session_using_session_settings",
        &[
            "all_attributes_are_in_order",
            "deletion_keeps_all_attributes",
            "the_settings_of_the_cookie_are_those_of_flask",
        ],
    ),
    (
        "test_basic::test_session_using_samesite_attribute",
        &[
            "no_same_site_is_absent",
            "same_site_lax_is_sent",
            "same_site_strict_is_sent",
            "same_site_is_read_as_werkzeug_title_cases_it",
        ],
    ),
    (
        "test_basic::test_missing_session",
        &[
            "an_empty_variable_counts_as_absent_but_for_the_key",
            "the_first_start_makes_a_key_and_the_second_finds_it",
        ],
    ),
    (
        "test_basic::test_session_secret_key_fallbacks",
        &[
            "after_a_change_of_keys_the_old_one_still_opens_as_a_fallback",
            "key_the_last_fallback_is_accepted",
            "r1_another_key_has_a_bad_signature",
        ],
    ),
    (
        "test_basic::test_session_expiration",
        &[
            "making_it_permanent_adds_the_expiry",
            "setting_sends_the_cookie",
        ],
    ),
    (
        "test_basic::test_session_stored_last",
        &["an_error_page_shows_and_takes_the_flashed_messages"],
    ),
    (
        "test_basic::test_session_special_types",
        &[
            "a7_all_tags_is_valid",
            "an_escaped_tag_in_an_escaped_tag",
            "a_permanent_session_is_written_back_as_flask_writes_it_back",
        ],
    ),
    (
        "test_basic::test_session_cookie_setting",
        &[
            "a_permanent_session_is_sent_when_read",
            "without_refresh_it_is_not_sent_when_read",
            "a_session_of_the_browser_is_not_sent_when_read",
            "it_is_not_without_refresh_either",
        ],
    ),
    (
        "test_basic::test_session_vary_cookie",
        &[
            "counting_varies",
            "a_default_for_an_existing_key_sets_nothing",
            "clearing_deletes_the_cookie",
            "pages_vary_by_cookie_first_and_by_language_where_it_was_negotiated",
        ],
    ),
    (
        "test_basic::test_session_refresh_vary",
        &["a_permanent_session_is_sent_with_every_response"],
    ),
    (
        "test_basic::test_flashes",
        &[
            "flashes_keep_their_order",
            "a_flash_is_kept_for_the_next_page",
        ],
    ),
    (
        "test_basic::test_extended_flashing",
        &[
            "a_category_is_chosen_and_the_rest_dropped",
            "two_categories_are_chosen",
            "flashes_are_the_same_all_through_a_request",
        ],
    ),
    (
        "test_basic::test_max_cookie_size",
        &[
            "as_large_as_may_be_is_no_warning",
            "a_byte_more_is_sent_with_a_warning",
            "the_warning_can_be_turned_off",
        ],
    ),
    (
        "test_basic::test_request_dispatching",
        &[
            "head_and_options_are_answered_as_flask_does",
            "head_is_get_without_its_body",
            "every_error_is_a_page_in_the_visitors_language",
        ],
    ),
    (
        "test_basic::test_options_work",
        &["head_and_options_are_answered_as_flask_does"],
    ),
    (
        "test_basic::test_error_handling",
        &[
            "every_error_is_a_page_in_the_visitors_language",
            "an_internal_error_shows_the_number_of_the_request_and_no_cause",
        ],
    ),
    (
        "test_basic::test_static_files",
        &["a_file_is_kept_for_long_only_under_the_address_of_its_hash"],
    ),
    (
        "test_json_tag::test_dump_load_unchanged",
        &[
            "an_escaped_tuple_tag",
            "a_key_with_underscores_is_no_tag",
            "an_escaped_escape",
            "a_tuple_in_a_tuple",
            "bytes",
            "markup",
            "a_uuid",
            "a_date",
        ],
    ),
    (
        "test_json::test_json_as_unicode",
        &["beyond_ascii_is_escaped"],
    ),
    (
        "test_json::test_json_key_sorting",
        &[
            "keys_are_sorted_by_code_point",
            "keys_are_sorted_at_every_level",
        ],
    ),
    (
        "test_reqctx::test_session_error_pops_context",
        &["a_signed_payload_that_is_no_session_is_an_empty_session"],
    ),
    (
        "test_reqctx::test_session_dynamic_cookie_name",
        &["two_cookie_names_are_two_sessions", "another_name_is_used"],
    ),
    (
        "test_templating::test_standard_context",
        &["signing_in_sets_exactly_the_session_of_the_course"],
    ),
    (
        "test_templating::test_escaping",
        &[
            "a_name_is_escaped_wherever_it_is_shown",
            "odd_names_of_who_is_signed_in_are_shown_safely",
        ],
    ),
    (
        "test_testing::test_redirect_session",
        &["signing_in_shows_the_name_on_every_page"],
    ),
    (
        "test_testing::test_session_transactions",
        &["the_site_reads_what_sign_cookie_signs"],
    ),
    (
        "test_config::test_session_lifetime",
        &["the_lifetime_may_be_seconds"],
    ),
    (
        "tutorial test_auth::test_register",
        &["a_new_account_signs_in_with_its_password_and_its_number"],
    ),
    (
        "tutorial test_auth::test_register_validate_input",
        &[
            "each_mistake_is_said_beside_its_field_and_no_password_comes_back",
            "a_name_belongs_to_whoever_came_first",
        ],
    ),
    (
        "tutorial test_blog::test_login_required",
        &["the_page_is_for_account_holders"],
    ),
    (
        "tutorial test_auth::test_login",
        &[
            "signing_in_sets_exactly_the_session_of_the_course",
            "a_field_that_is_missing_or_empty_brings_the_form_back",
        ],
    ),
    (
        "tutorial test_auth::test_logout",
        &["logging_out_deletes_the_cookie"],
    ),
    (
        "tutorial test_blog::test_index",
        &["pages_are_as_they_were_reviewed"],
    ),
];

const ITSDANGEROUS: &[(&str, &[&str])] = &[
    (
        "test_encoding::test_want_bytes",
        &["a_key_beyond_ascii_with_hmac"],
    ),
    (
        "test_encoding::test_base64",
        &[
            "nine_bytes",
            "only_the_text_that_itsdangerous_writes_is_decoded",
        ],
    ),
    ("test_encoding::test_base64_bad", &["five_characters"]),
    (
        "test_encoding::test_int_bytes",
        &["integers_are_written_without_leading_zero_bytes_and_read_with_them"],
    ),
    (
        "test_signer::test_signer",
        &["each_derivation_signs_as_itsdangerous_does"],
    ),
    (
        "test_signer::test_no_separator",
        &["r4_no_dot_is_malformed"],
    ),
    (
        "test_signer::test_broken_signature",
        &["r4_a_cut_signature_is_bad", "r4_an_empty_signature_is_bad"],
    ),
    (
        "test_signer::test_changed_value",
        &["ten_thousand_damaged_cookies_are_all_nobody"],
    ),
    (
        "test_signer::test_key_derivation",
        &[
            "the_course_key_with_hmac",
            "the_course_key_with_django_concat",
            "the_course_key_with_concat",
            "the_course_key_with_none",
        ],
    ),
    (
        "test_signer::test_invalid_key_derivation",
        &["screens_are_as_they_were"],
    ),
    (
        "test_signer::test_digest_method",
        &["sha256_with_hmac", "sha512_with_hmac"],
    ),
    (
        "test_signer::test_algorithm",
        &[
            "r4_an_empty_signature_is_bad",
            "r2_another_digest_has_a_bad_signature",
        ],
    ),
    (
        "test_signer::test_secret_keys",
        &[
            "keys_are_tried_newest_first_and_only_the_key_signs",
            "a_fallback_key_that_matches_is_numbered_as_given",
        ],
    ),
    (
        "test_timed::test_max_age",
        &[
            "age_a_cookie_as_old_as_may_be_is_valid",
            "age_a_cookie_older_than_may_be_is_expired",
        ],
    ),
    (
        "test_timed::test_return_timestamp",
        &["the_second_of_the_vectors"],
    ),
    (
        "test_timed::test_timestamp_missing",
        &["r3_no_timestamp_is_malformed"],
    ),
    (
        "test_timed::test_malformed_timestamp",
        &[
            "r3_a_timestamp_of_nine_bytes_is_malformed",
            "r3_a_timestamp_of_half_a_byte_is_malformed",
        ],
    ),
    (
        "test_timed::test_malformed_future_timestamp",
        &[
            "x5_a_timestamp_of_40_bits_is_in_the_future",
            "x5_a_timestamp_of_64_bits_is_in_the_future",
        ],
    ),
    (
        "test_timed::test_future_age",
        &["age_a_cookie_of_the_next_second_is_in_the_future"],
    ),
    (
        "test_timed::test_sig_error_date_signed",
        &["a_refusal_keeps_payload_and_date_but_does_not_print_them"],
    ),
    (
        "test_timed::test_return_payload",
        &["age_a_cookie_older_than_may_be_is_expired"],
    ),
    (
        "test_serializer::test_serializer",
        &[
            "q5_null_is_valid_text",
            "x1_a_string_is_valid_text_but_no_session",
            "q5_an_empty_list_is_valid_text",
            "a1_alice_is_valid",
        ],
    ),
    (
        "test_serializer::test_changed_value",
        &[
            "r4_upper_case_is_bad",
            "r4_a_junk_character_is_bad",
            "ten_thousand_damaged_cookies_are_all_nobody",
        ],
    ),
    (
        "test_serializer::test_bad_signature_exception",
        &["r1_another_key_has_a_bad_signature"],
    ),
    (
        "test_serializer::test_bad_payload_exception",
        &[
            "x2_cut_json_is_malformed",
            "a_signed_payload_that_is_no_session_is_an_empty_session",
        ],
    ),
    (
        "test_serializer::test_loads_unsafe",
        &["the_verdict_comes_first_in_the_language_asked_for"],
    ),
    (
        "test_serializer::test_file",
        &["the_output_of_curl_can_be_piped_in_as_it_is"],
    ),
    (
        "test_serializer::test_alt_salt",
        &[
            "near_a_csrf_token_by_its_own_salt_is_valid",
            "r2_the_salt_of_flask_wtf_has_a_bad_signature",
        ],
    ),
    (
        "test_serializer::test_digests",
        &["another_digest_or_derivation_is_named_with_the_option_that_verifies_it"],
    ),
    (
        "test_url_safe::TestURLSafeTimedSerializer",
        &[
            "decode_cookie_reads_ten_thousand_cookies_of_flask",
            "near_what_stock_zlib_compressed_is_valid",
        ],
    ),
];

const WERKZEUG: &[(&str, &[&str])] = &[
    (
        "test_security::test_pbkdf2",
        &[
            "hashes_that_werkzeug_made_are_checked",
            "werkzeug_verifies_our_hashes_and_its_own_sign_in_here",
        ],
    ),
    (
        "test_security::test_scrypt",
        &[
            "hashes_that_werkzeug_made_are_checked",
            "werkzeug_verifies_our_hashes_and_its_own_sign_in_here",
        ],
    ),
    (
        "test_security::test_salted_hashes",
        &["a_new_hash_has_werkzeugs_form_and_another_salt_each_time"],
    ),
    (
        "test_security::test_invalid_method",
        &["a_hash_that_is_none_or_costs_too_much_is_never_right"],
    ),
    (
        "middleware test_proxy_fix::test_proxy_fix",
        &[
            "the_nth_value_from_the_right_counts",
            "failures_are_counted_by_the_address_that_a_trusted_proxy_names",
        ],
    ),
    (
        "test_http::test_parse_cookie",
        &["cookies_are_read_as_werkzeug_reads_them", "two_cookies"],
    ),
    (
        "test_http::test_bad_cookies",
        &[
            "the_first_of_duplicates_counts",
            "an_unterminated_quote_is_skipped",
        ],
    ),
    (
        "test_http::test_empty_keys_are_ignored",
        &["an_empty_name_is_ignored"],
    ),
    (
        "test_http::test_cookie_quoting",
        &["an_octal_escape", "an_escaped_quote"],
    ),
    (
        "test_http::test_parse_set_cookie_directive",
        &["of_a_value_a_header_and_a_row_nothing_is_left_out"],
    ),
    (
        "test_http::test_cookie_unicode_parsing",
        &["beyond_ascii", "an_octal_escape_beyond_ascii"],
    ),
    (
        "test_http::test_dump_cookie",
        &["attributes_come_in_werkzeugs_order"],
    ),
    (
        "test_http::test_cookie_domain_resolving",
        &["another_domain_drops_its_first_dot"],
    ),
    (
        "test_http::test_cookie_samesite_attribute",
        &["same_site_none_is_sent", "same_site_strict_is_sent"],
    ),
    (
        "test_http::test_cookie_samesite_invalid",
        &["same_site_is_read_as_werkzeug_title_cases_it"],
    ),
    (
        "test_http::test_cookie_partitioned_sets_secure",
        &["partitioned_makes_it_secure"],
    ),
    (
        "test_http::test_cookie_maxsize",
        &[
            "as_large_as_may_be_is_no_warning",
            "a_byte_more_is_sent_with_a_warning",
        ],
    ),
    (
        "test_test::test_cookie_across_redirect",
        &[
            "logging_out_forgets_the_cookie",
            "signing_in_shows_the_name_on_every_page",
        ],
    ),
    (
        "test_test::test_cookie_for_different_path",
        &["the_path_is_sent"],
    ),
];

const DECODERS: &[(&str, &[&str])] = &[
    (
        "flask-unsign test_basic_functionality",
        &[
            "decode_cookie_accepts_what_flask_unsign_signs",
            "r4_a_word_is_malformed",
            "r4_nothing_is_malformed",
        ],
    ),
    (
        "flask-unsign test_verify",
        &["flask_and_flask_unsign_read_what_we_sign"],
    ),
    (
        "flask-unsign test_cookie_argument",
        &[
            "a_text_without_any_cookie_says_so",
            "the_output_of_curl_can_be_piped_in_as_it_is",
        ],
    ),
    (
        "flask-unsign test_decode",
        &["flask_unsign_decodes_and_finds_the_key_of_what_sign_cookie_makes"],
    ),
    (
        "flask-unsign test_quiet",
        &["the_verdict_comes_first_in_the_language_asked_for"],
    ),
    (
        "flask-unsign test_sign",
        &["sign_cookie_signs_byte_for_byte_as_flask_signs"],
    ),
    (
        "flask-unsign test_empty_secret",
        &["an_empty_variable_counts_as_absent_but_for_the_key"],
    ),
    (
        "flask-unsign test_no_literal_eval",
        &["text_is_json_only_where_that_gives_the_type"],
    ),
    (
        "cookiemonster TestDecodeFlask",
        &["third_party_cookiemonster_is_valid"],
    ),
    (
        "cookiemonster TestDecodeItsDangerous",
        &["look_alikes_are_known_by_their_shape"],
    ),
];

/// Every file that may contain a test or a vector, as one text.
fn sources() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![
        root.join("src"),
        root.join("tests/it"),
        root.join("tests/vectors"),
    ];
    let mut text = String::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it is a folder of the repository") {
            let path = entry.expect("it is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|it| it == "rs" || it == "json")
                && !path.ends_with("acceptance.rs")
            {
                text += &fs::read_to_string(path).expect("it is text");
            }
        }
    }
    text
}

#[test]
fn each_behavior_of_the_peers_tests_has_a_test_here() {
    let sources = sources();
    let is_here = |name: &str| {
        sources.contains(&format!("fn {name}("))
            || sources.contains(&format!("\"name\": \"{name}\""))
            || sources.contains(&format!(" {name}\n"))
            || sources.contains(&format!(" {name},"))
    };
    for (peer, ours) in [FLASK, ITSDANGEROUS, WERKZEUG, DECODERS].concat() {
        for name in ours {
            assert!(
                is_here(name),
                "{peer} is said to be carried over by {name}, which is not here"
            );
        }
    }
}
