//! The pages, by the names of their templates.

/// A template that a visitor gets to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Page {
    Index,
    Teachers,
    SignIn,
    SignUp,
    Account,
    Inspector,
    Exchanges,
    Help,
    SiteMap,
    Accessibility,
    Practical,
    Exercise,
    Report,
    Direction,
    TwoClocks,
    Proof,
    CookieSettings,
    Attacker,
    Board,
    BoardDoor,
    Probe,
    Bench,
    /// The page of an HTTP status, as in the course's `error_handlers`.
    Error(u16),
}

/// Name and text of a template.
type Template = (&'static str, &'static str);

/// The file of that name, without `.html`.
macro_rules! template {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../assets/templates/", $name, ".html")),
        )
    };
}

const ERRORS: [(u16, Template); 13] = [
    (400, template!("error_400")),
    (401, template!("error_401")),
    (403, template!("error_403")),
    (404, template!("error_404")),
    (405, template!("error_405")),
    (408, template!("error_408")),
    (409, template!("error_409")),
    (413, template!("error_413")),
    (415, template!("error_415")),
    (429, template!("error_429")),
    (431, template!("error_431")),
    (500, INTERNAL),
    (503, template!("error_503")),
];

/// The page of a status that has none.
const INTERNAL: Template = template!("error_500");

impl Page {
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let pages = [
            Self::Index,
            Self::Teachers,
            Self::SignIn,
            Self::SignUp,
            Self::Account,
            Self::Inspector,
            Self::Exchanges,
            Self::Help,
            Self::SiteMap,
            Self::Accessibility,
            Self::Practical,
            Self::Exercise,
            Self::Report,
            Self::Direction,
            Self::TwoClocks,
            Self::Proof,
            Self::CookieSettings,
            Self::Attacker,
            Self::Board,
            Self::BoardDoor,
            Self::Probe,
            Self::Bench,
        ];
        pages
            .into_iter()
            .chain(ERRORS.iter().map(|(status, _)| Self::Error(*status)))
    }

    pub(super) fn name(self) -> &'static str {
        self.file().0
    }

    pub(super) fn template(self) -> &'static str {
        self.file().1
    }

    /// The endpoint that shows the page; an error page has none.
    pub(super) fn endpoint(self) -> Option<&'static str> {
        match self {
            Self::Index => Some("index"),
            Self::Teachers => Some("getTeachers"),
            Self::SignIn => Some("sign_in"),
            Self::SignUp => Some("sign_up"),
            Self::Account => Some("account"),
            Self::Inspector => Some("inspector"),
            Self::Exchanges => Some("exchanges"),
            Self::Help => Some("help"),
            Self::SiteMap => Some("site_map"),
            Self::Accessibility => Some("accessibility"),
            Self::Practical => Some("practical"),
            Self::Report => Some("report"),
            Self::Direction => Some("direction"),
            Self::TwoClocks => Some("two_clocks"),
            Self::Proof => Some("proof"),
            Self::CookieSettings => Some("cookie_settings"),
            Self::Attacker => Some("attacker"),
            Self::Board | Self::BoardDoor => Some("board"),
            Self::Probe => Some("probe"),
            Self::Bench => Some("bench"),
            // The exercises share a template; none of them is "the" page.
            Self::Exercise | Self::Error(_) => None,
        }
    }

    fn file(self) -> Template {
        match self {
            Self::Index => template!("index"),
            Self::Teachers => template!("teachers"),
            Self::SignIn => template!("sign_in"),
            Self::SignUp => template!("sign_up"),
            Self::Account => template!("account"),
            Self::Inspector => template!("inspector"),
            Self::Exchanges => template!("exchanges"),
            Self::Help => template!("help"),
            Self::SiteMap => template!("site_map"),
            Self::Accessibility => template!("accessibility"),
            Self::Practical => template!("practical"),
            Self::Exercise => template!("exercise"),
            Self::Report => template!("report"),
            Self::Direction => template!("direction"),
            Self::TwoClocks => template!("two_clocks"),
            Self::Proof => template!("proof"),
            Self::CookieSettings => template!("settings"),
            Self::Attacker => template!("attacker"),
            Self::Board => template!("board"),
            Self::BoardDoor => template!("board_door"),
            Self::Probe => template!("probe"),
            Self::Bench => template!("bench"),
            Self::Error(status) => ERRORS
                .iter()
                .find(|(known, _)| *known == status)
                .map_or(INTERNAL, |(_, template)| *template),
        }
    }
}
