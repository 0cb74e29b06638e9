//! `rollcall user …`: creates accounts (also the first one), lists them, sets passwords, and takes access away. It
//! works on the database directly, so the operator needs no login.

mod ask;
mod create;
mod machine_defaults;
mod person_json;

use clap::{Args, Subcommand};
use serde_json::Value;

use self::person_json::user_json;

use crate::app::people::name_lookup;
use crate::app::people::{self, PersonChange};
use crate::app::{ActorContext, App};
use crate::cli::arguments;
use crate::config::Config;
use crate::domain::access::Scope;
use crate::domain::organization::Organization;
use crate::domain::people::Role;
use crate::store::people::{PeopleFilter, Person};
use crate::terminal::output;
use crate::terminal::output::{OutputFormat, note, say};
use crate::terminal::table::print_table;

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add a person who can log in; what is left out is asked on a terminal.
    #[command(
        after_help = "Example:\n  rollcall user create\n  ROLLCALL_USER_PASSWORD=… rollcall user create --name Aisha --email aisha@school.example --role teacher"
    )]
    Create(create::CreateUser),
    /// Show who can log in.
    #[command(after_help = "Example:\n  rollcall user list --role teacher")]
    List(ListUsers),
    /// Set somebody's password; logins given for the old one end.
    #[command(after_help = "Example:\n  rollcall user password aisha@school.example")]
    Password(PersonArguments),
    /// Take somebody's access away; what they did stays.
    #[command(after_help = "Example:\n  rollcall user deactivate aisha@school.example")]
    Deactivate(PersonArguments),
    /// Give somebody whose access was taken away theirs back.
    #[command(after_help = "Example:\n  rollcall user activate aisha@school.example")]
    Activate(PersonArguments),
}

#[derive(Debug, Args)]
pub struct ListUsers {
    /// The organisation, by its id or name; without it, those of all.
    #[arg(long, value_name = "ORGANIZATION")]
    organization: Option<String>,
    /// Only people of this role.
    #[arg(long, value_parser = arguments::parse_role)]
    role: Option<Role>,
    /// Also people who have no password.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    format: OutputFormat,
}

#[derive(Debug, Args)]
pub struct PersonArguments {
    /// The person, by e-mail address, id or exact name.
    #[arg(value_name = "PERSON")]
    person: String,
    /// The organisation, by its id or name, where the person is not the only one of that address or name.
    #[arg(long, value_name = "ORGANIZATION")]
    organization: Option<String>,
    #[command(flatten)]
    format: OutputFormat,
}

pub async fn run(config: Config, command: UserCommand) -> anyhow::Result<()> {
    match command {
        UserCommand::Create(asked) => create::run(config, asked).await,
        UserCommand::List(asked) => list(App::attach(config).await?, asked).await,
        UserCommand::Password(whom) => password(App::attach(config).await?, whom).await,
        UserCommand::Deactivate(whom) => set_active(App::attach(config).await?, whom, false).await,
        UserCommand::Activate(whom) => set_active(App::attach(config).await?, whom, true).await,
    }
}

async fn list(app: App, asked: ListUsers) -> anyhow::Result<()> {
    let mut read = app.store.read().await?;
    let organizations = match asked.organization.as_deref() {
        Some(said) => vec![name_lookup::organization(&mut read, Some(said)).await?],
        None => read.list_organizations("", i64::MAX).await?,
    };
    let filter = PeopleFilter { role: asked.role, limit: i64::MAX, ..PeopleFilter::default() };
    let mut found: Vec<(&Organization, Person)> = Vec::new();
    for organization in &organizations {
        let people = read.list_people(&Scope::whole_organization(&organization.id), &filter).await?;
        found.extend(
            people.into_iter().filter(|one| asked.all || one.has_password).map(|one| (organization, one)),
        );
    }
    if asked.format.json {
        let shown: Vec<Value> =
            found.iter().map(|(organization, one)| user_json(organization, one)).collect();
        output::json(&shown);
        return Ok(());
    }
    if found.is_empty() {
        note!("nobody here can log in; `rollcall user create` makes an account");
    }
    print_table(
        &["ID", "NAME", "E-MAIL", "ROLES", "ORGANIZATION", "STATE"],
        found.into_iter().map(|(organization, one)| {
            let roles: Vec<&str> = one.roles.iter().map(|role| role.as_str()).collect();
            let state = match (one.is_active, one.has_password) {
                (false, _) => "deactivated",
                (true, false) => "no password",
                (true, true) => "active",
            };
            let email = one.email.unwrap_or_default();
            vec![one.id, one.name, email, roles.join(", "), organization.name.clone(), state.to_owned()]
        }),
    );
    Ok(())
}

async fn password(app: App, whom: PersonArguments) -> anyhow::Result<()> {
    let mut read = app.store.read().await?;
    let (organization, person) =
        name_lookup::person(&mut read, whom.organization.as_deref(), &whom.person).await?;
    drop(read);
    let prompt = format!("New password of {} at {}", person.name, organization.name);
    let hash = ask::password(&prompt)?.hash().await;
    let actor = ActorContext::of_installation(&app, &organization.id);
    let mut write = app.store.write().await?;
    people::set_password(&mut write, &actor, &person.id, &hash).await?;
    write.commit().await?;
    print_result(&organization, &Person { has_password: true, ..person }, whom.format, "has a new password");
    Ok(())
}

async fn set_active(app: App, whom: PersonArguments, is_active: bool) -> anyhow::Result<()> {
    let mut write = app.store.write().await?;
    let (organization, person) =
        name_lookup::person(&mut write, whom.organization.as_deref(), &whom.person).await?;
    let actor = ActorContext::of_installation(&app, &organization.id);
    let change = PersonChange { is_active: Some(is_active), ..PersonChange::default() };
    let person = people::change(&mut write, &actor, &person.id, change).await?;
    write.commit().await?;
    let done = if is_active { "may log in again" } else { "may not log in any more" };
    print_result(&organization, &person, whom.format, done);
    Ok(())
}

fn print_result(organization: &Organization, person: &Person, format: OutputFormat, done: &str) {
    if format.json {
        output::json(&user_json(organization, person));
    } else {
        say!("{} ({} at {}) {done}", person.id, person.name, organization.name);
    }
}
