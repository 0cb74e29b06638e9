//! `rollcall openapi`: prints the document of the HTTP API.

use crate::api;
use crate::terminal::output::say;

pub fn run() -> anyhow::Result<()> {
    say!("{}", api::document(&api::routes()).to_pretty_json()?);
    Ok(())
}
