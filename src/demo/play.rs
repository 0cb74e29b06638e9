//! The event loop of the demo: sets the clock to the next simulated event, member action or job run, and executes it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use chrono::NaiveDate;
use serde_json::{Value, json};

use super::academy::{ORGANIZER, ZONE};
use super::client::{ApiClient, text};
use super::clock::DemoClock;
use super::lessons::{Lesson, LessonScript, MemberAction};
use super::places::DemoPlaces;
use super::seed::DemoLogin;
use crate::app::{App, evaluate};
use crate::clock::Clock;
use crate::demo::members::MemberIds;
use crate::domain::time::{SECOND, Timestamp};
use crate::jobs::Scheduler;
use crate::simulator::google::SimulatedGoogle;
use crate::simulator::livekit::SimulatedLivekit;
use crate::terminal::output::say;
use crate::terminal::text::TerminalStyle;

/// The time between two job runs around lessons.
const JOB_INTERVAL_MILLIS: i64 = 600 * SECOND;
/// How long before and after a lesson jobs run: after it, until a Meet class is final.
const JOBS_BEFORE_LESSON_MILLIS: i64 = 600 * SECOND;
const JOBS_AFTER_LESSON_MILLIS: i64 = 5_400 * SECOND;

/// What every step of the demo needs.
pub struct DemoContext {
    pub app: App,
    pub clock: Arc<DemoClock>,
    pub scheduler: Scheduler,
    pub livekit: SimulatedLivekit,
    pub google: SimulatedGoogle,
    pub admin: ApiClient,
    pub logins: Vec<DemoLogin>,
    pub members: MemberIds,
}

impl DemoContext {
    /// How often Google was asked so far.
    fn google_requests(&self) -> u64 {
        self.google.with(|inner| inner.meter.by_route.values().sum())
    }
}

/// Plays these lessons, and what goes on at the other places, until `end`, and prints a line for each day. Of the lesson ahead only
/// what people do about it is played.
pub async fn play(
    demo: &DemoContext,
    places: &mut DemoPlaces,
    scripts: &[(Lesson, LessonScript)],
    ahead: Option<&(Lesson, LessonScript)>,
    end: Timestamp,
    paint: TerminalStyle,
) -> anyhow::Result<()> {
    let mut ticks: BTreeSet<Timestamp> = scripts.iter().flat_map(|(lesson, _)| job_times(lesson)).collect();
    let mut actions: BTreeMap<(Timestamp, usize), &Lesson> = BTreeMap::new();
    let acted: Vec<&(Lesson, LessonScript)> = scripts.iter().chain(ahead).collect();
    for (index, (lesson, script)) in acted.iter().enumerate() {
        actions.extend(script.actions.iter().map(|(at, _)| ((*at, index), lesson)));
        if let Some(outage) = script.outage {
            demo.livekit.add_outage(outage);
        }
    }
    demo.livekit.play(scripts.iter().flat_map(|(_, script)| script.cues.clone()));

    let mut day = DayProgress::of(demo.clock.now());
    loop {
        let action = actions.first_key_value().map(|((at, _), _)| *at);
        let next = [demo.livekit.next(), ticks.first().copied(), action, places.next()];
        let Some(next) = next.into_iter().flatten().min().filter(|next| *next <= end) else { break };
        if DayProgress::of(next).date != day.date {
            day.print(demo, scripts, paint);
            day = DayProgress::of(next).counting_from(demo);
        }
        demo.clock.advance_to(next);
        demo.livekit.step().await;
        while let Some(entry) = actions.first_entry().filter(|entry| entry.key().0 <= next) {
            let ((at, index), lesson) = entry.remove_entry();
            let script = &acted[index].1;
            for (_, action) in script.actions.iter().filter(|(due, _)| *due == at) {
                perform(demo, lesson, action).await.with_context(|| lesson.series.title)?;
            }
        }
        places.step(next).await?;
        if ticks.remove(&next) {
            run_due_jobs(demo).await?;
        }
    }
    day.print(demo, scripts, paint);
    demo.clock.advance_to(end);
    run_due_jobs(demo).await
}

/// When jobs run around a lesson.
fn job_times(lesson: &Lesson) -> impl Iterator<Item = Timestamp> {
    let first = lesson.start.plus(-JOBS_BEFORE_LESSON_MILLIS).millis().div_euclid(JOB_INTERVAL_MILLIS);
    let last = lesson.end.plus(JOBS_AFTER_LESSON_MILLIS).millis().div_euclid(JOB_INTERVAL_MILLIS);
    (first..=last).map(|tick| Timestamp::from_millis(tick * JOB_INTERVAL_MILLIS))
}

/// Runs every job that is due, waits for it, and evaluates what it changed, as the evaluator of a server does.
pub async fn run_due_jobs(demo: &DemoContext) -> anyhow::Result<()> {
    demo.scheduler.tick().await?;
    while !demo.app.tasks.is_empty() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    evaluate::evaluate_all_waiting(&demo.app).await?;
    Ok(())
}

async fn perform(demo: &DemoContext, lesson: &Lesson, action: &MemberAction) -> anyhow::Result<()> {
    let session = format!("/api/v1/sessions/{}", lesson.id);
    match action {
        MemberAction::Complete => {
            let name = demo.members.name(lesson.series.teacher);
            let login =
                demo.logins.iter().find(|login| login.name == name).context("a teacher who logs in")?;
            let teacher = demo.admin.log_in(login.email, &login.password).await?;
            teacher.post(&format!("{session}/complete"), json!({})).await?;
        }
        MemberAction::Excuse { student, reason } => {
            let body = json!({"personId": demo.members.id(student), "outcome": "excused", "reason": reason});
            demo.admin.post(&format!("{session}/overrides"), body).await?;
        }
        MemberAction::Reschedule { start, reason } => {
            demo.admin
                .post(&format!("{session}/reschedule"), json!({"start": start, "reason": reason}))
                .await?;
        }
        MemberAction::Substitute { teacher, reason } => {
            let body = json!({"teacherId": demo.members.id(teacher), "reason": reason});
            demo.admin.post(&format!("{session}/substitute"), body).await?;
        }
        MemberAction::Cancel { reason } => {
            demo.admin.post(&format!("{session}/cancel"), json!({"reason": reason})).await?;
        }
        MemberAction::WithdrawConsent => demo.google.revoke(ORGANIZER),
        MemberAction::Bind { to } => {
            evaluate::evaluate_all_waiting(&demo.app).await?;
            let path = format!("/api/v1/unmatched?session_id={}", lesson.id);
            for identity in demo.admin.list::<Value>(&path).await? {
                let path = format!("/api/v1/unmatched/{}/bind", text(&identity, "id"));
                demo.admin.post(&path, json!({"personId": demo.members.id(to)})).await?;
            }
        }
    }
    Ok(())
}

/// One day of the demo, with the counters at its beginning.
struct DayProgress {
    date: NaiveDate,
    accepted: u64,
    lost: u64,
    google_requests: u64,
}

impl DayProgress {
    fn of(at: Timestamp) -> DayProgress {
        DayProgress {
            date: at.to_utc().with_timezone(&ZONE).date_naive(),
            accepted: 0,
            lost: 0,
            google_requests: 0,
        }
    }

    fn counting_from(self, demo: &DemoContext) -> DayProgress {
        let counts = demo.livekit.delivery_counts();
        DayProgress {
            accepted: counts.accepted,
            lost: counts.lost,
            google_requests: demo.google_requests(),
            ..self
        }
    }

    fn print(&self, demo: &DemoContext, scripts: &[(Lesson, LessonScript)], paint: TerminalStyle) {
        let today =
            scripts.iter().filter(|(lesson, _)| DayProgress::of(lesson.start).date == self.date).count();
        if today == 0 {
            return;
        }
        let counts = demo.livekit.delivery_counts();
        let lost = match counts.lost - self.lost {
            0 => String::new(),
            lost => paint.yellow(&format!(", {lost} lost on the way")),
        };
        let asked = match demo.google_requests() - self.google_requests {
            0 => String::new(),
            asked => format!(", Google asked {asked} times"),
        };
        say!(
            "  {}  {:<8} {:>2} lessons  {:>3} webhooks{lost}{asked}",
            paint.dim(&self.date.format("%a %e %b").to_string()),
            "■ ".repeat(today),
            today,
            counts.accepted - self.accepted,
        );
    }
}
