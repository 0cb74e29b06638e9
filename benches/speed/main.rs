//! How fast Rollcall is, as ratios of one run on one machine: `cargo bench --bench speed [PART…]`, where a part is one of
//! `ingest`, `room`, `joins`, `month`, `size`; without any, all of them. docs/PERFORMANCE.md tells what the figures mean.
//!
//! `ROLLCALL_BENCH_POSTGRES` names a PostgreSQL server to be measured too: postgres://user:password@host/name, a
//! database whose contents may be thrown away.
//!
//! The load comes from a second process: this program, started again as `loader`.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot be taken must stop")]

#[path = "../../tests/support/academy.rs"]
mod academy;
#[path = "../../tests/support/delivery.rs"]
mod delivery;
mod ingest;
#[path = "../../tests/support/installation.rs"]
mod installation;
mod judge;
mod load;
mod loader;
mod month;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if arguments == ["loader"] {
        return loader::run();
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
            judge::many_joins_against_few();
        }
        if wanted("month") {
            month::figures().await;
        }
        if wanted("size") {
            month::sizes().await;
        }
    });
}
