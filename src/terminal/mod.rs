//! What commands write to the terminal: results, messages, tables, progress and logs. What is said in them is up to the
//! commands.

pub mod logging;
pub mod output;
pub mod progress;
pub mod table;
pub mod text;
