//! The addresses of clients, and which of them count as one.

use std::{
    net::IpAddr,
    sync::{Arc, atomic::AtomicBool},
};

use ring::digest;

/// The number of shares that addresses are divided into where they must not be
/// stored.
const SHARES: u16 = 1024;

/// The client behind a request that may take long.
#[derive(Clone, Debug)]
pub struct Caller {
    pub(super) address: Address,
    /// Set while the request waits for a place.
    pub(super) is_queued: Arc<AtomicBool>,
}

impl Caller {
    /// A client at this address. While its request waits, `is_queued` is set
    /// and the future is woken now and then, so that it can be dropped if the
    /// client has left.
    pub fn new(from: IpAddr, is_queued: Arc<AtomicBool>) -> Self {
        Self {
            address: Address::of(from),
            is_queued,
        }
    }

    /// The server itself, or the teacher on the command line.
    pub(super) fn own() -> Self {
        Self {
            address: Address(String::new()),
            is_queued: Arc::default(),
        }
    }
}

/// An IPv4 address or an IPv6 /64 network, which counts as one: whoever has one
/// of its 2⁶⁴ addresses has them all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address(String);

impl Address {
    pub(super) fn of(from: IpAddr) -> Self {
        Self(match from.to_canonical() {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => {
                let [a, b, c, d, ..] = ip.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        })
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The share that this address falls into. Stored instead of the address,
    /// which would show for weeks who was here.
    pub(super) fn share(&self) -> i64 {
        let hash = digest::digest(&digest::SHA256, self.0.as_bytes());
        let first = hash.as_ref().first_chunk().copied().unwrap_or_default();
        (u16::from_be_bytes(first) % SHARES).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_network_count_together() {
        for (from, counted) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ] {
            assert_eq!(Address::of(from.parse().unwrap()).as_str(), counted);
        }
    }

    #[test]
    fn a_share_is_the_same_each_time_and_another_for_most() {
        let shares: std::collections::HashSet<i64> = (0..=255)
            .map(|last| Address::of(IpAddr::from([192, 0, 2, last])).share())
            .collect();
        assert!(shares.len() > 200);
        assert!(shares.iter().all(|share| (0..1024).contains(share)));
        let again = Address::of(IpAddr::from([192, 0, 2, 1])).share();
        assert!(shares.contains(&again));
    }
}
