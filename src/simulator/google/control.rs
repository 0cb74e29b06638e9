//! Control from another process, under a path the real Google does not have: script, clock, delays, faults, and how
//! often it was called.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::simulator::google::fault::{CallMeter, Fault, Knobs};
use crate::simulator::google::state::SimulatedGoogle;
use crate::simulator::google::view;
use crate::simulator::google::world::World;

/// `POST /control/world`: adds to the script.
pub async fn add(State(google): State<SimulatedGoogle>, Json(more): Json<World>) -> StatusCode {
    google.with(|state| state.world.add(more));
    StatusCode::NO_CONTENT
}

/// `PUT /control/world`: replaces the script.
pub async fn replace(State(google): State<SimulatedGoogle>, Json(world): Json<World>) -> StatusCode {
    google.with(|state| state.world = world);
    StatusCode::NO_CONTENT
}

/// `GET /control/world`
pub async fn show(State(google): State<SimulatedGoogle>) -> Json<World> {
    Json(google.with(|state| state.world.clone()))
}

/// What to do with the clock.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum ClockChange {
    /// Stands still at this moment.
    Now(DateTime<Utc>),
    /// Moves by so many seconds, from wherever it stands.
    AdvanceSeconds(i64),
    /// Runs with the machine's clock again.
    Follow,
}

/// `POST /control/clock`, answered like `GET /control/clock`.
pub async fn change_clock(
    State(google): State<SimulatedGoogle>,
    Json(turn): Json<ClockChange>,
) -> Json<Value> {
    google.with(|state| match turn {
        ClockChange::Now(moment) => state.clock.set(moment),
        ClockChange::AdvanceSeconds(seconds) => state.clock.advance(TimeDelta::seconds(seconds)),
        ClockChange::Follow => state.clock.follow(),
    });
    clock(State(google)).await
}

/// `GET /control/clock`
pub async fn clock(State(google): State<SimulatedGoogle>) -> Json<Value> {
    Json(json!({"now": view::instant(google.with(|state| state.clock.now()))}))
}

/// `PUT /control/knobs`: what is not named takes its default.
pub async fn knobs(State(google): State<SimulatedGoogle>, Json(knobs): Json<Knobs>) -> StatusCode {
    google.with(|state| state.knobs = knobs);
    StatusCode::NO_CONTENT
}

/// `PUT /control/faults`: the faults from now on, none with `[]`.
pub async fn faults(State(google): State<SimulatedGoogle>, Json(faults): Json<Vec<Fault>>) -> StatusCode {
    google.with(|state| state.faults = faults);
    StatusCode::NO_CONTENT
}

/// `GET /control/calls`: what was asked so far.
pub async fn calls(State(google): State<SimulatedGoogle>) -> Json<Value> {
    Json(google.with(|state| {
        json!({
            "byRoute": state.meter.by_route,
            "busiestUser": state.meter.busiest_user,
            "busiestProject": state.meter.busiest_project,
        })
    }))
}

/// `DELETE /control/calls`
pub async fn forget_calls(State(google): State<SimulatedGoogle>) -> StatusCode {
    google.with(|state| state.meter = CallMeter::default());
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Revocation {
    email: String,
}

/// `POST /control/revoke`: somebody withdraws every consent, as on the account page.
pub async fn revoke(
    State(google): State<SimulatedGoogle>,
    Json(Revocation { email }): Json<Revocation>,
) -> StatusCode {
    google.revoke(&email);
    StatusCode::NO_CONTENT
}
