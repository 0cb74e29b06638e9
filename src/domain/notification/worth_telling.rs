//! Whether a fact is still worth telling when its turn comes: after a night, or after the mail server was away.

use super::event::{DropReason, NotificationEvent};
use super::fact::{Fact, FactContent};
use crate::domain::time::{DAY, HOUR, Timestamp};

impl Fact {
    /// Why it is not told any more at this instant. Arrivals, departures and late comings say when they were, so that they
    /// bear a night; a change of a session does not bear its start.
    pub fn stale_at(&self, now: Timestamp) -> Option<DropReason> {
        let is_stale = match &self.content {
            FactContent::SessionCancelled { session, .. } => now >= session.end,
            FactContent::SessionMoved { session, previous_end, .. } => now >= session.end.max(*previous_end),
            _ => now.since(self.occurred_at) > longest_wait(self.event()),
        };
        is_stale.then_some(DropReason::Stale)
    }

    /// Whether it may wait until then, for somebody who is left alone so long: nobody should get up for a session that was
    /// cancelled at night, or sleep through one that was brought forward.
    pub fn may_wait_until(&self, end: Timestamp) -> bool {
        match &self.content {
            FactContent::SessionCancelled { session, .. } => end <= session.start.plus(-NOTICE),
            FactContent::SessionMoved { session, previous_start, .. } => {
                end <= session.start.min(*previous_start).plus(-NOTICE)
            }
            _ => true,
        }
    }
}

/// How long before a session a change of it is of use.
const NOTICE: i64 = 2 * HOUR;

fn longest_wait(event: NotificationEvent) -> i64 {
    match event {
        NotificationEvent::Arrival
        | NotificationEvent::Departure
        | NotificationEvent::SessionArrival
        | NotificationEvent::PlatformSilent => DAY,
        NotificationEvent::SessionDeparture | NotificationEvent::Late => 4 * DAY,
        // From the session's start, and it is settled later.
        NotificationEvent::Absence => 7 * DAY,
        NotificationEvent::LowBalance | NotificationEvent::MoneyHeld => 14 * DAY,
        // What was told wrong is put right whenever that is possible.
        NotificationEvent::Correction => i64::MAX,
        NotificationEvent::SessionCancelled | NotificationEvent::SessionMoved => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::notification::fact::SessionBrief;
    use crate::domain::session::Kind;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_millis(1_800_000_000_000 + hours * HOUR)
    }

    fn fact(content: FactContent) -> Fact {
        Fact { key: "k".to_owned(), person_id: None, occurred_at: at(0), content }
    }

    #[test]
    fn an_arrival_bears_a_night_and_not_a_day() {
        let arrival = fact(FactContent::Arrival { venue_id: "v".to_owned(), at: at(0) });
        assert_eq!((arrival.stale_at(at(12)), arrival.stale_at(at(25))), (None, Some(DropReason::Stale)));
    }

    #[test]
    fn a_change_of_a_session_is_told_until_it_is_over_at_both_times() {
        let session = SessionBrief {
            session_id: "s".to_owned(),
            title: None,
            kind: Kind::Class,
            start: at(4),
            end: at(5),
        };
        let cancelled = fact(FactContent::SessionCancelled { session: session.clone(), reason: None });
        assert_eq!((cancelled.stale_at(at(4)), cancelled.stale_at(at(5))), (None, Some(DropReason::Stale)));
        let moved = fact(FactContent::SessionMoved {
            session,
            previous_start: at(8),
            previous_end: at(9),
            reason: None,
        });
        assert_eq!((moved.stale_at(at(6)), moved.stale_at(at(9))), (None, Some(DropReason::Stale)));
        // Two hours before it is soon enough; a night that ends later is not waited for.
        assert_eq!([1, 2, 3].map(|hour| cancelled.may_wait_until(at(hour))), [true, true, false]);
        assert_eq!([1, 2, 3].map(|hour| moved.may_wait_until(at(hour))), [true, true, false]);
        let arrival = fact(FactContent::Arrival { venue_id: "v".to_owned(), at: at(0) });
        assert!(arrival.may_wait_until(at(100)));
    }
}
