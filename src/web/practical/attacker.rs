//! `/attaquant`: the hostile page of exercise 9, under the machine's other name.
//!
//! `localhost` and `127.0.0.1` are two sites to a browser. The page's policy
//! lets it send images and forms to the other one, and to nothing else.

use serde::Serialize;

use crate::{
    classroom::Code,
    http::{
        HttpError, Request, Response, StatusCode,
        header::{CONTENT_SECURITY_POLICY, HeaderValue},
    },
    web::{ctx::Ctx, headers::unstored, routes::Route},
};

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
    /// The site under its other name, `http://127.0.0.1:5000`; `None` where it
    /// has none.
    target: Option<String>,
    /// This page's own name.
    own: String,
    /// This page's address.
    here: String,
    /// `&tp=…`, or nothing.
    tag: String,
    shows_image: bool,
}

/// The page.
pub(in crate::web) fn attacker(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let target = other_name(&ctx.request).map(|host| ctx.origin_under(&host));
    let code = ctx
        .request
        .query_value("tp")
        .and_then(|code| Code::parse(&code));
    let tag = code.map(|code| format!("&tp={code}")).unwrap_or_default();
    let policy = target.as_deref().map(policy);
    let content = Attacker {
        own: ctx.origin(),
        here: Route::Attacker.url().into_owned(),
        tag,
        shows_image: ctx.request.query_value("image").is_some(),
        target,
    };
    let mut page = unstored(ctx.page(StatusCode::OK, content))?;
    if let Some(policy) = policy {
        let policy = HeaderValue::try_from(policy).map_err(HttpError::internal)?;
        page.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    Ok(page)
}

// Security: `target` is one of two names and a port, as `other_name` made it.
fn policy(target: &str) -> String {
    format!(
        "default-src 'none'; style-src 'self'; img-src 'self' {target}; form-action 'self' \
         {target}; base-uri 'none'; frame-ancestors 'none'"
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
