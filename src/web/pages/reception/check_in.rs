//! "Member Check-In": somebody without a code is found by name, and entered by hand.

use maud::{Markup, html};

use super::load::{Desk, Found, MOST_FOUND, address};
use crate::domain::people::Role;
use crate::text::args;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::components::visits::VisitStatus;
use crate::web::ui::Ui;

pub fn card(ui: &Ui, desk: &Desk) -> Markup {
    html! {
        section.card #check-in aria-labelledby="check-in-head" {
            h2 #check-in-head { (ui.text("reception-check-in")) }
            form.inline method="get" action="/reception#check-in" role="search" {
                input type="hidden" name="venue" value=(desk.venue.id);
                div.field {
                    label for="q" { (ui.text("reception-name")) }
                    input #q type="search" name="q" value=(desk.search) autocomplete="off" autocapitalize="words" spellcheck="false" maxlength="200" dir="auto";
                }
                button.button type="submit" { (icon("i-search")) (ui.text("common-search")) }
            }
            @if !desk.search.is_empty() {
                @if desk.found.is_empty() {
                    p.muted role="status" { (ui.say("reception-found-nobody", args![name = &desk.search])) }
                } @else {
                    ul.list.plain { @for one in &desk.found { (row(ui, desk, one)) } }
                }
                div.row.small.muted {
                    @if desk.has_more { (ui.say("reception-found-more", args![count = MOST_FOUND])) }
                    a href=(address(&desk.venue)) { (ui.text("reception-search-end")) }
                }
            }
        }
    }
}

fn row(ui: &Ui, desk: &Desk, found: &Found) -> Markup {
    let Found { person, visit, lacks_membership } = found;
    let status = VisitStatus::of(visit.as_ref());
    let (direction, label, class) = match status {
        VisitStatus::Inside => ("out", "reception-check-out", "button"),
        _ => ("in", "reception-check-in-now", "button primary"),
    };
    let action = format!("/reception/{}/entries", desk.venue.id);
    let form = FormView::told_apart(ui, &action, "person", &person.id);
    let roles: Vec<String> = person
        .roles
        .iter()
        .filter(|one| **one != Role::Student)
        .map(|one| ui.word("role", one.as_str()))
        .collect();
    html! {
        li.entry id=(format!("entry-{}", person.id)) {
            span.what {
                strong { (ui.name(&person.name)) }
                span.sub {
                    (status.pill(ui))
                    @if let Some(visit) = visit { " " (ui.clock(visit.in_at)) "–" @if let Some(out) = visit.out_at { (ui.clock(out)) } }
                    @if *lacks_membership { " " span.amber { (icon("i-warning")) " " (ui.word("checkinfinding", "not_eligible")) } }
                    @if !roles.is_empty() { " " (roles.join(", ")) }
                }
            }
            (form.post_inline(html! {
                (form.hidden("person", &person.id))
                (form.hidden("direction", direction))
                details.entry-reason open[form.is_kept()] {
                    summary { (ui.text("reception-reason-open")) }
                    (form.text("reason", ui.text("reception-reason"), "").autocomplete("off"))
                }
                button class=(class) { (ui.text(label)) span.sr-only { " " (ui.name(&person.name)) } }
            }))
        }
    }
}
