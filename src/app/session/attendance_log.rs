//! The attendance log: one row for each stay of somebody in a session.

use crate::app::session::find::find;
use crate::app::{App, Error};
use crate::domain::access::Scope;
use crate::store::presence::attendance_logs::{LogFilter, LogListItem};

/// The rows within the scope that pass the filter, the latest first join first.
///
/// # Errors
/// Not found for a session nobody has here, forbidden for one that is not the caller's.
pub async fn list(app: &App, scope: &Scope, filter: &LogFilter<'_>) -> Result<Vec<LogListItem>, Error> {
    let mut read = app.store.read().await?;
    if let Some(session) = filter.session {
        find(&mut read, scope, session).await?;
    }
    Ok(read.list_logs(scope, filter).await?)
}
