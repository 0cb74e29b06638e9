//! A look becomes evidence, and is remembered in the same transaction.

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

/// Whose look it was.
#[derive(Clone, Copy, Debug)]
pub struct SpaceContext<'a> {
    pub organization: &'a str,
    pub space: &'a str,
    /// What was known of the space's records before.
    pub known: &'a [MeetRecord],
}

/// Keeps a look at the live calls; says how many rows of evidence were new. One that asked nobody's sessions and
/// tells nothing new of a record says nothing and is not kept.
pub async fn save_live_reading(
    app: &App,
    place: SpaceContext<'_>,
    look: &SpaceReading,
) -> Result<u64, StoreError> {
    let asked_somebody =
        look.records.iter().flat_map(|record| record.people.iter().flatten()).any(SeenPerson::has_sessions);
    let told_something = look.records.iter().any(|record| {
        let known = place.known.iter().find(|known| known.name == record.name);
        known.is_none_or(|known| known.start != record.start || known.end != record.end)
    });
    if !asked_somebody && !told_something {
        return Ok(0);
    }
    let mut write = app.store.write().await?;
    for record in &look.records {
        write.put_meet_record(&updated_record(place, record, look.asked_at, None)).await?;
    }
    let added = write.insert_evidence(&[poll_evidence(place, look)]).await?;
    write.commit().await?;
    Ok(added)
}

/// Keeps a full look at the records of these sessions; says how many rows of evidence were new.
pub async fn save_full_reading(
    app: &App,
    place: SpaceContext<'_>,
    look: &SpaceReading,
    sessions: &[&PolledSession],
) -> Result<u64, StoreError> {
    let body: Vec<Value> = look.records.iter().map(SeenRecord::json).collect();
    let is_empty = body.is_empty();
    let digest = sha256_hex(&canonical_json(&Value::from(body)));
    let now = look.asked_at;
    // Google has deleted a record that we know: a look that cannot show it must not stand as the last word.
    let is_whole = look.deleted.is_empty();
    let is_needed = is_whole && sessions.iter().any(|one| one.needs_evidence(&digest, is_empty, now));

    let mut write = app.store.write().await?;
    for record in &look.records {
        write
            .put_meet_record(&updated_record(place, record, now, Some(canonical_json(&record.json()))))
            .await?;
    }
    for known in place.known.iter().filter(|known| look.deleted.contains(&known.name)) {
        write.put_meet_record(&MeetRecord { state: MeetRecordState::Gone, ..known.clone() }).await?;
    }
    for one in sessions {
        let kept_before = one.sweep.as_ref().and_then(|sweep| sweep.stored_at);
        let sweep = MeetFullPoll {
            organization_id: place.organization.to_owned(),
            session_id: one.session_id.clone(),
            attempted_at: now,
            succeeded_at: Some(now),
            stored_at: if is_needed { Some(now) } else { kept_before },
            digest: Some(digest.clone()),
        };
        write.put_meet_full_poll(&sweep).await?;
    }
    let added = if is_needed { write.insert_evidence(&[poll_evidence(place, look)]).await? } else { 0 };
    write.commit().await?;
    Ok(added)
}

/// Remembers that a full look was tried and failed.
pub async fn save_failed_reading(
    app: &App,
    organization: &str,
    sessions: &[&PolledSession],
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut write = app.store.write().await?;
    for one in sessions {
        let before = one.sweep.clone().unwrap_or_else(|| MeetFullPoll {
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

/// Remembers what Google refused an organiser with; one whose consent is dead is not asked on.
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

/// What is known of a record after a look; `whole` is its text when everything of it was read.
fn updated_record(
    place: SpaceContext,
    record: &SeenRecord,
    now: Timestamp,
    whole: Option<String>,
) -> MeetRecord {
    let known = place.known.iter().find(|known| known.name == record.name);
    let end_seen_at = record.end.and(known.and_then(|known| known.end_seen_at).or(Some(now)));
    let read = whole.map(|text| sha256_hex(&text));
    let agreed_since = match &read {
        None => known.and_then(|known| known.agreed_since),
        Some(read) => known
            .filter(|known| known.digest.as_ref() == Some(read))
            .and_then(|known| known.agreed_since)
            .or(Some(now)),
    };
    let timed_out = end_seen_at.is_some_and(|told| now.since(told) >= AGREEMENT_TIMEOUT);
    let state = match (record.end, &read) {
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
        organization_id: place.organization.to_owned(),
        name: record.name.clone(),
        space: place.space.to_owned(),
        start: record.start,
        end: record.end,
        end_seen_at,
        state,
        agreed_since,
        digest: read.or_else(|| known.and_then(|known| known.digest.clone())),
        participants: people,
    }
}

/// The look as one poll.
fn poll_evidence(place: SpaceContext, look: &SpaceReading) -> NewEvidence {
    let item = json!({
        "source": "meet",
        "receivedAt": look.asked_at,
        "poll": {
            "space": place.space,
            "askedFrom": look.asked_for.from,
            "askedTo": look.asked_for.to,
            "records": look.records.iter().map(SeenRecord::json).collect::<Vec<_>>(),
        },
    });
    let evidence = Evidence::parse(&item).expect("a poll we wrote ourselves is one");
    NewEvidence::from_evidence(place.organization, "poll", &evidence, canonical_json(&item))
}
