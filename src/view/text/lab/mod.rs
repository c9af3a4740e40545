//! The sentences of the teaching pages, one file a page.

mod inspector;
mod notices;

pub(crate) use self::{inspector::InspectorText, notices::Notices};
