//! What a message about an event looks like: of the newest that happened, else of an example.

use crate::app::notify::gather::{gather, organization_sender};
use crate::app::{App, Error};
use crate::domain::notification::event::NotificationEvent;
use crate::letters::{self, Letter, LetterReader};

/// A letter that nobody is sent, and whether what it tells has happened.
#[derive(Clone, Debug)]
pub struct LetterPreview {
    pub letter: Letter,
    pub is_real: bool,
}

/// The letter of an event as this reader would get it now.
///
/// # Errors
/// 404 for an organisation that is not there.
pub async fn preview(
    app: &App,
    organization: &str,
    event: NotificationEvent,
    reader: &LetterReader,
) -> Result<LetterPreview, Error> {
    let mut read = app.store.read().await?;
    let found = read.find_organization(organization).await?.ok_or(Error::NotFound("organisation"))?;
    let sender = organization_sender(app, &found);
    let newest = read.newest_fact(organization, event).await?;
    let is_real = newest.is_some();
    // Nobody is meant by it, so that it is about nobody's children.
    let told = match newest {
        Some(stored) => gather(&mut read, organization, "", reader.voice, vec![stored], app.now()).await?,
        None => vec![letters::example::fact(event, app.now())],
    };
    // It leads nowhere: nobody switches anything off by looking.
    let unsubscribe = format!("{}/messages/templates", sender.address);
    let letter = letters::compose(reader, &sender, &told, &unsubscribe, app.now());
    Ok(LetterPreview { letter, is_real })
}
