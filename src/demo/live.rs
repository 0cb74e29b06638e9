//! What goes on after the quick past: the platforms play on in real time, and the lanes are planned ahead.

use std::time::Duration;

use super::client::ApiClient;
use super::lanes::{LanePlans, PLANNED_AHEAD};
use super::lessons::{self, Lesson, LessonScript, MemberAction};
use super::media::MediaConnection;
use super::members::MemberIds;
use super::{meet, restless};
use crate::clock::{Clock, SystemClock};
use crate::domain::time::{HOUR, MINUTE, Timestamp};
use crate::simulator::google::SimulatedGoogle;
use crate::simulator::livekit::SimulatedLivekit;

/// How often more lessons of the lanes are planned.
const PLANNING_INTERVAL: Duration = Duration::from_secs(60);

/// The series of which the next lesson is called off.
const CALLED_OFF: &str = "maths";

/// The script of any lesson. The stays of one on Google Meet are added to the simulated Google.
pub fn script(lesson: &Lesson, members: &MemberIds, google: &SimulatedGoogle) -> LessonScript {
    match &lesson.room {
        _ if restless::is_of_lane(lesson) => restless::script(lesson, members, google),
        Some(_) => lessons::script(lesson, members),
        None => meet::script(lesson, members, google),
    }
}

/// How long before the present the office calls a lesson off.
const CALLED_OFF_BEFORE: i64 = 8 * MINUTE;

/// A lesson of the timetable that is still to come, with what calls it off a little while ago, and the other lessons.
pub fn call_off_one(later: Vec<Lesson>, now: Timestamp) -> (Option<(Lesson, LessonScript)>, Vec<Lesson>) {
    let (mut called_off, others): (Vec<Lesson>, Vec<Lesson>) = {
        let first = later.iter().find(|one| one.series.key == CALLED_OFF && one.start > now.plus(HOUR));
        let first = first.map(|one| one.id.clone());
        later.into_iter().partition(|one| Some(&one.id) == first.as_ref())
    };
    let cancel = MemberAction::Cancel { reason: "the teacher is ill" };
    let actions = vec![(now.plus(-CALLED_OFF_BEFORE), cancel)];
    let script = LessonScript { actions, ..LessonScript::default() };
    (called_off.pop().map(|lesson| (lesson, script)), others)
}

/// The simulated platforms with the lessons that they play from now on.
pub struct LiveLessons {
    pub livekit: SimulatedLivekit,
    pub google: SimulatedGoogle,
    pub admin: ApiClient,
    pub members: MemberIds,
    pub lanes: LanePlans,
    /// Where there is a media server: what is held on it, by whoever enters.
    pub visitors: Option<VisitorLessons>,
}

/// Lessons whose people are the visitors of the demo, on a real LiveKit server.
pub struct VisitorLessons {
    pub server: MediaConnection,
    pub lanes: LanePlans,
}

impl VisitorLessons {
    /// Plans what begins before `until`.
    pub async fn plan_until(
        &mut self,
        admin: &ApiClient,
        members: &MemberIds,
        until: Timestamp,
    ) -> anyhow::Result<Vec<Lesson>> {
        let planned = self.lanes.plan_until(admin, members, until).await?;
        self.server.take(&planned).await?;
        Ok(planned)
    }
}

impl LiveLessons {
    /// Adds what happens in these lessons to what the platforms play.
    pub fn play(&self, lessons: &[Lesson]) {
        for lesson in lessons {
            self.livekit.play(script(lesson, &self.members, &self.google).cues);
        }
    }

    /// Goes on in real time, until dropped.
    pub async fn go_on(mut self) {
        let livekit = self.livekit.clone();
        tokio::join!(livekit.run(), self.plan_on());
    }

    async fn plan_on(&mut self) {
        let mut ticks = tokio::time::interval(PLANNING_INTERVAL);
        loop {
            ticks.tick().await;
            let until = SystemClock.now().plus(PLANNED_AHEAD);
            match self.lanes.plan_until(&self.admin, &self.members, until).await {
                Ok(planned) => self.play(&planned),
                // The next lesson is tried instead: the visitor may have changed who there is.
                Err(error) => tracing::warn!(%error, "a lesson of the demo could not be planned"),
            }
            if let Some(visitors) = &mut self.visitors
                && let Err(error) = visitors.plan_until(&self.admin, &self.members, until).await
            {
                tracing::warn!(%error, "a lesson for visitors could not be planned");
            }
        }
    }
}
