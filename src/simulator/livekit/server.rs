//! The running server: it plays its script by its clock, and sends the webhooks that follow from it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::http::{StatusCode, header};
use livekit_protocol::{Room, WebhookEvent};
use tokio::sync::Notify;

use crate::clock::Clock;
use crate::domain::time::{SECOND, Timestamp};
use crate::ids::IdGenerator;
use crate::simulator::livekit::envelope::{self, SigningKey};
use crate::simulator::livekit::room_state::{DelayedEffect, Effects, OpenRooms};
use crate::simulator::livekit::script::{Outage, ScriptEvent, WebhookFate};
use crate::simulator::livekit::webhook_sender::{DeliveryCounts, NextSend, SignedWebhook, WebhookSender};

/// Where webhooks go, and what they are signed with.
#[derive(Clone, Debug)]
pub struct WebhookTarget {
    /// The receiver's full address: `http://127.0.0.1:8080/webhooks/livekit`.
    pub webhook: String,
    pub key: SigningKey,
}

/// A running simulated LiveKit. Clones steer the same one.
#[derive(Clone)]
pub struct SimulatedLivekit(pub(super) Arc<SimulatedLivekitShared>);

pub(super) struct SimulatedLivekitShared {
    setup: WebhookTarget,
    /// The clock of the script.
    clock: Arc<dyn Clock>,
    /// The clock that tokens are dated by: it has to agree with the receiver's.
    pub(super) signing_clock: Arc<dyn Clock>,
    client: reqwest::Client,
    state: Mutex<SimulatedLivekitState>,
    /// Wakes `run` when something new may be due.
    changed: Notify,
}

pub(super) struct SimulatedLivekitState {
    pub(super) rooms: OpenRooms,
    sender: WebhookSender,
    /// What is due later, by its moment and then in the order it was scheduled.
    schedule: BTreeMap<(Timestamp, u64), (String, ScheduledItem)>,
    sequence: u64,
    outages: Vec<Outage>,
}

enum ScheduledItem {
    Effect(DelayedEffect),
    /// The room's queue sends its next webhook.
    Send,
    /// An event that was held back joins the queue.
    Queue(Box<WebhookEvent>),
}

impl SimulatedLivekit {
    /// An empty server on this clock, whose tokens are dated by the same.
    pub fn new(setup: WebhookTarget, clock: Arc<dyn Clock>, ids: IdGenerator) -> SimulatedLivekit {
        SimulatedLivekit::with_signing_clock(setup, clock.clone(), clock, ids)
    }

    /// The same with tokens dated by another clock: a script of yesterday can be played to a receiver whose clock
    /// says today.
    pub fn with_signing_clock(
        setup: WebhookTarget,
        clock: Arc<dyn Clock>,
        signing: Arc<dyn Clock>,
        ids: IdGenerator,
    ) -> SimulatedLivekit {
        let state = SimulatedLivekitState {
            rooms: OpenRooms::new(ids),
            sender: WebhookSender::default(),
            schedule: BTreeMap::new(),
            sequence: 0,
            outages: Vec::new(),
        };
        // Go's name, and no time limit, as LiveKit sends.
        let client = reqwest::Client::builder()
            .user_agent("Go-http-client/1.1")
            .build()
            .expect("a client without settings that can be wrong");
        let state = Mutex::new(state);
        SimulatedLivekit(Arc::new(SimulatedLivekitShared {
            setup,
            clock,
            signing_clock: signing,
            client,
            state,
            changed: Notify::new(),
        }))
    }

    /// Adds events to the script.
    pub fn play(&self, events: impl IntoIterator<Item = ScriptEvent>) {
        self.with(|state| {
            for event in events {
                state.schedule_at(
                    event.at,
                    event.room,
                    ScheduledItem::Effect(DelayedEffect::Action(event.act, event.fate)),
                );
            }
        });
        self.0.changed.notify_one();
    }

    /// Adds a span in which the server is unreachable and its webhooks fail.
    pub fn add_outage(&self, outage: Outage) {
        self.with(|state| state.outages.push(outage));
    }

    /// The open room of this name.
    pub fn open_room(&self, name: &str) -> Option<Room> {
        self.with(|state| state.rooms.rooms(&[name.to_owned()]).pop())
    }

    /// When something is due next, if anything is scheduled.
    pub fn next(&self) -> Option<Timestamp> {
        self.with(|state| state.schedule.keys().next().map(|(at, _)| *at))
    }

    /// What became of the deliveries so far.
    pub fn delivery_counts(&self) -> DeliveryCounts {
        self.with(|state| state.sender.counts)
    }

    /// Does everything that is due by now, in order.
    pub async fn step(&self) {
        loop {
            let now = self.0.clock.now();
            let due = self.with(|state| {
                let first = state.schedule.first_entry()?;
                if first.key().0 <= now { Some(first.remove()) } else { None }
            });
            match due {
                None => return,
                Some((room, ScheduledItem::Effect(later))) => self.apply(&room, later),
                Some((room, ScheduledItem::Send)) => self.send(&room).await,
                Some((_, ScheduledItem::Queue(event))) => self.with(|state| state.queue(*event, now)),
            }
        }
    }

    /// Plays the script by its clock, until dropped.
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

    pub(super) fn key(&self) -> SigningKey {
        self.0.setup.key.clone()
    }

    pub(super) fn with<T>(&self, then: impl FnOnce(&mut SimulatedLivekitState) -> T) -> T {
        then(&mut self.0.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether an outage is in progress.
    pub(super) fn is_in_outage(&self) -> bool {
        let now = self.0.clock.now();
        self.with(|state| state.outages.iter().any(|outage| outage.contains(now)))
    }

    pub(super) fn apply(&self, room: &str, what: DelayedEffect) {
        let now = self.0.clock.now();
        self.with(|state| {
            let effects = state.rooms.apply(room, what, now);
            state.apply_effects(room, effects, now);
        });
        self.0.changed.notify_one();
    }

    pub(super) fn create(&self, room: Room) -> Room {
        let now = self.0.clock.now();
        let made = self.with(|state| {
            let (room, effects) = state.rooms.create(room, now);
            state.apply_effects(&room.name, effects, now);
            room
        });
        self.0.changed.notify_one();
        made
    }

    /// One attempt to deliver the first webhook of the room's queue.
    async fn send(&self, room: &str) {
        let now = self.0.clock.now();
        let sign = |event: &WebhookEvent| {
            let body = envelope::body(event);
            let authorization = envelope::authorization(&self.0.setup.key, &body, self.0.signing_clock.now());
            SignedWebhook { body, authorization }
        };
        let Some(signed) = self.with(|state| state.sender.next_attempt(room, now, sign)) else { return };
        let status = if self.is_in_outage() { None } else { self.deliver(signed).await };
        self.with(|state| match state.sender.handle_response(room, status) {
            NextSend::Idle => {}
            NextSend::Now => state.schedule_at(now, room.to_owned(), ScheduledItem::Send),
            NextSend::Wait(millis) => {
                state.schedule_at(now.plus(millis), room.to_owned(), ScheduledItem::Send)
            }
        });
    }

    async fn deliver(&self, signed: SignedWebhook) -> Option<StatusCode> {
        let request = self
            .0
            .client
            .post(&self.0.setup.webhook)
            .header(header::CONTENT_TYPE, "application/webhook+json")
            .header(header::AUTHORIZATION, signed.authorization)
            .body(signed.body);
        request.send().await.ok().map(|response| response.status())
    }
}

impl SimulatedLivekitState {
    fn schedule_at(&mut self, at: Timestamp, room: String, due: ScheduledItem) {
        self.sequence += 1;
        self.schedule.insert((at, self.sequence), (room, due));
    }

    fn apply_effects(&mut self, room: &str, effects: Effects, now: Timestamp) {
        for (event, fate) in effects.events {
            self.sender.counts.made += 1;
            match fate {
                WebhookFate::Told => self.queue(event, now),
                WebhookFate::Twice => {
                    self.queue(event.clone(), now);
                    self.queue(event, now);
                }
                WebhookFate::Lost => self.sender.counts.lost += 1,
                WebhookFate::Late(seconds) => {
                    let then = now.plus(i64::from(seconds) * SECOND);
                    self.schedule_at(then, room.to_owned(), ScheduledItem::Queue(Box::new(event)));
                }
            }
        }
        for (millis, later) in effects.delayed {
            self.schedule_at(now.plus(millis), room.to_owned(), ScheduledItem::Effect(later));
        }
    }

    /// Puts an event into its room's queue, and schedules sending if the queue was empty.
    fn queue(&mut self, event: WebhookEvent, now: Timestamp) {
        let room = event.room.as_ref().map(|room| room.name.clone()).unwrap_or_default();
        if self.sender.queue(event, now) {
            self.schedule_at(now, room, ScheduledItem::Send);
        }
    }
}
