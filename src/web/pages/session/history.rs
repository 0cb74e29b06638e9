//! The lines of money that rest on the session, and what people did to it.

use maud::{Markup, html};

use super::SessionPage;
use crate::app::session::overview::teachers;
use crate::domain::money::amount::{Currency, Money};
use crate::domain::time::whole_seconds;
use crate::store::money::lines::StoredLine;
use crate::text::args;

impl SessionPage<'_> {
    /// The lines that the viewer may open.
    pub(super) fn lines(&self) -> Markup {
        let ui = self.ui;
        let lines = &self.overview.lines;
        if lines.is_empty() {
            return html! {};
        }
        html! {
            section.card.flush {
                header { h2 { (ui.text("session-lines")) } }
                ul.list { @for line in lines { (self.line(line)) } }
            }
        }
    }

    fn line(&self, line: &StoredLine) -> Markup {
        let ui = self.ui;
        let name = self.overview.line_names.get(&line.person_id).unwrap_or(&line.person_id);
        let money = Currency::from_code(&line.currency).map(|currency| Money::new(line.minor, currency));
        html! {
            li {
                span.what {
                    a.row-link href=(format!("/lines/{}", line.id)) { (ui.name(name)) }
                    span.sub {
                        (ui.word("linekind", line.kind.as_str()))
                        " · " bdi.num { (ui.duration(whole_seconds(line.millis))) }
                        @if let Some(cell) = &line.cell { " · " (ui.word("cell", cell)) }
                    }
                }
                @if let Some(blocked) = line.blocked {
                    span.pill.attention { (ui.word("blocked", blocked.as_str())) }
                } @else if let Some(money) = money { (ui.money(money)) }
            }
        }
    }

    /// What was done, newest first; for admins.
    pub(super) fn history(&self) -> Markup {
        let ui = self.ui;
        if self.changes.is_empty() {
            return html! {};
        }
        let title = ui.say("session-history", args![count = self.changes.len()]);
        let inside = html! {
            ul.events { @for entry in &self.changes { li {
                (ui.instant(entry.at, &ui.date_and_clock(entry.at)))
                div {
                    (ui.word("audit", &entry.action.replace('.', "-"))) " · "
                    @match &entry.actor {
                        Some(actor) => (self.name_in_history(actor)),
                        None => (ui.text("session-history-rollcall")),
                    }
                    @if let Some((before, after)) = teachers(entry) {
                        " · " (self.name_in_history(before)) " → " (self.name_in_history(after))
                    }
                    @if let Some(reason) = entry.detail["reason"].as_str().filter(|reason| !reason.is_empty()) {
                        ": " (ui.name(reason))
                    }
                }
            } } }
        };
        self.fold("history", "i-list", &title, inside)
    }

    fn name_in_history(&self, person: &str) -> Markup {
        let name = self.names_in_history.get(person).map_or(person, String::as_str);
        self.ui.name(name)
    }
}
