//! `decode-cookie`: tells what a cookie holds, whether it is genuine, and why not.
//!
//! The options become [`Answers`], the rules for answering one cookie
//! (`answer.rs`, in words by `explain.rs`). Operands are answered one by one.
//! Standard input goes through `input.rs`, which finds what to answer, and
//! `bulk.rs`, which spreads that over the cores; `ordered_output.rs` puts the
//! answers back in order.

mod answer;
mod bulk;
mod explain;
mod input;
mod interrupt;
mod ordered_output;
mod pretty;
mod progress;
mod wordlist;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use clap::Args;

use super::keys::{GivenKeys, KeyOptions, stdin_uses};
use super::signature::SignatureOptions;
use super::value::{MaxAge, parse_max_age, parse_time};
use super::{Context, Exit, local, wrap};
use crate::anatomy::paste::find_all;
use crate::anatomy::{ContentLimits, Examination, Examiner, Time};
use crate::config::published_key_fits;
use crate::session::DEFAULT_LIFETIME;
use crate::view::text::cli::LookText;
use crate::view::text::cookie::CookieText;
use answer::{Answers, Form};
use bulk::Bulk;
use explain::Look;
use input::Line;
use ordered_output::{End, OrderedOutput};
use progress::Progress;
use wordlist::Wordlist;

/// Take Flask session cookies apart: what they hold, whether they are genuine, and why not
#[derive(Args, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub(super) struct DecodeCookie {
    /// A value, `session=…`, or a whole `Cookie:` or `Set-Cookie:` line; `-` reads one a line from standard input
    #[arg(value_name = "COOKIE")]
    cookies: Vec<String>,
    #[command(flatten)]
    keys: KeyOptions,
    /// Try each line of a list as the key; `-` reads standard input
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "key",
        help_heading = "Secret key"
    )]
    wordlist: Option<PathBuf>,
    /// Name of the cookie to take where there are several [default: session]
    #[arg(long, value_name = "NAME")]
    cookie_name: Option<String>,
    /// Judge each text exactly as it is given, as a server does; find no cookie in it
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    signature: SignatureOptions,
    /// Age that is still accepted, or `none` to examine no age [default: 31d]
    #[arg(long, value_name = "DURATION", value_parser = parse_max_age)]
    max_age: Option<MaxAge>,
    /// The moment to judge by [default: now]
    #[arg(long, value_name = "TIME", value_parser = parse_time, allow_hyphen_values = true)]
    now: Option<Time>,
    /// Show the seven steps of the calculation, each with commands to paste
    #[arg(long)]
    explain: bool,
    /// Write one JSON object a cookie
    #[arg(short, long)]
    json: bool,
    /// Show the content over several lines, with Python's types and letters as they are read
    #[arg(long, conflicts_with = "json")]
    pretty: bool,
    /// Write nothing but the JSON text of the content, for another program
    #[arg(long, conflicts_with_all = ["json", "pretty", "explain"])]
    payload: bool,
    /// Count the cookies on the terminal while reading standard input
    #[arg(long, value_name = "WHEN")]
    progress: Option<ShowProgress>,
}

/// When to show a counter.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum ShowProgress {
    /// When standard input and standard output are no terminals, and standard error is one.
    Auto,
    /// Not at all.
    Never,
}

impl DecodeCookie {
    /// Whether there is nothing to decode, and no input to wait for.
    pub(super) fn is_empty(&self) -> bool {
        self.cookies.is_empty() && io::stdin().is_terminal()
    }

    fn cookie_name(&self) -> &str {
        self.cookie_name.as_deref().unwrap_or("session")
    }

    /// Whether an operand stands for standard input.
    fn reads_stdin(&self) -> bool {
        let is_list = self.wordlist.as_deref() == Some(Path::new("-"));
        self.cookies.is_empty() && !is_list || self.cookies.iter().any(|cookie| cookie == "-")
    }

    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let stdin_operands = self.cookies.iter().filter(|cookie| *cookie == "-").count();
        let list_uses = stdin_uses(self.wordlist.iter());
        context.stdin_is_read_once(stdin_operands + list_uses + self.keys.stdin_uses())?;
        let given = self.keys.resolve(context)?;
        let (answers, mut out) = (self.answers(context, given)?, self.out(context));
        let (count, code) = self.answer_operands(&answers, &mut out)?;
        if !self.reads_stdin() {
            return Ok(Exit::from_code(code));
        }
        let bulk = Bulk {
            answers,
            output: OrderedOutput::new(out),
            progress: Progress::new(self.progress != Some(ShowProgress::Never)),
        };
        match bulk::run(bulk, count)? {
            End::Interrupted => Ok(Exit::Interrupted),
            End::Answered {
                found,
                code: others,
            } => {
                if !found {
                    context.warn(CookieText::of(context.lang).no_cookie_found);
                }
                let nothing = if found { Exit::Done } else { Exit::Malformed };
                Ok(Exit::from_code(code.max(others).max(nothing.code())))
            }
        }
    }

    fn answers(&self, context: &Context, given: Option<GivenKeys>) -> anyhow::Result<Answers> {
        let lifetime = given.as_ref().and_then(|it| it.lifetime);
        let examination = Examination {
            keys: given.as_ref().map(|it| it.keys.clone()),
            salt: self.signature.salt().into(),
            key_derivation: self.signature.key_derivation(),
            digest: self.signature.digest(),
            cookie_name: self.cookie_name().into(),
            max_age: match self.max_age {
                Some(MaxAge(limit)) => limit,
                None => Some(lifetime.unwrap_or(DEFAULT_LIFETIME)),
            },
            limits: ContentLimits::COMMAND,
        };
        let form = if self.json {
            Form::Json
        } else if self.payload {
            let no_text = LookText::of(context.lang).no_payload_text;
            Form::Payload { no_text }
        } else {
            let published = given.filter(|it| it.is_published);
            Form::Words {
                steps: self.explain,
                published_key: published.map(|it| it.keys.key),
                color: keeps_color(context),
                look: self.look(context),
            }
        };
        let shows_progress = self.progress != Some(ShowProgress::Never);
        let wordlist = self.wordlist.as_ref();
        let wordlist = wordlist.map(|path| Wordlist::read(path, shows_progress));
        let examiner = Examiner::new(examination);
        Ok(Answers {
            cookie_name: self.cookie_name().into(),
            is_strict: self.strict,
            first_examiner: examiner.with_published(published_key_fits),
            wordlist: wordlist.transpose()?,
            examiner,
            now: self.now.map(|time| time.resolve(context.clock.now())),
            clock: context.clock,
            text: CookieText::of(context.lang),
            form,
        })
    }

    fn look(&self, context: &Context) -> Look {
        let columns = wrap::stdout_columns();
        Look {
            lang: context.lang,
            is_pretty: self.pretty,
            // Only on a terminal: a file may be read in another time zone.
            zone: columns.and_then(|_| local::zone()),
            columns: columns.unwrap_or(wrap::COLUMNS),
        }
    }

    /// Standard output, for answers that are already formatted.
    fn out(&self, context: &Context) -> Box<dyn Write + Send> {
        // Old Windows consoles are colored by system calls, which `anstream` makes.
        if !self.json && !self.payload && keeps_color(context) {
            Box::new(AutoStream::new(io::stdout(), context.color))
        } else {
            Box::new(io::stdout())
        }
    }

    /// Answers the operands; returns how many there were, and the exit code.
    fn answer_operands(&self, answers: &Answers, out: &mut impl Write) -> io::Result<(usize, u8)> {
        let (mut lines, mut count, mut code) = (Vec::new(), 0, 0);
        let mut answer = |line: Line<'_>| {
            code = code.max(answers.answer(&mut lines, count, line, answers.now()));
            count += 1;
        };
        for cookie in self.cookies.iter().filter(|cookie| *cookie != "-") {
            if self.strict {
                answer(Line::Value(cookie));
                continue;
            }
            match find_all(cookie, &answers.cookie_name) {
                Ok(found) => {
                    for pasted in found {
                        answer(Line::Found(&Ok(pasted)));
                    }
                }
                Err(reason) => answer(Line::Found(&Err(reason))),
            }
        }
        out.write_all(&lines)?;
        out.flush()?;
        Ok((count, code))
    }
}

fn keeps_color(context: &Context) -> bool {
    let out = AutoStream::new(io::stdout(), context.color);
    out.current_choice() != anstream::ColorChoice::Never
}
