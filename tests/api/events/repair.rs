//! `rollcall checkin repair`, through the real binary.

use std::process::Command;

use rollcall::domain::checkin::event::CheckInMode;
use serde_json::{Value, json};

use super::{Campus, registration_of, text};
use crate::world::World;

fn repair(campus: &Campus, arguments: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_rollcall"))
        .args([&["checkin", "repair"], arguments].concat())
        .env("ROLLCALL_DATABASE__URL", &campus.world.database.url)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

async fn modes_and_codes_are_made_right_once(world: World) {
    let campus = Campus::new(world).await;
    let free = campus.event(json!({})).await;
    let external = campus.event(json!({"partnerId": "alpha-partner", "capacity": 1})).await;
    let paid = campus.event(json!({"isPaid": true})).await;
    for event in [&free, &external, &paid] {
        campus.register(event, "s1").await;
        campus.register(event, "s2").await;
    }
    let counts = |updated: usize, cleared: u64, created: u64| {
        // Two events of each organisation of the world, and three.
        [
            "Found 7 events to check".to_owned(),
            "Total events checked: 7".to_owned(),
            format!("Events updated: {updated}"),
            "Updated events:".to_owned(),
            format!("Cleared {cleared} registration QR codes"),
            format!("Created {created} registration QR codes"),
        ]
    };
    assert_eq!(repair(&campus, &[]), counts(0, 0, 0), "all is right");

    // A hand in the database.
    let mut write = campus.world.app.store.write().await.unwrap();
    let mut event = write.lock_event("alpha", &free).await.unwrap().unwrap();
    event.stored_mode = CheckInMode::OrganizerScans;
    write.update_event("alpha", &event).await.unwrap();
    let now = campus.world.app.now();
    assert_eq!(write.create_registration_codes("alpha", &free, now).await.unwrap(), 2);
    assert_eq!(write.create_registration_codes("alpha", &paid, now).await.unwrap(), 2);
    assert_eq!(write.clear_registration_codes("alpha", &external).await.unwrap(), 1);
    write.commit().await.unwrap();
    assert_eq!(campus.get("s1", &format!("/api/v1/events/{free}")).await["checkInMode"], "STUDENTS_SCAN");

    let mut wanted = counts(1, 4, 1).to_vec();
    wanted.insert(4, format!("  1. [{}...] \"Free lecture\": ORGANIZER_SCANS → STUDENTS_SCAN", &free[..8]));
    let mut dry = wanted.clone();
    dry.insert(0, "Dry run: nothing is changed.".to_owned());
    assert_eq!(repair(&campus, &["--dry-run"]), dry);
    assert_eq!(repair(&campus, &["--dry-run"]), dry, "nothing was changed");
    assert_eq!(repair(&campus, &[]), wanted);
    assert_eq!(repair(&campus, &[]), counts(0, 0, 0));

    // The registration that has a place has a code again, which admits.
    let listed = campus.get("organizer", &format!("/api/v1/events/{external}/registrations")).await;
    let coded: Vec<&Value> =
        listed["items"].as_array().unwrap().iter().filter(|one| one["code"].is_string()).collect();
    assert_eq!(coded.len(), 1);
    assert_eq!(campus.at_entrance("partner", &text(&coded[0]["code"])).await.0, 200);
    let uri = registration_of(&external, coded[0]);
    assert_eq!(campus.ask("organizer", "DELETE", &uri, Value::Null).await.0, 409, "they are in");
}

crate::on_both_databases!(modes_and_codes_are_made_right_once);
