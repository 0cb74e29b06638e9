//! One try of one message: what is left to tell is sent, and what became of it is written.

use super::prepare::{Prepared, prepare};
use super::sent::{Attempted, LaneStep, SendResult};
use super::{record, to_endpoint, to_person};
use crate::app::App;
use crate::delivery::outcome::DeliveryOutcome;
use crate::domain::notification::event::Channel;
use crate::domain::notification::retry::wait_before_retry;
use crate::domain::time::{MINUTE, Timestamp};
use crate::store::StoreError;
use crate::store::notification::attempts::DeliveryAttempt;
use crate::store::notification::deliveries::{ClaimedDelivery, DeliveryEnd};

/// How long everything waits for a provider that is away.
const PROVIDER_PAUSE: i64 = MINUTE;

/// Makes one try.
pub(super) async fn make(
    app: &App,
    organization: &str,
    claimed: &ClaimedDelivery,
) -> Result<LaneStep, StoreError> {
    let begun = app.now();
    let attempt = match prepare(app, organization, claimed, begun).await? {
        Prepared::Drop(reason) => SendResult::Drop(reason),
        Prepared::Wait(until) => SendResult::Wait(until),
        Prepared::ToPerson(ready) => match claimed.channel {
            Channel::Push => to_person::push(app, organization, claimed, &ready, begun).await?,
            _ => to_person::mail(app, organization, claimed, &ready, begun).await,
        },
        Prepared::ToEndpoint(ready) => to_endpoint::send(app, claimed, &ready, begun).await,
    };
    let now = app.now();
    let end = match &attempt {
        SendResult::Drop(reason) => DeliveryEnd::Dropped(*reason),
        SendResult::Wait(until) => DeliveryEnd::Postponed(*until),
        SendResult::Made(made) => end_of(app, claimed, &made.outcome, now),
    };
    let logged = match &attempt {
        SendResult::Made(made) => Some(logged(claimed, made, begun, now)),
        SendResult::Drop(_) | SendResult::Wait(_) => None,
    };
    record::record(app, organization, claimed, end, logged, &attempt, now).await?;
    app.senders.count(organization, |counts| match end {
        DeliveryEnd::Sent => counts.sent += 1,
        DeliveryEnd::Later(_) => counts.failed += 1,
        DeliveryEnd::Dropped(_) => counts.dropped += 1,
        DeliveryEnd::Dead(_) => counts.dead += 1,
        DeliveryEnd::Postponed(_) => {}
    });
    let is_away = matches!(&attempt, SendResult::Made(made) if matches!(made.outcome, DeliveryOutcome::Unreachable { .. }));
    Ok(if is_away { LaneStep::Pause } else { LaneStep::Next })
}

fn end_of(app: &App, claimed: &ClaimedDelivery, outcome: &DeliveryOutcome, now: Timestamp) -> DeliveryEnd {
    match outcome {
        DeliveryOutcome::Accepted { .. } => DeliveryEnd::Sent,
        DeliveryOutcome::Permanent { .. } => DeliveryEnd::Dead("refused"),
        DeliveryOutcome::Unreachable { .. } => DeliveryEnd::Postponed(now.plus(PROVIDER_PAUSE)),
        DeliveryOutcome::Temporary { .. } if claimed.tries_left <= 0 => DeliveryEnd::Dead("exhausted"),
        DeliveryOutcome::Temporary { retry_after, .. } => {
            let [byte]: [u8; 1] = app.ids.random_bytes();
            let chance = f64::from(byte) / f64::from(u8::MAX);
            DeliveryEnd::Later(now.plus(wait_before_retry(claimed.tries_left, *retry_after, chance)))
        }
    }
}

fn logged(claimed: &ClaimedDelivery, made: &Attempted, begun: Timestamp, now: Timestamp) -> DeliveryAttempt {
    DeliveryAttempt {
        number: claimed.fence,
        at: begun,
        is_sent: made.outcome.is_accepted(),
        address: made.address.clone(),
        detail: made.outcome.detail().to_owned(),
        status: made.status,
        request: made.request.clone(),
        answer: made.answer.clone(),
        millis: now.since(begun).max(0),
    }
}
