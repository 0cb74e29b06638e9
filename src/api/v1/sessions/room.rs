//! Order in the meeting room: silencing somebody, removing them, and saying that somebody who is missing was told.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::{NoContent, Problem, Route, RouteRequest, post};
use crate::app::livekit::moderate::{Moderation, moderate};
use crate::app::session::resync::ResyncError;
use crate::app::session::room::remind;
use crate::domain::time::Timestamp;
use crate::http::error_codes::MODERATION_ERRORS;
use crate::http::roles::SESSION_EDITORS;

/// LiveKit's limits, in bytes.
const MAX_IDENTITY_BYTES: usize = 256;
const MAX_TRACK_BYTES: usize = 256;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        post("/api/v1/sessions/{id}/room/mute", "Silence somebody in the room; they may speak again")
            .who(SESSION_EDITORS)
            .to(mute)
            .refuses(MODERATION_ERRORS),
        post("/api/v1/sessions/{id}/room/remove", "Remove somebody from the room; they may come back")
            .who(SESSION_EDITORS)
            .to(remove)
            .refuses(MODERATION_ERRORS),
        post(
            "/api/v1/sessions/{id}/room/remind",
            "Record that somebody who is missing was told; nothing is sent",
        )
        .who(SESSION_EDITORS)
        .to(remind_person)
        .refuses(&["not_on_roster", "session_over"]),
    ]
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = Mute)]
#[schema(example = json!({"identity": "0193f1c2", "trackSid": "TR_AMkd2x8kzWg5"}))]
struct MuteBody {
    /// As LiveKit knows them: the person's id for whoever joined through Rollcall.
    #[schema(min_length = 1, max_length = 256)]
    identity: String,
    /// One track; left out, every microphone of theirs that is on.
    #[schema(min_length = 1, max_length = 256)]
    track_sid: Option<String>,
}

/// What was silenced.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Muted)]
struct MutedBody {
    identity: String,
    /// Tracks that were on; 0 where they were silent already.
    muted: usize,
}

async fn mute(request: RouteRequest<MuteBody>) -> Result<MutedBody, Problem> {
    let MuteBody { identity, track_sid } = &request.body;
    check_text("identity", identity, MAX_IDENTITY_BYTES)?;
    if let Some(track) = track_sid {
        check_text("trackSid", track, MAX_TRACK_BYTES)?;
    }
    let what = Moderation::Mute { track: track_sid.as_deref() };
    let (write, muted) =
        moderate(&request.app, &request.actor(), &request.scope, request.id(), identity, what)
            .await
            .map_err(ResyncError::from)?;
    request.commit(write, MutedBody { identity: identity.clone(), muted }).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Removal)]
#[schema(example = json!({"identity": "0193f1c2"}))]
struct RemoveBody {
    /// As LiveKit knows them: the person's id for whoever joined through Rollcall.
    #[schema(min_length = 1, max_length = 256)]
    identity: String,
}

async fn remove(request: RouteRequest<RemoveBody>) -> Result<NoContent, Problem> {
    let identity = &request.body.identity;
    check_text("identity", identity, MAX_IDENTITY_BYTES)?;
    let (write, _) =
        moderate(&request.app, &request.actor(), &request.scope, request.id(), identity, Moderation::Remove)
            .await
            .map_err(ResyncError::from)?;
    request.commit(write, NoContent).await
}

fn check_text(field: &str, text: &str, most: usize) -> Result<(), Problem> {
    if text.is_empty() || text.len() > most || text.contains('\0') {
        let detail = format!("{field} has 1 to {most} bytes.");
        return Err(Problem::invalid("invalid_body", detail).at_field(field));
    }
    Ok(())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = Remind)]
#[schema(example = json!({"personId": "0193f1c2"}))]
struct RemindBody {
    person_id: String,
}

/// Somebody was told, as the audit log has it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Reminded)]
struct RemindedBody {
    person_id: String,
    #[schema(value_type = String, format = DateTime)]
    reminded_at: Timestamp,
}

async fn remind_person(request: RouteRequest<RemindBody>) -> Result<RemindedBody, Problem> {
    let person = &request.body.person_id;
    let actor = request.actor();
    let mut write = request.write().await?;
    remind(&mut write, &actor, request.id(), person).await?;
    request.commit(write, RemindedBody { person_id: person.clone(), reminded_at: actor.now }).await
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::domain::people::Role;
    use crate::testing::TestServer;
    use crate::testing::lesson::lesson;

    #[tokio::test]
    async fn a_reminder_is_recorded_for_somebody_on_the_roster_of_a_lesson_that_is_not_over() {
        let api = TestServer::new().await;
        let student = api.person(Role::Student);
        let new = json!({"kind": "quran", "format": "group", "platform": "livekit", "start": "2026-01-05T07:55:00Z",
            "teacherId": api.person(Role::Teacher), "studentIds": [student]});
        let (_, created) = api.post("/api/v1/sessions", new).by(Role::Admin).await;
        let path = format!("/api/v1/sessions/{}/room/remind", created["id"].as_str().unwrap());
        let (status, told) = api.post(&path, json!({"personId": student})).by(Role::Teacher).await;
        assert_eq!((status.as_u16(), &told["personId"]), (200, &json!(student)), "{told}");
        let (_, log) = api.get("/api/v1/audit-log").by(Role::Admin).await;
        let mut rows = log["items"].as_array().unwrap().iter();
        let row = rows.find(|row| row["action"] == "session.reminded").unwrap();
        assert_eq!(row["detail"]["personId"], *student);
        let stranger = json!({"personId": api.person(Role::Parent)});
        let (status, problem) = api.post(&path, stranger).by(Role::Teacher).await;
        assert_eq!((status.as_u16(), &problem["code"]), (422, &json!("not_on_roster")));
        assert_eq!(api.post(&path, json!({"personId": student})).by(Role::Student).await.0, 403);
        api.post(&path.replace("room/remind", "complete"), json!({})).by(Role::Teacher).await;
        let (status, problem) = api.post(&path, json!({"personId": student})).by(Role::Teacher).await;
        assert_eq!((status.as_u16(), &problem["code"]), (409, &json!("session_over")), "{problem}");
    }

    #[tokio::test]
    async fn without_a_server_or_a_room_nobody_is_muted_and_a_bad_body_is_refused() {
        let api = TestServer::new().await;
        let id = lesson(&api).await;
        for (action, body, wanted) in [
            ("mute", json!({"identity": "x"}), (503, "platform_not_connected")),
            ("remove", json!({"identity": "x"}), (503, "platform_not_connected")),
            ("mute", json!({"identity": ""}), (400, "invalid_body")),
            ("mute", json!({"identity": "x", "trackSid": ""}), (400, "invalid_body")),
            ("mute", json!({"identity": "x".repeat(257)}), (400, "invalid_body")),
            ("mute", json!({"identity": "x", "muted": false}), (400, "invalid_body")),
            ("remove", json!({"identity": "\0"}), (400, "invalid_body")),
        ] {
            let path = format!("/api/v1/sessions/{id}/room/{action}");
            let (status, problem) = api.post(&path, body.clone()).by(Role::Teacher).await;
            assert_eq!((status.as_u16(), problem["code"].as_str().unwrap()), wanted, "{action} {body}");
        }
        let onsite = json!({"kind": "class", "format": "group", "platform": "onsite", "start": "2026-01-05T07:55:00Z"});
        let (_, created) = api.post("/api/v1/sessions", onsite).by(Role::Admin).await;
        let path = format!("/api/v1/sessions/{}/room/remove", created["id"].as_str().unwrap());
        let (status, problem) = api.post(&path, json!({"identity": "x"})).by(Role::Admin).await;
        assert_eq!((status.as_u16(), &problem["code"]), (422, &json!("room_without_livekit")), "{problem}");
    }
}
