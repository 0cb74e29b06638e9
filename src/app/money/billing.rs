//! What families owe for a period.

use std::collections::BTreeMap;

use crate::app::money::line_totals::LineTotals;
use crate::app::money::period_calendar::NamedPeriod;
use crate::app::money::period_totals::PeriodTotals;
use crate::app::{App, Error};
use crate::domain::access::{Caller, Scope};
use crate::domain::money::amount::Currency;
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::people::Role;
use crate::store::people::households::BilledPerson;

/// The bills of a period within the scope.
#[derive(Clone, Debug)]
pub struct Billing {
    pub period: NamedPeriod,
    pub currency: Currency,
    /// By name, then id.
    pub families: Vec<FamilyBill>,
    pub total: LineTotals,
}

#[derive(Clone, Debug)]
pub struct FamilyBill {
    /// `None`: a learner without a household, a family of one.
    pub household: Option<String>,
    pub name: String,
    /// By name, then id.
    pub students: Vec<StudentBill>,
    pub total: LineTotals,
}

#[derive(Clone, Debug)]
pub struct StudentBill {
    pub person: String,
    pub name: String,
    pub totals: LineTotals,
}

/// The bills of a period; `None` for a month outside the calendar.
pub async fn billing(
    app: &App,
    caller: &Caller,
    scope: &Scope,
    year: i32,
    month: u32,
) -> Result<Option<Billing>, Error> {
    let Some(mut totals) = PeriodTotals::load(app, scope, LineKind::Charge, year, month).await? else {
        return Ok(None);
    };
    let ids: Vec<&str> = totals.by_person.keys().map(String::as_str).collect();
    let billed = totals.read.find_billed_people(scope.organization(), &ids).await?;
    let billed: BTreeMap<&str, &BilledPerson> =
        billed.iter().map(|one| (one.person_id.as_str(), one)).collect();
    let mut families: BTreeMap<(Option<&str>, &str), FamilyBill> = BTreeMap::new();
    for (person, sum) in &totals.by_person {
        let one = billed.get(person.as_str()).copied();
        if !may_see_bill(caller, scope, person, one) {
            continue;
        }
        let name = one.map_or(person, |one| &one.name);
        let household = one.and_then(|one| one.household_id.as_deref());
        let key = (household, if household.is_none() { person } else { "" });
        let family = families.entry(key).or_insert_with(|| FamilyBill {
            household: household.map(str::to_owned),
            name: one.and_then(|one| one.household_name.as_deref()).unwrap_or(name).to_owned(),
            students: Vec::new(),
            total: LineTotals::default(),
        });
        family.total.add(sum);
        family.students.push(StudentBill {
            person: person.clone(),
            name: name.to_owned(),
            totals: sum.clone(),
        });
    }
    let mut families: Vec<FamilyBill> = families.into_values().collect();
    for family in &mut families {
        family.students.sort_by(|a, b| (&a.name, &a.person).cmp(&(&b.name, &b.person)));
    }
    families.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    let total = families.iter().map(|family| &family.total).sum();
    Ok(Some(Billing { period: totals.period, currency: totals.currency, families, total }))
}

impl FamilyBill {
    fn sort_key(&self) -> (&str, &str) {
        let first = self.students.first().map_or("", |student| &student.person);
        (&self.name, self.household.as_deref().unwrap_or(first))
    }
}

/// A student sees their own bill only where nobody else pays it.
fn may_see_bill(caller: &Caller, scope: &Scope, person: &str, billed: Option<&BilledPerson>) -> bool {
    if scope.own_rows().is_none() || person != caller.person || caller.roles.contains(&Role::Parent) {
        return true;
    }
    billed.is_none_or(|one| one.household_id.is_none() || one.payer_id.as_deref() == Some(person))
}
