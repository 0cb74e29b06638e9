//! Organisers whose Meet calls are read: who, whether it works, and how to connect one again.

use maud::{Markup, html};

use crate::app::meet::connections;
use crate::domain::time::HOUR;
use crate::http::problem::Problem;
use crate::store::meet::connections::{ConsentState, CredentialKind, GoogleConnection};
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::dialog::Dialog;
use crate::web::components::empty::empty;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// Where Google leads the browser back to: the API's own address.
const CALLBACK: &str = "/api/v1/connections/google/callback";

/// Whether Google refuses an organiser.
fn is_refused(one: &GoogleConnection) -> bool {
    matches!(one.state, ConsentState::NeedsReconnect { .. })
}

/// Whether somebody must do something: Google refuses the organiser, or nothing could be read for an hour.
pub(super) fn needs_somebody(one: &GoogleConnection) -> bool {
    let stuck = one.failed_at.zip(one.succeeded_at.or(Some(one.created_at)));
    is_refused(one) || (one.failure.is_some() && stuck.is_some_and(|(failed, read)| read.plus(HOUR) < failed))
}

pub(super) fn section(page: &PageRequest, organizers: &[GoogleConnection]) -> Markup {
    let ui = &page.ui;
    let may_consent = !page.app.config.google.client_id.is_empty();
    html! {
        @if organizers.is_empty() {
            (empty("i-plug", &ui.text("connections-no-organizer"), &ui.text("connections-no-organizer-what"), html! {}))
        } @else {
            @for one in organizers { (card(ui, one, may_consent)) }
        }
        @if may_consent {
            div.card {
                p { (ui.text("connections-consent-what")) }
                p { a.button.primary href="/connections/google/consent" { (ui.text("connections-consent")) (icon("i-external")) } }
            }
        } @else {
            div.banner { (icon("i-question")) p { (ui.text("connections-no-client")) " " code translate="no" { "google.client_id" } } }
        }
        (account_form(ui))
    }
}

fn card(ui: &Ui, one: &GoogleConnection, may_consent: bool) -> Markup {
    let (class, state) = match &one.state {
        ConsentState::NeedsReconnect { .. } => ("pill negative", "needs_reconnect"),
        ConsentState::Connected if one.failure.is_some() => ("pill amber", "failing"),
        ConsentState::Connected => ("pill positive", "connected"),
    };
    let id: String = url::form_urlencoded::byte_serialize(one.email.as_bytes()).collect();
    let action = format!("/connections/google/{id}/remove");
    let dialog = format!("forget-{}", hex::encode(&one.email));
    let forget = Dialog {
        id: &dialog,
        title: ui.say("connections-forget-organizer", args![name = &one.email]),
        what: ui.text("connections-forget-organizer-what"),
        fields: html! {},
        confirm: ui.text("connections-forget"),
        is_danger: true,
    };
    let reason = match &one.state {
        ConsentState::NeedsReconnect { reason } => Some(reason),
        ConsentState::Connected => one.failure.as_ref(),
    };
    html! {
        article.card {
            div.row.spread {
                h3 { bdi dir="ltr" translate="no" { (ui.name(&one.email)) } }
                span class=(class) { (ui.word("connection", state)) }
            }
            p { (next_step(ui, one)) }
            dl.facts {
                div { dt { (ui.text("connections-kind")) } dd { (ui.word("connection", one.kind.as_str())) } }
                div { dt { (ui.text("connections-last-read")) } dd { @match one.succeeded_at {
                    Some(at) => { (ui.instant(at, &ui.date_and_clock(at))) },
                    None => (ui.text("connections-never")),
                } } }
                @if let Some(at) = one.failed_at {
                    div { dt { (ui.text("connections-last-failure")) } dd { (ui.instant(at, &ui.date_and_clock(at))) } }
                }
            }
            @if let Some(reason) = reason {
                details.more {
                    summary { (ui.text("connections-reason")) }
                    p { bdi dir="auto" translate="no" { code { (ui.name(reason)) } } }
                }
            }
            footer {
                @if may_consent && one.kind == CredentialKind::Consent && is_refused(one) {
                    a.button.primary href="/connections/google/consent" { (ui.text("connections-reconnect")) (icon("i-external")) }
                }
                (forget.opener(&ui.text("connections-forget"), "danger quiet"))
            }
            (forget.render(ui, FormView::new(ui, &action)))
        }
    }
}

fn next_step(ui: &Ui, one: &GoogleConnection) -> String {
    ui.text(match (&one.state, one.kind) {
        (ConsentState::NeedsReconnect { .. }, CredentialKind::Consent) => "connections-next-consent",
        (ConsentState::NeedsReconnect { .. }, CredentialKind::ServiceAccount) => "connections-next-account",
        (ConsentState::Connected, _) if needs_somebody(one) => "connections-next-google-stuck",
        (ConsentState::Connected, _) if one.failure.is_some() => "connections-next-google-wait",
        (ConsentState::Connected, _) => "connections-next-nothing-google",
    })
}

fn account_form(ui: &Ui) -> Markup {
    let form = FormView::new(ui, "/connections/google");
    html! {
        details.more.card open[form.is_kept()] {
            summary { (ui.text("connections-service-account")) }
            (form.post(html! {
                p.muted { (ui.text("connections-service-account-what")) }
                (form.input("email", "email", ui.text("connections-organizer"), "").required().autocomplete("off"))
                (form.textarea("key_file", ui.text("connections-key-file"), "").hint(ui.text("connections-key-file-what")).required())
                div.form-actions { (form.submit(ui.text("connections-check-and-save"))) }
            }))
        }
    }
}

pub(super) async fn create(page: PageRequest) -> Result<Done, Problem> {
    let (email, key_file, actor) =
        (page.form.required("email")?, page.form.required("key_file")?, page.actor());
    let tried = connections::try_service_account(&page.app, &actor, key_file, email).await;
    let connection = tried.map_err(|error| {
        let problem = Problem::from(error);
        match problem.code {
            "invalid_email" => problem.at_field("email"),
            "invalid_key_file" => problem.at_field("key_file"),
            _ => problem,
        }
    })?;
    let mut write = page.write().await?;
    connections::save_connection(&mut write, &actor, &connection).await?;
    let said = page.ui.say("connections-saved-organizer", args![name = &connection.email]);
    page.commit(write, Done::to("/connections").saying(said)).await
}

/// A link and no form: a browser does not let a form lead elsewhere (`form-action 'self'`).
pub(super) async fn begin_consent(page: PageRequest) -> Result<Done, Problem> {
    let redirect = format!("{}{CALLBACK}", page.app.config.server.address());
    Ok(Done::to(connections::begin_consent(&page.app, page.scope.organization(), &redirect)?))
}

pub(super) async fn remove(page: PageRequest) -> Result<Done, Problem> {
    connections::disconnect(&page.app, &page.actor(), page.id()).await?;
    Ok(Done::to("/connections").saying(page.ui.say("connections-forgot-organizer", args![name = page.id()])))
}
