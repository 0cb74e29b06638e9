//! Google Meet's evidence → connections (DESIGN.md 4.1, Meet).
//!
//! Google corrects its records later, so a participant session has the times of the last poll that listed it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::connection::{Connection, ConnectionEnd, ConnectionOwner};
use super::staleness::Staleness;
use crate::domain::evidence::meet::{ConferenceRecord, MeetParticipantSession, Poll};
use crate::domain::evidence::{Evidence, Observation};
use crate::domain::people::{Identity, Source};
use crate::domain::time::{Span, Timestamp};

/// Everything known of one space, oldest poll first.
pub struct SpaceEvidence<'a> {
    pub polls: Vec<(&'a Evidence, &'a Poll)>,
}

/// A participant session as last reported.
struct ReportedSession<'a> {
    session: &'a MeetParticipantSession,
    identity: &'a str,
    record: &'a str,
    /// The last poll that listed it open.
    last_open: Option<Timestamp>,
    /// The polls that first and last listed it.
    seen_by: [&'a str; 2],
}

impl<'a> SpaceEvidence<'a> {
    pub fn of(evidence: &[&'a Evidence], space: &str) -> SpaceEvidence<'a> {
        let mut polls: Vec<_> = evidence
            .iter()
            .filter_map(|&one| match &one.observation {
                Observation::Poll(poll) if poll.space == space => Some((one, poll)),
                _ => None,
            })
            .collect();
        // Of two polls received at the same instant the one with the smaller text wins, so it comes last.
        polls.sort_by(|(a, _), (b, _)| {
            a.received_at.cmp(&b.received_at).then_with(|| b.canonical_text.cmp(&a.canonical_text))
        });
        SpaceEvidence { polls }
    }

    /// The records that overlap `window`, as last reported, each with its end: its own, else the start of the
    /// next record of the space, else none: then it reaches to `as_of`.
    pub fn records(
        &self,
        window: Span,
        as_of: Timestamp,
    ) -> BTreeMap<&'a str, (&'a ConferenceRecord, Option<Timestamp>)> {
        let mut last: BTreeMap<&str, &ConferenceRecord> = BTreeMap::new();
        for (_, poll) in &self.polls {
            last.extend(poll.records.iter().map(|record| (record.name.as_str(), record)));
        }
        let starts: BTreeSet<Timestamp> = last.values().map(|record| record.start).collect();
        last.into_iter()
            .map(|(name, record)| {
                let next = starts.range((Bound::Excluded(record.start), Bound::Unbounded)).next().copied();
                (name, (record, record.end.or(next)))
            })
            .filter(|(_, (record, end))| record.start < window.to && end.unwrap_or(as_of) > window.from)
            .collect()
    }

    /// Every connection of the records that overlap the window, whole: not yet cut or clipped.
    pub fn connections(&self, staleness: Staleness) -> Vec<Connection> {
        let records = self.records(staleness.window, staleness.as_of);
        self.stays()
            .into_values()
            .filter_map(|reported| {
                let (_, record_end) = records.get(reported.record)?;
                connection(reported, *record_end, staleness)
            })
            .collect()
    }

    fn stays(&self) -> BTreeMap<&'a str, ReportedSession<'a>> {
        let mut stays: BTreeMap<&str, ReportedSession> = BTreeMap::new();
        for (evidence, poll) in &self.polls {
            for record in &poll.records {
                for participant in record.participants.iter().flatten() {
                    for stay in participant.sessions.iter().flatten() {
                        let before = stays.remove(stay.name.as_str());
                        let open = stay.end.is_none().then_some(evidence.received_at);
                        let id = evidence.id.as_str();
                        let reported = ReportedSession {
                            session: stay,
                            identity: participant.identity(),
                            record: &record.name,
                            last_open: open.or(before.as_ref().and_then(|b| b.last_open)),
                            seen_by: [before.map_or(id, |b| b.seen_by[0]), id],
                        };
                        stays.insert(&stay.name, reported);
                    }
                }
            }
        }
        stays
    }
}

/// `None` when it belongs to another day.
fn connection(
    reported: ReportedSession,
    record_end: Option<Timestamp>,
    staleness: Staleness,
) -> Option<Connection> {
    let start = reported.session.start;
    let last_proof = reported.last_open.unwrap_or(start).max(start);
    let end = match (reported.session.end, record_end) {
        (Some(at), _) => ConnectionEnd::Seen { at: at.max(start) },
        (None, Some(closed)) => ConnectionEnd::Unseen { proven: last_proof.min(closed), closed },
        (None, None) if staleness.is_another_day(start, last_proof) => return None,
        (None, None) => match staleness.stale_at(last_proof) {
            Some(closed) => ConnectionEnd::Unseen { proven: last_proof, closed },
            None => ConnectionEnd::Open { proven: last_proof, as_of: staleness.as_of },
        },
    };
    let identity = Identity { source: Source::Meet, value: reported.identity.to_owned() };
    let who = ConnectionOwner::Identity(identity);
    let evidence = reported.seen_by.map(str::to_owned).into();
    Some(Connection::new(who, start, end, evidence))
}
