//! Weeks in seconds: the clock jumps from one thing that happens to the next, and everybody follows it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use chrono::NaiveDate;
use serde_json::{Value, json};

use super::academy::ZONE;
use super::client::{Client, text};
use super::clock::QuickClock;
use super::lessons::{Deed, Lesson, Plot};
use super::seed::Login;
use crate::app::{App, evaluate};
use crate::clock::Clock;
use crate::demo::members::Cast;
use crate::domain::time::{SECOND, Timestamp};
use crate::jobs::Scheduler;
use crate::simulator::google::Google;
use crate::simulator::livekit::LiveKit;
use crate::terminal::output::say;
use crate::terminal::text::Paint;

/// Between two looks of the jobs while lessons are on.
const TICK: i64 = 600 * SECOND;
/// How long before and after a lesson the jobs look: after it, until a Meet class is final.
const BEFORE: i64 = 600 * SECOND;
const AFTER: i64 = 5_400 * SECOND;

/// Everybody who takes part.
pub struct Stage {
    pub app: App,
    pub clock: Arc<QuickClock>,
    pub scheduler: Scheduler,
    pub livekit: LiveKit,
    pub google: Google,
    pub admin: Client,
    /// Where Rollcall answers.
    pub base: String,
    pub logins: Vec<Login>,
    pub cast: Cast,
}

impl Stage {
    /// How often Google was asked so far.
    fn asked_google(&self) -> u64 {
        self.google.with(|inner| inner.meter.by_route.values().sum())
    }
}

/// Plays these lessons until `end`, and says each day what there was.
pub async fn play(
    stage: &Stage,
    plots: &[(Lesson, Plot)],
    end: Timestamp,
    paint: Paint,
) -> anyhow::Result<()> {
    let mut ticks: BTreeSet<Timestamp> = plots.iter().flat_map(|(lesson, _)| looks(lesson)).collect();
    let mut deeds: BTreeMap<(Timestamp, usize), &Lesson> = BTreeMap::new();
    for (index, (lesson, plot)) in plots.iter().enumerate() {
        deeds.extend(plot.deeds.iter().map(|(at, _)| ((*at, index), lesson)));
        if let Some(outage) = plot.outage {
            stage.livekit.cut_off(outage);
        }
    }
    stage.livekit.play(plots.iter().flat_map(|(_, plot)| plot.cues.clone()));

    let mut day = Day::of(stage.clock.now());
    loop {
        let next =
            [stage.livekit.next(), ticks.first().copied(), deeds.first_key_value().map(|((at, _), _)| *at)];
        let Some(next) = next.into_iter().flatten().min().filter(|next| *next <= end) else { break };
        if Day::of(next).date != day.date {
            day.tell(stage, plots, paint);
            day = Day::of(next).after(stage);
        }
        stage.clock.reach(next);
        stage.livekit.step().await;
        while let Some(entry) = deeds.first_entry().filter(|entry| entry.key().0 <= next) {
            let ((at, index), lesson) = entry.remove_entry();
            let plot = &plots[index].1;
            for (_, deed) in plot.deeds.iter().filter(|(due, _)| *due == at) {
                act(stage, lesson, deed).await.with_context(|| lesson.series.title)?;
            }
        }
        if ticks.remove(&next) {
            look(stage).await?;
        }
    }
    day.tell(stage, plots, paint);
    stage.clock.reach(end);
    look(stage).await
}

/// When the jobs look at a lesson.
fn looks(lesson: &Lesson) -> impl Iterator<Item = Timestamp> {
    let first = lesson.start.plus(-BEFORE).millis().div_euclid(TICK);
    let last = lesson.end.plus(AFTER).millis().div_euclid(TICK);
    (first..=last).map(|tick| Timestamp::from_millis(tick * TICK))
}

/// Lets every job that is due run, waits for it, and judges what came of it as the evaluator of a server does.
pub async fn look(stage: &Stage) -> anyhow::Result<()> {
    stage.scheduler.tick().await?;
    while !stage.app.tasks.is_empty() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    evaluate::due(&stage.app).await?;
    Ok(())
}

async fn act(stage: &Stage, lesson: &Lesson, deed: &Deed) -> anyhow::Result<()> {
    let session = format!("/api/v1/sessions/{}", lesson.id);
    match deed {
        Deed::Complete => {
            let name = stage.cast.name(lesson.series.teacher);
            let login =
                stage.logins.iter().find(|login| login.name == name).context("a teacher who logs in")?;
            let teacher = Client::log_in(&stage.base, login.email, &login.password).await?;
            teacher.post(&format!("{session}/complete"), json!({})).await?;
        }
        Deed::Excuse { student, reason } => {
            let body = json!({"personId": stage.cast.id(student), "outcome": "excused", "reason": reason});
            stage.admin.post(&format!("{session}/overrides"), body).await?;
        }
        Deed::Bind { to } => {
            evaluate::due(&stage.app).await?;
            let path = format!("/api/v1/unmatched?session_id={}", lesson.id);
            for stranger in stage.admin.list::<Value>(&path).await? {
                let path = format!("/api/v1/unmatched/{}/bind", text(&stranger, "id"));
                stage.admin.post(&path, json!({"personId": stage.cast.id(to)})).await?;
            }
        }
    }
    Ok(())
}

/// One day of the play, with what had been sent before it.
struct Day {
    date: NaiveDate,
    accepted: u64,
    lost: u64,
    asked: u64,
}

impl Day {
    fn of(at: Timestamp) -> Day {
        Day { date: at.to_utc().with_timezone(&ZONE).date_naive(), accepted: 0, lost: 0, asked: 0 }
    }

    fn after(self, stage: &Stage) -> Day {
        let tally = stage.livekit.tally();
        Day { accepted: tally.accepted, lost: tally.lost, asked: stage.asked_google(), ..self }
    }

    fn tell(&self, stage: &Stage, plots: &[(Lesson, Plot)], paint: Paint) {
        let today = plots.iter().filter(|(lesson, _)| Day::of(lesson.start).date == self.date).count();
        if today == 0 {
            return;
        }
        let tally = stage.livekit.tally();
        let lost = match tally.lost - self.lost {
            0 => String::new(),
            lost => paint.yellow(&format!(", {lost} lost on the way")),
        };
        let asked = match stage.asked_google() - self.asked {
            0 => String::new(),
            asked => format!(", Google asked {asked} times"),
        };
        say!(
            "  {}  {:<8} {:>2} lessons  {:>3} webhooks{lost}{asked}",
            paint.dim(&self.date.format("%a %e %b").to_string()),
            "■ ".repeat(today),
            today,
            tally.accepted - self.accepted,
        );
    }
}
