//! `rollcall replay`: evaluates bundles and prints the results, without server or database.

use std::io::Read;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::exit_code::BadInput;
use crate::bundle::Bundle;
use crate::terminal::output::say;

#[derive(Debug, Args)]
pub struct Replay {
    /// A bundle (see docs/BUNDLES.md), or - for standard input. Of several, one result a line in the order given.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Prints one line of JSON for each bundle.
///
/// # Errors
/// `BadInput` for the first file that cannot be read or is no consistent bundle, naming the file and the key.
pub fn run(arguments: &Replay) -> anyhow::Result<()> {
    for file in &arguments.files {
        let text = read(file).map_err(|error| BadInput(format!("{}: {error}", file.display())))?;
        let bundle = Bundle::read(&text).map_err(|error| BadInput(format!("{}: {error}", file.display())))?;
        say!("{}", serde_json::to_string(&bundle.replay()).context("writing the result")?);
    }
    Ok(())
}

fn read(file: &PathBuf) -> std::io::Result<String> {
    if file.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    std::fs::read_to_string(file)
}
