//! Reads a space from Google Meet: its conference records, their participants, and the sessions of the
//! participants.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::MeetOperationError;
use crate::app::meet::schedule::overlaps;
use crate::clock::Clock;
use crate::domain::time::{DAY, Span, Timestamp};
use crate::sources::meet::resource::{
    ConferenceRecordResource, ParticipantResource, ParticipantSession, ParticipantUser,
};
use crate::sources::meet::{MeetClient, MeetError, Organizer};
use crate::store::meet::records::{MeetRecord, MeetRecordState, ParticipantSnapshot};

/// One reading of a space.
#[derive(Clone, Debug)]
pub struct SpaceReading {
    /// When the reading began; what it shows held then or later.
    pub asked_at: Timestamp,
    /// The time span asked for; empty when only live records were asked for.
    pub asked_for: Span,
    pub records: Vec<SeenRecord>,
    /// Known records that Google has deleted and the reading cannot show.
    pub deleted: Vec<String>,
}

/// A record, with its participants where they were asked for.
#[derive(Clone, Debug)]
pub struct SeenRecord {
    pub name: String,
    pub start: Timestamp,
    pub end: Option<Timestamp>,
    resource: ConferenceRecordResource,
    /// `None`: not asked.
    pub people: Option<Vec<SeenPerson>>,
}

/// A participant, with its sessions where they were asked for.
#[derive(Clone, Debug)]
pub struct SeenPerson {
    pub name: String,
    resource: ParticipantResource,
    sessions: Option<Vec<ParticipantSession>>,
}

impl SeenRecord {
    /// # Errors
    /// For a record whose name or times cannot be read: without it, it would seem that nobody was there.
    pub fn of(resource: ConferenceRecordResource) -> Result<SeenRecord, MeetError> {
        let unreadable = || MeetError::Unavailable("a record without a name or a readable time".to_owned());
        let read = |text: &str| Timestamp::parse(text).ok_or_else(unreadable);
        let start = read(resource.start_time.as_deref().ok_or_else(unreadable)?)?;
        let end = resource.end_time.as_deref().filter(|text| !text.is_empty()).map(read).transpose()?;
        Ok(SeenRecord {
            name: resource.name.clone().ok_or_else(unreadable)?,
            start,
            end,
            resource,
            people: None,
        })
    }

    pub fn space(&self) -> Option<&str> {
        self.resource.space.as_deref()
    }

    fn overlaps(&self, window: Span) -> bool {
        overlaps(self.start, self.end, window)
    }

    /// The record as it is written in a poll of evidence.
    pub fn json(&self) -> Value {
        let mut object = Map::new();
        object.insert("name".into(), json!(self.name));
        put(&mut object, "startTime", self.resource.start_time.as_ref());
        put(&mut object, "endTime", self.resource.end_time.as_ref());
        if let Some(people) = &self.people {
            object.insert("participants".into(), people.iter().map(SeenPerson::json).collect());
        }
        object.into()
    }
}

impl SeenPerson {
    fn json(&self) -> Value {
        let ParticipantResource {
            name,
            earliest_start_time,
            latest_end_time,
            signedin_user,
            anonymous_user,
            phone_user,
        } = &self.resource;
        let mut object = Map::new();
        put(&mut object, "name", name.as_ref());
        put(&mut object, "earliestStartTime", earliest_start_time.as_ref());
        put(&mut object, "latestEndTime", latest_end_time.as_ref());
        for (key, user) in
            [("signedinUser", signedin_user), ("anonymousUser", anonymous_user), ("phoneUser", phone_user)]
        {
            if let Some(ParticipantUser { user, display_name }) = user {
                let mut shown = Map::new();
                put(&mut shown, "user", user.as_ref());
                put(&mut shown, "displayName", display_name.as_ref());
                object.insert(key.into(), shown.into());
            }
        }
        if let Some(sessions) = &self.sessions {
            let sessions = sessions.iter().map(|session| {
                let mut object = Map::new();
                put(&mut object, "name", session.name.as_ref());
                put(&mut object, "startTime", session.start_time.as_ref());
                put(&mut object, "endTime", session.end_time.as_ref());
                Value::from(object)
            });
            object.insert("participantSessions".into(), sessions.collect());
        }
        object.into()
    }

    /// What the next reading is compared with, if the sessions were read now.
    pub fn as_stored(&self, read_at: Timestamp) -> Option<ParticipantSnapshot> {
        self.sessions.as_ref()?;
        Some(ParticipantSnapshot {
            earliest: self.resource.earliest_start_time.clone(),
            latest: self.resource.latest_end_time.clone(),
            read_at,
        })
    }

    pub fn has_sessions(&self) -> bool {
        self.sessions.is_some()
    }

    /// The identity: the signed-in account, else the name of the participant resource.
    pub fn identity(&self) -> &str {
        self.resource.signedin_user.as_ref().and_then(|user| user.user.as_deref()).unwrap_or(&self.name)
    }
}

fn put(object: &mut Map<String, Value>, key: &str, text: Option<&String>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        object.insert(key.to_owned(), json!(text));
    }
}

/// An organiser's records of all spaces, from one list.
#[derive(Debug, Default)]
pub struct RecordListing {
    /// Records that began earlier may be missing. `None`: only live ones were asked for.
    pub since: Option<Timestamp>,
    by_space: BTreeMap<String, BTreeMap<String, SeenRecord>>,
}

impl RecordListing {
    /// The live ones of the organiser.
    pub async fn live(client: &MeetClient, organizer: &Organizer) -> Result<RecordListing, MeetError> {
        let mut listing = RecordListing::default();
        listing.add(client.records(organizer, "end_time IS NULL").await?)?;
        Ok(listing)
    }

    /// Adds all that began since; a later entry replaces an earlier one.
    pub async fn extend(
        &mut self,
        client: &MeetClient,
        organizer: &Organizer,
        since: Timestamp,
    ) -> Result<(), MeetError> {
        self.add(client.records(organizer, &format!("start_time>=\"{since}\"")).await?)?;
        self.since = Some(since);
        Ok(())
    }

    fn add(&mut self, records: Vec<ConferenceRecordResource>) -> Result<(), MeetError> {
        for record in records {
            let record = SeenRecord::of(record)?;
            if let Some(space) = record.space() {
                self.by_space.entry(space.to_owned()).or_default().insert(record.name.clone(), record);
            }
        }
        Ok(())
    }

    pub fn of(&self, space: &str) -> impl Iterator<Item = &SeenRecord> {
        self.by_space.get(space).into_iter().flat_map(BTreeMap::values)
    }

    /// Whether the listing contains every record that can overlap `window`; assumes that no call lasts longer
    /// than a day.
    fn covers(&self, window: Span) -> bool {
        self.since.is_some_and(|since| since <= window.from.plus(-DAY))
    }
}

/// Reads one space for one organiser.
pub struct SpaceReader<'a> {
    pub client: &'a MeetClient,
    pub organizer: &'a Organizer,
    pub clock: &'a dyn Clock,
    pub space: &'a str,
    /// What is known of the space's records.
    pub known: &'a [MeetRecord],
}

impl SpaceReader<'_> {
    /// Reads the live calls: all participants, but the sessions only of those who changed, and of those whose
    /// presence was last proven longer than `proof` milliseconds ago.
    pub async fn read_live(
        &self,
        listing: &RecordListing,
        window: Span,
        proof: i64,
    ) -> Result<SpaceReading, MeetOperationError> {
        let asked_at = self.clock.now();
        let mut records = Vec::new();
        for record in listing.of(self.space).filter(|record| record.overlaps(window)) {
            let mut record = record.clone();
            if record.end.is_none() {
                record.people = Some(self.read_changed_participants(&record.name, asked_at, proof).await?);
            }
            records.push(record);
        }
        Ok(SpaceReading { asked_at, asked_for: Span::new(asked_at, asked_at), records, deleted: Vec::new() })
    }

    async fn read_changed_participants(
        &self,
        record: &str,
        now: Timestamp,
        proof: i64,
    ) -> Result<Vec<SeenPerson>, MeetError> {
        let known = self.known.iter().find(|one| one.name == record);
        let mut people = Vec::new();
        for resource in self.client.participants(self.organizer, record).await? {
            let Some(name) = resource.name.clone() else { continue };
            let before = known.and_then(|known| known.participants.get(&name));
            let is_same = before.is_some_and(|before| {
                before.earliest == resource.earliest_start_time && before.latest == resource.latest_end_time
            });
            let is_in = resource.latest_end_time.is_none();
            let is_proven =
                !is_in || before.is_some_and(|before| proof == 0 || now.since(before.read_at) < proof);
            let sessions = match is_same && is_proven {
                true => None,
                false => Some(self.client.sessions(self.organizer, &name).await?),
            };
            people.push(SeenPerson { name, resource, sessions });
        }
        Ok(people)
    }

    /// Everything of every record that overlaps `window`.
    pub async fn read_full(
        &self,
        listing: Option<&RecordListing>,
        window: Span,
    ) -> Result<SpaceReading, MeetOperationError> {
        let asked_at = self.clock.now();
        let mut records: BTreeMap<String, SeenRecord> = match listing.filter(|listing| listing.covers(window))
        {
            Some(listing) => listing.of(self.space).map(|one| (one.name.clone(), one.clone())).collect(),
            None => self.list_records(window).await?,
        };
        let mut deleted = Vec::new();
        let expected = self
            .known
            .iter()
            .filter(|known| known.state != MeetRecordState::Gone && overlaps(known.start, known.end, window));
        for known in expected {
            if records.contains_key(&known.name) {
                continue;
            }
            match self.client.record(self.organizer, &known.name).await {
                Ok(record) => {
                    let record = SeenRecord::of(record)?;
                    records.insert(record.name.clone(), record);
                }
                Err(MeetError::NotFound) => deleted.push(known.name.clone()),
                Err(error) => return Err(error.into()),
            }
        }
        let mut seen = Vec::new();
        for mut record in records.into_values().filter(|record| record.overlaps(window)) {
            let mut people = Vec::new();
            for resource in self.client.participants(self.organizer, &record.name).await? {
                let Some(name) = resource.name.clone() else { continue };
                let sessions = Some(self.client.sessions(self.organizer, &name).await?);
                people.push(SeenPerson { name, resource, sessions });
            }
            record.people = Some(people);
            seen.push(record);
        }
        Ok(SpaceReading { asked_at, asked_for: window, records: seen, deleted })
    }

    /// The space's records that may overlap `window`.
    async fn list_records(&self, window: Span) -> Result<BTreeMap<String, SeenRecord>, MeetError> {
        let filter = format!("space.name=\"{}\" AND start_time>=\"{}\"", self.space, window.from.plus(-DAY));
        let records = self.client.records(self.organizer, &filter).await?;
        let records = records.into_iter().map(SeenRecord::of);
        records.map(|record| record.map(|record| (record.name.clone(), record))).collect()
    }
}
