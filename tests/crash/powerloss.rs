//! The machine dies: whatever was not synced never happened.
//!
//! `powerloss.c` keeps a journal of what unsynced writes have overwritten. Undone from its end to its beginning it
//! leaves the files as a disk would that lost every one of them.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::Command;

use crate::acknowledged::Findings;
use crate::installation::Installation;
use crate::trial::{run, setting, show};

/// As many as ROLLCALL_CRASH_CYCLES asks for where a loss would be a fault; few are enough to see a loss that must come.
const CYCLES: usize = 40;
const SABOTAGED_CYCLES: usize = 5;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_power_cut_takes_nothing_that_was_acknowledged() {
    let cycles = setting("ROLLCALL_CRASH_CYCLES").unwrap_or(CYCLES);
    let findings = power_cuts("power cut, as shipped", "full", cycles).await;
    assert!(findings.are_none(), "{findings:?}");
}

/// The trial's own trial.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_does_not_sync_is_caught_losing_evidence() {
    let findings = power_cuts("power cut, synchronous off", "off", SABOTAGED_CYCLES).await;
    assert!(!findings.lost.is_empty(), "{findings:?}");
}

/// SQLite's usual advice for write-ahead logs: it loses what was committed since the last checkpoint.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_syncs_now_and_then_is_caught_losing_evidence() {
    let findings = power_cuts("power cut, synchronous normal", "normal", SABOTAGED_CYCLES).await;
    assert!(!findings.lost.is_empty(), "{findings:?}");
}

async fn power_cuts(name: &str, synchronous: &str, cycles: usize) -> Findings {
    let mut installation = Installation::found(None).await;
    let journals = installation.path("journals");
    fs::create_dir(&journals).unwrap();
    let database = installation.path("rollcall.db");
    let set = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    installation.environment = vec![
        set("LD_PRELOAD", &compile(&installation)),
        set("POWERLOSS_DATABASE", database.to_str().unwrap()),
        set("POWERLOSS_JOURNAL", journals.join("of").to_str().unwrap()),
        set("ROLLCALL_DATABASE__SQLITE_SYNCHRONOUS", synchronous),
    ];
    let undo = || undo_unsynced(&database, &journals);
    let (findings, mut figures) = run(&installation, cycles, undo).await;
    show(name, &findings, &mut figures);
    findings
}

fn compile(installation: &Installation) -> String {
    let library = installation.path("powerloss.so").to_str().unwrap().to_owned();
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/crash/powerloss.c");
    let flags = [
        "-O1",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-shared",
        "-fPIC",
        "-o",
        &library,
        source,
        "-ldl",
        "-lpthread",
    ];
    let compiled = Command::new("cc")
        .args(flags)
        .status()
        .expect("a C compiler named cc is needed (apt-get install gcc)");
    assert!(compiled.success());
    library
}

/// Puts back what every unsynced change has overwritten, in each of the database's files.
fn undo_unsynced(database: &Path, journals: &Path) {
    for suffix in ["", "-wal", "-journal"] {
        let journal = journals.join(format!("of{suffix}"));
        let Ok(bytes) = fs::read(&journal) else { continue };
        let file = format!("{}{suffix}", database.display());
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(file).unwrap();
        for Change { offset, old, old_size } in changes(&bytes).into_iter().rev() {
            file.set_len(old_size).unwrap();
            file.write_all_at(old, offset).unwrap();
        }
        fs::write(&journal, []).unwrap();
    }
}

/// `struct record` of powerloss.c with its bytes.
struct Change<'a> {
    offset: u64,
    old: &'a [u8],
    old_size: u64,
}

/// In the order they were made. A last record that is not whole belongs to a change that was not made.
fn changes(mut journal: &[u8]) -> Vec<Change<'_>> {
    let mut changes = Vec::new();
    while let Some((head, rest)) = journal.split_at_checked(24) {
        let number = |at: usize| u64::from_ne_bytes(head[at..at + 8].try_into().unwrap());
        let Some((old, rest)) = rest.split_at_checked(usize::try_from(number(8)).unwrap()) else { break };
        changes.push(Change { offset: number(0), old, old_size: number(16) });
        journal = rest;
    }
    changes
}
