//! `/messages`: what people and systems were told, the newest first, by person, channel, state, event and day.

mod one;

use maud::{Markup, html};

use crate::app::notify::delivery_log;
use crate::app::notify::obstacles::note_obstacles;
use crate::app::people::search::people_meant;
use crate::domain::notification::delivery_state::DeliveryState;
use crate::domain::notification::event::{Channel, NotificationEvent};
use crate::domain::time::calendar::midnight;
use crate::domain::time::{Span, Timestamp};
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::notification::delivery_log::DeliveryFilter;
use crate::store::people::Person;
use crate::text::args;
use crate::web::components::empty::empty;
use crate::web::components::filter::FilterForm;
use crate::web::components::icon::icon;
use crate::web::components::message;
use crate::web::components::pager::next_page;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;
use crate::web::ui::fields::Fields;

/// Messages at once.
const ROWS: usize = 100;
/// People of one name that are offered.
const MOST_PEOPLE: usize = 20;

pub fn routes() -> Vec<Route> {
    vec![
        page("/messages", "What people and systems were told").who(ADMINS).to(show),
        page("/messages/{id}", "One message with every try").who(ADMINS).to(one::show),
        form("/messages/{id}/again", "Send a message again").who(ADMINS).to(one::again),
    ]
}

/// Whose messages are asked for.
enum AskedRecipient {
    Everybody,
    One {
        id: String,
        name: String,
    },
    /// A name that several have, or nobody.
    Unclear(Vec<Person>),
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let (ui, query, organization) = (&page.ui, &page.query, page.scope.organization());
    let mut read = page.read().await?;
    let whose = match (query.optional("to_whom"), query.optional("name")) {
        (Some(id), _) => {
            let found =
                read.find_person(organization, id).await?.ok_or_else(|| Problem::not_found("person"))?;
            AskedRecipient::One { id: found.id, name: found.name }
        }
        (None, Some(name)) => {
            let mut people = people_meant(&mut read, &page.scope, name).await?;
            match people.len() {
                1 => people.pop().map_or(AskedRecipient::Everybody, |one| AskedRecipient::One {
                    id: one.id,
                    name: one.name,
                }),
                _ => AskedRecipient::Unclear(people),
            }
        }
        (None, None) => AskedRecipient::Everybody,
    };
    let before: Option<String> = decode_cursor(query.optional("cursor"))?;
    let filter = DeliveryFilter {
        recipient: match &whose {
            AskedRecipient::One { id, .. } => Some(id),
            _ => None,
        },
        channel: Channel::parse(query.text("channel")),
        state: DeliveryState::parse(query.text("state")),
        event: NotificationEvent::parse(query.text("event")),
        span: Some(asked_span(ui, query)?),
        before: before.as_deref(),
        only: None,
        limit: i64::try_from(ROWS + 1).unwrap_or(i64::MAX),
    };
    let mut messages = match &whose {
        AskedRecipient::Unclear(_) => Vec::new(),
        _ => delivery_log::list(&mut read, organization, &filter).await?,
    };
    let has_more = messages.len() > ROWS;
    messages.truncate(ROWS);
    let next = messages.last().filter(|_| has_more).map(|last| encode_cursor(&last.delivery.id));
    note_obstacles(&page.app, &mut read, organization, &mut messages).await?;
    let dead = read.count_deliveries(organization, DeliveryState::Dead).await?;
    let answer = match &whose {
        AskedRecipient::Unclear(people) if people.is_empty() => {
            ui.say("messages-nobody", args![name = query.text("name")])
        }
        AskedRecipient::Unclear(people) => ui.say("messages-unclear", args![count = people.len()]),
        _ if has_more => ui.say("messages-answer-many", args![count = messages.len()]),
        _ => ui.say("messages-answer", args![count = messages.len()]),
    };
    let body = html! {
        div.page-head {
            h1 { (ui.text("messages-title")) }
            div.actions { a.button href="/messages/templates" { (ui.text("templates-link")) } }
        }
        p.answer { (answer) }
        @if dead > 0 && filter.state != Some(DeliveryState::Dead) {
            div.banner.negative {
                (icon("i-warning"))
                p { (ui.say("messages-dead", args![count = dead])) }
                a.button.small href="/messages?state=dead" { (ui.text("messages-show-dead")) }
            }
        }
        (filters(ui, query))
        (of_whom(ui, query, &whose))
        @if messages.is_empty() {
            @if !matches!(whose, AskedRecipient::Unclear(_)) {
                (empty("i-mail", &ui.text("messages-empty"), &ui.text("messages-empty-what"), html! {}))
            }
        } @else {
            (message::table(ui, &ui.text("messages-title"), &messages, true))
            (next_page(ui, query, next.as_deref()))
        }
    };
    Ok(WebPage::new(ui.text("messages-title"), body).wide())
}

/// The days that are asked for; the last one counts.
fn asked_span(ui: &Ui, query: &Fields) -> Result<Span, Problem> {
    let from = query.day("from")?.map_or(Timestamp::MIN, |day| midnight(day, ui.zone));
    let end = query.day("to")?.and_then(|day| day.succ_opt());
    let to = end.map_or(Timestamp::MAX, |day| midnight(day, ui.zone));
    Ok(Span::new(from, to.max(from)))
}

fn filters(ui: &Ui, query: &Fields) -> Markup {
    let any = || (String::new(), ui.text("common-any"));
    let channels = Channel::ALL.iter().map(|one| (one.to_string(), ui.word("messagechannel", one.as_str())));
    let states =
        DeliveryState::ALL.iter().map(|one| (one.to_string(), ui.word("messagestate", one.as_str())));
    let channels: Vec<(String, String)> = std::iter::once(any()).chain(channels).collect();
    let states: Vec<(String, String)> = std::iter::once(any()).chain(states).collect();
    let events: Vec<(String, String)> = std::iter::once(any()).chain(message::event_choices(ui)).collect();
    let form = FilterForm::new(ui, "/messages", query);
    form.render(html! {
        (form.input("search", "name", ui.text("messages-person")))
        (form.select("channel", ui.text("messages-channel"), &channels))
        (form.select("state", ui.text("message-state"), &states))
        (form.select("event", ui.text("messages-event"), &events))
        (form.input("date", "from", ui.text("common-from")))
        (form.input("date", "to", ui.text("common-to")))
    })
}

fn of_whom(ui: &Ui, query: &Fields, whose: &AskedRecipient) -> Markup {
    html! {
        @match whose {
            AskedRecipient::Everybody => {},
            AskedRecipient::One { name, .. } => p.row {
                (ui.say("messages-of", args![name = name])) " "
                a href=(address(query, None)) { (ui.text("messages-of-all")) }
            },
            AskedRecipient::Unclear(people) => ul.list {
                @for one in people.iter().take(MOST_PEOPLE) {
                    li { a.row-link href=(address(query, Some(&one.id))) { (ui.name(&one.name)) } }
                }
            },
        }
    }
}

/// The same filters for one person, or for everybody.
fn address(query: &Fields, person: Option<&str>) -> String {
    let is_kept = |name: &str| matches!(name, "channel" | "state" | "event" | "from" | "to");
    let mut fields: Vec<(String, String)> =
        query.0.iter().filter(|(name, value)| is_kept(name) && !value.is_empty()).cloned().collect();
    fields.extend(person.map(|id| ("to_whom".to_owned(), id.to_owned())));
    format!("/messages?{}", Fields(fields).encode())
}

#[cfg(test)]
mod tests;
