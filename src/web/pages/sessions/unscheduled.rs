//! Sessions of subscriptions that have no time yet; each leads to the page that gives it one.

use maud::{Markup, html};

use crate::app::subscription::unscheduled::{ListedUnscheduled, list};
use crate::domain::session::Kind;
use crate::http::pagination::{Page, decode_cursor};
use crate::http::problem::Problem;
use crate::store::subscription::unscheduled::UnscheduledFilter;
use crate::web::components::session::kind_and_format;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// At most `limit` of them, in the order they were drawn.
pub async fn load(page: &PageRequest, limit: i64) -> Result<Page<ListedUnscheduled>, Problem> {
    let fields = &page.query;
    let wanted = UnscheduledFilter {
        subscription: None,
        teacher: fields.optional("teacher"),
        kind: Kind::parse(fields.text("kind")),
        after: decode_cursor(fields.optional("cursor"))?,
    };
    let rows = list(&mut page.read().await?, &page.scope, &wanted, limit + 1).await?;
    Ok(Page::from_rows(rows, limit, |one: &ListedUnscheduled| one.session.id.clone(), |row| row))
}

pub fn table(ui: &Ui, rows: &[ListedUnscheduled]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("sessions-unscheduled")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("sessions-what")) }
                th scope="col" { (ui.text("sessions-teacher")) }
                th scope="col" { (ui.text("sessions-students")) }
                th scope="col" { (ui.text("sessions-drawn")) }
            } }
            tbody { @for row in rows { (row_of(ui, row)) } }
        } }
    }
}

fn row_of(ui: &Ui, row: &ListedUnscheduled) -> Markup {
    let session = &row.session;
    let name = |id: &str| row.names.get(id).map_or("", String::as_str);
    html! {
        tr {
            td.lead data-label=(ui.text("sessions-what")) {
                a href=(format!("/sessions/{}", session.id)) { (kind_and_format(ui, session.kind, session.format)) }
            }
            td data-label=(ui.text("sessions-teacher")) { (ui.name(name(&session.teacher))) }
            td data-label=(ui.text("sessions-students")) { (ui.name(name(&session.person))) }
            td data-label=(ui.text("sessions-drawn")) { (ui.instant(session.created_at, &ui.day(session.created_at))) }
        }
    }
}
