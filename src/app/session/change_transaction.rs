//! What surrounds every change of a session that may have moved on by itself: it is evaluated before, and its room is
//! closed after.

use crate::app::livekit::close_room::close_room;
use crate::app::session::find::find;
use crate::app::{App, Error, evaluate};
use crate::domain::access::Scope;
use crate::store::Write;
use crate::store::session::StoredSession;

/// Evaluates the session first if it is due or has new evidence, because that may change its status; then opens the
/// transaction for the change.
///
/// # Errors
/// Those of `find`.
pub async fn begin(app: &App, scope: &Scope, id: &str) -> Result<Write, Error> {
    let organization = scope.organization();
    let mut read = app.store.read().await?;
    let found = find(&mut read, scope, id).await?;
    let scopes: Vec<String> = found.session.evidence_scopes().collect();
    let is_waiting =
        found.due_at.is_some_and(|due| due <= app.now()) || read.is_dirty(organization, &scopes).await?;
    drop(read);
    if is_waiting {
        evaluate::evaluate_now(app, organization, &[id]).await?;
    }
    Ok(app.store.write().await?)
}

/// Closes the LiveKit room of a session that is over; whether it was closed. Call it after the commit, so that a change
/// that is rolled back never closes a room.
pub async fn close_room_if_over(app: &App, stored: &StoredSession) -> bool {
    match &stored.session.room {
        Some(room) if stored.status.is_over() => close_room(app, &stored.organization_id, room).await,
        _ => false,
    }
}
