//! From a scan as it was sent to what it comes to. The order of the checks is that of doors.md section 3: who asks, how
//! often, whether it is a code of ours, whose, how old, and then what it opens.

use super::attempt::{Attempt, Door, RefusedScan, ScanDecision, ScanRequest, TakenScan};
use super::codes::{BadCode, CodeKeys};
use super::record::{Recorded, record_refusal, record_taken};
use super::taken_again::taken_again;
use super::{at_event, at_venue, card, in_session};
use crate::app::installation::secrets::InstallationSecrets;
use crate::app::{ActorContext, App, Error};
use crate::domain::access::{Caller, Grant, Rows};
use crate::domain::checkin::code::MAX_TEXT;
use crate::domain::checkin::refusal::Refusal;
use crate::domain::evidence::manual::Purpose;
use crate::domain::json::canonical::sha256_hex;
use crate::domain::people::Role;
use crate::domain::time::{DAY, MINUTE, SECOND};
use crate::store::Write;
use crate::store::checkin::scans::StoredScan;

/// How far a device's clock may be ahead of ours.
const MAX_AHEAD: i64 = 5 * MINUTE;
/// How old a scan may be that is uploaded from a queue.
const MAX_AGE: i64 = 7 * DAY;
/// Scans of a minute: by a student, of event codes by a student, by staff.
const STUDENT_SCANS: usize = 20;
const EVENT_CODE_SCANS: usize = 10;
const STAFF_SCANS: usize = 120;

const STUDENTS: &[Grant] = &[(Role::Student, Rows::OwnPerson)];
const RECEPTIONISTS: &[Grant] =
    &[(Role::Receptionist, Rows::Organization), (Role::Admin, Rows::Organization)];
const ENTRANCES: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Moderator, Rows::Organization),
    // Which events are theirs is asked where the event is known.
    (Role::Organizer, Rows::OwnPerson),
    (Role::Partner, Rows::OwnPerson),
];

/// A scan that is taken, now or before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScanAnswer {
    pub scan: TakenScan,
    /// The nonce, or a double read, made it an earlier one.
    pub repeated: bool,
}

/// What is said about one scan.
pub type ScanResult = Result<ScanAnswer, Box<RefusedScan>>;

/// Judges one scan and writes down what it comes to, refused ones too: commit the transaction in either case.
///
/// # Errors
/// Requests that are wrong in themselves, and are not kept: 403 for a role that scans no such code, 400 `in_the_future` and
/// `choose_venue`, 422 `idempotency_mismatch`, 409 `conflict` where the same nonce is at work elsewhere.
pub async fn scan(
    write: &mut Write,
    secrets: &InstallationSecrets,
    actor: &ActorContext,
    caller: &Caller,
    request: &ScanRequest,
) -> Result<ScanResult, Error> {
    let organization = actor.organization();
    let digest = sha256_hex(&request.code);
    if let Some(nonce) = &request.nonce
        && let Some(known) = write.find_scan_by_nonce(organization, &caller.person, nonce).await?
    {
        return sent_before(write, organization, known, &digest).await;
    }
    let scanned_at = request.scanned_at.unwrap_or(actor.now);
    if scanned_at > actor.now.plus(MAX_AHEAD) {
        let detail =
            format!("The device's clock is wrong: {scanned_at} has not come yet; here it is {}.", actor.now);
        return Err(Error::Invalid { code: "in_the_future", detail });
    }
    let attempt = Attempt { actor, caller, id: actor.new_id(), scanned_at, request };
    let decision = match rate_limit(write, &attempt).await? {
        Some(refused) => ScanDecision::Refused(refused),
        None => decide(write, secrets, &attempt).await?,
    };
    match decision {
        ScanDecision::Taken(taken) => match record_taken(write, &attempt, &taken, &digest, None).await? {
            Recorded::Written => Ok(Ok(ScanAnswer { scan: taken, repeated: false })),
            Recorded::NonceTaken => Err(at_work_elsewhere()),
        },
        ScanDecision::Repeated(taken) => {
            let before = taken.id.clone();
            match record_taken(write, &attempt, &taken, &digest, Some(before)).await? {
                Recorded::Written => Ok(Ok(ScanAnswer { scan: taken, repeated: true })),
                Recorded::NonceTaken => Err(at_work_elsewhere()),
            }
        }
        ScanDecision::Refused(refused) => {
            record_refusal(write, &attempt, &refused, &digest).await?;
            Ok(Err(Box::new(refused)))
        }
    }
}

/// The same nonce of the same sender, in two requests at once. The transaction wrote part of it and is given up.
fn at_work_elsewhere() -> Error {
    Error::conflict("conflict", "This scan is being sent a second time at this moment.")
}

/// The answer to a scan that was sent before.
async fn sent_before(
    write: &mut Write,
    organization: &str,
    known: StoredScan,
    digest: &str,
) -> Result<ScanResult, Error> {
    if known.code_digest.as_deref() != Some(digest) {
        return Err(Error::refused("idempotency_mismatch", "This nonce was used for another code."));
    }
    match known.refusal {
        None => Ok(Ok(ScanAnswer { scan: taken_again(write, organization, &known).await?, repeated: true })),
        Some(refusal) => Ok(Err(Box::new(RefusedScan {
            purpose: known.purpose,
            person_id: known.person_id,
            venue_id: known.venue_id,
            session_id: known.session_id,
            ..RefusedScan::because(refusal)
        }))),
    }
}

/// Refuses whoever scans too often. What comes from a queue and what was sent before is not counted.
async fn rate_limit(write: &mut Write, attempt: &Attempt<'_>) -> Result<Option<RefusedScan>, Error> {
    let Attempt { actor, caller, request, .. } = attempt;
    if request.is_queued {
        return Ok(None);
    }
    let is_staff = caller.scope(RECEPTIONISTS).is_some() || caller.scope(ENTRANCES).is_some();
    let limit = match request.door {
        Door::EventCode => EVENT_CODE_SCANS,
        Door::Scans | Door::EventEntrance if is_staff => STAFF_SCANS,
        _ => STUDENT_SCANS,
    };
    let since = actor.now.plus(-MINUTE);
    let times = write.scan_times(actor.organization(), &caller.person, since, limit as i64).await?;
    if times.len() < limit {
        return Ok(None);
    }
    let wait = times[0].plus(MINUTE).since(actor.now).max(0);
    let retry_after = Some(u64::try_from(wait.div_euclid(SECOND)).unwrap_or_default() + 1);
    Ok(Some(RefusedScan { retry_after, ..RefusedScan::because(Refusal::RateLimited) }))
}

async fn decide(
    write: &mut Write,
    secrets: &InstallationSecrets,
    attempt: &Attempt<'_>,
) -> Result<ScanDecision, Error> {
    let Attempt { actor, request, scanned_at, .. } = attempt;
    let refused = |refusal| ScanDecision::Refused(RefusedScan::because(refusal));
    if request.code.len() > MAX_TEXT {
        return Ok(refused(Refusal::InvalidCode));
    }
    let keys = CodeKeys::load(write, secrets, actor.organization()).await?;
    let code = match keys.read(&request.code) {
        Ok(code) => code,
        Err(BadCode::Unreadable) => return Ok(refused(Refusal::InvalidCode)),
        Err(BadCode::BadSignature) => {
            let refused = RefusedScan::because(Refusal::InvalidCode);
            return Ok(ScanDecision::Refused(RefusedScan { is_bad_signature: true, ..refused }));
        }
        Err(BadCode::Foreign) => return Ok(refused(Refusal::WrongOrganization)),
    };
    if !takes(request.door, code.purpose) {
        let refused = RefusedScan::because(Refusal::WrongPurpose);
        return Ok(ScanDecision::Refused(RefusedScan { purpose: Some(code.purpose), ..refused }));
    }
    check_role(attempt, code.purpose)?;
    if *scanned_at < actor.now.plus(-MAX_AGE) || code.expires_at.is_some_and(|end| *scanned_at >= end) {
        let refused = RefusedScan::because(Refusal::Expired);
        return Ok(ScanDecision::Refused(RefusedScan { purpose: Some(code.purpose), ..refused }));
    }
    let decision = match code.purpose {
        Purpose::Venue => at_venue::scan_venue_code(write, attempt, &code).await?,
        Purpose::Member => card::scan_card(write, attempt, &code).await?,
        Purpose::Session => match write.find_event(actor.organization(), &code.subject).await? {
            Some(_) => at_event::admit(write, attempt, &code).await?,
            None => in_session::scan_session_code(write, attempt, &code).await?,
        },
        Purpose::Ticket | Purpose::Registration => at_event::admit(write, attempt, &code).await?,
    };
    Ok(match decision {
        ScanDecision::Refused(refused) => {
            ScanDecision::Refused(RefusedScan { purpose: Some(code.purpose), ..refused })
        }
        taken => taken,
    })
}

/// Which codes an address takes at all.
fn takes(door: Door, purpose: Purpose) -> bool {
    match door {
        Door::Scans => true,
        Door::Gym => purpose == Purpose::Venue,
        Door::EventEntrance => matches!(purpose, Purpose::Ticket | Purpose::Registration),
        Door::EventCode => purpose == Purpose::Session,
    }
}

/// Who scans what (doors.md section 6).
fn check_role(attempt: &Attempt<'_>, purpose: Purpose) -> Result<(), Error> {
    let scanners = match purpose {
        Purpose::Venue | Purpose::Session => STUDENTS,
        Purpose::Member => RECEPTIONISTS,
        Purpose::Ticket | Purpose::Registration => ENTRANCES,
    };
    match attempt.caller.scope(scanners) {
        Some(_) => Ok(()),
        None => Err(Error::Forbidden(match purpose {
            Purpose::Venue => "Members scan the code of a venue themselves.",
            Purpose::Session => "Students scan the code of a session themselves.",
            Purpose::Member => "Cards are scanned at the reception.",
            Purpose::Ticket | Purpose::Registration => "Tickets are scanned by the people of the event.",
        })),
    }
}

/// One scan in a transaction of its own, tried again where the same nonce is at work in another.
pub async fn scan_alone(
    app: &App,
    actor: &ActorContext,
    caller: &Caller,
    request: &ScanRequest,
) -> Result<(Write, ScanResult), Error> {
    let mut tries = 0;
    loop {
        let mut write = app.store.write().await?;
        match scan(&mut write, &app.secrets, actor, caller, request).await {
            Err(Error::Conflict { code: "conflict", .. }) if tries < 3 => tries += 1,
            result => return Ok((write, result?)),
        }
    }
}
