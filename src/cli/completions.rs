//! `completions`: a script that completes the command line in a shell.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Context, Exit, manual};

/// Print a script that completes this command line in a shell
#[derive(Args)]
#[command(after_long_help = manual::COMPLETIONS)]
pub(super) struct Completions {
    /// The shell that shall read it
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let mut command = Cli::command();
        let name = command.get_name().to_owned();
        // Its writer must not fail, and a pipe may be closed.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, name, &mut script);
        let mut out = context.stdout();
        out.write_all(&script)?;
        out.flush()?;
        Ok(Exit::Done)
    }
}
