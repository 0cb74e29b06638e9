//! What goes on, as a stream of events over real connections.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use reqwest::{Client, Response};
use rollcall::app::live::{self, Board, LiveChange};
use rollcall::app::{App, evaluate};
use rollcall::config::Config;
use rollcall::domain::access::{Caller, Rows};
use rollcall::domain::people::Role;
use rollcall::http::serve;
use rollcall::ids::IdGenerator;
use rollcall::store::Store;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::support;
use crate::world::{NOW, World, ask, deliver};

/// What has not come by then does not come.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server with an evaluator, which hears of every change from now on.
struct Served {
    world: World,
    address: SocketAddr,
    server: JoinHandle<std::io::Result<()>>,
}

impl Served {
    async fn of(world: World, app_evaluates: bool) -> Served {
        let app = &world.app;
        let mut changes = pin!(app.live.watch("nobody"));
        if app.store.is_shared() {
            let heard = timeout(PATIENCE, changes.next()).await.unwrap();
            assert!(matches!(heard, Some(LiveChange::Restart)), "it listens, and says so: {heard:?}");
        }
        if app_evaluates {
            evaluate::start_evaluator(app);
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = world.router(rollcall::server::routes());
        let server = tokio::spawn(serve::serve(listener, router, app.shutdown.clone()));
        Served { address, server, world }
    }

    /// Somebody who watches, and has been told what stands.
    async fn watcher(&self, organization: &str, who: &str) -> Watcher {
        let mut watcher = self.listener("/api/v1/live", organization, who).await;
        let hello = watcher.next().await.unwrap();
        assert_eq!((hello.0.as_str(), &hello.1["asOf"]), ("hello", &json!(self.world.app.now())));
        watcher
    }

    /// Somebody who listens to the stream of this path.
    async fn listener(&self, path: &str, organization: &str, who: &str) -> Watcher {
        // There may be one already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let token = self.world.token(organization, &format!("{organization}-{who}"));
        let address = format!("http://{}{path}", self.address);
        let response = Client::new().get(address).bearer_auth(token).send().await.unwrap();
        assert_eq!(response.status(), 200);
        for (name, value) in [
            ("content-type", "text/event-stream"),
            ("cache-control", "no-store"),
            ("x-accel-buffering", "no"),
        ] {
            assert_eq!(response.headers()[name], value);
        }
        Watcher { response, unread: String::new(), last_id: 0, heard: Vec::new() }
    }

    /// Somebody joins the room of a session some seconds ago.
    async fn joins(&self, app: &App, organization: &str, session: &str, who: &str, seconds_ago: i64) {
        let mut write = app.store.write().await.unwrap();
        let (room, who) = (format!("quran_{organization}-{session}_{NOW}"), format!("{organization}-{who}"));
        deliver(&mut write, organization, &room, "participant_joined", &who, -seconds_ago).await;
        write.commit().await.unwrap();
    }
}

struct Watcher {
    response: Response,
    unread: String,
    last_id: u64,
    /// All data that came.
    heard: Vec<String>,
}

impl Watcher {
    /// Name and data of the next event; `None` at the end.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            while let Some((frame, rest)) = self.unread.split_once("\n\n") {
                let (frame, rest) = (frame.to_owned(), rest.to_owned());
                self.unread = rest;
                let field = |name: &str| frame.lines().find_map(|line| line.strip_prefix(name));
                let Some(name) = field("event: ") else { continue };
                let id: u64 = field("id: ").unwrap().parse().unwrap();
                assert!(id > self.last_id, "{id} after {}", self.last_id);
                self.last_id = id;
                let data = field("data: ").unwrap();
                self.heard.push(data.to_owned());
                return Some((name.to_owned(), serde_json::from_str(data).unwrap()));
            }
            let chunk = timeout(PATIENCE, self.response.chunk()).await.expect("nothing comes any more");
            // A server that stops may just close the connection.
            self.unread += std::str::from_utf8(&chunk.ok()??).unwrap();
        }
    }

    /// Reads on until a session is told of in which this holds.
    async fn until(&mut self, session: &str, holds: impl Fn(&Value) -> bool) -> Value {
        loop {
            let (name, data) = self.next().await.expect("the stream has ended");
            if name == "session" && data["id"] == session && holds(&data) {
                return data;
            }
        }
    }
}

fn person<'a>(session: &'a Value, id: &str) -> &'a Value {
    let people = session["people"].as_array().unwrap();
    people.iter().find(|one| one["id"] == id).unwrap_or(&Value::Null)
}

fn is_here<'a>(id: &'a str) -> impl Fn(&Value) -> bool + 'a {
    move |session| person(session, id)["isHere"] == true
}

async fn evidence_in_is_an_event_out(world: World) {
    let served = Served::of(world, true).await;
    let app = served.world.app.clone();
    let mut office = served.watcher("alpha", "receptionist").await;
    let stood = office.until("alpha-session", |_| true).await;
    assert_eq!(stood["title"], "alpha session");
    assert_eq!(stood["teacher"], json!({"id": "alpha-teacher", "name": "alpha teacher"}));
    assert_eq!(person(&stood, "alpha-student")["state"], "missing");

    served.joins(&app, "alpha", "session", "student", 10).await;
    let came = office.until("alpha-session", is_here("alpha-student")).await;
    let student = person(&came, "alpha-student");
    assert_eq!((&student["state"], &student["role"]), (&json!("here"), &json!("student")));
    assert_eq!((&student["outcome"], &student["isLate"]), (&json!("unknown"), &json!(false)));
    assert_eq!(student["firstJoinAt"], "2026-01-05T07:59:50.000Z");
    assert_eq!(person(&came, "alpha-teacher")["state"], "missing");
    assert_eq!(came["status"], "ongoing");

    // What no evaluation changes is told too: another title, and another session.
    let router = served.world.router(rollcall::server::routes());
    let token = served.world.token("alpha", "alpha-admin");
    let address = "/api/v1/sessions/alpha-session";
    let (status, body) = ask(&router, &token, "PATCH", address, json!({"title": "<b>new</b>"})).await;
    assert_eq!(status, 200, "{body}");
    office.until("alpha-session", |session| session["title"] == "<b>new</b>").await;
    let at = |seconds: i64| rollcall::domain::time::Timestamp::from_seconds(NOW + seconds);
    let planned = json!({"kind": "quran", "format": "individual", "platform": "onsite", "studentIds": ["alpha-student"],
                         "teacherId": "alpha-teacher", "start": at(7_200), "end": at(9_000)});
    let (status, body) = ask(&router, &token, "POST", "/api/v1/sessions", planned).await;
    assert_eq!(status, 201, "{body}");
    let id = body["id"].as_str().unwrap();
    let new = office.until(id, |_| true).await;
    assert_eq!(person(&new, "alpha-student")["state"], "expected");
    let (status, _) =
        ask(&router, &token, "POST", &format!("/api/v1/sessions/{id}/cancel"), Value::Null).await;
    assert_eq!(status, 200);
    office.until(id, |session| session["status"] == "cancelled").await;
}

async fn everybody_is_told_of_what_they_may_see_alone(world: World) {
    let served = Served::of(world, true).await;
    let app = served.world.app.clone();
    let mut teacher = served.watcher("alpha", "teacher").await;
    let mut parent = served.watcher("alpha", "parent").await;
    let mut stranger = served.watcher("beta", "admin").await;
    for (organization, session, who) in [
        ("alpha", "other-session", "other-student"),
        ("alpha", "session", "student"),
        ("alpha", "session", "child"),
        ("beta", "session", "student"),
    ] {
        served.joins(&app, organization, session, who, 10).await;
    }
    let both = |session: &Value| is_here("alpha-student")(session) && is_here("alpha-child")(session);
    teacher.until("alpha-session", both).await;
    assert!(!teacher.heard.join("\n").contains("other"), "{:?}", teacher.heard);
    let seen = parent.until("alpha-session", is_here("alpha-child")).await;
    assert_eq!(seen["people"].as_array().unwrap().len(), 1, "the child alone: {seen}");
    let heard = parent.heard.join("\n");
    assert!(!heard.contains("alpha-student") && !heard.contains("other"), "{heard}");
    stranger.until("beta-session", is_here("beta-student")).await;
    assert!(!stranger.heard.join("\n").contains("alpha"), "{:?}", stranger.heard);

    // What is taken away from somebody goes from their board.
    let mut write = app.store.write().await.unwrap();
    let mut session = write.find_session("alpha", "alpha-session").await.unwrap().unwrap();
    session.session.students.retain(|student| student != "alpha-child");
    assert!(write.update_session(&session, app.now()).await.unwrap());
    write.commit().await.unwrap();
    while parent.next().await.expect("it goes on") != ("gone".to_owned(), json!({"id": "alpha-session"})) {}
}

async fn an_open_page_is_told_to_read_itself_anew(world: World) {
    let served = Served::of(world, true).await;
    let mut told = [
        served.listener("/live", "alpha", "parent").await,
        served.listener("/live?session=alpha-session", "alpha", "admin").await,
    ];
    let mut others = [
        served.listener("/live?session=alpha-lesson", "alpha", "admin").await,
        served.listener("/live?session=alpha-session", "beta", "admin").await,
    ];
    served.joins(&served.world.app.clone(), "alpha", "session", "child", 10).await;
    for page in &mut told {
        assert_eq!(page.next().await.unwrap().0, "restart");
    }
    served.world.app.shutdown.cancel();
    for page in &mut others {
        while page.next().await.is_some() {}
        assert!(page.heard.is_empty(), "{:?}", page.heard);
    }
}

async fn a_login_that_ends_ends_the_stream_and_no_other(world: World) {
    let served = Served::of(world, true).await;
    let mut teacher = served.watcher("alpha", "teacher").await;
    let mut admin = served.watcher("alpha", "admin").await;
    let router = served.world.router(rollcall::server::routes());
    let token = served.world.token("alpha", "alpha-admin");
    let address = "/api/v1/people/alpha-teacher";
    let (status, body) = ask(&router, &token, "PATCH", address, json!({"isActive": false})).await;
    assert_eq!(status, 200, "{body}");
    while teacher.next().await.is_some() {}
    served.joins(&served.world.app.clone(), "alpha", "session", "child", 10).await;
    admin.until("alpha-session", is_here("alpha-child")).await;
}

async fn a_stop_ends_open_streams_and_waits_for_none(world: World) {
    let served = Served::of(world, true).await;
    let mut admin = served.watcher("alpha", "admin").await;
    served.world.app.shutdown.cancel();
    timeout(PATIENCE, served.server).await.expect("it waits for the stream").unwrap().unwrap();
    while admin.next().await.is_some() {}
}

async fn what_stands_can_be_read_without_following(world: World) {
    let router = world.router(rollcall::server::routes());
    let token = world.token("alpha", "alpha-student");
    let headers = [("authorization", format!("Bearer {token}"))].into();
    let request = crate::world::request("GET", "/api/v1/live?follow=false", &headers, None);
    let (status, body) = crate::world::send(&router, request).await;
    assert_eq!(status, 200);
    assert!(body.contains("event: hello") && body.contains("alpha-lesson"), "{body}");
    assert_eq!(body.matches("event: session").count(), 3, "two that run, and the next one: {body}");
    assert!(!body.contains("other") && !body.contains("alpha-child"), "{body}");
}

async fn a_board_shows_a_day_within_reach(world: World) {
    let app = &world.app;
    let room = format!("quran_alpha-session_{NOW}");
    let mut write = app.store.write().await.unwrap();
    deliver(&mut write, "alpha", &room, "participant_joined", "alpha-student", -10).await;
    write.commit().await.unwrap();
    evaluate::evaluate_all_waiting(app).await.unwrap();
    let board_of = async |who: &str, role: Role, rows: Rows, household: &[&str]| {
        let caller = Caller {
            organization: "alpha".to_owned(),
            home_organization: "alpha".to_owned(),
            person: format!("alpha-{who}"),
            roles: [role].into(),
            household_members: household.iter().map(|one| (*one).to_owned()).collect(),
        };
        let scope = caller.scope(&[(role, rows)]).unwrap();
        let mut read = app.store.read().await.unwrap();
        live::board(app, &mut read, &scope, "2026-01-05".parse().unwrap()).await.unwrap()
    };
    let ids = |board: &Board| board.sessions.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let own = board_of("teacher", Role::Teacher, Rows::OwnSessions, &[]).await;
    assert_eq!(ids(&own), ["alpha-lesson", "alpha-session"], "by start, and nothing of tomorrow");
    // Two teachers and two learners are not there, half of them since ten minutes.
    let figures = own.figures;
    assert_eq!((figures.here, figures.missing, figures.late), (1, 4, 2), "{own:?}");
    assert_eq!((figures.coverage.watched, figures.coverage.running), (2, 2), "{own:?}");
    let childs = board_of("parent", Role::Parent, Rows::OwnHousehold, &["alpha-child"]).await;
    assert_eq!(ids(&childs), ["alpha-session"]);
    assert_eq!((childs.sessions[0].people.len(), childs.figures.missing), (1, 1), "{childs:?}");
    let all = board_of("receptionist", Role::Receptionist, Rows::Organization, &[]).await;
    assert!(ids(&all).contains(&"alpha-other-session".to_owned()) && ids(&all).len() > 2);
    assert!(!format!("{all:?}").contains("beta"));
}

crate::on_both_databases!(
    a_board_shows_a_day_within_reach,
    evidence_in_is_an_event_out,
    everybody_is_told_of_what_they_may_see_alone,
    a_login_that_ends_ends_the_stream_and_no_other,
    a_stop_ends_open_streams_and_waits_for_none,
    an_open_page_is_told_to_read_itself_anew,
    what_stands_can_be_read_without_following,
);

/// A change that another replica saved.
#[tokio::test]
async fn replicas_tell_one_another() {
    let served = Served::of(World::furnished(support::postgres().await).await, false).await;
    let mut office = served.watcher("alpha", "admin").await;
    let store = Store::open(&served.world.database.url, 2).await.unwrap();
    let clock: Arc<_> = served.world.clock.clone();
    let other = App::with_store(store, Config::default(), clock, IdGenerator::seeded(2)).await.unwrap();
    served.joins(&other, "alpha", "session", "student", 10).await;
    evaluate::evaluate_all_waiting(&other).await.unwrap();
    office.until("alpha-session", is_here("alpha-student")).await;
}
