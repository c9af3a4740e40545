//! Where somebody asks from, as far as addresses tell people apart.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// An IPv4 address, or the network of an IPv6 address: whoever has one of its
/// 2⁶⁴ addresses has them all. This machine is one, however it names itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        let canonical = address.to_canonical();
        Self(match canonical {
            _ if canonical.is_loopback() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V4(_) => canonical,
            IpAddr::V6(ip) => {
                let [a, b, c, d, ..] = ip.segments();
                Ipv6Addr::from([a, b, c, d, 0, 0, 0, 0]).into()
            }
        })
    }
}

impl Network {
    /// The bytes of its address.
    pub(super) fn octets(self) -> Vec<u8> {
        match self.0 {
            IpAddr::V4(ip) => ip.octets().to_vec(),
            IpAddr::V6(ip) => ip.octets().to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_machine_are_one() {
        let network = |text: &str| Network::from(text.parse::<IpAddr>().unwrap());
        for (one, other, same) in [
            ("192.0.2.7", "::ffff:192.0.2.7", true),
            ("192.0.2.7", "192.0.2.8", false),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::1", true),
            ("2001:db8:1:2::1", "2001:db8:1:3::1", false),
            ("127.0.0.1", "::1", true),
            ("127.0.0.1", "127.0.0.2", true),
        ] {
            assert_eq!(network(one) == network(other), same, "{one} {other}");
        }
    }
}
