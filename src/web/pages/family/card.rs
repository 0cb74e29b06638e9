//! One child: where they are, how it went lately, what comes next.

use std::sync::Arc;

use maud::{Markup, html};

use super::load::{ChildToday, FamilyView};
use crate::app::live::{LivePerson, LiveSession};
use crate::app::session::history::{PastLesson, counts_since};
use crate::domain::board::person_state::PersonState;
use crate::domain::session::Status;
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Outcome;
use crate::http::roles::RECEPTION;
use crate::text::args;
use crate::web::components::history::{
    minutes, session_address, title_or_kind, today_list, upcoming_list, verdict_of, verdict_row,
};
use crate::web::components::icon::icon;
use crate::web::components::subscription::own_section;
use crate::web::ui::Ui;

/// Shapes in the row of the last thirty days.
const MOST_SHAPES: usize = 60;

/// What is most important about a child right now.
pub struct ChildSentence {
    pub text: String,
    /// What it is about.
    pub session: Option<String>,
    /// Whether somebody has to do something now.
    pub is_urgent: bool,
}

/// A lesson of today with the child in it.
type Today<'a> = (&'a LiveSession, &'a LivePerson);

fn today(child: &ChildToday) -> Vec<Today<'_>> {
    let own = |session: &'_ Arc<LiveSession>| session.people.iter().position(|one| one.id == child.id);
    child.today.iter().filter_map(|session| Some((&**session, &session.people[own(session)?]))).collect()
}

/// Missing now, here now, the last lesson of today, the next one: the first of these that there is.
pub fn sentence(ui: &Ui, child: &ChildToday) -> ChildSentence {
    let all = today(child);
    let title = |session: &LiveSession| title_or_kind(ui, session.title.as_deref(), session.kind);
    let about = |text: String, session: &LiveSession, is_urgent: bool| ChildSentence {
        text,
        session: Some(session.id.clone()),
        is_urgent,
    };
    let is_now = |session: &LiveSession| {
        session.end > ui.now
            && !matches!(session.status, Status::Completed | Status::Absent | Status::Cancelled)
    };
    let state = |(session, person): &Today<'_>| session.moment(ui.now).state_of(&person.presence());
    if let Some((session, person)) = all.iter().find(|(_, person)| person.is_here) {
        let since = ui.clock(person.first_join_at.unwrap_or(session.start));
        let args = args![name = &child.name, title = title(session), clock = since];
        return about(ui.say("family-here", args), session, false);
    }
    if let Some((session, _)) = all.iter().find(|one| is_now(one.0) && state(one) == PersonState::Missing) {
        let args = args![name = &child.name, title = title(session), clock = ui.clock(session.start)];
        return about(ui.say("family-missing", args), session, true);
    }
    let over = all.iter().rev().find(|(session, _)| {
        session.end <= ui.now && session.status != Status::Cancelled
            || matches!(session.status, Status::Completed | Status::Absent)
    });
    if let Some((session, person)) = over {
        return about(was(ui, child, session, person), session, false);
    }
    let next = child.upcoming.iter().find(|one| one.session.status != Status::Cancelled);
    if let Some(next) = next {
        let session = &next.session.session;
        let title = title_or_kind(ui, next.session.title.as_deref(), session.kind);
        let is_today = ui.day_of(session.start) == ui.today();
        let clock = ui.clock(session.start);
        let text = if is_today {
            ui.say("family-next-today", args![name = &child.name, title = title, clock = clock])
        } else {
            ui.say(
                "family-next",
                args![name = &child.name, title = title, day = ui.day(session.start), clock = clock],
            )
        };
        return ChildSentence { text, session: Some(session.id.clone()), is_urgent: false };
    }
    ChildSentence {
        text: ui.say("family-nothing", args![name = &child.name]),
        session: None,
        is_urgent: false,
    }
}

/// How a lesson of today went.
fn was(ui: &Ui, child: &ChildToday, session: &LiveSession, person: &LivePerson) -> String {
    let title = title_or_kind(ui, session.title.as_deref(), session.kind);
    let lesson: Option<&PastLesson> = child.recent.iter().find(|one| one.session_id == session.id);
    let id = match (person.outcome, lesson) {
        (Outcome::Present | Outcome::Partial, Some(lesson)) => {
            let (own, planned) = minutes(lesson);
            let args = args![name = &child.name, title = title, minutes = own, planned = planned];
            return ui.say("family-was-there", args);
        }
        (Outcome::Present | Outcome::Partial, None) => "family-was-there-somehow",
        (Outcome::Absent, _) => "family-absent",
        (Outcome::Excused, _) => "family-excused",
        (Outcome::Unknown, _) => "family-open",
    };
    ui.say(id, args![name = &child.name, title = title])
}

pub fn child_card(ui: &Ui, child: &ChildToday, family: &FamilyView) -> Markup {
    let FamilyView { subscriptions, visits, .. } = family;
    let has_venue = !visits.venues.is_empty();
    let card = match ui.may(RECEPTION) {
        true => format!("/people/{}/card", child.id),
        false => format!("/me/card?person={}", child.id),
    };
    let all = today(child);
    let counts = counts_since(&child.recent, Timestamp::MIN);
    let sessions = "/sessions?show=past";
    let upcoming: Vec<_> = child.upcoming.iter().collect();
    let has_subscription = subscriptions.iter().any(|one| one.stored.account.subscription.person == child.id);
    html! {
        article.card id=(format!("child-{}", child.id)) {
            h2 { (ui.name(&child.name)) }
            h3 { (ui.text("family-today")) }
            @if all.is_empty() { p.muted { (ui.text("family-today-nothing")) } } @else { (today_list(ui, &all)) }
            @if let (true, Some(last)) = (all.is_empty(), child.recent.first()) { (last_lesson(ui, last)) }
            h3 { (ui.text("family-thirty-days")) }
            p.muted { (ui.say("family-rate", args![attended = counts.attended(), counted = counts.counted()])) }
            (verdict_row(ui, &child.recent[..child.recent.len().min(MOST_SHAPES)]))
            h3 { (ui.text("family-upcoming")) }
            @if upcoming.is_empty() { p.muted { (ui.text("family-upcoming-nothing")) } } @else { (upcoming_list(ui, &upcoming)) }
            @if has_venue {
                h3 { (ui.text("visits-title")) }
                (visits.of(&child.id).standing(ui))
            }
            @if has_subscription {
                h3 { (ui.text("subscription-mine")) }
                (own_section(ui, subscriptions, &child.id))
            }
            footer { @if has_venue { a.button.small href=(card) { (icon("i-qr")) (ui.text("family-card")) } } a.button.small href=(sessions) { (icon("i-list")) (ui.text("family-sessions")) } }
        }
    }
}

/// The last lesson, where today has none: whether they were there, and for how long.
fn last_lesson(ui: &Ui, last: &PastLesson) -> Markup {
    let (own, planned) = minutes(last);
    html! {
        ul.list.plain { li {
            span.what {
                a.row-link href=(session_address(&last.session_id)) {
                    (ui.name(&title_or_kind(ui, last.title.as_deref(), last.kind)))
                }
                span.sub {
                    (ui.text("family-last")) " · " (ui.instant(last.start, &ui.day(last.start))) " · "
                    (ui.say("family-minutes", args![own = own, planned = planned]))
                }
            }
            (verdict_of(last).render(ui))
        } }
    }
}
