//! LiveKit servers: how each fares, what to do next, and its keys.

use maud::{Markup, html};
use secrecy::SecretString;

use crate::app::livekit::connect_checked::{self, CheckedConnection};
use crate::app::livekit::connection_state::ConnectionState;
use crate::app::livekit::connections::{self, ApiKeyPair, LivekitConnection};
use crate::app::livekit::server_check::check_server;
use crate::domain::time::Timestamp;
use crate::http::problem::Problem;
use crate::store::Write;
use crate::store::livekit::servers::LivekitKey;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::dialog::Dialog;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// Where a LiveKit server must send its webhooks, to be copied.
pub(super) fn webhook_address(page: &PageRequest) -> Markup {
    let ui = &page.ui;
    html! {
        div.card {
            p { (ui.text("connections-webhook-what")) }
            div.secret {
                code #webhook-address dir="ltr" translate="no" { (page.app.config.server.address()) "/webhooks/livekit" }
                button.button type="button" data-copy="webhook-address" { (icon("i-copy")) span { (ui.text("connections-copy")) } }
            }
        }
    }
}

pub(super) fn card(ui: &Ui, one: &LivekitConnection) -> Markup {
    let id = &one.server.id;
    let state = ConnectionState::of(&one.health);
    let class = match state {
        ConnectionState::Ok => "pill positive",
        ConnectionState::Failing => "pill negative",
        ConnectionState::Unverified => "pill amber",
    };
    let forget_action = format!("/connections/livekit/{id}/remove");
    let dialog = format!("forget-{id}");
    let forget = Dialog {
        id: &dialog,
        title: ui.say("connections-forget-server", args![name = &one.server.url]),
        what: ui.text("connections-forget-server-what"),
        fields: html! {},
        confirm: ui.text("connections-forget"),
        is_danger: true,
    };
    html! {
        article.card id=(format!("livekit-{id}")) {
            div.row.spread {
                h3 { bdi dir="ltr" translate="no" { (one.server.url) } }
                span class=(class) { (ui.word("connection", state.as_str())) }
            }
            p { (next_step(ui, one, state)) }
            (health(ui, one))
            (keys(ui, one))
            (key_form(ui, one))
            footer { (forget.opener(&ui.text("connections-forget"), "danger quiet")) }
            (forget.render(ui, FormView::new(ui, &forget_action)))
        }
    }
}

/// What to do next, in one sentence.
fn next_step(ui: &Ui, one: &LivekitConnection, state: ConnectionState) -> String {
    let health = &one.health;
    let is_usable = one.keys.iter().any(|key| key.retired_at.is_none_or(|at| at > ui.now));
    let is_webhook_refused =
        health.refused.as_ref().is_some_and(|(at, _)| health.webhook_at.is_none_or(|ok| *at > ok));
    ui.text(match state {
        _ if !is_usable => "connections-next-no-key",
        ConnectionState::Failing if is_webhook_refused => "connections-next-refused",
        ConnectionState::Failing => "connections-next-unreachable",
        ConnectionState::Unverified => "connections-next-silent",
        ConnectionState::Ok if health.webhook_at.is_none() => "connections-next-no-webhook",
        ConnectionState::Ok => "connections-next-nothing",
    })
}

fn health(ui: &Ui, one: &LivekitConnection) -> Markup {
    let health = &one.health;
    let at = |at: Option<Timestamp>| match at {
        Some(at) => ui.instant(at, &ui.date_and_clock(at)),
        None => html! { (ui.text("connections-never")) },
    };
    let told = |label: &str, told: &Option<(Timestamp, String)>| match told {
        None => html! {},
        Some((when, reason)) => html! {
            div { dt { (ui.text(label)) } dd {
                (at(Some(*when)))
                details.more { summary { (ui.text("connections-reason")) } p { bdi dir="auto" translate="no" { code { (ui.name(reason)) } } } }
            } }
        },
    };
    html! {
        dl.facts {
            div { dt { (ui.text("connections-last-webhook")) } dd { (at(health.webhook_at)) } }
            div { dt { (ui.text("connections-last-roster")) } dd { (at(health.answered_at)) } }
            div { dt { (ui.text("connections-verified")) } dd { (at(health.verified_at)) } }
            @if let Some(seconds) = health.seconds_ahead {
                div { dt { (ui.text("connections-clock")) } dd { (clock(ui, seconds)) } }
            }
            (told("connections-last-refused", &health.refused))
            (told("connections-last-failure", &health.failed))
        }
    }
}

fn clock(ui: &Ui, seconds_ahead: i64) -> String {
    match seconds_ahead {
        0.. => ui.say("connections-clock-ahead", args![seconds = seconds_ahead]),
        _ => ui.say("connections-clock-behind", args![seconds = -seconds_ahead]),
    }
}

fn keys(ui: &Ui, one: &LivekitConnection) -> Markup {
    html! {
        ul.list {
            @for (index, key) in one.keys.iter().enumerate() { (key_row(ui, one, key, index)) }
        }
    }
}

fn key_row(ui: &Ui, one: &LivekitConnection, key: &LivekitKey, index: usize) -> Markup {
    let action = format!("/connections/livekit/{}/keys/remove", one.server.id);
    let form = FormView::told_apart(ui, &action, "apiKey", &key.api_key);
    let dialog = format!("forget-key-{}-{index}", one.server.id);
    let forget = Dialog {
        id: &dialog,
        title: ui.say("connections-forget-key", args![name = &key.api_key]),
        what: ui.text("connections-forget-key-what"),
        fields: form.hidden("apiKey", &key.api_key),
        confirm: ui.text("connections-forget"),
        is_danger: true,
    };
    html! {
        li {
            span.what {
                (icon("i-key")) " " code translate="no" dir="ltr" { (ui.name(&key.api_key)) }
                span.sub {
                    (ui.say("connections-key-since", args![date = ui.date(key.created_at)]))
                    @if let Some(at) = key.retired_at {
                        " · " (ui.say("connections-key-until", args![date = ui.date_and_clock(at)]))
                    }
                }
            }
            (forget.opener(&ui.text("connections-forget"), "small quiet"))
            (forget.render(ui, form))
        }
    }
}

fn pair_fields(form: &FormView<'_>) -> Markup {
    let ui = form.ui;
    html! {
        (form.text("apiKey", ui.text("connections-api-key"), "").required().autocomplete("off"))
        (form.input("password", "secret", ui.text("connections-secret"), "").hint(ui.text("connections-secret-what")).required().autocomplete("off"))
        (form.checkbox("unverified", "1", ui.text("connections-unverified"), false))
    }
}

fn key_form(ui: &Ui, one: &LivekitConnection) -> Markup {
    let action = format!("/connections/livekit/{}/keys", one.server.id);
    let form = FormView::new(ui, &action);
    html! {
        details.more open[form.is_kept()] {
            summary { (ui.text("connections-new-key")) }
            (form.post(html! {
                p.muted { (ui.text("connections-new-key-what")) }
                (pair_fields(&form))
                (form.input("datetime-local", "othersRetireAt", ui.text("connections-others-retire"), "").hint(ui.text("connections-others-retire-what")))
                div.form-actions { (form.submit(ui.text("connections-check-and-save"))) }
            }))
        }
    }
}

pub(super) fn connect_form(ui: &Ui, is_first: bool) -> Markup {
    let form = FormView::new(ui, "/connections/livekit");
    html! {
        details.more.card open[form.is_kept() || is_first] {
            summary { (ui.text("connections-new-server")) }
            (form.post(html! {
                p.muted { (ui.text("connections-new-server-what")) }
                (form.text("url", ui.text("connections-address"), "").hint("wss://livekit.example.org").required())
                (pair_fields(&form))
                div.form-actions { (form.submit(ui.text("connections-check-and-save"))) }
            }))
        }
    }
}

/// The pair that was typed.
fn read_pair(page: &PageRequest) -> Result<ApiKeyPair, Problem> {
    let api_key = page.form.required("apiKey")?.to_owned();
    page.form.required("secret")?;
    Ok(ApiKeyPair { api_key, secret: SecretString::from(page.form.raw("secret").trim()) })
}

/// Which field a refusal is about.
fn at_field(problem: Problem) -> Problem {
    match problem.code {
        "invalid_url" | "livekit_unreachable" | "not_livekit" | "private_address" => problem.at_field("url"),
        "invalid_key" | "key_taken" | "unknown_key" | "key_refused" => problem.at_field("apiKey"),
        "invalid_secret" | "wrong_secret" => problem.at_field("secret"),
        _ => problem,
    }
}

fn refused(error: impl Into<Problem>) -> Problem {
    at_field(error.into())
}

pub(super) async fn connect(page: PageRequest) -> Result<Done, Problem> {
    let (url, pair, actor) = (page.form.required("url")?, read_pair(&page)?, page.actor());
    let check = match page.form.is_checked("unverified") {
        true => None,
        false => Some(check_server(&page.app, &actor, url, &pair).await.map_err(refused)?),
    };
    let mut write = page.write().await?;
    let connected = connect_checked::connect(&page.app, &mut write, &actor, url, &pair, check).await;
    commit(&page, write, connected.map_err(refused)?).await
}

pub(super) async fn add_key(page: PageRequest) -> Result<Done, Problem> {
    let (pair, actor) = (read_pair(&page)?, page.actor());
    let others = page.form.local_instant("othersRetireAt", page.ui.zone)?;
    let known = connections::find(&mut page.read().await?, actor.organization(), page.id()).await?;
    let check = match page.form.is_checked("unverified") {
        true => None,
        false => Some(check_server(&page.app, &actor, &known.server.url, &pair).await.map_err(refused)?),
    };
    let mut write = page.write().await?;
    let rotated =
        connect_checked::rotate(&page.app, &mut write, &actor, page.id(), &pair, others, check).await;
    commit(&page, write, rotated.map_err(refused)?).await
}

/// Says what was found, and makes a server that never sent a webhook send one.
async fn commit(page: &PageRequest, write: Write, connected: CheckedConnection) -> Result<Done, Problem> {
    let ui = &page.ui;
    let name = &connected.connection.server.url;
    let said = match (&connected.check, connected.connection.health.webhook_at) {
        (None, _) => ui.say("connections-saved-unverified", args![name = name]),
        (Some(_), Some(_)) => ui.say("connections-saved", args![name = name]),
        (Some(_), None) => ui.say("connections-saved-waiting", args![name = name]),
    };
    let done = page.commit_livekit_connections(write, Done::to("/connections").saying(said)).await?;
    connect_checked::after_commit(&page.app, page.scope.organization(), &connected);
    Ok(done)
}

pub(super) async fn remove(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    connections::disconnect(&mut write, &page.actor(), page.id()).await?;
    let done = Done::to("/connections").saying(page.ui.text("connections-forgot-server"));
    page.commit_livekit_connections(write, done).await
}

pub(super) async fn remove_key(page: PageRequest) -> Result<Done, Problem> {
    let key = page.form.required("apiKey")?;
    let mut write = page.write().await?;
    connections::delete_key(&mut write, &page.actor(), page.id(), key).await?;
    let done = Done::to("/connections").saying(page.ui.say("connections-forgot-key", args![name = key]));
    page.commit_livekit_connections(write, done).await
}
