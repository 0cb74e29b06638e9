//! Whether a fact is still worth telling at the moment it is sent: what changed meanwhile is not told.

use super::tell::silence;
use crate::domain::notification::event::DropReason;
use crate::domain::notification::fact::{Fact, FactContent};
use crate::domain::session::Status;
use crate::domain::time::Timestamp;
use crate::store::{Read, StoreError};

/// Why a fact is not told any more; `None`: it is.
pub async fn why_not(
    read: &mut Read,
    organization: &str,
    fact: &Fact,
    now: Timestamp,
) -> Result<Option<DropReason>, StoreError> {
    if let Some(stale) = fact.stale_at(now) {
        return Ok(Some(stale));
    }
    let is_true = match &fact.content {
        FactContent::SessionMoved { session, .. } => {
            let found = read.find_session(organization, &session.session_id).await?;
            found.is_some_and(|stored| {
                stored.status != Status::Cancelled
                    && (stored.session.start, stored.session.end) == (session.start, session.end)
            })
        }
        FactContent::LowBalance { subscription_id, left } => {
            let found = read.find_subscription(organization, subscription_id).await?;
            found.is_some_and(|one| one.account.balance.left() == *left)
        }
        FactContent::MoneyHeld { session, blocked } => {
            let lines = read.list_session_lines(organization, &session.session_id).await?;
            lines.iter().any(|line| line.blocked == Some(*blocked))
        }
        FactContent::PlatformSilent { platform, name, .. } => {
            silence::is_silent(read, organization, platform, name, now).await?
        }
        _ => true,
    };
    Ok((!is_true).then_some(DropReason::NoLongerTrue))
}
