//! Figures over many sessions, each with the counts it is made of. The formulas are those of doors.md section 5.

mod body;
mod evidence_body;
mod figures_body;
mod risk_body;

use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;

use self::body::AnalyticsBody;
use crate::api::{NoBody, Problem, Route, RouteRequest, get};
use crate::app::analytics::{AnalyticsQuery, analytics};
use crate::domain::analytics::range::MAX_DAYS;
use crate::domain::session::Kind;
use crate::http::roles::FINANCE;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/analytics", "Attendance, punctuality, hours, coverage of evidence, people at risk")
            .who(FINANCE)
            .to(figures),
    ]
}

#[derive(Deserialize, IntoParams)]
struct AnalyticsParameters {
    /// First local day; without it twelve weeks up to `to`, from a Monday on.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<NaiveDate>,
    /// First local day that is no longer looked at; without it tomorrow. At most 366 days after `from`.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<NaiveDate>,
    /// Id of a person: the sessions they teach.
    teacher: Option<String>,
    /// Id of a person: their part of sessions, and the teachers of these.
    student: Option<String>,
    kind: Option<Kind>,
}

async fn figures(request: RouteRequest<NoBody, AnalyticsParameters>) -> Result<AnalyticsBody, Problem> {
    let AnalyticsParameters { from, to, teacher, student, kind } = &request.query;
    let query = AnalyticsQuery {
        from: *from,
        to: *to,
        teacher: teacher.clone(),
        student: student.clone(),
        kind: *kind,
    };
    let mut read = request.read().await?;
    let found = analytics(&request.app, &mut read, &request.scope, &query).await?;
    let detail = || format!("from must lie before to, at most {MAX_DAYS} days, in the years 1 to 9999.");
    found.map(AnalyticsBody::of).ok_or_else(|| Problem::invalid("invalid_range", detail()))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::domain::organization::policy::{Policy, PolicyPatch};
    use crate::domain::people::Role;
    use crate::domain::session::{Format, Kind, Platform, Session, Status};
    use crate::domain::time::{HOUR, Timestamp};
    use crate::domain::verdict::outcome::Outcome;
    use crate::store::evaluation::results::StoredEvaluation;
    use crate::store::session::StoredSession;
    use crate::store::verdict::reports::StoredReport;
    use crate::testing::TestServer;

    /// A settled hour with the student and the teacher of the world, as an evaluation leaves it.
    async fn lesson(api: &TestServer, id: &str, start: &str, outcome: Outcome) {
        let start = Timestamp::parse(start).expect("an instant");
        let (teacher, student) = (api.person(Role::Teacher), api.person(Role::Student));
        let organization = api.organization();
        let session = Session {
            id: id.to_owned(),
            kind: Kind::Quran,
            format: Format::Individual,
            platform: Platform::Onsite,
            room: None,
            meet_space: None,
            venue_id: None,
            start,
            end: start.plus(HOUR),
            teacher: Some(teacher.to_owned()),
            students: vec![student.to_owned()],
            cancelled: false,
            completed_at: None,
            policy: Policy::from_patch(&PolicyPatch::default()),
            policy_version: 1,
        };
        let report = |person: &str, role: &str, outcome: Outcome| StoredReport {
            session_id: id.to_owned(),
            person_id: person.to_owned(),
            outcome,
            report: json!({
                "role": role, "isLate": false, "creditedSeconds": 1_800, "estimated": role == "teacher",
                "settled": true, "reasons": [{"code": "share", "evidence": []}],
            })
            .to_string(),
        };
        let mut stored = StoredSession::new(organization, session, PolicyPatch::default(), start);
        stored.title = Some("<b>Juz\u{202e} Amma</b>".to_owned());
        let evaluation = StoredEvaluation {
            organization_id: organization.to_owned(),
            session_id: id.to_owned(),
            revision: 0,
            changed: true,
            digest: "d".to_owned(),
            previous_digest: None,
            status: Status::Completed,
            previous_status: Status::Scheduled,
            settled: true,
            needs_review: outcome == Outcome::Unknown,
            evaluated_at: start.plus(2 * HOUR),
            due_at: None,
            reports: vec![report(student, "student", outcome), report(teacher, "teacher", Outcome::Present)],
            guests: Vec::new(),
            unmatched: Vec::new(),
            logs: Vec::new(),
            lines: Vec::new(),
        };
        let mut write = api.app.store.write().await.expect("a transaction");
        write.insert_session(&stored).await.expect("a session");
        assert!(write.save_evaluation(&evaluation).await.expect("an evaluation"));
        write.commit().await.expect("a commit");
    }

    async fn figures(api: &TestServer, query: &str) -> Value {
        let (status, body) = api.get(&format!("/api/v1/analytics{query}")).by(Role::Finance).await;
        assert_eq!(status, 200, "{query}: {body}");
        body
    }

    #[tokio::test]
    async fn without_any_session_there_are_twelve_empty_weeks_and_no_rate() {
        let api = TestServer::new().await;
        let body = figures(&api, "").await;
        assert_eq!((&body["from"], &body["to"]), (&json!("2025-10-20"), &json!("2026-01-06")));
        assert_eq!(body["timeZone"], "Asia/Riyadh");
        let weeks = body["byWeek"].as_array().expect("weeks");
        assert_eq!((weeks.len(), &weeks[11]["week"]), (12, &json!("2026-W02")));
        assert_eq!(weeks[0]["students"], body["total"]["students"]);
        assert_eq!(body["total"]["students"]["rate"], Value::Null);
        assert_eq!(body["total"]["students"]["punctuality"], Value::Null);
        assert_eq!(body["total"]["students"]["hours"], 0.0);
        assert_eq!(body["atRisk"], json!({"total": 0, "people": []}));
        assert_eq!(body["evidence"]["reports"], 0);
    }

    #[tokio::test]
    async fn who_stays_away_is_shown_with_the_sessions() {
        let api = TestServer::new().await;
        let (teacher, student) = (api.person(Role::Teacher), api.person(Role::Student));
        for (id, start, outcome) in [
            ("s1", "2025-12-28T08:00:00Z", Outcome::Present),
            ("s2", "2025-12-30T08:00:00Z", Outcome::Absent),
            ("s3", "2025-12-31T08:00:00Z", Outcome::Excused),
            ("s4", "2026-01-01T08:00:00Z", Outcome::Absent),
            // Monday in Riyadh, Sunday in UTC.
            ("s5", "2026-01-04T22:00:00Z", Outcome::Absent),
        ] {
            lesson(&api, id, start, outcome).await;
        }
        let body = figures(&api, "").await;
        let total = &body["total"];
        assert_eq!((&total["sessions"], &total["students"]["rate"]), (&json!(5), &json!(0.25)));
        assert_eq!((&total["students"]["absent"], &total["students"]["excused"]), (&json!(3), &json!(1)));
        assert_eq!((&total["students"]["hours"], &total["teachers"]["rate"]), (&json!(2.5), &json!(1.0)));
        assert_eq!(body["evidence"]["estimated"], 5);
        assert_eq!(body["byWeek"][11]["sessions"], 1);
        let midnight = body["byHour"].as_array().expect("hours").first().expect("an hour");
        assert_eq!((&midnight["weekday"], &midnight["hour"]), (&json!(1), &json!(1)));
        assert_eq!(
            (&body["byTeacher"][0]["personId"], &body["byTeacher"][0]["name"]),
            (&json!(teacher), &json!("teacher"))
        );
        assert_eq!(body["byStudent"][0]["personId"], student);
        assert_eq!(body["byKind"][0]["kind"], "quran");
        let at_risk = &body["atRisk"]["people"][0];
        assert_eq!((&body["atRisk"]["total"], &at_risk["personId"]), (&json!(1), &json!(student)));
        assert_eq!(at_risk["reasons"], json!(["absent_in_a_row"]));
        let behind: Vec<&Value> =
            at_risk["sessions"].as_array().expect("sessions").iter().map(|one| &one["id"]).collect();
        assert_eq!(behind, ["s5", "s4", "s2", "s1"]);
        assert_eq!(at_risk["sessions"][0]["title"], "<b>Juz\u{202e} Amma</b>");
        assert_eq!(at_risk["sessions"][0]["outcome"], "absent");

        let narrow = format!("?teacher={teacher}&student={student}&kind=quran&from=2026-01-01&to=2026-01-05");
        assert_eq!(figures(&api, &narrow).await["total"]["sessions"], 1);
    }

    #[tokio::test]
    async fn filters_that_fit_nothing_give_nothing_and_bad_days_are_refused() {
        let api = TestServer::new().await;
        lesson(&api, "s1", "2026-01-05T06:00:00Z", Outcome::Present).await;
        let hostile = format!("?teacher={}", "x".repeat(2_000));
        for query in [
            "?teacher=nobody",
            "?student=%27%20OR%201=1%20--",
            "?student=%E2%80%8F%3Cscript%3E",
            "?kind=event",
            "?to=2025-12-31",
            "?from=2026-01-05&to=2026-01-06&teacher=",
            hostile.as_str(),
        ] {
            let body = figures(&api, query).await;
            assert_eq!(
                (&body["total"]["sessions"], &body["evidence"]["reports"]),
                (&json!(0), &json!(0)),
                "{query}"
            );
            assert_eq!(body["byStudent"], json!([]), "{query}");
        }
        for (query, code) in [
            ("?from=2026-01-06&to=2026-01-06", "invalid_range"),
            ("?from=2024-01-01&to=2026-01-01", "invalid_range"),
            ("?from=%2B262142-01-01", "invalid_range"),
            ("?to=-262143-01-01", "invalid_range"),
            ("?from=yesterday", "invalid_parameter"),
            ("?kind=nothing", "invalid_parameter"),
            ("?until=2026-01-01", "unknown_parameter"),
        ] {
            let (status, problem) = api.get(&format!("/api/v1/analytics{query}")).by(Role::Admin).await;
            assert_eq!((status.as_u16(), &problem["code"]), (400, &json!(code)), "{query}");
        }
    }
}
