//! `/webhooks`: the systems that are told by signed webhooks, whether each takes what it is sent, and adding one.

mod actions;
mod fields;
mod listed;
mod one;
mod state;

use maud::{Markup, html};

use self::fields::{address, endpoint_fields, event_list, read_fields, secret_box};
use self::listed::{ListedEndpoint, name_of};
use crate::app::notify::endpoints::{self, MAX_ENDPOINTS, NewEndpoint};
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::notification::endpoints::WebhookEndpoint;
use crate::text::args;
use crate::web::answer::Answer;
use crate::web::components::empty::empty;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

pub fn routes() -> Vec<Route> {
    vec![
        page("/webhooks", "Systems that are told").who(ADMINS).to(show),
        form("/webhooks", "Add an endpoint").who(ADMINS).to(create),
        page("/webhooks/{id}", "One endpoint, and what was sent to it").who(ADMINS).to(one::show),
        form("/webhooks/{id}", "Change an endpoint").who(ADMINS).to(actions::change),
        form("/webhooks/{id}/state", "Switch an endpoint off or on").who(ADMINS).to(actions::switch),
        form("/webhooks/{id}/test", "Send a message that tries an endpoint out")
            .who(ADMINS)
            .to(actions::test),
        page("/webhooks/{id}/rotate", "Back to the endpoint, where a new secret is made")
            .who(ADMINS)
            .to(one::back),
        form("/webhooks/{id}/rotate", "Give an endpoint a new secret").who(ADMINS).to(one::rotate),
        form("/webhooks/{id}/remove", "Remove an endpoint").who(ADMINS).to(actions::remove),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    list(&page, None).await
}

/// The list, with the secret of an endpoint that was just added above it.
async fn list(page: &PageRequest, made: Option<(&WebhookEndpoint, &str)>) -> Result<WebPage, Problem> {
    let (ui, organization) = (&page.ui, page.scope.organization());
    let mut read = page.read().await?;
    let mut all = Vec::new();
    for endpoint in read.all_webhook_endpoints(organization).await? {
        all.push(ListedEndpoint::load(&mut read, organization, endpoint).await?);
    }
    let title = ui.text("webhooks-title");
    let body = html! {
        div.page-head { h1 { (title) } }
        p.answer { (answer(ui, &all)) }
        @if let Some((endpoint, secret)) = made {
            (secret_box(ui, &ui.say("webhooks-added", args![name = name_of(endpoint)]), secret, None))
        }
        @if all.is_empty() {
            (empty("i-plug", &ui.text("webhooks-empty"), &ui.text("webhooks-empty-what"), html! {}))
        } @else {
            @for one in &all { (card(ui, one)) }
        }
        // Beside a new secret there is no form: the script would keep in it what was typed.
        @if all.len() < MAX_ENDPOINTS && made.is_none() { (new_form(ui, all.is_empty())) }
        p { a href="/docs" { (ui.text("webhooks-docs")) (icon("i-external")) } }
    };
    Ok(WebPage::new(title, body))
}

fn answer(ui: &Ui, all: &[ListedEndpoint]) -> String {
    let needing = all.iter().filter(|one| one.state().needs_somebody()).count();
    match (all.len(), needing) {
        (0, _) => ui.text("webhooks-answer-none"),
        (count, 0) => ui.say("webhooks-answer-good", args![count = count]),
        (_, count) => ui.say("webhooks-answer-failing", args![count = count]),
    }
}

fn card(ui: &Ui, one: &ListedEndpoint) -> Markup {
    let ListedEndpoint { endpoint, newest } = one;
    let state = one.state();
    html! {
        article.card id=(format!("endpoint-{}", endpoint.id)) {
            div.row.spread {
                h2 { a href=(format!("/webhooks/{}", endpoint.id)) {
                    @match &endpoint.description {
                        Some(description) => (ui.name(description)),
                        None => (address(&endpoint.url)),
                    }
                } }
                (state.pill(ui))
            }
            p { (state.sentence(ui, endpoint, newest.as_ref())) }
            dl.facts {
                @if endpoint.description.is_some() {
                    div { dt { (ui.text("webhooks-url")) } dd { (address(&endpoint.url)) } }
                }
                div { dt { (ui.text("webhooks-events")) } dd { (event_list(ui, &endpoint.events)) } }
            }
            footer { (actions::buttons(ui, endpoint)) }
        }
    }
}

fn new_form(ui: &Ui, is_first: bool) -> Markup {
    let form = FormView::new(ui, "/webhooks");
    html! {
        details.more.card open[is_first || form.is_kept()] {
            summary { (icon("i-plus")) (ui.text("webhooks-new")) }
            (form.post(html! {
                p.muted { (ui.text("webhooks-new-what")) }
                (endpoint_fields(&form, None))
                div.form-actions { (form.submit(ui.text("webhooks-add"))) }
            }))
        }
    }
}

/// Answers with a page and no redirect: the secret is on it, and nowhere else.
async fn create(page: PageRequest) -> Result<Answer, Problem> {
    let (url, events, description) = read_fields(&page.form)?;
    let mut write = page.write().await?;
    let new = NewEndpoint { url, events, description };
    let added = endpoints::add(&page.app, &mut write, &page.actor(), new).await;
    let (endpoint, secret) = added.map_err(fields::at_url)?;
    // As with tokens, a crash before the page is saved costs an endpoint whose secret nobody knows.
    write.commit().await?;
    Ok(Answer::Page(list(&page, Some((&endpoint, &secret))).await?))
}

#[cfg(test)]
mod tests;
