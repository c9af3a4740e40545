//! The command line as people see it. `tests/cmd/` holds whole screens, in both languages.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use crate::manual;
use crate::support::{COURSE_KEY, Fsd, KEY};

/// Every file with sentences for people.
const SENTENCES: [&str; 5] = [
    "src/view/text",
    "src/cli",
    "assets/templates",
    "assets/text",
    "README.md",
];

/// Only on Unix, for `/dev/zero` and the words of the system's own errors.
#[cfg(unix)]
#[test]
fn screens_are_as_they_were() {
    trycmd::TestCases::new()
        .case("tests/cmd/*.trycmd")
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("XDG_DATA_HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("LC_ALL", "C");
}

#[test]
fn the_version_is_short_or_tells_the_build() {
    let short = Fsd::new(["-V"]).run().success();
    let version = concat!("flask-session-demo ", env!("CARGO_PKG_VERSION"));
    assert_eq!(short.stdout, format!("{version}\n"));
    let long = Fsd::new(["--version"]).run().success();
    let build = long.stdout.strip_prefix(version).expect("it begins so");
    let build = build
        .strip_prefix(" (")
        .and_then(|it| it.strip_suffix(")\n"));
    let target = build.expect("in brackets").rsplit(", ").next();
    let architecture = std::env::consts::ARCH;
    assert!(
        target.is_some_and(|it| it.starts_with(architecture)),
        "{build:?}"
    );
}

#[test]
fn every_option_that_a_sentence_names_exists() {
    let mut command = flask_session_demo::command();
    command.build();
    // `--lib`, `--locked`, `--release` and `--path` belong to cargo, `--quick` to tests/bench/run, `--decode`
    // and `--no-literal-eval` to flask-unsign. `--cookie` belongs to other programs, and gets
    // advice here.
    let others = [
        "cookie",
        "help",
        "version",
        "lib",
        "locked",
        "release",
        "path",
        "quick",
        "decode",
        "no-literal-eval",
    ];
    let mut options: BTreeSet<String> = others.map(String::from).into();
    let actions = command
        .get_subcommands()
        .flat_map(clap::Command::get_subcommands);
    for command in command.get_subcommands().chain(actions) {
        let long = command.get_arguments().filter_map(|arg| arg.get_long());
        options.extend(long.map(String::from));
    }
    let mut named = 0;
    for (file, text) in sentences() {
        // This file lists options of other programs, in order to give advice.
        if file.ends_with("src/cli/usage.rs") {
            continue;
        }
        for rest in text.split("--").skip(1) {
            let is_other = |char: char| !char.is_ascii_lowercase() && char != '-';
            let name = rest.split(is_other).next().unwrap_or_default();
            let name = name.trim_end_matches('-');
            if name.is_empty() {
                continue;
            }
            named += 1;
            assert!(options.contains(name), "--{name} in {file} does not exist");
        }
    }
    assert!(named > 50, "only {named} options were found");
}

#[test]
fn every_command_that_a_sentence_names_exists() {
    let command = flask_session_demo::command();
    let commands: BTreeSet<&str> = command
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    let mut named = 0;
    for (file, text) in sentences() {
        for rest in text.split("flask-session-demo ").skip(1) {
            let is_other = |char: char| !char.is_ascii_lowercase() && char != '-';
            let name = rest.split(is_other).next().unwrap_or_default();
            // Neither an option nor a placeholder nor the version.
            if name.is_empty() || name.starts_with('-') {
                continue;
            }
            named += 1;
            assert!(
                commands.contains(name) || name == "help",
                "`{name}` in {file}"
            );
        }
    }
    assert!(named > 20, "only {named} commands were found");
}

fn sentences() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for name in SENTENCES {
        collect(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(name),
            &mut files,
        );
    }
    let manual = manual::PAGES.map(|(page, _)| (page.to_owned(), manual::text(page)));
    files.extend(manual);
    files
}

fn collect(path: &Path, files: &mut Vec<(String, String)>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("the sources are readable") {
            collect(&entry.expect("the sources are readable").path(), files);
        }
    } else {
        let text = fs::read_to_string(path).expect("the sources are UTF-8");
        files.push((path.display().to_string(), text));
    }
}

#[test]
fn a_key_comes_from_standard_input_once() {
    let decode = ["decode-cookie", "--json", "--secret-key-file", "-"];
    let cookie = "eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM";
    let decoded = Fsd::new(decode)
        .args(["--max-age", "none", cookie])
        .stdin(format!("{COURSE_KEY}\r\n"))
        .run()
        .success();
    assert_eq!(decoded.json()["verdict"], "valid");
    Fsd::new(decode)
        .args(["-"])
        .stdin(KEY)
        .run()
        .code(2)
        .stdout("");
}

#[test]
fn a_closed_pipe_is_success() {
    for args in [&["completions", "bash"][..], &["--help"], &["keygen"]] {
        let (mut command, _folder) = Fsd::new(args).into_parts();
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started");
        drop(child.stdout.take());
        let mut said = String::new();
        let mut stderr = child.stderr.take().expect("it was piped");
        stderr.read_to_string(&mut said).expect("UTF-8");
        let status = child.wait().expect("a child can be waited for");
        assert_eq!((status.code(), said.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    for args in [&["keygen"][..], &["--help"]] {
        let (mut command, _folder) = Fsd::new(args).into_parts();
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("Linux has it");
        let status = command.stdout(full).stderr(Stdio::null()).status();
        assert_eq!(
            status.expect("the program runs").code(),
            Some(1),
            "{args:?}"
        );
    }
}

#[test]
fn the_language_is_that_of_the_option_or_of_the_locale() {
    let refused = |variables: &[(&str, &str)], args: &[&str]| {
        let program = Fsd::new(["serve", "--port", "x"]).args(args);
        let program = variables
            .iter()
            .fold(program, |program, (name, value)| program.env(name, value));
        program.run().code(2).stderr.contains("n’est pas")
    };
    for (variables, args, is_french) in [
        (&[][..], &[][..], false),
        (&[("LANG", "fr_FR.UTF-8")], &[], true),
        (
            &[("LANG", "fr_FR.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")],
            &[],
            false,
        ),
        (&[("LC_ALL", ""), ("LANG", "fr")], &[], true),
        (&[("LC_ALL", "C"), ("LANG", "fr")], &[], false),
        (&[("LC_ALL", "C")], &["--lang", "fr"], true),
        (&[("LANG", "de_DE.UTF-8")], &[], false),
    ] {
        assert_eq!(
            refused(variables, args),
            is_french,
            "{variables:?} {args:?}"
        );
    }
}

#[test]
fn color_is_off_without_a_terminal_and_on_when_asked_for() {
    for (args, is_colored) in [
        (&["serve", "--port", "x"][..], false),
        (&["serve", "--port", "x", "--color", "always"], true),
        (&["serve", "--port", "x", "--color=never"], false),
        (&["sevre", "--color", "always"], true),
        (&["--color=always", "sevre"], true),
    ] {
        let output = Fsd::new(args).run().code(2);
        assert_eq!(output.stderr.contains('\u{1b}'), is_colored, "{args:?}");
    }
}

#[test]
fn completions_name_the_options_of_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = Fsd::new(["completions", shell]).run().success();
        script
            .stdout_has("secret-key-file")
            .stdout_has("decode-cookie");
    }
}

/// The system's English words always follow a French sentence, even if there is nothing else to
/// say.
#[cfg(target_os = "linux")]
#[test]
fn no_error_is_in_english_alone_where_french_is_spoken() {
    let (mut command, folder) = Fsd::new(["--lang", "fr", "decode-cookie", "-"]).into_parts();
    let directory = fs::File::open(folder.path()).expect("a folder can be opened");
    let output = command.stdin(directory).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stderr).expect("UTF-8"),
        "erreur\u{a0}: Le programme n’a pas pu continuer.\n  \
         cause\u{a0}: message d’origine, en anglais\u{a0}: cannot read standard input\n  \
         cause\u{a0}: c’est un dossier (le système dit, en anglais\u{a0}: Is a directory (os error 21))\n"
    );
}
