//! LiveKit's RoomService API: who is in a room, create one, close one, mute or remove somebody.
//!
//! Responses are protobuf, so a kind or state that this build does not know arrives as a number, and is passed on as
//! one.

use std::collections::BTreeSet;
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use livekit_api::access_token::VideoGrants;
use livekit_protocol::participant_info::{Kind, State};
use livekit_protocol::{
    CreateRoomRequest, DeleteRoomRequest, DeleteRoomResponse, ListParticipantsRequest,
    ListParticipantsResponse, ListRoomsRequest, ListRoomsResponse, MuteRoomTrackRequest,
    MuteRoomTrackResponse, ParticipantInfo, RemoveParticipantResponse, Room, RoomParticipantIdentity,
    TrackSource,
};
use serde_json::{Map, Value, json};

pub use crate::sources::livekit::twirp::{ApiKeyPair, LivekitEndpoint, LivekitError, UnauthorizedReason};
use crate::sources::livekit::twirp::{LivekitHttp, TwirpClient};

/// Rooms whose names begin so are created to see whether webhooks arrive, and closed at once. They belong to no
/// session.
pub const PROBE_ROOM_PREFIX: &str = "rollcall-probe-";

/// The rooms of one server.
pub struct RoomService(TwirpClient);

impl RoomService {
    pub fn new(client: &LivekitHttp, server: &LivekitEndpoint) -> RoomService {
        RoomService(TwirpClient::new(client, server))
    }

    /// The connection's id.
    pub fn server_id(&self) -> &str {
        self.0.server_id()
    }

    /// Seconds that the server's clock is ahead of ours, by the date of its last response.
    pub fn clock_offset_seconds(&self) -> Option<i64> {
        self.0.clock_offset_millis().map(|millis| millis / 1_000)
    }

    /// Its address, as it was connected.
    pub fn url(&self) -> &str {
        self.0.url()
    }

    /// The address that clients connect to: `ws` or `wss`.
    pub fn client_url(&self) -> String {
        self.0.client_url()
    }

    /// The key pair that the server accepted last.
    pub fn accepted_pair(&self) -> Option<&ApiKeyPair> {
        self.0.accepted_pair()
    }

    /// Checks that the server is reachable and accepts the key; no retries, since a user waits for the result.
    pub async fn check_access(&self) -> Result<(), LivekitError> {
        let grants = VideoGrants { room_list: true, ..VideoGrants::default() };
        // A name that no room has: only access is checked, so no rooms need to be listed.
        let request = ListRoomsRequest { names: vec![PROBE_ROOM_PREFIX.to_owned()] };
        self.0.call::<_, ListRoomsResponse>("ListRooms", &grants, &request).await?;
        Ok(())
    }

    /// Who is in the room, reduced to what attendance needs and written as LiveKit writes its JSON, sorted by
    /// connection. A room that is not there has nobody in it.
    pub async fn participants(&self, room: &str) -> Result<Vec<Value>, LivekitError> {
        let grants = room_admin(room);
        let request = ListParticipantsRequest { room: room.to_owned() };
        let answer = retry_transient(|| self.0.call("ListParticipants", &grants, &request)).await?;
        let mut found = answer.map_or_else(Vec::new, |answer: ListParticipantsResponse| answer.participants);
        if found.iter().any(|one| one.sid.is_empty()) {
            return Err(LivekitError::NotLivekit(
                "its answer lists somebody without a connection".to_owned(),
            ));
        }
        found.sort_by(|a, b| a.sid.cmp(&b.sid));
        Ok(found.iter().map(participant_json).collect())
    }

    /// Creates the room unless it exists. Times are in whole seconds: how long it stays open before anybody came, and
    /// after the last participant left. 0 means the server's own setting, for participants too.
    pub async fn create(
        &self,
        room: &str,
        empty_timeout: u32,
        departure_timeout: u32,
        max_participants: u32,
    ) -> Result<(), LivekitError> {
        let grants = VideoGrants { room_create: true, ..VideoGrants::default() };
        let request = CreateRoomRequest {
            name: room.to_owned(),
            empty_timeout,
            departure_timeout,
            max_participants,
            ..CreateRoomRequest::default()
        };
        match retry_transient(|| self.0.call::<_, Room>("CreateRoom", &grants, &request)).await? {
            Some(_) => Ok(()),
            None => Err(LivekitError::Refused("it knows nothing of that name".to_owned())),
        }
    }

    /// Which of these rooms are open.
    pub async fn open_rooms(&self, rooms: &[&str]) -> Result<BTreeSet<String>, LivekitError> {
        let grants = VideoGrants { room_list: true, ..VideoGrants::default() };
        let request = ListRoomsRequest { names: rooms.iter().map(|&room| room.to_owned()).collect() };
        let answer = retry_transient(|| self.0.call("ListRooms", &grants, &request)).await?;
        let open = answer.map_or_else(Vec::new, |answer: ListRoomsResponse| answer.rooms);
        Ok(open.into_iter().map(|room| room.name).filter(|name| rooms.contains(&name.as_str())).collect())
    }

    /// Removes everybody and closes the room; false when there is no such room. A token that is still valid can
    /// open it again: LiveKit revokes none.
    pub async fn delete(&self, room: &str) -> Result<bool, LivekitError> {
        let grants = VideoGrants { room_create: true, ..VideoGrants::default() };
        let request = DeleteRoomRequest { room: room.to_owned() };
        let answer =
            retry_transient(|| self.0.call::<_, DeleteRoomResponse>("DeleteRoom", &grants, &request)).await?;
        Ok(answer.is_some())
    }

    /// The sids of the microphones that somebody has on; `None` where nobody of this identity is in the room. No retries,
    /// since a teacher waits for the result.
    pub async fn open_microphones(
        &self,
        room: &str,
        identity: &str,
    ) -> Result<Option<Vec<String>>, LivekitError> {
        let request = participant_of(room, identity);
        let found: Option<ParticipantInfo> =
            self.0.call("GetParticipant", &room_admin(room), &request).await?;
        let is_open = |source: i32, muted: bool| source == TrackSource::Microphone as i32 && !muted;
        Ok(found.map(|found| {
            let open = found.tracks.into_iter().filter(|track| is_open(track.source, track.muted));
            open.map(|track| track.sid).collect()
        }))
    }

    /// Silences one track of somebody; they may switch it on again. False where they have no such track there.
    pub async fn mute(&self, room: &str, identity: &str, track_sid: &str) -> Result<bool, LivekitError> {
        let request = MuteRoomTrackRequest {
            room: room.to_owned(),
            identity: identity.to_owned(),
            track_sid: track_sid.to_owned(),
            muted: true,
        };
        let answer: Option<MuteRoomTrackResponse> =
            self.0.call("MutePublishedTrack", &room_admin(room), &request).await?;
        Ok(answer.is_some())
    }

    /// Disconnects somebody; a token that is still valid lets them in again. False where they are not there.
    pub async fn remove(&self, room: &str, identity: &str) -> Result<bool, LivekitError> {
        let request = participant_of(room, identity);
        let answer: Option<RemoveParticipantResponse> =
            self.0.call("RemoveParticipant", &room_admin(room), &request).await?;
        Ok(answer.is_some())
    }
}

fn participant_of(room: &str, identity: &str) -> RoomParticipantIdentity {
    RoomParticipantIdentity {
        room: room.to_owned(),
        identity: identity.to_owned(),
        ..RoomParticipantIdentity::default()
    }
}

fn room_admin(room: &str) -> VideoGrants {
    VideoGrants { room_admin: true, room: room.to_owned(), ..VideoGrants::default() }
}

/// Up to three attempts with about a second of pauses; only transient failures are repeated.
async fn retry_transient<T, F: Future<Output = Result<T, LivekitError>>>(
    call: impl Fn() -> F,
) -> Result<T, LivekitError> {
    let waits = ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(200))
        .with_max_times(2)
        .with_jitter();
    call.retry(waits).when(LivekitError::is_transient).await
}

/// One participant as a webhook would show it: zero values left out, 64-bit numbers as text.
fn participant_json(participant: &ParticipantInfo) -> Value {
    let mut kept = Map::new();
    for (name, text) in
        [("sid", &participant.sid), ("identity", &participant.identity), ("name", &participant.name)]
    {
        if !text.is_empty() {
            kept.insert(name.to_owned(), json!(text));
        }
    }
    for (name, at) in [("joinedAt", participant.joined_at), ("joinedAtMs", participant.joined_at_ms)] {
        if at != 0 {
            kept.insert(name.to_owned(), json!(at.to_string()));
        }
    }
    let state =
        State::try_from(participant.state).map_or(json!(participant.state), |s| json!(s.as_str_name()));
    kept.insert("state".to_owned(), state);
    if participant.kind != 0 {
        let kind =
            Kind::try_from(participant.kind).map_or(json!(participant.kind), |k| json!(k.as_str_name()));
        kept.insert("kind".to_owned(), kind);
    }
    if let Some(permission) = &participant.permission {
        #[expect(deprecated, reason = "older recorders and agents say so in these fields alone")]
        let flags =
            [("hidden", permission.hidden), ("recorder", permission.recorder), ("agent", permission.agent)];
        let set: Map<String, Value> = flags
            .into_iter()
            .filter(|(_, set)| *set)
            .map(|(name, _)| (name.to_owned(), json!(true)))
            .collect();
        if !set.is_empty() {
            kept.insert("permission".to_owned(), Value::Object(set));
        }
    }
    Value::Object(kept)
}

#[cfg(test)]
mod tests {
    use livekit_protocol::ParticipantPermission;

    use super::*;

    #[test]
    fn a_participant_keeps_what_attendance_reads_and_unknown_enums_as_numbers() {
        #[expect(deprecated, reason = "older recorders say so in this field alone")]
        let permission = ParticipantPermission { can_publish: true, recorder: true, ..Default::default() };
        let info = ParticipantInfo {
            sid: "PA_1".into(),
            identity: "t1".into(),
            metadata: "secret".into(),
            state: 2,
            joined_at_ms: 1_767_600_003_456,
            kind: 99,
            permission: Some(permission),
            ..Default::default()
        };
        assert_eq!(
            participant_json(&info),
            json!({"sid": "PA_1", "identity": "t1", "state": "ACTIVE", "joinedAtMs": "1767600003456",
                   "kind": 99, "permission": {"recorder": true}})
        );
    }
}
