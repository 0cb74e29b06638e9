//! The core: laws as properties, rules as tables. No async, no clock, no store.

mod extremes;
mod laws;
mod lesson;
mod rules;
