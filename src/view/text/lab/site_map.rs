//! The sentences of `site_map.html`, and the names of the pages on it.

use serde::Serialize;

use crate::view::text::Lang;

/// `[[name]]` in the template is the field `name` here.
#[derive(Serialize)]
pub(crate) struct SiteMapText {
    pub(crate) site_map_title: &'static str,
    pub(crate) site_map_lead: &'static str,
    pub(crate) projections_title: &'static str,
    pub(crate) projections_lead: &'static str,
}

impl SiteMapText {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

/// A page by its name, and what it is for.
#[derive(Clone, Copy)]
#[cfg_attr(test, derive(Serialize))]
pub(crate) struct Named(pub(crate) &'static str, pub(crate) &'static str);

/// The pages, and the chapters that they stand in.
#[cfg_attr(test, derive(Serialize))]
pub(crate) struct PageNames {
    /// The course's site; what shows the cookie; the practical; the rest.
    pub(crate) chapters: [&'static str; 4],
    pub(crate) index: Named,
    pub(crate) teachers: Named,
    pub(crate) sign_in: Named,
    pub(crate) sign_up: Named,
    pub(crate) account: Named,
    pub(crate) inspector: Named,
    pub(crate) bench: Named,
    pub(crate) exchanges: Named,
    pub(crate) practical: Named,
    pub(crate) report: Named,
    pub(crate) settings: Named,
    pub(crate) board: Named,
    pub(crate) help: Named,
    pub(crate) site_map: Named,
    pub(crate) accessibility: Named,
    pub(crate) health: Named,
}

impl PageNames {
    /// The names in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR_NAMES,
            Lang::En => &EN_NAMES,
        }
    }
}

const FR: SiteMapText = SiteMapText {
    site_map_title: "Plan du site",
    site_map_lead: "Toutes les pages, et à quoi chacune sert.",
    projections_title: "À projeter",
    projections_lead: "Les mêmes pages en grands caractères et sans navigation, pour le mur de la salle.",
};

const EN: SiteMapText = SiteMapText {
    site_map_title: "Site map",
    site_map_lead: "All pages, and what each of them is for.",
    projections_title: "For the projector",
    projections_lead: "The same pages in large type and without navigation, for the wall of the room.",
};

const FR_NAMES: PageNames = PageNames {
    chapters: [
        "Le site du cours",
        "Regarder le cookie",
        "Les travaux pratiques",
        "Ce site",
    ],
    index: Named(
        "Accueil",
        "qui vous êtes pour ce site, et ce que les en-têtes viennent de dire",
    ),
    teachers: Named("Enseignants", "la liste du cours"),
    sign_in: Named("Se connecter", "le formulaire qui fait poser le cookie"),
    sign_up: Named("Créer un compte", "un nom que seul son mot de passe ouvre"),
    account: Named("Mon compte", "changer de mot de passe, supprimer le compte"),
    inspector: Named("Inspecteur", "votre cookie, partie par partie"),
    bench: Named(
        "Banc d’essai",
        "une copie du cookie, à changer, à vérifier ou à re-signer",
    ),
    exchanges: Named("Vos échanges", "vos dernières demandes, vues du serveur"),
    practical: Named("Travaux pratiques", "dix exercices, et où vous en êtes"),
    report: Named("Bilan", "vos prédictions et vos explications, à imprimer"),
    settings: Named("Réglages de mon cookie", "ses attributs, pour vous seul"),
    board: Named("Tableau de l’enseignant", "toute la salle"),
    help: Named("Aide", "mode d’emploi, pannes, vocabulaire"),
    site_map: Named("Plan du site", "cette page"),
    accessibility: Named("Accessibilité", "la déclaration"),
    health: Named(
        "État du serveur",
        "un mot, pour les scripts\u{a0}: il répond",
    ),
};

const EN_NAMES: PageNames = PageNames {
    chapters: [
        "The course’s site",
        "Looking at the cookie",
        "The practical",
        "This site",
    ],
    index: Named(
        "Home",
        "who you are to this site, and what the headers have just said",
    ),
    teachers: Named("Teachers", "the list of the course"),
    sign_in: Named("Sign in", "the form that has the cookie set"),
    sign_up: Named("Create an account", "a name that only its password opens"),
    account: Named("My account", "change the password, delete the account"),
    inspector: Named("Inspector", "your cookie, part by part"),
    bench: Named(
        "Bench",
        "a copy of the cookie, to change, to verify or to sign anew",
    ),
    exchanges: Named(
        "Your exchanges",
        "your last requests, as the server saw them",
    ),
    practical: Named("Practical", "ten exercises, and how far you are"),
    report: Named("Report", "your predictions and your explanations, to print"),
    settings: Named(
        "Settings of my cookie",
        "its attributes, for yourself alone",
    ),
    board: Named("The teacher’s board", "the whole room"),
    help: Named("Help", "how to use it, what goes wrong, what words mean"),
    site_map: Named("Site map", "this page"),
    accessibility: Named("Accessibility", "the statement"),
    health: Named("State of the server", "one word, for scripts: it answers"),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::text::typography;

    #[test]
    fn the_french_is_typeset_as_french() {
        typography::check_all(&serde_json::to_value(&FR).unwrap());
        typography::check_all(&serde_json::to_value(&FR_NAMES).unwrap());
    }
}
