//! `completions`: prints a script with which a shell completes the command
//! line.
//!
//! clap writes the script from the definitions of the options; here it learns
//! which values are files, and the names of settings. `mend.rs` corrects what
//! its scripts get wrong.

mod mend;

use std::io::Write;

use clap::builder::PossibleValuesParser;
use clap::{Arg, Args, Command, ValueHint};
use clap_complete::{Shell, generate};

use super::{Context, Exit, localized};
use crate::config::{Row, rows};

/// Print a script that completes this command line in a shell
#[derive(Args)]
pub(super) struct Completions {
    /// The shell that shall read it
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let script = script(self.shell, localized(context.lang, None));
        let mut out = context.stdout();
        out.write_all(script.as_bytes())?;
        out.flush()?;
        Ok(Exit::Done)
    }
}

fn script(shell: Shell, command: Command) -> String {
    let mut command = with_values(command);
    let name = match shell {
        Shell::Bash => mend::BASH_NAME.to_owned(),
        _ => command.get_name().to_owned(),
    };
    // clap's writer must not fail, but standard output may be a closed pipe.
    let mut script = Vec::new();
    generate(shell, &mut command, name, &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    match shell {
        Shell::Bash => mend::bash(&script),
        Shell::Fish => mend::fish(&script, &command),
        Shell::Zsh => mend::zsh(&script),
        _ => script,
    }
}

/// The command line with what is known of values, where clap knows nothing.
fn with_values(command: Command) -> Command {
    command
        .mut_args(|arg| match hint_of(&arg) {
            _ if arg.get_id() == "set" => arg.value_parser(setting_keys()),
            Some(hint) => arg.value_hint(hint),
            None => arg,
        })
        .mut_subcommands(with_values)
}

/// `SECRET_KEY=` and the others. clap takes names that live for ever; this
/// process ends when they are printed.
fn setting_keys() -> PossibleValuesParser {
    let key = |row: &Row| &*format!("{}=", row.key).leak();
    PossibleValuesParser::new(rows().iter().map(key))
}

/// What the value's name says, in both languages; `None` without a value.
fn hint_of(arg: &Arg) -> Option<ValueHint> {
    if !arg.get_action().takes_values() {
        return None;
    }
    Some(match arg.get_value_names()?.first()?.as_str() {
        "FILE" | "FICHIER" | "adhoc|FILE" | "adhoc|FICHIER" => ValueHint::FilePath,
        "DIR" | "DOSSIER" => ValueHint::DirPath,
        _ => ValueHint::Other,
    })
}
