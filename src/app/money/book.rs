//! One period of an organisation's lines, summed by person.

use std::collections::BTreeMap;

use super::period::{Ledger, Stretch};
use super::sum::Sum;
use crate::app::{App, Error, evaluate};
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
    /// Opens the period named by the month of its last day; `None` outside the calendar. What has changed since it was
    /// last evaluated is evaluated first, so that finance never pulls yesterday's figures.
    pub async fn open(
        app: &App,
        scope: &Scope,
        kind: LineKind,
        year: i32,
        month: u32,
    ) -> Result<Option<Book>, Error> {
        let ledger = Ledger::open(&mut app.store.read().await?, scope).await?;
        let Some(period) = ledger.named(year, month) else { return Ok(None) };
        evaluate::catch_up(app, scope.organization()).await?;

        let mut read = app.store.read().await?;
        let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
        for row in read.sum_lines(scope, kind, period.span).await? {
            let sum = Sum::of(&row);
            sums.entry(row.person_id).or_default().add(&sum);
        }
        Ok(Some(Book { period, currency: ledger.currency(), sums, read }))
    }
}
