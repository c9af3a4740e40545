//! Exercise 7: two clocks; and the page that tells the age of the cookie
//! `horloge`.

use serde::{Deserialize, Serialize};

use super::{Practice, Steps};
use crate::{
    classroom::{
        CLOCK_COOKIE, CLOCK_LIFETIME, CLOCK_LIFETIMES, ClockCookie, Clocked, Evidence, Exercise,
        Fact, Progress, Slip,
    },
    http::{Form, HttpError, Response, StatusCode},
    session::{CookieScope, SetCookie},
    view::{
        context::Choice,
        text::{
            Lang,
            cookie::CookieText,
            lab::{Bilingual, ExerciseWords},
        },
    },
    web::{ctx::Ctx, practical::time_of_day, routes::Route, shown::printable},
};

/// A cookie that was given a lifetime.
const CLOCK_STARTED: Fact = Fact::new(Exercise::TwoClocks, "clock_started");

/// That cookie, after its lifetime.
const OUTLIVED_RECEIVED: Fact = Fact::new(Exercise::TwoClocks, "outlived_received");

/// The cookie came back within its lifetime.
const NOT_YET_OLD: Slip = Slip::new(Exercise::TwoClocks, "not_yet_old");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    start: String,
    lifetime: String,
    to_clock: String,
    /// No cookie came.
    none: String,
    none_why: String,
    refused: String,
    refused_why: String,
    /// Within its lifetime.
    young_why: String,
    /// After it.
    old_why: String,
}

pub(super) struct TwoClocks(pub(super) Bilingual<Words>);

impl Practice for TwoClocks {
    fn facts(&self) -> &'static [Fact] {
        &[CLOCK_STARTED, OUTLIVED_RECEIVED]
    }

    fn slips(&self) -> &'static [Slip] {
        &[NOT_YET_OLD]
    }

    fn steps(&self, steps: &mut Steps<'_, '_>) {
        let lang = steps.ctx.lang;
        let words = self.0.of(lang);
        let clock = steps.progress.clock;
        let chosen = clock.map_or(CLOCK_LIFETIME, |(_, it)| it);
        let choices = CLOCK_LIFETIMES.into_iter().map(|seconds| Choice {
            value: seconds.to_string(),
            text: (ExerciseWords::of(lang).seconds)(&lang.number(seconds)),
            is_chosen: seconds == chosen,
        });
        steps.button_with_choices(0, &words.start, &words.lifetime, choices.collect());
        steps.link_to(1, Route::TwoClocks, &words.to_clock);
        let Some((at, lifetime)) = clock else {
            return;
        };
        let code = steps.progress.code;
        let classroom = &steps.ctx.app.classroom;
        let value = classroom.clock_cookie(ClockCookie { code, lifetime }, at);
        let page = steps.commands.curl(Route::TwoClocks);
        let page = page.plain("-b").quoted(format!("{CLOCK_COOKIE}={value}"));
        let page = page.find("<strong>");
        steps.add(2, steps.commands.in_each(|shell| page.write(shell)));
    }

    fn start(&self, ctx: &mut Ctx<'_>, form: &Form) -> Result<(), HttpError> {
        let now = ctx.now();
        let chosen = form.get("lifetime").and_then(|text| text.parse().ok());
        let chosen = chosen.filter(|seconds| CLOCK_LIFETIMES.contains(seconds));
        let lifetime = chosen.unwrap_or(CLOCK_LIFETIME);
        let progress = ctx.progress()?;
        progress.clock = Some((now, lifetime));
        let code = progress.code;
        ctx.app.classroom.prove(code, CLOCK_STARTED, now);
        let cookie = ClockCookie { code, lifetime };
        let value = ctx.app.classroom.clock_cookie(cookie, now);
        let scope = CookieScope {
            name: CLOCK_COOKIE.to_owned(),
            ..ctx.app.sessions.config().cookie.clone()
        };
        ctx.also_set(SetCookie::new(&scope, value, Some(now + lifetime)));
        Ok(())
    }

    fn remarks(&self, lang: Lang, progress: &Progress, _evidence: &Evidence) -> Vec<String> {
        let remark = progress.clock.map(|(at, lifetime)| {
            let lifetime = CookieText::of(lang).duration(lifetime.into());
            (ExerciseWords::of(lang).clock_at)(&time_of_day(at), &lifetime)
        });
        remark.into_iter().collect()
    }

    fn restart(&self, progress: &mut Progress) {
        progress.clock = None;
    }
}

/// `two_clocks.html`
#[derive(Serialize)]
struct ClockPage<'a> {
    /// The class of the verdict's box.
    kind: &'static str,
    symbol: &'static str,
    verdict: String,
    why: &'a str,
}

/// `/tp/7/horloge`: how old the cookie `horloge` is by the server's clock.
///
/// The page sets no `tp` cookie: whose request it is says the one that came, or
/// the code in the address.
pub(in crate::web) fn two_clocks(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let now = ctx.now();
    let classroom = &ctx.app.classroom;
    let came = ctx.cookie(CLOCK_COOKIE);
    let clocked = came
        .as_ref()
        .and_then(|value| classroom.read_clock(value, now));
    let own = clocked.filter(|clocked| ctx.visitor.code() == Some(clocked.cookie.code));
    if let Some(clocked) = own {
        if clocked.age > clocked.cookie.lifetime {
            classroom.prove(clocked.cookie.code, OUTLIVED_RECEIVED, now);
        } else {
            classroom.slip(clocked.cookie.code, NOT_YET_OLD);
        }
    }
    let words = ctx.app.exercises.two_clocks.0.of(ctx.lang);
    let page = verdict(ctx, words, came.is_some(), own);
    ctx.page_of_now(StatusCode::OK, page)
}

fn verdict<'a>(ctx: &Ctx<'_>, words: &'a Words, came: bool, own: Option<Clocked>) -> ClockPage<'a> {
    let worded = ExerciseWords::of(ctx.lang);
    let seconds = |seconds: u64| CookieText::of(ctx.lang).duration(seconds.into());
    let (kind, symbol, verdict, why) = match own {
        None if came => ("error", "✗", words.refused.clone(), &words.refused_why),
        None => ("warning", "!", words.none.clone(), &words.none_why),
        Some(Clocked { cookie, age }) if age > cookie.lifetime => {
            let verdict = (worded.clock_old)(&seconds(age), &seconds(cookie.lifetime));
            ("error", "⌛", verdict, &words.old_why)
        }
        Some(Clocked { cookie, age }) => {
            let verdict = (worded.clock_young)(&seconds(age), &seconds(cookie.lifetime - age));
            ("success", "✓", verdict, &words.young_why)
        }
    };
    ClockPage {
        kind,
        symbol,
        verdict: printable(&verdict),
        why,
    }
}
