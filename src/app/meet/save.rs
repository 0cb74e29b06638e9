//! A look becomes evidence, and is remembered in the same transaction.

use serde_json::{Value, json};

use crate::app::App;
use crate::app::meet::reader::{Look, SeenPerson, SeenRecord};
use crate::app::meet::schedule::{AGREEMENT, TIMEOUT, Watched};
use crate::domain::evidence::Evidence;
use crate::domain::evidence::json::{canonical, digest};
use crate::domain::time::Timestamp;
use crate::sources::meet::MeetError;
use crate::store::StoreError;
use crate::store::evidence::NewEvidence;
use crate::store::meet::connections::GoogleConnection;
use crate::store::meet::records::{MeetRecord, MeetSweep, RecordState};

/// Whose look it was.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub organization: &'a str,
    pub space: &'a str,
    /// What was known of the space's records before.
    pub known: &'a [MeetRecord],
}

/// Keeps a look at the live calls; says how many rows of evidence were new. One that asked nobody's sessions and
/// tells nothing new of a record says nothing and is not kept.
pub async fn live(app: &App, place: Place<'_>, look: &Look) -> Result<u64, StoreError> {
    let asked_somebody =
        look.records.iter().flat_map(|record| record.people.iter().flatten()).any(SeenPerson::was_asked);
    let told_something = look.records.iter().any(|record| {
        let known = place.known.iter().find(|known| known.name == record.name);
        known.is_none_or(|known| known.start != record.start || known.end != record.end)
    });
    if !asked_somebody && !told_something {
        return Ok(0);
    }
    let mut write = app.store.write().await?;
    for record in &look.records {
        write.put_meet_record(&remembered(place, record, look.asked_at, None)).await?;
    }
    let added = write.insert_evidence(&[evidence(place, look)]).await?;
    write.commit().await?;
    Ok(added)
}

/// Keeps a full look at the records of these sessions; says how many rows of evidence were new.
pub async fn full(
    app: &App,
    place: Place<'_>,
    look: &Look,
    sessions: &[&Watched],
) -> Result<u64, StoreError> {
    let body: Vec<Value> = look.records.iter().map(SeenRecord::json).collect();
    let is_empty = body.is_empty();
    let digest = digest(&canonical(&Value::from(body)));
    let now = look.asked_at;
    // Google has deleted a record that we know: a look that cannot show it must not stand as the last word.
    let is_whole = look.gone.is_empty();
    let is_needed = is_whole && sessions.iter().any(|one| one.needs(&digest, is_empty, now));

    let mut write = app.store.write().await?;
    for record in &look.records {
        write.put_meet_record(&remembered(place, record, now, Some(canonical(&record.json())))).await?;
    }
    for known in place.known.iter().filter(|known| look.gone.contains(&known.name)) {
        write.put_meet_record(&MeetRecord { state: RecordState::Gone, ..known.clone() }).await?;
    }
    for one in sessions {
        let kept_before = one.sweep.as_ref().and_then(|sweep| sweep.kept_at);
        let sweep = MeetSweep {
            organization_id: place.organization.to_owned(),
            session_id: one.session_id.clone(),
            tried_at: now,
            swept_at: Some(now),
            kept_at: if is_needed { Some(now) } else { kept_before },
            digest: Some(digest.clone()),
        };
        write.put_meet_sweep(&sweep).await?;
    }
    let added = if is_needed { write.insert_evidence(&[evidence(place, look)]).await? } else { 0 };
    write.commit().await?;
    Ok(added)
}

/// Remembers that a full look was tried and failed.
pub async fn failure(
    app: &App,
    organization: &str,
    sessions: &[&Watched],
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut write = app.store.write().await?;
    for one in sessions {
        let before = one.sweep.clone().unwrap_or_else(|| MeetSweep {
            organization_id: organization.to_owned(),
            session_id: one.session_id.clone(),
            tried_at: now,
            swept_at: None,
            kept_at: None,
            digest: None,
        });
        write.put_meet_sweep(&MeetSweep { tried_at: now, ..before }).await?;
    }
    write.commit().await
}

/// Remembers what Google refused an organiser with; one whose consent is dead is not asked on.
pub async fn refusal(app: &App, connection: &GoogleConnection, error: &MeetError) -> Result<(), StoreError> {
    let reconnect = match error {
        MeetError::NeedsReconnect { reason } => Some(reason.as_str()),
        _ => None,
    };
    let mut write = app.store.write().await?;
    write.note_google_failure(connection, &error.to_string(), reconnect, app.now()).await?;
    write.commit().await
}

/// What is known of a record after a look; `whole` is its text when everything of it was read.
fn remembered(place: Place, record: &SeenRecord, now: Timestamp, whole: Option<String>) -> MeetRecord {
    let known = place.known.iter().find(|known| known.name == record.name);
    let end_seen_at = record.end.and(known.and_then(|known| known.end_seen_at).or(Some(now)));
    let read = whole.map(|text| digest(&text));
    let agreed_since = match &read {
        None => known.and_then(|known| known.agreed_since),
        Some(read) => known
            .filter(|known| known.digest.as_ref() == Some(read))
            .and_then(|known| known.agreed_since)
            .or(Some(now)),
    };
    let timed_out = end_seen_at.is_some_and(|told| now.since(told) >= TIMEOUT);
    let state = match (record.end, &read) {
        (None, _) => RecordState::Live,
        (Some(_), None) => known.map_or(RecordState::Ended, |known| match known.state {
            RecordState::Settling | RecordState::Final => known.state,
            _ => RecordState::Ended,
        }),
        (Some(_), Some(_))
            if timed_out || agreed_since.is_some_and(|since| now.since(since) >= AGREEMENT) =>
        {
            RecordState::Final
        }
        (Some(_), Some(_)) => RecordState::Settling,
    };
    let mut people = known.map(|known| known.people.clone()).unwrap_or_default();
    for person in record.people.iter().flatten() {
        people.extend(person.seen(now).map(|seen| (person.name.clone(), seen)));
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
        people,
    }
}

/// The look as one poll.
fn evidence(place: Place, look: &Look) -> NewEvidence {
    let item = json!({
        "source": "meet",
        "receivedAt": look.asked_at,
        "poll": {
            "space": place.space,
            "askedFrom": look.asked.from,
            "askedTo": look.asked.to,
            "records": look.records.iter().map(SeenRecord::json).collect::<Vec<_>>(),
        },
    });
    let evidence = Evidence::parse(&item).expect("a poll we wrote ourselves is one");
    NewEvidence::of(place.organization, "poll", &evidence, canonical(&item))
}
