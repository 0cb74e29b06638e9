//! `rollcall audit` and `rollcall recompute` over a month that somebody has meddled with, through the real binary.

use std::process::Output;

use rollcall::app::evaluate;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

use crate::academy::month;
use crate::installation::Installation;

async fn judged_month() -> Installation {
    let installation = Installation::empty(None);
    let (app, _) = month(&installation.database_url, 20, 8).await;
    let round = evaluate::evaluate_all_waiting(&app).await.unwrap();
    assert_eq!((round.evaluated, round.failed), (20, 0));
    app.store.close().await;
    installation
}

async fn meddle(installation: &Installation, sql: &str) {
    let mut connection = SqliteConnection::connect(&installation.database_url).await.unwrap();
    let done = sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    assert!(done.rows_affected() > 0, "{sql}");
    connection.close().await.unwrap();
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap() + &String::from_utf8_lossy(&output.stderr)
}

#[tokio::test]
async fn an_audit_of_what_nobody_touched_finds_nothing() {
    let installation = judged_month().await;
    let output = installation.run(&["audit"]).await;
    assert_eq!(said(&output), "160 rows of evidence and 20 sessions audited, 0 sessions wait to be judged\n");
    assert!(output.status.success());
}

#[tokio::test]
async fn an_audit_names_every_row_that_was_meddled_with() {
    let cases = [
        (
            "UPDATE evidence SET payload = replace(payload, 'ACTIVE', 'JOINED') WHERE external_id = 'EV_s0000003_1'",
            "EV_s0000003_1",
        ),
        ("UPDATE evidence SET scope = 'room:elsewhere' WHERE external_id = 'EV_s0000003_1'", "EV_s0000003_1"),
        (
            "UPDATE evidence SET payload = substr(payload, 1, 40) WHERE external_id = 'EV_s0000003_1'",
            "EV_s0000003_1",
        ),
        ("DELETE FROM evidence WHERE external_id LIKE 'EV_s0000003_%'", "reports s0000003"),
        (
            "UPDATE reports SET outcome = 'absent' WHERE session_id = 's0000004' AND person_id = 'p4'",
            "reports s0000004 p4",
        ),
        (
            "UPDATE reports SET report = replace(report, '\"creditedSeconds\":', '\"creditedSeconds\":1') WHERE session_id = 's0000004' AND person_id = 't4'",
            "reports s0000004 t4",
        ),
        (
            "UPDATE lines SET minor = minor + 1 WHERE session_id = 's0000005' AND kind = 'pay'",
            "lines s0000005 t5",
        ),
        ("DELETE FROM lines WHERE session_id = 's0000005' AND kind = 'charge'", "lines s0000005 p5"),
        (
            "UPDATE lines SET session_id = 'nowhere' WHERE session_id = 's0000005' AND kind = 'charge'",
            "lines charge nowhere p5",
        ),
        (
            "UPDATE sessions SET evaluation = substr(evaluation, 1, 2) || 'x' WHERE id = 's0000006'",
            "sessions s0000006",
        ),
    ];
    for (sql, row) in cases {
        let installation = judged_month().await;
        meddle(&installation, sql).await;
        let output = installation.run(&["audit"]).await;
        assert_eq!(output.status.code(), Some(1), "{sql}\n{}", said(&output));
        assert!(said(&output).lines().any(|line| line.contains(row)), "{sql}\n{}", said(&output));
    }
}

#[tokio::test]
async fn a_recomputation_shows_what_changes_and_changes_it_only_when_asked_to() {
    let installation = judged_month().await;
    let nothing = "20 sessions judged, 0 reports and lines would change\n";
    assert_eq!(said(&installation.run(&["recompute", "--dry-run"]).await), nothing);

    meddle(
        &installation,
        "UPDATE reports SET outcome = 'absent' WHERE session_id = 's0000004' AND person_id = 'p4'",
    )
    .await;
    meddle(
        &installation,
        "UPDATE lines SET minor = minor + 125 WHERE session_id = 's0000005' AND kind = 'pay'",
    )
    .await;
    for _ in 0..2 {
        let text = said(&installation.run(&["recompute", "--dry-run"]).await);
        assert!(text.contains("session s0000004, p4, report: stored absent, found present"), "{text}");
        assert!(text.contains("session s0000005, t5, pay: stored 19.89 USD, found 18.64 USD"), "{text}");
        assert!(
            text.ends_with("pay: -1.25 USD in all\n20 sessions judged, 2 reports and lines would change\n"),
            "{text}"
        );
    }
    let text = said(&installation.run(&["recompute"]).await);
    assert!(text.ends_with("20 sessions judged, 2 reports and lines changed\n"), "{text}");
    assert_eq!(said(&installation.run(&["recompute", "--dry-run"]).await), nothing);
    assert!(installation.run(&["audit"]).await.status.success());
}
