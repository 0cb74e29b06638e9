//! Venues, plans and memberships, as an office sets them up.

use axum::Router;
use chrono::NaiveDate;
use rollcall::api;
use rollcall::domain::checkin::membership::{Eligibility, eligibility};
use serde_json::{Value, json};

use crate::world::{World, ask};

crate::on_both_databases! {
    what_is_left_out_is_filled_in,
    what_is_sent_is_kept_and_changed,
    what_cannot_be_is_refused,
    a_change_holds_from_its_own_time_on,
    lists_go_on_where_they_stopped,
    the_desk_reads_and_changes_nothing,
}

struct Office {
    world: World,
    router: Router,
}

impl Office {
    fn new(world: World) -> Office {
        let router = world.router(api::routes());
        Office { world, router }
    }

    async fn ask(&self, who: &str, method: &str, uri: &str, body: Value) -> (u16, Value) {
        let token = self.world.token("alpha", &format!("alpha-{who}"));
        let (status, body) = ask(&self.router, &token, method, uri, body).await;
        (status.as_u16(), body)
    }

    async fn get(&self, uri: &str) -> Value {
        let (status, body) = self.ask("admin", "GET", uri, Value::Null).await;
        assert_eq!(status, 200, "GET {uri}: {body}");
        body
    }

    /// Adds something; its id, and what was answered without id and time.
    async fn made(&self, uri: &str, body: Value) -> (String, Value) {
        let (status, mut made) = self.ask("admin", "POST", uri, body.clone()).await;
        assert_eq!(status, 201, "POST {uri} {body}: {made}");
        let fields = made.as_object_mut().unwrap();
        let id = fields.remove("id").unwrap().as_str().unwrap().to_owned();
        assert_eq!(fields.remove("createdAt").unwrap(), json!(self.world.app.now()));
        (id, made)
    }

    async fn changed(&self, uri: &str, body: Value) -> Value {
        let (status, changed) = self.ask("admin", "PATCH", uri, body.clone()).await;
        assert_eq!(status, 200, "PATCH {uri} {body}: {changed}");
        assert_eq!(self.get(uri).await, changed, "{uri}");
        changed
    }

    async fn refused(&self, method: &str, uri: &str, body: Value) -> (u16, String) {
        let (status, body) = self.ask("admin", method, uri, body).await;
        (status, body["code"].as_str().unwrap_or_default().to_owned())
    }

    async fn actions(&self) -> Vec<String> {
        let log = self.get("/api/v1/audit-log").await;
        log["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["action"].as_str().unwrap().to_owned())
            .collect()
    }
}

fn with(body: &Value, more: Value) -> Value {
    let mut body = body.clone();
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

async fn what_is_left_out_is_filled_in(world: World) {
    let office = Office::new(world);
    let (venue, body) = office.made("/api/v1/venues", json!({"name": " Hall "})).await;
    let filled = json!({
        "name": "Hall", "timeZone": "Asia/Riyadh", "requiresMembership": true, "dayStartsAt": "04:00"
    });
    assert_eq!(body, filled);
    let (plan, body) = office.made("/api/v1/plans", json!({"name": "Gold"})).await;
    assert_eq!(body, json!({"name": "Gold", "qrAttendanceEnabled": false}));
    let new = json!({"personId": "alpha-student", "planId": plan, "validFrom": "2026-01-01"});
    let (membership, body) = office.made("/api/v1/memberships", new.clone()).await;
    assert_eq!(body, with(&new, json!({"venueId": null, "validUntil": null, "status": "active"})));
    for (uri, id) in [("venues", &venue), ("plans", &plan), ("memberships", &membership)] {
        assert_eq!(office.get(&format!("/api/v1/{uri}/{id}")).await["id"], json!(id));
    }
    assert_eq!(office.actions().await[..3], ["membership.created", "plan.created", "venue.created"]);

    // Its code holds from the beginning.
    let changed = office.world.tables.changed().await;
    let code: Vec<_> = changed.iter().filter(|row| row.table == "venue_code_changes").collect();
    assert_eq!(code.len(), 1);
    let now = office.world.app.now().millis() * 1_000;
    for part in [format!("venue_id={venue}"), format!("at={now}"), format!("rotated_at={now}")] {
        assert!(code[0].text.contains(&part), "{part}: {:?}", code[0]);
    }
    assert!(code[0].text.contains("sequence=1") && code[0].text.contains("actor_id=alpha-admin"));
}

async fn what_is_sent_is_kept_and_changed(world: World) {
    let office = Office::new(world);
    let new = json!({
        "name": "<b>Pool</b>", "timeZone": "Europe/Berlin", "requiresMembership": false, "dayStartsAt": "00:00"
    });
    let (venue, body) = office.made("/api/v1/venues", new.clone()).await;
    assert_eq!(body, new);
    let uri = format!("/api/v1/venues/{venue}");
    for (change, field) in [
        (json!({"name": "Pool"}), "name"),
        (json!({"timeZone": "Asia/Kuwait"}), "timeZone"),
        (json!({"requiresMembership": true}), "requiresMembership"),
        (json!({"dayStartsAt": "23:59"}), "dayStartsAt"),
    ] {
        assert_eq!(office.changed(&uri, change.clone()).await[field], change[field]);
    }
    assert_eq!(office.changed(&uri, json!({})).await["timeZone"], "Asia/Kuwait");

    let (plan, _) = office.made("/api/v1/plans", json!({"name": "Gold", "qrAttendanceEnabled": true})).await;
    let uri = format!("/api/v1/plans/{plan}");
    assert_eq!(office.changed(&uri, json!({"qrAttendanceEnabled": false})).await["name"], "Gold");
    assert_eq!(office.changed(&uri, json!({"name": "Silver"})).await["qrAttendanceEnabled"], false);

    let new = json!({
        "personId": "alpha-student", "planId": plan, "venueId": venue, "validFrom": "2026-01-01",
        "validUntil": "2026-01-01", "status": "paused"
    });
    let (membership, body) = office.made("/api/v1/memberships", new.clone()).await;
    assert_eq!(body, new);
    let uri = format!("/api/v1/memberships/{membership}");
    let mut expected = body;
    for change in [
        json!({"personId": "alpha-child"}),
        json!({"planId": "alpha-plan"}),
        json!({"validUntil": "2026-06-30"}),
        json!({"validFrom": "2026-02-01"}),
        json!({"venueId": "alpha-venue"}),
        json!({"venueId": null}),
        json!({"validUntil": null}),
        json!({"status": "active"}),
        json!({"status": "ended"}),
    ] {
        expected = with(&expected, change.clone());
        let mut changed = office.changed(&uri, change).await;
        let fields = changed.as_object_mut().unwrap();
        fields.retain(|name, _| name != "id" && name != "createdAt");
        assert_eq!(changed, expected);
    }
    // What changes nothing is no change.
    let before = office.actions().await;
    assert_eq!(before[..2], ["membership.changed", "membership.changed"]);
    office.changed(&uri, json!({"status": "ended", "venueId": null})).await;
    assert_eq!(office.actions().await, before);
}

async fn what_cannot_be_is_refused(world: World) {
    let office = Office::new(world);
    let invalid = || (400, "invalid_body".to_owned());
    let venue = json!({"name": "Hall"});
    for (more, wanted) in [
        (json!({"name": " "}), invalid()),
        (json!({"name": null}), invalid()),
        (json!({"timeZone": "Mars/Base"}), (422, "invalid_time_zone".into())),
        (json!({"timeZone": 3}), invalid()),
        (json!({"requiresMembership": "yes"}), invalid()),
        (json!({"dayStartsAt": "24:00"}), invalid()),
        (json!({"dayStartsAt": "4:00"}), invalid()),
        (json!({"dayStartsAt": "04:00:00"}), invalid()),
        (json!({"dayStartsAt": 4}), invalid()),
        (json!({"colour": "green"}), invalid()),
    ] {
        let refused = office.refused("POST", "/api/v1/venues", with(&venue, more.clone())).await;
        assert_eq!(refused, wanted, "{more}");
        if !more["name"].is_null() || more.get("name").is_none() {
            let refused = office.refused("PATCH", "/api/v1/venues/alpha-venue", more.clone()).await;
            assert_eq!(refused, wanted, "{more}");
        }
    }
    for more in [json!({"qrAttendanceEnabled": 1}), json!({"name": "\u{0}"}), json!({"price": "9.00"})] {
        let refused =
            office.refused("POST", "/api/v1/plans", with(&json!({"name": "Gold"}), more.clone())).await;
        assert_eq!(refused, invalid(), "{more}");
    }
    let membership = json!({"personId": "alpha-student", "planId": "alpha-plan", "validFrom": "2026-01-01"});
    for (more, wanted) in [
        (json!({"personId": "beta-student"}), (422, "unknown_person".into())),
        (json!({"personId": "nobody"}), (422, "unknown_person".into())),
        (json!({"personId": "alpha-gone"}), (422, "unknown_person".into())),
        (json!({"personId": "alpha-teacher"}), (422, "not_a_student".into())),
        (json!({"planId": "beta-plan"}), (422, "unknown_plan".into())),
        (json!({"venueId": "beta-venue"}), (422, "unknown_venue".into())),
        (json!({"validUntil": "2025-12-31"}), (422, "invalid_days".into())),
        (json!({"validFrom": "2026-02-30"}), invalid()),
        (json!({"validFrom": "+12026-01-01"}), invalid()),
        (json!({"status": "asleep"}), invalid()),
        (json!({"amount": 3}), invalid()),
    ] {
        let refused = office.refused("POST", "/api/v1/memberships", with(&membership, more.clone())).await;
        assert_eq!(refused, wanted, "{more}");
        let refused = office.refused("PATCH", "/api/v1/memberships/alpha-membership", more.clone()).await;
        assert_eq!(refused, wanted, "{more}");
    }
    let kept = office.get("/api/v1/memberships/alpha-membership").await;
    assert_eq!((&kept["personId"], &kept["validUntil"]), (&json!("alpha-student"), &Value::Null));
    for thing in ["venue", "plan", "membership"] {
        for uri in [format!("/api/v1/{thing}s/beta-{thing}"), format!("/api/v1/{thing}s/nothing")] {
            for (method, body) in [("GET", Value::Null), ("PATCH", json!({}))] {
                assert_eq!(
                    office.refused(method, &uri, body).await,
                    (404, "not_found".into()),
                    "{method} {uri}"
                );
            }
        }
    }
}

/// A scan that comes late is judged by what held when it was made.
async fn a_change_holds_from_its_own_time_on(world: World) {
    let office = Office::new(world);
    let started = office.world.app.now();
    let day: NaiveDate = "2026-01-05".parse().unwrap();
    let minutes = |count: i64| started.plus(count * 60_000);
    for (uri, change) in [
        ("/api/v1/plans/alpha-plan", json!({"qrAttendanceEnabled": true})),
        ("/api/v1/memberships/alpha-membership", json!({"status": "paused"})),
        ("/api/v1/memberships/alpha-membership", json!({"status": "active", "venueId": "alpha-other-venue"})),
        ("/api/v1/plans/alpha-plan", json!({"name": "renamed"})),
        ("/api/v1/memberships/alpha-membership", json!({"venueId": "alpha-venue"})),
    ] {
        office.world.clock.advance(10 * 60_000);
        office.changed(uri, change).await;
    }
    let mut read = office.world.app.store.read().await.unwrap();
    let history = read.membership_history("alpha", "alpha-student").await.unwrap();
    for (at, expected) in [
        (0, Eligibility::PlanNotEligible),
        (9, Eligibility::PlanNotEligible),
        (10, Eligibility::Admitted),
        (20, Eligibility::MembershipInactive),
        (30, Eligibility::OtherVenue),
        (40, Eligibility::OtherVenue),
        (50, Eligibility::Admitted),
    ] {
        assert_eq!(eligibility(&history, "alpha-venue", day, minutes(at)), expected, "{at}");
    }
}

async fn lists_go_on_where_they_stopped(world: World) {
    let office = Office::new(world);
    for thing in ["venue", "plan", "membership"] {
        let uri = format!("/api/v1/{thing}s");
        let first = office.get(&format!("{uri}?limit=1")).await;
        let cursor = first["next"].as_str().unwrap();
        let rest = office.get(&format!("{uri}?cursor={cursor}")).await;
        assert_eq!(rest["next"], Value::Null);
        let ids: Vec<&str> = [&first, &rest]
            .into_iter()
            .flat_map(|page| page["items"].as_array().unwrap())
            .map(|one| one["id"].as_str().unwrap())
            .collect();
        let mut expected = [format!("alpha-{thing}"), format!("alpha-other-{thing}")];
        expected.sort_unstable();
        assert_eq!(ids, expected);
        assert_eq!(office.refused("GET", &format!("{uri}?limit=0"), Value::Null).await.1, "invalid_limit");
    }
    let theirs = office.get("/api/v1/memberships?person_id=alpha-other-student").await;
    assert_eq!(theirs["items"].as_array().unwrap().len(), 1);
    assert_eq!(theirs["items"][0]["id"], "alpha-other-membership");
    assert_eq!(office.get("/api/v1/memberships?person_id=beta-student").await["items"], json!([]));
}

async fn the_desk_reads_and_changes_nothing(world: World) {
    let office = Office::new(world);
    for thing in ["venue", "plan", "membership"] {
        let (uri, one) = (format!("/api/v1/{thing}s"), format!("/api/v1/{thing}s/alpha-{thing}"));
        for read in [&uri, &one] {
            assert_eq!(office.ask("receptionist", "GET", read, Value::Null).await.0, 200, "{read}");
            assert_eq!(office.ask("student", "GET", read, Value::Null).await.0, 403, "{read}");
        }
        assert_eq!(office.ask("receptionist", "POST", &uri, json!({"name": "x"})).await.0, 403);
        assert_eq!(office.ask("receptionist", "PATCH", &one, json!({})).await.0, 403);
    }
}
