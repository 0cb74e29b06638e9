//! Who looks at a page, and how they and their organisation want it: one query for each page. And the writing of a
//! person's preferences.

use chrono_tz::Tz;

use crate::domain::money::amount::Currency;
use crate::domain::organization::settings::Digits;
use crate::domain::people::preferences::{Language, Theme};
use crate::store::database::error::corrupt;
use crate::store::organization::parse_settings;
use crate::store::{Read, Result, Write, execute, with_connection};

/// Somebody who looks at a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    pub name: String,
    /// `None`: as the browser says. So is a language that this version does not have.
    pub language: Option<Language>,
    /// `None`: as the browser says.
    pub theme: Option<Theme>,
    pub organization_name: String,
    pub time_zone: Tz,
    pub currency: Currency,
    /// The digits of numbers on pages in Arabic.
    pub digits: Digits,
}

#[derive(sqlx::FromRow)]
struct ViewerRow {
    name: String,
    language: Option<String>,
    theme: Option<String>,
    organization_name: String,
    time_zone: String,
    currency: String,
    settings: String,
}

impl Read {
    /// A person as a viewer of pages of their organisation. `None`: there is no such person.
    pub async fn find_viewer(&mut self, organization: &str, person: &str) -> Result<Option<Viewer>> {
        const SQL: &str = "
            SELECT p.name, p.language, p.theme, o.name AS organization_name, o.time_zone, o.currency, o.settings
              FROM people p
              JOIN organizations o ON o.id = p.organization_id
             WHERE p.organization_id = $1 AND p.id = $2";
        let row: Option<ViewerRow> = with_connection!(self, |c| sqlx::query_as(SQL)
            .bind(organization)
            .bind(person)
            .fetch_optional(c)
            .await)?;
        let Some(row) = row else { return Ok(None) };
        let wrong =
            |column, found: &str| corrupt("organizations", column, organization, format!("found {found:?}"));
        Ok(Some(Viewer {
            language: row.language.as_deref().and_then(Language::parse),
            theme: row.theme.as_deref().and_then(Theme::parse),
            time_zone: row.time_zone.parse().map_err(|_| wrong("time_zone", &row.time_zone))?,
            currency: Currency::from_code(&row.currency).ok_or_else(|| wrong("currency", &row.currency))?,
            digits: parse_settings(&row.settings).0.digits,
            name: row.name,
            organization_name: row.organization_name,
        }))
    }
}

impl Write {
    /// Sets how a person likes their pages; `None` is as the browser says. Says whether there is such a person.
    pub async fn update_preferences(
        &mut self,
        organization: &str,
        person: &str,
        language: Option<Language>,
        theme: Option<Theme>,
    ) -> Result<bool> {
        const SQL: &str =
            "UPDATE people SET language = $3, theme = $4 WHERE organization_id = $1 AND id = $2";
        let rows = execute!(
            self,
            sqlx::query(SQL)
                .bind(organization)
                .bind(person)
                .bind(language.map(Language::as_str))
                .bind(theme.map(Theme::as_str))
        )?;
        Ok(rows == 1)
    }

    /// Sets a person's language; `None` is as the browser says.
    pub async fn set_language(
        &mut self,
        organization: &str,
        person: &str,
        language: Option<Language>,
    ) -> Result<()> {
        const SQL: &str = "UPDATE people SET language = $3 WHERE organization_id = $1 AND id = $2";
        let language = language.map(Language::as_str);
        execute!(self, sqlx::query(SQL).bind(organization).bind(person).bind(language))?;
        Ok(())
    }
}
