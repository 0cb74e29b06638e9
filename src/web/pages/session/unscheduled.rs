//! `/sessions/{id}` of a session drawn from a subscription that has no time yet: whose it is, and the form that gives it one.

use maud::html;

use crate::app::subscription::unscheduled::ListedUnscheduled;
use crate::domain::session::Status;
use crate::http::roles::{SESSION_EDITORS, SUBSCRIPTION_READERS};
use crate::text::args;
use crate::web::components::session::kind_and_format;
use crate::web::components::subscription::give_time;
use crate::web::page::WebPage;
use crate::web::route::PageRequest;

pub fn show(page: &PageRequest, found: &ListedUnscheduled) -> WebPage {
    let ui = &page.ui;
    let session = &found.session;
    let name = |id: &str| found.names.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let title = kind_and_format(ui, session.kind, session.format);
    let editing = page.caller.scope(SESSION_EDITORS);
    let is_editor = editing.is_some_and(|scope| scope.covers_whole_session(Some(&session.teacher)));
    let body = html! {
        nav.crumbs { a href="/sessions" { (ui.text("session-all")) } }
        div.page-head { h1 { (title) } span.pill { (ui.word("status", Status::Unscheduled.as_str())) } }
        p.answer { (ui.say("session-unscheduled", args![name = name(&session.person)])) }
        section.card {
            dl.facts {
                div { dt { (ui.word("role", "teacher")) } dd { (ui.name(&name(&session.teacher))) } }
                div { dt { (ui.word("role", "student")) } dd { (ui.name(&name(&session.person))) } }
                @if ui.may(SUBSCRIPTION_READERS) {
                    div { dt { (ui.text("subscription-mine")) } dd {
                        a href=(format!("/subscriptions/{}", session.subscription_id)) { (ui.text("session-unscheduled-ledger")) }
                    } }
                }
            }
            @if is_editor {
                p.muted { (ui.text("session-unscheduled-what")) }
                (give_time(ui, session))
            }
        }
    };
    WebPage::new(title, body)
}
