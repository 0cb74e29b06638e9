//! What the script of the room is told: the session, who is expected, and its texts in the reader's language.

use serde_json::{Map, Value, json};

use super::RoomPage;
use crate::app::session::room::ExpectedPerson;
use crate::domain::verdict::report::Part;
use crate::http::error_codes::{JOIN_ERRORS, MODERATION_ERRORS};
use crate::http::problem::Problem;
use crate::text::without_controls;

impl RoomPage<'_> {
    /// The session and the viewer, as JSON.
    pub(super) fn room_json(&self) -> String {
        let (view, ui) = (&self.view, self.ui);
        let session = &view.session.session;
        let person = |one: &ExpectedPerson| {
            json!({
                "id": one.id,
                "name": without_controls(&one.name),
                "isTeacher": one.part == Part::Teacher,
                "mail": one.mail,
                "familyMail": one.family_mail,
                "hasFamily": one.has_family,
                "remindedAt": view.reminders.get(&one.id),
            })
        };
        let people: Vec<Value> = view.expected.iter().map(person).collect();
        json!({
            "id": session.id,
            "title": without_controls(&self.title()),
            "start": session.start,
            "end": session.end,
            "zone": ui.zone.name(),
            "locale": ui.locale.tag(),
            "own": self.own,
            "isModerator": self.is_moderator,
            "isAdmin": self.is_admin,
            "expected": people,
            "others": view.others,
            "onlyLearner": self.only_learner().map(|one| &one.id),
        })
        .to_string()
    }

    /// Each text of the script by a short name; `{name}` and `{time}` in one are filled in by the script.
    pub(super) fn texts_json(&self) -> String {
        let ui = self.ui;
        let texts = [
            ("asking", ui.text("room-asking")),
            ("listening", ui.text("room-listening")),
            ("denied", ui.text("room-denied")),
            ("inUse", ui.text("room-in-use")),
            ("noCamera", ui.text("room-no-camera")),
            ("noMicrophone", ui.text("room-no-microphone")),
            ("microphoneDenied", ui.text("room-microphone-denied")),
            ("cameraDenied", ui.text("room-camera-denied")),
            ("microphoneNone", ui.text("room-microphone-none")),
            ("cameraNone", ui.text("room-camera-none")),
            ("insecure", ui.text("room-insecure")),
            ("turnOnMicrophone", ui.text("room-microphone-turn-on")),
            ("turnOffMicrophone", ui.text("room-microphone-turn-off")),
            ("turnOnCamera", ui.text("room-camera-turn-on")),
            ("turnOffCamera", ui.text("room-camera-turn-off")),
            ("share", ui.text("room-share")),
            ("stopSharing", ui.text("room-share-stop")),
            ("raiseHand", ui.text("room-hand-raise")),
            ("lowerHand", ui.text("room-hand-lower")),
            ("connecting", ui.text("room-connecting")),
            ("notOpen", ui.text("room-not-open")),
            ("opensIn", ui.text("room-opens-in")),
            ("closing", ui.text("room-closing")),
            ("unreachable", ui.text("room-unreachable")),
            ("offline", ui.text("room-offline")),
            ("noServer", ui.text("room-no-server")),
            ("loginEnded", ui.text("room-login-ended")),
            ("refused", ui.text("room-refused")),
            ("reconnecting", ui.text("room-reconnecting")),
            ("reconnected", ui.text("room-reconnected")),
            ("reopening", ui.text("room-reopening")),
            ("connected", ui.text("room-connected")),
            ("came", ui.text("room-came")),
            ("alone", ui.text("room-alone")),
            ("aloneAgain", ui.text("room-alone-again")),
            ("went", ui.text("room-went")),
            ("handUp", ui.text("room-hand-up")),
            ("shares", ui.text("room-shares")),
            ("said", ui.text("room-said")),
            ("mutedByTeacher", ui.text("room-muted-by-teacher")),
            ("deviceFailed", ui.text("room-device-failed")),
            ("you", ui.text("room-you")),
            ("teacher", ui.text("room-teacher")),
            ("guest", ui.text("room-guest")),
            ("microphoneIsOff", ui.text("room-microphone-is-off")),
            ("weak", ui.text("room-weak")),
            ("pin", ui.text("room-pin")),
            ("unpin", ui.text("room-unpin")),
            ("mute", ui.text("room-mute")),
            ("remove", ui.text("room-remove")),
            ("muted", ui.text("room-muted")),
            ("removed", ui.text("room-removed-done")),
            ("tell", ui.text("room-tell")),
            ("told", ui.text("room-told")),
            ("writeMail", ui.text("room-mail")),
            ("copyInvitation", ui.text("room-copy-invitation")),
            ("writeMailFamily", ui.text("room-mail-family")),
            ("copyInvitationFamily", ui.text("room-copy-invitation-family")),
            ("invitationFamily", ui.text("room-invitation-family")),
            ("copied", ui.text("layout-copied")),
            ("invitation", ui.text("room-invitation")),
            ("noMail", ui.text("room-no-mail")),
            ("minutesLeft", ui.text("room-time-left")),
            ("overtime", ui.text("room-overtime")),
            ("over", ui.text("room-over")),
            ("overWhat", ui.text("room-over-what")),
            ("cancelled", ui.text("room-cancelled")),
            ("removedTitle", ui.text("room-removed")),
            ("removedWhat", ui.text("room-removed-what")),
            ("elsewhere", ui.text("room-other-device")),
            ("elsewhereWhat", ui.text("room-other-device-what")),
            ("left", ui.text("room-left")),
            ("leftWhat", ui.text("room-left-what")),
            ("lost", ui.text("room-lost")),
            ("lostWhat", ui.text("room-lost-what")),
            ("failed", ui.text("layout-failed")),
            ("close", ui.text("common-close")),
            ("tooLong", ui.text("room-chat-too-long")),
            ("notSent", ui.text("room-chat-not-sent")),
            ("defaultDevice", ui.text("room-device-default")),
            ("screenOf", ui.text("room-screen-of")),
        ];
        let mut all: Map<String, Value> =
            texts.into_iter().map(|(name, text)| (name.to_owned(), Value::String(text))).collect();
        // Why the server refused, by its code.
        let codes = MODERATION_ERRORS.iter().chain(JOIN_ERRORS).chain(&[
            "forbidden",
            "not_found",
            "busy",
            "rate_limited",
            "unavailable",
        ]);
        for code in codes {
            let problem = Problem::conflict(code, "");
            all.insert(format!("refusal:{code}"), Value::String(ui.refusal(&problem)));
        }
        Value::Object(all).to_string()
    }
}
