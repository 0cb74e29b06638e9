//! `rollcall user create`: at a terminal it asks for what was not given as an argument; elsewhere it fails and names
//! everything that is missing at once.

use std::collections::BTreeSet;

use anyhow::Context;
use chrono_tz::Tz;

use super::ask::{self, OrganizationChoice};
use super::person_json::user_json;
use crate::app::organization;
use crate::app::organization::NewOrganization;
use crate::app::people::name_lookup;
use crate::app::people::{self, NewPerson};
use crate::app::{ActorContext, App};
use crate::cli::arguments;
use crate::cli::exit_code::BadInput;
use crate::cli::user::machine_defaults;
use crate::config::Config;
use crate::domain::money::amount::Currency;
use crate::domain::organization::Organization;
use crate::domain::people::Role;
use crate::domain::people::validated_text::{Email, Name};
use crate::store::people::Person;
use crate::terminal::output;
use crate::terminal::output::{OutputFormat, note, say};

#[derive(Debug, clap::Args)]
pub struct CreateUser {
    /// The person's name.
    #[arg(long)]
    name: Option<String>,
    /// What they log in with. The password is asked for, or read from ROLLCALL_USER_PASSWORD or standard input.
    #[arg(long)]
    email: Option<String>,
    /// superadmin, admin, finance, teacher, …; may be given several times.
    #[arg(long = "role", value_name = "ROLE", default_value = "admin", value_parser = arguments::parse_role)]
    roles: Vec<Role>,
    /// The organisation, by its id or name. Without it: the only one there is, or a new one when there is none.
    #[arg(long, value_name = "ORGANIZATION")]
    organization: Option<String>,
    /// Name of a new organisation, which is founded first.
    #[arg(long, value_name = "NAME", conflicts_with = "organization")]
    organization_name: Option<String>,
    /// Time zone of a new organisation, like Asia/Riyadh; without it, this machine's.
    #[arg(long, value_name = "ZONE", value_parser = ask::parse_time_zone)]
    time_zone: Option<Tz>,
    /// Currency of a new organisation, like SAR; without it, that of this machine's locale.
    #[arg(long, value_name = "CODE", value_parser = ask::parse_currency)]
    currency: Option<Currency>,
    #[command(flatten)]
    format: OutputFormat,
}

/// The organisation of the new person: an existing one, or a new one to create.
enum TargetOrganization {
    Existing(Box<Organization>),
    New(NewOrganization),
}

pub async fn run(config: Config, asked: CreateUser) -> anyhow::Result<()> {
    let is_asking = ask::is_interactive();
    if !is_asking {
        check_complete(&asked)?;
    }
    let name = match &asked.name {
        Some(name) => Name::parse(name).map_err(|error| BadInput(format!("--name: {error}")))?,
        None => ask::name()?,
    };
    let email = match &asked.email {
        Some(email) => Email::parse(email).map_err(|error| BadInput(format!("--email: {error}")))?,
        None => ask::email()?,
    };
    let roles: BTreeSet<Role> = asked.roles.iter().copied().collect();
    // Without a terminal the password is read before anything is created, so that a bad one leaves nothing behind.
    let given = if is_asking { None } else { Some(ask::password("")?) };
    let app = App::start(config).await?;
    let home = target_organization(&app, &asked, is_asking).await?;
    let password = match given {
        Some(password) => password,
        None => ask::password(&format!("Password of {email}"))?,
    };
    let hash = password.hash().await;
    let new = NewPerson { name, email: Some(email), roles, household: None };
    let (organization, person) = create_user(&app, home, new, &hash).await?;
    app.store.close().await;
    if asked.format.json {
        output::json(&user_json(&organization, &person));
    } else {
        say!("created {} in organization {}", person.id, organization.id);
    }
    Ok(())
}

/// Without a terminal nothing can be asked for: an error names everything that is missing.
fn check_complete(asked: &CreateUser) -> anyhow::Result<()> {
    let mut missing = Vec::new();
    if asked.name.is_none() {
        missing.push("--name");
    }
    if asked.email.is_none() {
        missing.push("--email");
    }
    if missing.is_empty() {
        return Ok(());
    }
    // Standard input is not read to check for a password: reading from an idle pipe would block for ever.
    if std::env::var_os(ask::PASSWORD_VARIABLE).is_none() {
        missing.push("the password (ROLLCALL_USER_PASSWORD or standard input)");
    }
    if asked.organization.is_none() && asked.organization_name.is_none() {
        missing.push("and, unless there is exactly one organisation, --organization or --organization-name with --time-zone and --currency");
    }
    let line = format!("user create: missing {}; on a terminal they are asked for", missing.join(", "));
    Err(BadInput(line).into())
}

async fn target_organization(
    app: &App,
    asked: &CreateUser,
    is_asking: bool,
) -> anyhow::Result<TargetOrganization> {
    let mut read = app.store.read().await?;
    if let Some(said) = asked.organization.as_deref() {
        let there = name_lookup::organization(&mut read, Some(said)).await.context("--organization")?;
        return Ok(TargetOrganization::Existing(Box::new(there)));
    }
    let name = match &asked.organization_name {
        Some(name) => Name::parse(name).map_err(|error| BadInput(format!("--organization-name: {error}")))?,
        None if is_asking => match ask::organization(&read.list_organizations("", i64::MAX).await?)? {
            OrganizationChoice::Existing(one) => return Ok(TargetOrganization::Existing(one)),
            OrganizationChoice::New(name) => name,
        },
        None if read.list_organizations("", 1).await?.is_empty() => Name::parse("My organisation")?,
        None => {
            let there = name_lookup::organization(&mut read, None).await.context("--organization")?;
            return Ok(TargetOrganization::Existing(Box::new(there)));
        }
    };
    if is_asking {
        return Ok(TargetOrganization::New(ask::new_organization(name, asked.time_zone, asked.currency)?));
    }
    let time_zone = asked.time_zone.unwrap_or_else(machine_defaults::time_zone);
    let currency = asked.currency.unwrap_or_else(machine_defaults::currency);
    Ok(TargetOrganization::New(NewOrganization { name, time_zone, currency }))
}

async fn create_user(
    app: &App,
    home: TargetOrganization,
    new: NewPerson,
    hash: &str,
) -> anyhow::Result<(Organization, Person)> {
    let mut write = app.store.write().await?;
    let (organization, is_new) = match home {
        TargetOrganization::Existing(one) => (*one, false),
        TargetOrganization::New(new) => (organization::create(&mut write, app, None, new).await?, true),
    };
    let actor = ActorContext::of_installation(app, &organization.id);
    let person = people::add(&mut write, &actor, new).await?;
    people::set_password(&mut write, &actor, &person.id, hash).await?;
    write.commit().await?;
    if is_new {
        let Organization { name, id, time_zone, currency, .. } = &organization;
        note!("founded {name} ({id}), with time zone {time_zone} and currency {}", currency.code());
    }
    Ok((organization, Person { has_password: true, ..person }))
}
