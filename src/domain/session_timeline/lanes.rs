//! One evaluation, rearranged into lanes.

use std::collections::{BTreeMap, BTreeSet};

use super::edges::{EdgeNames, EdgeSide, LaneEdge};
use super::flags::FlagOwner;
use super::{Lane, LaneConnection, LaneOwner, SessionTimeline};
use crate::domain::evaluation::Evaluation;
use crate::domain::evidence::Evidence;
use crate::domain::people::{Identity, Source};
use crate::domain::presence::connection::{Connection, ConnectionOwner};
use crate::domain::presence::spans::Spans;
use crate::domain::presence::timeline::Timeline;
use crate::domain::session::Session;
use crate::domain::time::{Span, Timestamp};

/// One evaluated session, and what names the evidence and the people in it.
#[derive(Clone, Copy)]
pub struct TimelineInputs<'a> {
    pub session: &'a Session,
    pub evaluation: &'a Evaluation,
    /// The credit window, as the neighbours leave it.
    pub window: Span,
    pub as_of: Timestamp,
    /// What the evaluation rests on. Edges whose evidence is missing here have its id and no source.
    pub evidence: &'a [&'a Evidence],
    pub names: &'a BTreeMap<String, String>,
    /// Display names, as platforms give them.
    pub identity_names: &'a BTreeMap<Identity, String>,
}

/// The ids of all evidence that a timeline of this evaluation names.
pub fn evidence_ids(evaluation: &Evaluation) -> BTreeSet<String> {
    let people = evaluation.attended.values().chain(evaluation.guests.values());
    let timelines = people.chain(evaluation.unmatched.values());
    let reasons = evaluation.reports.iter().flat_map(|report| &report.reasons);
    timelines
        .flat_map(Timeline::evidence_ids)
        .chain(reasons.flat_map(|reason| reason.evidence.iter().cloned()))
        .collect()
}

impl SessionTimeline {
    /// Everybody's lane.
    pub fn of(inputs: TimelineInputs) -> SessionTimeline {
        let TimelineInputs { session, evaluation, window, as_of, .. } = inputs;
        let by_id: BTreeMap<&str, &Evidence> =
            inputs.evidence.iter().map(|one| (one.id.as_str(), *one)).collect();
        let nothing = Timeline::default();
        let of_roster = |person: &String| evaluation.attended.get(person).unwrap_or(&nothing);
        let teacher = session.teacher.iter().map(|id| (LaneOwner::Teacher(id.clone()), of_roster(id)));
        let students: BTreeSet<&String> = session.students.iter().collect();
        let students = students.into_iter().map(|id| (LaneOwner::Student(id.clone()), of_roster(id)));
        let guests = evaluation.guests.iter().map(|(id, line)| (LaneOwner::Guest(id.clone()), line));
        let unmatched =
            evaluation.unmatched.iter().map(|(id, line)| (LaneOwner::Unmatched(id.clone()), line));
        let owners = teacher.chain(students).chain(guests).chain(unmatched);
        let mut lanes: Vec<Lane> =
            owners.map(|(owner, timeline)| lane(&inputs, &by_id, owner, timeline)).collect();
        lanes.sort_by(|a, b| (rank(&a.owner), &a.name, &a.owner).cmp(&(rank(&b.owner), &b.name, &b.owner)));
        SessionTimeline {
            session_id: session.id.clone(),
            planned: session.planned(),
            window,
            as_of,
            completed_at: session.completed_as_of(as_of),
            settled: evaluation.settled,
            cancelled: session.cancelled,
            unwatched: evaluation.unwatched.clone(),
            lanes,
        }
    }
}

fn rank(owner: &LaneOwner) -> u8 {
    match owner {
        LaneOwner::Teacher(_) => 0,
        LaneOwner::Student(_) => 1,
        LaneOwner::Guest(_) => 2,
        LaneOwner::Unmatched(_) => 3,
    }
}

fn lane(
    inputs: &TimelineInputs,
    by_id: &BTreeMap<&str, &Evidence>,
    owner: LaneOwner,
    timeline: &Timeline,
) -> Lane {
    let report = match &owner {
        LaneOwner::Teacher(person) | LaneOwner::Student(person) => {
            inputs.evaluation.reports.iter().find(|report| report.person_id == *person).cloned()
        }
        LaneOwner::Guest(_) | LaneOwner::Unmatched(_) => None,
    };
    let name = match &owner {
        LaneOwner::Unmatched(identity) => inputs.identity_names.get(identity).unwrap_or(&identity.value),
        LaneOwner::Teacher(id) | LaneOwner::Student(id) | LaneOwner::Guest(id) => {
            inputs.names.get(id).unwrap_or(id)
        }
    };
    let starts = timeline.connections().iter().map(|one| one.start).collect();
    let naming = EdgeNames { evidence: by_id, window: inputs.window, starts: &starts };
    let mut connections: Vec<LaneConnection> =
        timeline.connections().iter().map(|one| lane_connection(one, &naming, by_id)).collect();
    connections.sort_by(|a, b| (a.possible, &a.identity).cmp(&(b.possible, &b.identity)));
    let proven = timeline.proven();
    let possible = timeline.possible();
    let flags = owner.person().map_or_else(Vec::new, |person| {
        let mut rests_on = timeline.evidence_ids();
        let reasons = report.iter().flat_map(|report| &report.reasons);
        rests_on.extend(reasons.flat_map(|reason| reason.evidence.iter().cloned()));
        let in_force = report.as_ref().and_then(|report| report.stated.as_ref());
        let session = inputs.session.id.as_str();
        FlagOwner { person, session, in_force, rests_on: &rests_on, names: inputs.names }
            .flags(inputs.evidence)
    });
    Lane {
        name: name.clone(),
        edges: outer_edges(&connections, &proven, &possible),
        possible: possible.without(&proven),
        bridged: proven.bridges(inputs.session.policy.reconnect_grace),
        is_open: timeline.is_open(),
        proven,
        report,
        flags,
        connections,
        owner,
    }
}

fn lane_connection(
    one: &Connection,
    naming: &EdgeNames,
    by_id: &BTreeMap<&str, &Evidence>,
) -> LaneConnection {
    let (source, identity) = match &one.owner {
        ConnectionOwner::Identity(identity) => (Some(identity.source), Some(identity.value.clone())),
        ConnectionOwner::Person(_) => {
            let sources = one.evidence_ids.iter().filter_map(|id| by_id.get(id.as_str()));
            (sources.map(|evidence| evidence.source).min_by_key(|source| *source != Source::Manual), None)
        }
    };
    LaneConnection {
        source,
        identity,
        proven: if one.only_possible { Span::new(one.start, one.start) } else { one.proven() },
        possible: one.possible(),
        is_open: one.is_open(),
        start_estimated: one.start_estimated || !one.possible_before_start().is_empty(),
        end_estimated: one.end_estimated(),
        edges: naming.edges(one),
    }
}

/// The edges at which the united spans begin or end; of several at one instant one, with the evidence of all.
fn outer_edges(connections: &[LaneConnection], proven: &Spans, possible: &Spans) -> Vec<LaneEdge> {
    let both = || proven.iter().chain(possible.iter());
    let starts: BTreeSet<Timestamp> = both().map(|span| span.from).collect();
    let ends: BTreeSet<Timestamp> = both().map(|span| span.to).collect();
    let mut outer: BTreeMap<(Timestamp, EdgeSide), LaneEdge> = BTreeMap::new();
    for one in connections.iter().flat_map(|connection| &connection.edges) {
        let is_outer = match one.side {
            EdgeSide::Start => starts.contains(&one.at),
            EdgeSide::End => ends.contains(&one.at),
        };
        if !is_outer {
            continue;
        }
        match outer.get_mut(&(one.at, one.side)) {
            None => _ = outer.insert((one.at, one.side), one.clone()),
            Some(known) => {
                // An edge that was seen says more than one that was not.
                if known.is_estimated && !one.is_estimated {
                    known.kind = one.kind;
                    known.is_estimated = false;
                }
                known.evidence.extend(one.evidence.iter().cloned());
                known.evidence.sort();
                known.evidence.dedup();
            }
        }
    }
    outer.into_values().collect()
}
