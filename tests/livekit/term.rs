//! An academy that is planned once and left alone for a term, in quick time: everybody comes to their lessons with tokens of
//! their own, and nothing waits for a hand but what must.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rollcall::app::ActorContext;
use rollcall::app::livekit::rooms::join::join;
use rollcall::clock::{Clock, ManualClock};
use rollcall::domain::access::Scope;
use rollcall::domain::people::Role;
use rollcall::domain::session::Status;
use rollcall::domain::session::room::RoomState;
use rollcall::domain::time::{DAY, HOUR, MINUTE, Timestamp};
use rollcall::simulator::livekit::SimulatedLivekit;
use rollcall::simulator::livekit::room_script::RoomScript;
use rollcall::simulator::livekit::script::JoiningParticipant;
use rollcall::store::session::{SessionFilter, StoredSession};
use serde_json::json;

use crate::academy::Academy;
use crate::database::sqlite;
use crate::rooms::{RoomCalls, counted, simulated};
use crate::support::{KEY, SECRET, connect_to, pair, serve};

const WEEKS: i64 = 12;

struct Term {
    academy: Academy,
    livekit: SimulatedLivekit,
    clock: Arc<ManualClock>,
    /// Lessons whose people have been sent to them.
    sent: BTreeSet<String>,
}

impl Term {
    /// Goes to a moment; what LiveKit does until then is told.
    async fn go(&self, to: Timestamp) {
        while let Some(at) = self.livekit.next().filter(|at| *at <= to) {
            self.clock.set(self.clock.now().max(at));
            self.livekit.step().await;
        }
        self.clock.set(self.clock.now().max(to));
        self.academy.tick().await;
    }

    async fn sessions(&self) -> Vec<StoredSession> {
        let mut read = self.academy.app.store.read().await.unwrap();
        let scope = Scope::whole_organization("academy");
        read.list_sessions(&scope, SessionFilter::default(), None, i64::MAX).await.unwrap()
    }

    /// Everybody of a lesson asks for a token and comes; who is ill stays away.
    async fn send(&mut self, one: &StoredSession) {
        let session = &one.session;
        if !self.sent.insert(session.id.clone()) {
            return;
        }
        let mut story = RoomScript::new(session.room.as_deref().unwrap(), session.start);
        for person in session.teacher.iter().chain(&session.students) {
            let ill = session.students.contains(person) && self.sent.len().is_multiple_of(7);
            if ill {
                continue;
            }
            let app = &self.academy.app;
            let actor = ActorContext {
                person_id: Some(person.clone()),
                ..ActorContext::of_installation(app, "academy")
            };
            let pass = join(app, &actor, &session.id).await.expect("the lesson is open");
            assert_eq!(&pass.identity, person);
            story = story.join(5, JoiningParticipant::person(person, person)).leave(30 * 60 - 5, person);
        }
        self.livekit.play(story);
    }
}

#[tokio::test]
async fn a_term_runs_by_itself() {
    // A Sunday evening in Riyadh, before the first lesson on Monday.
    let begin = Timestamp::parse("2026-01-04T18:00:00Z").unwrap();
    let clock = Arc::new(ManualClock::at(begin));
    let people = [
        ("a1", Role::Admin),
        ("t1", Role::Teacher),
        ("t2", Role::Teacher),
        ("p1", Role::Student),
        ("p2", Role::Student),
        ("p3", Role::Student),
    ];
    let academy = Academy::found(sqlite().await, clock.clone(), &people).await;
    let livekit = simulated(&academy.url, clock.clone());
    let calls = RoomCalls::default();
    let url = serve(counted(&livekit, calls.clone())).await;
    connect_to(&academy.app, "academy", &url, &pair(KEY, SECRET)).await.unwrap();

    // What the office does before the term, and the last it does.
    let plan = |title: &str, format: &str, teacher: &str, students: &[&str], first: &str, rule: &str| {
        json!({"title": title, "kind": "quran", "format": format, "platform": "livekit", "teacherId": teacher,
               "studentIds": students, "firstStart": first, "durationMinutes": 30, "rule": rule})
    };
    let individual = plan("Hifz", "individual", "t1", &["p1"], "2026-01-05T16:00", "FREQ=WEEKLY;BYDAY=MO,WE");
    let circle = plan("Tajweed", "circle", "t2", &["p2", "p3"], "2026-01-06T17:00", "FREQ=WEEKLY");
    let until = format!("{}", (begin.plus(WEEKS * 7 * DAY)).to_utc().format("%Y%m%d"));
    academy.done("a1", "POST", "/api/v1/holidays", json!({"date": "2026-02-02", "name": "A holiday"})).await;
    for mut timetable in [individual, circle] {
        let rule = format!("{};UNTIL={until}", timetable["rule"].as_str().unwrap());
        timetable["rule"] = json!(rule);
        academy.done("a1", "POST", "/api/v1/timetables", timetable).await;
    }
    let mut subscriptions = BTreeMap::new();
    for (person, sessions) in [("p1", 30), ("p2", 8), ("p3", 12)] {
        let sold = json!({"personId": person, "sessions": sessions, "validFrom": "2026-01-01"});
        let sold = academy.done("a1", "POST", "/api/v1/subscriptions", sold).await;
        subscriptions.insert(person, sold["id"].as_str().unwrap().to_owned());
    }

    let mut term = Term { academy, livekit, clock, sent: BTreeSet::new() };
    let end = begin.plus((WEEKS * 7 + 1) * DAY);
    let mut night = begin.plus(6 * HOUR);
    while night < end {
        term.go(night).await;
        let sessions = term.sessions().await;
        let today: Vec<&StoredSession> = sessions
            .iter()
            .filter(|one| {
                one.session.start > night && one.session.start < night.plus(DAY) && !one.status.is_over()
            })
            .collect();
        for one in today {
            let at = |minute: i64| one.session.start.plus(minute * MINUTE);
            term.go(at(-15)).await;
            term.send(one).await;
            for minute in [1, 10, 20, 29, 36, 41, 61] {
                term.go(at(minute)).await;
            }
        }
        night = night.plus(DAY);
    }

    let sessions = term.sessions().await;
    // Three lessons a week, but for the holiday's.
    assert_eq!(sessions.len() as i64, WEEKS * 3 - 1);
    let waiting: Vec<_> = sessions
        .iter()
        .filter(|one| {
            !one.settled || one.needs_review || !matches!(one.status, Status::Completed | Status::Absent)
        })
        .map(|one| (&one.session.id, one.status, one.settled, one.needs_review))
        .collect();
    assert!(waiting.is_empty(), "these wait for a hand: {waiting:?}");
    assert!(sessions.iter().any(|one| one.status == Status::Absent), "somebody was ill");
    let mut read = term.academy.app.store.read().await.unwrap();
    assert_eq!(read.list_unmatched("academy", None, None, 9).await.unwrap().len(), 0);
    let names: Vec<&str> = sessions.iter().filter_map(|one| one.session.room.as_deref()).collect();
    let rooms = read.find_session_rooms("academy", &names).await.unwrap();
    assert_eq!(rooms.len(), sessions.len());
    assert!(
        rooms
            .iter()
            .all(|room| room.state == RoomState::Closed && room.failed.is_none() && room.reopened == 0)
    );
    drop(read);
    let calls = calls.lock().unwrap().clone();
    for method in ["CreateRoom", "DeleteRoom"] {
        assert_eq!(calls.iter().filter(|(name, _)| name == method).count(), sessions.len(), "{method}");
    }
    // Each lesson is taken off once: of eight of twelve are eight gone, and four are charged.
    for (person, id) in &subscriptions {
        let held =
            sessions.iter().filter(|one| one.session.students.iter().any(|p| p == person)).count() as i64;
        let ledger = term.academy.get("a1", &format!("/api/v1/subscriptions/{id}")).await;
        let granted = ledger["granted"].as_i64().unwrap();
        assert_eq!(ledger["used"], json!(held.min(granted)), "{person}: {ledger}");
        assert_eq!(ledger["left"], json!((granted - held).max(0)), "{person}");
    }
}
