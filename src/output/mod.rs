//! Writes tables as CSV and Excel files. What a table contains is decided in `app`; who may have it and how it is sent,
//! in `api`.

pub mod code_picture;
pub mod csv;
pub mod table;
pub mod xlsx;
