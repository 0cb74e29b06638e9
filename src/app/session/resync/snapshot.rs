//! A snapshot of the logs, reports and unmatched identities of a session, and the changes between two snapshots.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::meet::resync::MeetReadResult;
use crate::app::session::reports;
use crate::app::{App, Error};
use crate::domain::access::Scope;
use crate::domain::people::Identity;
use crate::domain::time::{Span, Timestamp};
use crate::domain::verdict::report_facts::ReportFacts;
use crate::store::presence::attendance_logs::{LogFilter, LogListItem};
use crate::store::session::StoredSession;

/// What was found and changed by asking about one session.
#[derive(Clone, Debug)]
pub struct Resynced {
    /// The session afterwards.
    pub session: StoredSession,
    pub asked_at: Timestamp,
    /// Meet's conference records in the window; LiveKit has one room.
    pub records: u64,
    pub final_records: u64,
    pub participants: u64,
    pub evidence_added: u64,
    pub unmatched: Vec<(Identity, Option<String>)>,
    pub logs_added: u64,
    pub logs_changed: u64,
    pub logs_removed: u64,
    pub reports: Vec<ReportChange>,
}

impl Resynced {
    /// Whether the platform answered that there was no meeting in the window.
    pub fn is_without_record(&self) -> bool {
        self.records == 0
    }

    /// One sentence with the counts.
    pub fn message(&self) -> String {
        if self.is_without_record() {
            return "The platform knows of no meeting in this session's time.".to_owned();
        }
        let Resynced { participants, evidence_added, logs_added, logs_changed, reports, .. } = self;
        let changed = reports.len();
        format!(
            "Participants: {participants}, new evidence: {evidence_added}, \
             log rows: {logs_added} new and {logs_changed} changed, reports changed: {changed}."
        )
    }
}

/// One person's report before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportChange {
    pub person_id: String,
    pub name: String,
    /// `None` for a first report.
    pub before: Option<ReportFigures>,
    pub after: Option<ReportFigures>,
}

/// The figures of a report that are compared.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportFigures {
    pub outcome: String,
    pub credited_seconds: i64,
    pub settled: bool,
}

/// Logs, reports and unmatched identities of a session at one moment.
pub(super) struct SessionSnapshot {
    pub logs: BTreeMap<String, LogListItem>,
    reports: BTreeMap<String, ReportFigures>,
    names: BTreeMap<String, String>,
    unmatched: Vec<(Identity, Option<String>)>,
}

impl SessionSnapshot {
    pub async fn take(app: &App, scope: &Scope, id: &str) -> Result<SessionSnapshot, Error> {
        let organization = scope.organization();
        let mut read = app.store.read().await?;
        let everything = LogFilter {
            session: Some(id),
            email: None,
            joined: Span::new(Timestamp::MIN, Timestamp::MAX),
            after: None,
            limit: i64::MAX,
        };
        let logs = read.list_logs(scope, &everything).await?;
        let mut figures_by_person = BTreeMap::new();
        for stored in read.list_reports(organization, &[id]).await? {
            let facts: ReportFacts = reports::parse(organization, &stored)?;
            let figures = ReportFigures {
                outcome: stored.outcome.as_str().to_owned(),
                credited_seconds: facts.credited_seconds,
                settled: facts.settled,
            };
            figures_by_person.insert(stored.person_id, figures);
        }
        let ids = figures_by_person.keys().map(String::as_str).collect();
        let names = read.people_names(organization, &ids).await?;
        let rows = read.list_session_unmatched(organization, id).await?;
        let unmatched = rows.into_iter().map(|one| (one.identity, one.display_name)).collect();
        Ok(SessionSnapshot {
            logs: logs.into_iter().map(|log| (log.log.id.clone(), log)).collect(),
            reports: figures_by_person,
            names,
            unmatched,
        })
    }

    /// The changes since `before`, with what the platform showed.
    pub fn changes_since(
        self,
        before: SessionSnapshot,
        session: StoredSession,
        found: MeetReadResult,
    ) -> Resynced {
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let added = self.logs.keys().filter(|id| !before.logs.contains_key(*id)).count();
        let removed = before.logs.keys().filter(|id| !self.logs.contains_key(*id)).count();
        let changed =
            self.logs.iter().filter(|(id, log)| before.logs.get(*id).is_some_and(|old| old != *log)).count();
        let people: BTreeSet<&String> = self.reports.keys().chain(before.reports.keys()).collect();
        let reports = people
            .into_iter()
            .filter(|person| self.reports.get(*person) != before.reports.get(*person))
            .map(|person| ReportChange {
                person_id: person.clone(),
                name: self.names.get(person).or(before.names.get(person)).unwrap_or(person).clone(),
                before: before.reports.get(person).cloned(),
                after: self.reports.get(person).cloned(),
            })
            .collect();
        Resynced {
            session,
            asked_at: found.asked_at,
            records: found.records,
            final_records: found.final_records,
            participants: found.participants,
            evidence_added: found.evidence_added,
            unmatched: self.unmatched,
            logs_added: count(added),
            logs_changed: count(changed),
            logs_removed: count(removed),
            reports,
        }
    }
}
