//! What a load is asked to be and what it found, as the two processes tell each other.

use std::process::Stdio;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::Command;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Load {
    pub address: String,
    pub connections: usize,
    /// What events' ids are made from; no two loads of one server share one.
    pub name: String,
    /// Deliveries made ready at most; whichever of these and the time is used up first ends the load.
    pub deliveries: usize,
    pub within: Duration,
    /// Rooms are named after it, and each has so many events; all are about one where there is no number.
    pub room: String,
    pub events_of_a_room: Option<usize>,
    /// Deliveries of all connections together; as fast as they are answered where there is no number.
    pub per_second: Option<usize>,
}

/// What a load saw.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Seen {
    pub acknowledged: usize,
    pub refused: usize,
    pub seconds: f64,
    pub p50_millis: f64,
    pub p99_millis: f64,
}

impl Seen {
    pub fn per_second(&self) -> f64 {
        self.acknowledged as f64 / self.seconds
    }
}

impl Load {
    /// Loads a server from a process of its own, which signs every delivery before the first is sent.
    pub async fn run(&self) -> Seen {
        let mut loader = Command::new(std::env::current_exe().unwrap())
            .arg("loader")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut stdin = loader.stdin.take().unwrap();
        stdin.write_all(serde_json::to_string(self).unwrap().as_bytes()).await.unwrap();
        stdin.write_all(b"\n").await.unwrap();
        let mut lines = BufReader::new(loader.stdout.take().unwrap()).lines();
        let line = lines.next_line().await.unwrap().expect("the loader failed");
        loader.wait().await.unwrap();
        serde_json::from_str(&line).unwrap()
    }
}
