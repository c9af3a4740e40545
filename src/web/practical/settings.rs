//! `/reglages`: the attributes of one's own session cookie, under `--lab`.
//!
//! They are kept in the visitor's `tp` cookie and hold for nobody else.

use serde::Serialize;

use crate::{
    classroom::CookieSettings,
    http::{Form, HttpError, Reason, Response, StatusCode},
    session::{DEFAULT_LIFETIME, SameSite, SessionConfig, SetCookie},
    view::{context::Choice, text::lab::RoomWords},
    web::{ctx::Ctx, headers::unstored, shown::echoed, visitor::with_settings},
};

/// The shortest lifetime, in seconds: no page can be read in less.
const LEAST_LIFETIME: u64 = 10;

/// `settings.html`
#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a checkbox, or what a template asks for"
)]
struct SettingsPage {
    http_only: bool,
    secure: bool,
    secure_error: Option<&'static str>,
    same_site: Vec<Choice>,
    same_site_error: Option<&'static str>,
    permanent: bool,
    lifetime: String,
    lifetime_error: Option<&'static str>,
    /// What was just done.
    said: Option<&'static str>,
    /// Whether they are in force.
    is_own: bool,
    /// Whether there are some that browsers would not take here.
    are_set_aside: bool,
    /// The header as it will be, its value left out.
    header: String,
}

/// What was typed, and what is wrong with it.
struct Typed {
    settings: CookieSettings,
    lifetime: String,
    secure_error: Option<&'static str>,
    same_site_error: Option<&'static str>,
    lifetime_error: Option<&'static str>,
}

impl Typed {
    fn is_refused(&self) -> bool {
        let errors = [self.secure_error, self.same_site_error, self.lifetime_error];
        errors.iter().any(Option::is_some)
    }
}

/// GET: what holds now.
pub(in crate::web) fn settings_page(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    show_in_force(ctx, None)
}

fn show_in_force(ctx: &mut Ctx<'_>, said: Option<&'static str>) -> Result<Response, HttpError> {
    ctx.progress()?;
    let settings = in_force(ctx);
    let typed = Typed {
        settings,
        lifetime: settings.lifetime.to_string(),
        secure_error: None,
        same_site_error: None,
        lifetime_error: None,
    };
    unstored(show(ctx, StatusCode::OK, &typed, said))
}

/// POST: other attributes, from this response on.
pub(in crate::web) async fn settings(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let form = ctx.request.form().await?;
    let chosen = match form.get("action") {
        Some("reset") => None,
        Some("set") => {
            let typed = read(ctx, &form);
            if typed.is_refused() {
                ctx.progress()?;
                return unstored(show(ctx, StatusCode::BAD_REQUEST, &typed, None));
            }
            Some(typed.settings)
        }
        _ => return Err(Reason::BadForm.into()),
    };
    apply(ctx, chosen)?;
    let words = RoomWords::of(ctx.lang);
    let said = match chosen {
        Some(_) => words.settings_are_set,
        None => words.settings_are_reset,
    };
    show_in_force(ctx, Some(said))
}

/// A session that is there is written anew, so that the browser learns of the
/// attributes at once.
fn apply(ctx: &mut Ctx<'_>, chosen: Option<CookieSettings>) -> Result<(), HttpError> {
    ctx.progress()?.settings = chosen;
    let sessions = ctx.visitor.sessions(ctx.app).into_owned();
    ctx.follow(sessions);
    if ctx.session.is_new() {
        return Ok(());
    }
    if chosen.is_some_and(|settings| settings.permanent) {
        ctx.session.set_permanent(true);
    } else {
        ctx.session.pop("_permanent");
    }
    ctx.session.touch();
    Ok(())
}

fn read(ctx: &Ctx<'_>, form: &Form) -> Typed {
    let words = RoomWords::of(ctx.lang);
    let is_checked = |name: &str| form.get(name).is_some();
    let same_site = form.get("same_site").and_then(SameSite::named);
    let typed = form.get("lifetime").unwrap_or_default().trim().to_owned();
    let lifetime = typed.parse().ok();
    let lifetime = lifetime.filter(|it| (LEAST_LIFETIME..=DEFAULT_LIFETIME).contains(it));
    let secure = is_checked("secure");
    let is_dropped = same_site == Some(SameSite::None) && !secure;
    Typed {
        settings: CookieSettings {
            http_only: is_checked("http_only"),
            secure,
            same_site,
            permanent: is_checked("permanent"),
            lifetime: lifetime.unwrap_or(DEFAULT_LIFETIME),
        },
        lifetime: typed,
        secure_error: (secure && ctx.visitor.drops_secure()).then_some(words.secure_needs_https),
        same_site_error: is_dropped.then_some(words.same_site_needs_secure),
        lifetime_error: lifetime.is_none().then_some(words.lifetime_not_allowed),
    }
}

/// One's own settings, else the server's.
fn in_force(ctx: &Ctx<'_>) -> CookieSettings {
    let SessionConfig {
        cookie,
        permanent_session_lifetime,
        ..
    } = ctx.sessions().config();
    CookieSettings {
        http_only: cookie.http_only,
        secure: cookie.secure,
        same_site: cookie.same_site,
        permanent: ctx.visitor.is_permanent(ctx.app),
        lifetime: *permanent_session_lifetime,
    }
}

fn show(
    ctx: &mut Ctx<'_>,
    status: StatusCode,
    typed: &Typed,
    said: Option<&'static str>,
) -> Result<Response, HttpError> {
    let words = RoomWords::of(ctx.lang);
    let settings = typed.settings;
    let values = [None].into_iter().chain(SameSite::ALL.map(Some));
    let same_site = values.map(|value| Choice {
        value: value.map_or("", SameSite::name).to_owned(),
        text: value
            .map_or(words.same_site_absent, SameSite::name)
            .to_owned(),
        is_chosen: value == settings.same_site,
    });
    let page = SettingsPage {
        http_only: settings.http_only,
        secure: settings.secure,
        secure_error: typed.secure_error,
        same_site: same_site.collect(),
        same_site_error: typed.same_site_error,
        permanent: settings.permanent,
        lifetime: echoed(&typed.lifetime),
        lifetime_error: typed.lifetime_error,
        said,
        is_own: ctx.visitor.settings(ctx.app).is_some(),
        are_set_aside: ctx.visitor.settings_are_set_aside(ctx.app),
        header: header(ctx),
    };
    ctx.page(status, page)
}

/// The header that a sign-in would send now, its value left out.
fn header(ctx: &Ctx<'_>) -> String {
    let settings = ctx.visitor.settings(ctx.app);
    let config = match settings {
        Some(settings) => with_settings(ctx.app.sessions.config(), settings),
        None => ctx.app.sessions.config().clone(),
    };
    let expires = ctx.visitor.is_permanent(ctx.app);
    let expires = expires.then(|| ctx.now().saturating_add(config.permanent_session_lifetime));
    SetCookie::new(&config.cookie, "…".to_owned(), expires).to_string()
}
