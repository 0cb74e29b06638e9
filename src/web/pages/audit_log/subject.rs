//! What an entry of the audit log is about, as a link where there is a page of it, called by its name.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use crate::http::problem::Problem;
use crate::store::Read;
use crate::store::organization::audit_log::AuditEntry;
use crate::store::session::StoredSession;
use crate::web::components::session::session_title;
use crate::web::ui::Ui;

/// The names of what the entries of a page are about.
pub struct SubjectNames {
    people: BTreeMap<String, String>,
    households: BTreeMap<String, String>,
    sessions: BTreeMap<String, StoredSession>,
}

impl SubjectNames {
    pub async fn load(
        read: &mut Read,
        organization: &str,
        entries: &[AuditEntry],
    ) -> Result<SubjectNames, Problem> {
        let ids = |kind: &str| -> BTreeSet<&str> {
            let all = entries.iter().filter_map(|entry| entry.subject.split_once(':'));
            all.filter(|(one, _)| *one == kind).map(|(_, id)| id).collect()
        };
        let sessions: Vec<&str> = ids("session").into_iter().collect();
        let sessions = read.find_sessions(organization, &sessions).await?;
        Ok(SubjectNames {
            people: read.people_names(organization, &ids("person")).await?,
            households: read.household_names(organization, &ids("household")).await?,
            sessions: sessions.into_iter().map(|one| (one.session.id.clone(), one)).collect(),
        })
    }

    /// `kind:id` as words. What has no page, or is gone, is shown as it is kept.
    pub fn link(&self, ui: &Ui, subject: &str) -> Markup {
        let (kind, id) = subject.split_once(':').unwrap_or((subject, ""));
        let named = |path: &str, word: &str, name: &str| {
            html! { a href=(format!("{path}/{id}")) { (ui.name(name)) } span.sub { (ui.text(word)) } }
        };
        let there = |path: &str, word: &str| html! { a href=(path) { (ui.text(word)) } };
        match kind {
            "person" => match self.people.get(id) {
                Some(name) => named("/people", "audit-log-person", name),
                None => as_kept(ui, subject),
            },
            "household" => match self.households.get(id) {
                Some(name) => named("/households", "audit-log-household", name),
                None => as_kept(ui, subject),
            },
            "session" => match self.sessions.get(id) {
                Some(session) => named("/sessions", "audit-log-session", &session_title(ui, session)),
                None => as_kept(ui, subject),
            },
            "line" => html! { a href=(format!("/lines/{id}")) { (ui.text("audit-log-line")) } },
            "rate" => there("/rates", "audit-log-rate"),
            "timetable" => {
                html! { a href=(format!("/timetables/{id}")) { (ui.text("audit-log-timetable")) } }
            }
            "venue" => there("/venues", "venues-title"),
            "plan" => there("/plans", "plans-title"),
            "membership" => {
                html! { a href=(format!("/memberships/{id}")) { (ui.text("audit-log-membership")) } }
            }
            "webhook" => there("/webhooks", "audit-log-webhook"),
            "delivery" => html! { a href=(format!("/messages/{id}")) { (ui.text("audit-log-message")) } },
            "holiday" => there("/holidays", "audit-log-holiday"),
            "organization" => there("/settings", "audit-log-organization"),
            "job" => {
                html! { a href="/jobs" { (ui.word("job", id)) } span.sub { (ui.text("audit-log-job")) } }
            }
            "identity" => html! {
                code.ltr translate="no" { (ui.name(id.split_once(':').map_or(id, |(_, value)| value))) }
                span.sub { (ui.text("audit-log-identity")) }
            },
            _ => as_kept(ui, subject),
        }
    }
}

fn as_kept(ui: &Ui, subject: &str) -> Markup {
    html! { code.ltr translate="no" { (ui.name(subject)) } }
}
