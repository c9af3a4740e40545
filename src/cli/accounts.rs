//! `accounts`: lets a teacher list, reset and delete the accounts of `serve`.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Subcommand};

use super::database::{account_failure, open_failure};
use super::refusal::{printable, refused};
use super::report::Failure;
use super::{Context, Exit};
use crate::accounts::{self, AccountError, Database, check_new_password};
use crate::anatomy::utc;
use crate::config::{self, Options};
use crate::view::text::cli::{CliText, Trouble};

/// The heading in `--help` of the options that every action has.
const HEADING: &str = "Database";

/// List accounts, reset a password, delete an account
///
/// Works on the database that `serve` would use here, also while it runs. Whoever is signed in with
/// an account that is deleted, or whose password is reset, is signed out within a second or two.
#[derive(Args)]
pub(super) struct Accounts {
    #[command(subcommand)]
    action: Action,
    /// Database of the accounts: sqlite:PATH or postgres://… [default: that of `serve`]
    #[arg(long, value_name = "URL", global = true, help_heading = HEADING)]
    database: Option<String>,
    /// Configuration file of that server
    #[arg(long, value_name = "FILE", global = true, help_heading = HEADING)]
    config: Option<PathBuf>,
    /// Data folder of that server
    #[arg(long, value_name = "DIR", global = true, help_heading = HEADING)]
    data_dir: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Action {
    /// Print number, date and login of every account, one a line
    List,
    /// Give an account the password that is typed, or read from standard input
    ResetPassword {
        /// Whose password
        login: String,
    },
    /// Delete an account
    Delete {
        /// Whose account
        login: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

impl Accounts {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let text = CliText::of(context.lang);
        let options = Options {
            database: self.database.clone(),
            config: self.config.clone(),
            data_dir: self.data_dir.clone(),
            ..Options::default()
        };
        let database = config::database(&options, &context.environment)
            .map_err(|error| refused(context, error))?;
        // Opening would create a database, which is not what someone wants who mistyped a folder.
        if let Database::Sqlite(path) = &database
            && !path.exists()
        {
            let trouble = (text.no_accounts_yet)(&path.display().to_string());
            return Err(Failure::of(Exit::Internal, trouble).into());
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .with_context(|| Failure::of(Exit::Internal, (text.cannot_start)()))?;
        runtime.block_on(self.run_on(context, &database))
    }

    async fn run_on(&self, context: &Context, database: &Database) -> anyhow::Result<Exit> {
        let text = CliText::of(context.lang);
        let settings = accounts::Settings::new(context.clock);
        let accounts = accounts::Accounts::open(database, settings)
            .await
            .map_err(|error| open_failure(text, database, error))?;
        let mut out = context.stdout();
        match &self.action {
            Action::List => {
                let list = accounts.list().await;
                let list = list.map_err(|error| account_failure(text, "", error))?;
                if list.is_empty() {
                    context.note(text.no_accounts);
                }
                for account in list {
                    let created = utc(account.created_at).unwrap_or_default();
                    let login = printable(&account.username);
                    writeln!(out, "{}\t{created}\t{login}", account.id)?;
                }
            }
            Action::ResetPassword { login } => {
                must_exist(text, &accounts, login).await?;
                let password = new_password(text)?;
                if let Err(problem) = check_new_password(login, &password) {
                    return Err(Failure::of(Exit::Usage, (text.bad_password)(problem)).into());
                }
                let reset = accounts.reset_password(login, &password).await;
                reset.map_err(|error| account_failure(text, login, error))?;
                writeln!(out, "{}", (text.password_reset)(&printable(login)))?;
            }
            Action::Delete { login, yes } => {
                must_exist(text, &accounts, login).await?;
                if !yes && !may_delete(text, login)? {
                    context.note(&(text.not_deleted)(&printable(login)));
                    return Ok(Exit::Done);
                }
                let deleted = accounts.delete_by_login(login).await;
                deleted.map_err(|error| account_failure(text, login, error))?;
                writeln!(out, "{}", (text.account_deleted)(&printable(login)))?;
            }
        }
        out.flush()?;
        Ok(Exit::Done)
    }
}

/// Fails early, so that nobody is asked to confirm deleting an account that does not exist.
async fn must_exist(
    text: &CliText,
    accounts: &accounts::Accounts,
    login: &str,
) -> anyhow::Result<()> {
    match accounts.exists(login).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(account_failure(text, login, AccountError::UnknownAccount)),
        Err(error) => Err(account_failure(text, login, error)),
    }
}

/// Asks for confirmation on a terminal; elsewhere requires `--yes`.
fn may_delete(text: &CliText, login: &str) -> anyhow::Result<bool> {
    let login = printable(login);
    if !io::stdin().is_terminal() {
        return Err(Failure::of(Exit::Usage, (text.delete_needs_yes)(&login)).into());
    }
    // If standard error is closed, nobody can be asked, and the answer will be no.
    write!(io::stderr(), "{}", (text.ask_delete)(&login)).ok();
    let answer = read_line(text)?.to_lowercase();
    Ok(text.yes.contains(&answer.trim()))
}

/// Asks for it twice, without echo, on a terminal; otherwise reads the first line of standard
/// input.
fn new_password(text: &CliText) -> anyhow::Result<String> {
    if io::stdin().is_terminal() {
        let ask =
            |prompt| rpassword::prompt_password(prompt).with_context(|| cannot_read_input(text));
        let password = ask(text.ask_password)?;
        if password != ask(text.ask_password_again)? {
            return Err(Failure::of(Exit::Usage, Trouble::from(text.passwords_differ)).into());
        }
        return Ok(password);
    }
    read_line(text)
}

/// The first line of standard input, without its line end.
fn read_line(text: &CliText) -> anyhow::Result<String> {
    let mut line = String::new();
    io::stdin()
        .lock()
        .read_line(&mut line)
        .with_context(|| cannot_read_input(text))?;
    let line = line.strip_suffix('\n').unwrap_or(&line);
    Ok(line.strip_suffix('\r').unwrap_or(line).to_owned())
}

fn cannot_read_input(text: &CliText) -> Failure {
    Failure::of(Exit::Internal, (text.cannot_read)(text.standard_input))
}
