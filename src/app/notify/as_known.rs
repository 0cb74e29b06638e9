//! A fact in the words of what its reader knows already.

use std::collections::BTreeSet;

use crate::domain::notification::event::Channel;
use crate::domain::notification::fact::FactContent;
use crate::store::notification::facts::StoredFact;
use crate::store::{Read, StoreError};

/// The fact as it is told to this reader: a session that was moved before without their hearing of it is moved from, or
/// cancelled at, the time they know. `None`: it is no news to them.
pub async fn as_known(
    read: &mut Read,
    organization: &str,
    reader: &str,
    stored: StoredFact,
) -> Result<Option<StoredFact>, StoreError> {
    let session = match &stored.fact.content {
        FactContent::SessionMoved { session, .. } | FactContent::SessionCancelled { session, .. } => session,
        _ => return Ok(Some(stored)),
    };
    let moves = read.list_moves(organization, &session.session_id).await?;
    let is_earlier =
        |one: &&StoredFact| one.fact.key != stored.fact.key && one.recorded_at <= stored.recorded_at;
    let earlier: Vec<&StoredFact> = moves.iter().take_while(is_earlier).collect();
    let keys: Vec<&str> = earlier.iter().map(|one| one.fact.key.as_str()).collect();
    let told = read.list_told(organization, &keys).await?;
    let told: BTreeSet<&str> = told
        .iter()
        .filter(|(_, to, channel)| to == reader && *channel != Channel::Webhook)
        .map(|(key, ..)| key.as_str())
        .collect();
    let latest_first = earlier.iter().rev().map(|one| (&one.fact, told.contains(one.fact.key.as_str())));
    let known = stored.fact.clone().as_known(latest_first);
    Ok(known.map(|fact| StoredFact { fact, ..stored }))
}
