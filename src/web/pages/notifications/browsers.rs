//! The browsers that take messages: allowing this one is the script's work (`assets/js/push.js`), taking one away a form.

use maud::{Markup, html};

use crate::app::notify::push_subscriptions;
use crate::http::problem::Problem;
use crate::store::notification::push_subscriptions::StoredPushSubscription;
use crate::text::{args, whole_without_controls};
use crate::web::answer::Done;
use crate::web::components::browser::browser_name;
use crate::web::components::field::hidden_fields;
use crate::web::components::icon::icon;
use crate::web::route::PageRequest;

/// The card. What the script may say stands in it, unseen until it is so.
pub(super) fn section(page: &PageRequest, all: &[StoredPushSubscription], is_wanted: bool) -> Markup {
    let ui = &page.ui;
    html! {
        section.card #browsers data-push=(page.app.secrets.push_public_key()) {
            h2 { (ui.text("notifications-browsers")) }
            p.muted { (ui.text("notifications-browsers-what")) }
            @if all.is_empty() && is_wanted {
                div.banner.amber { (icon("i-warning")) p { (ui.text("notifications-browsers-ticked")) } }
            } @else if all.is_empty() {
                p { (ui.text("notifications-browsers-none")) }
            } @else {
                ul.list { @for one in all { (row(page, one)) } }
            }
            div role="status" {
                p.hint data-push-unable hidden { (ui.text("notifications-browsers-unable")) }
                p.hint data-push-blocked hidden { (ui.text("notifications-browsers-blocked")) }
                p.hint data-push-failed hidden { (ui.text("notifications-browsers-failed")) }
            }
            footer data-push-allow hidden {
                button.button type="button" { (icon("i-bell")) (ui.text("notifications-browsers-allow")) }
            }
        }
    }
}

fn row(page: &PageRequest, one: &StoredPushSubscription) -> Markup {
    let ui = &page.ui;
    let device = one.device.as_deref().unwrap_or_default();
    html! {
        li data-endpoint=(one.endpoint) {
            span.what {
                strong { bdi title=(whole_without_controls(device)) { (browser_name(ui, device)) } }
                " " span.pill.positive data-push-this hidden { (ui.text("notifications-browsers-this")) }
                span.sub { (ui.say("notifications-browser-since", args![date = ui.date(one.created_at)])) }
            }
            form method="post" action=(format!("/me/notifications/browsers/{}/remove", one.id)) data-inplace {
                (hidden_fields(ui))
                button.button.small { (ui.text("notifications-browsers-remove")) }
            }
        }
    }
}

pub(super) async fn remove(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    push_subscriptions::remove(&mut write, &page.actor_at_home(), page.id()).await?;
    let said = page.ui.text("notifications-browser-gone");
    page.commit(write, Done::to("/me/notifications#browsers").saying(said)).await
}
