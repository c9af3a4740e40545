//! Commands to paste, for each shell.

use serde::Serialize;

use crate::{
    anatomy::shell_quote,
    classroom::Code,
    view::text::{Lang, lab::PracticalWords},
    web::{ctx::Ctx, routes::Route},
};

/// Something to type, and where.
#[derive(Serialize)]
pub(in crate::web) struct Command {
    shell: &'static str,
    /// One way to do it is enough to see at first.
    is_folded: bool,
    text: String,
}

/// Where a command is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::web) enum Shell {
    Posix,
    PowerShell,
}

impl Shell {
    pub(in crate::web) const ALL: [Self; 2] = [Self::Posix, Self::PowerShell];

    /// A text as one word, which the shell takes as it is.
    pub(in crate::web) fn quote(self, text: &str) -> String {
        match self {
            Self::Posix => shell_quote(text),
            Self::PowerShell => format!("'{}'", text.replace('\'', "''")),
        }
    }

    fn name(self, words: &PracticalWords) -> &'static str {
        match self {
            Self::Posix => words.posix,
            Self::PowerShell => words.powershell,
        }
    }
}

/// What the commands of one visitor have in common.
pub(in crate::web) struct Commands {
    words: &'static PracticalWords,
    /// Scheme, host and port as this visitor reaches the site:
    /// `http://127.0.0.1:5000`.
    origin: String,
    /// `?lang=en` in commands of the English page, or nothing: `curl` sends no
    /// `Accept-Language`, and would be answered in French.
    lang: &'static str,
    /// `curl` needs `-k`: nobody vouches for the certificate.
    is_unknown: bool,
    pub(in crate::web) code: Code,
}

impl Commands {
    pub(in crate::web) fn new(ctx: &Ctx<'_>, code: Code) -> Self {
        Self {
            words: PracticalWords::of(ctx.lang),
            origin: ctx.origin(),
            lang: match ctx.lang {
                Lang::Fr => "",
                Lang::En => "?lang=en",
            },
            is_unknown: ctx.app.is_adhoc,
            code,
        }
    }

    /// The port of the site, for a capture.
    pub(in crate::web) fn port(&self) -> u16 {
        let usual = if self.scheme() == "https" { 443 } else { 80 };
        let port = self.origin.rsplit(':').next();
        port.and_then(|port| port.parse().ok()).unwrap_or(usual)
    }

    /// Host and port of the site, for a relay.
    pub(in crate::web) fn server(&self) -> String {
        let (_, host) = self.origin.split_once("://").unwrap_or_default();
        let port = format!(":{}", self.port());
        format!("{}{port}", host.strip_suffix(&port).unwrap_or(host))
    }

    pub(in crate::web) fn scheme(&self) -> &str {
        self.origin
            .split_once("://")
            .map_or("http", |(scheme, _)| scheme)
    }

    /// A request of a page at another place, which leads to this site.
    pub(in crate::web) fn curl_at(&self, origin: &str, route: Route) -> Curl<'_> {
        Curl {
            url: format!("{origin}{}{}", route.url(), self.lang),
            ..self.curl(route)
        }
    }

    /// A request of a page, which carries the visitor's code.
    pub(in crate::web) fn curl(&self, route: Route) -> Curl<'_> {
        Curl {
            commands: self,
            url: format!("{}{}{}", self.origin, route.url(), self.lang),
            words: Vec::new(),
            is_silent: false,
            find: None,
        }
    }

    /// The same of an address with a query; what is asked for says nothing.
    pub(in crate::web) fn curl_to(&self, address: &str) -> Curl<'_> {
        Curl {
            url: format!("{}{address}", self.origin),
            ..self.curl(Route::Index)
        }
    }

    /// A sign-in under the visitor's code.
    pub(in crate::web) fn sign_in(&self) -> Curl<'_> {
        let form = format!("login={}&password=x", self.code);
        self.curl(Route::SignIn).silent().plain("-d").quoted(form)
    }

    /// One command for each shell, each as `write` has it.
    pub(in crate::web) fn in_each(&self, write: impl Fn(Shell) -> String) -> Vec<Command> {
        let shells = Shell::ALL.into_iter();
        shells
            .map(|shell| Command {
                shell: shell.name(self.words),
                is_folded: shell != Shell::Posix,
                text: write(shell),
            })
            .collect()
    }

    /// The same with `flask_cookie.py`, which `write` is told how to start.
    pub(in crate::web) fn with_tool(&self, write: impl Fn(Shell, &str) -> String) -> Vec<Command> {
        let tools = [
            (Shell::Posix, self.words.tool_posix, "python3"),
            (Shell::PowerShell, self.words.tool_powershell, "py"),
        ];
        let command = |(shell, name, python)| Command {
            shell: name,
            is_folded: true,
            text: write(shell, &format!("{python} flask_cookie.py")),
        };
        tools.into_iter().map(command).collect()
    }

    /// The same in place of what a browser does, folded.
    pub(in crate::web) fn instead_of_browser(
        &self,
        write: impl Fn(Shell) -> String,
    ) -> Vec<Command> {
        let names = [
            (Shell::Posix, self.words.instead_posix),
            (Shell::PowerShell, self.words.instead_powershell),
        ];
        let command = |(shell, name)| Command {
            shell: name,
            is_folded: true,
            text: write(shell),
        };
        names.into_iter().map(command).collect()
    }

    /// A command that every shell takes as it is.
    pub(in crate::web) fn anywhere(&self, text: String) -> Command {
        Command {
            shell: self.words.posix,
            is_folded: false,
            text,
        }
    }

    /// A line of Python, folded below the shells.
    pub(in crate::web) fn python(&self, text: String) -> Command {
        Command {
            shell: self.words.python,
            is_folded: true,
            text,
        }
    }
}

enum Word {
    Plain(&'static str),
    Quoted(String),
}

/// One call of `curl`.
pub(in crate::web) struct Curl<'c> {
    commands: &'c Commands,
    url: String,
    words: Vec<Word>,
    /// Throws the answer's body away.
    is_silent: bool,
    find: Option<&'static str>,
}

impl Curl<'_> {
    pub(in crate::web) fn plain(mut self, word: &'static str) -> Self {
        self.words.push(Word::Plain(word));
        self
    }

    pub(in crate::web) fn quoted(mut self, word: impl Into<String>) -> Self {
        self.words.push(Word::Quoted(word.into()));
        self
    }

    /// Throws the answer's body away: only the headers matter.
    pub(in crate::web) fn silent(mut self) -> Self {
        self.is_silent = true;
        self
    }

    /// `| grep`: of the page only the lines with this text.
    pub(in crate::web) fn find(mut self, text: &'static str) -> Self {
        self.find = Some(text);
        self
    }

    /// The command as this shell wants it.
    pub(in crate::web) fn write(&self, shell: Shell) -> String {
        let (program, nowhere) = match shell {
            Shell::Posix => ("curl", "/dev/null"),
            Shell::PowerShell => ("curl.exe", "NUL"),
        };
        let mut line = format!("{program} -s");
        if self.commands.is_unknown {
            line.push_str(" -k");
        }
        if self.is_silent {
            line = format!("{line} -o {nowhere}");
        }
        let code = format!("X-TP: {}", self.commands.code);
        line = format!("{line} -H {}", shell.quote(&code));
        for word in &self.words {
            line.push(' ');
            match word {
                Word::Plain(word) => line.push_str(word),
                Word::Quoted(word) => line.push_str(&shell.quote(word)),
            }
        }
        line = format!("{line} {}", shell.quote(&self.url));
        match (self.find, shell) {
            (None, _) => line,
            (Some(text), Shell::Posix) => format!("{line} | grep {}", shell.quote(text)),
            (Some(text), Shell::PowerShell) => {
                format!("{line} | Select-String {}", shell.quote(text))
            }
        }
    }
}
