//! Every page, in the order of the map: one row each.

use super::entry::{Chapter, Entry, Post};
use crate::{
    classroom::{Exercise, Place},
    view::{page, text::lab::Named},
    web::assets::Asset,
};

/// Makes of the rows the enum [`Route`], the list of all routes and the entry
/// of each, so that none of them can lack one.
macro_rules! routes {
    ($($(#[$doc:meta])* $name:ident $(($value:ident: $kind:ty))? { $($facts:tt)* })*) => {
        /// What an address shows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Route {
            $($(#[$doc])* $name $(($kind))?,)*
        }

        impl Route {
            /// All of them.
            pub(in crate::web) fn all() -> impl Iterator<Item = Self> {
                let rows = [$(routes!(@row $name $($kind)?)),*];
                rows.into_iter().flatten()
            }

            /// All there is to know of one.
            pub(in crate::web) fn entry(self) -> Entry {
                match self {
                    $(Self::$name $(($value))? => Entry { $($facts)* },)*
                }
            }
        }
    };
    (@row $name:ident) => { vec![Self::$name] };
    (@row $name:ident $kind:ty) => { <$kind>::ALL.map(Self::$name).to_vec() };
}

routes! {
    Index {
        aliases: &["/accueil", "/home"],
        page: Some(page!("index")),
        can_be_projected: true,
        on_map: Some((Chapter::Course, |names| Named(names.index, names.index_about))),
        recorded_as: Some(Place::Course),
        ..Entry::at("/", "index")
    }
    Teachers {
        page: Some(page!("teachers")),
        can_be_projected: true,
        on_map: Some((Chapter::Course, |names| Named(names.teachers, names.teachers_about))),
        recorded_as: Some(Place::Course),
        ..Entry::at("/teachers", "getTeachers")
    }
    SignIn {
        page: Some(page!("sign_in")),
        post: Post::Form,
        on_map: Some((Chapter::Course, |names| Named(names.sign_in, names.sign_in_about))),
        recorded_as: Some(Place::SignIn),
        ..Entry::at("/sign-in", "sign_in")
    }
    SignUp {
        page: Some(page!("sign_up")),
        post: Post::Form,
        on_map: Some((Chapter::Course, |names| Named(names.sign_up, names.sign_up_about))),
        recorded_as: Some(Place::Course),
        ..Entry::at("/sign-up", "sign_up")
    }
    Account {
        page: Some(page!("account")),
        post: Post::Form,
        on_map: Some((Chapter::Course, |names| Named(names.account, names.account_about))),
        recorded_as: Some(Place::Course),
        ..Entry::at("/account", "account")
    }
    SignOut {
        post: Post::Button,
        recorded_as: Some(Place::SignOut),
        ..Entry::at("/logout", "sign_out")
    }
    Inspector {
        page: Some(page!("inspector")),
        post: Post::Button,
        can_be_projected: true,
        on_map: Some((Chapter::Cookie, |names| Named(names.inspector, names.inspector_about))),
        ..Entry::at("/inspecteur", "inspector")
    }
    InspectorJson {
        ..Entry::at("/inspecteur.json", "inspector_json")
    }
    Exchanges {
        page: Some(page!("exchanges")),
        repeated: Some(page!(bare "exchange")),
        post: Post::Button,
        can_be_projected: true,
        on_map: Some((Chapter::Cookie, |names| Named(names.exchanges, names.exchanges_about))),
        ..Entry::at("/echanges", "exchanges")
    }
    Course {
        page: Some(page!(fr en "course")),
        can_be_projected: true,
        on_map: Some((Chapter::Cookie, |names| Named(names.claims, names.claims_about))),
        ..Entry::at("/cours", "course")
    }
    Help {
        page: Some(page!(fr en "help")),
        can_be_projected: true,
        on_map: Some((Chapter::Site, |names| Named(names.help, names.help_about))),
        ..Entry::at("/aide", "help")
    }
    SiteMap {
        page: Some(page!("site_map")),
        on_map: Some((Chapter::Site, |names| Named(names.site_map, names.site_map_about))),
        ..Entry::at("/plan", "site_map")
    }
    Accessibility {
        page: Some(page!(fr en "accessibility")),
        on_map: Some((Chapter::Site, |names| Named(names.accessibility, names.accessibility_about))),
        ..Entry::at("/accessibilite", "accessibility")
    }
    Probe {
        page: Some(page!("probe")),
        post: Post::Button,
        ..Entry::at("/inspecteur/essai", "probe")
    }
    Bench {
        page: Some(page!("bench")),
        post: Post::Form,
        can_be_projected: true,
        on_map: Some((Chapter::Cookie, |names| Named(names.bench, names.bench_about))),
        ..Entry::at("/banc", "bench")
    }
    Health {
        on_map: Some((Chapter::Site, |names| Named(names.health, names.health_about))),
        ..Entry::at("/sante", "health")
    }
    Practical {
        page: Some(page!("practical")),
        post: Post::Form,
        needs_lab: true,
        can_be_projected: true,
        on_map: Some((Chapter::Practical, |names| Named(names.practical, names.practical_about))),
        ..Entry::at("/tp", "practical")
    }
    Exercise(exercise: Exercise) {
        number: Some(exercise.number()),
        page: Some(page!("exercise")),
        post: Post::Form,
        needs_lab: true,
        can_be_projected: true,
        // Its name stands among its own sentences.
        on_map: Some((Chapter::Practical, |_| Named("", ""))),
        ..Entry::at("/tp/", "exercise ")
    }
    Report {
        page: Some(page!("report")),
        needs_lab: true,
        can_be_projected: true,
        on_map: Some((Chapter::Practical, |names| Named(names.report, names.report_about))),
        ..Entry::at("/tp/bilan", "report")
    }
    /// Exercise 5: the page for who forged the right cookie.
    Direction {
        page: Some(page!("direction")),
        needs_lab: true,
        recorded_as: Some(Place::Direction),
        ..Entry::at("/tp/5/direction", "direction")
    }
    /// Exercise 6: the words of which one is the key.
    WeakKeys {
        needs_lab: true,
        ..Entry::at("/tp/6/mots.txt", "weak_keys")
    }
    /// Exercise 7.
    TwoClocks {
        page: Some(page!("two_clocks")),
        needs_lab: true,
        recorded_as: Some(Place::Teaching),
        ..Entry::at("/tp/7/horloge", "two_clocks")
    }
    /// Exercise 9: the logout under an address that says whose it is.
    AttackedSignOut {
        post: Post::Button,
        needs_lab: true,
        recorded_as: Some(Place::SignOut),
        ..Entry::at("/tp/9/logout", "attacked_sign_out")
    }
    /// Exercise 10: a response with a proof in its header.
    Proof {
        page: Some(page!("proof")),
        needs_lab: true,
        recorded_as: Some(Place::Proof),
        ..Entry::at("/tp/10/preuve", "proof")
    }
    CookieSettings {
        page: Some(page!("settings")),
        post: Post::Form,
        needs_lab: true,
        on_map: Some((Chapter::Practical, |names| Named(names.settings, names.settings_about))),
        ..Entry::at("/reglages", "cookie_settings")
    }
    /// Exercise 9: the hostile page.
    Attacker {
        page: Some(page!(bare "attacker")),
        needs_lab: true,
        ..Entry::at("/attaquant", "attacker")
    }
    Board {
        page: Some(page!("board")),
        door: Some(page!("board_door")),
        post: Post::Form,
        needs_lab: true,
        on_map: Some((Chapter::Practical, |names| Named(names.board, names.board_about))),
        ..Entry::at("/prof", "board")
    }
    /// One student of the board: what was predicted and written.
    BoardStudent {
        page: Some(page!("board_student")),
        door: Some(page!("board_door")),
        needs_lab: true,
        ..Entry::at("/prof/etudiant", "board_student")
    }
    /// What the room predicted of one exercise, for the wall: no name, no form.
    Prediction(exercise: Exercise) {
        number: Some(exercise.number()),
        page: Some(page!("prediction")),
        door: Some(page!("board_door")),
        needs_lab: true,
        can_be_projected: true,
        ..Entry::at("/prof/prediction/", "prediction ")
    }
    BoardCsv {
        door: Some(page!("board_door")),
        needs_lab: true,
        ..Entry::at("/prof.csv", "board_csv")
    }
    Static(asset: Asset) {
        aliases: asset.aliases(),
        ..Entry::at(asset.address(), asset.endpoint())
    }
}
