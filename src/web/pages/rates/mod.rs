//! `/rates`: what an hour or a session costs and earns, for whom and from which day on.

mod list;

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use self::list::RatesPart;
use crate::app::money::rates;
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::money::rate::{Rate, RateScope};
use crate::http::problem::Problem;
use crate::http::roles::FINANCE;
use crate::http::route::Route;
use crate::store::Read;
use crate::store::money::rates::StoredRate;
use crate::store::people::PeopleFilter;
use crate::text::args;
use crate::web::address::own_address;
use crate::web::answer::Done;
use crate::web::components::empty::empty;
use crate::web::components::field::FormView;
use crate::web::components::money::rate_form::{
    kind_or_all, price_fields, priced_kinds, read_rate, scope_value,
};
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;
use crate::web::ui::fields::PAGE_FIELD;

/// People to choose from. Whoever has more adds a rate on the person's page.
const MOST_PEOPLE: i64 = 1_000;

pub fn routes() -> Vec<Route> {
    vec![
        page("/rates", "Rates, newest first").who(FINANCE).to(show),
        form("/rates", "Add a rate").who(FINANCE).to(add),
        form("/rates/for/{id}", "Add the rate that a person's lines wait for").who(FINANCE).to(add_for),
        form("/rates/{id}/remove", "Remove a rate").who(FINANCE).to(remove),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let organization = page.scope.organization();
    let mut read = page.read().await?;
    let mut all = read.list_rates(organization).await?;
    // Newest first; of one day the one that was added last.
    all.sort_by(|a, b| (b.rate.valid_from, &b.id).cmp(&(a.rate.valid_from, &a.id)));
    let names = names_of(&mut read, organization, &all).await?;
    let removing = match page.query.optional("remove") {
        Some(id) => all.iter().find(|one| one.id == id),
        None => None,
    };
    let confirm = match removing {
        Some(one) => {
            let lines = rates::count_lines_of(&mut read, organization, &one.rate).await?;
            confirm(ui, one, &names, lines)
        }
        None => html! {},
    };
    let people = people_to_choose(&mut read, &page).await?;
    let part = |kind| RatesPart { ui, kind, rates: &all, names: &names, query: &page.query }.render();
    let body = html! {
        div.page-head { h1 { (ui.text("rates-title")) } }
        p.answer { (ui.say("rates-answer", args![count = all.len()])) }
        (confirm)
        @if all.is_empty() {
            (empty("i-money", &ui.text("rates-empty"), &ui.text("rates-empty-what"), html! {}))
        } @else {
            (part(LineKind::Pay))
            (part(LineKind::Charge))
        }
        (add_form(&page, &people))
    };
    Ok(WebPage::new(ui.text("rates-title"), body))
}

async fn names_of(
    read: &mut Read,
    organization: &str,
    rates: &[StoredRate],
) -> Result<BTreeMap<String, String>, Problem> {
    let people: BTreeSet<&str> = rates
        .iter()
        .filter_map(|one| match &one.rate.scope {
            RateScope::Person(person) => Some(person.as_str()),
            RateScope::Organization | RateScope::Kind(_) => None,
        })
        .collect();
    Ok(read.people_names(organization, &people).await?)
}

/// People who are there, by name in the order of the language: (id, name).
async fn people_to_choose(read: &mut Read, page: &PageRequest) -> Result<Vec<(String, String)>, Problem> {
    let filter = PeopleFilter { is_active: Some(true), limit: MOST_PEOPLE, ..PeopleFilter::default() };
    let people = read.list_people(&page.scope, &filter).await?;
    let mut people: Vec<(String, String)> = people.into_iter().map(|one| (one.id, one.name)).collect();
    let formats = page.ui.formats();
    people.sort_by(|a, b| formats.compare(&a.1, &b.1).then_with(|| a.0.cmp(&b.0)));
    Ok(people)
}

fn add_form(page: &PageRequest, people: &[(String, String)]) -> Markup {
    let ui = &page.ui;
    let form = FormView::new(ui, "/rates");
    let kinds = [LineKind::Pay, LineKind::Charge];
    let kinds: Vec<(String, String)> = kinds
        .iter()
        .map(|kind| {
            (
                kind.as_str().to_owned(),
                ui.text(if *kind == LineKind::Pay { "rates-pay" } else { "rates-charge" }),
            )
        })
        .collect();
    let mut who = vec![(scope_value(&RateScope::Organization), kind_or_all(ui, None))];
    who.extend(priced_kinds().map(|kind| (scope_value(&RateScope::Kind(kind)), kind_or_all(ui, Some(kind)))));
    who.extend(people.iter().map(|(id, name)| (scope_value(&RateScope::Person(id.clone())), name.clone())));
    let today = ui.today().to_string();
    let (kind, chosen) = (page.query.text("for"), page.query.text("who"));
    html! {
        section.card id="add" {
            h2 { (ui.text("rates-add")) }
            p.muted { (ui.text("rates-add-what")) }
            (form.post(html! {
                div.fields {
                    (form.select("for", ui.text("rates-for"), &kinds, kind))
                    (form.select("who", ui.text("money-for-whom"), &who, chosen))
                    (price_fields(&form, &today))
                }
                div.form-actions { (form.submit(ui.text("money-add-rate"))) }
            }))
        }
    }
}

/// Asks before a rate is removed, and says what that changes.
fn confirm(ui: &Ui, one: &StoredRate, names: &BTreeMap<String, String>, lines: i64) -> Markup {
    let action = format!("/rates/{}/remove", one.id);
    let form = FormView::new(ui, &action);
    let day = ui.formats().date(one.rate.valid_from);
    html! {
        section.card id="remove" aria-labelledby="remove-title" {
            h2 id="remove-title" { (ui.text("rates-remove-title")) }
            p { (list::who(ui, &one.rate.scope, names)) " · " (list::price(ui, &one.rate)) " · " (day) }
            p { (ui.say("rates-remove-what", args![count = lines, day = day])) }
            (form.post(html! {
                div.form-actions {
                    a.button href="/rates" { (ui.text("common-back")) }
                    (form.submit_danger(ui.text("rates-remove")))
                }
            }))
        }
    }
}

async fn add(page: PageRequest) -> Result<Done, Problem> {
    let kind = LineKind::parse(page.form.text("for"));
    let kind = kind.ok_or_else(|| Problem::invalid("invalid_body", "Say what it is for.").at_field("for"))?;
    let rate = read_rate(&page.form, kind)?;
    save(&page, rate, "/rates").await
}

async fn add_for(page: PageRequest) -> Result<Done, Problem> {
    let kind = LineKind::parse(page.form.text("for"));
    let kind = kind.ok_or_else(|| Problem::invalid("invalid_body", "Say what it is for.").at_field("for"))?;
    let person = page.read().await?.find_person(page.scope.organization(), page.id()).await?;
    if person.is_none() {
        return Err(Problem::not_found("person"));
    }
    let rate = read_rate(&page.form, kind)?;
    let back = own_address(page.form.text(PAGE_FIELD)).unwrap_or("/rates");
    save(&page, rate, back).await
}

/// Adds the rate, and says what it settled.
async fn save(page: &PageRequest, rate: Rate, back: &str) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let settled = rates::count_waiting_for(&mut write, &page.actor(), &rate).await?;
    rates::add(&mut write, &page.actor(), rate).await.map_err(|error| {
        let problem = Problem::from(error);
        match problem.code {
            "rate_exists" => problem.at_field("valid_from"),
            "unknown_person" => problem.at_field("who"),
            _ => problem,
        }
    })?;
    let said = page.ui.say("rates-added", args![count = settled]);
    page.commit(write, Done::to(back).saying(said)).await
}

async fn remove(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    rates::remove(&mut write, &page.actor(), page.id()).await?;
    page.commit(write, Done::to("/rates").saying(page.ui.text("rates-removed"))).await
}

#[cfg(test)]
mod tests;
