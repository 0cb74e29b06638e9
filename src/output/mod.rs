//! What Rollcall writes for people to keep: tables as files. What stands in a table is decided in `app`; who may have it
//! and how it is sent, in `api`.

pub mod csv;
pub mod table;
pub mod xlsx;
