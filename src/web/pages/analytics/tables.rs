//! The tables: by kind, by teacher, by student. Each row is a link to the figures of it alone.

use maud::{Markup, html};

use super::filters::AskedFigures;
use super::written::{hours, number, percent};
use crate::app::analytics::{Analytics, StudentFigures};
use crate::domain::analytics::counts::{AttendanceCounts, AttendanceFigures};
use crate::text::args;
use crate::web::ui::Ui;

/// Rows of one table.
const MOST_ROWS: usize = 50;

fn section(ui: &Ui, id: &str, title: &str, head: &[&str], rows: Markup, more: Markup) -> Markup {
    html! {
        section.section id=(id) {
            h2 { (ui.text(title)) }
            div.scroll tabindex="0" role="region" aria-label=(ui.text(title)) {
                table.table.cards-on-phone {
                    thead { tr { @for (at, id) in head.iter().enumerate() { th.num[at > 0] scope="col" { (ui.text(id)) } } } }
                    tbody { (rows) }
                }
            }
            (more)
        }
    }
}

/// One figure with the name of its column, which stands beside it on a phone.
fn cell(ui: &Ui, id: &str, value: &str) -> Markup {
    html! { td.num data-label=(ui.text(id)) { (value) } }
}

fn rates(ui: &Ui, figures: &AttendanceFigures) -> Markup {
    let counts = &figures.counts;
    html! {
        td.num data-label=(ui.text("analytics-attendance")) {
            (percent(ui, counts.rate())) span.sub { (ui.say("history-of", args![own = counts.attended(), planned = counts.counted()])) }
        }
        (cell(ui, "analytics-punctuality", &percent(ui, counts.punctuality())))
        (cell(ui, "analytics-hours", &hours(ui, figures.credited_seconds)))
    }
}

const RATES: [&str; 3] = ["analytics-attendance", "analytics-punctuality", "analytics-hours"];

pub fn kinds(ui: &Ui, figures: &Analytics, asked: &AskedFigures) -> Markup {
    let rows = html! {
        @for (kind, group) in &figures.kinds {
            tr {
                td { a.row-link href=(asked.narrowed(&[("kind", kind.as_str())])) { (ui.word("kind", kind.as_str())) } }
                (cell(ui, "analytics-sessions", &number(ui, group.sessions)))
                (rates(ui, &group.students))
            }
        }
    };
    let head = [&["analytics-kind", "analytics-sessions"][..], &RATES].concat();
    section(ui, "kinds", "analytics-kinds", &head, rows, html! {})
}

pub fn teachers(ui: &Ui, figures: &Analytics, asked: &AskedFigures) -> Markup {
    let rows = html! {
        @for one in figures.teachers.iter().take(MOST_ROWS) {
            tr {
                td { a.row-link href=(asked.narrowed(&[("teacher", &one.person)])) { (ui.name(&one.name)) } }
                td.num data-label=(ui.text("analytics-sessions")) {
                    a href=(asked.sessions_address(figures, &format!("show=past&teacher={}", one.person))) { (number(ui, one.figures.sessions)) }
                }
                (rates(ui, &one.figures.students))
                (cell(ui, "analytics-own-attendance", &percent(ui, one.figures.teachers.counts.rate())))
                (cell(ui, "analytics-own-hours", &hours(ui, one.figures.teachers.credited_seconds)))
            }
        }
    };
    let head = [
        &["analytics-teacher", "analytics-sessions"][..],
        &RATES,
        &["analytics-own-attendance", "analytics-own-hours"],
    ]
    .concat();
    section(ui, "teachers", "analytics-teachers", &head, rows, rest(ui, figures.teachers.len()))
}

/// The lowest rate first: whoever needs care stands at the top.
pub fn students(ui: &Ui, figures: &Analytics, asked: &AskedFigures) -> Markup {
    let mut all: Vec<&StudentFigures> = figures.students.iter().collect();
    let rate = |one: &StudentFigures| one.figures.counts.rate();
    all.sort_by(|a, b| {
        let known = rate(b).is_some().cmp(&rate(a).is_some());
        known.then_with(|| rate(a).cmp(&rate(b))).then_with(|| ui.formats().compare(&a.name, &b.name))
    });
    let absent = |counts: &AttendanceCounts| number(ui, counts.absent);
    let rows = html! {
        @for one in all.iter().take(MOST_ROWS) {
            tr {
                td { a.row-link href=(asked.narrowed(&[("student", &one.person)])) { (ui.name(&one.name)) } }
                (cell(ui, "analytics-absent", &absent(&one.figures.counts)))
                (rates(ui, &one.figures))
                (cell(ui, "analytics-excused", &number(ui, one.figures.counts.excused)))
                (cell(ui, "analytics-unknown", &number(ui, one.figures.counts.unknown)))
            }
        }
    };
    let head =
        [&["analytics-student", "analytics-absent"][..], &RATES, &["analytics-excused", "analytics-unknown"]]
            .concat();
    section(ui, "students", "analytics-students", &head, rows, rest(ui, all.len()))
}

/// How many are not shown, and how to see them.
fn rest(ui: &Ui, all: usize) -> Markup {
    let hidden = all.saturating_sub(MOST_ROWS);
    html! { @if hidden > 0 { p.muted { (ui.say("analytics-rest", args![count = hidden])) } } }
}
