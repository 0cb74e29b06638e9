//! The lessons of one person: those of today with what they are in them right now, those that were with their verdicts,
//! and those to come. For pages about oneself and one's children.

use maud::{Markup, html};

use super::session::{join_button, session_link};
use super::verdict::{VerdictView, is_doubt, verdict_shape};
use crate::app::live::{LivePerson, LiveSession};
use crate::app::session::history::PastLesson;
use crate::app::session::list::ListedSession;
use crate::domain::board::person_state::PersonState;
use crate::domain::session::{Kind, Status};
use crate::domain::time::MINUTE;
use crate::domain::verdict::outcome::Outcome;
use crate::domain::verdict::report::ReasonCode;
use crate::text::args;
use crate::web::ui::Ui;

/// The title of a session, else its kind: never nothing.
pub fn title_or_kind(ui: &Ui, title: Option<&str>, kind: Kind) -> String {
    match title.filter(|title| !title.trim().is_empty()) {
        Some(title) => title.to_owned(),
        None => ui.word("kind", kind.as_str()),
    }
}

/// The address of a session's page.
pub fn session_address(id: &str) -> String {
    format!("/sessions/{id}")
}

/// What is shown of a lesson that was.
pub fn verdict_of(lesson: &PastLesson) -> VerdictView<'_> {
    let facts = &lesson.facts;
    #[expect(clippy::cast_possible_truncation, reason = "a share of the planned time is a small number")]
    let percent = (facts.share * 100.0) as i64;
    VerdictView {
        outcome: lesson.outcome,
        settled: facts.settled,
        late_seconds: facts.late_seconds.filter(|_| facts.is_late),
        percent: facts.stated.is_none().then_some(percent),
        excuse: facts.stated.as_ref().map(|stated| stated.reason.as_str()),
        doubt: ReasonCode::ALL.iter().copied().find(|code| is_doubt(*code) && facts.reasons.contains(*code)),
        settles_at: None,
    }
}

/// What somebody came to in a session that is over; `None` while it is to come or running.
pub fn live_verdict(session: &LiveSession, person: &LivePerson) -> Option<VerdictView<'static>> {
    let is_over = matches!(session.status, Status::Completed | Status::Absent);
    (is_over || session.settled || person.outcome != Outcome::Unknown).then_some(VerdictView {
        outcome: person.outcome,
        settled: session.settled,
        late_seconds: person.late_seconds.filter(|_| person.is_late),
        percent: None,
        excuse: None,
        doubt: None,
        settles_at: None,
    })
}

/// The shape and the class of a chip for a state.
pub fn state_shape(state: PersonState) -> (&'static str, &'static str) {
    match state {
        PersonState::Here => ("here", "present"),
        PersonState::Late => ("late", "late"),
        PersonState::Left => ("gone", "gone"),
        PersonState::Missing => ("missing", "absent"),
        PersonState::Expected => ("expected", "open"),
        PersonState::Excused => ("excused", "excused"),
    }
}

/// What somebody is in a session right now: "Here since 16:02", or their verdict once it is over.
pub fn state_line(ui: &Ui, session: &LiveSession, person: &LivePerson) -> Markup {
    let state = session.moment(ui.now).state_of(&person.presence());
    if session.status == Status::Cancelled {
        return html! { span.pill { (ui.word("status", session.status.as_str())) } };
    }
    if !person.is_here
        && let Some(shown) = live_verdict(session, person)
    {
        return shown.render(ui);
    }
    let since = |id: &str, at| ui.say(id, args![clock = ui.clock(at)]);
    let words = match (state, person.first_join_at) {
        (PersonState::Here, Some(at)) => since("history-here-since", at),
        (PersonState::Late, Some(at)) => since("history-late-since", at),
        (PersonState::Missing, _) => since("history-missing-since", session.start),
        _ => ui.word("boardstate", state.as_str()),
    };
    let (_, symbol) = state_shape(state);
    html! { span class=(format!("verdict {symbol}")) { (verdict_shape(symbol)) (words) } }
}

/// The lessons of today, each with what this person is in it.
pub fn today_list(ui: &Ui, sessions: &[(&LiveSession, &LivePerson)]) -> Markup {
    html! {
        ul.list.plain {
            @for (session, person) in sessions {
                li {
                    span.what {
                        a.row-link href=(session_address(&session.id)) {
                            (ui.name(&title_or_kind(ui, session.title.as_deref(), session.kind)))
                        }
                        span.sub.num { bdi { (ui.clock(session.start)) "–" (ui.clock(session.end)) } }
                    }
                    (state_line(ui, session, person))
                    (join_button(ui, &session.id, session.platform, session.status, ui.is_viewer(&person.id)))
                }
            }
        }
    }
}

/// Lessons that were, as a row of shapes from the oldest to the newest, each a link that says what it is.
pub fn verdict_row(ui: &Ui, newest_first: &[PastLesson]) -> Markup {
    html! {
        ul.verdict-row {
            @for lesson in newest_first.iter().rev() {
                @let shown = verdict_of(lesson);
                @let words = format!("{}: {}", ui.day(lesson.start), shown.word(ui));
                li {
                    a href=(session_address(&lesson.session_id)) title=(words) aria-label=(words) { (verdict_shape(shown.shape())) }
                }
            }
        }
    }
}

/// Lessons that were, as a table.
pub fn history_table(ui: &Ui, lessons: &[PastLesson]) -> Markup {
    let clock = |at| html! { @match at { Some(at) => bdi { (ui.clock(at)) }, None => "–" } };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("history-title")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("history-lesson")) }
                th scope="col" { (ui.text("history-verdict")) }
                th.num scope="col" { (ui.text("history-minutes")) }
                th.num scope="col" { (ui.text("history-in")) }
                th.num scope="col" { (ui.text("history-out")) }
            } }
            tbody { @for lesson in lessons {
                @let facts = &lesson.facts;
                tr {
                    td {
                        a.row-link href=(session_address(&lesson.session_id)) {
                            (ui.name(&title_or_kind(ui, lesson.title.as_deref(), lesson.kind)))
                        }
                        span.sub { (ui.instant(lesson.start, &format!("{}, {}", ui.day(lesson.start), ui.clock(lesson.start)))) }
                    }
                    td data-label=(ui.text("history-verdict")) { (verdict_of(lesson).render(ui)) }
                    td.num data-label=(ui.text("history-minutes")) { (minutes_of(ui, lesson)) }
                    td.num data-label=(ui.text("history-in")) { (clock(facts.first_join_at)) }
                    td.num data-label=(ui.text("history-out")) { (clock(facts.last_leave_at)) }
                }
            } }
        } }
    }
}

/// Whole minutes somebody was there, and of how many.
pub fn minutes(lesson: &PastLesson) -> (i64, i64) {
    (lesson.facts.credited_seconds / 60, lesson.end.since(lesson.start) / MINUTE)
}

fn minutes_of(ui: &Ui, lesson: &PastLesson) -> String {
    let (own, planned) = minutes(lesson);
    ui.say("history-of", args![own = own, planned = planned])
}

/// Lessons to come, the next first.
pub fn upcoming_list(ui: &Ui, sessions: &[&ListedSession]) -> Markup {
    html! {
        ul.list.plain {
            @for one in sessions {
                @let session = &one.session.session;
                li {
                    span.what {
                        (session_link(ui, &one.session))
                        span.sub { (ui.instant(session.start, &ui.day(session.start))) " · " bdi.num { (ui.clock(session.start)) "–" (ui.clock(session.end)) } }
                    }
                    @if one.session.status == Status::Cancelled {
                        span.pill { (ui.word("status", one.session.status.as_str())) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod test_lessons;
