//! `rollcall demo`, from a fresh database to its summary.

use std::process::Output;

use serde_json::Value;
use tokio::process::Command;

use crate::support;

async fn demo(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
    // A setting of the machine must not lead the demo into somebody's database.
    command.env("ROLLCALL_DATABASE__URL", "postgres://nobody@127.0.0.1:9/nowhere");
    command.args(["demo", "--exit", "--listen", "127.0.0.1:0"]).args(arguments).output().await.unwrap()
}

/// What `rollcall replay` says of `rollcall export` of the database that a demo played in.
async fn replayed(database_url: &str) -> Value {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("bundle.json");
    let mut export = Command::new(env!("CARGO_BIN_EXE_rollcall"));
    export.args(["export", "--from", "2020-01-01", "--to", "2100-01-01", "--output"]).arg(&file);
    let exported = export.env("ROLLCALL_DATABASE__URL", database_url).output().await.unwrap();
    assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    let mut replay = Command::new(env!("CARGO_BIN_EXE_rollcall"));
    let replayed = replay.arg("replay").arg(&file).output().await.unwrap();
    assert!(replayed.status.success(), "{}", String::from_utf8_lossy(&replayed.stderr));
    serde_json::from_slice(&replayed.stdout).unwrap()
}

/// Minor units of an amount with two decimals.
fn minor(amount: &str) -> i64 {
    let (whole, cents) = amount.split_once('.').unwrap();
    assert_eq!(cents.len(), 2, "{amount}");
    whole.parse::<i64>().unwrap() * 100 + cents.parse::<i64>().unwrap()
}

/// The amounts of a table's rows, and its total.
fn table(text: &str, heading: &str) -> (Vec<i64>, i64) {
    let lines = text.lines().skip_while(|line| !line.starts_with(heading)).skip(1);
    let mut rows = Vec::new();
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words.first() == Some(&"total") {
            return (rows, minor(words[1]));
        }
        if let Some(times) = words.iter().position(|word| *word == "×") {
            rows.push(minor(words[times + 2]));
        }
    }
    panic!("no table {heading:?} in:\n{text}");
}

fn assert_shown(output: &Output) {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}\n{text}");
    assert!(!text.contains('\u{1b}'), "colours are for terminals");
    for expected in [
        "drops and comes back",
        "no connection for half an hour",
        "min on Google Meet, completed: not signed in; the office said who",
        ", Google asked ",
        "What waits for somebody",
        "nobody has said what it costs",
        "minute by minute",
        "held back: missing rate",
        "equals `rollcall replay` of its export",
        "/docs",
        "admin@noor.example",
    ] {
        assert!(text.contains(expected), "{expected:?} is missing in:\n{text}");
    }
    for heading in ["What families owe", "What teachers earn"] {
        let (rows, total) = table(&text, heading);
        assert!(total > 0 && rows.len() >= 3, "{text}");
        assert_eq!(rows.iter().sum::<i64>(), total, "{text}");
    }
    // What nobody saw makes nobody absent.
    let dark = text.lines().skip_while(|line| !line.contains("no connection for half an hour")).skip(1);
    let dark: Vec<&str> = dark.take_while(|line| !line.trim().is_empty()).collect();
    assert!(dark.len() == 4 && dark.iter().all(|line| !line.contains("absent")), "{dark:?}");
}

#[tokio::test]
async fn the_demo_adds_up() {
    assert_shown(&demo(&[]).await);
}

#[tokio::test]
async fn the_demo_adds_up_on_postgres_and_keeps_out_of_used_databases() {
    let database = support::postgres().await;
    let played = demo(&["--database", &database.url]).await;
    assert_shown(&played);
    let text = String::from_utf8(played.stdout).unwrap();
    let totals = replayed(&database.url).await["totals"].clone();
    for (kind, heading) in [("charge", "What families owe"), ("pay", "What teachers earn")] {
        let of_kind = totals.as_array().unwrap().iter().filter(|total| total["kind"] == kind);
        let sum: i64 = of_kind.map(|total| total["amount"]["minor"].as_i64().unwrap()).sum();
        assert_eq!(sum, table(&text, heading).1, "{kind}");
    }
    let again = demo(&["--database", &database.url]).await;
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("wants an empty one"));
}
