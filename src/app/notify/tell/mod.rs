//! What becomes a fact, by what makes it true. Each is called in the transaction of the change itself: what is rolled back
//! was never told.

pub mod balances;
pub mod plans;
pub mod silence;
pub mod verdicts;
pub mod visits;

use crate::domain::notification::fact::SessionBrief;
use crate::store::session::StoredSession;

/// A session as a message names it.
pub fn brief(stored: &StoredSession) -> SessionBrief {
    let session = &stored.session;
    SessionBrief {
        session_id: session.id.clone(),
        title: stored.title.clone(),
        kind: session.kind,
        start: session.start,
        end: session.end,
    }
}
