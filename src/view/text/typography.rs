//! French as it is printed, of French as it is typed.
//!
//! Sentences are typed with the characters of a keyboard: a plain space before
//! `?`, a straight apostrophe. What is printed has no-break spaces and ’ there.
//! English is printed as it is typed.

const NARROW: char = '\u{202f}';
const WIDE: char = '\u{a0}';

/// What begins and ends a stretch that is no prose.
const VERBATIM: [(&str, &str); 7] = [
    ("`", "`"),
    ("<code", "</code>"),
    ("<kbd", "</kbd>"),
    ("<!--", "-->"),
    ("{{", "}}"),
    ("{", "}"),
    ("[[", "]]"),
];

/// Sets a French text, or a template of one: U+202F before `; ! ? »`, after `«`
/// and between thousands, U+00A0 before `:`, ’ for a straight apostrophe. The
/// space that was typed there is replaced, a missing one is added.
///
/// Tags, entities, `{…}`, `[[…]]` and code (in `<code>`, in `<kbd>`, between
/// backticks) stay as they are; so does what is set already.
pub(crate) fn set_french(text: &str) -> String {
    let mut set = String::with_capacity(text.len() + text.len() / 16);
    let mut rest = text;
    loop {
        let (plain, from_here) = rest.split_at(rest.find(may_change).unwrap_or(rest.len()));
        set.push_str(plain);
        let Some(char) = from_here.chars().next() else {
            return set;
        };
        let (verbatim, after) = from_here.split_at(verbatim_length(from_here));
        rest = if verbatim.is_empty() {
            let after = after.get(char.len_utf8()..).unwrap_or_default();
            set_char(&mut set, char, after)
        } else {
            set.push_str(verbatim);
            after
        };
    }
}

/// Whether a character is more than itself: all others are copied in one piece.
fn may_change(char: char) -> bool {
    matches!(
        char,
        '`' | '<' | '{' | '[' | '&' | ';' | '!' | '?' | '»' | ':' | '«' | ' ' | '\''
    )
}

/// Sets one character of prose, and gives back what is left to set after it.
fn set_char<'a>(set: &mut String, char: char, after: &'a str) -> &'a str {
    // Not the colon of an address or of a time, nor the mark before a query.
    let ends_word = !after.starts_with(|next: char| next.is_alphanumeric() || next == '/');
    match char {
        ';' | '!' | '?' | '»' if ends_word => set_space_before(set, NARROW),
        ':' if ends_word => set_space_before(set, WIDE),
        '«' => {
            set.extend([char, NARROW]);
            return after.strip_prefix([' ', NARROW, WIDE]).unwrap_or(after);
        }
        _ => {}
    }
    set.push(match char {
        ' ' if is_among_thousands(set, after) => NARROW,
        '\'' => '’',
        char => char,
    });
    after
}

/// In place of the space that was typed; without one, behind a word; not before
/// a sign that is quoted.
fn set_space_before(set: &mut String, space: char) {
    if set.ends_with("«\u{202f}") {
        return;
    }
    if set.ends_with([' ', NARROW, WIDE]) {
        set.pop();
        set.push(space);
    } else if set.ends_with(|last: char| last.is_alphanumeric() || ".…)]}>`%»’".contains(last))
    {
        set.push(space);
    }
}

/// Between one to three digits and exactly three.
fn is_among_thousands(before: &str, after: &str) -> bool {
    let digits_before = before.chars().rev().take_while(char::is_ascii_digit);
    let digits_after = after.chars().take_while(char::is_ascii_digit);
    matches!(digits_before.count(), 1..=3) && digits_after.count() == 3
}

/// How many bytes of the beginning are no prose: all that is left where an end
/// is missing.
fn verbatim_length(text: &str) -> usize {
    let Some((start, end)) = verbatim(text) else {
        return 0;
    };
    let inside = text.get(start.len()..).unwrap_or_default();
    inside
        .find(end)
        .map_or(text.len(), |at| start.len() + at + end.len())
}

fn verbatim(text: &str) -> Option<(&'static str, &'static str)> {
    if !text.starts_with(['`', '<', '{', '[', '&']) {
        return None;
    }
    let mut known = VERBATIM.into_iter();
    known
        .find(|(start, _)| text.starts_with(start))
        .or_else(|| starts_tag(text).then_some(("<", ">")))
        .or_else(|| starts_entity(text).then_some(("&", ";")))
}

fn starts_tag(text: &str) -> bool {
    text.strip_prefix('<')
        .is_some_and(|tag| tag.starts_with(|char: char| char.is_ascii_alphabetic() || char == '/'))
}

fn starts_entity(text: &str) -> bool {
    let name = text
        .strip_prefix('&')
        .and_then(|rest| rest.split_once(';'))
        .map(|(name, _)| name);
    name.is_some_and(|name| {
        name.chars()
            .all(|char| char.is_ascii_alphanumeric() || char == '#')
    })
}

/// Checks every text of a table of French sentences that are typed as they are
/// printed.
#[cfg(test)]
#[track_caller]
pub(crate) fn check_all(sentences: &serde_json::Value) {
    use serde_json::Value;
    match sentences {
        Value::String(text) => check(text),
        Value::Array(items) => items.iter().for_each(check_all),
        Value::Object(fields) => fields.values().for_each(check_all),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Checks every string literal of a source of French sentences, for those that
/// Rust words and that are typed as they are printed.
#[cfg(test)]
#[track_caller]
pub(crate) fn check_source(source: &str) {
    let mut chars = source.chars();
    while chars.any(|char| char == '"') {
        check(&literal(&mut chars));
    }
}

#[cfg(test)]
#[track_caller]
fn check(text: &str) {
    assert_eq!(set_french(text), text);
    // A word behind a word, outside of code and tags: not `a = "b"`.
    let prose: Vec<char> = text.split('`').step_by(2).flat_map(str::chars).collect();
    let is_quoted = !prose.contains(&'<')
        && prose.windows(4).any(|four| {
            four[0].is_alphabetic() && four[1..3] == [' ', '"'] && four[3].is_alphabetic()
        });
    assert!(!is_quoted, "straight quote in {text:?}");
}

/// The text of a string literal, whose opening quote was read.
#[cfg(test)]
fn literal(chars: &mut std::str::Chars<'_>) -> String {
    let mut text = String::new();
    loop {
        let char = match chars.next().expect("a literal ends") {
            '"' => return text,
            '\\' => chars.next().map(|escape| escaped(escape, chars)),
            char => Some(char),
        };
        text.extend(char);
    }
}

/// The character of an escape, which began with `escape`.
#[cfg(test)]
fn escaped(escape: char, chars: &mut std::str::Chars<'_>) -> char {
    if escape != 'u' {
        return escape;
    }
    let code: String = chars.by_ref().take_while(|char| *char != '}').collect();
    let code = u32::from_str_radix(code.trim_start_matches('{'), 16).expect("hexadecimal");
    char::from_u32(code).expect("a character")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is printed for what is typed; `_` stands for U+202F, `~` for U+00A0.
    const SET: [(&str, &str); 31] = [
        ("Pourquoi ?", "Pourquoi_?"),
        ("Pourquoi?", "Pourquoi_?"),
        ("Quoi ?!", "Quoi_?!"),
        ("Voici : « ceci » ; cela !", "Voici~: «_ceci_»_; cela_!"),
        ("Voici: «ceci»; cela!", "Voici~: «_ceci_»_; cela_!"),
        ("« Quoi ? »", "«_Quoi_?_»"),
        ("« : » et « ? »", "«_:_» et «_?_»"),
        ("Voici~; ceci_: «~cela~»", "Voici_; ceci~: «_cela_»"),
        ("l'accueil", "l’accueil"),
        (
            "postgres://nom@hôte:5432/base, à 12:30",
            "postgres://nom@hôte:5432/base, à 12:30",
        ),
        ("/aide?lang=fr", "/aide?lang=fr"),
        ("4 093 octets", "4_093 octets"),
        ("de 10 à 2 678 400.", "de 10 à 2_678_400."),
        (
            "100 fois 4, 12 2024, 2026 100, 4 1000",
            "100 fois 4, 12 2024, 2026 100, 4 1000",
        ),
        ("tapez `a: 'b'?` !", "tapez `a: 'b'?`_!"),
        ("l'heure `12:30` : `a?`", "l’heure `12:30`~: `a?`"),
        ("`a?`; `b`: c", "`a?`_; `b`~: c"),
        (
            "<span title=\"l'a ?\">{b}</span> ?",
            "<span title=\"l'a ?\">{b}</span>_?",
        ),
        (
            "<code translate=\"no\">'a: b ?'</code> !",
            "<code translate=\"no\">'a: b ?'</code>_!",
        ),
        (
            "<b><code>a ?</code></b> : <kbd>; !</kbd> ;",
            "<b><code>a ?</code></b>~: <kbd>; !</kbd>_;",
        ),
        ("<!-- l'un ? --> l'autre ?", "<!-- l'un ? --> l’autre_?"),
        (
            "{{ if a.b ? 'c' }}l'un{{ endif }} : {d} ?",
            "{{ if a.b ? 'c' }}l’un{{ endif }}~: {d}_?",
        ),
        ("[[url l'a ?]] ?", "[[url l'a ?]]_?"),
        ("a &lt; b ; a < b & c ;", "a &lt; b_; a < b & c_;"),
        ("&#8239;?", "&#8239;?"),
        ("(?) ? !", "(?)_?_!"),
        ("? l'un", "? l’un"),
        ("sans fin `l'un ?", "sans fin `l'un ?"),
        ("sans fin {l'un ?", "sans fin {l'un ?"),
        ("", ""),
        ("« ", "«_"),
    ];

    #[test]
    fn french_is_set_as_french_wants_it() {
        for (typed, printed) in SET {
            let [typed, printed] =
                [typed, printed].map(|text| text.replace('_', "\u{202f}").replace('~', "\u{a0}"));
            assert_eq!(set_french(&typed), printed);
            assert_eq!(set_french(&printed), printed, "set twice");
        }
    }

    /// Files whose French is set when they are read.
    const TYPED: [&str; 4] = [
        include_str!("../../../assets/text/fr.toml"),
        include_str!("../../../assets/templates/course.fr.html"),
        include_str!("../../../assets/templates/help.fr.html"),
        include_str!("../../../assets/templates/accessibility.fr.html"),
    ];

    /// Rust whose French is typed as it is printed; some has both languages,
    /// the French behind the mark.
    const PRINTED: [(&str, &str); 11] = [
        ("", include_str!("cookie/fr.rs")),
        ("", include_str!("cli/fr.rs")),
        ("const FR", include_str!("cli/banner.rs")),
        ("const FR", include_str!("cli/settings.rs")),
        ("const FR", include_str!("cli/signing.rs")),
        ("fn what_fr", include_str!("cli/exercises.rs")),
        ("const FR", include_str!("cli/frame.rs")),
        ("const FR", include_str!("cli/decode.rs")),
        ("const FR", include_str!("cli/usage.rs")),
        ("", include_str!("../../cli/help/french/commands.rs")),
        ("", include_str!("../../cli/help/french/arguments.rs")),
    ];

    #[test]
    fn french_in_files_is_typed_plainly() {
        for text in TYPED {
            for line in text.lines() {
                let is_plain = line.starts_with('#') || !line.contains([NARROW, WIDE, '’']);
                assert!(is_plain, "{line}");
            }
        }
    }

    #[test]
    fn french_in_sources_is_typed_as_it_is_printed() {
        for (mark, source) in PRINTED {
            let (_, french) = source.split_once(mark).expect("it has French");
            // The characters of a cookie's name are no punctuation.
            check_source(&french.replace("!#$%&'*+-.^_`|~", ""));
        }
    }

    #[test]
    fn a_text_that_is_not_set_is_found() {
        for (source, is_set) in [
            (r#"a: "Pourquoi\u{202f}?","#, true),
            (r#"a: "Pourquoi ?","#, false),
            (
                r#"a: "«\u{202f}oui\u{202f}»", b: "l’un et l'autre","#,
                false,
            ),
            (r#"a: "dit \"oui\"","#, false),
            (r#"a: "tapez `\"oui\"`","#, true),
            (r#"a: "l'un","#, false),
        ] {
            let result = std::panic::catch_unwind(|| check_source(source));
            assert_eq!(result.is_ok(), is_set, "{source}");
        }
    }
}
