//! `/plan`: every page, made from the table of routes, and `/accessibilite`.

use serde::Serialize;

use crate::{
    http::{HttpError, Response, StatusCode},
    view::{
        Page,
        text::lab::{ExerciseText, Named, PageNames},
    },
    web::{
        ctx::{Ctx, PROJECTION},
        practical::board_is_open,
        routes::Route,
    },
};

/// `site_map.html`
#[derive(Serialize)]
struct SiteMap {
    chapters: Vec<MapChapter>,
    /// The pages that can be projected.
    projections: Vec<Place>,
}

#[derive(Serialize)]
struct MapChapter {
    title: &'static str,
    places: Vec<Place>,
}

/// A page on the map.
#[derive(Serialize)]
struct Place {
    url: String,
    name: String,
    about: &'static str,
}

/// Where a page stands on the map, in the order of `PageNames::chapters`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chapter {
    Course,
    Cookie,
    Practical,
    Site,
}

impl Chapter {
    const ALL: [Self; 4] = [Self::Course, Self::Cookie, Self::Practical, Self::Site];
}

/// A page and its place.
struct Entry {
    route: Route,
    chapter: Chapter,
    name: String,
    about: &'static str,
}

impl Entry {
    /// `None` for what is no page to go to.
    fn of(route: Route, ctx: &Ctx<'_>) -> Option<Self> {
        let texts = PageNames::of(ctx.lang);
        let (chapter, Named(name, about)) = match route {
            Route::Index => (Chapter::Course, texts.index),
            Route::Teachers => (Chapter::Course, texts.teachers),
            Route::SignIn => (Chapter::Course, texts.sign_in),
            Route::SignUp => (Chapter::Course, texts.sign_up),
            Route::Account => (Chapter::Course, texts.account),
            Route::Inspector => (Chapter::Cookie, texts.inspector),
            Route::Bench => (Chapter::Cookie, texts.bench),
            Route::Exchanges => (Chapter::Cookie, texts.exchanges),
            Route::Practical => (Chapter::Practical, texts.practical),
            Route::Exercise(exercise) => {
                let name = ExerciseText::of(exercise, ctx.lang).name;
                (Chapter::Practical, Named(name, ""))
            }
            Route::Report => (Chapter::Practical, texts.report),
            Route::CookieSettings => (Chapter::Practical, texts.settings),
            Route::Board => (Chapter::Practical, texts.board),
            Route::Help => (Chapter::Site, texts.help),
            Route::SiteMap => (Chapter::Site, texts.site_map),
            Route::Accessibility => (Chapter::Site, texts.accessibility),
            Route::Health => (Chapter::Site, texts.health),
            // Going there would do something, or there is nothing to read.
            Route::SignOut
            | Route::InspectorJson
            | Route::Probe
            | Route::BoardCsv
            | Route::Static(_) => {
                return None;
            }
            // Steps of an exercise, which leads to them.
            Route::Direction
            | Route::WeakKeys
            | Route::TwoClocks
            | Route::AttackedSignOut
            | Route::Proof
            | Route::Attacker => return None,
        };
        let name = match route {
            Route::Exercise(exercise) => format!("TP {} — {name}", exercise.number()),
            _ => name.to_owned(),
        };
        Some(Self {
            route,
            chapter,
            name,
            about,
        })
    }

    fn place(&self, before: &str) -> Place {
        Place {
            url: format!("{before}{}", self.route.url()),
            name: self.name.clone(),
            about: self.about,
        }
    }
}

/// Whether this visitor would be refused there: a guest has no account.
fn is_refused(route: Route, ctx: &mut Ctx<'_>) -> bool {
    match route {
        Route::Account => ctx.account().is_none(),
        Route::Board => !board_is_open(ctx),
        _ => false,
    }
}

/// The map.
pub(in crate::web) fn site_map(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let mut entries = Vec::new();
    for route in Route::ALL {
        let is_there = ctx.app.is_lab || !route.needs_lab();
        if is_there && !is_refused(route, ctx) {
            entries.extend(Entry::of(route, ctx));
        }
    }
    let titles = PageNames::of(ctx.lang).chapters;
    let chapters = Chapter::ALL.into_iter().zip(titles);
    let chapters = chapters.map(|(chapter, title)| {
        let here = entries.iter().filter(|entry| entry.chapter == chapter);
        MapChapter {
            title,
            places: here.map(|entry| entry.place("")).collect(),
        }
    });
    let projections = entries.iter().filter(|it| it.route.can_be_projected());
    let page = SiteMap {
        chapters: chapters.filter(|it| !it.places.is_empty()).collect(),
        projections: projections.map(|entry| entry.place(PROJECTION)).collect(),
    };
    ctx.page(StatusCode::OK, Page::SiteMap, page)
}

/// The declaration: nothing in it depends on the request.
pub(in crate::web) fn accessibility(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    ctx.page(StatusCode::OK, Page::Accessibility, ())
}
