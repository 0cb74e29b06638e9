//! How an event is called, when it is, of which type it is, and where somebody stands in it.

use maud::{Markup, html};

use super::icon::icon;
use crate::domain::checkin::event::{CheckInMode, EventType, RegistrationStatus};
use crate::domain::session::Status;
use crate::domain::time::Timestamp;
use crate::store::event::StoredEvent;
use crate::web::ui::Ui;

/// Its title, else that it is an event: never nothing.
pub fn event_title(ui: &Ui, event: &StoredEvent) -> String {
    match event.title.as_deref().filter(|title| !title.trim().is_empty()) {
        Some(title) => title.to_owned(),
        None => ui.word("kind", "event"),
    }
}

/// Free or paid, and whose it is.
pub fn type_words(ui: &Ui, event_type: EventType) -> String {
    ui.text(match (event_type.is_paid, event_type.is_external) {
        (false, false) => "event-free-internal",
        (true, false) => "event-paid-internal",
        (false, true) => "event-free-external",
        (true, true) => "event-paid-external",
    })
}

/// The type in words, with a shape of its own.
pub fn type_pill(ui: &Ui, event_type: EventType) -> Markup {
    let shape = match (event_type.is_paid, event_type.is_external) {
        (false, false) => "i-qr",
        (true, false) => "i-ticket",
        (false, true) => "i-people",
        (true, true) => "i-money",
    };
    html! { span.pill.outline { (icon(shape)) (type_words(ui, event_type)) } }
}

/// Who reads whose code.
pub fn mode_words(ui: &Ui, mode: CheckInMode) -> String {
    ui.text(match mode {
        CheckInMode::OrganizerScans => "event-organizer-scans",
        CheckInMode::StudentsScan => "event-students-scan",
    })
}

/// `Wed, 4 Nov, 17:00–18:00`; of another year with its year.
pub fn when(ui: &Ui, event: &StoredEvent) -> String {
    use chrono::Datelike;

    let day = |at: Timestamp| match ui.day_of(at).year() == ui.today().year() {
        true => ui.day(at),
        false => ui.date(at),
    };
    let (start, end) = (event.start, event.end);
    match ui.day_of(start) == ui.day_of(end) {
        true => format!("{}, {}–{}", day(start), ui.clock(start), ui.clock(end)),
        false => format!("{}, {} – {}, {}", day(start), ui.clock(start), day(end), ui.clock(end)),
    }
}

/// That it is cancelled, over, or goes on; nothing of one that is to come.
pub fn state_pill(ui: &Ui, event: &StoredEvent) -> Markup {
    html! {
        @if event.status == Status::Cancelled {
            span.pill.negative { (ui.text("event-cancelled")) }
        } @else if event.is_over(ui.now) {
            span.pill { (ui.text("event-over")) }
        } @else if event.start <= ui.now {
            span.pill.accent { (ui.text("event-running")) }
        }
    }
}

/// Where somebody stands.
pub fn registration_pill(ui: &Ui, status: RegistrationStatus) -> Markup {
    html! {
        @match status {
            RegistrationStatus::Registered => span.pill.positive { (icon("i-check")) (ui.text("event-registered")) },
            RegistrationStatus::Waitlisted => span.pill.amber { (icon("i-clock")) (ui.text("event-waitlisted")) },
            RegistrationStatus::Cancelled => span.pill { (icon("i-cross")) (ui.text("event-registration-cancelled")) },
        }
    }
}
