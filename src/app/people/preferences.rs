//! How somebody likes their own pages.

use crate::app::{ActorContext, Error};
use crate::domain::people::preferences::{Language, Theme};
use crate::store::Write;

/// Sets the acting person's own language and theme; `None` is as the browser says. The actor acts in their home
/// organisation (`RouteRequest::actor_at_home`). It is not in the audit log: it concerns nobody else.
pub async fn set_preferences(
    write: &mut Write,
    actor: &ActorContext,
    language: Option<Language>,
    theme: Option<Theme>,
) -> Result<(), Error> {
    let Some(person) = &actor.person_id else { return Err(Error::NotFound("person")) };
    match write.update_preferences(actor.organization(), person, language, theme).await? {
        true => Ok(()),
        false => Err(Error::NotFound("person")),
    }
}
