//! What durability costs, and whether a crowded room costs more than an empty one.

use std::time::Duration;

use sqlx::{Connection, PgConnection};

use crate::installation::Installation;
use crate::load::{Load, Seen};
use crate::verifying::VerifyingServer;

/// Each ratio is the median of this many pairs, taken in turn so that a machine's mood meets both alike.
const PAIRS: usize = 5;
const WITHIN: Duration = Duration::from_secs(3);

/// Webhooks stored before they are answered, against a server of the same parts that answers when it has verified them.
pub async fn durable_against_verified() {
    println!("Durable ingest against the same server answering after verification alone");
    println!("database    connections  verified/s   durable/s   ratio   durable p50   p99 (verified p99)");
    for database in databases() {
        for connections in [16, 64, 256] {
            let mut pairs = Vec::new();
            for _ in 0..PAIRS {
                let verified = verified_load(database.clone(), connections).await;
                let durable = durable_load(database.clone(), connections).await;
                pairs.push((durable.per_second() / verified.per_second(), verified, durable));
            }
            pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
            let (ratio, verified, durable) = &pairs[PAIRS / 2];
            println!(
                "{:10}  {connections:11}  {:10.0}  {:10.0}   {ratio:5.2}   {:8.1} ms  {:5.1} ms ({:.1} ms)",
                name(&database),
                verified.per_second(),
                durable.per_second(),
                durable.p50_millis,
                durable.p99_millis,
                verified.p99_millis,
            );
        }
    }
}

/// The time of events around the 10,000th of one room, against the first twenty of others: the 10th on average.
pub async fn full_room_against_empty_rooms() {
    println!("The 10,000th event of one room against the 10th");
    for database in databases() {
        let installation = fresh(database.clone()).await;
        let server = installation.start().await;
        let address = &server.address;
        let ask = |name: String, deliveries, room: &str, events_of_a_room| Load {
            address: address.clone(),
            connections: 64,
            name,
            deliveries,
            within: Duration::from_secs(60),
            room: room.to_owned(),
            events_of_a_room,
            per_second: None,
        };
        let mut ratios = Vec::new();
        for pair in 0..PAIRS {
            let room = format!("full-{pair}");
            ask(format!("filling {pair}"), 5_000, &room, None).run().await;
            let empty = ask(format!("empty {pair}"), 10_000, &format!("empty-{pair}"), Some(20)).run().await;
            let full = ask(format!("full {pair}"), 10_000, &room, None).run().await;
            ratios.push(empty.per_second() / full.per_second());
        }
        ratios.sort_by(f64::total_cmp);
        println!("{:10}  {:.2} times the time", name(&database), ratios[PAIRS / 2]);
        server.kill().await;
    }
}

async fn verified_load(database: Option<String>, connections: usize) -> Seen {
    let installation = fresh(database).await;
    let server = VerifyingServer::start(&installation).await;
    let seen = load(&server.address, connections).run().await;
    assert_eq!(seen.refused, 0, "{}", installation.log());
    server.kill().await;
    seen
}

async fn durable_load(database: Option<String>, connections: usize) -> Seen {
    let installation = fresh(database).await;
    let server = installation.start().await;
    let seen = load(&server.address, connections).run().await;
    assert_eq!(seen.refused, 0, "{}", installation.log());
    server.kill().await;
    seen
}

fn load(address: &str, connections: usize) -> Load {
    Load {
        address: address.to_owned(),
        connections,
        name: "load".to_owned(),
        room: "room".to_owned(),
        deliveries: 240_000,
        within: WITHIN,
        events_of_a_room: Some(20),
        per_second: None,
    }
}

/// SQLite (`None`), and PostgreSQL where a server is named.
pub fn databases() -> Vec<Option<String>> {
    std::iter::once(None).chain(std::env::var("ROLLCALL_BENCH_POSTGRES").ok().map(Some)).collect()
}
pub fn name(database: &Option<String>) -> &'static str {
    if database.is_some() { "PostgreSQL" } else { "SQLite" }
}
/// An installation over an empty database.
pub async fn fresh(database: Option<String>) -> Installation {
    if let Some(url) = &database {
        let mut connection = PgConnection::connect(url).await.unwrap();
        for sql in ["DROP SCHEMA public CASCADE", "CREATE SCHEMA public"] {
            sqlx::query(sql).execute(&mut connection).await.unwrap();
        }
    }
    Installation::found(database).await
}
