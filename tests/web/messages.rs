//! What the academy told: a system that takes it and one that does not, mails that arrived, were left out, wait till
//! morning, or were given up.

use std::collections::BTreeSet;

use rollcall::app::ActorContext;
use rollcall::domain::notification::event::{Channel, DropReason, NotificationEvent};
use rollcall::domain::notification::fact::{Fact, FactContent, SessionBrief};
use rollcall::domain::session::Kind;
use rollcall::domain::time::{DAY, HOUR, MINUTE, Timestamp};
use rollcall::store::Write;
use rollcall::store::notification::attempts::DeliveryAttempt;
use rollcall::store::notification::deliveries::{ClaimedDelivery, DeliveryEnd, NewDelivery};
use rollcall::store::notification::endpoints::WebhookEndpoint;
use serde_json::json;

use crate::academy::person_id;

pub async fn furnish(write: &mut Write, actor: &ActorContext) {
    let (organization, now) = (actor.organization(), actor.now);
    for (id, description, failing) in [("e-1-board", Some("Our dashboard"), false), ("e-1-sms", None, true)] {
        let endpoint = WebhookEndpoint {
            id: id.into(),
            url: format!("https://hooks.academy.example/{id}"),
            description: description.map(str::to_owned),
            events: if failing {
                BTreeSet::from([NotificationEvent::Absence, NotificationEvent::Late])
            } else {
                BTreeSet::new()
            },
            sealed_secret: "sealed".into(),
            previous: None,
            is_enabled: true,
            disabled_reason: None,
            failing_since: failing.then(|| now.plus(-5 * HOUR)),
            retry_at: None,
            created_by: Some(person_id("admin")),
            created_at: now.plus(-30 * DAY),
        };
        write.insert_webhook_endpoint(organization, &endpoint).await.unwrap();
    }
    let facts = facts(now);
    write.insert_facts(organization, &facts, now.plus(-HOUR)).await.unwrap();
    write.take_facts_to_plan(organization, now, 100).await.unwrap();
    let wanted = [
        ("arrival", Channel::Email, person_id("parent"), 0),
        ("arrival", Channel::Webhook, "e-1-board".to_owned(), 0),
        ("absence", Channel::Email, person_id("other-parent"), 0),
        ("absence", Channel::Webhook, "e-1-sms".to_owned(), 0),
        ("late", Channel::Push, person_id("parent"), 0),
        ("late", Channel::Email, person_id("parent"), DAY),
        ("absence", Channel::Email, person_id("parent"), DAY),
    ];
    for (key, channel, recipient_id, later) in wanted {
        let new = NewDelivery {
            id: actor.new_id(),
            channel,
            recipient_id,
            fact_key: key.into(),
            due_at: now.plus(later - MINUTE),
            may_join: later > 0,
        };
        write.insert_deliveries(organization, &[new], now.plus(-MINUTE)).await.unwrap();
    }
    for channel in Channel::ALL {
        for one in
            write.claim_deliveries(organization, *channel, None, now, now.plus(MINUTE), 9).await.unwrap()
        {
            end(write, organization, &one, now).await;
        }
    }
}

fn facts(now: Timestamp) -> Vec<Fact> {
    let session = |id: &str| SessionBrief {
        session_id: id.into(),
        title: Some("Quran, part 3".into()),
        kind: Kind::Quran,
        start: now.plus(-3 * DAY),
        end: now.plus(-3 * DAY + HOUR),
    };
    let fact = |key: &str, who: &str, content: FactContent| Fact {
        key: key.into(),
        person_id: Some(person_id(who)),
        occurred_at: now.plus(-2 * HOUR),
        content,
    };
    vec![
        fact("arrival", "child", FactContent::Arrival { venue_id: "v".into(), at: now.plus(-2 * HOUR) }),
        fact("absence", "student", FactContent::Absence { session: session("past-3") }),
        fact(
            "late",
            "child",
            FactContent::Late { session: session("past-3"), at: now.plus(-3 * DAY), late_seconds: 540 },
        ),
    ]
}

/// What became of a message, by where it went.
async fn end(write: &mut Write, organization: &str, one: &ClaimedDelivery, now: Timestamp) {
    let is_webhook = one.channel == Channel::Webhook;
    let (is_sent, status, detail, answer, end) = match (one.channel, one.recipient_id.as_str()) {
        (Channel::Push, _) => return drop_it(write, organization, one, now).await,
        (_, "e-1-board") => (true, 200, "200 OK", r#"{"ok":true}"#, DeliveryEnd::Sent),
        (_, "e-1-sms") => {
            (false, 503, "503 Service Unavailable", "<h1>Busy \u{202e}</h1>", DeliveryEnd::Dead("exhausted"))
        }
        (_, to) if to == person_id("other-parent") => {
            (false, 550, "550 5.1.1 no such user here", "", DeliveryEnd::Dead("refused"))
        }
        _ => (true, 250, "250 2.0.0 queued as 4XyZ", "", DeliveryEnd::Sent),
    };
    let attempt = DeliveryAttempt {
        number: one.fence,
        at: now,
        is_sent,
        address: if is_webhook {
            format!("https://hooks.academy.example/{}", one.recipient_id)
        } else {
            "parent@academy.example".into()
        },
        detail: detail.into(),
        status: is_webhook.then_some(status),
        request: is_webhook
            .then(|| json!({"type": "absence", "data": {"personName": "Salim Nasser"}}).to_string()),
        answer: is_webhook.then(|| answer.into()),
        millis: 180,
    };
    write.insert_delivery_attempt(organization, &one.id, &attempt).await.unwrap();
    assert!(write.end_delivery(organization, one, end, now).await.unwrap());
}

async fn drop_it(write: &mut Write, organization: &str, one: &ClaimedDelivery, now: Timestamp) {
    let end = DeliveryEnd::Dropped(DropReason::SwitchedOff);
    assert!(write.end_delivery(organization, one, end, now).await.unwrap());
}
