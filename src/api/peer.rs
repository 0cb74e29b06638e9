//! Where a request came from: the peer of the connection, or what a trusted proxy says it is.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::HeaderName;
use axum::http::request::Parts;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The client's address. `X-Forwarded-For` is read from the right, past the proxies that are trusted: its first
/// entry is the client's own claim. `None` where there is no connection (in tests).
pub(super) fn address(parts: &Parts, trusted: &[IpAddr]) -> Option<IpAddr> {
    let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
    let mut address = peer.ip().to_canonical();
    let hops = parts.headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = hops.flat_map(|value| value.split(',')).map(str::trim).collect();
    for hop in hops.iter().rev() {
        if !trusted.contains(&address) {
            break;
        }
        let Ok(further) = hop.parse::<IpAddr>() else { break };
        address = further.to_canonical();
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: [u8; 4], forwarded: &str, trusted: &[[u8; 4]]) -> Option<IpAddr> {
        let request = axum::http::Request::builder().header(FORWARDED_FOR, forwarded).body(());
        let (mut parts, ()) = request.unwrap().into_parts();
        parts.extensions.insert(ConnectInfo(SocketAddr::from((peer, 4000))));
        address(&parts, &trusted.iter().map(|one| IpAddr::from(*one)).collect::<Vec<_>>())
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        assert_eq!(seen([9, 9, 9, 9], "1.2.3.4", &[]), Some([9, 9, 9, 9].into()));
        assert_eq!(seen([10, 0, 0, 1], "6.6.6.6, 1.2.3.4", &[[10, 0, 0, 1]]), Some([1, 2, 3, 4].into()));
        assert_eq!(
            seen([10, 0, 0, 1], "1.2.3.4, 10.0.0.2", &[[10, 0, 0, 1], [10, 0, 0, 2]]),
            Some([1, 2, 3, 4].into())
        );
        assert_eq!(seen([10, 0, 0, 1], "nonsense", &[[10, 0, 0, 1]]), Some([10, 0, 0, 1].into()));
    }
}
