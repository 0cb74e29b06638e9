//! How an endpoint fares, in a word and in a sentence that says what to do.

use maud::{Markup, html};

use crate::domain::notification::delivery_state::{DeliveryState, EndpointOffReason};
use crate::store::notification::delivery_log::LoggedDelivery;
use crate::store::notification::endpoints::WebhookEndpoint;
use crate::text::args;
use crate::web::components::icon::icon;
use crate::web::ui::Ui;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EndpointState {
    /// It took the last message.
    Good,
    /// Nothing was sent to it, or is on its way.
    Quiet,
    /// It does not take what it is sent.
    Failing,
    Off(EndpointOffReason),
}

impl EndpointState {
    pub fn of(endpoint: &WebhookEndpoint, newest: Option<&LoggedDelivery>) -> EndpointState {
        if !endpoint.is_enabled {
            let reason = endpoint.disabled_reason.as_deref().and_then(EndpointOffReason::parse);
            return EndpointState::Off(reason.unwrap_or(EndpointOffReason::ByHand));
        }
        match newest.map(|one| one.state) {
            _ if endpoint.failing_since.is_some() => EndpointState::Failing,
            Some(DeliveryState::Dead) => EndpointState::Failing,
            Some(DeliveryState::Sent) => EndpointState::Good,
            _ => EndpointState::Quiet,
        }
    }

    pub fn needs_somebody(self) -> bool {
        match self {
            EndpointState::Failing => true,
            EndpointState::Off(reason) => reason != EndpointOffReason::ByHand,
            EndpointState::Good | EndpointState::Quiet => false,
        }
    }

    pub fn pill(self, ui: &Ui) -> Markup {
        let (class, symbol, word) = match self {
            EndpointState::Good => ("pill positive", "i-check", ui.text("webhooks-state-good")),
            EndpointState::Quiet => ("pill", "i-clock", ui.text("webhooks-state-quiet")),
            EndpointState::Failing => ("pill amber", "i-warning", ui.text("webhooks-state-failing")),
            EndpointState::Off(EndpointOffReason::ByHand) => {
                ("pill", "i-cross", ui.text("webhooks-state-off"))
            }
            EndpointState::Off(_) => ("pill negative", "i-warning", ui.text("webhooks-state-off")),
        };
        html! { span class=(class) { (icon(symbol)) (word) } }
    }

    /// What is the matter, and what to do next.
    pub fn sentence(self, ui: &Ui, endpoint: &WebhookEndpoint, newest: Option<&LoggedDelivery>) -> String {
        let finished = newest.and_then(|one| one.finished_at.or(Some(one.created_at)));
        let date = |at| ui.date_and_clock(at);
        match self {
            EndpointState::Good => {
                ui.say("webhooks-says-good", args![date = finished.map(date).unwrap_or_default()])
            }
            EndpointState::Quiet if newest.is_none() => ui.text("webhooks-says-new"),
            EndpointState::Quiet => ui.text("webhooks-says-quiet"),
            EndpointState::Failing => match endpoint.failing_since.or(finished) {
                Some(since) => ui.say("webhooks-says-failing", args![date = date(since)]),
                None => ui.text("webhooks-says-quiet"),
            },
            EndpointState::Off(reason) => ui.word("endpointoff", reason.as_str()),
        }
    }
}
