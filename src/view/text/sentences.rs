//! Sentences that the program picks, by name and with what is put into them.

/// Declares a struct whose fields are sentences of one table of
/// `assets/text/*.toml`.
///
/// `name` is a sentence as it is: `words.name`. `name(count, limit)` is one with
/// `{count}` and `{limit}` in it, and nothing else between braces:
/// `words.name(&count, &limit)`.
macro_rules! sentences {
    (
        $(#[$about:meta])*
        $Name:ident {
            $( $(#[$doc:meta])* $name:ident $(( $($hole:ident),+ ))?, )*
        }
    ) => {
        $(#[$about])*
        #[derive(Debug)]
        pub(crate) struct $Name {
            $( $(#[$doc])* pub(crate) $name: &'static str, )*
        }

        impl $Name {
            /// Takes the sentences of a table.
            pub(in crate::view::text) fn take(
                file: &mut $crate::view::text::file::TextFile,
                table: &str,
            ) -> Result<Self, $crate::view::text::file::TextError> {
                Ok(Self {
                    $( $name: file.take(
                        table,
                        stringify!($name),
                        &[$($(stringify!($hole)),+)?],
                    )?, )*
                })
            }

            $($(
                /// The sentence of this name, filled in.
                pub(crate) fn $name(&self, $($hole: &str),+) -> String {
                    $crate::view::text::sentences::fill(
                        self.$name,
                        &[$((stringify!($hole), $hole)),+],
                    )
                }
            )?)*
        }
    };
}

pub(in crate::view::text) use sentences;

/// A sentence with its `{name}`s filled in. What is put in has no backtick,
/// which would turn words into commands.
pub(in crate::view::text) fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        let (_, value) = value.expect("`TextFile::take` has compared the names");
        filled.push_str(&value.replace('`', "\u{b4}"));
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_into_a_sentence_is_not_looked_at_again() {
        let filled = fill("{a} and `{b}`.", &[("a", "{b}"), ("b", "x`y")]);
        assert_eq!(filled, "{b} and `x\u{b4}y`.");
    }
}
