//! Organisers whose Meet calls are read, and how far the reading has come.

use std::collections::BTreeMap;

use rollcall::store::meet::connections::{ConsentState, CredentialKind, GoogleConnection};
use rollcall::store::meet::records::{MeetFullPoll, MeetRecord, MeetRecordState, ParticipantSnapshot};

use crate::at;
use crate::support::{Database, on_both};

on_both! { a_refused_organizer_waits_for_a_new_consent, the_last_word_of_a_record_is_kept }

fn organizer(secret: &str) -> GoogleConnection {
    GoogleConnection {
        organization_id: "o1".into(),
        email: "organizer@example.org".into(),
        kind: CredentialKind::Consent,
        sealed_secret: secret.into(),
        state: ConsentState::Connected,
        failure: None,
        failed_at: None,
        succeeded_at: None,
        listed_at: None,
        created_at: at(0),
    }
}

async fn only(db: &Database) -> GoogleConnection {
    let mut found = db.store.read().await.unwrap().list_google_connections("o1").await.unwrap();
    assert_eq!(found.len(), 1);
    found.remove(0)
}

async fn a_refused_organizer_waits_for_a_new_consent(db: Database) {
    let (old, new) = (organizer("old"), organizer("new"));
    let mut write = db.store.write().await.unwrap();
    write.put_google_connection(&old).await.unwrap();
    write.save_google_success(&old, at(1), Some(at(1))).await.unwrap();
    write.save_google_success(&old, at(2), None).await.unwrap();
    write.save_google_failure(&old, "no network", None, at(5)).await.unwrap();
    write.commit().await.unwrap();
    let found = only(&db).await;
    assert_eq!((found.succeeded_at, found.listed_at), (Some(at(2)), Some(at(1))));
    assert_eq!((found.failure.as_deref(), found.state), (Some("no network"), ConsentState::Connected));
    assert_eq!(found.failed_at, Some(at(5)));

    let mut write = db.store.write().await.unwrap();
    write.save_google_failure(&old, "refused", Some("invalid_grant"), at(6)).await.unwrap();
    write.commit().await.unwrap();
    let refused = ConsentState::NeedsReconnect { reason: "invalid_grant".into() };
    assert_eq!(only(&db).await.state, refused);

    let mut write = db.store.write().await.unwrap();
    write.put_google_connection(&new).await.unwrap();
    // A refusal of the old secret that comes late says nothing about the new one.
    write.save_google_failure(&old, "refused", Some("invalid_grant"), at(6)).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(only(&db).await.state, ConsentState::Connected);

    let mut write = db.store.write().await.unwrap();
    assert!(!write.delete_google_connection("o2", &new.email).await.unwrap());
    assert!(write.delete_google_connection("o1", &new.email).await.unwrap());
    write.commit().await.unwrap();
    assert!(db.store.read().await.unwrap().list_google_connections("o1").await.unwrap().is_empty());
}

async fn the_last_word_of_a_record_is_kept(db: Database) {
    let seen = ParticipantSnapshot { earliest: Some("e".into()), latest: None, read_at: at(1) };
    let live = MeetRecord {
        organization_id: "o1".into(),
        name: "conferenceRecords/c1".into(),
        space: "spaces/x".into(),
        start: at(0),
        end: None,
        end_seen_at: None,
        state: MeetRecordState::Live,
        agreed_since: None,
        digest: None,
        participants: BTreeMap::from([("p1".to_owned(), seen)]),
    };
    let ended = MeetRecord {
        end: Some(at(60)),
        end_seen_at: Some(at(61)),
        state: MeetRecordState::Settling,
        agreed_since: Some(at(62)),
        digest: Some("d".into()),
        ..live.clone()
    };
    let sweep = MeetFullPoll {
        organization_id: "o1".into(),
        session_id: "s1".into(),
        attempted_at: at(1),
        succeeded_at: None,
        stored_at: None,
        digest: None,
    };
    let swept = MeetFullPoll {
        succeeded_at: Some(at(2)),
        stored_at: Some(at(2)),
        digest: Some("d".into()),
        ..sweep.clone()
    };
    let mut write = db.store.write().await.unwrap();
    write.put_meet_record(&live).await.unwrap();
    write.put_meet_record(&ended).await.unwrap();
    write.put_meet_full_poll(&sweep).await.unwrap();
    write.put_meet_full_poll(&swept).await.unwrap();
    write.commit().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    assert_eq!(read.list_meet_records("o1", "spaces/x").await.unwrap(), [ended]);
    assert!(read.list_meet_records("o2", "spaces/x").await.unwrap().is_empty());
    assert_eq!(read.find_meet_full_poll("o1", "s1").await.unwrap(), Some(swept));
    assert_eq!(read.find_meet_full_poll("o2", "s1").await.unwrap(), None);
}
