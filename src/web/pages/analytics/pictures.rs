//! The pictures: attendance by week, hours by week, when lessons are, and how well they were watched. Each has a sentence
//! above it and the same figures as a table behind it.

use chrono::{Days, NaiveDate};
use maud::{Markup, html};

use super::filters::AskedFigures;
use super::written::{hours, number, percent};
use crate::app::analytics::{Analytics, WeekFigures};
use crate::domain::analytics::counts::Fraction;
use crate::domain::analytics::coverage::COVERAGE_REASONS;
use crate::text::args;
use crate::web::components::chart::bars::{Bar, bars};
use crate::web::components::chart::heat::{HeatCell, HeatGrid, heat, height};
use crate::web::components::chart::lines::{LinePoint, lines};
use crate::web::components::chart::stacked::{StackedPart, stacked};
use crate::web::components::chart::{Canvas, figure, legend};
use crate::web::ui::Ui;

fn canvas(ui: &Ui, height: u32) -> Canvas {
    Canvas::new(height, ui.locale.is_right_to_left())
}

fn section(id: &str, title: String, content: Markup) -> Markup {
    html! { section.card id=(id) { h2 { (title) } (content) } }
}

/// A week as it is called in a picture: its Monday.
fn week_name(ui: &Ui, monday: NaiveDate) -> String {
    ui.formats().day(monday)
}

/// The same figures of one week alone, as far as it lies in the range.
fn week_address(figures: &Analytics, asked: &AskedFigures, monday: NaiveDate) -> String {
    let first = monday.max(figures.range.from);
    let last = figures.range.to.pred_opt().unwrap_or(monday).min(monday + Days::new(6));
    asked.narrowed(&[("from", &first.to_string()), ("to", &last.to_string())])
}

fn table(head: &[String], rows: Markup) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(head.first().map_or("", String::as_str)) {
            table.table.dense {
                thead { tr { @for (at, name) in head.iter().enumerate() { th.num[at > 0] scope="col" { (name) } } } }
                tbody { (rows) }
            }
        }
    }
}

/// The attendance rate of a week.
fn rate(week: &WeekFigures) -> Option<Fraction> {
    week.figures.students.counts.rate()
}

pub fn attendance(ui: &Ui, figures: &Analytics, asked: &AskedFigures) -> Markup {
    let point = |week: &WeekFigures| {
        let counts = &week.figures.students.counts;
        LinePoint {
            label: week_name(ui, week.monday),
            title: format!(
                "{}: {} ({}/{})",
                week_name(ui, week.monday),
                percent(ui, rate(week)),
                counts.attended(),
                counts.counted()
            ),
            share: rate(week).map(Fraction::to_f64),
            second: counts.punctuality().map(Fraction::to_f64),
            href: Some(week_address(figures, asked, week.monday)),
        }
    };
    let points: Vec<LinePoint> = figures.weeks.iter().map(point).collect();
    let known = || figures.weeks.iter().filter(|week| rate(week).is_some());
    let lowest = known().min_by_key(|week| rate(week));
    let highest = known().max_by_key(|week| rate(week));
    let sentence = match (lowest, highest) {
        (Some(low), Some(high)) if rate(low) != rate(high) => ui.say(
            "analytics-weeks-sentence",
            args![
                low = percent(ui, rate(low)),
                low_week = week_name(ui, low.monday),
                high = percent(ui, rate(high)),
                high_week = week_name(ui, high.monday),
            ],
        ),
        (Some(same), _) => ui.say("analytics-weeks-even", args![rate = percent(ui, rate(same))]),
        (None, _) => ui.text("analytics-weeks-nothing"),
    };
    let scale = [ui.percent(0, 1), ui.percent(1, 2), ui.percent(1, 1)];
    let picture =
        lines(canvas(ui, 160), &ui.text("analytics-weeks"), &points, [&scale[0], &scale[1], &scale[2]]);
    let head = [
        "analytics-week",
        "analytics-attendance",
        "analytics-punctuality",
        "analytics-present",
        "analytics-absent",
    ];
    let rows = html! {
        @for week in figures.weeks.iter().rev() {
            @let counts = &week.figures.students.counts;
            tr {
                td { a href=(week_address(figures, asked, week.monday)) { (week_name(ui, week.monday)) } }
                td.num { (percent(ui, counts.rate())) }
                td.num { (percent(ui, counts.punctuality())) }
                td.num { (number(ui, counts.attended())) }
                td.num { (number(ui, counts.absent)) }
            }
        }
    };
    let keys =
        legend(&[("bar", ui.text("analytics-attendance")), ("bar amber", ui.text("analytics-punctuality"))]);
    section(
        "weeks",
        ui.text("analytics-weeks"),
        html! {
            (figure(ui, &sentence, html! { (picture) (keys) }, table(&head.map(|id| ui.text(id)), rows)))
        },
    )
}

pub fn hours_taught(ui: &Ui, figures: &Analytics, asked: &AskedFigures) -> Markup {
    let own = |week: &WeekFigures| week.figures.students.credited_seconds;
    let bar = |week: &WeekFigures| Bar {
        label: week_name(ui, week.monday),
        title: format!("{}: {}", week_name(ui, week.monday), hours(ui, own(week))),
        value: own(week),
        href: Some(week_address(figures, asked, week.monday)),
    };
    let all: Vec<Bar> = figures.weeks.iter().map(bar).collect();
    let most = hours(ui, figures.weeks.iter().map(own).max().unwrap_or(0));
    let total = hours(ui, figures.total.students.credited_seconds);
    let sentence = ui.say(
        "analytics-hours-sentence",
        args![total = total, teachers = hours(ui, figures.total.teachers.credited_seconds)],
    );
    let head = ["analytics-week", "analytics-hours", "analytics-hours-teachers", "analytics-sessions"];
    let rows = html! {
        @for week in figures.weeks.iter().rev() {
            tr {
                td { a href=(week_address(figures, asked, week.monday)) { (week_name(ui, week.monday)) } }
                td.num { (hours(ui, own(week))) }
                td.num { (hours(ui, week.figures.teachers.credited_seconds)) }
                td.num { (number(ui, week.figures.sessions)) }
            }
        }
    };
    let picture = bars(canvas(ui, 160), &ui.text("analytics-hours-title"), &all, &most);
    section(
        "hours",
        ui.text("analytics-hours-title"),
        figure(ui, &sentence, picture, table(&head.map(|id| ui.text(id)), rows)),
    )
}

/// A Monday, for the names of weekdays.
const A_MONDAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2024, 1, 1);

pub fn when(ui: &Ui, figures: &Analytics) -> Markup {
    let is_used = |hour: &usize| figures.hours.iter().any(|day| day[*hour].sessions > 0);
    let first = (0..24).find(is_used).unwrap_or(8);
    let last = (0..24).rev().find(is_used).unwrap_or(17);
    let weekday = |day: usize| {
        let at =
            A_MONDAY.and_then(|monday| monday.checked_add_days(Days::new(day as u64))).unwrap_or_default();
        ui.formats().weekday(at)
    };
    let hour_name = |hour: usize| ui.number(i64::try_from(hour).unwrap_or(0));
    let name = |day: usize, hour: usize| format!("{} {}:00", weekday(day), hour_name(hour));
    let cell = |day: usize, hour: usize| {
        let group = &figures.hours[day][hour];
        let args = args![
            place = name(day, hour),
            count = group.sessions,
            rate = percent(ui, group.students.counts.rate())
        ];
        HeatCell { value: group.sessions, title: ui.say("analytics-when-cell", args) }
    };
    let grid = HeatGrid {
        rows: (0..7)
            .map(|day| (weekday(day), (first..=last).map(|hour| cell(day, hour)).collect()))
            .collect(),
        columns: (first..=last).map(hour_name).collect(),
    };
    let cells = || (0..7).flat_map(|day| (0..24).map(move |hour| (day, hour)));
    let busiest = cells().max_by_key(|(day, hour)| figures.hours[*day][*hour].sessions);
    let sentence = busiest.map_or_else(String::new, |(day, hour)| {
        ui.say(
            "analytics-when-sentence",
            args![place = name(day, hour), count = figures.hours[day][hour].sessions],
        )
    });
    let head = ["analytics-when-place", "analytics-sessions", "analytics-attendance"];
    let rows = html! {
        @for (day, hour) in cells().filter(|(day, hour)| figures.hours[*day][*hour].sessions > 0) {
            @let group = &figures.hours[day][hour];
            tr {
                td { (name(day, hour)) }
                td.num { (number(ui, group.sessions)) }
                td.num { (percent(ui, group.students.counts.rate())) }
            }
        }
    };
    let picture = heat(canvas(ui, height(7)), &ui.text("analytics-when"), &grid);
    section(
        "when",
        ui.text("analytics-when"),
        figure(ui, &sentence, picture, table(&head.map(|id| ui.text(id)), rows)),
    )
}

pub fn coverage(ui: &Ui, figures: &Analytics) -> Markup {
    let coverage = &figures.coverage;
    let whole = coverage.reports();
    let parts = [
        ("positive", "analytics-seen", coverage.seen),
        ("amber", "analytics-estimated", coverage.estimated),
        ("negative", "analytics-unwatched", coverage.unwatched),
    ];
    let share = |value: u64| percent(ui, Fraction::new(value, whole));
    let drawn: Vec<StackedPart> = parts
        .iter()
        .map(|(colour, id, value)| StackedPart {
            colour,
            title: format!("{}: {}", ui.text(id), share(*value)),
            value: *value,
        })
        .collect();
    let keys: Vec<(String, String)> = parts
        .iter()
        .map(|(colour, id, value)| (format!("bar {colour}"), format!("{} {}", ui.text(id), share(*value))))
        .collect();
    let keys: Vec<(&str, String)> =
        keys.iter().map(|(class, words)| (class.as_str(), words.clone())).collect();
    let sentence = match whole {
        0 => ui.text("analytics-coverage-nothing"),
        _ => ui.say("analytics-coverage-sentence", args![seen = share(coverage.seen), count = whole]),
    };
    let rows = html! {
        @for (_, id, value) in parts {
            tr { td { (ui.text(id)) } td.num { (number(ui, value)) } td.num { (share(value)) } }
        }
        @for code in COVERAGE_REASONS {
            @let value = coverage.reasons.get(&code).copied().unwrap_or(0);
            @if value > 0 {
                tr { td { (ui.word("reason", code.as_str())) } td.num { (number(ui, value)) } td.num { (share(value)) } }
            }
        }
    };
    let head = ["analytics-coverage", "analytics-reports", "analytics-share"];
    let picture = stacked(canvas(ui, 20), &ui.text("analytics-coverage"), &drawn);
    section(
        "coverage",
        ui.text("analytics-coverage"),
        html! {
            (figure(ui, &sentence, html! { (picture) (legend(&keys)) }, table(&head.map(|id| ui.text(id)), rows)))
        },
    )
}
