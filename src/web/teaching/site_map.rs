//! `/plan`: every page, made from the table of routes.

use serde::Serialize;

use crate::{
    http::{HttpError, Response, StatusCode},
    view::text::lab::{Named, PageNames},
    web::{
        ctx::Ctx,
        practical::board_is_open,
        routes::{Chapter, PROJECTION, Route},
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
        let (chapter, name) = route.entry().on_map?;
        let Named(name, about) = name(PageNames::of(ctx.lang));
        let name = match route {
            Route::Exercise(exercise) => {
                let name = &ctx.app.exercises.text(exercise, ctx.lang).name;
                format!("TP {} — {name}", exercise.number())
            }
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
    for route in Route::all() {
        let is_there = ctx.app.is_lab || !route.entry().needs_lab;
        if is_there && !is_refused(route, ctx) {
            entries.extend(Entry::of(route, ctx));
        }
    }
    let titles = PageNames::of(ctx.lang).chapters();
    let chapters = Chapter::ALL.into_iter().zip(titles);
    let chapters = chapters.map(|(chapter, title)| {
        let here = entries.iter().filter(|entry| entry.chapter == chapter);
        MapChapter {
            title,
            places: here.map(|entry| entry.place("")).collect(),
        }
    });
    let projections = entries
        .iter()
        .filter(|it| it.route.entry().can_be_projected);
    let page = SiteMap {
        chapters: chapters.filter(|it| !it.places.is_empty()).collect(),
        projections: projections.map(|entry| entry.place(PROJECTION)).collect(),
    };
    ctx.page(StatusCode::OK, page)
}
