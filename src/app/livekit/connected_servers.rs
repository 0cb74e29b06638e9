//! The LiveKit servers of an organisation, asked together in one run, and what the run shows of their health.
//!
//! A session does not say on which of its organisation's servers its room is. A server that sent webhooks about
//! the room within the last day is taken to have it, and only that one is asked; for other rooms all are. So a
//! server that is down hides its own rooms and those without a known server, and no others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use futures_util::future::join_all;
use serde_json::Value;

use crate::app::App;
use crate::app::livekit::connections::usable_servers;
use crate::app::livekit::error::RoomPollError;
use crate::domain::session::room::RoomTimeouts;
use crate::domain::time::{DAY, Timestamp};
use crate::net::http_response::printable;
use crate::sources::livekit::room_service::{LivekitError, RoomService};
use crate::store::livekit::health::LivekitServerHealth;
use crate::store::{StoreError, Write};

/// How long after its last webhook about a room a server is taken to have it. Longer than a session with its
/// margins.
pub const ROOM_SERVER_TTL: i64 = DAY;

/// The servers, with what their answers show.
pub struct ConnectedServers {
    organization: String,
    servers: Vec<RoomService>,
    /// Servers that sent webhooks about a room lately, by room. Empty where there is only one server.
    servers_by_room: BTreeMap<String, Vec<String>>,
    observations: Mutex<BTreeMap<String, ServerObservation>>,
}

#[derive(Clone, Default)]
struct ServerObservation {
    answered_at: Option<Timestamp>,
    /// Set when the whole server failed: it is not asked again in this run, so that other rooms do not wait
    /// for it.
    down: Option<(Timestamp, LivekitError)>,
}

/// Who is in a room, and on which servers it was found.
pub struct RoomParticipants {
    pub participants: Vec<Value>,
    /// Servers that reported participants in it, where there are several servers.
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
        let mut servers_by_room: BTreeMap<String, Vec<String>> = BTreeMap::new();
        if servers.len() > 1 {
            let since = app.now().plus(-ROOM_SERVER_TTL);
            for (room, server) in app.store.read().await?.list_livekit_rooms(organization, since).await? {
                servers_by_room.entry(room).or_default().push(server);
            }
        }
        let servers = servers.iter().map(|server| RoomService::new(&app.livekit, server)).collect();
        Ok(ConnectedServers {
            organization: organization.to_owned(),
            servers,
            servers_by_room,
            observations: Mutex::default(),
        })
    }

    /// Who is in rooms of this name: asks the room's server, or all of them if it is unknown. Then a failing
    /// server is tolerated only when another one reports participants, because then the room is there.
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

    /// The server that the room is on, or is to be made on: the one known to have it, else the first that was connected.
    pub fn home(&self, room: &str) -> &RoomService {
        self.servers_of_room(room).map_or(&self.servers[0], |known| known[0])
    }

    /// Whether the organisation has several servers, so that it has to be remembered which one has a room.
    pub fn are_several(&self) -> bool {
        self.servers.len() > 1
    }

    /// Makes the room on its server, unless it is there.
    pub async fn make_room(
        &self,
        app: &App,
        room: &str,
        timeouts: RoomTimeouts,
        max_participants: u32,
    ) -> Result<(), LivekitError> {
        let server = self.home(room);
        let RoomTimeouts { empty, departure } = timeouts;
        self.observed(app, server, server.create(room, empty, departure, max_participants)).await
    }

    /// Closes the room on every server that may have it; whether any of them had it. A failing server is tolerated where the
    /// room's is not known and another one had it.
    pub async fn close_room(&self, app: &App, room: &str) -> Result<bool, LivekitError> {
        let is_known = self.servers_of_room(room).is_some();
        let servers = self.with_room(room);
        let closing = servers.iter().map(|server| self.observed(app, server, server.delete(room)));
        let (mut was_there, mut failed) = (false, None);
        for answer in join_all(closing).await {
            match answer {
                Ok(had_it) => was_there |= had_it,
                Err(failure) => failed = failed.or(Some(failure)),
            }
        }
        match failed {
            Some(failure) if is_known || !was_there => Err(failure),
            _ => Ok(was_there),
        }
    }

    /// Whether the room is open on the server that people are sent to.
    pub async fn is_open_at_home(&self, app: &App, room: &str) -> Result<bool, LivekitError> {
        let server = self.home(room);
        Ok(!self.observed(app, server, server.open_rooms(&[room])).await?.is_empty())
    }

    /// Which of these rooms are open on a server that may have them, and the failure that hides whether others are.
    pub async fn open_rooms(&self, app: &App, rooms: &[&str]) -> (BTreeSet<String>, Option<LivekitError>) {
        let asking = self.servers.iter().filter_map(|server| {
            let its: Vec<&str> = rooms.iter().copied().filter(|room| self.may_have(server, room)).collect();
            // Asked for no names, LiveKit would list all rooms.
            (!its.is_empty()).then_some(async move {
                let answer = self.observed(app, server, server.open_rooms(&its)).await;
                (its, answer)
            })
        });
        let (mut open, mut failures) = (BTreeSet::new(), Vec::new());
        for (its, answer) in join_all(asking).await {
            match answer {
                Ok(found) => open.extend(found),
                Err(failure) => failures.push((its, failure)),
            }
        }
        let hides = |its: &[&str]| its.iter().any(|room| !open.contains(*room));
        let failed = failures.into_iter().find(|(its, _)| hides(its)).map(|(_, failure)| failure);
        (open, failed)
    }

    /// The servers that may have the room.
    pub(super) fn with_room(&self, room: &str) -> Vec<&RoomService> {
        self.servers_of_room(room).unwrap_or_else(|| self.servers.iter().collect())
    }

    fn may_have(&self, server: &RoomService, room: &str) -> bool {
        self.with_room(room).iter().any(|one| one.server_id() == server.server_id())
    }

    /// The servers known to have the room, of those that are connected.
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
        self.observed(app, server, server.participants(room)).await
    }

    /// What a server answers, and what that shows of its health. One that failed as a whole is not asked again.
    async fn observed<T>(
        &self,
        app: &App,
        server: &RoomService,
        asking: impl Future<Output = Result<T, LivekitError>>,
    ) -> Result<T, LivekitError> {
        if let Some((_, failure)) = self.observation(server).down {
            return Err(failure);
        }
        let answer = asking.await;
        let now = app.now();
        let mut observations = self.observations.lock().unwrap_or_else(PoisonError::into_inner);
        let observation = observations.entry(server.server_id().to_owned()).or_default();
        match &answer {
            Ok(_) => observation.answered_at = Some(now),
            Err(failure) if failure.affects_whole_server() => observation.down = Some((now, failure.clone())),
            Err(_) => {}
        }
        answer
    }

    fn observation(&self, server: &RoomService) -> ServerObservation {
        let observations = self.observations.lock().unwrap_or_else(PoisonError::into_inner);
        observations.get(server.server_id()).cloned().unwrap_or_default()
    }

    /// Saves whether the servers that were asked have answered.
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
