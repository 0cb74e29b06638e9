//! `/jobs`: whether everything that runs by itself does, and a run by hand. `/jobs/{name}`: the runs of one job.

mod run;

use std::collections::BTreeMap;

use maud::{Markup, html};

use self::run::{counts, duration, error_details, lag, outcome_pill};
use crate::app::jobs::list::{self, JobStatus};
use crate::app::jobs::requests;
use crate::domain::time::{MINUTE, SECOND, Timestamp};
use crate::http::pagination::{decode_cursor, encode_cursor};
use crate::http::problem::Problem;
use crate::http::roles::INSTALLATION_ADMINS;
use crate::http::route::Route;
use crate::store::jobs::JobRun;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::empty::empty;
use crate::web::components::field::hidden_fields;
use crate::web::components::icon::icon;
use crate::web::components::pager::next_page;
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::Ui;

/// Seconds after which the page is fetched again while something runs.
const REFRESH_SECONDS: u32 = 3;
/// Runs on a page.
const LIMIT: i64 = 50;

pub fn routes() -> Vec<Route> {
    vec![
        page("/jobs", "Jobs: whether everything runs").who(INSTALLATION_ADMINS).to(show),
        page("/jobs/{name}", "Runs of one job, newest first").who(INSTALLATION_ADMINS).to(show_one),
        form("/jobs/{name}/run", "Run a job now").who(INSTALLATION_ADMINS).to(run_now),
    ]
}

/// How a job fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fare {
    Good,
    Failed,
    /// It should have run by now and did not.
    Overdue,
    /// It was never seen to run.
    New,
}

fn fare_of(job: &JobStatus, now: Timestamp) -> Fare {
    let Some(run) = &job.last_run else { return Fare::New };
    if run.ended_at.is_some() && run.outcome.as_deref() == Some("failed") {
        return Fare::Failed;
    }
    // Two intervals and a minute: one may be lost while the server starts anew.
    let patience = 2 * job.interval_seconds * SECOND + MINUTE;
    let is_idle = !job.is_running && job.next_at <= now;
    if is_idle && run.started_at.plus(patience) < now { Fare::Overdue } else { Fare::Good }
}

fn is_under_way(job: &JobStatus) -> bool {
    job.is_running || job.is_requested
}

async fn show(page: PageRequest) -> Result<WebPage, Problem> {
    let (ui, only) = (&page.ui, page.only_organization());
    let mut read = page.read().await?;
    let jobs = list::list(&page.app, &mut read, only).await?;
    let mut since = BTreeMap::new();
    for job in jobs.iter().filter(|job| fare_of(job, ui.now) == Fare::Failed) {
        if let Some(at) = list::failing_since(&mut read, &job.name, only).await? {
            since.insert(job.name.as_str(), at);
        }
    }
    let body = html! {
        div.page-head { h1 { (ui.text("jobs-title")) } div.actions { (refresh(ui, "/jobs")) } }
        p.answer { (answer(ui, &jobs, &since)) }
        @if jobs.is_empty() {
            (empty("i-clock", &ui.text("jobs-empty"), &ui.text("jobs-empty-what"), html! {}))
        } @else {
            p.muted.small { (ui.text(if only.is_some() { "jobs-own" } else { "jobs-all" })) }
            @for job in &jobs { (card(ui, job, since.get(job.name.as_str()).copied())) }
        }
    };
    let title = WebPage::new(ui.text("jobs-title"), body);
    Ok(if jobs.iter().any(is_under_way) { title.refreshing(REFRESH_SECONDS) } else { title })
}

fn answer(ui: &Ui, jobs: &[JobStatus], since: &BTreeMap<&str, Timestamp>) -> String {
    let of =
        |fare: Fare| -> Vec<&JobStatus> { jobs.iter().filter(|job| fare_of(job, ui.now) == fare).collect() };
    let names = |jobs: &[&JobStatus]| {
        jobs.iter().map(|job| ui.word("job", &job.name)).collect::<Vec<_>>().join(&ui.text("jobs-and"))
    };
    let (failed, overdue) = (of(Fare::Failed), of(Fare::Overdue));
    match (&failed[..], &overdue[..]) {
        ([], []) if jobs.is_empty() => ui.text("jobs-answer-none"),
        ([], []) => ui.text("jobs-answer-good"),
        ([], overdue) => ui.say("jobs-answer-overdue", args![count = overdue.len(), names = names(overdue)]),
        ([one], _) => match since.get(one.name.as_str()) {
            Some(at) => ui.say("jobs-answer-failed-since", args![name = names(&failed), at = when(ui, *at)]),
            None => ui.say("jobs-answer-failed", args![count = 1, names = names(&failed)]),
        },
        (failed, _) => ui.say("jobs-answer-failed", args![count = failed.len(), names = names(failed)]),
    }
}

/// The clock time of today, else with its day.
fn when(ui: &Ui, at: Timestamp) -> String {
    if ui.day_of(at) == ui.today() { ui.clock(at) } else { ui.date_and_clock(at) }
}

fn refresh(ui: &Ui, to: &str) -> Markup {
    html! { a.button href=(to) { (icon("i-refresh")) (ui.text("jobs-refresh")) } }
}

fn card(ui: &Ui, job: &JobStatus, failing_since: Option<Timestamp>) -> Markup {
    let last = job.last_run.as_ref();
    html! {
        section.card id=(format!("job-{}", job.name)) {
            div.row.spread {
                h2 { a href=(format!("/jobs/{}", job.name)) { (ui.word("job", &job.name)) } }
                (state(ui, job))
            }
            p.muted { (what(ui, &job.name)) }
            dl.facts {
                div { dt { (ui.text("jobs-last")) } dd { @match last {
                    Some(run) => { (ui.instant(run.started_at, &when(ui, run.started_at))) },
                    None => (ui.text("jobs-never")),
                } } }
                @if let Some(run) = last {
                    div { dt { (ui.text("jobs-took")) } dd.num { (duration(ui, run)) } }
                    div { dt { (ui.text("jobs-did")) } dd { (counts(ui, run)) } }
                    @if let Some(late) = lag(ui, run) { div { dt { (ui.text("jobs-lag")) } dd.num { (late) } } }
                }
                div { dt { (ui.text("jobs-next")) } dd { (ui.instant(job.next_at, &when(ui, job.next_at))) } }
                div { dt { (ui.text("jobs-interval")) } dd.num { (ui.duration(job.interval_seconds)) } }
            }
            @if let Some(since) = failing_since {
                p.negative { (ui.say("jobs-fails", args![since = when(ui, since), next = when(ui, job.next_at)])) }
            }
            @if let Some(run) = last { (error_details(ui, run)) }
            footer {
                @if !is_under_way(job) { (run_form(ui, &job.name)) }
                a.button.quiet href=(format!("/jobs/{}", job.name)) { (ui.text("jobs-history")) }
            }
        }
    }
}

fn state(ui: &Ui, job: &JobStatus) -> Markup {
    let pill = |class: &str, text: String| html! { span class=(format!("pill {class}")) { (text) } };
    if job.is_running {
        return pill("accent", ui.word("joboutcome", "running"));
    }
    if job.is_requested {
        return pill("accent", ui.text("jobs-waiting"));
    }
    match (fare_of(job, ui.now), &job.last_run) {
        (Fare::Overdue, _) => pill("amber", ui.text("jobs-overdue")),
        (_, Some(run)) => outcome_pill(ui, run),
        (_, None) => pill("outline", ui.text("jobs-never")),
    }
}

/// What a job does; nothing of one that another version knows.
fn what(ui: &Ui, name: &str) -> String {
    let id = format!("{name}_what");
    let text = ui.word("job", &id);
    if text == id { String::new() } else { text }
}

/// Not in place: the page that comes then fetches itself again while the job runs.
fn run_form(ui: &Ui, name: &str) -> Markup {
    html! {
        form method="post" action=(format!("/jobs/{name}/run")) {
            (hidden_fields(ui))
            button.button { (icon("i-play")) (ui.text("jobs-run-now")) }
        }
    }
}

async fn run_now(page: PageRequest) -> Result<Done, Problem> {
    let name = page.path.get("name");
    let mut write = page.write().await?;
    requests::request_run(&mut write, &page.actor(), name, page.only_organization()).await?;
    let back = if page.form.text("from") == "history" { format!("/jobs/{name}") } else { "/jobs".to_owned() };
    let said = page.ui.say("jobs-asked", args![name = page.ui.word("job", name)]);
    page.commit(write, Done::to(back).saying(said)).await
}

async fn show_one(page: PageRequest) -> Result<WebPage, Problem> {
    let (ui, only, name) = (&page.ui, page.only_organization(), page.path.get("name"));
    let before: String = decode_cursor(page.query.optional("cursor"))?.unwrap_or_default();
    let mut read = page.read().await?;
    let mut runs = list::list_runs_of(&mut read, name, only, &before, LIMIT + 1).await?;
    let limit = usize::try_from(LIMIT).unwrap_or(0);
    let more = runs.len() > limit;
    runs.truncate(limit);
    let next = runs.last().filter(|_| more).map(|run| encode_cursor(&run.id));
    let job = list::list(&page.app, &mut read, only).await?.into_iter().find(|job| job.name == name);
    let runs_now = job.as_ref().is_some_and(is_under_way);
    let title = ui.word("job", name);
    let body = html! {
        nav.crumbs { a href="/jobs" { (ui.text("jobs-title")) } span { (title) } }
        div.page-head {
            h1 { (title) " " code.muted.small translate="no" { (name) } }
            div.actions { @if !runs_now { (run_form(ui, name)) } (refresh(ui, &format!("/jobs/{name}"))) }
        }
        p.answer { (history_answer(ui, job.as_ref())) }
        p.muted { (what(ui, name)) }
        @if runs.is_empty() {
            (empty("i-clock", &ui.text("jobs-no-runs"), &ui.text("jobs-no-runs-what"), html! {}))
        } @else {
            (table(ui, &runs))
            (next_page(ui, &page.query, next.as_deref()))
        }
    };
    let shown = WebPage::new(title, body);
    Ok(if runs_now { shown.refreshing(REFRESH_SECONDS) } else { shown })
}

fn history_answer(ui: &Ui, job: Option<&JobStatus>) -> String {
    let Some(job) = job else { return String::new() };
    if is_under_way(job) {
        return ui.text("jobs-runs-now");
    }
    let at = when(ui, job.next_at);
    match fare_of(job, ui.now) {
        Fare::Failed => ui.say("jobs-last-failed", args![at = at]),
        Fare::Overdue => ui.say("jobs-answer-overdue", args![count = 1, names = ui.word("job", &job.name)]),
        Fare::Good | Fare::New => ui.say("jobs-last-good", args![at = at]),
    }
}

fn table(ui: &Ui, runs: &[JobRun]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("jobs-history")) { table.table.cards-on-phone {
            thead { tr {
                th scope="col" { (ui.text("jobs-began")) }
                th scope="col" { (ui.text("jobs-outcome")) }
                th scope="col" { (ui.text("jobs-took")) }
                th scope="col" { (ui.text("jobs-lag")) }
                th scope="col" { (ui.text("jobs-did")) }
            } }
            tbody { @for run in runs { tr {
                td data-label=(ui.text("jobs-began")) {
                    (ui.instant(run.started_at, &format!("{}, {}", ui.date(run.started_at), ui.clock_with_seconds(run.started_at))))
                    @if run.slot.is_none() { span.sub { (ui.text("jobs-by-hand")) } }
                }
                td data-label=(ui.text("jobs-outcome")) { (outcome_pill(ui, run)) (error_details(ui, run)) }
                td.num data-label=(ui.text("jobs-took")) { (duration(ui, run)) }
                td.num data-label=(ui.text("jobs-lag")) { (lag(ui, run).unwrap_or_else(|| "–".to_owned())) }
                td data-label=(ui.text("jobs-did")) { (counts(ui, run)) }
            } } }
        } }
    }
}

#[cfg(test)]
mod tests;
