//! Reports errors in one frame: `error:`, `caused by:`, `hint:`, or the same in French.

use std::error::Error;
use std::io::{self, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};

use super::wrap::{stderr_columns, wrap};
use super::{Context, Exit};
use crate::view::text::cli::{CliText, FrameText, Trouble};

pub(super) const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(super) const HINT: Style = AnsiColor::Cyan.on_default();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// A failure with its exit code, described for the person at the terminal.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Failure {
    exit: Exit,
    message: String,
    why: Option<String>,
    hint: Option<String>,
}

impl Failure {
    fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.into(),
            why: None,
            hint: None,
        }
    }

    /// What went wrong, why, and what to do about it, in the user's language.
    pub(super) fn of(exit: Exit, trouble: Trouble) -> Self {
        Self {
            exit,
            message: trouble.what,
            why: trouble.why,
            hint: trouble.cure,
        }
    }

    /// The command line is not understood, or a setting is invalid.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// The input is not a cookie, or not JSON.
    pub(super) fn malformed(message: impl Into<String>) -> Self {
        Self::new(Exit::Malformed, message)
    }

    /// Adds advice.
    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }
}

/// Writes the frame to standard error and returns how to end.
///
/// A closed pipe is not a failure: its reader has read enough.
pub(super) fn report(context: &Context, mut error: anyhow::Error) -> Exit {
    let is_broken_pipe = error.chain().any(|cause| {
        let cause = cause.downcast_ref::<io::Error>();
        cause.is_some_and(|it| it.kind() == io::ErrorKind::BrokenPipe)
    });
    if is_broken_pipe {
        return Exit::Done;
    }
    // Errors of reading or writing always have a context, except on standard output.
    if error
        .chain()
        .next()
        .is_some_and(<dyn Error>::is::<io::Error>)
    {
        let trouble = (CliText::of(context.lang).cannot_print)();
        error = error.context(Failure::of(Exit::Internal, trouble));
    }
    // `downcast_ref` also finds a `Failure` that was added as context; the chain's own does not.
    let failure = error.downcast_ref::<Failure>();
    let mut stderr = AutoStream::new(io::stderr().lock(), context.color);
    // It does not matter if standard error is closed.
    let words = &CliText::of(context.lang).frame;
    write_frame(&mut stderr, words, stderr_columns(), &error, failure).ok();
    failure.map_or(Exit::Internal, |it| it.exit)
}

/// Warns of a problem that does not stop the command.
pub(super) fn warn(context: &Context, message: &str) {
    let mut stderr = AutoStream::new(io::stderr().lock(), context.color);
    let word = CliText::of(context.lang).frame.warning;
    let line = format!("{WARNING}{word}{WARNING:#} {message}");
    writeln!(stderr, "{}", fitted(stderr_columns(), &line)).ok();
}

/// Reports on standard error, where standard output is for something else.
pub(super) fn note(context: &Context, message: &str) {
    let mut stderr = AutoStream::new(io::stderr().lock(), context.color);
    writeln!(stderr, "{message}").ok();
}

fn write_frame(
    out: &mut impl Write,
    words: &FrameText,
    columns: Option<usize>,
    error: &anyhow::Error,
    failure: Option<&Failure>,
) -> io::Result<()> {
    let line = |label: String, text: &str| fitted(columns, &format!("{label} {text}"));
    let error_label = format!("{ERROR}{}{ERROR:#}", words.error);
    // An error without words in the user's language becomes the cause of one that has them.
    let stopped = words.stopped.filter(|_| failure.is_none());
    let what = stopped.map_or_else(|| error.to_string(), str::to_owned);
    writeln!(out, "{}", line(error_label, &what))?;
    let cause_label = || format!("  {}", words.caused_by);
    if let Some(why) = failure.and_then(|it| it.why.as_ref()) {
        writeln!(out, "{}", line(cause_label(), why))?;
    }
    for cause in error.chain().skip(usize::from(stopped.is_none())) {
        writeln!(out, "{}", line(cause_label(), &in_words(words, cause)))?;
    }
    if let Some(hint) = failure.and_then(|it| it.hint.as_ref()) {
        let hint_label = format!("{HINT}{}{HINT:#}", words.hint);
        writeln!(out, "{}", line(hint_label, hint))?;
    }
    Ok(())
}

/// Wraps a line of the frame to the terminal's width, keeping commands whole.
fn fitted(columns: Option<usize>, line: &str) -> String {
    match columns {
        Some(columns) if !line.contains("flask-session-demo ") => wrap(line, columns, "", "  "),
        _ => line.to_owned(),
    }
}

/// Puts a cause from outside this program into words; the system and libraries speak English.
fn in_words(words: &FrameText, cause: &(dyn Error + 'static)) -> String {
    let message = cause.to_string();
    match cause.downcast_ref::<io::Error>() {
        Some(error) => (words.system)(error.kind(), &message),
        None => (words.foreign)(&message),
    }
}
