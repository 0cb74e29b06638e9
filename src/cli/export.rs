//! `rollcall export`: writes a session, or those of some days, as a bundle that `rollcall replay` evaluates.

use std::path::PathBuf;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::Args;

use crate::app::App;
use crate::app::export::{Which, export};
use crate::config::Config;
use crate::domain::money::period::midnight;
use crate::domain::time::{Span, Timestamp};
use crate::store::Read;

#[derive(Debug, Args)]
pub struct Export {
    /// Id of the organisation; not needed where there is only one.
    #[arg(long, value_name = "ID")]
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
    #[arg(long, value_name = "INSTANT", value_parser = super::instant)]
    as_of: Option<Timestamp>,
    /// Where to write it, instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub async fn run(config: Config, asked: Export) -> anyhow::Result<()> {
    let app = App::start(config).await?;
    let as_of = asked.as_of.unwrap_or_else(|| app.now());
    let mut read = app.store.read().await?;
    let organization = organization(&mut read, asked.organization.as_deref()).await?;
    let which = which(&mut read, &organization, &asked).await?;
    let bundle = export(&mut read, &organization, &which, as_of).await?;
    let bundle = bundle.context("--session: there is no such session")?;
    drop(read);
    app.store.close().await;
    let text = serde_json::to_string_pretty(&bundle)?;
    match asked.output {
        Some(path) => std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display())),
        None => {
            println!("{text}");
            Ok(())
        }
    }
}

async fn organization(read: &mut Read, id: Option<&str>) -> anyhow::Result<String> {
    let found = match id {
        Some(id) => read.find_organization(id).await?.into_iter().collect(),
        None => read.list_organizations("", 2).await?,
    };
    match &found[..] {
        [only] => Ok(only.id.clone()),
        [] => bail!("--organization: there is no such organisation"),
        _ => bail!("--organization: there are several organisations; say which"),
    }
}

async fn which(read: &mut Read, organization: &str, asked: &Export) -> anyhow::Result<Which> {
    match (&asked.session, asked.from, asked.to) {
        (Some(id), ..) => Ok(Which::Session(id.clone())),
        (None, Some(from), Some(to)) if from < to => {
            let books = read.find_books(organization).await?.context("an organisation keeps books")?;
            Ok(Which::Starting(Span::new(midnight(from, books.time_zone), midnight(to, books.time_zone))))
        }
        _ => bail!("--to: must be a day after --from"),
    }
}
