//! One trial: cycles of start, load and kill over one database, then the comparison.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::acknowledged::{Findings, Ledger};
use crate::installation::Installation;
use crate::load::Load;

/// What happened in a trial, besides what its comparison found.
#[derive(Debug, Default)]
pub struct Figures {
    pub cycles: usize,
    /// Of these, how many ended before the server was ready.
    pub killed_starting: usize,
    pub ready_after: Vec<Duration>,
}

/// Runs `cycles` cycles; `after_kill` is called each time the process has just died.
pub async fn run(
    installation: &Installation,
    cycles: usize,
    mut after_kill: impl FnMut(),
) -> (Findings, Figures) {
    let seed = setting("ROLLCALL_CRASH_SEED").unwrap_or(1);
    let mut random = StdRng::seed_from_u64(seed);
    let ledger = Arc::new(Mutex::new(Ledger::default()));
    let mut figures = Figures { cycles, ..Figures::default() };
    for cycle in 0..cycles {
        let seed = random.random();
        // Now and then the blow falls while the server still recovers from the one before.
        let starting = cycle > 0 && random.random_bool(0.1);
        let moment =
            Duration::from_micros(random.random_range(if starting { 0..80_000 } else { 5_000..250_000 }));
        let server =
            if starting { installation.start_for(moment).await } else { Some(installation.start().await) };
        match server {
            None => figures.killed_starting += 1,
            Some(server) => {
                figures.ready_after.push(server.ready_after);
                let load = Load::new(ledger.clone(), cycle);
                let mut connections = load.start(&server.address, seed);
                tokio::time::sleep(moment).await;
                server.kill().await;
                while let Some(ended) = connections.join_next().await {
                    ended.unwrap();
                }
            }
        }
        after_kill();
    }
    // Once more in peace: whoever was never answered is sent again until the server has said yes to everything.
    let server = installation.start().await;
    figures.ready_after.push(server.ready_after);
    let rest = Load::new(ledger.clone(), cycles).deliver_rest(&server.address).await;
    assert_eq!(rest, 0, "some deliveries are never acknowledged: {}", installation.log());
    server.kill().await;
    after_kill();
    let ledger = Arc::into_inner(ledger).expect("the loads have ended").into_inner().unwrap();
    let findings = ledger.compare(&installation.database_url).await;
    (findings, figures)
}

/// A whole number from the environment.
pub fn setting<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name)
        .ok()
        .map(|text| text.parse().unwrap_or_else(|_| panic!("{name}={text} is not a number")))
}

/// One line for whoever watches; times are shown and never judged.
pub fn show(name: &str, findings: &Findings, figures: &mut Figures) {
    figures.ready_after.sort();
    let at = |share: usize| figures.ready_after[(figures.ready_after.len() - 1) * share / 100];
    println!(
        "{name}: {} cycles ({} killed while starting), {} acknowledged, {} lost, {} double, {} changed; \
         ready after {:?} at the median, {:?} at most",
        figures.cycles,
        figures.killed_starting,
        findings.acknowledged,
        findings.lost.len(),
        findings.double.len(),
        findings.changed.len(),
        at(50),
        at(100),
    );
}
