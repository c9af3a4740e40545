//! What went wrong, in one frame: `error:`, `caused by:`, `hint:`.

use std::io::{self, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};

use super::{Context, Exit};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default();

/// A failure that knows its exit code, in words for the person at the
/// terminal.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Failure {
    exit: Exit,
    message: String,
    hint: Option<String>,
}

impl Failure {
    fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.into(),
            hint: None,
        }
    }

    /// Not understood, or a setting that cannot be.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// Not a cookie, or not JSON.
    pub(super) fn malformed(message: impl Into<String>) -> Self {
        Self::new(Exit::Malformed, message)
    }

    /// A file or a stream that cannot be read or written.
    pub(super) fn internal(message: impl Into<String>) -> Self {
        Self::new(Exit::Internal, message)
    }

    /// Adds what to do instead.
    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }
}

/// Writes the frame to standard error and says how to end.
///
/// A closed pipe is no failure: who reads has read enough.
pub(super) fn report(context: &Context, error: &anyhow::Error) -> Exit {
    let is_broken_pipe = error.chain().any(|cause| {
        let cause = cause.downcast_ref::<io::Error>();
        cause.is_some_and(|it| it.kind() == io::ErrorKind::BrokenPipe)
    });
    if is_broken_pipe {
        return Exit::Done;
    }
    let failure = error
        .chain()
        .find_map(|cause| cause.downcast_ref::<Failure>());
    let mut stderr = AutoStream::new(io::stderr().lock(), context.color);
    // Nobody is left to tell that standard error is closed.
    write_frame(
        &mut stderr,
        error,
        failure.and_then(|it| it.hint.as_deref()),
    )
    .ok();
    failure.map_or(Exit::Internal, |it| it.exit)
}

fn write_frame(out: &mut impl Write, error: &anyhow::Error, hint: Option<&str>) -> io::Result<()> {
    writeln!(out, "{ERROR}error:{ERROR:#} {error}")?;
    for cause in error.chain().skip(1) {
        writeln!(out, "  caused by: {cause}")?;
    }
    if let Some(hint) = hint {
        writeln!(out, "{HINT}hint:{HINT:#} {hint}")?;
    }
    Ok(())
}
