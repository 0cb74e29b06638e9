//! Opening, reading and writing a database, whatever the tables.

pub(crate) mod error;
pub(crate) mod held;
pub(crate) mod marked;
pub(crate) mod open;
