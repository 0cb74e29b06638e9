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
    pub from: MailFrom,
}

/// Who a mail is from, and where answers to it go.
#[derive(Clone, Debug)]
pub struct MailFrom {
    pub name: String,
    /// `None`: this installation sends no mail.
    pub address: Option<String>,
    /// `None`: to the address that it is from.
    pub reply_to: Option<String>,
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
    let settings = &found.settings;
    let own_name = settings.message_sender_name.as_ref().map(|name| name.as_str().to_owned());
    let from = MailFrom {
        name: own_name.unwrap_or_else(|| found.name.clone()),
        address: app.senders.mail_address().map(str::to_owned),
        reply_to: settings.message_reply_to.as_ref().map(|address| address.as_str().to_owned()),
    };
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
    Ok(LetterPreview { letter, is_real, from })
}
