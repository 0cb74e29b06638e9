//! `/events/{id}`: one event. Who is here stands first and changes while one looks; below it who registered, and what can be
//! done about one of them.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::actions::EventActions;
use super::parts::{address_of, of_capacity};
use super::rows::{Listed, by_person, found, list, one, table};
use super::stream;
use crate::app::event::figures::figures_of;
use crate::app::event::find::find;
use crate::domain::checkin::event::{AdmitEvery, check_in_rate_tenths};
use crate::domain::session::Status;
use crate::http::problem::Problem;
use crate::http::roles::{ADMINS, EVENT_REGISTRARS, EVENT_SCANNERS};
use crate::http::route::Route;
use crate::store::event::StoredEvent;
use crate::store::event::figures::EventFigures;
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::event::{event_title, mode_words, state_pill, type_pill, when};
use crate::web::components::filter::FilterForm;
use crate::web::components::icon::icon;
use crate::web::components::live::live_state;
use crate::web::components::pager::next_page;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

pub(super) fn routes() -> Vec<Route> {
    vec![
        page("/events/{id}", "One event").who(EVENT_SCANNERS).to(show),
        page("/events/{id}/live", "That somebody registered, paid or came, as events")
            .who(EVENT_SCANNERS)
            .to(stream::follow),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let organization = page.scope.organization();
    let mut read = page.read().await?;
    let event = find(&mut read, &page.scope, page.id()).await?;
    let figures =
        figures_of(&mut read, organization, &[&event.id]).await?.remove(&event.id).unwrap_or_default();
    let admissions = read.list_admissions(organization, &event.id).await?;
    let at_door = by_person(&admissions);
    let chosen = one(&page, &mut read, &event, &at_door).await?;
    let is_search = page.query.optional("q").is_some();
    let (rows, next) = match is_search {
        true => (found(&page, &mut read, &event, &at_door).await?, None),
        false => list(&page, &mut read, &event, &admissions).await?,
    };
    let ids: BTreeSet<&str> = event.organizers.iter().chain(&event.partner).map(String::as_str).collect();
    let people = read.people_names(organization, &ids).await?;
    let title = event_title(ui, &event);
    let address = address_of(&event.id);
    let actions = EventActions { ui, event: &event, address: &address };
    let body = html! {
        nav.crumbs { a href="/events" { (ui.text("events-title")) } span { (ui.name(&title)) } }
        div.page-head {
            h1 { (ui.name(&title)) " " (state_pill(ui, &event)) }
            div.actions #actions { @if !event.is_over(ui.now) { (live_state(ui)) } (actions.openers()) }
        }
        p.answer #answer { (answer(ui, &event, &figures)) }
        (figures_row(ui, &event, &figures))
        div.stack #event data-live=(format!("{address}/live")) {
            @if let Some(one) = &chosen { (actions.person(one)) }
            section.section {
                h2 { (ui.text("events-people")) }
                (FilterForm::new(ui, &address, &page.query).render(html! {
                    div.field.grow.search {
                        label for="filter-q" { (ui.text(if ui.may(EVENT_REGISTRARS) { "events-search-anybody" } else { "events-search" })) }
                        (icon("i-search"))
                        input #filter-q type="search" name="q" value=(page.query.text("q")) dir="auto";
                    }
                }))
                (tabs(ui, &page, &address, &figures, is_search))
                @if rows.is_empty() {
                    (nobody(ui, &page, is_search))
                } @else {
                    (table(ui, &event, &ui.text("events-people"), &rows))
                    (next_page(ui, &page.query, next.as_deref()))
                }
            }
            (facts(ui, &event, |id| people.get(id).cloned().unwrap_or_else(|| id.to_owned())))
        }
        div #dialogs { (actions.dialogs()) @if let Some(one) = &chosen { (actions.person_dialogs(one)) } }
    };
    Ok(WebPage::new(title.clone(), body))
}

/// Who is here, and who waits.
fn answer(ui: &Ui, event: &StoredEvent, figures: &EventFigures) -> Markup {
    let (here, registered) = (figures.checked_in, figures.registered);
    let said = || args![here = here, registered = registered];
    let first = if event.status == Status::Cancelled {
        ui.text("events-answer-cancelled")
    } else if event.is_over(ui.now) {
        ui.say("events-answer-came", said())
    } else if event.start <= ui.now || here > 0 {
        ui.say("events-answer-here", said())
    } else {
        match event.capacity {
            Some(capacity) => {
                ui.say("events-answer-taken", args![registered = registered, capacity = capacity])
            }
            None => ui.say("events-answer-registered", args![registered = registered]),
        }
    };
    html! {
        (first)
        @if figures.waiting > 0 && !event.is_over(ui.now) {
            " " a href=(format!("/events/{}?show=waiting", event.id)) { (ui.say("events-answer-waiting", args![count = figures.waiting])) }
        }
    }
}

fn figures_row(ui: &Ui, event: &StoredEvent, figures: &EventFigures) -> Markup {
    let counts = figures.counts();
    let tenths = check_in_rate_tenths(counts.checked_in, counts.base(event.is_paid));
    let rate = format!("{}\u{a0}%", ui.formats().decimal(&format!("{}.{}", tenths / 10, tenths % 10)));
    let to = |listed: Listed| format!("/events/{}?show={}", event.id, listed.word());
    html! {
        div.figures #figures {
            a href=(to(Listed::Registered)) { strong { (of_capacity(ui, figures.registered, event.capacity)) } span { (ui.text("events-registered")) } }
            a href=(to(Listed::Here)) { strong { (ui.number(figures.checked_in)) } span { (ui.text("events-here")) } }
            a href=(to(Listed::Here)) { strong { (rate) } span { (ui.text(if event.is_paid { "events-rate-paid" } else { "events-rate" })) } }
            @if event.is_paid {
                a href=(to(Listed::Registered)) { strong { (ui.number(figures.paid_tickets)) } span { (ui.text("events-paid-tickets")) } }
            }
            a href=(to(Listed::Waiting)) { strong { (ui.number(figures.waiting)) } span { (ui.text("events-waiting")) } }
        }
    }
}

fn tabs(ui: &Ui, page: &PageRequest, address: &str, figures: &EventFigures, is_search: bool) -> Markup {
    let count = |listed: Listed| match listed {
        Listed::Registered => figures.registered,
        Listed::Waiting => figures.waiting,
        Listed::Cancelled => figures.cancelled,
        Listed::Here => figures.checked_in,
    };
    html! {
        nav.tabs aria-label=(ui.text("events-people")) {
            @for one in Listed::ALL {
                a href=(format!("{address}?show={}", one.word())) aria-current=[(!is_search && Listed::of(page) == one).then_some("page")] {
                    (ui.text(one.text())) " " span.muted { (ui.number(count(one))) }
                }
            }
        }
    }
}

fn nobody(ui: &Ui, page: &PageRequest, is_search: bool) -> Markup {
    if is_search {
        return empty(
            "i-search",
            &ui.text("events-found-nobody"),
            &ui.text("events-found-nobody-what"),
            html! {},
        );
    }
    let what = match (Listed::of(page), ui.may(EVENT_REGISTRARS)) {
        (Listed::Registered, true) => "events-nobody-what",
        (Listed::Here, _) => "events-nobody-here-what",
        _ => "events-nobody-else-what",
    };
    empty("i-people", &ui.text("events-nobody"), &ui.text(what), html! {})
}

/// What was planned.
fn facts(ui: &Ui, event: &StoredEvent, name_of: impl Fn(&str) -> String) -> Markup {
    let window = event.window;
    let at = |at| format!("{}, {}", ui.day(at), ui.clock(at));
    html! {
        section.card #plan {
            h2 { (ui.text("events-plan-of")) }
            dl.facts {
                div { dt { (ui.text("events-when")) } dd { (ui.instant(event.start, &when(ui, event))) } }
                div { dt { (ui.text("events-type")) } dd { (type_pill(ui, event.event_type())) } }
                div { dt { (ui.text("events-mode")) } dd { (mode_words(ui, event.event_type().mode())) } }
                @if let Some(partner) = &event.partner { div { dt { (ui.text("events-partner")) } dd { (ui.name(&name_of(partner))) } } }
                div { dt { (ui.text("events-organizers")) } dd {
                    @for (at, one) in event.organizers.iter().enumerate() { @if at > 0 { " · " } (ui.name(&name_of(one))) }
                    @if event.organizers.is_empty() { "–" }
                } }
                div { dt { (ui.text("events-walk-ins-of")) } dd { (ui.text(if event.allow_walk_ins { "events-walk-ins-yes" } else { "events-walk-ins-no" })) } }
                div { dt { (ui.text("events-admit")) } dd { (ui.text(match event.admit_every { AdmitEvery::Event => "events-admit-once", AdmitEvery::Day => "events-admit-daily" })) } }
                @if let Some(opens) = window.opens_at { div { dt { (ui.text("events-opens")) } dd { (at(opens)) } } }
                @if let Some(closes) = window.closes_at { div { dt { (ui.text("events-closes")) } dd { (at(closes)) } } }
            }
            @if ui.may(ADMINS) { p { a href=(format!("/sessions/{}", event.id)) { (ui.text("events-to-session")) } } }
        }
    }
}
