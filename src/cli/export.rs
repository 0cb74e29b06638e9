//! `rollcall export`: writes a session, or those of some days, as a bundle that `rollcall replay` evaluates.

use std::path::PathBuf;

use anyhow::Context;
use chrono::NaiveDate;
use clap::Args;

use super::arguments;
use super::exit_code::BadInput;
use crate::app::App;
use crate::app::data::export::{ExportSelection, export};
use crate::app::people::name_lookup;
use crate::config::Config;
use crate::domain::time::calendar::midnight;
use crate::domain::time::{Span, Timestamp};
use crate::store::Read;
use crate::terminal::output::say;

#[derive(Debug, Args)]
pub struct Export {
    /// The organisation, by its id or name; not needed where there is only one.
    #[arg(long, value_name = "ORGANIZATION")]
    organization: Option<String>,
    /// One session, by its id.
    #[arg(long, value_name = "ID", conflicts_with_all = ["from", "to"], required_unless_present = "from")]
    session: Option<String>,
    /// Sessions scheduled to start on or after this day of the organisation.
    #[arg(long, value_name = "DAY", requires = "to")]
    from: Option<NaiveDate>,
    /// … and before this one.
    #[arg(long, value_name = "DAY", requires = "from")]
    to: Option<NaiveDate>,
    /// Leave out what was received later; left out, it is now.
    #[arg(long, value_name = "INSTANT", value_parser = arguments::parse_instant)]
    as_of: Option<Timestamp>,
    /// Where to write it, instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub async fn run(config: Config, asked: Export) -> anyhow::Result<()> {
    let app = App::attach(config).await?;
    let as_of = asked.as_of.unwrap_or_else(|| app.now());
    let mut read = app.store.read().await?;
    let organization = name_lookup::organization(&mut read, asked.organization.as_deref())
        .await
        .context("--organization")?
        .id;
    let which = which(&mut read, &organization, &asked).await?;
    let bundle = export(&mut read, &organization, &which, as_of).await?;
    let Some(bundle) = bundle else {
        let session = asked.session.unwrap_or_default();
        return Err(BadInput(format!("--session: there is no session {session} in this organisation")).into());
    };
    drop(read);
    app.store.close().await;
    let text = serde_json::to_string_pretty(&bundle)?;
    match asked.output {
        Some(path) => std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display())),
        None => {
            say!("{text}");
            Ok(())
        }
    }
}

async fn which(read: &mut Read, organization: &str, asked: &Export) -> anyhow::Result<ExportSelection> {
    match (&asked.session, asked.from, asked.to) {
        (Some(id), ..) => Ok(ExportSelection::Session(id.clone())),
        (None, Some(from), Some(to)) if from < to => {
            let pricing =
                read.find_pricing_context(organization).await?.context("an organisation keeps books")?;
            Ok(ExportSelection::Starting(Span::new(
                midnight(from, pricing.time_zone),
                midnight(to, pricing.time_zone),
            )))
        }
        _ => Err(BadInput("--to: must be a day after --from".to_owned()).into()),
    }
}
