//! `/attaquant`: the hostile page of exercise 9, on another site.
//!
//! `localhost` and `127.0.0.1` are two sites to a browser: on one's own machine
//! the page stands under the other name. Its policy lets it send images and
//! forms to the first one, and to nothing else.
//!
//! A shared server has no second name that every machine knows. There the page
//! is a file to save and to open from the disk, which is another site, too (its
//! origin is opaque): the exercise is done on that very server, whose board sees
//! it, and nobody needs a server of their own.

use std::sync::LazyLock;

use data_encoding::BASE64;
use ring::digest::{SHA256, digest};
use serde::Serialize;

use crate::{
    classroom::Code,
    http::{
        HttpError, Request, Response, StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, HeaderValue},
    },
    web::ctx::Ctx,
};

/// The page's looks, which stand in it: a file has no style sheet beside it.
const STYLE: &str = include_str!("../../../assets/static/hostile.css");

/// By what a policy lets that style apply.
static STYLE_HASH: LazyLock<String> =
    LazyLock::new(|| BASE64.encode(digest(&SHA256, STYLE.as_bytes()).as_ref()));

/// The host and port that this machine has as well: `127.0.0.1:5000` for
/// `localhost:5000`. `None` on a server that others reach.
pub(super) fn other_name(request: &Request) -> Option<String> {
    let host = request.host()?;
    let other = match host.name().to_ascii_lowercase().as_str() {
        "localhost" | "localhost." => "127.0.0.1",
        "127.0.0.1" => "localhost",
        _ => return None,
    };
    Some(host.under(other))
}

/// `attacker.html`
#[derive(Serialize)]
struct Attacker {
    /// The site that is attacked, `http://127.0.0.1:5000`.
    target: String,
    /// This page's own name; `None` for a file.
    own: Option<String>,
    /// `&tp=…`, or nothing.
    tag: String,
    /// A file shows it at once.
    shows_image: bool,
    style: &'static str,
}

/// The page.
pub(in crate::web) fn attacker(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let other = other_name(&ctx.request).map(|host| ctx.origin_under(&host));
    let code = ctx
        .request
        .query_value("tp")
        .and_then(|code| Code::parse(&code))
        .or_else(|| ctx.visitor.code());
    let tag = code.map(|code| format!("&tp={code}")).unwrap_or_default();
    let is_file = other.is_none();
    let target = other.unwrap_or_else(|| ctx.origin());
    let content = Attacker {
        own: (!is_file).then(|| ctx.origin()),
        tag,
        shows_image: is_file || ctx.request.query_value("image").is_some(),
        style: STYLE,
        target: target.clone(),
    };
    let mut page = ctx.page_of_now(StatusCode::OK, content)?;
    let (name, value) = if is_file {
        let name = HeaderValue::from_static("attachment; filename=\"page-hostile.html\"");
        (CONTENT_DISPOSITION, name)
    } else {
        let policy = HeaderValue::try_from(policy(&target)).map_err(HttpError::internal)?;
        (CONTENT_SECURITY_POLICY, policy)
    };
    page.headers_mut().insert(name, value);
    Ok(page)
}

// Security: `target` is one of two names and a port, as `other_name` made it.
fn policy(target: &str) -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; img-src 'self' {target}; form-action 'self' \
         {target}; base-uri 'none'; frame-ancestors 'none'",
        *STYLE_HASH
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::{Limits, header::HOST};

    #[test]
    fn only_this_machine_has_another_name() {
        for (host, other) in [
            ("localhost:5000", Some("127.0.0.1:5000")),
            ("LOCALHOST", Some("127.0.0.1")),
            ("localhost.:5000", Some("127.0.0.1:5000")),
            ("a.localhost:5000", None),
            ("127.0.0.1:5000", Some("localhost:5000")),
            ("192.168.1.2:5000", None),
            ("localhost.example", None),
            ("[::1]:5000", None),
        ] {
            let request = hyper::Request::get("/")
                .header(HOST, host)
                .body("")
                .unwrap();
            let peer = ([127, 0, 0, 1], 1).into();
            let request = Request::new(request, peer, Limits::default());
            assert_eq!(other_name(&request).as_deref(), other, "{host}");
        }
    }
}
