//! Who is told which sessions changed, and which sessions a platform told of lately.

use std::collections::BTreeSet;
use std::time::Duration;

use rollcall::domain::session::Platform;
use rollcall::store::meet::records::MeetFullPoll;
use rollcall::store::{SessionSignal, Store};
use tokio::sync::broadcast::Receiver;
use tokio::time::timeout;

use crate::at;
use crate::lesson::{event, receive};
use crate::logs::evaluation;
use crate::support::app::{clock, replica};
use crate::support::school::{lesson, stored};
use crate::support::{Database, on_both};

on_both! {
    a_change_is_told_when_it_is_committed,
    a_platform_is_heard_of_by_evidence_and_by_polls,
}

const PATIENCE: Duration = Duration::from_secs(60);

async fn heard(changes: &mut Receiver<SessionSignal>) -> SessionSignal {
    timeout(PATIENCE, changes.recv()).await.expect("nothing is told").unwrap()
}

fn changed(session: &str) -> SessionSignal {
    SessionSignal::Changed { organization: "o1".to_owned(), session: session.to_owned() }
}

async fn a_change_is_told_when_it_is_committed(db: Database) {
    // On PostgreSQL the change is another process's.
    let listener = match db.store.is_shared() {
        true => Store::open(&db.url, 1).await.unwrap(),
        false => db.store.clone(),
    };
    let mut changes = listener.subscribe_session_changes();
    let listening = tokio::spawn(async move { listener.listen_for_session_changes().await });
    if db.store.is_shared() {
        assert_eq!(heard(&mut changes).await, SessionSignal::Missed, "what came before went unheard");
    }
    let mut write = db.store.write().await.unwrap();
    write.insert_session(&stored("o1", lesson("undone", 0))).await.unwrap();
    drop(write);
    let mut write = db.store.write().await.unwrap();
    write.insert_session(&stored("o1", lesson("s1", 0))).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(heard(&mut changes).await, changed("s1"), "and never the one that was rolled back");

    let mut same = evaluation("s1", Vec::new());
    same.changed = false;
    same.previous_status = same.status;
    let mut write = db.store.write().await.unwrap();
    assert!(write.save_evaluation(&same).await.unwrap());
    write.commit().await.unwrap();
    let mut write = db.store.write().await.unwrap();
    let mut session = write.find_session("o1", "s1").await.unwrap().unwrap();
    session.title = Some("new".to_owned());
    assert!(write.update_session(&session, at(1)).await.unwrap());
    write.insert_session(&stored("o1", lesson("s2", 90))).await.unwrap();
    write.commit().await.unwrap();
    let both =
        BTreeSet::from([heard(&mut changes).await, heard(&mut changes).await].map(|one| format!("{one:?}")));
    assert_eq!(both, BTreeSet::from([changed("s1"), changed("s2")].map(|one| format!("{one:?}"))));
    let next = timeout(Duration::from_millis(50), changes.recv()).await;
    assert!(next.is_err(), "an evaluation that changes nothing is not told: {next:?}");
    listening.abort();
}

async fn a_platform_is_heard_of_by_evidence_and_by_polls(db: Database) {
    let app = replica(&db, &clock(at(10)), 1).await;
    let (loud, silent) = (lesson("loud", 0), lesson("silent", 0));
    let mut polled = lesson("polled", 0);
    (polled.platform, polled.room, polled.meet_space) = (Platform::Meet, None, Some("spaces/x".to_owned()));
    let mut onsite = lesson("onsite", 0);
    (onsite.platform, onsite.room) = (Platform::Onsite, None);
    receive(&app, &[event("participant_joined", "quran_loud", "p1", 4)]).await;
    let mut write = app.store.write().await.unwrap();
    let poll = MeetFullPoll {
        organization_id: "o1".to_owned(),
        session_id: "polled".to_owned(),
        attempted_at: at(8),
        succeeded_at: Some(at(8)),
        stored_at: None,
        digest: None,
    };
    write.put_meet_full_poll(&poll).await.unwrap();
    write.commit().await.unwrap();
    let mut read = app.store.read().await.unwrap();
    let all = [&loud, &silent, &polled, &onsite];
    let mut since = async |minutes| read.list_sessions_heard_of("o1", &all, at(minutes)).await.unwrap();
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(since(3).await, names(&["loud", "polled"]));
    assert_eq!(since(5).await, names(&["polled"]));
    assert_eq!(since(9).await, names(&[]));
    assert_eq!(read.list_sessions_heard_of("o2", &all, at(3)).await.unwrap(), names(&[]));
    assert_eq!(read.list_sessions_heard_of("o1", &[], at(3)).await.unwrap(), names(&[]));
}
