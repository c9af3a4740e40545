//! `serve --open`: the browser of whoever starts the site.

use std::io;
use std::process::{Command, Stdio};

/// The program by which this system opens an address, with what stands before
/// the address. `start` takes its first argument in quotes for a title.
const OPENER: (&str, &[&str]) = if cfg!(windows) {
    ("cmd", &["/c", "start", ""])
} else if cfg!(target_os = "macos") {
    ("open", &[])
} else {
    ("xdg-open", &[])
};

/// Opens an address in the browser, and waits until the system has done so.
/// Fails where there is no such program, or it fails.
pub(super) fn open(url: &str) -> io::Result<()> {
    let (program, before) = OPENER;
    let mut command = Command::new(program);
    // Nothing of a browser's may get between the lines of the log.
    command
        .args(before)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let status = command.status();
    let status =
        status.map_err(|error| io::Error::new(error.kind(), format!("{program}: {error}")))?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other(format!("{program}: {status}")))
    }
}
