//! Signed webhooks to systems, and what their endpoints make of them: one that fails is left alone for a while, one that
//! fails for days or says that it is gone is switched off.

use std::time::Duration;

use secrecy::ExposeSecret;

use super::prepare::ForEndpoint;
use super::sent::{Attempted, SendResult};
use crate::app::App;
use crate::app::notify::endpoints::signing_secrets;
use crate::app::notify::tell::silence;
use crate::delivery::outcome::DeliveryOutcome;
use crate::delivery::webhook::{OutgoingWebhook, SignedTarget, WebhookSecret};
use crate::domain::notification::delivery_state::EndpointOffReason;
use crate::domain::notification::retry::ENDPOINT_PATIENCE;
use crate::domain::time::{MINUTE, Timestamp};
use crate::store::notification::deliveries::ClaimedDelivery;
use crate::store::notification::endpoints::WebhookEndpoint;
use crate::store::{StoreError, Write};

/// After a failure nothing else is sent to an endpoint for so long.
const ENDPOINT_PAUSE: i64 = MINUTE;

/// Makes one try.
pub(super) async fn send(
    app: &App,
    claimed: &ClaimedDelivery,
    ready: &ForEndpoint,
    now: Timestamp,
) -> SendResult {
    let endpoint = &ready.endpoint;
    let made = |outcome, status, answer| {
        SendResult::Made(Attempted {
            outcome,
            address: endpoint.url.clone(),
            status,
            request: Some(ready.body.clone()),
            answer,
            given_up: Vec::new(),
        })
    };
    let Some(secrets) = secrets(app, endpoint, now) else {
        let detail = "its secret cannot be decrypted with this installation's key: rotate it".to_owned();
        return made(DeliveryOutcome::Temporary { detail, retry_after: None }, None, None);
    };
    let target = SignedTarget {
        url: endpoint.url.clone(),
        secrets,
        may_be_private: app.config.webhooks.allow_private_addresses,
    };
    let message = OutgoingWebhook { id: &claimed.id, at: now, body: &ready.body };
    let deadline = Duration::from_secs(app.config.webhooks.timeout_seconds.into());
    let answer = app.senders.webhooks().send_within(deadline, &target, &message).await;
    made(answer.outcome, answer.status.map(i64::from), Some(answer.body).filter(|body| !body.is_empty()))
}

fn secrets(app: &App, endpoint: &WebhookEndpoint, now: Timestamp) -> Option<Vec<WebhookSecret>> {
    let texts = signing_secrets(app, endpoint, now).ok()?;
    texts.iter().map(|text| WebhookSecret::parse(text.expose_secret()).ok()).collect()
}

/// Notes at the endpoint what it made of a message.
pub(super) async fn note(
    write: &mut Write,
    organization: &str,
    id: &str,
    outcome: &DeliveryOutcome,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(mut endpoint) = write.lock_webhook_endpoint(organization, id).await? else { return Ok(()) };
    let before = endpoint.clone();
    match outcome {
        DeliveryOutcome::Accepted { .. } => (endpoint.failing_since, endpoint.retry_at) = (None, None),
        DeliveryOutcome::Permanent { gone: true, .. } => {
            endpoint.is_enabled = false;
            endpoint.disabled_reason = Some(EndpointOffReason::Gone.to_string());
        }
        _ => {
            let since = *endpoint.failing_since.get_or_insert(now);
            endpoint.retry_at = Some(now.plus(ENDPOINT_PAUSE));
            if now.since(since) >= ENDPOINT_PATIENCE {
                endpoint.is_enabled = false;
                endpoint.disabled_reason = Some(EndpointOffReason::Failing.to_string());
            }
        }
    }
    if endpoint != before {
        write.update_webhook_endpoint(organization, &endpoint).await?;
    }
    if before.is_enabled && !endpoint.is_enabled {
        silence::tell_endpoint_off(write, organization, &endpoint, outcome.detail(), now).await?;
    }
    Ok(())
}
