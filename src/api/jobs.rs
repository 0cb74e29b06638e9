//! The jobs that run by themselves: when, with what outcome, and one run now.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};

use super::page::{self, Page};
use super::roles::ADMINS;
use super::{Call, Created, NoBody, Problem, Route, get, post};
use crate::app::jobs;
use crate::domain::time::{SECOND, Timestamp};
use crate::domain::words::words;
use crate::store::jobs::{JobRun, Lease};

/// Longest time a request waits for the run it asked for, in seconds.
const LONGEST_WAIT: u64 = 25;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/jobs", "Jobs with their intervals and last runs").who(ADMINS).to(list),
        get("/api/v1/jobs/{name}/runs", "Runs of a job, newest first").who(ADMINS).to(list_runs),
        post("/api/v1/jobs/{name}/runs", "Run a job now, as soon as nobody is at it").who(ADMINS).to(run),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Job)]
struct JobBody {
    name: String,
    interval_seconds: i64,
    running: bool,
    /// When it runs next by itself.
    #[schema(value_type = String, format = DateTime)]
    next_at: Timestamp,
    last_run: Option<JobRunBody>,
}

words! {
    JobOutcome {
        Waiting = "waiting",
        Running = "running",
        Done = "done",
        Failed = "failed",
        Rescued = "rescued",
    }
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = JobRun)]
struct JobRunBody {
    id: String,
    /// `rescued`: its process died and another took over.
    #[schema(value_type = JobOutcome)]
    outcome: String,
    by_hand: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    started_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
    /// What it did, by word.
    #[schema(value_type = Object)]
    counts: Value,
    error: Option<String>,
}

impl JobRunBody {
    fn of(run: JobRun, shows_errors: bool) -> JobRunBody {
        let error = run.error.map(|error| match shows_errors {
            true => error,
            false => "The operator of this installation sees the cause.".to_owned(),
        });
        JobRunBody {
            id: run.id,
            outcome: run.outcome.unwrap_or_else(|| "running".to_owned()),
            by_hand: run.slot.is_none(),
            started_at: Some(run.started_at),
            ended_at: run.ended_at,
            counts: serde_json::from_str(&run.counts).unwrap_or_default(),
            error,
        }
    }

    /// Asked for, and not begun yet.
    fn waiting(id: String) -> JobRunBody {
        let (started_at, ended_at, error) = (None, None, None);
        JobRunBody {
            id,
            outcome: "waiting".into(),
            by_hand: true,
            started_at,
            ended_at,
            counts: json!({}),
            error,
        }
    }
}

async fn list(call: Call) -> Result<Page<JobBody>, Problem> {
    let mut read = call.read().await?;
    let shows_errors = jobs::shows_errors(&mut read, &call.caller).await?;
    let zones = read.list_time_zones().await?;
    let mut items = Vec::new();
    for Lease { name, interval_seconds, holder, slot, .. } in read.list_leases().await? {
        let last_run = read.list_job_runs(&name, "", 1).await?.into_iter().next();
        let next = slot.plus(interval_seconds * SECOND).max(call.app.now());
        let hours = call.app.config.jobs.hours(&name);
        items.push(JobBody {
            interval_seconds,
            running: holder.is_some(),
            next_at: hours.map_or(next, |hours| hours.next(&zones, next, interval_seconds * SECOND)),
            last_run: last_run.map(|run| JobRunBody::of(run, shows_errors)),
            name,
        });
    }
    Ok(Page::whole(items))
}

#[derive(Deserialize, IntoParams)]
struct Paging {
    /// Rows on a page, 1 to 500.
    limit: Option<i64>,
    /// `next` of the page before.
    cursor: Option<String>,
}

async fn list_runs(call: Call<NoBody, Paging>) -> Result<Page<JobRunBody>, Problem> {
    let limit = page::limit(call.query.limit)?;
    let before: String = page::place(call.query.cursor.as_deref())?.unwrap_or_default();
    let name = call.path.get("name");
    let mut read = call.read().await?;
    if !read.list_leases().await?.iter().any(|lease| lease.name == name) {
        return Err(Problem::not_found("job"));
    }
    let shows_errors = jobs::shows_errors(&mut read, &call.caller).await?;
    let runs = read.list_job_runs(name, &before, limit + 1).await?;
    Ok(Page::of(runs, limit, |run| run.id.clone(), |run| JobRunBody::of(run, shows_errors)))
}

#[derive(Deserialize, IntoParams)]
struct Patience {
    /// Seconds to wait for the run to end, 0 to 25; without it the answer comes at once.
    wait: Option<u64>,
}

async fn run(call: Call<NoBody, Patience>) -> Result<Created<JobRunBody>, Problem> {
    let wait = call.query.wait.unwrap_or(0);
    if wait > LONGEST_WAIT {
        let detail = format!("wait is between 0 and {LONGEST_WAIT}.");
        return Err(Problem::invalid("invalid_parameter", detail));
    }
    let mut write = call.write().await?;
    let id = jobs::request(&mut write, &call.act(), call.path.get("name")).await?;
    write.commit().await?;
    let ended = tokio::time::timeout(Duration::from_secs(wait), jobs::ended(&call.app, &id)).await;
    let mut read = call.read().await?;
    let known = match ended {
        Ok(run) => Some(run?),
        Err(_) => read.find_job_run(&id).await?,
    };
    let shows_errors = jobs::shows_errors(&mut read, &call.caller).await?;
    Ok(Created(match known {
        Some(run) => JobRunBody::of(run, shows_errors),
        None => JobRunBody::waiting(id),
    }))
}
