//! Exercise 5: the key is everything; and the head's page, which a forged
//! cookie opens.

use serde::{Deserialize, Serialize};

use super::{Practice, Steps};
use crate::{
    classroom::{Evidence, Exchange, Exercise, Fact, Place, Slip},
    config::COURSE_KEY,
    http::{HttpError, Response, StatusCode},
    session::Value,
    view::{
        Markup,
        text::{
            cookie::CookieText,
            lab::{Bilingual, ExerciseWords},
        },
    },
    web::{
        ctx::Ctx,
        routes::Route,
        teaching::{Commands, Shell, marked_up},
    },
};

/// A forged cookie that opened the page.
const DIRECTION_ENTERED: Fact = Fact::new(Exercise::TheKey, "direction_entered");

/// The page refused the cookie.
const DIRECTION_REFUSED: Slip = Slip::new(Exercise::TheKey, "direction_refused");

/// Whom the cookie has to name.
const DIRECTION: &str = "direction";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    to_direction: String,
    /// Why the page is closed: nobody is signed in.
    nobody: String,
    /// The session holds no code, or another's.
    other_code: String,
    /// The cookie was refused.
    refused: String,
    /// It is not known whose request it is.
    unknown: String,
}

pub(super) struct TheKey(pub(super) Bilingual<Words>);

impl Practice for TheKey {
    fn facts(&self) -> &'static [Fact] {
        &[DIRECTION_ENTERED]
    }

    fn slips(&self) -> &'static [Slip] {
        &[DIRECTION_REFUSED]
    }

    fn observe(&self, exchange: &Exchange, evidence: &mut Evidence) {
        if exchange.place == Place::Direction && exchange.status == 200 {
            evidence.record(DIRECTION_ENTERED, exchange.at);
        }
    }

    fn steps(&self, steps: &mut Steps<'_, '_>) {
        let commands = steps.commands;
        let session = format!(
            r#"{{"code":"{}","user":{{"username":"{DIRECTION}"}}}}"#,
            commands.code
        );
        let sign = "flask-session-demo sign-cookie --secret-key-file cle-du-cours.txt";
        let signed = |shell: Shell| match shell {
            Shell::Posix => format!("{sign} {}", shell.quote(&session)),
            // Its quotes do not reach a program whole; standard input does.
            Shell::PowerShell => format!("{} | {sign}", shell.quote(&session)),
        };
        let save = commands.in_each(|shell| match shell {
            Shell::Posix => format!("printf %s {COURSE_KEY} > cle-du-cours.txt"),
            Shell::PowerShell => {
                format!("Set-Content -NoNewline -Encoding ascii cle-du-cours.txt {COURSE_KEY}")
            }
        });
        let sent = commands.in_each(|shell| asked_with(commands, shell, &signed(shell)));
        steps.add(0, save);
        steps.add_program(1, commands.in_each(signed));
        steps.add(2, sent);
        let by_tool = |shell: Shell, tool: &str| {
            let session = shell.quote(&session);
            match shell {
                Shell::Posix => format!("{tool} sign {session} --key {COURSE_KEY}"),
                Shell::PowerShell => format!("{session} | {tool} sign - --key {COURSE_KEY}"),
            }
        };
        steps.add_tool(1, by_tool);
        let sent =
            commands.with_tool(|shell, tool| asked_with(commands, shell, &by_tool(shell, tool)));
        steps.add(2, sent);
        steps.link_to(2, Route::Direction, &self.0.of(steps.ctx.lang).to_direction);
    }
}

/// A request of the head's page, with the cookie that a command makes.
fn asked_with(commands: &Commands, shell: Shell, signed: &str) -> String {
    let page = commands.curl(Route::Direction).write(shell);
    let (program, rest) = page.split_once(' ').unwrap_or((&page, ""));
    match shell {
        Shell::Posix => {
            format!("{program} -b \"session=$({signed})\" {rest} | grep '<h1'")
        }
        Shell::PowerShell => format!(
            "$cookie = {signed}\n{program} -b \"session=$cookie\" {rest} | Select-String '<h1'"
        ),
    }
}

/// `direction.html`
#[derive(Serialize)]
struct Direction {
    is_open: bool,
    why: Markup,
    cause: Markup,
    cure: Markup,
}

/// `/tp/5/direction`: open for who forged the right cookie.
///
/// The site itself never issues one with a `code`. The page sets no `tp` cookie:
/// whose request it is says the one that came, or the code in the address.
pub(in crate::web) fn direction(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let words = ctx.app.exercises.the_key.0.of(ctx.lang);
    let user = ctx.user();
    let session_code = ctx.session.get("code").and_then(Value::as_str);
    let session_code = session_code.map(ToOwned::to_owned);
    let mut page = Direction {
        is_open: false,
        why: Markup::default(),
        cause: Markup::default(),
        cure: Markup::default(),
    };
    match (ctx.visitor.code(), user.as_deref()) {
        _ if ctx.refusal.is_some() => explain_refusal(ctx, words, &mut page),
        (_, None) => page.why = marked_up(&words.nobody),
        (_, Some(user)) if user != DIRECTION => {
            let words = ExerciseWords::of(ctx.lang);
            page.why = marked_up(&(words.direction_somebody)(user));
        }
        (None, _) => page.why = marked_up(&words.unknown),
        (Some(code), _) => {
            page.is_open = session_code.as_deref() == Some(code.as_str());
            page.why = marked_up(&words.other_code);
        }
    }
    if let (Some(code), false) = (ctx.visitor.code(), page.is_open) {
        ctx.app.classroom.slip(code, DIRECTION_REFUSED);
    }
    let status = if page.is_open {
        StatusCode::OK
    } else {
        StatusCode::FORBIDDEN
    };
    ctx.page_of_now(status, page)
}

/// In the words of the inspector.
fn explain_refusal(ctx: &Ctx<'_>, words: &Words, page: &mut Direction) {
    page.why = marked_up(&words.refused);
    let text = CookieText::of(ctx.lang);
    let value = ctx.session_text().unwrap_or_default();
    let anatomy = ctx.examiner().examine(&value, ctx.now());
    if let Some(explanation) = text.explanation(&anatomy) {
        page.cause = marked_up(&explanation.why);
        page.cure = marked_up(&explanation.cure);
    }
}
