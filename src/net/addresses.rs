//! Which addresses are public, and which inside a private network.
//!
//! Protects against SSRF and DNS rebinding. A tenant who may say where a LiveKit server is could name the operator's
//! own machines, or a name that later resolves to them. So the resolver rejects names that resolve to non-public
//! addresses at connect time, for every connection.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// The host is, or resolves to, an address that is not public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it stands for an address inside a private network")]
pub(crate) struct PrivateAddressError;

/// Resolves names as the system does, and refuses one that stands for any private address.
pub(crate) struct PublicOnlyResolver;

impl Resolve for PublicOnlyResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            if found.iter().any(|address| !is_public(address.ip())) {
                return Err(PrivateAddressError.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Whether the host of a URL is an IP address that is not public; names are checked when they are resolved.
pub(crate) fn is_private_ip_url(url: &url::Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(address)) => !is_public(address.into()),
        Some(url::Host::Ipv6(address)) => !is_public(address.into()),
        Some(url::Host::Domain(_)) | None => false,
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || a == 0
        // Carrier-grade NAT; IETF protocol assignments; benchmarks.
        || (a == 100 && b & 0b1100_0000 == 64)
        || (a, b, c) == (192, 0, 0)
        || (a == 198 && b & 0b1111_1110 == 18)
        // Multicast, and what is reserved.
        || a >= 224)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = embedded_ipv4(address) {
        return is_public_v4(inner);
    }
    let [a, b, ..] = address.segments();
    // Global unicast, without documentation and without Teredo and ORCHID, which tunnel to addresses that are not
    // seen here.
    a & 0xe000 == 0x2000 && (a, b) != (0x2001, 0xdb8) && !(a == 0x2001 && b < 0x200)
}

/// The IPv4 address that an IPv6 address stands for: mapped, translated (NAT64) or tunnelled (6to4).
fn embedded_ipv4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let of = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match (a, b, c, d, e, f) {
        (0, 0, 0, 0, 0, 0xffff) | (0x64, 0xff9b, 0, 0, 0, 0) => Some(of(g, h)),
        (0x2002, ..) => Some(of(b, c)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_a_network_is_told_from_what_is_outside() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "0.1.2.3",
            "192.0.0.8",
            "198.18.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "::",
            "::1",
            "fe80::1",
            "fd00::1",
            "fec0::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in [
            "1.1.1.1",
            "100.128.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "2606:4700::1111",
            "2001:4860:4860::8888",
            "::ffff:8.8.8.8",
        ] {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn numbers_are_seen_however_they_are_written() {
        for inside in [
            "http://127.1:7880",
            "https://0x7f000001",
            "http://2130706433/",
            "http://[::1]:7880",
            "http://10.0.0.9",
        ] {
            assert!(is_private_ip_url(&inside.parse().unwrap()), "{inside}");
        }
        for other in ["https://livekit.example.org", "http://1.1.1.1:7880"] {
            assert!(!is_private_ip_url(&other.parse().unwrap()), "{other}");
        }
    }
}
