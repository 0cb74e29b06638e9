//! `/memberships`: who is a member, by plan and status; and a page of each, where it is changed.

mod one;

use maud::{Markup, html};

use crate::app::venue::memberships::{self, ListedMembership};
use crate::domain::checkin::membership::MembershipStatus;
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::venue::memberships::MembershipFilter;
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::filter::FilterForm;
use crate::web::components::membership::{MembershipChoices, days_of, plan_of, standing, venue_of};
use crate::web::components::pager::next_page;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

/// Rows on a page.
const LIMIT: usize = 100;

pub fn routes() -> Vec<Route> {
    [vec![page("/memberships", "Memberships").who(ADMINS).to(show)], one::routes()].concat()
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let (ui, organization) = (&page.ui, page.scope.organization());
    let filter = MembershipFilter {
        person: None,
        plan: page.query.optional("plan"),
        status: MembershipStatus::parse(page.query.text("status")),
    };
    let after: String = decode_cursor(page.query.optional("cursor"))?.unwrap_or_default();
    let mut read = page.read().await?;
    let count = read.count_memberships(organization, &filter).await?;
    let mut rows =
        memberships::list_with_names(&mut read, organization, &filter, &after, LIMIT as i64 + 1).await?;
    let more = rows.len() > LIMIT;
    rows.truncate(LIMIT);
    let next = rows.last().filter(|_| more).map(|last| encode_cursor(&last.membership.id));
    let choices = MembershipChoices::load(&mut read, organization).await?;
    let body = html! {
        div.page-head {
            h1 { (ui.text("memberships-title")) }
            div.actions {
                a.button href="/plans" { (ui.text("plans-title")) }
                a.button.primary href="/people?role=student" { (ui.text("memberships-add")) }
            }
        }
        p.answer { (ui.say("memberships-answer", args![count = count])) }
        (filters(&page, choices.plans))
        @if rows.is_empty() {
            (empty("i-ticket", &ui.text("memberships-empty"), &ui.text("memberships-empty-what"), html! {}))
        } @else {
            (table(ui, &rows))
            (next_page(ui, &page.query, next.as_deref()))
        }
    };
    Ok(WebPage::new(ui.text("memberships-title"), body))
}

fn filters(page: &PageRequest, plans: Vec<(String, String)>) -> Markup {
    let ui = &page.ui;
    let any = || std::iter::once((String::new(), ui.text("common-any")));
    let statuses = MembershipStatus::ALL
        .iter()
        .map(|one| (one.as_str().to_owned(), ui.word("membershipstatus", one.as_str())));
    let statuses: Vec<(String, String)> = any().chain(statuses).collect();
    let plans: Vec<(String, String)> = any().chain(plans).collect();
    let form = FilterForm::new(ui, "/memberships", &page.query);
    form.render(html! {
        (form.select("status", ui.text("memberships-status"), &statuses))
        (form.select("plan", ui.text("membership-plan"), &plans))
    })
}

fn table(ui: &Ui, rows: &[ListedMembership]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("memberships-title")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("memberships-person")) }
                th scope="col" { (ui.text("membership-plan")) }
                th scope="col" { (ui.text("membership-venue")) }
                th scope="col" { (ui.text("memberships-days")) }
                th scope="col" { (ui.text("memberships-status")) }
            } }
            tbody { @for one in rows {
                @let membership = &one.membership;
                tr {
                    td { a.row-link href=(format!("/memberships/{}", membership.id)) {
                        (ui.name(one.person_name.as_deref().unwrap_or(&membership.person_id)))
                    } }
                    td data-label=(ui.text("membership-plan")) { (plan_of(ui, one)) }
                    td data-label=(ui.text("membership-venue")) { (venue_of(ui, one)) }
                    td data-label=(ui.text("memberships-days")) { (days_of(ui, one)) }
                    td data-label=(ui.text("memberships-status")) { (standing(ui, &membership.state)) }
                }
            } }
        } }
    }
}

#[cfg(test)]
mod tests;
