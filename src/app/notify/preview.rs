//! What a message about an event looks like: of the newest that happened, else of an example.

use crate::app::session::reports;
use crate::app::{App, Error};
use crate::domain::notification::event::NotificationEvent;
use crate::domain::notification::fact::FactContent;
use crate::domain::organization::settings::ShortText;
use crate::domain::session_timeline::sketch::LaneSketch;
use crate::domain::time::{Span, Timestamp};
use crate::domain::verdict::report_facts::ReportFacts;
use crate::letters::{self, Letter, Reader, Sender, ToldFact};
use crate::store::notification::facts::StoredFact;
use crate::store::{Read, StoreError};

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
    reader: &Reader,
) -> Result<LetterPreview, Error> {
    let mut read = app.store.read().await?;
    let found = read.find_organization(organization).await?.ok_or(Error::NotFound("organisation"))?;
    let sender = Sender {
        organization_name: found.name,
        footer: found.settings.message_footer.as_ref().map(ShortText::as_str).map(str::to_owned),
        address: app.config.server.address(),
    };
    let newest = read.newest_fact(organization, event).await?;
    let is_real = newest.is_some();
    let told = match newest {
        Some(stored) => told(&mut read, organization, stored, app.now()).await?,
        None => letters::example::fact(event, app.now()),
    };
    // It leads nowhere: nobody switches anything off by looking.
    let unsubscribe = format!("{}/messages/templates", sender.address);
    let letter = letters::compose(reader, &sender, &[told], &unsubscribe, app.now());
    Ok(LetterPreview { letter, is_real })
}

/// A fact with the names that it has only ids of.
async fn told(
    read: &mut Read,
    organization: &str,
    stored: StoredFact,
    now: Timestamp,
) -> Result<ToldFact, StoreError> {
    let fact = stored.fact;
    let person_name = match &fact.person_id {
        Some(id) => read.people_names(organization, &[id.as_str()].into()).await?.remove(id),
        None => None,
    };
    let venue_name = match fact.content.venue_id() {
        Some(id) => read.find_venue(organization, id).await?.map(|venue| venue.name),
        None => None,
    };
    let subscription_name = match &fact.content {
        FactContent::LowBalance { subscription_id, .. } => {
            subscription_name(read, organization, subscription_id).await?
        }
        _ => None,
    };
    let sketch = match (fact.content.session(), &fact.person_id) {
        (Some(session), Some(person)) => {
            let reports = read.list_reports(organization, &[session.session_id.as_str()]).await?;
            let own = reports.into_iter().find(|one| one.person_id == *person);
            let facts = own.and_then(|one| reports::parse::<ReportFacts>(organization, &one).ok());
            let planned = Span::new(session.start, session.end);
            facts.map(|facts| LaneSketch::of_report(planned, now, &facts))
        }
        _ => None,
    };
    Ok(ToldFact { fact, person_name, is_reader: false, venue_name, subscription_name, sketch })
}

/// What the package is called that a subscription was sold as.
async fn subscription_name(
    read: &mut Read,
    organization: &str,
    id: &str,
) -> Result<Option<String>, StoreError> {
    let Some(sold) = read.find_subscription(organization, id).await? else { return Ok(None) };
    let Some(package) = &sold.package_id else { return Ok(None) };
    Ok(read.find_package(organization, package).await?.map(|package| package.name))
}
