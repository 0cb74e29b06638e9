//! Encrypting a notification for one browser (RFC 8291), so that the push service between sees nothing of it: a key agreed
//! with the browser's public one, and one record of `aes128gcm` (RFC 8188).

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes128Gcm, Nonce};
use hkdf::Hkdf;
use p256::ecdh::diffie_hellman;
use p256::elliptic_curve::sec1::ToEncodedPoint;
use p256::{PublicKey, SecretKey};
use sha2::Sha256;

use crate::delivery::push::subscription::PushSubscription;

/// The size of a record that is declared; push services take no message of more.
const RECORD_BYTES: u32 = 4_096;
/// Ends the last record.
const LAST_RECORD: u8 = 2;
const SALT_BYTES: usize = 16;

/// Random bytes of one message: a salt, and a secret key of P-256. Never used for a second one.
pub type PushRandomness = [u8; 48];

/// The body of the request: salt, size of record, the sender's public key of this message, and the encrypted payload.
///
/// `None` for the randomness that is no secret key, which a generator never gives: one in 2³² at most.
pub(super) fn encrypt(
    payload: &[u8],
    subscription: &PushSubscription,
    random: &PushRandomness,
) -> Option<Vec<u8>> {
    let (salt, key) = random.split_at(SALT_BYTES);
    let sender = SecretKey::from_slice(key).ok()?;
    let sender_public = uncompressed(&sender.public_key());
    let receiver_public = uncompressed(&subscription.receiver);
    let shared = diffie_hellman(sender.to_nonzero_scalar(), subscription.receiver.as_affine());

    let info = [b"WebPush: info\0".as_slice(), &receiver_public, &sender_public].concat();
    let input: [u8; 32] = derive(&subscription.secret, shared.raw_secret_bytes(), &info);
    let content_key: [u8; 16] = derive(salt, &input, b"Content-Encoding: aes128gcm\0");
    let nonce: [u8; 12] = derive(salt, &input, b"Content-Encoding: nonce\0");

    let cipher = Aes128Gcm::new(&content_key.into());
    let record = [payload, &[LAST_RECORD]].concat();
    let encrypted = cipher.encrypt(Nonce::from_slice(&nonce), record.as_slice()).ok()?;
    let key_length = u8::try_from(sender_public.len()).ok()?;
    Some([salt, &RECORD_BYTES.to_be_bytes(), &[key_length], &sender_public, &encrypted].concat())
}

/// 65 bytes.
pub(super) fn uncompressed(key: &PublicKey) -> Vec<u8> {
    key.to_encoded_point(false).as_bytes().to_vec()
}

fn derive<const N: usize>(salt: &[u8], input: &[u8], info: &[u8]) -> [u8; N] {
    let mut derived = [0; N];
    let length = "fewer than 255 times the length of a hash";
    Hkdf::<Sha256>::new(Some(salt), input).expand(info, &mut derived).expect(length);
    derived
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};

    use super::*;

    fn decode(text: &str) -> Vec<u8> {
        BASE64_URL_SAFE_NO_PAD.decode(text).unwrap()
    }

    #[test]
    fn the_example_of_rfc_8291_is_encrypted_as_published() {
        let subscription = PushSubscription::parse(
            "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4Tts7J_aSIgg",
        )
        .unwrap();
        let random: PushRandomness =
            [decode("DGv6ra1nlYgDCS1FRnbzlw"), decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")]
                .concat()
                .try_into()
                .unwrap();
        let body = encrypt(b"When I grow up, I want to be a watermelon", &subscription, &random).unwrap();
        let published = decode(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
        );
        assert_eq!(body, published);
    }
}
