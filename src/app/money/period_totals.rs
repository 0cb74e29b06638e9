//! One period of an organisation's lines, summed by person.

use std::collections::BTreeMap;

use super::sum::Sum;
use crate::app::money::period_calendar::{Ledger, Stretch};
use crate::app::{App, Error};
use crate::domain::access::Scope;
use crate::domain::money::amount::Currency;
use crate::domain::money::table::LineKind;
use crate::store::Read;

/// What everybody in reach has in a period, and the snapshot it was read from, for what else is asked of it.
pub struct Book {
    pub period: Stretch,
    pub currency: Currency,
    /// By person's id.
    pub sums: BTreeMap<String, Sum>,
    pub read: Read,
}

impl Book {
    /// Opens the period named by the month of its last day, in one snapshot; `None` outside the calendar.
    pub async fn open(
        app: &App,
        scope: &Scope,
        kind: LineKind,
        year: i32,
        month: u32,
    ) -> Result<Option<Book>, Error> {
        let mut read = app.store.read().await?;
        let ledger = Ledger::open(&mut read, scope).await?;
        let Some(period) = ledger.named(year, month) else { return Ok(None) };
        let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
        for row in read.sum_lines(scope, kind, period.span).await? {
            let sum = Sum::of(&row);
            sums.entry(row.person_id).or_default().add(&sum);
        }
        Ok(Some(Book { period, currency: ledger.currency(), sums, read }))
    }
}
