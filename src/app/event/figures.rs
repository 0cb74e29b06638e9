//! Figures over many events (doors.md section 4, "Analytics"): how many came by type, how many events of each mode there
//! were, and how many scans were taken.

use std::collections::BTreeMap;

use crate::app::Error;
use crate::domain::access::Scope;
use crate::domain::checkin::event::{CheckInMode, EventType, check_in_rate_tenths};
use crate::domain::checkin::refusal::Refusal;
use crate::domain::session::Status;
use crate::domain::time::{Span, Timestamp};
use crate::store::Read;
use crate::store::event::EventFilter;
use crate::store::event::figures::EventFigures;

/// The four types, as they are listed.
pub const EVENT_TYPES: [EventType; 4] = [
    EventType { is_paid: false, is_external: false },
    EventType { is_paid: true, is_external: false },
    EventType { is_paid: false, is_external: true },
    EventType { is_paid: true, is_external: true },
];

/// The events of one type together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTypeFigures {
    pub event_type: EventType,
    pub events: i64,
    pub checked_in: i64,
    /// What the rate is of: registrations, or paid tickets.
    pub base: i64,
}

impl EventTypeFigures {
    /// Who came of the base, in tenths of a percent; `None` of nobody.
    pub fn rate_tenths(&self) -> Option<i64> {
        (self.base > 0).then(|| check_in_rate_tenths(self.checked_in, self.base))
    }
}

/// The figures of all events that began within a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventAnalytics {
    /// By `EVENT_TYPES`.
    pub types: Vec<EventTypeFigures>,
    /// Scans that were taken.
    pub taken: i64,
    /// Those refused, the most frequent word first.
    pub refused: Vec<(Refusal, i64)>,
}

impl EventAnalytics {
    pub fn events(&self) -> i64 {
        self.types.iter().map(|one| one.events).sum()
    }

    /// How many events have this mode.
    pub fn of_mode(&self, mode: CheckInMode) -> i64 {
        self.types.iter().filter(|one| one.event_type.mode() == mode).map(|one| one.events).sum()
    }

    pub fn scans(&self) -> i64 {
        self.taken + self.refused.iter().map(|(_, count)| count).sum::<i64>()
    }
}

/// The figures of many events, by id.
pub async fn figures_of(
    read: &mut Read,
    organization: &str,
    events: &[&str],
) -> Result<BTreeMap<String, EventFigures>, Error> {
    let figures = read.event_figures(organization, events).await?;
    Ok(figures.into_iter().map(|one| (one.session_id.clone(), one)).collect())
}

/// The figures of the events in reach that began within a span, until `now`; cancelled ones are in none.
pub async fn event_analytics(
    read: &mut Read,
    scope: &Scope,
    span: Span,
    now: Timestamp,
) -> Result<EventAnalytics, Error> {
    let organization = scope.organization();
    let span = Span::new(span.from, span.to.min(now.plus(1)).max(span.from));
    let filter = EventFilter { starting: span, ..EventFilter::default() };
    let mut events = read.list_events(scope, filter, None, i64::MAX).await?;
    events.retain(|one| one.status != Status::Cancelled);
    let ids: Vec<&str> = events.iter().map(|one| one.id.as_str()).collect();
    let figures = figures_of(read, organization, &ids).await?;
    let mut types: Vec<EventTypeFigures> = EVENT_TYPES
        .iter()
        .map(|event_type| EventTypeFigures { event_type: *event_type, events: 0, checked_in: 0, base: 0 })
        .collect();
    for event in &events {
        let counts = figures.get(&event.id).map(EventFigures::counts).unwrap_or_default();
        if let Some(one) = types.iter_mut().find(|one| one.event_type == event.event_type()) {
            one.events += 1;
            one.checked_in += counts.checked_in;
            one.base += counts.base(event.is_paid);
        }
    }
    let scans = read.count_event_scans(organization, span).await?;
    let taken = scans.iter().filter(|(why, _)| why.is_none()).map(|(_, count)| count).sum();
    let mut refused: Vec<(Refusal, i64)> =
        scans.into_iter().filter_map(|(why, count)| Some((why?, count))).collect();
    refused.sort_by_key(|(why, count)| (std::cmp::Reverse(*count), *why));
    Ok(EventAnalytics { types, taken, refused })
}
