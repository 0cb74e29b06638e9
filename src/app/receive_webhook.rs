//! A LiveKit delivery, from its bytes to a durable row.

use std::sync::Arc;

use super::App;
use super::ingest::NotStored;
use super::livekit_keys::NotVerified;
use crate::domain::evidence::scope;
use crate::domain::person::Source;
use crate::domain::time::Timestamp;
use crate::sources::livekit::delivery::Delivery;
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
/// Only what is not authentic, or could not be stored; an authentic delivery is never refused for what it says.
pub async fn receive_webhook(app: &App, authorization: &str, body: &[u8]) -> Result<(), NotReceived> {
    let now = app.now();
    let organization_id = app.livekit_keys.verify(authorization, body, now).await?;
    if app.ingest.forgets() {
        return Ok(());
    }
    app.ingest.store(row(organization_id, &Delivery::read(body), now)).await?;
    Ok(())
}

fn row(organization_id: Arc<str>, delivery: &Delivery, received_at: Timestamp) -> NewEvidence {
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
