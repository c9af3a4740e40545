//! A file of sentences: `assets/text/fr.toml` or `en.toml`.
//!
//! Its tables are named by the template that says their sentences, or by the
//! part of the program. What is wrong with it is told with the file, the name
//! and what to do: whoever corrects a sentence need not read this program.

mod error;

use std::collections::{BTreeMap, BTreeSet};
use std::{ops::Range, sync::Arc};

use self::error::Fault;
pub use self::error::TextError;

use super::{Lang, typography::set_french};

#[derive(Debug)]
struct Sentence {
    name: Box<str>,
    table: Arc<str>,
    text: &'static str,
    /// The program says it, not (only) a template.
    is_taken: bool,
}

/// A sentence as it is printed, kept until the program ends.
fn set(lang: Lang, typed: &str) -> &'static str {
    let typed = on_one_line(typed);
    let text = match lang {
        Lang::Fr => set_french(&typed),
        Lang::En => typed,
    };
    Box::leak(text.into_boxed_str())
}

/// The sentences of one language, as they are printed.
#[derive(Debug)]
pub(crate) struct TextFile {
    name: &'static str,
    /// In the order of their names, then of their tables: templates ask by name
    /// alone, some thousand times.
    sentences: Vec<Sentence>,
}

impl TextFile {
    /// Reads sentences that will be kept until the program ends.
    pub(super) fn parse(name: &'static str, lang: Lang, toml: &str) -> Result<Self, TextError> {
        let typed: BTreeMap<String, BTreeMap<String, String>> =
            toml::from_str(toml).map_err(|error| {
                let at = error.span().map_or(0, |span| span.start);
                let before = toml.bytes().take(at);
                TextError {
                    file: name,
                    table: None,
                    fault: Box::new(Fault::Toml {
                        line: before.filter(|byte| *byte == b'\n').count() + 1,
                        problem: error.message().to_owned(),
                    }),
                }
            })?;
        let mut sentences = Vec::with_capacity(typed.values().map(BTreeMap::len).sum());
        for (table, typed) in typed {
            let table = Arc::from(table);
            sentences.extend(typed.into_iter().map(|(name, typed)| Sentence {
                name: name.into(),
                table: Arc::clone(&table),
                text: set(lang, &typed),
                is_taken: false,
            }));
        }
        // Stable: those of one name stay in the order of their tables.
        sentences.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Self { name, sentences })
    }

    /// The sentence that the program says, with these names between braces.
    pub(super) fn take(
        &mut self,
        table: &str,
        name: &str,
        wanted: &[&str],
    ) -> Result<&'static str, TextError> {
        let named = self.named(name);
        let mut named = self.sentences.get_mut(named).into_iter().flatten();
        let Some(sentence) = named.find(|sentence| *sentence.table == *table) else {
            return Err(self.wrong(Some(table), Fault::Missing(name.to_owned())));
        };
        sentence.is_taken = true;
        let text = sentence.text;
        let wanted = wanted.iter().map(|&name| name.to_owned()).collect();
        let found = names_in_braces(text);
        if found != wanted {
            let fault = Fault::Braces {
                name: name.to_owned(),
                found,
                wanted,
            };
            return Err(self.wrong(Some(table), fault));
        }
        Ok(text)
    }

    /// The sentence that a template says; a template knows no tables.
    pub(crate) fn say(&self, name: &str) -> Result<&'static str, TextError> {
        let named = self.sentences.get(self.named(name)).unwrap_or_default();
        let fault = match named {
            [sentence] => return Ok(sentence.text),
            [] => Fault::Unknown(name.to_owned()),
            several => Fault::TwiceNamed {
                name: name.to_owned(),
                tables: several.iter().map(|it| (*it.table).to_owned()).collect(),
            },
        };
        Err(self.wrong(None, fault))
    }

    /// Checks that templates say all that the program does not.
    pub(crate) fn check_use(&self, said: &BTreeSet<String>) -> Result<(), TextError> {
        let mut all = self.sentences.iter();
        match all.find(|it| !it.is_taken && !said.contains(&*it.name)) {
            Some(Sentence { table, name, .. }) => {
                Err(self.wrong(Some(table), Fault::Unused((**name).to_owned())))
            }
            None => Ok(()),
        }
    }

    /// Checks that another language has all sentences of this one, with the
    /// same names between braces.
    pub(super) fn check_other(&self, other: &Self) -> Result<(), TextError> {
        for sentence in &self.sentences {
            let Sentence { table, name, .. } = sentence;
            let there = other.sentences.get(other.named(name)).unwrap_or_default();
            let Some(there) = there.iter().find(|it| it.table == *table) else {
                let fault = Fault::OneLanguage {
                    name: (**name).to_owned(),
                    other: self.name,
                };
                return Err(other.wrong(Some(table), fault));
            };
            let [found, there] = [sentence, there].map(|it| names_in_braces(it.text));
            if found != there {
                let fault = Fault::OtherBraces {
                    name: (**name).to_owned(),
                    found,
                    other: other.name,
                    there,
                };
                return Err(self.wrong(Some(table), fault));
            }
        }
        Ok(())
    }

    fn wrong(&self, table: Option<&str>, fault: Fault) -> TextError {
        TextError {
            file: self.name,
            table: table.map(str::to_owned),
            fault: Box::new(fault),
        }
    }

    /// Each with its table and its name.
    #[cfg(test)]
    pub(super) fn sentences(&self) -> impl Iterator<Item = (&str, &str, &'static str)> {
        let all = self.sentences.iter();
        all.map(|it| (&*it.table, &*it.name, it.text))
    }

    /// Where those of this name stand.
    fn named(&self, name: &str) -> Range<usize> {
        let start = self.sentences.partition_point(|it| &*it.name < name);
        let rest = self.sentences.iter().skip(start);
        start..start + rest.take_while(|it| *it.name == *name).count()
    }
}

/// A sentence typed on several lines, as HTML reads it: a line's end and the
/// spaces around it are one space, and nothing at either end.
fn on_one_line(typed: &str) -> String {
    if !typed.contains('\n') {
        return typed.to_owned();
    }
    let lines = typed.lines().map(str::trim_ascii);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

fn names_in_braces(text: &str) -> BTreeSet<String> {
    let openings = text.split('{').skip(1);
    let names = openings.map(|opening| opening.split('}').next().unwrap_or_default());
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::text::sentences::sentences;

    sentences! {
        /// Sentences of a part of the program.
        Said {
            plain,
            left(count, time),
        }
    }

    const GOOD: &str = r#"
        [part]
        plain = "A sentence."
        left = "{count} left at {time}"
        [page]
        title = "Title"
    "#;

    fn parse(toml: &str) -> Result<TextFile, TextError> {
        TextFile::parse("en.toml", Lang::En, toml)
    }

    fn taken(toml: &str) -> Result<(TextFile, Said), TextError> {
        let mut file = parse(toml)?;
        let said = Said::take(&mut file, "part")?;
        Ok((file, said))
    }

    /// What a start is refused with.
    fn refusal<T>(result: Result<T, TextError>) -> String {
        let error = result.err().expect("it is wrong");
        error.to_string()
    }

    fn said_by_templates(file: &TextFile, names: &[&str]) -> Result<(), TextError> {
        let names = names.iter().map(|name| (*name).to_owned());
        file.check_use(&names.collect())
    }

    #[test]
    fn a_sentence_is_found_by_its_name_and_filled_in() {
        let (file, said) = taken(GOOD).unwrap();
        assert_eq!(said.plain, "A sentence.");
        assert_eq!(said.left("3", "noon"), "3 left at noon");
        assert_eq!(file.say("title"), Ok("Title"));
        assert_eq!(said_by_templates(&file, &["title"]), Ok(()));
    }

    #[test]
    fn a_sentence_may_stand_on_several_lines() {
        let toml = "[page]\nlong = \"\"\"\nOne,\n  two  and\n\nthree.\"\"\"\nshort = \" a  b \"";
        let file = parse(toml).unwrap();
        assert_eq!(file.say("long"), Ok("One, two  and three."));
        assert_eq!(file.say("short"), Ok(" a  b "));
    }

    #[test]
    fn french_is_printed_as_french_wants_it_and_english_as_it_is_typed() {
        let toml = "[page]\nwhy = \"Pourquoi : l'un\n?\"".replace("\n?", " ?");
        let french = TextFile::parse("fr.toml", Lang::Fr, &toml).unwrap();
        assert_eq!(french.say("why"), Ok("Pourquoi\u{a0}: l’un\u{202f}?"));
        assert_eq!(parse(&toml).unwrap().say("why"), Ok("Pourquoi : l'un ?"));
    }

    #[test]
    fn what_is_no_table_of_sentences_is_refused() {
        assert_eq!(
            refusal(parse("[page]\ntitle = 3\n")),
            "en.toml: line 2: invalid type: integer `3`, expected a string; each line of a table is \
             `name = \"sentence\"`, and a sentence on several lines stands between `\"\"\"`"
        );
        let twice = refusal(parse("[page]\ntitle = \"a\"\ntitle = \"b\"\n"));
        assert!(
            twice.starts_with("en.toml: line 3: duplicate key"),
            "{twice}"
        );
    }

    #[test]
    fn a_sentence_that_is_missing_is_refused() {
        assert_eq!(
            refusal(taken(&GOOD.replace("plain =", "plane ="))),
            "en.toml, [part]: `plain` is missing; add it, or correct the name of the one meant"
        );
        assert_eq!(
            refusal(taken("")),
            "en.toml, [part]: `plain` is missing; add it, or correct the name of the one meant"
        );
        assert_eq!(
            refusal(parse(GOOD).unwrap().say("titel")),
            "en.toml: no table has `titel`; add it, or correct the name in the template"
        );
    }

    #[test]
    fn a_sentence_that_nothing_says_is_refused() {
        let (file, _) = taken(GOOD).unwrap();
        assert_eq!(
            refusal(said_by_templates(&file, &["plain"])),
            "en.toml, [page]: nothing says `title`; take it out, or correct its name"
        );
    }

    #[test]
    fn a_name_that_means_two_sentences_is_refused_where_a_template_says_it() {
        let (file, _) = taken(&GOOD.replace("title =", "plain =")).unwrap();
        assert_eq!(
            refusal(file.say("plain")),
            "en.toml: `plain` stands in [page] and in [part]; rename all but one"
        );
    }

    #[test]
    fn a_sentence_of_one_language_only_is_refused() {
        let french = TextFile::parse("fr.toml", Lang::Fr, GOOD).unwrap();
        let english = parse(&GOOD.replace("title =", "titel =")).unwrap();
        assert_eq!(
            refusal(french.check_other(&english)),
            "en.toml, [page]: `title` is missing, which fr.toml has; add it, or take it out there"
        );
        assert_eq!(
            refusal(english.check_other(&french)),
            "fr.toml, [page]: `titel` is missing, which en.toml has; add it, or take it out there"
        );
    }

    #[test]
    fn braces_that_nothing_fills_are_refused() {
        for (left, found) in [
            ("{cuont} left at {time}", "{cuont} and {time}"),
            ("some left at {time}", "{time}"),
            ("{} left", "{}"),
            ("all left", "nothing"),
        ] {
            let toml = GOOD.replace("{count} left at {time}", left);
            assert_eq!(
                refusal(taken(&toml)),
                format!(
                    "en.toml, [part]: `left` has {found} where {{count}} and {{time}} can be put \
                     in; correct the braces"
                )
            );
        }
        assert_eq!(
            refusal(taken(&GOOD.replace("A sentence", "A {sentence}"))),
            "en.toml, [part]: `plain` has {sentence} where nothing can be put in; correct the \
             braces"
        );
    }

    #[test]
    fn braces_of_one_language_only_are_refused() {
        let french = TextFile::parse("fr.toml", Lang::Fr, GOOD).unwrap();
        let english = parse(&GOOD.replace("\"Title\"", "\"Title of {page.name}\"")).unwrap();
        assert_eq!(
            refusal(french.check_other(&english)),
            "fr.toml, [page]: `title` has nothing where en.toml has {page.name}; correct the one \
             that is wrong"
        );
    }
}
