//! What families have paid ahead: packages, subscriptions in every state, and the check of their ledgers against the lessons.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use chrono::{Days, NaiveDate};
use serde::Deserialize;
use serde_json::{Value, json};

use super::client::{ApiClient, text};
use super::members::MemberIds;
use crate::domain::time::Timestamp;

/// Something that is sold by the number of lessons.
struct DemoPackage {
    key: &'static str,
    name: &'static str,
    kind: &'static str,
    sessions: i64,
    minutes: Option<i64>,
}

/// What somebody has bought of it.
struct DemoSubscription {
    person: &'static str,
    package: &'static str,
    /// For how many days from the first it holds; `None`: without an end.
    days: Option<u64>,
    /// A correction of the balance, with the office's words.
    correction: Option<(i64, &'static str)>,
    /// Who teaches its lessons, each of which is still to get a time.
    drawn_for: Option<&'static str>,
}

const PACKAGES: &[DemoPackage] = &[
    DemoPackage { key: "eight", name: "Quran, eight lessons", kind: "quran", sessions: 8, minutes: Some(45) },
    DemoPackage { key: "term", name: "Quran, a whole term", kind: "quran", sessions: 48, minutes: Some(45) },
    DemoPackage { key: "maths", name: "School subjects, ten", kind: "academic", sessions: 10, minutes: None },
];

const fn of(person: &'static str, package: &'static str) -> DemoSubscription {
    DemoSubscription { person, package, days: None, correction: None, drawn_for: None }
}

const SUBSCRIPTIONS: &[DemoSubscription] = &[
    of("layla", "term"),
    DemoSubscription {
        correction: Some((-1, "One lesson was held before the academy used Rollcall.")),
        ..of("zara", "eight")
    },
    // Two of her lessons are covered, and the third is charged again.
    DemoSubscription { days: Some(14), ..of("noura", "eight") },
    of("salim", "maths"),
    DemoSubscription { drawn_for: Some("aisha"), ..of("anaya", "eight") },
];

/// A subscription with its ledger, as the API returns it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerJson {
    pub id: String,
    pub person_id: String,
    pub package_id: Option<String>,
    pub granted: i64,
    pub used: i64,
    pub left: i64,
    pub low_balance: bool,
    pub lapsed_at: Option<Timestamp>,
    pub entries: Vec<LedgerEntryJson>,
    pub unscheduled: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerEntryJson {
    pub session_id: Option<String>,
    pub change: i64,
    pub reason: String,
}

/// Every subscription of the academy, and what they cover.
pub struct DemoLedgers {
    pub ledgers: Vec<LedgerJson>,
    /// Names of the packages, by id.
    pub packages: BTreeMap<String, String>,
    /// By session and learner: the subscription whose ledger counts the session.
    pub covered: BTreeMap<(String, String), String>,
}

/// Makes the packages and sells them; all begin on the first day.
pub async fn sell(admin: &ApiClient, members: &MemberIds, first: NaiveDate) -> anyhow::Result<()> {
    let mut packages = BTreeMap::new();
    for DemoPackage { key, name, kind, sessions, minutes } in PACKAGES {
        let body = json!({"name": name, "kind": kind, "sessions": sessions, "durationMinutes": minutes});
        packages.insert(*key, text(&admin.post("/api/v1/packages", body).await?, "id"));
    }
    for sold in SUBSCRIPTIONS {
        let draw = sold.drawn_for.map(|teacher| {
            json!({"format": "individual", "platform": "livekit", "teacherId": members.id(teacher)})
        });
        let body = json!({
            "personId": members.id(sold.person),
            "packageId": packages.get(sold.package),
            "validFrom": first,
            "validUntil": sold.days.map(|days| first + Days::new(days - 1)),
            "draw": draw,
        });
        let made = admin.post("/api/v1/subscriptions", body).await.context(sold.person)?;
        if let Some((change, reason)) = sold.correction {
            let path = format!("/api/v1/subscriptions/{}/entries", text(&made, "id"));
            admin.post(&path, json!({"change": change, "reason": reason})).await?;
        }
    }
    Ok(())
}

/// Reads every ledger, and checks that its balance is the sum of its entries and that no lesson counts twice.
///
/// # Errors
/// Names the first subscription that does not add up.
pub async fn fetch_ledgers(admin: &ApiClient) -> anyhow::Result<DemoLedgers> {
    let packages = admin.list::<Value>("/api/v1/packages").await?;
    let packages = packages.iter().map(|one| (text(one, "id"), text(one, "name"))).collect();
    let mut found = DemoLedgers { ledgers: Vec::new(), packages, covered: BTreeMap::new() };
    let mut listed = admin.list::<Value>("/api/v1/subscriptions").await?;
    listed.sort_by_key(|one| text(one, "id"));
    for one in listed {
        let ledger: LedgerJson = admin.get(&format!("/api/v1/subscriptions/{}", text(&one, "id"))).await?;
        let sum = |of_sessions: bool| {
            let entries = ledger.entries.iter().filter(|one| !of_sessions || one.session_id.is_some());
            entries.map(|one| one.change).sum::<i64>()
        };
        let (all, of_sessions) = (sum(false), sum(true));
        ensure!(
            (ledger.left, ledger.used) == (ledger.granted + all, -of_sessions),
            "subscription {} says {} left and {} used, and its entries sum up to {all}, of sessions {of_sessions}",
            ledger.id,
            ledger.left,
            ledger.used
        );
        let mut by_session: BTreeMap<&str, i64> = BTreeMap::new();
        for entry in &ledger.entries {
            if let Some(session) = &entry.session_id {
                *by_session.entry(session).or_default() += entry.change;
            }
        }
        for (session, sum) in by_session {
            ensure!(matches!(sum, -1 | 0), "session {session} counts {sum} in subscription {}", ledger.id);
            let key = (session.to_owned(), ledger.person_id.clone());
            let other = if sum < 0 { found.covered.insert(key, ledger.id.clone()) } else { None };
            ensure!(other.is_none(), "session {session} counts in {other:?} and in {}", ledger.id);
        }
        found.ledgers.push(ledger);
    }
    Ok(found)
}
