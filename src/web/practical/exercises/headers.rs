//! Exercise 2: `Set-Cookie` and `Cookie`, counted over six requests.

use serde::Deserialize;

use super::{Answered, Field, Practice, Steps};
use crate::{
    classroom::{Code, Evidence, Exchange, Exercise, Fact, Note, Place, Progress, Slip, Stage},
    http::{Form, HttpError},
    view::text::{
        Lang,
        lab::{Bilingual, ExerciseWords, PracticalWords},
    },
    web::{ctx::Ctx, routes::Route, signed_in::User, teaching::Shell},
};

/// Six requests of the course's pages, the first a sign-in.
const SIX_REQUESTS: Fact = Fact::new(Exercise::Headers, "six_requests");

/// Both headers rightly counted.
const COUNTS_RIGHT: Fact = Fact::new(Exercise::Headers, "counts_right");

/// Something else than the six requests was measured.
const MEASURE_SPOILED: Slip = Slip::new(Exercise::Headers, "measure_spoiled");

/// Other numbers than the server's.
const WRONG_COUNTS: Slip = Slip::new(Exercise::Headers, "wrong_counts");

/// How many requests are counted.
const MEASURED_REQUESTS: usize = 6;

/// How many are counted at most, to say how many were too many.
const MOST_COUNTED: usize = 11;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    reset_counter: String,
    field_set_cookie: String,
    field_cookie: String,
    measure_spoiled: String,
    began_signed_in: String,
    sign_out_first: String,
    not_yet_six: String,
    too_many: String,
    wrong_counts: String,
}

pub(super) struct Headers(pub(super) Bilingual<Words>);

impl Practice for Headers {
    fn facts(&self) -> &'static [Fact] {
        &[SIX_REQUESTS, COUNTS_RIGHT]
    }

    fn slips(&self) -> &'static [Slip] {
        &[MEASURE_SPOILED, WRONG_COUNTS]
    }

    /// Counts a request. Whoever signs in has looked at the form before: the
    /// sign-in is the first one.
    fn observe(&self, exchange: &Exchange, evidence: &mut Evidence) {
        if !exchange.is_of_the_course() {
            return;
        }
        let measure = Measure::of(evidence);
        let has_begun = !measure.0.is_empty() || is_beginning(&exchange.into());
        if has_begun && measure.0.len() < MOST_COUNTED {
            evidence.note(Exercise::Headers, exchange);
        }
        let measure = Measure::of(evidence);
        if measure.is_full() && measure.is_as_asked() {
            evidence.record(SIX_REQUESTS, exchange.at);
        }
    }

    fn steps(&self, steps: &mut Steps<'_, '_>) {
        let commands = steps.commands;
        let sign_in = commands.sign_in().plain("-v").plain("-c").plain("tp2.txt");
        let page = commands.curl(Route::Index).silent();
        let page = page.plain("-v").plain("-b").plain("tp2.txt");
        let text = commands.in_each(|shell| {
            let (sign_in, page) = (sign_in.write(shell), page.write(shell));
            match shell {
                Shell::Posix => format!(
                    "( {sign_in}\nfor page in 1 2 3 4 5; do {page}; done ) 2>&1 | grep -iE '^[<>] \
                     (set-)?cookie'"
                ),
                Shell::PowerShell => format!(
                    "& {{ {sign_in}\n1..5 | ForEach-Object {{ {page} }} }} 2>&1 | Select-String \
                     '^[<>] (Set-)?Cookie'"
                ),
            }
        });
        steps.add(1, text);
        let words = self.0.of(steps.ctx.lang);
        let has_begun = !Measure::of(&steps.ctx.evidence()).0.is_empty();
        if !has_begun && User::peek(&steps.ctx.session).is_some() {
            steps.reword(0, &words.sign_out_first);
        }
        steps.button(0, &words.reset_counter);
    }

    fn start(&self, ctx: &mut Ctx<'_>, _: &Form) -> Result<(), HttpError> {
        let code = ctx.progress()?.code;
        ctx.app.classroom.forget(code, Exercise::Headers);
        Ok(())
    }

    fn fields(&self, lang: Lang) -> Vec<Field<'_>> {
        let words = self.0.of(lang);
        vec![
            Field::number("set_cookie", &words.field_set_cookie),
            Field::number("cookie", &words.field_cookie),
        ]
    }

    /// Both numbers, against what was counted.
    fn check<'a>(&'a self, ctx: &Ctx<'_>, code: Code, form: &Form) -> Vec<Answered<'a>> {
        let words = self.0.of(ctx.lang);
        let common = PracticalWords::of(ctx.lang);
        let classroom = &ctx.app.classroom;
        let evidence = ctx.evidence();
        let measure = Measure::of(&evidence);
        let (set_cookie, cookie) = measure.counts();
        let is_whole = measure.is_full() && measure.is_as_asked();
        let unready = if measure.is_as_asked() {
            &words.not_yet_six
        } else {
            measure.spoiled(words)
        };
        if !measure.is_as_asked() {
            classroom.slip(code, MEASURE_SPOILED);
        }
        let check = |field: &'static str, counted: usize| {
            let typed = form.get(field).unwrap_or_default().trim().to_owned();
            let error = match typed.parse::<usize>() {
                _ if typed.is_empty() => common.empty,
                Err(_) => common.not_a_number,
                Ok(_) if !is_whole => unready,
                Ok(number) if number != counted && measure.is_over() => &words.too_many,
                Ok(number) if number != counted => &words.wrong_counts,
                Ok(_) => "",
            };
            Answered::new(field, typed, error)
        };
        let answers = vec![check("set_cookie", set_cookie), check("cookie", cookie)];
        if answers.iter().all(Answered::is_right) {
            classroom.prove(code, COUNTS_RIGHT, ctx.now());
            return Vec::new();
        }
        if is_whole {
            classroom.slip(code, WRONG_COUNTS);
        }
        answers
    }

    fn remarks(&self, lang: Lang, progress: &Progress, evidence: &Evidence) -> Vec<String> {
        let measure = Measure::of(evidence);
        let words = self.0.of(lang);
        let is_open = progress.stage(Exercise::Headers) == Some(Stage::Predicted);
        let said = ExerciseWords::of(lang);
        vec![if !measure.is_as_asked() {
            measure.spoiled(words).to_owned()
        } else if is_open && measure.is_over() {
            (said.measured_too_many)(measure.0.len())
        } else {
            (said.measured)(measure.0.len().min(MEASURED_REQUESTS))
        }]
    }
}

/// The requests that are counted, from the sign-in on.
struct Measure<'a>(&'a [Note]);

impl<'a> Measure<'a> {
    fn of(evidence: &'a Evidence) -> Self {
        Self(evidence.notes(Exercise::Headers))
    }

    /// The six that are asked for, or as many as have come.
    fn asked(&self) -> impl Iterator<Item = &Note> {
        self.0.iter().take(MEASURED_REQUESTS)
    }

    /// How many of them carried `Set-Cookie`, and how many `Cookie`.
    fn counts(&self) -> (usize, usize) {
        let count = |has: fn(&Note) -> bool| self.asked().filter(|it| has(it)).count();
        (
            count(|it| it.why.has_set_cookie()),
            count(|it| it.has_cookie),
        )
    }

    /// Whether it is what the exercise asks for: a sign-in without a cookie,
    /// and nothing after it that signs in or out.
    fn is_as_asked(&self) -> bool {
        let goes_on = |it: &Note| it.has_cookie && !it.why.has_set_cookie();
        let mut asked = self.asked();
        match asked.next() {
            Some(first) => is_beginning(first) && !first.has_cookie && asked.all(goes_on),
            None => true,
        }
    }

    /// What is wrong with one that is not as asked.
    fn spoiled<'w>(&self, words: &'w Words) -> &'w str {
        if self.0.first().is_some_and(|first| first.has_cookie) {
            &words.began_signed_in
        } else {
            &words.measure_spoiled
        }
    }

    fn is_full(&self) -> bool {
        self.0.len() >= MEASURED_REQUESTS
    }

    fn is_over(&self) -> bool {
        self.0.len() > MEASURED_REQUESTS
    }
}

/// Whether it is a sign-in that was accepted.
fn is_beginning(note: &Note) -> bool {
    note.place == Place::SignIn && note.is_post && note.why.has_set_cookie()
}

#[cfg(test)]
mod tests {
    use super::{super::sample::*, *};
    use crate::classroom::{SessionSeen, Why};

    fn observe(evidence: &mut Evidence, exchange: &Exchange) {
        practice(Exercise::Headers).observe(exchange, evidence);
    }

    #[test]
    fn six_requests_carry_one_set_cookie_and_five_cookies() {
        let mut evidence = Evidence::default();
        observe(&mut evidence, &sign_in());
        for _ in 0..7 {
            observe(&mut evidence, &page(taken()));
        }
        assert_eq!(Measure::of(&evidence).counts(), (1, 5));
        // Two came too many, and change nothing in the six.
        assert_eq!(Measure::of(&evidence).0.len(), 8);
        assert!(Measure::of(&evidence).is_over());
        assert!(evidence.has(SIX_REQUESTS));
    }

    #[test]
    fn six_requests_are_counted_from_the_sign_in_on() {
        let mut evidence = Evidence::default();
        let form = Exchange::sample(Place::SignIn, "GET", SessionSeen::None, Why::NoSession);
        let refused = Exchange::sample(Place::SignIn, "POST", SessionSeen::None, Why::NoSession);
        let elsewhere = Exchange::sample(Place::Teaching, "GET", taken(), Why::Modified);
        for before in [page(taken()), form, refused, elsewhere] {
            observe(&mut evidence, &before);
            assert!(Measure::of(&evidence).0.is_empty());
        }
        observe(&mut evidence, &sign_in());
        assert!(Measure::of(&evidence).is_as_asked());
        let sign_out = Exchange::sample(Place::SignOut, "POST", taken(), Why::Emptied);
        observe(&mut evidence, &sign_out);
        assert!(!Measure::of(&evidence).is_as_asked());
    }

    #[test]
    fn a_sign_in_that_brings_a_cookie_is_counted_and_is_not_what_is_asked() {
        let mut evidence = Evidence::default();
        let again = Exchange::sample(Place::SignIn, "POST", taken(), Why::Modified);
        observe(&mut evidence, &again);
        assert_eq!(Measure::of(&evidence).0.len(), 1);
        assert!(!Measure::of(&evidence).is_as_asked());
    }
}
