//! The vectors made with the pinned Python packages (`tests/vectors/generate.py`): a named test for
//! each, through the program and through the library.

use data_encoding::HEXLOWER;
use flask_session_demo::itsdangerous::{
    Digest, KeyDerivation, SecretKey, SecretKeys, Signer, UrlSafeTimedSerializer, base64_decode,
    base64_decode_as_python, dump_payload, read_timestamp, write_timestamp,
};
use flask_session_demo::session::{
    SecureCookieSessionInterface, SessionConfig, Value as SessionValue, dumps, loads,
};
use serde_json::{Value, json};

use crate::support::vectors::{list, number, text, vectors};
use crate::support::{COURSE_KEY, Fsd};

/// The time of most vectors: 2023-11-14T22:13:20Z.
const T: u64 = 1_700_000_000;

fn keys(key: &str) -> SecretKeys {
    SecretKeys::new(SecretKey::new(key))
}

/// Signs and reads Flask's sessions.
fn serializer(keys: &SecretKeys) -> UrlSafeTimedSerializer {
    let salt = b"cookie-session";
    UrlSafeTimedSerializer::new(Signer::new(keys, salt, KeyDerivation::Hmac, Digest::Sha1))
}

/// `sign-cookie` at this time, with the course's key.
fn sign(json: &str, seconds: u64) -> Fsd {
    Fsd::new(["sign-cookie", "--secret-key", COURSE_KEY])
        .args(["--timestamp", &seconds.to_string(), "-"])
        .stdin(json)
}

fn cookies(vector: &Value) {
    opened_by_the_server(vector);
    read_by_the_command(vector);
}

fn read_by_the_command(vector: &Value) {
    let options = &vector["options"];
    let mut command = Fsd::new(["decode-cookie", "--json"])
        .args(["--secret-key", text(options, "key")])
        .args(["--now", &number(options, "now").to_string()])
        .args(["--max-age", &number(options, "max_age").to_string()]);
    for (option, name) in [("--salt", "salt"), ("--key-derivation", "derivation")] {
        if let Some(value) = options[name].as_str() {
            command = command.args([option, value]);
        }
    }
    for (index, fallback) in fallbacks(vector).enumerate() {
        let name = format!("fallback-{index}.txt");
        command = command
            .file(&name, fallback)
            .args(["--secret-key-fallback-file", &name]);
    }
    let output = command.args([text(vector, "cookie")]).run();
    let json = output.json();
    let hints = list(&json, "hints").iter().map(|hint| &hint["code"]);
    let read = json!({
        "verdict": json["verdict"],
        "cause": json["cause"]["code"],
        "text": json["payload"]["text"],
        "session": vector["ours"]["session"],
        "utc": json["timestamp"]["utc"],
        "canonical": json["signature"]["canonical"],
        "key_index": json["signature"]["key_index"],
        "hints": hints.collect::<Vec<_>>(),
    });
    assert_eq!(read, vector["ours"]);
    let code = match text(&json, "verdict") {
        "valid" => 0,
        "malformed" => 3,
        "bad_signature" => 4,
        "expired" | "future" => 5,
        other => panic!("unknown verdict {other}"),
    };
    assert_eq!(json["exit_code"], code);
    assert_eq!(json["trusted"], code == 0);
    output.code(code);
}

fn fallbacks(vector: &Value) -> impl Iterator<Item = &str> {
    list(&vector["options"], "fallbacks")
        .iter()
        .filter_map(Value::as_str)
}

/// How a server of this product reads the cookie, and how it would write it back.
fn opened_by_the_server(vector: &Value) {
    let (options, expected) = (&vector["options"], text(&vector["ours"], "session"));
    let mut keys = keys(text(options, "key"));
    keys.fallbacks = fallbacks(vector).map(SecretKey::new).collect();
    let config = SessionConfig {
        permanent_session_lifetime: number(options, "max_age"),
        ..SessionConfig::default()
    };
    let interface = SecureCookieSessionInterface::new(config, &keys);
    let line = format!("session={}", text(vector, "cookie"));
    let now = number(options, "now");
    let (mut session, refusal) = interface.open_session([line.as_bytes()], now);

    let Ok(SessionValue::Dict(dict)) = loads(expected) else {
        panic!("no dict: {expected}")
    };
    let Some((key, value)) = dict.iter().next() else {
        assert!(session.is_empty());
        let is_refused = vector["ours"]["verdict"] != "valid" || vector["flask"]["status"] == 500;
        let is_there = !text(vector, "cookie").is_empty();
        // Every refusal reaches the log.
        assert!(!(is_refused && is_there) || refusal.is_some());
        return;
    };
    assert_eq!(refusal, None);
    // Sets a key to the value that it has, so that the session is written.
    session.set(
        key.as_str().expect("a key of a vector is Unicode"),
        value.clone(),
    );
    let written = interface
        .save_session(&session, now)
        .set_cookie
        .expect("it was modified");
    let written = written.to_string();
    let cookie = written.split(['=', ';']).nth(1).expect("a cookie is set");
    let json = UrlSafeTimedSerializer::loads(
        &UrlSafeTimedSerializer::new(Signer::new(
            &keys,
            b"cookie-session",
            KeyDerivation::Hmac,
            Digest::Sha1,
        )),
        cookie.as_bytes(),
        None,
        now,
    );
    assert_eq!(
        String::from_utf8_lossy(&json.expect("we signed it").json),
        expected
    );
}

fn derivations(vector: &Value) {
    let derivation = match text(vector, "derivation") {
        "hmac" => KeyDerivation::Hmac,
        "django-concat" => KeyDerivation::DjangoConcat,
        "concat" => KeyDerivation::Concat,
        _ => KeyDerivation::None,
    };
    let digest = match text(vector, "digest") {
        "sha1" => Digest::Sha1,
        "sha256" => Digest::Sha256,
        _ => Digest::Sha512,
    };
    let (secret, salt) = (text(vector, "secret"), "cookie-session");
    let derived = derivation.derive(&SecretKey::new(secret), salt.as_bytes(), digest);
    assert_eq!(
        HEXLOWER.encode(derived.expose_secret()),
        text(vector, "derived_key")
    );
    let signer = Signer::new(&keys(secret), salt.as_bytes(), derivation, digest);
    assert_eq!(
        signer.get_signature(b"value"),
        text(vector, "signature_of_value")
    );
    let token = UrlSafeTimedSerializer::new(signer).dumps(br#"{"a":1}"#, T);
    assert_eq!(token, text(vector, "token"));
    // The commands offer neither signing without derivation nor empty keys.
    if derivation != KeyDerivation::None && !secret.is_empty() {
        let options = |command: &str| {
            Fsd::new([command, "--secret-key", secret])
                .args(["--key-derivation", text(vector, "derivation")])
                .args(["--digest", text(vector, "digest")])
        };
        let at = T.to_string();
        options("sign-cookie")
            .args(["--timestamp", &at, r#"{"a":1}"#])
            .run()
            .success()
            .stdout(&format!("{token}\n"));
        let json = options("decode-cookie")
            .args(["--json", "--now", &at, &token])
            .run()
            .code(0)
            .json();
        assert_eq!(json["verdict"], "valid");
    }
}

fn timestamps(vector: &Value) {
    let (seconds, encoded) = (number(vector, "seconds"), text(vector, "text"));
    assert_eq!(write_timestamp(seconds), encoded);
    assert_eq!(read_timestamp(encoded.as_bytes()), Ok(seconds));
    let cookie = text(vector, "cookie");
    sign(r#"{"a":1}"#, seconds)
        .run()
        .success()
        .stdout(&format!("{cookie}\n"));
    let json = Fsd::new(["decode-cookie", "--json", "--secret-key", COURSE_KEY])
        .args(["--now", &seconds.to_string(), cookie])
        .run()
        .code(0)
        .json();
    assert_eq!(json["verdict"], "valid");
    assert_eq!(json["timestamp"]["unix"], seconds);
    assert_eq!(json["timestamp"]["age_seconds"], 0);
}

/// Reads and writes the text, with the library, and with the command, whose cookie then holds it.
fn json_texts(vector: &Value) {
    let input = text(vector, "input");
    let written = loads(input).map(|value| dumps(&value));
    assert_eq!(
        written.as_deref().ok(),
        vector["flask"].as_str(),
        "{written:?}"
    );
    let run = sign(input, T).run();
    match vector["flask"].as_str() {
        // Python's notation, which the command accepts and names.
        None if input.contains('\'') => {
            run.code(0).stderr_has("Read as a dict of Python's");
        }
        None => {
            run.code(3).stdout("");
        }
        Some(flask) => {
            let cookie = serializer(&keys(COURSE_KEY)).dumps(flask.as_bytes(), T);
            run.code(0).stdout(&format!("{cookie}\n"));
        }
    }
}

fn tags(vector: &Value) {
    json_texts(vector);
}

fn compressions(vector: &Value) {
    let (json, cookie) = (text(vector, "text"), text(vector, "cookie"));
    assert_eq!(
        dump_payload(json.as_bytes()).starts_with('.'),
        vector["compressed"]
    );
    assert_eq!(
        serializer(&keys(COURSE_KEY)).dumps(json.as_bytes(), T),
        cookie
    );
    sign(json, T).run().code(0).stdout(&format!("{cookie}\n"));
}

fn base64_texts(vector: &Value) {
    let hex = |bytes: Vec<u8>| HEXLOWER.encode(&bytes);
    let input = text(vector, "input").as_bytes();
    let (flask, ours) = (&vector["flask"], &vector["ours"]);
    assert_eq!(
        base64_decode_as_python(input).map(hex).as_deref(),
        flask.as_str()
    );
    assert_eq!(base64_decode(input).map(hex).ok().as_deref(), ours.as_str());
}

vectors! {
    base64_texts:
    no_character
    one_byte
    two_bytes
    three_bytes
    the_url_alphabet
    nine_bytes
    trailing_bits_after_two_bytes
    trailing_bits_after_one_byte
    one_pad
    two_pads
    a_pad_that_is_not_due
    data_after_the_padding
    a_pad_in_the_middle
    one_pad_too_few_in_the_middle
    only_a_pad
    only_junk
    one_junk_character
    four_junk_characters
    a_line_end
    a_space
    a_dot
    a_letter_beyond_ascii
    the_standard_alphabet
    both_alphabets
    one_character
    one_character_and_padding
    five_characters
}

vectors! {
    compressions:
    x_0_times
    x_1_times
    x_10_times
    x_11_times
    x_12_times
    x_13_times
    x_100_times
    x_1000_times
    x_10000_times
    a_name
    two_flashes
    a_csrf_token
    numbers_to_2000
    a_below_the_border
    a_above_the_border
    b_below_the_border
    b_above_the_border
    c_below_the_border
    c_above_the_border
    d_below_the_border
    d_above_the_border
    e_below_the_border
    e_above_the_border
    f_below_the_border
    f_above_the_border
    g_below_the_border
    g_above_the_border
    h_below_the_border
    h_above_the_border
}

vectors! {
    cookies:
    a1_alice_is_valid
    a2_a_name_beyond_ascii_is_valid
    a3_a_flash_is_valid
    a4_a_flash_and_keys_out_of_order_is_valid
    a5_a_permanent_session_with_a_flash_is_valid
    a6_two_flashes_is_valid
    a7_all_tags_is_valid
    a8_permanent_is_valid
    a9_floats_is_valid
    a10_an_escaped_tag_is_valid
    a11_an_empty_session_is_valid
    a12_an_emoji_is_valid
    a13_a_session_that_looks_like_a_tag_is_valid
    a14_a_lone_surrogate_is_valid
    a15_not_a_number_is_valid
    q1_last_character_n_is_refused
    q1_last_character_o_is_refused
    q1_last_character_p_is_refused
    q2_a_pad_is_refused
    q2_a_double_pad_is_refused
    q2_junk_at_the_end_is_refused
    q2_junk_in_the_middle_is_refused
    q2_a_word_beyond_ascii_is_refused
    q2_the_standard_alphabet_is_refused
    q3_a_padded_payload_is_malformed
    q4_needless_compression_is_valid
    q4_a_stored_block_is_valid
    q4_level_9_is_valid
    q4_junk_behind_the_stream_is_valid
    q5_null_is_valid_text
    q5_an_empty_list_is_valid_text
    q5_an_empty_string_is_valid_text
    q5_a_list_of_pairs_is_valid_text
    q5_a_list_of_two_letters_is_valid_text
    q6_raw_utf8_is_valid
    q6_duplicate_keys_are_valid
    q7_leading_zero_bytes_are_valid
    r1_another_key_has_a_bad_signature
    r1_the_key_read_as_hex_has_a_bad_signature
    r1_the_key_with_its_line_end_has_a_bad_signature
    r2_the_salt_of_flask_wtf_has_a_bad_signature
    r2_another_derivation_has_a_bad_signature
    r2_no_derivation_has_a_bad_signature
    r2_another_digest_has_a_bad_signature
    r3_no_timestamp_is_malformed
    r3_a_timestamp_of_half_a_byte_is_malformed
    r3_a_timestamp_of_nine_bytes_is_malformed
    r4_a_cut_signature_is_bad
    r4_an_empty_signature_is_bad
    r4_upper_case_is_bad
    r4_a_junk_character_is_bad
    r4_a_letter_more_is_bad
    r4_another_first_letter_is_bad
    r4_only_dots_are_bad
    r4_no_dot_is_malformed
    r4_a_word_is_malformed
    r4_two_parts_are_malformed
    r4_nothing_is_malformed
    r4_escaped_dots_are_read_when_pasted
    x1_a_number_is_valid_text_but_no_session
    x1_true_is_valid_text_but_no_session
    x1_a_string_is_valid_text_but_no_session
    x1_a_list_of_one_is_valid_text_but_no_session
    x2_cut_json_is_malformed
    x2_invalid_utf8_is_malformed
    x2_a_tag_with_the_wrong_content_is_malformed
    x3_bad_base64_is_malformed
    x3_bad_zlib_is_malformed
    x3_an_empty_payload_is_malformed
    x3_only_a_dot_is_malformed
    x4_cut_zlib_is_malformed
    x4_raw_deflate_is_malformed
    x6_a_dot_in_the_payload_is_malformed
    x5_a_timestamp_of_64_bits_is_in_the_future
    x5_a_timestamp_of_40_bits_is_in_the_future
    age_a_cookie_of_the_same_second_is_valid
    age_a_cookie_of_the_next_second_is_in_the_future
    age_a_cookie_as_old_as_may_be_is_valid
    age_a_cookie_older_than_may_be_is_expired
    age_without_a_lifetime_it_may_be_of_now
    age_without_a_lifetime_it_expires_at_once
    age_a_cookie_of_the_old_epoch_is_expired
    key_the_last_fallback_is_accepted
    key_the_first_fallback_is_accepted
    key_a_letter_of_a_fallback_is_none
    third_party_flask_unsign_is_valid
    third_party_cookiemonster_is_valid
    third_party_flask_issue_4117_is_valid
    near_a_csrf_token_is_no_session
    near_a_csrf_token_by_its_own_salt_is_valid
    near_a_remember_token_is_malformed
    near_a_django_cookie_is_malformed
    near_an_opaque_id_is_malformed
    near_a_jwt_is_malformed
    near_what_stock_zlib_compressed_is_valid
    near_what_zlib_ng_compressed_is_valid
}

vectors! {
    derivations:
    the_course_key_with_hmac
    the_course_key_with_django_concat
    the_course_key_with_concat
    the_course_key_with_none
    a_short_key_with_hmac
    a_short_key_with_django_concat
    a_short_key_with_concat
    a_short_key_with_none
    a_key_longer_than_a_block_with_hmac
    a_key_longer_than_a_block_with_django_concat
    a_key_longer_than_a_block_with_concat
    a_key_longer_than_a_block_with_none
    a_key_beyond_ascii_with_hmac
    a_key_beyond_ascii_with_django_concat
    a_key_beyond_ascii_with_concat
    a_key_beyond_ascii_with_none
    an_empty_key_with_hmac
    an_empty_key_with_django_concat
    an_empty_key_with_concat
    an_empty_key_with_none
    sha256_with_hmac
    sha256_with_django_concat
    sha256_with_concat
    sha512_with_hmac
    sha512_with_django_concat
    sha512_with_concat
}

vectors! {
    json_texts:
    keys_are_sorted_by_code_point
    keys_are_sorted_at_every_level
    digits_are_sorted_as_text
    separators_have_no_space
    beyond_ascii_is_escaped
    del_is_escaped
    short_escapes_are_used
    other_controls_are_escaped
    html_is_not_escaped
    a_lone_high_surrogate_survives
    a_lone_low_surrogate_survives
    surrogates_in_the_wrong_order_survive
    two_high_surrogates_and_a_low_one
    upper_case_escapes_are_lowered
    surrogates_sort_below_the_private_use_area
    a_surrogate_key_keeps_its_place
    floats_of_fixed_notation
    floats_of_exponent_notation
    floats_at_the_borders
    floats_are_the_shortest_that_read_back
    an_exponent_makes_a_float
    not_a_number_and_infinities
    too_large_a_float_is_infinite
    an_integer_has_no_bound
    minus_zero_is_an_integer
    the_last_of_duplicate_keys_wins
    whitespace_is_skipped
    an_integer_of_4300_digits_is_read
    an_integer_of_4301_digits_is_refused
    a_byte_order_mark_is_refused
    a_trailing_comma_is_refused
    a_leading_zero_is_refused
    a_bare_point_is_refused
    a_plus_sign_is_refused
    a_raw_control_is_refused
    single_quotes_are_refused
    a_comment_is_refused
    a_vertical_tab_is_no_whitespace
    an_unknown_escape_is_refused
    a_short_unicode_escape_is_refused
    extra_data_is_refused
}

vectors! {
    tags:
    a_tuple
    an_empty_tuple
    a_tuple_in_a_tuple
    a_tuple_of_characters
    a_tuple_of_a_number_is_refused
    a_tuple_of_null_is_refused
    bytes
    no_bytes
    bytes_with_junk
    bytes_of_the_url_alphabet_are_junk
    bytes_without_padding_are_refused
    bytes_of_a_number_are_refused
    markup
    markup_of_a_number
    markup_of_true
    markup_of_null
    a_uuid
    a_uuid_with_dashes
    a_uuid_of_garbage_is_refused
    a_uuid_of_null_is_refused
    a_date
    a_date_with_an_offset
    a_date_of_the_wrong_weekday
    a_date_that_is_none
    an_empty_date
    a_date_of_a_number_is_refused
    an_escaped_tuple_tag
    an_escaped_escape
    an_escaped_tag_in_an_escaped_tag
    an_escape_of_an_ordinary_key
    an_escape_drops_other_keys
    an_escape_of_a_number_is_refused
    an_escape_of_an_empty_dict_is_refused
    a_key_with_underscores_is_no_tag
    an_unknown_tag_stays
    two_keys_are_never_a_tag
    a_session_that_looks_like_a_tag
    a_tag_below_a_tag
    a_list_of_flashes
}

vectors! {
    timestamps:
    the_epoch
    one_second
    the_last_of_one_byte
    the_first_of_two_bytes
    the_second_of_the_vectors
    the_first_past_31_bits
    the_last_of_32_bits
    the_first_past_32_bits
    the_last_second_of_year_9999
}
