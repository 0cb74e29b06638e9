//! Codes and check-in (DESIGN.md 4.6): what a code says and who signed it (`code`), why a scan is refused (`refusal`), who
//! may enter a venue (`membership`), the days of a venue (`venue_day`), what a day's scans make of visits (`visits`), the
//! codes, admissions and figures of events (`event`), and signs that somebody's code was shared (`sharing`).

pub mod code;
pub mod code_key;
pub mod event;
pub mod membership;
pub mod refusal;
pub mod sharing;
pub mod venue_code;
pub mod venue_day;
pub mod visits;
pub mod words;
