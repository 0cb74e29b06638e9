//! A LiveKit server for tests and the demo: rooms, signed webhooks and RoomService, true to the protocol.
//!
//! It plays a script of people coming and going (`script`) on a clock that can be moved: whatever is due at the
//! present moment happens in `step`, and `next` says when there is something again. On the machine's clock `run`
//! does both for ever. Payloads are LiveKit's own types in protobuf's JSON (`envelope`), sent with its patience and its
//! impatience (`post`). The facts were read in and seen with LiveKit v1.13.5.

mod envelope;
mod room_state;
mod rooms;
pub mod script;
pub mod story;
mod webhook_sender;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::{get, post as on_post};
use livekit_protocol::{Room, WebhookEvent};
use tokio::sync::Notify;

use self::script::{Cue, Fate, Outage};
use crate::clock::Clock;
use crate::domain::time::{SECOND, Timestamp};
use crate::ids::Ids;
use crate::simulator::livekit::room_state::{Effects, House, Later};
pub use crate::simulator::livekit::webhook_sender::Tally;
use crate::simulator::livekit::webhook_sender::{Next, Post, Sealed};

/// An API key with its secret.
#[derive(Clone, Debug)]
pub struct Key {
    pub key: String,
    pub secret: String,
}

/// Where webhooks go, and what they are signed with.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The receiver's full address: `http://127.0.0.1:8080/webhooks/livekit`.
    pub webhook: String,
    pub key: Key,
}

/// A running simulated LiveKit. Clones steer the same one.
#[derive(Clone)]
pub struct LiveKit(Arc<Shared>);

struct Shared {
    setup: Setup,
    /// What the script's instants are held against.
    clock: Arc<dyn Clock>,
    /// What tokens are dated with: the receiver's clock, as far as one knows it.
    signing: Arc<dyn Clock>,
    client: reqwest::Client,
    inner: Mutex<Inner>,
    /// Rung when something new may be due.
    changed: Notify,
}

struct Inner {
    house: House,
    post: Post,
    /// What is to come, by its moment and then in the order it was thought of.
    due: BTreeMap<(Timestamp, u64), (String, Due)>,
    thought: u64,
    outages: Vec<Outage>,
}

enum Due {
    Later(Later),
    /// The room's queue goes on.
    Send,
    /// An event that was held back joins the queue.
    Queue(Box<WebhookEvent>),
}

impl LiveKit {
    /// An empty server on this clock, whose tokens are dated by the same.
    pub fn new(setup: Setup, clock: Arc<dyn Clock>, ids: Ids) -> LiveKit {
        LiveKit::signing_by(setup, clock.clone(), clock, ids)
    }

    /// The same with tokens dated by another clock: a script of yesterday for a receiver who lives today.
    pub fn signing_by(setup: Setup, clock: Arc<dyn Clock>, signing: Arc<dyn Clock>, ids: Ids) -> LiveKit {
        let inner = Inner {
            house: House::new(ids),
            post: Post::default(),
            due: BTreeMap::new(),
            thought: 0,
            outages: Vec::new(),
        };
        // Go's name, and no time limit, as LiveKit sends.
        let client = reqwest::Client::builder()
            .user_agent("Go-http-client/1.1")
            .build()
            .expect("a client without settings that can be wrong");
        let inner = Mutex::new(inner);
        LiveKit(Arc::new(Shared { setup, clock, signing, client, inner, changed: Notify::new() }))
    }

    /// More of the script.
    pub fn play(&self, cues: impl IntoIterator<Item = Cue>) {
        self.with(|inner| {
            for cue in cues {
                inner.think(cue.at, cue.room, Due::Later(Later::Act(cue.act, cue.fate)));
            }
        });
        self.0.changed.notify_one();
    }

    /// A stretch in which nobody reaches anybody.
    pub fn cut_off(&self, outage: Outage) {
        self.with(|inner| inner.outages.push(outage));
    }

    /// The moment of what comes next by itself, if anything does.
    pub fn next(&self) -> Option<Timestamp> {
        self.with(|inner| inner.due.keys().next().map(|(at, _)| *at))
    }

    /// How the deliveries have fared so far.
    pub fn tally(&self) -> Tally {
        self.with(|inner| inner.post.tally)
    }

    /// Does everything that is due by now, each at its turn.
    pub async fn step(&self) {
        loop {
            let now = self.0.clock.now();
            let due = self.with(|inner| {
                let first = inner.due.first_entry()?;
                if first.key().0 <= now { Some(first.remove()) } else { None }
            });
            match due {
                None => return,
                Some((room, Due::Later(later))) => self.happen(&room, later),
                Some((room, Due::Send)) => self.send(&room).await,
                Some((_, Due::Queue(event))) => self.with(|inner| inner.queue(*event, now)),
            }
        }
    }

    /// Plays on as its clock goes, until dropped.
    pub async fn run(&self) {
        loop {
            self.step().await;
            let wait = match self.next() {
                Some(at) => at.since(self.0.clock.now()).max(0),
                None => i64::from(u16::MAX),
            };
            tokio::select! {
                () = tokio::time::sleep(Duration::from_millis(wait.unsigned_abs())) => {}
                () = self.0.changed.notified() => {}
            }
        }
    }

    /// RoomService, and the page that says it is alive.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/", get(|| async { "OK" }))
            .route("/twirp/livekit.RoomService/{method}", on_post(rooms::call))
            .with_state(self.clone())
    }

    /// Answers until the listener dies.
    pub async fn serve(self, listener: tokio::net::TcpListener) -> std::io::Result<()> {
        axum::serve(listener, self.router()).await
    }

    fn key(&self) -> Key {
        self.0.setup.key.clone()
    }

    fn with<T>(&self, then: impl FnOnce(&mut Inner) -> T) -> T {
        then(&mut self.0.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether nobody reaches anybody now.
    fn is_out(&self) -> bool {
        let now = self.0.clock.now();
        self.with(|inner| inner.outages.iter().any(|outage| outage.contains(now)))
    }

    fn happen(&self, room: &str, what: Later) {
        let now = self.0.clock.now();
        self.with(|inner| {
            let effects = inner.house.happen(room, what, now);
            inner.follow(room, effects, now);
        });
        self.0.changed.notify_one();
    }

    fn create(&self, wanted: Room) -> Room {
        let now = self.0.clock.now();
        let made = self.with(|inner| {
            let (room, effects) = inner.house.create(wanted, now);
            inner.follow(&room.name, effects, now);
            room
        });
        self.0.changed.notify_one();
        made
    }

    /// One try of the room's first delivery.
    async fn send(&self, room: &str) {
        let now = self.0.clock.now();
        let seal = |event: &WebhookEvent| {
            let body = envelope::body(event);
            let authorization = envelope::authorization(&self.0.setup.key, &body, self.0.signing.now());
            Sealed { body, authorization }
        };
        let Some(sealed) = self.with(|inner| inner.post.head(room, now, seal)) else { return };
        let status = if self.is_out() { None } else { self.deliver(sealed).await };
        self.with(|inner| match inner.post.answered(room, status) {
            Next::Idle => {}
            Next::Now => inner.think(now, room.to_owned(), Due::Send),
            Next::Wait(millis) => inner.think(now.plus(millis), room.to_owned(), Due::Send),
        });
    }

    async fn deliver(&self, sealed: Sealed) -> Option<StatusCode> {
        let request = self
            .0
            .client
            .post(&self.0.setup.webhook)
            .header(header::CONTENT_TYPE, "application/webhook+json")
            .header(header::AUTHORIZATION, sealed.authorization)
            .body(sealed.body);
        request.send().await.ok().map(|response| response.status())
    }
}

impl Inner {
    fn think(&mut self, at: Timestamp, room: String, due: Due) {
        self.thought += 1;
        self.due.insert((at, self.thought), (room, due));
    }

    fn follow(&mut self, room: &str, effects: Effects, now: Timestamp) {
        for (event, fate) in effects.events {
            self.post.tally.made += 1;
            match fate {
                Fate::Told => self.queue(event, now),
                Fate::Twice => {
                    self.queue(event.clone(), now);
                    self.queue(event, now);
                }
                Fate::Lost => self.post.tally.lost += 1,
                Fate::Late(seconds) => {
                    let then = now.plus(i64::from(seconds) * SECOND);
                    self.think(then, room.to_owned(), Due::Queue(Box::new(event)));
                }
            }
        }
        for (millis, later) in effects.later {
            self.think(now.plus(millis), room.to_owned(), Due::Later(later));
        }
    }

    /// An event joins its room's queue, and sets it going if it stood still.
    fn queue(&mut self, event: WebhookEvent, now: Timestamp) {
        let room = event.room.as_ref().map(|room| room.name.clone()).unwrap_or_default();
        if self.post.queue(event, now) {
            self.think(now, room, Due::Send);
        }
    }
}
