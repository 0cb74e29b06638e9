//! What people of the demo were told. The job `notify` tells it, as always; here it is counted, and what was sent is compared with
//! what arrived.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::ensure;
use serde::Deserialize;

use super::client::ApiClient;
use super::format::heading;
use super::mail::{self, DemoMail};
use crate::terminal::output::say;
use crate::terminal::text::{TerminalStyle, align_left, align_right};

#[derive(Deserialize)]
struct DeliveryJson {
    id: String,
    state: String,
    reason: Option<String>,
    facts: Vec<ToldFactJson>,
}

#[derive(Deserialize)]
struct ToldFactJson {
    event: Option<String>,
    dropped: Option<String>,
}

/// What one organisation has told.
pub struct ToldCounts {
    organization: &'static str,
    /// The ids of its letters.
    sent: BTreeSet<String>,
    /// How often each event was told.
    events: BTreeMap<String, usize>,
    /// Why messages were not sent.
    dropped: BTreeMap<String, usize>,
    /// Messages that wait for somebody's morning.
    waiting: usize,
}

impl ToldCounts {
    pub async fn fetch(organization: &'static str, admin: &ApiClient) -> anyhow::Result<ToldCounts> {
        let mut counts = ToldCounts {
            organization,
            sent: BTreeSet::new(),
            events: BTreeMap::new(),
            dropped: BTreeMap::new(),
            waiting: 0,
        };
        for one in admin.list::<DeliveryJson>("/api/v1/deliveries?channel=email").await? {
            match one.state.as_str() {
                "sent" => {
                    let told = one.facts.iter().filter(|fact| fact.dropped.is_none());
                    for event in told.filter_map(|fact| fact.event.as_ref()) {
                        *counts.events.entry(event.replace('_', " ")).or_default() += 1;
                    }
                    counts.sent.insert(one.id);
                }
                "dropped" | "dead" => {
                    let why = one.reason.unwrap_or_default().replace('_', " ");
                    *counts.dropped.entry(why).or_default() += 1;
                }
                _ => counts.waiting += 1,
            }
        }
        Ok(counts)
    }
}

/// Checks that every letter which was sent has arrived, once, and that no other came.
///
/// # Errors
/// Says how many are amiss.
pub fn check(told: &[ToldCounts], mail: &DemoMail) -> anyhow::Result<usize> {
    let sent: BTreeSet<&str> = told.iter().flat_map(|one| &one.sent).map(String::as_str).collect();
    let ids = mail.message_ids();
    let arrived: BTreeSet<&str> = ids.iter().filter_map(|id| id.split('@').next()).collect();
    let lost = sent.difference(&arrived).count();
    let unknown = arrived.difference(&sent).count();
    let twice = ids.len() - arrived.len();
    ensure!(
        (lost, unknown, twice) == (0, 0, 0),
        "of {} letters that were sent {lost} have not arrived, {twice} came twice, and {unknown} came that nobody sent",
        sent.len()
    );
    Ok(sent.len())
}

/// Prints what was told, and where it is read.
pub fn show(told: &[ToldCounts], base: &str, paint: TerminalStyle) {
    heading("What families and staff were told, by e-mail", paint);
    let counted = |counts: &BTreeMap<String, usize>| {
        counts.iter().map(|(word, count)| format!("{count} × {word}")).collect::<Vec<_>>().join(", ")
    };
    for one in told {
        let mut notes = vec![counted(&one.events)];
        if !one.dropped.is_empty() {
            notes.push(paint.dim(&format!("not sent: {}", counted(&one.dropped))));
        }
        if one.waiting > 0 {
            notes.push(paint.dim(&format!("{} wait", one.waiting)));
        }
        notes.retain(|note| !note.is_empty());
        let letters = format!("{} letters", one.sent.len());
        say!("  {} {}  {}", align_left(one.organization, 16), align_right(&letters, 11), notes.join("; "));
    }
    say_mail(base, paint);
}

/// Prints where the letters are read.
pub fn say_mail(base: &str, paint: TerminalStyle) {
    say!("  every letter, as it arrived: {}", paint.cyan(&format!("{base}{}", mail::PATH)));
}

/// Prints what was checked.
pub fn checked(letters: usize, paint: TerminalStyle) {
    say!("  {} each of {letters} letters that were sent has arrived, once", paint.green("✓"));
}
