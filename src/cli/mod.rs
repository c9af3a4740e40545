//! The command line: the subcommands, and the one place from which the
//! program prints.

mod accounts;
mod banner;
mod completions;
mod database;
mod decode_cookie;
mod keygen;
mod keys;
mod manual;
mod max_age;
mod refusal;
mod report;
mod serve;
mod sign_cookie;
mod signature;

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

/// What `--help` writes above the options of every command.
const GLOBAL: &str = "Every command";

/// See how a web session works: Flask's own session cookies, served, signed and taken apart
///
/// Flask keeps a session in a cookie that is signed, not encrypted: anyone can read it, nobody can
/// change it without the secret key, and whoever has the key can forge it. `serve` runs a site with
/// such sessions, `decode-cookie` takes a cookie apart, `sign-cookie` makes one.
#[derive(Parser)]
#[command(name = "flask-session-demo", version, after_long_help = manual::program())]
struct Cli {
    /// Language of what is explained [default: the locale's]
    #[arg(long, global = true, value_name = "LANG", help_heading = GLOBAL)]
    lang: Option<Lang>,
    /// When to color [default: on a terminal]
    #[arg(long, global = true, value_name = "WHEN", help_heading = GLOBAL)]
    color: Option<Color>,
    #[command(subcommand)]
    command: Command,
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

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// 0.
    Done,
    /// 1: a file or a stream could not be read or written, or a bug.
    Internal,
    /// 2: not understood, or a setting that cannot be.
    Usage,
    /// 3: not a cookie, or not JSON.
    Malformed,
    /// 4: no key made the signature.
    BadSignature,
    /// 5: too old, or dated in the future.
    Age,
    /// 6: the address or the port cannot be had.
    CannotListen,
    /// 130: Ctrl-C, as a shell counts it.
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

/// What every command needs to know of its surroundings.
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

    /// Says what may be wrong although the command goes on.
    fn warn(&self, message: &str) {
        report::warn(self, message);
    }

    /// Says what was done, where standard output is for something else.
    fn note(&self, message: &str) {
        report::note(self, message);
    }

    /// Refuses a command line on which `-` stands more than once.
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

/// What `--version` says, and `-V` leaves out.
const LONG_VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (", env!("FSD_BUILD"), ")");

/// The command line as clap sees it, for the man pages; these do not tell of
/// one build.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the program.
pub fn run() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let matches = command()
        .long_version(LONG_VERSION)
        .color(help_color(&args))
        .try_get_matches_from(args);
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(print_help_or_usage(&error)),
    };
    let color = match cli.color {
        None | Some(Color::Auto) => ColorChoice::Auto,
        Some(Color::Always) => ColorChoice::Always,
        Some(Color::Never) => ColorChoice::Never,
    };
    let environment = Environment::of_process();
    let lang = cli.lang.unwrap_or_else(|| locale(&environment));
    let context = Context {
        lang,
        clock: Clock::System,
        color,
        environment,
    };
    let ended = match &cli.command {
        Command::Serve(command) => command.run(&context),
        Command::Keygen(command) => command.run(&context),
        Command::Accounts(command) => command.run(&context),
        Command::Completions(command) => command.run(&context),
        Command::DecodeCookie(command) if command.is_empty() => Ok(short_help("decode-cookie")),
        Command::DecodeCookie(command) => command.run(&context),
        Command::SignCookie(command) if command.is_empty() => Ok(short_help("sign-cookie")),
        Command::SignCookie(command) => command.run(&context),
    };
    let exit = ended.unwrap_or_else(|error| report::report(&context, error));
    ExitCode::from(exit.code())
}

/// Help and usage errors are printed before the command line is understood, so
/// `--color` is looked for by hand.
fn help_color(args: &[OsString]) -> clap::ColorChoice {
    let after = args.iter().skip_while(|arg| *arg != "--color").nth(1);
    let joined = |arg: &OsString| Some(arg.to_str()?.strip_prefix("--color=")?.to_owned());
    let wanted = args.iter().find_map(joined);
    match wanted.as_deref().or(after.and_then(|arg| arg.to_str())) {
        Some("always") => clap::ColorChoice::Always,
        Some("never") => clap::ColorChoice::Never,
        _ => clap::ColorChoice::Auto,
    }
}

/// Prints what clap says: help on standard output, or a usage error on
/// standard error.
fn print_help_or_usage(error: &clap::Error) -> u8 {
    match error.print() {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Exit::Internal.code(),
        _ => u8::try_from(error.exit_code()).unwrap_or(Exit::Usage.code()),
    }
}

/// The language of the locale, as `setlocale` finds it: the first of three
/// variables that is set.
fn locale(environment: &Environment) -> Lang {
    let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
    match variables.iter().find_map(|name| environment.get(name)) {
        Some(locale) if locale.starts_with("fr") => Lang::Fr,
        _ => Lang::En,
    }
}

/// What a command says on a terminal when it was given nothing.
fn short_help(name: &str) -> Exit {
    let mut program = command();
    // Until it is built, a subcommand does not know the program's name.
    program.build();
    if let Some(command) = program.find_subcommand_mut(name) {
        eprint_help(command);
    }
    Exit::Usage
}

fn eprint_help(command: &mut clap::Command) {
    let help = command.render_help();
    writeln!(anstream::stderr(), "{}", help.ansi()).ok();
}
