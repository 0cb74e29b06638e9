//! `rollcall migrate`: brings the schema up to date and ends.

use crate::config::Config;
use crate::store::Store;

pub async fn run(config: Config) -> anyhow::Result<()> {
    let store = Store::open(&config.database.url, 1).await?;
    store.migrate().await?;
    store.close().await;
    println!("the schema is up to date");
    Ok(())
}
