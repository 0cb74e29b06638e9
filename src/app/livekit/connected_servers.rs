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
use crate::app::livekit::connections::usable_servers;
use crate::app::livekit::error::RoomPollError;
use crate::domain::time::{DAY, Timestamp};
use crate::sources::http_response::printable;
use crate::sources::livekit::room_service::{LivekitError, RoomService};
use crate::store::livekit::health::LivekitServerHealth;
use crate::store::{StoreError, Write};

/// How long a server stays the one that a room is on without telling of it again. Longer than a session with its margins.
pub const ROOM_SERVER_TTL: i64 = DAY;

/// The servers, with what is learnt while they are asked.
pub struct ConnectedServers {
    organization: String,
    servers: Vec<RoomService>,
    /// Servers that told of a room lately, by room. Empty where there is only one server.
    servers_by_room: BTreeMap<String, Vec<String>>,
    observations: Mutex<BTreeMap<String, ServerObservation>>,
}

#[derive(Clone, Default)]
struct ServerObservation {
    answered_at: Option<Timestamp>,
    /// It is not asked on in this round: others must not wait for it.
    down: Option<(Timestamp, LivekitError)>,
}

/// Who is in a room, and where it is.
pub struct RoomParticipants {
    pub participants: Vec<Value>,
    /// Servers that showed somebody in it, where there are several.
    pub found_on: Vec<String>,
}

impl ConnectedServers {
    /// # Errors
    /// `NotConnected` where no server can be asked.
    pub async fn of(app: &App, organization: &str) -> Result<ConnectedServers, RoomPollError> {
        let servers = usable_servers(app, organization).await?;
        if servers.is_empty() {
            return Err(RoomPollError::NotConnected);
        }
        let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
        if servers.len() > 1 {
            let since = app.now().plus(-ROOM_SERVER_TTL);
            for (room, server) in app.store.read().await?.list_livekit_rooms(organization, since).await? {
                known.entry(room).or_default().push(server);
            }
        }
        let servers = servers.iter().map(|server| RoomService::new(&app.livekit, server)).collect();
        Ok(ConnectedServers {
            organization: organization.to_owned(),
            servers,
            servers_by_room: known,
            observations: Mutex::default(),
        })
    }

    /// Who is in rooms of this name: by the servers it is known to be on, else by all of them together. Of all that were
    /// asked for want of better knowledge one may be silent, if another shows somebody: there it is, then.
    pub async fn participants(&self, app: &App, room: &str) -> Result<RoomParticipants, LivekitError> {
        let known = self.servers_of_room(room);
        let servers = known.clone().unwrap_or_else(|| self.servers.iter().collect());
        let answers = join_all(servers.iter().map(|server| self.ask_server(app, server, room))).await;
        let (mut answer, mut failed) =
            (RoomParticipants { participants: Vec::new(), found_on: Vec::new() }, None);
        for (server, one) in servers.iter().zip(answers) {
            match one {
                Ok(found) if found.is_empty() => {}
                Ok(found) => {
                    answer.participants.extend(found);
                    answer.found_on.push(server.server_id().to_owned());
                }
                Err(failure) => failed = failed.or(Some(failure)),
            }
        }
        if self.servers.len() == 1 {
            answer.found_on.clear();
        }
        match failed {
            Some(failure) if known.is_some() || answer.participants.is_empty() => Err(failure),
            _ => Ok(answer),
        }
    }

    /// Closes the room where it is; whether every server that may have it has done so.
    pub async fn close_room(&self, room: &str) -> bool {
        let servers = self.servers_of_room(room).unwrap_or_else(|| self.servers.iter().collect());
        let closed = join_all(servers.iter().map(|server| server.delete(room))).await;
        let refused: Vec<&LivekitError> = closed.iter().filter_map(|one| one.as_ref().err()).collect();
        for error in &refused {
            tracing::warn!(%error, room = printable(room, 100), "a room could not be closed");
        }
        refused.is_empty()
    }

    /// The servers that are connected and told of the room.
    fn servers_of_room(&self, room: &str) -> Option<Vec<&RoomService>> {
        let known = self.servers_by_room.get(room)?;
        let servers: Vec<&RoomService> =
            self.servers.iter().filter(|server| known.iter().any(|id| id == server.server_id())).collect();
        (!servers.is_empty()).then_some(servers)
    }

    async fn ask_server(
        &self,
        app: &App,
        server: &RoomService,
        room: &str,
    ) -> Result<Vec<Value>, LivekitError> {
        if let Some((_, failure)) = self.observation(server).down {
            return Err(failure);
        }
        let answer = server.participants(room).await;
        let now = app.now();
        let mut learnt = self.observations.lock().unwrap_or_else(PoisonError::into_inner);
        let learnt = learnt.entry(server.server_id().to_owned()).or_default();
        match &answer {
            Ok(_) => learnt.answered_at = Some(now),
            Err(failure) if failure.affects_whole_server() => learnt.down = Some((now, failure.clone())),
            Err(_) => {}
        }
        answer
    }

    fn observation(&self, server: &RoomService) -> ServerObservation {
        let learnt = self.observations.lock().unwrap_or_else(PoisonError::into_inner);
        learnt.get(server.server_id()).cloned().unwrap_or_default()
    }

    /// Notes how the servers that were asked fared.
    pub async fn save_health(&self, write: &mut Write) -> Result<(), StoreError> {
        for server in &self.servers {
            let ServerObservation { answered_at, down } = self.observation(server);
            if answered_at.is_none() && down.is_none() {
                continue;
            }
            let health = LivekitServerHealth {
                answered_at,
                failed: down.map(|(at, failure)| (at, printable(&failure.to_string(), 300))),
                seconds_ahead: server.clock_offset_seconds(),
                ..LivekitServerHealth::default()
            };
            write.save_livekit_health(&self.organization, server.server_id(), &health).await?;
        }
        Ok(())
    }
}
