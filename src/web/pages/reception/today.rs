//! How many are in and came today, and who: what changes by itself.

use maud::{Markup, html};

use super::load::{DeskView, address};
use crate::http::roles::ADMINS;
use crate::store::checkin::visits::{NamedVisit, VenueFigures};
use crate::store::venue::venues::Venue;
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::icon::icon;
use crate::web::components::pager::next_page;
use crate::web::components::visits::{VisitStatus, estimate, source_icon};
use crate::web::ui::Ui;

pub fn answer(ui: &Ui, shown: &DeskView, is_enabled: bool) -> Markup {
    let figures = shown.figures;
    html! {
        p.answer #answer {
            (ui.say("reception-inside", args![count = figures.currently_in])) " "
            (ui.say("reception-came", args![count = figures.unique_members_today]))
            @if !is_enabled { " " (ui.text("reception-is-off")) }
        }
    }
}

pub fn figures(ui: &Ui, venue: &Venue, figures: VenueFigures) -> Markup {
    let address = address(venue);
    html! {
        div.figures #figures {
            a href=(format!("{address}&show=in#visits")) {
                strong #figure-in { (ui.number(figures.currently_in)) } span { (ui.text("reception-currently-in")) }
            }
            a href=(format!("{address}#visits")) {
                strong #figure-today { (ui.number(figures.check_ins_today)) } span { (ui.text("reception-check-ins")) }
            }
            a href=(format!("{address}#visits")) {
                strong #figure-members { (ui.number(figures.unique_members_today)) } span { (ui.text("reception-members")) }
            }
        }
    }
}

pub fn table(ui: &Ui, venue: &Venue, shown: &DeskView) -> Markup {
    let only_inside = shown.asked.only_inside;
    let title = ui.text(if only_inside { "reception-currently-in" } else { "reception-table" });
    html! {
        section.section #visits {
            div.row.spread {
                h2 { (title) }
                @if only_inside || shown.asked.after.is_some() {
                    a.button.small href=(format!("{}#visits", address(venue))) { (ui.text("reception-all-today")) }
                }
            }
            @if shown.visits.is_empty() {
                (empty("i-door", &ui.text("reception-nobody"), &ui.text("reception-nobody-what"), html! {}))
            } @else {
                div.scroll tabindex="0" role="region" aria-label=(title) { table.table.cards-on-phone {
                    thead { tr {
                        th scope="col" { (ui.text("reception-member")) }
                        th.num scope="col" { (ui.text("reception-in-at")) }
                        th.num scope="col" { (ui.text("reception-out-at")) }
                        th scope="col" { (ui.text("reception-status")) }
                        th scope="col" { (ui.text("reception-source")) }
                    } }
                    tbody { @for one in &shown.visits { (row(ui, one, only_inside)) } }
                } }
                (next_page(ui, &shown.asked.fields(venue), shown.next.as_deref()))
            }
        }
    }
}

fn row(ui: &Ui, one: &NamedVisit, with_day: bool) -> Markup {
    let NamedVisit { visit, person_name } = one;
    let clock = |at| {
        if with_day && ui.day_of(at) != ui.today() {
            format!("{}, {}", ui.day(at), ui.clock(at))
        } else {
            ui.clock(at)
        }
    };
    html! {
        tr id=(format!("visit-{}", visit.id)) {
            td {
                @if ui.may(ADMINS) { a href=(format!("/people/{}", visit.person_id)) { (ui.name(person_name)) } } @else { (ui.name(person_name)) }
                @if let Some(finding) = visit.finding {
                    span.sub { span.amber { (icon("i-warning")) " " (ui.word("checkinfinding", finding.as_str())) } }
                }
            }
            td.num data-label=(ui.text("reception-in-at")) { (ui.instant(visit.in_at, &clock(visit.in_at))) }
            td.num data-label=(ui.text("reception-out-at")) {
                @match visit.out_at {
                    Some(at) => { (ui.instant(at, &clock(at))) (estimate(ui, visit.is_estimated)) }
                    None => "–",
                }
            }
            td data-label=(ui.text("reception-status")) { (VisitStatus::of(Some(visit)).pill(ui)) }
            td data-label=(ui.text("reception-source")) { (source_icon(ui, visit.source)) }
        }
    }
}
