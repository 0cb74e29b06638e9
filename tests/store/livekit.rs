//! An organisation's LiveKit servers and keys.

use rollcall::store::livekit_server::{LivekitKey, LivekitServer};

use crate::at;
use crate::support::{Database, on_both};

on_both! { a_key_belongs_to_one_organization, keys_change_while_both_are_accepted }

fn server(organization: &str) -> LivekitServer {
    LivekitServer {
        organization_id: organization.into(),
        id: "s1".into(),
        url: "wss://livekit.example.org".into(),
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
