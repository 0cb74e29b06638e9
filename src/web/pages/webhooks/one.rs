//! `/webhooks/{id}`: one endpoint, changing it, and what was sent to it.

use maud::{Markup, html};

use super::actions;
use super::fields::{address, endpoint_fields, event_list, secret_box};
use super::listed::{ListedEndpoint, name_of};
use crate::app::notify::obstacles::note_obstacles;
use crate::app::notify::{delivery_log, endpoints};
use crate::domain::notification::event::Channel;
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::store::notification::delivery_log::DeliveryFilter;
use crate::store::notification::endpoints::WebhookEndpoint;
use crate::text::args;
use crate::web::answer::{Answer, Done};
use crate::web::components::empty::empty;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::components::message;
use crate::web::components::pager::next_page;
use crate::web::page::WebPage;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// Messages at once.
const ROWS: usize = 50;

pub(super) async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    one(&page, None).await
}

/// The endpoint, with the secret that was just made for it.
async fn one(page: &PageRequest, made: Option<&str>) -> Result<WebPage, Problem> {
    let (ui, organization) = (&page.ui, page.scope.organization());
    let mut read = page.read().await?;
    let endpoint = read.find_webhook_endpoint(organization, page.id()).await?;
    let endpoint = endpoint.ok_or_else(|| Problem::not_found("endpoint"))?;
    let before: Option<String> = decode_cursor(page.query.optional("cursor"))?;
    let filter = DeliveryFilter {
        recipient: Some(page.id()),
        channel: Some(Channel::Webhook),
        before: before.as_deref(),
        limit: i64::try_from(ROWS + 1).unwrap_or(i64::MAX),
        ..DeliveryFilter::default()
    };
    let mut messages = delivery_log::list(&mut read, organization, &filter).await?;
    let has_more = messages.len() > ROWS;
    messages.truncate(ROWS);
    note_obstacles(&page.app, &mut read, organization, &mut messages).await?;
    let next = messages.last().filter(|_| has_more).map(|last| encode_cursor(&last.delivery.id));
    let listed = ListedEndpoint::load(&mut read, organization, endpoint).await?;
    let (endpoint, state) = (&listed.endpoint, listed.state());
    let label = ui.text("webhooks-messages");
    let body = html! {
        nav.crumbs { a href="/webhooks" { (ui.text("webhooks-title")) } span { (ui.name(name_of(endpoint))) } }
        div.page-head { h1 { (ui.name(name_of(endpoint))) } (state.pill(ui)) }
        p.answer { (state.sentence(ui, endpoint, listed.newest.as_ref())) }
        @if let Some(secret) = made { (secret_box(ui, &ui.text("webhooks-rotated"), secret, old_secret(ui, endpoint))) }
        section.card {
            dl.facts {
                div { dt { (ui.text("webhooks-url")) } dd { (address(&endpoint.url)) } }
                div { dt { (ui.text("webhooks-events")) } dd { (event_list(ui, &endpoint.events)) } }
                div { dt { (ui.text("webhooks-since")) } dd { (ui.instant(endpoint.created_at, &ui.date(endpoint.created_at))) } }
                @if let Some(old) = old_secret(ui, endpoint) { div { dt { (ui.text("webhooks-secret")) } dd { (old) } } }
            }
            (change_form(ui, endpoint))
            footer { (actions::buttons(ui, endpoint)) }
        }
        section.section {
            h2 { (label) }
            @if messages.is_empty() {
                (empty("i-send", &ui.text("webhooks-no-messages"), &ui.text("webhooks-no-messages-what"), html! {}))
            } @else {
                (message::table(ui, &label, &messages, false))
                (next_page(ui, &page.query, next.as_deref()))
            }
        }
    };
    Ok(WebPage::new(name_of(endpoint).to_owned(), body))
}

/// Until when the secret before the present one signs too.
fn old_secret(ui: &Ui, endpoint: &WebhookEndpoint) -> Option<String> {
    let (_, until) = endpoint.previous.as_ref().filter(|(_, until)| ui.now < *until)?;
    Some(ui.say("webhooks-old-secret", args![date = ui.date_and_clock(*until)]))
}

fn change_form(ui: &Ui, endpoint: &WebhookEndpoint) -> Markup {
    let action = format!("/webhooks/{}", endpoint.id);
    let form = FormView::new(ui, &action);
    html! {
        details.more open[form.is_kept()] {
            summary { (icon("i-edit")) (ui.text("webhooks-change")) }
            (form.post(html! {
                (endpoint_fields(&form, Some(endpoint)))
                div.form-actions { (form.submit(ui.text("common-save"))) }
            }))
        }
    }
}

/// The address that a browser shows after a new secret was made, loaded anew: the secret is not shown again.
pub(super) async fn back(page: PageRequest) -> Result<Done, Problem> {
    let mut read = page.read().await?;
    let endpoint = read.find_webhook_endpoint(page.scope.organization(), page.id()).await?;
    let endpoint = endpoint.ok_or_else(|| Problem::not_found("endpoint"))?;
    Ok(Done::to(format!("/webhooks/{}", endpoint.id)))
}

/// Answers with a page and no redirect: the new secret is on it, and nowhere else.
pub(super) async fn rotate(page: PageRequest) -> Result<Answer, Problem> {
    let mut write = page.write().await?;
    let (_, secret) = endpoints::rotate_secret(&page.app, &mut write, &page.actor(), page.id()).await?;
    write.commit().await?;
    Ok(Answer::Page(one(&page, Some(&secret)).await?))
}
