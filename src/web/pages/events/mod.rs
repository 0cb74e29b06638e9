//! `/events`: the events that somebody works on, to come and past; and, for students, those to register for. Below it the page
//! of each, with who registered, who came, its code, its badges and its list of attendees.

mod actions;
mod badges;
mod change;
mod code;
mod fields;
mod import;
mod one;
mod parts;
mod plan;
mod rows;
mod stream;

use std::collections::BTreeMap;

use maud::{Markup, html};

use self::parts::{address_of, of_capacity};
use crate::app::event::figures::figures_of;
use crate::domain::access::Scope;
use crate::domain::checkin::event::RegistrationStatus;
use crate::domain::people::Role;
use crate::domain::session::Status;
use crate::domain::time::Timestamp;
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::{EVENT_PLANNERS, EVENT_SCANNERS};
use crate::http::route::Route;
use crate::store::Read;
use crate::store::event::figures::EventFigures;
use crate::store::event::{EventFilter, StoredEvent};
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::event::{event_title, registration_pill, state_pill, type_pill, when};
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::components::pager::next_page;
use crate::web::grants::EVENT_VISITORS;
use crate::web::page::WebPage;
use crate::web::pages::registrations::REGISTER;
use crate::web::route::{PageRequest, page};
use crate::web::ui::Ui;

/// Rows on a page.
const LIMIT: usize = 100;

pub fn routes() -> Vec<Route> {
    [
        vec![page("/events", "Events").who(EVENT_VISITORS).to(show)],
        plan::routes(),
        one::routes(),
        change::routes(),
        code::routes(),
        import::routes(),
        badges::routes(),
    ]
    .concat()
}

/// The events that the viewer works on; a student's role shows all, but opens none.
fn worked_on(page: &PageRequest) -> Option<Scope> {
    let own = page.caller.scope(EVENT_SCANNERS)?;
    let is_student = page.caller.roles.contains(&Role::Student);
    Some(if is_student { own } else { page.scope.clone() })
}

/// One page of events with their figures.
struct EventList {
    events: Vec<StoredEvent>,
    figures: BTreeMap<String, EventFigures>,
    next: Option<String>,
}

impl EventList {
    async fn load(
        read: &mut Read,
        scope: &Scope,
        is_past: bool,
        now: Timestamp,
        after: Option<&(Timestamp, String)>,
    ) -> Result<EventList, Problem> {
        let limit = LIMIT as i64 + 1;
        let mut events = match is_past {
            true => read.list_past_events(scope, now, after, limit).await?,
            false => {
                let filter = EventFilter { ending_after: now, ..EventFilter::default() };
                read.list_events(scope, filter, after, limit).await?
            }
        };
        let more = events.len() > LIMIT;
        events.truncate(LIMIT);
        let ids: Vec<&str> = events.iter().map(|one| one.id.as_str()).collect();
        let figures = figures_of(read, scope.organization(), &ids).await?;
        let next = events.last().filter(|_| more).map(|last| encode_cursor(&last.cursor()));
        Ok(EventList { events, figures, next })
    }

    fn figures(&self, event: &StoredEvent) -> EventFigures {
        self.figures.get(&event.id).cloned().unwrap_or_default()
    }
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let is_past = page.query.text("show") == "past";
    let after: Option<(Timestamp, String)> = decode_cursor(page.query.optional("cursor"))?;
    let scope = worked_on(&page);
    let mut read = page.read().await?;
    let own = match &scope {
        Some(scope) => Some(EventList::load(&mut read, scope, is_past, ui.now, after.as_ref()).await?),
        None => None,
    };
    let open = match page.caller.roles.contains(&Role::Student) {
        true => {
            Some(OpenEvents::load(&page, &mut read, if own.is_none() { after.as_ref() } else { None }).await?)
        }
        false => None,
    };
    let body = html! {
        div.page-head {
            h1 { (ui.text("events-title")) }
            div.actions {
                @if own.is_some() { a.button href="/scan" { (icon("i-qr")) (ui.text("events-scan")) } }
                @if ui.may(EVENT_PLANNERS) { a.button.primary href="/events/new" { (ui.text("events-plan")) } }
            }
        }
        p.answer { (answer(ui, own.as_ref(), open.as_ref(), is_past)) }
        @if let Some(own) = &own {
            nav.tabs aria-label=(ui.text("events-title")) {
                a href="/events" aria-current=[(!is_past).then_some("page")] { (ui.text("events-upcoming")) }
                a href="/events?show=past" aria-current=[is_past.then_some("page")] { (ui.text("events-past")) }
            }
            (table(ui, own, is_past))
            (next_page(ui, &page.query, own.next.as_deref()))
        }
        @if let Some(open) = &open {
            @if own.is_some() { h2 { (ui.text("events-open")) } }
            (open.render(ui))
            @if own.is_none() { (next_page(ui, &page.query, open.list.next.as_deref())) }
        }
    };
    Ok(WebPage::new(ui.text("events-title"), body))
}

/// How many there are, and which is the next.
fn answer(ui: &Ui, own: Option<&EventList>, open: Option<&OpenEvents>, is_past: bool) -> String {
    let Some(list) = own.or(open.map(|open| &open.list)) else { return String::new() };
    let count = list.events.len();
    // Of a list that goes on, nobody has counted the rest.
    if is_past || list.next.is_some() {
        return ui
            .say(if is_past { "events-answer-past" } else { "events-answer-many" }, args![count = count]);
    }
    let held = || list.events.iter().filter(|one| one.status != Status::Cancelled);
    let running = held().find(|one| one.start <= ui.now).map(|one| event_title(ui, one));
    let next = held().find(|one| one.start > ui.now).map(|next| {
        let (count, title, when) =
            (held().filter(|one| one.start > ui.now).count(), event_title(ui, next), when(ui, next));
        ui.say("events-answer", args![count = count, title = title, when = when])
    });
    let now = running.map(|title| ui.say("events-answer-now", args![title = title]));
    match (now, next) {
        (None, None) => ui.text("events-answer-none"),
        (now, next) => now.into_iter().chain(next).collect::<Vec<_>>().join(" "),
    }
}

fn table(ui: &Ui, list: &EventList, is_past: bool) -> Markup {
    if list.events.is_empty() {
        let (title, what) = match is_past {
            true => ("events-none-past", "events-none-past-what"),
            false => ("events-none", "events-none-what"),
        };
        return empty(
            "i-flag",
            &ui.text(title),
            &ui.text(what),
            html! {
                @if !is_past && ui.may(EVENT_PLANNERS) { a.button href="/events/new" { (ui.text("events-plan")) } }
            },
        );
    }
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("events-title")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("events-name")) }
                th scope="col" { (ui.text("events-when")) }
                th scope="col" { (ui.text("events-type")) }
                th.num scope="col" { (ui.text("events-registered")) }
                th.num scope="col" { (ui.text("events-here")) }
            } }
            tbody { @for one in &list.events {
                @let figures = list.figures(one);
                tr class=(if one.status == Status::Cancelled { "void" } else { "" }) {
                    td { a.row-link href=(address_of(&one.id)) { (ui.name(&event_title(ui, one))) } " " (state_pill(ui, one)) }
                    td data-label=(ui.text("events-when")) { (ui.instant(one.start, &when(ui, one))) }
                    td data-label=(ui.text("events-type")) { (type_pill(ui, one.event_type())) }
                    td.num data-label=(ui.text("events-registered")) {
                        (of_capacity(ui, figures.registered, one.capacity))
                        @if figures.waiting > 0 { span.sub { (ui.say("events-waiting-count", args![count = figures.waiting])) } }
                    }
                    td.num data-label=(ui.text("events-here")) { (ui.number(figures.checked_in)) }
                }
            } }
        } }
    }
}

/// What a student may register for, and where they stand.
struct OpenEvents {
    list: EventList,
    standing: BTreeMap<String, RegistrationStatus>,
}

impl OpenEvents {
    async fn load(
        page: &PageRequest,
        read: &mut Read,
        after: Option<&(Timestamp, String)>,
    ) -> Result<OpenEvents, Problem> {
        let whole = Scope::whole_organization(page.scope.organization());
        let mut list = EventList::load(read, &whole, false, page.ui.now, after).await?;
        let own = read.registrations_of_person(whole.organization(), &page.caller.person).await?;
        let standing: BTreeMap<String, RegistrationStatus> =
            own.into_iter().map(|one| (one.session_id, one.status)).collect();
        list.events.retain(|one| !one.is_over(page.ui.now));
        Ok(OpenEvents { list, standing })
    }

    fn render(&self, ui: &Ui) -> Markup {
        if self.list.events.is_empty() {
            return empty(
                "i-flag",
                &ui.text("events-none"),
                &ui.text("events-open-none-what"),
                html! {
                    a.button href="/my/registrations" { (ui.text("events-to-own")) }
                },
            );
        }
        html! {
            div.cards { @for one in &self.list.events {
                section.card id=(format!("event-{}", one.id)) {
                    h2 { (ui.name(&event_title(ui, one))) }
                    p { (ui.instant(one.start, &when(ui, one))) " " (state_pill(ui, one)) }
                    p.muted { (self.places(ui, one)) }
                    footer { (self.action(ui, one)) }
                }
            } }
        }
    }

    /// What it costs, and how many places are left.
    fn places(&self, ui: &Ui, event: &StoredEvent) -> String {
        let cost = ui.text(if event.is_paid { "events-paid" } else { "events-free" });
        match event.capacity {
            None => cost,
            Some(capacity) => {
                let left = (capacity - self.list.figures(event).registered).max(0);
                format!("{cost} {}", ui.say("events-places", args![count = left]))
            }
        }
    }

    fn action(&self, ui: &Ui, event: &StoredEvent) -> Markup {
        let standing =
            self.standing.get(&event.id).filter(|status| **status != RegistrationStatus::Cancelled);
        if let Some(status) = standing {
            return html! {
                (registration_pill(ui, *status)) " "
                a href=(format!("/my/registrations#registration-{}", event.id)) { (ui.text("events-to-own")) }
            };
        }
        let form = FormView::told_apart(ui, REGISTER, "event", &event.id);
        let is_full = event.capacity.is_some_and(|capacity| self.list.figures(event).registered >= capacity);
        let label = ui.text(if is_full { "events-register-waiting" } else { "events-register" });
        form.post_inline(html! {
            (form.hidden("event", &event.id))
            button.button.primary { (label) span.sr-only { " " (ui.name(&event_title(ui, event))) } }
        })
    }
}

#[cfg(test)]
mod tests;
