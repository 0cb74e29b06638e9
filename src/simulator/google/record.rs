//! Conference records, participants and participant sessions: what may be seen, filtered, in pages.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::simulator::google::caller::{AuthorizedCaller, QueryParameters, SCOPE_CREATED, SCOPE_READONLY};
use crate::simulator::google::error_response::GoogleErrorResponse;
use crate::simulator::google::filter::{self, Condition};
use crate::simulator::google::page::{self, page};
use crate::simulator::google::state::GoogleState;
use crate::simulator::google::view::{self, VisibleCall};

fn conditions(
    query: &QueryParameters,
    texts: &[&str],
    times: &[&str],
) -> Result<Vec<Condition>, GoogleErrorResponse> {
    filter::parse(query.get("filter").unwrap_or_default(), texts, times)
        .map_err(|problem| GoogleErrorResponse::bad_argument(format!("Invalid filter: {problem}")))
}

/// The page of a list that the query asks for.
fn list_page(
    state: &GoogleState,
    kind: &page::ListKind,
    items: Vec<Value>,
    parent: &str,
    query: &QueryParameters,
) -> Result<Value, GoogleErrorResponse> {
    let fixed = format!("{parent}?{}", query.get("filter").unwrap_or_default());
    page(kind, items, &fixed, query.get("pageSize"), query.get("pageToken"), &state.knobs)
}

/// The records of the caller's own calls, newest first.
pub fn list_records(
    state: &GoogleState,
    caller: &AuthorizedCaller,
    query: &str,
) -> Result<Value, GoogleErrorResponse> {
    caller.require_scope(&[SCOPE_CREATED, SCOPE_READONLY])?;
    let query = QueryParameters::parse(query, &["pageSize", "pageToken", "filter"])?;
    let conditions = conditions(&query, &["space.meeting_code", "space.name"], &["start_time", "end_time"])?;
    let mut records: Vec<(DateTime<Utc>, Value)> = Vec::new();
    for space in state.world.spaces.iter().filter(|space| caller.owns(space) && caller.may_see_space(space)) {
        for call in view::calls(&state.world, space, caller.at, &state.knobs) {
            let record = call.json(caller.at, &state.knobs);
            let fits = conditions.iter().all(|condition| {
                condition.fits(|field| match field {
                    "space.meeting_code" => Some(space.meeting_code.as_str().into()),
                    "space.name" => Some(space.name.as_str().into()),
                    "start_time" => record.get("startTime").cloned(),
                    _ => record.get("endTime").cloned(),
                })
            });
            if fits {
                records.push((call.start, record));
            }
        }
    }
    records.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.1["name"].as_str().cmp(&a.1["name"].as_str())));
    let records = records.into_iter().map(|(_, record)| record).collect();
    list_page(state, &page::RECORDS, records, "conferenceRecords", &query)
}

/// Finds a record the caller may see: as its organiser, or as a participant.
pub fn with_record<T>(
    state: &GoogleState,
    caller: &AuthorizedCaller,
    id: &str,
    then: impl FnOnce(&VisibleCall) -> Result<T, GoogleErrorResponse>,
) -> Result<T, GoogleErrorResponse> {
    caller.require_scope(&[SCOPE_CREATED, SCOPE_READONLY])?;
    let name = format!("conferenceRecords/{id}");
    for space in state.world.spaces.iter().filter(|space| view::may_hold(space, &name)) {
        for call in view::calls(&state.world, space, caller.at, &state.knobs) {
            if call.name != name {
                continue;
            }
            if (caller.owns(space) || call.had_participant(&caller.user)) && caller.may_see_space(space) {
                return then(&call);
            }
            return Err(match state.knobs.foreign_status {
                404 => GoogleErrorResponse::not_found(),
                _ => GoogleErrorResponse::forbidden(),
            });
        }
    }
    Err(GoogleErrorResponse::not_found())
}

/// Everything below `conferenceRecords/{c}/participants`.
pub fn participants(
    state: &GoogleState,
    caller: &AuthorizedCaller,
    call: &VisibleCall,
    rest: &[&str],
    query: &str,
) -> Result<Value, GoogleErrorResponse> {
    let people = call.participants(caller.at, &state.knobs);
    let find = |id: &str| {
        let name = format!("{}/participants/{id}", call.name);
        people.iter().find(|person| person.name == name).ok_or_else(GoogleErrorResponse::not_found)
    };
    match rest {
        [] => {
            let query = QueryParameters::parse(query, &["pageSize", "pageToken", "filter"])?;
            let conditions = conditions(&query, &[], &["earliest_start_time", "latest_end_time"])?;
            let items = people.iter().map(|person| person.json()).filter(|person| {
                conditions.iter().all(|condition| {
                    condition.fits(|field| match field {
                        "earliest_start_time" => person.get("earliestStartTime").cloned(),
                        _ => person.get("latestEndTime").cloned(),
                    })
                })
            });
            list_page(state, &page::PARTICIPANTS, items.collect(), &call.name, &query)
        }
        [id] => {
            QueryParameters::parse(query, &[])?;
            Ok(find(id)?.json())
        }
        [id, "participantSessions"] => {
            let query = QueryParameters::parse(query, &["pageSize", "pageToken", "filter"])?;
            let conditions = conditions(&query, &[], &["start_time", "end_time"])?;
            let person = find(id)?;
            let items = person.sessions().filter(|session| {
                conditions.iter().all(|condition| {
                    condition.fits(|field| match field {
                        "start_time" => session.get("startTime").cloned(),
                        _ => session.get("endTime").cloned(),
                    })
                })
            });
            list_page(state, &page::SESSIONS, items.collect(), &person.name, &query)
        }
        [id, "participantSessions", session] => {
            QueryParameters::parse(query, &[])?;
            let person = find(id)?;
            let name = format!("{}/participantSessions/{session}", person.name);
            person
                .sessions()
                .find(|one| one["name"] == name.as_str())
                .ok_or_else(GoogleErrorResponse::not_found)
        }
        _ => Err(GoogleErrorResponse::new(404, "Method not found.")),
    }
}
