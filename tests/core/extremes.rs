//! Values at and beyond every edge: a bundle is evaluated or refused, never a panic, and what is said is JSON.

use proptest::prelude::*;
use rollcall::bundle::Bundle;
use serde_json::{Value, json};

fn one_of(values: Vec<Value>) -> impl Strategy<Value = Value> {
    prop::sample::select(values)
}

fn instant() -> impl Strategy<Value = Value> {
    one_of(vec![
        json!("0000-01-01T00:00:00Z"),
        json!("0001-01-01T00:00:00+14:00"),
        json!("1969-12-31T23:59:59.999Z"),
        json!("1970-01-01T00:00:00Z"),
        json!("2026-01-05T08:00:00Z"),
        json!("2026-01-05T08:00:00.001Z"),
        json!("2026-01-05T09:00:00Z"),
        json!("2026-01-12T09:00:00Z"),
        json!("9999-12-31T23:59:59.998Z"),
        json!("9999-12-31T23:59:59.999Z"),
        json!("9999-12-31T23:59:59.999-12:00"),
    ])
}

/// A platform's number of seconds or milliseconds.
fn number() -> impl Strategy<Value = Value> {
    one_of(vec![
        json!(null),
        json!(0),
        json!(-1),
        json!("1767600000"),
        json!(1_767_600_000_000_i64),
        json!(253_402_300_799_i64),
        json!(253_402_300_799_999_i64),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!("9223372036854775807"),
        json!(1e300),
        json!(true),
    ])
}

fn seconds() -> impl Strategy<Value = Value> {
    one_of(vec![json!(0), json!(1), json!(600), json!(315_360_000), json!(315_360_001), json!(u64::MAX)])
}

fn policy() -> impl Strategy<Value = Value> {
    let keys = vec![
        "reconnectGraceSeconds",
        "staleAfterSeconds",
        "unwatchedAfterSeconds",
        "vanishSeconds",
        "earlyCreditSeconds",
        "overrunCreditSeconds",
        "settleAfterSeconds",
        "noShowWaitSeconds",
    ];
    let set = prop::collection::btree_map(prop::sample::select(keys), seconds(), 0..5);
    (set, any::<bool>(), any::<bool>()).prop_map(|(set, cap, until_end)| {
        let mut policy = json!(set);
        policy["capAtPlanned"] = json!(cap);
        policy["onsiteUntilEnd"] = json!(until_end);
        policy
    })
}

fn price() -> impl Strategy<Value = Value> {
    one_of(vec![
        json!("0"),
        json!("0.000001"),
        json!("20.17"),
        json!("999999999999.999999"),
        json!("1000000000000"),
    ])
}

fn rate(kind: &'static str) -> impl Strategy<Value = Value> {
    let days = vec![json!("0001-01-01"), json!("2025-01-01"), json!("9999-12-31"), json!("+262142-12-31")];
    let per = prop::sample::select(vec!["perHour", "perSession"]);
    (per, price(), prop_oneof![9 => Just(json!("2025-01-01")), 1 => one_of(days)])
        .prop_map(move |(per, price, from)| json!({"for": kind, per: price, "validFrom": from}))
}

fn credited() -> impl Strategy<Value = Value> {
    one_of(vec![
        json!(null),
        json!(0),
        json!(86_400),
        json!(4_000_000_000_u32),
        json!(u32::MAX),
        json!(4_294_967_296_u64),
        json!(-1),
    ])
}

fn item() -> impl Strategy<Value = Value> {
    let who = prop::sample::select(vec!["t1", "p1", "p2"]);
    let event = prop::sample::select(vec![
        "participant_joined",
        "participant_left",
        "participant_connection_aborted",
        "track_published",
        "room_finished",
        "x",
    ]);
    let sid = prop::sample::select(vec!["PA_1", "PA_2"]);
    let way = prop::sample::select(vec!["in", "out"]);
    let outcome =
        one_of(vec![json!(null), json!("present"), json!("partial"), json!("absent"), json!("excused")]);
    prop_oneof![
        4 => (instant(), event, sid.clone(), who.clone(), number(), number(), any::<bool>()).prop_map(|(at, event, sid, who, created, joined, late)| {
            json!({"source": "livekit", "receivedAt": at, "webhook": {"event": event, "createdAt": created, "room": {"name": "r"},
                   "participant": {"sid": sid, "identity": who, "joinedAt": joined, "joinedAtMs": joined,
                                   "disconnectReason": if late { 14 } else { 1 }}}})
        }),
        2 => (instant(), sid, who.clone(), number()).prop_map(|(at, sid, who, joined)| {
            json!({"source": "livekit", "receivedAt": at,
                   "roster": {"room": "r", "participants": [{"sid": sid, "identity": who, "state": 2, "joinedAtMs": joined}]}})
        }),
        2 => (instant(), instant(), prop::option::of(instant()), who.clone()).prop_map(|(at, start, end, who)| {
            json!({"source": "meet", "receivedAt": at, "poll": {"space": "spaces/x", "records": [
                {"name": "c", "startTime": start, "endTime": end, "participants": [{"name": "c/p", "signedinUser": {"user": who},
                 "participantSessions": [{"name": "c/p/s", "startTime": start, "endTime": end}]}]}]}})
        }),
        2 => (instant(), instant(), way, who.clone()).prop_map(|(received, at, way, who)| {
            json!({"source": "manual", "receivedAt": received,
                   "mark": {"sessionId": "s1", "personId": who, "direction": way, "at": at, "author": "t1"}})
        }),
        3 => (instant(), who, outcome, credited()).prop_map(|(received, who, outcome, credited)| {
            json!({"source": "manual", "receivedAt": received, "override": {"sessionId": "s1", "personId": who, "outcome": outcome,
                   "creditedSeconds": credited, "reason": "so", "author": "t1"}})
        }),
    ]
}

fn bundle() -> impl Strategy<Value = Value> {
    let platform = prop::sample::select(vec!["livekit", "meet", "onsite"]);
    let zone = prop::sample::select(vec!["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"]);
    let currency = prop::sample::select(vec!["SAR", "JPY", "KWD"]);
    let plan = (instant(), instant(), prop_oneof![4 => Just(json!(null)), 1 => instant()], platform);
    let evidence = prop::collection::vec(item(), 0..12);
    let setting =
        (zone, currency, policy(), prop_oneof![3 => Just(json!("9999-12-31T23:59:59.999Z")), 1 => instant()]);
    (setting, plan, rate("pay"), rate("charge"), evidence).prop_map(
        |((zone, currency, policy, as_of), (start, end, completed, platform), pay, charge, evidence)| {
            json!({
                "rollcallBundle": 1, "asOf": as_of,
                "organization": {"timeZone": zone, "currency": currency, "policy": policy},
                "people": (["t1", "p1", "p2"]).map(|id| json!({"id": id, "role": "student",
                    "identities": [{"source": "livekit", "value": id}, {"source": "meet", "value": id}]})),
                "sessions": [{"id": "s1", "kind": "quran", "format": "group", "platform": platform, "room": "r",
                              "meetSpace": "spaces/x", "start": start, "end": end, "completedAt": completed,
                              "teacher": "t1", "students": ["p1", "p2"]}],
                "rates": [pay, charge], "evidence": evidence,
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn extreme_values_are_evaluated_or_refused(bundle in bundle()) {
        if let Ok(bundle) = Bundle::read(&bundle.to_string()) {
            let said = serde_json::to_string(&bundle.replay()).expect("a result is JSON");
            prop_assert!(serde_json::from_str::<Value>(&said).is_ok());
        }
    }
}

/// Bundles of `learners` whose overrides state `seconds` each, at `price` an hour, nothing capped.
fn stated(learners: usize, seconds: u64, price: &str) -> Result<Value, String> {
    let ids: Vec<String> = (0..learners).map(|n| format!("p{n:03}")).collect();
    let everybody = || ids.iter().map(String::as_str).chain(["t1"]);
    let text = json!({
        "rollcallBundle": 1, "asOf": "2026-02-01T00:00:00Z",
        "organization": {"timeZone": "UTC", "currency": "KWD", "policy": {"capAtPlanned": false}},
        "people": everybody().map(|id| json!({"id": id, "role": "student"})).collect::<Vec<_>>(),
        "sessions": [{"id": "s1", "kind": "quran", "format": "group", "platform": "onsite", "teacher": "t1", "students": ids,
                      "start": "2026-01-05T08:00:00Z", "end": "2026-01-05T09:00:00Z",
                      "policy": {"table": {"present+present": {"charge": "own"}}}}],
        "rates": [{"for": "charge", "perHour": price, "validFrom": "2025-01-01"},
                  {"for": "pay", "perHour": price, "validFrom": "2025-01-01"}],
        "evidence": everybody().map(|id| json!({"source": "manual", "receivedAt": "2026-01-06T00:00:00Z", "override": {
            "sessionId": "s1", "personId": id, "outcome": "present", "creditedSeconds": seconds, "reason": "so", "author": "t1"}}))
            .collect::<Vec<_>>(),
    })
    .to_string();
    let bundle = Bundle::read(&text).map_err(|error| error.to_string())?;
    let said = serde_json::to_string(&bundle.replay()).expect("a result is JSON");
    Ok(serde_json::from_str(&said).expect("JSON"))
}

#[test]
fn the_highest_price_for_the_longest_time_is_exact() {
    let result = stated(1, 4_000_000_000, "999999999999.999999").expect("a bundle");
    // 999999999999.999999 × 4·10⁹ / 3600 = 1111111111111111110.0000 of 1000 fils, rounded once.
    assert_eq!(result["lines"][0]["amount"]["amount"], "1111111111111111110.000");
    assert_eq!(result["lines"][0]["seconds"], 4_000_000_000_i64);
    let refused = stated(1, 4_294_967_296, "1").expect_err("beyond what is read");
    assert!(refused.starts_with("evidence[0].override.creditedSeconds: "), "{refused}");
}

#[test]
fn amounts_below_a_unit_keep_their_sign_and_zeros() {
    use rollcall::domain::money::amount::{Currency, Money};
    for (minor, currency, amount) in [
        (-5, "KWD", "-0.005"),
        (5, "SAR", "0.05"),
        (-2_017, "SAR", "-20.17"),
        (-7, "JPY", "-7"),
        (0, "SAR", "0.00"),
    ] {
        assert_eq!(
            Money::new(minor, Currency::from_code(currency).expect("known")).to_decimal_string(),
            amount
        );
    }
}
