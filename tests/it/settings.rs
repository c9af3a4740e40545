//! The sources of the settings of `serve`, as `--show-config` reports them.

use crate::support::{Fsd, KEY, Server, peers};

#[test]
fn show_config_makes_no_key_and_tells_none() {
    let output = Fsd::new(["serve", "--show-config", "--data-dir", "data"])
        .run()
        .success();
    assert!(!output.path("data").exists());
    output.stdout_has("# SECRET_KEY = generated  # data/secret_key\n");
    Fsd::new(["serve", "--show-config"])
        .env("FLASK_SECRET_KEY", KEY)
        .env("FLASK_RUN_PORT", "8080")
        .run()
        .success()
        .stdout_has("# SECRET_KEY = 48 bytes  # FLASK_SECRET_KEY\n")
        .stdout_has("# RUN_PORT = 8080  # FLASK_RUN_PORT\n");
}

#[test]
fn what_show_config_prints_is_a_configuration_file() {
    let printed = Fsd::new([
        "serve",
        "--show-config",
        "--lab",
        "-s",
        "SESSION_COOKIE_NAME=s",
    ])
    .run()
    .success();
    let again = Fsd::new([
        "serve",
        "--show-config",
        "--lab",
        "--config",
        "printed.toml",
    ])
    .file("printed.toml", &printed.stdout)
    .run()
    .success();
    let values = |text: &str| -> Vec<String> {
        let value = |line: &str| line.split("  # ").next().map(String::from);
        let settings = text.lines().filter(|line| !line.starts_with("# --"));
        settings.filter_map(value).collect()
    };
    assert_eq!(values(&again.stdout), values(&printed.stdout));
    again
        .stdout_has("SESSION_COOKIE_NAME = \"s\"  # printed.toml\n")
        .stdout_has("# --config \"printed.toml\"  # there\n");
    let looked_for = printed.path("config/flask-session-demo/config.toml");
    printed.stdout_has(&format!("# --config {looked_for:?}  # not there\n"));
}

#[test]
fn settings_come_from_the_strongest_place() {
    let show = |args: &[&str]| {
        Fsd::new(["serve", "--show-config", "--lab", "--config", "c.toml"])
            .file(
                "c.toml",
                "SESSION_COOKIE_NAME = \"file\"\nMAX_COOKIE_SIZE = 1\nBODY_TIMEOUT = 2\n",
            )
            .env("FLASK_SESSION_COOKIE_NAME", "environment")
            .env("FLASK_MAX_COOKIE_SIZE", "3")
            .env("FLASK_HEADER_TIMEOUT", "")
            .args(args)
            .run()
            .success()
    };
    show(&[
        "--set",
        "SESSION_COOKIE_NAME=first",
        "-s",
        "SESSION_COOKIE_NAME=last",
    ])
    .stdout_has("SESSION_COOKIE_NAME = \"last\"  # --set\n")
    .stdout_has("MAX_COOKIE_SIZE = 3  # FLASK_MAX_COOKIE_SIZE\n")
    .stdout_has("BODY_TIMEOUT = 2  # c.toml\n")
    .stdout_has("HEADER_TIMEOUT = 30  # default\n");
}

#[test]
fn the_usual_configuration_file_is_read_without_being_named() {
    Fsd::new(["serve", "--show-config", "--lab"])
        .file(
            "config/flask-session-demo/config.toml",
            "MAX_COOKIE_SIZE = 7\n",
        )
        .run()
        .success()
        .stdout_has("MAX_COOKIE_SIZE = 7  # ");
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_refused() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    Fsd::new(["serve", "--show-config"])
        .env("FLASK_SECRET_KEY", OsStr::from_bytes(b"\xff\xfe"))
        .run()
        .code(2)
        .stderr_has("error: The value of FLASK_SECRET_KEY is not UTF-8 text.\n")
        .stderr_has("--secret-key-file");
}

/// Each key on the real Flask's own list is either ours, or reported as Flask's.
#[test]
fn every_key_of_flask_is_known() {
    let Some(python) = peers::python() else {
        return;
    };
    let script = "from flask import Flask\nprint(*Flask.default_config)";
    let printed = std::process::Command::new(python)
        .args(["-c", script])
        .output()
        .expect("Python runs");
    let keys = String::from_utf8(printed.stdout).expect("ASCII");
    let ours: Vec<&str> = flask_session_demo::config::rows()
        .into_iter()
        .map(|row| row.key)
        .collect();
    let (known, others): (Vec<&str>, Vec<&str>) =
        keys.split_whitespace().partition(|key| ours.contains(key));
    assert!(known.len() > 10 && others.len() > 10, "{keys}");
    for key in others {
        Fsd::new(["serve", "--show-config", "--set", &format!("{key}=1")])
            .run()
            .code(2)
            .stderr_has(&format!("{key} is a setting of Flask that"));
    }
}

/// O7 and O8 (web-bugs#142566): the message names the setting given, and Safari on localhost.
#[test]
fn a_cookie_that_plain_http_loses_is_told_by_the_setting_that_asks_for_it() {
    for key in ["SESSION_COOKIE_SECURE", "SESSION_COOKIE_PARTITIONED"] {
        let server = Server::new()
            .args(["--set", &format!("{key}=true")])
            .start();
        let log = server.wait_for_log("Ctrl-C");
        let warning = format!("--set {key} asks for Secure");
        assert!(log.contains(&warning) && log.contains("Safari"), "{log}");
        for other in ["SESSION_COOKIE_SECURE", "SESSION_COOKIE_PARTITIONED"] {
            assert_eq!(
                log.contains(&format!("--set {other}")),
                other == key,
                "{log}"
            );
        }
    }
}
