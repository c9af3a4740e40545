"""Flask's response headers `Set-Cookie` and `Vary`, after a view has used the session.

A view is a list of operations, which `tests/it/responses.rs` performs on this product's session.
Each row names the test in Flask's or Werkzeug's own suite that it follows.
"""

import hashlib
import warnings

from flask import Flask, flash, get_flashed_messages, session
from flask_peer import COURSE_KEY, T, clock, dumps

ALICE = {"user": {"username": "alice"}}
PERMANENT = {"_permanent": True, "a": 1}


def responses():
    for name, follows, before, view, *settings in EVENTS + ATTRIBUTES + SIZES + FLASHES:
        yield scenario(name, follows, before, view, *settings)


def scenario(name, follows, before, view, settings=None):
    app = Flask("peer")
    app.config.update({"SECRET_KEY": COURSE_KEY} | (settings or {}))
    said = []
    app.add_url_rule("/", "view", lambda: said.extend(run(view)) or "")
    cookie = dumps(app, before) if isinstance(before, dict) else before
    cookie_name = app.config["SESSION_COOKIE_NAME"]
    headers = {} if cookie is None else {"Cookie": f"{cookie_name}={cookie}"}
    clock.now = T + 10
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        response = app.test_client(use_cookies=False).get("/", headers=headers)
    assert response.status_code == 200, (name, response.text)
    clock.now = T
    return {
        "name": name,
        "follows": follows,
        "settings": settings or {},
        "cookie": cookie,
        "now": T + 10,
        "view": view,
        "set_cookie": response.headers.getlist("Set-Cookie"),
        "vary": response.headers.getlist("Vary"),
        "said": said,
        "too_large": any("too large" in str(warning.message) for warning in warned),
    }


def run(view):
    """Performs a view's operations on Flask's session, and yields what they show."""
    for operation, *arguments in view:
        match operation:
            case "get":
                yield session.get(*arguments)
            case "set":
                session[arguments[0]] = arguments[1]
            case "pop":
                yield session.pop(arguments[0], None)
            case "setdefault":
                session.setdefault(*arguments)
            case "clear":
                session.clear()
            case "len":
                yield len(session)
            case "permanent":
                session.permanent = arguments[0]
            case "is_permanent":
                yield session.permanent
            case "flash":
                flash(*arguments)
            case "flashes":
                yield get_flashed_messages(with_categories=True, category_filter=arguments)


VARY = "flask basic::test_session_vary_cookie"
COMBINATIONS = "flask basic::test_session_cookie_setting"
REFRESH = {"SESSION_REFRESH_EACH_REQUEST": False}
EVENTS = [
    ("an_untouched_session_sends_nothing", VARY, ALICE, []),
    ("no_session_and_no_access_send_nothing", VARY, None, []),
    ("reading_varies_and_sets_nothing", VARY, ALICE, [["get", "user"]]),
    ("reading_without_a_cookie_varies", "flask basic::test_session_accessed", None, [["get", "a"]]),
    ("counting_varies", VARY, ALICE, [["len"]]),
    ("asking_for_permanence_varies", VARY, ALICE, [["is_permanent"]]),
    ("setting_sends_the_cookie", VARY, None, [["set", "a", "1"]]),
    ("setting_the_same_value_sends_it_too", VARY, {"a": "1"}, [["set", "a", "1"]]),
    ("popping_a_key_sends_the_rest", VARY, {"a": "1", "b": "2"}, [["pop", "a"]]),
    ("popping_a_missing_key_sets_nothing", VARY, ALICE, [["pop", "missing"]]),
    ("a_default_for_an_existing_key_sets_nothing", VARY, ALICE, [["setdefault", "user", "x"]]),
    ("a_default_for_a_new_key_sends_the_cookie", VARY, ALICE, [["setdefault", "n", "x"]]),
    ("popping_the_last_key_deletes_the_cookie", VARY, {"a": "1"}, [["pop", "a"]]),
    ("clearing_deletes_the_cookie", VARY, ALICE, [["clear"]]),
    ("clearing_an_empty_session_deletes_it_too", VARY, {}, [["clear"]]),
    ("clearing_without_a_cookie_deletes_it_too", VARY, None, [["clear"]]),
    ("clearing_and_setting_sends_the_new_one", VARY, ALICE, [["clear"], ["set", "b", "2"]]),
    ("a_bad_cookie_is_neither_cleared_nor_reported", VARY, "bad.bad.bad", []),
    ("a_bad_cookie_that_is_read_varies", VARY, "bad.bad.bad", [["get", "user"]]),
    (
        "a_permanent_session_is_sent_with_every_response",
        "flask basic::test_session_refresh_vary",
        PERMANENT,
        [],
    ),
    ("a_permanent_session_is_sent_when_read", COMBINATIONS, PERMANENT, [["get", "a"]]),
    ("without_refresh_it_is_not_sent_when_untouched", COMBINATIONS, PERMANENT, [], REFRESH),
    ("without_refresh_it_is_not_sent_when_read", COMBINATIONS, PERMANENT, [["get", "a"]], REFRESH),
    ("without_refresh_it_is_sent_when_set", COMBINATIONS, PERMANENT, [["set", "a", "2"]], REFRESH),
    ("a_session_of_the_browser_is_not_sent_when_read", COMBINATIONS, {"a": "1"}, [["get", "a"]]),
    ("it_is_not_without_refresh_either", COMBINATIONS, {"a": "1"}, [["get", "a"]], REFRESH),
    (
        "making_it_permanent_adds_the_expiry",
        "flask basic::test_session_expiration",
        ALICE,
        [["permanent", True]],
    ),
    (
        "making_it_temporary_is_written_into_it",
        "flask basic::test_session_expiration",
        PERMANENT,
        [["permanent", False]],
    ),
    (
        "the_lifetime_may_be_seconds",
        "flask config::test_session_lifetime",
        None,
        [["permanent", True]],
        {"PERMANENT_SESSION_LIFETIME": 42},
    ),
    (
        "a_session_past_its_lifetime_is_empty",
        "itsdangerous timed::test_max_age",
        ALICE,
        [["get", "user"]],
        {"PERMANENT_SESSION_LIFETIME": 9},
    ),
    (
        "a_session_at_its_lifetime_is_read",
        "itsdangerous timed::test_max_age",
        {"user": "alice"},
        [["get", "user"]],
        {"PERMANENT_SESSION_LIFETIME": 10},
    ),
]

SCOPE = "flask basic::test_session_using_session_settings"
SAME_SITE = "flask basic::test_session_using_samesite_attribute"
ALL = {
    "SESSION_COOKIE_NAME": "__Host-s",
    "SESSION_COOKIE_DOMAIN": ".example.com",
    "SESSION_COOKIE_PATH": "/é x",
    "SESSION_COOKIE_HTTPONLY": False,
    "SESSION_COOKIE_SECURE": True,
    "SESSION_COOKIE_SAMESITE": "Strict",
    "SESSION_COOKIE_PARTITIONED": True,
}
SET = [["set", "a", "1"]]
ATTRIBUTES = [
    ("all_attributes_are_in_order", SCOPE, None, [["permanent", True]], ALL),
    ("deletion_keeps_all_attributes", SCOPE, None, [["clear"]], ALL),
    ("the_domain_is_sent", SCOPE, None, SET, {"SESSION_COOKIE_DOMAIN": "example.com"}),
    ("the_path_is_sent", SCOPE, None, SET, {"SESSION_COOKIE_PATH": "/app"}),
    ("without_http_only_it_is_absent", SCOPE, None, SET, {"SESSION_COOKIE_HTTPONLY": False}),
    ("secure_is_sent", SCOPE, None, SET, {"SESSION_COOKIE_SECURE": True}),
    ("no_same_site_is_absent", SAME_SITE, None, SET),
    ("same_site_lax_is_sent", SAME_SITE, None, SET, {"SESSION_COOKIE_SAMESITE": "Lax"}),
    ("same_site_strict_is_sent", SAME_SITE, None, SET, {"SESSION_COOKIE_SAMESITE": "Strict"}),
    ("same_site_none_is_sent", SAME_SITE, None, SET, {"SESSION_COOKIE_SAMESITE": "None"}),
    (
        "partitioned_makes_it_secure",
        "werkzeug http::test_cookie_partitioned_sets_secure",
        None,
        SET,
        {"SESSION_COOKIE_PARTITIONED": True},
    ),
    (
        "another_name_is_used",
        "flask reqctx::test_session_dynamic_cookie_name",
        {"a": "1"},
        [["get", "a"], ["set", "b", "2"]],
        {"SESSION_COOKIE_NAME": "dynamic"},
    ),
    (
        "another_domain_drops_its_first_dot",
        "werkzeug http::test_cookie_domain_resolving",
        None,
        SET,
        {"SESSION_COOKIE_DOMAIN": ".localhost"},
    ),
]

MAX_SIZE = "flask basic::test_max_cookie_size"
LENGTH = len("session=eyJhIjoiMSJ9.ZVPxCg.eQyvg8S098XAuaaoqeoxxZtaJsw; HttpOnly; Path=/")
LARGE = [["set", "a", "".join(hashlib.sha512(bytes([n])).hexdigest() for n in range(50))]]
SIZES = [
    ("as_large_as_may_be_is_no_warning", MAX_SIZE, None, SET, {"MAX_COOKIE_SIZE": LENGTH}),
    ("a_byte_more_is_sent_with_a_warning", MAX_SIZE, None, SET, {"MAX_COOKIE_SIZE": LENGTH - 1}),
    ("the_warning_can_be_turned_off", MAX_SIZE, None, LARGE, {"MAX_COOKIE_SIZE": 0}),
    ("the_limit_is_what_browsers_keep", MAX_SIZE, None, LARGE),
]

FLASHED = "flask basic::test_flashes"
EXTENDED = "flask basic::test_extended_flashing"
ONE = {"_flashes": [("message", "Hi")]}
THREE = {"_flashes": [("message", "Hi"), ("error", "<b>"), ("message", "é")], "a": "1"}
FLASHES = [
    ("a_flash_is_kept_for_the_next_page", FLASHED, None, [["flash", "Zap"]]),
    ("flashes_keep_their_order", FLASHED, ONE, [["flash", "Zip"], ["flash", "Zap", "error"]]),
    ("showing_the_only_flash_deletes_the_cookie", FLASHED, ONE, [["flashes"]]),
    ("showing_flashes_sends_the_rest", EXTENDED, THREE, [["flashes"]]),
    ("a_category_is_chosen_and_the_rest_dropped", EXTENDED, THREE, [["flashes", "error"]]),
    ("two_categories_are_chosen", EXTENDED, THREE, [["flashes", "error", "message"]]),
    ("flashes_are_the_same_all_through_a_request", EXTENDED, THREE, [["flashes"], ["flashes"]]),
    (
        "what_is_flashed_after_showing_waits",
        EXTENDED,
        ONE,
        [["flashes"], ["flash", "late"], ["flashes"]],
    ),
    ("flash_and_show_in_one_request_deletes", FLASHED, None, [["flash", "Zap"], ["flashes"]]),
    ("no_flashes_only_vary", FLASHED, ALICE, [["flashes"]]),
    ("no_flashes_without_a_cookie_only_vary", FLASHED, None, [["flashes"]]),
]
