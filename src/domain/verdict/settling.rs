//! When the time to be wrong is over (DESIGN.md 4.2, settled).

use std::collections::BTreeMap;

use crate::domain::evidence::meet::{Poll, Record};
use crate::domain::presence::connection::Connection;
use crate::domain::presence::meet::Space;
use crate::domain::presence::window::Window;
use crate::domain::session::{Platform, Session};
use crate::domain::time::{SECOND, Span, Timestamp};

/// Two full polls this far apart that agree are final.
const AGREEMENT: i64 = 25 * 60 * SECOND;
/// After this long Meet's word is taken as it is.
const TIMEOUT: i64 = 24 * 60 * 60 * SECOND;

/// Whether verdicts may be given, and on what that rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settling {
    Open,
    Settled,
    /// Nothing changed for a day, though two polls never agreed long enough. Rests on the last poll.
    FinalByTimeout {
        poll: String,
    },
}

impl Settling {
    pub fn is_settled(&self) -> bool {
        *self != Settling::Open
    }
}

/// Whether `session` is settled at `as_of`. `connections` are whole, not cut to the session: whether somebody is
/// still there is a fact about the room.
pub fn settling(
    session: &Session,
    window: Window,
    connections: &[Connection],
    space: Option<&Space>,
    as_of: Timestamp,
) -> Settling {
    let earliest = session.end.plus(session.policy.settle_after).max(window.credit.to);
    if as_of < earliest {
        return Settling::Open;
    }
    match session.platform {
        Platform::Onsite => Settling::Settled,
        Platform::Livekit if connections.iter().any(|one| one.hangs_over(window.credit.to)) => Settling::Open,
        Platform::Livekit => Settling::Settled,
        Platform::Meet => space.map_or(Settling::Open, |space| meet(space, session, window.credit, as_of)),
    }
}

fn meet(space: &Space, session: &Session, window: Span, as_of: Timestamp) -> Settling {
    let records = space.records(window, as_of);
    let full: Vec<_> = space.polls.iter().filter(|(_, poll)| poll.is_full() && poll.covers(window)).collect();
    let after_end = |at: Timestamp| at > window.to;
    if records.is_empty() {
        let said_so = full.iter().any(|(evidence, _)| after_end(evidence.received_at));
        let waited = as_of >= session.end.plus(TIMEOUT);
        return if said_so && waited { Settling::Settled } else { Settling::Open };
    }
    let all_ended = |poll: &Poll| {
        let ended = poll.ended();
        records.keys().all(|name| ended.contains(name))
    };
    let Some((last, last_poll)) =
        full.last().filter(|(last, poll)| after_end(last.received_at) && all_ended(poll))
    else {
        return Settling::Open;
    };
    let picture = |poll| Picture::of(poll, |record| records.contains_key(record.name.as_str()));
    let newest = picture(last_poll);
    let agreed_since = full
        .iter()
        .rev()
        .take_while(|(_, poll)| picture(poll) == newest)
        .map(|(evidence, _)| evidence.received_at)
        .last();
    if agreed_since.is_some_and(|since| last.received_at.since(since) >= AGREEMENT) {
        return Settling::Settled;
    }
    let first_ended = full.iter().find(|(_, poll)| all_ended(poll)).map(|(evidence, _)| evidence.received_at);
    if first_ended.is_some_and(|first| as_of >= first.plus(TIMEOUT)) {
        return Settling::FinalByTimeout { poll: last.id.clone() };
    }
    Settling::Open
}

/// A stay's record, start and end.
type Stay<'a> = (&'a str, Timestamp, Option<Timestamp>);

/// What two polls must agree in: records, ends, participant sessions.
#[derive(PartialEq, Eq)]
struct Picture<'a> {
    records: BTreeMap<&'a str, Option<Timestamp>>,
    stays: BTreeMap<&'a str, Stay<'a>>,
}

impl<'a> Picture<'a> {
    fn of(poll: &'a Poll, matters: impl Fn(&Record) -> bool) -> Picture<'a> {
        let shown = || poll.records.iter().filter(|record| matters(record));
        let stays = shown().flat_map(|record| {
            let participants = record.participants.iter().flatten();
            let stays = participants.flat_map(|participant| participant.sessions.iter().flatten());
            stays.map(|stay| (stay.name.as_str(), (record.name.as_str(), stay.start, stay.end)))
        });
        Picture {
            records: shown().map(|record| (record.name.as_str(), record.told_end)).collect(),
            stays: stays.collect(),
        }
    }
}
