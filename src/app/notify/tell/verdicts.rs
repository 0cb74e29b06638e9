//! What an evaluation has to tell: who came into a session and left it, absences and late comings once it is settled,
//! corrections of what was told before, and lines that are held back.

use std::collections::{BTreeMap, BTreeSet};

use super::brief;
use crate::domain::money::line::Blocked;
use crate::domain::notification::fact::{Fact, FactContent, SessionBrief};
use crate::domain::notification::verdict_news::{ToldVerdict, VerdictStep, presence_facts, verdict_step};
use crate::domain::time::{DAY, Timestamp};
use crate::domain::verdict::report::Report;
use crate::store::session::StoredSession;
use crate::store::{StoreError, Write};

/// How long after a session its held-back lines are news.
const NEWS_OF_MONEY: i64 = 7 * DAY;

/// A session whose reports or lines were just written otherwise than they stood.
#[derive(Clone, Debug)]
pub struct EvaluatedSession<'a> {
    pub stored: &'a StoredSession,
    pub reports: &'a [Report],
    /// Why lines of it are held back.
    pub held: BTreeSet<Blocked>,
    pub settled: bool,
}

/// Everything that was said of somebody in a session, in order, by session and person.
type Said = BTreeMap<(String, String), Vec<ToldVerdict>>;

/// Tells what these sessions have come to. Their rows are written in this transaction, so that nobody else evaluates them
/// meanwhile.
pub async fn tell(
    write: &mut Write,
    organization: &str,
    evaluated: &[EvaluatedSession<'_>],
    now: Timestamp,
) -> Result<(), StoreError> {
    let settled: Vec<&str> =
        evaluated.iter().filter(|one| one.settled).map(|one| one.stored.session.id.as_str()).collect();
    let mut said = said_of(write, organization, &settled).await?;
    let mut facts = Vec::new();
    for one in evaluated {
        let session = brief(one.stored);
        for report in one.reports {
            facts.extend(presence_facts(&session, report, now));
            let of = (session.session_id.clone(), report.person_id.clone());
            let told = said.entry(of).or_default();
            facts.extend(verdict_fact(write, organization, &session, report, told, now).await?);
        }
        facts.extend(held_lines(&session, one, now));
    }
    write.insert_facts(organization, &facts, now).await?;
    Ok(())
}

/// The fact of one report, if there is anything to tell. What is not so any more and was sent to nobody yet is taken back on
/// the way.
async fn verdict_fact(
    write: &mut Write,
    organization: &str,
    session: &SessionBrief,
    report: &Report,
    told: &mut [ToldVerdict],
    now: Timestamp,
) -> Result<Option<Fact>, StoreError> {
    // Every round withdraws one, or learns that it cannot be.
    for _ in 0..=2 * told.len() {
        match verdict_step(session, report, told, now) {
            VerdictStep::Nothing => return Ok(None),
            VerdictStep::Tell(fact) => return Ok(Some(fact)),
            VerdictStep::Withdraw(key) => {
                let is_withdrawn = write.withdraw_fact(organization, &key, now).await?;
                for one in told.iter_mut().filter(|one| one.key == key) {
                    one.is_withdrawn = is_withdrawn;
                    one.is_unsent = is_withdrawn;
                }
            }
        }
    }
    Ok(None)
}

async fn said_of(write: &mut Write, organization: &str, sessions: &[&str]) -> Result<Said, StoreError> {
    let mut said = Said::new();
    if sessions.is_empty() {
        return Ok(said);
    }
    for one in write.list_said_of_sessions(organization, sessions).await? {
        let fact = one.fact.fact;
        let (Some(claim), Some(session)) = (fact.content.claim(), fact.content.session()) else { continue };
        let Some(person) = fact.person_id.clone() else { continue };
        said.entry((session.session_id.clone(), person)).or_default().push(ToldVerdict {
            key: fact.key,
            claim,
            is_unsent: one.is_unsent,
            is_withdrawn: one.fact.is_withdrawn,
        });
    }
    Ok(said)
}

/// Lines of a settled session that nothing is paid for before a human has looked, one fact for each reason.
fn held_lines(session: &SessionBrief, one: &EvaluatedSession<'_>, now: Timestamp) -> Vec<Fact> {
    if !one.settled || now.since(session.end) > NEWS_OF_MONEY {
        return Vec::new();
    }
    let held = one.held.iter().filter(|blocked| **blocked != Blocked::Unsettled);
    held.map(|blocked| Fact {
        key: format!("money_held:{}:{blocked}", session.session_id),
        person_id: None,
        occurred_at: now,
        content: FactContent::MoneyHeld { session: session.clone(), blocked: *blocked },
    })
    .collect()
}
