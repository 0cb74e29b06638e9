//! A card for each person: the verdict, its figures, and why it says so.

use maud::{Markup, html};

use super::SessionPage;
use crate::domain::session_timeline::flags::FlagKind;
use crate::domain::session_timeline::{Lane, LaneOwner};
use crate::domain::verdict::report::{Reason, Report};
use crate::text::{args, whole_without_controls};
use crate::web::components::icon::icon;
use crate::web::components::timeline::evidence_anchor;
use crate::web::components::timeline::spoken::SpokenTimeline;
use crate::web::components::timeline::words::TimelineWords;
use crate::web::components::verdict::VerdictView;

/// The beginning of a reason that staff should look at.
const FINDING: &str = "finding: ";

impl SessionPage<'_> {
    pub(super) fn people_cards(&self) -> Markup {
        let ui = self.ui;
        let lanes = &self.drawn.timeline.lanes;
        let of_roster = lanes.iter().filter(|lane| lane.report.is_some());
        let guests: Vec<&Lane> =
            lanes.iter().filter(|lane| matches!(lane.owner, LaneOwner::Guest(_))).collect();
        if self.drawn.timeline.cancelled {
            return html! {};
        }
        let title = if self.is_to_come() { "session-expected" } else { "session-people" };
        html! {
            section.section {
                h2 { (ui.text(title)) }
                div.cards { @for lane in of_roster { (self.person_card(lane)) } }
                @if !guests.is_empty() {
                    h3 { (ui.text("session-guests")) }
                    ul.list.plain { @for lane in guests { li {
                        @if let Some(person) = lane.owner.person() { span.what { (self.person_link(person)) } }
                        span.muted { (ui.text("session-guest-what")) }
                    } } }
                }
            }
        }
    }

    fn person_card(&self, lane: &Lane) -> Markup {
        let ui = self.ui;
        let (Some(report), Some(person)) = (&lane.report, lane.owner.person()) else { return html! {} };
        let words = SpokenTimeline { ui, settles_at: self.settles_at };
        html! {
            article.card id=(format!("person-{person}")) {
                div.row.spread { h3 { (self.person_link(person)) } span.muted { (words.role(&lane.owner)) } }
                // Of what has not begun there is nothing to judge but what somebody has said.
                @if !self.is_to_come() || report.stated.is_some() {
                    p { (VerdictView::of_report(report, self.settles_at).pilled(ui)) }
                }
                @if !self.is_to_come() {
                    (self.figures(report))
                    ul.small { @for reason in &report.reasons { (self.reason(reason)) } }
                }
                @if let Some(stated) = &report.stated {
                    p.small title=(whole_without_controls(&stated.reason)) {
                        (icon("i-flag")) " "
                        (ui.say("session-stated", args![
                            outcome = ui.word("outcome", stated.outcome.as_str()),
                            author = self.name_of(&stated.author),
                            reason = &stated.reason,
                            time = self.moment(stated.received_at),
                        ]))
                        @if let Some(seconds) = stated.credited_seconds {
                            " " (ui.say("session-stated-time", args![time = ui.duration(i64::from(seconds))]))
                        }
                    }
                }
                (self.statements(lane, &words))
                (self.person_openers(person, report))
            }
        }
    }

    fn figures(&self, report: &Report) -> Markup {
        let ui = self.ui;
        let positive = |seconds: Option<i64>| seconds.filter(|seconds| *seconds > 0);
        let planned = self.drawn.timeline.planned.millis() / 1_000;
        let may_be_more = Some(report.possible_seconds).filter(|most| *most > report.credited_seconds);
        let all = [
            ("session-credited", Some(report.credited_seconds)),
            ("session-planned", Some(planned)),
            ("session-at-most", may_be_more),
            ("session-late", positive(report.late_seconds)),
            ("session-left-early", positive(report.left_early_seconds)),
            ("session-bridged", positive(Some(report.bridged_seconds))),
        ];
        html! {
            dl.facts {
                @for (text, seconds) in all {
                    @if let Some(seconds) = seconds {
                        div { dt { (ui.text(text)) } dd.num { (ui.duration(seconds)) } }
                    }
                }
            }
        }
    }

    /// A sentence, with the way to the evidence behind it.
    fn reason(&self, reason: &Reason) -> Markup {
        let ui = self.ui;
        let code = reason.code.as_str();
        let finding = code.strip_prefix(FINDING);
        let words = finding.map_or_else(|| ui.word("reason", code), |finding| ui.word("finding", finding));
        html! {
            li class=[finding.map(|_| "attention")] {
                @if finding.is_some() { (icon("i-flag")) " " }
                (words)
                @if let Some(first) = reason.evidence.first() {
                    " " a href=(format!("#{}", evidence_anchor(first))) {
                        (ui.say("session-evidence-count", args![count = reason.evidence.len()]))
                    }
                }
            }
        }
    }

    /// Overrides that are not in force any more: each was said once, and none is lost.
    fn statements(&self, lane: &Lane, words: &SpokenTimeline<'_>) -> Markup {
        let is_past = |kind: &FlagKind| matches!(kind, FlagKind::Override(stated) if !stated.is_in_force);
        let past: Vec<_> = lane.flags.iter().filter(|flag| is_past(&flag.kind)).collect();
        if past.is_empty() {
            return html! {};
        }
        html! {
            details.more {
                summary { (self.ui.say("session-said-before", args![count = past.len()])) }
                ul.small { @for flag in past { li { (words.flag(flag)) } } }
            }
        }
    }
}
