//! Rollcall knows who was really there: evidence of presence becomes reports, and reports what families owe and
//! teachers earn.
//!
//! # Map of the code
//!
//! Arrows mean "may use"; nothing points back, no two files need each other, and `tests/tidy` guards both.
//!
//! ```text
//! cli ─┬─► server ─┬─► api ─┬─► http ─┬─► app ─┬─► store ────┬─► domain (pure)
//!      │           └─► web ─┘         │        ├─► sources ──┤
//!      │                              │        └─► delivery ─┘
//!      ├─► jobs ──────────────────────┘
//!      └─► demo ──► simulator
//! ```
//!
//! `domain` is what the product knows: values in, values out. `store` is the only place with SQL, `sources` talks to
//! platforms, `delivery` sends mail, webhooks and notifications, and `app` is what Rollcall does with all three. `http` is
//! what every route shares, `api` answers programs and `web` people, and `server` puts their routes together. All of them
//! and `jobs` ask `app`, and `cli` starts them.
//! `output` writes tables as files, `bundle` reads and writes bundles, `terminal` is how commands write.
//! `clock`, `ids` and `config` are arguments that anybody above `domain` may hold.
//! `simulator` is true to the platforms' protocols, for the tests and `demo`, and in no path of the product.
//! docs/ARCHITECTURE.md has a line for every room.

// Commands answer through `terminal::output`, which bears a reader who has gone.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod api;
pub mod app;
pub mod bundle;
pub mod cli;
pub mod clock;
pub mod config;
pub mod delivery;
pub(crate) mod demo;
pub mod domain;
pub mod http;
pub mod ids;
pub mod jobs;
pub mod net;
pub mod output;
pub mod server;
pub mod simulator;
pub mod sources;
pub mod store;
pub mod terminal;
#[cfg(test)]
pub(crate) mod testing;
pub mod text;
pub mod web;
