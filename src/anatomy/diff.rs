//! Two cookies side by side: what was changed, part by part.

use super::{Part, Parts};

/// A stretch of a part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Run<'value> {
    /// Its characters; never empty.
    pub text: &'value str,
    /// Whether the other cookie has something else there.
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
}

impl PartDiff<'_> {
    /// How many characters are not as they were: of the longer one.
    pub fn changed_chars(&self) -> usize {
        let changed = |runs: &[Run<'_>]| -> usize {
            let changed = runs.iter().filter(|run| run.is_changed);
            changed.map(|run| run.text.chars().count()).sum()
        };
        changed(&self.before).max(changed(&self.after))
    }
}

/// What tells two cookies apart.
#[derive(Clone, PartialEq, Eq)]
pub struct Diff<'value>([PartDiff<'value>; 3]);

impl<'value> Diff<'value> {
    /// Compares two values.
    pub fn of(before: &'value str, after: &'value str) -> Self {
        let (before, after) = (Parts::of(before), Parts::of(after));
        Self(Part::ALL.map(|part| {
            let (before, after) = runs(before.text(part), after.text(part));
            PartDiff {
                part,
                before,
                after,
            }
        }))
    }

    /// The three parts, in their order.
    pub fn parts(&self) -> &[PartDiff<'value>] {
        &self.0
    }

    /// The parts that are not as they were.
    pub fn changed(&self) -> Vec<Part> {
        let changed = self.0.iter().filter(|it| it.changed_chars() > 0);
        changed.map(|it| it.part).collect()
    }

    /// How many characters are not as they were.
    pub fn changed_chars(&self) -> usize {
        self.0.iter().map(PartDiff::changed_chars).sum()
    }
}

/// Texts of one length are compared place by place; of others, what stands
/// between the common start and the common end is changed.
fn runs<'value>(before: &'value str, after: &'value str) -> (Vec<Run<'value>>, Vec<Run<'value>>) {
    let is_as_long = before.chars().count() == after.chars().count();
    if is_as_long {
        let differs: Vec<bool> = before
            .chars()
            .zip(after.chars())
            .map(|(a, b)| a != b)
            .collect();
        return (marked(before, &differs), marked(after, &differs));
    }
    let start = common(before.chars(), after.chars());
    let end = common(
        before
            .chars()
            .skip(start)
            .collect::<Vec<_>>()
            .into_iter()
            .rev(),
        after
            .chars()
            .skip(start)
            .collect::<Vec<_>>()
            .into_iter()
            .rev(),
    );
    let mark = |text: &'value str| {
        let length = text.chars().count();
        let differs: Vec<bool> = (0..length)
            .map(|at| at >= start && at < length - end)
            .collect();
        marked(text, &differs)
    };
    (mark(before), mark(after))
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
        let count = differs.iter().take_while(|it| *it == is_changed).count();
        let bytes = rest
            .char_indices()
            .nth(count)
            .map_or(rest.len(), |(index, _)| index);
        let (run, after) = rest.split_at(bytes);
        runs.push(Run {
            text: run,
            is_changed: *is_changed,
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
    fn the_changed_parts_are_named() {
        assert_eq!(Diff::of("a.t.s", "b.t.s").changed(), [Part::Payload]);
        assert_eq!(
            Diff::of("a.t.s", "a.u.v").changed(),
            [Part::Timestamp, Part::Signature]
        );
    }
}
