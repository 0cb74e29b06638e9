//! How a session is called, and what state it is in.

use maud::{Markup, html};

use crate::domain::session::{Session, Status};
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
pub fn kind_and_format(ui: &Ui, session: &Session) -> String {
    format!("{} · {}", ui.word("kind", session.kind.as_str()), ui.word("format", session.format.as_str()))
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
