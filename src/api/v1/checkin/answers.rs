//! What a scan is answered with: the object of a scan that was taken, and the problem of one that was not.

use axum::http::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::api::Problem;
use crate::app::checkin::attempt::{NamedPerson, RefusedScan};
use crate::app::checkin::scan::ScanAnswer;
use crate::domain::checkin::refusal::Refusal;
use crate::domain::checkin::words::{CheckInFinding, CheckInLevel};
use crate::domain::evidence::manual::Direction;
use crate::domain::time::Timestamp;

/// Somebody, by id and name.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ScanPerson)]
pub(crate) struct ScanPersonBody {
    pub(crate) id: String,
    pub(crate) name: String,
}

impl From<NamedPerson> for ScanPersonBody {
    fn from(person: NamedPerson) -> ScanPersonBody {
        ScanPersonBody { id: person.id, name: person.name }
    }
}

/// A scan that was taken.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ScanResult)]
#[schema(example = json!({
    "result": "checked_in", "level": "venue", "person": {"id": "0193f1c1", "name": "Layla Al-Farsi"},
    "venueId": "0193f1e0", "sessionId": null, "at": "2026-01-05T15:58:10.120Z", "repeated": false,
    "message": "You're checked in!"
}))]
pub(crate) struct ScanResultBody {
    #[schema(value_type = String, example = "checked_in")]
    result: &'static str,
    /// `venue`, `session` or `event`.
    level: CheckInLevel,
    person: ScanPersonBody,
    venue_id: Option<String>,
    session_id: Option<String>,
    /// When it was scanned.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// The nonce, or a double read, made it an earlier scan.
    repeated: bool,
    message: String,
    /// What is odd about it; left out where nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    finding: Option<CheckInFinding>,
}

pub(crate) const CHECKED_IN: &str = "You're checked in!";
pub(crate) const CHECKED_OUT: &str = "You're checked out. See you again!";

impl From<ScanAnswer> for ScanResultBody {
    fn from(answer: ScanAnswer) -> ScanResultBody {
        let ScanAnswer { scan, repeated } = answer;
        let message = match (scan.level, scan.direction) {
            (CheckInLevel::Event, _) => "Check-in successful!",
            (_, Direction::In) => CHECKED_IN,
            (_, Direction::Out) => CHECKED_OUT,
        };
        ScanResultBody {
            result: word(scan.direction),
            level: scan.level,
            person: scan.person.into(),
            venue_id: scan.venue_id,
            session_id: scan.session_id,
            at: scan.at,
            repeated,
            message: message.to_owned(),
            finding: scan.finding,
        }
    }
}

/// `checked_in` or `checked_out`.
pub(crate) fn word(direction: Direction) -> &'static str {
    match direction {
        Direction::In => "checked_in",
        Direction::Out => "checked_out",
    }
}

/// The codes of refused scans, for the declaration of a route.
pub(crate) const SCAN_REFUSALS: &[&str] = &[
    "invalid_code",
    "wrong_purpose",
    "wrong_organization",
    "expired",
    "revoked",
    "disabled",
    "not_registered",
    "not_paid",
    "already_used",
    "already_checked_in",
    "membership_inactive",
    "plan_not_eligible",
    "too_early",
    "too_late",
    "full",
    "busy",
    "rate_limited",
    "in_the_future",
    "choose_venue",
    "not_found",
];

/// A refused scan as `/api/v1/scans` says it (doors.md section 0).
pub(crate) fn refused(refused: &RefusedScan) -> Problem {
    let (status, detail) = match refused.refusal {
        Refusal::InvalidCode if refused.is_bad_signature => {
            (400, "This code was not made here, or it was changed.")
        }
        Refusal::InvalidCode => (400, "This is no code of ours."),
        Refusal::WrongPurpose => (400, "This code is for something else."),
        Refusal::WrongOrganization => {
            (403, "This code belongs to another organisation, or to a place the membership is not for.")
        }
        Refusal::Expired => (400, "This code has expired: scan the one that is shown now."),
        Refusal::Revoked => (400, "This code was replaced or taken back: ask for the present one."),
        Refusal::Disabled => (403, "Check-in by code is switched off here: ask at the reception."),
        Refusal::NotRegistered => (404, "Not registered for this."),
        Refusal::NotPaid => (400, "The ticket is not paid."),
        Refusal::AlreadyUsed => (409, "This ticket was used before."),
        Refusal::AlreadyCheckedIn => (409, "Checked in already."),
        Refusal::MembershipInactive => (403, "No membership is valid here today: ask at the reception."),
        Refusal::PlanNotEligible => {
            (403, "The plan of this membership takes no codes: ask at the reception.")
        }
        Refusal::TooEarly => (400, "Check-in is not open yet."),
        Refusal::TooLate => (400, "Check-in is closed."),
        Refusal::RateLimited => (429, "Too many scans. Please wait a moment."),
    };
    let status = StatusCode::from_u16(status).expect("a status of the table above");
    let mut problem = Problem::new(status, refused.refusal.as_str(), detail);
    problem.retry_after = refused.retry_after;
    let problem = match &refused.person {
        Some(person) => {
            problem.with("person", person_or_null(Some(person))).with("sessionId", json!(refused.session_id))
        }
        None => problem,
    };
    match &refused.admitted {
        Some((at, by)) => {
            problem.with("checkedInAt", json!(at)).with("checkedInBy", person_or_null(by.as_ref()))
        }
        None => problem,
    }
}

/// `{id, name}`, or null for who checked in without staff.
pub(crate) fn person_or_null(person: Option<&NamedPerson>) -> Value {
    person.map_or(Value::Null, |person| json!({"id": person.id, "name": person.name}))
}
