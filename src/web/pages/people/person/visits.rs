//! A person's visits of the last month on their page, and their card to print.

use maud::{Markup, html};

use crate::app::checkin::session_code::card;
use crate::app::people;
use crate::domain::people::Role;
use crate::http::problem::Problem;
use crate::http::roles::{ADMINS, RECEPTION};
use crate::http::route::Route;
use crate::store::people::Person;
use crate::web::components::code::card_page;
use crate::web::components::icon::icon;
use crate::web::components::visits::VisitsByPerson;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

/// How many days are shown.
const DAYS: u64 = 30;

pub fn routes() -> Vec<Route> {
    vec![page("/people/{id}/card", "Somebody's card to print").who(RECEPTION).to(show_card)]
}

/// Nothing where there is no place to check in to, or for those who never did and have no card.
pub fn section(ui: &Ui, person: &Person, all: &VisitsByPerson) -> Markup {
    let own = all.of(&person.id);
    let has_card = person.roles.contains(&Role::Student);
    html! {
        @if !all.venues.is_empty() && (has_card || !own.is_empty()) {
            section.card #visits {
                div.row.spread {
                    h2 { (ui.text("visits-title")) }
                    @if has_card {
                        a.button.small href=(format!("/people/{}/card", person.id)) { (icon("i-qr")) (ui.text("people-card")) }
                    }
                }
                (own.standing(ui))
                details.more {
                    summary { (ui.text("people-visits-month")) }
                    (own.history(ui, DAYS))
                }
            }
        }
    }
}

async fn show_card(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let mut read = page.read().await?;
    let person = people::find(&mut read, &page.scope, page.id()).await?;
    let code = card(&mut read, &page.app.secrets, &page.scope, &person.id).await?;
    let address = format!("/people/{}", person.id);
    // The desk prints cards and does not open what else is known of people.
    let back = match ui.may(ADMINS) {
        true => (address.as_str(), ui.name(&person.name)),
        false => ("/reception", html! { (ui.text("reception-title")) }),
    };
    Ok(card_page(ui, back, &person.name, &code))
}
