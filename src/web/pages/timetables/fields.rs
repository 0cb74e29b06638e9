//! The fields of a timetable: shown, and read again when they are sent or looked at before. Weekdays are boxes that write the
//! rule; whoever needs another rule writes it.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use chrono_tz::{TZ_VARIANTS, Tz};
use maud::{Markup, html};

use crate::domain::timetable::Schedule;
use crate::domain::timetable::plan::TimetablePlan;
use crate::domain::timetable::rule::{Frequency, RecurrenceRule, RuleEnd, WEEK, weekday_code};
use crate::http::problem::Problem;
use crate::store::Read;
use crate::text::args;
use crate::web::components::field::FormView;
use crate::web::components::lesson_fields::{
    LessonDetails, PeopleToChoose, lesson_fields, minutes_field, others_field, read_lesson, read_minutes,
    without_box,
};
use crate::web::route::PageRequest;
use crate::web::ui::Ui;
use crate::web::ui::fields::{Fields, latin_digits, parse_day};

/// The weekday as pages call it.
fn weekday_name(ui: &Ui, weekday: Weekday) -> String {
    let name = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        [weekday.num_days_from_monday() as usize];
    ui.word("weekday", name)
}

/// The days of a rule in words, as far as boxes could have written it; else the rule itself.
pub(super) fn rule_in_words(ui: &Ui, schedule: &Schedule) -> Markup {
    let Some(simple) = SimpleRule::of(schedule) else {
        return html! { code translate="no" dir="ltr" { (ui.name(schedule.rule.text())) } };
    };
    let days: Vec<String> = simple.days.iter().map(|day| weekday_name(ui, *day)).collect();
    let days = days.join(&ui.text("people-comma"));
    html! {
        @if simple.every == 1 { (days) } @else { (ui.say("timetables-every", args![weeks = simple.every, days = days])) }
        @if let Some(until) = simple.until { " " (ui.say("timetables-until-day", args![day = ui.formats().date(until)])) }
    }
}

/// A rule that boxes can show: weekdays, every so many weeks, up to a day.
struct SimpleRule {
    days: Vec<Weekday>,
    every: u32,
    until: Option<NaiveDate>,
}

impl SimpleRule {
    fn of(schedule: &Schedule) -> Option<SimpleRule> {
        let rule = &schedule.rule;
        let until = match rule.end {
            RuleEnd::Never => None,
            RuleEnd::Day(day) => Some(day),
            _ => return None,
        };
        let is_plain = rule.frequency == Frequency::Weekly
            && rule.by_month.is_empty()
            && rule.by_set_pos.is_empty()
            && rule.week_start == Weekday::Mon;
        let days = rule.named_weekdays(schedule.first_start.date());
        is_plain.then_some(SimpleRule { days, every: rule.interval, until })
    }

    fn text(&self) -> String {
        let days: Vec<&str> = self.days.iter().map(|day| weekday_code(*day)).collect();
        let every = if self.every == 1 { String::new() } else { format!(";INTERVAL={}", self.every) };
        let until = self.until.map_or_else(String::new, |day| format!(";UNTIL={}", day.format("%Y%m%d")));
        format!("FREQ=WEEKLY{every};BYDAY={}{until}", days.join(","))
    }
}

/// The fields, with the values of a plan where there is one.
pub(super) fn plan_fields(
    form: &FormView<'_>,
    people: &PeopleToChoose,
    plan: Option<&TimetablePlan>,
) -> Markup {
    let lesson = plan.map(details_of);
    let schedule = plan.map(|plan| &plan.schedule);
    let others = plan.map_or_else(String::new, |plan| without_box(people, &plan.students));
    html! {
        (lesson_fields(form, people, lesson.as_ref(), when_fields(form, schedule)))
        (more_fields(form, schedule, &others))
    }
}

/// What a plan says of each of its lessons.
fn details_of(plan: &TimetablePlan) -> LessonDetails {
    LessonDetails {
        title: plan.title.clone(),
        kind: plan.kind,
        format: plan.format,
        platform: plan.platform,
        teacher: plan.teacher.clone(),
        students: plan.students.clone(),
        meet_code: plan.meet_code.clone(),
    }
}

/// Days, time and length.
fn when_fields(form: &FormView<'_>, schedule: Option<&Schedule>) -> Markup {
    let ui = form.ui;
    let simple = schedule.and_then(SimpleRule::of);
    let first = schedule.map_or_else(String::new, |one| one.first_start.date().to_string());
    let time = schedule.map_or_else(String::new, |one| one.first_start.time().format("%H:%M").to_string());
    let minutes = schedule.map_or_else(String::new, |one| one.duration_minutes.to_string());
    let until = simple.as_ref().and_then(|one| one.until).map_or_else(String::new, |day| day.to_string());
    html! {
        (form.group(ui.text("timetables-days"), html! {
            @for day in WEEK {
                @let checked = simple.as_ref().is_some_and(|one| one.days.contains(&day));
                (form.checkbox("day", weekday_code(day), weekday_name(ui, day), checked))
            }
        }))
        div.fields {
            (form.input("date", "first", ui.text("timetables-first"), &first).required())
            (form.input("time", "time", ui.text("timetables-time"), &time).required())
            (minutes_field(form, &minutes))
            (form.input("date", "until", ui.text("timetables-until"), &until).hint(ui.text("timetables-until-what")))
        }
    }
}

/// What few need: another zone, days left out, another rule, people without a box.
fn more_fields(form: &FormView<'_>, schedule: Option<&Schedule>, others: &str) -> Markup {
    let ui = form.ui;
    let zones: Vec<(String, String)> =
        TZ_VARIANTS.iter().map(|zone| (zone.name().to_owned(), zone.name().replace('_', " "))).collect();
    let zone = schedule.map_or(ui.zone, |one| one.time_zone);
    let simple = schedule.and_then(SimpleRule::of);
    let every =
        simple.as_ref().filter(|one| one.every > 1).map_or_else(String::new, |one| one.every.to_string());
    let rule = schedule.filter(|_| simple.is_none()).map_or("", |one| one.rule.text());
    let except: Vec<String> = schedule.iter().flat_map(|one| &one.except).map(ToString::to_string).collect();
    let except = except.join("\n");
    let filled = [("except", except.as_str()), ("every", &every), ("rule", rule), ("others", others)];
    let is_used = filled.iter().any(|(name, value)| !form.value(name, value).trim().is_empty())
        || form.value("zone", zone.name()) != ui.zone.name();
    html! {
        details.more open[is_used] {
            summary { (ui.text("timetables-more")) }
            (form.textarea("except", ui.text("timetables-except"), &except).hint(ui.text("timetables-except-what")))
            div.fields {
                (form.select("zone", ui.text("timetables-zone"), &zones, zone.name()))
                (form.input("number", "every", ui.text("timetables-weeks"), &every).hint(ui.text("timetables-weeks-what")))
                (form.text("rule", ui.text("timetables-rule"), rule).hint(ui.text("timetables-rule-what")).autocomplete("off"))
            }
            (others_field(form, others))
        }
    }
}

/// The plan that fields say. `before` is the plan that is changed.
///
/// # Errors
/// 400 and 422 at the field that is wrong.
pub(super) async fn read_plan(
    page: &PageRequest,
    read: &mut Read,
    fields: &Fields,
    before: Option<&TimetablePlan>,
) -> Result<TimetablePlan, Problem> {
    let lesson = read_lesson(page, read, fields).await?;
    // What is known of the same link stays.
    let before = before.filter(|before| before.meet_code == lesson.meet_code);
    Ok(TimetablePlan {
        title: lesson.title,
        kind: lesson.kind,
        format: lesson.format,
        platform: lesson.platform,
        teacher: lesson.teacher,
        students: lesson.students,
        schedule: read_schedule(page, read, fields).await?,
        meet_space: before.and_then(|before| before.meet_space.clone()),
        meet_code: lesson.meet_code,
        meet_organizer: before.and_then(|before| before.meet_organizer.clone()),
    })
}

async fn read_schedule(page: &PageRequest, read: &mut Read, fields: &Fields) -> Result<Schedule, Problem> {
    let ui = &page.ui;
    fields.required("first")?;
    let first = fields.day("first")?.ok_or_else(|| ui.refuse("timetables-bad-time", "first"))?;
    let time = latin_digits(fields.required("time")?);
    let time = NaiveTime::parse_from_str(&time, "%H:%M")
        .or_else(|_| NaiveTime::parse_from_str(&time, "%H:%M:%S"))
        .map_err(|_| ui.refuse("timetables-bad-time", "time"))?;
    let first_start = first.and_time(time);
    if !Schedule::is_allowed_start(first_start) {
        return Err(ui.refuse("timetables-bad-time", "first"));
    }
    let time_zone = match fields.optional("zone") {
        None => ui.zone,
        Some(name) => name.parse::<Tz>().map_err(|_| {
            Problem::unprocessable("invalid_time_zone", "There is no such time zone.").at_field("zone")
        })?,
    };
    let duration_minutes = match read_minutes(fields)? {
        Some(minutes) => minutes,
        None => {
            let organization = read.find_organization(page.scope.organization()).await?;
            organization.map_or(60, |one| one.settings.default_meeting_duration_minutes.get())
        }
    };
    Ok(Schedule {
        time_zone,
        first_start,
        duration_minutes,
        rule: read_rule(fields, first)?,
        except: read_except(ui, fields)?,
    })
}

fn read_rule(fields: &Fields, first: NaiveDate) -> Result<RecurrenceRule, Problem> {
    let text = match fields.optional("rule") {
        Some(rule) => rule.to_owned(),
        None => {
            let mut days: Vec<Weekday> = WEEK
                .into_iter()
                .filter(|day| fields.all("day").any(|one| one == weekday_code(*day)))
                .collect();
            if days.is_empty() {
                days.push(first.weekday());
            }
            let every = fields.number("every")?.unwrap_or(1);
            let every = u32::try_from(every).ok().filter(|every| (1..=52).contains(every));
            let every = every.ok_or_else(|| {
                Problem::unprocessable("invalid_rule", "A number of weeks from 1 to 52.").at_field("every")
            })?;
            SimpleRule { days, every, until: fields.day("until")? }.text()
        }
    };
    RecurrenceRule::parse(&text)
        .map_err(|wrong| Problem::unprocessable("invalid_rule", wrong.0).at_field("rule"))
}

fn read_except(ui: &Ui, fields: &Fields) -> Result<BTreeSet<NaiveDate>, Problem> {
    let typed = latin_digits(fields.text("except"));
    let days = typed
        .split(|c: char| c.is_whitespace() || c == ',' || c == ';' || c == '،')
        .filter(|day| !day.is_empty());
    let read: Option<BTreeSet<NaiveDate>> = days.take(501).map(parse_day).collect();
    read.filter(|days| days.len() <= 500).ok_or_else(|| ui.refuse("timetables-bad-except", "except"))
}
