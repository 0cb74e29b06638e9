//! `rollcall openapi`: prints the document of the HTTP API.

use super::out::say;
use crate::api;

pub fn run() -> anyhow::Result<()> {
    say!("{}", api::document(&api::routes()).to_pretty_json()?);
    Ok(())
}
