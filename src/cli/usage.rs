//! Reports a command line that is not understood: what is wrong, what was probably meant, and the
//! usage. English uses clap's own words, with advice added; French uses ours.

use std::ffi::OsString;
use std::io::{self, Write};

use anstream::AutoStream;
use anstream::stream::{AsLockedWrite, RawStream};
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::help;
use super::report::{ERROR, Failure, HINT, report};
use super::value::ValueProblem;
use super::{Context, Exit};
use crate::view::text::Lang;
use crate::view::text::cli::{AdviceText, CliText, SigningText, french};

/// Options of `flask run` that `serve` does not have (Flask 3.1, `flask run --help`).
const OF_FLASK_RUN: [&str; 11] = [
    "--app",
    "--debug",
    "--no-debug",
    "--debugger",
    "--no-debugger",
    "--reload",
    "--no-reload",
    "--with-threads",
    "--without-threads",
    "--extra-files",
    "--exclude-patterns",
];

/// Names of the option for a secret key in flask-unsign, flask-session-cookie-manager and people's
/// memory.
const OF_SECRET_KEY: [&str; 5] = [
    "--key",
    "--secret",
    "--secret_key",
    "--password",
    "--key-file",
];

/// The commands of `flask`, flask-unsign and flask-session-cookie-manager, and the corresponding
/// ones of this program.
const OF_COMMANDS: [(&str, &str); 9] = [
    ("run", "serve"),
    ("start", "serve"),
    ("encode", "sign-cookie"),
    ("unsign", "decode-cookie"),
    ("--decode", "decode-cookie"),
    ("--unsign", "decode-cookie"),
    ("--sign", "sign-cookie"),
    ("--encode", "sign-cookie"),
    ("--serve", "serve"),
];

/// Prints help, the version, or what is wrong, and returns how to end.
pub(super) fn refuse(context: &Context, args: &[OsString], mut error: clap::Error) -> Exit {
    let printed = match error.kind() {
        ErrorKind::DisplayHelp => {
            if let Some(address) = address_after_help(args) {
                let trouble = (AdviceText::of(context.lang).help_is_not_host)(address);
                return report(context, Failure::of(Exit::Usage, trouble).into());
            }
            return print(context, io::stdout(), &error, Exit::Done);
        }
        ErrorKind::DisplayVersion => return print(context, io::stdout(), &error, Exit::Done),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => error,
        _ if context.lang == Lang::Fr => return refuse_in_french(context, args, &error),
        _ => {
            if let Some(advice) = advice(context.lang, args, &error) {
                let advice = ContextValue::StyledStrs(vec![advice.into()]);
                error.remove(ContextKind::SuggestedSubcommand);
                if error.remove(ContextKind::SuggestedArg).is_some() {
                    // It would only show the suggested option.
                    error.remove(ContextKind::Usage);
                }
                error.insert(ContextKind::Suggested, advice);
            }
            error
        }
    };
    print(context, io::stderr(), &printed, Exit::Usage)
}

/// Prints a message by clap.
fn print(
    context: &Context,
    out: impl RawStream + AsLockedWrite,
    error: &clap::Error,
    exit: Exit,
) -> Exit {
    let text = error.render().ansi().to_string();
    let text = match context.lang {
        Lang::Fr => help::of_clap(&text),
        Lang::En => text,
    };
    let mut out = AutoStream::new(out, context.color);
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Exit::Internal,
        _ => exit,
    }
}

/// The address in `serve -h 0.0.0.0`, where `flask run` has `-h` for it.
fn address_after_help(args: &[OsString]) -> Option<&str> {
    let mut args = args
        .iter()
        .skip(1)
        .map(|arg| arg.to_str().unwrap_or_default());
    args.find(|arg| *arg == "serve")?;
    let help = args.find(|arg| arg.starts_with("-h") && !arg.starts_with("--"))?;
    match help.strip_prefix("-h") {
        Some("") => args.next().filter(|arg| !arg.starts_with('-')),
        attached => attached.map(|it| it.trim_start_matches('=')),
    }
}

/// Advice for an option or a command that does not exist.
fn advice(lang: Lang, args: &[OsString], error: &clap::Error) -> Option<String> {
    let text = AdviceText::of(lang);
    let command_like = |name: &str| {
        let command = OF_COMMANDS.iter().find(|(other, _)| *other == name);
        command.map(|(_, command)| (text.command)(command))
    };
    if error.kind() == ErrorKind::InvalidSubcommand {
        return command_like(text_of(error, ContextKind::InvalidSubcommand)?);
    }
    if error.kind() != ErrorKind::UnknownArgument {
        return None;
    }
    let option = text_of(error, ContextKind::InvalidArg)?;
    if args.iter().any(|arg| arg == "sign-cookie") && !option.starts_with('-') {
        return Some(SigningText::of(lang).quote.replace('`', ""));
    }
    let is_serve = args.iter().any(|arg| arg == "serve");
    if OF_SECRET_KEY.contains(&option) && !is_serve {
        return Some(text.secret_key.into());
    }
    if OF_FLASK_RUN.contains(&option) {
        return Some((text.of_flask_run)(option));
    }
    if option == "--cookie" {
        return Some(text.cookie.into());
    }
    command_like(option)
}

fn text_of(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text),
        _ => None,
    }
}

/// The texts of this kind, whether clap gives a list or a single one.
fn texts_of(error: &clap::Error, kind: ContextKind) -> Vec<&str> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text],
        Some(ContextValue::Strings(texts)) => texts.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

fn refuse_in_french(context: &Context, args: &[OsString], error: &clap::Error) -> Exit {
    let frame = &CliText::of(context.lang).frame;
    let mut stderr = AutoStream::new(io::stderr().lock(), context.color);
    let mut lines = vec![format!("{ERROR}{}{ERROR:#} {}", frame.error, what(error))];
    for hint in hints(context.lang, args, error) {
        lines.push(format!("{HINT}{}{HINT:#} {hint}", frame.hint));
    }
    // The usage would show only the option that clap suggests.
    let is_advised = advice(context.lang, args, error).is_some();
    let usage = error.get(ContextKind::Usage).filter(|_| !is_advised);
    if let Some(ContextValue::StyledStr(usage)) = usage {
        let usage = usage.ansi().to_string().replace("Usage:", french::USAGE);
        lines.push(format!("\n{usage}"));
    }
    lines.push(format!("\n{}", french::MORE));
    // It does not matter if standard error is closed.
    writeln!(stderr, "{}", lines.join("\n")).ok();
    Exit::Usage
}

/// What is wrong, in French.
fn what(error: &clap::Error) -> String {
    let arg = text_of(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = text_of(error, ContextKind::InvalidValue).unwrap_or_default();
    let command = text_of(error, ContextKind::InvalidSubcommand).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with('-') => french::unknown_option(arg),
        ErrorKind::UnknownArgument => french::one_too_many(arg),
        ErrorKind::InvalidSubcommand => french::unknown_command(command),
        ErrorKind::MissingSubcommand => french::no_command(command),
        ErrorKind::InvalidValue if value.is_empty() => french::no_value(arg),
        ErrorKind::InvalidValue => french::bad_value(value, arg),
        ErrorKind::ValueValidation => {
            let problem = std::error::Error::source(error);
            let problem = problem.map(in_french).unwrap_or_default();
            format!("{}\u{a0}: {problem}", french::bad_value(value, arg))
        }
        ErrorKind::NoEquals => french::no_equals(arg),
        ErrorKind::TooManyValues => french::takes_no_value(value, arg),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            let least = error.get(ContextKind::MinValues);
            let expected = least.or_else(|| error.get(ContextKind::ExpectedNumValues));
            french::values(&expected.map(ToString::to_string).unwrap_or_default(), arg)
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = texts_of(error, ContextKind::InvalidArg);
            format!("{} {}", french::MISSING, missing.join(", "))
        }
        ErrorKind::ArgumentConflict => conflict(error, arg),
        ErrorKind::InvalidUtf8 => french::NOT_TEXT.into(),
        _ => error.to_string(),
    }
}

fn conflict(error: &clap::Error, arg: &str) -> String {
    let others = texts_of(error, ContextKind::PriorArg);
    match others.as_slice() {
        [] => french::NOT_TOGETHER.into(),
        [other] if *other == arg => french::twice(arg),
        others => french::conflict(arg, &others.join(", ")),
    }
}

fn in_french(problem: &(dyn std::error::Error + 'static)) -> String {
    let known = problem.downcast_ref::<ValueProblem>();
    known.map_or_else(
        || problem.to_string(),
        |problem| {
            match problem {
                ValueProblem::FewBytes => french::FEW_BYTES,
                ValueProblem::ManyBytes => french::MANY_BYTES,
                ValueProblem::Number => french::NUMBER,
                ValueProblem::Pair => french::PAIR,
                ValueProblem::Time => french::TIME,
                ValueProblem::MaxAge => french::MAX_AGE,
            }
            .into()
        },
    )
}

/// What was probably meant, in French.
fn hints(lang: Lang, args: &[OsString], error: &clap::Error) -> Vec<String> {
    let mut hints = Vec::new();
    let values = texts_of(error, ContextKind::ValidValue);
    if !values.is_empty() {
        hints.push(french::possible(&values.join(", ")));
    }
    if let Some(advice) = advice(lang, args, error) {
        hints.push(advice);
        return hints;
    }
    for kind in [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ] {
        let suggested = texts_of(error, kind);
        if !suggested.is_empty() {
            hints.push(french::meant(&suggested.join("\u{202f}», «\u{202f}")));
        }
    }
    let trailing = error.get(ContextKind::TrailingArg);
    if trailing == Some(&ContextValue::Bool(true)) && hints.is_empty() {
        let arg = text_of(error, ContextKind::InvalidArg).unwrap_or_default();
        hints.push(french::operand(arg));
    }
    hints
}

/// Shown on a terminal when a command gets no input: one line, the usage, and an example.
pub(super) fn refuse_nothing(context: &Context, name: &str) -> Exit {
    let (text, frame) = (
        AdviceText::of(context.lang),
        &CliText::of(context.lang).frame,
    );
    let what = match name {
        "sign-cookie" => text.no_session,
        _ => text.no_cookie,
    };
    let mut program = super::localized(context.lang, None);
    // Before it is built, a subcommand does not know the program's name.
    program.build();
    let usage = program
        .find_subcommand_mut(name)
        .map(clap::Command::render_usage);
    let usage = usage.map(|it| it.ansi().to_string()).unwrap_or_default();
    let usage = match context.lang {
        Lang::Fr => usage.replace("Usage:", french::USAGE),
        Lang::En => usage,
    };
    let mut stderr = AutoStream::new(io::stderr().lock(), context.color);
    let example = help::first_example(name);
    let lines = format!(
        "{ERROR}{}{ERROR:#} {what}\n\n{usage}\n{} {example}\n",
        frame.error, text.example
    );
    // It does not matter if standard error is closed.
    stderr.write_all(lines.as_bytes()).ok();
    Exit::Usage
}
