//! `rollcall recompute`: evaluates every session again and shows what changes, in reports and in money.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::app::App;
use crate::app::evaluate::Difference;
use crate::app::evaluate::recompute::{RecomputeSummary, recompute_with_progress};
use crate::config::Config;
use crate::domain::money::amount::{Currency, Money};
use crate::store::StoreError;
use crate::terminal::output;
use crate::terminal::output::{OutputFormat, say, until_stdout_closes};
use crate::terminal::progress::Progress;

#[derive(Debug, clap::Args)]
pub struct Recompute {
    /// Show what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    format: OutputFormat,
}

pub async fn run(config: Config, asked: &Recompute) -> anyhow::Result<()> {
    let app = App::attach(config).await?;
    let total = if Progress::is_visible() { app.store.read().await?.count_rows().await?.sessions } else { 0 };
    let progress = Progress::new(total, "sessions");
    let (found, finds) = unbounded_channel();
    let work = async {
        let evaluating = async {
            // Differences go through a channel to the future that looks up names and prints, so that the evaluation
            // does not wait for it.
            let tell = move |organization: &str, difference: &Difference| {
                _ = found.send((organization.to_owned(), difference.clone()));
            };
            recompute_with_progress(&app, asked.dry_run, tell, |sessions| progress.advance(sessions)).await
        };
        tokio::try_join!(evaluating, report_differences(&app, finds, asked.format.json, &progress))
    };
    // Only a dry run stops when standard output is closed. A real one goes on, because half of the sessions changed
    // would help nobody.
    let done = if asked.dry_run { until_stdout_closes(work).await } else { Some(work.await) };
    let Some(done) = done else { return Ok(()) };
    let (tally, differences) = done?;
    progress.end();
    app.store.close().await;
    if asked.format.json {
        output::json(&summary(&tally, differences, asked.dry_run));
    } else {
        print_totals(&tally, asked.dry_run);
    }
    Ok(())
}

/// Prints each difference as it is found, with the names of the person and the organisation; for JSON it collects them
/// instead.
async fn report_differences(
    app: &App,
    mut finds: UnboundedReceiver<(String, Difference)>,
    is_gathering: bool,
    progress: &Progress,
) -> Result<Vec<Value>, StoreError> {
    const AT_ONCE: usize = 500;
    let mut gathered = Vec::new();
    let mut batch = Vec::new();
    while finds.recv_many(&mut batch, AT_ONCE).await > 0 {
        let names = DifferenceNames::of(app, &batch).await?;
        for (organization, difference) in batch.drain(..) {
            let (place, person) = names.find(&organization, &difference.person_id);
            if is_gathering {
                gathered.push(json!({
                    "organizationId": organization,
                    "organizationName": place,
                    "sessionId": difference.session_id,
                    "personId": difference.person_id,
                    "personName": person,
                    "what": difference.row.as_str(),
                    "stored": difference.stored,
                    "found": difference.evaluated,
                }));
            } else {
                let person = person.unwrap_or("somebody unknown");
                let place = place.unwrap_or("an unknown organisation");
                progress.print_above(|| {
                    say!("organization {organization}, {difference} ({person} at {place})");
                });
            }
        }
    }
    Ok(gathered)
}

/// The names of the organisations and people in a batch of differences.
struct DifferenceNames(BTreeMap<String, (Option<String>, BTreeMap<String, String>)>);

impl DifferenceNames {
    async fn of(app: &App, batch: &[(String, Difference)]) -> Result<DifferenceNames, StoreError> {
        let mut wanted: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (organization, difference) in batch {
            wanted.entry(organization).or_default().insert(&difference.person_id);
        }
        let mut read = app.store.read().await?;
        let mut names = BTreeMap::new();
        for (organization, people) in wanted {
            let place = read.find_organization(organization).await?.map(|one| one.name);
            let people = read.people_names(organization, &people).await?;
            names.insert(organization.to_owned(), (place, people));
        }
        Ok(DifferenceNames(names))
    }

    /// The name of an organisation, and that of a person in it.
    fn find(&self, organization: &str, person: &str) -> (Option<&str>, Option<&str>) {
        self.0.get(organization).map_or((None, None), |(place, people)| {
            (place.as_deref(), people.get(person).map(String::as_str))
        })
    }
}

fn print_totals(tally: &RecomputeSummary, is_dry: bool) {
    for ((kind, code), minor) in &tally.money {
        let amount = Currency::from_code(code)
            .map_or_else(|| minor.to_string(), |currency| Money::new(*minor, currency).to_decimal_string());
        say!("{kind}: {amount} {code} in all");
    }
    let done = if is_dry { "would change" } else { "changed" };
    say!("{} sessions judged, {} reports and lines {done}", tally.sessions, tally.differences);
    if tally.overtaken > 0 {
        say!("{} sessions were changed meanwhile and are left to the job", tally.overtaken);
    }
    if tally.held > 0 {
        say!("{} sessions are left as they are: something they rest on cannot be read", tally.held);
    }
}

fn summary(tally: &RecomputeSummary, differences: Vec<Value>, is_dry: bool) -> Value {
    let money = tally.money.iter().map(|((kind, code), minor)| {
        let amount = Currency::from_code(code).map(|currency| Money::new(*minor, currency));
        json!({"kind": kind.as_str(), "amount": amount})
    });
    json!({
        "dryRun": is_dry,
        "sessions": tally.sessions,
        "overtaken": tally.overtaken,
        "held": tally.held,
        "money": money.collect::<Vec<_>>(),
        "differences": differences,
    })
}
