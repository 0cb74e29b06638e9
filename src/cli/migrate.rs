//! `rollcall migrate`: brings the schema up to date and ends.

use super::out::say;
use crate::app::start::migrate;
use crate::config::Config;

pub async fn run(config: &Config) -> anyhow::Result<()> {
    migrate(&config.database).await?;
    say!("the schema is up to date");
    Ok(())
}
