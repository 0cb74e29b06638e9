//! What the organisations of the world tell: an endpoint of each with a message that it did not take, and mails that were
//! given up.

use std::collections::BTreeSet;

use rollcall::domain::notification::event::Channel;
use rollcall::domain::notification::fact::{Fact, FactContent};
use rollcall::domain::time::{MINUTE, Timestamp};
use rollcall::store::Write;
use rollcall::store::notification::deliveries::{DeliveryEnd, NewDelivery};
use rollcall::store::notification::endpoints::WebhookEndpoint;

pub async fn furnish(write: &mut Write, organization: &str, now: Timestamp) {
    let of = |thing: &str| format!("{organization}-{thing}");
    let mut wanted = Vec::new();
    for (prefix, person) in [("", "student"), ("other-", "other-student")] {
        let id = of(&format!("{prefix}endpoint"));
        let endpoint = WebhookEndpoint {
            url: format!("https://{id}.example/hook"),
            id: id.clone(),
            description: None,
            events: BTreeSet::new(),
            sealed_secret: "sealed".into(),
            previous: None,
            is_enabled: true,
            disabled_reason: None,
            failing_since: None,
            retry_at: None,
            created_by: None,
            created_at: now,
        };
        write.insert_webhook_endpoint(organization, &endpoint).await.unwrap();
        let content = FactContent::Arrival { venue_id: of(&format!("{prefix}venue")), at: now };
        let key = of(&format!("{prefix}arrival"));
        let fact = Fact { key: key.clone(), person_id: Some(of(person)), occurred_at: now, content };
        write.insert_facts(organization, &[fact], now).await.unwrap();
        for (id, channel, recipient) in [
            (format!("of-{id}"), Channel::Webhook, id.clone()),
            (of(&format!("{prefix}delivery")), Channel::Email, of(person)),
        ] {
            let fact_key = key.clone();
            wanted.push(NewDelivery {
                id,
                channel,
                recipient_id: recipient,
                fact_key,
                due_at: now,
                may_join: false,
            });
        }
    }
    write.insert_deliveries(organization, &wanted, now).await.unwrap();
    for channel in [Channel::Webhook, Channel::Email] {
        let until = now.plus(MINUTE);
        for one in write.claim_deliveries(organization, channel, None, now, until, 9).await.unwrap() {
            assert!(write.end_delivery(organization, &one, DeliveryEnd::Dead("refused"), now).await.unwrap());
        }
    }
}
