//! The command line: one file per command. Here the arguments are parsed and handed to one of them; what a command does
//! is done in `app`, so that the API can do the same.

mod arguments;
mod audit;
mod checkin;
mod completions;
mod doctor;
mod exit_code;
mod export;
mod google;
mod livekit;
mod man;
mod migrate;
mod openapi;
mod organization;
mod recompute;
mod replay;
mod serve;
mod simulate;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::config::Config;
/// Rollcall knows who was really there.
#[derive(Debug, Parser)]
#[command(version, about, long_about = None, after_help = "\
Begin with:
  rollcall demo           a small academy, played in quick time
  rollcall serve          your own, on a database in data/rollcall.db
  rollcall user create    its first account

Exit codes: 0 done; 1 it was asked rightly and could not be done, or `audit` or `doctor` found something; 2 it was asked wrongly
(arguments, settings, what it was given to read).")]
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
    #[command(after_help = "Example:\n  rollcall serve --config rollcall.toml")]
    Serve,
    /// Play three weeks of a small academy in quick time, show what came of them, and serve it.
    #[command(after_help = "Example:\n  rollcall demo --exit")]
    Demo(crate::demo::Demo),
    /// Add people who may log in, list them, and take their access away.
    #[command(subcommand, after_help = "Example:\n  rollcall user create")]
    User(user::UserCommand),
    /// Show the organisations of this installation.
    #[command(subcommand, after_help = "Example:\n  rollcall organization list")]
    Organization(organization::OrganizationCommand),
    /// Connect LiveKit servers.
    #[command(
        after_help = "Example:\n  rollcall livekit connect --url wss://livekit.example.org --key APIxyz"
    )]
    Livekit(livekit::LivekitCommand),
    /// Connect organisers of Google Meet calls.
    #[command(after_help = "Example:\n  rollcall google connect")]
    Google(google::GoogleCommand),
    /// Bring the database's schema up to date.
    #[command(
        after_help = "Example:\n  ROLLCALL_DATABASE__URL=postgres://rollcall@db/rollcall rollcall migrate"
    )]
    Migrate,
    /// Judge every session again, and show what changes in verdicts and money.
    #[command(after_help = "Example:\n  rollcall recompute --dry-run")]
    Recompute(recompute::Recompute),
    /// Try the laws of the product on everything that is stored.
    #[command(after_help = "Example:\n  rollcall audit --json | jq .findings")]
    Audit(audit::Audit),
    /// Make what is stored of events right.
    #[command(subcommand, after_help = "Example:\n  rollcall checkin repair --dry-run")]
    Checkin(checkin::CheckinCommand),
    /// Say what is misconfigured or does not work, and how to mend each.
    #[command(after_help = "Example:\n  rollcall doctor --config rollcall.toml\n\n\
        Exit codes: 0 nothing is broken (warnings may stand); 1 there are problems, or with --strict warnings.")]
    Doctor(doctor::Doctor),
    /// Write sessions as a bundle, with everything they are judged by.
    #[command(
        after_help = "Example:\n  rollcall export --organization Academy --from 2026-01-01 --to 2026-02-01 --output january.json"
    )]
    Export(export::Export),
    /// Evaluate bundles, without server or database, and print the results.
    #[command(after_help = "Example:\n  rollcall replay lesson.json | jq .totals")]
    Replay(replay::Replay),
    /// Play a platform, for demonstrations and trials.
    #[command(
        subcommand,
        after_help = "Example:\n  rollcall simulate livekit --to http://127.0.0.1:8080 --key APIxyz --secret …"
    )]
    Simulate(simulate::SimulatedPlatform),
    /// Print the OpenAPI document of the HTTP API.
    #[command(after_help = "Example:\n  rollcall openapi > openapi.json")]
    Openapi,
    /// Print what makes a shell complete these commands.
    #[command(
        after_help = "Example:\n  rollcall completions bash > /etc/bash_completion.d/rollcall\n  rollcall completions zsh > ~/.zfunc/_rollcall"
    )]
    Completions(completions::Completions),
    /// Print the manual page, or write the pages of all commands.
    #[command(
        after_help = "Example:\n  rollcall man | man -l -\n  rollcall man --folder /usr/local/share/man/man1"
    )]
    Man(man::Man),
}

/// Runs the command line of this process. 0: done; 1: it failed; 2: it was asked wrongly (arguments, settings, input).
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return exit_code::report_usage_error(&error),
    };
    let done = runtime().and_then(|runtime| runtime.block_on(dispatch(cli)));
    match done.and_then(|()| crate::terminal::output::flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => exit_code::report_failure(&error),
    }
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

async fn dispatch(cli: Cli) -> anyhow::Result<()> {
    let config = || Config::load(cli.config.as_deref());
    match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::run(config()?).await,
        Command::Demo(arguments) => crate::demo::run(arguments).await,
        Command::User(command) => user::run(config()?, command).await,
        Command::Organization(command) => organization::run(config()?, command).await,
        Command::Livekit(arguments) => livekit::run(config()?, arguments).await,
        Command::Google(arguments) => google::run(config()?, arguments).await,
        Command::Migrate => migrate::run(&config()?).await,
        Command::Recompute(arguments) => recompute::run(config()?, &arguments).await,
        Command::Audit(arguments) => audit::run(config()?, arguments).await,
        Command::Checkin(command) => checkin::run(config()?, command).await,
        // Settings that cannot be read are a finding.
        Command::Doctor(arguments) => doctor::run(config(), arguments).await,
        Command::Export(arguments) => export::run(config()?, arguments).await,
        // Loads no settings: a bundle contains everything its evaluation needs, and its result must be the same on
        // every machine.
        Command::Replay(arguments) => replay::run(&arguments),
        Command::Simulate(arguments) => simulate::run(arguments).await,
        Command::Openapi => openapi::run(),
        Command::Completions(arguments) => completions::run(&arguments, Cli::command()),
        Command::Man(arguments) => man::run(&arguments, Cli::command()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command below `command`, with its whole name.
    fn all(command: &clap::Command, name: &str, found: &mut Vec<(String, clap::Command)>) {
        for one in command.get_subcommands().filter(|one| one.get_name() != "help") {
            let name = format!("{name} {}", one.get_name());
            found.push((name.clone(), one.clone()));
            all(one, &name, found);
        }
    }

    #[test]
    fn every_command_says_in_a_sentence_what_it_does_and_shows_an_example() {
        let cli = Cli::command();
        cli.clone().debug_assert();
        let mut commands = Vec::new();
        all(&cli, "rollcall", &mut commands);
        assert!(commands.len() > 20);
        for (name, command) in commands {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(!about.is_empty() && about.lines().count() == 1, "{name}: {about:?}");
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.starts_with("Example:\n  ") && help.contains(&name), "{name}: {help:?}");
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{name}: say what {} is", argument.get_id());
            }
        }
    }
}
