//! What belongs to the whole installation and to no organisation: its secrets, the list of unreadable rows, counts of
//! rows, and the database's clock.

mod clock;
pub mod row_counts;
pub(crate) mod secrets;
pub mod unreadable_rows;
