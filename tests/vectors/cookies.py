"""Whole cookies: those that Flask accepts (A), tolerates (Q), refuses (R) and fails on (X)."""

import base64
import hashlib
import struct
import uuid
import zlib
from datetime import datetime, timezone

from flask_peer import COURSE_KEY, T, dumps, make_app, open_session, sign_payload
from flask_login.utils import encode_cookie
from itsdangerous import BadData, Signer
from itsdangerous.encoding import base64_decode, bytes_to_int
from markupsafe import Markup

NOW = T + 10
ONE = '{"a":1}'
ONE_COOKIE = "eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM"
app = make_app()


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def cookies():
    yield from accepted()
    yield from tolerated()
    yield from refused()
    yield from fatal()
    yield from dated()
    yield from keyed()
    yield from neighbours()


def vector(name, cookie, verdict, text=None, session="{}", now=NOW, lifetime=2678400, **more):
    """Takes what this product does with a cookie; finds out what Flask does."""
    ours = {
        "verdict": verdict,
        "cause": more.pop("cause", None),
        "text": text,
        "session": session,
        "utc": more.pop("utc", date_of(cookie)),
        "canonical": more.pop("canonical", True),
        "key_index": more.pop("key_index", None if verdict == "bad_signature" else 0),
        "hints": more.pop("hints", []),
    }
    options = {"key": COURSE_KEY, "now": now, "max_age": lifetime} | more
    app = make_app(options["key"], options.get("fallbacks", []))
    app.config["PERMANENT_SESSION_LIFETIME"] = lifetime
    status, answer = open_session(app, cookie, now)
    flask = {"status": status, "session" if status == 200 else "error": answer}
    return {"name": name, "cookie": cookie, "options": options, "flask": flask, "ours": ours}


def date_of(cookie):
    """The time of signing in words, if it lies before the year 10000."""
    try:
        seconds = bytes_to_int(base64_decode(cookie.split(".")[-2]))
        return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (IndexError, BadData, ValueError, OverflowError, struct.error):
        return None


def accepted():
    sessions = {
        "a1_alice": {"user": {"username": "alice"}},
        "a2_a_name_beyond_ascii": {"user": {"username": "Zoé"}},
        "a3_a_flash": {"_flashes": [("error", "Identifiants incorrects")]},
        "a4_a_flash_and_keys_out_of_order": {"b": 1, "a": 2, "_flashes": [("message", "x")]},
        "a5_a_permanent_session_with_a_flash": {
            "_flashes": [("message", "Bienvenue é")],
            "_permanent": True,
            "user": {"username": "alice"},
        },
        "a6_two_flashes": {"_flashes": [("message", "Hi"), ("error", "Err")]},
        "a7_all_tags": {
            "b": b"\xff\xfe",
            "d": datetime(2011, 6, 24, 0, 9, 5),
            "m": Markup("<b>"),
            "t": (1, (2,)),
            "u": uuid.UUID(int=5),
        },
        "a8_permanent": {"_permanent": True, "a": 1},
        "a9_floats": {"v": [1.0, 1e16, 1e-05, -0.0]},
        "a10_an_escaped_tag": {"v": {" t": 1}},
        "a11_an_empty_session": {},
        "a12_an_emoji": {"v": "😀"},
        "a13_a_session_that_looks_like_a_tag": {" t": 1},
        "a14_a_lone_surrogate": {"v": "\ud83d"},
        "a15_not_a_number": {"v": float("nan")},
    }
    with app.app_context():
        texts = {name: app.session_interface.serializer.dumps(s) for name, s in sessions.items()}
    for name, session in sessions.items():
        text = texts[name]
        yield vector(f"{name}_is_valid", dumps(app, session), "valid", text, text)


def tolerated():
    odd = {"canonical": False, "cause": "signature_not_canonical", "hints": ["flask_would_accept"]}

    def spoiled(name, cookie, text=ONE, hints=()):
        """Flask accepts it; we do not, since the signature is written oddly."""
        more = odd | {"hints": [*hints, *odd["hints"]]}
        return vector(f"{name}_is_refused", cookie, "bad_signature", text, **more)

    stray = ["stray_character"]

    for last in "NOP":
        yield spoiled(f"q1_last_character_{last.lower()}", ONE_COOKIE[:-1] + last)
    yield spoiled("q2_a_pad", ONE_COOKIE + "=")
    yield spoiled("q2_a_double_pad", ONE_COOKIE + "==")
    yield spoiled("q2_junk_at_the_end", ONE_COOKIE + "!!!!", hints=stray)
    junk = ONE_COOKIE[:30] + "!!!!" + ONE_COOKIE[30:]
    yield spoiled("q2_junk_in_the_middle", junk, hints=stray)
    foreign = ONE_COOKIE[:30] + "éé" + ONE_COOKIE[30:]
    yield spoiled("q2_a_word_beyond_ascii", foreign, hints=stray)
    text = '{"_flashes":[{" t":["error","Identifiants incorrects"]}],"n":2}'
    payload, _, signature = sign_payload(b64(text.encode())).rpartition(".")
    assert "_" in signature
    standard = signature.replace("-", "+").replace("_", "/")
    yield spoiled("q2_the_standard_alphabet", f"{payload}.{standard}", text, stray)

    cookie = sign_payload("eyJhIjoxfQ==")
    odd = {"cause": "payload_not_canonical", "hints": ["flask_would_accept"]}
    yield vector("q3_a_padded_payload_is_malformed", cookie, "malformed", ONE, **odd)
    yield from compressed_otherwise()
    yield from no_dict_but_flask_makes_one()
    raw = '{"a":"é"}'
    cookie = sign_payload(b64(raw.encode()))
    yield vector("q6_raw_utf8_is_valid", cookie, "valid", raw, '{"a":"\\u00e9"}')
    twice = '{"a":1,"a":2}'
    cookie = sign_payload(b64(twice.encode()))
    yield vector("q6_duplicate_keys_are_valid", cookie, "valid", twice, '{"a":2}')
    cookie = sign_payload("eyJhIjoxfQ", timestamp="AABlU_EA")
    yield vector("q7_leading_zero_bytes_are_valid", cookie, "valid", ONE, ONE)


def compressed_otherwise():
    data = ONE.encode()
    stored = b"\x78\x01\x01\x07\x00\xf8\xff" + data + zlib.adler32(data).to_bytes(4, "big")
    for name, payload in {
        "q4_needless_compression": zlib.compress(data),
        "q4_a_stored_block": stored,
        "q4_level_9": zlib.compress(data, 9),
        "q4_junk_behind_the_stream": zlib.compress(data) + b"junk",
    }.items():
        yield vector(f"{name}_is_valid", sign_payload("." + b64(payload)), "valid", ONE, ONE)


def no_dict_but_flask_makes_one():
    for name, text, session in [
        ("q5_null", "null", "{}"),
        ("q5_an_empty_list", "[]", "{}"),
        ("q5_an_empty_string", '""', "{}"),
        ("q5_a_list_of_pairs", '[["a",1]]', ONE),
        ("q5_a_list_of_two_letters", '["ab","cd"]', '{"a":"b","c":"d"}'),
    ]:
        cookie = sign_payload(b64(text.encode()))
        hints = ["not_a_session"]
        yield vector(f"{name}_is_valid_text", cookie, "valid", text, session, hints=hints)


def refused():
    def otherwise(name, hint=None, **signer):
        cookie = sign_payload("eyJhIjoxfQ", **signer)
        more = {"cause": "wrong_signature", "hints": [hint] if hint else []}
        return vector(f"{name}_has_a_bad_signature", cookie, "bad_signature", ONE, **more)

    yield otherwise("r1_another_key", key="old1")
    as_hex = bytes.fromhex(COURSE_KEY)
    yield otherwise("r1_the_key_read_as_hex", "key_read_as_hex", key=as_hex)
    yield otherwise("r1_the_key_with_its_line_end", "key_with_line_end", key=COURSE_KEY + "\n")
    yield otherwise("r2_the_salt_of_flask_wtf", "other_salt", salt="wtf-csrf-token")
    yield otherwise("r2_another_derivation", "other_key_derivation", key_derivation="django-concat")
    yield otherwise("r2_no_derivation", "other_key_derivation", key_derivation="none")
    yield otherwise("r2_another_digest", "other_digest", digest_method=hashlib.sha256)
    yield from without_a_timestamp()
    yield from damaged()


def without_a_timestamp():
    untimed = Signer(COURSE_KEY, salt="cookie-session", key_derivation="hmac").sign("eyJhIjoxfQ")
    more = {"cause": "missing_timestamp", "hints": ["looks_like_untimed_token"]}
    yield vector("r3_no_timestamp_is_malformed", untimed.decode(), "malformed", ONE, **more)
    for name, timestamp, cause in [
        ("half_a_byte", "A", "timestamp_not_base64"),
        ("nine_bytes", "AQEBAQEBAQEB", "timestamp_too_long"),
    ]:
        cookie = sign_payload("eyJhIjoxfQ", timestamp=timestamp)
        name = f"r3_a_timestamp_of_{name}_is_malformed"
        yield vector(name, cookie, "malformed", ONE, cause=cause)


def damaged():
    """Each is refused at the first gate that it fails."""

    def bad(name, cookie, text=ONE, **more):
        more.setdefault("cause", "wrong_signature")
        return vector(f"r4_{name}_bad", cookie, "bad_signature", text, **more)

    cut = {"cause": "cut_signature", "hints": ["cut_signature"]}
    yield bad("a_cut_signature_is", ONE_COOKIE[:-5], canonical=False, **cut)
    yield bad("an_empty_signature_is", "eyJhIjoxfQ.ZVPxAA.", **cut)
    yield bad("upper_case_is", ONE_COOKIE.upper(), None)
    stray = ["stray_character"]
    yield bad("a_junk_character_is", ONE_COOKIE + "!", canonical=False, hints=stray)
    yield bad("a_letter_more_is", ONE_COOKIE + "a", **cut)
    yield bad("another_first_letter_is", "f" + ONE_COOKIE[1:], "\x7f" + ONE[1:])
    cut["hints"] = ["cut_signature", "old_epoch"]
    yield bad("only_dots_are", "...", "", **cut)
    parts = {"canonical": None, "key_index": None}
    cause = "no_separator"
    for name, cookie, hint in [
        ("no_dot_is", ONE_COOKIE.replace(".", ""), ["looks_like_server_side_session"]),
        ("a_word_is", "session", []),
    ]:
        name = f"r4_{name}_malformed"
        yield vector(name, cookie, "malformed", cause=cause, hints=hint, **parts)
    two = {"cause": "missing_timestamp", "key_index": None}
    yield vector("r4_two_parts_are_malformed", "eyJhIjoxfQ.ZVPxAA", "malformed", ONE, **two)
    yield vector("r4_nothing_is_malformed", "", "malformed", cause="empty", **parts)
    # In a pasted text the escapes are removed; a server takes the cookie as received.
    escaped = ONE_COOKIE.replace(".", "%2E")
    date = {"utc": date_of(ONE_COOKIE), "hints": ["percent_encoded"]}
    yield vector("r4_escaped_dots_are_read_when_pasted", escaped, "valid", ONE, **date)


def fatal():
    values = {"a_number": "5", "true": "true", "a_string": '"ab"', "a_list_of_one": "[1]"}
    for name, text in values.items():
        cookie, hints = sign_payload(b64(text.encode())), ["not_a_session"]
        name = f"x1_{name}_is_valid_text_but_no_session"
        yield vector(name, cookie, "valid", text, hints=hints)
    for name, payload, text, cause in [
        ("x2_cut_json", b64(b"{"), "{", "not_json"),
        ("x2_invalid_utf8", "eyJhIjoi_yJ9", None, "not_utf8"),
        ("x2_a_tag_with_the_wrong_content", b64(b'{"a":{" t":5}}'), '{"a":{" t":5}}', "bad_tag"),
        ("x3_bad_base64", "A", "", "payload_not_base64"),
        ("x3_bad_zlib", ".AAAA", "", "not_zlib"),
        ("x3_an_empty_payload", "", "", "not_json"),
        ("x3_only_a_dot", ".", "", "not_zlib"),
        ("x4_cut_zlib", ".eJyrVkpUsjKsBQAIKg", ONE, "not_zlib"),
        ("x4_raw_deflate", ".q1ZKVLIyrAUA", "", "not_zlib"),
        ("x6_a_dot_in_the_payload", "eyJhIjoxfQ.x", ONE, "payload_not_base64"),
    ]:
        cookie = sign_payload(payload)
        hints = ["stray_character"] if name.startswith("x6") else []
        name = f"{name}_is_malformed"
        yield vector(name, cookie, "malformed", text, cause=cause, hints=hints)


def dated():
    for bits in (64, 40):
        timestamp = b64((2**bits - 1).to_bytes(bits // 8, "big"))
        cookie = sign_payload("eyJhIjoxfQ", timestamp=timestamp)
        name = f"x5_a_timestamp_of_{bits}_bits_is_in_the_future"
        yield vector(name, cookie, "future", ONE, cause="future")
    for name, age, verdict in [
        ("of_the_same_second_is_valid", 0, "valid"),
        ("of_the_next_second_is_in_the_future", -1, "future"),
        ("as_old_as_may_be_is_valid", 2678400, "valid"),
        ("older_than_may_be_is_expired", 2678401, "expired"),
    ]:
        session, cause = (ONE, None) if verdict == "valid" else ("{}", verdict)
        name = f"age_a_cookie_{name}"
        yield vector(name, ONE_COOKIE, verdict, ONE, session, now=T + age, cause=cause)
    for name, age, verdict in [("may_be_of_now", 0, "valid"), ("expires_at_once", 1, "expired")]:
        session, cause = (ONE, None) if verdict == "valid" else ("{}", verdict)
        name, at = f"age_without_a_lifetime_it_{name}", T + age
        yield vector(name, ONE_COOKIE, verdict, ONE, session, at, lifetime=0, cause=cause)
    # Made by an itsdangerous before 1.0, whose epoch was 2011.
    cookie = sign_payload("eyJhIjoxfQ", timestamp=b64((T - 1293840000).to_bytes(4, "big")))
    more = {"cause": "expired", "hints": ["old_epoch"]}
    yield vector("age_a_cookie_of_the_old_epoch_is_expired", cookie, "expired", ONE, **more)


def keyed():
    for name, key, index in [("last", "old1", 2), ("first", "old0", 1)]:
        cookie = sign_payload("eyJhIjoxfQ", key=key)
        more = {"fallbacks": ["old0", "old1"], "key_index": index, "hints": ["fallback_key"]}
        yield vector(f"key_the_{name}_fallback_is_accepted", cookie, "valid", ONE, ONE, **more)
    # If the fallbacks are a text instead of a list, Flask splits it into letters; we never do.
    cookie = sign_payload("eyJhIjoxfQ", key="o")
    more = {"fallbacks": ["old1"], "cause": "wrong_signature"}
    yield vector("key_a_letter_of_a_fallback_is_none", cookie, "bad_signature", ONE, **more)
    # Published by others, with their own keys.
    for name, key, seconds, text, cookie in [
        (
            "flask_unsign",
            "CHANGEME",
            0x5C3B96C5,
            '{"logged_in":false}',
            "eyJsb2dnZWRfaW4iOmZhbHNlfQ.XDuWxQ.E2Pyb6x3w-NODuflHoGnZOEpbH8",
        ),
        (
            "cookiemonster",
            "secret_key",
            0x61837448,
            '{"csrf_token":"b0146cdb3dfb19bac57a24e93e6aea47a93e75ef"}',
            "eyJjc3JmX3Rva2VuIjoiYjAxNDZjZGIzZGZiMTliYWM1N2EyNGU5M2U2YWVhNDdhOTNlNzVlZiJ9.YYN0SA"
            ".B5roVjMHOW3IYSrohS9FhgCFlHk",
        ),
        (
            "flask_issue_4117",
            "foobar",
            0x60B144A6,
            '{"session-test":"test","session_id":"id"}',
            ".eJyrVipOLS7OzM_TLUktLlGyUgJTOjDR-MwUoBiQqAUANscOVw.YLFEpg"
            ".mUktNdWRkgDnm0OWxbpoyOiY4kg",
        ),
    ]:
        name = f"third_party_{name}_is_valid"
        yield vector(name, cookie, "valid", text, text, now=seconds + 1, key=key)


def neighbours():
    """Other tokens signed with the same secret, and look-alikes."""
    token = '"11f6ad8ec52a2984abaafd7c3b516503785c2072"'
    settings = {"salt": "wtf-csrf-token", "key_derivation": "django-concat"}
    csrf = sign_payload(b64(token.encode()), **settings)
    more = {"cause": "wrong_signature", "hints": ["flask_wtf_salt", "looks_like_flask_wtf"]}
    yield vector("near_a_csrf_token_is_no_session", csrf, "bad_signature", token, **more)
    more = {"salt": "wtf-csrf-token", "derivation": "django-concat"}
    more["hints"] = ["looks_like_flask_wtf", "not_a_session"]
    yield vector("near_a_csrf_token_by_its_own_salt_is_valid", csrf, "valid", token, **more)
    with app.app_context():
        remember = encode_cookie("1")
    parts = {"canonical": None, "key_index": None, "cause": "no_separator"}
    hints = ["other_salt", "looks_like_remember_token"]
    name = "near_a_remember_token_is_malformed"
    yield vector(name, remember, "malformed", "", hints=hints, **parts)
    for name, cookie, hint, text in [
        ("a_django_cookie", "eyJhIjoxfQ:1rA2b3:" + "x" * 27, "django", None),
        ("an_opaque_id", "x9vJ0sQm2LkT4bYp7NcA" * 2 + "abc", "server_side_session", None),
    ]:
        name, hints = f"near_{name}_is_malformed", [f"looks_like_{hint}"]
        yield vector(name, cookie, "malformed", text, hints=hints, **parts)
    header = '{"alg":"HS256","typ":"JWT"}'
    jwt = ".".join([b64(header.encode()), b64(b'{"sub":"1234567890"}'), "x" * 42 + "w"])
    more = {"cause": "timestamp_too_long", "hints": ["looks_like_jwt"]}
    yield vector("near_a_jwt_is_malformed", jwt, "malformed", header, key_index=None, **more)
    for name, cookie in {
        "stock_zlib": ".eJxTShwFo2AUDHugBAD6Fns8.TgPVoQ.fRXLPUYVblkvmE1sUMSzMUJ1o1Q",
        "zlib_ng": ".eJxTShwFo2AUJA53oAQA-hZ7PA.TgPVoQ.amvmNAgB7mXR7AdT4wK09muSNTs",
    }.items():
        text = '"' + "a" * 1000 + '"'
        more = {"key": "secret-key", "salt": "itsdangerous", "derivation": "django-concat"}
        more |= {"now": 0x4E03D5A1, "hints": ["not_a_session"]}
        yield vector(f"near_what_{name}_compressed_is_valid", cookie, "valid", text, **more)
