//! The second process: sends signed deliveries over connections that stay open, as cheaply as it can, since it shares
//! the machine with the server it measures.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use rollcall::clock::{Clock, SystemClock};
use rollcall::domain::json::canonical::sha256_hex;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::delivery::{Signer, answer};
use crate::installation::{KEY, SECRET};
use crate::load::{Load, Seen};

/// Reads what is asked from standard input, and prints what was seen.
pub fn run() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    let load: Load = serde_json::from_str(&line).unwrap();
    let requests = sign(&load);
    // One thread: it is enough to keep the server busy, and leaves it the rest of the machine.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let seen = runtime.block_on(send(&load, requests));
    println!("{}", serde_json::to_string(&seen).unwrap());
}

fn sign(load: &Load) -> Vec<Vec<u8>> {
    let signer = Signer::new(KEY, SECRET);
    let request = |number: usize| {
        // As scattered over an index as LiveKit's own ids are.
        let event_id = format!("EV_{}", &sha256_hex(&format!("{} {number}", load.name))[..12]);
        // LiveKit sends the events of one room one after the other, so no two connections have one at the same time.
        let (turn, connection) = (number / load.connections, number % load.connections);
        let room = match load.events_of_a_room {
            Some(events) => format!("{}-{:06}", load.room, turn / events * load.connections + connection),
            None => load.room.clone(),
        };
        signer.joined(&event_id, &room, "person", SystemClock.now()).request
    };
    (0..load.deliveries).map(request).collect()
}

async fn send(load: &Load, requests: Vec<Vec<u8>>) -> Seen {
    let mut streams = Vec::new();
    for _ in 0..load.connections {
        let stream = TcpStream::connect(&load.address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        streams.push(stream);
    }
    // Each connection has every n-th of them, so that all are about the same rooms at the same time.
    let mut shares = vec![VecDeque::with_capacity(requests.len() / streams.len() + 1); streams.len()];
    for (number, request) in requests.into_iter().enumerate() {
        let connections = shares.len();
        shares[number % connections].push_back(request);
    }
    let began = Instant::now();
    let until = began + load.within;
    let mut connections = JoinSet::new();
    let pace =
        load.per_second.map(|number| Duration::from_secs(load.connections as u64) / number.max(1) as u32);
    for (stream, share) in streams.into_iter().zip(shares) {
        connections.spawn(deliver(stream, share, until, pace));
    }
    let mut times = Vec::new();
    let mut refused = 0;
    while let Some(done) = connections.join_next().await {
        let (took, turned_away) = done.unwrap();
        times.extend(took);
        refused += turned_away;
    }
    let seconds = began.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |share: f64| millis(times[((times.len() - 1) as f64 * share) as usize]);
    Seen { acknowledged: times.len(), refused, seconds, p50_millis: at(0.5), p99_millis: at(0.99) }
}

async fn deliver(
    mut stream: TcpStream,
    share: VecDeque<Vec<u8>>,
    until: Instant,
    pace: Option<Duration>,
) -> (Vec<Duration>, usize) {
    let mut turn = Instant::now();
    let mut times = Vec::with_capacity(share.len());
    let mut refused = 0;
    let mut bytes = Vec::with_capacity(4_096);
    for request in share {
        if let Some(pace) = pace {
            tokio::time::sleep_until(turn.into()).await;
            turn += pace;
        }
        let sent = Instant::now();
        if sent >= until {
            break;
        }
        stream.write_all(&request).await.unwrap();
        bytes.clear();
        let status = loop {
            assert!(stream.read_buf(&mut bytes).await.unwrap() > 0, "the server hung up");
            if let Some((status, _)) = answer(&bytes) {
                break status;
            }
        };
        if status == 200 { times.push(sent.elapsed()) } else { refused += 1 }
    }
    (times, refused)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
