//! What is typed of an endpoint, and its secret as it is shown once.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::app::Error;
use crate::domain::notification::event::NotificationEvent;
use crate::domain::people::validated_text::Name;
use crate::http::problem::Problem;
use crate::store::notification::endpoints::WebhookEndpoint;
use crate::text::whole_without_controls;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::components::message::event_choices;
use crate::web::ui::Ui;
use crate::web::ui::fields::Fields;

pub(super) fn endpoint_fields(form: &FormView<'_>, endpoint: Option<&WebhookEndpoint>) -> Markup {
    let ui = form.ui;
    let url = endpoint.map_or("", |one| one.url.as_str());
    let description = endpoint.and_then(|one| one.description.as_deref()).unwrap_or_default();
    let is_chosen =
        |word: &str| endpoint.is_some_and(|one| one.events.iter().any(|event| event.as_str() == word));
    html! {
        (form.input("url", "url", ui.text("webhooks-url"), url).hint(ui.text("webhooks-url-what")).required().autocomplete("off"))
        (form.text("description", ui.text("webhooks-description"), description).hint(ui.text("webhooks-description-what")).autocomplete("off"))
        (form.group(ui.text("webhooks-events"), html! {
            @for (word, text) in event_choices(ui) { (form.checkbox("events", &word, text, is_chosen(&word))) }
        }))
        p.hint { (ui.text("webhooks-events-what")) }
    }
}

/// Address, events and description as they were typed.
///
/// # Errors
/// 400 for an address that is missing, an event that is none, and a description that is too long.
pub(super) fn read_fields(
    form: &Fields,
) -> Result<(String, BTreeSet<NotificationEvent>, Option<Name>), Problem> {
    let events: Option<BTreeSet<NotificationEvent>> =
        form.all("events").map(NotificationEvent::parse).collect();
    let events = events
        .ok_or_else(|| Problem::invalid("invalid_body", "There is no such event.").at_field("events"))?;
    let description = form.optional("description").map(Name::parse).transpose();
    let description = description
        .map_err(|error| Problem::invalid("not_a_name", error.to_string()).at_field("description"))?;
    Ok((form.required("url")?.to_owned(), events, description))
}

/// A refusal of the address stands beside its field.
pub(super) fn at_url(refused: Error) -> Problem {
    let problem = Problem::from(refused);
    match problem.code {
        "invalid_webhook_url" | "private_address" => problem.at_field("url"),
        _ => problem,
    }
}

/// An address, whole, without what hides or turns.
pub(super) fn address(url: &str) -> Markup {
    html! { bdi.endpoint-address dir="ltr" translate="no" { (whole_without_controls(url)) } }
}

/// The events of an endpoint in words.
pub(super) fn event_list(ui: &Ui, events: &BTreeSet<NotificationEvent>) -> String {
    if events.is_empty() {
        return ui.text("webhooks-every-event");
    }
    let words: Vec<String> = events.iter().map(|event| ui.word("messageevent", event.as_str())).collect();
    words.join(" · ")
}

/// A secret that was just made; `said` says of what, `old` until when the one before it signs too.
pub(super) fn secret_box(ui: &Ui, said: &str, secret: &str, old: Option<String>) -> Markup {
    html! {
        section.card id="new-secret" {
            div.banner.positive role="status" { (icon("i-check")) p { (said) } }
            p { (ui.text("webhooks-secret-once")) }
            div.secret {
                code #endpoint-secret dir="ltr" translate="no" { (secret) }
                button.button type="button" data-copy="endpoint-secret" { (icon("i-copy")) span { (ui.text("webhooks-copy")) } }
            }
            @if let Some(old) = old { p { (old) } }
        }
    }
}
