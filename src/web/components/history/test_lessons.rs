//! Lessons as an evaluation leaves them, for tests of pages about one's own.

use serde_json::json;

use crate::domain::organization::policy::PolicyPatch;
use crate::domain::people::Role;
use crate::domain::session::sample::sample_session;
use crate::domain::session::{Platform, Session, Status};
use crate::domain::time::{HOUR, Timestamp};
use crate::domain::verdict::outcome::Outcome;
use crate::store::evaluation::results::StoredEvaluation;
use crate::store::session::StoredSession;
use crate::store::verdict::reports::StoredReport;
use crate::testing::TestServer;

/// An hour of the teacher with one student.
pub(crate) struct TestLesson<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub start: &'a str,
    /// `None`: it has not been evaluated.
    pub outcome: Option<Outcome>,
    pub settled: bool,
    /// Whose; the student's where it is `None`.
    pub student: Option<Role>,
}

impl<'a> TestLesson<'a> {
    /// One that is over and settled.
    pub fn over(id: &'a str, start: &'a str, outcome: Outcome) -> TestLesson<'a> {
        TestLesson { id, title: "Lesson", start, outcome: Some(outcome), settled: true, student: None }
    }

    /// One that nothing is known of yet.
    pub fn planned(id: &'a str, start: &'a str) -> TestLesson<'a> {
        TestLesson { id, title: "Lesson", start, outcome: None, settled: false, student: None }
    }
}

/// Stores a lesson, and what it came to.
pub(crate) async fn save(api: &TestServer, lesson: &TestLesson<'_>) {
    let start = Timestamp::parse(lesson.start).expect("an instant");
    let teacher = api.person(Role::Teacher);
    let student = api.person(lesson.student.unwrap_or(Role::Student));
    let organization = api.organization();
    let session = Session {
        id: lesson.id.to_owned(),
        platform: Platform::Onsite,
        start,
        end: start.plus(HOUR),
        teacher: Some(teacher.to_owned()),
        students: vec![student.to_owned()],
        ..sample_session()
    };
    let mut stored = StoredSession::new(organization, session, PolicyPatch::default(), start);
    stored.title = Some(lesson.title.to_owned());
    let mut write = api.app.store.write().await.expect("a transaction");
    write.insert_session(&stored).await.expect("a session");
    if let Some(outcome) = lesson.outcome {
        let was_there = matches!(outcome, Outcome::Present | Outcome::Partial);
        let report = |person: &str, role: &str, outcome: Outcome| {
            StoredReport {
            session_id: lesson.id.to_owned(),
            person_id: person.to_owned(),
            outcome,
            report: json!({
                "role": role, "isLate": false, "lateSeconds": null, "leftEarlySeconds": null,
                "firstJoinAt": was_there.then_some(start), "lastLeaveAt": was_there.then(|| start.plus(41 * 60_000)),
                "creditedSeconds": if was_there { 41 * 60 } else { 0 }, "share": 0.68, "estimated": false,
                "settled": lesson.settled, "intervals": [], "reasons": [], "override": null,
            })
            .to_string(),
        }
        };
        let evaluation = StoredEvaluation {
            organization_id: organization.to_owned(),
            session_id: lesson.id.to_owned(),
            revision: 0,
            changed: true,
            digest: "d".to_owned(),
            previous_digest: None,
            status: Status::Completed,
            previous_status: Status::Scheduled,
            settled: lesson.settled,
            needs_review: lesson.settled && outcome == Outcome::Unknown,
            evaluated_at: start.plus(2 * HOUR),
            due_at: None,
            reports: vec![report(student, "student", outcome), report(teacher, "teacher", Outcome::Present)],
            guests: Vec::new(),
            unmatched: Vec::new(),
            logs: Vec::new(),
            lines: Vec::new(),
        };
        assert!(write.save_evaluation(&evaluation).await.expect("an evaluation"));
    }
    write.commit().await.expect("a commit");
}

/// Puts parent and student into one household, and gives the student this name.
pub(crate) async fn make_family(api: &TestServer, child: &str) {
    let new = json!({"name": "Family", "payerId": api.person(Role::Parent)});
    let (status, household) = api.post("/api/v1/households", new).by(Role::Admin).await;
    assert_eq!(status, 201, "{household}");
    let path = |role| format!("/api/v1/people/{}", api.person(role));
    let change = json!({"householdId": household["id"], "name": child});
    let (status, body) = api.patch(&path(Role::Student), change).by(Role::Admin).await;
    assert_eq!(status, 200, "{body}");
}
