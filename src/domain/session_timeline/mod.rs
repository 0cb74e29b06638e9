//! A session as it is drawn: who was there when, by which evidence, as values without a word of any language.
//!
//! Nothing is computed a second time: `lanes` rearranges one evaluation, `edges` and `flags` name the evidence behind it,
//! `sketch` is the small picture of a stored report, for lists.

pub mod edges;
pub mod flags;
pub mod lanes;
#[cfg(test)]
pub mod samples;
pub mod sketch;

use self::edges::LaneEdge;
use self::flags::{FlagKind, LaneFlag};
use crate::domain::people::{Identity, Source};
use crate::domain::presence::spans::Spans;
use crate::domain::time::{Span, Timestamp};
use crate::domain::verdict::report::Report;

/// One session with a lane for each person.
#[derive(Clone, Debug)]
pub struct SessionTimeline {
    pub session_id: String,
    pub planned: Span,
    /// The credit window: what of the time counts.
    pub window: Span,
    /// The instant it is valid for.
    pub as_of: Timestamp,
    /// When the teacher ended it, if that is known at `as_of`.
    pub completed_at: Option<Timestamp>,
    pub settled: bool,
    pub cancelled: bool,
    /// When nobody watched the room.
    pub unwatched: Spans,
    /// The teacher, students by name, guests by name, identities nobody has bound.
    pub lanes: Vec<Lane>,
}

/// One person of a session, or one identity nobody has bound.
#[derive(Clone, Debug)]
pub struct Lane {
    pub owner: LaneOwner,
    /// What they are called, or else the id or identity.
    pub name: String,
    /// Of people of the roster alone.
    pub report: Option<Report>,
    pub proven: Spans,
    /// Possible and not proven.
    pub possible: Spans,
    /// Gaps that count as presence because they are short.
    pub bridged: Spans,
    pub is_open: bool,
    /// Where the united spans begin and end, by time.
    pub edges: Vec<LaneEdge>,
    /// By time.
    pub flags: Vec<LaneFlag>,
    /// By time.
    pub connections: Vec<LaneConnection>,
}

/// Whose lane it is. Ordered as lanes are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LaneOwner {
    Teacher(String),
    Student(String),
    /// A person of the organisation who is not on the roster.
    Guest(String),
    Unmatched(Identity),
}

/// One device of somebody in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneConnection {
    pub source: Option<Source>,
    /// The source's name for them; `None` for scans and marks, which name the person.
    pub identity: Option<String>,
    pub proven: Span,
    pub possible: Span,
    pub is_open: bool,
    pub start_estimated: bool,
    pub end_estimated: bool,
    pub edges: Vec<LaneEdge>,
}

impl SessionTimeline {
    /// Whether time still adds to it.
    pub fn is_running(&self) -> bool {
        !self.cancelled
            && self.as_of >= self.window.from.min(self.planned.from)
            && self.as_of < self.window.to
    }

    /// Keeps the lanes of these people alone, without what staff noted beside a mark: for those who may see their own
    /// part of a session only.
    pub fn keep_people(&mut self, includes: impl Fn(&str) -> bool) {
        self.lanes.retain(|lane| lane.owner.person().is_some_and(&includes));
        for flag in self.lanes.iter_mut().flat_map(|lane| &mut lane.flags) {
            if let FlagKind::Mark { author, reason, .. } = &mut flag.kind {
                (*author, *reason) = (None, None);
            }
        }
    }
}

impl LaneOwner {
    pub fn person(&self) -> Option<&str> {
        match self {
            LaneOwner::Teacher(person) | LaneOwner::Student(person) | LaneOwner::Guest(person) => {
                Some(person)
            }
            LaneOwner::Unmatched(_) => None,
        }
    }
}

impl Lane {
    /// From the first to the last moment in which they may have been there.
    pub fn extent(&self) -> Option<Span> {
        let both = self.proven.union(&self.possible);
        Some(Span::new(both.first()?.from, both.last()?.to))
    }
}

#[cfg(test)]
mod tests {
    use super::edges::{EdgeKind, EdgeSide};
    use super::samples::{SampleLesson, at, drop_and_return};
    use super::*;
    use crate::domain::evidence::manual::Direction;

    fn kinds(lane: &Lane) -> Vec<(i64, EdgeKind)> {
        lane.edges.iter().map(|edge| (edge.at.since(at(0)) / 1_000, edge.kind)).collect()
    }

    #[test]
    fn a_drop_and_a_return_are_four_edges_with_their_evidence() {
        let timeline = drop_and_return().timeline(2 * 86_400);
        assert!(timeline.settled && !timeline.is_running());
        let [teacher, learner] = &timeline.lanes[..] else { panic!("two lanes") };
        assert_eq!(teacher.owner, LaneOwner::Teacher("t1".to_owned()));
        assert_eq!(kinds(teacher), [(-40, EdgeKind::Joined), (2711, EdgeKind::Left)]);
        assert_eq!(
            kinds(learner),
            [
                (62, EdgeKind::Joined),
                (1498, EdgeKind::LastSeen),
                (1519, EdgeKind::ConnectionLost),
                (1554, EdgeKind::Joined),
                (2702, EdgeKind::Left)
            ]
        );
        assert!(learner.edges[1].is_estimated && learner.edges[2].is_estimated);
        let lost = &learner.edges[2].evidence;
        assert_eq!(lost.len(), 1);
        assert!(lost[0].id.starts_with("EV_") && lost[0].source == Some(Source::Livekit));
        assert_eq!(learner.bridged, Spans::union_of([Span::new(at(1498), at(1554))]));
        assert_eq!(learner.possible, Spans::union_of([Span::new(at(1498), at(1519))]));
        assert_eq!(learner.connections.len(), 2);
        assert_eq!(learner.connections[0].identity.as_deref(), Some("p1"));
    }

    #[test]
    fn a_lane_agrees_with_its_report() {
        let timeline = drop_and_return().timeline(2 * 86_400);
        for lane in &timeline.lanes {
            let report = lane.report.as_ref().expect("a report of everybody on the roster");
            let stays = lane.proven.union(&lane.bridged);
            let drawn: Vec<_> = stays.iter().map(|span| (span.from, Some(span.to))).collect();
            let told: Vec<_> = report.intervals.iter().map(|one| (one.from, one.to)).collect();
            assert_eq!(drawn, told);
            for one in &report.intervals {
                assert!(lane.edges.iter().any(|e| e.side == EdgeSide::Start && e.at == one.from));
                assert!(lane.edges.iter().any(|e| e.side == EdgeSide::End && Some(e.at) == one.to));
            }
        }
    }

    #[test]
    fn one_who_is_there_has_no_end_yet() {
        let running = drop_and_return().timeline(1_000);
        assert!(running.is_running());
        let lane = &running.lanes[1];
        assert!(lane.is_open && lane.edges.iter().all(|edge| edge.side == EdgeSide::Start));
        assert_eq!(lane.extent().map(|span| span.to), Some(at(1_000)));
    }

    #[test]
    fn ends_that_nobody_saw_say_what_closed_them() {
        let two = [("t1", "Teacher"), ("p1", "Learner")];
        let lesson = |one: SampleLesson| one.timeline(2 * 86_400).lanes.remove(1);
        let finished = lesson(SampleLesson::of(&two).joined("p1", "a", 0).finished(2_700));
        assert_eq!(kinds(&finished).last(), Some(&(2_700, EdgeKind::RoomFinished)));
        let missing =
            lesson(SampleLesson::of(&two).joined("p1", "a", 0).rosters(120, 600, &[("p1", "a")]).rosters(
                600,
                2_700,
                &[],
            ));
        assert_eq!(kinds(&missing)[1].1, EdgeKind::LastSeen);
        assert_eq!(kinds(&missing)[2], (600, EdgeKind::MissingFromRoster));
        assert_eq!(missing.edges[2].evidence.len(), 1);
        let again = lesson(SampleLesson::of(&two).joined("p1", "a", 0).stay("p1", 900, 2_700));
        assert!(again.connections[0].edges.iter().any(|e| e.kind == EdgeKind::Reconnected));
        let stale = lesson(SampleLesson::of(&two).joined("p1", "a", 0));
        assert_eq!(stale.edges.last().map(|e| (e.kind, e.evidence.len())), Some((EdgeKind::Stale, 0)));
    }

    #[test]
    fn marks_scans_and_overrides_are_flags() {
        let lesson = SampleLesson::of(&[("t1", "Aisha"), ("p1", "Omar"), ("p2", "Sara")])
            .onsite()
            .mark("p1", "in", 60)
            .mark("p1", "out", 2_600)
            .scan("p2", "in", 30)
            .stated("p1", Some("excused"), "ill", 4_000)
            .stated("p1", Some("present"), "was there", 5_000);
        let mut timeline = lesson.timeline(86_400);
        let omar = &timeline.lanes[1];
        assert_eq!(kinds(omar), [(60, EdgeKind::MarkedIn), (2_600, EdgeKind::MarkedOut)]);
        let in_force: Vec<bool> = omar
            .flags
            .iter()
            .filter_map(|flag| match &flag.kind {
                FlagKind::Override(stated) => Some(stated.is_in_force),
                _ => None,
            })
            .collect();
        assert_eq!(in_force, [false, true]);
        let named =
            |flag: &LaneFlag| matches!(&flag.kind, FlagKind::Mark { author: Some(a), .. } if a == "Aisha");
        assert!(omar.flags.iter().any(named));
        let sara = &timeline.lanes[2];
        assert!(matches!(sara.flags[0].kind, FlagKind::Scan { direction: Direction::In, .. }));
        assert_eq!(sara.edges[0].kind, EdgeKind::ScannedIn);

        timeline.keep_people(|person| person == "p1");
        assert_eq!(timeline.lanes.len(), 1);
        assert!(!timeline.lanes[0].flags.iter().any(named), "what staff noted is staff's");
    }

    #[test]
    fn teacher_then_students_by_name_then_strangers() {
        let lesson =
            SampleLesson::of(&[("t1", "Zara"), ("p1", "Omar"), ("p2", "Bilal")]).stay("x9", 10, 2_000);
        let timeline = lesson.timeline(86_400);
        let names: Vec<&str> = timeline.lanes.iter().map(|lane| lane.name.as_str()).collect();
        assert_eq!(names, ["Zara", "Bilal", "Omar", "x9"]);
        assert!(timeline.lanes[3].owner.person().is_none());
    }

    #[test]
    fn one_of_whom_nothing_is_known_has_an_empty_lane() {
        let lane = SampleLesson::of(&[("t1", "Zara")]).timeline(86_400).lanes.remove(0);
        assert!(lane.proven.is_empty() && lane.edges.is_empty() && lane.extent().is_none());
    }
}
