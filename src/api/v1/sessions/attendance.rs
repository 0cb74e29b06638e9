//! Who is in a session and who was, as of now or of any moment.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::api::v1::shared::{PersonName, SeenIdentityBody};
use crate::api::{NoBody, Problem, Route, RouteRequest, get};
use crate::app::evaluate::blocking_pool;
use crate::app::session::attendance::attendance;
use crate::domain::session::Status;
use crate::domain::time::Timestamp;
use crate::domain::verdict::report::Report;
use crate::http::roles::SESSION_READERS;
use crate::http::time_parameter::{TimeParameter, organization_zone};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/sessions/{id}/attendance", "Who is there and who was, as of now or of any moment")
            .who(SESSION_READERS)
            .to(show),
    ]
}

#[derive(Deserialize, IntoParams)]
struct AttendanceParameters {
    /// An instant, or a day for its local midnight: what was received later is hidden. Left out, the session is shown as
    /// it was last evaluated, which was a moment ago.
    #[param(value_type = Option<String>)]
    as_of: Option<TimeParameter>,
}

/// A session as it was last evaluated, or as it is judged at one moment. Students and parents see their own reports alone.
#[derive(Serialize, ToSchema)]
#[schema(as = Attendance)]
#[serde(rename_all = "camelCase")]
struct AttendanceBody {
    session_id: String,
    status: Status,
    settled: bool,
    needs_review: bool,
    #[schema(value_type = String, format = DateTime)]
    as_of: Timestamp,
    #[schema(value_type = Vec<Report>)]
    reports: Vec<Value>,
    /// People of ours who were there and are not on the roster.
    guests: Vec<String>,
    /// Identities that belong to nobody yet.
    unmatched: Vec<SeenIdentityBody>,
    /// Names of the people above.
    people: Vec<PersonName>,
}

async fn show(request: RouteRequest<NoBody, AttendanceParameters>) -> Result<AttendanceBody, Problem> {
    // `as_of` needs an evaluation of its own, so the request waits for a slot of the CPU pool.
    let _slot = match request.query.as_of {
        Some(_) => blocking_pool::slow_request_slot().await,
        None => None,
    };
    let mut read = request.read().await?;
    let as_of = match request.query.as_of {
        None => None,
        Some(when) => {
            Some(when.to_timestamp(organization_zone(&mut read, &request.scope, &[Some(when)]).await?))
        }
    };
    let found = attendance(&request.app, &mut read, &request.scope, request.id(), as_of).await?;
    let reported = found.reports.iter().map(|(person, _)| person);
    let ids: BTreeSet<&str> = reported.clone().chain(&found.guests).map(String::as_str).collect();
    let names = read.people_names(request.scope.organization(), &ids).await?;
    Ok(AttendanceBody {
        people: PersonName::all(reported.chain(&found.guests), &names),
        session_id: found.session_id,
        status: found.status,
        settled: found.settled,
        needs_review: found.needs_review,
        as_of: found.as_of,
        reports: found.reports.into_iter().map(|(_, report)| report).collect(),
        guests: found.guests.into_iter().collect(),
        unmatched: found
            .unmatched
            .iter()
            .map(|(one, name)| SeenIdentityBody::of(one, name.clone()))
            .collect(),
    })
}
