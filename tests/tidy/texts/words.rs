//! The families of machine words, and the words of each.

use std::collections::BTreeMap;

use rollcall::app::livekit::connection_state::ConnectionState;
use rollcall::app::notify::webhook_body::TEST;
use rollcall::domain::analytics::risk::RiskReason;
use rollcall::domain::board::person_state::PersonState;
use rollcall::domain::checkin::membership::MembershipStatus;
use rollcall::domain::checkin::refusal::Refusal;
use rollcall::domain::checkin::sharing::SharingSign;
use rollcall::domain::checkin::words::{CheckInFinding, VisitSource};
use rollcall::domain::evidence::manual::Purpose;
use rollcall::domain::money::charge_pay_table::{Cell, LineKind};
use rollcall::domain::money::line::Blocked;
use rollcall::domain::notification::delivery_state::{DEATHS, DeliveryState, EndpointOffReason};
use rollcall::domain::notification::event::{Channel, DropReason, NotificationEvent};
use rollcall::domain::organization::policy::keys::POLICY_KEYS;
use rollcall::domain::organization::settings::{DAYS, SettingType, Settings};
use rollcall::domain::people::preferences::Theme;
use rollcall::domain::people::{Role, Source};
use rollcall::domain::session::{Format, Kind, Platform, Status};
use rollcall::domain::session_timeline::edges::EdgeKind;
use rollcall::domain::subscription::EntryCause;
use rollcall::domain::verdict::outcome::Outcome;
use rollcall::domain::verdict::report::ReasonCode;
use rollcall::http::error_codes::ERROR_CODES;
use rollcall::jobs::JOBS;

use super::{called_with, source};

/// Words by family.
pub type Families = BTreeMap<&'static str, Vec<String>>;

/// Every family that pages ask for with `ui.word(family, word)`, and `refusal`. Each word is a message
/// `family-word`, with hyphens for underscores and dots.
pub fn families() -> Families {
    let explained = |names: Vec<&'static str>| -> Vec<String> {
        names.into_iter().flat_map(|name| [name.to_owned(), format!("{name}-what")]).collect()
    };
    let (findings, reasons): (Vec<String>, Vec<String>) = texts(ReasonCode::ALL, |code| code.as_str())
        .into_iter()
        .partition(|code| code.starts_with("finding: "));
    let findings = findings.iter().map(|code| code.replace("finding: ", "")).collect();
    let connections = [ConnectionState::Unverified, ConnectionState::Failing, ConnectionState::Ok];
    let mut connections = texts(&connections, |state| state.as_str());
    connections.extend(owned(&["connected", "needs_reconnect", "consent", "service_account"]));
    let mut blocked = texts(Blocked::ALL, |why| why.as_str());
    blocked.push("unreadable".to_owned());
    let digits = Settings::KEYS.iter().find_map(|key| match key.takes {
        SettingType::Word(words) if key.name == "digits" => Some(words),
        _ => None,
    });
    let mut policies: Vec<&str> = POLICY_KEYS.iter().map(|key| key.name).collect();
    policies.push("table");
    let mut events = texts(NotificationEvent::ALL, |event| event.as_str());
    events.push(TEST.to_owned());
    let mut dropped = texts(DropReason::ALL, |why| why.as_str());
    dropped.extend(owned(&DEATHS));
    BTreeMap::from([
        ("audit", audit_actions()),
        ("blocked", blocked),
        ("boardstate", texts(PersonState::ALL, |state| state.as_str())),
        ("channel", texts(Channel::ALL, |channel| channel.as_str())),
        ("cell", texts(Cell::ALL, |cell| cell.as_str())),
        ("checkinfinding", texts(CheckInFinding::ALL, |finding| finding.as_str())),
        ("codepurpose", texts(Purpose::ALL, |purpose| purpose.as_str())),
        ("connection", connections),
        ("digits", owned(digits.unwrap())),
        ("edge", texts(EdgeKind::ALL, |kind| kind.as_str())),
        ("evidencekind", owned(&["bind", "mark", "override", "poll", "roster", "scan", "visit", "webhook"])),
        ("finding", findings),
        ("format", texts(Format::ALL, |format| format.as_str())),
        ("job", explained(JOBS.iter().map(|job| job.name).collect())),
        ("jobcount", job_counts()),
        ("joboutcome", owned(&["done", "failed", "rescued", "running"])),
        ("kind", texts(Kind::ALL, |kind| kind.as_str())),
        ("ledger", texts(EntryCause::ALL, |cause| cause.as_str())),
        ("linekind", texts(LineKind::ALL, |kind| kind.as_str())),
        ("endpointoff", texts(EndpointOffReason::ALL, |reason| reason.as_str())),
        ("messagechannel", texts(Channel::ALL, |channel| channel.as_str())),
        ("messageevent", events),
        ("messagereason", dropped),
        ("messagestate", texts(DeliveryState::ALL, |state| state.as_str())),
        ("membershipstatus", texts(MembershipStatus::ALL, |status| status.as_str())),
        ("notification", explained(NotificationEvent::ALL.iter().map(|event| event.as_str()).collect())),
        ("outcome", texts(Outcome::ALL, |outcome| outcome.as_str())),
        ("platform", texts(Platform::ALL, |platform| platform.as_str())),
        ("policy", explained(policies)),
        ("rateper", owned(&["hour", "session"])),
        ("ratescope", owned(&["organization", "kind", "person"])),
        ("reason", reasons),
        ("refusal", refusals()),
        ("risk", texts(RiskReason::ALL, |reason| reason.as_str())),
        ("role", texts(Role::ALL, |role| role.as_str())),
        ("scanreason", texts(Refusal::ALL, |refusal| refusal.as_str())),
        ("setting", explained(Settings::KEYS.iter().map(|key| key.name).collect())),
        ("sharingsign", texts(SharingSign::ALL, |sign| sign.as_str())),
        ("source", texts(Source::ALL, |source| source.as_str())),
        ("status", texts(Status::ALL, |status| status.as_str())),
        ("theme", texts(Theme::ALL, |theme| theme.as_str())),
        ("visitsource", texts(VisitSource::ALL, |source| source.as_str())),
        ("visitstatus", owned(&["in", "out", "none"])),
        ("weekday", DAYS.iter().map(|(name, _)| (*name).to_owned()).collect()),
    ])
}

fn texts<T: Copy>(all: &[T], text: fn(T) -> &'static str) -> Vec<String> {
    all.iter().map(|one| text(*one).to_owned()).collect()
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Codes of the document of the API, and those that forms alone refuse with.
fn refusals() -> Vec<String> {
    let declared = ERROR_CODES.iter().map(|one| one.code.to_owned());
    let of_forms = source("src/web").into_values().flat_map(|code| called_with(&code, "Problem::invalid("));
    declared.chain(of_forms).collect()
}

/// Actions of the audit log: `noun.verb` in the application.
fn audit_actions() -> Vec<String> {
    let is_action = |text: &str| {
        let is_name =
            |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        text.split_once('.').is_some_and(|(noun, verb)| is_name(noun) && is_name(verb))
    };
    let code: String =
        source("src/app").into_values().filter(|code| code.contains("record_audit(")).collect();
    code.split('"').filter(|text| is_action(text)).map(str::to_owned).collect()
}

/// What runs of jobs count: the pairs beside `Counts`.
fn job_counts() -> Vec<String> {
    let counting = source("src/app").into_values();
    counting
        .filter(|code| code.contains("fn counts(") || code.contains("Counts::from(["))
        .flat_map(|code| called_with(&code, "("))
        .filter(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        .collect()
}
