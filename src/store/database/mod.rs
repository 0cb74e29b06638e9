//! Opening, reading and writing a database, whatever the tables.

pub(crate) mod dirty_notifier;
pub(crate) mod error;
pub(crate) mod locked;
pub(crate) mod open;
