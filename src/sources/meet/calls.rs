//! The methods of the Meet REST API and of the Directory API that are used.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::sources::meet::client::MeetClient;
use crate::sources::meet::credential::{Organizer, SCOPE_CREATED, SCOPE_DIRECTORY, SCOPE_READONLY};
use crate::sources::meet::error::MeetError;
use crate::sources::meet::resource::{
    ConferenceRecordResource, DirectoryUser, ListPage, NamedResource, ParticipantResource,
    ParticipantSession, ParticipantSessionsPage, ParticipantsPage, RecordsPage, SpaceResource,
};

/// The largest pages that Google gives; it clamps larger sizes anyway.
const RECORDS_PAGE_SIZE: u32 = 100;
const PEOPLE_PAGE_SIZE: u32 = 250;
/// More pages than any list has: the paging does not end.
const MAX_PAGES: usize = 1_000;
/// More people than are in one call, and more calls than an organiser has in two days.
const MAX_ITEMS: usize = 50_000;

fn unexpected_response(what: &str) -> MeetError {
    MeetError::Unavailable(format!("an answer that is not of the Meet API ({what})"))
}

impl MeetClient {
    /// The organiser's conference records that fit the filter, every page. `filter` is in Google's language:
    /// `end_time IS NULL`, `space.name="spaces/x" AND start_time>="…"`.
    pub async fn records(
        &self,
        organizer: &Organizer,
        filter: &str,
    ) -> Result<Vec<ConferenceRecordResource>, MeetError> {
        self.list::<RecordsPage>(organizer, "/v2/conferenceRecords", RECORDS_PAGE_SIZE, Some(filter)).await
    }

    /// One conference record by its name.
    pub async fn record(
        &self,
        organizer: &Organizer,
        name: &str,
    ) -> Result<ConferenceRecordResource, MeetError> {
        let record: ConferenceRecordResource =
            self.get(organizer, SCOPE_READONLY, &format!("/v2/{name}"), &[]).await?;
        if record.name.is_none() { Err(unexpected_response("a record without a name")) } else { Ok(record) }
    }

    /// All participants of a record, those who left too, every page.
    pub async fn participants(
        &self,
        organizer: &Organizer,
        record: &str,
    ) -> Result<Vec<ParticipantResource>, MeetError> {
        self.list::<ParticipantsPage>(
            organizer,
            &format!("/v2/{record}/participants"),
            PEOPLE_PAGE_SIZE,
            None,
        )
        .await
    }

    /// The sessions of one participant, every page.
    pub async fn sessions(
        &self,
        organizer: &Organizer,
        participant: &str,
    ) -> Result<Vec<ParticipantSession>, MeetError> {
        let path = format!("/v2/{participant}/participantSessions");
        self.list::<ParticipantSessionsPage>(organizer, &path, PEOPLE_PAGE_SIZE, None).await
    }

    /// A space by its id or its meeting code. Google may give a code to another space later, so callers resolve it
    /// once and store the space's name.
    pub async fn space(&self, organizer: &Organizer, id_or_code: &str) -> Result<SpaceResource, MeetError> {
        let space: SpaceResource =
            self.get(organizer, SCOPE_READONLY, &format!("/v2/spaces/{id_or_code}"), &[]).await?;
        if space.name.is_none() { Err(unexpected_response("a space without a name")) } else { Ok(space) }
    }

    /// A new space that belongs to the organiser.
    pub async fn create_space(&self, organizer: &Organizer) -> Result<SpaceResource, MeetError> {
        self.post(organizer, SCOPE_CREATED, "/v2/spaces", &json!({})).await
    }

    /// The e-mail address of an account (`users/{id}`) of the organiser's own domain, as its directory shows it to
    /// everybody there. `None`: an account of another domain, or none.
    pub async fn email_of(&self, organizer: &Organizer, user: &str) -> Result<Option<String>, MeetError> {
        let id = user.trim_start_matches("users/");
        let url = format!("{}/admin/directory/v1/users/{id}", self.0.settings.directory_url);
        let query = [("viewType", "domain_public".to_owned()), ("fields", "primaryEmail".to_owned())];
        match self.get_from::<DirectoryUser>(organizer, SCOPE_DIRECTORY, &url, &query).await {
            Ok(user) => Ok(user.primary_email),
            Err(MeetError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// All items of a list, each once. Pages may be short or empty: only an absent token ends a list. An item that
    /// moves to the next page between two requests comes twice; the later one is taken.
    async fn list<P: ListPage>(
        &self,
        organizer: &Organizer,
        path: &str,
        page_size: u32,
        filter: Option<&str>,
    ) -> Result<Vec<P::Item>, MeetError> {
        let mut restarted = false;
        'list: loop {
            let mut items: BTreeMap<String, P::Item> = BTreeMap::new();
            let mut seen: BTreeSet<String> = BTreeSet::new();
            let mut token: Option<String> = None;
            loop {
                let mut query = vec![("pageSize", page_size.to_string())];
                query.extend(filter.map(|filter| ("filter", filter.to_owned())));
                query.extend(token.clone().map(|token| ("pageToken", token)));
                let page: P = match self.get(organizer, SCOPE_READONLY, path, &query).await {
                    // A page token can become invalid when the list changes: the list is read once more from the
                    // start.
                    Err(MeetError::Malformed(_)) if token.is_some() && !restarted => {
                        restarted = true;
                        continue 'list;
                    }
                    answer => answer?,
                };
                let Some((page, next)) = page.into_items() else {
                    return Err(unexpected_response("no list"));
                };
                for item in page {
                    // Leaving it out would make a participant look absent.
                    let Some(name) = item.name() else {
                        return Err(unexpected_response("something without a name"));
                    };
                    items.insert(name.to_owned(), item);
                }
                if items.len() > MAX_ITEMS {
                    return Err(MeetError::Unavailable(format!("{path} has more than {MAX_ITEMS} items")));
                }
                let Some(next) = next else { return Ok(items.into_values().collect()) };
                if !seen.insert(next.clone()) || seen.len() > MAX_PAGES {
                    return Err(MeetError::Unavailable(format!("the pages of {path} do not end")));
                }
                token = Some(next);
            }
        }
    }
}
