//! Computes from the script what Meet's API shows at a moment: calls as conference records, people as participants,
//! stays as participant sessions, with the configured delays and false ends.
//!
//! A call lasts from the first join until everybody has left; the next join opens another record of the space.
//! Absent things are left out of the JSON, never null or empty.

use chrono::{DateTime, SecondsFormat, TimeDelta, Timelike, Utc};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::simulator::google::fault::Knobs;
use crate::simulator::google::world::{FalseEnd, ScriptedSpace, ScriptedStay, StayIdentity, World};

/// How long after the end of a call its record, and all below it, is deleted.
const RECORD_RETENTION_DAYS: i64 = 30;

/// One call as the script has it, up to a moment.
pub struct VisibleCall<'a> {
    pub name: String,
    pub space: &'a ScriptedSpace,
    pub start: DateTime<Utc>,
    /// Absent while somebody is in.
    pub end: Option<DateTime<Utc>>,
    stays: Vec<&'a ScriptedStay>,
}

/// A participant of a call with the sessions that are shown of it.
pub struct VisibleParticipant<'a> {
    pub name: String,
    pub who: &'a StayIdentity,
    sessions: Vec<VisibleSession>,
}

/// A participant session as it is shown.
pub struct VisibleSession {
    name: String,
    start: DateTime<Utc>,
    end: Option<DateTime<Utc>>,
}

/// The calls of a space that are listed at `at`, newest first.
pub fn calls<'a>(
    world: &'a World,
    space: &'a ScriptedSpace,
    at: DateTime<Utc>,
    knobs: &Knobs,
) -> Vec<VisibleCall<'a>> {
    let mut stays: Vec<&ScriptedStay> =
        world.stays.iter().filter(|stay| stay.space == space.name && stay.from <= at).collect();
    stays.sort_by_key(|stay| (stay.from, &stay.id));
    let mut calls: Vec<VisibleCall> = Vec::new();
    for stay in stays {
        let end = stay.to.filter(|to| *to <= at);
        match calls.last_mut().filter(|call| call.end.is_none_or(|until| stay.from <= until)) {
            Some(call) => {
                call.end = call.end.and_then(|until| Some(until.max(end?)));
                call.stays.push(stay);
            }
            None => calls.push(VisibleCall {
                name: format!("{}{}", record_prefix(space), opaque_id(&[&space.name, &stay.id])),
                space,
                start: stay.from,
                end,
                stays: vec![stay],
            }),
        }
    }
    calls.retain(|call| {
        at >= call.start + TimeDelta::seconds(knobs.record_delay_seconds)
            && call.expires().is_none_or(|moment| at < moment)
    });
    calls.reverse();
    calls
}

/// A resource id that reveals nothing.
fn opaque_id(parts: &[&str]) -> String {
    let hash = Sha256::digest(parts.join("\n").as_bytes());
    hex::encode(&hash[..12])
}

/// How the names of a space's records begin, so that a record's space is found without computing the calls of every
/// space.
fn record_prefix(space: &ScriptedSpace) -> String {
    // FNV-1a, because it is cheap: it is computed for every space at every request.
    let hash = space
        .name
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("conferenceRecords/{hash:08x}")
}

/// Whether a record of this name can be one of the space's.
pub fn may_hold(space: &ScriptedSpace, record: &str) -> bool {
    record.starts_with(&record_prefix(space))
}

/// RFC 3339 with 0, 3, 6 or 9 fractional digits, as many as are needed: how Google writes instants.
pub fn instant(moment: DateTime<Utc>) -> String {
    let nanos = moment.nanosecond();
    let format = match nanos {
        0 => SecondsFormat::Secs,
        _ if nanos.is_multiple_of(1_000_000) => SecondsFormat::Millis,
        _ if nanos.is_multiple_of(1_000) => SecondsFormat::Micros,
        _ => SecondsFormat::Nanos,
    };
    moment.to_rfc3339_opts(format, true)
}

/// Inserts an instant unless it is absent.
fn insert_time(object: &mut Map<String, Value>, key: &str, moment: Option<DateTime<Utc>>) {
    if let Some(moment) = moment {
        object.insert(key.into(), instant(moment).into());
    }
}

impl VisibleCall<'_> {
    fn expires(&self) -> Option<DateTime<Utc>> {
        Some(self.end? + TimeDelta::days(RECORD_RETENTION_DAYS))
    }

    /// The end that is shown at `at`.
    pub fn shown_end(&self, at: DateTime<Utc>, knobs: &Knobs) -> Option<DateTime<Utc>> {
        let delay = self.space.end_delay_seconds.unwrap_or(knobs.record_end_delay_seconds);
        FalseEnd::shown_at(&self.space.false_ends, at)
            .filter(|end| *end >= self.start)
            .or_else(|| self.end.filter(|end| at >= *end + TimeDelta::seconds(delay)))
    }

    pub fn json(&self, at: DateTime<Utc>, knobs: &Knobs) -> Value {
        let mut object = Map::new();
        object.insert("name".into(), self.name.as_str().into());
        object.insert("space".into(), self.space.name.as_str().into());
        insert_time(&mut object, "startTime", Some(self.start));
        let end = self.shown_end(at, knobs);
        insert_time(&mut object, "endTime", end);
        insert_time(&mut object, "expireTime", end.map(|end| end + TimeDelta::days(RECORD_RETENTION_DAYS)));
        object.into()
    }

    /// Whether an account was in the call.
    pub fn had_participant(&self, account: &str) -> bool {
        self.stays.iter().any(|stay| matches!(&stay.who, StayIdentity::User { user, .. } if user == account))
    }

    /// The participants with at least one session shown at `at`, the latest to come first.
    pub fn participants(&self, at: DateTime<Utc>, knobs: &Knobs) -> Vec<VisibleParticipant<'_>> {
        let mut people: Vec<VisibleParticipant> = Vec::new();
        for stay in &self.stays {
            let delay = |own: Option<i64>, general| TimeDelta::seconds(own.unwrap_or(general));
            if at < stay.from + delay(stay.delay_seconds, knobs.session_delay_seconds) {
                continue;
            }
            let told =
                |to: &DateTime<Utc>| at >= *to + delay(stay.end_delay_seconds, knobs.end_delay_seconds);
            let end = FalseEnd::shown_at(&stay.false_ends, at).or_else(|| stay.to.filter(told));
            let key = match &stay.who {
                StayIdentity::User { user, .. } => user,
                StayIdentity::Anonymous { .. } | StayIdentity::Phone { .. } => &stay.id,
            };
            let name = format!("{}/participants/{}", self.name, opaque_id(&[&self.name, key]));
            let session = VisibleSession {
                name: format!("{name}/participantSessions/{}", opaque_id(&[&self.name, &stay.id])),
                start: stay.from,
                end,
            };
            match people.iter_mut().find(|one| one.name == name) {
                Some(person) => person.sessions.push(session),
                None => people.push(VisibleParticipant { name, who: &stay.who, sessions: vec![session] }),
            }
        }
        for person in &mut people {
            person.sessions.sort_by(|a, b| (b.start, &b.name).cmp(&(a.start, &a.name)));
        }
        people.sort_by(|a, b| (b.earliest(), &b.name).cmp(&(a.earliest(), &a.name)));
        people
    }
}

impl VisibleParticipant<'_> {
    fn earliest(&self) -> Option<DateTime<Utc>> {
        self.sessions.iter().map(|session| session.start).min()
    }

    /// Absent while any session is open: a rejoin takes the last leave back.
    fn latest_end(&self) -> Option<DateTime<Utc>> {
        self.sessions.iter().map(|session| session.end).collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    pub fn json(&self) -> Value {
        let mut object = Map::new();
        object.insert("name".into(), self.name.as_str().into());
        insert_time(&mut object, "earliestStartTime", self.earliest());
        insert_time(&mut object, "latestEndTime", self.latest_end());
        let (key, value) = match self.who {
            StayIdentity::User { user, name } => ("signedinUser", json!({"user": user, "displayName": name})),
            StayIdentity::Anonymous { name } => ("anonymousUser", json!({"displayName": name})),
            StayIdentity::Phone { name } => ("phoneUser", json!({"displayName": name})),
        };
        object.insert(key.into(), value);
        object.into()
    }

    pub fn sessions(&self) -> impl Iterator<Item = Value> {
        self.sessions.iter().map(|session| {
            let mut object = Map::new();
            object.insert("name".into(), session.name.as_str().into());
            insert_time(&mut object, "startTime", Some(session.start));
            insert_time(&mut object, "endTime", session.end);
            object.into()
        })
    }
}

/// A space. Its settings are for the owner, its running call for owner and participants.
pub fn space_json(space: &ScriptedSpace, running: Option<&VisibleCall>, is_owner: bool) -> Value {
    let mut object = Map::new();
    object.insert("name".into(), space.name.as_str().into());
    object.insert("meetingCode".into(), space.meeting_code.as_str().into());
    object.insert("meetingUri".into(), format!("https://meet.google.com/{}", space.meeting_code).into());
    if is_owner {
        let mut config = json!({"accessType": "TRUSTED", "entryPointAccess": "ALL"});
        if let (Some(all), Some(own)) = (config.as_object_mut(), space.config.as_object()) {
            all.extend(own.clone());
        }
        object.insert("config".into(), config);
    }
    if let Some(call) = running {
        object.insert("activeConference".into(), json!({"conferenceRecord": call.name}));
    }
    object.into()
}
