//! Letters to people: by mail, and to the browsers they allowed it in.

use futures_util::future::join_all;
use serde_json::json;
use url::Url;

use super::prepare::ForPerson;
use super::sent::{Attempted, SendResult};
use crate::app::App;
use crate::app::notify::unsubscribe;
use crate::delivery::mail::{MailParty, MailPicture, OutgoingMail};
use crate::delivery::outcome::DeliveryOutcome;
use crate::delivery::push::{PushMessage, PushSubscription, PushUrgency};
use crate::domain::notification::event::DropReason;
use crate::domain::time::Timestamp;
use crate::letters::{Letter, compose};
use crate::store::StoreError;
use crate::store::notification::deliveries::ClaimedDelivery;

/// A push service keeps a message so long for a browser that is off.
const PUSH_TTL_SECONDS: u32 = 12 * 3_600;

fn letter(app: &App, organization: &str, ready: &ForPerson, now: Timestamp) -> (Letter, String) {
    let unsubscribe = unsubscribe::address(app, organization, &ready.to.id, &ready.events);
    (compose(&ready.reader, &ready.sender, &ready.facts, &unsubscribe, now), unsubscribe)
}

/// Hands in a mail. Its `Message-ID` is that of the message, so that one which is sent again is known to be the same.
pub(super) async fn mail(
    app: &App,
    organization: &str,
    claimed: &ClaimedDelivery,
    ready: &ForPerson,
    now: Timestamp,
) -> SendResult {
    let Some((mailer, from)) = app.senders.mailer() else {
        return SendResult::Drop(DropReason::NotConfigured);
    };
    let Some(address) = ready.to.email.clone() else { return SendResult::Drop(DropReason::NoAddress) };
    let (letter, unsubscribe) = letter(app, organization, ready, now);
    let name = ready.sender_name.clone().unwrap_or_else(|| ready.sender.organization_name.clone());
    let mail = OutgoingMail {
        message_id: format!("{}@{}", claimed.id, from.domain()),
        date: now,
        from: MailParty { name, address: from.address.clone() },
        reply_to: ready
            .reply_to
            .clone()
            .map(|address| MailParty { name: ready.sender.organization_name.clone(), address }),
        to: MailParty { name: ready.to.name.clone(), address: address.clone() },
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        language: ready.reader.voice.locale.language.as_str().to_owned(),
        pictures: letter
            .pictures
            .into_iter()
            .map(|one| MailPicture { content_id: one.content_id, png: one.png })
            .collect(),
        unsubscribe_url: Url::parse(&unsubscribe).ok(),
    };
    let outcome = mailer.send(&mail).await;
    let given_up = Vec::new();
    SendResult::Made(Attempted { outcome, address, status: None, request: None, answer: None, given_up })
}

/// Tells every browser of the reader. It is sent when one has taken it; of the others the last answer counts.
pub(super) async fn push(
    app: &App,
    organization: &str,
    claimed: &ClaimedDelivery,
    ready: &ForPerson,
    now: Timestamp,
) -> Result<SendResult, StoreError> {
    let Some(client) = app.senders.push() else { return Ok(SendResult::Drop(DropReason::NotConfigured)) };
    let browsers = app.store.read().await?.list_push_subscriptions(organization, &[&ready.to.id]).await?;
    let (letter, _) = letter(app, organization, ready, now);
    let text = letter.push;
    let payload = json!({"title": text.title, "body": text.body, "path": text.path}).to_string();
    let message = PushMessage {
        payload: payload.as_bytes(),
        ttl_seconds: PUSH_TTL_SECONDS,
        urgency: PushUrgency::Normal,
        topic: Some(&claimed.id),
    };
    // All at once: one after the other those that hang would outlast the claim.
    let tries = browsers.into_iter().filter_map(|browser| {
        let parsed = PushSubscription::parse(&browser.endpoint, &browser.p256dh, &browser.auth);
        let (subscription, random) = (parsed.ok()?, app.ids.random_bytes());
        let message = &message;
        Some(async move {
            let outcome = client.send(&subscription, message, now, &random).await;
            (browser.endpoint, outcome)
        })
    });
    let mut tries = join_all(tries).await;
    let is_gone =
        |outcome: &DeliveryOutcome| matches!(outcome, DeliveryOutcome::Permanent { gone: true, .. });
    let given_up = tries.iter().filter(|(_, outcome)| is_gone(outcome)).map(|(to, _)| to.clone()).collect();
    let taken = tries.iter().rposition(|(_, outcome)| outcome.is_accepted());
    let counts = taken.map(|at| tries.swap_remove(at)).or_else(|| tries.pop());
    let Some((address, outcome)) = counts else { return Ok(SendResult::Drop(DropReason::NoAddress)) };
    let outcome = match outcome {
        // One browser's service being away is no reason to pause everybody else's.
        DeliveryOutcome::Unreachable { detail } => DeliveryOutcome::Temporary { detail, retry_after: None },
        other => other,
    };
    Ok(SendResult::Made(Attempted { outcome, address, status: None, request: None, answer: None, given_up }))
}
