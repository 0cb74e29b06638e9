//! What a change of a planned session has to tell: that it is cancelled, or at another time.

use super::brief;
use crate::domain::notification::fact::{Fact, FactContent};
use crate::domain::session::Status;
use crate::domain::time::Timestamp;
use crate::store::session::StoredSession;
use crate::store::{StoreError, Write};

/// Tells how the plan of a session has changed, to whoever counts on it. What is over was not waited for.
pub async fn tell(
    write: &mut Write,
    before: &StoredSession,
    after: &StoredSession,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let id = &after.session.id;
    let reason = reason.map(str::to_owned);
    let is_cancelled = after.status == Status::Cancelled && before.status != Status::Cancelled;
    let is_moved = after.session.planned() != before.session.planned();
    let (key, content) = if is_cancelled {
        let content = FactContent::SessionCancelled { session: brief(after), reason };
        (format!("session_cancelled:{id}:{}", before.revision), content)
    } else if is_moved {
        let content = FactContent::SessionMoved {
            session: brief(after),
            previous_start: before.session.start,
            previous_end: before.session.end,
            reason,
        };
        // Moved there and back is moved twice.
        (format!("session_moved:{id}:{}", before.revision), content)
    } else {
        return Ok(());
    };
    if before.session.end.max(after.session.end) <= now {
        return Ok(());
    }
    let fact = Fact { key, person_id: None, occurred_at: now, content };
    write.insert_facts(&after.organization_id, &[fact], now).await?;
    Ok(())
}
