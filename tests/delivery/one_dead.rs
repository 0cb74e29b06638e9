//! Endpoints that hang while others are waited for: whoever lives is told everything meanwhile. Shown by what is open and
//! what has arrived, and not by how long it took.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::http::HeaderMap;
use axum::routing::post;
use rollcall::app::jobs::notify;
use rollcall::app::notify::endpoints::{NewEndpoint, add};
use rollcall::app::{ActorContext, App};
use rollcall::clock::ManualClock;
use rollcall::config::Config;
use rollcall::domain::notification::delivery_state::DeliveryState;
use rollcall::domain::notification::event::{Channel, NotificationEvent};
use rollcall::domain::time::{MINUTE, Timestamp};
use rollcall::ids::IdGenerator;
use rollcall::net::smtp_url::SmtpUrl;
use rollcall::store::notification::preferences::StoredPreferences;
use rollcall::store::notification::push_subscriptions::StoredPushSubscription;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket};

use crate::helper::Helper;
use crate::messages::{attempts, deliveries, found, member, tell};
use crate::support::school::MONDAY;
use crate::support::{Database, on_both};

on_both! {
    the_dead_endpoints_of_one_organisation_hold_up_no_other,
    a_dead_endpoint_holds_up_neither_the_others_nor_the_mail_of_its_organisation,
    endpoints_that_are_left_alone_use_up_nothing_of_what_may_be_sent,
    an_organisation_sends_no_more_in_a_minute_than_it_may,
    the_browsers_of_one_person_are_told_at_once,
    a_browser_that_is_gone_is_not_asked_again_though_another_is_told,
}

/// Members who are told of.
const MEMBERS: usize = 8;

fn begin() -> Timestamp {
    Timestamp::from_seconds(MONDAY)
}

/// An endpoint that never answers. It holds every connection until the other side lets go.
struct Dead {
    url: String,
    open: Arc<AtomicUsize>,
    let_go: Arc<AtomicUsize>,
}

impl Dead {
    /// One that says nothing, or so little each second that no answer is ever whole.
    async fn start(dribbles: bool) -> Dead {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (open, let_go) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let counts = (open.clone(), let_go.clone());
        tokio::spawn(async move {
            loop {
                let (connection, _) = listener.accept().await.unwrap();
                let (open, let_go) = counts.clone();
                open.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(async move {
                    hold(connection, dribbles).await;
                    open.fetch_sub(1, Ordering::SeqCst);
                    let_go.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        Dead { url, open, let_go }
    }

    fn open(&self) -> usize {
        self.open.load(Ordering::SeqCst)
    }

    /// Somebody is waiting for it, and nobody has ever stopped doing so.
    fn assert_holds(&self) {
        assert!(self.open() > 0, "{}", self.url);
        assert_eq!(self.let_go.load(Ordering::SeqCst), 0, "what came meanwhile came while it was waited for");
    }
}

async fn hold(connection: tokio::net::TcpStream, dribbles: bool) {
    let (mut reading, mut writing) = connection.into_split();
    // An answer before the question would be none.
    let mut question = [0; 8_192];
    _ = reading.read(&mut question).await;
    let dribble = async {
        for byte in "HTTP/1.1 200 OK\r\nx-slow: ".bytes().chain(std::iter::repeat(b'x')) {
            tokio::time::sleep(Duration::from_secs(1)).await;
            if dribbles && writing.write_all(&[byte]).await.is_err() {
                return;
            }
        }
    };
    let until_closed = async {
        let mut buffer = [0; 1_024];
        while reading.read(&mut buffer).await.is_ok_and(|bytes| bytes > 0) {}
    };
    tokio::select! { () = dribble => {}, () = until_closed => {} }
}

/// An endpoint that takes everything, and the ids of what it took.
struct Living {
    url: String,
    taken: Arc<Mutex<Vec<String>>>,
}

impl Living {
    async fn start() -> Living {
        let taken: Arc<Mutex<Vec<String>>> = Arc::default();
        let noted = taken.clone();
        let hook = post(async move |headers: HeaderMap| {
            noted.lock().unwrap().push(headers["webhook-id"].to_str().unwrap().to_owned());
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(hook)).await });
        Living { url, taken }
    }

    /// Waits until it has taken so many, each of them once.
    async fn takes(&self, messages: usize) {
        until(|| self.taken.lock().unwrap().len() >= messages).await;
        let taken = self.taken.lock().unwrap().clone();
        assert_eq!((taken.len(), taken.iter().collect::<BTreeSet<_>>().len()), (messages, messages));
    }
}

async fn until(holds: impl Fn() -> bool) {
    let wait = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), wait).await.expect("it comes about");
}

/// Waits until the mail server has taken so many more.
fn takes_mail(server: &Helper, mails: usize) {
    let ids: BTreeSet<String> = (0..mails).map(|_| server.json()["to"].to_string()).collect();
    assert_eq!(ids.len(), mails);
}

async fn open(db: &Database, configure: impl FnOnce(&mut Config)) -> (App, Arc<ManualClock>, Helper) {
    let server = Helper::start("smtp_server.py", &[]);
    let port = &server.json()["port"];
    let mut config = Config::default();
    config.mail.url = Some(SmtpUrl::parse(&format!("smtp://127.0.0.1:{port}")).unwrap());
    config.mail.from = Some("Rollcall <rollcall@example.org>".parse().unwrap());
    config.webhooks.allow_private_addresses = true;
    // Whoever hangs is waited for longer than any machine takes for the rest.
    config.webhooks.timeout_seconds = 600;
    configure(&mut config);
    let clock = Arc::new(ManualClock::at(begin()));
    let ids = IdGenerator::seeded(1);
    (App::with_store(db.store.clone(), config, clock.clone(), ids).await.unwrap(), clock, server)
}

/// An organisation with these endpoints for everything.
async fn school(app: &App, id: &str, urls: &[&str]) {
    found(&app.store, id).await;
    let mut write = app.store.write().await.unwrap();
    for url in urls {
        let new = NewEndpoint { url: (*url).to_owned(), events: BTreeSet::new(), description: None };
        add(app, &mut write, &ActorContext::of_installation(app, id), new).await.unwrap();
    }
    write.commit().await.unwrap();
}

/// The job runs, as often as it is asked to: each run in a task of its own.
fn run(app: &App) -> tokio::task::JoinHandle<()> {
    let app = app.clone();
    tokio::spawn(async move {
        assert_eq!(notify::run(&app, None).await.unwrap().error_text(), None);
    })
}

async fn the_dead_endpoints_of_one_organisation_hold_up_no_other(db: Database) {
    let (app, _, server) = open(&db, |_| ()).await;
    let dead = [Dead::start(false).await, Dead::start(false).await, Dead::start(true).await];
    let living = Living::start().await;
    // The dead one is the first by its name, and was told everything before the other.
    school(&app, "a", &dead.each_ref().map(|one| one.url.as_str())).await;
    tell(&db.store, "a", 0..3 * MEMBERS, begin().plus(-MINUTE)).await;
    school(&app, "b", &[&living.url]).await;
    tell(&db.store, "b", 0..MEMBERS, begin()).await;
    let run = run(&app);
    living.takes(MEMBERS).await;
    takes_mail(&server, MEMBERS + 3 * MEMBERS);
    until(|| dead.iter().all(|one| one.open() > 0)).await;
    dead.iter().for_each(Dead::assert_holds);
    run.await.unwrap();
    // A run does not wait for them either.
    dead.iter().for_each(Dead::assert_holds);
}

async fn a_dead_endpoint_holds_up_neither_the_others_nor_the_mail_of_its_organisation(db: Database) {
    let (app, _, server) = open(&db, |_| ()).await;
    let dead = [Dead::start(false).await, Dead::start(false).await, Dead::start(true).await];
    let living = Living::start().await;
    school(&app, "a", &dead.each_ref().map(|one| one.url.as_str())).await;
    tell(&db.store, "a", 0..MEMBERS, begin().plus(-MINUTE)).await;
    let first = run(&app);
    until(|| dead.iter().all(|one| one.open() > 0)).await;
    takes_mail(&server, MEMBERS);
    // While all of them are waited for another one is added, and there is more to tell to each.
    let mut write = app.store.write().await.unwrap();
    let new = NewEndpoint { url: living.url.clone(), events: BTreeSet::new(), description: None };
    add(&app, &mut write, &ActorContext::of_installation(&app, "a"), new).await.unwrap();
    write.commit().await.unwrap();
    for wave in 1..=2 {
        tell(&db.store, "a", wave * MEMBERS..(wave + 1) * MEMBERS, begin()).await;
        let next = run(&app);
        living.takes(wave * MEMBERS).await;
        takes_mail(&server, MEMBERS);
        dead.iter().for_each(Dead::assert_holds);
        drop(next);
    }
    drop(first);
}

async fn endpoints_that_are_left_alone_use_up_nothing_of_what_may_be_sent(db: Database) {
    let (app, _, _server) = open(&db, |config| config.jobs.notify.messages_per_minute = 40).await;
    // Held, so that nobody listens there.
    let closed = TcpSocket::new_v4().unwrap();
    closed.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let closed_url = format!("http://{}", closed.local_addr().unwrap());
    let living = Living::start().await;
    school(&app, "a", &[&closed_url]).await;
    silent(&app, "a", MEMBERS).await;
    // It failed, and is left alone for a minute that does not pass.
    for _ in 0..20 {
        run(&app).await.unwrap();
    }
    let all = deliveries(&db.store, "a").await;
    let mut tried = 0;
    for one in &all {
        tried += attempts(&db.store, "a", &one.id).await.len();
    }
    assert!((1..=4).contains(&tried), "{tried} tries at an endpoint that takes nothing");
    let mut write = app.store.write().await.unwrap();
    let new = NewEndpoint { url: living.url.clone(), events: BTreeSet::new(), description: None };
    add(&app, &mut write, &ActorContext::of_installation(&app, "a"), new).await.unwrap();
    write.commit().await.unwrap();
    tell(&db.store, "a", MEMBERS..2 * MEMBERS, begin()).await;
    run(&app).await.unwrap();
    living.takes(MEMBERS).await;
}

/// Members who have come, and want no mail of it.
async fn silent(app: &App, organization: &str, members: usize) {
    tell(&app.store, organization, 0..members, begin()).await;
    let mut write = app.store.write().await.unwrap();
    for number in 0..members {
        let nothing = StoredPreferences::default();
        write.put_notification_preferences(organization, &member(number), &nothing, begin()).await.unwrap();
    }
    write.commit().await.unwrap();
}

async fn an_organisation_sends_no_more_in_a_minute_than_it_may(db: Database) {
    let (app, clock, _server) = open(&db, |config| config.jobs.notify.messages_per_minute = 10).await;
    let living = Living::start().await;
    school(&app, "a", &[&living.url]).await;
    silent(&app, "a", 25).await;
    for sent in [10, 20, 25] {
        for _ in 0..3 {
            run(&app).await.unwrap();
        }
        living.takes(sent).await;
        clock.advance(MINUTE);
    }
}

/// A member who just came and wants to be told so in these browsers, by subscription.
async fn is_told_in_browsers(app: &App, browsers: &[(String, &str, &str)]) {
    found(&app.store, "a").await;
    tell(&app.store, "a", 0..1, begin()).await;
    let mut write = app.store.write().await.unwrap();
    let chosen = StoredPreferences {
        events: [(NotificationEvent::Arrival, [Channel::Push].into())].into(),
        ..StoredPreferences::default()
    };
    write.put_notification_preferences("a", &member(0), &chosen, begin()).await.unwrap();
    for (number, (endpoint, p256dh, auth)) in browsers.iter().enumerate() {
        let one = StoredPushSubscription {
            id: format!("browser{number}"),
            person_id: member(0),
            endpoint: endpoint.clone(),
            p256dh: (*p256dh).to_owned(),
            auth: (*auth).to_owned(),
            device: None,
            created_at: begin(),
        };
        write.put_push_subscription("a", &one).await.unwrap();
    }
    write.commit().await.unwrap();
}

async fn the_browsers_of_one_person_are_told_at_once(db: Database) {
    let (app, ..) = open(&db, |_| ()).await;
    let dead = Dead::start(false).await;
    let key = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    let address = |number| format!("{}/{number}", dead.url.replace("http:", "https:"));
    let browsers: Vec<_> = (0..6).map(|number| (address(number), key, "BTBZMqHH6r4Tts7J_aSIgg")).collect();
    is_told_in_browsers(&app, &browsers).await;
    let run = run(&app);
    // One after the other they would outlast the claim of the message, and it would be sent twice.
    until(|| dead.open() == 6).await;
    dead.assert_holds();
    drop(run);
}

async fn a_browser_that_is_gone_is_not_asked_again_though_another_is_told(db: Database) {
    let service = Helper::start("push_service.py", &[]);
    let browser = service.json();
    let word = |name: &str| browser[name].as_str().unwrap();
    let (app, ..) = open(&db, |config| config.webhooks.ca_certificate = word("ca").into()).await;
    let answers = |status: u16| (format!("{}/push/{status}", word("url")), word("p256dh"), word("auth"));
    is_told_in_browsers(&app, &[answers(410), answers(201), answers(503)]).await;
    run(&app).await.unwrap();
    assert_eq!(deliveries(&app.store, "a").await[0].state, DeliveryState::Sent);
    let left = app.store.read().await.unwrap().list_push_subscriptions("a", &[&member(0)]).await.unwrap();
    let left: Vec<&str> = left.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(left, ["browser1", "browser2"]);
}
