//! Commands, one file each. Here the command line is read, and a failure becomes one line and an exit code.

mod audit;
mod demo;
mod export;
mod google;
mod livekit;
mod log;
mod migrate;
mod openapi;
mod recompute;
mod replay;
mod serve;
mod simulate;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Config, Mistake};
use crate::domain::time::Timestamp;

/// Knows who was really there.
#[derive(Debug, Parser)]
#[command(version, about, long_about = None)]
struct Cli {
    /// Settings in TOML; config/rollcall.toml names every key.
    #[arg(long, global = true, env = "ROLLCALL_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve HTTP and run the jobs (the default).
    Serve(serve::Serve),
    /// Connect organisers of Google Meet calls.
    Google(google::Google),
    /// Play three weeks of a small academy in quick time, show what came of them, and serve it.
    Demo(demo::Demo),
    /// Connect LiveKit servers.
    Livekit(livekit::Livekit),
    /// Bring the database's schema up to date.
    Migrate,
    /// Judge every session again, and show what changes in verdicts and money.
    Recompute(recompute::Recompute),
    /// Try the laws of the product on everything that is stored.
    Audit,
    /// Play a platform, for demonstrations and trials.
    #[command(subcommand)]
    Simulate(simulate::Platform),
    /// Write sessions as a bundle, with everything they are judged by.
    Export(export::Export),
    /// Evaluate a bundle, without server or database, and print the result.
    Replay(replay::Replay),
    /// People who may log in.
    #[command(subcommand)]
    User(user::Command),
    /// Print the OpenAPI document of the HTTP API.
    Openapi,
}

/// Runs the command line of this process. 0: done; 1: it failed; 2: it was asked wrongly (arguments, settings, input).
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let done = runtime().and_then(|runtime| runtime.block_on(dispatch(cli)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line, whatever a file's keys hold.
            let line: String = whole(&error).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            eprintln!("rollcall: {line}");
            ExitCode::from(if error.is::<Mistake>() || error.is::<BadInput>() { 2 } else { 1 })
        }
    }
}

/// What somebody gave a command to read is wrong; the message names the place.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct BadInput(String);

/// Reads an instant of the command line.
fn instant(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).ok_or_else(|| "an instant like 2026-01-05T08:00:00Z".to_owned())
}

/// An error with its causes, each said once: many tell their cause in their own words already.
fn whole(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if said.is_empty() {
            said = cause;
        } else if !said.contains(&cause) {
            said = format!("{said}: {cause}");
        }
    }
    said
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

async fn dispatch(cli: Cli) -> anyhow::Result<()> {
    let config = || Config::load(cli.config.as_deref());
    match cli.command.unwrap_or_else(|| Command::Serve(serve::Serve::default())) {
        Command::Serve(how) => serve::run(config()?, how).await,
        Command::Google(asked) => google::run(config()?, asked).await,
        Command::Demo(asked) => demo::run(asked).await,
        Command::Livekit(asked) => livekit::run(config()?, asked).await,
        Command::Migrate => migrate::run(config()?).await,
        Command::Recompute(asked) => recompute::run(config()?, &asked).await,
        Command::Audit => audit::run(config()?).await,
        Command::Simulate(platform) => simulate::run(platform).await,
        Command::Export(asked) => export::run(config()?, asked).await,
        // A bundle holds all it is judged by: no setting of this machine may change what it says.
        Command::Replay(arguments) => replay::run(&arguments),
        Command::User(command) => user::run(config()?, command).await,
        Command::Openapi => openapi::run(),
    }
}
