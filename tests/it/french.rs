//! The French of the pages keeps to the words of a French lesson about the web.

use crate::architecture::files;

/// What slips in from English or from speech, and what a French teacher writes.
const CHOSEN: &[(&str, &str)] = &[
    ("une demande", "une requête"),
    ("la demande", "la requête"),
    ("cette demande", "cette requête"),
    ("vos demandes", "vos requêtes"),
    ("demandes HTTP", "requêtes HTTP"),
    ("Quatre portes", "Quatre contrôles"),
    ("à la porte", "au contrôle"),
    ("bocal", "fichier de cookies"),
    ("D'ailleurs, la clé", "Depuis une autre machine, la clé"),
    ("Flask prend HMAC", "Flask utilise HMAC"),
    ("est vous", "se fait passer pour vous"),
    ("des deux bouts", "d'un bout à l'autre"),
    ("ne vont pas ensemble", "incorrect"),
    ("est venu", "a été reçu"),
];

#[test]
fn the_pages_say_requete_and_controle_and_nothing_translated_word_by_word() {
    let french = ["assets/text/fr.toml", "assets/exercises.toml"];
    let pages = files("assets/templates", ".fr.html");
    let all = french.iter().map(std::path::PathBuf::from).chain(pages);
    for path in all {
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for (word, better) in CHOSEN {
            let found = text.find(word).map(|at| {
                let rest = text.get(at..).unwrap_or_default().chars().take(60);
                rest.collect::<String>()
            });
            assert_eq!(found, None, "{}: better {better:?}", path.display());
        }
    }
}

#[test]
fn the_slips_of_the_course_are_marked_as_its_own() {
    let exercises = std::fs::read_to_string("assets/exercises.toml").unwrap();
    let exercises: toml::Table = exercises.parse().unwrap();
    let french = exercises["fr"].as_table().unwrap();
    let passages = french.values().filter_map(|it| it.get("passage"));
    let passages: Vec<&str> = passages.filter_map(toml::Value::as_str).collect();
    for slip in ["coté", "affiché", "sessionà"] {
        let of = passages.iter().find(|it| it.contains(slip)).unwrap();
        assert!(of.contains(&format!("{slip} [sic] ")), "{of}");
    }
}
