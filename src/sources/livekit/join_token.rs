//! The token by which somebody enters a room (access token of LiveKit, HS256). It is signed by the host's own clock, which
//! LiveKit compares with its own.

use std::time::Duration;

use livekit_api::access_token::{AccessToken, AccessTokenError, VideoGrants};
use secrecy::ExposeSecret;

use crate::domain::session::join::RoomRights;
use crate::sources::livekit::twirp::ApiKeyPair;

const CAMERA_AND_MICROPHONE: [&str; 2] = ["camera", "microphone"];
const SCREEN: [&str; 2] = ["screen_share", "screen_share_audio"];

/// A token for one person and room. `identity` is the person's id, which nobody else can have in this room; the name is for
/// showing. Nobody may change either, or their metadata; nobody is hidden.
///
/// # Errors
/// Where it cannot be signed.
pub fn join_token(
    pair: &ApiKeyPair,
    room: &str,
    identity: &str,
    name: &str,
    rights: RoomRights,
    ttl: Duration,
) -> Result<String, AccessTokenError> {
    let screen = if rights.may_share_screen { &SCREEN[..] } else { &[] };
    let sources = CAMERA_AND_MICROPHONE.iter().chain(screen).map(|&source| source.to_owned());
    let grants = VideoGrants {
        room_join: true,
        room: room.to_owned(),
        room_admin: rights.may_moderate,
        can_publish: Some(true),
        can_subscribe: Some(true),
        can_publish_data: Some(true),
        can_publish_sources: sources.collect(),
        can_update_own_metadata: Some(false),
        ..VideoGrants::default()
    };
    AccessToken::with_api_key(&pair.api_key, pair.secret.expose_secret())
        .with_identity(identity)
        .with_name(name)
        .with_grants(grants)
        .with_ttl(ttl)
        .to_jwt()
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use serde_json::{Value, json};

    use super::*;

    fn claims(rights: RoomRights) -> Value {
        let pair = ApiKeyPair { api_key: "key".to_owned(), secret: "secret".to_owned().into() };
        let token = join_token(&pair, "quran_s1_1", "p1", "Omar", rights, Duration::from_secs(600)).unwrap();
        let payload = token.split('.').nth(1).unwrap();
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
    }

    #[test]
    fn a_student_may_be_seen_and_heard_and_nothing_more() {
        let student = claims(RoomRights { may_share_screen: false, may_moderate: false });
        assert_eq!(student["sub"], "p1");
        assert_eq!(student["name"], "Omar");
        assert_eq!(student["iss"], "key");
        let lasts = student["exp"].as_i64().unwrap() - student["nbf"].as_i64().unwrap();
        assert!((599..=601).contains(&lasts), "{lasts} seconds");
        let video = &student["video"];
        assert_eq!(video["canPublishSources"], json!(["camera", "microphone"]));
        assert_eq!(video["room"], "quran_s1_1");
        for (grant, value) in [
            ("roomJoin", true),
            ("canPublish", true),
            ("canSubscribe", true),
            ("canPublishData", true),
            ("canUpdateOwnMetadata", false),
        ] {
            assert_eq!(video[grant], value, "{grant}");
        }
        for grant in ["roomAdmin", "roomCreate", "roomList", "roomRecord", "hidden", "recorder", "agent"] {
            assert!([Value::Null, Value::Bool(false)].contains(&video[grant]), "{grant}");
        }
    }

    #[test]
    fn a_teacher_may_moderate_and_share_the_screen() {
        let video = claims(RoomRights { may_share_screen: true, may_moderate: true })["video"].clone();
        assert_eq!(video["roomAdmin"], true);
        let sources = json!(["camera", "microphone", "screen_share", "screen_share_audio"]);
        assert_eq!(video["canPublishSources"], sources);
    }
}
