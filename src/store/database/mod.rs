//! Everything between the statements and the driver: opening the database, transactions, the differences between the
//! two SQL dialects, errors, and rows that cannot be read. It knows no table but that of migrations.

pub(crate) mod decode;
pub(crate) mod dirty_notifier;
pub(crate) mod error;
pub(crate) mod locked_row;
pub(crate) mod open;
pub(crate) mod pool;
pub(crate) mod session_changes;
pub(crate) mod session_listener;
pub(crate) mod sql;
pub(crate) mod transaction;
pub(crate) mod unreadable_buffer;
