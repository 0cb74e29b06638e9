//! Codes: a million that somebody changed, and every code read for every purpose.

use data_encoding::BASE32_NOPAD;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use rollcall::domain::checkin::code::{Code, UnverifiedCode};
use rollcall::domain::checkin::code_key::{CodeKey, OrganizationTag};
use rollcall::domain::evidence::manual::Purpose;
use rollcall::domain::time::Timestamp;

const MUTATIONS: usize = 1_000_000;
const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567abcdef01889=+/ -_";

fn key(purpose: Purpose) -> CodeKey {
    CodeKey::derive(&[3; 32], OrganizationTag::of("o1"), purpose, 1)
}

fn signed(purpose: Purpose, expires: bool) -> String {
    let issued_at = Timestamp::from_seconds(1_767_600_000);
    let code = Code {
        purpose,
        organization: OrganizationTag::of("o1"),
        subject: "0193f1e0a1b27c3d8e4f5a6b7c8d9e0f".into(),
        issued_at,
        expires_at: expires.then(|| issued_at.plus(30_000)),
    };
    code.sign(1, &key(purpose))
}

/// Whether any key of the organisation takes it.
fn is_taken(text: &str) -> bool {
    UnverifiedCode::read(text).is_some_and(|read| {
        let key = key(read.purpose());
        read.verify(&key).is_some()
    })
}

fn mutate(text: &str, random: &mut StdRng) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..random.random_range(1..=3) {
        if bytes.is_empty() {
            break;
        }
        let at = random.random_range(0..bytes.len());
        let other = ALPHABET[random.random_range(0..ALPHABET.len())];
        match random.random_range(0..6) {
            0 | 1 => bytes[at] = other,
            2 => bytes.insert(at, other),
            3 => drop(bytes.remove(at)),
            4 => {
                let with = random.random_range(0..bytes.len());
                bytes.swap(at, with);
            }
            _ => bytes.truncate(at),
        }
    }
    String::from_utf8(bytes).expect("ASCII")
}

#[test]
fn of_a_million_changed_codes_none_is_taken() {
    let originals: Vec<String> =
        Purpose::ALL.iter().flat_map(|purpose| [signed(*purpose, false), signed(*purpose, true)]).collect();
    assert!(originals.iter().all(|text| is_taken(text)));
    let mut random = StdRng::seed_from_u64(13);
    let mut tried = 0;
    while tried < MUTATIONS {
        let changed = mutate(&originals[tried % originals.len()], &mut random);
        if originals.contains(&changed) {
            continue;
        }
        assert!(!is_taken(&changed), "{changed}");
        tried += 1;
    }
}

#[test]
fn no_code_is_taken_for_another_purpose() {
    for &made_for in Purpose::ALL {
        for &read_as in Purpose::ALL {
            let text = signed(made_for, false);
            let read = UnverifiedCode::read(&text).expect("it is ours");
            assert_eq!(read.verify(&key(read_as)).is_some(), made_for == read_as);
            // Said to be for another purpose, it is signed by nobody.
            let mut bytes = BASE32_NOPAD.decode(text.as_bytes()).expect("it is base 32");
            bytes[0] = bytes[0] & 0xf0 | read_as as u8;
            assert_eq!(is_taken(&BASE32_NOPAD.encode(&bytes)), made_for == read_as);
        }
    }
}
