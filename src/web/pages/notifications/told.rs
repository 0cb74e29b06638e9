//! What somebody was told, as sentences.

use maud::{Markup, html};

use crate::app::notify::inbox::InboxFact;
use crate::domain::evidence::manual::Direction;
use crate::domain::notification::event::NotificationEvent;
use crate::domain::notification::fact::{Claim, Correction, FactContent, VisitEdge};
use crate::domain::time::Timestamp;
use crate::http::roles::{FINANCE, SESSION_READERS};
use crate::text::args;
use crate::web::components::icon::icon;
use crate::web::components::message::session_title;
use crate::web::ui::Ui;

/// The list, the newest first.
pub(super) fn told_list(ui: &Ui, facts: &[InboxFact], is_new: impl Fn(Timestamp) -> bool) -> Markup {
    html! {
        ul.list.told {
            @for one in facts {
                li {
                    (icon(symbol(one.fact.event())))
                    span.what {
                        @match address(ui, &one.fact.content) {
                            Some(address) => a.row-link href=(address) { (sentence(ui, one)) },
                            None => (sentence(ui, one)),
                        }
                        @if let Some(reason) = reason(&one.fact.content) { span.sub { bdi { (ui.name(reason)) } } }
                        span.sub { (ui.instant(one.told_at, &when(ui, one.told_at))) }
                    }
                    @if is_new(one.told_at) { span.pill.accent { (ui.text("notifications-new")) } }
                }
            }
        }
    }
}

fn symbol(event: NotificationEvent) -> &'static str {
    match event {
        NotificationEvent::Arrival | NotificationEvent::Departure => "i-door",
        NotificationEvent::SessionArrival | NotificationEvent::SessionDeparture => "i-person",
        NotificationEvent::Absence => "i-warning",
        NotificationEvent::Late => "i-clock",
        NotificationEvent::Correction => "i-edit",
        NotificationEvent::SessionCancelled => "i-cross",
        NotificationEvent::SessionMoved => "i-calendar",
        NotificationEvent::LowBalance => "i-ticket",
        NotificationEvent::MoneyHeld => "i-money",
        NotificationEvent::PlatformSilent => "i-plug",
    }
}

/// Where more stands about it, for whoever may open that.
fn address(ui: &Ui, content: &FactContent) -> Option<String> {
    let session = content.session().filter(|_| ui.may(SESSION_READERS));
    let subscription = match content {
        FactContent::LowBalance { subscription_id, .. } => Some(subscription_id),
        _ => None,
    };
    match (session, subscription) {
        (Some(session), _) => Some(format!("/sessions/{}", session.session_id)),
        (None, Some(id)) => Some(format!("/subscriptions/{id}")),
        (None, None) => {
            let is_platform = matches!(content, FactContent::PlatformSilent { .. }) && ui.may(FINANCE);
            is_platform.then(|| "/connections".to_owned())
        }
    }
}

/// What somebody said about it.
fn reason(content: &FactContent) -> Option<&str> {
    match content {
        FactContent::SessionCancelled { reason, .. } | FactContent::SessionMoved { reason, .. } => {
            reason.as_deref()
        }
        FactContent::Correction { of: Correction::Verdict { statement, .. } } => statement.as_deref(),
        _ => None,
    }
}

fn when(ui: &Ui, at: Timestamp) -> String {
    if ui.day_of(at) == ui.today() { ui.clock(at) } else { day_and_clock(ui, at) }
}

fn day_and_clock(ui: &Ui, at: Timestamp) -> String {
    format!("{}, {}", ui.day(at), ui.clock(at))
}

fn sentence(ui: &Ui, told: &InboxFact) -> String {
    let name = told.person_name.clone().unwrap_or_else(|| ui.text("notifications-nobody"));
    let venue = told.venue_name.clone().unwrap_or_else(|| ui.text("notifications-somewhere"));
    match &told.fact.content {
        FactContent::Arrival { at, .. } => {
            ui.say("notifications-told-arrival", args![name = name, venue = venue, time = ui.clock(*at)])
        }
        FactContent::Departure { at, .. } => {
            ui.say("notifications-told-departure", args![name = name, venue = venue, time = ui.clock(*at)])
        }
        FactContent::SessionArrival { session, at } => ui.say(
            "notifications-told-joined",
            args![name = name, session = session_title(ui, session), time = ui.clock(*at)],
        ),
        FactContent::SessionDeparture { session, at } => ui.say(
            "notifications-told-left",
            args![name = name, session = session_title(ui, session), time = ui.clock(*at)],
        ),
        FactContent::Absence { session } => ui.say(
            "notifications-told-absence",
            args![name = name, session = session_title(ui, session), day = ui.day(session.start)],
        ),
        FactContent::Late { session, late_seconds, .. } => ui.say(
            "notifications-told-late",
            args![
                name = name,
                session = session_title(ui, session),
                day = ui.day(session.start),
                late = late(ui, *late_seconds)
            ],
        ),
        FactContent::Correction { of } => corrected(ui, told, of, name, venue),
        FactContent::SessionCancelled { session, .. } => ui.say(
            "notifications-cancelled",
            args![
                session = session_title(ui, session),
                day = ui.day(session.start),
                time = ui.clock(session.start)
            ],
        ),
        FactContent::SessionMoved { session, previous_start, .. } => ui.say(
            "notifications-moved",
            args![
                session = session_title(ui, session),
                before = day_and_clock(ui, *previous_start),
                after = day_and_clock(ui, session.start)
            ],
        ),
        FactContent::LowBalance { left, .. } => {
            ui.say("notifications-left", args![name = name, left = *left])
        }
        FactContent::MoneyHeld { session, blocked } => ui.say(
            "notifications-held",
            args![
                session = session_title(ui, session),
                day = ui.day(session.start),
                why = ui.word("blocked", blocked.as_str())
            ],
        ),
        FactContent::PlatformSilent { platform, name, .. } => {
            let platform = ui.word("platform", platform);
            ui.say("notifications-silent", args![platform = platform, detail = name])
        }
    }
}

fn corrected(ui: &Ui, told: &InboxFact, of: &Correction, name: String, venue: String) -> String {
    match of {
        Correction::Verdict { session, told, now, .. } => ui.say(
            "notifications-corrected",
            args![
                name = name,
                session = session_title(ui, session),
                day = ui.day(session.start),
                now = claim(ui, *now),
                told = claim(ui, *told)
            ],
        ),
        Correction::Visit { now, .. } => {
            let day = ui.day(told.fact.occurred_at);
            if now.is_empty() {
                return ui
                    .say("notifications-corrected-visit-none", args![name = name, venue = venue, day = day]);
            }
            let edges: Vec<String> = now.iter().map(|one| edge(ui, *one)).collect();
            let edges = edges.join(", ");
            ui.say(
                "notifications-corrected-visit",
                args![name = name, venue = venue, day = day, edges = edges],
            )
        }
    }
}

fn edge(ui: &Ui, edge: VisitEdge) -> String {
    match edge.direction {
        Direction::In => ui.say("notifications-edge-in", args![time = ui.clock(edge.at)]),
        Direction::Out => ui.say("notifications-edge-out", args![time = ui.clock(edge.at)]),
    }
}

fn claim(ui: &Ui, claim: Claim) -> String {
    let outcome = claim.outcome.map(|outcome| ui.word("outcome", outcome.as_str()));
    let late = claim.late_seconds.map(|seconds| late(ui, seconds));
    match (outcome, late) {
        (Some(outcome), Some(late)) => format!("{outcome}, {late}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => ui.text("notifications-claim-came"),
    }
}

fn late(ui: &Ui, seconds: i64) -> String {
    ui.say("notifications-claim-late", args![minutes = seconds / 60])
}
