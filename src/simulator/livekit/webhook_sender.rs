//! Sending webhooks as LiveKit does: one queue for each room, one delivery at a time, five tries.

use std::collections::{BTreeMap, VecDeque};

use axum::http::StatusCode;
use livekit_protocol::WebhookEvent;

use crate::domain::time::{SECOND, Timestamp};

/// Milliseconds between attempts, of which there are five.
const RETRY_DELAYS: [i64; 4] = [SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND];
/// An event that waited longer in the queue is dropped, in milliseconds.
const MAX_AGE: i64 = 30 * SECOND;
/// Events that may wait in one queue.
const MAX_DEPTH: usize = 200;

/// The queues of all rooms.
#[derive(Default)]
pub struct WebhookSender {
    rooms: BTreeMap<String, VecDeque<QueuedWebhook>>,
    pub counts: DeliveryCounts,
}

/// What became of the deliveries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeliveryCounts {
    /// Events made.
    pub made: u64,
    /// Answered with 2xx.
    pub accepted: u64,
    /// Answered with a 4xx (or 501), which LiveKit takes for final.
    pub refused: u64,
    /// Never sent, too old, too many, or given up after five tries.
    pub lost: u64,
    pub tries: u64,
}

/// One event in a queue, with its attempts so far.
struct QueuedWebhook {
    event: WebhookEvent,
    queued_at: Timestamp,
    tries: usize,
    /// Body and token, made once before the first try.
    signed: Option<SignedWebhook>,
}

/// What goes over the wire.
#[derive(Clone)]
pub struct SignedWebhook {
    pub body: Vec<u8>,
    pub authorization: String,
}

/// What a queue does next.
pub enum NextSend {
    /// Send the next webhook at once.
    Now,
    /// Send the same webhook again after this many milliseconds.
    Wait(i64),
    /// The queue is empty.
    Idle,
}

impl WebhookSender {
    /// Puts an event at the end of its room's queue. True when the queue was empty, so that sending has to start.
    pub fn queue(&mut self, event: WebhookEvent, now: Timestamp) -> bool {
        let room = event.room.as_ref().map(|room| room.name.clone()).unwrap_or_default();
        let queue = self.rooms.entry(room).or_default();
        if queue.len() >= MAX_DEPTH {
            self.counts.lost += 1;
            return false;
        }
        queue.push_back(QueuedWebhook { event, queued_at: now, tries: 0, signed: None });
        queue.len() == 1
    }

    /// The next attempt of a room's queue. Events that are too old for a first attempt are dropped.
    pub fn next_attempt(
        &mut self,
        room: &str,
        now: Timestamp,
        sign: impl FnOnce(&WebhookEvent) -> SignedWebhook,
    ) -> Option<SignedWebhook> {
        let queue = self.rooms.get_mut(room)?;
        while queue.front().is_some_and(|first| first.tries == 0 && now.since(first.queued_at) > MAX_AGE) {
            queue.pop_front();
            self.counts.lost += 1;
        }
        let first = queue.front_mut()?;
        first.tries += 1;
        self.counts.tries += 1;
        Some(first.signed.get_or_insert_with(|| sign(&first.event)).clone())
    }

    /// Decides what the queue does after a response; `None`: no response came.
    pub fn handle_response(&mut self, room: &str, status: Option<StatusCode>) -> NextSend {
        let Some(queue) = self.rooms.get_mut(room) else { return NextSend::Idle };
        let tries = queue.front().map_or(0, |first| first.tries);
        let may_pass = status.is_none_or(|status| {
            status == StatusCode::TOO_MANY_REQUESTS
                || (status.is_server_error() && status != StatusCode::NOT_IMPLEMENTED)
        });
        match (status, RETRY_DELAYS.get(tries.wrapping_sub(1))) {
            (_, Some(wait)) if may_pass => return NextSend::Wait(*wait),
            (Some(status), _) if status.is_success() => self.counts.accepted += 1,
            (Some(_), _) if !may_pass => self.counts.refused += 1,
            _ => self.counts.lost += 1,
        }
        queue.pop_front();
        if queue.is_empty() { NextSend::Idle } else { NextSend::Now }
    }
}
