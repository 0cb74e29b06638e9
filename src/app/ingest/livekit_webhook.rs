//! Receives a LiveKit webhook: verifies the delivery and stores it as evidence.

use std::sync::Arc;

use crate::app::App;
use crate::app::ingest::NotStored;
use crate::app::livekit::keys::NotVerified;
use crate::app::livekit::rooms::reopened::on_entry;
use crate::domain::evidence::scope;
use crate::domain::people::Source;
use crate::domain::time::Timestamp;
use crate::net::http_response::printable;
use crate::sources::livekit::delivery::WebhookDelivery;
use crate::sources::livekit::room_service::PROBE_ROOM_PREFIX;
use crate::sources::livekit::webhook_signature::WebhookRejection;
use crate::store::evidence::NewEvidence;

/// Why a delivery is not acknowledged.
#[derive(Debug, thiserror::Error)]
pub enum NotReceived {
    #[error(transparent)]
    NotVerified(#[from] NotVerified),
    #[error(transparent)]
    NotStored(#[from] NotStored),
}

/// Verifies a delivery and stores what attendance needs of it. `authorization` is the header as it came.
///
/// # Errors
/// A delivery that is not authentic, or could not be stored; an authentic one is never refused for its content.
pub async fn receive_webhook(app: &App, authorization: &str, body: &[u8]) -> Result<(), NotReceived> {
    let now = app.now();
    let sender = match app.livekit_keys.verify(authorization, body, now).await {
        Ok(sender) => sender,
        Err(NotVerified::Refused(refusal)) => {
            report_refusal(app, authorization, body, &refusal).await;
            return Err(NotVerified::Refused(refusal).into());
        }
        Err(error) => return Err(error.into()),
    };
    let delivery = WebhookDelivery::read(body);
    let is_probe = delivery.room.as_deref().is_some_and(|room| room.starts_with(PROBE_ROOM_PREFIX));
    if !is_probe {
        app.ingest.store(evidence_row(sender.organization_id.clone(), &delivery, now)).await?;
    }
    if let Some(room) = delivery.room.as_deref().filter(|_| delivery.is_entry) {
        on_entry(app, &sender.organization_id, room);
    }
    // A delivery about a probe room shows only that webhooks arrive; it is no evidence.
    sender.note_delivery(&app.store, delivery.room.as_deref(), is_probe, app.now()).await;
    Ok(())
}

/// Logs and counts a refused delivery: it may come from a connected server with a wrong secret, and then lessons
/// are lost. Nothing in it is proven.
async fn report_refusal(app: &App, authorization: &str, body: &[u8], refusal: &WebhookRejection) {
    let (key, sender) = app.livekit_keys.claimed_sender(authorization);
    let room = WebhookDelivery::read(body).room;
    let cut = |text: Option<String>| printable(text.as_deref().unwrap_or("none"), 100);
    tracing::warn!(reason = %refusal, key = cut(key), room = cut(room), "a LiveKit webhook was refused");
    metrics::counter!("rollcall_livekit_webhooks_refused_total", "reason" => refusal.as_str()).increment(1);
    if let Some(sender) = sender {
        sender.note_refusal(&app.store, refusal, app.now()).await;
    }
}

fn evidence_row(
    organization_id: Arc<str>,
    delivery: &WebhookDelivery,
    received_at: Timestamp,
) -> NewEvidence {
    NewEvidence {
        organization_id,
        source: Source::Livekit,
        external_id: delivery.name.as_str().into(),
        digest: delivery.digest.as_str().into(),
        kind: "webhook",
        scope: delivery.room.as_deref().map(|room| scope::room(room).into()),
        received_at,
        since: delivery.since.map_or(received_at, |since| since.min(received_at)),
        payload: delivery.item(received_at).into(),
    }
}
