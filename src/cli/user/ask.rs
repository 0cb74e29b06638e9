//! Questions at the terminal, on standard error, each repeated until the answer is valid.

use std::io::IsTerminal;

use anyhow::Context;
use chrono_tz::{TZ_VARIANTS, Tz};
use dialoguer::{Input, Password};

use crate::app::access::password::NewPassword;
use crate::app::organization::NewOrganization;
use crate::cli::exit_code::BadInput;
use crate::cli::user::machine_defaults;
use crate::domain::money::amount::Currency;
use crate::domain::organization::Organization;
use crate::domain::people::validated_text::{Email, Name};
use crate::terminal::output::note;

/// The environment variable that holds a password when there is no terminal to ask at.
pub const PASSWORD_VARIABLE: &str = "ROLLCALL_USER_PASSWORD";

/// Whether there is somebody to ask.
pub fn is_interactive() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

pub fn name() -> anyhow::Result<Name> {
    ask_until_valid("Name", None, Name::parse)
}

pub fn email() -> anyhow::Result<Email> {
    ask_until_valid("E-mail address", None, Email::parse)
}

/// An existing organisation, or the name of a new one.
pub enum OrganizationChoice {
    Existing(Box<Organization>),
    New(Name),
}

pub fn organization(there: &[Organization]) -> anyhow::Result<OrganizationChoice> {
    if there.is_empty() {
        return ask_until_valid("Name of your organisation", None, Name::parse).map(OrganizationChoice::New);
    }
    note!("Organisations here:");
    for (number, one) in there.iter().enumerate() {
        note!("  {}  {} ({})", number + 1, one.name, one.id);
    }
    ask_until_valid("Organisation (a number, or the name of a new one)", Some("1".to_owned()), |said| {
        let numbered =
            said.parse::<usize>().ok().map(|number| number.checked_sub(1).and_then(|at| there.get(at)));
        match numbered {
            Some(None) => Err(format!("there are {}", there.len())),
            Some(Some(one)) => Ok(OrganizationChoice::Existing(Box::new(one.clone()))),
            None => match there.iter().find(|one| one.name == said || one.id == said) {
                Some(one) => Ok(OrganizationChoice::Existing(Box::new(one.clone()))),
                None => Name::parse(said).map(OrganizationChoice::New).map_err(|error| error.to_string()),
            },
        }
    })
}

/// Asks for time zone and currency, unless they were given as arguments.
pub fn new_organization(
    name: Name,
    time_zone: Option<Tz>,
    currency: Option<Currency>,
) -> anyhow::Result<NewOrganization> {
    let time_zone = match time_zone {
        Some(zone) => zone,
        None => ask_until_valid(
            "Its time zone",
            Some(machine_defaults::time_zone().name().to_owned()),
            parse_time_zone,
        )?,
    };
    let currency = match currency {
        Some(currency) => currency,
        None => ask_until_valid(
            "Its currency",
            Some(machine_defaults::currency().code().to_owned()),
            parse_currency,
        )?,
    };
    Ok(NewOrganization { name, time_zone, currency })
}

/// A new password, from the environment, from somebody at the terminal, or from standard input. There is no default.
///
/// # Errors
/// `BadInput` where none is given, or one that is too short.
pub fn password(prompt: &str) -> anyhow::Result<NewPassword> {
    if let Ok(password) = std::env::var(PASSWORD_VARIABLE) {
        return NewPassword::parse(password)
            .map_err(|unfit| BadInput(format!("{PASSWORD_VARIABLE}: {unfit}")).into());
    }
    if is_interactive() {
        let asked = Password::new()
            .with_prompt(prompt)
            .validate_with(|text: &String| NewPassword::parse(text.clone()).map(drop))
            .with_confirmation("The same again", "the two are not the same")
            .interact()
            .context("cannot ask for the password")?;
        return Ok(NewPassword::parse(asked)?);
    }
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).context("cannot read the password from standard input")?;
    let line = line.trim_end_matches(['\r', '\n']).to_owned();
    let given =
        if line.is_empty() { "no password on standard input or in ROLLCALL_USER_PASSWORD: " } else { "" };
    NewPassword::parse(line).map_err(|unfit| BadInput(format!("{given}{unfit}")).into())
}

/// Parses the name of a time zone; the error suggests names that are similar.
pub fn parse_time_zone(said: &str) -> Result<Tz, String> {
    said.parse().map_err(|_| {
        let key = said.to_lowercase().replace(' ', "_");
        let near = TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| {
            let name = name.to_lowercase();
            let city = name.rsplit('/').next().unwrap_or_default();
            key.len() > 2 && (city == key || strsim::damerau_levenshtein(&name, &key) < 3)
        });
        match near.take(3).collect::<Vec<_>>().join(", ").as_str() {
            "" => "a time zone like Asia/Riyadh".to_owned(),
            near => format!("a time zone like {near}"),
        }
    })
}

pub fn parse_currency(code: &str) -> Result<Currency, String> {
    Currency::from_code(code).ok_or_else(|| "a currency code of ISO 4217, like USD".to_owned())
}

/// Asks until `parse` accepts the answer, and prints why it did not.
fn ask_until_valid<T, E: ToString>(
    prompt: &str,
    default: Option<String>,
    parse: impl Fn(&str) -> Result<T, E>,
) -> anyhow::Result<T> {
    loop {
        let mut input = Input::<String>::new().with_prompt(prompt);
        if let Some(default) = &default {
            input = input.default(default.clone());
        }
        let said = input.interact().with_context(|| format!("cannot ask for {prompt:?}"))?;
        match parse(said.trim()) {
            Ok(value) => return Ok(value),
            Err(error) => note!("{}", error.to_string()),
        }
    }
}
