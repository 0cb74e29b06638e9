//! `/subscriptions/{id}`: what is left, and the ledger of how it came to that; every row opens its session.

use maud::{Markup, html};

use super::packages::{kinds, read_count, read_kind};
use super::parts::{at_its_field, banner, crumbs};
use crate::app::subscription::list::{self, SubscriptionLedger};
use crate::app::subscription::subscriptions::{self, SubscriptionChange};
use crate::domain::people::validated_text::ReasonText;
use crate::domain::session::Kind;
use crate::domain::subscription::MAX_SESSIONS;
use crate::http::problem::Problem;
use crate::http::roles::{ADMINS, SUBSCRIPTION_READERS};
use crate::http::route::Route;
use crate::store::subscription::entries::StoredEntry;
use crate::text::{args, without_controls};
use crate::web::answer::Done;
use crate::web::components::dialog::Dialog;
use crate::web::components::field::FormView;
use crate::web::components::session::session_title;
use crate::web::components::subscription::{balance, days, give_time, kind_of, sign, what_for};
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

/// Sessions without a time that are shown; the next ones follow once these have theirs.
const MOST_UNSCHEDULED: usize = 6;

pub fn routes() -> Vec<Route> {
    vec![
        page("/subscriptions/{id}", "One subscription, with its ledger").who(SUBSCRIPTION_READERS).to(show),
        form("/subscriptions/{id}", "Change what a subscription is for").who(ADMINS).to(change),
        form("/subscriptions/{id}/entries", "Correct the balance").who(ADMINS).to(correct),
    ]
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let ledger = list::ledger(&mut page.read().await?, &page.scope, page.id()).await?;
    let subscription = &ledger.listed.stored.account.subscription;
    let name = ledger.listed.person_name.as_deref().unwrap_or(&subscription.person);
    let is_admin = ui.may(ADMINS);
    let address = format!("/subscriptions/{}", subscription.id);
    let entries = format!("{address}/entries");
    let (changing, correcting) = (FormView::new(ui, &address), FormView::new(ui, &entries));
    let has_ended = ledger.listed.has_ended(ui.today());
    let change = change_dialog(ui, &ledger, &changing);
    let correction = correction_dialog(ui, &correcting);
    let body = html! {
        (crumbs(ui, html! { (ui.name(name)) }))
        div.page-head {
            h1 { (ui.name(name)) " · " (ui.name(&what_for(ui, &ledger.listed))) }
            div.actions {
                @if is_admin {
                    @if !has_ended { (correction.opener(&ui.text("subscriptions-correct"), "")) }
                    (change.opener(&ui.text("subscriptions-change"), ""))
                }
            }
        }
        p.answer { (answer(ui, &ledger)) " " (sign(ui, &ledger.listed)) }
        section.card {
            p { (balance(ui, &ledger.listed)) }
            (facts(ui, &ledger, name))
        }
        (unscheduled(ui, &ledger, is_admin))
        (entries_table(ui, &ledger))
        @if is_admin {
            (change.render(ui, changing))
            @if !has_ended { (correction.render(ui, correcting)) }
        }
    };
    Ok(WebPage::new(without_controls(name), body))
}

/// How many are left, and how long they can be used.
fn answer(ui: &Ui, ledger: &SubscriptionLedger) -> String {
    let account = &ledger.listed.stored.account;
    let left = account.balance.left();
    let Some(until) = account.subscription.valid_until else {
        return ui.say("subscriptions-left-open", args![count = left]);
    };
    let until = ui.formats().date(until);
    if ledger.listed.has_ended(ui.today()) {
        let lapsed = -account.balance.lapsed;
        return ui.say("subscriptions-ended-on", args![until = until, count = lapsed]);
    }
    ui.say("subscriptions-left-until", args![count = left, until = until])
}

fn facts(ui: &Ui, ledger: &SubscriptionLedger, name: &str) -> Markup {
    let stored = &ledger.listed.stored;
    let subscription = &stored.account.subscription;
    html! {
        dl.facts {
            div { dt { (ui.text("subscriptions-person")) } dd {
                @if ui.may(ADMINS) {
                    a href=(format!("/people/{}", subscription.person)) { (ui.name(name)) }
                } @else { (ui.name(name)) }
            } }
            div { dt { (ui.text("subscriptions-kind")) } dd { (kind_of(ui, subscription.kind)) } }
            div { dt { (ui.text("subscriptions-days")) } dd { (days(ui, subscription)) } }
            div { dt { (ui.text("subscriptions-granted")) } dd { (ui.number(subscription.granted)) } }
            div { dt { (ui.text("subscriptions-used")) } dd { (ui.number(stored.account.balance.used())) } }
            @if let Some(minutes) = stored.duration_minutes {
                div { dt { (ui.text("subscriptions-minutes")) } dd { (ui.number(minutes)) } }
            }
        }
    }
}

/// The sessions that wait for a time.
fn unscheduled(ui: &Ui, ledger: &SubscriptionLedger, is_admin: bool) -> Markup {
    let all = &ledger.unscheduled;
    html! {
        @if !all.is_empty() {
            section.section #unscheduled {
                h2 { (ui.say("subscriptions-unscheduled", args![count = all.len()])) }
                @if ledger.listed.has_ended(ui.today()) {
                    (banner("amber", &ui.text("subscriptions-unscheduled-ended")))
                }
                ul.list {
                    @for one in all.iter().take(MOST_UNSCHEDULED) {
                        li {
                            span.what {
                                a.row-link href=(format!("/sessions/{}", one.id)) {
                                    (ui.word("kind", one.kind.as_str())) " · " (ui.word("format", one.format.as_str()))
                                }
                                span.sub { (ui.name(ledger.names.get(&one.teacher).unwrap_or(&one.teacher))) }
                            }
                            @if is_admin { (give_time(ui, one)) }
                        }
                    }
                }
                @if all.len() > MOST_UNSCHEDULED {
                    p.muted { (ui.say("common-and-more", args![count = all.len() - MOST_UNSCHEDULED])) }
                }
            }
        }
    }
}

fn entries_table(ui: &Ui, ledger: &SubscriptionLedger) -> Markup {
    let subscription = &ledger.listed.stored.account.subscription;
    let mut left = subscription.granted;
    let rows: Vec<(&StoredEntry, i64)> = ledger
        .entries
        .iter()
        .map(|one| {
            left += one.entry.change;
            (one, left)
        })
        .collect();
    html! {
        section.section #ledger {
            h2 { (ui.text("subscriptions-ledger")) }
            div.scroll tabindex="0" role="region" aria-label=(ui.text("subscriptions-ledger")) { table.table.dense.cards-on-phone {
                thead { tr {
                    th scope="col" { (ui.text("subscriptions-entry")) }
                    th scope="col" { (ui.text("subscriptions-when")) }
                    th.num scope="col" { (ui.text("subscriptions-entry-change")) }
                    th.num scope="col" { (ui.text("subscriptions-left")) }
                } }
                tbody {
                    @for (one, left) in rows.iter().rev() { (entry_row(ui, ledger, one, *left)) }
                    tr {
                        td { (ui.text("subscriptions-granted")) }
                        td data-label=(ui.text("subscriptions-when")) {
                            (ui.instant(subscription.created_at, &ui.date_and_clock(subscription.created_at)))
                        }
                        td.num data-label=(ui.text("subscriptions-entry-change")) { (change_text(ui, subscription.granted)) }
                        td.num data-label=(ui.text("subscriptions-left")) { (ui.number(subscription.granted)) }
                    }
                }
            } }
        }
    }
}

fn entry_row(ui: &Ui, ledger: &SubscriptionLedger, one: &StoredEntry, left: i64) -> Markup {
    let entry = &one.entry;
    html! {
        tr {
            td {
                @match &entry.session_id {
                    Some(id) => {
                        a.row-link href=(format!("/sessions/{id}")) {
                            @match ledger.sessions.get(id) {
                                Some(session) => {
                                    (ui.name(&session_title(ui, session))) ", "
                                    bdi { (ui.day(session.session.start)) " " (ui.clock(session.session.start)) }
                                }
                                None => { code translate="no" { (id) } }
                            }
                        }
                        span.sub { (ui.word("ledger", entry.cause.as_str())) }
                    }
                    None => {
                        (ui.word("ledger", entry.cause.as_str()))
                        @if let Some(reason) = &entry.reason {
                            span.sub.entry-reason {
                                (ui.name(reason))
                                @if let Some(actor) = &entry.actor_id {
                                    " · " (ui.name(ledger.names.get(actor).unwrap_or(actor)))
                                }
                            }
                        }
                    }
                }
            }
            td data-label=(ui.text("subscriptions-when")) { (ui.instant(entry.at, &ui.date_and_clock(entry.at))) }
            td.num data-label=(ui.text("subscriptions-entry-change")) { (change_text(ui, entry.change)) }
            td.num data-label=(ui.text("subscriptions-left")) { (ui.number(left)) }
        }
    }
}

/// `+1` or `−1`, whichever way the language runs.
fn change_text(ui: &Ui, change: i64) -> Markup {
    let sign = if change < 0 { "−" } else { "+" };
    html! { bdi.entry-change dir="ltr" { (sign) (ui.number(change.abs())) } }
}

fn correction_dialog<'a>(ui: &Ui, form: &FormView<'_>) -> Dialog<'a> {
    Dialog {
        id: "correct-subscription",
        title: ui.text("subscriptions-correct"),
        what: ui.text("subscriptions-correct-what"),
        fields: html! {
            (form.text("change", ui.text("subscriptions-correct-change"), "").required()
                .hint(ui.text("subscriptions-correct-hint")))
            (form.text("reason", ui.text("subscriptions-correct-reason"), "").required())
        },
        confirm: ui.text("subscriptions-correct-confirm"),
        is_danger: false,
    }
}

fn change_dialog<'a>(ui: &Ui, ledger: &SubscriptionLedger, form: &FormView<'_>) -> Dialog<'a> {
    let subscription = &ledger.listed.stored.account.subscription;
    let (sessions, from) = (subscription.granted.to_string(), subscription.valid_from.to_string());
    let until = subscription.valid_until.map(|day| day.to_string()).unwrap_or_default();
    Dialog {
        id: "change-subscription",
        title: ui.text("subscriptions-change"),
        what: ui.text("subscriptions-change-what"),
        fields: html! {
            (form.input("number", "sessions", ui.text("subscriptions-granted"), &sessions).required())
            (form.select("kind", ui.text("subscriptions-kind"), &kinds(ui), subscription.kind.map_or("", Kind::as_str)))
            (form.input("date", "valid_from", ui.text("subscriptions-from"), &from).required())
            (form.input("date", "valid_until", ui.text("subscriptions-until"), &until)
                .hint(ui.text("subscriptions-until-hint")))
        },
        confirm: ui.text("common-save"),
        is_danger: false,
    }
}

async fn change(page: PageRequest) -> Result<Done, Problem> {
    let (ui, fields) = (&page.ui, &page.form);
    let missing = |name: &str| Problem::invalid("field_missing", "This field is needed.").at_field(name);
    fields.required("sessions")?;
    let change = SubscriptionChange {
        kind: Some(read_kind(fields)?),
        sessions: read_count(ui, fields, "sessions", MAX_SESSIONS)?,
        valid_from: Some(fields.day("valid_from")?.ok_or_else(|| missing("valid_from"))?),
        valid_until: Some(fields.day("valid_until")?),
        ..SubscriptionChange::default()
    };
    let mut write = page.write().await?;
    let changed =
        subscriptions::change(&mut write, &page.actor(), page.id(), change).await.map_err(at_its_field)?;
    let said = ui.say("subscriptions-changed", args![count = changed.covers_earlier]);
    page.commit(write, Done::to(format!("/subscriptions/{}", page.id())).saying(said)).await
}

async fn correct(page: PageRequest) -> Result<Done, Problem> {
    let (ui, fields) = (&page.ui, &page.form);
    let change = read_change(fields.required("change")?)
        .ok_or_else(|| ui.refuse("subscriptions-bad-change", "change"))?;
    let reason = ReasonText::parse(fields.required("reason")?)
        .map_err(|_| ui.refuse("subscriptions-bad-reason", "reason"))?;
    let mut write = page.write().await?;
    let corrected = subscriptions::correct(&mut write, &page.actor(), page.id(), change, reason)
        .await
        .map_err(at_its_field)?;
    let said = ui.say("subscriptions-corrected", args![count = corrected.account.balance.left()]);
    page.commit(write, Done::to(format!("/subscriptions/{}", page.id())).saying(said)).await
}

/// `2`, `+2`, `-1`, `−1`, in whatever digits they are typed.
fn read_change(text: &str) -> Option<i64> {
    let digits = crate::web::ui::fields::latin_digits(text);
    let plain: String =
        digits.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200e}' | '\u{200f}')).collect();
    plain.replace('−', "-").parse().ok()
}
