//! Checks what the demo shows: sums against their parts, and everything the API returned against a replay of the demo's
//! own export.

use std::collections::BTreeMap;

use anyhow::{bail, ensure};
use serde_json::{Map, Value, json};

use super::client::ApiClient;
use crate::bundle::Bundle;
use crate::demo::results::{DemoResults, MoneyJson};

/// What was compared.
#[derive(Default)]
pub struct CheckedCounts {
    pub sessions: usize,
    pub reports: usize,
    pub lines: usize,
    /// Lines at an amount of zero, because a subscription covers them.
    pub covered: usize,
    /// What those would have cost by the rates, in minor units.
    pub covered_minor: i128,
}

/// Checks, to the minor unit, that students add up to their family, families to the total of the bills, and teachers to
/// the total of the payroll.
pub fn check_sums(found: &DemoResults) -> anyhow::Result<()> {
    let sum = |parts: &mut dyn Iterator<Item = &MoneyJson>| parts.map(|money| money.minor).sum::<i64>();
    for family in &found.billing.families {
        let students = sum(&mut family.students.iter().map(|student| &student.amount));
        ensure!(students == family.total.minor, "the bill of {} does not add up", family.name);
    }
    let families = sum(&mut found.billing.families.iter().map(|family| &family.total));
    ensure!(families == found.billing.total.minor, "the bills do not add up");
    let teachers = sum(&mut found.payroll.teachers.iter().map(|teacher| &teacher.amount));
    ensure!(teachers == found.payroll.total.minor, "the payroll does not add up");
    Ok(())
}

/// Checks that every session, report, line and total that the API returned equals the replay of this bundle, and that the
/// charges which a subscription covers are those that the ledgers count.
///
/// # Errors
/// Names the first thing that differs.
pub async fn compare_with_replay(
    admin: &ApiClient,
    found: &DemoResults,
    bundle: &str,
) -> anyhow::Result<CheckedCounts> {
    let mut bundle = Bundle::read(bundle)?;
    let replayed = serde_json::to_value(bundle.replay())?;
    let mut checked = CheckedCounts::default();
    let sessions = by(&replayed["sessions"], |session| text(session, "id"));
    let mut covered = found.ledgers.covered.clone();
    let mut lines = by(&replayed["lines"], |line| {
        [text(line, "sessionId"), text(line, "kind"), text(line, "personId")].join(" ")
    });
    for (id, attendance) in &found.attendance {
        let Some(mut expected) = sessions.get(id).cloned() else { bail!("the export lacks session {id}") };
        let mut shown = json!({
            "id": id,
            "status": attendance.status,
            "settled": attendance.settled,
            "needsReview": attendance.needs_review,
            "unmatched": attendance.unmatched,
            "guests": attendance.guests,
            "reports": attendance.reports,
        });
        // A bundle contains no policy versions and no display names, so they are left out of the comparison.
        for session in [&mut shown, &mut expected] {
            strip(&mut session["reports"], "policyVersion");
            strip(&mut session["unmatched"], "displayName");
        }
        ensure_same(&format!("session {id}"), &shown, &expected)?;
        checked.sessions += 1;
        checked.reports += attendance.reports.len();
        let explained: Value = admin.get(&format!("/api/v1/sessions/{id}/explain")).await?;
        for line in explained["lines"].as_array().into_iter().flatten() {
            let key = [id, &text(line, "kind"), &text(line, "personId")].map(String::as_str).join(" ");
            let Some(expected) = lines.remove(&key) else { bail!("a replay has no line {key}") };
            ensure_same(&format!("what covers line {key}"), &line["coveredBy"], &expected["coveredBy"])?;
            let learner = (id.clone(), text(line, "personId"));
            let counted = if line["kind"] == "charge" { covered.remove(&learner) } else { None };
            // While a line is held back, nothing is charged that could be covered.
            let counted = counted.filter(|_| line["blocked"].is_null());
            ensure_same(&format!("the ledger of line {key}"), &line["coveredBy"], &json!(counted))?;
            checked.covered += usize::from(counted.is_some());
            let picked: Map<String, Value> = expected
                .as_object()
                .into_iter()
                .flatten()
                .map(|(name, _)| (name.clone(), line[name].clone()))
                .collect();
            ensure_same(&format!("line {key}"), &Value::Object(picked), &expected)?;
            checked.lines += 1;
        }
    }
    if let Some(((session, person), _)) = covered.first_key_value() {
        bail!("a subscription of {person} counts session {session}, which has no charge of theirs");
    }
    if let Some((key, _)) = lines.first_key_value() {
        bail!("a replay has a line that the API did not show: {key}");
    }
    totals(found, &replayed["totals"])?;
    let owed = sum_of_totals(&bundle);
    bundle.coverage.clear();
    checked.covered_minor = sum_of_totals(&bundle) - owed;
    Ok(checked)
}

/// What a replay owes and pays in all, in minor units.
fn sum_of_totals(bundle: &Bundle) -> i128 {
    bundle.replay().totals.iter().map(|total| total.amount.minor).sum()
}

fn totals(found: &DemoResults, replayed: &Value) -> anyhow::Result<()> {
    let students = found.billing.families.iter().flat_map(|family| &family.students);
    let charges = students.map(|sum| (format!("charge {}", sum.person_id), sum.amount.minor));
    let pays = found.payroll.teachers.iter().map(|sum| (format!("pay {}", sum.person_id), sum.amount.minor));
    let shown: BTreeMap<String, i64> = charges.chain(pays).collect();
    let key = |total: &Value| [text(total, "kind"), text(total, "personId")].join(" ");
    let expected: BTreeMap<String, i64> =
        by(replayed, key).into_iter().map(|(key, total)| (key, minor(&total["amount"]))).collect();
    ensure_same("totals", &json!(shown), &json!(expected))
}

/// The minor units of an amount.
fn minor(amount: &Value) -> i64 {
    amount["minor"].as_i64().unwrap_or_default()
}

fn by(list: &Value, key: impl Fn(&Value) -> String) -> BTreeMap<String, Value> {
    list.as_array().into_iter().flatten().map(|one| (key(one), one.clone())).collect()
}

fn text(value: &Value, key: &str) -> String {
    super::client::text(value, key)
}

fn strip(list: &mut Value, key: &str) {
    for one in list.as_array_mut().into_iter().flatten() {
        if let Some(members) = one.as_object_mut() {
            members.remove(key);
        }
    }
}

fn ensure_same(what: &str, shown: &Value, replayed: &Value) -> anyhow::Result<()> {
    ensure!(
        shown == replayed,
        "{what} differs: the API shows {shown}, a replay of the export says {replayed}"
    );
    Ok(())
}
