//! Where a document has tags.

use super::{has_tag, tag_of};
use crate::session::{Text, Value};

/// The tags of a document, listed up to a limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// All of them, listed or not.
    pub count: usize,
    /// For each tag, the JSON pointer (RFC 6901) of its object, and its key without the space;
    /// outermost first. May stop before all are listed.
    pub listed: Vec<(String, &'static str)>,
}

impl Places {
    /// Whether some tags were only counted.
    pub fn is_cut(&self) -> bool {
        self.listed.len() < self.count
    }
}

/// What JSON needs for an entry apart from its pointer, in bytes.
const ENTRY_BYTES: usize = r#"{"path":"","tag":"di"},"#.len();

/// Finds the tags in a document read by [`json::parse`](crate::session::parse), and lists as many
/// as fit into `max_bytes`.
// Security: a few thousand tags below long keys would need gigabytes of pointers, so only those
// that will be listed are built.
pub fn tags_in(value: &Value, max_bytes: usize) -> Places {
    let mut search = Search {
        found: Places::default(),
        path: Vec::new(),
        bytes_left: max_bytes,
    };
    if has_tag(value) {
        search.visit(value, 0);
    }
    search.found
}

enum Segment<'document> {
    Item(usize),
    Entry(&'document Text),
}

struct Search<'document> {
    found: Places,
    path: Vec<Segment<'document>>,
    bytes_left: usize,
}

impl<'document> Search<'document> {
    /// `path_bytes` is a lower bound for the length of the pointer to `value`.
    fn visit(&mut self, value: &'document Value, path_bytes: usize) {
        match value {
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.descend(Segment::Item(index), item, path_bytes + "/0".len());
                }
            }
            Value::Dict(dict) => {
                if let Some(tag) = dict.only().and_then(|(key, _)| tag_of(key)) {
                    self.found(tag.trim_start(), path_bytes);
                }
                for (key, item) in dict.iter() {
                    let bytes = path_bytes + "/".len() + key.len();
                    self.descend(Segment::Entry(key), item, bytes);
                }
            }
            _ => {}
        }
    }

    fn descend(&mut self, step: Segment<'document>, to: &'document Value, path_bytes: usize) {
        self.path.push(step);
        self.visit(to, path_bytes);
        self.path.pop();
    }

    fn found(&mut self, tag: &'static str, path_bytes: usize) {
        let is_listed = !self.found.is_cut() && path_bytes + ENTRY_BYTES <= self.bytes_left;
        self.found.count += 1;
        if is_listed {
            let pointer = self.pointer();
            self.bytes_left = self.bytes_left.saturating_sub(pointer.len() + ENTRY_BYTES);
            self.found.listed.push((pointer, tag));
        }
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.path {
            pointer.push('/');
            match step {
                Segment::Item(index) => pointer += &index.to_string(),
                Segment::Entry(key) => {
                    pointer += &key.to_string().replace('~', "~0").replace('/', "~1");
                }
            }
        }
        pointer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::parse;

    #[test]
    fn tags_are_listed_by_json_pointer() {
        let document = parse(r#"{"a/b":[{" t":[{" b":""}]}],"c":{" t__":1}}"#).unwrap();
        let places = tags_in(&document, 1000);
        assert_eq!(
            places.listed,
            [
                ("/a~1b/0".to_owned(), "t"),
                ("/a~1b/0/ t/0".to_owned(), "b")
            ]
        );
        assert_eq!((places.count, places.is_cut()), (2, false));
    }

    #[test]
    fn all_tags_are_counted_and_those_listed_that_fit() {
        let items = vec![r#"{" t":[]}"#; 1000].join(",");
        let places = tags_in(&parse(&format!("[{items}]")).unwrap(), 100);
        assert_eq!(places.count, 1000);
        let listed: Vec<_> = places.listed.iter().map(|(path, _)| &**path).collect();
        assert_eq!(listed, ["/0", "/1", "/2", "/3"]);
        assert!(places.is_cut());
    }

    #[test]
    fn a_pointer_that_does_not_fit_is_never_written() {
        let key = "k".repeat(50_000);
        let tag = r#"{"a":{" t":[]}}"#;
        let document = parse(&format!(r#"[{tag},{{"{key}":{{" t":[]}}}},{tag}]"#)).unwrap();
        let places = tags_in(&document, 1000);
        assert_eq!(places.count, 3);
        assert_eq!(places.listed, [("/0/a".to_owned(), "t")]);
    }
}
