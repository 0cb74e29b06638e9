//! Kills the real server at moments of chance under a load of webhooks, and compares what it had acknowledged with
//! what its database holds: nothing lost, nothing double, nothing changed.
//!
//! `killed` ends the process alone, which an unsynced write survives in the system's cache. `powerloss` also takes the
//! cache away; it must find losses where SQLite is told not to sync, or it would prove nothing about the way we ship.
//!
//! `sending` kills servers while messages go out; `ROLLCALL_STORM` sets how many messages (300).
//!
//! `ROLLCALL_CRASH_CYCLES` sets how often (200, fewer where a cycle costs more), `ROLLCALL_CRASH_SEED` which moments (1).

#![expect(clippy::unwrap_used, reason = "a broken trial must stop at once")]

#[path = "../support/academy.rs"]
mod academy;
mod acknowledged;
mod audited;
#[path = "../support/delivery.rs"]
mod delivery;
#[path = "../delivery/helper.rs"]
mod helper;
#[path = "../support/installation.rs"]
mod installation;
mod killed;
mod load;
#[path = "../support/messages.rs"]
mod messages;
mod powerloss;
mod sending;
#[path = "../support/mod.rs"]
mod support;
mod trial;
