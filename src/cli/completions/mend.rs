//! Corrects the scripts of `clap_complete` 4.6. `tests/it/completions.rs`
//! presses Tab in the real shells.

use clap::{Command, builder::PossibleValue};

/// The program's name for the script's own labels. With a dash in it, clap
/// writes a label in two ways, and nothing is completed after a subcommand
/// (clap-rs/clap#6421).
pub(super) const BASH_NAME: &str = "flask_session_demo";

const NAME: &str = "flask-session-demo";

/// What `--set` completes; the value follows at once, without a space.
const FIRST_KEY: &str = "SECRET_KEY=";

pub(super) fn bash(script: &str) -> String {
    // bash takes `--lang=fr` for three words.
    let previous = "    prev=\"$3\"\n";
    let joined = "    \
    if [[ \"${COMP_WORDS[COMP_CWORD]}\" == = ]]; then
        cur=\"\"
    elif [[ ${prev} == = ]]; then
        prev=\"${COMP_WORDS[COMP_CWORD-2]}\"
    fi
";
    let keys = format!("COMPREPLY=($(compgen -W \"{FIRST_KEY}");
    let no_space = "[[ \"${BASH_VERSINFO[0]}\" -ge 4 ]] && compopt -o nospace\n";
    script
        .replace(
            &format!("default {BASH_NAME}\n"),
            &format!("default {NAME}\n"),
        )
        .replace(previous, &format!("{previous}{joined}"))
        .replace(&keys, &format!("{no_space}{:20}{keys}", ""))
}

pub(super) fn zsh(script: &str) -> String {
    let keys = format!(":({FIRST_KEY}");
    let mended = |line: &str| match line.split_once(&keys) {
        Some((before, keys)) => {
            let keys = keys.replacen(')', "}", 1);
            format!("{before}:{{compadd -S \"\" - {FIRST_KEY}{keys}\n")
        }
        None => format!("{line}\n"),
    };
    script.lines().map(mended).collect()
}

/// Completes operands, too, and offers files only where a file is meant.
pub(super) fn fish(script: &str, command: &Command) -> String {
    let function = "__fish_flask_session_demo";
    let names: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
    // The word `help` is itself on every command line that begins with it.
    let unseen = |names: &str| {
        format!("{function}_using_subcommand help; and not __fish_seen_subcommand_from {names}\"")
    };
    let all = names.join(" ");
    let others = all.trim_end_matches("help").trim_end();
    let mended = script
        .replace(&unseen(&all), &unseen(others))
        // An option whose value is being typed is not a failure.
        .replace(
            "2>/dev/null\n    or return\n",
            "2>/dev/null\n    or return 0\n",
        );
    let operands = command.get_subcommands().flat_map(|command| {
        let name = command.get_name();
        command.get_positionals().filter_map(move |operand| {
            let values = operand.get_possible_values();
            let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
            let condition = format!("{function}_using_subcommand {name}");
            let values = (!values.is_empty()).then(|| values.join(" "))?;
            Some(format!(
                "complete -c {NAME} -n \"{condition}\" -a \"{values}\"\n"
            ))
        })
    });
    let no_files = format!("complete -c {NAME} -f\n");
    mended + &no_files + &operands.collect::<String>()
}
