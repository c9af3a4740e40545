//! `decode-cookie`: what a cookie holds, whether it is genuine, and why not.

mod explain;

use std::io::{self, BufRead, IsTerminal, Read, Write};

use anyhow::Context as _;
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget};

use super::keys::KeyOptions;
use super::manual;
use super::signature::SignatureOptions;
use super::time::{MaxAge, Time, parse_max_age, parse_time};
use super::{Context, Exit};
use crate::anatomy::paste::{Candidates, Lines, Pasted, clean};
use crate::anatomy::{Anatomy, Cause, Examination, Examiner, to_json};
use crate::itsdangerous::SecretKey;
use crate::session::DEFAULT_LIFETIME;
use crate::view::text::cookie::CookieText;

/// The longest line that is read, in bytes.
const MAX_LINE_BYTES: usize = 1024 * 1024;

/// Take Flask session cookies apart: what they hold, whether they are genuine, and why not
#[derive(Args, Clone)]
#[command(after_long_help = manual::decode_cookie())]
pub(super) struct DecodeCookie {
    /// A value, `session=…`, or a whole `Cookie:` or `Set-Cookie:` line; `-` reads one a line from standard input
    #[arg(value_name = "COOKIE")]
    cookies: Vec<String>,
    #[command(flatten)]
    keys: KeyOptions,
    /// Name of the cookie to take where there are several [default: session]
    #[arg(long, value_name = "NAME")]
    cookie_name: Option<String>,
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
    #[arg(long)]
    json: bool,
    /// Count the cookies on the terminal while reading standard input
    #[arg(long, value_name = "WHEN")]
    progress: Option<Progress>,
}

/// When to show a counter.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    /// When standard input and standard output are no terminals, and standard error is one.
    Auto,
    /// Not at all.
    Never,
}

impl DecodeCookie {
    /// Whether there is nothing to decode and nothing will come.
    pub(super) fn is_empty(&self) -> bool {
        self.cookies.is_empty() && io::stdin().is_terminal()
    }

    /// Whether an operand reads standard input.
    fn reads_stdin(&self) -> bool {
        self.cookies.is_empty() || self.cookies.iter().any(|cookie| cookie == "-")
    }

    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let stdin_operands = self.cookies.iter().filter(|cookie| *cookie == "-").count();
        context.stdin_is_read_once(stdin_operands + self.keys.stdin_uses())?;
        let given = self.keys.resolve(context)?;
        let lifetime = given
            .as_ref()
            .and_then(|it| it.lifetime)
            .unwrap_or(DEFAULT_LIFETIME);
        let examiner = Examiner::new(Examination {
            keys: given.as_ref().map(|it| it.keys.clone()),
            salt: self.signature.salt(),
            key_derivation: self.signature.key_derivation(),
            digest: self.signature.digest(),
            max_age: self.max_age.map_or(Some(lifetime), |MaxAge(limit)| limit),
        });
        let mut report = Report {
            options: self,
            cookie_name: self.cookie_name.as_deref().unwrap_or("session"),
            now: self.now.map(|time| time.resolve(context.clock.now())),
            context,
            examiner,
            published_key: given.filter(|it| it.is_published).map(|it| it.keys.key),
            text: CookieText::of(context.lang),
            out: context.stdout(),
            count: 0,
            exit_code: 0,
        };
        report.run()?;
        Ok(Exit::from_code(report.exit_code))
    }
}

/// The cookies of one call, one after the other.
struct Report<'run, Out: Write> {
    options: &'run DecodeCookie,
    context: &'run Context,
    cookie_name: &'run str,
    now: Option<u64>,
    examiner: Examiner,
    published_key: Option<SecretKey>,
    text: &'static CookieText,
    out: Out,
    count: usize,
    exit_code: u8,
}

impl<Out: Write> Report<'_, Out> {
    fn run(&mut self) -> anyhow::Result<()> {
        for cookie in self.options.cookies.iter().filter(|cookie| *cookie != "-") {
            self.report(clean(cookie, self.cookie_name))?;
        }
        if self.options.reads_stdin() {
            self.read_lines(&mut io::stdin().lock())?;
        }
        self.out.flush()?;
        Ok(())
    }

    fn read_lines(&mut self, input: &mut impl BufRead) -> anyhow::Result<()> {
        let progress = self.progress();
        let mut lines = Lines::default();
        let (before, mut line) = (self.count, Vec::new());
        while read_line(input, &mut line).context("cannot read standard input")? {
            if line.len() > MAX_LINE_BYTES {
                self.write(&self.examiner.refuse(Cause::LineTooLong(MAX_LINE_BYTES)))?;
                continue;
            }
            if let Some(pasted) = lines.next(&String::from_utf8_lossy(&line), self.cookie_name) {
                self.report(pasted)?;
                progress.inc(1);
            }
        }
        progress.finish_and_clear();
        if self.count == before {
            self.exit_code = self.exit_code.max(3);
            self.context.warn(self.text.no_cookie_found);
        }
        Ok(())
    }

    fn progress(&self) -> ProgressBar {
        let wanted = self.options.progress != Some(Progress::Never)
            && !io::stdin().is_terminal()
            && !io::stdout().is_terminal();
        if wanted {
            // Hidden by itself where standard error is no terminal.
            ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
        } else {
            ProgressBar::hidden()
        }
    }

    fn report(&mut self, pasted: Result<Pasted, Candidates>) -> anyhow::Result<()> {
        let anatomy = match pasted {
            Ok(Pasted { value, hints }) => {
                let now = self.now.unwrap_or_else(|| self.context.clock.now());
                let mut anatomy = self.examiner.examine(&value, now);
                anatomy.hints.extend(hints);
                anatomy
            }
            Err(Candidates(names)) => self.examiner.refuse(Cause::SeveralCookies(names)),
        };
        self.write(&anatomy)
    }

    fn write(&mut self, anatomy: &Anatomy) -> anyhow::Result<()> {
        self.exit_code = self.exit_code.max(anatomy.verdict.exit_code());
        if self.options.json {
            writeln!(
                self.out,
                "{}",
                to_json(anatomy, self.count, |hint| self.text.hint(hint))
            )?;
        } else {
            if self.count > 0 {
                writeln!(self.out)?;
            }
            explain::write(&mut self.out, self.text, anatomy)?;
            if self.options.explain {
                let examination = self.examiner.examination();
                explain::write_steps(
                    &mut self.out,
                    self.text,
                    anatomy,
                    examination,
                    self.published_key.as_ref(),
                )?;
            }
        }
        self.count += 1;
        Ok(())
    }
}

/// Reads one line of at most [`MAX_LINE_BYTES`]; of a longer one, one byte more
/// than that is kept and the rest passed over. `false` at the end.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let limit = u64::try_from(MAX_LINE_BYTES)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    input.by_ref().take(limit).read_until(b'\n', line)?;
    if line.len() > MAX_LINE_BYTES && line.last() != Some(&b'\n') {
        input.skip_until(b'\n')?;
    }
    Ok(!line.is_empty())
}
