//! `rollcall organization list`: prints the organisations of this installation.

use clap::Subcommand;
use serde_json::json;

use crate::app::App;
use crate::config::Config;
use crate::terminal::output;
use crate::terminal::output::{OutputFormat, note};
use crate::terminal::table::print_table;

#[derive(Debug, Subcommand)]
pub enum OrganizationCommand {
    /// Show the organisations, with the ids and names that other commands take.
    #[command(after_help = "Example:\n  rollcall organization list")]
    List(OutputFormat),
}

pub async fn run(
    config: Config,
    OrganizationCommand::List(format): OrganizationCommand,
) -> anyhow::Result<()> {
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
    print_table(
        &["ID", "NAME", "ZONE", "CURRENCY"],
        all.into_iter().map(|one| {
            vec![one.id, one.name, one.time_zone.name().to_owned(), one.currency.code().to_owned()]
        }),
    );
    Ok(())
}
