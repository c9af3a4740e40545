//! What is to be done in each exercise: links, commands and buttons beside the
//! sentences.

use crate::{
    anatomy::{StepName, steps as calculation},
    classroom::{CLOCK_LIFETIME, CLOCK_LIFETIMES, ClockCookie, Exercise, Progress},
    config::COURSE_KEY,
    itsdangerous::{Digest, KeyDerivation, SecretKey, SecretKeys, Signer, UrlSafeTimedSerializer},
    session::SALT,
    view::{
        context::practical::{Choice, Command, Link, Start, Step},
        text::lab::{ExerciseText, PracticalWords},
    },
    web::{
        ctx::Ctx,
        practical::attacker,
        routes::Route,
        signed_in::User,
        teaching::{Commands, Shell, pieces},
    },
};

/// The steps of an exercise for one visitor.
pub(super) fn steps(ctx: &Ctx<'_>, exercise: Exercise, progress: &Progress) -> Vec<Step> {
    let commands = Commands::new(ctx, progress.code);
    let words = PracticalWords::of(ctx.lang);
    let mut steps: Vec<Step> = ExerciseText::of(exercise, ctx.lang)
        .steps
        .iter()
        .map(|text| Step {
            text: pieces(text),
            links: Vec::new(),
            commands: Vec::new(),
            start: None,
        })
        .collect();
    let mut doing = Doing {
        ctx,
        words,
        commands: &commands,
        progress,
        steps: &mut steps,
    };
    match exercise {
        Exercise::Memory => doing.memory(),
        Exercise::Headers => doing.headers(),
        Exercise::Reading => doing.reading(),
        Exercise::OneByte => doing.one_byte(),
        Exercise::TheKey => doing.the_key(),
        Exercise::WeakKey => doing.weak_key(),
        Exercise::TwoClocks => doing.two_clocks(),
        Exercise::SignedOut => doing.signed_out(),
        Exercise::CrossSite => doing.cross_site(),
        Exercise::OnTheWire => doing.on_the_wire(),
    }
    steps
}

struct Doing<'a, 'app> {
    ctx: &'a Ctx<'app>,
    words: &'static PracticalWords,
    commands: &'a Commands,
    progress: &'a Progress,
    steps: &'a mut [Step],
}

impl Doing<'_, '_> {
    fn add(&mut self, step: usize, commands: impl IntoIterator<Item = Command>) {
        if let Some(step) = self.steps.get_mut(step) {
            step.commands.extend(commands);
        }
    }

    fn link(&mut self, step: usize, url: String, text: &'static str) {
        if let Some(step) = self.steps.get_mut(step) {
            let text = text.to_owned();
            step.links.push(Link { url, text });
        }
    }

    fn link_to(&mut self, step: usize, route: Route, text: &'static str) {
        self.link(step, self.ctx.link(route), text);
    }

    fn start(&mut self, step: usize, button: &'static str) {
        if let Some(step) = self.steps.get_mut(step) {
            step.start = Some(Start {
                button,
                label: "",
                choices: Vec::new(),
            });
        }
    }

    fn memory(&mut self) {
        let commands = self.commands;
        let sign_in = commands.sign_in().plain("-w").quoted(r"%{http_code}\n");
        let home = commands.curl(Route::Index).find("<h1");
        let keep = commands.sign_in().plain("-c").plain("tp1.txt");
        let again = commands
            .curl(Route::Index)
            .plain("-b")
            .plain("tp1.txt")
            .find("<h1");
        self.add(0, commands.in_each(|shell| sign_in.write(shell)));
        self.add(1, commands.in_each(|shell| home.write(shell)));
        self.add(
            2,
            commands.in_each(|shell| format!("{}\n{}", keep.write(shell), again.write(shell))),
        );
    }

    fn headers(&mut self) {
        let commands = self.commands;
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
        self.add(1, text);
        self.start(0, self.words.reset_counter);
    }

    /// The word is shown by nothing but the visitor's own cookie.
    fn reading(&mut self) {
        self.start(0, self.words.hide_word);
        if self.ctx.session.peek("mot").is_none() {
            return;
        }
        let Some(value) = self.ctx.session_text() else {
            return;
        };
        let examiner = self.ctx.examiner();
        let anatomy = examiner.examine(&value, self.ctx.now());
        let calculation = calculation(&anatomy, examiner.examination(), None);
        if let Some(step) = calculation.iter().find(|step| step.name == StepName::Json) {
            let python = self.commands.python(step.python.clone());
            let shell = self.commands.anywhere(step.shell.clone());
            self.add(1, [shell, python]);
        }
        let program =
            |shell: Shell| format!("flask-session-demo decode-cookie {}", shell.quote(&value));
        self.add(1, self.commands.in_each(program));
        self.link_to(1, Route::Inspector, self.words.to_inspector);
    }

    fn one_byte(&mut self) {
        self.link_to(0, Route::Bench, self.words.to_bench);
        let damaged = format!("session={}", damaged(&self.own_session()));
        let page = self
            .commands
            .curl(Route::Index)
            .plain("-b")
            .quoted(damaged)
            .find("<h1");
        self.add(1, self.commands.in_each(|shell| page.write(shell)));
    }

    /// The visitor's session cookie, else the last good one, else one that
    /// anybody could have.
    fn own_session(&self) -> String {
        let came = self.ctx.session_text();
        let came = came.filter(|value| value.matches('.').count() >= 2);
        let classroom = &self.ctx.app.classroom;
        let good = || classroom.good_session(self.ctx.visitor.owner()?.code);
        came.or_else(good).unwrap_or_else(|| {
            let session = format!(r#"{{"user":{{"username":"{}"}}}}"#, self.progress.code);
            sign(COURSE_KEY, &session, self.ctx.now())
        })
    }

    fn the_key(&mut self) {
        let commands = self.commands;
        let session = format!(
            r#"{{"code":"{}","user":{{"username":"direction"}}}}"#,
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
        let url = commands.curl(Route::Direction);
        let send = commands.in_each(|shell| {
            let page = url.write(shell);
            let (program, rest) = page.split_once(' ').unwrap_or((&page, ""));
            match shell {
                Shell::Posix => format!(
                    "{program} -b \"session=$({})\" {rest} | grep '<h1'",
                    signed(shell)
                ),
                Shell::PowerShell => format!(
                    "$cookie = {}\n{program} -b \"session=$cookie\" {rest} | Select-String '<h1'",
                    signed(shell)
                ),
            }
        });
        self.add(0, save);
        self.add(1, commands.in_each(signed));
        self.add(2, send);
        self.link_to(2, Route::Direction, self.words.to_direction);
    }

    fn weak_key(&mut self) {
        let commands = self.commands;
        let list = commands.curl(Route::WeakKeys).plain("-o").plain("mots.txt");
        self.add(0, commands.in_each(|shell| list.write(shell)));
        self.link_to(0, Route::WeakKeys, self.words.to_word_list);
        let signed = self
            .progress
            .attempt(Exercise::WeakKey)
            .map_or(0, |it| it.since);
        let session = format!(r#"{{"user":{{"username":"{}"}}}}"#, commands.code);
        let cookie = sign(
            self.ctx.app.classroom.weak_key(commands.code),
            &session,
            signed,
        );
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
        self.add(1, guess);
    }

    fn two_clocks(&mut self) {
        let words = self.words;
        let chosen = self.progress.clock.map_or(CLOCK_LIFETIME, |(_, it)| it);
        if let Some(step) = self.steps.first_mut() {
            let choices = CLOCK_LIFETIMES.into_iter().map(|seconds| Choice {
                value: seconds.to_string(),
                text: (words.seconds)(&self.ctx.lang.number(seconds)),
                is_chosen: seconds == chosen,
            });
            step.start = Some(Start {
                button: words.start_clock,
                label: words.lifetime,
                choices: choices.collect(),
            });
        }
        self.link_to(1, Route::TwoClocks, words.to_clock);
        let Some((at, lifetime)) = self.progress.clock else {
            return;
        };
        let code = self.progress.code;
        let classroom = &self.ctx.app.classroom;
        let value = classroom.clock_cookie(ClockCookie { code, lifetime }, at);
        let page = self.commands.curl(Route::TwoClocks);
        let page = page.plain("-b").quoted(format!("horloge={value}"));
        let page = page.find("<strong>");
        self.add(2, self.commands.in_each(|shell| page.write(shell)));
    }

    fn signed_out(&mut self) {
        let commands = self.commands;
        let sign_in = commands.sign_in().plain("-c").plain("tp8.txt");
        let sign_out = commands.curl(Route::SignOut).silent();
        let sign_out = sign_out.plain("-b tp8.txt -c tp8.txt -X POST");
        let replay = commands
            .curl(Route::Index)
            .plain("-b")
            .plain("copie.txt")
            .find("<h1");
        let text = commands.in_each(|shell| {
            let (sign_in, sign_out) = (sign_in.write(shell), sign_out.write(shell));
            // `cp` is an alias in PowerShell.
            format!(
                "{sign_in}\ncp tp8.txt copie.txt\n{sign_out}\n{}",
                replay.write(shell)
            )
        });
        self.add(2, text);
        if User::peek(&self.ctx.session).is_none() {
            self.link_to(0, Route::SignIn, self.words.to_sign_in);
        }
    }

    fn cross_site(&mut self) {
        self.link_to(2, Route::CookieSettings, self.words.to_settings);
        match attacker::other_name(&self.ctx.request) {
            Some(other) => {
                let url = format!(
                    "{}{}?tp={}",
                    self.ctx.origin_under(&other),
                    Route::Attacker.url(),
                    self.progress.code
                );
                self.link(1, url, self.words.to_attacker);
            }
            None => {
                if let Some(step) = self.steps.first_mut() {
                    step.text = pieces(self.words.not_loopback);
                }
            }
        }
    }

    fn on_the_wire(&mut self) {
        let commands = self.commands;
        let port = commands.port();
        let capture = commands.in_each(|shell| {
            let interface = match shell {
                Shell::Posix => "lo",
                Shell::PowerShell => r"\Device\NPF_Loopback",
            };
            format!(
                "tshark -i {interface} -f 'tcp port {port}' -d tcp.port=={port},http -Y http -O http"
            )
        });
        self.add(0, capture);
        let proof = commands.curl(Route::Proof).silent();
        self.add(1, commands.in_each(|shell| proof.write(shell)));
        self.link_to(1, Route::Proof, self.words.to_proof);
        let serve = "flask-session-demo serve --lab --cert adhoc --port 5443".to_owned();
        self.add(2, commands.in_each(|_| serve.clone()));
    }
}

/// A session as Flask would sign it with a key that nobody has to hide.
fn sign(key: &str, session: &str, now: u64) -> String {
    let keys = SecretKeys::new(SecretKey::new(key));
    let signer = Signer::new(&keys, SALT.as_bytes(), KeyDerivation::Hmac, Digest::Sha1);
    UrlSafeTimedSerializer::new(signer).dumps(session.as_bytes(), now)
}

/// The same with one character of the payload changed.
fn damaged(cookie: &str) -> String {
    let change = |(index, character): (usize, char)| match (index, character) {
        (6, 'A') => 'B',
        (6, _) => 'A',
        (_, character) => character,
    };
    cookie.chars().enumerate().map(change).collect()
}
