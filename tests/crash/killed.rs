//! The process dies; the machine goes on.

use crate::installation::Installation;
use crate::trial::{run, setting, show};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_has_kept_everything_it_acknowledged() {
    let installation = Installation::found(None).await;
    let cycles = setting("ROLLCALL_CRASH_CYCLES").unwrap_or(200);
    let (findings, mut figures) = run(&installation, cycles, || ()).await;
    show("killed, SQLite", &findings, &mut figures);
    assert!(findings.are_none(), "{findings:?}");
}

/// The trial's own trial.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_answers_without_storing_is_caught() {
    let mut installation = Installation::found(None).await;
    installation.serve = &["serve", "--forget-evidence"];
    let (findings, _) = run(&installation, 1, || ()).await;
    assert!(findings.acknowledged > 0 && findings.lost.len() == findings.acknowledged, "{findings:?}");
}
