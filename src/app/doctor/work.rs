//! What is wrong with what goes on by itself: jobs, evaluation, and what waits for people.

use super::facts::{Facts, JobFacts, OrganizationFacts};
use super::finding::{DoctorFinding, FindingArea};
use crate::domain::time::{DAY, MINUTE, SECOND, Timestamp};

/// A job is late after so many of its intervals, and not before this.
const LATE_INTERVALS: i64 = 3;
const LEAST_LATENESS: i64 = 2 * MINUTE;
/// How long news may wait for its evaluation: it usually takes less than a second.
const SLOW_EVALUATION: i64 = MINUTE;
const STUCK_EVALUATION: i64 = 10 * MINUTE;
/// A lease is renewed every ten seconds; after this nobody holds it any more, and nobody has taken it over.
const DEAD_LEASE: i64 = 90 * SECOND;

pub(super) fn findings(facts: &Facts) -> Vec<DoctorFinding> {
    if facts.database.error.is_some() {
        return Vec::new();
    }
    let mut all = jobs(facts);
    all.extend(evaluation(facts));
    all
}

fn jobs(facts: &Facts) -> Vec<DoctorFinding> {
    const AREA: FindingArea = FindingArea::Jobs;
    let newest = facts.jobs.iter().filter_map(|job| job.last_started_at).max();
    let late: Vec<&JobFacts> = facts.jobs.iter().filter(|job| is_late(job, facts.now)).collect();
    let mut all = Vec::new();
    if facts.jobs.iter().filter(|job| !job.has_hours).all(|job| is_late(job, facts.now)) {
        let since = newest.map_or("has ever run".to_owned(), |at| format!("has run since {at}"));
        let mend = "Start `rollcall serve`, and let the system keep it running; its log says why if it does not start.";
        all.push(DoctorFinding::problem(
            AREA,
            "jobs_stopped",
            format!("No job {since}: no server is running"),
            mend,
        ));
    } else {
        all.extend(late.iter().map(|job| {
            let last =
                job.last_started_at.map_or("has never run".to_owned(), |at| format!("last ran at {at}"));
            let says =
                format!("The job {} {last}, though it is to run every {} s", job.name, job.interval_seconds);
            let mend =
                "See whether its last run hangs or fails (the page /jobs); restart the server if it does.";
            DoctorFinding::warning(AREA, "job_late", says, mend)
        }));
    }
    for job in &facts.jobs {
        if let Some((since, error)) = &job.failing {
            let says = format!("The job {} has failed since {since}: {error}", job.name);
            let mend =
                format!("Mend what it says, then `Run now` on /jobs or POST /api/v1/jobs/{}/runs.", job.name);
            all.push(DoctorFinding::warning(AREA, "job_failing", says, mend));
        }
        if job.held_until.is_some_and(|until| facts.now.since(until) > DEAD_LEASE) {
            let says = format!("A run of the job {} has died, and no server has taken it over", job.name);
            let mend = "Start `rollcall serve`: it takes the run over within a minute.";
            all.push(DoctorFinding::warning(AREA, "job_held", says, mend));
        }
    }
    if all.is_empty() {
        let says = format!("{} jobs run when they are to", facts.jobs.len());
        all.push(DoctorFinding::ok(AREA, "jobs", says));
    }
    all
}

fn is_late(job: &JobFacts, now: Timestamp) -> bool {
    let wait = (LATE_INTERVALS * job.interval_seconds * SECOND).max(LEAST_LATENESS);
    // A job with hours sleeps for the rest of the day.
    let wait = if job.has_hours { wait + DAY } else { wait };
    job.last_started_at.is_none_or(|at| now.since(at) > wait)
}

fn evaluation(facts: &Facts) -> Option<DoctorFinding> {
    const AREA: FindingArea = FindingArea::Data;
    let waits = [facts.evaluation.waiting_since, facts.evaluation.due_at].into_iter().flatten().min();
    let waited = waits.map_or(0, |since| facts.now.since(since));
    let minutes = waited / MINUTE;
    let says = format!("What came in has waited for {minutes} min to be evaluated");
    if waited > STUCK_EVALUATION {
        let mend = "See that `rollcall serve` runs, and what its log says of the evaluation; `rollcall recompute` does it by hand.";
        return Some(DoctorFinding::problem(AREA, "evaluation_stuck", says, mend));
    }
    if waited > SLOW_EVALUATION {
        let mend =
            "Look again in some minutes; if it grows, see what the server's log says of the evaluation.";
        return Some(DoctorFinding::warning(AREA, "evaluation_slow", says, mend));
    }
    Some(DoctorFinding::ok(AREA, "evaluation", "What came in is evaluated"))
}

/// What waits for the people of an organisation.
pub(super) fn waiting(facts: &Facts, organization: &OrganizationFacts) -> Vec<DoctorFinding> {
    const AREA: FindingArea = FindingArea::Data;
    let address = &facts.settings.address;
    let mut all = Vec::new();
    if organization.unreadable_rows > 0 {
        let says =
            format!("{} cannot be read by this version and are left out", rows(organization.unreadable_rows));
        let mend = format!(
            "GET {address}/api/v1/problems names each; a newer program may have written them: use that one."
        );
        all.push(DoctorFinding::problem(AREA, "unreadable_rows", says, mend).of(&organization.name));
    }
    if organization.needs_review > 0 {
        let says = format!("Settled sessions with an unknown outcome: {}", organization.needs_review);
        let mend = format!("An admin says what was so: {address}/sessions?show=review.");
        all.push(DoctorFinding::warning(AREA, "needs_review", says, mend).of(&organization.name));
    }
    all
}

fn rows(count: usize) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}

#[cfg(test)]
mod tests {
    use super::super::finding::FindingLevel;
    use super::*;

    const NOW: Timestamp = Timestamp::MIN;

    fn now() -> Timestamp {
        NOW.plus(800_000 * DAY)
    }

    fn codes(change: impl Fn(&mut Facts)) -> Vec<&'static str> {
        let mut facts = Facts::healthy(now());
        change(&mut facts);
        let mut found = findings(&facts);
        found.extend(facts.organizations.iter().flat_map(|one| waiting(&facts, one)));
        found.iter().filter(|one| one.level != FindingLevel::Ok).map(|one| one.code).collect()
    }

    fn ran(job: usize, millis_ago: i64) -> impl Fn(&mut Facts) {
        move |facts| facts.jobs[job].last_started_at = Some(now().plus(-millis_ago))
    }

    #[test]
    fn a_job_is_late_after_three_intervals() {
        assert!(codes(|_| ()).is_empty());
        assert!(codes(ran(1, 360 * SECOND)).is_empty());
        // The only one without hours: then nothing runs at all.
        assert_eq!(codes(ran(1, 360 * SECOND + 1)), ["jobs_stopped"]);
        assert_eq!(
            codes(|facts| {
                facts.jobs.push(JobFacts {
                    name: "meet_poll".into(),
                    last_started_at: None,
                    ..facts.jobs[1].clone()
                });
            }),
            ["job_late"]
        );
        assert!(codes(ran(0, DAY)).is_empty(), "maintenance sleeps all day");
        assert_eq!(codes(ran(0, DAY + 4 * 3_600 * SECOND)), ["job_late"]);
        assert_eq!(codes(|facts| facts.jobs[1].last_started_at = None), ["jobs_stopped"]);
    }

    #[test]
    fn failing_and_dead_runs_are_named() {
        assert_eq!(codes(|facts| facts.jobs[1].failing = Some((now(), "no".into()))), ["job_failing"]);
        assert_eq!(codes(|facts| facts.jobs[1].held_until = Some(now().plus(-91 * SECOND))), ["job_held"]);
        assert!(codes(|facts| facts.jobs[1].held_until = Some(now().plus(-90 * SECOND))).is_empty());
    }

    #[test]
    fn an_evaluation_may_take_a_moment() {
        let since = |millis: i64| codes(|facts| facts.evaluation.waiting_since = Some(now().plus(-millis)));
        assert!(since(MINUTE).is_empty());
        assert_eq!(since(MINUTE + 1), ["evaluation_slow"]);
        assert_eq!(since(10 * MINUTE + 1), ["evaluation_stuck"]);
        assert_eq!(codes(|facts| facts.evaluation.due_at = Some(now().plus(-DAY))), ["evaluation_stuck"]);
        assert!(codes(|facts| facts.evaluation.due_at = Some(now().plus(DAY))).is_empty());
    }

    #[test]
    fn what_waits_for_people_is_counted() {
        assert_eq!(codes(|facts| facts.organizations[0].unreadable_rows = 1), ["unreadable_rows"]);
        assert_eq!(codes(|facts| facts.organizations[0].needs_review = 2), ["needs_review"]);
    }

    #[test]
    fn nothing_is_said_of_jobs_where_the_database_cannot_be_read() {
        assert!(
            codes(|facts| (facts.jobs, facts.database.error) = (Vec::new(), Some("gone".into()))).is_empty()
        );
    }
}
