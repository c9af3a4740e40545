//! `/projection/…`: the same pages, laid out for a projector.

use super::visitor_with;
use crate::support::client::Request;
use crate::support::{Response, Server};

#[test]
fn a_projected_page_is_the_same_without_its_navigation() {
    let server = Server::start();
    let mut visitor = server.client();
    let plain = visitor.get("/teachers");
    let projected = visitor.get("/projection/teachers").status(200);
    let content = |page: &Response| {
        let (_, rest) = page
            .text()
            .split_once("<main")
            .expect("a page has a main part");
        rest.split("</main>").next().map(str::to_owned)
    };
    assert_eq!(content(&plain), content(&projected));
    projected
        .has("<html lang=\"fr\" class=\"projected\">")
        .has("<a href=\"/teachers\">Quitter la projection</a>")
        .has_not("<nav")
        .has_not("/projection/teachers\">");
    plain
        .has("<html lang=\"fr\">")
        .has("<a href=\"/projection/teachers\">Projeter cette page</a>")
        .has_not("Quitter la projection");
}

#[test]
fn a_projected_page_shows_its_own_visitors_session() {
    let server = Server::start();
    visitor_with(&server, r#"{"user":{"username":"alice"}}"#)
        .get("/projection/?lang=en")
        .status(200)
        .has("Hello alice</h1>")
        .has("<a href=\"/?lang=en\">Leave the projection</a>")
        .has("<a href=\"/projection/?lang=fr\" hreflang=\"fr\"");
}

#[test]
fn a_page_on_the_wall_is_only_looked_at() {
    let server = Server::start();
    let mut visitor = server.client();
    for method in ["POST", "PUT", "DELETE"] {
        let refused = visitor
            .send(&Request::new(method, "/projection/teachers").header("Content-Length", "0"))
            .status(405);
        assert_eq!(refused.one("Allow"), "GET, HEAD, OPTIONS", "{method}");
        // An error page is not laid out for a projector.
        refused.has("</nav>").has_not("class=\"projected\"");
    }
    let options = visitor.send(&Request::new("OPTIONS", "/projection/"));
    assert_eq!(options.one("Allow"), "GET, HEAD, OPTIONS");
}

#[test]
fn what_is_for_one_person_is_not_projected() {
    let server = Server::start();
    let mut visitor = server.client();
    for path in ["/sign-in", "/sign-up", "/account", "/sante", "/nowhere"] {
        visitor.get(&format!("/projection{path}")).status(404);
        visitor.get(path).has_not("Projeter");
    }
    visitor.get("/projection").status(404);
}
