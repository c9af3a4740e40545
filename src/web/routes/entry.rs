//! What there is to know of a page.

use crate::{
    classroom::Place,
    view::{
        Page,
        text::lab::{Named, PageNames},
    },
};

/// The facts of a page. What is left out of a row of the table is as in
/// [`Entry::at`].
#[derive(Clone, Copy)]
pub(in crate::web) struct Entry {
    /// The address that links use, as `@app.route` would have it.
    pub(super) address: &'static str,
    /// The name by which templates ask for the address: the course's endpoint.
    pub(super) endpoint: &'static str,
    /// What follows address and endpoint, of pages that share a row.
    pub(super) number: Option<u8>,
    /// Other addresses that lead here.
    pub(super) aliases: &'static [&'static str],
    /// The template, of what shows one.
    pub(in crate::web) page: Option<Page>,
    /// The template for whoever may not come in.
    pub(in crate::web) door: Option<Page>,
    /// What the page repeats, with other values each time.
    pub(in crate::web) repeated: Option<Page>,
    pub(super) post: Post,
    /// Whether the address is there under `--lab` only.
    pub(in crate::web) needs_lab: bool,
    /// Whether it can be put on the wall of a room: what teaches, and changes
    /// nothing.
    pub(in crate::web) can_be_projected: bool,
    /// Where `/plan` lists it, and what it says of it; not where going there
    /// would do something, or only an exercise leads there.
    pub(in crate::web) on_map: Option<OnMap>,
    /// What a request of it is to the practical; `None` where none is recorded,
    /// so that looking does not change what there is to see.
    pub(in crate::web) recorded_as: Option<Place>,
}

impl Entry {
    /// Something to be read, on every server, that is no page.
    pub(super) const fn at(address: &'static str, endpoint: &'static str) -> Self {
        Self {
            address,
            endpoint,
            number: None,
            aliases: &[],
            page: None,
            door: None,
            repeated: None,
            post: Post::Nothing,
            needs_lab: false,
            can_be_projected: false,
            on_map: None,
            recorded_as: None,
        }
    }
}

/// What can be sent to a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Post {
    Nothing,
    /// A button alone.
    Button,
    /// A form with fields.
    Form,
}

/// A chapter of the map, and the page's name in it.
pub(in crate::web) type OnMap = (Chapter, fn(&PageNames) -> Named);

/// A chapter of the map, in the order of `PageNames::chapters`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::web) enum Chapter {
    Course,
    Cookie,
    Practical,
    Site,
}

impl Chapter {
    pub(in crate::web) const ALL: [Self; 4] =
        [Self::Course, Self::Cookie, Self::Practical, Self::Site];
}
