//! Shows on the terminal how much has been read.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A count of cookies, with a bar if the length of the input is known.
pub(super) struct Progress {
    bar: ProgressBar,
    cookies: AtomicUsize,
}

impl Progress {
    /// Hidden unless wanted, and also if standard error is not a terminal.
    pub(super) fn new(is_wanted: bool) -> Self {
        let has_room = !io::stdin().is_terminal() && !io::stdout().is_terminal();
        let bar = if is_wanted && has_room {
            visible()
        } else {
            ProgressBar::hidden()
        };
        Self {
            bar,
            cookies: AtomicUsize::new(0),
        }
    }

    /// Adds bytes read and cookies answered.
    pub(super) fn advance(&self, bytes: usize, cookies: usize) {
        if self.bar.is_hidden() {
            return;
        }
        let before = self.cookies.fetch_add(cookies, Ordering::Relaxed);
        self.bar.set_message((before + cookies).to_string());
        self.bar.inc(bytes.try_into().unwrap_or(u64::MAX));
    }

    /// Removes it from the terminal.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

fn visible() -> ProgressBar {
    let length = input_length();
    let template = match length {
        Some(_) => "{msg} {wide_bar} {bytes}/{total_bytes} {eta}",
        None => "{msg} {spinner} {bytes} {bytes_per_sec}",
    };
    let style = ProgressStyle::with_template(template).expect("the templates are constants");
    ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr()).with_style(style)
}

/// The size of standard input, if it is a file.
#[cfg(unix)]
fn input_length() -> Option<u64> {
    use std::os::fd::AsFd;
    let input = io::stdin().as_fd().try_clone_to_owned().ok()?;
    let metadata = std::fs::File::from(input).metadata().ok()?;
    metadata.is_file().then_some(metadata.len())
}

/// The size of standard input, if it is a file.
#[cfg(windows)]
fn input_length() -> Option<u64> {
    use std::os::windows::io::AsHandle;
    let input = io::stdin().as_handle().try_clone_to_owned().ok()?;
    let metadata = std::fs::File::from(input).metadata().ok()?;
    metadata.is_file().then_some(metadata.len())
}
