//! Platforms that stopped answering. Nothing happens when a platform is silent, so the job looks, and what it finds is the
//! fact.

use crate::domain::notification::fact::{Fact, FactContent};
use crate::domain::time::{MINUTE, Timestamp};
use crate::store::notification::endpoints::WebhookEndpoint;
use crate::store::{Read, StoreError, Write};

/// Shorter silences mend themselves; one retry of a poll is no news.
const PATIENCE: i64 = 15 * MINUTE;
/// An endpoint of the organisation's own, beside the platforms.
const ENDPOINT: &str = "webhook";

/// Tells of the platforms of an organisation that are silent; of each silence once.
pub async fn tell(write: &mut Write, organization: &str, now: Timestamp) -> Result<(), StoreError> {
    let facts: Vec<Fact> = silent(write, organization, now)
        .await?
        .into_iter()
        .map(|one| {
            let since = one.since.millis();
            Fact {
                key: format!("platform_silent:{}:{}:{since}", one.platform, one.id),
                person_id: None,
                occurred_at: now,
                content: FactContent::PlatformSilent {
                    platform: one.platform.to_owned(),
                    name: one.name,
                    since: Some(one.since),
                    detail: one.detail,
                },
            }
        })
        .collect();
    write.insert_facts(organization, &facts, now).await?;
    Ok(())
}

/// Tells that an endpoint was switched off because it took nothing any more.
pub async fn tell_endpoint_off(
    write: &mut Write,
    organization: &str,
    endpoint: &WebhookEndpoint,
    detail: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let since = endpoint.failing_since;
    let fact = Fact {
        key: format!("platform_silent:{ENDPOINT}:{}:{}", endpoint.id, now.millis()),
        person_id: None,
        occurred_at: now,
        content: FactContent::PlatformSilent {
            platform: ENDPOINT.to_owned(),
            name: endpoint.url.clone(),
            since,
            detail: detail.to_owned(),
        },
    };
    write.insert_facts(organization, &[fact], now).await?;
    Ok(())
}

/// Whether a platform that was told of is silent still.
pub async fn is_silent(
    read: &mut Read,
    organization: &str,
    platform: &str,
    name: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    if platform == ENDPOINT {
        let endpoints = read.all_webhook_endpoints(organization).await?;
        return Ok(endpoints.iter().any(|one| one.url == name && !one.is_enabled));
    }
    let silent = silent(read, organization, now).await?;
    Ok(silent.iter().any(|one| one.platform == platform && one.name == name))
}

struct SilentPlatform {
    platform: &'static str,
    id: String,
    name: String,
    /// When it last answered.
    since: Timestamp,
    detail: String,
}

async fn silent(
    read: &mut Read,
    organization: &str,
    now: Timestamp,
) -> Result<Vec<SilentPlatform>, StoreError> {
    let mut found = Vec::new();
    let servers = read.list_livekit_servers(organization).await?;
    for (id, health) in read.list_livekit_health(organization).await? {
        let Some(server) = servers.iter().find(|one| one.id == id) else { continue };
        let Some((failed_at, detail)) = health.failed else { continue };
        // One that never answered was never connected; that is said where it is connected.
        let Some(since) = health.verified_at.max(health.answered_at) else { continue };
        if failed_at.since(since) >= PATIENCE && now.since(failed_at) <= PATIENCE {
            let name = server.url.clone();
            found.push(SilentPlatform { platform: "livekit", id, name, since, detail });
        }
    }
    for one in read.list_google_connections(organization).await? {
        let (Some(failed_at), Some(since)) = (one.failed_at, one.succeeded_at) else { continue };
        if failed_at.since(since) >= PATIENCE && now.since(failed_at) <= PATIENCE {
            found.push(SilentPlatform {
                platform: "meet",
                id: one.email.clone(),
                name: one.email,
                since,
                detail: one.failure.unwrap_or_default(),
            });
        }
    }
    Ok(found)
}
