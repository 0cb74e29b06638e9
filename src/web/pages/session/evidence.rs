//! What it all rests on: every piece of evidence that the drawing and the reasons lead to.

use maud::{Markup, html};
use serde_json::Value;

use super::SessionPage;
use crate::domain::evidence::livekit::{LivekitEvent, Webhook};
use crate::domain::evidence::manual::Direction;
use crate::domain::evidence::{Evidence, Observation};
use crate::text::args;
use crate::web::components::received::as_received;
use crate::web::components::timeline::evidence_anchor;

/// Pieces shown at most, the oldest first.
const MAX_SHOWN: usize = 500;

impl SessionPage<'_> {
    pub(super) fn evidence(&self) -> Markup {
        let ui = self.ui;
        let all = &self.drawn.evidence;
        if all.is_empty() {
            return html! {};
        }
        let more = all.len().saturating_sub(MAX_SHOWN);
        let title = ui.say("session-evidence", args![count = all.len()]);
        let inside = html! {
            ul.events { @for piece in all.iter().take(MAX_SHOWN) { (self.piece(piece)) } }
            @if more > 0 { p { (ui.say("session-evidence-more", args![count = more])) } }
            @if self.is_editor {
                p.small { a href=(format!("/api/v1/sessions/{}/evidence", self.drawn.session.session.id)) {
                    (ui.text("session-evidence-raw"))
                } }
            }
        };
        self.fold("evidence", "i-log", &title, inside)
    }

    fn piece(&self, (item, one): &(Value, Evidence)) -> Markup {
        let ui = self.ui;
        let at = format!("{} {}", ui.day(one.received_at), ui.clock_with_seconds(one.received_at));
        html! {
            li id=(evidence_anchor(&one.id)) {
                (ui.instant(one.received_at, &at))
                div {
                    strong { (ui.word("source", one.source.as_str())) } " · "
                    @if self.drawn.is_whole { (self.told_by(&one.observation)) }
                    @else { (ui.word("evidencekind", one.observation.kind())) }
                    @if self.drawn.is_whole {
                        details.more {
                            summary { code translate="no" { (ui.name(&one.id)) } }
                            (as_received(item))
                        }
                    } @else { " " code.small translate="no" { (ui.name(&one.id)) } }
                }
            }
        }
    }

    /// What it says, in a few words.
    fn told_by(&self, observation: &Observation) -> Markup {
        let ui = self.ui;
        let text = match observation {
            Observation::Webhook(webhook) => return self.told_by_webhook(webhook),
            Observation::Roster(roster) => {
                ui.say("session-piece-roster-of", args![count = roster.participants.len()])
            }
            Observation::Poll(poll) => ui.say("session-piece-poll-of", args![count = poll.records.len()]),
            Observation::Scan(scan) => {
                let id = match scan.direction {
                    Direction::In => "session-piece-scan-in",
                    Direction::Out => "session-piece-scan-out",
                };
                ui.say(id, args![name = self.name_of(&scan.person_id), time = self.moment(scan.scanned_at)])
            }
            Observation::Mark(mark) => {
                let id = match mark.direction {
                    Direction::In => "session-piece-mark-in",
                    Direction::Out => "session-piece-mark-out",
                };
                let (name, author) = (self.name_of(&mark.person_id), self.name_of(&mark.author));
                ui.say(id, args![name = name, author = author, time = self.moment(mark.at)])
            }
            Observation::Visit(visit) => {
                let id = match visit.direction {
                    Direction::In => "session-piece-visit-in",
                    Direction::Out => "session-piece-visit-out",
                };
                let (name, author) = (self.name_of(&visit.person_id), self.name_of(&visit.author));
                ui.say(id, args![name = name, author = author, time = self.moment(visit.at)])
            }
            Observation::Override(stated) => {
                let (name, author) = (self.name_of(&stated.person_id), self.name_of(&stated.author));
                let reason = &stated.reason;
                match stated.outcome {
                    Some(outcome) => {
                        let outcome = ui.word("outcome", outcome.as_str());
                        ui.say(
                            "session-piece-override-of",
                            args![name = name, outcome = outcome, author = author, reason = reason],
                        )
                    }
                    None => ui
                        .say("session-piece-withdrawn", args![name = name, author = author, reason = reason]),
                }
            }
            Observation::Bind(_) => ui.text("session-piece-bind"),
        };
        html! { (text) }
    }

    fn told_by_webhook(&self, webhook: &Webhook) -> Markup {
        let ui = self.ui;
        let what = ui.text(match webhook.event {
            LivekitEvent::RoomFinished => "session-piece-room-finished",
            LivekitEvent::Joined => "session-piece-joined",
            LivekitEvent::Left => "session-piece-left",
            LivekitEvent::Aborted => "session-piece-aborted",
            LivekitEvent::Published | LivekitEvent::Other => "session-piece-alive",
        });
        let participant = webhook.participant.as_ref();
        let who = participant.and_then(|one| one.name.as_deref().or(one.identity.as_deref()));
        let who = who.filter(|who| !who.trim().is_empty());
        html! {
            (what)
            @if let Some(who) = who { " " (ui.name(who)) }
            @if let Some(at) = webhook.created_at { " " bdi.num { (ui.clock_with_seconds(at)) } }
        }
    }
}
