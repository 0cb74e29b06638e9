//! One period of an organisation's lines, summed by person.

use std::collections::BTreeMap;

use crate::app::money::line_totals::LineTotals;
use crate::app::money::period_calendar::{NamedPeriod, PeriodCalendar};
use crate::app::{App, Error};
use crate::domain::access::Scope;
use crate::domain::money::amount::Currency;
use crate::domain::money::charge_pay_table::LineKind;
use crate::store::Read;

/// Totals per person in one period, with the open read snapshot so that names and lines come from the same state.
pub struct PeriodTotals {
    pub period: NamedPeriod,
    pub currency: Currency,
    /// By person's id.
    pub by_person: BTreeMap<String, LineTotals>,
    pub read: Read,
}

impl PeriodTotals {
    /// Reads the totals of the period named by the month of its last day; `None` outside the calendar.
    pub async fn load(
        app: &App,
        scope: &Scope,
        kind: LineKind,
        year: i32,
        month: u32,
    ) -> Result<Option<PeriodTotals>, Error> {
        let mut read = app.store.read().await?;
        let calendar = PeriodCalendar::load(&mut read, scope).await?;
        let Some(period) = calendar.period_named(year, month) else { return Ok(None) };
        let mut sums: BTreeMap<String, LineTotals> = BTreeMap::new();
        for row in read.sum_lines(scope, kind, period.span).await? {
            let sum = LineTotals::of(&row);
            sums.entry(row.person_id).or_default().add(&sum);
        }
        Ok(Some(PeriodTotals { period, currency: calendar.currency(), by_person: sums, read }))
    }
}
