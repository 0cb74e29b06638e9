//! `/subscriptions`: who has how many lessons left, and what is sold; a page of each with its ledger, and one to sell one.

mod ledger;
mod new;
mod packages;
mod parts;

use maud::{Markup, html};

use crate::app::subscription::list::{self, ListedSubscription};
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::{ADMINS, FINANCE, SUBSCRIPTION_READERS};
use crate::http::route::Route;
use crate::store::subscription::listing::{SubscriptionCounts, SubscriptionFilter, SubscriptionState};
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::filter::FilterForm;
use crate::web::components::pager::next_page;
use crate::web::components::subscription::{balance, days, sign, what_for};
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

/// Rows on a page.
const LIMIT: usize = 100;
/// What can be shown: the value in the address, and its text.
const STATES: [(&str, Option<SubscriptionState>, &str); 4] = [
    ("", Some(SubscriptionState::Running), "subscriptions-show-running"),
    ("low", Some(SubscriptionState::Low), "subscriptions-show-low"),
    ("ended", Some(SubscriptionState::Ended), "subscriptions-show-ended"),
    ("all", None, "subscriptions-show-all"),
];

pub fn routes() -> Vec<Route> {
    let list = vec![page("/subscriptions", "Subscriptions and packages").who(SUBSCRIPTION_READERS).to(show)];
    [list, new::routes(), packages::routes(), ledger::routes()].concat()
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let wanted = page.query.text("show");
    let state =
        STATES.iter().find(|(value, ..)| *value == wanted).map_or(STATES[0].1, |(_, state, _)| *state);
    let filter = SubscriptionFilter {
        person: None,
        text: page.query.text("q"),
        state: state.map(|state| (state, ui.today())),
        before: decode_cursor(page.query.optional("cursor"))?,
    };
    let mut read = page.read().await?;
    let counts = read.count_subscriptions(&page.scope, ui.today()).await?;
    let mut rows = list::list(&mut read, &page.scope, &filter, LIMIT as i64 + 1).await?;
    let more = rows.len() > LIMIT;
    rows.truncate(LIMIT);
    let next = rows.last().filter(|_| more).map(|last| encode_cursor(&last.id()));
    let is_office = ui.may(FINANCE);
    let packages = match is_office {
        true => list::packages(&mut read, page.scope.organization()).await?,
        false => Vec::new(),
    };
    let states: Vec<(String, String)> =
        STATES.iter().map(|(value, _, text)| ((*value).to_owned(), ui.text(text))).collect();
    let filter = FilterForm::new(ui, "/subscriptions", &page.query);
    let body = html! {
        div.page-head {
            h1 { (ui.text("subscriptions-title")) }
            div.actions {
                @if is_office { a.button href="#packages" { (ui.text("subscriptions-packages")) } }
                @if ui.may(ADMINS) { a.button.primary href="/subscriptions/new" { (ui.text("subscriptions-sell")) } }
            }
        }
        p.answer { (answer(ui, counts)) }
        (filter.render(html! {
            (filter.select("show", ui.text("subscriptions-show"), &states))
            @if is_office { (filter.input("search", "q", ui.text("subscriptions-search"))) }
        }))
        @if rows.is_empty() {
            (empty("i-ticket", &ui.text("subscriptions-empty"), &ui.text("subscriptions-empty-what"), html! {}))
        } @else {
            (table(ui, &rows))
            (next_page(ui, &page.query, next.as_deref()))
        }
        @if is_office { (packages::section(&page, &packages)) }
    };
    Ok(WebPage::new(ui.text("subscriptions-title"), body))
}

/// How many run, and how many ask for a word with the family.
fn answer(ui: &Ui, counts: SubscriptionCounts) -> Markup {
    html! {
        (ui.say("subscriptions-answer", args![count = counts.running]))
        @if counts.low > 0 {
            " " a href="/subscriptions?show=low" { (ui.say("subscriptions-answer-low", args![count = counts.low])) }
        }
    }
}

fn table(ui: &Ui, rows: &[ListedSubscription]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("subscriptions-title")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("subscriptions-person")) }
                th scope="col" { (ui.text("subscriptions-what")) }
                th scope="col" { (ui.text("subscriptions-left")) }
                th scope="col" { (ui.text("subscriptions-days")) }
                th scope="col" { span.sr-only { (ui.text("subscriptions-state")) } }
            } }
            tbody { @for one in rows { (row(ui, one)) } }
        } }
    }
}

fn row(ui: &Ui, one: &ListedSubscription) -> Markup {
    let subscription = &one.stored.account.subscription;
    let name = one.person_name.as_deref().unwrap_or(&subscription.person);
    html! {
        tr {
            td { a.row-link href=(format!("/subscriptions/{}", one.id())) { (ui.name(name)) } }
            td data-label=(ui.text("subscriptions-what")) { (ui.name(&what_for(ui, one))) }
            td data-label=(ui.text("subscriptions-left")) { (balance(ui, one)) }
            td data-label=(ui.text("subscriptions-days")) { (days(ui, subscription)) }
            td { (sign(ui, one)) }
        }
    }
}

#[cfg(test)]
mod tests;
