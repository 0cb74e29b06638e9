//! `rollcall recompute`: judges every session again and shows what changes, in verdicts and in money.

use crate::app::App;
use crate::app::recompute::recompute;
use crate::config::Config;
use crate::domain::money::amount::{Currency, Money};

#[derive(Debug, clap::Args)]
pub struct Recompute {
    /// Show what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
}

pub async fn run(config: Config, asked: &Recompute) -> anyhow::Result<()> {
    let app = App::start(config).await?;
    let tally = recompute(&app, asked.dry_run, |organization, difference| {
        println!("organization {organization}, {difference}");
    })
    .await?;
    app.store.close().await;
    for ((kind, code), minor) in &tally.money {
        let amount = Currency::from_code(code)
            .map_or_else(|| minor.to_string(), |currency| Money::new(*minor, currency).amount());
        println!("{kind}: {amount} {code} in all");
    }
    let done = if asked.dry_run { "would change" } else { "changed" };
    println!("{} sessions judged, {} reports and lines {done}", tally.sessions, tally.differences);
    if tally.overtaken > 0 {
        println!("{} sessions were changed meanwhile and are left to the job", tally.overtaken);
    }
    if tally.held > 0 {
        println!("{} sessions are left as they are: something they rest on cannot be read", tally.held);
    }
    Ok(())
}
