//! `completions`: prints a script with which a shell completes the command
//! line.

use std::io::Write;

use clap::Args;
use clap_complete::Shell;

use super::{Context, Exit, localized};

/// Print a script that completes this command line in a shell
#[derive(Args)]
pub(super) struct Completions {
    /// The shell that shall read it
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let mut command = localized(context.lang, None);
        let name = command.get_name().to_owned();
        // clap's writer must not fail, but standard output may be a closed
        // pipe.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, name, &mut script);
        let mut out = context.stdout();
        out.write_all(&script)?;
        out.flush()?;
        Ok(Exit::Done)
    }
}
