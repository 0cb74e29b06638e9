//! What is held back in a month, by reason, each with the one click that mends it.

use maud::{Markup, html};

use super::rate_form::{kind_or_all, price_fields, scope_value};
use crate::app::money::month_lines::{HeldLines, PersonWithoutRate, SessionLine};
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::money::rate::RateScope;
use crate::http::roles::{ADMINS, FINANCE, SESSION_EDITORS};
use crate::text::args;
use crate::web::components::field::FormView;
use crate::web::components::session::session_link;
use crate::web::ui::Ui;

/// People whose missing rates have a form on the page.
const MOST_FORMS: usize = 50;

/// `counts`: lines without a rate, to review, not settled, in the whole month.
pub struct HeldView<'a> {
    pub ui: &'a Ui,
    pub kind: LineKind,
    pub held: &'a HeldLines,
    pub counts: [i64; 3],
}

impl HeldView<'_> {
    pub fn render(&self) -> Markup {
        let (ui, held) = (self.ui, self.held);
        let [missing, review, unsettled] = self.counts;
        if missing + review + unsettled == 0 {
            return html! {};
        }
        let anybody_waits = missing + review > 0;
        html! {
            section.section.held id="waiting" {
                h2 { (ui.text("money-waiting")) }
                @if missing > 0 {
                    details.more id="waiting-rate" open {
                        summary { (ui.say("money-held-missing-rate", args![count = missing])) }
                        @for person in held.missing_rate.iter().take(MOST_FORMS) { (self.missing_rate(person)) }
                        @if held.missing_rate.len() > MOST_FORMS && ui.may(FINANCE) {
                            p { a href="/rates" { (ui.text("money-more-rates")) } }
                        }
                    }
                }
                @if review > 0 {
                    details.more id="waiting-review" open {
                        summary { (ui.say("money-held-needs-review", args![count = review])) }
                        p.muted { (ui.text("money-review-what")) }
                        (self.list(&held.needs_review, review, |line| self.strangers(line)))
                    }
                }
                @if unsettled > 0 {
                    details.more id="waiting-settling" open[!anybody_waits] {
                        summary { (ui.say("money-held-unsettled", args![count = unsettled])) }
                        (self.list(&held.unsettled, unsettled, |line| self.settles(line)))
                    }
                }
            }
        }
    }

    fn missing_rate(&self, person: &PersonWithoutRate) -> Markup {
        let ui = self.ui;
        let since = ui.date(person.first_start);
        let what = html! {
            p {
                (ui.name(&person.name)) " · "
                (ui.say("money-lines-since", args![count = person.lines, date = since]))
            }
        };
        if !ui.may(FINANCE) {
            return what;
        }
        let action = format!("/rates/for/{}", person.person);
        let form = FormView::new(ui, &action);
        let of_person = RateScope::Person(person.person.clone());
        // What is missing is the price of a kind. A rate of the person alone would go over those of kinds, and price lines
        // anew that wait for nothing: it is offered, and never the first.
        let mut who: Vec<(String, String)> = Vec::new();
        for (kind, _) in &person.kinds {
            who.push((scope_value(&RateScope::Kind(*kind)), kind_or_all(ui, Some(*kind))));
        }
        let chosen = who.first().map_or_else(|| scope_value(&of_person), |(value, _)| value.clone());
        who.push((scope_value(&of_person), person.name.clone()));
        who.push((scope_value(&RateScope::Organization), kind_or_all(ui, None)));
        let first_day = ui.day_of(person.first_start).to_string();
        html! {
            div.mend {
                (what)
                (form.post_inline(html! {
                    (form.hidden("for", self.kind.as_str()))
                    (form.select("who", ui.text("money-for-whom"), &who, &chosen))
                    (price_fields(&form, &first_day))
                    (form.submit(ui.text("money-add-rate")))
                }))
            }
        }
    }

    fn list(&self, lines: &[SessionLine], all: i64, end: impl Fn(&SessionLine) -> Markup) -> Markup {
        let ui = self.ui;
        let rest = all - i64::try_from(lines.len()).unwrap_or(0);
        html! {
            ul.list {
                @for one in lines {
                    @let name = self.held.names.get(&one.line.person_id).map_or("", String::as_str);
                    li {
                        div.what {
                            (ui.instant(one.line.session_start, &ui.day(one.line.session_start))) " "
                            @match &one.session {
                                Some(session) => { (session_link(ui, session)) }
                                None => { a href=(format!("/sessions/{}", one.line.session_id)) { (ui.text("money-session")) } }
                            }
                            " · " (ui.name(name))
                        }
                        (end(one))
                        a.small href=(format!("/lines/{}", one.line.id)) { (ui.text("money-line")) }
                    }
                }
            }
            @if rest > 0 { p.muted { (ui.say("common-and-more", args![count = rest])) } }
        }
    }

    fn strangers(&self, one: &SessionLine) -> Markup {
        let ui = self.ui;
        let strangers = self.held.strangers.get(&one.line.session_id).copied().unwrap_or(0);
        html! {
            @if strangers > 0 && ui.may(ADMINS) {
                a.button.small href=(format!("/unmatched?session_id={}", one.line.session_id)) {
                    (ui.say("money-strangers", args![count = strangers]))
                }
            } @else {
                (decide(ui, &one.line.session_id))
            }
        }
    }

    fn settles(&self, one: &SessionLine) -> Markup {
        let ui = self.ui;
        let due = one.session.as_ref().and_then(|session| session.due_at);
        html! {
            span.muted.small {
                @match due.filter(|due| *due > ui.now) {
                    Some(due) => (ui.say("money-settles-at", args![time = ui.date_and_clock(due)])),
                    None => (ui.text("money-settles-soon")),
                }
            }
        }
    }
}

/// The way to where a doubt is decided; whoever may not decide is told who does.
pub fn decide(ui: &Ui, session: &str) -> Markup {
    html! {
        @if ui.may(SESSION_EDITORS) {
            a.button.small href=(format!("/sessions/{session}")) { (ui.text("money-decide")) }
        } @else {
            span.muted.small { (ui.text("money-decided-by")) }
        }
    }
}
