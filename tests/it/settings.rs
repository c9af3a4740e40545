//! Where the settings of `serve` come from, as `--show-config` tells it.

use crate::support::{Fsd, KEY};

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
        text.lines().filter_map(value).collect()
    };
    assert_eq!(values(&again.stdout), values(&printed.stdout));
    again.stdout_has("SESSION_COOKIE_NAME = \"s\"  # printed.toml\n");
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
