//! The sentence one comes for: who was there, and how long.

use super::SessionPage;
use crate::domain::session_timeline::{Lane, LaneOwner};
use crate::domain::verdict::outcome::Outcome;
use crate::domain::verdict::report::Report;
use crate::text::args;
use crate::web::components::verdict::{VerdictView, doubt_words};

/// Whom it tells of, with what is known of them.
struct Told<'a> {
    lane: &'a Lane,
    report: &'a Report,
}

impl SessionPage<'_> {
    /// One sentence, or two.
    pub(super) fn answer(&self) -> String {
        let ui = self.ui;
        let timeline = &self.drawn.timeline;
        if timeline.cancelled {
            return ui.text("session-answer-cancelled");
        }
        let all = self.told();
        if ui.now < timeline.window.from && all.iter().all(|one| one.report.stated.is_none()) {
            let start = self.drawn.session.session.start;
            return ui.say("session-answer-planned", args![day = ui.day(start), time = ui.clock(start)]);
        }
        match &all[..] {
            [] => ui.text("session-answer-nobody"),
            [one] => self.answer_of_one(one),
            several => self.answer_of_several(several),
        }
    }

    /// The students; where there are none, the teacher.
    fn told(&self) -> Vec<Told<'_>> {
        let with_report = |wanted: fn(&LaneOwner) -> bool| -> Vec<Told<'_>> {
            let lanes = self.drawn.timeline.lanes.iter().filter(|lane| wanted(&lane.owner));
            lanes.filter_map(|lane| Some(Told { lane, report: lane.report.as_ref()? })).collect()
        };
        let students = with_report(|owner| matches!(owner, LaneOwner::Student(_)));
        match students.is_empty() {
            true => with_report(|owner| matches!(owner, LaneOwner::Teacher(_))),
            false => students,
        }
    }

    fn answer_of_one(&self, Told { lane, report }: &Told) -> String {
        let ui = self.ui;
        let name = &lane.name;
        let seen = report.credited_seconds / 60;
        let planned = self.drawn.timeline.planned.millis() / 60_000;
        if self.drawn.timeline.is_running() && report.stated.is_none() {
            let id = match (lane.is_open, report.credited_seconds > 0) {
                (true, _) => "session-answer-here",
                (false, true) => "session-answer-gone",
                (false, false) => "session-answer-not-yet",
            };
            return ui.say(id, args![name = name, seen = seen, planned = planned]);
        }
        let view = VerdictView::of_report(report, self.settles_at);
        match report.outcome {
            Outcome::Present => match view.late_seconds {
                Some(late) => ui.say(
                    "session-answer-late",
                    args![name = name, late = (late / 60).max(1), seen = seen, planned = planned],
                ),
                None => ui.say("session-answer-present", args![name = name, seen = seen, planned = planned]),
            },
            Outcome::Partial => {
                ui.say("session-answer-partial", args![name = name, seen = seen, planned = planned])
            }
            Outcome::Absent => ui.say("session-answer-absent", args![name = name]),
            Outcome::Excused => {
                ui.say("session-answer-excused", args![name = name, reason = view.excuse.unwrap_or_default()])
            }
            Outcome::Unknown if report.settled => {
                ui.say("session-answer-unknown", args![name = name, doubt = doubt_words(ui, view.doubt)])
            }
            Outcome::Unknown => {
                ui.say("session-answer-open", args![name = name, seen = seen, planned = planned])
            }
        }
    }

    fn answer_of_several(&self, all: &[Told]) -> String {
        let ui = self.ui;
        let count = |fits: fn(&Told) -> bool| all.iter().filter(|one| fits(one)).count();
        if self.drawn.timeline.is_running() {
            let here = count(|one| one.lane.is_open);
            return ui.say("session-answer-group-here", args![here = here, all = all.len()]);
        }
        let open = count(|one| one.report.outcome == Outcome::Unknown && !one.report.settled);
        if open > 0 {
            let seen = count(|one| one.report.credited_seconds > 0);
            return ui.say("session-answer-group-open", args![seen = seen, all = all.len()]);
        }
        let there = count(|one| matches!(one.report.outcome, Outcome::Present | Outcome::Partial));
        let unknown: Vec<&Told> = all.iter().filter(|one| one.report.outcome == Outcome::Unknown).collect();
        match &unknown[..] {
            [] => ui.say("session-answer-group", args![there = there, all = all.len()]),
            [one] => {
                let doubt = VerdictView::of_report(one.report, None).doubt;
                let (name, doubt) = (&one.lane.name, doubt_words(ui, doubt));
                ui.say(
                    "session-answer-group-doubt",
                    args![there = there, all = all.len(), name = name, doubt = doubt],
                )
            }
            several => ui.say(
                "session-answer-group-doubts",
                args![there = there, all = all.len(), unknown = several.len()],
            ),
        }
    }
}
