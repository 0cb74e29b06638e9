//! Asking a LiveKit server: who is in a room, make one, close one.
//!
//! The only place that knows `livekit_api`'s client, whose interface changes often. Answers are protobuf there, so
//! a kind or state this build does not know arrives as its number and is kept.

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use livekit_api::services::room::{CreateRoomOptions, RoomClient};
use livekit_api::services::{ServerError, ServerErrorCode, ServiceError, ServiceResult};
use livekit_protocol::ParticipantInfo;
use livekit_protocol::participant_info::{Kind, State};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};

/// One try. From 5 s on the client may fail over to another region of LiveKit's hosted service.
const TRY: Duration = Duration::from_secs(5);

/// A LiveKit server with the key to ask it.
#[derive(Clone, Debug)]
pub struct Server {
    /// `ws`, `wss`, `http` or `https` address.
    pub url: String,
    pub api_key: String,
    pub secret: SecretString,
}

/// Why a server gave no answer. A failure says nothing about who is in a room.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    #[error("LiveKit cannot be reached: {0}")]
    Unavailable(String),
    #[error("LiveKit refused: {0}")]
    Refused(String),
}

/// The rooms of one server.
pub struct Rooms(RoomClient);

impl Rooms {
    pub fn of(server: &Server) -> Rooms {
        let client = RoomClient::with_api_key(&server.url, &server.api_key, server.secret.expose_secret());
        Rooms(client.with_request_timeout(TRY))
    }

    /// Who is in the room, reduced to what attendance needs and written as LiveKit writes its JSON, sorted by
    /// connection. A room that is not there has nobody in it.
    pub async fn participants(&self, room: &str) -> Result<Vec<Value>, Failure> {
        let mut found = match retried(|| self.0.list_participants(room)).await {
            Err(Answer::NotFound) => Vec::new(),
            answer => answer?,
        };
        found.sort_by(|a, b| a.sid.cmp(&b.sid));
        Ok(found.iter().map(trimmed).collect())
    }

    /// Makes the room unless it is there. Times are whole seconds: how long it stays before anybody came, and after
    /// the last one left; 0 is the server's own setting, and so is 0 participants.
    pub async fn create(
        &self,
        room: &str,
        empty_timeout: u32,
        departure_timeout: u32,
        max_participants: u32,
    ) -> Result<(), Failure> {
        let options = || CreateRoomOptions {
            empty_timeout,
            departure_timeout,
            max_participants,
            ..CreateRoomOptions::default()
        };
        retried(|| self.0.create_room(room, options())).await?;
        Ok(())
    }

    /// Throws everybody out and closes the room; a room that is not there is closed. An old token may open it again:
    /// LiveKit revokes none.
    pub async fn delete(&self, room: &str) -> Result<(), Failure> {
        match retried(|| self.0.delete_room(room)).await {
            Err(Answer::NotFound) => Ok(()),
            answer => Ok(answer?),
        }
    }
}

enum Answer {
    NotFound,
    Failed(Failure),
}

impl From<Answer> for Failure {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::NotFound => Failure::Refused("it knows nothing of that name".to_owned()),
            Answer::Failed(failure) => failure,
        }
    }
}

/// Three tries within about a second of waiting; only what may pass by itself is tried again.
async fn retried<T, F: Future<Output = ServiceResult<T>>>(call: impl Fn() -> F) -> Result<T, Answer> {
    let waits = ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(200))
        .with_max_times(2)
        .with_jitter();
    let once = || async { call().await.map_err(answer) };
    once.retry(waits).when(|answer| matches!(answer, Answer::Failed(Failure::Unavailable(_)))).await
}

fn answer(error: ServiceError) -> Answer {
    let refused = |problem: String| Answer::Failed(Failure::Refused(problem));
    match error {
        ServiceError::Twirp(ServerError::Twirp(code)) => match code.code.as_str() {
            ServerErrorCode::NOT_FOUND => Answer::NotFound,
            ServerErrorCode::UNAVAILABLE
            | ServerErrorCode::DEADLINE_EXCEEDED
            | ServerErrorCode::RESOURCE_EXHAUSTED
            | ServerErrorCode::INTERNAL
            | ServerErrorCode::UNKNOWN => Answer::Failed(Failure::Unavailable(code.to_string())),
            _ => refused(code.to_string()),
        },
        // A refused key is answered in plain text, which the client reports as undecodable.
        ServiceError::Twirp(ServerError::Request(error)) if error.is_decode() => refused(
            "its answer is not of LiveKit's API; is the address right, and the key its own?".to_owned(),
        ),
        ServiceError::Twirp(ServerError::Request(error)) => {
            Answer::Failed(Failure::Unavailable(causes(&error)))
        }
        other => refused(other.to_string()),
    }
}

/// An error with everything beneath it; the outermost alone says "error sending request".
fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut inner = error.source();
    while let Some(cause) = inner {
        text = format!("{text}: {cause}");
        inner = cause.source();
    }
    text
}

/// One participant as a webhook would show it: zero values left out, 64-bit numbers as text.
fn trimmed(participant: &ParticipantInfo) -> Value {
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
            trimmed(&info),
            json!({"sid": "PA_1", "identity": "t1", "state": "ACTIVE", "joinedAtMs": "1767600003456",
                   "kind": 99, "permission": {"recorder": true}})
        );
    }
}
