//! Evidence is kept once, and every change leaves a mark until somebody has judged it.

use rollcall::domain::evidence::scope;
use rollcall::domain::people::{Identity, Source};
use rollcall::domain::time::{Span, Timestamp};
use rollcall::store::evaluation::dirty_scopes::{DirtyScope, ScopeChange};
use rollcall::store::evidence::NewEvidence;

use crate::at;
use crate::support::school::{lesson, stored};
use crate::support::{Database, on_both};

on_both! {
    a_repeat_changes_nothing,
    evidence_is_found_by_what_it_is_about,
    a_mark_goes_only_as_it_was_seen,
    what_is_appended_is_stored_and_marked_like_all,
    replicas_store_overlapping_batches,
    everything_kept_can_be_walked_through,
    a_binding_marks_what_it_was_seen_in,
    a_binding_waits_for_an_evaluation_at_work,
    a_rate_marks_the_sessions_it_holds_for,
}

fn item(id: &str, room: &str, minutes: i64) -> NewEvidence {
    NewEvidence {
        organization_id: "o1".into(),
        source: Source::Livekit,
        external_id: id.into(),
        digest: format!("digest of {id}").into(),
        kind: "webhook",
        scope: Some(scope::room(room).into()),
        received_at: at(minutes),
        since: at(minutes),
        payload: format!("{{\"{id}\":\"\\u0000 ü\"}}").into(),
    }
}

async fn insert(db: &Database, rows: &[NewEvidence]) -> u64 {
    let mut write = db.store.write().await.unwrap();
    let new = write.insert_evidence(rows).await.unwrap();
    write.commit().await.unwrap();
    new
}

async fn about(db: &Database, organization: &str, scopes: &[&str], as_of: Timestamp) -> Vec<String> {
    db.store.read().await.unwrap().evidence_about(organization, scopes, as_of).await.unwrap()
}

async fn marks(db: &Database) -> Vec<DirtyScope> {
    db.store.read().await.unwrap().list_dirty_scopes(None, Timestamp::MAX, 99).await.unwrap()
}

async fn a_repeat_changes_nothing(db: Database) {
    let one = item("EV_1", "a", 0);
    assert_eq!(insert(&db, &[one.clone(), item("EV_2", "a", 1), one.clone()]).await, 2);
    assert_eq!(insert(&db, std::slice::from_ref(&one)).await, 0);
    // A second body under one id is kept beside the first, and another organisation's is its own.
    let other_body = NewEvidence { digest: "another".into(), ..one.clone() };
    let elsewhere = NewEvidence { organization_id: "o2".into(), ..one };
    assert_eq!(insert(&db, &[other_body, elsewhere]).await, 2);
    assert_eq!(about(&db, "o1", &["room:a"], Timestamp::MAX).await.len(), 3);
    assert_eq!(insert(&db, &[]).await, 0);
}

async fn evidence_is_found_by_what_it_is_about(db: Database) {
    let visit = |id: &str, minutes| NewEvidence {
        kind: "scan",
        source: Source::Qr,
        scope: Some(scope::visitor("p1").into()),
        ..item(id, "", minutes)
    };
    let nowhere = NewEvidence { scope: None, ..item("EV_4", "", 0) };
    insert(&db, &[item("EV_2", "b", 2), item("EV_1", "a", 1), nowhere, visit("v", 5), visit("w", 50)]).await;
    let one = item("EV_1", "a", 1).payload.to_string();
    let two = item("EV_2", "b", 2).payload.to_string();
    assert_eq!(about(&db, "o1", &["room:a", "room:b", "room:c"], at(2)).await, [one.clone(), two]);
    assert_eq!(about(&db, "o1", &["room:a", "room:b"], at(1)).await, [one]);
    assert!(about(&db, "o2", &["room:a"], at(9)).await.is_empty());
    let mut read = db.store.read().await.unwrap();
    let one = item("EV_1", "a", 1).payload.to_string();
    let two = item("EV_2", "b", 2).payload.to_string();
    let since = [("room:a", at(1)), ("room:b", at(1))];
    assert_eq!(read.evidence_since("o1", &since, at(2)).await.unwrap(), [one.clone(), two.clone()]);
    assert_eq!(read.evidence_since("o1", &since, at(1)).await.unwrap(), std::slice::from_ref(&one));
    let since = [("room:a", at(2)), ("room:b", at(2))];
    assert_eq!(
        read.evidence_since("o1", &since, at(2)).await.unwrap(),
        [two],
        "each from its own instant on"
    );
    let ids = ["EV_1", "EV_2"];
    assert_eq!(read.evidence_of_platforms("o1", &["room:a"], &ids, at(9)).await.unwrap(), [one]);
    assert!(read.evidence_of_platforms("o1", &["room:a"], &ids, at(0)).await.unwrap().is_empty());
    assert!(read.evidence_of_platforms("o2", &["room:a"], &ids, at(9)).await.unwrap().is_empty());
    drop(read);
    let mut read = db.store.read().await.unwrap();
    let visits = read.visits_since("o1", &[("p1", at(6)), ("p2", at(0))], at(90)).await.unwrap();
    assert_eq!(visits, [visit("w", 50).payload.to_string()]);
    let visits = read.visits_since("o1", &[("p1", at(0))], at(49)).await.unwrap();
    assert_eq!(visits, [visit("v", 5).payload.to_string()]);
    assert!(read.visits_since("o2", &[("p1", at(0))], at(90)).await.unwrap().is_empty());
    let marked: Vec<String> = marks(&db).await.into_iter().map(|mark| mark.scope).collect();
    assert_eq!(marked, ["room:a", "room:b", "visitor:p1"]);
}

async fn a_mark_goes_only_as_it_was_seen(db: Database) {
    insert(&db, &[item("EV_1", "a", 5)]).await;
    let seen = marks(&db).await;
    // More came meanwhile, though the clock stood still.
    insert(&db, &[item("EV_2", "a", 5)]).await;
    let mut write = db.store.write().await.unwrap();
    write.clear_dirty(&seen).await.unwrap();
    write.commit().await.unwrap();
    let grown = marks(&db).await;
    assert_eq!(grown.len(), 1);
    assert!(grown[0].version > seen[0].version);
    let mut read = db.store.read().await.unwrap();
    assert!(read.is_dirty("o1", &[scope::room("a")]).await.unwrap());
    assert!(!read.is_dirty("o2", &[scope::room("a")]).await.unwrap());
    // What was received after the moment of an evaluation waits for the next one.
    assert_eq!(read.list_dirty_scopes(None, at(4), 9).await.unwrap(), []);
    assert_eq!(read.list_dirty_scopes(Some(&grown[0]), at(6), 9).await.unwrap(), []);
    drop(read);
    let mut write = db.store.write().await.unwrap();
    write.clear_dirty(&grown).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(marks(&db).await, []);
    // One that comes back is another one, to whoever still holds the old one.
    insert(&db, &[item("EV_3", "a", 5)]).await;
    let back = marks(&db).await;
    let mut write = db.store.write().await.unwrap();
    write.clear_dirty(&seen).await.unwrap();
    write.clear_dirty(&grown).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(marks(&db).await, back);
}

async fn what_is_appended_is_stored_and_marked_like_all(db: Database) {
    let two = [item("EV_1", "a", 0), item("EV_2", "b", 1)];
    db.store.append_evidence(&two).await.unwrap();
    let before = marks(&db).await;
    assert_eq!(before.iter().map(|mark| mark.scope.as_str()).collect::<Vec<_>>(), ["room:a", "room:b"]);
    // Some of it is there already, one of it twice in the batch, and one belongs nowhere.
    let nowhere = NewEvidence { scope: None, ..item("EV_4", "", 3) };
    let [one, _] = &two;
    let mixed = [item("EV_3", "c", 2), one.clone(), nowhere.clone(), item("EV_3", "c", 2)];
    db.store.append_evidence(&mixed).await.unwrap();
    db.store.append_evidence(std::slice::from_ref(one)).await.unwrap();
    db.store.append_evidence(&[]).await.unwrap();
    let stored = about(&db, "o1", &["room:a", "room:b", "room:c", "none"], Timestamp::MAX).await;
    let expected = [&two[0], &two[1], &mixed[0], &nowhere].map(|row| row.payload.to_string());
    assert_eq!(stored, expected);
    let after = marks(&db).await;
    assert_eq!(after.len(), 3);
    assert!(after[0].version > before[0].version && after[1] == before[1]);
}

async fn replicas_store_overlapping_batches(db: Database) {
    let rows: Vec<NewEvidence> =
        (0..200).map(|n| item(&format!("EV_{n}"), &format!("r{}", n % 7), n)).collect();
    let tasks: Vec<_> = (0..8)
        .map(|shift| {
            let (store, mut rows) = (db.store.clone(), rows.clone());
            rows.rotate_left(shift * 25);
            tokio::spawn(async move {
                for batch in rows.chunks(40) {
                    if shift % 2 == 0 {
                        store.append_evidence(batch).await.unwrap();
                    } else {
                        let mut write = store.write().await.unwrap();
                        write.insert_evidence(batch).await.unwrap();
                        write.commit().await.unwrap();
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let stored = db.store.read().await.unwrap().list_evidence(None, 999).await.unwrap();
    assert_eq!(stored.len(), 200);
}

async fn a_binding_marks_what_it_was_seen_in(db: Database) {
    let identity = Identity { source: Source::Livekit, value: "guest".into() };
    let other = Identity { source: Source::Meet, value: "guest".into() };
    let endless = Identity { source: Source::Livekit, value: "x".repeat(5_000) };
    let mut write = db.store.write().await.unwrap();
    let seen = [(&identity, "room:a"), (&identity, "room:b"), (&identity, "room:a"), (&endless, "room:c")];
    write.insert_identity_scopes("o1", &seen).await.unwrap();
    write.insert_identity_scopes("o1", &[(&other, "space:c")]).await.unwrap();
    let version = write.lock_bindings("o1").await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(marks(&db).await, []);

    let mut write = db.store.write().await.unwrap();
    write.mark_identity_dirty("o1", &identity, at(1)).await.unwrap();
    write.commit().await.unwrap();
    let marked: Vec<String> = marks(&db).await.into_iter().map(|mark| mark.scope).collect();
    assert_eq!(marked, ["room:a", "room:b"]);
    assert!(db.store.read().await.unwrap().bindings_version("o1").await.unwrap() > version);
    assert_eq!(db.store.read().await.unwrap().bindings_version("o2").await.unwrap(), 0);
}

async fn a_rate_marks_the_sessions_it_holds_for(db: Database) {
    let mut write = db.store.write().await.unwrap();
    for (id, minutes) in [("s1", 0), ("s2", 60), ("s3", 120)] {
        write.insert_session(&stored("o1", lesson(id, minutes))).await.unwrap();
    }
    write.mark_sessions_dirty("o1", Span::new(at(60), Timestamp::MAX), at(1)).await.unwrap();
    let changed = |minutes| ScopeChange { organization: "o1", scope: "room:z", since: at(minutes) };
    write.mark_dirty(&[changed(5), changed(3)], at(1)).await.unwrap();
    write.mark_dirty(&[changed(4)], at(1)).await.unwrap();
    write.commit().await.unwrap();
    let marks = marks(&db).await;
    assert_eq!(marks[0].since, at(3).millis() * 1_000, "the earliest that any of them tells of");
    let marked: Vec<&str> = marks.iter().map(|mark| mark.scope.as_str()).collect();
    assert_eq!(marked, ["room:z", "session:s2", "session:s3"]);
}

async fn everything_kept_can_be_walked_through(db: Database) {
    let elsewhere = NewEvidence { organization_id: "o2".into(), scope: None, ..item("EV_1", "", 0) };
    insert(&db, &[item("EV_2", "a", 2), item("EV_1", "a", 1), elsewhere]).await;
    // Carrying the log over loses nothing and is in nobody's way.
    db.store.checkpoint().await.unwrap();
    let mut read = db.store.read().await.unwrap();
    let first = read.list_evidence(None, 2).await.unwrap();
    let ids: Vec<&str> = first.iter().map(|row| row.key.external_id.as_str()).collect();
    assert_eq!(ids, ["EV_1", "EV_2"]);
    assert_eq!((first[0].received_at, first[0].key.scope.as_str()), (at(1), "room:a"));
    assert_eq!(*first[0].payload, *item("EV_1", "a", 1).payload);
    let rest = read.list_evidence(Some(&first[1].key), 2).await.unwrap();
    assert_eq!(rest.len(), 1);
    assert_eq!((rest[0].key.organization_id.as_str(), rest[0].key.scope.as_str()), ("o2", "none"));
    assert!(read.list_evidence(Some(&rest[0].key), 2).await.unwrap().is_empty());
}

async fn a_binding_waits_for_an_evaluation_at_work(db: Database) {
    let identity = Identity { source: Source::Livekit, value: "guest".into() };
    let mut evaluation = db.store.write().await.unwrap();
    evaluation.insert_identity_scopes("o1", &[(&identity, "room:a")]).await.unwrap();
    evaluation.lock_bindings("o1").await.unwrap();
    let store = db.store.clone();
    let binding = tokio::spawn(async move {
        let mut write = store.write().await.unwrap();
        write.mark_identity_dirty("o1", &identity, at(1)).await.unwrap();
        write.commit().await.unwrap();
    });
    // Time for it to get as far as it can; the result must not depend on it.
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    assert!(!binding.is_finished());
    evaluation.commit().await.unwrap();
    binding.await.unwrap();
    let marked: Vec<String> = marks(&db).await.into_iter().map(|mark| mark.scope).collect();
    assert_eq!(marked, ["room:a"], "it saw where the evaluation had met the identity");
}
