//! `rollcall openapi`: prints the document of the HTTP API.

use crate::api;

pub fn run() -> anyhow::Result<()> {
    println!("{}", api::document(&api::routes()).to_pretty_json()?);
    Ok(())
}
