//! What the attributes of the session cookie do, here and now.

use crate::view::text::Lang;

/// `{name}` in a sentence stands for what only the request tells.
#[cfg_attr(test, derive(serde::Serialize))]
pub(crate) struct AttributeWords {
    /// An attribute that is not sent.
    pub(crate) absent: &'static str,
    /// One that has no value.
    pub(crate) flag: &'static str,
    pub(crate) expires_what: &'static str,
    pub(crate) expires_absent: &'static str,
    pub(crate) expires_sent: &'static str,
    pub(crate) max_age_what: &'static str,
    pub(crate) max_age_absent: &'static str,
    pub(crate) secure_what: &'static str,
    pub(crate) secure_absent_http: &'static str,
    pub(crate) secure_absent_https: &'static str,
    pub(crate) secure_https: &'static str,
    pub(crate) secure_loopback: &'static str,
    pub(crate) secure_http: &'static str,
    pub(crate) http_only_what: &'static str,
    pub(crate) http_only_sent: &'static str,
    pub(crate) http_only_absent: &'static str,
    pub(crate) path_what: &'static str,
    pub(crate) path_all: &'static str,
    pub(crate) path_some: &'static str,
    pub(crate) domain_what: &'static str,
    pub(crate) domain_absent: &'static str,
    pub(crate) domain_fits: &'static str,
    pub(crate) domain_misfits: &'static str,
    pub(crate) same_site_what: &'static str,
    pub(crate) same_site_absent: &'static str,
    pub(crate) same_site_lax: &'static str,
    pub(crate) same_site_strict: &'static str,
    pub(crate) same_site_none: &'static str,
    pub(crate) same_site_none_insecure: &'static str,
    pub(crate) partitioned_what: &'static str,
    pub(crate) partitioned_absent: &'static str,
    pub(crate) partitioned_sent: &'static str,
}

impl AttributeWords {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: AttributeWords = AttributeWords {
    absent: "absent",
    flag: "présent",
    expires_what: "la date à laquelle le navigateur l’oublie",
    expires_absent: "Le navigateur l’oublie à sa fermeture (ou pas, s’il restaure ses onglets)\u{202f}; le serveur, lui, l’accepterait encore {left}.",
    expires_sent: "Le navigateur l’oublie à cette date, que chaque page repousse\u{202f}; le serveur, lui, compte l’âge depuis l’horodatage signé\u{a0}: {lifetime} au plus.",
    max_age_what: "la même chose en secondes",
    max_age_absent: "Flask ne l’envoie, à 0, que pour faire oublier le cookie.",
    secure_what: "réserve le cookie à HTTPS",
    secure_absent_http: "Il voyage en clair\u{a0}: qui écoute le réseau le lit et peut le rejouer.",
    secure_absent_https: "Ici la connexion est chiffrée, mais il partirait aussi en clair, si l’on tapait l’adresse en HTTP.",
    secure_https: "Il n’est envoyé que par HTTPS, comme ici.",
    secure_loopback: "La page est en HTTP, mais sur la machine même\u{a0}: Chrome et Firefox l’acceptent, Safari non.",
    secure_http: "La page est en HTTP\u{a0}: le navigateur le refuse, il ne reviendra jamais.",
    http_only_what: "cache le cookie aux scripts des pages",
    http_only_sent: "`document.cookie` ne le montre pas. Vous, si\u{a0}: dans les outils du navigateur, et ici.",
    http_only_absent: "Un script glissé dans une page pourrait le lire et l’emporter.",
    path_what: "les adresses auxquelles il est envoyé",
    path_all: "Toutes les pages de cet hôte.",
    path_some: "Seulement `{path}` et ce qui est en dessous\u{a0}: les autres pages de ce site ne le voient pas.",
    domain_what: "les hôtes auxquels il est envoyé",
    domain_absent: "Cet hôte seul, `{host}`, mais tous ports confondus.",
    domain_fits: "`{domain}` et tous les noms en dessous, tous ports confondus.",
    domain_misfits: "Vous êtes sur `{host}`, qui n’en fait pas partie\u{a0}: le navigateur le refuse.",
    same_site_what: "s’il part avec une demande née sur un autre site",
    same_site_absent: "Cela dépend du navigateur\u{a0}: Chrome le traite comme `Lax`, mais pas pendant les deux premières minutes.",
    same_site_lax: "Oui quand on suit un lien\u{202f}; non pour un formulaire, une image ou un cadre.",
    same_site_strict: "Jamais, pas même en suivant un lien\u{a0}: on arrive déconnecté.",
    same_site_none: "Toujours\u{a0}: seul un jeton de formulaire protège alors des demandes forgées.",
    same_site_none_insecure: "Les navigateurs refusent `SameSite=None` sans `Secure`.",
    partitioned_what: "un exemplaire à part pour chaque site qui inclut celui-ci",
    partitioned_absent: "Un seul exemplaire\u{202f}; ce site ne se laisse d’ailleurs inclure nulle part.",
    partitioned_sent: "Il force aussi `Secure`.",
};

const EN: AttributeWords = AttributeWords {
    absent: "absent",
    flag: "present",
    expires_what: "the date at which the browser forgets it",
    expires_absent: "The browser forgets it when it is closed (or not, if it restores its tabs); the server would accept it for {left} more.",
    expires_sent: "The browser forgets it at this date, which every page moves on; the server counts the age from the signed timestamp: {lifetime} at most.",
    max_age_what: "the same in seconds",
    max_age_absent: "Flask sends it, as 0, only to have the cookie forgotten.",
    secure_what: "keeps the cookie for HTTPS",
    secure_absent_http: "It travels in clear: whoever listens on the network reads it and can replay it.",
    secure_absent_https: "Here the connection is encrypted, but it would go out in clear as well, were the address typed with HTTP.",
    secure_https: "It is sent by HTTPS only, as here.",
    secure_loopback: "The page is in HTTP, but on the machine itself: Chrome and Firefox accept it, Safari does not.",
    secure_http: "The page is in HTTP: the browser refuses it, it will never come back.",
    http_only_what: "hides the cookie from the scripts of pages",
    http_only_sent: "`document.cookie` does not show it. You see it: in the browser’s tools, and here.",
    http_only_absent: "A script smuggled into a page could read it and carry it off.",
    path_what: "the addresses to which it is sent",
    path_all: "All the pages of this host.",
    path_some: "Only `{path}` and what is below: the other pages of this site do not see it.",
    domain_what: "the hosts to which it is sent",
    domain_absent: "This host alone, `{host}`, but on all its ports.",
    domain_fits: "`{domain}` and all the names below it, on all their ports.",
    domain_misfits: "You are on `{host}`, which is no part of it: the browser refuses it.",
    same_site_what: "whether it goes with a request that another site started",
    same_site_absent: "It depends on the browser: Chrome treats it as `Lax`, but not for the first two minutes.",
    same_site_lax: "Yes when a link is followed; no for a form, an image or a frame.",
    same_site_strict: "Never, not even when a link is followed: one arrives signed out.",
    same_site_none: "Always: only a token in the form protects from forged requests then.",
    same_site_none_insecure: "Browsers refuse `SameSite=None` without `Secure`.",
    partitioned_what: "a copy apart for each site that includes this one",
    partitioned_absent: "One copy; this site lets itself be included nowhere anyway.",
    partitioned_sent: "It also forces `Secure`.",
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
