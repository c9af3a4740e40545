//! Runs the program on a real terminal, a pseudo-terminal made by Python.

use std::path::Path;
use std::process::Command;

use super::binary::{Fsd, Output};
use super::peers;

impl Fsd {
    /// Runs the program on a terminal with this many columns, and types `typed`. What it shows
    /// becomes the standard output of the result. `None` without Python.
    #[track_caller]
    pub(crate) fn on_terminal(self, columns: usize, typed: &str) -> Option<Output> {
        let mut python = Command::new(peers::python()?);
        python
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/terminal.py"))
            .args([&columns.to_string(), typed]);
        Some(self.through(python).run())
    }
}
