//! What stands beside the camera: who is missing a login, a code that was opened, where one stands, names, the queue.

use maud::{Markup, html};

use super::OpenedPlace;
use crate::text::args;
use crate::web::components::icon::icon;
use crate::web::ui::Ui;

/// What is wrong with the login, the network or the clock. The script shows those that apply.
pub(super) fn banners(ui: &Ui) -> Markup {
    html! {
        div.banner.negative #scan-login hidden role="alert" {
            (icon("i-person")) p { (ui.text("scan-login-ended")) }
            a.button.small href="/login?next=/scan" { (ui.text("scan-log-in")) }
        }
        div.banner.negative #scan-changed hidden role="alert" {
            (icon("i-people")) p { (ui.text("scan-changed")) }
            a.button.small href="/scan" { (ui.text("scan-reload")) }
        }
        div.banner.amber #scan-away hidden role="status" { (icon("i-warning")) p { (ui.text("scan-away")) } }
        div.banner.amber #scan-clock hidden role="status" { (icon("i-clock")) p {} }
        div.banner.amber #scan-foreign hidden { (icon("i-people")) p {} }
        div.banner.amber #scan-keeps-nothing hidden { (icon("i-warning")) p { (ui.text("scan-keeps-nothing")) } }
    }
}

/// A code that came with the address; `place` is what it opens, where that is known.
pub(super) fn asked(ui: &Ui, place: Option<&OpenedPlace>) -> Markup {
    let is_out = place.is_some_and(|place| place.is_inside);
    let (at, yes) = if is_out { ("scan-asked-out", "scan-yes-out") } else { ("scan-asked-at", "scan-yes") };
    html! {
        section.card.scan-asked #scan-asked hidden aria-labelledby="scan-asked-head" {
            h2 #scan-asked-head {
                @match place {
                    Some(place) => (ui.say(at, args![place = &place.name])),
                    None => (ui.text("scan-asked")),
                }
            }
            p.muted { (ui.text("scan-asked-what")) }
            button.button.primary.large type="button" #scan-yes { (icon(if is_out { "i-logout" } else { "i-check" })) (ui.text(yes)) }
        }
    }
}

/// Where the device stands. For staff.
pub(super) fn place(ui: &Ui) -> Markup {
    html! {
        div.field.scan-place #scan-place hidden {
            label for="scan-place-choice" { (ui.text("scan-place")) }
            select #scan-place-choice autocomplete="off" { option value="" { (ui.text("scan-nowhere")) } }
        }
    }
}

/// Who has no code. For staff.
pub(super) fn manual(ui: &Ui) -> Markup {
    html! {
        section.card #scan-manual hidden aria-labelledby="scan-manual-head" {
            h2 #scan-manual-head { (ui.text("scan-manual")) }
            form #scan-manual-form role="search" {
                div.field.search {
                    label for="scan-name" { (ui.text("scan-name")) }
                    (icon("i-search"))
                    input #scan-name type="search" autocomplete="off" autocapitalize="words" spellcheck="false" maxlength="200";
                }
            }
            p.small.muted #scan-name-state role="status" {}
            ul.list.plain.scan-people #scan-people {}
        }
    }
}

/// The queue, refusals to look at, and who came last.
pub(super) fn lists(ui: &Ui) -> Markup {
    html! {
        section.card.scan-list #scan-refused hidden aria-labelledby="scan-refused-head" {
            h2 #scan-refused-head tabindex="-1" {}
            ul.list.plain tabindex="0" aria-labelledby="scan-refused-head" {}
            footer { button.button.small type="button" #scan-refused-all { (ui.text("scan-dismiss-all")) } }
        }
        section.card.scan-list #scan-waiting hidden aria-labelledby="scan-waiting-head" {
            h2 #scan-waiting-head tabindex="-1" {}
            p.small.muted #scan-waiting-why {}
            ul.list.plain tabindex="0" aria-labelledby="scan-waiting-head" {}
            footer { button.button.small type="button" #scan-send { (icon("i-refresh")) (ui.text("scan-send")) } }
        }
        section.card.scan-list #scan-recent hidden aria-labelledby="scan-recent-head" {
            h2 #scan-recent-head { (ui.text("scan-recent")) }
            ul.list.plain {}
        }
    }
}

/// Ways without a camera.
pub(super) fn typed(ui: &Ui) -> Markup {
    html! {
        section.card #scan-typed aria-labelledby="scan-typed-head" {
            h2 #scan-typed-head { (ui.text("scan-typed")) }
            form.inline #scan-code-form {
                div.field.grow {
                    label for="scan-code" { (ui.text("scan-code-field")) }
                    span.hint #scan-code-hint { (ui.text("scan-code-hint")) }
                    input #scan-code type="text" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="4000" dir="ltr" aria-describedby="scan-code-hint";
                }
                button.button type="submit" { (ui.text("scan-code-send")) }
            }
            label.button.scan-photo {
                (icon("i-image")) (ui.text("scan-photo"))
                input.sr-only #scan-photo type="file" accept="image/*" capture="environment";
            }
            p.small.muted #scan-photo-state role="status" {}
        }
    }
}
