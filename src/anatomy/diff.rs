//! Compares two cookies part by part.

use super::{Part, Parts};

/// The most runs a part is cut into; the last one may hold all the rest.
// Security: alternating characters would otherwise make a page of half a megabyte.
const MAX_RUNS: usize = 128;

/// Consecutive characters of a part that are all changed, or all unchanged.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Run<'value> {
    /// Never empty.
    pub text: &'value str,
    /// Whether the other cookie differs here; for a last run that holds all the rest, whether it
    /// differs anywhere in it.
    pub is_changed: bool,
}

/// One part in both cookies. There is no `Debug`, since it would print them.
#[derive(Clone, PartialEq, Eq)]
pub struct PartDiff<'value> {
    /// Which of the three it is.
    pub part: Part,
    /// Empty if the part was missing.
    pub before: Vec<Run<'value>>,
    /// Empty if the part is missing.
    pub after: Vec<Run<'value>>,
    /// Changed characters, counted in the version that has more of them.
    pub changed_chars: usize,
}

/// How two cookies differ.
#[derive(Clone, PartialEq, Eq)]
pub struct Diff<'value>([PartDiff<'value>; 3]);

impl<'value> Diff<'value> {
    /// Compares two cookie values.
    pub fn of(before: &'value str, after: &'value str) -> Self {
        let (before, after) = (Parts::of(before), Parts::of(after));
        Self(Part::ALL.map(|part| {
            let (before, after) = (before.text(part), after.text(part));
            let [differs_before, differs_after] = differences(before, after);
            let count = |differs: &[bool]| differs.iter().filter(|it| **it).count();
            PartDiff {
                part,
                before: marked(before, &differs_before),
                after: marked(after, &differs_after),
                changed_chars: count(&differs_before).max(count(&differs_after)),
            }
        }))
    }

    /// The three parts, in the cookie's order.
    pub fn parts(&self) -> &[PartDiff<'value>] {
        &self.0
    }

    /// Which parts differ.
    pub fn changed(&self) -> Vec<Part> {
        let changed = self.0.iter().filter(|it| it.changed_chars > 0);
        changed.map(|it| it.part).collect()
    }

    /// The sum over the three parts.
    pub fn changed_chars(&self) -> usize {
        self.0.iter().map(|it| it.changed_chars).sum()
    }
}

/// For each text, which of its characters differ from the other's. Texts of equal length are
/// compared character by character; otherwise everything between the common start and the common
/// end counts as changed.
fn differences(before: &str, after: &str) -> [Vec<bool>; 2] {
    let lengths = [before, after].map(|text| text.chars().count());
    let [length_before, length_after] = lengths;
    if length_before == length_after {
        let pairs = before.chars().zip(after.chars());
        let differs: Vec<bool> = pairs.map(|(a, b)| a != b).collect();
        return [differs.clone(), differs];
    }
    let start = common(before.chars(), after.chars());
    let end = common(before.chars().rev(), after.chars().rev());
    let end = end.min(length_before.min(length_after) - start);
    lengths.map(|length| {
        let changed = start..length - end;
        (0..length).map(|at| changed.contains(&at)).collect()
    })
}

/// The length of the common prefix of two sequences.
fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

/// Cuts a text into runs; `differs` has an entry for each character.
fn marked<'value>(text: &'value str, differs: &[bool]) -> Vec<Run<'value>> {
    let mut runs = Vec::new();
    let mut rest = text;
    let mut differs = differs;
    while let Some((is_changed, _)) = differs.split_first() {
        let (count, is_changed) = if runs.len() + 1 < MAX_RUNS {
            let same = differs.iter().take_while(|it| *it == is_changed);
            (same.count(), *is_changed)
        } else {
            (differs.len(), differs.contains(&true))
        };
        let bytes = rest
            .char_indices()
            .nth(count)
            .map_or(rest.len(), |(index, _)| index);
        let (run, after) = rest.split_at(bytes);
        runs.push(Run {
            text: run,
            is_changed,
        });
        rest = after;
        differs = differs.get(count..).unwrap_or_default();
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Puts the changed characters in brackets.
    fn shown(runs: &[Run<'_>]) -> String {
        let shown = runs.iter().map(|run| {
            if run.is_changed {
                format!("[{}]", run.text)
            } else {
                run.text.to_owned()
            }
        });
        shown.collect()
    }

    #[test]
    fn changed_characters_are_found_in_each_part() {
        for (before, after, shown_before, shown_after, count) in [
            ("abc.de.fg", "abc.de.fg", "abc|de|fg", "abc|de|fg", 0),
            (
                "YWxpY2Ui.a.s",
                "YWRtaW4i.a.s",
                "YW[xpY2U]i|a|s",
                "YW[RtaW4]i|a|s",
                5,
            ),
            (
                "axbxc.t.s",
                "aybyc.t.s",
                "a[x]b[x]c|t|s",
                "a[y]b[y]c|t|s",
                2,
            ),
            ("abc.t.sig", "abc.t.sig==", "abc|t|sig", "abc|t|sig[==]", 2),
            ("abc.t.sig", "abc.t.s", "abc|t|s[ig]", "abc|t|s", 2),
            ("aa.t.s", "aaa.t.s", "aa|t|s", "aa[a]|t|s", 1),
            ("a.t.s", "", "[a]|[t]|[s]", "||", 3),
            ("é.t.s", "è.t.s", "[é]|t|s", "[è]|t|s", 1),
        ] {
            let diff = Diff::of(before, after);
            let side = |of: fn(&PartDiff<'_>) -> String| {
                let parts: Vec<String> = diff.parts().iter().map(of).collect();
                parts.join("|")
            };
            assert_eq!(side(|it| shown(&it.before)), shown_before);
            assert_eq!(side(|it| shown(&it.after)), shown_after);
            assert_eq!(diff.changed_chars(), count, "{after}");
        }
    }

    #[test]
    fn a_part_that_changes_too_often_is_cut_into_a_bounded_number_of_stretches() {
        let (before, after) = ("ab".repeat(5000), "ac".repeat(5000));
        let diff = Diff::of(&before, &after);
        let [payload, ..] = diff.parts() else {
            panic!("three parts");
        };
        assert_eq!((payload.after.len(), payload.before.len()), (128, 128));
        assert_eq!(diff.changed_chars(), 5000);
        let whole: String = payload.after.iter().map(|run| run.text).collect();
        assert_eq!(whole, after);
    }

    #[test]
    fn the_changed_parts_are_named() {
        assert_eq!(Diff::of("a.t.s", "b.t.s").changed(), [Part::Payload]);
        assert_eq!(
            Diff::of("a.t.s", "a.u.v").changed(),
            [Part::Timestamp, Part::Signature]
        );
    }
}
