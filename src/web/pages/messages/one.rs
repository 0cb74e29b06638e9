//! `/messages/{id}`: one message, what it told, to whom, and every try.

use maud::{Markup, html};
use serde_json::Value;

use crate::app::notify::delivery_log::{self, LoggedFact, LoggedMessage};
use crate::app::notify::obstacles::note_obstacles;
use crate::app::notify::recompose::{RecomposedLetter, recompose};
use crate::domain::notification::delivery_state::DeliveryState;
use crate::domain::notification::event::{Channel, DropReason};
use crate::domain::time::MINUTE;
use crate::http::problem::Problem;
use crate::store::notification::attempts::DeliveryAttempt;
use crate::store::notification::delivery_log::LoggedDelivery;
use crate::text::{args, with_controls_escaped};
use crate::web::answer::Done;
use crate::web::components::icon::icon;
use crate::web::components::message;
use crate::web::components::received::as_received;
use crate::web::page::WebPage;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// In the minute in which a message is on its way, its page is fetched again after so many seconds.
const REFRESH_SECONDS: u32 = 5;
/// Characters of a body that are shown; the whole is in the API.
const MAX_CHARS: usize = 4_000;

pub(super) async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let mut read = page.read().await?;
    let organization = page.scope.organization();
    let (mut found, attempts) = delivery_log::find(&mut read, organization, page.id(), None).await?;
    note_obstacles(&page.app, &mut read, organization, std::slice::from_mut(&mut found)).await?;
    let said = recompose(&page.app, &mut read, organization, &found).await?;
    let one = &found.delivery;
    let title = message::title(ui, &found);
    let body = html! {
        nav.crumbs { a href="/messages" { (ui.text("messages-title")) } span { (title) } }
        div.page-head { h1 { (title) } (message::state_pill(ui, &found)) }
        p.answer { (answer(ui, &found)) }
        @match found.obstacle {
            Some(obstacle) => (mended_first(ui, &found, obstacle)),
            None if found.may_be_sent_again() => div.row { (message::again_button(ui, &found, "primary")) },
            None => {},
        }
        dl.facts {
            div { dt { (ui.text("message-to")) } dd { (message::recipient(ui, &found)) } }
            div { dt { (ui.text("messages-channel")) } dd { (ui.word("messagechannel", one.channel.as_str())) } }
            div { dt { (ui.text("messages-made")) } dd { (ui.instant(one.created_at, &ui.date_and_clock(one.created_at))) } }
            div { dt { (ui.text("messages-id")) } dd { code translate="no" { (one.id) } } }
        }
        section.section {
            h2 { (ui.text("messages-says")) }
            ul.list { @for fact in &found.facts { (told(ui, fact)) } }
            @if let Some(said) = &said { (letter(ui, one, said)) }
        }
        section.section {
            h2 { (ui.text("messages-tries")) }
            @if attempts.is_empty() {
                p.muted { (ui.text("messages-no-tries")) }
            } @else {
                ul.list { @for attempt in attempts.iter().rev() { (tried(ui, attempt)) } }
            }
        }
    };
    let shown = WebPage::new(title, body);
    let is_under_way = one.state == DeliveryState::Waiting && (0..MINUTE).contains(&ui.now.since(one.due_at));
    Ok(if is_under_way { shown.refreshing(REFRESH_SECONDS) } else { shown })
}

/// What became of it.
fn answer(ui: &Ui, found: &LoggedMessage) -> String {
    let one = &found.delivery;
    let name = message::recipient_name(ui, found);
    let why = one.reason.as_deref().map(|reason| ui.word("messagereason", reason)).unwrap_or_default();
    let at = |at| ui.date_and_clock(at);
    match one.state {
        DeliveryState::Sent => {
            ui.say("messages-one-sent", args![name = &name, date = at(one.finished_at.unwrap_or(one.due_at))])
        }
        DeliveryState::Waiting if one.attempts > 0 => {
            ui.say("messages-one-again", args![name = &name, date = at(one.due_at)])
        }
        DeliveryState::Waiting => ui.say("messages-one-waiting", args![name = &name, date = at(one.due_at)]),
        DeliveryState::Dropped => ui.say("messages-one-dropped", args![name = &name, why = why]),
        DeliveryState::Dead => ui.say("messages-one-dead", args![name = &name, why = why]),
    }
}

/// What is to be done before it makes sense to send it again, with a link to where.
fn mended_first(ui: &Ui, found: &LoggedMessage, obstacle: DropReason) -> Markup {
    let one = &found.delivery;
    let name = message::recipient_name(ui, found);
    let say = |id: &str| ui.say(id, args![name = &name]);
    let person = format!("/people/{}", one.recipient_id);
    let wishes = format!("{person}/notifications");
    let (what, link) = match obstacle {
        _ if one.recipient_name.is_none() => (ui.text("messages-first-gone"), None),
        DropReason::EndpointOff => {
            (ui.text("messages-first-endpoint"), Some(format!("/webhooks/{}", one.recipient_id)))
        }
        DropReason::NoAddress if one.channel == Channel::Push => {
            (say("messages-first-browser"), Some(wishes))
        }
        DropReason::NoAddress => (say("messages-first-address"), Some(person)),
        DropReason::SwitchedOff => (say("messages-first-wishes"), Some(wishes)),
        DropReason::Inactive => (say("messages-first-active"), Some(person)),
        DropReason::NotConfigured | DropReason::Stale | DropReason::NoLongerTrue => {
            (ui.text("messages-first-server"), None)
        }
    };
    html! {
        div.banner id="first" {
            (icon("i-warning"))
            p { (what) }
            @if let Some(link) = link { a.button.small href=(link) { (say("messages-first-open")) } }
        }
    }
}

/// One thing it tells: what, of whom, of which session, and when that was.
fn told(ui: &Ui, fact: &LoggedFact) -> Markup {
    let stored = fact.fact.as_ref().map(|stored| &stored.fact);
    let session = stored.and_then(|fact| fact.content.session());
    html! {
        li { span.what {
            strong { (message::event_words(ui, fact)) }
            @if let Some(id) = stored.and_then(|fact| fact.person_id.as_deref()) {
                " · " a href=(format!("/people/{id}")) { (ui.name(fact.person_name.as_deref().unwrap_or_default())) }
            }
            @if let Some(session) = session {
                @let title = message::session_title(ui, session);
                " · " a href=(format!("/sessions/{}", session.session_id)) { (ui.name(&title)) }
                " · " (ui.instant(session.start, &ui.date_and_clock(session.start)))
            }
            @if let Some(fact) = stored {
                span.sub { (ui.say("messages-happened", args![date = ui.date_and_clock(fact.occurred_at)])) }
            }
            @if let Some(why) = &fact.dropped {
                span.sub { (ui.say("messages-left-out", args![why = ui.word("messagereason", why)])) }
            }
        } }
    }
}

/// What the reader of a message gets, in their language.
fn letter(ui: &Ui, delivery: &LoggedDelivery, said: &RecomposedLetter) -> Markup {
    let RecomposedLetter { letter, voice } = said;
    let (language, direction) = (voice.locale.language.as_str(), voice.direction());
    html! {
        article.card id="letter" {
            p.hint { (ui.text("messages-composed-anew")) }
            div lang=(language) dir=(direction) translate="no" {
                @if delivery.channel == Channel::Push {
                    p { strong { (letter.push.title) } }
                    p { (letter.push.body) }
                } @else {
                    p { strong { (letter.subject) } }
                    pre.letter-text { (letter.text) }
                }
            }
        }
    }
}

fn tried(ui: &Ui, one: &DeliveryAttempt) -> Markup {
    let (class, symbol, text) = match one.is_sent {
        true => ("pill positive", "i-check", "messages-try-sent"),
        false => ("pill negative", "i-cross", "messages-try-failed"),
    };
    html! {
        li id=(format!("try-{}", one.number)) { div.what {
            p.row {
                span class=(class) { (icon(symbol)) (ui.text(text)) }
                (ui.instant(one.at, &format!("{} {}", ui.date(one.at), ui.clock_with_seconds(one.at))))
            }
            @if !one.detail.is_empty() { p { bdi dir="auto" translate="no" { (with_controls_escaped(&one.detail)) } } }
            span.sub {
                bdi dir="ltr" translate="no" { (with_controls_escaped(&one.address)) }
                @if let Some(status) = one.status { " · " (ui.say("messages-try-status", args![status = status.to_string()])) }
                " · " (ui.say("messages-try-millis", args![count = one.millis]))
            }
            @if let Some(request) = &one.request { (body(&ui.text("messages-request"), request)) }
            @if let Some(answer) = one.answer.as_ref().filter(|answer| !answer.is_empty()) {
                (body(&ui.text("messages-response"), answer))
            }
        } }
    }
}

/// A body to be opened: JSON with its lines, anything else as it is, and nothing in it that hides or turns.
fn body(label: &str, text: &str) -> Markup {
    html! {
        details.more {
            summary { (label) }
            @match serde_json::from_str::<Value>(text) {
                Ok(json) => (as_received(&json)),
                Err(_) => {
                    @let end = text.char_indices().nth(MAX_CHARS).map(|(end, _)| end);
                    pre { code translate="no" dir="ltr" {
                        (with_controls_escaped(&text[..end.unwrap_or(text.len())])) @if end.is_some() { "…" }
                    } }
                },
            }
        }
    }
}

pub(super) async fn again(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    delivery_log::retry(&mut write, &page.actor(), page.id()).await?;
    let done = Done::to(format!("/messages/{}", page.id())).saying(page.ui.text("messages-again-said"));
    page.commit(write, done).await
}
