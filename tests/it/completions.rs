//! Completion, with Tab pressed in a real bash, zsh and fish.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{Fsd, peers};

/// What is typed after the program's name, what Tab must show, and what it must not.
type Case = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

/// A file in the working folder, which only some options shall offer.
const FILE: &str = "a-file.txt";

const CASES: &[Case] = &[
    ("ser\t", &["serve"], &[]),
    ("serve --show\t", &["--show-config"], &[]),
    ("decode-cookie --pay\t", &["--payload"], &[]),
    ("accounts reset\t", &["reset-password"], &[]),
    (
        "accounts reset-password --dat\t",
        &["--data-dir", "--database"],
        &[FILE],
    ),
    ("--lang \t", &["en", "fr"], &[FILE]),
    ("serve --lang \t", &["en", "fr"], &[FILE]),
    ("serve --log-format=j\t", &["--log-format=json"], &[]),
    ("--color \t", &["auto", "always", "never"], &[FILE]),
    (
        "completions \t",
        &["bash", "elvish", "fish", "powershell", "zsh"],
        &[FILE],
    ),
    ("help \t", &["decode-cookie", "completions"], &[FILE]),
    ("help acc\t", &["accounts"], &[]),
    ("serve --secret-key-file a-f\t", &[FILE], &[]),
    ("serve -k a-f\t", &[FILE], &[]),
    ("decode-cookie --wordlist=a-f\t", &[FILE], &[]),
    ("serve --cert a-f\t", &[FILE], &[]),
    ("serve --data-dir a-\t", &["a-folder"], &[FILE]),
    // The value follows at once.
    (
        "serve --set SESSION_COOKIE_N\tx",
        &["SESSION_COOKIE_NAME=x"],
        &[],
    ),
    (
        "serve -s MAX_\t",
        &["MAX_COOKIE_SIZE=", "MAX_CONNECTIONS="],
        &[FILE],
    ),
];

/// A shell, and how `completions --help` says to have it read its script.
struct Shell {
    name: &'static str,
    arguments: &'static [&'static str],
    script: &'static str,
    /// Its start file, and what stands there.
    start: (&'static str, &'static str),
}

/// Presses Tab in a shell whose user did what help says.
#[track_caller]
fn assert_completes(shell: &Shell) {
    let name = shell.name;
    let (Some(python), Some(_)) = (peers::python(), peers::program(name, "--version")) else {
        return;
    };
    let help = Fsd::new(["completions", "--help"]).run().success().stdout;
    assert!(
        help.contains(&format!("~/{}", shell.script)),
        "{name} in {help}"
    );
    for lang in ["en", "fr"] {
        let script = Fsd::new(["--lang", lang, "completions", name]).run();
        let home = home(shell, &script.success().stdout);
        for (typed, expected, unexpected) in CASES {
            let mut tab = Command::new(&python);
            tab.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/tab.py"))
                .arg(format!("flask-session-demo {typed}"))
                .args(*expected)
                .args(["--", name])
                .args(shell.arguments);
            let output = at_home(&mut tab, home.path())
                .output()
                .expect("Python runs");
            let shown = String::from_utf8_lossy(&output.stdout);
            let failure = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.success(),
                "{name}: {typed:?} shows\n{shown}{failure}"
            );
            for word in *unexpected {
                assert!(
                    !shown.contains(word),
                    "{name}: {typed:?} offers {word}\n{shown}"
                );
            }
        }
    }
}

/// A home with the script, the shell's start file, and something to complete.
fn home(shell: &Shell, script: &str) -> TempDir {
    let home = TempDir::new().expect("a temporary folder can be made");
    let (start, read_at_start) = shell.start;
    for (name, text) in [
        ("work/a-file.txt", ""),
        ("work/a-folder/inside", ""),
        (shell.script, script),
        (start, read_at_start),
    ] {
        let path = home.path().join(name);
        let parent = path.parent().expect("a file is in a folder");
        fs::create_dir_all(parent).expect("it is writable");
        fs::write(path, text).expect("it is writable");
    }
    home
}

/// Nothing of this machine's settings, and a terminal that every shell knows.
fn at_home<'a>(command: &'a mut Command, folder: &Path) -> &'a mut Command {
    let program = Path::new(env!("CARGO_BIN_EXE_flask-session-demo"));
    let programs = program.parent().expect("a file is in a folder").display();
    command
        .env_clear()
        .env("PATH", format!("{programs}:/usr/bin:/bin"))
        .env("HOME", folder)
        .env("TERM", "xterm")
        .env("LC_ALL", "C.UTF-8")
        .current_dir(folder.join("work"))
}

#[test]
fn tab_completes_in_bash() {
    assert_completes(&Shell {
        name: "bash",
        arguments: &["-i"],
        script: ".local/share/bash-completion/completions/flask-session-demo",
        start: (
            ".bashrc",
            "source /usr/share/bash-completion/bash_completion\nPS1='READY '\n\
             bind 'set show-all-if-ambiguous on'\n",
        ),
    });
}

#[test]
fn tab_completes_in_zsh() {
    assert_completes(&Shell {
        name: "zsh",
        arguments: &["-i"],
        script: ".zfunc/_flask-session-demo",
        start: (
            ".zshrc",
            "fpath+=~/.zfunc\nautoload -Uz compinit && compinit\nPS1='READY '\n\
             unsetopt list_ambiguous\n",
        ),
    });
}

#[test]
fn tab_completes_in_fish() {
    assert_completes(&Shell {
        name: "fish",
        arguments: &["-i"],
        script: ".config/fish/completions/flask-session-demo.fish",
        start: (
            ".config/fish/config.fish",
            "function fish_prompt; echo 'READY '; end\n",
        ),
    });
}
