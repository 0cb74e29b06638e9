//! `rollcall migrate`: brings the schema up to date and ends.

use crate::app::installation::start::migrate;
use crate::config::Config;
use crate::terminal::output::say;

pub async fn run(config: &Config) -> anyhow::Result<()> {
    migrate(&config.database).await?;
    say!("the schema is up to date");
    Ok(())
}
