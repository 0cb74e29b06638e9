//! Whose visits concern a session, and the scopes that its evaluation depends on.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::evidence::manual::VenueStep;
use crate::domain::evidence::scope;
use crate::domain::session::Session;
use crate::domain::time::{DAY, Timestamp};
use crate::store::{Read, StoreError};

/// From when on what was observed of somebody at venues is loaded, by person.
pub type VisitBounds = BTreeMap<String, Timestamp>;

/// The people whose visits concern these sessions: of each its roster, and where it counts visits everybody who was at the
/// venue about its time. What is received tells of at most five minutes later; a day is given for clocks.
pub async fn visit_bounds(
    read: &mut Read,
    organization: &str,
    sessions: &[&Session],
) -> Result<VisitBounds, StoreError> {
    let mut bounds = VisitBounds::new();
    for session in sessions {
        let since = session.visit_span().from.plus(-DAY);
        let mut note = |person: &str| match bounds.get_mut(person) {
            Some(earlier) => *earlier = since.min(*earlier),
            None => {
                bounds.insert(person.to_owned(), since);
            }
        };
        session.roster().for_each(&mut note);
        if session.counts_visits() {
            let venue = session.venue_id.as_deref();
            let visitors = read.list_visitors_between(organization, venue, session.visit_span()).await?;
            visitors.iter().map(String::as_str).for_each(note);
        }
    }
    Ok(bounds)
}

/// Canonical items of what was observed of these people at venues, received at `until` or before.
pub async fn visits(
    read: &mut Read,
    organization: &str,
    bounds: &VisitBounds,
    until: Timestamp,
) -> Result<Vec<String>, StoreError> {
    let people: Vec<(&str, Timestamp)> =
        bounds.iter().map(|(person, since)| (person.as_str(), *since)).collect();
    read.visits_since(organization, &people, until).await
}

/// Every scope that the evaluation of these sessions depends on, binds aside.
pub async fn scopes_of(
    read: &mut Read,
    organization: &str,
    sessions: &[&Session],
) -> Result<Vec<String>, StoreError> {
    let mut scopes: BTreeSet<String> = sessions.iter().flat_map(|one| one.evidence_scopes()).collect();
    let visitors = visit_bounds(read, organization, sessions).await?;
    scopes.extend(visitors.keys().map(|person| scope::visitor(person)));
    Ok(scopes.into_iter().collect())
}

/// Whether what was observed at a venue is about this session: about its time, at its venue, of somebody whose visits
/// concern it.
pub fn is_about(step: &VenueStep, session: &Session) -> bool {
    session.visit_span().contains(step.at)
        && session.venue_id.as_deref().is_none_or(|venue| venue == step.venue)
        && (session.counts_visits() || session.is_on_roster(step.person))
}
