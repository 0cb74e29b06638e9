//! What commands write: answers, asides, tables, progress and logs.

pub mod logging;
pub mod output;
pub mod progress;
pub mod table;
pub mod text;
