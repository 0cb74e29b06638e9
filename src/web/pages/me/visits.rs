//! The own visits and the own card, of members of a place that people check in to.

use maud::{Markup, html};

use crate::app::checkin::session_code::card;
use crate::domain::people::Role;
use crate::http::problem::Problem;
use crate::store::Read;
use crate::web::answer::{Answer, Done};
use crate::web::components::code::{card_page, code_picture};
use crate::web::components::visits::VisitsByPerson;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// How many days the history goes back.
const DAYS: [(u64, &str); 2] = [(7, "me-seven-days"), (30, "me-thirty-days")];

/// What a member sees of the own visits.
pub struct OwnVisits {
    all: VisitsByPerson,
    me: String,
    /// The text of the own card; `None` of who is no student.
    card: Option<String>,
    days: u64,
}

impl OwnVisits {
    /// `None` where there is no place to check in to.
    pub async fn load(page: &PageRequest) -> Result<Option<OwnVisits>, Problem> {
        let me = page.caller.person.clone();
        let mut read = page.read().await?;
        let all = VisitsByPerson::load(&mut read, page.scope.organization(), &[&me], page.ui.now).await?;
        if all.venues.is_empty() {
            return Ok(None);
        }
        let is_student = page.caller.roles.contains(&Role::Student);
        let card = match is_student {
            true => Some(card(&mut read, &page.app.secrets, &page.scope, &me).await?),
            false => None,
        };
        let days = if page.query.text("days") == "30" { 30 } else { 7 };
        Ok(Some(OwnVisits { all, me, card, days }))
    }

    pub fn sentence(&self, ui: &Ui) -> String {
        self.all.of(&self.me).sentence(ui)
    }

    /// Today's status, and the way to the card.
    pub fn cards(&self, ui: &Ui) -> Markup {
        html! {
            section.card #visits-today {
                h2 { (ui.text("visits-title")) }
                (self.all.of(&self.me).standing(ui))
            }
            @if let Some(card) = &self.card {
                a.card.card-link href="/me/card" {
                    (code_picture(card, &ui.text("visits-card"), false))
                    span { strong { (ui.text("visits-card")) } span.muted.small { (ui.text("visits-card-what")) } }
                }
            }
        }
    }

    pub fn history(&self, ui: &Ui) -> Markup {
        html! {
            section.section #visits {
                div.row.spread {
                    h2 { (ui.text("me-visits")) }
                    div.segments { @for (days, text) in DAYS {
                        a href=(format!("?days={days}#visits")) aria-current=[(days == self.days).then_some("true")] { (ui.text(text)) }
                    } }
                }
                (self.all.of(&self.me).history(ui, self.days))
            }
        }
    }
}

/// `/me/card`: the own card; with `person` that of a child.
pub async fn show_card(page: PageRequest) -> Result<Answer, Problem> {
    let ui = &page.ui;
    let asked = page.query.optional("person");
    let is_student = page.caller.roles.contains(&Role::Student);
    if asked.is_none() && !is_student {
        return Ok(Done::to("/family").into());
    }
    let person = asked.unwrap_or(&page.caller.person);
    let mut read = page.read().await?;
    let code = card(&mut read, &page.app.secrets, &page.scope, person).await?;
    let name = name_of(&mut read, &page, person).await?;
    let back = match person == page.caller.person {
        true => ("/me", html! { (ui.text("me-title")) }),
        false => ("/family", html! { (ui.text("family-title")) }),
    };
    Ok(card_page(ui, back, &name, &code).into())
}

async fn name_of(read: &mut Read, page: &PageRequest, person: &str) -> Result<String, Problem> {
    let found = read.find_person(page.scope.organization(), person).await?;
    Ok(found.ok_or_else(|| Problem::not_found("person"))?.name)
}
