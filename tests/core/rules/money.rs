//! Money, periods, and bundles that cannot be read.

use serde_json::{Value, json};

#[test]
fn time_becomes_money_once_and_half_a_cent_goes_up() {
    use rollcall::domain::money::amount::{Currency, Price};
    for (price, millis, currency, amount) in [
        ("10.00", 7_260_000, "USD", "20.17"),
        ("0.005", 3_600_000, "USD", "0.01"),
        ("0.00499", 3_600_000, "USD", "0.00"),
        ("1000", 1_800_000, "JPY", "500"),
        ("1.001", 1_800_000, "KWD", "0.501"),
        ("33.33", 3_600_000, "SAR", "33.33"),
    ] {
        let currency = Currency::from_code(currency).expect("known");
        let price = Price::parse(price).expect("a price");
        assert_eq!(price.for_time(millis, currency).to_decimal_string(), amount);
    }
}

#[test]
fn periods_are_local_half_open_and_named_by_their_last_day() {
    use rollcall::domain::money::period::{Period, StartDay};
    use rollcall::domain::time::Timestamp;
    let zone = chrono_tz::Asia::Riyadh;
    for (day, at, name, from, to) in [
        (1, "2026-01-31T20:59:59.999Z", (2026, 1), "2025-12-31T21:00:00.000Z", "2026-01-31T21:00:00.000Z"),
        (1, "2026-01-31T21:00:00Z", (2026, 2), "2026-01-31T21:00:00.000Z", "2026-02-28T21:00:00.000Z"),
        (29, "2026-01-28T20:59:59.999Z", (2026, 1), "2025-12-28T21:00:00.000Z", "2026-01-28T21:00:00.000Z"),
        (29, "2026-01-28T21:00:00Z", (2026, 2), "2026-01-28T21:00:00.000Z", "2026-02-28T21:00:00.000Z"),
        // There is no 29 February in 2026: March begins on the first, and ends on the 28th.
        (29, "2026-02-28T21:00:00Z", (2026, 3), "2026-02-28T21:00:00.000Z", "2026-03-28T21:00:00.000Z"),
    ] {
        let period =
            Period::of(Timestamp::parse(at).expect("an instant"), zone, StartDay::new(day).expect("a day"));
        let range = period.range(zone);
        assert_eq!((period.year, period.month), name, "{day} {at}");
        assert_eq!(
            (range.from.to_string(), range.to.to_string()),
            (from.to_owned(), to.to_owned()),
            "{day} {at}"
        );
    }
}

/// DESIGN.md 4.3: a line that a subscription covers is zero with `coveredBy`; whoever is not covered pays, and the teacher earns.
#[test]
fn what_a_subscription_covers_in_a_bundle_costs_nothing() {
    use rollcall::bundle::Bundle;
    let mark = |person: &str, direction: &str, at: &str| {
        json!({"source": "manual", "receivedAt": "2026-01-05T09:00:00Z", "mark": {
            "sessionId": "s1", "personId": person, "direction": direction, "at": at, "author": "t1",
        }})
    };
    let stays =
        |person| [mark(person, "in", "2026-01-05T08:00:00Z"), mark(person, "out", "2026-01-05T09:00:00Z")];
    let evidence: Vec<Value> = ["t1", "p1", "p2"].into_iter().flat_map(stays).collect();
    let mut file = json!({
        "rollcallBundle": 1, "asOf": "2026-02-05T12:00:00Z",
        "organization": {"timeZone": "Asia/Riyadh", "currency": "SAR"},
        "people": [{"id": "t1", "role": "teacher"}, {"id": "p1", "role": "student"}, {"id": "p2", "role": "student"}],
        "sessions": [{"id": "s1", "kind": "quran", "format": "group", "platform": "onsite", "coveredBy": {"p1": "sub"},
                      "start": "2026-01-05T08:00:00Z", "end": "2026-01-05T09:00:00Z", "teacher": "t1",
                      "students": ["p1", "p2"]}],
        "rates": [{"for": "pay", "perHour": "20.00", "validFrom": "2025-01-01"},
                  {"for": "charge", "perHour": "30.00", "validFrom": "2025-01-01"}],
        "evidence": evidence,
    });
    let result =
        serde_json::to_value(Bundle::read(&file.to_string()).expect("a bundle").replay()).expect("JSON");
    let lines: Vec<(&str, &str, i64, &Value)> = result["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|line| {
            let word = |key: &str| line[key].as_str().expect("a word");
            (
                word("kind"),
                word("personId"),
                line["amount"]["minor"].as_i64().expect("money"),
                &line["coveredBy"],
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("charge", "p1", 0, &json!("sub")),
            ("charge", "p2", 3_000, &Value::Null),
            ("pay", "t1", 2_000, &Value::Null)
        ]
    );
    assert!(result["lines"][1].get("coveredBy").is_none(), "only a covered line has it");
    file["sessions"][0]["coveredBy"] = json!({"t1": "sub"});
    let error = Bundle::read(&file.to_string()).expect_err("the teacher is no student");
    assert_eq!(error.to_string().split(':').next(), Some("sessions[0].coveredBy"));
}

#[test]
fn a_bundle_that_is_wrong_is_refused_by_the_path_of_the_key() {
    use rollcall::bundle::Bundle;
    let good = json!({
        "rollcallBundle": 1, "asOf": "2026-01-05T12:00:00Z",
        "organization": {"timeZone": "Asia/Riyadh", "currency": "SAR"},
        "people": [{"id": "t1", "role": "teacher"}],
        "sessions": [{"id": "s1", "kind": "quran", "format": "group", "platform": "livekit", "room": "r",
                      "start": "2026-01-05T08:00:00Z", "end": "2026-01-05T09:00:00Z", "teacher": "t1", "students": []}],
        "evidence": [],
    });
    assert!(Bundle::read(&good.to_string()).is_ok());
    let spoiled: [(&str, Value, &str); 8] = [
        ("/sessions/0/end", json!("2026-01-05T08:00:00Z"), "sessions[0].end"),
        ("/sessions/0/teacher", json!("t2"), "sessions[0].teacher"),
        ("/sessions/0/colour", json!("red"), "sessions[0].colour"),
        ("/sessions/0/completedAt", json!("2026-01-05T08:00:00Z"), "sessions[0].completedAt"),
        (
            "/organization/policy",
            json!({"learnerPresentShare": 1.01}),
            "organization.policy.learnerPresentShare",
        ),
        ("/organization/currency", json!("XYZ"), "organization.currency"),
        (
            "/evidence",
            json!([{"source": "meet", "receivedAt": "2026-01-05T08:00:00Z", "webhook": {}}]),
            "evidence[0].source",
        ),
        ("/rollcallBundle", json!(2), "rollcallBundle"),
    ];
    for (pointer, value, path) in spoiled {
        let mut bad = good.clone();
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        bad.pointer_mut(parent).expect("a place")[key] = value;
        let error = Bundle::read(&bad.to_string()).expect_err(pointer);
        assert_eq!(error.path, path, "{error}");
    }
}
