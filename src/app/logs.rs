//! The attendance log, as finance and teachers read it.

use super::{App, Error, evaluate};
use crate::app::session::find::find;
use crate::domain::access::Scope;
use crate::store::logs::{LogFilter, ShownLog};

/// The rows in reach that pass the filter, newest first join first. Evidence that no report has seen yet is evaluated
/// first, so that a row stands there from the first join on.
///
/// # Errors
/// Not found for a session nobody has here, forbidden for one that is not the caller's.
pub async fn list(app: &App, scope: &Scope, filter: &LogFilter<'_>) -> Result<Vec<ShownLog>, Error> {
    if let Some(session) = filter.session {
        find(&mut app.store.read().await?, scope, session).await?;
    }
    evaluate::catch_up(app, scope.organization()).await?;
    Ok(app.store.read().await?.list_logs(scope, filter).await?)
}
