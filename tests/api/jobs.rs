//! Jobs are the installation's: an admin runs them for the own organisation and sees what they did there.

use std::collections::BTreeMap;

use axum::Router;
use rollcall::api;
use rollcall::jobs::{JOBS, Scheduler};
use serde_json::{Value, json};

use crate::world::{World, ask, deliver, request, send};

struct Operation {
    world: World,
    router: Router,
    scheduler: Scheduler,
}

const RUNS: &str = "/api/v1/jobs/sessions/runs";

impl Operation {
    async fn of(world: World) -> Operation {
        let sessions: Vec<_> = JOBS.iter().filter(|job| job.name == "sessions").copied().collect();
        let scheduler = Scheduler::new(world.app.clone(), &sessions);
        scheduler.register().await.unwrap();
        Operation { router: world.router(api::routes()), world, scheduler }
    }

    async fn get(&self, organization: &str, role: &str) -> Vec<Value> {
        let token = self.world.token(organization, &format!("{organization}-{role}"));
        let (status, body) = ask(&self.router, &token, "GET", RUNS, Value::Null).await;
        assert_eq!(status, 200, "{body}");
        body["items"].as_array().unwrap().clone()
    }

    async fn run(&self, organization: &str, role: &str) -> Value {
        let token = self.world.token(organization, &format!("{organization}-{role}"));
        let (status, body) = ask(&self.router, &token, "POST", RUNS, Value::Null).await;
        assert_eq!(status, 201, "{body}");
        body
    }

    /// Somebody comes into a room of each organisation, so that there is something to judge: of beta two.
    async fn something_happens(&self, second: i64) {
        let mut write = self.world.app.store.write().await.unwrap();
        for (organization, session) in [("alpha", "session"), ("beta", "session"), ("beta", "other-session")]
        {
            let room = format!("quran_{organization}-{session}_{}", crate::world::NOW);
            deliver(
                &mut write,
                organization,
                &room,
                "participant_joined",
                &format!("{organization}-guest"),
                second,
            )
            .await;
        }
        write.commit().await.unwrap();
    }

    /// One look at the jobs, and what it began ends.
    async fn tick(&self) {
        self.scheduler.tick().await.unwrap();
        let tasks = &self.world.app.tasks;
        tasks.close();
        tasks.wait().await;
        tasks.reopen();
    }

    fn after(&self, seconds: i64) {
        self.world.clock.advance(seconds * 1_000);
    }
}

async fn an_admin_runs_a_job_for_the_own_organisation(world: World) {
    let office = Operation::of(world).await;
    office.after(10);
    // What is due for everybody goes before it.
    office.tick().await;
    office.something_happens(5).await;
    let asked = office.run("alpha", "admin").await;
    assert_eq!((&asked["outcome"], &asked["organizationId"]), (&json!("waiting"), &json!("alpha")));
    assert_eq!(office.run("alpha", "admin").await["id"], asked["id"], "it still waits for its turn");
    // Whoever asked first goes first.
    office.after(1);
    let others = office.run("beta", "admin").await;
    assert_ne!(others["id"], asked["id"], "each organisation asks for its own");
    office.tick().await;
    let run = &office.get("alpha", "admin").await[0];
    assert_eq!((&run["id"], &run["outcome"]), (&asked["id"], &json!("done")), "{run}");
    // What happened, and somebody in a lesson whose first moment is over by now.
    assert_eq!(run["counts"]["evaluated"], 2, "beta's two wait for beta: {run}");
    office.tick().await;
    let run = &office.get("beta", "admin").await[0];
    assert_eq!((&run["id"], &run["counts"]["evaluated"]), (&others["id"], &json!(3)), "{run}");
    // Neither sees the other's run; the superadmin sees both.
    let ids = |runs: &[Value]| runs.iter().map(|run| run["id"].clone()).collect::<Vec<_>>();
    assert!(!ids(&office.get("alpha", "admin").await).contains(&others["id"]));
    assert!(!ids(&office.get("beta", "admin").await).contains(&asked["id"]));
    let all = office.get("alpha", "superadmin").await;
    assert!(ids(&all).contains(&others["id"]) && ids(&all).contains(&asked["id"]));
}

async fn of_a_run_for_everybody_each_sees_its_own_part(world: World) {
    let office = Operation::of(world).await;
    office.after(60);
    office.tick().await;
    office.something_happens(5).await;
    let asked = office.run("alpha", "superadmin").await;
    assert_eq!(asked["organizationId"], Value::Null, "a superadmin runs it for everybody");
    office.tick().await;
    let seen = async |organization: &str, role: &str| {
        let run = office.get(organization, role).await[0].clone();
        assert_eq!(run["id"], asked["id"]);
        run["counts"]["evaluated"].as_u64().unwrap()
    };
    let all = seen("alpha", "superadmin").await;
    let (alphas, betas) = (seen("alpha", "admin").await, seen("beta", "admin").await);
    assert_eq!((alphas, betas, all), (1, 2, 3));
    // The run of the world's beginning failed over something of each.
    for (organization, other) in [("alpha", "beta"), ("beta", "alpha")] {
        let runs = office.get(organization, "admin").await;
        let failed = runs.iter().find(|run| run["outcome"] == "failed").unwrap();
        let error = failed["error"].as_str().unwrap();
        assert!(error.contains(organization) && !error.contains(other), "{failed}");
        assert_eq!(failed["counts"], json!({"evaluated": 1}), "{failed}");
    }
    let runs = office.get("alpha", "superadmin").await;
    let failed = runs.iter().find(|run| run["outcome"] == "failed").unwrap();
    assert_eq!(
        (&failed["error"], &failed["counts"]["evaluated"]),
        (&json!("alpha-session, beta-session"), &json!(3))
    );
}

async fn a_failure_elsewhere_is_nobody_elses(world: World) {
    let office = Operation::of(world).await;
    office.world.tables.run("DELETE FROM job_run_shares WHERE organization_id = 'beta'").await;
    let runs = office.get("beta", "admin").await;
    assert_eq!((&runs[0]["outcome"], &runs[0]["error"]), (&json!("done"), &Value::Null), "{runs:?}");
    assert_eq!(runs[0]["counts"], json!({"evaluated": 0}));
    // What broke the whole run is told, without its cause.
    let broken = "INSERT INTO job_run_shares VALUES ('', '0193-run', '{}', 'alpha-session cannot be read')";
    office.world.tables.run(broken).await;
    let runs = office.get("beta", "admin").await;
    assert_eq!(runs[0]["outcome"], "failed");
    assert!(!runs[0]["error"].as_str().unwrap().contains("alpha"), "{runs:?}");
}

async fn a_superadmin_who_acts_elsewhere_means_that_organisation(world: World) {
    let office = Operation::of(world).await;
    let headers = BTreeMap::from([
        ("authorization", format!("Bearer {}", office.world.token("alpha", "alpha-superadmin"))),
        ("rollcall-organization", "beta".to_owned()),
    ]);
    let (status, body) = send(&office.router, request("POST", RUNS, &headers, None)).await;
    assert_eq!(status, 201, "{body}");
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["organizationId"], "beta");
    let (_, body) = send(&office.router, request("GET", RUNS, &headers, None)).await;
    assert!(!body.contains("alpha"), "{body}");
}

crate::on_both_databases!(
    an_admin_runs_a_job_for_the_own_organisation,
    of_a_run_for_everybody_each_sees_its_own_part,
    a_failure_elsewhere_is_nobody_elses,
    a_superadmin_who_acts_elsewhere_means_that_organisation,
);
