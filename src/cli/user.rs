//! `rollcall user create`: the first superadmin or admin, and anybody after, from the machine of the operator.

use std::collections::BTreeSet;
use std::io::IsTerminal;

use anyhow::{Context, bail};
use chrono_tz::Tz;
use clap::{Args, Subcommand};

use crate::app::organizations::{self, NewOrganization};
use crate::app::password::NewPassword;
use crate::app::people::{self, NewPerson};
use crate::app::{Act, App};
use crate::config::Config;
use crate::domain::money::amount::Currency;
use crate::domain::naming::{Email, Name};
use crate::domain::person::Role;
use crate::store::Write;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add a person who can log in. The password is asked for, or read from ROLLCALL_USER_PASSWORD or standard input.
    Create(Create),
}

#[derive(Debug, Args)]
pub struct Create {
    #[arg(long)]
    email: String,
    #[arg(long)]
    name: String,
    /// superadmin, admin, finance, teacher, …; may be given several times.
    #[arg(long = "role", default_value = "admin", value_parser = role)]
    roles: Vec<Role>,
    /// Id of the organisation. Without it: the only one there is, or a new one when there is none.
    #[arg(long)]
    organization: Option<String>,
    /// Name of a new organisation, which is founded first.
    #[arg(long, conflicts_with = "organization")]
    organization_name: Option<String>,
    /// Time zone of a new organisation, like Asia/Riyadh.
    #[arg(long, default_value = "UTC")]
    time_zone: Tz,
    /// Currency of a new organisation, like SAR.
    #[arg(long, default_value = "USD", value_parser = currency)]
    currency: Currency,
}

fn role(word: &str) -> Result<Role, String> {
    let words = || Role::ALL.iter().map(|role| role.word()).collect::<Vec<_>>().join(", ");
    Role::from_word(word).ok_or_else(|| format!("one of {}", words()))
}

fn currency(code: &str) -> Result<Currency, String> {
    Currency::from_code(code).ok_or_else(|| "a currency code of ISO 4217, like USD".to_owned())
}

pub async fn run(config: Config, command: Command) -> anyhow::Result<()> {
    let Command::Create(asked) = command;
    let person = NewPerson {
        name: Name::parse(&asked.name).context("--name")?,
        email: Some(Email::parse(&asked.email).context("--email")?),
        roles: asked.roles.iter().copied().collect::<BTreeSet<_>>(),
        household: None,
    };
    let hash = NewPassword::parse(password()?)?.hash().await;
    let app = App::start(config).await?;
    let mut write = app.store.write().await?;
    let organization = organization(&mut write, &app, &asked).await?;
    let act = Act::of_installation(&app, &organization);
    let person = people::add(&mut write, &act, person).await?;
    people::set_password(&mut write, &act, &person.id, &hash).await?;
    write.commit().await?;
    app.store.close().await;
    println!("created {} in organization {organization}", person.id);
    Ok(())
}

async fn organization(write: &mut Write, app: &App, asked: &Create) -> anyhow::Result<String> {
    if let Some(id) = &asked.organization {
        let found = write.find_organization(id).await?;
        return Ok(found.with_context(|| format!("--organization: there is no organisation {id}"))?.id);
    }
    if asked.organization_name.is_none() {
        match &write.list_organizations("", 2).await?[..] {
            [only] => return Ok(only.id.clone()),
            [] => {}
            _ => bail!("--organization: there are several organisations; say which"),
        }
    }
    let name = asked.organization_name.as_deref().unwrap_or("My organisation");
    let new = NewOrganization {
        name: Name::parse(name).context("--organization-name")?,
        time_zone: asked.time_zone,
        currency: asked.currency,
    };
    Ok(organizations::found(write, app, None, new).await?.id)
}

/// From the environment, from a person at a terminal, or from standard input. There is no default.
fn password() -> anyhow::Result<String> {
    if let Ok(password) = std::env::var("ROLLCALL_USER_PASSWORD") {
        return Ok(password);
    }
    if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password("Password: ")?;
        if first != rpassword::prompt_password("Again: ")? {
            bail!("the two passwords differ");
        }
        return Ok(first);
    }
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
