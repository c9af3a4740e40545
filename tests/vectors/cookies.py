"""Whole cookies: what Flask accepts (A), tolerates (Q), refuses (R) and falls over (X)."""

import base64
import hashlib
import uuid
import zlib
from datetime import datetime

from flask_peer import COURSE_KEY, T, dumps, make_app, open_session, sign_payload
from flask_login.utils import encode_cookie
from itsdangerous import Signer
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
    """`text` and `session` are ours; what Flask does is found out here."""
    key, fallbacks = more.get("key", COURSE_KEY), more.get("fallbacks", [])
    peer = make_app(key or "?", fallbacks)
    peer.config["PERMANENT_SESSION_LIFETIME"] = lifetime
    status, answer = open_session(peer, cookie, now)
    flask = {"status": status, "session" if status == 200 else "error": answer}
    ours = {"verdict": verdict, "text": text, "session": session}
    ours |= {name: more.pop(name) for name in ["canonical", "utc"] if name in more}
    options = {"key": key, "now": now, "max_age": lifetime} | more
    return {"name": name, "cookie": cookie, "options": options, "flask": flask, "ours": ours}


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
    def spoiled(name, cookie):
        """Flask takes it; we do not, since only the signature's text is odd."""
        return vector(f"{name}_is_refused", cookie, "bad_signature", ONE, canonical=False)

    left = ONE_COOKIE[:-1]
    for last in "NOP":
        yield spoiled(f"q1_last_character_{last.lower()}", left + last)
    signature = ONE_COOKIE.rpartition(".")[2]
    yield spoiled("q2_a_pad", ONE_COOKIE + "=")
    yield spoiled("q2_two_pads", ONE_COOKIE + "==")
    yield spoiled("q2_four_junk_characters", ONE_COOKIE + "!!!!")
    yield spoiled("q2_junk_in_the_middle", ONE_COOKIE[:30] + "!!!!" + ONE_COOKIE[30:])
    yield spoiled("q2_a_letter_beyond_ascii", ONE_COOKIE[:30] + "éé" + ONE_COOKIE[30:])
    flash = dumps(app, {"_flashes": [("error", "Identifiants incorrects")], "n": 2})
    assert set("-_") & set(flash.rpartition(".")[2]), signature
    head, _, tail = flash.rpartition(".")
    odd = head + "." + tail.replace("-", "+").replace("_", "/")
    text = '{"_flashes":[{" t":["error","Identifiants incorrects"]}],"n":2}'
    name = "q2_the_standard_alphabet_is_refused"
    yield vector(name, odd, "bad_signature", text, canonical=False)
    yield vector("q3_a_padded_payload_is_malformed", sign_payload("eyJhIjoxfQ=="), "malformed")
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
        "q4_level_9": b"\x78\xda" + zlib.compress(data)[2:],
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
        yield vector(f"{name}_is_valid_text", cookie, "valid", text, session)


def refused():
    def otherwise(name, **signer):
        cookie = sign_payload("eyJhIjoxfQ", **signer)
        return vector(f"{name}_has_a_bad_signature", cookie, "bad_signature", ONE)

    yield otherwise("r1_another_key", key="old1")
    yield otherwise("r1_the_key_read_as_hex", key=bytes.fromhex(COURSE_KEY))
    yield otherwise("r1_the_key_with_its_line_end", key=COURSE_KEY + "\n")
    yield otherwise("r2_the_salt_of_flask_wtf", salt="wtf-csrf-token")
    yield otherwise("r2_another_derivation", key_derivation="django-concat")
    yield otherwise("r2_no_derivation", key_derivation="none")
    yield otherwise("r2_another_digest", digest_method=hashlib.sha256)
    untimed = Signer(COURSE_KEY, salt="cookie-session", key_derivation="hmac").sign("eyJhIjoxfQ")
    yield vector("r3_no_timestamp_is_malformed", untimed.decode(), "malformed")
    for name, timestamp in {"half_a_byte": "A", "nine_bytes": "AQEBAQEBAQEB"}.items():
        cookie = sign_payload("eyJhIjoxfQ", timestamp=timestamp)
        yield vector(f"r3_a_timestamp_of_{name}_is_malformed", cookie, "malformed", ONE)
    # Each of them stops at the first gate that it fails.
    yield vector("r4_a_cut_signature_is_bad", ONE_COOKIE[:-5], "bad_signature", ONE)
    yield vector("r4_an_empty_signature_is_bad", "eyJhIjoxfQ.ZVPxAA.", "bad_signature", ONE)
    yield vector("r4_upper_case_is_bad", ONE_COOKIE.upper(), "bad_signature")
    yield vector("r4_one_junk_character_is_bad", ONE_COOKIE + "!", "bad_signature", ONE)
    yield vector("r4_only_dots_are_bad", "...", "bad_signature")
    yield vector("r4_no_dot_is_malformed", ONE_COOKIE.replace(".", ""), "malformed")
    yield vector("r4_two_parts_are_malformed", "eyJhIjoxfQ.ZVPxAA", "malformed")
    yield vector("r4_nothing_is_malformed", "", "malformed")
    # A person who pastes it gets the escapes removed; a server takes the cookie as it came.
    escaped = ONE_COOKIE.replace(".", "%2E")
    yield vector("r4_escaped_dots_are_read_when_pasted", escaped, "valid", ONE)


def fatal():
    for name, text in {"a_number": "5", "a_string": '"ab"', "a_list_of_one": "[1]"}.items():
        cookie = sign_payload(b64(text.encode()))
        yield vector(f"x1_{name}_is_valid_text_but_no_session", cookie, "valid", text)
    for name, payload, text in [
        ("x2_cut_json", b64(b"{"), "{"),
        ("x2_invalid_utf8", "eyJhIjoi_yJ9", None),
        ("x2_a_tag_with_the_wrong_content", b64(b'{"a":{" t":5}}'), '{"a":{" t":5}}'),
        ("x3_bad_base64", "A", None),
        ("x3_bad_zlib", ".AAAA", None),
        ("x3_an_empty_payload", "", ""),
        ("x3_only_a_dot", ".", None),
        ("x4_cut_zlib", ".eJyrVkpUsjKsBQAIKg", None),
        ("x4_raw_deflate", ".q1ZKVLIyrAUA", None),
        ("x6_a_dot_in_the_payload", "eyJhIjoxfQ.x", None),
    ]:
        yield vector(f"{name}_is_malformed", sign_payload(payload), "malformed", text)


def dated():
    for name, number in {"64": 2**64 - 1, "40": 2**40 - 1}.items():
        timestamp = b64(number.to_bytes(int(name) // 8, "big"))
        cookie = sign_payload("eyJhIjoxfQ", timestamp=timestamp)
        name = f"x5_a_timestamp_of_{name}_bits_is_in_the_future"
        yield vector(name, cookie, "future", ONE, utc=None)
    for name, age, verdict in [
        ("of_the_same_second_is_valid", 0, "valid"),
        ("of_the_next_second_is_in_the_future", -1, "future"),
        ("as_old_as_may_be_is_valid", 2678400, "valid"),
        ("older_than_may_be_is_expired", 2678401, "expired"),
    ]:
        session = ONE if verdict == "valid" else "{}"
        yield vector(f"age_a_cookie_{name}", ONE_COOKIE, verdict, ONE, session, now=T + age)
    for name, age, verdict in [("may_be_of_now", 0, "valid"), ("expires_at_once", 1, "expired")]:
        session = ONE if verdict == "valid" else "{}"
        name = f"age_without_a_lifetime_it_{name}"
        yield vector(name, ONE_COOKIE, verdict, ONE, session, now=T + age, lifetime=0)
    # Made by an itsdangerous before 1.0, whose epoch was 2011.
    cookie = sign_payload("eyJhIjoxfQ", timestamp=b64((T - 1293840000).to_bytes(4, "big")))
    yield vector("age_a_cookie_of_the_old_epoch_is_expired", cookie, "expired", ONE)


def keyed():
    old = sign_payload("eyJhIjoxfQ", key="old1")
    older = sign_payload("eyJhIjoxfQ", key="old0")
    fallbacks = ["old0", "old1"]
    for name, cookie in {"last": old, "first": older}.items():
        name = f"key_the_{name}_fallback_is_accepted"
        yield vector(name, cookie, "valid", ONE, ONE, fallbacks=fallbacks)
    # Flask splits a fallback that is a text, not a list, into its letters; ours is never split.
    letter = sign_payload("eyJhIjoxfQ", key="o")
    name = "key_a_letter_of_a_fallback_is_no_key"
    yield vector(name, letter, "bad_signature", ONE, fallbacks=["old1"])
    # Published by others, with keys of theirs.
    for name, cookie, key, now, text in [
        (
            "third_party_flask_unsign",
            "eyJsb2dnZWRfaW4iOmZhbHNlfQ.XDuWxQ.E2Pyb6x3w-NODuflHoGnZOEpbH8",
            "CHANGEME",
            1547409093 + 1,
            '{"logged_in":false}',
        ),
        (
            "third_party_cookiemonster",
            "eyJjc3JmX3Rva2VuIjoiYjAxNDZjZGIzZGZiMTliYWM1N2EyNGU5M2U2YWVhNDdhOTNlNzVlZiJ9.YYN0SA"
            ".B5roVjMHOW3IYSrohS9FhgCFlHk",
            "secret_key",
            0x61837448 + 1,
            '{"csrf_token":"b0146cdb3dfb19bac57a24e93e6aea47a93e75ef"}',
        ),
        (
            "third_party_flask_issue_4117",
            ".eJyrVipOLS7OzM_TLUktLlGyUgJTOjDR-MwUoBiQqAUANscOVw.YLFEpg"
            ".mUktNdWRkgDnm0OWxbpoyOiY4kg",
            "foobar",
            0x60B144A6 + 1,
            '{"session-test":"test","session_id":"id"}',
        ),
    ]:
        yield vector(f"{name}_is_valid", cookie, "valid", text, text, now=now, key=key)


def neighbours():
    """Other tokens of the same secret, and look-alikes."""
    token = "11f6ad8ec52a2984abaafd7c3b516503785c2072"
    settings = {"salt": "wtf-csrf-token", "key_derivation": "django-concat"}
    csrf = sign_payload(b64(f'"{token}"'.encode()), **settings)
    yield vector("near_a_csrf_token_is_no_session", csrf, "bad_signature", f'"{token}"')
    yield vector(
        "near_a_csrf_token_with_its_own_salt_is_valid",
        csrf,
        "valid",
        f'"{token}"',
        salt="wtf-csrf-token",
        derivation="django-concat",
    )
    with app.app_context():
        remember = encode_cookie("1")
    yield vector("near_a_remember_token_is_malformed", remember, "malformed")
    jwt = ".".join([b64(b'{"alg":"HS256","typ":"JWT"}'), b64(b'{"sub":"1234567890"}'), "x" * 43])
    yield vector("near_a_jwt_is_malformed", jwt, "malformed")
    yield vector("near_a_django_cookie_is_malformed", "eyJhIjoxfQ:1rA2b3:" + "x" * 27, "malformed")
    yield vector("near_an_opaque_id_is_malformed", "x9vJ0sQm2LkT4bYp7NcA", "malformed")
    for name, cookie in {
        "stock_zlib": ".eJxTShwFo2AUDHugBAD6Fns8.TgPVoQ.fRXLPUYVblkvmE1sUMSzMUJ1o1Q",
        "zlib_ng": ".eJxTShwFo2AUJA53oAQA-hZ7PA.TgPVoQ.amvmNAgB7mXR7AdT4wK09muSNTs",
    }.items():
        yield vector(
            f"near_what_{name}_compressed_is_valid",
            cookie,
            "valid",
            '"' + "a" * 1000 + '"',
            key="secret-key",
            now=0x4E03D5A1,
            salt="itsdangerous",
            derivation="django-concat",
        )
