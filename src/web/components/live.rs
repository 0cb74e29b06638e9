//! What an open page keeps itself fresh by: the address of a stream, and the words that say whether it is heard.

use maud::{Markup, html};

use crate::web::ui::Ui;

/// Tells of every change of the sessions one may see (`web::pages::live`).
pub const CHANGES: &str = "/live";

/// Says that the page is live, or since when it is not.
pub fn live_state(ui: &Ui) -> Markup {
    html! {
        span.live-state data-live-state data-on=(ui.text("common-live")) data-off=(ui.text("common-not-live"))
            data-zone=(ui.zone.name()) data-locale=(ui.locale.tag()) { (ui.text("common-live")) }
    }
}
