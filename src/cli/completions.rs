//! `rollcall completions`: prints the script with which a shell completes these commands.

use clap_complete::Shell;

use crate::terminal::output::say;

#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell.
    shell: Shell,
}

pub fn run(arguments: &Completions, mut program: clap::Command) -> anyhow::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut program, "rollcall", &mut script);
    say!("{}", String::from_utf8(script)?.trim_end());
    Ok(())
}
