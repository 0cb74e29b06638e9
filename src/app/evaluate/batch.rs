//! One snapshot → evaluations: loads what sessions are judged on, and lets the core judge, off the threads that answer.

use std::collections::{BTreeMap, BTreeSet};

use super::DAY;
use super::bounds::Bounds;
use super::participants::participants;
use crate::app::evaluate::offload::{BrokeOff, For, offload};
use crate::domain::evaluation::Evaluation;
use crate::domain::evaluation::inputs::Ground;
use crate::domain::evidence::{Evidence, known_by_place};
use crate::domain::money::amount::Currency;
use crate::domain::money::line::Books;
use crate::domain::people::Identity;
use crate::domain::presence::attendance_log::{Log, logs, sources};
use crate::domain::session::Session;
use crate::domain::time::{Span, Timestamp};
use crate::store::evidence::StoredEvidence;
use crate::store::session::StoredSession;
use crate::store::{Read, StoreError};

/// A session, and what is to be said of it.
pub struct Judged {
    pub session: StoredSession,
    pub evaluation: Evaluation,
    /// What sources call those who are unmatched in it.
    pub names: BTreeMap<Identity, String>,
    /// Everybody who was seen in it.
    pub logs: Vec<Log>,
    /// What of the time is credited, beside its neighbours.
    pub window: Span,
    pub hold: Option<Hold>,
}

/// Why what was found must not stand over what was found before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Evidence that may concern it cannot be read.
    Evidence,
    /// The organisation's zone or currency cannot be read, so that nothing can be priced.
    Books,
}

/// What one look gave.
pub struct Bench {
    pub judged: Vec<Judged>,
    /// Which identities were seen in which scopes.
    pub seen: BTreeSet<(Identity, String)>,
    /// The bindings it was judged by.
    pub bindings_version: i64,
}

/// What was read of evidence.
#[derive(Default)]
struct Heard {
    evidence: Vec<Evidence>,
    seen: BTreeSet<(Identity, String)>,
    names: BTreeMap<Identity, String>,
    /// Something could not be read.
    is_torn: bool,
}

/// Judges sessions of one organisation as of an instant, on one ground.
pub async fn judge(
    read: &mut Read,
    organization: &str,
    sessions: Vec<StoredSession>,
    as_of: Timestamp,
    whom: For,
) -> Result<Bench, StoreError> {
    let bindings_version = read.bindings_version(organization).await?;
    let books = match read.find_books(organization).await {
        Ok(Some(books)) => Some(books),
        Ok(None) => return Ok(Bench { judged: Vec::new(), seen: BTreeSet::new(), bindings_version }),
        Err(StoreError::Corrupt(_)) => None,
        Err(error) => return Err(error),
    };
    let own: Vec<&Session> = sessions.iter().map(|one| &one.session).collect();
    let neighbours = read.list_beside(organization, &own).await?;
    let mut bounds = Bounds::of(&own);
    let broke_off = |error: BrokeOff| error.of(organization, "sessions");
    let heard = loop {
        let mut items = read.evidence_since(organization, &bounds.pairs(), as_of).await?;
        items.extend(read.visits_between(organization, around(&sessions)).await?);
        let heard = offload(whom, move || hear(&items, as_of)).await.map_err(broke_off)?;
        // Some who were there had come before what was read.
        if !bounds.reach_back(&heard.evidence) {
            break heard;
        }
    };
    let Heard { evidence, seen, names, is_torn } = heard;
    let torn = match is_torn {
        true => {
            let scopes: Vec<&str> = bounds.pairs().into_iter().map(|(scope, _)| scope).collect();
            let all = Span::new(Timestamp::MIN, as_of.plus(1));
            read.unreadable_evidence(organization, &scopes, all).await?
        }
        false => Vec::new(),
    };
    let holds: Vec<Option<Hold>> = sessions
        .iter()
        .map(|one| match &books {
            None => Some(Hold::Books),
            Some(_) => torn.iter().any(|row| may_concern(row, &one.session)).then_some(Hold::Evidence),
        })
        .collect();
    let is_priced = books.is_some();
    let books = books.unwrap_or_else(no_books);
    let identities: BTreeSet<&Identity> = seen.iter().map(|(identity, _)| identity).collect();
    let identities = read.find_identities(organization, &Vec::from_iter(identities)).await?;

    let judging = move || {
        // A session of the chunk is among its neighbours too when it has a place; one of each is enough.
        let ids: BTreeSet<&str> = sessions.iter().map(|one| one.session.id.as_str()).collect();
        let others = neighbours.iter().map(|one| &one.session).filter(|one| !ids.contains(one.id.as_str()));
        let all: Vec<&Session> = sessions.iter().map(|one| &one.session).chain(others).collect();
        let ground = Ground::new(all, &evidence, identities, &books, as_of);
        let found: Vec<(Evaluation, Span)> = sessions
            .iter()
            .zip(&holds)
            .map(|(one, hold)| {
                let mut evaluation = match hold {
                    Some(Hold::Evidence) => ground.evaluate_held(&one.session),
                    Some(Hold::Books) | None => ground.evaluate(&one.session),
                };
                if !is_priced {
                    evaluation.lines.clear();
                }
                (evaluation, ground.window(&one.session))
            })
            .collect();
        let sources = sources(&evidence);
        let judged = sessions.into_iter().zip(found).zip(holds).map(|((session, found), hold)| {
            let (evaluation, window) = found;
            let named = |identity: &Identity| Some((identity.clone(), names.get(identity)?.clone()));
            let names = evaluation.unmatched.keys().filter_map(named).collect();
            let logs = logs(&session.session, &evaluation, &sources);
            Judged { session, evaluation, names, logs, window, hold }
        });
        judged.collect()
    };
    let judged: Vec<Judged> = offload(whom, judging).await.map_err(broke_off)?;
    Ok(Bench { judged, seen, bindings_version })
}

/// Reads the items, each thing once.
fn hear(items: &[String], as_of: Timestamp) -> Heard {
    let mut heard = Heard::default();
    for item in items {
        let Ok((value, one)) = Evidence::of_text(item) else {
            heard.is_torn = true;
            continue;
        };
        let about = one.scope();
        for (identity, name) in participants(&value) {
            if let Some(name) = name {
                heard.names.insert(identity.clone(), name);
            }
            if let Some(about) = &about {
                heard.seen.insert((identity, about.clone()));
            }
        }
        heard.evidence.push(one);
    }
    heard.evidence = known_by_place(heard.evidence, as_of);
    heard
}

/// Whether a row that cannot be read may be about this session. Of a room's evidence that was received long before or
/// after nothing is; Google tells of the same call again and again, for 30 days.
fn may_concern(row: &StoredEvidence, session: &Session) -> bool {
    let about = row.key.scope.as_str();
    let around = |before: i64, after: i64| {
        let span = Span::new(session.start.plus(-before), session.end.plus(after));
        span.from <= row.received_at && row.received_at < span.to
    };
    match about.split_once(':') {
        Some(("session", id)) => id == session.id,
        Some(("room", name)) => session.room.as_deref() == Some(name) && around(DAY, DAY),
        Some(("space", name)) => session.meet_space.as_deref() == Some(name) && around(DAY, 40 * DAY),
        Some(("venue", _)) => session.policy.venue_presence_counts && around(DAY, 40 * DAY),
        // A bind: whom it is about cannot be read either, so that nothing more is held than the name it gave.
        _ => false,
    }
}

/// Of an organisation whose own cannot be read: nothing is priced by them.
fn no_books() -> Books {
    let currency = Currency::from_code("USD").expect("a code of ISO 4217");
    Books { currency, time_zone: chrono_tz::UTC, rates: Vec::new() }
}

/// When visits may have been received that concern these sessions. One begun earlier was closed by the limit on
/// visits; one scanned without a network may come in later.
fn around(sessions: &[StoredSession]) -> Span {
    let starts = sessions.iter().map(|one| one.session.start);
    let ends = sessions.iter().map(|one| one.session.end);
    Span::new(
        starts.min().unwrap_or(Timestamp::MIN).plus(-8 * DAY),
        ends.max().unwrap_or(Timestamp::MIN).plus(40 * DAY),
    )
}
