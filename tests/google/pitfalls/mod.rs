//! The pitfalls of polling Meet (reference/google-meet.md section 8), each with the story that would fall into it.
//!
//! One class stands in most of them: teacher 1 and learner 2 in spaces/a from minute 0 to 60; its window ends at 70.

mod cost;
mod failures;
mod people;
mod spaces;
mod timing;

use rollcall::simulator::google::world::ScriptedStay;
use serde_json::{Value, json};

use crate::school::School;
use crate::simulated_google::{AISHA, space, stay};
use crate::support::Database;

/// The class, with these people in its space.
async fn class(db: Database, stays: Vec<ScriptedStay>) -> School {
    let school = School::new(db).await;
    school.stage.google.with(|inner| {
        inner.world.spaces = vec![space("spaces/a", "aaa-bbbb-ccc", AISHA)];
        inner.world.stays = stays;
    });
    school.class("lesson", "spaces/a", (0, 60), "1", &["2"]).await;
    school
}

fn teacher() -> ScriptedStay {
    stay("teacher", "spaces/a", "1", 0, 60)
}

fn told(report: &Value) -> Value {
    json!([report["outcome"], report["creditedSeconds"], report["settled"], report["estimated"]])
}
