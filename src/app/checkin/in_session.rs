//! Scans in a session: a student reads its code, or a receptionist lets somebody in by their card.

use super::attempt::{Attempt, NamedPerson, RefusedScan, ScanDecision, TakenScan};
use super::taken_again::taken_again;
use crate::app::Error;
use crate::domain::checkin::code::Code;
use crate::domain::checkin::refusal::Refusal;
use crate::domain::checkin::visits::DOUBLE_READ;
use crate::domain::checkin::words::CheckInLevel;
use crate::domain::evidence::manual::{Direction, Purpose};
use crate::domain::session::Kind;
use crate::domain::time::{DAY, Span, Timestamp};
use crate::store::Write;
use crate::store::checkin::scans::StoredScan;
use crate::store::people::Person;
use crate::store::session::StoredSession;

/// A student reads the code of a lesson.
pub(super) async fn scan_session_code(
    write: &mut Write,
    attempt: &Attempt<'_>,
    code: &Code,
) -> Result<ScanDecision, Error> {
    let organization = attempt.actor.organization();
    let Some(stored) = write.find_session(organization, &code.subject).await? else {
        return Ok(ScanDecision::Refused(RefusedScan::because(Refusal::InvalidCode)));
    };
    let person = write.lock_person(organization, &attempt.caller.person).await?;
    let person = person.ok_or(Error::NotFound("person"))?.into_inner();
    let ready_from = ready_from(write, &stored).await?;
    if let Some(refusal) = not_now(&stored, ready_from, attempt.scanned_at) {
        return Ok(refused(refusal, &person, &stored));
    }
    if code.is_read_too_early(ready_from, attempt.scanned_at) {
        return Ok(refused(Refusal::TooEarly, &person, &stored));
    }
    if !stored.session.students.contains(&person.id) {
        return Ok(refused(Refusal::NotRegistered, &person, &stored));
    }
    let scans = scans_in(write, organization, &person.id, &stored).await?;
    // Whoever is in stays in: students leave by their card at the reception, or with the lesson's end.
    match scans.iter().rfind(|one| one.scanned_at <= attempt.scanned_at) {
        Some(before) if before.direction == Some(Direction::In) => {
            Ok(ScanDecision::Repeated(taken_again(write, organization, before).await?))
        }
        _ => {
            let taken = taken(attempt, Purpose::Session, &person, &stored, Direction::In);
            Ok(ScanDecision::Taken(TakenScan { code_expires_at: code.expires_at, ..taken }))
        }
    }
}

/// A receptionist lets somebody into a session by their card, and out by the second time.
pub(super) async fn scan_card(
    write: &mut Write,
    attempt: &Attempt<'_>,
    person: &Person,
    session: &str,
) -> Result<ScanDecision, Error> {
    let organization = attempt.actor.organization();
    let stored = write.find_session(organization, session).await?.ok_or(Error::NotFound("session"))?;
    let ready_from = ready_from(write, &stored).await?;
    if let Some(refusal) = not_now(&stored, ready_from, attempt.scanned_at) {
        return Ok(refused(refusal, person, &stored));
    }
    if !stored.session.students.contains(&person.id) {
        return Ok(refused(Refusal::NotRegistered, person, &stored));
    }
    let scans = scans_in(write, organization, &person.id, &stored).await?;
    let near = scans.iter().find(|one| attempt.scanned_at.since(one.scanned_at).abs() <= DOUBLE_READ);
    if let Some(before) = near {
        return Ok(ScanDecision::Repeated(taken_again(write, organization, before).await?));
    }
    let direction = match scans.iter().rfind(|one| one.scanned_at <= attempt.scanned_at) {
        Some(before) if before.direction == Some(Direction::In) => Direction::Out,
        _ => Direction::In,
    };
    Ok(ScanDecision::Taken(taken(attempt, Purpose::Member, person, &stored, direction)))
}

/// When a session is ready: from its creation window on, codes of it are taken.
pub(super) async fn ready_from(write: &mut Write, stored: &StoredSession) -> Result<Timestamp, Error> {
    let settings = write.find_settings(&stored.organization_id).await?;
    Ok(stored.session.start.plus(-settings.creation_window()))
}

/// Why nobody is let into a session at an instant.
fn not_now(stored: &StoredSession, ready_from: Timestamp, at: Timestamp) -> Option<Refusal> {
    let session = &stored.session;
    if session.cancelled {
        Some(Refusal::Revoked)
    } else if at < ready_from {
        Some(Refusal::TooEarly)
    } else if at >= session.completed_at.map_or(session.end, |completed| completed.min(session.end)) {
        Some(Refusal::TooLate)
    } else {
        None
    }
}

/// What was taken of a person's scans in a session.
async fn scans_in(
    write: &mut Write,
    organization: &str,
    person: &str,
    stored: &StoredSession,
) -> Result<Vec<StoredScan>, Error> {
    let span = Span::new(stored.session.start.plus(-2 * DAY), stored.session.end.plus(2 * DAY));
    let mut scans = write.taken_scans(organization, person, span).await?;
    scans.retain(|one| one.session_id.as_deref() == Some(stored.session.id.as_str()));
    Ok(scans)
}

fn refused(refusal: Refusal, person: &Person, stored: &StoredSession) -> ScanDecision {
    ScanDecision::Refused(RefusedScan {
        person_id: Some(person.id.clone()),
        session_id: Some(stored.session.id.clone()),
        ..RefusedScan::because(refusal)
    })
}

fn taken(
    attempt: &Attempt<'_>,
    purpose: Purpose,
    person: &Person,
    stored: &StoredSession,
    direction: Direction,
) -> TakenScan {
    TakenScan {
        id: attempt.id.clone(),
        purpose,
        level: if stored.session.kind == Kind::Event { CheckInLevel::Event } else { CheckInLevel::Session },
        person: NamedPerson { id: person.id.clone(), name: person.name.clone() },
        venue_id: None,
        session_id: Some(stored.session.id.clone()),
        direction,
        is_toggle: purpose == Purpose::Member,
        at: attempt.scanned_at,
        finding: None,
        code_expires_at: None,
    }
}
