//! The keys that codes are signed with: one for each purpose, organisation and number, derived from the installation's.
//!
//! Derivation is HMAC-SHA256 over a label and the three, so a key of one purpose or organisation says nothing about
//! another's, and no key is stored. A new number is a new key; the old ones go on verifying until they are revoked.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::domain::evidence::manual::Purpose;

const LABEL: &[u8] = b"rollcall/code-key/1";

/// An organisation as codes name it: the first eight bytes of the SHA-256 of its id. It tells a foreign code from a forged
/// one; half as long as an id, it keeps the picture small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrganizationTag(pub(super) [u8; 8]);

impl OrganizationTag {
    pub fn of(organization: &str) -> OrganizationTag {
        let digest = Sha256::digest(organization.as_bytes());
        let mut tag = [0; 8];
        tag.copy_from_slice(&digest[..8]);
        OrganizationTag(tag)
    }
}

/// A signing key. Never printed.
#[derive(Clone)]
pub struct CodeKey(Hmac<Sha256>);

impl CodeKey {
    /// The key of `number` for codes of this purpose and organisation. `master` is the installation's.
    pub fn derive(
        master: &[u8; 32],
        organization: OrganizationTag,
        purpose: Purpose,
        number: u16,
    ) -> CodeKey {
        let mut derived = new_mac(master);
        derived.update(LABEL);
        derived.update(&[purpose as u8]);
        derived.update(&organization.0);
        derived.update(&number.to_be_bytes());
        CodeKey(new_mac(&derived.finalize().into_bytes()))
    }

    /// The code over exactly these bytes.
    pub(super) fn mac(&self, bytes: &[u8]) -> [u8; 32] {
        let mut mac = self.0.clone();
        mac.update(bytes);
        mac.finalize().into_bytes().into()
    }
}

fn new_mac(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes keys of every length")
}

impl std::fmt::Debug for CodeKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeKey(…)")
    }
}
