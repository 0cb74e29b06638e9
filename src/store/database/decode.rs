//! Decoding rows, some of which this version of the program cannot read: written by a newer one, or broken.
//!
//! An unreadable row does not fail a list: lists leave it out, a lookup by id fails with `StoreError::Corrupt`, and
//! both record it, so that the caller sees that something is missing and an admin finds it in the table
//! `unreadable_rows`.

use crate::store::database::error::{Result, StoreError, Unreadable};
use crate::store::database::transaction::Read;
use crate::store::database::unreadable_buffer::MAX_RECORDED;

/// What stands in an unreadable cell is told in at most this many characters.
const MAX_FOUND_CHARS: usize = 300;

/// A list of at most `limit` rows, filled from as many queries as it takes: rows that cannot be read are left out of
/// each, and the next query begins after the last row of the one before.
///
/// `fill_page!(limit, after = start, |wanted| -> Vec<Row> { query }, |row| cursor, |rows| decode)`: the query gives
/// at most `wanted` rows after the cursor `after`, which is that of one row; `decode` leaves out what cannot be read.
macro_rules! fill_page {
    (
        $limit:expr, $after:ident = $start:expr, |$wanted:ident| -> $rows_type:ty $query:block,
        |$row:ident| $cursor:expr, |$rows:ident| $decode:expr $(,)?
    ) => {{
        let mut $after = $start;
        let mut page = Vec::new();
        loop {
            let $wanted = $crate::store::missing_rows($limit, &page);
            let $rows: $rows_type = $query;
            let is_end = $crate::store::is_last_page(&$rows, $wanted);
            let last = $rows.last().map(|$row| $cursor);
            page.extend($decode);
            match last {
                Some(last) if !is_end && $crate::store::missing_rows($limit, &page) > 0 => $after = last,
                _ => break page,
            }
        }
    }};
}
pub(crate) use fill_page;

impl Read {
    /// Rows met in this transaction so far that cannot be read.
    pub fn unreadable_rows(&self) -> &[Unreadable] {
        &self.unreadable
    }

    /// Remembers a row that cannot be read.
    pub fn record_unreadable(&mut self, mut one: Unreadable) {
        one.found = one.found.chars().filter(|c| *c != '\0').take(MAX_FOUND_CHARS).collect();
        if self.unreadable.iter().any(|known| known.is_same_cell(&one)) {
            return;
        }
        if self.unreadable.len() < MAX_RECORDED {
            self.unreadable_buffer.record(&one);
            self.unreadable.push(one);
        }
    }

    /// Those of the rows that can be read.
    pub(crate) fn readable_rows<R, T>(&mut self, organization: &str, rows: Vec<R>) -> Result<Vec<T>>
    where
        T: TryFrom<R, Error = StoreError>,
    {
        self.readable_rows_with(organization, rows, T::try_from)
    }

    /// The same, where another function reads a row.
    pub(crate) fn readable_rows_with<R, T>(
        &mut self,
        organization: &str,
        rows: Vec<R>,
        read: impl Fn(R) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            match self.record_if_corrupt(organization, read(row)) {
                Ok(one) => all.push(one),
                Err(StoreError::Corrupt(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(all)
    }

    /// The row somebody asked for by its id: `Corrupt` when it cannot be read.
    pub(crate) fn try_row<R, T>(&mut self, organization: &str, row: Option<R>) -> Result<Option<T>>
    where
        T: TryFrom<R, Error = StoreError>,
    {
        self.record_if_corrupt(organization, row.map(T::try_from).transpose())
    }

    /// Records what failed to decode, and names the organisation in the error.
    pub(crate) fn record_if_corrupt<T>(&mut self, organization: &str, read: Result<T>) -> Result<T> {
        let read = read.map_err(|error| error.in_organization(organization));
        if let Err(StoreError::Corrupt(one)) = &read {
            self.record_unreadable(Unreadable::clone(one));
        }
        read
    }
}
