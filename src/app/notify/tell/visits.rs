//! What a day of visits has to tell, compared with the day as it stood before.

use std::collections::BTreeSet;

use crate::domain::notification::fact::{Fact, VisitEdge};
use crate::domain::notification::visit_news::{Visitor, visit_edges};
use crate::domain::time::{DAY, Timestamp};
use crate::store::checkin::visits::StoredVisit;
use crate::store::{StoreError, Write};

/// What was longer ago than this, when it became known, is history and told to nobody.
const NEWS_OF_VISITS: i64 = DAY;

/// Tells the arrivals and departures that are new, and corrects those that were told and are not so any more.
pub async fn tell(
    write: &mut Write,
    organization: &str,
    visitor: Visitor<'_>,
    before: &[StoredVisit],
    after: &[StoredVisit],
    now: Timestamp,
) -> Result<(), StoreError> {
    let (before, after) = (edges(before), edges(after));
    let mut facts: Vec<Fact> = after
        .difference(&before)
        .filter(|edge| now.since(edge.at) <= NEWS_OF_VISITS)
        .map(|edge| visitor.fact(*edge))
        .collect();
    let wrong = take_back(write, organization, visitor, before.difference(&after), now).await?;
    if !wrong.is_empty() {
        facts.push(visitor.correction(wrong, &after, now));
    }
    write.insert_facts(organization, &facts, now).await?;
    Ok(())
}

fn edges(visits: &[StoredVisit]) -> BTreeSet<VisitEdge> {
    visit_edges(visits.iter().map(|one| (one.in_at, one.out_at, one.is_estimated)))
}

/// Takes back what nobody was sent yet, and gives what somebody was.
async fn take_back(
    write: &mut Write,
    organization: &str,
    visitor: Visitor<'_>,
    gone: impl Iterator<Item = &VisitEdge>,
    now: Timestamp,
) -> Result<Vec<VisitEdge>, StoreError> {
    let mut wrong = Vec::new();
    for edge in gone {
        let key = visitor.key(*edge);
        let known = write.find_facts(organization, &[&key]).await?;
        let was_told = known.iter().any(|one| !one.is_withdrawn);
        if was_told && !write.withdraw_fact(organization, &key, now).await? {
            wrong.push(*edge);
        }
    }
    Ok(wrong)
}
