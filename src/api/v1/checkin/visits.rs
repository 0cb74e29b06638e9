//! Visits at venues, and entries by hand.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::{Created, NoBody, Problem, Route, RouteRequest, get, post};
use crate::app::Error;
use crate::app::checkin::by_hand::{self, DeskEntry, Entry, EntryPlace};
use crate::domain::access::{Grant, Rows};
use crate::domain::checkin::event::HAND_ADMITTERS;
use crate::domain::checkin::words::{CheckInFinding, VisitSource};
use crate::domain::evidence::manual::Direction;
use crate::domain::people::Role;
use crate::domain::people::validated_text::ReasonText;
use crate::domain::time::Timestamp;
use crate::http::pagination::{self, Page};
use crate::http::time_parameter::{TimeParameter, organization_zone, time_range};
use crate::store::checkin::visits::{NamedVisit, StoredVisit, VisitFilter};

/// Who sees visits: the desk all of them, members their own, parents those of their children.
pub(crate) const VISIT_READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Receptionist, Rows::Organization),
    (Role::Student, Rows::OwnPerson),
    (Role::Parent, Rows::OwnHousehold),
];

/// Who enters somebody by hand: the desk everywhere, a teacher in their own sessions, the people of an event there
/// (`HAND_ADMITTERS` says which events; of a moderator all).
pub(crate) const ENTRY_WRITERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Receptionist, Rows::Organization),
    (Role::Teacher, Rows::OwnSessions),
    (Role::Moderator, Rows::OwnEvents),
    (Role::Organizer, Rows::OwnEvents),
    (Role::Partner, Rows::OwnEvents),
];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/visits", "Visits at venues, newest first").who(VISIT_READERS).to(list),
        post("/api/v1/visits", "Enter by hand that somebody came or left")
            .who(ENTRY_WRITERS)
            .to(enter)
            .refuses(&[
                "already_checked_in",
                "not_checked_in",
                "in_the_future",
                "not_on_roster",
                "not_registered",
                "not_paid",
                "too_early",
                "too_late",
                "cancelled",
                "full",
                "busy",
                "own_report",
                "no_author",
                "not_found",
            ]),
    ]
}

#[derive(Deserialize, IntoParams)]
struct VisitQuery {
    venue_id: Option<String>,
    person_id: Option<String>,
    /// Begun then or later: an instant or a local day.
    #[param(value_type = Option<String>)]
    from: Option<TimeParameter>,
    /// Begun before: an instant or a local day.
    #[param(value_type = Option<String>)]
    to: Option<TimeParameter>,
    limit: Option<i64>,
    cursor: Option<String>,
}

/// One stay at a venue; of an entry in a session, what was entered.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Visit)]
#[schema(example = json!({
    "id": "0193f1ea", "venueId": "0193f1e0", "personId": "0193f1c1", "personName": "Layla Al-Farsi",
    "checkInTime": "2026-01-05T15:58:10.120Z", "checkOutTime": null, "status": "in", "source": "qr_scan",
    "estimated": false
}))]
struct VisitBody {
    id: String,
    venue_id: Option<String>,
    /// Of an entry in a session.
    #[serde(skip_serializing_if = "Option::is_none")]
    session_id: Option<String>,
    person_id: String,
    person_name: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    check_in_time: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    check_out_time: Option<Timestamp>,
    #[schema(value_type = String, example = "in")]
    status: &'static str,
    /// `qr_scan`, `admin_manual` or `class`.
    source: VisitSource,
    /// Nobody saw the end.
    estimated: bool,
    /// What is odd about it; left out where nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    finding: Option<CheckInFinding>,
}

impl VisitBody {
    fn of(visit: StoredVisit, person_name: String) -> VisitBody {
        VisitBody {
            id: visit.id,
            venue_id: Some(visit.venue_id),
            session_id: None,
            person_id: visit.person_id,
            person_name,
            check_in_time: Some(visit.in_at),
            check_out_time: visit.out_at,
            status: if visit.out_at.is_none() { "in" } else { "out" },
            source: visit.source,
            estimated: visit.is_estimated,
            finding: visit.finding,
        }
    }
}

impl From<NamedVisit> for VisitBody {
    fn from(one: NamedVisit) -> VisitBody {
        VisitBody::of(one.visit, one.person_name)
    }
}

impl From<Entry> for VisitBody {
    fn from(entry: Entry) -> VisitBody {
        let Entry { id, person, place } = entry;
        match place {
            EntryPlace::Venue(visit) => VisitBody::of(visit, person.name),
            EntryPlace::Session { session_id, direction, at } => VisitBody {
                id,
                venue_id: None,
                session_id: Some(session_id),
                person_id: person.id,
                person_name: person.name,
                check_in_time: (direction == Direction::In).then_some(at),
                check_out_time: (direction == Direction::Out).then_some(at),
                status: direction.as_str(),
                source: VisitSource::AdminManual,
                estimated: false,
                finding: None,
            },
        }
    }
}

async fn list(request: RouteRequest<NoBody, VisitQuery>) -> Result<Page<VisitBody>, Problem> {
    let query = &request.query;
    let limit = pagination::limit(query.limit)?;
    let after: Option<(Timestamp, String)> = pagination::decode_cursor(query.cursor.as_deref())?;
    let scope = &request.scope;
    let people: Option<Vec<String>> = match (&query.person_id, scope.own_rows()) {
        (Some(person), _) if !scope.covers_person(person) => return Err(Error::OUT_OF_SCOPE.into()),
        (Some(person), _) => Some(vec![person.clone()]),
        (None, Some(own)) => Some(own.persons().cloned().collect()),
        (None, None) => None,
    };
    let mut read = request.read().await?;
    let zone = organization_zone(&mut read, scope, &[query.from, query.to]).await?;
    let filter = VisitFilter {
        venue: query.venue_id.as_deref(),
        people,
        span: Some(time_range(query.from, query.to, zone)?),
        open: false,
    };
    let rows = read.list_visits(scope.organization(), &filter, after.as_ref(), limit + 1).await?;
    Ok(Page::from_rows(rows, limit, |one| (one.visit.in_at, one.visit.id.clone()), VisitBody::from))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewVisit)]
#[schema(example = json!({"venueId": "0193f1e0", "personId": "0193f1c1", "direction": "in", "nonce": "desk-1-42"}))]
struct NewVisitBody {
    /// Where: a venue, or a session.
    venue_id: Option<String>,
    session_id: Option<String>,
    person_id: String,
    direction: Direction,
    /// Now where it is left out.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    #[schema(value_type = Option<String>)]
    reason: Option<ReasonText>,
    /// Chosen by the device: the same one is the same entry.
    nonce: String,
}

async fn enter(request: RouteRequest<NewVisitBody>) -> Result<Created<VisitBody>, Problem> {
    let body = &request.body;
    if !(1..=200).contains(&body.nonce.chars().count()) {
        let detail = "nonce: a nonce has 1 to 200 characters.";
        return Err(Problem::invalid("invalid_body", detail).at_field("nonce"));
    }
    let caller = &request.caller;
    let entry = DeskEntry {
        person_id: body.person_id.clone(),
        direction: body.direction,
        at: body.at,
        reason: body.reason.clone(),
        nonce: body.nonce.clone(),
        events: caller.scope(HAND_ADMITTERS),
        is_admin: caller.is_superadmin() || caller.scope(&[(Role::Admin, Rows::Organization)]).is_some(),
    };
    let actor = request.actor();
    let mut write = request.write().await?;
    let entered = match (&body.venue_id, &body.session_id) {
        (Some(_), None) if request.scope.own_rows().is_some() => {
            return Err(Problem::forbidden("Entries at a venue are made at its reception."));
        }
        (Some(venue), None) => by_hand::at_venue(&mut write, &actor, venue, &entry).await?,
        (None, Some(session)) => {
            by_hand::in_session(&mut write, &actor, &request.scope, session, &entry).await?
        }
        _ => {
            let detail = "venueId: name a venue (venueId) or a session (sessionId), one of the two.";
            return Err(Problem::invalid("invalid_body", detail).at_field("venueId"));
        }
    };
    request.commit(write, Created(entered.into())).await
}
