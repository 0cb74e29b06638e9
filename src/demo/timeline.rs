//! Presence drawn as a bar, and one whole lesson drawn as a chart.

use super::format::{format_local, heading};
use super::lessons::Lesson;
use crate::demo::members::MemberIds;
use crate::demo::results::{AttendanceJson, ReportJson};
use crate::domain::time::{Span, Timestamp};
use crate::terminal::output::say;
use crate::terminal::text::{TerminalStyle, align_left, format_seconds};

/// The planned time of a lesson as a bar of so many cells: whether one report proves presence in the middle of each.
pub fn bar(report: &ReportJson, lesson: &Lesson, as_of: Timestamp, cells: usize) -> String {
    presence_bar(report, Span::new(lesson.start, lesson.end), as_of, cells)
}

fn presence_bar(report: &ReportJson, span: Span, as_of: Timestamp, cells: usize) -> String {
    let length = span.millis() / i64::try_from(cells).unwrap_or(1);
    let cell = |index: usize| {
        let from = span.from.plus(length * i64::try_from(index).unwrap_or(0));
        let middle = from.plus(length / 2);
        let there =
            report.intervals.iter().find(|one| Span::new(one.from, one.to.unwrap_or(as_of)).contains(middle));
        match there {
            Some(stay) if stay.estimated => '▒',
            Some(_) => '█',
            None => '·',
        }
    };
    (0..cells).map(cell).collect()
}

/// One lesson, from ten minutes before it to ten minutes after.
pub fn chart(
    lesson: &Lesson,
    attendance: &AttendanceJson,
    as_of: Timestamp,
    members: &MemberIds,
    paint: TerminalStyle,
) -> anyhow::Result<()> {
    const CELLS: usize = 60;
    const MARGIN: i64 = 600_000;
    let span = Span::new(lesson.start.plus(-MARGIN), lesson.end.plus(MARGIN));
    heading(&format!("{}, minute by minute", lesson.series.title), paint);
    let place = |at: Timestamp| {
        usize::try_from(at.since(span.from) * i64::try_from(CELLS).unwrap_or(1) / span.millis().max(1))
            .unwrap_or(0)
    };
    let mut ruler = vec![' '; CELLS + 6];
    for at in [lesson.start, lesson.end] {
        let label = format_local(at, "%H:%M");
        for (offset, letter) in label.chars().enumerate() {
            if let Some(cell) = ruler.get_mut(place(at) + offset) {
                *cell = letter;
            }
        }
    }
    say!("  {} {}", align_left("", 18), paint.dim(&ruler.into_iter().collect::<String>()));
    let mut ticks = vec!['─'; CELLS];
    for at in [lesson.start, lesson.end] {
        if let Some(cell) = ticks.get_mut(place(at)) {
            *cell = '┬';
        }
    }
    say!("  {} {}", align_left("", 18), paint.dim(&ticks.into_iter().collect::<String>()));
    for report in attendance.reports()? {
        let bar = presence_bar(&report, span, as_of, CELLS);
        let bar = if report.outcome == "present" { paint.green(&bar) } else { paint.yellow(&bar) };
        say!(
            "  {} {bar} {}",
            align_left(&members.name_of_id(&report.person_id), 18),
            format_seconds(report.credited_seconds)
        );
        for stay in &report.intervals {
            let to = stay.to.map_or_else(|| "now".to_owned(), clock_time);
            say!(
                "  {} {}",
                align_left("", 18),
                paint.dim(&format!(
                    "{} to {to}{}",
                    clock_time(stay.from),
                    if stay.estimated { ", estimated" } else { "" }
                ))
            );
        }
    }
    Ok(())
}

fn clock_time(at: Timestamp) -> String {
    format_local(at, "%H:%M:%S")
}
