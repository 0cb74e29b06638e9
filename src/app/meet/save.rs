//! Saves what was read of a space: one poll as evidence and the state of its records, in one transaction.

use serde_json::{Value, json};

use crate::app::App;
use crate::app::meet::reader::{SeenPerson, SeenRecord, SpaceReading};
use crate::app::meet::schedule::{AGREEMENT_INTERVAL, AGREEMENT_TIMEOUT, PolledSession};
use crate::domain::evidence::Evidence;
use crate::domain::json::canonical::{canonical_json, sha256_hex};
use crate::domain::time::Timestamp;
use crate::sources::meet::MeetError;
use crate::store::StoreError;
use crate::store::evidence::NewEvidence;
use crate::store::meet::connections::GoogleConnection;
use crate::store::meet::records::{MeetFullPoll, MeetRecord, MeetRecordState};

/// The space that was read.
#[derive(Clone, Copy, Debug)]
pub struct SpaceContext<'a> {
    pub organization: &'a str,
    pub space: &'a str,
    /// What was stored of the space's records before the reading.
    pub known: &'a [MeetRecord],
}

/// Saves a reading of the live calls; gives the number of new rows of evidence. One in which no participant's
/// sessions were read and no record is new or changed is not saved.
pub async fn save_live_reading(
    app: &App,
    context: SpaceContext<'_>,
    reading: &SpaceReading,
) -> Result<u64, StoreError> {
    let asked_somebody = reading
        .records
        .iter()
        .flat_map(|record| record.people.iter().flatten())
        .any(SeenPerson::has_sessions);
    let told_something = reading.records.iter().any(|record| {
        let known = context.known.iter().find(|known| known.name == record.name);
        known.is_none_or(|known| known.start != record.start || known.end != record.end)
    });
    if !asked_somebody && !told_something {
        return Ok(0);
    }
    let mut write = app.store.write().await?;
    for record in &reading.records {
        write.put_meet_record(&updated_record(context, record, reading.asked_at, None)).await?;
    }
    let added = write.insert_evidence(&[poll_evidence(context, reading)]).await?;
    write.commit().await?;
    Ok(added)
}

/// Saves a full reading of the records of these sessions; gives the number of new rows of evidence.
pub async fn save_full_reading(
    app: &App,
    context: SpaceContext<'_>,
    reading: &SpaceReading,
    sessions: &[&PolledSession],
) -> Result<u64, StoreError> {
    let body: Vec<Value> = reading.records.iter().map(SeenRecord::json).collect();
    let is_empty = body.is_empty();
    let digest = sha256_hex(&canonical_json(&Value::from(body)));
    let now = reading.asked_at;
    // If Google has deleted a known record this reading is incomplete, so it is not saved as evidence: it
    // would replace an earlier complete poll.
    let is_whole = reading.deleted.is_empty();
    let is_needed = is_whole && sessions.iter().any(|one| one.needs_evidence(&digest, is_empty, now));

    let mut write = app.store.write().await?;
    for record in &reading.records {
        write
            .put_meet_record(&updated_record(context, record, now, Some(canonical_json(&record.json()))))
            .await?;
    }
    for known in context.known.iter().filter(|known| reading.deleted.contains(&known.name)) {
        write.put_meet_record(&MeetRecord { state: MeetRecordState::Gone, ..known.clone() }).await?;
    }
    for one in sessions {
        let kept_before = one.full_poll.as_ref().and_then(|full_poll| full_poll.stored_at);
        let full_poll = MeetFullPoll {
            organization_id: context.organization.to_owned(),
            session_id: one.session_id.clone(),
            attempted_at: now,
            succeeded_at: Some(now),
            stored_at: if is_needed { Some(now) } else { kept_before },
            digest: Some(digest.clone()),
        };
        write.put_meet_full_poll(&full_poll).await?;
    }
    let added = if is_needed { write.insert_evidence(&[poll_evidence(context, reading)]).await? } else { 0 };
    write.commit().await?;
    Ok(added)
}

/// Saves that a full reading was tried and failed.
pub async fn save_failed_reading(
    app: &App,
    organization: &str,
    sessions: &[&PolledSession],
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut write = app.store.write().await?;
    for one in sessions {
        let before = one.full_poll.clone().unwrap_or_else(|| MeetFullPoll {
            organization_id: organization.to_owned(),
            session_id: one.session_id.clone(),
            attempted_at: now,
            succeeded_at: None,
            stored_at: None,
            digest: None,
        });
        write.put_meet_full_poll(&MeetFullPoll { attempted_at: now, ..before }).await?;
    }
    write.commit().await
}

/// Saves an error that Google answered an organiser with; if the consent has ended the organiser is not asked
/// again until reconnected.
pub async fn save_refusal(
    app: &App,
    connection: &GoogleConnection,
    error: &MeetError,
) -> Result<(), StoreError> {
    let reconnect = match error {
        MeetError::NeedsReconnect { reason } => Some(reason.as_str()),
        _ => None,
    };
    let mut write = app.store.write().await?;
    write.save_google_failure(connection, &error.to_string(), reconnect, app.now()).await?;
    write.commit().await
}

/// The state of a record after a reading; `whole` is its text when everything of it was read.
fn updated_record(
    context: SpaceContext,
    record: &SeenRecord,
    now: Timestamp,
    whole: Option<String>,
) -> MeetRecord {
    let known = context.known.iter().find(|known| known.name == record.name);
    let end_seen_at = record.end.and(known.and_then(|known| known.end_seen_at).or(Some(now)));
    let digest = whole.map(|text| sha256_hex(&text));
    let agreed_since = match &digest {
        None => known.and_then(|known| known.agreed_since),
        Some(digest) => known
            .filter(|known| known.digest.as_ref() == Some(digest))
            .and_then(|known| known.agreed_since)
            .or(Some(now)),
    };
    let timed_out = end_seen_at.is_some_and(|seen_at| now.since(seen_at) >= AGREEMENT_TIMEOUT);
    let state = match (record.end, &digest) {
        (None, _) => MeetRecordState::Live,
        (Some(_), None) => known.map_or(MeetRecordState::Ended, |known| match known.state {
            MeetRecordState::Settling | MeetRecordState::Final => known.state,
            _ => MeetRecordState::Ended,
        }),
        (Some(_), Some(_))
            if timed_out || agreed_since.is_some_and(|since| now.since(since) >= AGREEMENT_INTERVAL) =>
        {
            MeetRecordState::Final
        }
        (Some(_), Some(_)) => MeetRecordState::Settling,
    };
    let mut people = known.map(|known| known.participants.clone()).unwrap_or_default();
    for person in record.people.iter().flatten() {
        people.extend(person.as_stored(now).map(|seen| (person.name.clone(), seen)));
    }
    MeetRecord {
        organization_id: context.organization.to_owned(),
        name: record.name.clone(),
        space: context.space.to_owned(),
        start: record.start,
        end: record.end,
        end_seen_at,
        state,
        agreed_since,
        digest: digest.or_else(|| known.and_then(|known| known.digest.clone())),
        participants: people,
    }
}

/// The reading as one poll of evidence.
fn poll_evidence(context: SpaceContext, reading: &SpaceReading) -> NewEvidence {
    let item = json!({
        "source": "meet",
        "receivedAt": reading.asked_at,
        "poll": {
            "space": context.space,
            "askedFrom": reading.asked_for.from,
            "askedTo": reading.asked_for.to,
            "records": reading.records.iter().map(SeenRecord::json).collect::<Vec<_>>(),
        },
    });
    let evidence = Evidence::parse(&item).expect("a poll we wrote ourselves is one");
    NewEvidence::from_evidence(context.organization, "poll", &evidence, canonical_json(&item))
}
