//! "QR Attendance": the switch, the picture of the code, and what is done with it.

use maud::{Markup, html};

use super::load::Desk;
use crate::store::venue::venues::Venue;
use crate::text::args;
use crate::web::components::code::code_picture;
use crate::web::components::dialog::Dialog;
use crate::web::components::field::{FormView, hidden_fields};
use crate::web::components::icon::icon;
use crate::web::ui::Ui;

pub fn card(ui: &Ui, desk: &Desk) -> Markup {
    let (venue, is_on) = (&desk.venue, desk.code.is_enabled);
    let picture = ui.say("reception-code-of", args![venue = &venue.name]);
    let rotated = format!("{}, {}", ui.date(desk.code.rotated_at), ui.clock(desk.code.rotated_at));
    html! {
        section.card.code-card #code aria-labelledby="code-head" {
            (code_picture(&desk.code_address, &picture, !is_on))
            div.stack {
                h2 #code-head { (ui.text("reception-code")) }
                (switch(ui, venue, is_on))
                p { (ui.text("reception-code-what")) }
                div.row {
                    a.button href=(format!("/api/v1/venues/{}/code.png", venue.id)) download="qr-attendance.png" {
                        (icon("i-download")) (ui.text("reception-download"))
                    }
                    a.button href=(format!("/reception/sheet?venue={}", venue.id)) { (icon("i-print")) (ui.text("reception-sheet")) }
                    a.button href=(format!("/reception/screen?venue={}", venue.id)) { (icon("i-screen")) (ui.text("reception-screen")) }
                    (dialog(ui).opener(&ui.text("reception-regenerate"), "danger"))
                }
                p.small.muted { (ui.text("reception-rotated")) " " (ui.instant(desk.code.rotated_at, &rotated)) }
            }
        }
    }
}

/// It takes effect at once; without script a button beside it does.
fn switch(ui: &Ui, venue: &Venue, is_on: bool) -> Markup {
    let label = ui.text(if is_on { "reception-enabled" } else { "reception-disabled" });
    html! {
        form.inline method="post" action=(format!("/reception/{}/toggle", venue.id)) data-inplace data-autosubmit {
            (hidden_fields(ui))
            label.switch { input #code-switch type="checkbox" role="switch" name="enabled" value="yes" checked[is_on] autocomplete="off"; span { (label) } }
            button.button.small data-without-script { (ui.text("common-save")) }
        }
    }
}

fn dialog(ui: &Ui) -> Dialog<'static> {
    Dialog {
        id: "regenerate",
        title: ui.text("reception-regenerate"),
        what: ui.text("reception-regenerate-what"),
        fields: html! {},
        confirm: ui.text("reception-regenerate"),
        is_danger: true,
    }
}

/// What is asked before a new code is made.
pub fn rotation(ui: &Ui, venue: &Venue) -> Markup {
    let action = format!("/reception/{}/rotate", venue.id);
    dialog(ui).render(ui, FormView::new(ui, &action))
}
