//! What the week of a teacher is made of: a few queries, however many lessons.

use std::sync::Arc;

use chrono::{Days, NaiveDate};

use crate::app::live::{self, LiveSession};
use crate::app::money::payroll::payroll;
use crate::app::money::period_calendar::PeriodCalendar;
use crate::domain::money::amount::Money;
use crate::domain::time::calendar::midnight;
use crate::domain::time::{DAY, Span};
use crate::http::problem::Problem;
use crate::store::session::StoredSession;
use crate::web::route::PageRequest;

/// More lessons than anybody teaches in a week.
const MOST_LESSONS: i64 = 200;
/// Lessons that wait, at most.
const MOST_WAITING: i64 = 20;
/// How long ago a lesson may lie that waits for its teacher.
const WAITING_SINCE: i64 = 30 * DAY;

pub struct WeekView {
    /// What runs, and what comes next, whichever week is shown.
    pub standing: Vec<Arc<LiveSession>>,
    /// Those of the week, by start.
    pub sessions: Vec<Arc<LiveSession>>,
    /// The newest first.
    pub waiting: Vec<WaitingLesson>,
    /// `None` outside of the calendar.
    pub pay: Option<PeriodPay>,
}

/// A lesson that the teacher should look at.
pub struct WaitingLesson {
    pub session: StoredSession,
    pub strangers: i64,
}

/// What the current period has come to so far.
pub struct PeriodPay {
    pub year: i32,
    pub month: u32,
    pub span: Span,
    pub lessons: i64,
    pub seconds: i64,
    pub amounts: Vec<Money>,
    /// Lines that are held back.
    pub waiting: i64,
}

impl WeekView {
    pub async fn load(page: &PageRequest, monday: NaiveDate) -> Result<WeekView, Problem> {
        let (ui, scope) = (&page.ui, &page.scope);
        let mut read = page.read().await?;
        let standing = live::standing(&mut read, scope, ui.now).await?;
        let next_monday = monday.checked_add_days(Days::new(7)).unwrap_or(monday);
        let week = Span::new(midnight(monday, ui.zone), midnight(next_monday, ui.zone));
        let sessions = live::between(&mut read, scope, week, ui.now, MOST_LESSONS).await?;
        let lately = Span::new(ui.now.plus(-WAITING_SINCE), ui.now);
        let found = read.list_sessions_waiting(scope, lately, MOST_WAITING).await?;
        let ids: Vec<&str> = found.iter().map(|one| one.session.id.as_str()).collect();
        let strangers = read.count_unmatched_of(scope.organization(), &ids).await?;
        let waiting = found.into_iter().map(|session| WaitingLesson {
            strangers: strangers.get(&session.session.id).copied().unwrap_or(0),
            session,
        });
        let waiting = waiting.collect();
        let calendar = PeriodCalendar::load(&mut read, scope).await?;
        drop(read);
        let pay = pay(page, &calendar).await?;
        Ok(WeekView { standing, sessions, waiting, pay })
    }
}

async fn pay(page: &PageRequest, calendar: &PeriodCalendar) -> Result<Option<PeriodPay>, Problem> {
    let now = page.ui.now;
    let Some(period) = calendar.periods_between(now, now).into_iter().next() else { return Ok(None) };
    let payroll = payroll(&page.app, &page.scope, period.year, period.month, false).await?;
    Ok(payroll.map(|payroll| PeriodPay {
        year: period.year,
        month: period.month,
        span: period.span,
        lessons: payroll.total.sessions,
        seconds: payroll.total.seconds,
        amounts: payroll.total.amounts(payroll.currency),
        waiting: payroll.total.blocked.values().sum(),
    }))
}
