//! `rollcall organization list`: the organisations of this installation.

use clap::Subcommand;
use serde_json::json;

use crate::app::App;
use crate::config::Config;
use crate::terminal::output;
use crate::terminal::output::{Format, note};
use crate::terminal::table::table;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show the organisations, with the ids and names that other commands take.
    #[command(after_help = "Example:\n  rollcall organization list")]
    List(Format),
}

pub async fn run(config: Config, Command::List(format): Command) -> anyhow::Result<()> {
    let app = App::attach(config).await?;
    let all = app.store.read().await?.list_organizations("", i64::MAX).await?;
    app.store.close().await;
    if format.json {
        let shown = all.iter().map(|one| {
            json!({
                "id": one.id,
                "name": one.name,
                "timeZone": one.time_zone.name(),
                "currency": one.currency,
                "createdAt": one.created_at,
            })
        });
        output::json(&shown.collect::<Vec<_>>());
        return Ok(());
    }
    if all.is_empty() {
        note!("there is no organisation yet; `rollcall user create` founds the first one");
    }
    table(
        &["ID", "NAME", "ZONE", "CURRENCY"],
        all.into_iter().map(|one| {
            vec![one.id, one.name, one.time_zone.name().to_owned(), one.currency.code().to_owned()]
        }),
    );
    Ok(())
}
