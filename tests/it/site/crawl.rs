//! Every link and form on every page leads to a page of the site that exists.

use std::collections::{BTreeMap, BTreeSet};

use super::every_page::student;
use crate::accounts::holder;
use crate::support::client::Request;
use crate::support::{Client, Response, Server};

/// The tags of a page that have an address, without their angle brackets.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    let tags = html
        .split('<')
        .skip(1)
        .filter_map(|it| it.split('>').next());
    tags.filter(|tag| {
        [" href=\"", " action=\"", " src=\""]
            .iter()
            .any(|it| tag.contains(it))
    })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn address(tag: &str) -> String {
    let names = ["href", "action", "src"].into_iter();
    let mut found = names.filter_map(|name| attribute(tag, name));
    found.next().unwrap_or_default().replace("&amp;", "&")
}

/// The targets of the links and forms in part of a page.
pub(super) fn addresses(html: &str) -> impl Iterator<Item = String> {
    tags(html).map(address)
}

/// Exercise 9 links to the same server under another name of this machine. To browsers this is
/// another site, and this walk treats it as one.
const OTHER_NAME: &str = "http://127.0.0.1/attaquant?tp=";

/// Opens only to someone who has forged a cookie, as in exercise 5.
const SHUT: &str = "/tp/5/direction";

/// A visitor's walk through the site.
struct Walk {
    visitor: Client,
    /// Addresses still to fetch.
    ahead: Vec<String>,
    /// The pages fetched, by address.
    pages: BTreeMap<String, Response>,
    forms: BTreeSet<(String, String)>,
    /// Fragments that links point to: the page, the fragment, the page with the link.
    places: BTreeSet<(String, String, String)>,
}

impl Walk {
    fn from(visitor: Client, starts: &[&str]) -> Self {
        let mut walk = Self {
            visitor,
            ahead: starts.iter().map(|start| (*start).to_owned()).collect(),
            pages: BTreeMap::new(),
            forms: BTreeSet::new(),
            places: BTreeSet::new(),
        };
        while let Some(next) = walk.ahead.pop() {
            if !walk.pages.contains_key(&next) {
                walk.visit(&next);
            }
        }
        walk
    }

    #[track_caller]
    fn visit(&mut self, path: &str) {
        let mut page = self.visitor.get(path);
        if page.status == 302 {
            page = self.visitor.follow(&page);
        }
        let is_shut = path.split('?').next() == Some(SHUT);
        assert_eq!(page.status, if is_shut { 403 } else { 200 }, "{path}");
        self.pages.insert(path.to_owned(), page.clone());
        if !page.one("Content-Type").starts_with("text/html") {
            return;
        }
        for tag in tags(page.text()) {
            let target = address(tag);
            if target.starts_with(OTHER_NAME) {
                continue;
            }
            let (address, place) = target.split_once('#').unwrap_or((&target, ""));
            let address = if address.is_empty() { path } else { address };
            let is_ours = address.starts_with('/') && !address.starts_with("//");
            assert!(is_ours, "{path} leads to {target}");
            // Where a form leads to is on the page that answers it.
            let is_posted = attribute(tag, "method") == Some("post");
            if !place.is_empty() && !is_posted {
                let place = (address.to_owned(), place.to_owned(), path.to_owned());
                self.places.insert(place);
            }
            match attribute(tag, "method") {
                Some(method) => {
                    let form = (method.to_ascii_uppercase(), address.to_owned());
                    self.forms.insert(form);
                }
                None => self.ahead.push(address.to_owned()),
            }
        }
    }

    #[track_caller]
    fn assert_all_lead_somewhere(mut self) {
        for (address, place, from) in &self.places {
            let page = self.pages.get(address).expect("it was visited");
            let id = format!(" id=\"{place}\"");
            assert!(
                page.text().contains(&id),
                "{from} leads to {address}#{place}"
            );
        }
        assert!(!self.forms.is_empty());
        for (method, action) in self.forms {
            let options = self.visitor.send(&Request::new("OPTIONS", &action));
            let allow = options.status(200).one("Allow").to_owned();
            assert!(
                allow.split(", ").any(|it| it == method),
                "{action}: {allow}"
            );
        }
        assert!(self.pages.len() > 15, "{:?}", self.pages.keys());
    }
}

#[test]
fn every_link_and_form_leads_to_a_page_of_the_site() {
    let server = Server::start();
    let lab = Server::bare().args(["--lab"]).start();
    Walk::from(student(&lab), &["/", "/plan"]).assert_all_lead_somewhere();
    for lang in ["", "?lang=fr", "?lang=en"] {
        let starts = [format!("/{lang}"), format!("/plan{lang}")];
        for server in [&server, &lab] {
            let mut guest = server.client();
            guest.get("/echanges");
            guest.sign_in("alice");
            for visitor in [server.client(), guest] {
                Walk::from(visitor, &[&starts[0], &starts[1]]).assert_all_lead_somewhere();
            }
        }
    }
    Walk::from(holder(&server, "bob"), &["/", "/plan"]).assert_all_lead_somewhere();
}

#[test]
fn the_walk_sees_links_forms_and_places() {
    let html = "<p><a class=\"x\" href=\"/a?b=1&amp;c=2#d\">e</a> <form action=\"/f\" method=\"post\">\
                <b>href=\"/no\"</b>";
    assert_eq!(addresses(html).collect::<Vec<_>>(), ["/a?b=1&c=2#d", "/f"]);
}
