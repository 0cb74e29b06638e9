//! An organisation's LiveKit servers and keys.

use rollcall::store::livekit::health::LivekitServerHealth;
use rollcall::store::livekit::servers::{LivekitKey, LivekitServer};

use crate::at;
use crate::support::{Database, on_both};

on_both! {
    a_key_belongs_to_one_organization,
    keys_change_while_both_are_accepted,
    what_is_new_of_a_servers_health_leaves_the_rest,
    two_rosters_of_a_room_are_not_kept_a_moment_apart,
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
