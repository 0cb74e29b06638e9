//! The process dies; the machine goes on.

use crate::installation::Installation;
use crate::support;
use crate::trial::{run, setting, show};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_has_kept_everything_it_acknowledged() {
    killed("killed, SQLite", Installation::found(None).await, 200).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_has_kept_everything_it_acknowledged_on_postgres() {
    let database = support::postgres().await;
    killed("killed, PostgreSQL", Installation::found(Some(database.url.clone())).await, 60).await;
}

async fn killed(name: &str, installation: Installation, cycles: usize) {
    let cycles = setting("ROLLCALL_CRASH_CYCLES").unwrap_or(cycles);
    let (findings, mut figures) = run(&installation, cycles, || ()).await;
    show(name, &findings, &mut figures);
    assert!(findings.are_none(), "{findings:?}");
}

/// The trial's own trial: a server whose database is, after each kill, as it was before the server started.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_answers_without_storing_is_caught() {
    let installation = Installation::found(None).await;
    let files = ["rollcall.db", "rollcall.db-wal", "rollcall.db-shm"].map(|name| installation.path(name));
    let before = files.clone().map(|file| std::fs::read(file).ok());
    let forget = || {
        for (file, before) in files.iter().zip(&before) {
            _ = match before {
                Some(bytes) => std::fs::write(file, bytes),
                None => std::fs::remove_file(file),
            };
        }
    };
    let (findings, _) = run(&installation, 1, forget).await;
    assert!(findings.acknowledged > 0 && findings.lost.len() == findings.acknowledged, "{findings:?}");
}
