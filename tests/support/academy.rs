//! An academy with a month of lessons, each with a teacher and a learner who joined its room and left it.
#![allow(dead_code, reason = "each test binary uses a part of this")]

use std::collections::BTreeSet;
use std::sync::Arc;

use rollcall::app::money::rates;
use rollcall::app::organization::{NewOrganization, create};
use rollcall::app::{ActorContext, App};
use rollcall::clock::ManualClock;
use rollcall::config::Config;
use rollcall::domain::evidence::scope;
use rollcall::domain::money::amount::{Currency, Price};
use rollcall::domain::money::charge_pay_table::LineKind;
use rollcall::domain::money::rate::{Rate, RatePrice, RateScope};
use rollcall::domain::organization::policy::{Policy, PolicyPatch};
use rollcall::domain::people::validated_text::Name;
use rollcall::domain::people::{Identity, Role, Source};
use rollcall::domain::session::{Format, Kind, Platform, Session};
use rollcall::domain::time::Timestamp;
use rollcall::ids::IdGenerator;
use rollcall::sources::livekit::delivery::WebhookDelivery;
use rollcall::store::Store;
use rollcall::store::evidence::NewEvidence;
use rollcall::store::people::Person;
use rollcall::store::session::StoredSession;
use serde_json::json;

const TEACHERS: usize = 40;
const LEARNERS: usize = 400;
const MINUTE: i64 = 60_000;
/// 2026-01-01T00:00:00Z, in an academy that keeps UTC.
const BEGIN: i64 = 1_767_225_600_000;
const MONTH: i64 = 30 * 24 * 60 * MINUTE;

/// An application over a migrated database whose month is over and not evaluated yet, and its organisation's id.
pub async fn month(url: &str, lessons: usize, events_of_a_lesson: usize) -> (App, String) {
    let store = Store::open(url, 4).await.unwrap();
    store.migrate().await.unwrap();
    let clock = Arc::new(ManualClock::at(Timestamp::from_millis(BEGIN - MONTH)));
    let app = App::with_store(store, Config::default(), clock.clone(), IdGenerator::seeded(1)).await.unwrap();
    let organization = settle_in(&app).await;
    let mut write = app.store.write().await.unwrap();
    for number in 0..lessons {
        write.insert_session(&lesson(&organization, number, lessons)).await.unwrap();
    }
    write.commit().await.unwrap();
    let mut rows = Vec::new();
    for number in 0..lessons {
        rows.extend(evidence(
            &organization,
            &lesson(&organization, number, lessons).session,
            events_of_a_lesson,
        ));
        if rows.len() >= 10_000 || number + 1 == lessons {
            let mut write = app.store.write().await.unwrap();
            write.insert_evidence(&rows).await.unwrap();
            write.commit().await.unwrap();
            rows.clear();
        }
    }
    clock.set(Timestamp::from_millis(BEGIN + 2 * MONTH));
    (app, organization)
}

/// The organisation, its people and its prices.
async fn settle_in(app: &App) -> String {
    let mut write = app.store.write().await.unwrap();
    let new = NewOrganization {
        name: Name::parse("Academy").unwrap(),
        time_zone: chrono_tz::UTC,
        currency: Currency::from_code("USD").unwrap(),
    };
    let organization = create(&mut write, app, None, new).await.unwrap().id;
    let actor = ActorContext::of_installation(app, &organization);
    let teachers = (0..TEACHERS).map(|n| (format!("t{n}"), Role::Teacher));
    for (id, role) in teachers.chain((0..LEARNERS).map(|n| (format!("p{n}"), Role::Student))) {
        let person = Person {
            name: id.clone(),
            id,
            email: None,
            household: None,
            roles: BTreeSet::from([role]),
            has_password: false,
            is_active: true,
            created_at: actor.now,
        };
        write.insert_person(&organization, &person).await.unwrap();
        let identity = Identity { source: Source::Livekit, value: person.id.clone() };
        write.insert_identity(&organization, &identity, &person.id, actor.now).await.unwrap();
    }
    for (kind, price) in [(LineKind::Pay, "20.00"), (LineKind::Charge, "30.00")] {
        let rate = Rate {
            kind,
            scope: RateScope::Organization,
            price: RatePrice::Hour(Price::parse(price).unwrap()),
            valid_from: "2025-01-01".parse().unwrap(),
        };
        rates::add(&mut write, &actor, rate).await.unwrap();
    }
    write.commit().await.unwrap();
    organization
}

fn lesson(organization: &str, number: usize, lessons: usize) -> StoredSession {
    let id = format!("s{number:07}");
    let start = Timestamp::from_millis(BEGIN + MONTH / lessons as i64 * number as i64);
    let session = Session {
        room: Some(format!("quran_{id}_{}", start.millis() / 1_000)),
        id,
        kind: Kind::Quran,
        format: Format::Individual,
        platform: Platform::Livekit,
        meet_space: None,
        venue_id: None,
        start,
        end: start.plus(60 * MINUTE),
        teacher: Some(format!("t{}", number % TEACHERS)),
        students: vec![format!("p{}", number % LEARNERS)],
        cancelled: false,
        completed_at: None,
        policy: Policy::from_patch(&PolicyPatch::default()),
        policy_version: 1,
    };
    StoredSession::new(organization, session, PolicyPatch::default(), start.plus(-MONTH))
}

/// Teacher and learner join and leave in turn, as often as `events` allows, from two minutes after the start on.
fn evidence(organization: &str, session: &Session, events: usize) -> Vec<NewEvidence> {
    let people: Vec<&String> = session.teacher.iter().chain(&session.students).collect();
    let stays = events / 4;
    let of_a_stay = 56 * MINUTE / stays.max(1) as i64;
    let event = |number: usize| {
        let (stay, step) = (number / 4, number % 4);
        let from = session.start.plus(2 * MINUTE + of_a_stay * stay as i64);
        let at = if step < 2 { from } else { from.plus(of_a_stay - 5_000) };
        let sid = format!("PA_{}_{stay}_{}", session.id, step % 2);
        let body = json!({
            "event": if step < 2 { "participant_joined" } else { "participant_left" },
            "id": format!("EV_{}_{number}", session.id),
            "createdAt": (at.millis() / 1_000).to_string(),
            "room": {"sid": "RM_1", "name": session.room},
            "participant": {
                "sid": sid, "identity": people[step % 2], "state": "ACTIVE",
                "joinedAt": (from.millis() / 1_000).to_string(), "joinedAtMs": from.millis().to_string(),
                "permission": {"canSubscribe": true, "canPublish": true, "canPublishData": true},
            },
        });
        let delivery = WebhookDelivery::read(body.to_string().as_bytes());
        let received_at = at.plus(250);
        NewEvidence {
            organization_id: organization.into(),
            source: Source::Livekit,
            external_id: delivery.name.as_str().into(),
            digest: delivery.digest.as_str().into(),
            kind: "webhook",
            scope: delivery.room.as_deref().map(|room| scope::room(room).into()),
            received_at,
            since: delivery.since.unwrap(),
            payload: delivery.item(received_at).into(),
        }
    };
    (0..stays * 4).map(event).collect()
}
