//! The attributes of the session cookie, and what each does here and now.

use serde::Serialize;

use crate::{
    anatomy::{Anatomy, Verdict},
    session::{CookieScope, SameSite, SetCookie, Value},
    view::{
        Markup,
        text::{cookie::CookieText, lab::AttributeWords},
    },
    web::{
        ctx::Ctx,
        teaching::{marked_up, origin::Here},
    },
};

/// An attribute of the session cookie.
#[derive(Serialize)]
pub(super) struct Attribute {
    name: &'static str,
    value: String,
    is_absent: bool,
    what: &'static str,
    effect: Markup,
    /// The browser will not keep the cookie.
    is_fatal: bool,
}

/// All eight, in the order in which they are sent.
pub(super) fn attributes(ctx: &Ctx<'_>, anatomy: Option<&Anatomy>) -> Vec<Attribute> {
    let config = ctx.sessions().config();
    let lifetime = config.permanent_session_lifetime;
    let permanent = ctx.session.peek("_permanent");
    let is_permanent = permanent.is_some_and(Value::is_truthy);
    let expires = is_permanent.then(|| ctx.now().saturating_add(lifetime));
    let header = SetCookie::new(&config.cookie, String::new(), expires).to_string();
    let text = CookieText::of(ctx.lang);
    let age = anatomy
        .filter(|it| it.verdict == Verdict::Valid)
        .and_then(|it| it.timestamp.as_ref()?.age);
    let left = u128::from(lifetime).saturating_sub(age.map_or(0, i128::unsigned_abs));
    let table = Table {
        words: AttributeWords::of(ctx.lang),
        scope: &config.cookie,
        here: Here::of(ctx),
        header,
        lifetime: text.duration(u128::from(lifetime)),
        left: text.duration(left),
    };
    vec![
        table.domain(),
        table.expires(),
        table.max_age(),
        table.secure(),
        table.http_only(),
        table.path(),
        table.same_site(),
        table.partitioned(),
    ]
}

struct Table<'scope> {
    words: &'static AttributeWords,
    scope: &'scope CookieScope,
    here: Here,
    /// The header as it would be sent now, without a value.
    header: String,
    lifetime: String,
    left: String,
}

impl Table<'_> {
    /// What the header says of an attribute; `None` where it says nothing.
    fn sent(&self, name: &str) -> Option<&str> {
        let mut attributes = self.header.split("; ").skip(1);
        attributes.find_map(|attribute| {
            let (found, value) = attribute.split_once('=').unwrap_or((attribute, ""));
            (found == name).then_some(value)
        })
    }

    fn row(&self, name: &'static str, what: &'static str, effect: &str) -> Attribute {
        let sent = self.sent(name);
        Attribute {
            name,
            value: match sent {
                None => self.words.absent,
                Some("") => self.words.flag,
                Some(value) => value,
            }
            .to_owned(),
            is_absent: sent.is_none(),
            what,
            effect: marked_up(effect),
            is_fatal: false,
        }
    }

    fn domain(&self) -> Attribute {
        let words = self.words;
        let domain = self.scope.domain.as_deref();
        let is_fatal = domain.is_some_and(|domain| !self.here.is_in(domain));
        let effect = match domain {
            None => words.domain_absent(&self.here.host),
            Some(_) if is_fatal => words.domain_misfits(&self.here.host),
            Some(_) => words.domain_fits(self.sent("Domain").unwrap_or_default()),
        };
        Attribute {
            is_fatal,
            ..self.row("Domain", words.domain_what, &effect)
        }
    }

    fn expires(&self) -> Attribute {
        let words = self.words;
        let effect = match self.sent("Expires") {
            None => words.expires_absent(&self.left),
            Some(_) => words.expires_sent(&self.lifetime),
        };
        self.row("Expires", words.expires_what, &effect)
    }

    fn max_age(&self) -> Attribute {
        let words = self.words;
        self.row("Max-Age", words.max_age_what, words.max_age_absent)
    }

    fn secure(&self) -> Attribute {
        let words = self.words;
        let is_sent = self.sent("Secure").is_some();
        let is_fatal = is_sent && !self.here.is_https && !self.here.browsers_trust_it();
        let effect = match (is_sent, self.here.is_https) {
            (true, true) => words.secure_https,
            (true, false) if is_fatal => words.secure_http,
            (true, false) => words.secure_loopback,
            (false, true) => words.secure_absent_https,
            (false, false) => words.secure_absent_http,
        };
        Attribute {
            is_fatal,
            ..self.row("Secure", words.secure_what, effect)
        }
    }

    fn http_only(&self) -> Attribute {
        let words = self.words;
        let effect = if self.scope.http_only {
            words.http_only_sent
        } else {
            words.http_only_absent
        };
        self.row("HttpOnly", words.http_only_what, effect)
    }

    fn path(&self) -> Attribute {
        let words = self.words;
        let effect = if self.scope.path == "/" {
            words.path_all.to_owned()
        } else {
            words.path_some(self.sent("Path").unwrap_or_default())
        };
        self.row("Path", words.path_what, &effect)
    }

    fn same_site(&self) -> Attribute {
        let words = self.words;
        let is_fatal =
            self.scope.same_site == Some(SameSite::None) && self.sent("Secure").is_none();
        let effect = match self.scope.same_site {
            None => words.same_site_absent,
            Some(SameSite::Lax) => words.same_site_lax,
            Some(SameSite::Strict) => words.same_site_strict,
            Some(SameSite::None) if is_fatal => words.same_site_none_insecure,
            Some(SameSite::None) => words.same_site_none,
        };
        Attribute {
            is_fatal,
            ..self.row("SameSite", words.same_site_what, effect)
        }
    }

    fn partitioned(&self) -> Attribute {
        let words = self.words;
        let effect = match self.sent("Partitioned") {
            None => words.partitioned_absent,
            Some(_) => words.partitioned_sent,
        };
        self.row("Partitioned", words.partitioned_what, effect)
    }
}
