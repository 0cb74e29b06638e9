//! `/billing`: what families owe for a month, each sum opening to its lines, and what is held back.

use maud::html;

use crate::app::money::billing::{Billing, FamilyBill, StudentBill, billing};
use crate::app::money::month_lines;
use crate::app::money::month_tables::billing_table;
use crate::app::money::period_calendar::PeriodCalendar;
use crate::domain::money::charge_pay_table::LineKind;
use crate::http::problem::Problem;
use crate::http::route::Route;
use crate::text::args;
use crate::web::answer::Answer;
use crate::web::components::empty::empty;
use crate::web::components::money::month_page::{download, downloads, held_section, more_words};
use crate::web::components::money::month_table::{MonthTable, PeopleGroup, PersonSum};
use crate::web::components::money::period::{asked_period, period_nav};
use crate::web::components::money::{all_lines, amounts_text, waiting};
use crate::web::grants::BILL_READERS;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

const PATH: &str = "/billing";

pub fn routes() -> Vec<Route> {
    vec![
        page(PATH, "What families owe for a month").who(BILL_READERS).to(show),
        page("/billing/download", "The bills of a month as a file").who(BILL_READERS).to(file),
    ]
}

async fn load(page: &PageRequest) -> Result<Billing, Problem> {
    let mut read = page.read().await?;
    let calendar = PeriodCalendar::load(&mut read, &page.scope).await?;
    drop(read);
    let period = asked_period(&page.query, &calendar, page.ui.now)?;
    let bills = billing(&page.app, &page.caller, &page.scope, period.year, period.month).await?;
    bills.ok_or_else(|| Problem::invalid("invalid_year", "There is no such period."))
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let bills = load(&page).await?;
    let mut read = page.read().await?;
    let asked = page.query.optional("person");
    // Whoever has no bill here, or none in reach, has no lines either.
    let opened = asked.filter(|person| {
        bills.families.iter().flat_map(|family| &family.students).any(|one| one.person == **person)
    });
    let span = bills.period.span;
    let lines = match opened {
        Some(person) => {
            month_lines::of_person(&mut read, &page.scope, LineKind::Charge, span, person).await?
        }
        None => Vec::new(),
    };
    let held = held_section(&mut read, &page, LineKind::Charge, span, &bills.total).await?;
    let table = MonthTable {
        ui,
        path: PATH,
        period: &bills.period,
        currency: bills.currency,
        label: ui.text("billing-title"),
        who: ui.text("billing-who"),
        groups: bills.families.iter().map(group).collect(),
        total: &bills.total,
        opened: opened.map(|person| (person, &lines[..])),
    };
    let body = html! {
        div.page-head { h1 { (ui.text("billing-title")) } (downloads(PATH, &bills.period)) }
        (period_nav(ui, PATH, &bills.period))
        p.answer { (answer(&page, ui, &bills)) }
        @if bills.families.is_empty() {
            (empty("i-money", &ui.text("billing-empty"), &ui.text("billing-empty-what"), html! {}))
        } @else {
            (held)
            (table.render())
        }
    };
    Ok(WebPage::new(ui.text("billing-title"), body).wide())
}

fn answer(page: &PageRequest, ui: &Ui, bills: &Billing) -> String {
    let is_own = page.scope.own_rows().is_some();
    let said = ui.say(
        if is_own { "billing-answer-own" } else { "billing-answer" },
        args![
            amount = amounts_text(ui, &bills.total, bills.currency),
            waiting = waiting(&bills.total),
            lines = all_lines(&bills.total)
        ],
    );
    more_words(ui, said, &bills.total)
}

/// A household under its name; a student without one stands for themselves.
fn group(family: &FamilyBill) -> PeopleGroup<'_> {
    PeopleGroup {
        heading: family.household.as_ref().map(|_| (family.name.as_str(), &family.total)),
        people: family.students.iter().map(student).collect(),
    }
}

fn student(one: &StudentBill) -> PersonSum<'_> {
    PersonSum { person: &one.person, name: &one.name, totals: &one.totals }
}

async fn file(page: PageRequest) -> Result<Answer, Problem> {
    let bills = load(&page).await?;
    download(&page.query, &billing_table(&bills))
}

#[cfg(test)]
mod tests;
