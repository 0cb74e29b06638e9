//! A believable fact of each event, for whoever looks at what the letters are like before anything has happened.

use crate::domain::evidence::manual::Direction;
use crate::domain::money::line::Blocked;
use crate::domain::notification::event::NotificationEvent;
use crate::domain::notification::fact::{Claim, Correction, Fact, FactContent, SessionBrief, VisitEdge};
use crate::domain::presence::timeline::Interval;
use crate::domain::session::Kind;
use crate::domain::session_timeline::sketch::LaneSketch;
use crate::domain::time::{DAY, HOUR, MINUTE, Span, Timestamp};
use crate::domain::verdict::outcome::Outcome;
use crate::letters::letter::ToldFact;

/// An example of an event, as it would be told at this instant.
pub fn fact(event: NotificationEvent, now: Timestamp) -> ToldFact {
    let venue_id = || "example".to_owned();
    // A lesson that ended not long ago, from a full hour to the next.
    let start = Timestamp::from_millis((now.millis() - 100 * MINUTE).div_euclid(HOUR) * HOUR);
    let session = |start: Timestamp| SessionBrief {
        session_id: "example".to_owned(),
        title: Some("Maths".to_owned()),
        kind: Kind::Class,
        start,
        end: start.plus(HOUR),
    };
    let just_now = now.plus(-2 * MINUTE);
    let (at, content) = match event {
        NotificationEvent::Arrival => (just_now, FactContent::Arrival { venue_id: venue_id(), at: just_now }),
        NotificationEvent::Departure => {
            (just_now, FactContent::Departure { venue_id: venue_id(), at: just_now })
        }
        NotificationEvent::SessionArrival => {
            let session = session(now.plus(-5 * MINUTE));
            (just_now, FactContent::SessionArrival { session, at: just_now })
        }
        NotificationEvent::SessionDeparture => {
            let at = start.plus(58 * MINUTE);
            (at, FactContent::SessionDeparture { session: session(start), at })
        }
        NotificationEvent::Absence => (start, FactContent::Absence { session: session(start) }),
        NotificationEvent::Late => {
            let at = start.plus(12 * MINUTE);
            (at, FactContent::Late { session: session(start), at, late_seconds: 12 * 60 })
        }
        NotificationEvent::Correction => {
            let of = Correction::Verdict {
                session: session(start),
                told: Claim { outcome: Some(Outcome::Absent), late_seconds: None },
                now: Claim { outcome: Some(Outcome::Present), late_seconds: None },
                reasons: vec!["share".to_owned(), "override".to_owned()],
                statement: Some("Ali took part from a friend’s tablet.".to_owned()),
            };
            (now, FactContent::Correction { of })
        }
        NotificationEvent::SessionCancelled => {
            let session = session(start.plus(DAY));
            let reason = Some("The teacher is ill.".to_owned());
            (now, FactContent::SessionCancelled { session, reason })
        }
        NotificationEvent::SessionMoved => {
            let previous_start = start.plus(DAY);
            let content = FactContent::SessionMoved {
                session: session(start.plus(DAY + 2 * HOUR)),
                previous_start,
                previous_end: previous_start.plus(HOUR),
                reason: Some("The room is needed for an exam.".to_owned()),
            };
            (now, content)
        }
        NotificationEvent::LowBalance => {
            (now, FactContent::LowBalance { subscription_id: "example".to_owned(), left: 2 })
        }
        NotificationEvent::MoneyHeld => {
            (now, FactContent::MoneyHeld { session: session(start), blocked: Blocked::NeedsReview })
        }
        NotificationEvent::PlatformSilent => {
            let content = FactContent::PlatformSilent {
                platform: "livekit".to_owned(),
                name: "https://live.example.org".to_owned(),
                since: Some(now.plus(-20 * MINUTE)),
                detail: "The connection was refused.".to_owned(),
            };
            (now, content)
        }
    };
    told(event, at, content, now)
}

/// A correction of visits: a scan that was uploaded late.
pub fn visit_correction(now: Timestamp) -> ToldFact {
    let edge = |at: Timestamp, direction: Direction| VisitEdge { at, direction };
    let of = Correction::Visit {
        venue_id: "example".to_owned(),
        told: vec![edge(now.plus(-40 * MINUTE), Direction::In)],
        now: vec![edge(now.plus(-55 * MINUTE), Direction::In)],
    };
    told(NotificationEvent::Correction, now, FactContent::Correction { of }, now)
}

fn told(event: NotificationEvent, at: Timestamp, content: FactContent, now: Timestamp) -> ToldFact {
    let has_strip = matches!(
        event,
        NotificationEvent::SessionDeparture | NotificationEvent::Late | NotificationEvent::Correction
    );
    let sketch = content.session().filter(|_| has_strip).map(|session| {
        let came = if event == NotificationEvent::Late { 12 } else { 2 };
        let stay = |from: i64, to: i64| Interval {
            from: session.start.plus(from * MINUTE),
            to: Some(session.start.plus(to * MINUTE)),
            estimated: false,
        };
        LaneSketch {
            planned: Span::new(session.start, session.end),
            now,
            intervals: vec![stay(came, 34), stay(38, 58)],
        }
    });
    let is_about_somebody =
        !matches!(event, NotificationEvent::MoneyHeld | NotificationEvent::PlatformSilent);
    ToldFact {
        fact: Fact {
            key: format!("{event}:example"),
            person_id: is_about_somebody.then(|| "example".to_owned()),
            occurred_at: at,
            content,
        },
        person_name: is_about_somebody.then(|| "Ali Hassan".to_owned()),
        is_reader: false,
        venue_name: Some("Lantern Centre".to_owned()),
        subscription_name: Some("Maths, 8 lessons".to_owned()),
        sketch,
    }
}
