//! `serve`: runs the site until a signal.

use std::convert::Infallible;
use std::future;
use std::io::{self, ErrorKind, Write};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use tokio::{net::TcpListener, task};

use super::database::open_failure;
use super::keys::stdin_uses;
use super::reach::Reach;
use super::refusal::{encoding_trouble, refused, shown_place};
use super::report::Failure;
use super::value::parse_pair;
use super::{Context, Exit, banner, opener};
use crate::accounts::{self, Accounts, Database};
use crate::config::{Certificate, Config, Options, TextFileError};
use crate::http::log::{self, LogFormat};
use crate::http::{self, Limits, Tls, TlsError};
use crate::view::text::cli::{CliText, Trouble};
use crate::web::{App, AppError, Contents, ExercisesError, RosterError};

/// On Unix, ports below this need a privilege.
const FIRST_FREE_PORT: u16 = 1024;

/// Run the course's site with Flask's own session cookies
///
/// The site accepts the cookies of a Flask application that has the same secret key, and the other
/// way round. One line on standard output says where it listens; everything else, and one log line
/// a request, goes to standard error. Ctrl-C ends it when the requests in flight are answered.
#[derive(Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub(super) struct Serve {
    /// Address to listen on; 0.0.0.0 for all of this machine's [default: 127.0.0.1]
    #[arg(long, value_name = "ADDR")]
    host: Option<String>,
    /// Port to listen on; 0 takes a free one [default: 5000]
    #[arg(short, long, value_name = "N")]
    port: Option<String>,
    /// Sign with the key printed in the course, on purpose: cookies can be forged
    #[arg(long)]
    lab: bool,
    /// Open the site in the browser of this machine
    #[arg(long)]
    open: bool,
    /// File that holds the secret key, less one final line end; `-` reads standard input
    #[arg(short = 'k', long, value_name = "FILE")]
    secret_key_file: Option<PathBuf>,
    /// File that holds an older key, whose cookies are still accepted; may be given several times
    #[arg(long = "secret-key-fallback-file", value_name = "FILE")]
    secret_key_fallback_files: Vec<PathBuf>,
    /// Configuration file [default: config.toml in the configuration folder]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Give a setting, as in `SESSION_COOKIE_NAME=s`; may be given several times
    #[arg(short, long, value_name = "KEY=VALUE", value_parser = parse_pair)]
    set: Vec<(String, String)>,
    /// Folder of the generated secret key and of the accounts [default: the user's data folder]
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Speak TLS: `adhoc` makes a certificate now, FILE holds one in PEM form
    #[arg(long, value_name = "adhoc|FILE")]
    cert: Option<String>,
    /// PEM file with the certificate's private key
    #[arg(long, value_name = "FILE")]
    key: Option<String>,
    /// Proxies in front whose X-Forwarded-For, -Proto and -Host are believed [default: 0]
    #[arg(long, value_name = "N")]
    proxy_hops: Option<String>,
    /// Database of the accounts: sqlite:PATH or postgres://… [default: a file in the data folder]
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Let in no guests: who signs in needs an account
    #[arg(long)]
    require_account: bool,
    /// Have a logout end the session for copies of its cookie, too
    #[arg(long)]
    revoke_on_logout: bool,
    /// File that holds the teacher's key, 16 bytes at least: the board opens from elsewhere, over TLS,
    /// and all servers that have the key read each other's progress
    #[arg(long, value_name = "FILE")]
    teacher_key_file: Option<PathBuf>,
    /// How the log on standard error is written [default: text]
    #[arg(long, value_name = "FORMAT")]
    log_format: Option<LogFormat>,
    /// Say nothing but warnings and errors on standard error: no start-up text, no line a request
    #[arg(short, long)]
    quiet: bool,
    /// Print every setting with its source, without the secrets, and where files are looked for, and exit
    #[arg(long)]
    show_config: bool,
}

impl ValueEnum for LogFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Text, Self::Json]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(match self {
            Self::Text => "text",
            Self::Json => "json",
        }))
    }
}

impl Serve {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let key_files = self.secret_key_file.iter().chain(&self.teacher_key_file);
        context.stdin_is_read_once(stdin_uses(key_files.chain(&self.secret_key_fallback_files)))?;
        let options = self.options();
        if self.show_config {
            return show(context, &options);
        }
        let config = Config::read(&options, &context.environment)
            .map_err(|error| refused(context, error))?;
        let _log = log::start(self.log_format.unwrap_or_default(), self.quiet);
        let text = CliText::of(context.lang);
        let cannot_start = || Failure::of(Exit::Internal, (text.cannot_start)());
        let runtime = tokio::runtime::Runtime::new().with_context(cannot_start)?;
        let exit = runtime.block_on(start(context, config, self));
        // After a second signal, nothing is waited for.
        runtime.shutdown_background();
        exit
    }

    fn options(&self) -> Options {
        Options {
            host: self.host.clone(),
            port: self.port.clone(),
            lab: self.lab,
            secret_key_file: self.secret_key_file.clone(),
            secret_key_fallback_files: self.secret_key_fallback_files.clone(),
            config: self.config.clone(),
            set: self.set.clone(),
            data_dir: self.data_dir.clone(),
            cert: self.cert.clone(),
            key: self.key.clone(),
            proxy_hops: self.proxy_hops.clone(),
            database: self.database.clone(),
            require_account: self.require_account,
            revoke_on_logout: self.revoke_on_logout,
            teacher_key_file: self.teacher_key_file.clone(),
        }
    }
}

/// Prints the settings as they could stand in a configuration file, with sources as comments.
fn show(context: &Context, options: &Options) -> anyhow::Result<Exit> {
    let shown = Config::show(options, &context.environment);
    let mut out = context.stdout();
    let shown = shown.map_err(|error| refused(context, error))?;
    for (option, path) in Config::looked_for(options, &context.environment) {
        let is_there = path.as_ref().is_some_and(|path| path.exists());
        let path = path.unwrap_or_default().display().to_string();
        let state = if is_there { "there" } else { "not there" };
        writeln!(out, "# {option} {path:?}  # {state}")?;
    }
    for line in shown {
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

fn app_error(text: &CliText, error: AppError) -> anyhow::Error {
    let cannot_start = || Failure::of(Exit::Internal, (text.cannot_start)());
    match error {
        AppError::Teachers { path, cause } => match cause {
            RosterError::Read(cause) => text_file_error(text, &path, cause),
            RosterError::Parse(cause) => {
                let trouble = (text.not_teachers)(&path.display().to_string());
                anyhow::Error::new(cause).context(Failure::of(Exit::Usage, trouble))
            }
        },
        AppError::Exercises(ExercisesError::Read { path, cause }) => {
            text_file_error(text, &path, cause)
        }
        AppError::Exercises(ExercisesError::Own { place, problem }) => {
            let trouble = (text.not_exercises)(&shown_place(text, &place), &problem);
            Failure::of(Exit::Usage, trouble).into()
        }
        AppError::Exercises(ExercisesError::BuiltIn(cause)) => {
            anyhow::Error::new(cause).context(cannot_start())
        }
        AppError::Random(cause) => anyhow::Error::new(cause).context(cannot_start()),
        AppError::View(cause) => anyhow::Error::new(cause).context(cannot_start()),
    }
}

/// A file of text that a setting names cannot be read, or is in another encoding.
fn text_file_error(text: &CliText, path: &Path, error: TextFileError) -> anyhow::Error {
    match error {
        TextFileError::Read(cause) => {
            let trouble = (text.cannot_read)(&path.display().to_string());
            anyhow::Error::new(cause).context(Failure::of(Exit::Internal, trouble))
        }
        TextFileError::Encoding(problem) => {
            let trouble = encoding_trouble(text, path, &problem);
            Failure::of(Exit::Usage, trouble).into()
        }
    }
}

async fn start(context: &Context, mut config: Config, given: &Serve) -> anyhow::Result<Exit> {
    let text = CliText::of(context.lang);
    let settings = accounts::Settings {
        longest_session: config.longest_session(),
        ..accounts::Settings::new(context.clock)
    };
    // Read while the database opens.
    let reading = task::spawn_blocking({
        let config = config.clone();
        move || Contents::read(&config)
    });
    let opened = Accounts::open(&config.database, settings).await;
    let accounts = match opened {
        Err(error) if config.accounts_may_be_forgotten && error.is_of_place(&config.database) => {
            config.database = Database::Memory;
            Accounts::open(&config.database, settings).await
        }
        opened => opened,
    };
    let accounts = accounts.map_err(|error| open_failure(text, &config.database, error))?;
    let config = &config;
    let contents = reading
        .await
        .with_context(|| Failure::of(Exit::Internal, (text.cannot_start)()))?;
    let app = contents
        .and_then(|contents| App::new(config, contents, accounts, context.clock))
        .map_err(|error| app_error(text, error))?;
    serve(context, config, app, given).await
}

async fn serve(
    context: &Context,
    config: &Config,
    app: App,
    given: &Serve,
) -> anyhow::Result<Exit> {
    let text = CliText::of(context.lang);
    let cannot_start = || Failure::of(Exit::Internal, (text.cannot_start)());
    let (first_signal, second_signal) = http::signals().with_context(cannot_start)?;
    let listener = listen(context, config).await?;
    let address = listener.local_addr().with_context(cannot_start)?;
    let reach = Reach::of(config, address);
    let tls = tls(config, &reach).with_context(cannot_start)?;
    banner::warn(context, config);
    if !given.quiet {
        banner::write(context, config, tls.as_ref(), &reach);
    }
    announce(&reach.url(address))?;
    let app = Arc::new(app.reached_at(&reach.sites_in_the_room()));
    let opening = (given.open).then(|| reach.first_page(&reach.own_site()));
    let follower = Arc::clone(&app);
    let respond = move |request| {
        let app = Arc::clone(&app);
        async move { app.respond(request).await }
    };
    let limits: Limits = config.limits;
    tokio::select! {
        // Polled first, since it counts the first signal too, and must not miss it.
        biased;
        () = second_signal => Ok(Exit::Interrupted),
        never = follower.follow() => match never {},
        never = open(context, opening) => match never {},
        () = http::server::serve(listener, tls, limits, respond, first_signal) => Ok(Exit::Done),
    }
}

/// Opens an address, if there is one, and never returns: the site runs whatever
/// comes of it.
async fn open(context: &Context, opening: Option<String>) -> Infallible {
    if let Some(url) = opening {
        let opened = task::spawn_blocking({
            let url = url.clone();
            move || opener::open(&url)
        });
        if let Ok(Err(error)) = opened.await {
            let words = &CliText::of(context.lang).banner;
            context.warn(&(words.no_browser)(&url, &error.to_string()));
        }
    }
    future::pending().await
}

/// The certificate. One made by `adhoc` is for all addresses in the banner.
fn tls(config: &Config, reach: &Reach) -> Result<Option<Tls>, TlsError> {
    match &config.certificate {
        None => Ok(None),
        Some(Certificate::File(tls)) => Ok(Some(tls.clone())),
        Some(Certificate::Adhoc) => {
            let mut names = vec!["localhost".into(), "127.0.0.1".into(), "::1".into()];
            let room = reach.in_the_room.iter();
            names.extend(room.map(|address| address.ip().to_string()));
            // `--host` may be a name; its addresses are included already.
            if config.host.parse::<IpAddr>().is_err() && !config.host.starts_with('[') {
                names.push(config.host.clone());
            }
            Tls::adhoc(names).map(Some)
        }
    }
}

/// Prints the only line on standard output, which scripts wait for to learn the port.
fn announce(url: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    let written = writeln!(stdout, "listening on {url}").and_then(|()| stdout.flush());
    match written {
        // The pipe is closed, but the site runs all the same.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

async fn listen(context: &Context, config: &Config) -> anyhow::Result<TcpListener> {
    let host = config.host.as_str();
    // Brackets come from an address copied out of a URL.
    let bare = host.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let bound = TcpListener::bind((bare.unwrap_or(host), config.port)).await;
    bound.map_err(|error| {
        let trouble = listen_trouble(CliText::of(context.lang), config, &error);
        let failure = Failure::of(Exit::CannotListen, trouble);
        anyhow::Error::new(error).context(failure)
    })
}

fn listen_trouble(text: &CliText, config: &Config, error: &io::Error) -> Trouble {
    let (host, port) = (config.host.as_str(), config.port);
    match error.kind() {
        ErrorKind::AddrInUse => (text.port_taken)(host, port),
        ErrorKind::PermissionDenied if port < FIRST_FREE_PORT => (text.port_forbidden)(port),
        ErrorKind::AddrNotAvailable => (text.address_elsewhere)(host),
        // An error of `getaddrinfo` has neither kind nor number.
        _ if error.raw_os_error().is_none() => (text.host_unknown)(host),
        _ => (text.cannot_listen)(host, port),
    }
}
