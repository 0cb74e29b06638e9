//! Every way we know to pass for LiveKit without its secret, and every way LiveKit itself may come.

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rollcall::domain::time::Timestamp;
use rollcall::sources::livekit::webhook_signature::{WebhookKeyring, WebhookRejection, verify};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const SECRET: &str = "a-secret-of-at-least-32-characters-here";
pub const BODY: &str = r#"{"event":"participant_joined", "id":"EV_1", "createdAt":"1767600003"}"#;
const NOW: i64 = 1_767_600_003;

fn keys() -> WebhookKeyring {
    let mut keys = WebhookKeyring::default();
    keys.insert("devkey", SECRET, "academy", None);
    keys.insert("newkey", "another-secret-of-at-least-32-characters", "academy", None);
    keys.insert("oldkey", SECRET, "academy", Some(Timestamp::from_seconds(NOW)));
    keys.insert("gymkey", "the-gym-has-a-secret-of-its-own-as-well", "gym", None);
    keys.insert("blank", "", "academy", None);
    keys.insert("", SECRET, "academy", None);
    keys
}

fn hash(body: &str) -> String {
    BASE64_STANDARD.encode(Sha256::digest(body.as_bytes()))
}

/// What LiveKit claims, with `changes` laid over it; `null` takes a claim away.
fn claims(changes: Value) -> Value {
    claims_at(NOW, changes)
}

fn claims_at(now: i64, changes: Value) -> Value {
    let mut claims = json!({"iss": "devkey", "nbf": now, "iat": now, "exp": now + 300, "sha256": hash(BODY)});
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
            value => claims[name] = value.clone(),
        }
    }
    claims
}

/// A delivery's token, signed now as LiveKit signs.
pub fn sign(body: &[u8], now: i64) -> String {
    sign_with("devkey", SECRET, body, now)
}

pub fn sign_with(api_key: &str, secret: &str, body: &[u8], now: i64) -> String {
    let hash = BASE64_STANDARD.encode(Sha256::digest(body));
    let claims = json!({"iss": api_key, "nbf": now, "iat": now, "exp": now + 300, "sha256": hash});
    signed_with(Header::default(), secret, &claims)
}

fn signed(changes: Value) -> String {
    signed_with(Header::new(Algorithm::HS256), SECRET, &claims(changes))
}

fn signed_with(header: Header, secret: &str, claims: &Value) -> String {
    jsonwebtoken::encode(&header, claims, &EncodingKey::from_secret(secret.as_bytes())).unwrap()
}

/// A token of a hand-written header, signed by HS256 whatever the header says.
fn with_header(header: &str, claims: &str) -> String {
    let part = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    let message = format!("{}.{}", part(header), part(claims));
    let key = EncodingKey::from_secret(SECRET.as_bytes());
    let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &key, Algorithm::HS256).unwrap();
    format!("{message}.{signature}")
}

fn outcome(authorization: &str, body: &str) -> Result<String, WebhookRejection> {
    verify(&keys(), authorization, body.as_bytes(), Timestamp::from_seconds(NOW))
        .map(|key| key.organization_id.to_string())
}

/// Tokens that were never LiveKit's, as of `now`, with what gives each away.
pub fn tokens(now: i64) -> Vec<(&'static str, String, WebhookRejection)> {
    let claims = |changes| claims_at(now, changes);
    let signed = |changes| signed_with(Header::default(), SECRET, &claims(changes));
    let good = signed(json!({}));
    let [header, payload, signature]: [&str; 3] = good.split('.').collect::<Vec<_>>().try_into().unwrap();
    let flip = |text: &str| {
        let swapped = if text.starts_with('A') { 'B' } else { 'A' };
        format!("{swapped}{}", &text[1..])
    };
    let hs = |algorithm| signed_with(Header::new(algorithm), SECRET, &claims(json!({})));
    let none = |alg: &str| {
        let header = BASE64_URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"{alg}","typ":"JWT"}}"#));
        format!("{header}.{payload}.")
    };
    let text = claims(json!({})).to_string();
    let critical = r#"{"alg":"HS256","crit":["exp"]}"#;
    vec![
        ("nothing", String::new(), WebhookRejection::NoToken),
        ("only a scheme", "Bearer ".into(), WebhookRejection::NoToken),
        ("not a token", "devkey:secret".into(), WebhookRejection::Unreadable),
        ("one part", header.into(), WebhookRejection::Unreadable),
        ("two parts", format!("{header}.{payload}"), WebhookRejection::Unreadable),
        ("four parts", format!("{good}.{signature}"), WebhookRejection::Unreadable),
        ("another scheme", format!("Basic {good}"), WebhookRejection::WrongSignature),
        ("no signature", format!("{header}.{payload}."), WebhookRejection::WrongSignature),
        (
            "a changed signature",
            format!("{header}.{payload}.{}", flip(signature)),
            WebhookRejection::WrongSignature,
        ),
        (
            "another's signature",
            format!("{header}.{payload}.{}", hs(Algorithm::HS512).rsplit('.').next().unwrap()),
            WebhookRejection::WrongSignature,
        ),
        (
            "a changed header",
            format!("{}.{payload}.{signature}", BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256"}"#)),
            WebhookRejection::WrongSignature,
        ),
        ("alg none", none("none"), WebhookRejection::Unreadable),
        ("alg None", none("None"), WebhookRejection::Unreadable),
        ("alg none, our signature", with_header(r#"{"alg":"none"}"#, &text), WebhookRejection::Unreadable),
        ("HS384", hs(Algorithm::HS384), WebhookRejection::WrongSignature),
        ("HS512", hs(Algorithm::HS512), WebhookRejection::WrongSignature),
        ("RS256 by name", with_header(r#"{"alg":"RS256"}"#, &text), WebhookRejection::WrongSignature),
        ("a critical extension", with_header(critical, &text), WebhookRejection::Unreadable),
        (
            "wrong secret",
            signed_with(Header::default(), "another-secret-of-at-least-32-characters", &claims(json!({}))),
            WebhookRejection::WrongSignature,
        ),
        (
            "empty secret",
            signed_with(Header::default(), "", &claims(json!({}))),
            WebhookRejection::WrongSignature,
        ),
        (
            "key of a blank secret",
            signed_with(Header::default(), "", &claims(json!({"iss": "blank"}))),
            WebhookRejection::UnknownKey("blank".into()),
        ),
        ("another organisation's key", signed(json!({"iss": "gymkey"})), WebhookRejection::WrongSignature),
        ("unknown key", signed(json!({"iss": "nokey"})), WebhookRejection::UnknownKey("nokey".into())),
        (
            "key in other letters",
            signed(json!({"iss": "DEVKEY"})),
            WebhookRejection::UnknownKey("DEVKEY".into()),
        ),
        ("retired key", signed(json!({"iss": "oldkey"})), WebhookRejection::RetiredKey),
        ("empty iss", signed(json!({"iss": ""})), WebhookRejection::UnknownKey(String::new())),
        ("no iss", signed(json!({"iss": null})), WebhookRejection::Unreadable),
        ("several iss", signed(json!({"iss": ["devkey", "gymkey"]})), WebhookRejection::Unreadable),
        (
            "iss twice",
            with_header(
                r#"{"alg":"HS256"}"#,
                &text.replace(r#""iss":"devkey""#, r#""iss":"devkey","iss":"gymkey""#),
            ),
            WebhookRejection::Unreadable,
        ),
        ("no exp", signed(json!({"exp": null})), WebhookRejection::Unreadable),
        ("exp as text", signed(json!({"exp": "1999999999"})), WebhookRejection::Unreadable),
        ("expired beyond the leeway", signed(json!({"exp": now - 90})), WebhookRejection::Expired),
        ("negative exp", signed(json!({"exp": -1})), WebhookRejection::Expired),
        ("not yet valid beyond the leeway", signed(json!({"nbf": now + 90})), WebhookRejection::NotYetValid),
        ("nbf as text", signed(json!({"nbf": "0"})), WebhookRejection::Unreadable),
        ("no hash, like a join token", signed(json!({"sha256": null})), WebhookRejection::NotAWebhook),
        (
            "join token",
            signed(json!({"sha256": null, "sub": "ana", "video": {"roomJoin": true, "room": "r"}})),
            WebhookRejection::NotAWebhook,
        ),
        ("hash and a grant", signed(json!({"video": {"roomAdmin": true}})), WebhookRejection::NotAWebhook),
        ("an empty grant", signed(json!({"video": {}})), WebhookRejection::NotAWebhook),
        ("an audience", signed(json!({"aud": "rollcall"})), WebhookRejection::NotAWebhook),
        ("an odd audience", signed(json!({"aud": 7})), WebhookRejection::NotAWebhook),
        ("hash of another body", signed(json!({"sha256": hash("{}")})), WebhookRejection::WrongBody),
        ("empty hash", signed(json!({"sha256": ""})), WebhookRejection::WrongBody),
        (
            "unpadded hash",
            signed(json!({"sha256": BASE64_STANDARD_NO_PAD.encode(Sha256::digest(BODY))})),
            WebhookRejection::WrongBody,
        ),
        (
            "hexadecimal hash",
            signed(json!({"sha256": rollcall::domain::json::canonical::sha256_hex(BODY)})),
            WebhookRejection::WrongBody,
        ),
        ("hash with a tail", signed(json!({"sha256": hash(BODY) + "="})), WebhookRejection::WrongBody),
        ("half a hash", signed(json!({"sha256": hash(BODY)[..22]})), WebhookRejection::WrongBody),
        ("hash as a number", signed(json!({"sha256": 5})), WebhookRejection::Unreadable),
    ]
}

#[test]
fn every_forged_token_is_refused_for_its_own_reason() {
    let forged = tokens(NOW);
    assert!(forged.len() >= 25);
    for (name, token, reason) in forged {
        assert_eq!(outcome(&token, BODY), Err(reason), "{name}");
    }
}

#[test]
fn a_token_holds_for_its_own_body_alone_to_the_byte() {
    let good = signed(json!({}));
    for other in [BODY.replace(", ", ","), format!("{BODY} "), format!("{BODY}\n"), String::new()] {
        assert_eq!(outcome(&good, &other), Err(WebhookRejection::WrongBody), "{other:?}");
    }
}

#[test]
fn what_livekit_and_its_sdks_send_is_accepted() {
    let good = signed(json!({}));
    let accepted = [
        ("as LiveKit sends it", good.clone()),
        ("behind a proxy that adds a scheme", format!("Bearer {good}")),
        ("in other letters", format!("bearer {good}")),
        ("no iat and no nbf", signed(json!({"iat": null, "nbf": null}))),
        ("fractions of seconds", signed(json!({"exp": NOW as f64 + 0.5, "nbf": NOW as f64 - 0.5}))),
        ("expired within the leeway", signed(json!({"exp": NOW - 60}))),
        ("early within the leeway", signed(json!({"nbf": NOW + 60}))),
        ("unknown claims", signed(json!({"kind": "standard", "sub": "", "name": "", "new": {"a": 1}}))),
        (
            "another header",
            signed_with(Header { typ: None, ..Header::default() }, SECRET, &claims(json!({}))),
        ),
    ];
    for (name, token) in accepted {
        assert_eq!(outcome(&token, BODY), Ok("academy".to_owned()), "{name}");
    }
    let gym = signed_with(
        Header::default(),
        "the-gym-has-a-secret-of-its-own-as-well",
        &claims(json!({"iss": "gymkey"})),
    );
    assert_eq!(outcome(&gym, BODY), Ok("gym".to_owned()));
}

#[test]
fn while_keys_are_changed_both_hold_and_the_old_one_ends_to_the_millisecond() {
    let keys = keys();
    let old = signed(json!({"iss": "oldkey"}));
    let new = signed_with(
        Header::default(),
        "another-secret-of-at-least-32-characters",
        &claims(json!({"iss": "newkey"})),
    );
    let retired = Timestamp::from_seconds(NOW);
    for (token, at, holds) in [
        (&old, retired.plus(-1), true),
        (&new, retired.plus(-1), true),
        (&old, retired, false),
        (&new, retired, true),
    ] {
        assert_eq!(verify(&keys, token, BODY.as_bytes(), at).is_ok(), holds);
    }
}

#[test]
fn the_leeway_is_sixty_seconds_to_the_millisecond() {
    let at = |token: &str, millis: i64| {
        let now = Timestamp::from_seconds(NOW).plus(millis);
        verify(&keys(), token, BODY.as_bytes(), now).map(drop)
    };
    let expiring = signed(json!({"exp": NOW - 60}));
    assert_eq!((at(&expiring, 0), at(&expiring, 1)), (Ok(()), Err(WebhookRejection::Expired)));
    let early = signed(json!({"nbf": NOW + 60}));
    assert_eq!((at(&early, 0), at(&early, -1)), (Ok(()), Err(WebhookRejection::NotYetValid)));
}
