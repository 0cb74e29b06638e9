//! One scan on its way, and what may come of it.

use crate::app::ActorContext;
use crate::domain::access::Caller;
use crate::domain::checkin::refusal::Refusal;
use crate::domain::checkin::words::{CheckInFinding, CheckInLevel};
use crate::domain::evidence::manual::{Direction, Purpose};
use crate::domain::time::Timestamp;

/// A scan as it was sent.
#[derive(Clone, Debug)]
pub struct ScanRequest {
    pub code: String,
    /// The same one of the same sender is the same scan. Doors without one have none.
    pub nonce: Option<String>,
    /// By the device's clock; `None`: now.
    pub scanned_at: Option<Timestamp>,
    /// With a member's card: the session to let into.
    pub session_id: Option<String>,
    /// With a member's card: the venue, where there are several.
    pub venue_id: Option<String>,
    /// Uploaded from a device's queue.
    pub is_queued: bool,
    /// What the device calls itself, if it does.
    pub device: Option<String>,
    pub door: Door,
}

/// By which address it came, which decides what codes are taken and how the caller is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// `/api/v1/scans`: whatever the caller's roles may scan.
    Scans,
    /// A gym's members: venue codes alone.
    Gym,
    /// An event's entrance: tickets and registrations alone.
    EventEntrance,
    /// An event's code, by a student.
    EventCode,
}

/// What every step needs to know of a scan.
#[derive(Clone, Debug)]
pub struct Attempt<'a> {
    pub actor: &'a ActorContext,
    pub caller: &'a Caller,
    /// The id it is kept under, as a scan, as evidence, and as the visit or admission it begins.
    pub id: String,
    pub scanned_at: Timestamp,
    pub request: &'a ScanRequest,
}

/// Somebody, as answers name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPerson {
    pub id: String,
    pub name: String,
}

/// A scan that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenScan {
    pub id: String,
    pub purpose: Purpose,
    pub level: CheckInLevel,
    pub person: NamedPerson,
    pub venue_id: Option<String>,
    pub session_id: Option<String>,
    pub direction: Direction,
    /// Whether the direction follows from the scans before it.
    pub is_toggle: bool,
    /// When it was scanned, or stated.
    pub at: Timestamp,
    pub finding: Option<CheckInFinding>,
    /// When the code expired, if it does.
    pub code_expires_at: Option<Timestamp>,
}

/// A scan that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedScan {
    pub refusal: Refusal,
    /// Written like a code of ours, with another signature.
    pub is_bad_signature: bool,
    pub purpose: Option<Purpose>,
    pub person_id: Option<String>,
    pub venue_id: Option<String>,
    pub session_id: Option<String>,
    /// What is not there (`ticket`, `event`), where the refusal is that.
    pub missing: Option<&'static str>,
    /// Whose ticket or registration it is, where the event is the caller's to know.
    pub person: Option<NamedPerson>,
    /// Who was admitted before: when, and by whom, if not by themselves.
    pub admitted: Option<(Timestamp, Option<NamedPerson>)>,
    /// Seconds until it is worth trying again.
    pub retry_after: Option<u64>,
}

impl RefusedScan {
    pub fn because(refusal: Refusal) -> RefusedScan {
        RefusedScan {
            refusal,
            is_bad_signature: false,
            purpose: None,
            person_id: None,
            venue_id: None,
            session_id: None,
            missing: None,
            person: None,
            admitted: None,
            retry_after: None,
        }
    }
}

/// What a scan comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScanDecision {
    /// It is to be written down.
    Taken(TakenScan),
    /// It is one that was taken before: nothing is written, the answer is the same.
    Repeated(TakenScan),
    Refused(RefusedScan),
}
