//! What is done to an endpoint: changing it, switching it off or on, trying it out, removing it.

use maud::{Markup, html};

use super::fields::{at_url, read_fields};
use super::listed::name_of;
use crate::app::notify::endpoints::{self, EndpointChange};
use crate::http::problem::Problem;
use crate::store::notification::endpoints::WebhookEndpoint;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::dialog::Dialog;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// The buttons of an endpoint, with the dialogs that some open.
pub(super) fn buttons(ui: &Ui, one: &WebhookEndpoint) -> Markup {
    let address = |what: &str| format!("/webhooks/{}/{what}", one.id);
    let (test, state, rotate, remove) =
        (address("test"), address("state"), address("rotate"), address("remove"));
    let state_form = FormView::new(ui, &state);
    let (rotate_id, remove_id) = (format!("rotate-{}", one.id), format!("remove-{}", one.id));
    let new_secret = Dialog {
        id: &rotate_id,
        title: ui.say("webhooks-rotate-sure", args![name = name_of(one)]),
        what: ui.text("webhooks-rotate-what"),
        fields: html! {},
        confirm: ui.text("webhooks-rotate"),
        is_danger: false,
    };
    let removal = Dialog {
        id: &remove_id,
        title: ui.say("webhooks-remove-sure", args![name = name_of(one)]),
        what: ui.text("webhooks-remove-what"),
        fields: html! {},
        confirm: ui.text("webhooks-remove"),
        is_danger: true,
    };
    html! {
        @if one.is_enabled {
            (FormView::new(ui, &test).post_button(html! {
                button.button { (icon("i-send")) span { (ui.text("webhooks-test")) } }
            }))
        }
        (new_secret.opener(&ui.text("webhooks-rotate"), "quiet"))
        @if one.is_enabled {
            (state_form.post_button(html! {
                (state_form.hidden("on", "no"))
                button.button.quiet { (ui.text("webhooks-switch-off")) }
            }))
        } @else {
            (state_form.post_button(html! {
                (state_form.hidden("on", "yes"))
                button.button.primary { (ui.text("webhooks-switch-on")) }
            }))
        }
        (removal.opener(&ui.text("webhooks-remove"), "danger quiet"))
        (new_secret.render(ui, FormView::new(ui, &rotate)))
        (removal.render(ui, FormView::new(ui, &remove)))
    }
}

pub(super) async fn change(page: PageRequest) -> Result<Done, Problem> {
    let (url, events, description) = read_fields(&page.form)?;
    let change = EndpointChange {
        url: Some(url),
        events: Some(events),
        description: Some(description),
        is_enabled: None,
    };
    let mut write = page.write().await?;
    let changed = endpoints::change(&page.app, &mut write, &page.actor(), page.id(), change).await;
    let changed = changed.map_err(at_url)?;
    let said = page.ui.say("webhooks-changed", args![name = name_of(&changed)]);
    page.commit(write, Done::to(format!("/webhooks/{}", changed.id)).saying(said)).await
}

pub(super) async fn switch(page: PageRequest) -> Result<Done, Problem> {
    let is_on = match page.form.required("on")? {
        "yes" => true,
        "no" => false,
        _ => return Err(Problem::invalid("invalid_body", "It is switched on or off.").at_field("on")),
    };
    let change = EndpointChange { is_enabled: Some(is_on), ..EndpointChange::default() };
    let mut write = page.write().await?;
    let changed = endpoints::change(&page.app, &mut write, &page.actor(), page.id(), change).await?;
    let text = if is_on { "webhooks-switched-on" } else { "webhooks-switched-off" };
    let said = page.ui.say(text, args![name = name_of(&changed)]);
    page.commit(write, Done::to(format!("/webhooks/{}", changed.id)).saying(said)).await
}

pub(super) async fn test(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let delivery = endpoints::send_test(&mut write, &page.actor(), page.id()).await?;
    let said = page.ui.text("webhooks-tested");
    page.commit(write, Done::to(format!("/messages/{delivery}")).saying(said)).await
}

pub(super) async fn remove(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let removed = endpoints::delete(&mut write, &page.actor(), page.id()).await?;
    let said = page.ui.say("webhooks-removed", args![name = name_of(&removed)]);
    page.commit(write, Done::to("/webhooks").saying(said)).await
}
