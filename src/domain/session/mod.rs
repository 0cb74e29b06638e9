//! A session: one planned meeting of a class, or an event. `lifecycle` has the changes of its status, `meet_link` the
//! spellings of a Meet link, `room` what its LiveKit room is called and how long it is open.

pub mod join;
pub mod lifecycle;
pub mod meet_link;
pub mod room;
#[cfg(test)]
pub(crate) mod sample;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::evidence::scope;
use super::time::{HOUR, Span, Timestamp};
use crate::domain::organization::policy::Policy;
use crate::domain::string_enum::string_enum_methods;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    Quran,
    Academic,
    InteractiveCourse,
    Class,
    Event,
}
string_enum_methods!(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Format {
    Individual,
    Circle,
    Trial,
    Assessment,
    Course,
    Group,
}
string_enum_methods!(Format);

impl Format {
    /// One teacher, one learner: the formats whose session is absent when the learner is.
    pub fn has_one_learner(self) -> bool {
        matches!(self, Format::Individual | Format::Trial | Format::Assessment)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Platform {
    Livekit,
    Meet,
    Onsite,
}
string_enum_methods!(Platform);

/// Where a session stands in its life (DESIGN.md 4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Status {
    Unscheduled,
    Scheduled,
    Ready,
    Ongoing,
    Completed,
    Absent,
    Cancelled,
}
string_enum_methods!(Status);

impl Status {
    /// Whether a session in this status consumes one of each learner's subscription.
    pub fn consumes_subscription(self) -> bool {
        matches!(self, Status::Completed | Status::Absent)
    }

    /// Whether the session is over, so that nobody enters its room any more.
    pub fn is_over(self) -> bool {
        matches!(self, Status::Completed | Status::Absent | Status::Cancelled)
    }
}

/// The longest that anybody stays at a venue in one visit, in milliseconds: a venue's day may have 25 hours.
pub const LONGEST_VISIT: i64 = 25 * HOUR;

/// What was planned, with the policy the session was created under. `start < end`, and `completed_at` after `start`.
#[derive(Clone, Debug)]
pub struct Session {
    pub id: String,
    pub kind: Kind,
    pub format: Format,
    pub platform: Platform,
    /// LiveKit room name.
    pub room: Option<String>,
    /// Google Meet space (`spaces/…`).
    pub meet_space: Option<String>,
    /// The venue it is held at. Only visits there are visits of its people; without one, visits anywhere are.
    pub venue_id: Option<String>,
    pub start: Timestamp,
    pub end: Timestamp,
    pub teacher: Option<String>,
    pub students: Vec<String>,
    pub cancelled: bool,
    /// When the teacher ended it.
    pub completed_at: Option<Timestamp>,
    pub policy: Policy,
    /// Version of the policy, shown on reports and lines.
    pub policy_version: i64,
}

impl Session {
    /// The widest that the credit window can be: neighbours in its room or space and a completion only narrow it.
    pub fn widest_credit_window(&self) -> Span {
        Span::new(self.start.plus(-self.policy.early_credit), self.end.plus(self.policy.overrun_credit))
    }

    /// The planned time.
    pub fn planned(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// How late somebody may come before it is called late, in milliseconds.
    pub fn lateness_grace(&self) -> i64 {
        let policy = &self.policy;
        if self.format.has_one_learner() { policy.individual_lateness_grace } else { policy.lateness_grace }
    }

    /// When the teacher ended it, as far as it is known at `as_of`.
    pub fn completed_as_of(&self, as_of: Timestamp) -> Option<Timestamp> {
        self.completed_at.filter(|at| *at <= as_of)
    }

    pub fn is_on_roster(&self, person: &str) -> bool {
        self.teacher.as_deref() == Some(person) || self.students.iter().any(|student| student == person)
    }

    /// Whether a visit at its venue counts as presence in it.
    pub fn counts_visits(&self) -> bool {
        self.policy.venue_presence_counts && self.platform == Platform::Onsite
    }

    /// Teacher and students.
    pub fn roster(&self) -> impl Iterator<Item = &str> {
        self.teacher.iter().chain(&self.students).map(String::as_str)
    }

    /// When scans at a venue that concern this session may have been made.
    pub fn visit_span(&self) -> Span {
        Span::new(self.start.plus(-LONGEST_VISIT), self.end.plus(LONGEST_VISIT))
    }

    /// Whether a change of this scope may change its evaluation, binds aside.
    pub fn depends_on(&self, changed: &str) -> bool {
        match changed.strip_prefix("visitor:") {
            Some(person) => self.counts_visits() || self.is_on_roster(person),
            None => self.evidence_scopes().any(|own| own == changed),
        }
    }

    /// The scopes of what is about this session or about a place it is held in. Besides, visits of its roster concern it
    /// (`scope::visitor`), and where visits count those of everybody.
    pub fn evidence_scopes(&self) -> impl Iterator<Item = String> + '_ {
        let places = self.places().map(|place| match place {
            SessionPlace::Room(name) => scope::room(name),
            SessionPlace::Space(name) => scope::space(name),
        });
        places.chain([scope::session(&self.id)])
    }

    /// The room and the space it is held in.
    pub fn places(&self) -> impl Iterator<Item = SessionPlace<'_>> {
        let room = self.room.as_deref().map(SessionPlace::Room);
        room.into_iter().chain(self.meet_space.as_deref().map(SessionPlace::Space))
    }
}

/// Where sessions are held on a platform; one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SessionPlace<'a> {
    Room(&'a str),
    Space(&'a str),
}
