//! The sentences of both languages, read once, when the site starts.

use std::sync::LazyLock;

use super::{
    Lang,
    errors::ErrorTexts,
    file::{TextError, TextFile},
    lab::{
        AttributeWords, BenchWords, ExchangeWords, InspectorWords, Notices, PageNames,
        PracticalWords, ProbeWords, RoomWords,
    },
    site::{Flashes, FormText},
};

/// Declares what the program says, by the tables that it stands in.
macro_rules! texts {
    ($($table:ident: $Name:ident),+ $(,)?) => {
        /// The sentences of one language.
        #[derive(Debug)]
        pub(crate) struct Texts {
            /// Those that templates say, and all others.
            pub(crate) file: TextFile,
            $( $table: $Name, )+
        }

        impl Texts {
            fn read(mut file: TextFile) -> Result<Self, TextError> {
                Ok(Self {
                    $( $table: $Name::take(&mut file, stringify!($table))?, )+
                    file,
                })
            }
        }

        $(
            impl $Name {
                /// The sentences in this language.
                pub(crate) fn of(lang: Lang) -> &'static Self {
                    &Texts::of(lang).$table
                }
            }
        )+
    };
}

texts! {
    attributes: AttributeWords,
    bench: BenchWords,
    errors: ErrorTexts,
    exchanges: ExchangeWords,
    exercise: PracticalWords,
    flashes: Flashes,
    forms: FormText,
    inspector: InspectorWords,
    notices: Notices,
    probe: ProbeWords,
    room: RoomWords,
    site_map: PageNames,
}

/// Both languages, in the order of `Lang::ALL`.
static TEXTS: LazyLock<Result<[Texts; 2], TextError>> = LazyLock::new(|| {
    let fr = include_str!("../../../assets/text/fr.toml");
    let en = include_str!("../../../assets/text/en.toml");
    read(("assets/text/fr.toml", fr), ("assets/text/en.toml", en))
});

/// Reads both files, each its name and its text.
fn read(
    (fr_name, fr): (&'static str, &str),
    (en_name, en): (&'static str, &str),
) -> Result<[Texts; 2], TextError> {
    let [fr, en] = Lang::at_once(|lang| {
        let (name, toml) = match lang {
            Lang::Fr => (fr_name, fr),
            Lang::En => (en_name, en),
        };
        Texts::read(TextFile::parse(name, lang, toml)?)
    });
    let (fr, en) = (fr?, en?);
    fr.file.check_other(&en.file)?;
    en.file.check_other(&fr.file)?;
    Ok([fr, en])
}

impl Texts {
    /// Reads the sentences, and says what is wrong with them.
    pub(crate) fn check() -> Result<(), TextError> {
        TEXTS.as_ref().map(|_| ()).map_err(Clone::clone)
    }

    /// The sentences in this language.
    ///
    /// # Panics
    ///
    /// Where `check` would fail.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        let [fr, en] = TEXTS
            .as_ref()
            .expect("`Contents::read` has checked the sentences");
        match lang {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classroom::MAX_EXCHANGES;

    #[test]
    fn the_sentences_can_be_used() {
        assert_eq!(Texts::check(), Ok(()));
    }

    #[test]
    fn the_number_of_exchanges_is_the_true_one() {
        for lang in Lang::ALL {
            let lead = Texts::of(lang).file.say("exchanges_lead").unwrap();
            assert!(lead.contains(&format!(" {MAX_EXCHANGES} ")), "{lead}");
        }
    }

    /// A line break in a file is a blank: it must not stand there.
    #[test]
    fn no_blank_stands_inside_of_brackets() {
        for lang in Lang::ALL {
            for (table, name, text) in Texts::of(lang).file.sentences() {
                let is_tight = !text.contains("( ") && !text.contains(" )");
                assert!(is_tight, "{}, [{table}]: `{name}`", lang.tag());
            }
        }
    }

    #[test]
    fn every_command_in_a_sentence_is_closed() {
        for lang in Lang::ALL {
            for (table, name, text) in Texts::of(lang).file.sentences() {
                let is_even = text.matches('`').count().is_multiple_of(2);
                assert!(is_even, "{}, [{table}]: `{name}`", lang.tag());
            }
        }
    }
}
