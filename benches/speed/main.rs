//! How fast Rollcall is, as ratios of one run on one machine: `cargo bench --bench speed [PART…]`, where a part is one of
//! `ingest`, `room`, `joins`, `visible`, `watchers`, `pages`, `month`, `size`,
//! `scans`, `tickets`; without any, all of them. docs/PERFORMANCE.md tells what the figures mean.
//!
//! `ROLLCALL_BENCH_POSTGRES` names a PostgreSQL server to be measured too: postgres://user:password@host/name, a
//! database whose contents may be thrown away.
//!
//! The load comes from a second process: this program, started again as `loader`. The server that durable ingest is
//! compared with is a third one, `verifying`.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot be taken must stop")]

#[path = "../../tests/support/academy.rs"]
mod academy;
#[path = "../../tests/support/crowd.rs"]
mod crowd;
#[path = "../../tests/support/delivery.rs"]
mod delivery;
mod ingest;
#[path = "../../tests/support/installation.rs"]
mod installation;
mod load;
mod loader;
mod month;
mod pages;
mod rejoins;
mod scans;
mod tickets;
mod verifying;
mod visible;
mod watchers;

/// As the program itself has it, so that both servers that are compared allocate alike.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.as_slice() {
        [part] if part == "loader" => return loader::run(),
        [part, database_url] if part == "verifying" => return verifying::run(database_url),
        _ => {}
    }
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let wanted = |part: &str| arguments.is_empty() || arguments.iter().any(|one| one == part);
        if wanted("ingest") {
            ingest::durable_against_verified().await;
        }
        if wanted("room") {
            ingest::full_room_against_empty_rooms().await;
        }
        if wanted("joins") {
            rejoins::many_joins_against_few();
        }
        if wanted("visible") {
            visible::evidence_to_verdict().await;
        }
        if wanted("watchers") {
            watchers::evidence_to_last_watcher().await;
        }
        if wanted("pages") {
            pages::server_times().await;
        }
        if wanted("month") {
            month::figures().await;
        }
        if wanted("size") {
            month::sizes().await;
        }
        if wanted("scans") {
            scans::one_more_after_many_days().await;
        }
        if wanted("tickets") {
            tickets::doors_against_bare_inserts().await;
        }
    });
}
