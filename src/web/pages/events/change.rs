//! The forms about somebody at an event: registering, cancelling that, payments, letting in by hand, taking that back. Each
//! says afterwards what happened.

use super::parts::address_of;
use crate::app::checkin::by_hand::{self, DeskEntry};
use crate::app::event::find::find;
use crate::app::event::payment::{self, NewPayment};
use crate::app::event::{codes, register, undo};
use crate::domain::checkin::event::RegistrationStatus;
use crate::domain::evidence::manual::Direction;
use crate::domain::money::amount::Price;
use crate::domain::people::validated_text::{Name, ReasonText};
use crate::http::problem::Problem;
use crate::http::roles::{ADMINS, EVENT_REGISTRARS, EVENT_SCANNERS};
use crate::http::route::Route;
use crate::store::Read;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::route::{PageRequest, form};
use crate::web::ui::fields::latin_digits;

pub(super) fn routes() -> Vec<Route> {
    vec![
        form("/events/{id}/registrations", "Register somebody for an event")
            .who(EVENT_REGISTRARS)
            .to(register_somebody),
        form("/events/{id}/registrations/{registration}/cancel", "Cancel a registration")
            .who(EVENT_REGISTRARS)
            .to(cancel),
        form("/events/{id}/registrations/{registration}/payment", "Record a payment")
            .who(EVENT_REGISTRARS)
            .to(pay),
        form("/events/{id}/registrations/{registration}/refund", "Refund a payment")
            .who(EVENT_REGISTRARS)
            .to(refund),
        form("/events/{id}/admit", "Let somebody in by hand").who(EVENT_SCANNERS).to(admit),
        form("/events/{id}/code/revoke", "Revoke the codes of an event").who(EVENT_SCANNERS).to(revoke),
        form("/check-ins/{id}/undo", "Take an admission back").who(EVENT_SCANNERS).to(take_back),
    ]
}

/// Back to somebody on the page of an event.
fn back_to(event: &str, person: &str) -> Done {
    Done::to(format!("{}?person={person}#person", address_of(event)))
}

async fn name_of(read: &mut Read, page: &PageRequest, person: &str) -> Result<String, Problem> {
    let found = read.find_person(page.scope.organization(), person).await?;
    Ok(found.map_or_else(|| person.to_owned(), |one| one.name))
}

/// Whose a registration of this event is.
async fn person_of(read: &mut Read, page: &PageRequest) -> Result<String, Problem> {
    find(read, &page.scope, page.id()).await?;
    let found = read.find_registration(page.scope.organization(), page.path.get("registration")).await?;
    let found =
        found.filter(|one| one.session_id == page.id()).ok_or_else(|| Problem::not_found("registration"))?;
    Ok(found.person_id)
}

async fn register_somebody(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    find(&mut write, &page.scope, page.id()).await?;
    let person = page.form.required("person")?;
    let made = register::register(&mut write, &page.actor(), page.id(), person).await?;
    let name = name_of(&mut write, &page, person).await?;
    let said = match made.status {
        RegistrationStatus::Waitlisted => "events-register-waits",
        _ => "events-register-done",
    };
    let done = back_to(page.id(), person).saying(page.ui.say(said, args![name = name]));
    page.commit_unevaluated(write, done).await
}

async fn cancel(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let person = person_of(&mut write, &page).await?;
    register::cancel(&mut write, &page.actor(), page.id(), page.path.get("registration")).await?;
    let name = name_of(&mut write, &page, &person).await?;
    let done = back_to(page.id(), &person).saying(page.ui.say("events-unregister-done", args![name = name]));
    page.commit_unevaluated(write, done).await
}

async fn pay(page: PageRequest) -> Result<Done, Problem> {
    let ui = &page.ui;
    let mut write = page.write().await?;
    let person = person_of(&mut write, &page).await?;
    let organization = write.find_organization(page.scope.organization()).await?;
    let currency = organization.ok_or_else(|| Problem::not_found("organisation"))?.currency;
    let typed = latin_digits(page.form.required("amount")?).replace(',', ".");
    let amount = Price::parse(&typed).and_then(|price| price.exactly(currency));
    let amount = amount.ok_or_else(|| ui.refuse("events-bad-amount", "amount"))?;
    let reference = Name::parse(page.form.required("reference")?);
    let reference = reference.map_err(|_| ui.refuse("events-bad-reference", "reference"))?;
    let is_paid = !page.form.is_checked("pending");
    let payment = NewPayment { amount, reference, is_paid };
    payment::record_payment(&mut write, &page.actor(), page.id(), page.path.get("registration"), payment)
        .await?;
    let name = name_of(&mut write, &page, &person).await?;
    let said = if is_paid { "events-pay-done" } else { "events-pay-expected" };
    let said = ui.say(said, args![name = name, amount = ui.money_text(amount)]);
    page.commit(write, back_to(page.id(), &person).saying(said)).await
}

async fn refund(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let person = person_of(&mut write, &page).await?;
    payment::refund(&mut write, &page.actor(), page.id(), page.path.get("registration")).await?;
    let name = name_of(&mut write, &page, &person).await?;
    let done = back_to(page.id(), &person).saying(page.ui.say("events-refund-done", args![name = name]));
    page.commit(write, done).await
}

/// Why, if it was said.
fn reason(page: &PageRequest) -> Result<Option<ReasonText>, Problem> {
    let bad = || Problem::invalid("invalid_body", "A reason has at most 500 characters.").at_field("reason");
    page.form.optional("reason").map(|text| ReasonText::parse(text).map_err(|_| bad())).transpose()
}

async fn admit(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    find(&mut write, &page.scope, page.id()).await?;
    let entry = DeskEntry {
        person_id: page.form.required("person")?.to_owned(),
        direction: Direction::In,
        at: None,
        reason: reason(&page)?,
        nonce: page.app.new_id(),
        events: Some(page.scope.clone()),
        is_admin: page.ui.may(ADMINS),
    };
    by_hand::in_session(&mut write, &page.actor(), &page.scope, page.id(), &entry).await?;
    let name = name_of(&mut write, &page, &entry.person_id).await?;
    let done =
        back_to(page.id(), &entry.person_id).saying(page.ui.say("events-admit-done", args![name = name]));
    page.commit(write, done).await
}

async fn take_back(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    // Whose it is not is told that, whatever was typed.
    let known = write.find_admission(page.scope.organization(), page.id()).await?;
    let known = known.ok_or_else(|| Problem::not_found("check-in"))?;
    find(&mut write, &page.scope, &known.session_id).await?;
    page.form.required("reason")?;
    let missing = || Problem::invalid("field_missing", "This field is needed.").at_field("reason");
    let reason = reason(&page)?.ok_or_else(missing)?;
    let undone = undo::undo(&mut write, &page.actor(), page.id(), reason).await?;
    let name = name_of(&mut write, &page, &undone.person_id).await?;
    let done = back_to(&undone.session_id, &undone.person_id)
        .saying(page.ui.say("events-undo-done", args![name = name]));
    page.commit_unevaluated(write, done).await
}

async fn revoke(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    codes::revoke(&mut write, &page.actor(), page.id()).await?;
    let done = Done::to(address_of(page.id())).saying(page.ui.text("events-revoke-done"));
    page.commit(write, done).await
}
