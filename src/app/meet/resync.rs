//! Reads everything of one session now, because somebody asked for it.

use std::collections::BTreeSet;

use super::{MeetOperationError, space};
use crate::app::App;
use crate::app::jobs::run_errors::RunErrors;
use crate::app::meet::connections;
use crate::app::meet::reader::{SeenPerson, SpaceReader};
use crate::app::meet::save;
use crate::app::meet::schedule::{PolledSession, overlaps};
use crate::domain::time::Timestamp;
use crate::sources::meet::MeetError;
use crate::store::StoreError;
use crate::store::meet::connections::ConsentState;
use crate::store::meet::records::MeetRecordState;
use crate::store::session::StoredSession;

/// What was found in the session's window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeetReadResult {
    pub asked_at: Timestamp,
    pub records: u64,
    /// Of them those that will not change any more.
    pub final_records: u64,
    /// Different people and unknown identities.
    pub participants: u64,
    pub evidence_added: u64,
}

/// Why nothing was read.
#[derive(Debug, thiserror::Error)]
pub enum MeetNotRead {
    /// No consent with the Meet scope is stored, or it was withdrawn.
    #[error("Google Meet API not available")]
    NotConnected,
    #[error(transparent)]
    Failed(#[from] MeetOperationError),
}

impl From<MeetError> for MeetNotRead {
    fn from(error: MeetError) -> Self {
        match error {
            MeetError::NeedsReconnect { .. } => MeetNotRead::NotConnected,
            error => MeetNotRead::Failed(error.into()),
        }
    }
}

impl From<StoreError> for MeetNotRead {
    fn from(error: StoreError) -> Self {
        MeetNotRead::Failed(error.into())
    }
}

/// Reads every record that overlaps the session's window, with all participants, and saves what is new as
/// evidence; evaluates nothing. Safe to repeat.
pub async fn read_session(app: &App, stored: &StoredSession) -> Result<MeetReadResult, MeetNotRead> {
    let organization = &stored.organization_id;
    let connections = app.store.read().await?.list_google_connections(organization).await?;
    let connection = connections::choose(&connections, stored.meet_organizer.as_deref())
        .map_err(|_| MeetNotRead::NotConnected)?;
    if connection.state != ConsentState::Connected {
        return Err(MeetNotRead::NotConnected);
    }
    let organizer = connections::organizer(app, connection).map_err(MeetOperationError::from)?;
    let space = match &stored.session.meet_space {
        Some(space) => space.clone(),
        None => {
            let one = PolledSession::of(stored, None);
            let mut problems = RunErrors::default();
            space::resolve_pending(app, organization, &organizer, &[one], &mut problems).await?;
            let found = app.store.read().await?.find_session(organization, &stored.session.id).await?;
            match found.and_then(|one| one.session.meet_space) {
                Some(space) => space,
                None => {
                    let why = problems.first().unwrap_or("the code stands for no space").to_owned();
                    return Err(MeetError::Unavailable(why).into());
                }
            }
        }
    };
    let mut read = app.store.read().await?;
    let known = read.list_meet_records(organization, &space).await?;
    let full_poll = read.find_meet_full_poll(organization, &stored.session.id).await?;
    drop(read);

    let polled = PolledSession::of(stored, full_poll);
    let context = save::SpaceContext { organization, space: &space, known: &known };
    let reader = SpaceReader {
        client: &app.meet,
        organizer: &organizer,
        clock: &*app.clock,
        space: &space,
        known: &known,
    };
    let reading = match reader.read_full(None, polled.window).await {
        Ok(reading) => reading,
        Err(MeetOperationError::Google(error)) => {
            save::save_refusal(app, connection, &error).await?;
            return Err(error.into());
        }
        Err(error) => return Err(error.into()),
    };
    let evidence_added = save::save_full_reading(app, context, &reading, &[&polled]).await?;
    let mut write = app.store.write().await?;
    write.save_google_success(connection, app.now(), None).await?;
    write.commit().await?;

    let known = app.store.read().await?.list_meet_records(organization, &space).await?;
    let own = known.iter().filter(|one| overlaps(one.start, one.end, polled.window));
    let (mut records, mut final_records) = (0, 0);
    for one in own {
        records += 1;
        final_records += u64::from(matches!(one.state, MeetRecordState::Final | MeetRecordState::Gone));
    }
    let people = reading.records.iter().flat_map(|record| record.people.iter().flatten());
    let identities: BTreeSet<&str> = people.map(SeenPerson::identity).collect();
    Ok(MeetReadResult {
        asked_at: reading.asked_at,
        records,
        final_records,
        participants: u64::try_from(identities.len()).unwrap_or(u64::MAX),
        evidence_added,
    })
}
