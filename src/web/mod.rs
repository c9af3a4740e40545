//! The course's site: from a request to its response.
//!
//! `App::handle` goes the way of a Flask request (`Flask.wsgi_app`): the
//! session is opened, the view of the address is called, what goes wrong
//! becomes a page, the session is saved last.

mod assets;
mod compression;
mod cross_site;
mod ctx;
mod errors;
mod headers;
mod page_cache;
mod practical;
mod qr;
mod recording;
mod render;
mod routes;
mod shown;
mod signed_in;
mod site;
mod teaching;
mod tp_cookie;
mod visitor;

use std::convert::Infallible;
use std::path::PathBuf;
use std::pin::pin;

#[cfg(test)]
pub(crate) use self::routes::pages;
use self::{
    ctx::Ctx,
    practical::{Exercises, RoomAddress},
    routes::{SENDING, Target},
    signed_in::{User, began, peek_uid},
    site::Roster,
};
pub use self::{practical::ExercisesError, site::RosterError};
pub(crate) use self::{qr::Qr, routes::Route};
use crate::{
    accounts::Accounts,
    anatomy::{Examination, Examiner},
    classroom::{ClassKey, Classroom},
    clock::Clock,
    config::{Certificate, Config},
    http::{Host, HttpError, Reason, Request, Response, StatusCode, catch_panic},
    itsdangerous::SecretKey,
    random::{self, NoRandomness},
    session::{Csrf, SecureCookieSessionInterface, Session},
    view::ViewError,
};

/// Length of the key that signs progress until the process ends, where no file
/// keeps one.
const SECRET_BYTES: usize = 32;

/// The site and what it serves from: one for all connections.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a setting that is on or off"
)]
pub struct App {
    sessions: SecureCookieSessionInterface,
    csrf: Csrf,
    examiner: Examiner,
    accounts: Accounts,
    classroom: Classroom,
    roster: Roster,
    exercises: Exercises,
    clock: Clock,
    is_lab: bool,
    /// `tp`, or `__Host-tp` where cookies travel by HTTPS alone.
    tp_cookie: &'static str,
    /// Whether the certificate was made at the start, and nobody vouches for it.
    is_adhoc: bool,
    /// Whether the certificate came from a file, and names this server to others.
    has_certificate: bool,
    require_account: bool,
    revoke_on_logout: bool,
    /// `SESSION_ABSOLUTE_LIFETIME`, in seconds; 0 for none.
    absolute_lifetime: u64,
    /// Where others in the room find the site; `None` where they do not.
    in_the_room: Option<RoomAddress>,
}

/// Why the site cannot start.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The file of `TEACHERS_FILE` cannot be used.
    #[error("the file `{}` of `TEACHERS_FILE` cannot be used", path.display())]
    Teachers {
        /// As the setting names it.
        path: PathBuf,
        /// It cannot be read, or what it says is no list of teachers.
        #[source]
        cause: RosterError,
    },
    /// The system gives no random bytes.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// A template that this program brings along is wrong.
    #[error("a template is wrong")]
    View(#[from] ViewError),
    /// The sentences of the exercises cannot be used.
    #[error(transparent)]
    Exercises(#[from] ExercisesError),
}

/// What the site says: the files that come with the program, and those that
/// settings name. Later it reads accounts only.
#[derive(Debug)]
pub struct Contents {
    roster: Roster,
    exercises: Exercises,
}

impl Contents {
    /// Reads them all, and makes each page once.
    pub fn read(config: &Config) -> Result<Self, AppError> {
        render::check()?;
        let roster = match &config.teachers_file {
            None => Roster::built_in(),
            Some(path) => Roster::read(path).map_err(|cause| AppError::Teachers {
                path: path.clone(),
                cause,
            })?,
        };
        Ok(Self {
            roster,
            exercises: Exercises::read(config.exercises_file.as_deref())?,
        })
    }
}

impl App {
    /// The site of this configuration.
    pub fn new(
        config: &Config,
        contents: Contents,
        accounts: Accounts,
        clock: Clock,
    ) -> Result<Self, AppError> {
        Ok(Self {
            sessions: SecureCookieSessionInterface::new(config.session.clone(), &config.keys),
            csrf: Csrf::new(&config.keys.key),
            examiner: Examiner::new(Examination {
                cookie_name: config.session.cookie.name.as_str().into(),
                ..Examination::as_flask(
                    config.keys.clone(),
                    config.session.permanent_session_lifetime,
                )
            }),
            accounts,
            classroom: Classroom::new(class_key(config)?),
            roster: contents.roster,
            exercises: contents.exercises,
            clock,
            is_lab: config.lab,
            tp_cookie: tp_cookie::name(
                &config.session,
                config.certificate.is_some(),
                config.limits.proxy_hops,
            ),
            is_adhoc: matches!(config.certificate, Some(Certificate::Adhoc)),
            has_certificate: matches!(config.certificate, Some(Certificate::File(_))),
            require_account: config.require_account,
            revoke_on_logout: config.revoke_on_logout,
            absolute_lifetime: config.absolute_lifetime,
            in_the_room: None,
        })
    }

    /// Tells the board by which addresses, like `http://192.0.2.7:5000`, the room
    /// reaches the site: known once it listens.
    #[must_use]
    pub fn reached_at(mut self, in_the_room: &[String]) -> Self {
        self.in_the_room = RoomAddress::of(in_the_room);
        self
    }

    /// Keeps learning what other processes on the same database sign out; never
    /// returns.
    pub async fn follow(&self) -> Infallible {
        self.accounts.follow().await
    }

    /// Answers a request: with its page, or the page of what went wrong, a panic
    /// included.
    pub async fn respond(&self, request: Request) -> Response {
        let host = request.host().filter(|_| self.has_certificate);
        let hsts = host.is_some_and(Host::is_public_name);
        let mut response = catch_panic(pin!(self.handle(request)))
            .await
            .unwrap_or_else(errors::without_page);
        headers::secure(&mut response);
        if hsts {
            headers::stay_on_https(&mut response);
        }
        response
    }

    /// The session, or an empty one and `true` in its place: one that was signed
    /// out, or whose account has another password by now, is nobody's, however
    /// well its cookie is signed.
    fn unless_ended(&self, session: Session) -> (Session, bool) {
        let user = User::peek(&session);
        let ended = match peek_uid(&session) {
            Some(uid) if self.accounts.is_revoked(uid) => "it was ended",
            // Security: without a number it could not be ended.
            None if self.revoke_on_logout && user.is_some() => "it has no uid",
            _ if self.require_account && user.is_some_and(|user| user.is_guest()) => {
                "guests are not let in"
            }
            _ if self.is_over(&session) => "it began too long ago",
            _ => return (session, false),
        };
        tracing::warn!("session refused: {ended}");
        (Session::default(), true)
    }

    /// Whether somebody has been signed in for longer than a session may last,
    /// however often it was renewed; or since nobody knows when.
    fn is_over(&self, session: &Session) -> bool {
        if self.absolute_lifetime == 0 || User::peek(session).is_none() {
            return false;
        }
        // As itsdangerous has it: what is dated in the future is as old as can be.
        let age = began(session).and_then(|began| self.clock.now().checked_sub(began));
        age.is_none_or(|age| age > self.absolute_lifetime)
    }

    async fn handle(&self, mut request: Request) -> Response {
        // Security: first the form, then the session: who sends a form byte by byte shall not have
        // a session of many values kept meanwhile.
        let form_error = if brings_form(&request, self.is_lab) {
            Box::pin(request.form()).await.err()
        } else {
            None
        };
        let mut ctx = Ctx::open(self, request);
        ctx.form_error = form_error;
        // Flask: a session that was changed is saved even when the page fails.
        let page = catch_panic(pin!(dispatch(&mut ctx))).await.flatten();
        let mut response = page.unwrap_or_else(|error| errors::page(&mut ctx, error));
        let why = headers::save_session(&mut response, &mut ctx);
        if let Some(cookie) = ctx.visitor.save(self, ctx.now()) {
            ctx.visitor.learn(self, ctx.now());
            ctx.also_set(cookie);
        }
        headers::set_others(&mut response, &ctx.others);
        recording::record(&ctx, &response, why);
        response
    }
}

/// The teacher's key, else the data folder's, else one that is drawn now.
fn class_key(config: &Config) -> Result<ClassKey, NoRandomness> {
    Ok(match (&config.teacher_key, &config.class_key) {
        (Some(key), _) => ClassKey::Teacher(key.clone()),
        (None, Some(key)) => ClassKey::Kept(key.clone()),
        (None, None) => ClassKey::Passing(SecretKey::new(random::bytes(SECRET_BYTES)?)),
    })
}

/// Whether a form comes with a request, and the page that it leads to takes one.
fn brings_form(request: &Request, is_lab: bool) -> bool {
    if request.method() != "POST" || request.check().is_err() {
        return false;
    }
    let target = Target::decode(request.path(), is_lab);
    let reads_it = |target: Target| target.allows("POST") && target.route.reads_form();
    target.is_some_and(reads_it) && !cross_site::is_cross_site(request)
}

/// Mirrors `Flask.dispatch_request`, after the checks of a `before_request`.
async fn dispatch(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    ctx.request.check()?;
    if ctx.request.is_for_server() {
        return Ok(headers::options(SENDING));
    }
    let target = Target::decode(ctx.request.path(), ctx.app.is_lab).ok_or(Reason::NotFound)?;
    ctx.route = Some(target.route);
    ctx.is_projected = target.is_projected;
    let method = ctx.request.method().as_str();
    if !target.allows(method) {
        let allow = target.allow();
        return Err(Reason::MethodNotAllowed { allow }.into());
    }
    if method == "OPTIONS" {
        return Ok(headers::options(target.allow()));
    }
    if method == "POST" && cross_site::is_cross_site(&ctx.request) {
        return Err(Reason::ForeignPost.into());
    }
    if let Some(error) = ctx.form_error.take() {
        return Err(error);
    }
    recording::begin(ctx)?;
    answer(ctx, target.route).await
}

/// Calls the function of a page.
async fn answer(ctx: &mut Ctx<'_>, route: Route) -> Result<Response, HttpError> {
    let is_post = ctx.request.method() == "POST";
    // Boxed: what reads a form is large, and most requests bring none.
    match route {
        Route::Index => site::index(ctx),
        Route::Teachers => site::teachers(ctx),
        Route::SignIn if is_post => Box::pin(site::sign_in(ctx)).await,
        Route::SignIn => site::sign_in_form(ctx),
        Route::SignUp if is_post => Box::pin(site::sign_up(ctx)).await,
        Route::SignUp => site::sign_up_form(ctx),
        Route::Account if is_post => Box::pin(site::account(ctx)).await,
        Route::Account => site::account_form(ctx),
        Route::SignOut | Route::AttackedSignOut => Box::pin(site::sign_out(ctx)).await,
        Route::Inspector if is_post => teaching::forget(ctx),
        Route::Inspector => teaching::inspector(ctx),
        Route::InspectorJson => Ok(teaching::inspector_json(ctx)),
        Route::Exchanges if is_post => Box::pin(teaching::exchanges_form(ctx)).await,
        Route::Exchanges => teaching::exchanges(ctx),
        Route::SiteMap => teaching::site_map(ctx),
        Route::Probe if is_post => teaching::probe(ctx),
        Route::Probe => teaching::probe_result(ctx),
        Route::Bench if is_post => Box::pin(teaching::bench(ctx)).await,
        Route::Bench => teaching::bench_form(ctx),
        Route::Health => Ok(teaching::health()),
        Route::Practical if is_post => Box::pin(practical::practical(ctx)).await,
        Route::Practical => practical::practical_page(ctx),
        Route::Exercise(exercise) if is_post => Box::pin(practical::exercise(ctx, exercise)).await,
        Route::Exercise(exercise) => practical::exercise_page(ctx, exercise),
        Route::Report => practical::report(ctx),
        Route::Direction => practical::direction(ctx),
        Route::WeakKeys => Ok(practical::weak_keys()),
        Route::TwoClocks => practical::two_clocks(ctx),
        Route::Proof => practical::proof(ctx),
        Route::CookieSettings if is_post => Box::pin(practical::settings(ctx)).await,
        Route::CookieSettings => practical::settings_page(ctx),
        Route::Attacker => practical::attacker(ctx),
        Route::Board if is_post => Box::pin(practical::board(ctx)).await,
        Route::Board => practical::board_page(ctx),
        Route::BoardStudent => practical::board_student(ctx),
        Route::Prediction(exercise) => practical::prediction(ctx, exercise),
        Route::BoardCsv => practical::board_csv(ctx),
        Route::Static(asset) => Ok(asset.respond(&ctx.request)),
        // Nothing on them is a matter of the request: their templates are all.
        Route::Course | Route::Help | Route::Accessibility => ctx.page(StatusCode::OK, ()),
    }
}
