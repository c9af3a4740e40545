//! What is said of a cookie, in English.

use super::hints::{Hints, LeftOutWords};
use super::{
    CookieText,
    sentences::{Causes, Cures, IssuedWords, JsonWords, PartWords, TagWords, Verdicts},
};
use crate::view::text::Lang;

/// How a gate answered: passed, refused, not examined.
const RESULTS: [&str; 3] = ["passed", "refused here", "not examined"];

pub(super) const TEXT: CookieText = CookieText {
    lang: Lang::En,
    no_cookie_found: "No cookie in this text: it needs a line with the value, “session=…”, or a `Cookie:` or `Set-Cookie:` header.",
    not_an_object: "A session is a JSON object: `{\"key\": value}`.",
    key_is_missing: "Signing needs a key: `--secret-key-file`, `--secret-key` or `--server-key`.",
    oversize: |size| {
        format!("The header is {size} bytes: above 4,093 a browser may drop it and say nothing.")
    },
    truth: "Signed, not encrypted: anyone can read it, nobody can change it without the key, and whoever has the key can forge it.",
    verdicts: Verdicts {
        valid: "Valid",
        valid_by_fallback: |index| format!("Valid — signed by older key no. {index}"),
        unverified: "Not verified — no key given",
        bad_signature: "Bad signature — content not to be trusted",
        expired: "Expired",
        future: "Dated in the future",
        malformed: "This is not a Flask cookie",
        unreadable: "Unreadable content",
        unreadable_but_signed: "Unreadable content — the signature itself is good",
    },
    causes: Causes {
        empty: "There is nothing: the text is empty.",
        several_cookies: |names| {
            format!("There are several cookies in this text and none stands out: {names}.")
        },
        line_too_long: |limit| format!("This line is longer than {limit} bytes: it is no cookie."),
        parts: |dots| {
            format!(
                "This text is not a Flask session cookie: it has {dots} dot{}, and needs 2 (payload.timestamp.signature).",
                if dots == 1 { "" } else { "s" }
            )
        },
        timestamp_not_base64: |what| format!("Unreadable timestamp: {what}."),
        timestamp_too_long: |bytes| format!("Unreadable timestamp: {bytes} bytes, 8 at most."),
        not_flask: "This text has the parts of a cookie, but it is none of Flask’s.",
        cut_signature: |bytes, of| {
            if bytes < of {
                format!("The signature has {bytes} of {of} bytes: the copy is cut.")
            } else {
                format!(
                    "The signature has {bytes} bytes; there are signatures of 20, 32 and 64. Something was added to the copy, or it is cut."
                )
            }
        },
        wrong_signature: "The signature fits neither this content nor this key: the cookie was changed, or another key signed it.",
        signature_not_canonical: "The signature gives the right bytes, but is written as Flask never writes it (last character, “=” or a foreign character). This program is strict and refuses it.",
        expired: |late, age, max| {
            format!(
                "Expired {late} ago: age {age} s, maximum {max} s. The signature itself is good."
            )
        },
        future: |ahead| {
            format!(
                "Dated {ahead} in the future: the signer's clock is ahead. Flask refuses it. The signature itself is good."
            )
        },
        payload_not_base64: |what| format!("Unreadable payload: {what}."),
        payload_not_canonical: |what| {
            format!(
                "Payload oddly written: {what}. Flask never writes it so; this program is strict and refuses it."
            )
        },
        not_zlib: "The payload begins with a dot, so it should be compressed by zlib, but it is no whole zlib stream.",
        too_large: |limit| {
            format!("The inflated content is larger than {limit} bytes: reading stops there.")
        },
        not_utf8: |byte| format!("The content is no UTF-8 text: byte {byte} cannot be."),
        not_json: |line, column, problem| {
            format!("Not JSON, line {line} column {column}: {problem}.")
        },
        bad_tag: |tag, expected| {
            format!("The tag “{tag}” should hold {expected}: Flask cannot read it.")
        },
        wrong_character: |character, position| {
            format!(
                "character “{}” at position {position}, not allowed in base64url",
                character.escape_debug()
            )
        },
        wrong_length: "a character is missing, or there is one too many",
        stray_bits: "the last character carries bits that no byte uses",
    },
    cures: Cures {
        empty: "Copy the cookie's value from the browser's tools (Storage, or Application, then Cookies).",
        several_cookies: "Name the one that you mean with `--cookie-name`.",
        not_flask: "The copy lacks nothing; it is no session of Flask’s. Flask’s cookie is called `session` unless the application says otherwise.",
        parts: "Copy the whole value, from end to end: payload.timestamp.signature.",
        timestamp: "Copy the whole value; a session cookie has its timestamp between the last two dots.",
        wrong_signature: "Give the key of the server that issued it. To make a cookie with your key: `flask-session-demo sign-cookie`.",
        not_canonical: "Copy the cookie as the server sent it.",
        expired: "Sign in again; or look at it without an age limit with `--max-age none`.",
        future: |seconds| {
            format!(
                "Set both clocks right; to sign a cookie here that the other accepts: `sign-cookie --timestamp -{seconds}s`."
            )
        },
        payload: "Is the cookie encoded for a URL, or cut? Copy it from the browser's tools.",
        too_large: "A browser keeps no more than 4,096 bytes: this cookie does not come from an ordinary site.",
        content: "Whoever has the key signed this content: look for the mistake in the program that wrote it.",
    },
    hints: Hints {
        no_key: "Nothing says who made this cookie. To verify its signature: `--secret-key-file`, or `--server-key` for the key of `serve`.",
        published_key: "Genuine under a key that everybody knows: anyone can forge it.",
        wordlist_key: |key, line| {
            format!(
                "The key is “{key}”, line {line} of the word list: whoever has such a list can forge this cookie."
            )
        },
        no_word_fits: |count| format!("None of the {count} words is the key."),
        key_in_quotes: "The signature matches without the quotes around the key: they belong to Python’s notation, not to the key.",
        quotes_kept: "The signature matches with quotes around the key: the signer read them, too, from a file such as `.env`.",
        key_with_blanks: "The signature matches without the blanks around the key.",
        blanks_kept: "The signature matches with a blank before or after the key: the signer’s key has one.",
        key_hex_case: "The signature matches with the hexadecimal digits of the key in the other case: to Flask, a key is text, and `A` is not `a`.",
        key_with_escapes: "The signature matches once escapes such as `\\x02` or `\\n` in the key are read as Python reads them: each stands for one character.",
        remember_token_fits: "The signature fits as that of Flask-Login’s `remember_token`: HMAC-SHA512 with the key itself, without a salt.",
        other_salt: |options| {
            format!(
                "The signature matches with another salt, so it was made for another purpose: `{options}`."
            )
        },
        stray_character: |character, position, part| {
            format!(
                "Foreign character “{}” at position {position} of the {part}.",
                character.escape_debug()
            )
        },
        fits_without: " Without it the signature fits.",
        key_read_as_hex: "The signature matches if the key is decoded from hexadecimal. Flask takes the key's text as it is: the signer decoded theirs.",
        key_read_as_base64: "The signature matches if the key is decoded from base64. Flask takes the key's text as it is: the signer decoded theirs.",
        key_with_line_end: "The signature matches if the key ends with a line end: the signer read it from a file and left that on.",
        key_without_line_end: "The signature matches without the line end that the key given here has.",
        flask_wtf_salt: "The signature matches with the salt and derivation of Flask-WTF: this is a `csrf_token`, not a session.",
        other_derivation: |name| {
            format!("The signature matches with another key derivation: {name}.")
        },
        other_digest: |name| {
            format!("The signature matches with another hash function: `--digest {name}`.")
        },
        fallback_key: |index| {
            format!(
                "Signed by older key no. {index}; Flask signs with the current key again as soon as the session changes."
            )
        },
        jwt: "It looks like a JWT. This tool reads only Flask cookies.",
        jwe: "It looks like an encrypted JWT (JWE, five parts): nothing in it can be read without its key.",
        starlette: "It looks like a session of Starlette or FastAPI: ordinary base64 with “=”, JSON with blanks. Its salt is `itsdangerous.Signer`, its derivation `django-concat`.",
        express: "It looks like a signed cookie of Express (`s:` before an id): the session is kept on the server.",
        pgadmin: "It looks like pgAdmin’s `pga4_session`: the id of a session kept on the server, “!”, and its signature.",
        rails: "It looks like a cookie of Ruby on Rails (`--` between its parts).",
        tornado: "It looks like a secure cookie of Tornado (`|` between its parts).",
        pickled: "It looks like a session of Flask before 0.10 (Werkzeug’s SecureCookie): its values are pickles. Never unpickle what a stranger may have written.",
        laravel: "It looks like a cookie of Laravel: encrypted, so only its server reads it.",
        asp_net: "It looks like a cookie that ASP.NET Core encrypted: only its server reads it.",
        fernet: "It looks like a Fernet token: encrypted, so only the holder of its key reads it.",
        signed_id: "It looks like the signed id of a session kept on the server (Flask-Session): there is nothing in it to read but the id.",
        django: "It looks like a signed cookie of Django (colons instead of dots).",
        flask_wtf: "It looks like a `csrf_token` of Flask-WTF: the content is a string, not a session.",
        remember_token: "It looks like the `remember_token` of Flask-Login (id|signature).",
        server_side: "It looks like the id of a session kept on the server (Flask-Session): there is nothing in it to read.",
        untimed: "It looks like a text signed by itsdangerous without a timestamp: not a Flask session.",
        cookie_session: "It looks like a cookie of Node’s `cookie-session` (Express): its signature is a cookie of its own, whose name ends with `.sig`.",
        two_cookies: "Two cookies of this name are in one header. Flask takes the first, and so does this program.",
        flask_would_accept: "Flask would accept it: in base64, Python ignores foreign characters and the last bits. 27 × 6 = 162 bits for 160: same bytes, same signature.",
        not_a_session: "It is JSON but no object: Flask cannot make a session of it.",
        old_epoch: |moment| {
            format!(
                "This date is before 2011. Either itsdangerous before 1.0 signed it, which counted from 2011: then the true date is {moment}. Or the signer’s clock was wrong."
            )
        },
        near_limit: |size| {
            format!(
                "Name and value have {size} bytes. Chromium keeps 4,096 at most; Werkzeug warns when the whole header, with its attributes, has more than 4,093."
            )
        },
        too_large: |size| {
            format!(
                "{size} bytes with its name: above 4,096, a browser does not keep it and says nothing."
            )
        },
        percent_encoded: "The text held codes such as `%2E`, undone here; a server would refuse this cookie.",
        other_name: |name| format!("This cookie is named “{name}”."),
        deletion: "Here the server asks the browser to forget the cookie, so there is nothing in it.",
    },
    left_out: LeftOutWords {
        left_out: |what| format!("Left out here: {what}."),
        text: "the text around the cookie",
        attributes: "the attributes after the value",
        marks: |marks| format!("`{marks}`"),
        blanks: "blanks",
        line_ends: "line ends within the value",
        invisible: "marks that nobody sees",
        escapes: "escape characters",
        server_reads_it: " A server would read the text as typed the same way.",
        server_refuses_it: " A server would refuse the text as typed.",
    },
    json: JsonWords {
        expected_value: "a value is due",
        expected_key: "a key in double quotes is due",
        expected_colon: "“:” is due",
        expected_comma: "a comma or the end is due",
        unterminated_string: "the string that begins here is not closed",
        control_character: "a control character must be written with a backslash",
        bad_escape: "unknown sequence after the backslash",
        extra_data: "the document is over, and there is more text",
        too_deep: "more than 491 levels of nesting",
        integer_too_long: "an integer of more than 4,300 digits",
    },
    tags: TagWords {
        array: "an array",
        base64: "base64 text",
        string: "a string",
        hex: "32 hexadecimal digits",
        date: "a date",
        object: "an object",
    },
    parts: PartWords {
        payload: "payload",
        timestamp: "timestamp",
        signature: "signature",
        untrusted: "not to be trusted",
        unverified: "not verified",
        content_bytes: |bytes| format!("{bytes} bytes, readable by anyone"),
        compressed_bytes: |bytes, packed| {
            format!("compressed (zlib): {bytes} → {packed} bytes, readable by anyone")
        },
        hexadecimal: "not text; in hexadecimal",
        issued: IssuedWords {
            ago: |ago| format!("issued {ago} ago"),
            ahead: |ahead| format!("issued in {ahead}"),
            beyond: "issued after the year 9999",
        },
        claimed: IssuedWords {
            ago: |ago| format!("says it was issued {ago} ago"),
            ahead: |ahead| format!("says it will be issued in {ahead}"),
            beyond: "says it will be issued after the year 9999",
        },
        old_epoch: |raw, moment| format!("{raw}; counted from 2011: {moment}"),
        no_algorithm: "of no length that a signature has",
        time_left: |left| format!("{left} left"),
        salt: |salt| format!("salt {salt}"),
        tagged: |path, tag| format!("Python type at {path}: {tag}"),
        tags_cut: |listed, count| {
            format!("{count} values carry a type tag; {listed} are listed here.")
        },
        text_cut: |shown, all| format!("cut here: {shown} of {all} characters"),
        size: |size, limit| format!("{size} bytes of {limit}"),
        gates: "gates:",
        cure: "Try:",
        hint: "Good to know:",
        steps: "The calculation, step by step:",
        signature_above: "the same as the cookie’s, above",
        secret: "known to the server alone",
        hidden: "not shown: it forges as well as the key; the command computes it",
        no_steps: "This cookie has no three readable parts: there is no calculation to show.",
    },
    gates: [
        ("structure", RESULTS),
        ("signature", RESULTS),
        ("age", RESULTS),
        ("content", RESULTS),
    ],
    steps: [
        (
            "the dict becomes JSON",
            "compact, keys sorted, everything but ASCII escaped",
        ),
        (
            "zlib, if that is shorter",
            "by 2 bytes at least; a leading dot announces it",
        ),
        ("base64url", "3 bytes become 4 characters, without “=”"),
        (
            "the timestamp",
            "seconds since 1970, as bytes, then base64url",
        ),
        (
            "the derived key",
            "an HMAC of the salt: one key for each purpose",
        ),
        ("the signature", "an HMAC of “payload.timestamp”"),
        (
            "the comparison, then the age",
            "in constant time; then 0 ≤ age ≤ maximum",
        ),
    ],
    other_json: "here not quite as Flask writes it, which is compact, in order, everything but ASCII escaped",
    plain_hash: "a plain hash of salt and key: one key for each purpose",
    no_derivation: "the secret key itself, for every purpose",
    units: ["d", "h", "min", "s"],
};
