//! What statements are made of: instants as columns hold them, lists of rows as one bound text, and statements whose
//! wording differs between SQLite and PostgreSQL.

use crate::domain::time::Timestamp;

/// An instant as a column holds it.
pub(crate) fn micros(at: Timestamp) -> i64 {
    // A Timestamp lies within the years 0 to 9999, a thousandth of what an i64 of microseconds spans.
    at.millis() * 1_000
}

/// An instant as it was written to a column.
pub(crate) fn instant(micros: i64) -> Timestamp {
    Timestamp::from_millis(micros.div_euclid(1_000))
}

/// One statement in both SQL dialects; `Read::for_dialect` picks the text.
#[derive(Clone, Copy)]
pub(crate) struct DialectSql {
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

/// `json_rows_sql!(head, tail)`: the statement `head FROM <the rows> tail` over many rows, which are bound as one
/// JSON array, `$1`. Each row is named `value`; read numbers as `CAST(value ->> 2 AS BIGINT)`. One bound text needs
/// neither a statement for every size of batch nor a round trip for every row.
///
/// Join with CROSS JOIN: it keeps SQLite from walking the other table and searching the rows for each of its own.
macro_rules! json_rows_sql {
    ($head:expr, $tail:expr) => {
        $crate::store::DialectSql {
            sqlite: concat!($head, " FROM json_each($1) AS item ", $tail),
            postgres: concat!($head, " FROM jsonb_array_elements($1::JSONB) AS item (value) ", $tail),
        }
    };
}
pub(crate) use json_rows_sql;

/// `in_json_sql!(head, "$2", tail)`: the statement `head (<the texts>) tail`, where `head` ends with `IN` and the texts
/// are bound as one JSON array, `$2`.
macro_rules! in_json_sql {
    ($head:expr, $parameter:literal, $tail:expr) => {
        $crate::store::DialectSql {
            sqlite: concat!($head, " (SELECT value FROM json_each(", $parameter, ")) ", $tail),
            postgres: concat!($head, " (SELECT jsonb_array_elements_text(", $parameter, "::JSONB)) ", $tail),
        }
    };
}
pub(crate) use in_json_sql;

/// A list as the one JSON text a statement over many rows binds.
pub(crate) fn json_rows<T: serde::Serialize>(rows: &[T]) -> String {
    serde_json::to_string(rows).expect("rows are tuples of texts, numbers and flags")
}

/// Whether a query gave fewer rows than its limit, so that there are no more.
pub(crate) fn is_last_page<R>(rows: &[R], limit: i64) -> bool {
    i64::try_from(rows.len()).is_ok_and(|found| found < limit)
}

/// How many rows are still needed to fill a page of `limit`.
pub(crate) fn missing_rows<T>(limit: i64, page: &[T]) -> i64 {
    limit - i64::try_from(page.len()).unwrap_or(i64::MAX)
}
