//! No two files import each other: whoever reads one of them need not know both.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::architecture::{code, files};

/// A file by its path from the crate: `web`, `routes`, `table`.
type Module = Vec<String>;

/// One task in two files; the first of them says so.
const TOGETHER: [&str; 1] = ["http::connection and http::server"];

fn module(path: &Path) -> Module {
    let path = path.to_str().expect("paths are ASCII");
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    let path = path.trim_end_matches("/mod");
    path.split('/').map(ToOwned::to_owned).collect()
}

/// The paths of a `use`, each whole, without its groups.
fn paths(tree: &str) -> Vec<String> {
    let Some((before, group)) = tree.split_once('{') else {
        return vec![tree.trim().to_owned()];
    };
    let group = group.rsplit_once('}').expect("groups are closed").0;
    let mut depth = 0;
    let items = group.split(|character| {
        depth += i32::from(character == '{') - i32::from(character == '}');
        character == ',' && depth == 0
    });
    let inner = items.filter(|item| !item.trim().is_empty()).flat_map(paths);
    let before = before.trim();
    inner.map(|path| format!("{before}{path}")).collect()
}

/// The path from the crate of what `module` names so; `None` for another crate's.
fn resolve(path: &str, module: &[String]) -> Option<Module> {
    let mut words = path.split("::").map(ToOwned::to_owned);
    let mut base = match words.next()?.as_str() {
        "crate" => Vec::new(),
        "self" => module.to_vec(),
        "super" => module.split_last()?.1.to_vec(),
        _ => return None,
    };
    for word in words {
        match word.as_str() {
            "super" => drop(base.pop()),
            _ => base.push(word),
        }
    }
    Some(base)
}

/// Which files each file imports from, folders above and below it left out.
fn imports() -> BTreeMap<Module, BTreeSet<Module>> {
    let files = files("src", ".rs");
    let modules: BTreeSet<Module> = files.iter().map(|path| module(path)).collect();
    let imports = files.iter().map(|path| {
        let (own, code) = (module(path), code(path));
        let starts = ["use ", "pub use ", "pub(crate) use ", "pub(super) use "];
        let tree = |line: &'_ str| {
            let mut starts = starts.iter();
            starts.find_map(|start| line.strip_prefix(start).map(ToOwned::to_owned))
        };
        let trees = code.split(';').filter_map(|line| tree(line.trim_start()));
        let targets = trees
            .flat_map(|tree| paths(&tree))
            .filter_map(|it| resolve(&it, &own));
        let found = targets.filter_map(|target| {
            let file = (1..=target.len()).rev().map(|length| &target[..length]);
            let file = file
                .map(<[String]>::to_vec)
                .find(|it| modules.contains(it))?;
            let is_related = own.starts_with(&file) || file.starts_with(&own);
            (!is_related).then_some(file)
        });
        let found = found.collect();
        (own, found)
    });
    imports.collect()
}

#[test]
fn no_two_files_import_each_other() {
    let imports = imports();
    let count: usize = imports.values().map(BTreeSet::len).sum();
    assert!(count > 500, "{count} imports were found");
    let mut circles = Vec::new();
    for (one, others) in &imports {
        for other in others.iter().filter(|other| one < *other) {
            if imports[other].contains(one) {
                circles.push(format!("{} and {}", one.join("::"), other.join("::")));
            }
        }
    }
    assert_eq!(circles, TOGETHER);
}

#[test]
fn the_reader_of_uses_knows_groups_and_relative_paths() {
    let tree = "crate::{a::{b, c::d}, e}";
    assert_eq!(paths(tree), ["crate::a::b", "crate::a::c::d", "crate::e"]);
    let module = ["web".to_owned(), "site".to_owned(), "home".to_owned()];
    for (path, found) in [
        ("crate::http::Request", "http::Request"),
        ("super::login", "web::site::login"),
        ("super::super::ctx", "web::ctx"),
        ("self::inner", "web::site::home::inner"),
    ] {
        let resolved = resolve(path, &module).map(|path| path.join("::"));
        assert_eq!(resolved.as_deref(), Some(found), "{path}");
    }
    assert_eq!(resolve("std::fmt", &module), None);
}
