//! The text of a code: what it says, signed, short enough for a small picture.
//!
//! ```text
//! byte   0      version (high half) and purpose (low half)
//!        1      1: the subject is a UUID of 16 bytes, else a length and so many bytes; 2: it has an expiry
//!        2–3    number of the signing key
//!        4–11   organisation (`OrganizationTag`)
//!        12–17  issued at, milliseconds since 1970
//!        …      expires at, likewise, if it has one; then the subject
//!        last 16  HMAC-SHA256 over everything before, its first half (RFC 2104, section 5)
//! ```
//!
//! The text is that in base 32 (RFC 4648, upper case, no padding): a picture holds these characters in 5½ bits each, and
//! addresses need no escapes. A printed code is 80 characters: version 4 at error correction M, 33 × 33 modules; inside
//! the address of a scan page it is version 6 or 7. Only the one canonical spelling is read, so that no other text is
//! the same code.

use data_encoding::BASE32_NOPAD;
use subtle::ConstantTimeEq;

use super::code_key::{CodeKey, OrganizationTag};
use crate::domain::evidence::manual::Purpose;
use crate::domain::time::{MINUTE, Timestamp};

const VERSION: u8 = 1;
const MAC_BYTES: usize = 16;
const SUBJECT_IS_UUID: u8 = 1;
const HAS_EXPIRY: u8 = 2;
/// The longest text that is looked at. Codes of ours are far shorter; whatever else is read at a door may be anything.
pub const MAX_TEXT: usize = 2_000;
/// What stands between the address of a page and its code.
const IN_ADDRESS: &str = "/scan?code=";

/// What a code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    pub purpose: Purpose,
    pub organization: OrganizationTag,
    /// Id of the venue, session, ticket, registration or person, by the purpose.
    pub subject: String,
    pub issued_at: Timestamp,
    /// From then on it is expired.
    pub expires_at: Option<Timestamp>,
}

/// A text that is written like a code. Who signed it is not known yet.
#[derive(Clone, Debug)]
pub struct UnverifiedCode {
    code: Code,
    key_number: u16,
    signed: Vec<u8>,
    mac: [u8; MAC_BYTES],
}

/// How far the clock of a device may be behind when it reads a code that lives for a short time, in milliseconds.
const MAX_BEHIND: i64 = MINUTE;

impl Code {
    /// Whether a code that lives for a short time was read before it counts as issued, by more than a clock may be behind.
    pub fn is_read_too_early(&self, counts_from: Timestamp, read_at: Timestamp) -> bool {
        self.expires_at.is_some() && read_at < self.issued_at.min(counts_from).plus(-MAX_BEHIND)
    }

    /// Its text, signed with the key of that number.
    ///
    /// # Panics
    /// Where the subject is longer than 255 bytes; ids are not.
    pub fn sign(&self, key_number: u16, key: &CodeKey) -> String {
        let uuid = uuid_bytes(&self.subject);
        let mut bytes = vec![VERSION << 4 | self.purpose as u8];
        let flags = if uuid.is_some() { SUBJECT_IS_UUID } else { 0 };
        bytes.push(flags | if self.expires_at.is_some() { HAS_EXPIRY } else { 0 });
        bytes.extend(key_number.to_be_bytes());
        bytes.extend(self.organization.0);
        bytes.extend(six_bytes(self.issued_at));
        bytes.extend(self.expires_at.into_iter().flat_map(six_bytes));
        match uuid {
            Some(uuid) => bytes.extend(uuid),
            None => {
                bytes.push(u8::try_from(self.subject.len()).expect("ids are short"));
                bytes.extend(self.subject.as_bytes());
            }
        }
        let mac = key.mac(&bytes);
        bytes.extend(&mac[..MAC_BYTES]);
        BASE32_NOPAD.encode(&bytes)
    }
}

impl UnverifiedCode {
    /// Reads the text of a code, or the address of a scan page that holds one. `None`: it is no code of ours.
    pub fn read(text: &str) -> Option<UnverifiedCode> {
        if text.len() > MAX_TEXT {
            return None;
        }
        let is_address = text.starts_with("https://") || text.starts_with("http://");
        let text = if is_address { text.split_once(IN_ADDRESS)?.1 } else { text };
        // Refuses lower case, padding and bits left over, so that one code has one spelling.
        let mut signed = BASE32_NOPAD.decode(text.as_bytes()).ok()?;
        let mac = signed.split_off(signed.len().checked_sub(MAC_BYTES)?).try_into().ok()?;
        let mut reader = Reader(&signed);
        let [head, flags] = reader.take()?;
        if head >> 4 != VERSION || flags & !(SUBJECT_IS_UUID | HAS_EXPIRY) != 0 {
            return None;
        }
        let purpose = *Purpose::ALL.get(usize::from(head & 0x0f))?;
        let key_number = u16::from_be_bytes(reader.take()?);
        let organization = OrganizationTag(reader.take()?);
        let issued_at = reader.instant()?;
        let expires_at = if flags & HAS_EXPIRY == 0 { None } else { Some(reader.instant()?) };
        let subject = match flags & SUBJECT_IS_UUID {
            0 => {
                let [length] = reader.take()?;
                String::from_utf8(reader.slice(length.into())?.to_vec()).ok()?
            }
            _ => hex::encode(reader.take::<16>()?),
        };
        if !reader.0.is_empty() {
            return None;
        }
        let code = Code { purpose, organization, subject, issued_at, expires_at };
        Some(UnverifiedCode { code, key_number, signed, mac })
    }

    pub fn purpose(&self) -> Purpose {
        self.code.purpose
    }

    pub fn organization(&self) -> OrganizationTag {
        self.code.organization
    }

    /// The number of the key it says it was signed with.
    pub fn key_number(&self) -> u16 {
        self.key_number
    }

    /// What it says, if this key signed it.
    pub fn verify(self, key: &CodeKey) -> Option<Code> {
        let fits: bool = key.mac(&self.signed)[..MAC_BYTES].ct_eq(&self.mac).into();
        fits.then_some(self.code)
    }
}

/// The bytes of an id as this program makes them: 32 hexadecimal digits.
fn uuid_bytes(id: &str) -> Option<[u8; 16]> {
    let bytes: [u8; 16] = hex::decode(id).ok()?.try_into().ok()?;
    (hex::encode(bytes) == id).then_some(bytes)
}

/// 48 bits hold the milliseconds until the year 10889.
fn six_bytes(at: Timestamp) -> [u8; 6] {
    let [_, _, bytes @ ..] = at.millis().max(0).to_be_bytes();
    bytes
}

/// The bytes that are not read yet.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn slice(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.slice(N)?.try_into().ok()
    }

    fn instant(&mut self) -> Option<Timestamp> {
        let [a, b, c, d, e, f] = self.take()?;
        Some(Timestamp::from_millis(i64::from_be_bytes([0, 0, a, b, c, d, e, f])))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MASTER: [u8; 32] = [7; 32];

    fn key(purpose: Purpose, number: u16) -> CodeKey {
        CodeKey::derive(&MASTER, OrganizationTag::of("o1"), purpose, number)
    }

    fn code(purpose: Purpose, subject: &str, expires_at: Option<i64>) -> Code {
        Code {
            purpose,
            organization: OrganizationTag::of("o1"),
            subject: subject.to_owned(),
            issued_at: Timestamp::from_millis(1_767_600_000_123),
            expires_at: expires_at.map(Timestamp::from_millis),
        }
    }

    const VENUE: &str = "0193f1e0a1b27c3d8e4f5a6b7c8d9e0f";

    #[test]
    fn what_is_signed_is_read_by_the_same_key_and_no_other() {
        for subject in [VENUE, "v1", "0193F1E0A1B27C3D8E4F5A6B7C8D9E0F", "مركز"] {
            for &purpose in Purpose::ALL {
                for expires in [None, Some(1_767_600_030_000)] {
                    let one = code(purpose, subject, expires);
                    let text = one.sign(3, &key(purpose, 3));
                    let read = || UnverifiedCode::read(&text).expect("it is ours");
                    assert_eq!((read().purpose(), read().key_number()), (purpose, 3));
                    assert_eq!(read().verify(&key(purpose, 3)), Some(one.clone()));
                    assert_eq!(read().verify(&key(purpose, 2)), None);
                    for &other in Purpose::ALL.iter().filter(|other| **other != purpose) {
                        assert_eq!(read().verify(&key(other, 3)), None);
                    }
                    let foreign = CodeKey::derive(&MASTER, OrganizationTag::of("o2"), purpose, 3);
                    assert_eq!(read().verify(&foreign), None);
                }
            }
        }
    }

    #[test]
    fn a_printed_code_has_eighty_characters_that_small_pictures_hold() {
        let text = code(Purpose::Venue, VENUE, None).sign(1, &key(Purpose::Venue, 1));
        assert_eq!(text.len(), 80);
        assert!(text.chars().all(|one| one.is_ascii_uppercase() || ('2'..='7').contains(&one)));
    }

    #[test]
    fn the_address_of_a_scan_page_is_taken_for_its_code() {
        let text = code(Purpose::Venue, VENUE, None).sign(1, &key(Purpose::Venue, 1));
        for address in
            [format!("https://a.example/scan?code={text}"), format!("http://b:80/x/scan?code={text}")]
        {
            let read = UnverifiedCode::read(&address).expect("it holds a code");
            assert!(read.verify(&key(Purpose::Venue, 1)).is_some());
        }
        for other in [
            format!("ftp://a/scan?code={text}"),
            format!("https://a/scan?code={text}&x=1"),
            format!(" {text}"),
        ] {
            assert!(UnverifiedCode::read(&other).is_none(), "{other}");
        }
    }

    #[test]
    fn whatever_else_is_read_at_a_door_is_no_code() {
        let text = code(Purpose::Venue, VENUE, None).sign(1, &key(Purpose::Venue, 1));
        let long = "A".repeat(10_240);
        let lower = text.to_lowercase();
        let padded = format!("{text}======");
        let old = r#"{"type":"gym_attendance","gymId":"1","secret":"s"}"#;
        for other in ["", "A", "gym|1|2", old, &long, &lower, &padded, &text[..40], &text[8..], "🙂", "\0"]
        {
            assert!(
                UnverifiedCode::read(other).is_none_or(|one| one.verify(&key(Purpose::Venue, 1)).is_none())
            );
        }
    }

    /// A million of them are tried by the test `checkin` of `tests/core`.
    #[test]
    fn no_single_change_of_a_character_is_accepted() {
        let one = code(Purpose::Ticket, VENUE, Some(1_767_600_030_000));
        let text = one.sign(1, &key(Purpose::Ticket, 1));
        for at in 0..text.len() {
            for other in (0..128_u8).filter(|other| *other != text.as_bytes()[at]) {
                let mut bytes = text.clone().into_bytes();
                bytes[at] = other;
                let changed = String::from_utf8(bytes).expect("ASCII");
                let read = UnverifiedCode::read(&changed);
                assert!(read.is_none_or(|read| {
                    Purpose::ALL.iter().all(|&p| read.clone().verify(&key(p, 1)).is_none())
                }));
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in ".{0,200}") {
            prop_assert!(UnverifiedCode::read(&text).is_none_or(|one| one.verify(&key(Purpose::Venue, 1)).is_none()));
        }

        #[test]
        fn any_subject_comes_back(subject in ".{0,60}", issued in 0_i64..253_402_300_799_999) {
            let one = Code { subject, issued_at: Timestamp::from_millis(issued), ..code(Purpose::Member, "", None) };
            let text = one.sign(9, &key(Purpose::Member, 9));
            prop_assert_eq!(UnverifiedCode::read(&text).and_then(|read| read.verify(&key(Purpose::Member, 9))), Some(one));
        }
    }
}
