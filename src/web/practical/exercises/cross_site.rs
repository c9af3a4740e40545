//! Exercise 9: attributes and CSRF.

use serde::Deserialize;

use super::{Attack, Practice, Steps};
use crate::{
    classroom::{Evidence, Exchange, Exercise, Fact, Note, Place, Why},
    session::SameSite,
    view::text::{
        Lang,
        lab::{Bilingual, ExerciseWords},
    },
    web::{
        practical::{attacker, time_of_day},
        routes::Route,
        teaching::Shell,
    },
};

/// A link on another site.
const LINK_FOLLOWED: Fact = Fact::new(Exercise::CrossSite, "link_followed");

/// An image on another site.
const IMAGE_LOADED: Fact = Fact::new(Exercise::CrossSite, "image_loaded");

/// A form on another site.
const FORM_SENT: Fact = Fact::new(Exercise::CrossSite, "form_sent");

/// The same under another `SameSite`.
const SAME_SITE_CHANGED: Fact = Fact::new(Exercise::CrossSite, "same_site_changed");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    to_settings: String,
    to_attacker: String,
    /// On a shared server, which has no second name: the hostile page is a file.
    to_file: String,
    /// In place of the second step, there.
    by_file: String,
    /// In the table, for a cookie without `SameSite`.
    no_same_site: String,
    by_link: String,
    by_image: String,
    by_form: String,
    came: String,
    came_not: String,
    /// After the status.
    and_signed_out: String,
    /// No cookie came, and the response deletes it even so.
    and_forgets: String,
}

pub(super) struct CrossSite(pub(super) Bilingual<Words>);

impl Practice for CrossSite {
    fn facts(&self) -> &'static [Fact] {
        &[LINK_FOLLOWED, IMAGE_LOADED, FORM_SENT, SAME_SITE_CHANGED]
    }

    /// Other attributes are tried then.
    fn goes_on(&self) -> bool {
        true
    }

    fn observe(&self, exchange: &Exchange, evidence: &mut Evidence) {
        // The home page that a logout leads to counts as the other site's too.
        if !exchange.is_cross_site || exchange.place != Place::SignOut {
            return;
        }
        let mut before = evidence.notes(Exercise::CrossSite).iter();
        if before.any(|note| note.same_site != exchange.same_site) {
            evidence.record(SAME_SITE_CHANGED, exchange.at);
        }
        evidence.note(Exercise::CrossSite, exchange);
        evidence.record(fact(&exchange.into()), exchange.at);
    }

    fn steps(&self, steps: &mut Steps<'_, '_>) {
        let words = self.0.of(steps.ctx.lang);
        steps.link_to(2, Route::CookieSettings, &words.to_settings);
        if let Some(other) = attacker::other_name(&steps.ctx.request) {
            let url = format!(
                "{}{}?tp={}",
                steps.ctx.origin_under(&other),
                Route::Attacker.url(),
                steps.progress.code
            );
            steps.link(1, url, &words.to_attacker);
        } else {
            steps.reword(1, &words.by_file);
            steps.link_to(1, Route::Attacker, &words.to_file);
        }
        steps.add(
            1,
            steps
                .commands
                .instead_of_browser(|shell| by_curl(steps, shell)),
        );
    }

    fn attacks(&self, lang: Lang, evidence: &Evidence) -> Vec<Attack<'_>> {
        let words = self.0.of(lang);
        let answered = ExerciseWords::of(lang).answered;
        let notes = evidence.notes(Exercise::CrossSite).iter().rev();
        notes
            .map(|note| Attack {
                at: time_of_day(note.at),
                how: words.how(note),
                same_site: match note.same_site {
                    Some(it) => it.name(),
                    None => &words.no_same_site,
                },
                cookie: if note.has_cookie {
                    &words.came
                } else {
                    &words.came_not
                },
                result: answered(note.status) + words.effect(note),
            })
            .collect()
    }
}

/// The three requests of the hostile page, with the cookie where a browser would
/// send it: `curl` knows no `SameSite`.
fn by_curl(steps: &Steps<'_, '_>, shell: Shell) -> String {
    const JAR: &str = "tp9.txt";
    let same_site = steps.ctx.sessions().config().cookie.same_site;
    let goes_with_link = same_site != Some(SameSite::Strict);
    let goes_always = same_site == Some(SameSite::None);
    let commands = steps.commands;
    let sign_in = commands.sign_in().plain("-c").plain(JAR);
    let attack = |by: &str, has_cookie: bool| {
        let request = commands.curl_to(&format!("{}?par={by}", Route::AttackedSignOut.url()));
        let request = request.silent().plain("-w").quoted(r"%{http_code}\n");
        if has_cookie {
            request.plain("-b").plain(JAR)
        } else {
            request
        }
    };
    let form = attack("formulaire", goes_always);
    let form = form.plain("-X POST").plain("-H").quoted("Origin: null");
    let link = attack("lien", goes_with_link);
    let lines = [sign_in, link, attack("image", goes_always), form];
    lines.map(|line| line.write(shell)).join("\n")
}

/// How another site's page had the browser ask.
fn fact(note: &Note) -> Fact {
    match (note.is_post, note.is_for_image) {
        (true, _) => FORM_SENT,
        (false, true) => IMAGE_LOADED,
        (false, false) => LINK_FOLLOWED,
    }
}

impl Words {
    fn how(&self, note: &Note) -> &str {
        match (note.is_post, note.is_for_image) {
            (true, _) => &self.by_form,
            (false, true) => &self.by_image,
            (false, false) => &self.by_link,
        }
    }

    /// What the response does to the cookie: Flask's asks the browser to forget
    /// it even where none came.
    fn effect(&self, note: &Note) -> &str {
        match (note.has_cookie, note.why == Why::Emptied) {
            (_, false) => "",
            (true, true) => &self.and_signed_out,
            (false, true) => &self.and_forgets,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::sample::*, *};
    use crate::classroom::SessionSeen;

    #[test]
    fn another_sites_requests_are_told_apart_and_bounded() {
        let practice = practice(Exercise::CrossSite);
        let mut evidence = Evidence::default();
        let cross = |method: &str, is_for_image| Exchange {
            is_cross_site: true,
            is_for_image,
            ..Exchange::sample(Place::SignOut, method, SessionSeen::None, Why::NoSession)
        };
        for _ in 0..20 {
            practice.observe(&cross("GET", true), &mut evidence);
        }
        practice.observe(&cross("GET", false), &mut evidence);
        let home = Exchange {
            place: Place::Course,
            ..cross("GET", false)
        };
        practice.observe(&home, &mut evidence);
        practice.observe(&cross("POST", false), &mut evidence);
        assert!(!evidence.has(SAME_SITE_CHANGED));
        let strict = Exchange {
            same_site: Some(SameSite::Strict),
            ..cross("POST", false)
        };
        practice.observe(&strict, &mut evidence);
        assert!(practice.facts().iter().all(|fact| evidence.has(*fact)));
        let facts: Vec<Fact> = evidence
            .notes(Exercise::CrossSite)
            .iter()
            .map(fact)
            .collect();
        assert_eq!(facts.len(), 12);
        assert_eq!(facts[9..], [LINK_FOLLOWED, FORM_SENT, FORM_SENT]);
    }
}
