//! The sentences of `accessibility.html`: the declaration that French law asks
//! of a public site, in the order that it asks for.

use serde::Serialize;

use crate::view::text::Lang;

/// `[[name]]` in the template is the field `name` here.
#[derive(Serialize)]
pub(crate) struct AccessibilityText {
    pub(crate) accessibility_title: &'static str,
    pub(crate) declaration: &'static str,
    pub(crate) state_title: &'static str,
    pub(crate) state: &'static str,
    pub(crate) state_why: &'static str,
    pub(crate) not_accessible_title: &'static str,
    pub(crate) nothing_known: &'static str,
    pub(crate) cryptic_content: &'static str,
    pub(crate) drawn_up_title: &'static str,
    pub(crate) drawn_up: &'static str,
    pub(crate) tested_title: &'static str,
    pub(crate) tested_axe: &'static str,
    pub(crate) tested_nu: &'static str,
    pub(crate) tested_keyboard: &'static str,
    pub(crate) tested_contrast: &'static str,
    pub(crate) tested_text: &'static str,
    pub(crate) tested_size: &'static str,
    pub(crate) not_tested: &'static str,
    pub(crate) contact_title: &'static str,
    pub(crate) contact: &'static str,
    pub(crate) remedies_title: &'static str,
    pub(crate) remedies: &'static str,
    pub(crate) remedies_address: &'static str,
}

impl AccessibilityText {
    /// The sentences in this language.
    pub(crate) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const FR: AccessibilityText = AccessibilityText {
    accessibility_title: "Déclaration d’accessibilité",
    declaration: "Déclaration prévue par l’article 47 de la loi n°\u{a0}2005-102 du 11 février 2005. Elle vaut pour toutes les pages que sert le programme flask-session-demo.",
    state_title: "État de conformité",
    state: "Ce site est <strong>non conforme</strong> au référentiel général d’amélioration de l’accessibilité, RGAA 4.1.",
    state_why: "C’est le mot de la loi pour un site que personne n’a audité\u{a0}: les 106 critères n’ont pas été examinés un à un. Ce qui a été vérifié, et qui est dit plus bas, n’a montré aucun défaut.",
    not_accessible_title: "Contenus non accessibles",
    nothing_known: "Défauts connus\u{a0}: aucun. Dérogations pour charge disproportionnée\u{a0}: aucune. Contenus exclus de l’obligation\u{a0}: aucun.",
    cryptic_content: "Un cookie est une suite de lettres qui ne se prononce pas. Partout où il paraît, un tableau ou une phrase dit ce qu’il contient\u{202f}; ses parties se distinguent par le trait qui les souligne, et pas seulement par leur couleur.",
    drawn_up_title: "Établissement de cette déclaration",
    drawn_up: "Elle a été établie le <time datetime=\"2026-11-25\">25 novembre 2026</time> par les auteurs du programme. Techniques employées\u{a0}: HTML, CSS, SVG\u{202f}; ni script, ni cadre, ni média.",
    tested_title: "Ce qui est vérifié à chaque version, sans intervention humaine",
    tested_axe: "Les pages et leurs états, formulaires refusés compris, par axe-core dans Chromium\u{a0}: sur fond clair, sur fond sombre, en couleurs forcées, et sur 320 pixels de large.",
    tested_nu: "Leur HTML, leur CSS et leurs images, par le vérificateur Nu\u{a0}: ni erreur ni avertissement.",
    tested_keyboard: "La connexion et la déconnexion au clavier seul, avec un focus visible partout\u{202f}; les mêmes sans JavaScript.",
    tested_contrast: "Les contrastes de la palette, calculés\u{a0}: 6 contre 1 au moins.",
    tested_text: "La lecture de chaque page, dans l’ordre, par un navigateur en mode texte.",
    tested_size: "La projection en caractères deux fois plus grands, sans défilement latéral, et l’impression.",
    not_tested: "Aucun essai n’a été fait avec un lecteur d’écran, ni avec des personnes handicapées.",
    contact_title: "Retour d’information et contact",
    contact: "Si une page vous résiste, dites-le à qui tient ce serveur, votre enseignant le plus souvent, avec l’adresse de la page\u{a0}: le contenu vous est dû sous une autre forme.",
    remedies_title: "Voies de recours",
    remedies: "Sans réponse satisfaisante, vous pouvez vous adresser au Défenseur des droits\u{a0}: par le formulaire de defenseurdesdroits.fr, auprès de son délégué dans votre région, par téléphone au 09\u{a0}69\u{a0}39\u{a0}00\u{a0}00, ou par courrier gratuit, sans timbre\u{a0}:",
    remedies_address: "Défenseur des droits<br>Libre réponse 71120<br>75342 Paris CEDEX 07",
};

const EN: AccessibilityText = AccessibilityText {
    accessibility_title: "Accessibility statement",
    declaration: "The statement that article 47 of the French law no. 2005-102 of 11 February 2005 asks for. It holds for all pages that are served by the program flask-session-demo.",
    state_title: "State of conformance",
    state: "This site is <strong>non-conformant</strong> with the French accessibility standard, RGAA 4.1.",
    state_why: "This is the law’s word for a site that nobody has audited: the 106 criteria were not examined one by one. What was tested, as told below, has shown no fault.",
    not_accessible_title: "Content that is not accessible",
    nothing_known: "Known faults: none. Exemptions for a disproportionate burden: none. Content outside the obligation: none.",
    cryptic_content: "A cookie is a string of letters that cannot be pronounced. Wherever it appears, a table or a sentence says what it holds; its parts are told apart by the line under them, and not by their color alone.",
    drawn_up_title: "How this statement was drawn up",
    drawn_up: "It was drawn up on <time datetime=\"2026-11-25\">25 November 2026</time> by the authors of the program. Techniques used: HTML, CSS, SVG; no script, no frame, no media.",
    tested_title: "What is tested with every version, without a human",
    tested_axe: "The pages and their states, refused forms included, by axe-core in Chromium: on a light ground, on a dark one, in forced colors, and 320 pixels wide.",
    tested_nu: "Their HTML, their CSS and their images, by the Nu checker: neither error nor warning.",
    tested_keyboard: "Signing in and out with the keyboard alone, with a visible focus everywhere; the same without JavaScript.",
    tested_contrast: "The contrasts of the palette, computed: 6 to 1 at least.",
    tested_text: "Reading each page, in order, in a text browser.",
    tested_size: "Projection in type twice as large, without scrolling sideways, and printing.",
    not_tested: "Nothing was tried with a screen reader, nor with people with disabilities.",
    contact_title: "Feedback and contact",
    contact: "If a page resists you, tell whoever runs this server, your teacher most often, with the address of the page: you have a right to its content in another form.",
    remedies_title: "Remedies",
    remedies: "Without a satisfactory answer, you can turn to the <span lang=\"fr\">Défenseur des droits</span> of France: by the form at defenseurdesdroits.fr, to the delegate of your region, by telephone at +33 9 69 39 00 00, or by mail, free of charge, without a stamp:",
    remedies_address: "<span lang=\"fr\">Défenseur des droits<br>Libre réponse 71120<br>75342 Paris CEDEX 07</span>",
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
