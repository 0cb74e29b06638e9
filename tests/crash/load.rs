//! Many connections that deliver webhooks until the server is gone.

use std::sync::{Arc, Mutex};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use rollcall::clock::{Clock, SystemClock};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::acknowledged::Ledger;
use crate::delivery::{Delivery, Signer, answer};
use crate::installation::{KEY, SECRET};

const CONNECTIONS: usize = 24;

/// The deliveries of one cycle.
pub struct Load {
    signer: Signer,
    ledger: Arc<Mutex<Ledger>>,
    cycle: usize,
    /// Left unanswered by earlier cycles; sent before anything new.
    again: Mutex<Vec<Delivery>>,
}

impl Load {
    pub fn new(ledger: Arc<Mutex<Ledger>>, cycle: usize) -> Arc<Load> {
        let again = ledger.lock().unwrap().unanswered();
        Arc::new(Load { signer: Signer::new(KEY, SECRET), ledger, cycle, again: Mutex::new(again) })
    }

    /// Delivers from many connections; ends when every one of them broke.
    pub fn start(self: &Arc<Self>, address: &str, seed: u64) -> JoinSet<()> {
        let mut connections = JoinSet::new();
        for number in 0..CONNECTIONS {
            let random = StdRng::seed_from_u64(seed ^ (number as u64) << 32);
            connections.spawn(self.clone().deliver(address.to_owned(), number, random));
        }
        connections
    }

    /// Sends what earlier cycles left unanswered, in peace; says how many stay so.
    pub async fn deliver_rest(&self, address: &str) -> usize {
        let rest = std::mem::take(&mut *self.again.lock().unwrap());
        let mut stream = TcpStream::connect(address).await.unwrap();
        for delivery in &rest {
            if send(&mut stream, &delivery.request).await.unwrap() == 200 {
                self.ledger.lock().unwrap().acknowledged(delivery);
            }
        }
        self.ledger.lock().unwrap().unanswered().len()
    }

    async fn deliver(self: Arc<Self>, address: String, connection: usize, mut random: StdRng) {
        let Ok(mut stream) = TcpStream::connect(&address).await else { return };
        let mut acknowledged: Vec<Delivery> = Vec::new();
        for number in 0.. {
            let repeat = !acknowledged.is_empty() && random.random_bool(0.1);
            let delivery = if repeat {
                // Only of this cycle: sending an older one again could hide that it had been lost.
                acknowledged[random.random_range(0..acknowledged.len())].clone()
            } else {
                let unanswered = self.again.lock().unwrap().pop();
                unanswered.unwrap_or_else(|| self.event(connection, number, &mut random))
            };
            self.ledger.lock().unwrap().sending(&delivery);
            match send(&mut stream, &delivery.request).await {
                Ok(200) => {
                    self.ledger.lock().unwrap().acknowledged(&delivery);
                    acknowledged.push(delivery);
                }
                // Not stored, says the server; the next cycle sends it again.
                Ok(503) => {}
                Ok(status) => panic!("{} was answered with {status}", delivery.event_id),
                Err(_) => return,
            }
        }
    }

    fn event(&self, connection: usize, number: usize, random: &mut StdRng) -> Delivery {
        let event_id = format!("EV_{}_{connection}_{number}", self.cycle);
        let room = format!("room-{}", random.random_range(0..50));
        self.signer.joined(&event_id, &room, &format!("person-{connection}"), SystemClock.now())
    }
}

async fn send(stream: &mut TcpStream, request: &[u8]) -> std::io::Result<u16> {
    stream.write_all(request).await?;
    let mut bytes = Vec::with_capacity(512);
    loop {
        if let Some((status, _)) = answer(&bytes) {
            return Ok(status);
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    }
}
