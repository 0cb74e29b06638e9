//! The next lessons of a plan, with what is in their way, before it is saved and after.

use maud::{Markup, html};

use crate::app::timetable::change::ChangeCounts;
use crate::app::timetable::foresee::{ForeseenLesson, LessonConflict, Skipped};
use crate::text::args;
use crate::web::components::icon::icon;
use crate::web::ui::Ui;

/// What a plan would draw, before it is saved.
pub(super) struct Forecast {
    /// In one sentence.
    pub answer: String,
    /// The sentence, then each lesson with what is in its way.
    pub lessons: Markup,
}

pub(super) fn forecast(ui: &Ui, lessons: &[ForeseenLesson], changes: Option<&ChangeCounts>) -> Forecast {
    let held = lessons.iter().filter(|one| one.skipped.is_none()).count();
    let colliding = lessons.iter().filter(|one| !one.conflicts.is_empty()).count();
    let answer = match colliding {
        0 => ui.say("timetables-free-all", args![count = held]),
        _ => ui.say("timetables-collide", args![count = colliding, all = held]),
    };
    let class = if colliding > 0 { "banner negative" } else { "banner positive" };
    let lessons = html! {
        section.card.flush id="preview" aria-labelledby="preview-title" {
            header { h2 id="preview-title" { (ui.text("timetables-preview")) } }
            div class=(class) role="status" {
                (icon(if colliding > 0 { "i-warning" } else { "i-check" }))
                p {
                    (answer)
                    @if let Some(one) = changes {
                        " " (ui.say("timetables-changes", args![changed = one.changed, cancelled = one.cancelled, drawn = one.drawn, kept = one.kept]))
                    }
                }
            }
            ol.list.lessons { @for lesson in lessons { (lesson_row(ui, lesson, html! {})) } }
        }
    };
    Forecast { answer, lessons }
}

/// One lesson; `state` is what is known of its session.
pub(super) fn lesson_row(ui: &Ui, lesson: &ForeseenLesson, state: Markup) -> Markup {
    let planned = lesson.occurrence.planned;
    html! {
        li class=[(!lesson.conflicts.is_empty()).then_some("waits")] {
            span.what {
                span { (ui.instant(planned.from, &ui.day(planned.from))) " " bdi.num { (ui.clock(planned.from)) "–" (ui.clock(planned.to)) } }
                @for conflict in &lesson.conflicts { span.sub.negative { (icon("i-warning")) " " (conflict_words(ui, conflict)) } }
            }
            @match &lesson.skipped {
                Some(Skipped::Holiday(name)) => { span.pill.amber { (icon("i-sun")) (ui.name(name)) } }
                Some(Skipped::BlockedDay) => { span.pill { (ui.text("timetables-blocked")) } }
                None => { (state) }
            }
        }
    }
}

/// What is in the way, in words, with the way there.
fn conflict_words(ui: &Ui, conflict: &LessonConflict) -> Markup {
    let address = match (&conflict.session_id, &conflict.timetable_id) {
        (Some(id), _) => format!("/sessions/{id}"),
        (None, Some(id)) => format!("/timetables/{id}"),
        (None, None) => "/sessions".to_owned(),
    };
    let title = conflict.title.clone().unwrap_or_else(|| ui.text("timetables-a-session"));
    let id = if conflict.code == "room_taken" { "timetables-room-taken" } else { "timetables-teacher-busy" };
    html! {
        a href=(address) {
            (ui.say(id, args![title = title, from = ui.clock(conflict.other.from), to = ui.clock(conflict.other.to)]))
        }
    }
}
