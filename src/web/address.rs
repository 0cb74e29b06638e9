//! Addresses that a request names: only ours are followed.

use axum::http::Uri;

/// An address inside of this installation, `/x?y`: never one that leads elsewhere.
pub fn own_address(address: &str) -> Option<&str> {
    let inside =
        address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\n', '\r', '\t']);
    (inside && address.parse::<Uri>().is_ok_and(|uri| uri.host().is_none())).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_elsewhere() {
        for ours in ["/", "/sessions?from=2026-01-05", "/people/1"] {
            assert_eq!(own_address(ours), Some(ours));
        }
        for theirs in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/",
            "javascript:alert(1)",
            "/a\r\nb",
        ] {
            assert_eq!(own_address(theirs), None, "{theirs:?}");
        }
    }
}
