//! What can be done with an event and with somebody at it, each with a question first that says what will happen. Only what
//! its state allows, and only to whoever may do it.

use maud::{Markup, html};

use super::rows::{PersonAtEvent, here_since, standing, ticket};
use crate::domain::checkin::event::{AdmitEvery, RegistrationStatus, TicketStatus};
use crate::domain::money::amount::{Currency, Money};
use crate::domain::session::Status;
use crate::http::roles::{EVENT_PLANNERS, EVENT_REGISTRARS};
use crate::store::event::StoredEvent;
use crate::store::event::registrations::StoredRegistration;
use crate::text::args;
use crate::web::components::dialog::Dialog;
use crate::web::components::event::event_title;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::ui::Ui;

/// An event as somebody works on it.
pub(super) struct EventActions<'a> {
    pub ui: &'a Ui,
    pub event: &'a StoredEvent,
    /// Of its page.
    pub address: &'a str,
}

/// A dialog with the address its form is sent to.
struct ActionDialog<'a> {
    dialog: Dialog<'a>,
    action: String,
    label: String,
    class: &'static str,
}

impl EventActions<'_> {
    fn is_over(&self) -> bool {
        self.event.is_over(self.ui.now)
    }

    fn shows_code(&self) -> bool {
        self.event.event_type().has_event_code() && !self.is_over()
    }

    /// The buttons of the whole event.
    pub fn openers(&self) -> Markup {
        let (ui, address) = (self.ui, self.address);
        html! {
            @if self.shows_code() {
                a.button.primary href=(format!("{address}/code")) { (icon("i-qr")) (ui.text("events-show-code")) }
            }
            @if !self.is_over() {
                a.button.primary[!self.shows_code()] href=(format!("/scan?at={}", self.event.id)) { (icon("i-qr")) (ui.text("events-scan")) }
            }
            @if self.event.status != Status::Cancelled { a.button href=(format!("{address}/badges")) { (icon("i-print")) (ui.text("events-badges")) } }
            @if ui.may(EVENT_REGISTRARS) && !self.is_over() {
                a.button href=(format!("{address}/import")) { (icon("i-people")) (ui.text("events-import")) }
            }
            @if ui.may(EVENT_PLANNERS) && self.event.status != Status::Cancelled {
                a.button href=(format!("{address}/edit")) { (icon("i-edit")) (ui.text("events-edit")) }
            }
            @for one in self.of_event() { (one.dialog.opener(&one.label, one.class)) }
        }
    }

    pub fn dialogs(&self) -> Markup {
        html! { @for one in self.of_event() { (one.dialog.render(self.ui, FormView::new(self.ui, &one.action))) } }
    }

    fn of_event(&self) -> Vec<ActionDialog<'static>> {
        let (ui, title) = (self.ui, event_title(self.ui, self.event));
        let mut all = Vec::new();
        if self.shows_code() {
            all.push(ActionDialog {
                action: format!("{}/code/revoke", self.address),
                label: ui.text("events-revoke"),
                class: "",
                dialog: Dialog {
                    id: "revoke-codes",
                    title: ui.text("events-revoke-title"),
                    what: ui.text("events-revoke-what"),
                    fields: html! {},
                    confirm: ui.text("events-revoke"),
                    is_danger: true,
                },
            });
        }
        // What has begun is held: it cannot be cancelled any more.
        if ui.may(EVENT_PLANNERS) && !self.is_over() && self.event.start > ui.now {
            let action = format!("{}/cancel", self.address);
            let form = FormView::new(ui, &action);
            let fields =
                html! { (form.text("reason", ui.text("events-reason-optional"), "").autocomplete("off")) };
            all.push(ActionDialog {
                label: ui.text("events-cancel"),
                class: "danger",
                dialog: Dialog {
                    id: "cancel-event",
                    title: ui.say("events-cancel-title", args![title = title]),
                    what: ui.text("events-cancel-what"),
                    fields,
                    confirm: ui.text("events-cancel"),
                    is_danger: true,
                },
                action,
            });
        }
        all
    }

    /// Somebody who is looked at: where they stand, and what can be done.
    pub fn person(&self, one: &PersonAtEvent) -> Markup {
        let ui = self.ui;
        let paid = one.ticket.as_ref().filter(|ticket| ticket.status == TicketStatus::Paid);
        let amount = paid.and_then(|ticket| {
            Some((Money::new(ticket.amount_minor, Currency::from_code(&ticket.currency)?), &ticket.reference))
        });
        html! {
            section.card #person {
                h2 { (ui.name(&one.name)) }
                @if let Some(email) = &one.email { p.muted { span.ltr { (ui.name(email)) } } }
                dl.facts {
                    div { dt { (ui.text("events-standing")) } dd { (standing(ui, one)) } }
                    @if self.event.is_paid { div { dt { (ui.text("events-ticket")) } dd {
                        (ticket(ui, one.ticket.as_ref()))
                        @if let Some((money, reference)) = amount { " " (ui.money(money)) " · " (ui.name(reference)) }
                    } } }
                    div { dt { (ui.text("events-here-since")) } dd { (here_since(ui, one.admission.as_ref())) } }
                }
                footer.row {
                    @for action in self.of_person(one) { (action.dialog.opener(&action.label, action.class)) }
                    a.button.quiet href=(self.address) { (ui.text("common-close")) }
                }
            }
        }
    }

    pub fn person_dialogs(&self, one: &PersonAtEvent) -> Markup {
        html! {
            @for action in self.of_person(one) { (action.dialog.render(self.ui, FormView::new(self.ui, &action.action))) }
        }
    }

    fn of_person(&self, one: &PersonAtEvent) -> Vec<ActionDialog<'static>> {
        let ui = self.ui;
        let may_register = ui.may(EVENT_REGISTRARS);
        let registration =
            one.registration.as_ref().filter(|one| one.status != RegistrationStatus::Cancelled);
        let has_place = registration.is_some_and(|one| one.status == RegistrationStatus::Registered);
        let may_come_again = self.event.admit_every == AdmitEvery::Day;
        let mut all = Vec::new();
        if registration.is_none() && may_register && !self.is_over() {
            all.push(self.register(one));
        }
        let has_paid = one.ticket.as_ref().is_some_and(|ticket| ticket.status == TicketStatus::Paid);
        // Nobody enters themselves, nor anybody before the doors open or without a ticket that is paid.
        if (has_place || self.event.allow_walk_ins)
            && (has_paid || !self.event.is_paid)
            && self.event.window.check(ui.now).is_ok()
            && (one.admission.is_none() || may_come_again)
            && !ui.is_viewer(&one.person_id)
            && !self.is_over()
        {
            all.push(self.admit(one));
        }
        if let Some(registration) = registration.filter(|_| may_register && self.event.is_paid) {
            if has_place && !has_paid {
                all.push(self.pay(one, registration));
            }
            if one.ticket.is_some() {
                all.push(self.refund(one, registration));
            }
        }
        if let Some(admission) = one.admission.as_ref().filter(|_| !ui.is_viewer(&one.person_id)) {
            all.push(self.undo(one, &admission.id));
        }
        if let Some(registration) =
            registration.filter(|_| may_register && one.admission.is_none() && !self.is_over())
        {
            all.push(self.cancel_registration(one, registration));
        }
        all
    }

    fn register(&self, one: &PersonAtEvent) -> ActionDialog<'static> {
        let ui = self.ui;
        let action = format!("{}/registrations", self.address);
        let form = FormView::new(ui, &action);
        ActionDialog {
            label: ui.text("events-register-somebody"),
            class: "primary",
            dialog: Dialog {
                id: "register-person",
                title: ui.say("events-register-title", args![name = &one.name]),
                what: ui.text("events-register-what"),
                fields: form.hidden("person", &one.person_id),
                confirm: ui.text("events-register-somebody"),
                is_danger: false,
            },
            action,
        }
    }

    fn admit(&self, one: &PersonAtEvent) -> ActionDialog<'static> {
        let ui = self.ui;
        let action = format!("{}/admit", self.address);
        let form = FormView::new(ui, &action);
        ActionDialog {
            label: ui.text("events-admit-person"),
            class: "primary",
            dialog: Dialog {
                id: "admit-person",
                title: ui.say("events-admit-title", args![name = &one.name]),
                what: ui.text("events-admit-what"),
                fields: html! {
                    (form.hidden("person", &one.person_id))
                    (form.text("reason", ui.text("events-reason-optional"), "").autocomplete("off"))
                },
                confirm: ui.text("events-admit-person"),
                is_danger: false,
            },
            action,
        }
    }

    fn pay(&self, one: &PersonAtEvent, registration: &StoredRegistration) -> ActionDialog<'static> {
        let ui = self.ui;
        let action = format!("{}/registrations/{}/payment", self.address, registration.id);
        let form = FormView::new(ui, &action);
        let currency = ui.viewer.as_ref().map_or("", |viewer| viewer.currency.code());
        let reference = one.ticket.as_ref().map_or("", |ticket| &ticket.reference);
        ActionDialog {
            label: ui.text("events-pay"),
            class: "",
            dialog: Dialog {
                id: "pay-registration",
                title: ui.say("events-pay-title", args![name = &one.name]),
                what: ui.text("events-pay-what"),
                fields: html! {
                    (form.text("amount", ui.say("events-amount", args![currency = currency]), "").required().autocomplete("off"))
                    (form.text("reference", ui.text("events-reference"), reference).required().autocomplete("off")
                        .hint(ui.text("events-reference-hint")))
                    (form.checkbox("pending", "yes", ui.text("events-pay-later"), false))
                },
                confirm: ui.text("events-pay"),
                is_danger: false,
            },
            action,
        }
    }

    fn refund(&self, one: &PersonAtEvent, registration: &StoredRegistration) -> ActionDialog<'static> {
        let ui = self.ui;
        ActionDialog {
            action: format!("{}/registrations/{}/refund", self.address, registration.id),
            label: ui.text("events-refund"),
            class: "",
            dialog: Dialog {
                id: "refund-registration",
                title: ui.say("events-refund-title", args![name = &one.name]),
                what: ui.text("events-refund-what"),
                fields: html! {},
                confirm: ui.text("events-refund"),
                is_danger: true,
            },
        }
    }

    fn undo(&self, one: &PersonAtEvent, admission: &str) -> ActionDialog<'static> {
        let ui = self.ui;
        let action = format!("/check-ins/{admission}/undo");
        let form = FormView::new(ui, &action);
        let fields =
            html! { (form.text("reason", ui.text("events-reason"), "").required().autocomplete("off")) };
        ActionDialog {
            label: ui.text("events-undo"),
            class: "",
            dialog: Dialog {
                id: "undo-check-in",
                title: ui.say("events-undo-title", args![name = &one.name]),
                what: ui.text("events-undo-what"),
                fields,
                confirm: ui.text("events-undo"),
                is_danger: false,
            },
            action,
        }
    }

    fn cancel_registration(
        &self,
        one: &PersonAtEvent,
        registration: &StoredRegistration,
    ) -> ActionDialog<'static> {
        let ui = self.ui;
        ActionDialog {
            action: format!("{}/registrations/{}/cancel", self.address, registration.id),
            label: ui.text("events-unregister"),
            class: "danger",
            dialog: Dialog {
                id: "cancel-registration",
                title: ui.say("events-unregister-title", args![name = &one.name]),
                what: ui.text("events-unregister-what"),
                fields: html! {},
                confirm: ui.text("events-unregister"),
                is_danger: true,
            },
        }
    }
}
