//! Two cookies side by side: what was changed, part by part.

use super::{Part, Parts};

/// The most stretches that a part is cut into; the last one may hold all the rest.
// Security: characters that differ in turn would make a page of half a megabyte.
const MAX_RUNS: usize = 128;

/// A stretch of a part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Run<'value> {
    /// Its characters; never empty.
    pub text: &'value str,
    /// Whether the other cookie has something else there; of the rest of a part
    /// that changes too often, whether it has somewhere.
    pub is_changed: bool,
}

/// One part in both cookies. There is no `Debug`: it would print them.
#[derive(Clone, PartialEq, Eq)]
pub struct PartDiff<'value> {
    /// Which one.
    pub part: Part,
    /// As it was; empty where there was none.
    pub before: Vec<Run<'value>>,
    /// As it is; empty where there is none.
    pub after: Vec<Run<'value>>,
    /// How many characters are not as they were: of the longer one.
    pub changed_chars: usize,
}

/// What tells two cookies apart.
#[derive(Clone, PartialEq, Eq)]
pub struct Diff<'value>([PartDiff<'value>; 3]);

impl<'value> Diff<'value> {
    /// Compares two values.
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

    /// The three parts, in their order.
    pub fn parts(&self) -> &[PartDiff<'value>] {
        &self.0
    }

    /// The parts that are not as they were.
    pub fn changed(&self) -> Vec<Part> {
        let changed = self.0.iter().filter(|it| it.changed_chars > 0);
        changed.map(|it| it.part).collect()
    }

    /// How many characters are not as they were.
    pub fn changed_chars(&self) -> usize {
        self.0.iter().map(|it| it.changed_chars).sum()
    }
}

/// Which characters of either text the other one does not have there. Texts of
/// one length are compared place by place; of others, what stands between the
/// common start and the common end is changed.
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

/// How many characters two texts have in common from where they begin.
fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

/// Cuts a text into stretches; `differs` says it of each character.
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

    /// The changed characters in brackets.
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
