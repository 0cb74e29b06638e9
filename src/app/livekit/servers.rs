//! An organisation's LiveKit servers as they are asked in one round, and what the round says of their health.
//!
//! A session does not say on which of its organisation's servers its room is. The one that told of the room lately has it,
//! and its answer is enough; of a room that none has told of, all are asked. So a dead server silences its own rooms and
//! those nobody knows, and no others.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use futures_util::future::join_all;
use serde_json::Value;

use crate::app::App;
use crate::app::livekit::connect::reachable;
use crate::app::livekit::participant_poll::AskError;
use crate::domain::time::{SECOND, Timestamp};
use crate::sources::livekit::rooms::{Failure, Rooms};
use crate::sources::reading::told;
use crate::store::livekit::health::Health;
use crate::store::{StoreError, Write};

/// How long a server stays the one that a room is on without telling of it again. Longer than a session with its margins.
pub const REMEMBERED: i64 = 24 * 60 * 60 * SECOND;

/// The servers, with what is learnt while they are asked.
pub struct Lines {
    organization: String,
    servers: Vec<Rooms>,
    /// Servers that told of a room lately, by room. Empty where there is only one server.
    known: BTreeMap<String, Vec<String>>,
    learnt: Mutex<BTreeMap<String, Learnt>>,
}

#[derive(Clone, Default)]
struct Learnt {
    answered_at: Option<Timestamp>,
    /// It is not asked on in this round: others must not wait for it.
    down: Option<(Timestamp, Failure)>,
}

/// Who is in a room, and where it is.
pub struct Answer {
    pub participants: Vec<Value>,
    /// Servers that showed somebody in it, where there are several.
    pub told_by: Vec<String>,
}

impl Lines {
    /// # Errors
    /// `NotConnected` where no server can be asked.
    pub async fn of(app: &App, organization: &str) -> Result<Lines, AskError> {
        let servers = reachable(app, organization).await?;
        if servers.is_empty() {
            return Err(AskError::NotConnected);
        }
        let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
        if servers.len() > 1 {
            let since = app.now().plus(-REMEMBERED);
            for (room, server) in app.store.read().await?.list_livekit_rooms(organization, since).await? {
                known.entry(room).or_default().push(server);
            }
        }
        let servers = servers.iter().map(|server| Rooms::of(&app.livekit, server)).collect();
        Ok(Lines { organization: organization.to_owned(), servers, known, learnt: Mutex::default() })
    }

    /// Who is in rooms of this name: by the servers it is known to be on, else by all of them together. Of all that were
    /// asked for want of better knowledge one may be silent, if another shows somebody: there it is, then.
    pub async fn participants(&self, app: &App, room: &str) -> Result<Answer, Failure> {
        let known = self.of_room(room);
        let servers = known.clone().unwrap_or_else(|| self.servers.iter().collect());
        let answers = join_all(servers.iter().map(|server| self.ask(app, server, room))).await;
        let (mut answer, mut failed) = (Answer { participants: Vec::new(), told_by: Vec::new() }, None);
        for (server, one) in servers.iter().zip(answers) {
            match one {
                Ok(found) if found.is_empty() => {}
                Ok(found) => {
                    answer.participants.extend(found);
                    answer.told_by.push(server.server_id().to_owned());
                }
                Err(failure) => failed = failed.or(Some(failure)),
            }
        }
        if self.servers.len() == 1 {
            answer.told_by.clear();
        }
        match failed {
            Some(failure) if known.is_some() || answer.participants.is_empty() => Err(failure),
            _ => Ok(answer),
        }
    }

    /// Closes the room where it is; whether every server that may have it has done so.
    pub async fn close(&self, room: &str) -> bool {
        let servers = self.of_room(room).unwrap_or_else(|| self.servers.iter().collect());
        let closed = join_all(servers.iter().map(|server| server.delete(room))).await;
        let refused: Vec<&Failure> = closed.iter().filter_map(|one| one.as_ref().err()).collect();
        for error in &refused {
            tracing::warn!(%error, room = told(room, 100), "a room could not be closed");
        }
        refused.is_empty()
    }

    /// The servers that are connected and told of the room.
    fn of_room(&self, room: &str) -> Option<Vec<&Rooms>> {
        let known = self.known.get(room)?;
        let servers: Vec<&Rooms> =
            self.servers.iter().filter(|server| known.iter().any(|id| id == server.server_id())).collect();
        (!servers.is_empty()).then_some(servers)
    }

    async fn ask(&self, app: &App, server: &Rooms, room: &str) -> Result<Vec<Value>, Failure> {
        if let Some((_, failure)) = self.learnt(server).down {
            return Err(failure);
        }
        let answer = server.participants(room).await;
        let now = app.now();
        let mut learnt = self.learnt.lock().unwrap_or_else(PoisonError::into_inner);
        let learnt = learnt.entry(server.server_id().to_owned()).or_default();
        match &answer {
            Ok(_) => learnt.answered_at = Some(now),
            Err(failure) if failure.is_of_server() => learnt.down = Some((now, failure.clone())),
            Err(_) => {}
        }
        answer
    }

    fn learnt(&self, server: &Rooms) -> Learnt {
        let learnt = self.learnt.lock().unwrap_or_else(PoisonError::into_inner);
        learnt.get(server.server_id()).cloned().unwrap_or_default()
    }

    /// Notes how the servers that were asked fared.
    pub async fn note(&self, write: &mut Write) -> Result<(), StoreError> {
        for server in &self.servers {
            let Learnt { answered_at, down } = self.learnt(server);
            if answered_at.is_none() && down.is_none() {
                continue;
            }
            let health = Health {
                answered_at,
                failed: down.map(|(at, failure)| (at, told(&failure.to_string(), 300))),
                seconds_ahead: server.seconds_ahead(),
                ..Health::default()
            };
            write.note_livekit_health(&self.organization, server.server_id(), &health).await?;
        }
        Ok(())
    }
}
