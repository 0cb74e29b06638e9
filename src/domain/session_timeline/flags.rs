//! What people stated and what codes were read, as flags on a lane.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::evidence::manual::{Direction, Override, Purpose};
use crate::domain::evidence::{Evidence, Observation};
use crate::domain::people::Source;
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Verdict;
use crate::domain::verdict::report::EffectiveOverride;

/// A statement about one person in one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneFlag {
    /// What it is about; of an override, when it was made, which may be days later.
    pub at: Timestamp,
    pub kind: FlagKind,
    pub evidence_id: String,
    pub source: Source,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlagKind {
    /// Staff saw them come or leave.
    Mark {
        direction: Direction,
        author: Option<String>,
        reason: Option<String>,
    },
    Scan {
        direction: Direction,
        purpose: Purpose,
    },
    Override(OverrideFlag),
}

/// An override, in force or replaced. `outcome` is `None` where it withdraws the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverrideFlag {
    pub outcome: Option<Verdict>,
    pub credited_seconds: Option<u32>,
    pub author: String,
    pub reason: String,
    pub is_in_force: bool,
}

/// Who is asked about.
pub struct FlagOwner<'a> {
    pub person: &'a str,
    pub session: &'a str,
    pub in_force: Option<&'a EffectiveOverride>,
    /// Evidence that the lane or its report rests on: of visits at a venue, which name no session, only these are shown.
    pub rests_on: &'a BTreeSet<String>,
    /// To write authors by name.
    pub names: &'a BTreeMap<String, String>,
}

impl FlagOwner<'_> {
    /// Every statement about them, by time.
    pub fn flags(&self, evidence: &[&Evidence]) -> Vec<LaneFlag> {
        let mut flags: Vec<LaneFlag> = evidence.iter().filter_map(|one| self.flag(one)).collect();
        flags.sort_by(|a, b| (a.at, &a.evidence_id).cmp(&(b.at, &b.evidence_id)));
        flags
    }

    fn flag(&self, one: &Evidence) -> Option<LaneFlag> {
        let (at, kind) = match &one.observation {
            Observation::Mark(mark) if mark.session_id == self.session && mark.person_id == self.person => {
                let author = Some(self.name(&mark.author));
                (mark.at, FlagKind::Mark { direction: mark.direction, author, reason: mark.reason.clone() })
            }
            Observation::Visit(visit)
                if visit.person_id == self.person && self.rests_on.contains(&one.id) =>
            {
                let author = Some(self.name(&visit.author));
                (
                    visit.at,
                    FlagKind::Mark { direction: visit.direction, author, reason: visit.reason.clone() },
                )
            }
            Observation::Scan(scan) if scan.person_id == self.person => {
                let is_of_session = scan.session_id.as_deref() == Some(self.session);
                let is_counted_visit = scan.session_id.is_none() && self.rests_on.contains(&one.id);
                if !is_of_session && !is_counted_visit {
                    return None;
                }
                (scan.scanned_at, FlagKind::Scan { direction: scan.direction, purpose: scan.purpose })
            }
            Observation::Override(stated)
                if stated.session_id == self.session && stated.person_id == self.person =>
            {
                (one.received_at, FlagKind::Override(self.override_flag(stated, one.received_at)))
            }
            _ => return None,
        };
        Some(LaneFlag { at, kind, evidence_id: one.id.clone(), source: one.source })
    }

    fn override_flag(&self, stated: &Override, received_at: Timestamp) -> OverrideFlag {
        let effective = EffectiveOverride::from_override(stated, received_at);
        OverrideFlag {
            outcome: stated.outcome,
            credited_seconds: stated.credited_seconds,
            author: self.name(&stated.author),
            reason: stated.reason.clone(),
            is_in_force: effective.is_some() && effective.as_ref() == self.in_force,
        }
    }

    fn name(&self, person: &str) -> String {
        self.names.get(person).map_or(person, String::as_str).to_owned()
    }
}
