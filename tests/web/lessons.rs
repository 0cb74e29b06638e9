//! The lessons of the academy on LiveKit: a week that ran, one that runs now, one to come, a stranger in a room.

use rollcall::domain::evidence::scope;
use rollcall::domain::organization::policy::{Policy, PolicyPatch};
use rollcall::domain::people::Source;
use rollcall::domain::session::{Format, Kind, Platform, Session};
use rollcall::domain::time::Timestamp;
use rollcall::sources::livekit::delivery::WebhookDelivery;
use rollcall::store::Write;
use rollcall::store::evidence::NewEvidence;
use rollcall::store::session::StoredSession;
use serde_json::json;

use crate::academy::{DAY, MINUTE, person_id};

pub fn room(session: &str) -> String {
    format!("quran_{session}_1767600000")
}

/// A lesson of an hour on LiveKit, in a room of its own.
pub async fn insert_lesson(
    write: &mut Write,
    organization: &str,
    (id, title): (&str, &str),
    (teacher, students): (&str, &[&str]),
    start: Timestamp,
) {
    let patch = PolicyPatch::default();
    let session = Session {
        id: id.to_owned(),
        kind: Kind::Quran,
        format: if students.len() == 1 { Format::Individual } else { Format::Group },
        platform: Platform::Livekit,
        room: Some(room(id)),
        meet_space: None,
        venue_id: None,
        start,
        end: start.plus(60 * MINUTE),
        teacher: Some(person_id(teacher)),
        students: students.iter().map(|student| person_id(student)).collect(),
        cancelled: false,
        completed_at: None,
        policy: Policy::from_patch(&patch),
        policy_version: 1,
    };
    let mut stored = StoredSession::new(organization, session, patch, start.plus(-7 * DAY));
    stored.title = Some(title.to_owned());
    write.insert_session(&stored).await.unwrap();
}

/// Somebody joins the room of a session at an instant, and leaves it at another if they do.
pub async fn insert_stay(
    write: &mut Write,
    organization: &str,
    session: &str,
    (who, name): (&str, &str),
    from: Timestamp,
    to: Option<Timestamp>,
) {
    let identity = if who.starts_with("stranger") { who.to_owned() } else { person_id(who) };
    let edges = [("participant_joined", Some(from)), ("participant_left", to)];
    for (event, at) in edges.into_iter().filter_map(|(event, at)| Some((event, at?))) {
        let body = json!({
            "event": event,
            "id": format!("EV_{session}_{who}_{event}_{}", at.millis()),
            "createdAt": (at.millis() / 1_000).to_string(),
            "room": {"sid": format!("RM_{session}"), "name": room(session)},
            "participant": {
                "sid": format!("PA_{session}_{who}_{}", from.millis()), "identity": identity, "name": name,
                "state": "ACTIVE", "joinedAt": (from.millis() / 1_000).to_string(),
                "joinedAtMs": from.millis().to_string(),
                "permission": {"canSubscribe": true, "canPublish": true, "canPublishData": true},
            },
        });
        let delivery = WebhookDelivery::read(body.to_string().as_bytes());
        let received_at = at.plus(250);
        let row = NewEvidence {
            organization_id: organization.into(),
            source: Source::Livekit,
            external_id: delivery.name.as_str().into(),
            digest: delivery.digest.as_str().into(),
            kind: "webhook",
            scope: delivery.room.as_deref().map(|room| scope::room(room).into()),
            received_at,
            since: delivery.since.unwrap(),
            payload: delivery.item(received_at).into(),
        };
        write.insert_evidence(&[row]).await.unwrap();
    }
}

/// Last week, now, and soon.
pub async fn furnish(write: &mut Write, organization: &str, now: Timestamp) {
    let both = ("teacher", &["child", "student"][..]);
    // Last week's lessons were held a little before the present clock time; in some of them one learner came late, left
    // early or did not come, and a stranger looked in.
    for day in 1..=6_i64 {
        let id = format!("past-{day}");
        let start = now.plus(-day * DAY - 90 * MINUTE);
        insert_lesson(write, organization, (&id, &format!("Quran, part {day}")), both, start).await;
        let at = |minutes: i64| start.plus(minutes * MINUTE);
        insert_stay(write, organization, &id, ("teacher", "Yusuf"), at(-2), Some(at(61))).await;
        insert_stay(write, organization, &id, ("child", "Rohan"), at(day * 3), Some(at(58))).await;
        if day % 3 != 0 {
            insert_stay(write, organization, &id, ("student", "Salim"), at(1), Some(at(55 - 8 * day))).await;
        }
        if day == 1 {
            let stranger = ("stranger-1", "Salim's tablet");
            insert_stay(write, organization, &id, stranger, at(12), Some(at(40))).await;
        }
    }
    let running = now.plus(-10 * MINUTE);
    insert_lesson(write, organization, ("running-1", "Tajweed"), both, running).await;
    insert_stay(write, organization, "running-1", ("teacher", "Yusuf"), running.plus(-MINUTE), None).await;
    insert_stay(write, organization, "running-1", ("child", "Rohan"), running.plus(MINUTE), None).await;
    // Nobody came to the lesson of one.
    insert_lesson(
        write,
        organization,
        ("solo-1", "Recitation"),
        ("teacher", &["zaid"]),
        now.plus(-40 * MINUTE),
    )
    .await;
    insert_stay(write, organization, "solo-1", ("teacher", "Yusuf"), now.plus(-40 * MINUTE), None).await;
    for (id, title, hours) in [("soon-1", "Revision", 3), ("planned-1", "Fiqh", 26), ("later-1", "Sirah", 50)]
    {
        insert_lesson(write, organization, (id, title), both, now.plus(hours * 60 * MINUTE)).await;
    }
}
