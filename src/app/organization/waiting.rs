//! How much waits for the admins of an organisation: what the first page counts.

use crate::app::Error;
use crate::app::jobs;
use crate::app::money::period_calendar::PeriodCalendar;
use crate::domain::access::Scope;
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::time::calendar::local_date;
use crate::domain::time::{HOUR, Timestamp};
use crate::store::Read;
use crate::store::meet::connections::ConsentState;

/// Counts of what waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Identities that belong to nobody yet.
    pub unmatched: i64,
    /// Settled sessions in which somebody's outcome is unknown.
    pub needs_review: i64,
    /// Lines of the present period without a rate.
    pub missing_rates: i64,
    /// LiveKit servers that failed last, and Google accounts that have to be connected again.
    pub platforms: i64,
    /// Jobs whose last run failed.
    pub failed_jobs: i64,
    /// Subscriptions with one session left or none, and nothing that could follow.
    pub low_subscriptions: i64,
}

/// What waits in an organisation now.
pub async fn waiting(read: &mut Read, scope: &Scope, now: Timestamp) -> Result<Waiting, Error> {
    let organization = scope.organization();
    let calendar = PeriodCalendar::load(read, scope).await?;
    let mut missing_rates = 0;
    if let Some(period) = calendar.periods_between(now, now).first() {
        for kind in [LineKind::Pay, LineKind::Charge] {
            let sums = read.sum_lines(scope, kind, period.span).await?;
            missing_rates += sums.iter().map(|sum| sum.missing_rate).sum::<i64>();
        }
    }
    let today = local_date(now, calendar.zone());
    let subscriptions = read.count_subscriptions(scope, today).await?;
    let health = read.list_livekit_health(organization).await?;
    let is_failing = |failed: Option<Timestamp>, answered: Option<Timestamp>| {
        // A failure of long ago says nothing about now.
        failed.is_some_and(|failed| {
            now.since(failed) < HOUR && answered.is_none_or(|answered| failed > answered)
        })
    };
    let livekit = health
        .iter()
        .filter(|(_, one)| is_failing(one.failed.as_ref().map(|(at, _)| *at), one.answered_at))
        .count();
    let google = read.list_google_connections(organization).await?;
    let google = google.iter().filter(|one| matches!(one.state, ConsentState::NeedsReconnect { .. })).count();
    Ok(Waiting {
        unmatched: read.count_unmatched(organization).await?,
        needs_review: read.count_sessions_to_review(organization).await?,
        missing_rates,
        platforms: i64::try_from(livekit + google).unwrap_or(i64::MAX),
        failed_jobs: jobs::list::count_failed(read, organization).await?,
        low_subscriptions: subscriptions.low,
    })
}
