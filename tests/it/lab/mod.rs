//! The teaching pages.

mod inspector;
