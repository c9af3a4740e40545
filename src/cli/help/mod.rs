//! The text of `--help` and the man pages, in English and French.
//!
//! The English help of options is in their definitions, the French in
//! `french/`; what follows the options is built here. It consists of sections:
//! a line that ends with a colon, and below it sentences (indented by two),
//! commands (by four), and entries (a name, two or more spaces, its meaning).
//! `tests/it/man.rs` parses this form.

mod examples;
mod french;
mod json_output;
mod log_fields;
mod sections;
mod settings;

use super::wrap::{self, wrap};
use crate::view::text::Lang;
use examples::Example;
use sections::Section;

pub(super) use french::{in_french, of_clap};

/// A text in both languages, English first.
#[derive(Clone, Copy)]
struct Both {
    en: &'static str,
    fr: &'static str,
}

const fn both(en: &'static str, fr: &'static str) -> Both {
    Both { en, fr }
}

impl Both {
    fn of(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }
}

/// The number of examples in short help.
const FEW: usize = 2;

/// Adds to each command, in this language, what follows its options.
///
/// If `columns` is `None`, sentences are not wrapped.
pub(super) fn with_sections(
    program: clap::Command,
    lang: Lang,
    columns: Option<usize>,
) -> clap::Command {
    let page = Page {
        lang,
        columns: columns.unwrap_or(usize::MAX),
    };
    let add = |command: clap::Command| {
        let name = command.get_name().to_owned();
        command
            .after_help(page.short(&name))
            .after_long_help(page.long(&name))
    };
    add(program).mut_subcommands(add)
}

fn examples_of(command: &str) -> &'static [Example] {
    match command {
        "serve" => examples::SERVE,
        "decode-cookie" => examples::DECODE_COOKIE,
        "sign-cookie" => examples::SIGN_COOKIE,
        "accounts" => examples::ACCOUNTS,
        "keygen" => examples::KEYGEN,
        "completions" => examples::COMPLETIONS,
        _ => examples::PROGRAM,
    }
}

/// The first example of a command, on one line.
pub(super) fn first_example(command: &str) -> String {
    let lines = examples_of(command).first().map(|it| it.commands);
    let mut example = String::new();
    for line in lines.unwrap_or(&["flask-session-demo --help"]) {
        match line.strip_suffix('\\') {
            Some(begun) => example += begun.trim_start(),
            None => return example + line.trim_start(),
        }
    }
    example
}

/// The language and width of the text.
#[derive(Clone, Copy)]
struct Page {
    lang: Lang,
    columns: usize,
}

impl Page {
    /// What follows the options in `-h`.
    fn short(self, command: &str) -> String {
        let examples = examples_of(command);
        self.examples(examples.get(..FEW).unwrap_or(examples))
    }

    /// What follows the options in `--help`.
    fn long(self, command: &str) -> String {
        let mut parts = vec![self.examples(examples_of(command))];
        match command {
            "serve" => parts.extend([self.settings(), self.section(&log_fields::LOG)]),
            "decode-cookie" => parts.push(self.section(&json_output::JSON)),
            _ => {}
        }
        if !matches!(command, "keygen" | "completions") {
            parts.push(self.section(&sections::FILES) + sections::PATHS);
            parts.push(self.section(&sections::ENVIRONMENT));
        }
        let exit_status = match command {
            "serve" => Some(&sections::SERVE_EXIT_STATUS),
            "sign-cookie" => Some(&sections::SIGN_EXIT_STATUS),
            "accounts" => Some(&sections::ACCOUNTS_EXIT_STATUS),
            "keygen" => Some(&sections::KEYGEN_EXIT_STATUS),
            "completions" => None,
            _ => Some(&sections::EXIT_STATUS),
        };
        parts.extend(exit_status.map(|section| self.section(section)));
        if command == "flask-session-demo" {
            parts.push(self.section(&sections::SUPPORT));
        }
        parts.join("\n")
    }

    fn examples(self, examples: &[Example]) -> String {
        let mut text = self.heading(both("Examples", "Exemples"));
        for example in examples {
            text += &self.sentence(example.want);
            for line in example.commands {
                text.extend(["    ", line, "\n"]);
            }
        }
        text
    }

    fn section(self, section: &Section) -> String {
        let mut text = self.heading(section.title);
        text.extend(section.prose.iter().map(|it| self.sentence(*it)));
        let names = section.entries.iter().map(|(name, _)| wrap::width(name));
        let width = names.max().unwrap_or(0);
        for (name, meaning) in section.entries {
            text += &self.entry(name, width, meaning.of(self.lang));
        }
        text.extend(section.after.iter().map(|it| self.sentence(*it)));
        text
    }

    fn heading(self, title: Both) -> String {
        match self.lang {
            Lang::Fr => format!("{}\u{a0}:\n", title.fr),
            Lang::En => format!("{}:\n", title.en),
        }
    }

    fn sentence(self, sentence: Both) -> String {
        wrap(sentence.of(self.lang), self.columns, "  ", "  ") + "\n"
    }

    /// An entry: a name in a column of this width, and its meaning.
    fn entry(self, name: &str, width: usize, meaning: &str) -> String {
        let padding = " ".repeat(width.saturating_sub(wrap::width(name)));
        let rest = " ".repeat(width + 4);
        wrap(
            meaning,
            self.columns,
            &format!("  {name}{padding}  "),
            &rest,
        ) + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::text::typography;

    #[test]
    fn the_french_is_typeset_as_french() {
        for command in [
            "",
            "serve",
            "decode-cookie",
            "sign-cookie",
            "accounts",
            "keygen",
            "completions",
        ] {
            let page = Page {
                lang: Lang::Fr,
                columns: usize::MAX,
            };
            let text = page.long(command);
            // Commands and paths are indented by four.
            for line in text.lines().filter(|line| !line.starts_with("    ")) {
                typography::check_all(&line.into());
            }
        }
    }
}
