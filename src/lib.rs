//! Rollcall knows who was really there: evidence of presence becomes reports, and reports what families owe and
//! teachers earn.
//!
//! # Map of the code
//!
//! Arrows mean "may use"; nothing points back, and `tests/tidy.rs` guards it.
//!
//! ```text
//! cli ─┬─► api ──┬─► app ─┬─► store ───┬─► domain (pure)
//!      └─► jobs ─┘        └─► sources ─┘
//! ```
//!
//! `domain` is what the product knows: values in, values out. `store` is the only place with SQL, `sources` the only
//! one that talks to platforms, `app` what Rollcall does with both. `api` and `jobs` ask `app`, and `cli` starts them.
//! `clock`, `ids` and `config` are arguments that anybody above `domain` may hold.
//! `simulator` stands beside it all: protocol-true platforms for the tests and the demo, started by `cli` alone.

// Commands answer through `cli::out`, which bears a reader who has gone.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod api;
pub mod app;
pub mod bundle;
pub mod cli;
pub mod clock;
pub mod config;
pub(crate) mod demo;
pub mod domain;
pub mod ids;
pub mod jobs;
pub mod output;
pub mod simulator;
pub mod sources;
pub mod store;
pub mod terminal;
