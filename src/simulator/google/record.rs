//! Conference records, participants and participant sessions: what may be seen, filtered, in pages.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::Inner;
use super::filter::{self, Condition};
use super::meet::{Asker, CREATED, Query, READONLY};
use super::page::{self, page};
use super::refusal::Refusal;
use super::view::{self, Call};

fn conditions(query: &Query, texts: &[&str], times: &[&str]) -> Result<Vec<Condition>, Refusal> {
    filter::parse(query.get("filter").unwrap_or_default(), texts, times)
        .map_err(|problem| Refusal::bad_argument(format!("Invalid filter: {problem}")))
}

/// The page of a list that the query asks for.
fn cut(
    inner: &Inner,
    kind: &page::Kind,
    items: Vec<Value>,
    parent: &str,
    query: &Query,
) -> Result<Value, Refusal> {
    let fixed = format!("{parent}?{}", query.get("filter").unwrap_or_default());
    page(kind, items, &fixed, query.get("pageSize"), query.get("pageToken"), &inner.knobs)
}

/// The records of the asker's own calls, newest first.
pub fn list_records(inner: &Inner, asker: &Asker, query: &str) -> Result<Value, Refusal> {
    asker.needs(&[CREATED, READONLY])?;
    let query = Query::read(query, &["pageSize", "pageToken", "filter"])?;
    let conditions = conditions(&query, &["space.meeting_code", "space.name"], &["start_time", "end_time"])?;
    let mut records: Vec<(DateTime<Utc>, Value)> = Vec::new();
    for space in inner.world.spaces.iter().filter(|space| asker.owns(space) && asker.reaches(space)) {
        for call in view::calls(&inner.world, space, asker.at, &inner.knobs) {
            let record = call.json(asker.at, &inner.knobs);
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
    cut(inner, &page::RECORDS, records, "conferenceRecords", &query)
}

/// Finds a record the asker may see: organiser and participants.
pub fn with_record<T>(
    inner: &Inner,
    asker: &Asker,
    id: &str,
    then: impl FnOnce(&Call) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    asker.needs(&[CREATED, READONLY])?;
    let name = format!("conferenceRecords/{id}");
    for space in inner.world.spaces.iter().filter(|space| view::may_hold(space, &name)) {
        for call in view::calls(&inner.world, space, asker.at, &inner.knobs) {
            if call.name != name {
                continue;
            }
            if (asker.owns(space) || call.had(&asker.user)) && asker.reaches(space) {
                return then(&call);
            }
            return Err(match inner.knobs.foreign_status {
                404 => Refusal::not_found(),
                _ => Refusal::forbidden(),
            });
        }
    }
    Err(Refusal::not_found())
}

/// Everything below `conferenceRecords/{c}/participants`.
pub fn participants(
    inner: &Inner,
    asker: &Asker,
    call: &Call,
    rest: &[&str],
    query: &str,
) -> Result<Value, Refusal> {
    let people = call.participants(asker.at, &inner.knobs);
    let find = |id: &str| {
        let name = format!("{}/participants/{id}", call.name);
        people.iter().find(|person| person.name == name).ok_or_else(Refusal::not_found)
    };
    match rest {
        [] => {
            let query = Query::read(query, &["pageSize", "pageToken", "filter"])?;
            let conditions = conditions(&query, &[], &["earliest_start_time", "latest_end_time"])?;
            let items = people.iter().map(|person| person.json()).filter(|person| {
                conditions.iter().all(|condition| {
                    condition.fits(|field| match field {
                        "earliest_start_time" => person.get("earliestStartTime").cloned(),
                        _ => person.get("latestEndTime").cloned(),
                    })
                })
            });
            cut(inner, &page::PARTICIPANTS, items.collect(), &call.name, &query)
        }
        [id] => {
            Query::read(query, &[])?;
            Ok(find(id)?.json())
        }
        [id, "participantSessions"] => {
            let query = Query::read(query, &["pageSize", "pageToken", "filter"])?;
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
            cut(inner, &page::SESSIONS, items.collect(), &person.name, &query)
        }
        [id, "participantSessions", session] => {
            Query::read(query, &[])?;
            let person = find(id)?;
            let name = format!("{}/participantSessions/{session}", person.name);
            person.sessions().find(|one| one["name"] == name.as_str()).ok_or_else(Refusal::not_found)
        }
        _ => Err(Refusal::new(404, "Method not found.")),
    }
}
