//! The only place with SQL. One text for both databases, run through the native driver of the one in use.
//!
//! `Store::read` is one consistent snapshot, `Store::write` one transaction; dropping either rolls it back. Each
//! folder is one noun of the domain, with its statements as methods of `Read` and `Write` and its row structs
//! private; what they all stand on is in `database`. Instants are BIGINT microseconds, bound by the application: the
//! database computes no time. Network calls happen outside of both kinds of transaction.

pub mod access;
pub mod calendar;
pub mod checkin;
pub mod database;
pub mod evaluation;
pub mod event;
pub mod evidence;
pub mod idempotency;
pub mod installation;
pub mod jobs;
pub mod livekit;
pub mod meet;
pub mod money;
pub mod notification;
pub mod organization;
pub mod people;
pub mod presence;
pub mod session;
pub mod subscription;
pub mod timetable;
pub mod venue;
pub mod verdict;

/// Whether a text from outside can be stored in an indexed column: not empty, at most 1024 bytes, no NUL (which
/// PostgreSQL refuses).
pub use crate::domain::evidence::is_valid_external_id as fits;
pub(crate) use crate::store::database::decode::fill_page;
pub use crate::store::database::error::{Result, StoreError};
pub use crate::store::database::locked_row::Locked;
pub use crate::store::database::open::{SchemaState, Synchronous};
pub use crate::store::database::pool::Store;
pub use crate::store::database::session_changes::SessionSignal;
pub(crate) use crate::store::database::sql::{
    DialectSql, in_json_sql, instant, is_last_page, json_rows, json_rows_sql, micros, missing_rows,
};
pub(in crate::store) use crate::store::database::transaction::Tx;
pub use crate::store::database::transaction::{Read, Write};
pub(crate) use crate::store::database::transaction::{execute, with_connection};
