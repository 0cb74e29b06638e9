//! A verdict: a shape, a word and, last, a colour. What nobody knows is said as that.

use maud::{Markup, html};

use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Outcome;
use crate::domain::verdict::report::{ReasonCode, Report};
use crate::text::args;
use crate::web::ui::Ui;

/// What of a report its verdict is told by.
#[derive(Clone, Copy, Debug)]
pub struct VerdictView<'a> {
    pub outcome: Outcome,
    pub settled: bool,
    /// `None` where they were not late.
    pub late_seconds: Option<i64>,
    /// Of the planned time, for a part that was measured.
    pub percent: Option<i64>,
    /// Why somebody is excused.
    pub excuse: Option<&'a str>,
    /// On what an unknown outcome hangs.
    pub doubt: Option<ReasonCode>,
    /// When an open verdict is expected; `None` where only the platform knows.
    pub settles_at: Option<Timestamp>,
}

impl VerdictView<'_> {
    /// `settles_at`: when the session is settled, if that is known.
    pub fn of_report(report: &Report, settles_at: Option<Timestamp>) -> VerdictView<'_> {
        let is_stated = report.stated.is_some();
        #[expect(clippy::cast_possible_truncation, reason = "a share of the planned time is a small number")]
        let percent = (report.share * 100.0) as i64;
        let doubt = report.reasons.iter().map(|reason| reason.code).find(|code| is_doubt(*code));
        VerdictView {
            outcome: report.outcome,
            settled: report.settled,
            late_seconds: report.late_seconds.filter(|_| report.is_late),
            percent: Some(percent).filter(|_| !is_stated),
            excuse: report.stated.as_ref().map(|stated| stated.reason.as_str()),
            doubt,
            settles_at,
        }
    }

    /// The name of the symbol, and the class.
    pub fn shape(&self) -> &'static str {
        match self.outcome {
            Outcome::Present if self.late_seconds.is_some() => "late",
            Outcome::Present => "present",
            Outcome::Partial => "partial",
            Outcome::Absent => "absent",
            Outcome::Excused => "excused",
            Outcome::Unknown if self.settled => "unknown",
            Outcome::Unknown => "open",
        }
    }

    /// `Present, 12 min late`, `Not certain: the end was not seen`
    pub fn word(&self, ui: &Ui) -> String {
        match self.outcome {
            Outcome::Present => match self.late_seconds {
                Some(seconds) => ui.say("verdict-late", args![minutes = whole_minutes(seconds)]),
                None => ui.text("verdict-present"),
            },
            Outcome::Partial => match self.percent {
                Some(percent) => ui.say("verdict-partial", args![percent = percent]),
                None => ui.text("verdict-partial-stated"),
            },
            Outcome::Absent => ui.text("verdict-absent"),
            Outcome::Excused => match self.excuse {
                Some(reason) => ui.say("verdict-excused", args![reason = reason]),
                None => ui.text("verdict-excused-plain"),
            },
            Outcome::Unknown if self.settled => {
                ui.say("verdict-unknown", args![doubt = doubt_words(ui, self.doubt)])
            }
            Outcome::Unknown => match self.settles_at.filter(|at| *at > ui.now) {
                Some(at) if ui.day_of(at) == ui.today() => {
                    ui.say("verdict-open-until", args![time = ui.clock(at)])
                }
                Some(at) => {
                    ui.say("verdict-open-until", args![time = format!("{} {}", ui.day(at), ui.clock(at))])
                }
                None => ui.text("verdict-open"),
            },
        }
    }

    /// Shape and word.
    pub fn render(&self, ui: &Ui) -> Markup {
        self.render_as(ui, "")
    }

    /// The same on a ground.
    pub fn pilled(&self, ui: &Ui) -> Markup {
        self.render_as(ui, " pilled")
    }

    fn render_as(&self, ui: &Ui, class: &str) -> Markup {
        let shape = self.shape();
        html! {
            span class=(format!("verdict {shape}{class}")) { (verdict_shape(shape)) (self.word(ui)) }
        }
    }
}

/// A shape alone, beside words that say the same.
pub fn verdict_shape(shape: &str) -> Markup {
    html! {
        svg class=(format!("v {shape}")) aria-hidden="true" focusable="false" { use href=(format!("#v-{shape}")) {} }
    }
}

/// On what it hangs: `the end was not seen`.
pub fn doubt_words(ui: &Ui, doubt: Option<ReasonCode>) -> String {
    ui.text(match doubt {
        Some(ReasonCode::UnseenEnd) => "verdict-doubt-end",
        Some(ReasonCode::UnseenStart) => "verdict-doubt-start",
        Some(ReasonCode::UnmatchedParticipants) => "verdict-doubt-strangers",
        Some(ReasonCode::UnwatchedTime) => "verdict-doubt-unwatched",
        _ => "verdict-doubt-other",
    })
}

/// Whether a reason is one on which an unknown outcome may hang.
pub fn is_doubt(code: ReasonCode) -> bool {
    matches!(
        code,
        ReasonCode::UnseenEnd
            | ReasonCode::UnseenStart
            | ReasonCode::UnmatchedParticipants
            | ReasonCode::UnwatchedTime
    )
}

/// Minutes of a lateness, at least one: nobody is 0 minutes late.
fn whole_minutes(seconds: i64) -> i64 {
    (seconds / 60).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderMap, Uri};

    use crate::web::ui::of_nobody;

    fn view(outcome: Outcome) -> VerdictView<'static> {
        VerdictView {
            outcome,
            settled: true,
            late_seconds: None,
            percent: Some(62),
            excuse: Some("ill\u{202e}"),
            doubt: Some(ReasonCode::UnseenEnd),
            settles_at: None,
        }
    }

    #[test]
    fn every_verdict_has_its_shape_and_words() {
        let ui = of_nobody(None, &HeaderMap::new(), &Uri::from_static("/"), "r");
        let told = |view: VerdictView| (view.shape(), view.word(&ui).replace(['\u{2068}', '\u{2069}'], ""));
        let late = VerdictView { late_seconds: Some(779), ..view(Outcome::Present) };
        let soon = ui.now.plus(3_600_000);
        let open = VerdictView { settled: false, settles_at: Some(soon), ..view(Outcome::Unknown) };
        let word = |word: &str| word.to_owned();
        assert_eq!(told(view(Outcome::Present)), ("present", word("Present")));
        assert_eq!(told(late), ("late", word("Present, 12 min late")));
        assert_eq!(told(view(Outcome::Partial)), ("partial", word("Partial, 62\u{a0}%")));
        assert_eq!(told(view(Outcome::Absent)), ("absent", word("Absent")));
        assert_eq!(told(view(Outcome::Excused)), ("excused", word("Excused: ill")));
        assert_eq!(told(view(Outcome::Unknown)), ("unknown", word("Not certain: the end was not seen")));
        assert_eq!(told(open), ("open", format!("Not certain yet, until {}", ui.clock(soon))));
    }
}
