//! What a message to a person says. Letters are not stored, so it is composed anew of what is stored of its facts.

use crate::app::App;
use crate::app::notify::as_known::as_known;
use crate::app::notify::delivery_log::LoggedMessage;
use crate::app::notify::gather::{gather, has_waited, organization_sender, voice_of};
use crate::domain::notification::event::Channel;
use crate::letters::{self, Letter, LetterReader};
use crate::store::{Read, StoreError};
use crate::text::Voice;

/// A letter, and the language and the zone it is in: those of its reader.
#[derive(Clone, Debug)]
pub struct RecomposedLetter {
    pub letter: Letter,
    pub voice: Voice,
}

/// The letter of a message, as its reader gets it. What was left out of it is left out; where nothing was told, all of it
/// is there. `None`: it is a system's, its reader is gone, or nothing of it can be read.
pub async fn recompose(
    app: &App,
    read: &mut Read,
    organization: &str,
    message: &LoggedMessage,
) -> Result<Option<RecomposedLetter>, StoreError> {
    let delivery = &message.delivery;
    if delivery.channel == Channel::Webhook {
        return Ok(None);
    }
    let Some(to) = read.find_recipients(organization, &[&delivery.recipient_id]).await?.pop() else {
        return Ok(None);
    };
    let Some(home) = read.find_organization(organization).await? else { return Ok(None) };
    let nothing_told = message.facts.iter().all(|one| one.dropped.is_some());
    let mut told = Vec::new();
    for one in message.facts.iter().filter(|one| nothing_told || one.dropped.is_none()) {
        let Some(stored) = &one.fact else { continue };
        let known = as_known(read, organization, &to.id, stored.clone()).await?;
        told.push(known.unwrap_or_else(|| stored.clone()));
    }
    if told.is_empty() {
        return Ok(None);
    }
    let now = delivery.finished_at.unwrap_or_else(|| app.now());
    let voice = voice_of(&home, &to);
    let has_waited = has_waited(&to, voice.zone, &told);
    let reader = LetterReader { name: to.name.clone(), voice, has_waited };
    let sender = organization_sender(app, &home);
    let facts = gather(read, organization, &to.id, voice, told, now).await?;
    // The link of the letter itself switches off what its reader is told: it is for nobody else.
    let unsubscribe = format!("{}/me/notifications", sender.address);
    Ok(Some(RecomposedLetter {
        letter: letters::compose(&reader, &sender, &facts, &unsubscribe, now),
        voice,
    }))
}
