//! What was sent and what was acknowledged, and the comparison with what the database holds.

use std::collections::{BTreeMap, HashMap, HashSet};

use rollcall::domain::json::canonical::{canonical_json, sha256_hex};
use rollcall::sources::livekit::delivery as received;
use sqlx::{Connection, PgConnection, SqliteConnection};

use crate::delivery::Delivery;

/// Every delivery ever made, and which of them were answered with 2xx.
#[derive(Default)]
pub struct Ledger {
    sent: HashMap<String, Delivery>,
    acknowledged: HashSet<String>,
}

/// What a comparison found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Findings {
    pub acknowledged: usize,
    pub lost: Vec<String>,
    pub double: Vec<String>,
    /// Stored, but not as it was sent.
    pub changed: Vec<String>,
    /// Stored, but nobody sent it.
    pub invented: Vec<String>,
}

impl Findings {
    pub fn are_none(&self) -> bool {
        self.lost.is_empty() && self.double.is_empty() && self.changed.is_empty() && self.invented.is_empty()
    }
}

impl Ledger {
    pub fn sending(&mut self, delivery: &Delivery) {
        self.sent.insert(delivery.event_id.clone(), delivery.clone());
    }

    pub fn acknowledged(&mut self, delivery: &Delivery) {
        self.acknowledged.insert(delivery.event_id.clone());
    }

    /// Deliveries whose fate the sender does not know: stored or not, either is right, and sending again must be safe.
    pub fn unanswered(&self) -> Vec<Delivery> {
        let open = self.sent.values().filter(|one| !self.acknowledged.contains(&one.event_id));
        open.cloned().collect()
    }

    /// Holds the ledger against the evidence of a database nobody writes to now.
    pub async fn compare(&self, database_url: &str) -> Findings {
        let rows = rows(database_url).await;
        let mut findings = Findings { acknowledged: self.acknowledged.len(), ..Findings::default() };
        let mut stored: BTreeMap<&str, usize> = BTreeMap::new();
        for (event_id, digest, payload) in &rows {
            *stored.entry(event_id).or_default() += 1;
            match self.sent.get(event_id) {
                None => findings.invented.push(event_id.clone()),
                Some(sent) if !says(sent, digest, payload) => findings.changed.push(event_id.clone()),
                Some(_) => {}
            }
        }
        let double = stored.iter().filter(|(_, times)| **times > 1);
        findings.double = double.map(|(event_id, _)| (*event_id).to_owned()).collect();
        let lost = self.acknowledged.iter().filter(|event_id| !stored.contains_key(event_id.as_str()));
        findings.lost = lost.cloned().collect();
        findings
    }
}

/// Whether a row holds what was sent, and its digest is that of what it holds.
fn says(sent: &Delivery, digest_stored: &str, payload: &str) -> bool {
    let item: serde_json::Value = serde_json::from_str(payload).unwrap();
    let webhook = canonical_json(&item["webhook"]);
    webhook == received::WebhookDelivery::read(sent.body.as_bytes()).webhook
        && sha256_hex(&webhook) == digest_stored
}

async fn rows(database_url: &str) -> Vec<(String, String, String)> {
    const SQL: &str = "SELECT external_id, digest, payload FROM evidence";
    if database_url.starts_with("sqlite:") {
        let mut connection = SqliteConnection::connect(database_url).await.unwrap();
        let sound: String =
            sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut connection).await.unwrap();
        assert_eq!(sound, "ok");
        sqlx::query_as(SQL).fetch_all(&mut connection).await.unwrap()
    } else {
        let mut connection = PgConnection::connect(database_url).await.unwrap();
        sqlx::query_as(SQL).fetch_all(&mut connection).await.unwrap()
    }
}
