//! What a letter needs beside its facts: the names that they have only ids of, the drawing of who was there when, and the
//! language and the zone of its reader.

use std::collections::BTreeSet;

use chrono_tz::Tz;

use crate::app::App;
use crate::app::session::reports;
use crate::domain::notification::fact::{Fact, FactContent};
use crate::domain::organization::Organization;
use crate::domain::organization::settings::Digits;
use crate::domain::people::preferences::Language;
use crate::domain::session_timeline::sketch::LaneSketch;
use crate::domain::time::{Span, Timestamp};
use crate::domain::verdict::report_facts::ReportFacts;
use crate::letters::{Sender, ToldFact, listed};
use crate::store::notification::facts::StoredFact;
use crate::store::notification::recipients::Recipient;
use crate::store::{Read, StoreError};
use crate::text::{Locale, Voice};

/// In larger sessions it is not looked up whose child takes part.
const SMALL_ROSTER: usize = 200;

/// The organisation as the sender of a letter.
pub fn organization_sender(app: &App, home: &Organization) -> Sender {
    Sender {
        organization_name: home.name.clone(),
        footer: home.settings.message_footer.as_ref().map(|text| text.as_str().to_owned()),
        address: app.config.server.address().trim_end_matches('/').to_owned(),
    }
}

/// The language and the zone of a reader: their own, else those of the organisation.
pub fn voice_of(home: &Organization, to: &Recipient) -> Voice {
    let locale = Locale {
        language: to.language.unwrap_or(Language::English),
        arabic_digits: home.settings.digits == Digits::Arabic,
    };
    let chosen = to.preferences.as_ref().and_then(|one| one.time_zone);
    Voice { locale, zone: chosen.unwrap_or(home.time_zone) }
}

/// When the quiet hours of a reader end, where they are at this time.
pub fn quiet_until(to: &Recipient, zone: Tz, at: Timestamp) -> Option<Timestamp> {
    let quiet = to.preferences.as_ref().and_then(|one| one.quiet_hours);
    quiet.map(|quiet| quiet.end_after(at, zone)).filter(|end| *end > at)
}

/// Whether some of these facts waited for the end of quiet hours.
pub fn has_waited(to: &Recipient, zone: Tz, told: &[StoredFact]) -> bool {
    told.iter().any(|one| quiet_until(to, zone, one.recorded_at).is_some())
}

/// Facts with what a letter to this reader says of them.
pub async fn gather(
    read: &mut Read,
    organization: &str,
    reader: &str,
    voice: Voice,
    facts: Vec<StoredFact>,
    now: Timestamp,
) -> Result<Vec<ToldFact>, StoreError> {
    let ids: BTreeSet<&str> = facts.iter().filter_map(|one| one.fact.person_id.as_deref()).collect();
    let names = read.people_names(organization, &ids).await?;
    let mut told = Vec::new();
    for StoredFact { fact, .. } in facts {
        let person_name = match &fact.person_id {
            Some(person) => names.get(person).cloned(),
            None => names_of_children(read, organization, reader, voice, &fact).await?,
        };
        told.push(ToldFact {
            is_reader: fact.person_id.as_deref() == Some(reader),
            person_name,
            venue_name: match fact.content.venue_id() {
                Some(venue) => read.find_venue(organization, venue).await?.map(|one| one.name),
                None => None,
            },
            subscription_name: subscription_name(read, organization, &fact).await?,
            sketch: sketch(read, organization, &fact, now).await?,
            fact,
        });
    }
    Ok(told)
}

/// Of a fact about a whole session: the children of the reader in it.
async fn names_of_children(
    read: &mut Read,
    organization: &str,
    reader: &str,
    voice: Voice,
    fact: &Fact,
) -> Result<Option<String>, StoreError> {
    let is_of_roster =
        matches!(fact.content, FactContent::SessionCancelled { .. } | FactContent::SessionMoved { .. });
    let Some(session) = fact.content.session().filter(|_| is_of_roster) else { return Ok(None) };
    let Some(stored) = read.find_session(organization, &session.session_id).await? else { return Ok(None) };
    if stored.session.is_on_roster(reader) || stored.session.students.len() > SMALL_ROSTER {
        return Ok(None);
    }
    let students: Vec<&str> = stored.session.students.iter().map(String::as_str).collect();
    let parents = read.list_parents(organization, &students).await?;
    let children: BTreeSet<&str> =
        parents.iter().filter(|(_, parent)| parent == reader).map(|(child, _)| child.as_str()).collect();
    let names: Vec<String> = read.people_names(organization, &children).await?.into_values().collect();
    Ok((!names.is_empty()).then(|| listed(voice, &names)))
}

async fn subscription_name(
    read: &mut Read,
    organization: &str,
    fact: &Fact,
) -> Result<Option<String>, StoreError> {
    let FactContent::LowBalance { subscription_id, .. } = &fact.content else { return Ok(None) };
    let Some(subscription) = read.find_subscription(organization, subscription_id).await? else {
        return Ok(None);
    };
    match subscription.package_id {
        Some(package) => Ok(read.find_package(organization, &package).await?.map(|one| one.name)),
        None => Ok(None),
    }
}

/// The stays of the person in the session, as they are reported now.
async fn sketch(
    read: &mut Read,
    organization: &str,
    fact: &Fact,
    now: Timestamp,
) -> Result<Option<LaneSketch>, StoreError> {
    let (Some(session), Some(person)) = (fact.content.session(), &fact.person_id) else { return Ok(None) };
    let Some(report) = read.find_report(organization, &session.session_id, person).await? else {
        return Ok(None);
    };
    let Ok(facts) = reports::parse::<ReportFacts>(organization, &report) else { return Ok(None) };
    Ok(Some(LaneSketch::of_report(Span::new(session.start, session.end), now, &facts)))
}
