//! Rows that cannot be read: noted, listed since when, and off the list when they read again.

use rollcall::app::evaluate;
use rollcall::domain::evidence::scope;
use rollcall::domain::people::Source;
use rollcall::domain::session::Status;
use rollcall::domain::time::{Span, Timestamp};
use rollcall::store::StoreError;
use rollcall::store::evidence::NewEvidence;
use rollcall::store::installation::unreadable_rows::Unreadable;

use crate::at;
use crate::lesson::school;
use crate::support::app::{clock, replica};
use crate::support::school::{lesson, organization, stored};
use crate::support::{Database, on_both};

on_both! {
    what_cannot_be_read_is_listed_until_it_can,
    a_session_nobody_could_read_is_looked_at_when_somebody_can,
}

fn torn(received: i64) -> NewEvidence {
    NewEvidence {
        organization_id: "o1".into(),
        source: Source::Livekit,
        external_id: "torn".into(),
        digest: "torn".into(),
        kind: "webhook",
        scope: Some(scope::room("quran s2").into()),
        received_at: at(received),
        since: at(received),
        payload: "{torn".into(),
    }
}

async fn what_cannot_be_read_is_listed_until_it_can(db: Database) {
    let mut write = db.store.write().await.unwrap();
    write.insert_organization(&organization("o1"), None).await.unwrap();
    write.insert_evidence(&[torn(1)]).await.unwrap();
    write.commit().await.unwrap();
    let all = Span::new(Timestamp::MIN, Timestamp::MAX);
    let mut read = db.store.read().await.unwrap();
    let rows = read.unreadable_evidence("o1", &["room:quran s2"], all).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert!(
        read.unreadable_evidence("o1", &["room:quran s2"], Span::new(at(2), at(9))).await.unwrap().is_empty()
    );
    assert!(read.unreadable_evidence("o2", &["room:quran s2"], all).await.unwrap().is_empty());
    let gone = Unreadable {
        organization_id: "o1".into(),
        table: "sessions".into(),
        row: "s9".into(),
        column: "kind".into(),
        found: "found \"workshop\"".into(),
    };
    read.record_unreadable(gone.clone());
    assert_eq!(read.unreadable_rows().len(), 2);
    drop(read);

    let met = db.store.take_unreadable();
    assert_eq!(met.len(), 2);
    assert!(db.store.take_unreadable().is_empty(), "taken once");
    for minute in [5, 6] {
        let mut write = db.store.write().await.unwrap();
        write.save_unreadable(&met, at(minute)).await.unwrap();
        write.commit().await.unwrap();
    }
    let mut read = db.store.read().await.unwrap();
    let listed = read.list_unreadable("o1", None, 9).await.unwrap();
    assert_eq!(
        listed.iter().map(|one| one.since).collect::<Vec<_>>(),
        [at(5), at(5)],
        "since it was first met"
    );
    assert_eq!(read.list_all_unreadable().await.unwrap(), listed);
    assert!(read.list_unreadable("o2", None, 9).await.unwrap().is_empty());
    let first = &listed[0].unreadable;
    let place = (first.table.clone(), first.row.clone(), first.column.clone());
    assert_eq!(read.list_unreadable("o1", Some(&place), 9).await.unwrap(), listed[1..]);
    assert!(read.is_unreadable(&listed[0].unreadable).await.unwrap());
    assert!(!read.is_unreadable(&listed[1].unreadable).await.unwrap(), "there is no such session");
    drop(read);
    let mut write = db.store.write().await.unwrap();
    write.delete_unreadable(&[gone]).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(db.store.read().await.unwrap().list_all_unreadable().await.unwrap(), listed[..1]);
}

/// The mark that led to it is gone by then; it is due instead.
async fn a_session_nobody_could_read_is_looked_at_when_somebody_can(db: Database) {
    let clock = clock(at(80));
    let app = replica(&db, &clock, 1).await;
    school(&app).await;
    evaluate::evaluate_all_waiting(&app).await.unwrap();
    let mut write = app.store.write().await.unwrap();
    write.insert_session(&stored("o1", lesson("s2", 0))).await.unwrap();
    write.postpone_session("o1", "s2", at(9_999)).await.unwrap();
    write.make_sessions_due("o1", &["s2", "s3"], at(80)).await.unwrap();
    // It is due earlier already.
    write.make_sessions_due("o1", &["s2"], at(90)).await.unwrap();
    write.commit().await.unwrap();
    let mut read = app.store.read().await.unwrap();
    let due = read.list_due_sessions(None, at(80), None, 1).await.unwrap();
    assert_eq!(due.sessions[0].session.id, "s2");
    let rest = read.list_due_sessions(None, at(80), due.next.as_ref(), 1).await.unwrap();
    assert!(rest.sessions.is_empty() && rest.next.is_none());
    drop(read);
    assert_eq!(evaluate::evaluate_all_waiting(&app).await.unwrap().evaluated, 1);
    let mut read = app.store.read().await.unwrap();
    let one = read.find_session("o1", "s2").await.unwrap().unwrap();
    assert_eq!((one.status, one.settled), (Status::Completed, true));
    assert!(!matches!(read.find_organization("o1").await, Err(StoreError::Corrupt(_))));
}
