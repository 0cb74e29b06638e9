//! What surrounds every change of a session that may have moved on by itself: it is evaluated before. After the
//! commit the room of one that is over is closed (`livekit::rooms::close`).

use crate::app::evaluate::visitors::scopes_of;
use crate::app::session::find::find;
use crate::app::{App, Error, evaluate};
use crate::domain::access::Scope;
use crate::store::Write;

/// Evaluates the session first if it is due or has new evidence, because that may change its status; then opens the
/// transaction for the change.
///
/// # Errors
/// Those of `find`.
pub async fn begin(app: &App, scope: &Scope, id: &str) -> Result<Write, Error> {
    evaluate_if_waiting(app, scope, id).await?;
    Ok(app.store.write().await?)
}

/// Evaluates a session if it is due or has new evidence.
///
/// # Errors
/// Those of `find`.
pub async fn evaluate_if_waiting(app: &App, scope: &Scope, id: &str) -> Result<(), Error> {
    let organization = scope.organization();
    let mut read = app.store.read().await?;
    let found = find(&mut read, scope, id).await?;
    let scopes = scopes_of(&mut read, organization, &[&found.session]).await?;
    let is_waiting =
        found.due_at.is_some_and(|due| due <= app.now()) || read.is_dirty(organization, &scopes).await?;
    drop(read);
    if is_waiting {
        evaluate::evaluate_now(app, organization, &[id]).await?;
    }
    Ok(())
}
