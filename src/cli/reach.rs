//! Where `serve` is reached: by who sits at this machine, and by the room.

use std::net::{IpAddr, SocketAddr, UdpSocket};

use crate::config::Config;
use crate::web::Route;

/// Found out once, when the server listens.
pub(super) struct Reach {
    /// What it listens on.
    pub(super) address: SocketAddr,
    /// What others have to type to get here; empty where nobody does.
    pub(super) in_the_room: Vec<SocketAddr>,
    is_tls: bool,
    is_behind_proxy: bool,
    first_page: Route,
}

impl Reach {
    pub(super) fn of(config: &Config, address: SocketAddr) -> Self {
        Self {
            address,
            in_the_room: addresses_in_the_room(address),
            is_tls: config.certificate.is_some(),
            is_behind_proxy: config.limits.proxy_hops > 0,
            first_page: if config.lab {
                Route::Practical
            } else {
                Route::Index
            },
        }
    }

    /// The site at an address, like `http://192.0.2.7:5000`.
    pub(super) fn url(&self, address: SocketAddr) -> String {
        let scheme = if self.is_tls { "https" } else { "http" };
        format!("{scheme}://{address}")
    }

    /// The site as who sits at this machine types it.
    pub(super) fn own_site(&self) -> String {
        self.url(own_address(self.address))
    }

    /// The site as the room types it. Behind a proxy its addresses are others.
    pub(super) fn sites_in_the_room(&self) -> Vec<String> {
        let addresses = self.in_the_room.iter().filter(|_| !self.is_behind_proxy);
        addresses.map(|address| self.url(*address)).collect()
    }

    /// Where somebody begins on a site.
    pub(super) fn first_page(&self, site: &str) -> String {
        format!("{site}{}", self.first_page.url())
    }

    /// Whether only this machine gets here by the address itself.
    pub(super) fn is_local(&self) -> bool {
        is_local(self.address.ip())
    }
}

/// Whether only this machine can reach the address.
fn is_local(ip: IpAddr) -> bool {
    ip.is_loopback() || ip.is_unspecified()
}

/// How this machine reaches a server that listens on all addresses.
fn own_address(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::from([127, 0, 0, 1]),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// What others have to type to get here: the address itself or, if the server
/// listens on all addresses, those of this machine on its networks, the one
/// first by which it reaches others itself: a virtual machine's does not lead here.
fn addresses_in_the_room(address: SocketAddr) -> Vec<SocketAddr> {
    if !is_local(address.ip()) {
        return vec![address];
    }
    if address.ip().is_loopback() {
        return Vec::new();
    }
    // Failing to list them does not prevent the start: the teacher can find the
    // address elsewhere.
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default().into_iter();
    let usual = usual_address();
    let mut addresses: Vec<_> = interfaces
        .filter(|interface| !interface.is_loopback() && !interface.is_link_local())
        .map(|interface| interface.ip())
        .filter(|ip| ip.is_ipv4() || address.is_ipv6())
        .map(|ip| SocketAddr::new(ip, address.port()))
        .collect();
    addresses.sort_by_key(|it| (Some(it.ip()) != usual, it.is_ipv6()));
    addresses
}

/// This machine's address on the way to others, if there is one. The address
/// asked for is one of RFC 5737, and nothing is sent to it.
fn usual_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    Some(socket.local_addr().ok()?.ip())
}
