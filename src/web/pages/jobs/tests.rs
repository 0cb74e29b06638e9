//! What `/jobs` shows, and a run by hand.

use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use crate::store::jobs::{JobRun, JobRunEnd};
use crate::testing::TestServer;

fn start() -> Timestamp {
    Timestamp::from_seconds(1_767_599_940)
}

async fn server_with_run(error: Option<&str>) -> TestServer {
    let server = TestServer::new().await;
    let store = &server.app.store;
    let mut write = store.write().await.expect("a transaction");
    write.register_job("meet_poll", 60).await.expect("a job");
    let run = JobRun {
        id: "r1".into(),
        name: "meet_poll".into(),
        organization: None,
        fence: 0,
        slot: Some(start().plus(-3_000)),
        holder: "h".into(),
        started_at: start(),
        ended_at: None,
        outcome: None,
        counts: "{}".into(),
        error: None,
    };
    let fence = write.begin_job_run(&run, start().plus(60_000)).await.expect("a run").expect("the lease");
    let end =
        JobRunEnd { at: start().plus(2_000), counts: r#"{"evidence":12}"#, error, organization_results: &[] };
    write.finish_job_run("meet_poll", fence, end).await.expect("an end");
    write.commit().await.expect("a commit");
    server
}

#[tokio::test]
async fn everything_runs_or_what_does_not_is_the_first_sentence() {
    let (status, html) = server_with_run(None).await.get("/jobs").html_by(Role::Admin).await;
    assert_eq!(status, 200);
    assert!(html.contains("Everything runs."), "{html}");
    assert!(html.contains("12") && html.contains("Run now"), "{html}");

    let hostile = "<script>alert(1)</script> is no answer";
    let (_, html) = server_with_run(Some(hostile)).await.get("/jobs").html_by(Role::Superadmin).await;
    assert!(html.contains("1 job failed"), "{html}");
    assert!(html.contains("10:59"), "since when, in Riyadh: {html}");
    assert!(html.contains("&lt;script&gt;alert") && !html.contains("<script>alert"), "{html}");
}

#[tokio::test]
async fn a_job_is_run_by_hand_and_the_page_comes_again_while_it_waits() {
    let server = server_with_run(None).await;
    let (status, to) = server.form("/jobs/meet_poll/run", "").html_by(Role::Admin).await;
    assert_eq!((status.as_u16(), to.as_str()), (303, "/jobs"));
    let (_, html) = server.get("/jobs").html_by(Role::Admin).await;
    assert!(html.contains("data-refresh=\""), "{html}");
    assert!(!html.contains("Run now"), "a run is asked for already: {html}");
    assert_eq!(server.form("/jobs/nothing/run", "").html_by(Role::Admin).await.0, 404);
    assert_eq!(server.form("/jobs/meet_poll/run", "").html_by(Role::Teacher).await.0, 403);
}

#[tokio::test]
async fn the_runs_of_a_job_are_listed() {
    let server = server_with_run(Some("Google is away")).await;
    let (status, html) = server.get("/jobs/meet_poll").html_by(Role::Superadmin).await;
    assert_eq!(status, 200);
    assert!(html.contains("Google is away") && html.contains("<time"), "{html}");
    assert_eq!(server.get("/jobs/nothing").html_by(Role::Admin).await.0, 404);
}
