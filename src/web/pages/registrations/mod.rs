//! `/my/registrations`: what a student is registered for, with the code to show or the way to the scanner (doors.md section 4);
//! registering, and cancelling that.

use maud::{Markup, html};

use crate::app::checkin::codes::CodeKeys;
use crate::app::event::codes::{registration_code, ticket_code};
use crate::app::event::mine::{OwnRegistration, registrations_of};
use crate::app::event::register;
use crate::domain::checkin::event::{AdmitEvery, CheckInMode, RegistrationStatus, TicketStatus};
use crate::domain::session::Status;
use crate::http::problem::Problem;
use crate::http::route::Route;
use crate::output::code_picture::png_data_url;
use crate::store::Read;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::dialog::Dialog;
use crate::web::components::empty::empty;
use crate::web::components::event::{event_title, registration_pill, state_pill, when};
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::grants::{LEARNERS, STUDENTS};
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

/// Where the form that registers oneself is sent to.
pub const REGISTER: &str = "/my/registrations";
const CANCEL: &str = "/my/registrations/cancel";
/// How many of a waiting list are counted.
const MOST_COUNTED: i64 = 10_000;

pub fn routes() -> Vec<Route> {
    vec![
        page("/my/registrations", "What one is registered for").who(STUDENTS).to(show),
        form(REGISTER, "Register oneself for an event").who(LEARNERS).to(register_oneself),
        form(CANCEL, "Cancel the own registration").who(LEARNERS).to(cancel),
    ]
}

/// A registration with what only its page needs.
struct OwnEntry {
    own: OwnRegistration,
    /// The text of the code to show.
    code: Option<String>,
    is_checked_in: bool,
    /// The place in the waiting list.
    place: Option<usize>,
}

impl OwnEntry {
    async fn load(
        read: &mut Read,
        keys: &CodeKeys<'_>,
        organization: &str,
        own: OwnRegistration,
    ) -> Result<OwnEntry, Problem> {
        let (event, registration) = (&own.event, &own.registration);
        let paid = own.ticket.as_ref().filter(|one| one.status == TicketStatus::Paid);
        let code = match event.is_paid {
            true => paid.and_then(|ticket| ticket_code(keys, ticket)),
            false => registration_code(keys, event, registration),
        };
        let is_checked_in = read.is_admitted(organization, &event.id, &registration.person_id).await?;
        let place = match registration.status {
            RegistrationStatus::Waitlisted => {
                let waiting = read.longest_waiting(organization, &event.id, MOST_COUNTED).await?;
                waiting.iter().position(|one| one.id == registration.id).map(|before| before + 1)
            }
            RegistrationStatus::Registered | RegistrationStatus::Cancelled => None,
        };
        Ok(OwnEntry { own, code, is_checked_in, place })
    }

    fn is_live(&self, ui: &Ui) -> bool {
        !self.own.event.is_over(ui.now) && self.own.registration.status != RegistrationStatus::Cancelled
    }
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let (ui, organization) = (&page.ui, page.scope.organization());
    let mut read = page.read().await?;
    let all = registrations_of(&mut read, organization, &page.caller.person).await?;
    let keys = CodeKeys::load(&mut read, &page.app.secrets, organization).await?;
    let mut entries = Vec::with_capacity(all.len());
    for own in all {
        entries.push(OwnEntry::load(&mut read, &keys, organization, own).await?);
    }
    let (mut live, rest): (Vec<OwnEntry>, Vec<OwnEntry>) =
        entries.into_iter().partition(|one| one.is_live(ui));
    // What comes next stands first.
    live.reverse();
    let body = html! {
        div.page-head {
            h1 { (ui.text("registrations-title")) }
            div.actions { a.button href="/events" { (ui.text("registrations-to-events")) } }
        }
        p.answer { (answer(ui, &live)) }
        @if live.is_empty() {
            (empty("i-ticket", &ui.text("registrations-none"), &ui.text("registrations-none-what"), html! {
                a.button.primary href="/events" { (ui.text("registrations-to-events")) }
            }))
        }
        @for one in &live { (card(ui, one)) }
        @if !rest.is_empty() { (past(ui, &rest)) }
        @for one in live.iter().filter(|one| !one.is_checked_in) { (cancel_dialog(ui, one).render(ui, cancel_form(ui, one))) }
    };
    Ok(WebPage::new(ui.text("registrations-title"), body))
}

fn answer(ui: &Ui, live: &[OwnEntry]) -> String {
    let held = || live.iter().filter(|one| one.own.event.status != Status::Cancelled);
    let Some(next) = held().next() else { return ui.text("registrations-answer-none") };
    let (title, when) = (event_title(ui, &next.own.event), when(ui, &next.own.event));
    ui.say("registrations-answer", args![count = held().count(), title = title, when = when])
}

fn card(ui: &Ui, one: &OwnEntry) -> Markup {
    let OwnRegistration { event, registration, .. } = &one.own;
    let is_held = event.status != Status::Cancelled;
    // Whoever is in needs no code any more, unless every day asks for it anew.
    let is_in = one.is_checked_in && event.admit_every == AdmitEvery::Event;
    html! {
        section.card id=(format!("registration-{}", event.id)) {
            h2 { (ui.name(&event_title(ui, event))) }
            p { (ui.instant(event.start, &when(ui, event))) " " (state_pill(ui, event)) }
            @if is_held { p {
                (registration_pill(ui, registration.status))
                @if one.is_checked_in { " " span.pill.positive { (icon("i-check")) (ui.text("registrations-checked-in")) } }
            } }
            @match registration.status {
                RegistrationStatus::Registered if is_held && !is_in => (entrance(ui, one)),
                RegistrationStatus::Waitlisted if is_held => p { (waiting(ui, one.place)) },
                _ => {}
            }
            @if !one.is_checked_in {
                footer { (cancel_dialog(ui, one).opener(&ui.text("registrations-cancel"), "")) }
            }
        }
    }
}

fn waiting(ui: &Ui, place: Option<usize>) -> String {
    match place {
        Some(place) => {
            ui.say("registrations-place", args![place = ui.number(i64::try_from(place).unwrap_or(i64::MAX))])
        }
        None => ui.text("registrations-waiting"),
    }
}

/// What gets one in: a code of one's own, or that of the event.
fn entrance(ui: &Ui, one: &OwnEntry) -> Markup {
    let event = &one.own.event;
    let heading = match event.is_paid {
        true => "registrations-ticket",
        false => "registrations-code",
    };
    html! {
        @match (event.event_type().mode(), &one.code) {
            (CheckInMode::StudentsScan, _) => {
                div.check-in-box {
                    h3 { (ui.text("registrations-check-in")) }
                    p { (ui.text("registrations-check-in-what")) }
                    a.button.primary href="/scan" { (icon("i-qr")) (ui.text("registrations-scan")) }
                }
            }
            (CheckInMode::OrganizerScans, Some(code)) => {
                div.check-in-box {
                    h3 { (ui.text(heading)) }
                    img.own-code src=(png_data_url(code)) alt=(ui.text("registrations-picture")) width="330" height="330";
                    p { (ui.text("registrations-show")) }
                }
            }
            (CheckInMode::OrganizerScans, None) => {
                div.check-in-box {
                    h3 { (ui.text(heading)) }
                    p { (ui.text(if event.is_paid { "registrations-not-paid" } else { "registrations-no-code" })) }
                }
            }
        }
    }
}

fn cancel_form<'a>(ui: &'a Ui, one: &'a OwnEntry) -> FormView<'a> {
    FormView::told_apart(ui, CANCEL, "event", &one.own.event.id)
}

fn cancel_dialog<'a>(ui: &Ui, one: &'a OwnEntry) -> Dialog<'a> {
    let event = &one.own.event;
    Dialog {
        id: &one.own.registration.id,
        title: ui.say("registrations-cancel-title", args![title = event_title(ui, event)]),
        what: ui.text("registrations-cancel-what"),
        fields: html! { input type="hidden" name="event" value=(event.id); },
        confirm: ui.text("registrations-cancel"),
        is_danger: true,
    }
}

/// What is over or was cancelled.
fn past(ui: &Ui, rest: &[OwnEntry]) -> Markup {
    html! {
        section.section {
            h2 { (ui.text("registrations-past")) }
            ul.list { @for one in rest {
                li {
                    span.what { (ui.name(&event_title(ui, &one.own.event))) span.sub { (when(ui, &one.own.event)) } }
                    @if one.is_checked_in {
                        span.pill.positive { (icon("i-check")) (ui.text("registrations-was-there")) }
                    } @else {
                        (registration_pill(ui, one.own.registration.status)) (state_pill(ui, &one.own.event))
                    }
                }
            } }
        }
    }
}

async fn register_oneself(page: PageRequest) -> Result<Done, Problem> {
    let event = page.form.required("event")?;
    let mut write = page.write().await?;
    let made = register::register(&mut write, &page.actor(), event, &page.caller.person).await?;
    let said = match made.status {
        RegistrationStatus::Waitlisted => "registrations-waits",
        _ => "registrations-done",
    };
    let done = Done::to(format!("/my/registrations#registration-{event}")).saying(page.ui.text(said));
    page.commit_unevaluated(write, done).await
}

async fn cancel(page: PageRequest) -> Result<Done, Problem> {
    let event = page.form.required("event")?;
    let mut write = page.write().await?;
    let own = write.find_registration_of(page.scope.organization(), event, &page.caller.person).await?;
    let own = own.ok_or_else(|| Problem::not_found("registration"))?;
    register::cancel(&mut write, &page.actor(), event, &own.id).await?;
    let done = Done::to("/my/registrations").saying(page.ui.text("registrations-cancelled"));
    page.commit_unevaluated(write, done).await
}

#[cfg(test)]
mod tests;
