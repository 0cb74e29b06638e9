//! What a person states without a code: somebody came to a venue or left it, or came into a session or left that.

use serde_json::json;

use super::at_venue::{VenueDay, who_may_enter};
use super::event_desk::admit_by_hand;
use crate::app::event::find::check;
use crate::app::ingest::manual::record_manual_statement;
use crate::app::session::overrides::forbid_own_report;
use crate::app::{ActorContext, Error};
use crate::domain::access::{OwnRows, Scope};
use crate::domain::checkin::membership::Eligibility;
use crate::domain::checkin::visits::{StepKind, VisitStep};
use crate::domain::checkin::words::{CheckInFinding, CheckInLevel, VisitSource};
use crate::domain::evidence::manual::{Direction, Mark, VisitMark};
use crate::domain::json::canonical::{canonical_json, sha256_hex};
use crate::domain::people::validated_text::ReasonText;
use crate::domain::time::{DAY, Timestamp};
use crate::store::Write;
use crate::store::checkin::scans::StoredScan;
use crate::store::checkin::visits::StoredVisit;
use crate::store::people::Person;
use crate::store::session::StoredSession;

/// How far back somebody at a desk may state a thing; beyond it is an admin's.
const MAX_BACK: i64 = 7 * DAY;

/// An entry by hand.
#[derive(Clone, Debug)]
pub struct DeskEntry {
    pub person_id: String,
    pub direction: Direction,
    /// `None`: now.
    pub at: Option<Timestamp>,
    pub reason: Option<ReasonText>,
    pub nonce: String,
    /// The events that the caller lets people into by hand, if any.
    pub events: Option<Scope>,
    /// Whether the caller may state what is longer ago than a week.
    pub is_admin: bool,
}

/// What an entry came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: String,
    pub person: Person,
    pub place: EntryPlace,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryPlace {
    /// The visit that it began or ended.
    Venue(StoredVisit),
    Session {
        session_id: String,
        direction: Direction,
        at: Timestamp,
    },
}

/// States that somebody came to a venue, or left it. Nobody at a desk is asked for a membership; what lacks is a finding.
///
/// # Errors
/// 409 `already_checked_in` and `not_checked_in`, 400 `in_the_future`, 403 for what is long ago, 404 for an unknown person.
pub async fn at_venue(
    write: &mut Write,
    actor: &ActorContext,
    venue_id: &str,
    entry: &DeskEntry,
) -> Result<Entry, Error> {
    let organization = actor.organization();
    let venue = write.find_venue(organization, venue_id).await?.ok_or(Error::NotFound("venue"))?;
    let at = stated_time(actor, entry)?;
    let person = write.lock_person(organization, &entry.person_id).await?;
    let person = person.ok_or(Error::NotFound("person"))?.into_inner();
    let digest = digest(entry, venue_id, at);
    if let Some(known) = sent_before(write, actor, entry, &digest).await? {
        let near = crate::domain::time::Span::new(known.scanned_at.plus(-2 * DAY), known.scanned_at.plus(1));
        let visits = write.visits_of_person(organization, &person.id, venue_id, near).await?;
        let visit = visits.into_iter().rfind(|one| one.in_at <= known.scanned_at);
        let visit = visit.ok_or(Error::NotFound("visit"))?;
        return Ok(Entry { id: known.id, person, place: EntryPlace::Venue(visit) });
    }
    let id = actor.new_id();
    let mut day = VenueDay::load(write, organization, &venue, &person, at).await?;
    match (entry.direction, day.is_inside(at)) {
        (Direction::In, true) => {
            let detail = format!("{} is checked in already.", person.name);
            return Err(Error::conflict("already_checked_in", detail));
        }
        (Direction::Out, false) => {
            let detail = format!("{} is not checked in.", person.name);
            return Err(Error::conflict("not_checked_in", detail));
        }
        _ => {}
    }
    let (kind, finding) = match entry.direction {
        Direction::In => {
            let eligible = who_may_enter(write, organization, &venue, &person, at).await?;
            let finding = (eligible != Eligibility::Admitted).then_some(CheckInFinding::NotEligible);
            (StepKind::In, finding)
        }
        Direction::Out => (StepKind::Out, None),
    };
    day.take(VisitStep { at, id: id.clone(), kind }, actor.now);
    let visits = day.save(write, organization, VisitSource::AdminManual, finding, actor.now).await?;
    let statement = VisitMark {
        venue_id: venue.id.clone(),
        person_id: person.id.clone(),
        direction: entry.direction,
        at,
        author: author(actor)?,
        reason: entry.reason.clone().map(ReasonText::into_inner),
    };
    record_manual_statement(write, actor, &statement).await?;
    let scan = StoredScan {
        level: Some(CheckInLevel::Venue),
        venue_id: Some(venue.id.clone()),
        finding,
        ..scan_row(actor, entry, &id, at, &digest)
    };
    insert(write, actor, &scan).await?;
    let visit = visits.into_iter().rfind(|one| one.in_at <= at).ok_or(Error::NotFound("visit"))?;
    Ok(Entry { id, person, place: EntryPlace::Venue(visit) })
}

/// States that somebody came into a session, or left it: a mark, which is evidence and no verdict. Into an event it is an
/// admission, which is unique.
///
/// # Errors
/// As `at_venue`; 422 `not_on_roster`; for events those of `event_desk::admit_by_hand`.
pub async fn in_session(
    write: &mut Write,
    actor: &ActorContext,
    scope: &Scope,
    session_id: &str,
    entry: &DeskEntry,
) -> Result<Entry, Error> {
    let organization = actor.organization();
    let event = write.find_event(organization, session_id).await?;
    if event.is_none() && scope.own_rows().is_some_and(OwnRows::are_events_alone) {
        // The people of events have no other sessions.
        return Err(Error::OUT_OF_SCOPE);
    }
    // An event has so many on its roster that it is not read.
    let stored = match &event {
        Some(_) => None,
        None => Some(find_session(write, scope, session_id).await?),
    };
    let at = stated_time(actor, entry)?;
    let person = write.lock_person(organization, &entry.person_id).await?;
    let person = person.ok_or(Error::NotFound("person"))?.into_inner();
    if stored.is_some_and(|stored| !stored.session.is_on_roster(&person.id)) {
        return Err(Error::refused("not_on_roster", "Only somebody on the roster is marked in a session."));
    }
    let digest = digest(entry, session_id, at);
    let place = EntryPlace::Session { session_id: session_id.to_owned(), direction: entry.direction, at };
    if let Some(known) = sent_before(write, actor, entry, &digest).await? {
        return Ok(Entry { id: known.id, person, place });
    }
    let id = actor.new_id();
    if let Some(event) = &event {
        forbid_own_report(&author(actor)?, &person.id)?;
        let events = entry.events.as_ref().ok_or(Error::OUT_OF_SCOPE)?;
        match entry.direction {
            Direction::In => admit_by_hand(write, actor, events, event, &person, at, &id).await?,
            Direction::Out => check(events, event)?,
        }
    }
    let statement = Mark {
        session_id: session_id.to_owned(),
        person_id: person.id.clone(),
        direction: entry.direction,
        at,
        author: author(actor)?,
        reason: entry.reason.clone().map(ReasonText::into_inner),
    };
    record_manual_statement(write, actor, &statement).await?;
    let scan = StoredScan {
        level: Some(if event.is_some() { CheckInLevel::Event } else { CheckInLevel::Session }),
        session_id: Some(session_id.to_owned()),
        ..scan_row(actor, entry, &id, at, &digest)
    };
    insert(write, actor, &scan).await?;
    Ok(Entry { id, person, place })
}

/// A session in reach, all of it.
async fn find_session(write: &mut Write, scope: &Scope, id: &str) -> Result<StoredSession, Error> {
    let stored = write.find_session(scope.organization(), id).await?.ok_or(Error::NotFound("session"))?;
    match scope.covers_whole_session(stored.session.teacher.as_deref()) {
        true => Ok(stored),
        false => Err(Error::OUT_OF_SCOPE),
    }
}

fn author(actor: &ActorContext) -> Result<String, Error> {
    actor.person_id.clone().ok_or_else(|| Error::refused("no_author", "It needs somebody who says it."))
}

fn stated_time(actor: &ActorContext, entry: &DeskEntry) -> Result<Timestamp, Error> {
    let at = entry.at.unwrap_or(actor.now);
    if at > actor.now {
        let detail = "What has not happened yet cannot be entered.".to_owned();
        return Err(Error::Invalid { code: "in_the_future", detail });
    }
    if at < actor.now.plus(-MAX_BACK) && !entry.is_admin {
        return Err(Error::Forbidden("What is more than seven days ago is entered by an admin."));
    }
    Ok(at)
}

/// What an entry says, as one text: a nonce is not used for another.
fn digest(entry: &DeskEntry, place: &str, at: Timestamp) -> String {
    let at = entry.at.map(|_| at);
    sha256_hex(&canonical_json(&json!([place, entry.person_id, entry.direction, at])))
}

async fn sent_before(
    write: &mut Write,
    actor: &ActorContext,
    entry: &DeskEntry,
    digest: &str,
) -> Result<Option<StoredScan>, Error> {
    let sender = actor.person_id.as_deref().unwrap_or_default();
    let known = write.find_scan_by_nonce(actor.organization(), sender, &entry.nonce).await?;
    match known {
        Some(known) if known.code_digest.as_deref() != Some(digest) => {
            Err(Error::refused("idempotency_mismatch", "This nonce was used for another entry."))
        }
        known => Ok(known),
    }
}

fn scan_row(actor: &ActorContext, entry: &DeskEntry, id: &str, at: Timestamp, digest: &str) -> StoredScan {
    StoredScan {
        id: id.to_owned(),
        scanned_at: at,
        received_at: actor.now,
        scanned_by: actor.person_id.clone(),
        nonce: Some(entry.nonce.clone()),
        code_digest: Some(digest.to_owned()),
        person_id: Some(entry.person_id.clone()),
        purpose: None,
        level: None,
        venue_id: None,
        session_id: None,
        direction: Some(entry.direction),
        is_toggle: false,
        refusal: None,
        finding: None,
        signs: Vec::new(),
        device: None,
        is_queued: false,
        repeats: None,
    }
}

async fn insert(write: &mut Write, actor: &ActorContext, scan: &StoredScan) -> Result<(), Error> {
    match write.insert_scan(actor.organization(), scan).await? {
        true => Ok(()),
        false => Err(Error::conflict("conflict", "This entry is being sent a second time at this moment.")),
    }
}
