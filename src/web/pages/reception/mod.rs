//! `/reception`, and `/admin/attendance` for those who knew it by that name: who is in at a venue, its code, entries by
//! hand, and what should be looked at. Clock times are those of the venue.

mod change;
mod check_in;
mod code_card;
mod load;
mod look;
mod screen;
mod sheet;
mod stream;
mod today;

use axum::http::{HeaderValue, header};
use maud::{Markup, html};

use self::load::{Desk, LATEST_COOKIE};
use crate::http::problem::Problem;
use crate::http::roles::{ADMINS, RECEPTION};
use crate::http::route::Route;
use crate::store::venue::venues::Venue;
use crate::text::without_controls;
use crate::web::answer::Answer;
use crate::web::components::empty::empty;
use crate::web::components::icon::icon;
use crate::web::components::live::live_state;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

pub fn routes() -> Vec<Route> {
    vec![
        page("/reception", "Who is in, and the code of the venue").who(RECEPTION).to(show),
        page("/admin/attendance", "The same as /reception").who(RECEPTION).to(show),
        page("/reception/live", "Changes of who is in, as events").who(RECEPTION).to(stream::follow),
        page("/reception/screen", "The code of a venue for a screen").who(RECEPTION).to(screen::show),
        page("/reception/screen/live", "The codes of a screen, as events").who(RECEPTION).to(screen::follow),
        page("/reception/sheet", "The code of a venue on paper").who(RECEPTION).to(sheet::show),
        form("/reception/{id}/toggle", "Switch the codes of a venue on or off")
            .who(RECEPTION)
            .to(change::toggle),
        form("/reception/{id}/rotate", "A new code of a venue").who(RECEPTION).to(change::rotate),
        form("/reception/{id}/entries", "Enter somebody by hand").who(RECEPTION).to(change::enter),
    ]
}

async fn show(page: PageRequest) -> Result<Answer, Problem> {
    let Some(desk) = Desk::load(&page).await? else {
        return Ok(without_venue(&page.ui).into());
    };
    let ui = &page.ui.in_zone(desk.venue.time_zone);
    let body = html! {
        div.page-head {
            h1 { (ui.text("reception-title")) }
            div.actions {
                (live_state(ui))
                (venue_choice(ui, &desk))
                a.button href="/scan" { (icon("i-qr")) (ui.text("reception-scan-card")) }
            }
        }
        (today::answer(ui, &desk.shown, desk.code.is_enabled))
        (today::figures(ui, &desk.venue, desk.shown.figures))
        (code_card::card(ui, &desk))
        (check_in::card(ui, &desk))
        div.stack #reception-live data-live=(desk.shown.asked.stream_address(&desk.venue)) {
            (today::table(ui, &desk.venue, &desk.shown))
            (look::cards(ui, &desk.shown))
        }
        (code_card::rotation(ui, &desk.venue))
    };
    let title = format!("{} · {}", ui.text("reception-title"), without_controls(&desk.venue.name));
    let mut response = WebPage::new(title, body).into_response(&page.ui);
    if page.query.optional("venue").is_some() {
        response.headers_mut().append(header::SET_COOKIE, remembered(&desk.venue));
    }
    Ok(Answer::Other(response))
}

/// The cookie by which the next look begins at the venue chosen last.
fn remembered(venue: &Venue) -> HeaderValue {
    let cookie = format!("{LATEST_COOKIE}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax", venue.id);
    let is_plain = venue.id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    HeaderValue::from_str(&cookie).ok().filter(|_| is_plain).unwrap_or(HeaderValue::from_static(""))
}

/// Which venue, where there are several.
fn venue_choice(ui: &Ui, desk: &Desk) -> Markup {
    html! {
        @if desk.venues.len() > 1 {
            form.inline.venue-choice method="get" action="/reception" data-autosubmit {
                div.field {
                    label.sr-only for="venue" { (ui.text("reception-venue")) }
                    select #venue name="venue" autocomplete="off" {
                        @for one in &desk.venues {
                            option value=(one.id) selected[one.id == desk.venue.id] { (without_controls(&one.name)) }
                        }
                    }
                }
                button.button.small data-without-script { (ui.text("reception-choose")) }
            }
        }
    }
}

/// Before there is any place to check in to.
fn without_venue(ui: &Ui) -> WebPage {
    let is_admin = ui.may(ADMINS);
    let what = ui.text(if is_admin { "reception-empty-what" } else { "reception-empty-ask" });
    let action =
        html! { @if is_admin { a.button.primary href="/venues" { (ui.text("reception-empty-add")) } } };
    let body = html! {
        div.page-head { h1 { (ui.text("reception-title")) } }
        (empty("i-door", &ui.text("reception-empty"), &what, action))
    };
    WebPage::new(ui.text("reception-title"), body)
}

#[cfg(test)]
mod tests;
