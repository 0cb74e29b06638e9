//! Per-server state of incoming webhooks: last delivery, last refusal and rooms seen.
//!
//! Deliveries come by the thousand, so this is held in memory and written at most every 30 s (rooms every 10
//! minutes).

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::time::{MINUTE, SECOND, Timestamp};
use crate::sources::livekit::webhook_signature::WebhookRejection;
use crate::store::livekit::health::LivekitServerHealth;
use crate::store::{Store, StoreError, fits};

/// The least time between two writes of a server's last delivery, or refusal.
const HEALTH_WRITE_INTERVAL: i64 = 30 * SECOND;
/// The least time between two writes of one room of a server.
const ROOM_WRITE_INTERVAL: i64 = 10 * MINUTE;
/// Rooms remembered as written. When there are more, all are forgotten and written once more.
const ROOM_CACHE_CAPACITY: usize = 10_000;

/// One LiveKit server.
#[derive(Debug)]
pub struct SendingServer {
    pub organization_id: Arc<str>,
    pub server_id: Arc<str>,
    /// Whether the organisation has other servers too: only then it is stored which of them has a room.
    pub is_one_of_several: bool,
    /// Times of the last writes, in milliseconds.
    webhook_at: AtomicI64,
    refused_at: AtomicI64,
    rooms: Mutex<HashMap<String, Timestamp>>,
}

impl SendingServer {
    pub fn new(organization_id: &str, server_id: &str, is_one_of_several: bool) -> SendingServer {
        SendingServer {
            organization_id: organization_id.into(),
            server_id: server_id.into(),
            is_one_of_several,
            webhook_at: AtomicI64::new(i64::MIN),
            refused_at: AtomicI64::new(i64::MIN),
            rooms: Mutex::default(),
        }
    }

    /// Notes an authentic delivery about a room. `at_once`: write it now, because somebody waits for it.
    pub async fn note_delivery(&self, store: &Store, room: Option<&str>, at_once: bool, now: Timestamp) {
        let is_due = at_once || take_if_due(&self.webhook_at, now);
        let new_room = room.filter(|room| !at_once && self.is_room_note_due(room, now));
        if !is_due && new_room.is_none() {
            return;
        }
        let noted = async {
            let mut write = store.write().await?;
            if is_due {
                let health = LivekitServerHealth { webhook_at: Some(now), ..LivekitServerHealth::default() };
                write.save_livekit_health(&self.organization_id, &self.server_id, &health).await?;
            }
            if let Some(room) = new_room {
                write.save_livekit_room(&self.organization_id, room, &self.server_id, now).await?;
            }
            write.commit().await
        };
        log_failure(noted.await);
    }

    /// Notes that a delivery with one of its keys was refused: it may be the server itself.
    pub async fn note_refusal(&self, store: &Store, refusal: &WebhookRejection, now: Timestamp) {
        if !take_if_due(&self.refused_at, now) {
            return;
        }
        let noted = async {
            let mut write = store.write().await?;
            let health = LivekitServerHealth {
                refused: Some((now, refusal.to_string())),
                ..LivekitServerHealth::default()
            };
            write.save_livekit_health(&self.organization_id, &self.server_id, &health).await?;
            write.commit().await
        };
        log_failure(noted.await);
    }

    fn is_room_note_due(&self, room: &str, now: Timestamp) -> bool {
        if !self.is_one_of_several || !fits(room) {
            return false;
        }
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        if rooms.get(room).is_some_and(|at| (0..ROOM_WRITE_INTERVAL).contains(&now.since(*at))) {
            return false;
        }
        if rooms.len() >= ROOM_CACHE_CAPACITY {
            rooms.clear();
        }
        rooms.insert(room.to_owned(), now);
        true
    }
}

/// Whether a write is due, and takes it: of several callers at once only one is told so.
fn take_if_due(last: &AtomicI64, now: Timestamp) -> bool {
    let before = last.load(Ordering::Relaxed);
    let is_due = before == i64::MIN || !(0..HEALTH_WRITE_INTERVAL).contains(&(now.millis() - before));
    is_due && last.compare_exchange(before, now.millis(), Ordering::Relaxed, Ordering::Relaxed).is_ok()
}

/// A delivery is not refused because its time could not be written.
fn log_failure(noted: Result<(), StoreError>) {
    if let Err(error) = noted {
        tracing::warn!(%error, "the health of a LiveKit connection could not be noted");
    }
}
