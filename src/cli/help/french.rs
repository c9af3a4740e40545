//! The command line in French: what each command and option is for.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

/// A command: its name, what it does, and more of that, where there is more.
const COMMANDS: &[(&str, &str, Option<&str>)] = &[
    (
        "flask-session-demo",
        "Voir comment marche une session web\u{a0}: les cookies de session de Flask, servis, signés \
         et démontés",
        Some(
            "Flask garde une session dans un cookie signé, mais pas chiffré\u{a0}: tout le monde peut \
             le lire, personne ne peut le changer sans la clé secrète, et qui a la clé peut le forger. \
             `serve` fait tourner un site avec de telles sessions, `decode-cookie` démonte un cookie, \
             `sign-cookie` en fait un.",
        ),
    ),
    (
        "serve",
        "Faire tourner le site du cours, avec les cookies de session de Flask",
        Some(
            "Le site accepte les cookies d’une application Flask qui a la même clé secrète, et \
             réciproquement. Une ligne sur la sortie standard dit où il écoute\u{202f}; tout le reste, \
             dont une ligne de journal par requête, va sur la sortie d’erreur. Ctrl-C l’arrête quand \
             les requêtes en cours ont leur réponse.",
        ),
    ),
    (
        "decode-cookie",
        "Démonter des cookies de session Flask\u{a0}: ce qu’ils contiennent, s’ils sont \
         authentiques, et sinon pourquoi",
        None,
    ),
    (
        "sign-cookie",
        "Signer une session comme le ferait Flask\u{a0}: le cookie, octet pour octet",
        None,
    ),
    (
        "keygen",
        "Faire une clé secrète",
        Some(
            "Affiche ce qu’affiche `python -c 'import secrets; print(secrets.token_hex())'`\u{a0}: 32 \
             octets aléatoires, en 64 chiffres hexadécimaux. Ces chiffres sont la clé\u{a0}: ni Flask \
             ni ce programme ne les décodent.",
        ),
    ),
    (
        "accounts",
        "Lister les comptes, changer un mot de passe, supprimer un compte",
        Some(
            "Agit sur la base que `serve` utiliserait ici, même pendant qu’il tourne. Qui est connecté \
             avec un compte supprimé, ou dont le mot de passe est changé, est déconnecté en une ou \
             deux secondes.",
        ),
    ),
    (
        "list",
        "Afficher le numéro, la date et l’identifiant de chaque compte, un par ligne",
        None,
    ),
    (
        "reset-password",
        "Donner à un compte le mot de passe tapé, ou lu sur l’entrée standard",
        None,
    ),
    ("delete", "Supprimer un compte", None),
    (
        "completions",
        "Afficher un script qui complète cette ligne de commande dans un shell",
        None,
    ),
];

/// An argument: its command, or `*` for all that have it; its long name, or its
/// place without one; what it is for.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    (
        "*",
        "lang",
        "Langue des explications [par défaut\u{a0}: celle du système]",
    ),
    (
        "*",
        "color",
        "Quand mettre des couleurs [par défaut\u{a0}: sur un terminal]",
    ),
    // serve
    (
        "serve",
        "host",
        "Adresse à écouter\u{202f}; 0.0.0.0 pour toutes celles de cette machine [par \
         défaut\u{a0}: 127.0.0.1]",
    ),
    (
        "serve",
        "port",
        "Port à écouter\u{202f}; 0 en prend un libre [par défaut\u{a0}: 5000]",
    ),
    (
        "serve",
        "lab",
        "Signer exprès avec la clé imprimée dans le cours\u{a0}: les cookies peuvent être forgés",
    ),
    (
        "*",
        "secret-key-file",
        "Fichier qui contient la clé secrète, moins une dernière fin de ligne\u{202f}; `-` lit \
         l’entrée standard",
    ),
    (
        "serve",
        "secret-key-fallback-file",
        "Fichier d’une ancienne clé, dont les cookies sont encore acceptés\u{202f}; peut être donné \
         plusieurs fois",
    ),
    (
        "serve",
        "config",
        "Fichier de configuration [par défaut\u{a0}: config.toml du dossier de configuration]",
    ),
    (
        "serve",
        "set",
        "Donner un réglage, comme `SESSION_COOKIE_NAME=s`\u{202f}; peut être donné plusieurs fois",
    ),
    (
        "serve",
        "data-dir",
        "Dossier de la clé secrète générée et des comptes [par défaut\u{a0}: le dossier de données \
         de l’utilisateur]",
    ),
    (
        "serve",
        "cert",
        "Parler TLS\u{a0}: `adhoc` fait un certificat maintenant, FICHIER en contient un au format \
         PEM",
    ),
    (
        "serve",
        "key",
        "Fichier PEM de la clé privée du certificat (la clé secrète se donne avec \
         --secret-key-file)",
    ),
    (
        "serve",
        "proxy-hops",
        "Mandataires devant, dont X-Forwarded-For et X-Forwarded-Host sont crus [par défaut\u{a0}: 0]",
    ),
    (
        "serve",
        "database",
        "Base des comptes\u{a0}: sqlite:CHEMIN ou postgres://… [par défaut\u{a0}: un fichier du \
         dossier de données]",
    ),
    (
        "serve",
        "require-account",
        "Ne laisser entrer aucun invité\u{a0}: qui se connecte doit avoir un compte",
    ),
    (
        "serve",
        "revoke-on-logout",
        "Une déconnexion met fin aussi à la session des copies du cookie",
    ),
    (
        "serve",
        "teacher-key-file",
        "Fichier de la clé de l’enseignant\u{a0}: la progression survit à un redémarrage, et le \
         tableau s’ouvre d’ailleurs, par TLS",
    ),
    (
        "serve",
        "log-format",
        "Écriture du journal sur la sortie d’erreur [par défaut\u{a0}: text]",
    ),
    (
        "serve",
        "show-config",
        "Afficher chaque réglage avec sa source, sans les secrets, et s’arrêter",
    ),
    // decode-cookie
    (
        "decode-cookie",
        "COOKIE",
        "Une valeur, `session=…`, ou toute une ligne `Cookie:` ou `Set-Cookie:`\u{202f}; `-` en lit \
         une par ligne sur l’entrée standard",
    ),
    (
        "decode-cookie",
        "cookie-name",
        "Nom du cookie à prendre s’il y en a plusieurs [par défaut\u{a0}: session]",
    ),
    (
        "decode-cookie",
        "strict",
        "Juge chaque texte exactement tel qu’il est, comme le fait un serveur, sans y chercher de \
         cookie",
    ),
    (
        "decode-cookie",
        "max-age",
        "Âge encore accepté, ou `none` pour n’en examiner aucun [par défaut\u{a0}: 31d]",
    ),
    (
        "decode-cookie",
        "now",
        "Le moment où se placer pour juger [par défaut\u{a0}: now]",
    ),
    (
        "decode-cookie",
        "explain",
        "Montrer les sept étapes du calcul, chacune avec des commandes à coller",
    ),
    ("decode-cookie", "json", "Écrire un objet JSON par cookie"),
    (
        "decode-cookie",
        "pretty",
        "Montrer le contenu sur plusieurs lignes, les types de Python et les lettres en clair",
    ),
    (
        "decode-cookie",
        "payload",
        "N’écrire que le texte JSON du contenu, pour un autre programme",
    ),
    (
        "decode-cookie",
        "progress",
        "Compter les cookies sur le terminal pendant la lecture de l’entrée standard",
    ),
    // the keys of decode-cookie and sign-cookie
    (
        "*",
        "secret-key",
        "La clé elle-même\u{202f}; d’autres utilisateurs de cette machine peuvent la voir",
    ),
    (
        "*",
        "server-key",
        "Les clés et la durée que `serve` utiliserait ici",
    ),
    ("*", "config", "Fichier de configuration de ce serveur"),
    ("*", "data-dir", "Dossier de données de ce serveur"),
    (
        "*",
        "lab",
        "Ce serveur tourne avec `--lab`\u{a0}: la clé imprimée dans le cours",
    ),
    (
        "*",
        "secret-key-fallback-file",
        "Fichier d’une ancienne clé\u{202f}; peut être donné plusieurs fois",
    ),
    (
        "*",
        "salt",
        "Texte qui sépare les usages d’une même clé [par défaut\u{a0}: cookie-session]",
    ),
    (
        "*",
        "key-derivation",
        "Comment la clé devient celle du HMAC [par défaut\u{a0}: hmac]",
    ),
    (
        "*",
        "digest",
        "Fonction de hachage du HMAC [par défaut\u{a0}: sha1]",
    ),
    // sign-cookie
    (
        "sign-cookie",
        "JSON",
        "La session\u{a0}: un objet JSON, ou un dict écrit comme en Python\u{202f}; `-`, ou rien avec \
         un tube, la lit sur l’entrée standard",
    ),
    (
        "sign-cookie",
        "timestamp",
        "La seconde de la signature [par défaut\u{a0}: now]",
    ),
    (
        "sign-cookie",
        "output",
        "Ce qu’il faut écrire\u{a0}: la valeur (value), ou toute la ligne `Set-Cookie` avec les \
         attributs par défaut de Flask (header) [par défaut\u{a0}: value]",
    ),
    // keygen
    (
        "keygen",
        "bytes",
        "Octets aléatoires de la clé, de 16 à 1024 [par défaut\u{a0}: 32]",
    ),
    (
        "keygen",
        "format",
        "Écriture de la clé\u{a0}: chiffres hexadécimaux (hex), base64 pour URL (base64url), ligne \
         de config.py (python) ou de .env (env) [par défaut\u{a0}: hex]",
    ),
    (
        "keygen",
        "output",
        "Écrire dans un fichier que vous seul pouvez lire, et jamais par-dessus un autre",
    ),
    ("keygen", "force", "Écraser le fichier"),
    // accounts
    (
        "*",
        "database",
        "Base des comptes\u{a0}: sqlite:CHEMIN ou postgres://… [par défaut\u{a0}: celle de `serve`]",
    ),
    ("reset-password", "LOGIN", "De qui est le mot de passe"),
    ("delete", "LOGIN", "De qui est le compte"),
    ("delete", "yes", "Ne pas demander"),
    // completions
    ("completions", "SHELL", "Le shell qui doit le lire"),
];

/// What stands for a value, and what stands above some options.
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

/// What clap itself says in its help, and its French.
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

/// The command line with its help in French; the sections that follow the
/// options are added before.
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

/// What the argument of this command is for.
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

/// Help as clap wrote it, with the words that are its own in French.
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
