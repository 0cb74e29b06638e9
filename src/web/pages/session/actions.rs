//! What can be done, each with a question first that says what will happen. Only what this state allows, and only to whoever
//! may do it.

use maud::{Markup, html};

use super::SessionPage;
use crate::domain::session::lifecycle::Transition;
use crate::domain::session::{Platform, Session};
use crate::domain::verdict::outcome::Verdict;
use crate::domain::verdict::report::Report;
use crate::text::args;
use crate::web::components::dialog::Dialog;
use crate::web::components::field::{FormView, with_choice};
use crate::web::components::icon::icon;

/// An action on the whole session. Its word is the end of its address and of its texts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PageAction {
    Resync,
    Complete,
    MarkAbsent,
    Reschedule,
    Substitute,
    Cancel,
}

const ALL: [PageAction; 6] = [
    PageAction::Resync,
    PageAction::Complete,
    PageAction::MarkAbsent,
    PageAction::Reschedule,
    PageAction::Substitute,
    PageAction::Cancel,
];

impl PageAction {
    fn word(self) -> &'static str {
        match self {
            PageAction::Resync => "resync",
            PageAction::Complete => "complete",
            PageAction::MarkAbsent => "mark-absent",
            PageAction::Reschedule => "reschedule",
            PageAction::Substitute => "substitute",
            PageAction::Cancel => "cancel",
        }
    }

    fn label(self) -> &'static str {
        match self {
            PageAction::Resync => "session-resync",
            PageAction::Complete => "session-complete",
            PageAction::MarkAbsent => "session-mark-absent",
            PageAction::Reschedule => "session-reschedule",
            PageAction::Substitute => "session-substitute",
            PageAction::Cancel => "session-cancel",
        }
    }

    fn title(self) -> &'static str {
        match self {
            PageAction::Resync => "session-resync-title",
            PageAction::Complete => "session-complete-title",
            PageAction::MarkAbsent => "session-mark-absent-title",
            PageAction::Reschedule => "session-reschedule-title",
            PageAction::Substitute => "session-substitute-title",
            PageAction::Cancel => "session-cancel-title",
        }
    }

    fn what(self) -> &'static str {
        match self {
            PageAction::Resync => "session-resync-what",
            PageAction::Complete => "session-complete-what",
            PageAction::MarkAbsent => "session-mark-absent-what",
            PageAction::Reschedule => "session-reschedule-what",
            PageAction::Substitute => "session-substitute-what",
            PageAction::Cancel => "session-cancel-what",
        }
    }
}

impl SessionPage<'_> {
    fn session(&self) -> &Session {
        &self.drawn.session.session
    }

    fn offers(&self, action: PageAction) -> bool {
        let (session, status) = (self.session(), self.drawn.status);
        let allows = |transition: Transition| transition.apply(status).is_ok();
        self.is_editor
            && match action {
                PageAction::Resync => {
                    !session.cancelled
                        && self.ui.now >= self.drawn.timeline.window.from
                        && match session.platform {
                            Platform::Livekit => session.room.is_some(),
                            Platform::Meet => {
                                session.meet_space.is_some() || self.drawn.session.meet_code.is_some()
                            }
                            Platform::Onsite => false,
                        }
                }
                PageAction::Complete => allows(Transition::Complete) && self.ui.now > session.start,
                PageAction::MarkAbsent => allows(Transition::MarkAbsent) && self.only_student().is_some(),
                PageAction::Reschedule => allows(Transition::Reschedule),
                PageAction::Substitute => !self.substitutes.is_empty(),
                PageAction::Cancel => allows(Transition::Cancel),
            }
    }

    /// The student of a session with one, unless it is the viewer.
    fn only_student(&self) -> Option<&str> {
        let session = self.session();
        match &session.students[..] {
            [one] if session.format.has_one_learner() && one != self.own => Some(one),
            _ => None,
        }
    }

    pub(super) fn action_openers(&self) -> Markup {
        let class = |action: PageAction| match action {
            PageAction::Cancel => "danger",
            _ => "",
        };
        html! {
            @for action in ALL.into_iter().filter(|action| self.offers(*action)) {
                (self.dialog(action, action.word()).opener(&self.ui.text(action.label()), class(action)))
            }
        }
    }

    pub(super) fn action_dialogs(&self) -> Markup {
        html! {
            @for action in ALL.into_iter().filter(|action| self.offers(*action)) {
                @let address = format!("/sessions/{}/{}", self.session().id, action.word());
                (self.dialog(action, action.word()).render(self.ui, FormView::new(self.ui, &address)))
            }
        }
    }

    fn dialog<'b>(&self, action: PageAction, id: &'b str) -> Dialog<'b> {
        let ui = self.ui;
        let address = format!("/sessions/{}/{}", self.session().id, action.word());
        let form = FormView::new(ui, &address);
        let reason =
            || html! { (form.text("reason", ui.text("session-reason-optional"), "").autocomplete("off")) };
        let student = self.only_student().map(|id| self.name_of(id)).unwrap_or_default();
        let credited =
            self.drawn.timeline.lanes.iter().find(|lane| lane.owner.person() == self.only_student());
        let seen = credited.and_then(|lane| lane.report.as_ref()).map_or(0, |one| one.credited_seconds / 60);
        let minutes = self.drawn.timeline.planned.millis() / 60_000;
        let fields = match action {
            PageAction::Resync => html! {},
            PageAction::Complete | PageAction::MarkAbsent | PageAction::Cancel => reason(),
            PageAction::Reschedule => {
                let local = self.session().start.to_utc().with_timezone(&ui.zone);
                let local = local.format("%Y-%m-%dT%H:%M").to_string();
                html! {
                    (form.input("datetime-local", "start", ui.text("session-new-start"), &local)
                        .hint(ui.say("session-in-zone", args![zone = ui.zone.name()])).required())
                    (reason())
                }
            }
            PageAction::Substitute => html! {
                (form.select("teacher", ui.text("session-substitute-teacher"), &with_choice(ui, &self.substitutes), ""))
                (reason())
            },
        };
        let platform = ui.word("platform", self.session().platform.as_str());
        let teacher = self.session().teacher.as_deref().map(|id| self.name_of(id)).unwrap_or_default();
        let told = || {
            args![
                name = student,
                seen = seen,
                minutes = minutes,
                platform = platform.clone(),
                teacher = teacher
            ]
        };
        Dialog {
            id,
            title: match action {
                PageAction::MarkAbsent => ui.say(action.title(), told()),
                _ => ui.say(action.title(), args![title = self.title(), platform = platform.clone()]),
            },
            what: ui.say(action.what(), told()),
            fields,
            confirm: ui.text(action.label()),
            is_danger: action == PageAction::Cancel,
        }
    }

    /// The buttons of one person: nobody decides about themselves.
    pub(super) fn person_openers(&self, person: &str, report: &Report) -> Markup {
        if !self.is_editor || person == self.own {
            return html! {};
        }
        let ui = self.ui;
        html! {
            footer.no-print {
                button.button.small type="button" commandfor=(format!("override-{person}")) command="show-modal" {
                    (icon("i-edit")) (ui.text("session-override"))
                }
                @if report.stated.is_some() {
                    button.button.small.quiet type="button" commandfor=(format!("withdraw-{person}")) command="show-modal" {
                        (icon("i-undo")) (ui.text("session-withdraw"))
                    }
                }
            }
        }
    }

    pub(super) fn person_dialogs(&self) -> Markup {
        let lanes = self.drawn.timeline.lanes.iter();
        let reports = lanes.filter_map(|lane| Some((lane.owner.person()?, lane.report.as_ref()?)));
        html! {
            @for (person, report) in reports.filter(|(person, _)| self.is_editor && *person != self.own) {
                (self.override_dialog(person))
                @if report.stated.is_some() { (self.withdraw_dialog(person)) }
            }
        }
    }

    fn override_dialog(&self, person: &str) -> Markup {
        let ui = self.ui;
        let address = format!("/sessions/{}/override", self.session().id);
        let form = FormView::told_apart(ui, &address, "person", person);
        let options: Vec<(String, String)> = Verdict::ALL
            .iter()
            .map(|one| (one.as_str().to_owned(), ui.word("outcome", one.as_str())))
            .collect();
        let name = self.name_of(person);
        Dialog {
            id: &format!("override-{person}"),
            title: ui.say("session-override-title", args![name = name]),
            what: ui.text("session-override-what"),
            fields: html! {
                (form.hidden("person", person))
                (form.select("outcome", ui.text("session-outcome"), &options, Verdict::Present.as_str()))
                div.fields {
                    (form.input("text", "minutes", ui.text("session-credited-minutes"), "").autocomplete("off"))
                    (form.input("text", "seconds", ui.text("session-credited-seconds"), "").autocomplete("off"))
                }
                p.hint.small.muted { (ui.text("session-credited-hint")) }
                (form.text("reason", ui.text("session-reason"), "").required().autocomplete("off"))
            },
            confirm: ui.text("session-override"),
            is_danger: false,
        }
        .render(ui, form)
    }

    fn withdraw_dialog(&self, person: &str) -> Markup {
        let ui = self.ui;
        let address = format!("/sessions/{}/withdraw", self.session().id);
        let form = FormView::told_apart(ui, &address, "person", person);
        Dialog {
            id: &format!("withdraw-{person}"),
            title: ui.say("session-withdraw-title", args![name = self.name_of(person)]),
            what: ui.text("session-withdraw-what"),
            fields: html! {
                (form.hidden("person", person))
                (form.text("reason", ui.text("session-reason"), "").required().autocomplete("off"))
            },
            confirm: ui.text("session-withdraw"),
            is_danger: false,
        }
        .render(ui, form)
    }
}
