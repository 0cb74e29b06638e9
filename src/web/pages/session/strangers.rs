//! Whoever was in the room and is not matched yet, with the way to say who it is.

use maud::{Markup, html};

use super::SessionPage;
use crate::domain::people::Identity;
use crate::domain::people::matching::propose;
use crate::domain::session_timeline::LaneOwner;
use crate::text::args;
use crate::web::components::stranger::{Stranger, StrangerProposal, people_list};

impl SessionPage<'_> {
    pub(super) fn strangers(&self) -> Markup {
        let ui = self.ui;
        let lanes = self.drawn.timeline.lanes.iter();
        let strangers: Vec<Stranger<'_>> = lanes
            .filter_map(|lane| match &lane.owner {
                LaneOwner::Unmatched(identity) => Some(self.stranger(identity, &lane.name)),
                _ => None,
            })
            .collect();
        if strangers.is_empty() {
            return html! {};
        }
        html! {
            section.section #strangers {
                h2 { (ui.text("session-strangers")) }
                p { (ui.say("session-strangers-what", args![count = strangers.len()])) }
                div.cards {
                    @for one in &strangers {
                        article.card id=(one.element_id()) {
                            h3 { (ui.name(one.shown_name())) }
                            p.small.muted {
                                (ui.word("source", one.identity.source.as_str())) " "
                                code translate="no" { (ui.name(&one.identity.value)) }
                            }
                            @if self.is_admin { (one.actions(ui, Some(self.own))) }
                            @else { p.small { (ui.text("session-strangers-ask")) } }
                        }
                    }
                }
                (people_list(&self.people))
            }
        }
    }

    fn stranger<'b>(&'b self, identity: &'b Identity, name: &'b str) -> Stranger<'b> {
        let ui = self.ui;
        let session = &self.drawn.session.session;
        let ids = session.teacher.iter().chain(&session.students);
        let roster: Vec<(String, String)> = ids.map(|id| (id.clone(), self.name_of(id).to_owned())).collect();
        let expected = roster.iter().map(|(id, name)| (id.as_str(), name.as_str()));
        let proposals = propose(name, expected).into_iter().map(|one| {
            let why = if one.score >= 1.0 { "session-same-name" } else { "session-similar-name" };
            StrangerProposal {
                name: self.name_of(&one.person_id).to_owned(),
                person: one.person_id,
                why: ui.text(why),
            }
        });
        let proposals = proposals.collect();
        Stranger { identity, display_name: Some(name), proposals, roster }
    }
}
