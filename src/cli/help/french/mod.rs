//! The help of the command line in French.

mod arguments;
mod commands;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

use arguments::ARGUMENTS;
use commands::COMMANDS;

/// The names of values, and the headings of groups of options.
const NAMES: &[(&str, &str)] = &[
    ("LANG", "LANGUE"),
    ("WHEN", "QUAND"),
    ("ADDR", "ADRESSE"),
    ("FILE", "FICHIER"),
    ("DIR", "DOSSIER"),
    ("KEY=VALUE", "CLÉ=VALEUR"),
    ("adhoc|FILE", "adhoc|FICHIER"),
    ("TEXT", "TEXTE"),
    ("NAME", "NOM"),
    ("DURATION", "DURÉE"),
    ("TIME", "MOMENT"),
    ("WHAT", "QUOI"),
    ("LOGIN", "IDENTIFIANT"),
    ("Every command", "Toutes les commandes"),
    ("Secret key", "Clé secrète"),
    ("Database", "Base de données"),
];

/// Words that clap itself adds to help.
const OF_CLAP: &[(&str, &str)] = &[
    (
        "Print this message or the help of the given subcommand(s)",
        "Afficher cette aide, ou celle d’une commande",
    ),
    ("Options:", "Options\u{a0}:"),
    ("Arguments:", "Arguments\u{a0}:"),
    ("Commandes:", "Commandes\u{a0}:"),
    ("Toutes les commandes:", "Toutes les commandes\u{a0}:"),
    ("Clé secrète:", "Clé secrète\u{a0}:"),
    ("Base de données:", "Base de données\u{a0}:"),
];

fn name_in_french(english: &str) -> Option<&'static str> {
    let found = NAMES.iter().find(|(known, _)| *known == english);
    found.map(|(_, french)| *french)
}

/// Translates the command line's help; the sections after the options are added
/// beforehand.
pub(in crate::cli) fn in_french(program: Command) -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help("Afficher la version");
    let program = one_in_french(program)
        .disable_version_flag(true)
        .arg(version)
        .subcommand_help_heading("Commandes");
    program.mut_subcommands(|command| one_in_french(command).mut_subcommands(one_in_french))
}

fn one_in_french(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let usage = command.get_styles().get_usage().to_owned();
    let template = format!(
        "{{before-help}}{{about-with-newline}}\n{usage}Utilisation\u{a0}:{usage:#} {{usage}}\n\n\
         {{all-args}}{{after-help}}"
    );
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help("Afficher l’aide (plus complète avec --help)")
        .long_help("Afficher l’aide (plus courte avec -h)");
    let mut command = command
        .mut_args(|arg| argument_in_french(&name, arg))
        .disable_help_flag(true)
        .arg(help)
        .help_template(template)
        .subcommand_value_name("COMMANDE");
    if command.has_subcommands() {
        command = command.subcommand_help_heading("Commandes");
    }
    match COMMANDS.iter().find(|(known, ..)| *known == name) {
        Some((_, about, Some(more))) => command
            .about(*about)
            .long_about(format!("{about}\n\n{more}")),
        Some((_, about, None)) => command.about(*about),
        None => command,
    }
}

fn argument_in_french(command: &str, arg: Arg) -> Arg {
    let Some(help) = help_of(command, &arg) else {
        return arg;
    };
    let values = arg.get_possible_values();
    let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let takes_values = arg.get_action().takes_values();
    let help = if takes_values && !values.is_empty() {
        format!("{help} [valeurs possibles\u{a0}: {}]", values.join(", "))
    } else {
        help.to_owned()
    };
    let name = arg.get_value_names().and_then(<[_]>::first);
    let name = name.and_then(|name| name_in_french(name));
    let heading = arg.get_help_heading().and_then(name_in_french);
    let mut arg = arg.help(help.clone()).long_help(help);
    if takes_values {
        arg = arg.hide_possible_values(true);
        arg = name.into_iter().fold(arg, Arg::value_name);
    }
    match heading {
        Some(heading) => arg.help_heading(heading),
        None => arg,
    }
}

/// The French help of a command's argument.
fn help_of(command: &str, arg: &Arg) -> Option<&'static str> {
    let name = match arg.get_long() {
        Some(long) => long.to_owned(),
        None => arg.get_value_names()?.first()?.to_string(),
    };
    let of = |command: &str| {
        let is_it = |(of, known, _): &&(&str, &str, &str)| *of == command && *known == name;
        ARGUMENTS.iter().find(is_it).map(|(.., help)| *help)
    };
    of(command).or_else(|| of("*"))
}

/// Translates the words that clap itself added to finished help.
pub(in crate::cli) fn of_clap(help: &str) -> String {
    OF_CLAP
        .iter()
        .fold(help.to_owned(), |help, (english, french)| {
            help.replace(english, french)
        })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_command_and_argument_is_told_in_french_and_none_that_is_not_there() {
        let mut program = crate::command();
        program.build();
        let actions = program.get_subcommands().flat_map(Command::get_subcommands);
        let all: Vec<&Command> = std::iter::once(&program)
            .chain(program.get_subcommands())
            .chain(actions)
            .filter(|command| !is_of_help(command))
            .collect();
        let mut used = BTreeSet::new();
        for command in &all {
            let name = command.get_name();
            assert!(COMMANDS.iter().any(|(known, ..)| *known == name), "{name}");
            let of_clap = ["help", "version"];
            for arg in command
                .get_arguments()
                .filter(|arg| !of_clap.contains(&arg.get_id().as_str()))
            {
                let help = help_of(name, arg);
                assert!(help.is_some(), "{name} {}", arg.get_id());
                used.extend(help);
            }
        }
        for (name, ..) in COMMANDS {
            assert!(
                all.iter().any(|command| command.get_name() == *name),
                "{name}"
            );
        }
        for (command, name, help) in ARGUMENTS {
            assert!(used.contains(help), "{command} {name} does not exist");
        }
    }

    fn is_of_help(command: &Command) -> bool {
        command.get_name() == "help"
            || command
                .get_display_name()
                .is_some_and(|it| it.contains("-help"))
    }
}
