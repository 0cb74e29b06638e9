//! The mail server is away for an hour, in every way that servers are away: what was told before, meanwhile and afterwards
//! arrives once, and what is of no use any more by then is dropped and says why.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use rollcall::app::App;
use rollcall::app::jobs::notify;
use rollcall::clock::ManualClock;
use rollcall::config::{Config, JobProfile};
use rollcall::domain::notification::delivery_state::DeliveryState;
use rollcall::domain::notification::event::{Channel, NotificationEvent};
use rollcall::domain::notification::fact::{Fact, FactContent, SessionBrief};
use rollcall::domain::session::Status;
use rollcall::domain::time::{HOUR, MINUTE, SECOND, Timestamp};
use rollcall::ids::IdGenerator;
use rollcall::jobs::JOBS;
use rollcall::net::smtp_url::SmtpUrl;
use rollcall::store::notification::delivery_log::LoggedDelivery;
use rollcall::store::notification::preferences::StoredPreferences;
use serde_json::Value;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpSocket};
use tokio::task::JoinHandle;

use crate::helper::Helper;
use crate::messages::{attempts, deliveries, found, member, tell, waiting};
use crate::support::school::{MONDAY, lesson, stored};
use crate::support::{Database, on_both};

on_both! {
    a_server_that_is_not_there_for_an_hour_loses_and_doubles_nothing,
    a_server_that_never_greets_loses_and_doubles_nothing,
    a_server_that_sends_everybody_away_loses_and_doubles_nothing,
    a_server_that_closes_down_for_an_hour_loses_and_doubles_nothing,
    a_server_that_is_full_for_an_hour_is_asked_less_and_less_often,
    what_the_hour_made_untrue_or_useless_is_dropped_and_says_why,
}

/// Members who are told something before, during and after the hour.
const BEFORE: usize = 12;
const DURING: usize = 12;
const AFTER: usize = 6;
const ALL: usize = BEFORE + DURING + AFTER;

fn begin() -> Timestamp {
    Timestamp::from_seconds(MONDAY)
}

/// What stands at the mail server's port while the server is away.
enum Away {
    /// Nobody listens. The port is held, so that nobody else has it when the server comes back.
    Closed(TcpSocket),
    /// Connections are taken, and then one thing or nothing is said.
    Answers(JoinHandle<()>),
    /// The mail server itself, which takes nothing.
    Server(Helper),
}

impl Away {
    fn closed(port: u16) -> Away {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_reuseaddr(true).unwrap();
        socket.bind(([127, 0, 0, 1], port).into()).unwrap();
        Away::Closed(socket)
    }

    async fn says(port: u16, said: &'static str) -> Away {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        Away::Answers(tokio::spawn(async move {
            let mut held = Vec::new();
            loop {
                let (mut connection, _) = listener.accept().await.unwrap();
                _ = connection.write_all(said.as_bytes()).await;
                // Whoever has said nothing goes on saying nothing.
                if said.is_empty() {
                    held.push(connection);
                }
            }
        }))
    }

    fn plays(port: u16, play: &str) -> Away {
        Away::Server(serve(port, &["--play", play]))
    }

    async fn end(self) {
        match self {
            Away::Closed(socket) => drop(socket),
            Away::Answers(task) => {
                task.abort();
                _ = task.await;
            }
            Away::Server(server) => assert!(server.is_quiet(), "it took nothing"),
        }
    }
}

fn serve(port: u16, more: &[&str]) -> Helper {
    let port = port.to_string();
    let arguments: Vec<&str> = ["--port", &port].iter().chain(more).copied().collect();
    let server = Helper::start("smtp_server.py", &arguments);
    assert_eq!(server.json()["port"].to_string(), port);
    server
}

async fn process(
    db: &Database,
    clock: &Arc<ManualClock>,
    port: u16,
    seed: u64,
    configure: impl FnOnce(&mut Config),
) -> App {
    let mut config = Config::default();
    config.mail.url = Some(SmtpUrl::parse(&format!("smtp://127.0.0.1:{port}")).unwrap());
    config.mail.from = Some("Rollcall <rollcall@example.org>".parse().unwrap());
    config.jobs.profile = JobProfile::Production;
    configure(&mut config);
    App::with_store(db.store.clone(), config, clock.clone(), IdGenerator::seeded(seed)).await.unwrap()
}

/// An organisation, the program that sends for it, and its mail server, which is there.
struct School {
    db: Database,
    app: App,
    clock: Arc<ManualClock>,
    port: u16,
    replicas: u64,
    server: Option<Helper>,
    /// How often each message arrived, by its `Message-ID`.
    arrived: BTreeMap<String, usize>,
}

impl School {
    async fn open(db: Database) -> School {
        found(&db.store, "o1").await;
        let server = Helper::start("smtp_server.py", &[]);
        let port = u16::try_from(server.json()["port"].as_u64().unwrap()).unwrap();
        let clock = Arc::new(ManualClock::at(begin()));
        let app = process(&db, &clock, port, 1, |_| ()).await;
        School { db, app, clock, port, replicas: 1, server: Some(server), arrived: BTreeMap::new() }
    }

    /// Another process takes over, with other settings.
    async fn restart(&mut self, configure: impl FnOnce(&mut Config)) {
        self.replicas += 1;
        self.app = process(&self.db, &self.clock, self.port, self.replicas, configure).await;
    }

    /// The server goes away.
    fn lose(&mut self) {
        self.collect();
        self.server = None;
    }

    /// The server is back.
    async fn regain(&mut self, away: Away) {
        away.end().await;
        self.server = Some(serve(self.port, &[]));
    }

    /// What the job does at this moment, all of it.
    async fn run(&self) {
        let idle = self.app.tasks.len();
        assert_eq!(notify::run(&self.app, None).await.unwrap().error_text(), None);
        // A run leaves slow tries to themselves; here the clock stands still until they have ended.
        while self.app.tasks.len() > idle {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Runs the job as often as it runs in so long.
    async fn pass(&self, millis: i64) {
        let until = self.now().plus(millis);
        let job = JOBS.iter().find(|job| job.name == "notify").unwrap();
        let interval = i64::try_from(job.interval_seconds(&self.app.config.jobs)).unwrap() * SECOND;
        while self.now() < until {
            self.clock.advance(interval);
            self.run().await;
        }
    }

    async fn tell(&self, members: std::ops::Range<usize>) {
        tell(&self.db.store, "o1", members, self.now()).await;
    }

    fn now(&self) -> Timestamp {
        self.app.now()
    }

    /// Notes what the server took.
    fn collect(&mut self) {
        let Some(server) = &self.server else { return };
        while let Some(line) = server.next_line() {
            let taken: Value = serde_json::from_str(&line).unwrap();
            let headers = taken["headers"].as_array().unwrap();
            let id = headers.iter().find(|one| one[0] == "Message-ID").unwrap()[1].as_str().unwrap();
            *self.arrived.entry(id.to_owned()).or_default() += 1;
        }
    }

    async fn count(&self, state: DeliveryState) -> i64 {
        self.db.store.read().await.unwrap().count_deliveries("o1", state).await.unwrap()
    }

    /// Messages that are to be sent arrived once and were recorded once, and no other one ever arrived.
    async fn assert_arrived_once(&mut self, messages: usize) -> Vec<LoggedDelivery> {
        self.collect();
        let all = deliveries(&self.db.store, "o1").await;
        let sent: Vec<&LoggedDelivery> =
            all.iter().filter(|one| one.state != DeliveryState::Dropped).collect();
        assert_eq!(sent.len(), messages);
        assert_eq!(self.arrived.len(), messages, "{:?}", self.arrived);
        for one in &sent {
            assert_eq!(one.state, DeliveryState::Sent, "{one:?}");
            assert_eq!(self.arrived[&format!("<{}@example.org>", one.id)], 1, "{one:?}");
            let attempts = attempts(&self.db.store, "o1", &one.id).await;
            assert_eq!(attempts.iter().filter(|one| one.is_sent).count(), 1, "{attempts:?}");
            assert!(attempts.last().unwrap().is_sent, "{attempts:?}");
        }
        all
    }
}

/// An hour without the server: some were told, some are to be when it goes, more come while it is away.
async fn hour(school: &School) {
    school.tell(BEFORE / 2..BEFORE).await;
    for number in 0..DURING {
        school.tell(BEFORE + number..BEFORE + number + 1).await;
        school.pass(5 * MINUTE).await;
    }
    let all = BEFORE + DURING;
    assert_eq!(school.count(DeliveryState::Waiting).await, i64::try_from(all - BEFORE / 2).unwrap());
    assert_eq!(school.count(DeliveryState::Dead).await, 0);
    assert_eq!(school.count(DeliveryState::Dropped).await, 0);
}

/// The school has told some of its members, and loses its mail server.
async fn lost(db: Database) -> School {
    let mut school = School::open(db).await;
    school.tell(0..BEFORE / 2).await;
    school.run().await;
    assert_eq!(waiting(&school.db.store).await, 0);
    school.lose();
    school
}

/// The server is back, and there is more to tell.
async fn found_again(school: &mut School, away: Away) {
    school.regain(away).await;
    school.tell(BEFORE + DURING..ALL).await;
}

/// Nobody could be asked, so no try counted; and as soon as somebody could, everything arrived.
async fn assert_nothing_counted(school: &mut School) {
    school.pass(5 * MINUTE).await;
    for one in school.assert_arrived_once(ALL).await {
        assert_eq!(one.attempts, 1, "a try that found nobody counts for none: {one:?}");
        let tries = attempts(&school.db.store, "o1", &one.id).await;
        for two in tries.windows(2) {
            assert!(two[1].at.since(two[0].at) >= MINUTE, "at most once a minute: {tries:?}");
        }
    }
}

async fn a_server_that_is_not_there_for_an_hour_loses_and_doubles_nothing(db: Database) {
    let mut school = lost(db).await;
    let away = Away::closed(school.port);
    hour(&school).await;
    found_again(&mut school, away).await;
    assert_nothing_counted(&mut school).await;
}

async fn a_server_that_sends_everybody_away_loses_and_doubles_nothing(db: Database) {
    let mut school = lost(db).await;
    let away = Away::says(school.port, "421 4.3.2 not now\r\n").await;
    hour(&school).await;
    found_again(&mut school, away).await;
    assert_nothing_counted(&mut school).await;
}

async fn a_server_that_closes_down_for_an_hour_loses_and_doubles_nothing(db: Database) {
    let mut school = lost(db).await;
    let away = Away::plays(school.port, "closing");
    hour(&school).await;
    found_again(&mut school, away).await;
    assert_nothing_counted(&mut school).await;
}

/// Each try waits for real, so that there are few of them, and short ones.
async fn a_server_that_never_greets_loses_and_doubles_nothing(db: Database) {
    let mut school = lost(db).await;
    let away = Away::says(school.port, "").await;
    school
        .restart(|config| {
            config.mail.timeout_seconds = 1;
            config.jobs.notify.interval_seconds = 300;
        })
        .await;
    hour(&school).await;
    school.restart(|_| ()).await;
    found_again(&mut school, away).await;
    assert_nothing_counted(&mut school).await;
}

async fn a_server_that_is_full_for_an_hour_is_asked_less_and_less_often(db: Database) {
    let mut school = lost(db).await;
    let away = Away::plays(school.port, "full");
    hour(&school).await;
    found_again(&mut school, away).await;
    // What had failed four times by then waits for half an hour, what had failed five times for two and a half at most.
    school.restart(|config| config.jobs.notify.interval_seconds = 60).await;
    school.pass(3 * HOUR).await;
    let mut most = 0;
    for one in school.assert_arrived_once(ALL).await {
        let tries = attempts(&school.db.store, "o1", &one.id).await;
        let waits: Vec<i64> = tries.windows(2).map(|two| two[1].at.since(two[0].at)).collect();
        assert!(waits.windows(2).all(|two| two[1] > 2 * two[0]), "{waits:?}");
        assert_eq!(one.attempts, i64::try_from(tries.len()).unwrap());
        most = most.max(tries.len());
    }
    assert_eq!(most, 6, "half a minute, two, ten, thirty, and two hours between them");
}

/// A lesson of the one teacher, who wants to be told of its changes.
async fn session(school: &School, id: &str, minutes: i64) -> SessionBrief {
    let mut session = lesson(id, minutes);
    (session.teacher, session.students) = (Some(member(0)), Vec::new());
    let brief = SessionBrief {
        session_id: id.to_owned(),
        title: None,
        kind: session.kind,
        start: session.start,
        end: session.end,
    };
    let mut write = school.db.store.write().await.unwrap();
    write.insert_session(&stored("o1", session)).await.unwrap();
    write.commit().await.unwrap();
    brief
}

async fn say(school: &School, key: &str, content: FactContent) {
    let fact = Fact { key: key.to_owned(), person_id: None, occurred_at: school.now(), content };
    let mut write = school.db.store.write().await.unwrap();
    write.insert_facts("o1", &[fact], school.now()).await.unwrap();
    write.commit().await.unwrap();
}

async fn what_the_hour_made_untrue_or_useless_is_dropped_and_says_why(db: Database) {
    let mut school = School::open(db).await;
    school.tell(0..1).await;
    school.run().await;
    // The one member teaches, and is written to of lessons alone.
    let by_mail = |event| (event, [Channel::Email].into());
    let chosen = StoredPreferences {
        events: [NotificationEvent::SessionCancelled, NotificationEvent::SessionMoved].map(by_mail).into(),
        ..StoredPreferences::default()
    };
    let teacher = member(0);
    let mut write = school.db.store.write().await.unwrap();
    write.put_notification_preferences("o1", &teacher, &chosen, begin()).await.unwrap();
    write.commit().await.unwrap();
    let over = session(&school, "over", -20).await;
    let to_come = session(&school, "to_come", 120).await;
    let called_off = session(&school, "called_off", 180).await;
    school.lose();
    let away = Away::closed(school.port);
    // Its message would come when the lesson is over.
    say(&school, "over", FactContent::SessionCancelled { session: over, reason: None }).await;
    school.pass(MINUTE).await;
    say(&school, "to_come", FactContent::SessionCancelled { session: to_come, reason: None }).await;
    school.pass(MINUTE).await;
    let (previous_start, previous_end) = (called_off.start.plus(-HOUR), called_off.end.plus(-HOUR));
    let moved =
        FactContent::SessionMoved { session: called_off.clone(), previous_start, previous_end, reason: None };
    say(&school, "moved", moved).await;
    school.pass(28 * MINUTE).await;
    // Moved, and then cancelled: only that is so.
    let mut write = school.db.store.write().await.unwrap();
    let mut one = write.find_session("o1", "called_off").await.unwrap().unwrap();
    one.status = Status::Cancelled;
    write.update_session(&one, school.now()).await.unwrap();
    write.commit().await.unwrap();
    say(&school, "cancelled", FactContent::SessionCancelled { session: called_off, reason: None }).await;
    school.pass(30 * MINUTE).await;
    assert_eq!(school.count(DeliveryState::Dead).await, 0);
    school.regain(away).await;
    school.pass(2 * MINUTE).await;
    // What waits for the same moment is told in one message, and some of it may be left out.
    let messages = usize::try_from(school.count(DeliveryState::Sent).await).unwrap();
    let all = school.assert_arrived_once(messages).await;
    let mut became: Vec<(&str, Option<&str>)> = all
        .iter()
        .flat_map(|one| {
            one.facts
                .iter()
                .map(|(key, dropped)| (key.as_str(), dropped.as_deref().or(one.reason.as_deref())))
        })
        .filter(|(key, _)| !key.starts_with("arrival"))
        .collect();
    became.sort_unstable();
    assert_eq!(
        became,
        [("cancelled", None), ("moved", Some("no_longer_true")), ("over", Some("stale")), ("to_come", None)]
    );
}
