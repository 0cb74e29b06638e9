//! `rollcall completions`: what a shell needs to complete these commands.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::terminal::output::say;

#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell.
    shell: Shell,
}

pub fn run(asked: &Completions) -> anyhow::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut super::Cli::command(), "rollcall", &mut script);
    say!("{}", String::from_utf8(script)?.trim_end());
    Ok(())
}
