//! The endpoints of an organisation: systems that are told by signed webhooks. A secret is shown once, when it is made;
//! stored it is encrypted. While it is changed the one before signs too, so that a receiver misses nothing.

use std::collections::BTreeSet;

use secrecy::SecretString;
use serde_json::{Value, json};

use crate::app::notify::webhook_body;
use crate::app::{ActorContext, App, Error};
use crate::delivery::webhook::WebhookSecret;
use crate::domain::notification::delivery_state::EndpointOffReason;
use crate::domain::notification::event::{Channel, NotificationEvent};
use crate::domain::people::validated_text::Name;
use crate::domain::time::{HOUR, Timestamp};
use crate::net::addresses::is_private_ip_url;
use crate::store::notification::deliveries::NewDelivery;
use crate::store::notification::endpoints::WebhookEndpoint;
use crate::store::{Locked, Write};

/// Most endpoints of one organisation.
pub const MAX_ENDPOINTS: usize = 20;
/// Longest address, in characters.
const MAX_URL_CHARS: usize = 2_000;
/// How long a secret signs on after another took its place, in milliseconds.
const OLD_SECRET_LIFE: i64 = 24 * HOUR;

/// An endpoint to be added.
#[derive(Clone, Debug)]
pub struct NewEndpoint {
    pub url: String,
    /// Empty: every event.
    pub events: BTreeSet<NotificationEvent>,
    pub description: Option<Name>,
}

/// What is to be changed; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct EndpointChange {
    pub url: Option<String>,
    pub events: Option<BTreeSet<NotificationEvent>>,
    pub description: Option<Option<Name>>,
    pub is_enabled: Option<bool>,
}

/// Adds an endpoint. Says its secret, which is not said again.
///
/// # Errors
/// 422 `invalid_webhook_url` and `private_address`; 409 `too_many_endpoints`.
pub async fn add(
    app: &App,
    write: &mut Write,
    actor: &ActorContext,
    new: NewEndpoint,
) -> Result<(WebhookEndpoint, String), Error> {
    let url = check_url(&new.url, allows_private_addresses(app))?;
    // Of several that are added at once the one beyond the limit is refused.
    write.lock_organization(actor.organization()).await?.ok_or(Error::NotFound("organisation"))?;
    if write.all_webhook_endpoints(actor.organization()).await?.len() >= MAX_ENDPOINTS {
        let detail = format!("There are {MAX_ENDPOINTS} endpoints already. Remove one you no longer need.");
        return Err(Error::conflict("too_many_endpoints", detail));
    }
    let id = actor.new_id();
    let (secret, sealed_secret) = new_secret(app, &id);
    let endpoint = WebhookEndpoint {
        id,
        url,
        description: new.description.map(Name::into_inner),
        events: new.events,
        sealed_secret,
        previous: None,
        is_enabled: true,
        disabled_reason: None,
        failing_since: None,
        retry_at: None,
        created_by: actor.person_id.clone(),
        created_at: actor.now,
    };
    write.insert_webhook_endpoint(actor.organization(), &endpoint).await?;
    actor.record_audit(write, "webhook.added", subject(&endpoint.id), audit_detail(&endpoint)).await?;
    Ok((endpoint, secret))
}

/// Changes an endpoint. One that is switched on again begins anew: what failed before does not count.
///
/// # Errors
/// 422 `invalid_webhook_url` and `private_address`.
pub async fn change(
    app: &App,
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    change: EndpointChange,
) -> Result<WebhookEndpoint, Error> {
    let mut after = lock(write, actor, id).await?;
    let before = after.clone();
    if let Some(url) = &change.url {
        after.url = check_url(url, allows_private_addresses(app))?;
    }
    after.events = change.events.unwrap_or(before.events.clone());
    if let Some(description) = change.description {
        after.description = description.map(Name::into_inner);
    }
    match change.is_enabled {
        Some(true) => {
            (after.is_enabled, after.disabled_reason) = (true, None);
            (after.failing_since, after.retry_at) = (None, None);
        }
        Some(false) if before.is_enabled => {
            after.is_enabled = false;
            after.disabled_reason = Some(EndpointOffReason::ByHand.to_string());
        }
        Some(false) | None => {}
    }
    if *after != *before {
        write.update_webhook_endpoint(actor.organization(), &after).await?;
        let detail = json!({"before": audit_detail(&before), "after": audit_detail(&after)});
        actor.record_audit(write, "webhook.changed", subject(id), detail).await?;
    }
    Ok(after.into_inner())
}

/// Removes an endpoint; what was sent to it stays in the log.
pub async fn delete(write: &mut Write, actor: &ActorContext, id: &str) -> Result<WebhookEndpoint, Error> {
    let endpoint = lock(write, actor, id).await?.into_inner();
    write.delete_webhook_endpoint(actor.organization(), id).await?;
    actor.record_audit(write, "webhook.deleted", subject(id), audit_detail(&endpoint)).await?;
    Ok(endpoint)
}

/// Gives an endpoint a new secret, and says it. The present one signs too for a day; one that was before that no more.
pub async fn rotate_secret(
    app: &App,
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
) -> Result<(WebhookEndpoint, String), Error> {
    let mut endpoint = lock(write, actor, id).await?;
    let (secret, sealed) = new_secret(app, id);
    let old = std::mem::replace(&mut endpoint.sealed_secret, sealed);
    let until = actor.now.plus(OLD_SECRET_LIFE);
    endpoint.previous = Some((old, until));
    write.update_webhook_endpoint(actor.organization(), &endpoint).await?;
    actor.record_audit(write, "webhook.rotated", subject(id), json!({"previousValidUntil": until})).await?;
    Ok((endpoint.into_inner(), secret))
}

/// Writes a message that tries an endpoint out, and nothing else. Says its id.
///
/// # Errors
/// 409 `endpoint_off`.
pub async fn send_test(write: &mut Write, actor: &ActorContext, id: &str) -> Result<String, Error> {
    let mut endpoint = lock(write, actor, id).await?;
    if !endpoint.is_enabled {
        return Err(Error::conflict("endpoint_off", "The endpoint is switched off: switch it on first."));
    }
    let delivery = actor.new_id();
    let wanted = NewDelivery {
        fact_key: webhook_body::test_key(&delivery, actor.now),
        id: delivery.clone(),
        channel: Channel::Webhook,
        recipient_id: endpoint.id.clone(),
        due_at: actor.now,
        may_join: false,
    };
    write.insert_deliveries(actor.organization(), &[wanted], actor.now).await?;
    end_pause(write, actor.organization(), &mut endpoint).await?;
    actor.record_audit(write, "webhook.tested", subject(id), json!({"deliveryId": delivery})).await?;
    Ok(delivery)
}

/// Somebody asks by hand that something is sent to this endpoint: it does not wait for the pause after a failure to end.
pub(super) async fn end_pause_by_id(write: &mut Write, organization: &str, id: &str) -> Result<(), Error> {
    if let Some(mut endpoint) = write.lock_webhook_endpoint(organization, id).await? {
        end_pause(write, organization, &mut endpoint).await?;
    }
    Ok(())
}

async fn end_pause(
    write: &mut Write,
    organization: &str,
    endpoint: &mut Locked<WebhookEndpoint>,
) -> Result<(), Error> {
    if endpoint.retry_at.take().is_some() {
        write.update_webhook_endpoint(organization, endpoint).await?;
    }
    Ok(())
}

/// The secrets that sign for an endpoint at this instant, the newest first.
///
/// # Errors
/// One that this installation's key does not open.
pub fn signing_secrets(
    app: &App,
    endpoint: &WebhookEndpoint,
    now: Timestamp,
) -> Result<Vec<SecretString>, Error> {
    let context = encryption_context(&endpoint.id);
    let previous = endpoint.previous.iter().filter(|(_, until)| now < *until).map(|(sealed, _)| sealed);
    let sealed = std::iter::once(&endpoint.sealed_secret).chain(previous);
    Ok(sealed.map(|one| app.secrets.decrypt(&context, one)).collect::<Result<_, _>>()?)
}

/// Whether an endpoint may be inside the operator's network.
fn allows_private_addresses(app: &App) -> bool {
    app.config.webhooks.allow_private_addresses
}

/// The address as it is kept.
fn check_url(text: &str, allows_private: bool) -> Result<String, Error> {
    let wrong = |detail: &str| Error::refused("invalid_webhook_url", detail);
    let url = url::Url::parse(text.trim()).map_err(|_| {
        wrong("The address of an endpoint is written like https://hooks.example.org/rollcall.")
    })?;
    if text.trim().chars().count() > MAX_URL_CHARS || url.as_str().len() > MAX_URL_CHARS {
        return Err(wrong("The address of an endpoint has at most 2000 characters."));
    }
    if !matches!(url.scheme(), "https" | "http") || url.host_str().is_none_or(str::is_empty) {
        return Err(wrong("The address of an endpoint begins with https:// and names a server."));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("An address holds no name and no password: messages are signed instead."));
    }
    let is_private = is_private_ip_url(&url) || url.host_str() == Some("localhost");
    if is_private && !allows_private {
        let detail = "The address is inside a private network, which is not allowed here.";
        return Err(Error::refused("private_address", detail));
    }
    if url.scheme() == "http" && !is_private {
        return Err(wrong("The address of an endpoint begins with https://: messages name people."));
    }
    Ok(url.into())
}

fn new_secret(app: &App, id: &str) -> (String, String) {
    let secret = WebhookSecret::from_random(app.ids.random_bytes()).to_text();
    let sealed = app.secrets.encrypt(&app.ids, &encryption_context(id), &SecretString::from(secret.clone()));
    (secret, sealed)
}

fn encryption_context(id: &str) -> String {
    format!("webhook_endpoints/{id}")
}

async fn lock(write: &mut Write, actor: &ActorContext, id: &str) -> Result<Locked<WebhookEndpoint>, Error> {
    let held = write.lock_webhook_endpoint(actor.organization(), id).await?;
    held.ok_or(Error::NotFound("endpoint"))
}

fn subject(id: &str) -> String {
    format!("webhook:{id}")
}

fn audit_detail(one: &WebhookEndpoint) -> Value {
    json!({
        "url": one.url, "events": one.events, "description": one.description, "isEnabled": one.is_enabled,
    })
}

#[cfg(test)]
mod tests;
