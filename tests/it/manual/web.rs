//! The manual's section 7 as pages of the site: what `mandoc` makes of it, in `assets/manual`.
//! `BLESS=1` writes them.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{PAGES, examples};
use crate::support::{Server, bless, peers};

/// What stands around a page. It is English, as the manual is, and has no part that a visitor or a
/// request changes.
const HEAD: &str = r##"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>[name] – Sessions and cookies</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="[about]">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/static/style.css">
<link rel="icon" href="/static/favicon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<div class="bar">
<p class="brand">[name]</p>
<nav aria-label="Main navigation">
<ul>
<li><a href="/?lang=en">Home</a></li>
<li><a href="/aide?lang=en#manual">Help</a></li>
</ul>
</nav>
</div>
<div class="parts"></div>
</header>
<main id="content" tabindex="-1">
<h1>[name]</h1>
"##;
const FOOT: &str = "</main>\n</body>\n</html>\n";

fn address(page: &str) -> String {
    format!("/manuel/{}", page.trim_end_matches(".7"))
}

/// `mandoc`'s page without its first and last line, its headings one level down, with links from
/// page to page.
fn html(mandoc: &str, page: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("man").join(page);
    let output = Command::new(mandoc)
        .args(["-T", "html", "-O", "fragment"])
        .arg(path)
        .output()
        .expect("mandoc runs");
    let html = String::from_utf8(output.stdout).expect("UTF-8");
    let (_, text) = html
        .split_once("<div class=\"manual-text\">\n")
        .expect("the text begins");
    let (mut text, _) = text
        .split_once("</div>\n<table class=\"foot\">")
        .map(|(text, foot)| (text.to_owned(), foot))
        .expect("the text ends");
    text = with_examples(&without_permalinks(&text), page);
    text = text.replace("<dl class=\"Bl-tag\">", "<dl class=\"words\">");
    for (from, to) in [("h2", "h3"), ("h1", "h2")] {
        text = text.replace(&format!("<{from} "), &format!("<{to} "));
        text = text.replace(&format!("</{from}>"), &format!("</{to}>"));
    }
    for (other, _) in PAGES {
        let name = other.trim_end_matches(".7");
        let link = format!("<a href=\"{}\">{name}(7)</a>", address(other));
        text = text.replace(&format!("<b>{name}</b>(7)"), &link);
    }
    let name = format!("{}(7)", page.trim_end_matches(".7"));
    let about = text.split(" - ").nth(1).unwrap_or_default();
    let about = about.split("</p>").next().unwrap_or_default();
    let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
    let head = HEAD.replace("[name]", &name).replace("[about]", &about);
    format!("{head}{text}{FOOT}")
}

/// `mandoc` makes each heading a link to itself.
fn without_permalinks(html: &str) -> String {
    let mut pieces = html.split("<a class=\"permalink\"");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        let (_, after) = piece.split_once('>').expect("a tag has an end");
        let (inside, after) = after.split_once("</a>").expect("a link has an end");
        text + inside + after
    })
}

/// `mandoc` drops empty lines from examples, and breaks those that begin with spaces.
fn with_examples(html: &str, page: &str) -> String {
    let mut shown = examples(page).into_iter();
    let mut pieces = html.split("<pre>");
    let first = pieces.next().unwrap_or_default().to_owned();
    let text = pieces.fold(first, |text, piece| {
        let (_, after) = piece.split_once("</pre>").expect("a block has an end");
        let example = shown.next().expect("each block is an example").text;
        let example = example.replace('&', "&amp;").replace('<', "&lt;");
        format!("{text}<pre>{}</pre>{after}", example.trim_end())
    });
    assert!(shown.next().is_none(), "{page}: an example is not shown");
    text
}

#[test]
fn the_pages_of_the_site_are_those_of_the_manual() {
    let Some(mandoc) = peers::program("mandoc", "/dev/null") else {
        return;
    };
    for (page, _) in PAGES {
        let name = page.replace(".7", ".html");
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("assets/manual")
            .join(name);
        let html = html(mandoc, page);
        if bless() {
            fs::write(&path, html).expect("assets/manual is writable");
            continue;
        }
        let stored = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            stored == html,
            "{} is old: BLESS=1 cargo test manual",
            path.display()
        );
    }
}

#[test]
fn help_leads_to_each_of_them_in_both_languages() {
    let server = Server::start();
    let mut visitor = server.client();
    for lang in ["fr", "en"] {
        let help = visitor.get(&format!("/aide?lang={lang}")).status(200);
        for (page, title) in PAGES {
            let link = format!("<a href=\"{}?h=", address(page));
            let (_, after) = help.text().split_once(&link).expect("help links to it");
            let hash = after.split('"').next().expect("a link has an end");
            let tag = after.split('>').next().unwrap_or_default();
            assert_eq!(tag.contains("hreflang=\"en\""), lang == "fr", "{page}");
            let page = visitor.get(&format!("{}?h={hash}", address(page)));
            let page = page.status(200);
            assert_eq!(page.one("Content-Type"), "text/html; charset=utf-8");
            assert!(page.one("Cache-Control").contains("immutable"));
            page.has(&format!("<h1>{}(7)</h1>", title.to_lowercase()))
                .has_not(" style=");
        }
    }
}

/// `mandoc` might add styles or scripts, which the site's policy forbids.
#[test]
fn they_ask_no_other_host_for_anything() {
    for (page, _) in PAGES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("assets/manual")
            .join(page.replace(".7", ".html"));
        let html = fs::read_to_string(path).expect("it is there");
        for tag in html.split('<').skip(1) {
            let (tag, _) = tag.split_once('>').expect("a tag has an end");
            for name in ["script", "style", "iframe", "img"] {
                assert!(!tag.starts_with(name), "{page}: <{tag}>");
            }
            assert!(!tag.contains(" style="), "{page}: <{tag}>");
            if let Some((_, address)) = tag.split_once(" href=\"") {
                assert!(address.starts_with(['/', '#']), "{page}: <{tag}>");
                assert!(!address.starts_with("//"), "{page}: <{tag}>");
            }
        }
    }
}
