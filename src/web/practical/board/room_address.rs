//! The address for the room, to type and to photograph.

use serde::Serialize;

use crate::web::{Qr, routes::Route};

/// Made once, when the server listens.
#[derive(Debug, Serialize)]
pub(in crate::web) struct RoomAddress {
    url: String,
    /// The server's other addresses.
    others: Vec<String>,
    /// The QR code: squares a side, and the dark ones as an SVG path.
    side: usize,
    path: String,
}

impl RoomAddress {
    /// Of the site's addresses, like `http://192.0.2.7:5000`, the best first;
    /// `None` without any.
    pub(in crate::web) fn of(sites: &[String]) -> Option<Self> {
        let sites = sites.iter();
        let mut addresses = sites.map(|site| format!("{site}{}", Route::Practical.url()));
        let url = addresses.next()?;
        let code = Qr::of(&url).ok()?;
        Some(Self {
            url,
            others: addresses.collect(),
            side: code.side(),
            path: code.path(),
        })
    }
}
