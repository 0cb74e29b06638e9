//! What an organisation sets: its settings, and the versions of its policies.

use rollcall::domain::organization::policy::keys::POLICY_KEYS;
use rollcall::domain::session::Kind;
use serde_json::{Value, json};

use crate::office::Office;
use crate::world::World;

async fn settings_are_changed_one_by_one_and_refused_by_key(world: World) {
    let office = Office::of(&world, "alpha-admin");
    let defaults = office.get("/api/v1/settings").await;
    assert_eq!(
        defaults,
        json!({"default_meeting_duration_minutes": 60, "blocked_days": [], "session_buffer_minutes": 0,
               "max_participants": null, "period_start_day": 1, "digits": "latin",
               "meeting_creation_window_minutes": 15, "meeting_cleanup_delay_minutes": 30,
               "join_token_ttl_seconds": 600, "visit_max_hours": 12, "event_code_minutes": 60,
               "checkin_travel_minutes": 10, "message_sender_name": null, "message_footer": null,
               "message_reply_to": null})
    );
    let change = json!({"blocked_days": ["friday", "saturday"], "max_participants": 12});
    let (_, after) = office.ask("PATCH", "/api/v1/settings", change).await;
    assert_eq!(
        (&after["blocked_days"], &after["max_participants"]),
        (&json!(["friday", "saturday"]), &json!(12))
    );
    let (_, after) = office.ask("PATCH", "/api/v1/settings", json!({"digits": "arabic"})).await;
    assert_eq!(after["digits"], "arabic");
    let (_, after) = office.ask("PATCH", "/api/v1/settings", json!({"max_participants": null})).await;
    assert_eq!(
        (&after["blocked_days"], &after["max_participants"]),
        (&json!(["friday", "saturday"]), &Value::Null)
    );
    let messages =
        json!({"message_sender_name": " أكاديمية النور ", "message_reply_to": "office@alnoor.example"});
    let (_, after) = office.ask("PATCH", "/api/v1/settings", messages).await;
    assert_eq!(
        (&after["message_sender_name"], &after["message_reply_to"], &after["message_footer"]),
        (&json!("أكاديمية النور"), &json!("office@alnoor.example"), &Value::Null)
    );
    let (_, after) = office.ask("PATCH", "/api/v1/settings", json!({"message_reply_to": null})).await;
    assert_eq!(after["message_reply_to"], Value::Null);
    for (change, field) in [
        (json!({"blocked_days": ["Friday"]}), "blocked_days[0]"),
        (json!({"session_buffer_minutes": -1}), "session_buffer_minutes"),
        (json!({"period_start_day": 32}), "period_start_day"),
        (json!({"digits": "roman"}), "digits"),
        (json!({"default_meeting_duration_minutes": null}), "default_meeting_duration_minutes"),
        (json!({"join_token_ttl": 1}), "join_token_ttl"),
        (json!({"meeting_creation_window_minutes": 1_441}), "meeting_creation_window_minutes"),
        (json!({"join_token_ttl_seconds": 29}), "join_token_ttl_seconds"),
        (json!({"message_sender_name": "Al Noor\r\nBcc: everybody@example.org"}), "message_sender_name"),
        (json!({"message_sender_name": "x".repeat(101)}), "message_sender_name"),
        (json!({"message_footer": ""}), "message_footer"),
        (json!({"message_reply_to": "nobody"}), "message_reply_to"),
        (json!({"message_reply_to": "a@b.example, c@d.example"}), "message_reply_to"),
        // What does nothing yet is not taken, at its default neither.
        (json!({"close_needs_second_person": true, "max_participants": 5}), "close_needs_second_person"),
    ] {
        let (status, problem) = office.ask("PATCH", "/api/v1/settings", change.clone()).await;
        assert_eq!((status, problem["field"].as_str()), (400, Some(field)), "{change}: {problem}");
    }
}

async fn every_change_of_policies_is_a_version_that_stays_readable(world: World) {
    let office = Office::of(&world, "alpha-admin");
    let set = |policies: &Value| {
        let mut set = policies.clone();
        set.as_object_mut().unwrap().remove("holding");
        set
    };
    let before = office.get("/api/v1/policies").await;
    assert_eq!(set(&before), json!({"version": 1, "organization": {}, "kinds": {}}));
    let patch = json!({"learnerPresentShare": 0.75, "table": {"present+absent": {"charge": "planned"}}});
    let (_, after) = office.ask("PUT", "/api/v1/policies", patch.clone()).await;
    assert_eq!(set(&after), json!({"version": 2, "organization": patch, "kinds": {}}));
    let grace = json!({"reconnectGraceSeconds": 60});
    let (_, after) = office.ask("PUT", "/api/v1/policies/interactive_course", grace.clone()).await;
    assert_eq!(
        set(&after),
        json!({"version": 3, "organization": patch, "kinds": {"interactive_course": grace}})
    );
    let (_, same) = office.ask("PUT", "/api/v1/policies/interactive_course", grace).await;
    assert_eq!(same["version"], 3, "nothing changed");
    let (_, after) = office.ask("PUT", "/api/v1/policies/interactive_course", json!({})).await;
    assert_eq!(set(&after), json!({"version": 4, "organization": patch, "kinds": {}}));
    let mut read = world.app.store.read().await.unwrap();
    let second = read.find_policy_version("alpha", 2).await.unwrap().unwrap();
    assert_eq!(serde_json::to_value(second.organization).unwrap(), patch);
    assert_eq!(read.find_policy_version("alpha", 9).await.unwrap(), None);
    for wrong in
        [json!({"learnerPresentShare": 2}), json!({"grace": 1}), json!({"table": {"present+late": {}}})]
    {
        assert_eq!(office.refused("PUT", "/api/v1/policies", wrong).await, (400, "invalid_body".into()));
    }
    assert_eq!(office.refused("PUT", "/api/v1/policies/yoga", json!({})).await, (404, "not_found".into()));
}

async fn every_policy_key_is_shown_with_the_value_that_holds_and_who_set_it(world: World) {
    let office = Office::of(&world, "alpha-admin");
    let table = |cell: &str| json!({"present+absent": {"charge": cell}});
    let patch = json!({"reconnectGraceSeconds": 60, "capAtPlanned": false, "table": table("planned")});
    office.ask("PUT", "/api/v1/policies", patch).await;
    let of_kind = json!({"reconnectGraceSeconds": 30, "table": table("none")});
    office.ask("PUT", "/api/v1/policies/quran", of_kind).await;
    let holding = office.get("/api/v1/policies").await["holding"].clone();
    assert_eq!(holding.as_object().unwrap().len(), Kind::ALL.len());
    for (kind, all) in holding.as_object().unwrap() {
        for key in POLICY_KEYS {
            assert!(all[key.name]["from"].is_string(), "{kind} {}", key.name);
        }
        assert_eq!(all.as_object().unwrap().len(), POLICY_KEYS.len() + 1, "{kind}: those and the table");
        assert_eq!(all["table"].as_object().unwrap().len(), 16);
    }
    let held = |value: Value, from: &str| json!({"value": value, "from": from});
    let (quran, class) = (&holding["quran"], &holding["class"]);
    assert_eq!(quran["reconnectGraceSeconds"], held(json!(30), "kind"));
    assert_eq!(class["reconnectGraceSeconds"], held(json!(60), "organization"));
    assert_eq!(quran["capAtPlanned"], held(json!(false), "organization"));
    assert_eq!(quran["learnerPresentShare"], held(json!(0.8), "default"));
    assert_eq!(quran["table"]["present+absent"]["charge"], held(json!("none"), "kind"));
    assert_eq!(class["table"]["present+absent"]["charge"], held(json!("planned"), "organization"));
    assert_eq!(class["table"]["present+excused"]["charge"], held(json!("none"), "default"));
    assert_eq!(class["table"]["present+absent"]["pay"], held(json!("own"), "default"));
}

crate::on_both_databases!(
    settings_are_changed_one_by_one_and_refused_by_key,
    every_change_of_policies_is_a_version_that_stays_readable,
    every_policy_key_is_shown_with_the_value_that_holds_and_who_set_it,
);
