//! Planning an event, changing one, and cancelling it.

use maud::html;

use super::fields::{EventInput, EventPeople, at_its_field, event_fields};
use super::parts::address_of;
use crate::app::event::change::{self, EventChange};
use crate::app::event::create::{self, EventPlan};
use crate::app::event::find::find;
use crate::app::session::change_transaction::evaluate_if_waiting;
use crate::app::session::transitions;
use crate::domain::access::Scope;
use crate::domain::people::validated_text::ReasonText;
use crate::domain::time::Timestamp;
use crate::http::problem::Problem;
use crate::http::roles::EVENT_PLANNERS;
use crate::http::route::Route;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::event::event_title;
use crate::web::components::field::FormView;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};

pub(super) fn routes() -> Vec<Route> {
    vec![
        page("/events/new", "Plan an event").who(EVENT_PLANNERS).to(show_new),
        form("/events", "Plan an event").who(EVENT_PLANNERS).to(plan),
        page("/events/{id}/edit", "Change an event").who(EVENT_PLANNERS).to(show_edit),
        form("/events/{id}", "Change an event").who(EVENT_PLANNERS).to(edit),
        form("/events/{id}/cancel", "Cancel an event").who(EVENT_PLANNERS).to(cancel),
    ]
}

async fn show_new(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let people = EventPeople::load(&page, &mut page.read().await?, None).await?;
    let form = FormView::new(ui, "/events");
    let body = html! {
        nav.crumbs { a href="/events" { (ui.text("events-title")) } span { (ui.text("events-plan")) } }
        div.page-head { h1 { (ui.text("events-plan")) } }
        p.answer { (ui.text("events-plan-what")) }
        section.card {
            (form.post(html! {
                (event_fields(&form, &people, None))
                div.form-actions { (form.submit(ui.text("events-plan"))) }
            }))
        }
    };
    Ok(WebPage::new(ui.text("events-plan"), body))
}

async fn plan(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let EventInput {
        title,
        start,
        end,
        is_paid,
        partner,
        capacity,
        allow_walk_ins,
        window,
        admit_every,
        organizers,
    } = EventInput::read(&page, &mut write).await?;
    let plan = EventPlan {
        title,
        start,
        end,
        is_paid,
        partner,
        capacity,
        allow_walk_ins,
        window,
        admit_every,
        organizers,
    };
    let event = create::create(&mut write, &page.actor(), plan).await.map_err(at_its_field)?;
    let said = page.ui.say("events-planned", args![title = event_title(&page.ui, &event)]);
    page.commit(write, Done::to(address_of(&event.id)).saying(said)).await
}

async fn show_edit(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let mut read = page.read().await?;
    let event = find(&mut read, &page.scope, page.id()).await?;
    let people = EventPeople::load(&page, &mut read, Some(&event)).await?;
    let (action, title) = (address_of(&event.id), event_title(ui, &event));
    let form = FormView::new(ui, &action);
    let heading = ui.say("events-edit-of", args![title = &title]);
    let body = html! {
        nav.crumbs { a href="/events" { (ui.text("events-title")) } a href=(action) { (ui.name(&title)) } span { (ui.text("events-edit")) } }
        div.page-head { h1 { (heading) } }
        p.answer { (ui.text("events-edit-what")) }
        section.card {
            (form.post(html! {
                (event_fields(&form, &people, Some(&event)))
                div.form-actions { a.button href=(action) { (ui.text("common-back")) } (form.submit(ui.text("common-save"))) }
            }))
        }
    };
    Ok(WebPage::new(heading.clone(), body))
}

async fn edit(page: PageRequest) -> Result<Done, Problem> {
    let ui = &page.ui;
    let mut read = page.read().await?;
    let event = find(&mut read, &page.scope, page.id()).await?;
    let sent = EventInput::read(&page, &mut read).await?;
    drop(read);
    // Whether it may be moved hangs on its status, which time may have changed.
    let whole = Scope::whole_organization(page.scope.organization());
    evaluate_if_waiting(&page.app, &whole, page.id()).await?;
    // A field of minutes says nothing of seconds: what was not touched stays.
    let kept = |sent: Timestamp, stored: Timestamp| {
        if sent.millis() / 60_000 == stored.millis() / 60_000 { stored } else { sent }
    };
    let change = EventChange {
        title: Some(sent.title),
        start: Some(kept(sent.start, event.start)),
        end: Some(kept(sent.end, event.end)),
        is_paid: Some(sent.is_paid),
        partner: Some(sent.partner),
        capacity: Some(sent.capacity),
        allow_walk_ins: Some(sent.allow_walk_ins),
        opens_at: Some(sent.window.opens_at),
        closes_at: Some(sent.window.closes_at),
        admit_every: Some(sent.admit_every),
        organizers: Some(sent.organizers),
    };
    let mut write = page.write().await?;
    change::change(&mut write, &page.actor(), page.id(), change).await.map_err(at_its_field)?;
    page.commit(write, Done::to(address_of(page.id())).saying(ui.text("events-changed"))).await
}

async fn cancel(page: PageRequest) -> Result<Done, Problem> {
    let bad = || Problem::invalid("invalid_body", "A reason has at most 500 characters.").at_field("reason");
    let reason =
        page.form.optional("reason").map(|text| ReasonText::parse(text).map_err(|_| bad())).transpose()?;
    find(&mut page.read().await?, &page.scope, page.id()).await?;
    // That the event is theirs is known; whose its session is, nobody asks any more.
    let whole = Scope::whole_organization(page.scope.organization());
    evaluate_if_waiting(&page.app, &whole, page.id()).await?;
    let mut write = page.write().await?;
    let office = page.actor().within(page.scope.organization());
    transitions::cancel(&mut write, &office, page.id(), reason.as_ref().map(ReasonText::as_str)).await?;
    page.commit(write, Done::to(address_of(page.id())).saying(page.ui.text("events-cancel-done"))).await
}
