//! A message to a person or a system, as lists and its own page show it: what it tells, to whom, and what became of it.

use maud::{Markup, html};

use super::field::FormView;
use super::icon::icon;
use crate::app::notify::delivery_log::{LoggedFact, LoggedMessage};
use crate::domain::notification::delivery_state::DeliveryState;
use crate::domain::notification::event::{Channel, NotificationEvent};
use crate::domain::notification::fact::SessionBrief;
use crate::text::args;
use crate::web::ui::Ui;

/// Facts of a message that a list names.
const NAMED_FACTS: usize = 3;

/// What happened, in words.
pub fn event_words(ui: &Ui, fact: &LoggedFact) -> String {
    match fact.event() {
        Some(word) => ui.word("messageevent", word),
        None => ui.text("message-unreadable"),
    }
}

/// The title of a session, else its kind: never nothing.
pub fn session_title(ui: &Ui, session: &SessionBrief) -> String {
    let title = session.title.as_deref().filter(|title| !title.trim().is_empty());
    title.map_or_else(|| ui.word("kind", session.kind.as_str()), str::to_owned)
}

/// Whom it is about, and which session with its time; `None`: there is nobody and none.
fn about(ui: &Ui, fact: &LoggedFact) -> Option<Markup> {
    let session = fact.fact.as_ref().and_then(|stored| stored.fact.content.session());
    let name = fact.person_name.as_ref();
    (name.is_some() || session.is_some()).then(|| {
        html! {
            @if let Some(name) = name { (ui.name(name)) }
            @if name.is_some() && session.is_some() { " · " }
            @if let Some(session) = session {
                (ui.name(&session_title(ui, session))) " · " (ui.date_and_clock(session.start))
            }
        }
    })
}

/// Every event with its word, to choose from.
pub fn event_choices(ui: &Ui) -> Vec<(String, String)> {
    let word = |event: &NotificationEvent| (event.to_string(), ui.word("messageevent", event.as_str()));
    NotificationEvent::ALL.iter().map(word).collect()
}

/// What a message tells: of several facts what the first say.
pub fn title(ui: &Ui, message: &LoggedMessage) -> String {
    match message.facts.as_slice() {
        [] => ui.text("message-unreadable"),
        [one] => event_words(ui, one),
        several => ui.say("message-several", args![count = several.len()]),
    }
}

/// Where it stands, with a shape of its own.
pub fn state_pill(ui: &Ui, message: &LoggedMessage) -> Markup {
    let one = &message.delivery;
    let (class, symbol) = match one.state {
        DeliveryState::Sent => ("pill positive", "i-check"),
        DeliveryState::Waiting if one.attempts > 0 => ("pill amber", "i-refresh"),
        DeliveryState::Waiting => ("pill", "i-clock"),
        DeliveryState::Dropped => ("pill", "i-cross"),
        DeliveryState::Dead => ("pill negative", "i-warning"),
    };
    html! { span class=(class) { (icon(symbol)) (ui.word("messagestate", one.state.as_str())) } }
}

/// Whom it is for: a person, an endpoint, or one that is gone.
pub fn recipient(ui: &Ui, message: &LoggedMessage) -> Markup {
    let one = &message.delivery;
    let path = if one.channel == Channel::Webhook { "webhooks" } else { "people" };
    html! {
        @match &one.recipient_name {
            Some(name) if one.channel == Channel::Webhook => {
                a href=(format!("/{path}/{}", one.recipient_id)) { bdi.bdi-cut dir="ltr" translate="no" { (ui.name(name)) } }
            },
            Some(name) => a href=(format!("/{path}/{}", one.recipient_id)) { (ui.name(name)) },
            None => span.muted { (ui.text("message-recipient-gone")) },
        }
    }
}

/// The name of whom it is for, in a sentence; of an endpoint its server.
pub fn recipient_name(ui: &Ui, message: &LoggedMessage) -> String {
    let one = &message.delivery;
    let Some(name) = &one.recipient_name else { return ui.text("message-recipient-gone") };
    let server = url::Url::parse(name).ok().filter(|_| one.channel == Channel::Webhook);
    server.as_ref().and_then(url::Url::host_str).unwrap_or(name).to_owned()
}

/// The button that has it sent again, where that makes sense and nothing has to be mended first.
pub fn again_button(ui: &Ui, message: &LoggedMessage, class: &str) -> Markup {
    if !message.may_be_sent_again() || message.obstacle.is_some() {
        return html! {};
    }
    let action = format!("/messages/{}/again", message.delivery.id);
    FormView::new(ui, &action).post_button(html! {
        button class=(format!("button {class}")) { (icon("i-refresh")) span { (ui.text("message-again")) } }
    })
}

/// Messages as a table; `of_everybody`: with whom each is for.
pub fn table(ui: &Ui, label: &str, messages: &[LoggedMessage], of_everybody: bool) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(label) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("message-what")) }
                @if of_everybody { th scope="col" { (ui.text("message-to")) } }
                th scope="col" { (ui.text("message-state")) }
                th.num scope="col" { (ui.text("message-when")) }
                th scope="col" { span.sr-only { (ui.text("message-again")) } }
            } }
            tbody { @for one in messages { (row(ui, one, of_everybody)) } }
        } }
    }
}

fn row(ui: &Ui, message: &LoggedMessage, of_everybody: bool) -> Markup {
    let one = &message.delivery;
    let is_told_of_several = message.facts.len() > 1;
    html! {
        tr id=(format!("message-{}", one.id)) {
            td {
                a.row-link href=(format!("/messages/{}", one.id)) { (title(ui, message)) }
                @for fact in message.facts.iter().take(NAMED_FACTS) {
                    @let about = about(ui, fact);
                    @if is_told_of_several || about.is_some() {
                        span.sub {
                            @if is_told_of_several { (event_words(ui, fact)) }
                            @if is_told_of_several && about.is_some() { " · " }
                            @if let Some(about) = about { (about) }
                        }
                    }
                }
                @if message.facts.len() > NAMED_FACTS {
                    span.sub { (ui.say("common-and-more", args![count = message.facts.len() - NAMED_FACTS])) }
                }
            }
            @if of_everybody {
                td data-label=(ui.text("message-to")) {
                    (recipient(ui, message))
                    span.sub { (ui.word("messagechannel", one.channel.as_str())) }
                }
            }
            td data-label=(ui.text("message-state")) {
                (state_pill(ui, message))
                @if let Some(reason) = &one.reason { span.sub { (ui.word("messagereason", reason)) } }
                @if one.state == DeliveryState::Waiting && one.attempts > 0 {
                    span.sub { (ui.say("message-tried-again", args![date = ui.date_and_clock(one.due_at)])) }
                }
            }
            td.num data-label=(ui.text("message-when")) {
                (ui.instant(one.created_at, &ui.date_and_clock(one.created_at)))
                @if one.attempts > 0 { span.sub { (ui.say("message-tries", args![count = one.attempts])) } }
            }
            td { @if one.state == DeliveryState::Dead { (again_button(ui, message, "small")) } }
        }
    }
}
