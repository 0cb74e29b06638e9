//! People with their sums of a month. The lines of one of them stand below the sum when they are asked for, in the same
//! columns, so that one sees them add up.

use maud::{Markup, html};

use super::{amounts, held_words, line_money, rate_of, rate_words, rule_words};
use crate::app::money::line_totals::LineTotals;
use crate::app::money::month_lines::SessionLine;
use crate::app::money::period_calendar::NamedPeriod;
use crate::domain::money::amount::Currency;
use crate::domain::time::SECOND;
use crate::web::components::money::period::month_address;
use crate::web::components::session::session_link;
use crate::web::ui::Ui;

/// One person of the table.
pub struct PersonSum<'a> {
    pub person: &'a str,
    pub name: &'a str,
    pub totals: &'a LineTotals,
}

/// People under one heading with its own sum: a family; without one, people for themselves.
pub struct PeopleGroup<'a> {
    pub heading: Option<(&'a str, &'a LineTotals)>,
    pub people: Vec<PersonSum<'a>>,
}

/// The whole table.
pub struct MonthTable<'a> {
    pub ui: &'a Ui,
    pub path: &'a str,
    pub period: &'a NamedPeriod,
    pub currency: Currency,
    /// What the table is called.
    pub label: String,
    /// What the first column holds.
    pub who: String,
    pub groups: Vec<PeopleGroup<'a>>,
    pub total: &'a LineTotals,
    /// Whose lines are shown, with them.
    pub opened: Option<(&'a str, &'a [SessionLine])>,
}

impl MonthTable<'_> {
    pub fn render(&self) -> Markup {
        let ui = self.ui;
        html! {
            div.scroll.tall tabindex="0" role="region" aria-label=(self.label) { table.table.dense.cards-on-phone.month {
                thead { tr {
                    th scope="col" { (self.who) }
                    th.num scope="col" { (ui.text("money-sessions")) }
                    th.num scope="col" { (ui.text("money-hours")) }
                    th.num scope="col" { (ui.text("money-amount")) }
                    th scope="col" { (ui.text("money-held")) }
                } }
                @for group in &self.groups { tbody {
                    @if let Some((name, total)) = group.heading { tr.group { td { (ui.name(name)) } (self.sums(total)) } }
                    @for person in &group.people { (self.person(person)) }
                } }
                tfoot { tr { th scope="row" { (ui.text("money-total")) } (self.sums(self.total)) } }
            } }
        }
    }

    fn sums(&self, totals: &LineTotals) -> Markup {
        let ui = self.ui;
        html! {
            td.num data-label=(ui.text("money-sessions")) { (ui.number(totals.sessions)) }
            td.num data-label=(ui.text("money-hours")) { bdi { (ui.duration(totals.seconds)) } }
            td.num data-label=(ui.text("money-amount")) { (amounts(ui, totals, self.currency)) }
            td data-label=(ui.text("money-held")) { (held_words(ui, &totals.blocked)) }
        }
    }

    fn person(&self, row: &PersonSum<'_>) -> Markup {
        let ui = self.ui;
        let lines = self.opened.filter(|(person, _)| *person == row.person).map(|(_, lines)| lines);
        let month = month_address(self.path, self.period);
        let anchor = format!("person-{}", row.person);
        let address = match lines {
            Some(_) => format!("{month}#{anchor}"),
            None => format!("{month}&person={}#{anchor}", row.person),
        };
        let is_held = !row.totals.blocked.is_empty();
        html! {
            tr id=(anchor) .waits[is_held] .opened[lines.is_some()] {
                td { a.row-link href=(address) aria-expanded=(if lines.is_some() { "true" } else { "false" }) { (ui.name(row.name)) } }
                (self.sums(row.totals))
            }
            @if let Some(lines) = lines { @for line in lines { (line_row(ui, line)) } }
        }
    }
}

/// One line under its person. Its amount opens the proof of it.
fn line_row(ui: &Ui, one: &SessionLine) -> Markup {
    let line = &one.line;
    html! {
        tr.line {
            td {
                (ui.instant(line.session_start, &ui.day(line.session_start))) " "
                span.num.muted { bdi { (ui.clock(line.session_start)) } } " "
                @match &one.session {
                    Some(session) => { (session_link(ui, session)) }
                    None => { a href=(format!("/sessions/{}", line.session_id)) { (ui.text("money-session")) } }
                }
                @if let Some(rule) = &line.rule { span.sub { (rule_words(ui, rule)) } }
            }
            td.num.muted data-label=(ui.text("money-rate")) { @if let Some(rate) = rate_of(line) { (rate_words(ui, &rate)) } }
            td.num data-label=(ui.text("money-hours")) { bdi { (ui.duration(line.millis / SECOND)) } }
            td.num data-label=(ui.text("money-amount")) {
                a href=(format!("/lines/{}", line.id)) {
                    @match line_money(line) { Some(money) => (ui.money(money)), None => (line.currency) }
                }
            }
            td data-label=(ui.text("money-held")) {
                @if let Some(why) = line.blocked { span.attention { (ui.word("blocked", why.as_str())) } }
            }
        }
    }
}
