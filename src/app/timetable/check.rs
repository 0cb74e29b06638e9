//! Whether a plan can be a timetable at all, whatever else is planned.

use crate::app::Error;
use crate::app::session::booking;
use crate::domain::organization::Organization;
use crate::domain::organization::policy::{Policy, PolicyPatch};
use crate::domain::organization::settings::Day;
use crate::domain::session::{Platform, Session};
use crate::domain::time::{MINUTE, Span};
use crate::domain::timetable::plan::TimetablePlan;
use crate::store::Read;

/// Checks rule, weekdays, length and roster. When a timetable is changed (`before`), people who are on its roster already
/// are not checked again.
///
/// # Errors
/// 422 `invalid_rule`, `blocked_day`, `overlaps_itself`, `link_without_meet`, and those of `booking::check_roster`.
pub async fn check(
    read: &mut Read,
    organization: &Organization,
    plan: &TimetablePlan,
    before: Option<&TimetablePlan>,
) -> Result<(), Error> {
    let schedule = &plan.schedule;
    let Some(first) = schedule.first_day() else {
        let detail = "The rule names no day after firstStart: mend the rule, or let it begin earlier.";
        return Err(Error::refused("invalid_rule", detail));
    };
    if before.is_none_or(|before| before.schedule != *schedule) {
        check_weekdays(organization, plan, first)?;
    }
    let buffer = organization.settings.session_buffer_minutes.get();
    if let Some((one, next)) = schedule.overlap_with_itself(buffer * MINUTE) {
        let detail = format!(
            "The lesson of {} is not over, with {buffer} minutes between sessions, when that of {} begins: shorten \
             durationMinutes or name fewer days.",
            one.day, next.day
        );
        return Err(Error::refused("overlaps_itself", detail));
    }
    if plan.platform != Platform::Meet && (plan.meet_code.is_some() || plan.meet_space.is_some()) {
        return Err(Error::refused("link_without_meet", "Only sessions on meet have a Meet link."));
    }
    let somewhen = Span::new(organization.created_at, organization.created_at.plus(MINUTE));
    let before = before.map(|before| session_of(before, somewhen));
    booking::check_roster(read, organization, &session_of(plan, somewhen), before.as_ref()).await
}

fn check_weekdays(
    organization: &Organization,
    plan: &TimetablePlan,
    first: chrono::NaiveDate,
) -> Result<(), Error> {
    let blocked = &organization.settings.blocked_days;
    let named = plan.schedule.rule.named_weekdays(first);
    let Some(day) = named.into_iter().find(|day| blocked.contains(&Day(*day))) else { return Ok(()) };
    let day = chrono_weekday_name(day);
    let detail = format!(
        "The rule names {day}, which is a blocked day: leave it out of BYDAY (as in FREQ=WEEKLY;BYDAY=TU,TH), or change \
         the setting blocked_days."
    );
    Err(Error::refused("blocked_day", detail))
}

fn chrono_weekday_name(day: chrono::Weekday) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        [day.num_days_from_monday() as usize]
}

/// The session that a lesson would be, to be checked: it has no id yet and no room, since it gets one of its own.
pub(super) fn session_of(plan: &TimetablePlan, planned: Span) -> Session {
    Session {
        id: String::new(),
        kind: plan.kind,
        format: plan.format,
        platform: plan.platform,
        room: None,
        meet_space: plan.meet_space.clone(),
        venue_id: None,
        start: planned.from,
        end: planned.to,
        teacher: Some(plan.teacher.clone()),
        students: plan.students.clone(),
        cancelled: false,
        completed_at: None,
        policy: Policy::from_patch(&PolicyPatch::default()),
        policy_version: 0,
    }
}
