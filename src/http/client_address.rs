//! The client's IP address: the peer of the connection, or what a trusted proxy reports in `X-Forwarded-For`. And whether
//! such a proxy says that the client came by TLS.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use axum::extract::ConnectInfo;
use axum::http::HeaderName;
use axum::http::request::Parts;
use ipnet::IpNet;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// At most this many peers are logged: anybody who reaches the server directly can send the header, and must not be
/// able to fill the log.
const MAX_WARNINGS: usize = 16;

/// Networks from `server.trusted_proxies`, and the untrusted peers that already caused a log warning by sending
/// `X-Forwarded-For`.
pub(crate) struct TrustedProxies {
    trusted: Vec<IpNet>,
    warned_about: Mutex<BTreeSet<IpAddr>>,
}

impl TrustedProxies {
    pub fn new(trusted: Vec<IpNet>) -> TrustedProxies {
        TrustedProxies { trusted, warned_about: Mutex::default() }
    }

    /// The client's address. Starting at the peer, a trusted proxy is replaced by the next entry from the right of
    /// `X-Forwarded-For`, until an address is not a trusted proxy. Entries further left are ignored, because the client
    /// itself may have written them. `None` where there is no connection (in tests).
    pub fn client_address(&self, parts: &Parts) -> Option<IpAddr> {
        let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
        let mut address = peer.ip().to_canonical();
        let hops = parts.headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
        let hops: Vec<&str> = hops.flat_map(|value| value.split(',')).map(str::trim).collect();
        if !hops.is_empty() && !self.trusts(address) && self.should_warn(address) {
            tracing::warn!(
                peer = %address,
                "X-Forwarded-For from a peer that is not in server.trusted_proxies is not believed: if this is your \
                 proxy, name it there, or everybody behind it counts as one address"
            );
        }
        for hop in hops.iter().rev() {
            if !self.trusts(address) {
                break;
            }
            let Some(further) = parse_hop(hop) else { break };
            address = further.to_canonical();
        }
        Some(address)
    }

    /// Whether a trusted proxy says in `X-Forwarded-Proto` that the client came by https. Of several proxies the first one,
    /// which the client spoke to, is believed.
    pub fn reports_https(&self, parts: &Parts) -> bool {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let is_trusted = peer.is_some_and(|ConnectInfo(peer)| self.trusts(peer.ip().to_canonical()));
        let said = parts.headers.get(FORWARDED_PROTO).and_then(|value| value.to_str().ok()).unwrap_or("");
        let first = said.split(',').next().unwrap_or("").trim();
        is_trusted && first.eq_ignore_ascii_case("https")
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.trusted.iter().any(|network| network.contains(&address))
    }

    /// Whether to log a warning about this peer: once for each, and for `MAX_WARNINGS` of them at most.
    fn should_warn(&self, peer: IpAddr) -> bool {
        let mut named = self.warned_about.lock().unwrap_or_else(PoisonError::into_inner);
        named.len() < MAX_WARNINGS && named.insert(peer)
    }
}

/// An address as proxies write it, some with the port.
fn parse_hop(hop: &str) -> Option<IpAddr> {
    hop.parse().ok().or_else(|| hop.parse().ok().map(|address: SocketAddr| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: [u8; 4], forwarded: &str, trusted: &str) -> Option<IpAddr> {
        let request = axum::http::Request::builder().header(FORWARDED_FOR, forwarded).body(());
        let (mut parts, ()) = request.unwrap().into_parts();
        parts.extensions.insert(ConnectInfo(SocketAddr::from((peer, 4000))));
        let trusted = trusted.split_whitespace().map(|one| one.parse().unwrap());
        TrustedProxies::new(trusted.collect()).client_address(&parts)
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let client = Some([1, 2, 3, 4].into());
        assert_eq!(seen([9, 9, 9, 9], "1.2.3.4", ""), Some([9, 9, 9, 9].into()));
        assert_eq!(seen([10, 0, 0, 1], "6.6.6.6, 1.2.3.4", "10.0.0.1/32"), client);
        assert_eq!(seen([10, 0, 0, 1], "1.2.3.4, 10.0.0.2", "10.0.0.1/32 10.0.0.2/32"), client);
        assert_eq!(seen([10, 0, 7, 1], "6.6.6.6, 1.2.3.4:4711, 10.0.3.2", "10.0.0.0/16"), client);
        assert_eq!(seen([10, 0, 0, 1], "nonsense", "10.0.0.1/32"), Some([10, 0, 0, 1].into()));
    }

    #[test]
    fn only_a_trusted_proxy_says_https() {
        let says = |peer: [u8; 4], scheme: &str| {
            let request = axum::http::Request::builder().header(FORWARDED_PROTO, scheme).body(());
            let (mut parts, ()) = request.unwrap().into_parts();
            parts.extensions.insert(ConnectInfo(SocketAddr::from((peer, 4000))));
            TrustedProxies::new(vec!["10.0.0.0/8".parse().unwrap()]).reports_https(&parts)
        };
        assert!(says([10, 0, 0, 1], "https") && says([10, 0, 0, 1], "HTTPS, http"));
        assert!(!says([10, 0, 0, 1], "http") && !says([10, 0, 0, 1], "http, https"));
        assert!(!says([9, 9, 9, 9], "https"));
    }

    #[test]
    fn a_peer_is_named_once() {
        let peers = TrustedProxies::new(Vec::new());
        assert!(peers.should_warn([9, 9, 9, 9].into()));
        assert!(!peers.should_warn([9, 9, 9, 9].into()));
        let named = (0..100).filter(|n| peers.should_warn([8, 8, 8, *n].into())).count();
        assert_eq!(named, MAX_WARNINGS - 1);
    }
}
