//! The browsers in which somebody wants to be told, as the browsers describe themselves (`PushSubscription.toJSON()`).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use url::Url;

use crate::app::{ActorContext, Error};
use crate::store::notification::push_subscriptions::StoredPushSubscription;
use crate::store::{Read, Write};

/// Most browsers of one person.
pub const MOST_BROWSERS: usize = 20;
/// Longest address of a browser; those of the vendors have up to some hundred characters.
const LONGEST_ENDPOINT: usize = 2_048;
/// Longest text with which a browser calls itself.
const LONGEST_DEVICE: usize = 400;
/// A point of P-256, uncompressed, and the secret beside it.
const P256DH_BYTES: usize = 65;
const AUTH_BYTES: usize = 16;

/// A browser as it describes itself.
#[derive(Clone, Debug)]
pub struct NewPushSubscription {
    pub endpoint: String,
    pub p256dh: String,
    pub auth: String,
    /// What the browser calls itself.
    pub device: Option<String>,
}

/// A field of it that cannot be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongPushField {
    pub field: &'static str,
    pub detail: &'static str,
}

impl NewPushSubscription {
    /// # Errors
    /// The first field that no browser would have.
    pub fn check(&self) -> Result<(), WrongPushField> {
        let wrong = |field, detail| Err(WrongPushField { field, detail });
        let is_address = Url::parse(&self.endpoint).is_ok_and(|url| {
            url.scheme() == "https"
                && url.host_str().is_some_and(|host| !host.is_empty())
                && url.username().is_empty()
                && url.password().is_none()
        });
        if !is_address || self.endpoint.len() > LONGEST_ENDPOINT {
            return wrong("endpoint", "The endpoint is an https address.");
        }
        let point = decode(&self.p256dh).unwrap_or_default();
        if point.len() != P256DH_BYTES || p256::PublicKey::from_sec1_bytes(&point).is_err() {
            return wrong("keys.p256dh", "The key p256dh is a point of P-256: 65 bytes in base64url.");
        }
        if decode(&self.auth).is_none_or(|secret| secret.len() != AUTH_BYTES) {
            return wrong("keys.auth", "The key auth is 16 bytes in base64url.");
        }
        Ok(())
    }
}

/// Browsers write base64url without padding; some libraries with it.
fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

/// The browsers of a person, the oldest first.
pub async fn list(
    read: &mut Read,
    organization: &str,
    person: &str,
) -> Result<Vec<StoredPushSubscription>, Error> {
    Ok(read.list_push_subscriptions(organization, &[person]).await?)
}

/// Adds a browser of the actor that was checked, or brings its keys up to date. Whoever used it before is told in it no
/// more. The actor acts at home.
///
/// # Errors
/// 409 `too_many_browsers`.
pub async fn add(
    write: &mut Write,
    actor: &ActorContext,
    new: NewPushSubscription,
) -> Result<StoredPushSubscription, Error> {
    let (organization, person) = (actor.organization(), owner(actor)?);
    write.lock_person(organization, person).await?;
    let known = list(write, organization, person).await?;
    let is_known = known.iter().any(|one| one.endpoint == new.endpoint);
    if known.len() >= MOST_BROWSERS && !is_known {
        let detail = format!("At most {MOST_BROWSERS} browsers: remove one that is not used any more.");
        return Err(Error::conflict("too_many_browsers", detail));
    }
    write.take_push_endpoint(organization, person, &new.endpoint).await?;
    let mut one = StoredPushSubscription {
        id: actor.new_id(),
        person_id: person.to_owned(),
        endpoint: new.endpoint,
        p256dh: new.p256dh.trim_end_matches('=').to_owned(),
        auth: new.auth.trim_end_matches('=').to_owned(),
        device: new.device.map(|device| device.chars().take(LONGEST_DEVICE).collect()),
        created_at: actor.now,
    };
    one.id = write.put_push_subscription(organization, &one).await?;
    let before = known.into_iter().find(|known| known.id == one.id);
    one.created_at = before.map_or(one.created_at, |before| before.created_at);
    Ok(one)
}

/// Takes a browser of the actor away.
pub async fn remove(write: &mut Write, actor: &ActorContext, id: &str) -> Result<(), Error> {
    match write.delete_push_subscription(actor.organization(), owner(actor)?, id).await? {
        true => Ok(()),
        false => Err(Error::NotFound("browser")),
    }
}

fn owner(actor: &ActorContext) -> Result<&str, Error> {
    actor.person_id.as_deref().ok_or(Error::NotFound("person"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subscription() -> NewPushSubscription {
        NewPushSubscription {
            endpoint: "https://push.example.org/send/abc".to_owned(),
            // The example of RFC 8291.
            p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
                .to_owned(),
            auth: "BTBZMqHH6r4Tts7J_aSIgg".to_owned(),
            device: None,
        }
    }

    fn wrong(change: impl FnOnce(&mut NewPushSubscription)) -> Option<&'static str> {
        let mut one = subscription();
        change(&mut one);
        one.check().err().map(|wrong| wrong.field)
    }

    #[test]
    fn what_no_browser_would_say_is_refused_by_its_field() {
        assert_eq!(wrong(|_| ()), None);
        assert_eq!(wrong(|one| one.auth.push_str("==")), None, "with padding");
        for endpoint in
            ["", "http://push.example.org/", "javascript:alert(1)", "https://", "https://a:b@c/", "/x"]
        {
            assert_eq!(wrong(|one| one.endpoint = endpoint.to_owned()), Some("endpoint"), "{endpoint}");
        }
        assert_eq!(wrong(|one| one.endpoint += &"x".repeat(2_048)), Some("endpoint"));
        let no_point = URL_SAFE_NO_PAD.encode([4; 65]);
        let bad = ["", "AAAA", "ä", no_point.as_str(), "BTBZMqHH6r4Tts7J_aSIgg"];
        for key in bad {
            assert_eq!(wrong(|one| one.p256dh = key.to_owned()), Some("keys.p256dh"), "{key}");
        }
        for key in ["", "AAAA", "BTBZMqHH6r4Tts7J/aSIgg", "ä"] {
            assert_eq!(wrong(|one| one.auth = key.to_owned()), Some("keys.auth"), "{key}");
        }
    }
}
