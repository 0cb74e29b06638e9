//! `/sessions/{id}`: one session, where a verdict is shown, explained and mended.

mod actions;
mod answer;
mod change;
mod code;
mod code_link;
mod evidence;
mod history;
mod people;
pub mod room;
mod room_state;
mod strangers;
mod unscheduled;

use std::collections::BTreeMap;
use std::time::Duration;

use maud::{Markup, html};

use crate::app::people::search::some_people;
use crate::app::session::find::VisiblePart;
use crate::app::session::overview::{SessionOverview, changes, overview};
use crate::app::session::timeline::DrawnSession;
use crate::app::subscription::unscheduled::find as find_unscheduled;
use crate::domain::access::Scope;
use crate::domain::people::Role;
use crate::domain::session::Status;
use crate::domain::session::lifecycle::Transition;
use crate::domain::session_timeline::LaneOwner;
use crate::domain::time::{HOUR, Timestamp};
use crate::http::problem::Problem;
use crate::http::roles::SESSION_READERS;
use crate::http::roles::{ADMINS, SESSION_EDITORS};
use crate::http::route::Route;
use crate::store::Read;
use crate::store::organization::audit_log::AuditEntry;
use crate::store::people::{PeopleFilter, Person};
use crate::text::args;
use crate::web::components::icon::icon;
use crate::web::components::live::{CHANGES, live_state};
use crate::web::components::session::{join_button, kind_and_format, session_title, status_pill};
use crate::web::components::timeline::spoken::SpokenTimeline;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

/// Longer than the application waits for a platform, so that its own error is shown.
const RESYNC_TIMEOUT: Duration = Duration::from_secs(35);
/// People offered for a bind before somebody types.
const MAX_PEOPLE_OFFERED: i64 = 500;

pub fn routes() -> Vec<Route> {
    vec![
        page("/sessions/{id}", "One session: who was there, and why it says so")
            .who(SESSION_READERS)
            .to(show),
        page("/sessions/{id}/code", "The code of a lesson on a screen").who(SESSION_EDITORS).to(code::show),
        page("/sessions/{id}/code/live", "The codes of a lesson, as events")
            .who(SESSION_EDITORS)
            .to(code::follow),
        form("/sessions/{id}/cancel", "Cancel a session that has not begun")
            .who(SESSION_EDITORS)
            .to(change::cancel),
        form("/sessions/{id}/complete", "End a session that goes on")
            .who(SESSION_EDITORS)
            .to(change::complete),
        form("/sessions/{id}/mark-absent", "Say that the one student did not come")
            .who(SESSION_EDITORS)
            .to(change::mark_absent),
        form("/sessions/{id}/reschedule", "Another time for a session that has not begun")
            .who(SESSION_EDITORS)
            .to(change::reschedule),
        form("/sessions/{id}/substitute", "Another teacher for a session that is not over")
            .who(ADMINS)
            .to(change::substitute),
        form("/sessions/{id}/resync", "Ask the platform about a session now")
            .who(SESSION_EDITORS)
            .to(change::resync)
            .timeout(RESYNC_TIMEOUT),
        form("/sessions/{id}/override", "Say what somebody was, whatever was measured")
            .who(SESSION_EDITORS)
            .to(change::override_report),
        form("/sessions/{id}/withdraw", "Withdraw what was said of somebody")
            .who(SESSION_EDITORS)
            .to(change::withdraw),
    ]
}

/// One session as one viewer sees it.
struct SessionPage<'a> {
    ui: &'a Ui,
    drawn: &'a DrawnSession,
    overview: &'a SessionOverview,
    /// Whether the viewer may act on it.
    is_editor: bool,
    is_admin: bool,
    /// The viewer's own id: nobody decides about themselves.
    own: &'a str,
    /// When it will be settled; `None` where it is.
    settles_at: Option<Timestamp>,
    /// People to bind strangers to; empty for whoever may not.
    people: Vec<Person>,
    /// Teachers it may be given to, by id and name; empty for whoever may not.
    substitutes: Vec<(String, String)>,
    /// What was done to it: for admins all of it, for its teacher the steps of its life.
    changes: Vec<AuditEntry>,
    names_in_history: BTreeMap<String, String>,
    /// The timetable it was drawn from.
    timetable: Option<String>,
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let ui = &page.ui;
    let mut read = page.read().await?;
    if let Some(found) = find_unscheduled(&mut read, &page.scope, page.id()).await? {
        return Ok(unscheduled::show(&page, &found));
    }
    let overview = overview(&mut read, &page.scope, page.id(), ui.now).await?;
    let drawn = &overview.drawn;
    let session = &drawn.session.session;
    let editing = page.caller.scope(SESSION_EDITORS);
    let is_admin = ui.may(ADMINS);
    let has_strangers = drawn.timeline.lanes.iter().any(|lane| matches!(lane.owner, LaneOwner::Unmatched(_)));
    let people = match is_admin && has_strangers {
        true => some_people(&mut read, &page.scope, MAX_PEOPLE_OFFERED).await?,
        false => Vec::new(),
    };
    let is_editor = editing.is_some_and(|scope| VisiblePart::of(&scope, session).is_whole());
    let (changes, names_in_history) = match is_editor {
        true => changes(&mut read, page.scope.organization(), page.id(), !is_admin).await?,
        false => Default::default(),
    };
    let is_given_away = is_admin && Transition::Substitute.apply(drawn.status).is_ok();
    let substitutes = match is_given_away {
        true => substitutes(&mut read, &page.scope, session.teacher.as_deref()).await?,
        false => Vec::new(),
    };
    let settles_at = session.end.plus(session.policy.settle_after).max(drawn.timeline.window.to);
    let shown = SessionPage {
        ui,
        drawn,
        overview: &overview,
        is_editor,
        is_admin,
        own: &page.caller.person,
        settles_at: (!drawn.timeline.settled).then_some(settles_at),
        people,
        substitutes,
        changes,
        names_in_history,
        timetable: read
            .timetables_of_sessions(page.scope.organization(), &[page.id()])
            .await?
            .remove(page.id()),
    };
    Ok(WebPage::new(shown.title(), shown.render()))
}

/// The other teachers.
async fn substitutes(
    read: &mut Read,
    scope: &Scope,
    present: Option<&str>,
) -> Result<Vec<(String, String)>, Problem> {
    let filter = PeopleFilter {
        role: Some(Role::Teacher),
        is_active: Some(true),
        limit: i64::MAX,
        ..PeopleFilter::default()
    };
    let mut teachers = read.list_people(scope, &filter).await?;
    teachers.retain(|one| Some(one.id.as_str()) != present);
    teachers.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    Ok(teachers.into_iter().map(|one| (one.id, one.name)).collect())
}

impl SessionPage<'_> {
    fn title(&self) -> String {
        session_title(self.ui, &self.drawn.session)
    }

    /// The name of somebody whom the session or its evidence names.
    fn name_of<'b>(&'b self, person: &'b str) -> &'b str {
        self.drawn.names.get(person).map_or(person, String::as_str)
    }

    fn render(&self) -> Markup {
        let ui = self.ui;
        html! {
            nav.crumbs { a href="/sessions" { (ui.text("session-all")) } }
            div.page-head {
                h1 { (ui.name(&self.title())) }
                div.actions #actions {
                    @if self.live_address().is_some() { (live_state(ui)) }
                    (self.join())
                    (self.code_link())
                    (self.action_openers())
                }
            }
            div.stack #session-live data-live=[self.live_address()] {
                p.answer #answer { (self.answer()) }
                (self.facts())
                (self.timeline())
                (self.people_cards())
            }
            (self.strangers())
            (self.lines())
            (self.evidence())
            (self.history())
            div #dialogs {
                (self.action_dialogs())
                (self.person_dialogs())
            }
        }
    }

    /// The way into its room: for those on the roster, and whoever acts on it.
    fn join(&self) -> Markup {
        let session = &self.drawn.session.session;
        let is_expected = session.teacher.as_deref() == Some(self.own)
            || session.students.iter().any(|one| one == self.own)
            || self.is_editor;
        join_button(self.ui, &session.id, session.platform, self.drawn.status, is_expected)
    }

    /// Where changes of it are told, while there may be any by themselves.
    fn live_address(&self) -> Option<String> {
        let session = &self.drawn.session.session;
        let goes_on = self.settles_at.is_some_and(|at| at > self.ui.now) && !self.drawn.timeline.cancelled;
        let begins_soon = session.start.plus(-HOUR) < self.ui.now;
        (goes_on && begins_soon).then(|| format!("{CHANGES}?session={}", session.id))
    }

    fn facts(&self) -> Markup {
        let ui = self.ui;
        let DrawnSession { session: stored, status, needs_review, timeline, .. } = self.drawn;
        let session = &stored.session;
        let clocks = format!("{}–{}", ui.clock(session.start), ui.clock(session.end));
        let now = crate::store::session::StoredSession {
            status: *status,
            needs_review: *needs_review,
            ..stored.clone()
        };
        html! {
            dl.facts {
                div { dt { (ui.text("session-when")) } dd {
                    (ui.instant(session.start, &ui.day(session.start))) " " bdi.num { (clocks) }
                } }
                div { dt { (ui.text("session-kind")) } dd { (kind_and_format(ui, session.kind, session.format)) " · " (ui.word("platform", session.platform.as_str())) } }
                @if let Some(timetable) = self.timetable.as_ref().filter(|_| self.is_admin) {
                    div { dt { (ui.text("session-timetable")) } dd { a href=(format!("/timetables/{timetable}")) { (ui.text("session-timetable-all")) } } }
                }
                @if let Some(teacher) = &session.teacher {
                    div { dt { (ui.text("session-teacher")) } dd { (self.person_link(teacher)) } }
                }
                div { dt { (ui.text("session-status")) } dd { (status_pill(ui, &now)) } }
                (self.room())
                @if !timeline.cancelled && !self.is_to_come() {
                    div { dt { (ui.text("session-verdicts")) } dd { (self.settled()) } }
                }
            }
        }
    }

    /// Whether the verdicts stand, or until when they may change by themselves.
    fn settled(&self) -> String {
        let ui = self.ui;
        match self.settles_at {
            None => ui.text("session-settled"),
            Some(at) if at > ui.now => ui.say("session-settles", args![time = self.moment(at)]),
            Some(_) => ui.say(
                "session-waits",
                args![platform = ui.word("platform", self.drawn.session.session.platform.as_str())],
            ),
        }
    }

    /// The clock time of a moment of today, else with its day.
    fn moment(&self, at: Timestamp) -> String {
        let ui = self.ui;
        match ui.day_of(at) == ui.today() {
            true => ui.clock(at),
            false => format!("{} {}", ui.day(at), ui.clock(at)),
        }
    }

    /// Whether it has not begun, and nobody was seen in it.
    fn is_to_come(&self) -> bool {
        matches!(self.drawn.status, Status::Scheduled | Status::Ready)
            && self.ui.now < self.drawn.session.session.start
    }

    fn person_link(&self, person: &str) -> Markup {
        let name = self.ui.name(self.name_of(person));
        html! {
            @if self.is_admin { a href=(format!("/people/{person}")) { (name) } } @else { (name) }
        }
    }

    fn timeline(&self) -> Markup {
        let timeline = &self.drawn.timeline;
        if timeline.cancelled || timeline.lanes.is_empty() || self.is_to_come() {
            return html! {};
        }
        let words = SpokenTimeline { ui: self.ui, settles_at: self.settles_at };
        html! {
            section.card {
                h2 { (self.ui.text("session-timeline")) }
                (words.view("timeline").drawing(timeline))
            }
        }
    }

    /// A heading with a symbol, for what is folded.
    fn fold(&self, id: &str, symbol: &str, title: &str, inside: Markup) -> Markup {
        html! {
            section.section id=(id) {
                details.more { summary { (icon(symbol)) " " (title) } (inside) }
            }
        }
    }
}

#[cfg(test)]
mod tests;
