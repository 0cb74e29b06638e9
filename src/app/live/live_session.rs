//! One session as boards and streams show it right now.

use std::sync::{Arc, OnceLock};

use serde::Serialize;

use crate::app::session::find::VisiblePart;
use crate::domain::access::Scope;
use crate::domain::board::figures::BoardEntry;
use crate::domain::board::person_state::{PersonState, RosterPresence, SessionMoment};
use crate::domain::presence::timeline::Interval;
use crate::domain::session::{Format, Kind, Platform, Status};
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Outcome;
use crate::domain::verdict::report::Part;

/// A session with the states of its people, as of the last evaluation. Its JSON is what `/api/v1/live` sends.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LiveSession {
    pub id: String,
    pub title: Option<String>,
    pub kind: Kind,
    pub format: Format,
    pub platform: Platform,
    pub start: Timestamp,
    pub end: Timestamp,
    pub status: Status,
    pub settled: bool,
    pub needs_review: bool,
    pub teacher: Option<LiveTeacher>,
    /// The roster as far as it may be seen: the teacher first, then by name.
    pub people: Vec<LivePerson>,
    /// Identities seen in it that belong to nobody yet; 0 for whoever sees only a part of it.
    pub strangers: i64,
    /// How late somebody may come before it is called late, in milliseconds.
    #[serde(skip)]
    pub lateness_grace: i64,
    #[serde(skip)]
    pub(super) json: OnceLock<Arc<str>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LiveTeacher {
    pub id: String,
    pub name: String,
}

/// Somebody on the roster of a session, right now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LivePerson {
    pub id: String,
    pub name: String,
    pub role: Part,
    pub state: PersonState,
    /// `unknown` until the session is settled, unless an override says more.
    pub outcome: Outcome,
    pub is_late: bool,
    /// How long after the start they came.
    pub late_seconds: Option<i64>,
    pub first_join_at: Option<Timestamp>,
    /// Whether an interval is open.
    pub is_here: bool,
    /// When they were there: for the strip of the board.
    #[serde(skip)]
    pub stays: Vec<Interval>,
}

impl LivePerson {
    pub fn presence(&self) -> RosterPresence {
        RosterPresence {
            outcome: Some(self.outcome),
            first_join_at: self.first_join_at,
            is_here: self.is_here,
            is_late: self.is_late,
        }
    }
}

impl LiveSession {
    /// What of it is within the scope: all of it, only the entries of the caller's people, or `None`.
    pub fn visible_to(self: &Arc<Self>, scope: &Scope) -> Option<Arc<LiveSession>> {
        let teacher = self.teacher.as_ref().map(|teacher| teacher.id.as_str());
        let students = self.people.iter().filter(|one| one.role == Part::Student);
        if !scope.covers_session(teacher, students.map(|one| one.id.as_str())) {
            return None;
        }
        match VisiblePart::of_session_taught_by(scope, teacher) {
            VisiblePart::Whole => Some(self.clone()),
            part => {
                let mut reduced = LiveSession { json: OnceLock::new(), ..(**self).clone() };
                reduced.people.retain(|person| part.includes(&person.id));
                reduced.strangers = 0;
                Some(Arc::new(reduced))
            }
        }
    }

    /// Its JSON, written once for all who see the same.
    pub fn json(&self) -> Arc<str> {
        let write = || serde_json::to_string(self).expect("texts, instants and flags").into();
        self.json.get_or_init(write).clone()
    }

    /// What the states of its people hang on.
    pub fn moment(&self, now: Timestamp) -> SessionMoment {
        SessionMoment { start: self.start, lateness_grace: self.lateness_grace, status: self.status, now }
    }

    /// What it adds to the figures of a board.
    pub fn board_entry(&self, now: Timestamp, has_sign_of_life: bool) -> BoardEntry {
        BoardEntry {
            moment: self.moment(now),
            platform: self.platform,
            has_sign_of_life,
            settled: self.settled,
            needs_review: self.needs_review,
            people: self.people.iter().map(LivePerson::presence).collect(),
        }
    }
}
