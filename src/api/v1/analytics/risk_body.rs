//! Students at risk as JSON, with the sessions behind it.

use serde::Serialize;
use utoipa::ToSchema;

use super::figures_body::AttendanceCountsBody;
use crate::app::analytics::{AtRisk, PersonAtRisk, SessionBehind};
use crate::domain::analytics::risk::RiskReason;
use crate::domain::time::Timestamp;
use crate::domain::verdict::outcome::Outcome;

/// Students whose attendance falls or who stay away, judged by the twelve weeks before the range's end.
#[derive(Serialize, ToSchema)]
#[schema(as = AtRisk)]
#[serde(rename_all = "camelCase")]
pub(super) struct AtRiskBody {
    /// All of them; at most 100 are named.
    total: usize,
    /// Lowest rate of the last four weeks first.
    people: Vec<PersonAtRiskBody>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = PersonAtRisk)]
#[serde(rename_all = "camelCase")]
struct PersonAtRiskBody {
    person_id: String,
    name: String,
    /// `absent_in_a_row`: the last three sessions were missed. `falling`: the rate of the last four weeks is 20 points
    /// or more below that of the eight weeks before, with four sessions or more in each.
    reasons: Vec<RiskReason>,
    /// The last four weeks.
    recent: AttendanceCountsBody,
    /// The eight weeks before.
    before: AttendanceCountsBody,
    /// What it rests on, newest first, at most 12.
    sessions: Vec<SessionBehindBody>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = SessionBehind)]
#[serde(rename_all = "camelCase")]
struct SessionBehindBody {
    id: String,
    #[schema(value_type = String, format = DateTime)]
    start: Timestamp,
    title: Option<String>,
    outcome: Outcome,
}

impl AtRiskBody {
    pub fn of(shown: AtRisk) -> AtRiskBody {
        let people = shown.people.into_iter().map(PersonAtRiskBody::of).collect();
        AtRiskBody { total: shown.total, people }
    }
}

impl PersonAtRiskBody {
    pub fn of(one: PersonAtRisk) -> PersonAtRiskBody {
        let sessions = one.sessions.into_iter();
        PersonAtRiskBody {
            person_id: one.person,
            name: one.name,
            reasons: one.reasons,
            recent: AttendanceCountsBody::of(&one.recent),
            before: AttendanceCountsBody::of(&one.before),
            sessions: sessions
                .map(|SessionBehind { id, start, title, outcome }| SessionBehindBody {
                    id,
                    start,
                    title,
                    outcome,
                })
                .collect(),
        }
    }
}
