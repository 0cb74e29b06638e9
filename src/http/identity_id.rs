//! A platform's name for somebody as an id that fits into an address: encoded, because platforms use slashes in theirs.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::problem::Problem;
use crate::domain::people::{Identity, Source};

/// The id of an identity, for an address.
pub fn encode_identity(identity: &Identity) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}:{}", identity.source, identity.value))
}

/// The identity of an id.
///
/// # Errors
/// 404 for what is no such id.
pub fn decode_identity(id: &str) -> Result<Identity, Problem> {
    let read = || {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(id).ok()?).ok()?;
        let (source, value) = text.split_once(':').filter(|_| !text.contains('\0'))?;
        Some(Identity { source: Source::parse(source)?, value: value.to_owned() })
    };
    read().ok_or_else(|| Problem::not_found("unmatched identity"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_comes_back_from_its_id() {
        let identity = Identity { source: Source::Meet, value: "users/11:7/ليلى".to_owned() };
        let id = encode_identity(&identity);
        assert!(id.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)), "{id}");
        assert_eq!(decode_identity(&id).ok(), Some(identity));
        for bad in ["", "x", "bm9ib2R5Ong", "%%"] {
            assert!(decode_identity(bad).is_err(), "{bad}");
        }
    }
}
