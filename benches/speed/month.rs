//! A month of lessons: judging it again, summing it, and what that takes of memory.

use std::future::Future;
use std::process::Stdio;
use std::time::{Duration, Instant};

use rollcall::app::App;
use rollcall::app::evaluate::recompute::recompute;
use rollcall::app::money::payroll::payroll;
use rollcall::domain::access::Scope;
use rollcall::domain::session::Session;
use rollcall::domain::time::Timestamp;
use rollcall::store::Store;
use rollcall::store::session::SessionFilter;

use crate::academy::month;
use crate::installation::Installation;

/// Eight events are two people who come and go twice.
const EVENTS_OF_A_LESSON: usize = 8;
const ROWS: usize = 100_000;
const RUNS: usize = 5;

/// Judging a month again, dry, against reading the same rows through the same driver; and its payroll against one SQL
/// aggregate over the same lines.
pub async fn figures() {
    let installation = Installation::empty(None);
    let (app, organization) =
        month(&installation.database_url, ROWS / EVENTS_OF_A_LESSON, EVENTS_OF_A_LESSON).await;
    let (first, _) = timed(|| recompute(&app, false, |_, _| {})).await;
    println!("A month of {} lessons and {ROWS} rows of evidence, SQLite", ROWS / EVENTS_OF_A_LESSON);
    println!("evaluated for the first time and stored in {first:.1?}");
    let mut ratios = Vec::new();
    for _ in 0..RUNS {
        let (reading, rows) = timed(|| read_all(&app, &organization, false)).await;
        assert_eq!(rows, ROWS);
        let (judging, tally) = timed(|| recompute(&app, true, |_, _| {})).await;
        assert_eq!(tally.unwrap().differences, 0);
        ratios.push((judging.as_secs_f64() / reading.as_secs_f64(), judging, reading));
    }
    ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (ratio, judging, reading) = ratios[RUNS / 2];
    let (comparing, _) = timed(|| read_all(&app, &organization, true)).await;
    println!(
        "those rows, and the neighbours, reports and lines that a recomputation compares with, read in {comparing:.2?}"
    );
    println!("recomputed in {judging:.2?}, its rows alone read in {reading:.2?}: {ratio:.2} times");
    payroll_against_sum(&app, &organization).await;
}

/// The payroll that the API shows, against the least that could be asked of the same lines.
async fn payroll_against_sum(app: &App, organization: &str) {
    const SUM: &str = "
        SELECT person_id, SUM(minor)
          FROM lines
         WHERE organization_id = $1 AND kind = 'pay' AND session_start >= $2 AND session_start < $3
         GROUP BY person_id";
    let Store::Sqlite { readers, .. } = &app.store else { return };
    let january = [1_767_225_600_000_000_i64, 1_769_904_000_000_000];
    let mut ratios = Vec::new();
    for _ in 0..RUNS {
        let (summing, rows) = timed(|| {
            let query = sqlx::query_as::<_, (String, i64)>(SUM).bind(organization);
            query.bind(january[0]).bind(january[1]).fetch_all(readers)
        })
        .await;
        let scope = Scope::whole_organization(organization);
        let (paying, payroll) = timed(|| payroll(app, &scope, 2026, 1, false)).await;
        let total: i64 = rows.unwrap().iter().map(|(_, minor)| minor).sum();
        assert!(total > 0 && format!("{:?}", payroll.unwrap().unwrap().total).contains(&total.to_string()));
        ratios.push((paying.as_secs_f64() / summing.as_secs_f64(), paying, summing));
    }
    ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (ratio, paying, summing) = ratios[RUNS / 2];
    println!("payroll in {paying:.1?}, one SQL aggregate over its lines in {summing:.1?}: {ratio:.2} times");
}

async fn timed<T, F: Future<Output = T>>(work: impl FnOnce() -> F) -> (Duration, T) {
    let began = Instant::now();
    let done = work().await;
    (began.elapsed(), done)
}

/// Every session and all of its evidence, as the driver gives them; with `results` also what a recomputation compares
/// with: whoever shares a place, and the stored reports and lines. How many rows there are beside the sessions.
async fn read_all(app: &App, organization: &str, results: bool) -> usize {
    let (mut rows, mut after) = (0, None);
    let scope = Scope::whole_organization(organization);
    loop {
        let mut read = app.store.read().await.unwrap();
        let sessions =
            read.list_sessions(&scope, SessionFilter::default(), after.as_ref(), 64).await.unwrap();
        let Some(last) = sessions.last() else { return rows };
        after = Some(last.cursor());
        let scopes: Vec<String> = sessions.iter().flat_map(|one| one.session.evidence_scopes()).collect();
        let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
        rows += read.evidence_about(organization, &scopes, Timestamp::MAX).await.unwrap().len();
        if results {
            let own: Vec<&Session> = sessions.iter().map(|one| &one.session).collect();
            rows += read.list_adjacent_sessions(organization, &own).await.unwrap().len();
            let ids: Vec<&str> = own.iter().map(|one| one.id.as_str()).collect();
            rows += read.list_reports(organization, &ids).await.unwrap().len();
            rows += read.list_lines_of(organization, &ids).await.unwrap().len();
        }
    }
}

/// The most memory a process ever held while it evaluated a month; and how soon a server over it is ready again after
/// it was killed.
pub async fn sizes() {
    println!("Peak memory of `rollcall recompute`, and a server over the same database ready after SIGKILL");
    for rows in [100_000, 1_000_000] {
        let installation = Installation::empty(None);
        let lessons = rows / EVENTS_OF_A_LESSON;
        let (app, _) = month(&installation.database_url, lessons, EVENTS_OF_A_LESSON).await;
        app.store.close().await;
        drop(app);
        let (took, peak) = timed(|| peak_mebibytes(&installation)).await;
        installation.start().await.kill().await;
        let server = installation.start().await;
        let ready = server.ready_after;
        server.kill().await;
        println!("{rows:9} rows: {peak:6.1} MiB in {took:6.1?}, ready after {ready:.0?}");
    }
}

async fn peak_mebibytes(installation: &Installation) -> f64 {
    let mut child = installation.command(&["recompute"]).stdout(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id().unwrap());
    let mut kibibytes = 0.0;
    loop {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        if let Some(line) = text.lines().find_map(|line| line.strip_prefix("VmHWM:")) {
            kibibytes = line.trim().trim_end_matches(" kB").parse().unwrap();
        }
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success());
            return kibibytes / 1_024.0;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
