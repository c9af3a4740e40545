//! Runs every command in help and man pages in a shell, exactly as printed.
//!
//! Only addresses are replaced: port 5000 by that of a running server, `db.example` by that of a
//! PostgreSQL.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::accounts::{PASSWORD, holder};
use crate::manual;
use crate::support::postgres::Postgres;
use crate::support::{COURSE_KEY, Fsd, KEY, Server, peers};

/// The commands in a help text; continued lines are joined.
fn commands(help: &str) -> Vec<String> {
    let examples = help
        .lines()
        .skip_while(|line| !line.starts_with("Ex"))
        .skip(1);
    let examples = examples.take_while(|line| !line.is_empty());
    let mut commands: Vec<String> = Vec::new();
    for line in examples.filter_map(|line| line.strip_prefix("    ")) {
        match line.strip_prefix("  ") {
            Some(rest) => {
                let last = commands.last_mut().expect("a line before it goes on");
                last.push('\n');
                last.push_str(rest);
            }
            None => commands.push(line.to_owned()),
        }
    }
    commands
}

/// Each command's name with its examples; the program's own come first.
fn examples() -> Vec<(String, Vec<String>)> {
    let mut program = flask_session_demo::command();
    program.build();
    std::iter::once(&program)
        .chain(program.get_subcommands())
        .filter_map(|command| {
            let help = command.get_after_long_help()?.to_string();
            Some((command.get_name().to_owned(), commands(&help)))
        })
        .collect()
}

/// A folder with the files that the examples name.
fn folder_for(command: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let path = folder.path();
    let write = |name: &str, text: &str| fs::write(path.join(name), text).expect("it is writable");
    for name in ["key.txt", "new.txt", "old.txt"] {
        write(name, &format!("{KEY}\n"));
    }
    write(
        "cookies.txt",
        "eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM\n",
    );
    write(
        "requests.har",
        r#"{"log":{"entries":[{"request":{"cookies":[{"name":"session",
        "value":"eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM"}]}}]}}"#,
    );
    write("words.txt", &format!("open\n{COURSE_KEY}\n{KEY}\n"));
    // One line creates the file, which the next line uses.
    if command.contains("teacher.txt") && !command.contains("keygen") {
        write("teacher.txt", "a key of the teacher's, of 40 characters\n");
    }
    if command.contains("keygen -o key.txt") {
        fs::remove_file(path.join("key.txt")).expect("it was written above");
    }
    for folder in [
        ".local/share/bash-completion/completions",
        ".zfunc",
        ".config/fish/completions",
        ".config/elvish",
        "data/flask-session-demo",
    ] {
        fs::create_dir_all(path.join(folder)).expect("writable");
    }
    write("data/flask-session-demo/secret_key", &format!("{KEY}\n"));
    folder
}

/// A shell that runs the command in this folder, with the program on the path.
fn shell(command: &str, folder: &Path) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_flask-session-demo"));
    let programs = program.parent().expect("a file is in a folder").display();
    let mut shell = Command::new("bash");
    shell
        .args(["-c", command])
        .env_clear()
        .env("PATH", format!("{programs}:/usr/bin:/bin"))
        .env("HOME", folder)
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .env("XDG_DATA_HOME", folder.join("data"))
        .env("PROFILE", folder.join("profile.ps1"))
        .current_dir(folder)
        .stdin(Stdio::null());
    shell
}

fn run(command: &str, folder: &Path) -> Output {
    shell(command, folder).output().expect("bash runs")
}

#[track_caller]
fn assert_code(command: &str, output: &Output, codes: &[i32]) {
    let code = output.status.code();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        code.is_some_and(|it| codes.contains(&it)),
        "{command}: {code:?}\n{stderr}"
    );
    assert!(!stderr.contains("caused by"), "{command}: {stderr}");
}

/// Starts the server of an example, waits until it listens, and stops it.
#[track_caller]
fn assert_serves(command: &str) {
    let folder = folder_for(command);
    // The ports in the examples may be in use.
    let on_any_port = format!("exec {}", command.replace("--port 8000", "--port 0"));
    let mut child = shell(&on_any_port, folder.path())
        .env("FLASK_RUN_PORT", "0")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("bash runs");
    let mut stdout = BufReader::new(child.stdout.take().expect("it was piped"));
    let mut line = String::new();
    stdout.read_line(&mut line).expect("UTF-8");
    let pid = child.id().to_string();
    let killed = Command::new("kill").args(["-TERM", &pid]).status();
    let ended = child.wait_with_output().expect("a child can be waited for");
    let stderr = String::from_utf8_lossy(&ended.stderr);
    assert!(
        line.starts_with("listening on http://"),
        "{command}: {line}{stderr}"
    );
    assert!(killed.is_ok_and(|it| it.success()));
    assert_eq!(ended.status.code(), Some(0), "{command}: {stderr}");
}

#[test]
fn the_examples_of_serve_serve() {
    let all = examples().into_iter().flat_map(|(_, commands)| commands);
    let serve: Vec<String> = all
        .filter(|command| command.starts_with("flask-session-demo serve"))
        .collect();
    assert!(serve.len() >= 11, "{serve:?}");
    for command in serve {
        if command.contains("--show-config") {
            let folder = folder_for(&command);
            assert_code(&command, &run(&command, folder.path()), &[0]);
        } else if command.contains("db.example") {
            let Some(postgres) = Postgres::start_new() else {
                continue;
            };
            assert_serves(&command.replace("postgres://fsd@db.example/fsd", &postgres.url()));
        } else {
            assert_serves(&command);
        }
    }
}

#[test]
fn the_examples_of_cookies_and_keys_do_what_is_said_of_them() {
    let server = Server::start();
    let address = server.address().to_string();
    let (mut ran, is_curl_there) = (0, peers::program("curl", "--version").is_some());
    for (name, commands) in examples() {
        for command in commands {
            if command.contains("accounts ") || command.contains("demo serve") {
                continue;
            }
            if command.contains("curl") && !is_curl_there {
                continue;
            }
            let folder = folder_for(&command);
            let output = run(&command.replace("127.0.0.1:5000", &address), folder.path());
            // This server has another key, and the cookie is from 2023.
            let codes: &[i32] = match command.as_str() {
                it if it.contains("decode-cookie -k") || it.contains("--server-key \\\n'eyJ") => {
                    &[4]
                }
                _ => &[0],
            };
            assert_code(&command, &output, codes);
            let stdout = String::from_utf8_lossy(&output.stdout);
            assert_says(&command, &stdout);
            ran += 1;
            assert!(!name.is_empty());
        }
    }
    assert!(ran >= 16, "only {ran} examples ran");
}

/// Checks what is printed, according to the example's purpose.
#[track_caller]
fn assert_says(command: &str, stdout: &str) {
    let said = match command {
        it if it.contains("curl") => r#"{"user":{"username":"alice"}}"#,
        it if it.contains("--payload") => "{\"a\":1}\n",
        it if it.contains("-j ") => r#""text":"{\"a\":1}""#,
        it if it.contains("--explain") => ">>> import",
        it if it.contains("decode-cookie") => "{\"a\":1}",
        it if it.contains("--output header") => "Set-Cookie: session=eyJ",
        it if it.contains("sign-cookie") => "eyJ",
        it if it.contains("python") => "SECRET_KEY = \"",
        it if it.contains("env") => "FLASK_SECRET_KEY=",
        _ => "",
    };
    assert!(stdout.contains(said), "{command}: {stdout}");
}

#[test]
fn the_examples_of_accounts_find_alice() {
    let all = examples().into_iter().flat_map(|(_, commands)| commands);
    let accounts: Vec<String> = all.filter(|it| it.contains("accounts ")).collect();
    assert!(accounts.len() >= 4, "{accounts:?}");
    let data = tempfile::tempdir().expect("a temporary folder can be made");
    let folder = data.path().join("data/flask-session-demo");
    let server = Server::new().args(["--data-dir"]).args([&folder]).start();
    holder(&server, "alice");
    for command in accounts {
        if command.contains("db.example") {
            let Some(postgres) = Postgres::start_new() else {
                continue;
            };
            let server = Server::new().env("FLASK_DATABASE", postgres.url()).start();
            holder(&server, "alice");
            let command = command.replace("postgres://fsd@db.example/fsd", &postgres.url());
            assert_code(&command, &run(&command, data.path()), &[0]);
            continue;
        }
        // Without a terminal, the password must be piped in.
        let piped = if command.contains('|') || command.ends_with("list") {
            command.clone()
        } else {
            format!("echo '{PASSWORD}' | {command}")
        };
        let output = run(&piped, data.path());
        assert_code(&command, &output, &[0]);
        assert!(
            String::from_utf8_lossy(&output.stdout).contains("alice"),
            "{command}"
        );
    }
}

/// Sentences differ between the languages but commands do not; short help shows the first of them.
#[test]
fn the_examples_are_the_same_in_both_languages() {
    let help = |lang: &str, name: &str, option: &str| {
        let args = ["--lang", lang, name, option];
        let args = args.into_iter().filter(|arg| !arg.is_empty());
        commands(&Fsd::new(args).run().success().stdout)
    };
    for (name, commands) in examples() {
        let name = if name == "flask-session-demo" {
            ""
        } else {
            &name
        };
        assert_eq!(help("en", name, "--help"), commands, "{name}");
        assert_eq!(help("fr", name, "--help"), commands, "{name}");
        for lang in ["fr", "en"] {
            let short = help(lang, name, "-h");
            assert!(!short.is_empty() && commands.starts_with(&short), "{name}");
        }
    }
}

/// The shell blocks of the README, and those of the manual's section 7.
#[test]
fn readme_and_manual_show_commands_that_are_understood() {
    let readme = fs::read_to_string("README.md").expect("it is there");
    let blocks = readme.split("```sh\n").skip(1);
    let lines = blocks.flat_map(|block| block.split("```").next().unwrap_or_default().lines());
    let in_readme = lines.filter(|line| line.starts_with("flask-session-demo "));
    let in_readme: Vec<String> = in_readme.map(without_comment).collect();
    let in_manual: Vec<String> = manual::PAGES
        .iter()
        .flat_map(|(page, _)| manual::commands(page))
        .collect();
    assert!(in_readme.len() >= 4, "{in_readme:?}");
    assert!(in_manual.len() >= 3, "{in_manual:?}");
    for command in in_readme.into_iter().chain(in_manual) {
        if command.contains("--proxy-hops") {
            let Some(postgres) = Postgres::start_new() else {
                continue;
            };
            let command = command.replace("--port 5000", "--port 0");
            assert_serves(&format!("env FLASK_DATABASE={} {command}", postgres.url()));
        } else if command.contains("demo serve") {
            assert_serves(&command);
        } else {
            let folder = folder_for(&command);
            assert_code(&command, &run(&command, folder.path()), &[0]);
        }
    }
}

fn without_comment(line: &str) -> String {
    line.split(" #")
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_owned()
}
