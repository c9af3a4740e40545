//! Why a cookie may not come back.

use crate::view::text::Lang;

/// `{name}` in a sentence stands for what only the request tells.
#[cfg_attr(test, derive(serde::Serialize))]
pub(crate) struct ProbeWords {
    /// The causes, each with what is known of it.
    pub(crate) secure: &'static str,
    pub(crate) secure_loopback: &'static str,
    pub(crate) secure_no: &'static str,
    pub(crate) same_site: &'static str,
    pub(crate) same_site_no: &'static str,
    pub(crate) domain: &'static str,
    pub(crate) path: &'static str,
    pub(crate) blocked: &'static str,
    pub(crate) blocked_no: &'static str,
    pub(crate) host: &'static str,
    pub(crate) size: &'static str,
    pub(crate) size_no: &'static str,
    pub(crate) size_unknown: &'static str,
    pub(crate) not_signed_in: &'static str,
}

impl ProbeWords {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: ProbeWords = ProbeWords {
    secure: "`Secure` est demandé, et la page est en HTTP sur `{host}`, qui n’est pas la machine même\u{a0}: le navigateur refuse le cookie. Servez le site en HTTPS (`--cert adhoc`), ou enlevez `Secure`.",
    secure_loopback: "`Secure` est demandé, et la page est en HTTP. Sur `{host}`, Chrome et Firefox l’acceptent, Safari non.",
    secure_no: "`Secure` sans HTTPS\u{a0}: ce n’est pas le cas ici.",
    same_site: "`SameSite=None` est demandé sans `Secure`\u{a0}: les navigateurs refusent ce cookie.",
    same_site_no: "`SameSite=None` sans `Secure`\u{a0}: ce n’est pas le cas ici.",
    domain: "`Domain={domain}` ne contient pas `{host}`\u{a0}: le navigateur refuse le cookie. Ouvrez le site sous le bon nom, ou changez `SESSION_COOKIE_DOMAIN`.",
    path: "`Path={path}` ne couvre pas cette page\u{a0}: le cookie existe, mais n’y est pas envoyé. Changez `SESSION_COOKIE_PATH`.",
    blocked: "Les cookies sont bloqués dans votre navigateur, pour tous les sites ou pour celui-ci\u{a0}: regardez ses réglages.",
    blocked_no: "Les cookies bloqués\u{a0}: non, votre navigateur vient d’en envoyer un autre à ce site.",
    host: "Un autre nom\u{a0}: vous êtes ici sur `{host}`\u{202f}; un cookie posé sous un autre nom de la même machine (`localhost`, `127.0.0.1`…) n’y vient pas.",
    size: "Trop grand\u{a0}: votre dernier cookie de session faisait {size} octets, et au-delà de {limit} un navigateur le jette sans rien dire.",
    size_no: "Trop grand (plus de {limit} octets)\u{a0}: non, celui d’essai est tout petit.",
    size_unknown: "Trop grand (plus de {limit} octets)\u{a0}: ce serveur n’a pas vu de tel cookie.",
    not_signed_in: "Vous n’êtes pas connecté\u{a0}: il n’y a pas de session à garder.",
};

const EN: ProbeWords = ProbeWords {
    secure: "`Secure` is asked for, and the page is in HTTP on `{host}`, which is not the machine itself: the browser refuses the cookie. Serve the site over HTTPS (`--cert adhoc`), or take `Secure` away.",
    secure_loopback: "`Secure` is asked for, and the page is in HTTP. On `{host}` Chrome and Firefox accept it, Safari does not.",
    secure_no: "`Secure` without HTTPS: that is not so here.",
    same_site: "`SameSite=None` is asked for without `Secure`: browsers refuse this cookie.",
    same_site_no: "`SameSite=None` without `Secure`: that is not so here.",
    domain: "`Domain={domain}` does not contain `{host}`: the browser refuses the cookie. Open the site under the right name, or change `SESSION_COOKIE_DOMAIN`.",
    path: "`Path={path}` does not cover this page: the cookie exists, but is not sent here. Change `SESSION_COOKIE_PATH`.",
    blocked: "Cookies are blocked in your browser, for all sites or for this one: look into its settings.",
    blocked_no: "Blocked cookies: no, your browser has just sent another one to this site.",
    host: "Another name: here you are on `{host}`; a cookie that was set under another name of the same machine (`localhost`, `127.0.0.1`…) does not come here.",
    size: "Too large: your last session cookie had {size} bytes, and above {limit} a browser drops it without a word.",
    size_no: "Too large (more than {limit} bytes): no, the test cookie is tiny.",
    size_unknown: "Too large (more than {limit} bytes): this server has seen no such cookie.",
    not_signed_in: "You are not signed in: there is no session to keep.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::text::typography;

    #[test]
    fn the_french_is_typeset_as_french() {
        typography::check_all(&serde_json::to_value(&FR).unwrap());
    }
}
