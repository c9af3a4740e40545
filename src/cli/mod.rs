//! The command line: the subcommands. Only this part of the program prints.
//!
//! [`run`] parses the arguments and calls a subcommand, each in the file of its
//! name. `usage.rs` answers a command line that is not understood, `refusal.rs`
//! a configuration that is not accepted; `report.rs` prints every failure.

mod accounts;
mod banner;
mod completions;
mod database;
mod decode_cookie;
mod help;
mod keygen;
mod keys;
mod local;
mod opener;
mod reach;
mod refusal;
mod report;
mod serve;
mod sign_cookie;
mod signature;
mod usage;
mod value;
mod wrap;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::clock::Clock;
use crate::config::Environment;
use crate::view::text::Lang;
use accounts::Accounts;
use completions::Completions;
use decode_cookie::DecodeCookie;
use keygen::Keygen;
use report::Failure;
use serve::Serve;
use sign_cookie::SignCookie;

/// The heading in `--help` of the options that every command has.
const GLOBAL: &str = "Every command";

/// See how a web session works: Flask's own session cookies, served, signed and taken apart
///
/// Flask keeps a session in a cookie that is signed, not encrypted: anyone can read it, nobody can
/// change it without the secret key, and whoever has the key can forge it. `serve` runs a site with
/// such sessions, `decode-cookie` takes a cookie apart, `sign-cookie` makes one.
#[derive(Parser)]
#[command(name = "flask-session-demo", version)]
struct Cli<Commands: Subcommand = Command> {
    /// Language of what is explained [default: the locale's]
    #[arg(long, global = true, value_name = "LANG", help_heading = GLOBAL)]
    lang: Option<Lang>,
    /// When to color [default: on a terminal]
    #[arg(long, global = true, value_name = "WHEN", help_heading = GLOBAL)]
    color: Option<Color>,
    #[command(subcommand)]
    command: Commands,
}

#[derive(Subcommand)]
enum Command {
    Serve(Serve),
    DecodeCookie(DecodeCookie),
    SignCookie(SignCookie),
    Keygen(Keygen),
    Accounts(Accounts),
    Completions(Completions),
}

/// The command that others call once for each cookie; it need not wait until the options of all
/// commands are known.
#[derive(Subcommand)]
enum Frequent {
    DecodeCookie(DecodeCookie),
}

impl From<Cli<Frequent>> for Cli {
    fn from(cli: Cli<Frequent>) -> Self {
        let Frequent::DecodeCookie(command) = cli.command;
        Self {
            lang: cli.lang,
            color: cli.color,
            command: Command::DecodeCookie(command),
        }
    }
}

/// When to color.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

impl ValueEnum for Lang {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.tag()))
    }
}

/// How a command ended, and its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// 0.
    Done,
    /// 1: a file or a stream could not be read or written, or this is a bug.
    Internal,
    /// 2: the command line is not understood, or a setting is invalid.
    Usage,
    /// 3: not a cookie, or not JSON.
    Malformed,
    /// 4: none of the keys made the signature.
    BadSignature,
    /// 5: too old, or dated in the future.
    Age,
    /// 6: the address or port cannot be listened on.
    CannotListen,
    /// 130: Ctrl-C, as shells report it.
    Interrupted,
}

impl Exit {
    fn from_code(code: u8) -> Self {
        match code {
            0 => Self::Done,
            2 => Self::Usage,
            3 => Self::Malformed,
            4 => Self::BadSignature,
            5 => Self::Age,
            _ => Self::Internal,
        }
    }

    fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Internal => 1,
            Self::Usage => 2,
            Self::Malformed => 3,
            Self::BadSignature => 4,
            Self::Age => 5,
            Self::CannotListen => 6,
            Self::Interrupted => 130,
        }
    }
}

/// What commands need to know about their surroundings.
struct Context {
    lang: Lang,
    clock: Clock,
    color: ColorChoice,
    environment: Environment,
}

impl Context {
    fn stdout(&self) -> impl Write + use<> {
        BufWriter::new(AutoStream::new(io::stdout().lock(), self.color))
    }

    /// Warns of a problem that does not stop the command.
    fn warn(&self, message: &str) {
        report::warn(self, message);
    }

    /// Reports on standard error, where standard output is for something else.
    fn note(&self, message: &str) {
        report::note(self, message);
    }

    /// Refuses a command line in which `-` occurs more than once.
    fn stdin_is_read_once(&self, uses: usize) -> Result<(), Failure> {
        if uses <= 1 {
            return Ok(());
        }
        Err(Failure::usage(match self.lang {
            Lang::Fr => {
                "l’entrée standard ne peut être lue qu’une fois, et elle est demandée deux fois"
            }
            Lang::En => "standard input can be read only once, and it is asked for twice",
        }))
    }
}

/// The greatest width of help, clap's own default.
const HELP_COLUMNS: usize = 100;

/// The output of `--version`, unlike the shorter `-V`.
const LONG_VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (", env!("FSD_BUILD"), ")");

/// The command line as clap sees it, for the man pages, whose version must not name a build.
pub fn command() -> clap::Command {
    localized(Lang::En, None)
}

/// The command line with its help in this language, wrapped to `columns`.
fn localized(lang: Lang, columns: Option<usize>) -> clap::Command {
    let command = help::with_sections(<Cli>::command(), lang, columns);
    match lang {
        Lang::Fr => help::in_french(command),
        Lang::En => command,
    }
}

/// The program.
pub fn run() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let environment = Environment::of_process();
    // Help and usage errors are printed before the command line is parsed, so language and color
    // are looked up by hand.
    let lang = value_of(&args, "--lang").and_then(Lang::from_tag);
    let mut context = Context {
        lang: lang.unwrap_or_else(|| locale(&environment)),
        clock: Clock::System,
        color: match value_of(&args, "--color") {
            Some("always") => ColorChoice::Always,
            Some("never") => ColorChoice::Never,
            _ => ColorChoice::Auto,
        },
        environment,
    };
    // The help is made for those who get to see some of it.
    let parsed = parse(&args).or_else(|_| parse_with_help(&args, context.lang));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(usage::refuse(&context, &args, error).code()),
    };
    context.color = match cli.color {
        None | Some(Color::Auto) => ColorChoice::Auto,
        Some(Color::Always) => ColorChoice::Always,
        Some(Color::Never) => ColorChoice::Never,
    };
    context.lang = cli.lang.unwrap_or_else(|| locale(&context.environment));
    let ended = run_command(&cli.command, &context);
    let exit = ended.unwrap_or_else(|error| report::report(&context, error));
    ExitCode::from(exit.code())
}

fn parse(args: &[OsString]) -> Result<Cli, clap::Error> {
    match args.get(1) {
        Some(name) if name == "decode-cookie" => {
            Cli::<Frequent>::try_parse_from(args).map(Cli::from)
        }
        _ => <Cli>::try_parse_from(args),
    }
}

/// Fails with help or a usage error in this language, where a command without
/// help fails.
fn parse_with_help(args: &[OsString], lang: Lang) -> Result<Cli, clap::Error> {
    let columns = wrap::stdout_columns()
        .unwrap_or(HELP_COLUMNS)
        .min(HELP_COLUMNS);
    let matches = localized(lang, Some(columns))
        .long_version(LONG_VERSION)
        .try_get_matches_from(args)?;
    <Cli>::from_arg_matches(&matches)
}

fn run_command(command: &Command, context: &Context) -> anyhow::Result<Exit> {
    match command {
        Command::Serve(command) => command.run(context),
        Command::Keygen(command) => command.run(context),
        Command::Accounts(command) => command.run(context),
        Command::Completions(command) => command.run(context),
        Command::DecodeCookie(command) if command.is_empty() => {
            Ok(usage::refuse_nothing(context, "decode-cookie"))
        }
        Command::DecodeCookie(command) => command.run(context),
        Command::SignCookie(command) if command.is_empty() => {
            Ok(usage::refuse_nothing(context, "sign-cookie"))
        }
        Command::SignCookie(command) => command.run(context),
    }
}

/// The value of an option, looked up by hand: `--lang fr` or `--lang=fr`.
fn value_of<'args>(args: &'args [OsString], name: &str) -> Option<&'args str> {
    let after = || args.iter().skip_while(|arg| *arg != name).nth(1)?.to_str();
    let joined = |arg: &'args OsString| arg.to_str()?.strip_prefix(name)?.strip_prefix('=');
    args.iter().find_map(joined).or_else(after)
}

/// The language of the locale, found like `setlocale` does: from the first of three variables that
/// is set.
fn locale(environment: &Environment) -> Lang {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
    match variables.iter().find_map(|name| environment.get(name)) {
        Some(locale) if locale.starts_with("fr") => Lang::Fr,
        _ => Lang::En,
    }
}
