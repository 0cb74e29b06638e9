//! `/payroll`: what teachers earn in a month, each sum opening to its lines, and what is held back.

use maud::html;

use crate::app::money::month_lines;
use crate::app::money::month_tables::payroll_table;
use crate::app::money::payroll::{Payroll, payroll};
use crate::app::money::period_calendar::PeriodCalendar;
use crate::domain::money::charge_pay_table::LineKind;
use crate::http::problem::Problem;
use crate::http::roles::PAY_READERS;
use crate::http::route::Route;
use crate::text::args;
use crate::web::answer::Answer;
use crate::web::components::empty::empty;
use crate::web::components::money::month_page::{download, downloads, held_section, more_words};
use crate::web::components::money::month_table::{MonthTable, PeopleGroup, PersonSum};
use crate::web::components::money::period::{asked_period, period_nav};
use crate::web::components::money::{all_lines, amounts_text, waiting};
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

const PATH: &str = "/payroll";

pub fn routes() -> Vec<Route> {
    vec![
        page(PATH, "What teachers earn in a month").who(PAY_READERS).to(show),
        page("/payroll/download", "The pay of a month as a file").who(PAY_READERS).to(file),
    ]
}

async fn load(page: &PageRequest) -> Result<Payroll, Problem> {
    let mut read = page.read().await?;
    let calendar = PeriodCalendar::load(&mut read, &page.scope).await?;
    drop(read);
    let period = asked_period(&page.query, &calendar, page.ui.now)?;
    let pay = payroll(&page.app, &page.scope, period.year, period.month, false).await?;
    pay.ok_or_else(|| Problem::invalid("invalid_year", "There is no such period."))
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let pay = load(&page).await?;
    let mut read = page.read().await?;
    let is_own = page.scope.own_rows().is_some();
    // A teacher has one row, which stands open.
    let only = pay.teachers.first().filter(|_| is_own).map(|teacher| teacher.person.as_str());
    let asked = page.query.optional("person").or(only);
    let opened = asked.filter(|person| pay.teachers.iter().any(|one| one.person == **person));
    let span = pay.period.span;
    let lines = match opened {
        Some(person) => month_lines::of_person(&mut read, &page.scope, LineKind::Pay, span, person).await?,
        None => Vec::new(),
    };
    let held = held_section(&mut read, &page, LineKind::Pay, span, &pay.total).await?;
    let teachers = pay.teachers.iter().map(|one| PersonSum {
        person: &one.person,
        name: &one.name,
        totals: &one.totals,
    });
    let table = MonthTable {
        ui,
        path: PATH,
        period: &pay.period,
        currency: pay.currency,
        label: ui.text("payroll-title"),
        who: ui.text("payroll-who"),
        groups: vec![PeopleGroup { heading: None, people: teachers.collect() }],
        total: &pay.total,
        opened: opened.map(|person| (person, &lines[..])),
    };
    let body = html! {
        div.page-head { h1 { (ui.text("payroll-title")) } (downloads(PATH, &pay.period)) }
        (period_nav(ui, PATH, &pay.period))
        p.answer { (answer(ui, is_own, &pay)) }
        @if pay.teachers.is_empty() {
            (empty("i-money", &ui.text("payroll-empty"), &ui.text("payroll-empty-what"), html! {}))
        } @else {
            (held)
            (table.render())
        }
    };
    Ok(WebPage::new(ui.text("payroll-title"), body).wide())
}

fn answer(ui: &Ui, is_own: bool, pay: &Payroll) -> String {
    let said = ui.say(
        if is_own { "payroll-answer-own" } else { "payroll-answer" },
        args![
            amount = amounts_text(ui, &pay.total, pay.currency),
            waiting = waiting(&pay.total),
            lines = all_lines(&pay.total)
        ],
    );
    more_words(ui, said, &pay.total)
}

async fn file(page: PageRequest) -> Result<Answer, Problem> {
    let pay = load(&page).await?;
    download(&page.query, &payroll_table(&pay))
}
