//! How a session is called, and what state it is in.

use maud::{Markup, html};

use super::icon::icon;
use crate::domain::session::{Format, Kind, Platform, Status};
use crate::store::session::StoredSession;
use crate::web::ui::Ui;

/// Its title, else its kind: never nothing.
pub fn session_title(ui: &Ui, stored: &StoredSession) -> String {
    match stored.title.as_deref().filter(|title| !title.trim().is_empty()) {
        Some(title) => title.to_owned(),
        None => ui.word("kind", stored.session.kind.as_str()),
    }
}

/// A link to its page, called by its title.
pub fn session_link(ui: &Ui, stored: &StoredSession) -> Markup {
    html! { a href=(format!("/sessions/{}", stored.session.id)) { (ui.name(&session_title(ui, stored))) } }
}

/// `Quran, individual`
pub fn kind_and_format(ui: &Ui, kind: Kind, format: Format) -> String {
    format!("{} · {}", ui.word("kind", kind.as_str()), ui.word("format", format.as_str()))
}

/// The way into the room of a session, while it is open, for somebody who is on its roster.
pub fn join_button(ui: &Ui, id: &str, platform: Platform, status: Status, is_expected: bool) -> Markup {
    let is_open = platform == Platform::Livekit && matches!(status, Status::Ready | Status::Ongoing);
    html! {
        @if is_open && is_expected {
            a.button.small.primary.no-print href=(format!("/sessions/{id}/room")) { (icon("i-camera")) (ui.text("room-join")) }
        }
    }
}

/// Its status, and whether it is settled or waits for somebody.
pub fn status_pill(ui: &Ui, stored: &StoredSession) -> Markup {
    let colour = match stored.status {
        Status::Ongoing => "pill accent",
        Status::Completed => "pill positive",
        Status::Absent => "pill negative",
        Status::Cancelled | Status::Unscheduled => "pill",
        Status::Scheduled | Status::Ready => "pill outline",
    };
    html! {
        span class=(colour) { (ui.word("status", stored.status.as_str())) }
        @if stored.needs_review { " " span.pill.attention { (ui.text("session-needs-review")) } }
    }
}
