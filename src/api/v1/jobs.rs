//! The scheduled jobs: their intervals, their runs and outcomes, and starting a run now.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};

use crate::api::{Created, NoBody, Problem, Route, RouteRequest, get, post};
use crate::app::jobs;
use crate::app::jobs::list::JobStatus;
use crate::app::jobs::requests;
use crate::domain::time::Timestamp;
use crate::http::pagination;
use crate::http::pagination::{Page, PageParameters};
use crate::http::roles::INSTALLATION_ADMINS;
use crate::store::jobs::JobRun;

/// Longest time a request waits for the run it asked for, in seconds.
const MAX_WAIT_SECONDS: u64 = 25;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/jobs", "Jobs with their intervals and last runs").who(INSTALLATION_ADMINS).to(list),
        get("/api/v1/jobs/{name}/runs", "Runs of a job, newest first").who(INSTALLATION_ADMINS).to(list_runs),
        post(
            "/api/v1/jobs/{name}/runs",
            "Run a job now: a superadmin for all, an admin for the own organisation",
        )
        .who(INSTALLATION_ADMINS)
        .to(run),
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

#[expect(dead_code, reason = "names the words in the document of the API")]
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
enum JobOutcome {
    Waiting,
    Running,
    Done,
    Failed,
    Rescued,
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
    /// The organisation it was asked for; `null`: all of the installation.
    organization_id: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    started_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
    /// What it did, by word: to an admin what it did in the organisation.
    #[schema(value_type = Object)]
    counts: Value,
    error: Option<String>,
}

impl From<JobRun> for JobRunBody {
    fn from(run: JobRun) -> JobRunBody {
        JobRunBody {
            id: run.id,
            outcome: run.outcome.unwrap_or_else(|| "running".to_owned()),
            by_hand: run.slot.is_none(),
            organization_id: run.organization,
            started_at: Some(run.started_at),
            ended_at: run.ended_at,
            counts: serde_json::from_str(&run.counts).unwrap_or_default(),
            error: run.error,
        }
    }
}

impl JobRunBody {
    /// A run that was requested and has not started yet.
    fn waiting(id: String, organization_id: Option<String>) -> JobRunBody {
        let (started_at, ended_at, error) = (None, None, None);
        JobRunBody {
            id,
            outcome: "waiting".into(),
            by_hand: true,
            organization_id,
            started_at,
            ended_at,
            counts: json!({}),
            error,
        }
    }
}

impl From<JobStatus> for JobBody {
    fn from(job: JobStatus) -> JobBody {
        JobBody {
            name: job.name,
            interval_seconds: job.interval_seconds,
            running: job.is_running,
            next_at: job.next_at,
            last_run: job.last_run.map(JobRunBody::from),
        }
    }
}

async fn list(request: RouteRequest) -> Result<Page<JobBody>, Problem> {
    let jobs =
        jobs::list::list(&request.app, &mut request.read().await?, request.only_organization()).await?;
    Ok(Page::complete(jobs.into_iter().map(JobBody::from).collect()))
}

async fn list_runs(request: RouteRequest<NoBody, PageParameters>) -> Result<Page<JobRunBody>, Problem> {
    let limit = pagination::limit(request.query.limit)?;
    let before: String = pagination::decode_cursor(request.query.cursor.as_deref())?.unwrap_or_default();
    let name = request.path.get("name");
    let mut read = request.read().await?;
    let runs =
        jobs::list::list_runs_of(&mut read, name, request.only_organization(), &before, limit + 1).await?;
    Ok(Page::from_rows(runs, limit, |run| run.id.clone(), JobRunBody::from))
}

#[derive(Deserialize, IntoParams)]
struct RunParameters {
    /// Seconds to wait for the run to end, 0 to 25; without it the answer comes at once.
    wait: Option<u64>,
}

async fn run(request: RouteRequest<NoBody, RunParameters>) -> Result<Created<JobRunBody>, Problem> {
    let wait = request.query.wait.unwrap_or(0);
    if wait > MAX_WAIT_SECONDS {
        let detail = format!("wait is between 0 and {MAX_WAIT_SECONDS}.");
        return Err(Problem::invalid("invalid_parameter", detail));
    }
    let mut write = request.write().await?;
    let id = requests::request_run(
        &mut write,
        &request.actor(),
        request.path.get("name"),
        request.only_organization(),
    )
    .await?;
    let waiting = JobRunBody::waiting(id.clone(), request.only_organization().map(str::to_owned));
    let waiting = request.commit(write, Created(waiting)).await?;
    if wait == 0 {
        return Ok(waiting);
    }
    let ended =
        tokio::time::timeout(Duration::from_secs(wait), requests::wait_until_ended(&request.app, &id)).await;
    let mut read = request.read().await?;
    let known = match ended {
        Ok(run) => Some(run?),
        Err(_) => read.find_job_run(&id).await?,
    };
    let known = known.into_iter().collect();
    let known = jobs::list::visible_to(&mut read, request.only_organization(), known).await?.pop();
    match known {
        Some(run) => request.replace_saved_response(Created(run.into())).await,
        None => Ok(waiting),
    }
}
