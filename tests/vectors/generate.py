#!/usr/bin/env python3
"""Makes the vectors in this folder from the pinned Python packages.

    generate.py            writes the files
    generate.py --check    compares them with what would be written

A vector says what Flask does with an input (`flask`: found out here) and what this product does
(`ours`: written by hand below wherever it differs from Flask's answer).
"""

import base64
import hashlib
import json
import sys
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "peers"))

from cookies import cookies
from flask_peer import COURSE_KEY, T, dumps, make_app, signing_serializer
from responses import responses
from itsdangerous import Signer, URLSafeTimedSerializer
from itsdangerous.encoding import base64_decode, base64_encode, int_to_bytes
from itsdangerous.exc import BadData
from werkzeug.http import parse_cookie

PACKAGES = ["flask", "flask-login", "flask-wtf", "itsdangerous", "werkzeug"]
app = make_app()


def derivations():
    """The HMAC's key derived from a secret, and a signature with it."""
    secrets = {
        "the_course_key": COURSE_KEY,
        "a_short_key": "secret-key",
        "a_key_longer_than_a_block": "k" * 100,
        "a_key_beyond_ascii": "clé",
        "an_empty_key": "",
    }
    for name, secret in secrets.items():
        for derivation in ["hmac", "django-concat", "concat", "none"]:
            yield derive(f"{name}_with_{derivation.replace('-', '_')}", secret, derivation, "sha1")
    for digest in ["sha256", "sha512"]:
        for derivation in ["hmac", "django-concat", "concat"]:
            name = f"{digest}_with_{derivation.replace('-', '_')}"
            yield derive(name, COURSE_KEY, derivation, digest)


def derive(name, secret, derivation, digest):
    settings = {"key_derivation": derivation, "digest_method": getattr(hashlib, digest)}
    signer = Signer(secret, salt="cookie-session", **settings)
    serializer = URLSafeTimedSerializer(secret, salt="cookie-session", signer_kwargs=settings)
    return {
        "name": name,
        "secret": secret,
        "derivation": derivation,
        "digest": digest,
        "derived_key": signer.derive_key().hex(),
        "signature_of_value": signer.get_signature("value").decode(),
        "token": serializer.dumps({"a": 1}),
    }


def timestamps():
    """Seconds in base64, and the cookie with `{"a":1}` signed at that second."""
    for name, seconds in {
        "the_epoch": 0,
        "one_second": 1,
        "the_last_of_one_byte": 255,
        "the_first_of_two_bytes": 256,
        "the_second_of_the_vectors": T,
        "the_first_past_31_bits": 2**31,
        "the_last_of_32_bits": 2**32 - 1,
        "the_first_past_32_bits": 2**32,
        "the_last_second_of_year_9999": 253402300799,
    }.items():
        encoded = base64_encode(int_to_bytes(seconds)).decode()
        cookie = dumps(app, {"a": 1}, now=seconds)
        yield {"name": name, "seconds": seconds, "text": encoded, "cookie": cookie}


def reload(name, text):
    """A JSON text, read and written again by Flask's serializer in an application context."""
    serializer = app.session_interface.serializer
    with app.app_context():
        try:
            return {"name": name, "input": text, "flask": serializer.dumps(serializer.loads(text))}
        except Exception as error:  # In a request, each of these is a status 500.
            return {"name": name, "input": text, "flask": None, "error": type(error).__name__}


def json_texts():
    rows = {
        "keys_are_sorted_by_code_point": r'{"a":1,"B":2,"é":3,"_":4,"😀":5,"\uffff":6}',
        "keys_are_sorted_at_every_level": '{"b":{"d":1,"c":2},"a":[{"z":1,"y":2}]}',
        "digits_are_sorted_as_text": '{"9":2,"10":1}',
        "separators_have_no_space": '{ "a" : [ 1 , 2 ] , "b" : { } }',
        "beyond_ascii_is_escaped": '{"v":"é\u2028\U0001f600"}',
        "del_is_escaped": '{"v":"\x7f"}',
        "short_escapes_are_used": r'{"v":"\"\\\n\r\t\b\f"}',
        "other_controls_are_escaped": r'{"v":"\u0000\u0001\u000b\u001f"}',
        "html_is_not_escaped": r'{"v":"\/<>&\u0027"}',
        "a_lone_high_surrogate_survives": r'{"v":"\ud83d"}',
        "a_lone_low_surrogate_survives": r'{"v":"\ude00"}',
        "surrogates_in_the_wrong_order_survive": r'{"v":"\ude00\ud83d"}',
        "two_high_surrogates_and_a_low_one": r'{"v":"\ud83d\ud83d\ude00"}',
        "upper_case_escapes_are_lowered": r'{"v":"\u00C9"}',
        "surrogates_sort_below_the_private_use_area": r'{"\ue000":1,"\ud83d":2,"\ud7ff":3}',
        "a_surrogate_key_keeps_its_place": r'{"\ud83d\ude00":1,"\uffff":2,"\ud83d":3}',
        "floats_of_fixed_notation": '{"v":[1.0,-0.0,1e15,0.0001,1.5,9999999999999998.0]}',
        "floats_of_exponent_notation": '{"v":[1e16,1e22,1e-5,5e-324,1.7976931348623157e308]}',
        "floats_at_the_borders": '{"v":[9.999999999999999e15,1e16,9.999e-5,1e-4,-1.5e-7]}',
        "floats_are_the_shortest_that_read_back": '{"v":[0.1,0.30000000000000004,2.675,1e23,4.35]}',
        "an_exponent_makes_a_float": '{"v":[1e0,1E2,10e-1]}',
        "not_a_number_and_infinities": '{"v":[NaN,Infinity,-Infinity]}',
        "too_large_a_float_is_infinite": '{"v":[1e400,-1e400,1e-400]}',
        "an_integer_has_no_bound": '{"v":[18446744073709551616,-9223372036854775809]}',
        "minus_zero_is_an_integer": '{"v":-0}',
        "the_last_of_duplicate_keys_wins": '{"a":1,"b":2,"a":3}',
        "whitespace_is_skipped": ' \t\r\n{"a":1}\n',
        "an_integer_of_4300_digits_is_read": '{"v":' + "9" * 4300 + "}",
        "an_integer_of_4301_digits_is_refused": '{"v":' + "9" * 4301 + "}",
        "a_byte_order_mark_is_refused": '\ufeff{"a":1}',
        "a_trailing_comma_is_refused": '{"a":1,}',
        "a_leading_zero_is_refused": '{"v":01}',
        "a_bare_point_is_refused": '{"v":1.}',
        "a_plus_sign_is_refused": '{"v":+1}',
        "a_raw_control_is_refused": '{"v":"\x1f"}',
        "single_quotes_are_refused": "{'v':1}",
        "a_comment_is_refused": '{"v":1 /* one */}',
        "a_vertical_tab_is_no_whitespace": '{"v":\x0b1}',
        "an_unknown_escape_is_refused": r'{"v":"\x41"}',
        "a_short_unicode_escape_is_refused": r'{"v":"\u00e"}',
        "extra_data_is_refused": '{"v":1}{}',
    }
    return (reload(name, text) for name, text in rows.items())


def tags():
    rows = {
        "a_tuple": '{"v":{" t":[1,2]}}',
        "an_empty_tuple": '{"v":{" t":[]}}',
        "a_tuple_in_a_tuple": '{"v":{" t":[{" t":[{" t":[]}]}]}}',
        "a_tuple_of_characters": '{"v":{" t":"ab"}}',
        "a_tuple_of_a_number_is_refused": '{"v":{" t":5}}',
        "a_tuple_of_null_is_refused": '{"v":{" t":null}}',
        "bytes": '{"v":{" b":"//4="}}',
        "no_bytes": '{"v":{" b":""}}',
        "bytes_with_junk": '{"v":{" b":"/!/4="}}',
        "bytes_of_the_url_alphabet_are_junk": '{"v":{" b":"YW-_Jj"}}',
        "bytes_without_padding_are_refused": '{"v":{" b":"//4"}}',
        "bytes_of_a_number_are_refused": '{"v":{" b":5}}',
        "markup": '{"v":{" m":"<b>&amp;</b>"}}',
        "markup_of_a_number": '{"v":{" m":1.50}}',
        "markup_of_true": '{"v":{" m":true}}',
        "markup_of_null": '{"v":{" m":null}}',
        "a_uuid": '{"v":{" u":"c9bd8b8460a94c1b8f8ade3a4b6b2b67"}}',
        "a_uuid_with_dashes": '{"v":{" u":"C9BD8B84-60A9-4C1B-8F8A-DE3A4B6B2B67"}}',
        "a_uuid_of_garbage_is_refused": '{"v":{" u":"garbage"}}',
        "a_uuid_of_null_is_refused": '{"v":{" u":null}}',
        "a_date": '{"v":{" d":"Fri, 24 Jun 2011 00:09:05 GMT"}}',
        "a_date_with_an_offset": '{"v":{" d":"Fri, 24 Jun 2011 02:09:05 +0200"}}',
        "a_date_of_the_wrong_weekday": '{"v":{" d":"Mon, 24 Jun 2011 00:09:05 GMT"}}',
        "a_date_that_is_none": '{"v":{" d":"tomorrow"}}',
        "an_empty_date": '{"v":{" d":""}}',
        "a_date_of_a_number_is_refused": '{"v":{" d":5}}',
        "an_escaped_tuple_tag": '{"v":{" di":{" t__":1}}}',
        "an_escaped_escape": '{"v":{" di":{" di__":1}}}',
        "an_escaped_tag_in_an_escaped_tag": '{"v":{" di":{" t__":{" di":{" t__":1}}}}}',
        "an_escape_of_an_ordinary_key": '{"v":{" di":{"key__":1}}}',
        "an_escape_drops_other_keys": '{"v":{" di":{"a__":1,"b__":2}}}',
        "an_escape_of_a_number_is_refused": '{"v":{" di":5}}',
        "an_escape_of_an_empty_dict_is_refused": '{"v":{" di":{}}}',
        "a_key_with_underscores_is_no_tag": '{"v":{" t__":1}}',
        "an_unknown_tag_stays": '{"v":{" x":1}}',
        "two_keys_are_never_a_tag": '{"v":{" t":[1]," b":"//4="}}',
        "a_session_that_looks_like_a_tag": '{" di":{" t__":1}}',
        "a_tag_below_a_tag": '{"v":{" t":[{" b":"//4="},{" m":"x"}]}}',
        "a_list_of_flashes": '{"_flashes":[{" t":["message","Hi"]},{" t":["error","Err"]}]}',
    }
    return (reload(name, text) for name, text in rows.items())


def compressions():
    """Sessions on both sides of the limit for compression, and far beyond it."""
    rows = {f"x_{n}_times": {"a": "x" * n} for n in (0, 1, 10, 11, 12, 13, 100, 1000, 10_000)}
    rows["a_name"] = {"user": {"username": "alice"}}
    rows["two_flashes"] = {"_flashes": [("message", "Hi"), ("error", "Err")]}
    rows["a_csrf_token"] = {"csrf_token": hashlib.sha1(b"token").hexdigest()}
    rows["numbers_to_2000"] = {"n": list(range(2000))}
    for letter in "abcdefgh":  # Text that hardly compresses, one digit shorter and longer.
        digits = hashlib.sha512(letter.encode()).hexdigest()
        border = next(n for n in range(128) if dumps(app, {letter: digits[:n]}).startswith("."))
        rows[f"{letter}_below_the_border"] = {letter: digits[: border - 1]}
        rows[f"{letter}_above_the_border"] = {letter: digits[:border]}
    for name, session in rows.items():
        cookie = dumps(app, session)
        with app.app_context():
            text = signing_serializer(app).serializer.dumps(session)
        yield {"name": name, "text": text, "compressed": cookie.startswith("."), "cookie": cookie}


def base64_texts():
    """What Python reads as base64, and whether we do: only what an encoder writes."""
    rows = {
        "no_character": "",
        "one_byte": "YQ",
        "two_bytes": "YWI",
        "three_bytes": "YWJj",
        "the_url_alphabet": "_-8",
        "nine_bytes": "____________",
        "trailing_bits_after_two_bytes": "YWJ",
        "trailing_bits_after_one_byte": "YR",
        "one_pad": "YWI=",
        "two_pads": "YQ==",
        "a_pad_that_is_not_due": "YWJj=",
        "data_after_the_padding": "YWI=YWJj",
        "a_pad_in_the_middle": "YW==I",
        "one_pad_too_few_in_the_middle": "YW=I",
        "only_a_pad": "=",
        "only_junk": "!",
        "one_junk_character": "YW!I",
        "four_junk_characters": "YW!!!!I",
        "a_line_end": "Y\nWI",
        "a_space": " YWI",
        "a_dot": "YWI.",
        "a_letter_beyond_ascii": "éYWI",
        "the_standard_alphabet": "/+8",
        "both_alphabets": "-_+/",
        "one_character": "A",
        "one_character_and_padding": "A===",
        "five_characters": "12345",
    }
    for name, text in rows.items():
        try:
            decoded = base64_decode(text)
        except BadData:
            decoded = None
        # Exactly the text that the encoder writes.
        ours = decoded is not None and base64_encode(decoded).decode() == text
        yield {
            "name": name,
            "input": text,
            "flask": None if decoded is None else decoded.hex(),
            "ours": decoded.hex() if ours else None,
        }


def cookie_headers():
    """What Werkzeug reads in a `Cookie` header; of cookies with the same name, the first counts."""
    rows = {
        "one_cookie": "a=b",
        "two_cookies": "a=b; c=d",
        "no_space_after_the_semicolon": "a=b;c=d",
        "blanks_around_the_equals_sign": "a = b ;\tc\t=\td",
        "the_first_of_duplicates_counts": "a=1; a=2; b=3; a=4",
        "an_empty_first_of_duplicates_counts": "a=; a=2",
        "names_are_case_sensitive": "Session=1; session=2",
        "a_name_without_a_value": "a; b=c",
        "an_empty_name_is_ignored": "=a; b=c",
        "an_empty_value": "a=; b=c",
        "a_value_with_equals_signs": "a=b=c==",
        "an_empty_header": "",
        "only_semicolons": ";; ;",
        "a_quoted_value": 'a="b c"; d=e',
        "an_octal_escape": 'a="foo\\054bar"',
        "an_octal_escape_beyond_ascii": 'a="\\303\\251"',
        "an_escaped_quote": 'a="b\\"c"; d=e',
        "an_escaped_backslash": 'a="b\\\\c"',
        "an_unfinished_octal_escape": 'a="\\05"',
        "an_octal_escape_too_large": 'a="\\400"',
        "an_unterminated_quote_is_skipped": 'a="b; c=d',
        "a_quote_in_the_middle_is_skipped": 'a=b"c; d=e',
        "something_after_the_quotes_is_skipped": 'a="b"c; d=e',
        "quotes_around_nothing": 'a=""',
        "a_semicolon_in_quotes": 'a="b;c"; d=e',
        "a_space_in_a_bare_value_is_skipped": "a=b c; d=e",
        "a_comma_is_no_separator": "a=b,c=d",
        "percent_signs_stay": "a=%2E",
        "beyond_ascii": "a=é",
        "a_control_character_in_a_value": "a=b\x01c; d=e",
        "an_expired_look_alike": "a=b; expires=Thu, 01 Jan 1970 00:00:00 GMT",
    }
    for name, header in rows.items():
        # WSGI decodes a header's bytes as Latin-1.
        read = parse_cookie(header.encode().decode("latin-1"))
        yield {"name": name, "header": header, "cookies": list(read.items())}


def zlib_probe():
    """Stock zlib and zlib-ng compress these differently; cookies must be those of stock zlib."""
    import zlib

    text = base64.urlsafe_b64encode(zlib.compress(b'"' + b"a" * 1000 + b'"')).rstrip(b"=")
    if text != b"eJxTShwFo2AUDHugBAD6Fns8":
        sys.exit(
            f"this Python's zlib ({zlib.ZLIB_RUNTIME_VERSION}) does not compress as the stock "
            "zlib does: use a CPython linked with zlib, not zlib-ng"
        )


def made(vectors):
    vectors = list(vectors)
    names = [vector["name"] for vector in vectors]
    assert len(names) == len(set(names)), "a name occurs twice"
    made_by = {package: version(package) for package in PACKAGES}
    return json.dumps({"made_by": made_by, "vectors": vectors}, indent=1) + "\n"


def main():
    zlib_probe()
    makers = {
        "derivations": derivations,
        "timestamps": timestamps,
        "json_texts": json_texts,
        "tags": tags,
        "compressions": compressions,
        "base64_texts": base64_texts,
        "cookies": cookies,
        "responses": responses,
        "cookie_headers": cookie_headers,
    }
    stale = []
    for name, maker in makers.items():
        path, content = HERE / f"{name}.json", made(maker())
        if "--check" not in sys.argv:
            path.write_text(content)
        elif path.read_text() != content:
            stale.append(path.name)
    if stale:
        sys.exit(f"not what generate.py makes: {', '.join(stale)} in {HERE}")


if __name__ == "__main__":
    main()
