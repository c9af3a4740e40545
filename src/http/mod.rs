//! What any page needs; knows no page.
