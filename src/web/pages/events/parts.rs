//! What several pages of events share.

use crate::text::args;
use crate::web::ui::Ui;

/// The address of an event's page.
pub(super) fn address_of(event: &str) -> String {
    format!("/events/{event}")
}

/// `41 of 60`, or `41` without a limit.
pub(super) fn of_capacity(ui: &Ui, registered: i64, capacity: Option<i64>) -> String {
    match capacity {
        Some(capacity) => {
            ui.say("events-of", args![part = ui.number(registered), whole = ui.number(capacity)])
        }
        None => ui.number(registered),
    }
}
