//! The list that words are drawn from.

/// Words for exercises 3 and 10: without accents, easy to read out.
pub(super) const WORDS: &str = include_str!("../../../../assets/words.txt");

/// Whether a list holds each word once and nothing but words, one a line.
#[cfg(test)]
pub(super) fn is_list_of_words(list: &str) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    list.lines().all(|line| {
        let is_word = !line.is_empty() && line.bytes().all(|it| it.is_ascii_graphic());
        is_word && seen.insert(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_each_word_once_and_nothing_but_words() {
        assert!(is_list_of_words(WORDS));
        assert!(WORDS.lines().count() >= 100);
        assert!(!is_list_of_words("a\na"));
        assert!(!is_list_of_words("a b"));
    }
}
