//! The real binary, started as an operator starts it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod demo;
mod demo_mail;
mod demo_places;
#[path = "../support/installation.rs"]
mod installation;
mod metrics;
mod newcomer;
mod pipe;
mod prompts;
mod quickstart;
mod simulate;
#[path = "../support/mod.rs"]
mod support;
mod visitor;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Database, on_both};

on_both! { it_serves_runs_its_jobs_and_stops_when_told }

/// The program in a folder of its own, with nothing of this process' environment.
fn rollcall(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
    command.current_dir(folder).env_clear().env("ROLLCALL_SERVER__LISTEN", "127.0.0.1:0");
    command
}

/// Starts it, and waits for its ready line.
fn serving(command: &mut Command) -> (Child, String) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("rollcall is ready at http://");
    let address = address.unwrap_or_else(|| panic!("instead of the ready line: {line:?}")).to_owned();
    (child, address)
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn stop(mut child: Child) {
    let told = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(told.success());
    let begun = Instant::now();
    assert!(child.wait().unwrap().success());
    assert!(begun.elapsed() < Duration::from_secs(10), "it took {:?} to stop", begun.elapsed());
}

async fn it_serves_runs_its_jobs_and_stops_when_told(db: Database) {
    let folder = tempfile::tempdir().unwrap();
    let (child, address) = serving(rollcall(folder.path()).env("ROLLCALL_DATABASE__URL", &db.url));
    assert!(get(&address, "/healthz").starts_with("HTTP/1.1 200"));
    assert!(get(&address, "/readyz").starts_with("HTTP/1.1 200"));
    let begun = Instant::now();
    loop {
        let runs = db.store.read().await.unwrap().list_job_runs("sessions", None, "", 9).await.unwrap();
        if runs.iter().any(|run| run.outcome.as_deref() == Some("done")) {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "no run of the sessions job: {runs:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    stop(child);
}

#[test]
fn without_any_setting_it_makes_a_file_and_serves() {
    let folder = tempfile::tempdir().unwrap();
    let (child, _) = serving(&mut rollcall(folder.path()));
    assert!(folder.path().join("data/rollcall.db").exists());
    stop(child);
    // The second start finds what the first one made.
    let (child, address) = serving(&mut rollcall(folder.path()));
    assert!(get(&address, "/readyz").starts_with("HTTP/1.1 200"));
    stop(child);
}

fn line(output: &Output) -> &str {
    let text = std::str::from_utf8(&output.stderr).unwrap();
    assert_eq!(text.lines().count(), 1, "expected one line: {text}");
    text.trim()
}

#[test]
fn a_mistake_in_the_settings_stops_it_with_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let output = rollcall(folder.path()).env("ROLLCALL_SERVER__LISTEN", "here").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let wanted = "rollcall: server.listen: found string \"here\", want an address and port such as 127.0.0.1:8080 \
                  (ROLLCALL_SERVER__LISTEN)";
    assert_eq!(line(&output), wanted);
    let output = rollcall(folder.path()).args(["--config", "none.toml"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(line(&output).starts_with("rollcall: --config: found none.toml"), "{}", line(&output));
    assert!(!folder.path().join("data").exists(), "nothing is made before the settings are right");
}

#[test]
fn a_database_that_does_not_answer_stops_it_with_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let output = rollcall(folder.path())
        .args(["migrate"])
        .env("ROLLCALL_DATABASE__URL", "postgres://nobody@127.0.0.1:1/none")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = "rollcall: database.url: postgres://127.0.0.1:1/none cannot be opened: ";
    assert!(line(&output).starts_with(told), "{}", line(&output));
    assert!(line(&output).contains("Connection refused"), "{}", line(&output));
    assert!(line(&output).ends_with("; is PostgreSQL running there, and can this machine reach it?"));
    let file = folder.path().join("notes.db");
    std::fs::write(&file, "no database ".repeat(500)).unwrap();
    let url = format!("sqlite://{}", file.display());
    let output = rollcall(folder.path()).arg("migrate").env("ROLLCALL_DATABASE__URL", url).output().unwrap();
    let told = line(&output);
    assert!(
        told.starts_with("rollcall: database.url: ") && told.contains("notes.db cannot be opened"),
        "{told}"
    );
    assert_eq!(told.matches("file is not a database").count(), 1, "{told}");
}

#[test]
fn migrate_brings_the_schema_up_to_date_and_ends() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        let output = rollcall(folder.path()).arg("migrate").output().unwrap();
        assert!(output.status.success());
        assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), "the schema is up to date");
    }
}
