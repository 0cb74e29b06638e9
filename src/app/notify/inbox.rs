//! What somebody was told, for the bell and its page.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::Error;
use crate::app::notify::as_known::as_known;
use crate::domain::notification::fact::Fact;
use crate::domain::time::Timestamp;
use crate::store::{Read, Write};

/// Where a list of what was told goes on: the last one shown.
pub type InboxPosition = (Timestamp, String);

/// A fact that somebody was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxFact {
    pub fact: Fact,
    pub told_at: Timestamp,
    /// Whom it is about, where the person is still there.
    pub person_name: Option<String>,
    /// The venue it is about, likewise.
    pub venue_name: Option<String>,
}

/// One page of what somebody was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldPage {
    pub facts: Vec<InboxFact>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<InboxPosition>,
}

/// What a person was told so far, the newest first, at most `limit`. A fact that cannot be read is left out.
pub async fn list(
    read: &mut Read,
    organization: &str,
    person: &str,
    now: Timestamp,
    after: Option<&InboxPosition>,
    limit: i64,
) -> Result<ToldPage, Error> {
    let mut told = read.list_inbox(organization, person, now, after, limit + 1).await?;
    let limit = usize::try_from(limit).unwrap_or(0);
    let has_more = told.len() > limit;
    told.truncate(limit);
    let next = told.last().filter(|_| has_more).map(|(key, at)| (*at, key.clone()));
    let keys: Vec<&str> = told.iter().map(|(key, _)| key.as_str()).collect();
    let mut facts: BTreeMap<String, Fact> = BTreeMap::new();
    for stored in read.find_facts(organization, &keys).await? {
        let key = stored.fact.key.clone();
        if let Some(known) = as_known(read, organization, person, stored).await? {
            facts.insert(key, known.fact);
        }
    }
    let people: BTreeSet<&str> = facts.values().filter_map(|fact| fact.person_id.as_deref()).collect();
    let people = read.people_names(organization, &people).await?;
    let ids: BTreeSet<String> =
        facts.values().filter_map(|fact| fact.content.venue_id().map(str::to_owned)).collect();
    let mut venues = BTreeMap::new();
    for id in ids {
        if let Some(venue) = read.find_venue(organization, &id).await? {
            venues.insert(id, venue.name);
        }
    }
    let with_names = |(key, told_at): (String, Timestamp)| {
        let fact = facts.remove(&key)?;
        Some(InboxFact {
            person_name: fact.person_id.as_ref().and_then(|id| people.get(id)).cloned(),
            venue_name: fact.content.venue_id().and_then(|id| venues.get(id)).cloned(),
            fact,
            told_at,
        })
    };
    Ok(ToldPage { facts: told.into_iter().filter_map(with_names).collect(), next })
}

/// A person looks at what they were told.
pub async fn mark_seen(
    write: &mut Write,
    organization: &str,
    person: &str,
    now: Timestamp,
) -> Result<(), Error> {
    Ok(write.mark_inbox_seen(organization, person, now).await?)
}
