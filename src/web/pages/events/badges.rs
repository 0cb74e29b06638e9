//! `/events/{id}/badges`: name badges to print, ten on a sheet of A4: the name, the event, and the code of the ticket or the
//! registration where there is one.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::parts::address_of;
use crate::app::checkin::codes::CodeKeys;
use crate::app::event::codes::{registration_code, ticket_code};
use crate::app::event::find::find;
use crate::app::event::mine::tickets_of;
use crate::domain::checkin::event::{RegistrationStatus, TicketStatus};
use crate::domain::time::Timestamp;
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::EVENT_SCANNERS;
use crate::http::route::Route;
use crate::output::code_picture::png_data_url;
use crate::store::event::registrations::RegistrationFilter;
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::event::{event_title, when};
use crate::web::components::icon::icon;
use crate::web::components::pager::next_page;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

/// Badges of one page: twenty sheets.
const LIMIT: usize = 200;

pub(super) fn routes() -> Vec<Route> {
    vec![page("/events/{id}/badges", "Name badges of an event, to print").who(EVENT_SCANNERS).to(show)]
}

/// One badge.
struct Badge {
    name: String,
    code: Option<String>,
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let (ui, organization) = (&page.ui, page.scope.organization());
    let mut read = page.read().await?;
    let event = find(&mut read, &page.scope, page.id()).await?;
    let after: Option<(Timestamp, String)> = decode_cursor(page.query.optional("cursor"))?;
    let filter = RegistrationFilter { status: Some(RegistrationStatus::Registered), after };
    let mut rows = read.list_registrations(organization, &event.id, &filter, LIMIT as i64 + 1).await?;
    let more = rows.len() > LIMIT;
    rows.truncate(LIMIT);
    let next = rows.last().filter(|_| more).map(|last| encode_cursor(&(last.created_at, &last.id)));
    let tickets = tickets_of(&mut read, organization, &rows).await?;
    let ids: BTreeSet<&str> = rows.iter().map(|one| one.person_id.as_str()).collect();
    let names = read.people_names(organization, &ids).await?;
    let keys = CodeKeys::load(&mut read, &page.app.secrets, organization).await?;
    let mut badges: Vec<Badge> = rows
        .iter()
        .map(|row| Badge {
            name: names.get(&row.person_id).cloned().unwrap_or_else(|| row.person_id.clone()),
            code: match event.is_paid {
                true => tickets
                    .get(&row.id)
                    .filter(|ticket| ticket.status == TicketStatus::Paid)
                    .and_then(|ticket| ticket_code(&keys, ticket)),
                false => registration_code(&keys, &event, row),
            },
        })
        .collect();
    badges.sort_by(|a, b| ui.formats().compare(&a.name, &b.name));
    let without = badges.iter().filter(|one| one.code.is_none()).count();
    let title = event_title(ui, &event);
    let heading = ui.say("events-badges-of", args![title = &title]);
    let time = when(ui, &event);
    let body = html! {
        nav.crumbs {
            a href="/events" { (ui.text("events-title")) } a href=(address_of(&event.id)) { (ui.name(&title)) }
            span { (ui.text("events-badges")) }
        }
        div.page-head.no-print {
            h1 { (heading) }
            div.actions {
                button.button.primary type="button" data-print data-with-script hidden { (icon("i-print")) (ui.text("events-print")) }
            }
        }
        p.answer.no-print {
            (ui.say("events-badges-answer", args![count = badges.len()]))
            @if event.is_paid && without > 0 { " " (ui.say("events-badges-without", args![count = without])) }
        }
        @if badges.is_empty() {
            (empty("i-people", &ui.text("events-nobody"), &ui.text("events-badges-none-what"), html! {}))
        } @else {
            ul.badges { @for one in &badges { (badge(ui, one, &title, &time)) } }
            (next_page(ui, &page.query, next.as_deref()))
        }
    };
    Ok(WebPage::new(heading.clone(), body))
}

fn badge(ui: &Ui, one: &Badge, title: &str, time: &str) -> Markup {
    html! {
        li.badge {
            div.words {
                strong { (ui.name(&one.name)) }
                span { (ui.name(title)) }
                span.muted.small { (time) }
            }
            @if let Some(code) = &one.code {
                img src=(png_data_url(code)) alt=(ui.say("events-badge-code", args![name = &one.name])) width="120" height="120";
            }
        }
    }
}
