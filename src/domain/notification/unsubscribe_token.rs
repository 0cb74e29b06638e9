//! What an e-mail's link to unsubscribe holds: whom it switches off and which events, signed, so that it needs no login and
//! nobody can make one for somebody else. It holds for ever: a mail may be opened years later.
//!
//! Bytes, in base64url: version, events as bits, length of the organisation's id, the two ids, and the first half of an
//! HMAC-SHA256 over all before it. An id of 32 hexadecimal digits is written as its 16 bytes.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::event::NotificationEvent;

const LABEL: &[u8] = b"rollcall/unsubscribe/1";
const VERSION: u8 = 1;
const MAC_BYTES: usize = 16;
/// In the length of an id: it is written as bytes, and not as text.
const PACKED: u8 = 0x80;
/// Nothing longer is one of ours.
const LONGEST: usize = 512;

/// Whose e-mails about what are switched off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsubscribeToken {
    pub organization: String,
    pub person: String,
    pub events: Vec<NotificationEvent>,
}

/// The key of these tokens, derived from one of the installation's. Never printed.
#[derive(Clone)]
pub struct UnsubscribeKey(Hmac<Sha256>);

impl UnsubscribeKey {
    pub fn derive(master: &[u8; 32]) -> UnsubscribeKey {
        let mut derived = new_mac(master);
        derived.update(LABEL);
        UnsubscribeKey(new_mac(&derived.finalize().into_bytes()))
    }

    fn over(&self, bytes: &[u8]) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(bytes);
        mac
    }
}

impl std::fmt::Debug for UnsubscribeKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UnsubscribeKey(…)")
    }
}

impl UnsubscribeToken {
    /// As it stands in an address.
    pub fn sign(&self, key: &UnsubscribeKey) -> String {
        let bits = self.events.iter().fold(0_u32, |bits, event| bits | 1 << bit(*event));
        let mut bytes = vec![VERSION];
        bytes.extend(bits.to_be_bytes());
        push_id(&mut bytes, &self.organization);
        push_id(&mut bytes, &self.person);
        let mac = key.over(&bytes).finalize().into_bytes();
        bytes.extend(&mac[..MAC_BYTES]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads one; `None` where it is not ours, or was changed.
    pub fn read(text: &str, key: &UnsubscribeKey) -> Option<UnsubscribeToken> {
        let bytes = URL_SAFE_NO_PAD.decode(Some(text).filter(|text| text.len() <= LONGEST)?).ok()?;
        let (signed, mac) = bytes.split_at_checked(bytes.len().checked_sub(MAC_BYTES)?)?;
        key.over(signed).verify_truncated_left(mac).ok()?;
        let (version, rest) = signed.split_first()?;
        let (bits, rest) = rest.split_first_chunk::<4>()?;
        let bits = u32::from_be_bytes(*bits);
        let (organization, rest) = take_id(rest)?;
        let (person, rest) = take_id(rest)?;
        let events = NotificationEvent::ALL.iter().copied().filter(|event| bits & 1 << bit(*event) != 0);
        (*version == VERSION && rest.is_empty()).then(|| UnsubscribeToken {
            organization,
            person,
            events: events.collect(),
        })
    }
}

/// The bit of an event. Tokens are out there for ever: none of these numbers changes its meaning.
fn bit(event: NotificationEvent) -> u32 {
    match event {
        NotificationEvent::Arrival => 0,
        NotificationEvent::Departure => 1,
        NotificationEvent::SessionArrival => 2,
        NotificationEvent::SessionDeparture => 3,
        NotificationEvent::Absence => 4,
        NotificationEvent::Late => 5,
        NotificationEvent::Correction => 6,
        NotificationEvent::SessionCancelled => 7,
        NotificationEvent::SessionMoved => 8,
        NotificationEvent::LowBalance => 9,
        NotificationEvent::MoneyHeld => 10,
        NotificationEvent::PlatformSilent => 11,
    }
}

fn push_id(bytes: &mut Vec<u8>, id: &str) {
    let packed = packed(id);
    let (written, flag) = packed.as_deref().map_or((id.as_bytes(), 0), |packed| (packed, PACKED));
    // Ids are ours, and never longer.
    let written = &written[..written.len().min(usize::from(PACKED - 1))];
    bytes.push(u8::try_from(written.len()).unwrap_or(0) | flag);
    bytes.extend(written);
}

fn take_id(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (length, rest) = bytes.split_first()?;
    let (id, rest) = rest.split_at_checked(usize::from(length & !PACKED))?;
    let id = if length & PACKED == 0 { String::from_utf8(id.to_vec()).ok()? } else { hex::encode(id) };
    Some((id, rest))
}

/// The bytes of an id of 32 hexadecimal digits in lower case, which reads back as it was.
fn packed(id: &str) -> Option<Vec<u8>> {
    hex::decode(id).ok().filter(|bytes| bytes.len() == 16 && hex::encode(bytes) == id)
}

fn new_mac(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes keys of every length")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> UnsubscribeKey {
        UnsubscribeKey::derive(&[7; 32])
    }

    fn token(organization: &str, person: &str, events: &[NotificationEvent]) -> UnsubscribeToken {
        UnsubscribeToken {
            organization: organization.to_owned(),
            person: person.to_owned(),
            events: events.to_vec(),
        }
    }

    #[test]
    fn a_token_reads_as_it_was_signed_whatever_ids_look_like() {
        let uuid = "0193f1c0a0b07000800000000000abcd";
        for (organization, person) in
            [(uuid, uuid), ("alpha", "alpha-parent"), ("0193F1C0A0B07000800000000000ABCD", "x"), ("", "")]
        {
            for events in [NotificationEvent::ALL, &[NotificationEvent::Late], &[]] {
                let one = token(organization, person, events);
                assert_eq!(UnsubscribeToken::read(&one.sign(&key()), &key()), Some(one));
            }
        }
        let signed = token(uuid, uuid, NotificationEvent::ALL).sign(&key());
        assert!(signed.len() <= 74, "{} characters", signed.len());
    }

    #[test]
    fn every_event_has_a_bit_of_its_own() {
        let bits: std::collections::BTreeSet<u32> =
            NotificationEvent::ALL.iter().map(|one| bit(*one)).collect();
        assert_eq!(bits.len(), NotificationEvent::ALL.len());
    }

    #[test]
    fn a_token_of_somebody_else_cannot_be_made() {
        let signed = token("alpha", "alpha-parent", &[NotificationEvent::Arrival]).sign(&key());
        let bytes = URL_SAFE_NO_PAD.decode(&signed).expect("base64");
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert_eq!(UnsubscribeToken::read(&URL_SAFE_NO_PAD.encode(changed), &key()), None, "byte {at}");
        }
        let other_key = UnsubscribeKey::derive(&[8; 32]);
        assert_eq!(UnsubscribeToken::read(&signed, &other_key), None);
        for bad in
            ["", "x", "AAAA", &signed[..signed.len() - 4], &format!("{signed}AAAA"), "é", &"A".repeat(9999)]
        {
            assert_eq!(UnsubscribeToken::read(bad, &key()), None, "{bad}");
        }
    }
}
