//! The core: laws as properties, rules as tables. No async, no clock, no store.

mod codes;
mod extremes;
mod laws;
mod lesson;
mod rules;
