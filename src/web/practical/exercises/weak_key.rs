//! Exercise 6: guess the key; and the list of words to try.

use serde::Deserialize;

use super::{Answered, Field, Practice, Steps};
use crate::{
    classroom::{Code, Exercise, Fact, Slip},
    http::{Form, Response, StatusCode, response},
    view::text::{Lang, lab::Bilingual},
    web::{
        ctx::Ctx,
        practical::{answers::Expected, steps::sign},
        routes::Route,
        teaching::Shell,
    },
};

/// The weak key.
const KEY_FOUND: Fact = Fact::new(Exercise::WeakKey, "key_found");

/// Another key.
const WRONG_KEY: Slip = Slip::new(Exercise::WeakKey, "wrong_key");

/// Keys that people really use, one a line.
const WEAK_KEYS: &str = include_str!("../../../../assets/weak-keys.txt");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    to_word_list: String,
    field: String,
    wrong: String,
}

pub(super) struct WeakKey(pub(super) Bilingual<Words>);

impl Practice for WeakKey {
    fn facts(&self) -> &'static [Fact] {
        &[KEY_FOUND]
    }

    fn slips(&self) -> &'static [Slip] {
        &[WRONG_KEY]
    }

    fn steps(&self, steps: &mut Steps<'_, '_>) {
        let commands = steps.commands;
        let list = commands.curl(Route::WeakKeys);
        let list = list.plain("-o").plain("mots.txt");
        steps.add(0, commands.in_each(|shell| list.write(shell)));
        let words = self.0.of(steps.ctx.lang);
        steps.link_to(0, Route::WeakKeys, &words.to_word_list);
        let attempt = steps.progress.attempt(Exercise::WeakKey);
        let signed = attempt.map_or(0, |it| it.since);
        let session = format!(r#"{{"user":{{"username":"{}"}}}}"#, commands.code);
        let cookie = sign(key(steps.ctx, commands.code), &session, signed);
        let decode = "flask-session-demo decode-cookie --max-age none --secret-key";
        let guess = commands.in_each(|shell| {
            let cookie = shell.quote(&cookie);
            match shell {
                Shell::Posix => format!(
                    "while read -r mot; do\n  {decode} \"$mot\" {cookie} > /dev/null 2>&1 && \
                     echo \"$mot\" && break\ndone < mots.txt"
                ),
                Shell::PowerShell => format!(
                    "Get-Content mots.txt | ForEach-Object {{\n  {decode} $_ {cookie} *> $null\n  \
                     if ($LASTEXITCODE -eq 0) {{ $_ }}\n}}"
                ),
            }
        });
        steps.add_program(1, guess);
        steps.add_tool(1, |shell, tool| {
            format!("{tool} guess {} mots.txt", shell.quote(&cookie))
        });
    }

    fn fields(&self, lang: Lang) -> Vec<Field<'_>> {
        vec![Field::text("key", &self.0.of(lang).field)]
    }

    fn check<'a>(&'a self, ctx: &Ctx<'_>, code: Code, form: &Form) -> Vec<Answered<'a>> {
        let expected = Expected {
            field: "key",
            answer: key(ctx, code),
            is_a_word: false,
            fact: KEY_FOUND,
            slip: WRONG_KEY,
            wrong: &self.0.of(ctx.lang).wrong,
        };
        expected.check(ctx, code, form)
    }
}

/// The key that this visitor is to find.
fn key(ctx: &Ctx<'_>, code: Code) -> &'static str {
    ctx.app.classroom.draw(WEAK_KEYS, code, Exercise::WeakKey)
}

/// `/tp/6/mots.txt`: the words to try.
pub(in crate::web) fn weak_keys() -> Response {
    response::text(StatusCode::OK, WEAK_KEYS)
}

#[cfg(test)]
mod tests {
    use super::{super::word_list::is_list_of_words, *};

    #[test]
    fn the_list_holds_each_key_once_and_nothing_that_a_shell_would_split() {
        assert!(is_list_of_words(WEAK_KEYS));
        assert!(WEAK_KEYS.lines().count() >= 200);
    }
}
