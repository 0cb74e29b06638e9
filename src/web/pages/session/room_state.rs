//! Where the session's LiveKit room stands, for whoever acts on the session: an admin sees here why a room is missing.

use maud::{Markup, html};

use super::SessionPage;
use crate::domain::session::Platform;
use crate::domain::session::room::RoomState;
use crate::store::livekit::session_rooms::SessionRoom;
use crate::text::args;
use crate::web::components::icon::icon;

impl SessionPage<'_> {
    pub(super) fn room(&self) -> Markup {
        let is_shown = self.is_editor && self.drawn.session.session.platform == Platform::Livekit;
        let Some(room) = self.overview.room.as_ref().filter(|_| is_shown) else { return html! {} };
        html! {
            div { dt { (self.ui.text("session-room")) } dd { (self.room_state(room)) } }
        }
    }

    fn room_state(&self, room: &SessionRoom) -> Markup {
        let ui = self.ui;
        let since =
            |at: Option<crate::domain::time::Timestamp>| at.map(|at| self.moment(at)).unwrap_or_default();
        let state = match room.state {
            RoomState::Missing => ui.text("session-room-missing"),
            RoomState::Making => ui.text("session-room-making"),
            RoomState::Open => ui.say("session-room-open", args![time = since(room.made_at)]),
            RoomState::Closing => ui.text("session-room-closing"),
            RoomState::Closed => ui.say("session-room-closed", args![time = since(room.closed_at)]),
        };
        html! {
            (state)
            @if let Some((_, why)) = &room.failed {
                span.sub.attention {
                    (icon("i-flag")) " " code translate="no" { (ui.name(why)) }
                    @if let Some(at) = room.retry_at.filter(|at| *at > ui.now) {
                        " " (ui.say("session-room-retry", args![time = self.moment(at)]))
                    }
                }
            }
            @if room.reopened > 0 {
                span.sub { (ui.say("session-room-reopened", args![count = room.reopened])) }
            }
        }
    }
}
