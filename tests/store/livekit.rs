//! An organisation's LiveKit servers and keys.

use rollcall::domain::evidence::scope;
use rollcall::domain::people::Source;
use rollcall::domain::session::{Platform, Status};
use rollcall::domain::time::{SECOND, Span, Timestamp};
use rollcall::store::evidence::NewEvidence;
use rollcall::store::livekit::health::LivekitServerHealth;
use rollcall::store::livekit::servers::{LivekitKey, LivekitServer};

use crate::at;
use crate::support::school::{lesson, stored};
use crate::support::{Database, on_both};

on_both! {
    a_key_belongs_to_one_organization,
    keys_change_while_both_are_accepted,
    what_is_new_of_a_servers_health_leaves_the_rest,
    two_rosters_of_a_room_are_not_kept_a_moment_apart,
    rooms_opened_after_their_session_are_found,
    sessions_of_a_platform_are_counted,
}

fn server(organization: &str) -> LivekitServer {
    LivekitServer {
        organization_id: organization.into(),
        id: "s1".into(),
        url: "wss://livekit.example.org".into(),
        may_be_private: true,
        created_at: at(0),
    }
}

fn key(organization: &str, api_key: &str) -> LivekitKey {
    LivekitKey {
        organization_id: organization.into(),
        server_id: "s1".into(),
        api_key: api_key.into(),
        sealed_secret: "sealed".into(),
        created_at: at(0),
        retired_at: None,
    }
}

async fn a_key_belongs_to_one_organization(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.insert_livekit_server(&server("o1")).await.unwrap();
    write.insert_livekit_server(&server("o2")).await.unwrap();
    assert!(write.put_livekit_key(&key("o1", "API1")).await.unwrap());
    assert!(!write.put_livekit_key(&key("o2", "API1")).await.unwrap());
    assert!(write.put_livekit_key(&key("o2", "API2")).await.unwrap());
    write.commit().await.unwrap();

    let mut read = db.store.read().await.unwrap();
    assert_eq!(read.list_livekit_servers("o1").await.unwrap(), [server("o1")]);
    assert_eq!(read.list_livekit_keys("o1").await.unwrap(), [key("o1", "API1")]);
    assert_eq!(read.list_all_livekit_keys().await.unwrap().len(), 2);
}

async fn keys_change_while_both_are_accepted(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.insert_livekit_server(&server("o1")).await.unwrap();
    for name in ["API1", "API2"] {
        write.put_livekit_key(&key("o1", name)).await.unwrap();
    }
    write.retire_livekit_keys("o1", "s1", "API2", at(60)).await.unwrap();
    write.commit().await.unwrap();
    let keys = db.store.read().await.unwrap().list_livekit_keys("o1").await.unwrap();
    let retired: Vec<_> = keys.iter().map(|key| (key.api_key.as_str(), key.retired_at)).collect();
    assert_eq!(retired, [("API1", Some(at(60))), ("API2", None)]);

    let mut write = db.store.write().await.unwrap();
    assert!(!write.delete_livekit_key("o2", "s1", "API1").await.unwrap());
    assert!(write.delete_livekit_key("o1", "s1", "API1").await.unwrap());
    assert!(!write.delete_livekit_server("o2", "s1").await.unwrap());
    assert!(write.delete_livekit_server("o1", "s1").await.unwrap());
    write.commit().await.unwrap();
    assert!(db.store.read().await.unwrap().list_all_livekit_keys().await.unwrap().is_empty());
}

async fn what_is_new_of_a_servers_health_leaves_the_rest(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.insert_livekit_server(&server("o1")).await.unwrap();
    let failed = Some((at(1), "no way to it".to_owned()));
    let news = [
        LivekitServerHealth { webhook_at: Some(at(0)), ..LivekitServerHealth::default() },
        LivekitServerHealth {
            failed: failed.clone(),
            seconds_ahead: Some(-3),
            ..LivekitServerHealth::default()
        },
        LivekitServerHealth {
            webhook_at: Some(at(2)),
            answered_at: Some(at(3)),
            ..LivekitServerHealth::default()
        },
    ];
    for new in &news {
        write.save_livekit_health("o1", "s1", new).await.unwrap();
    }
    write.save_livekit_health("o1", "unknown", &news[0]).await.unwrap();
    write.save_livekit_room("o1", "lesson", "s1", at(0)).await.unwrap();
    write.save_livekit_room("o1", "lesson", "s1", at(5)).await.unwrap();
    write.save_livekit_room("o1", "old", "s1", at(0)).await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let whole = LivekitServerHealth {
        webhook_at: Some(at(2)),
        answered_at: Some(at(3)),
        failed,
        seconds_ahead: Some(-3),
        ..LivekitServerHealth::default()
    };
    assert_eq!(read.list_livekit_health("o1").await.unwrap(), [("s1".to_owned(), whole)]);
    assert_eq!(read.list_livekit_health("o2").await.unwrap(), []);
    let lesson = ("lesson".to_owned(), "s1".to_owned());
    assert_eq!(read.list_livekit_rooms("o1", at(5)).await.unwrap(), [lesson]);
    drop(read);

    let mut write = db.store.write().await.unwrap();
    assert!(write.delete_livekit_server("o1", "s1").await.unwrap());
    assert_eq!(write.list_livekit_health("o1").await.unwrap(), []);
    assert_eq!(write.list_livekit_rooms("o1", at(0)).await.unwrap(), []);
}

async fn two_rosters_of_a_room_are_not_kept_a_moment_apart(db: Database) {
    let mut write = db.store.write().await.unwrap();
    let now = at(10);
    assert!(write.claim_roster_turn("o1", "lesson", now, 15_000).await.unwrap());
    for near in [0, 1, 14_999, -1, -14_999] {
        assert!(!write.claim_roster_turn("o1", "lesson", now.plus(near), 15_000).await.unwrap(), "{near}");
        assert!(write.has_recent_roster("o1", "lesson", now.plus(near), 15_000).await.unwrap(), "{near}");
    }
    assert!(!write.has_recent_roster("o1", "lesson", now.plus(15_000), 15_000).await.unwrap());
    assert!(write.claim_roster_turn("o1", "other", now, 15_000).await.unwrap(), "another room");
    assert!(write.claim_roster_turn("o2", "lesson", now, 15_000).await.unwrap(), "another organisation");
    assert!(write.claim_roster_turn("o1", "lesson", now.plus(15_000), 15_000).await.unwrap());
    // A clock that was wrong for a while holds nobody up for long.
    assert!(write.claim_roster_turn("o1", "lesson", now.plus(-60_000), 15_000).await.unwrap());
    write.delete_livekit_rooms(now.plus(1)).await.unwrap();
    assert!(!write.has_recent_roster("o1", "other", now, 15_000).await.unwrap());
    write.commit().await.unwrap();
}

async fn rooms_opened_after_their_session_are_found(db: Database) {
    let opened = |id: &str, room: &str, event: &str, minute: i64| NewEvidence {
        organization_id: "o1".into(),
        source: Source::Livekit,
        external_id: id.into(),
        digest: id.into(),
        kind: "webhook",
        scope: Some(scope::room(room).into()),
        received_at: at(minute),
        since: at(minute),
        payload: format!(r#"{{"webhook":{{"createdAt":"1","event":"{event}"}}}}"#).into(),
    };
    let mut write = db.store.write().await.unwrap();
    let over = |id: &str, room: &str, minutes: i64, status: Status| {
        let mut one = stored("o1", lesson(id, minutes));
        (one.session.room, one.status) = (Some(room.into()), status);
        one
    };
    let mut early = over("early", "e", 0, Status::Completed);
    early.session.completed_at = Some(at(30));
    let mut cancelled = over("cancelled", "c", 0, Status::Cancelled);
    cancelled.cancelled_at = Some(at(-10));
    // Two sessions after each other in one room.
    let (first, second) =
        (over("first", "r", 0, Status::Completed), over("second", "r", 120, Status::Scheduled));
    let ongoing = over("ongoing", "o", 0, Status::Ongoing);
    let old = over("old", "x", -300, Status::Completed);
    for one in [&early, &cancelled, &first, &second, &ongoing, &old] {
        write.insert_session(one).await.unwrap();
    }
    let rows = [
        opened("e0", "e", "room_started", 0),
        opened("e1", "e", "room_started", 31),
        opened("e2", "e", "room_finished", 40),
        opened("c1", "c", "room_started", 0),
        opened("r1", "r", "room_started", 70),
        opened("r2", "r", "room_started", 300),
        opened("o1", "o", "room_started", 99),
        opened("x1", "x", "room_started", 0),
        opened("n1", "n", "room_started", 0),
    ];
    write.insert_evidence(&rows).await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let found = read.list_late_room_starts("o1", at(0)).await.unwrap();
    let found: Vec<_> = found.iter().map(|one| (one.session_id.as_str(), one.room.as_str())).collect();
    assert_eq!(found, [("cancelled", "c"), ("early", "e"), ("first", "r")]);
    assert!(read.list_late_room_starts("o2", at(0)).await.unwrap().is_empty());
    // The clock of a database of its own is somewhere near ours, as the tests' server is this machine.
    let clock = read.database_clock().await.unwrap();
    let here = rollcall::clock::Clock::now(&rollcall::clock::SystemClock);
    assert_eq!(clock.is_some(), db.url.starts_with("postgres"));
    assert!(clock.is_none_or(|there| there.since(here).abs() < 60 * SECOND), "{clock:?} {here:?}");
}

async fn sessions_of_a_platform_are_counted(db: Database) {
    let mut write = db.store.write().await.unwrap();
    let sessions =
        [("s1", 0, Status::Completed), ("s2", 60, Status::Scheduled), ("s3", 120, Status::Cancelled)];
    for (id, minutes, status) in sessions {
        let mut one = stored("o1", lesson(id, minutes));
        one.status = status;
        write.insert_session(&one).await.unwrap();
    }
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let all = Span::new(at(0), Timestamp::MAX);
    assert_eq!(read.count_sessions_on("o1", Platform::Livekit, all, false).await.unwrap(), 2);
    assert_eq!(read.count_sessions_on("o1", Platform::Livekit, all, true).await.unwrap(), 1);
    let later = Span::new(at(1), Timestamp::MAX);
    assert_eq!(read.count_sessions_on("o1", Platform::Livekit, later, true).await.unwrap(), 0);
    assert_eq!(read.count_sessions_on("o1", Platform::Meet, all, false).await.unwrap(), 0);
    assert_eq!(read.count_sessions_on("o2", Platform::Livekit, all, false).await.unwrap(), 0);
}
