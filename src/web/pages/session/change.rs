//! The forms of a session's page. Each says afterwards what happened.

use crate::app::livekit::rooms::close::close_after;
use crate::app::session::change_transaction::begin;
use crate::app::session::find::find;
use crate::app::session::overrides::{self, NewOverride};
use crate::app::session::resync::{ReportChange, ReportFigures, Resynced, resync_session};
use crate::app::session::transitions;
use crate::app::subscription::unscheduled::{find as find_unscheduled, give_time};
use crate::domain::people::validated_text::ReasonText;
use crate::domain::verdict::outcome::Verdict;
use crate::http::problem::Problem;
use crate::store::Write;
use crate::store::session::StoredSession;
use crate::text::args;
use crate::web::address::own_address;
use crate::web::answer::Done;
use crate::web::flash::Undo;
use crate::web::route::PageRequest;
use crate::web::ui::fields::{Fields, PAGE_FIELD};

/// Seconds of a day: nobody is credited more for one session.
const MAX_CREDITED: i64 = 86_400;
/// Changed reports that are told one by one.
const MAX_CHANGES_TOLD: usize = 5;

fn back(page: &PageRequest) -> Done {
    Done::to(format!("/sessions/{}", page.id()))
}

/// Why, if it was said.
fn reason(form: &Fields) -> Result<Option<String>, Problem> {
    let read = |text: &str| {
        ReasonText::parse(text).map(ReasonText::into_inner).map_err(|_| {
            Problem::invalid("invalid_body", "A reason has at most 500 characters.").at_field("reason")
        })
    };
    form.optional("reason").map(read).transpose()
}

fn required_reason(form: &Fields) -> Result<String, Problem> {
    form.required("reason")?;
    Ok(reason(form)?.unwrap_or_default())
}

/// Commits, says so, and closes the room of a session that is over.
async fn finish(
    page: &PageRequest,
    write: Write,
    moved: &StoredSession,
    said: &str,
) -> Result<Done, Problem> {
    let done = page.commit(write, back(page).saying(page.ui.text(said))).await?;
    close_after(&page.app, moved).await;
    Ok(done)
}

pub async fn cancel(page: PageRequest) -> Result<Done, Problem> {
    let reason = reason(&page.form)?;
    let mut write = begin(&page.app, &page.scope, page.id()).await?;
    let moved = transitions::cancel(&mut write, &page.actor(), page.id(), reason.as_deref()).await?;
    finish(&page, write, &moved, "session-cancel-done").await
}

pub async fn complete(page: PageRequest) -> Result<Done, Problem> {
    let reason = reason(&page.form)?;
    let mut write = begin(&page.app, &page.scope, page.id()).await?;
    let moved = transitions::complete(&mut write, &page.actor(), page.id(), reason.as_deref()).await?;
    finish(&page, write, &moved, "session-complete-done").await
}

pub async fn mark_absent(page: PageRequest) -> Result<Done, Problem> {
    let reason = reason(&page.form)?;
    let mut write = begin(&page.app, &page.scope, page.id()).await?;
    let moved = transitions::mark_absent(&mut write, &page.actor(), page.id(), reason.as_deref()).await?;
    finish(&page, write, &moved, "session-mark-absent-done").await
}

pub async fn reschedule(page: PageRequest) -> Result<Done, Problem> {
    let ui = &page.ui;
    let mut write = page.write().await?;
    let is_unscheduled = find_unscheduled(&mut write, &page.scope, page.id()).await?.is_some();
    if !is_unscheduled {
        drop(write);
        write = begin(&page.app, &page.scope, page.id()).await?;
    }
    let reason = reason(&page.form)?;
    page.form.required("start")?;
    let start = page.form.local_instant("start", ui.zone)?;
    let no_time = || Problem::invalid("not_a_time", "This is no day and time.").at_field("start");
    let start = start.ok_or_else(no_time)?;
    let said = ui.say("session-reschedule-done", args![day = ui.day(start), time = ui.clock(start)]);
    if is_unscheduled {
        let given = give_time(&mut write, &page.actor(), page.id(), start, None, reason.as_deref()).await?;
        if given.is_some() {
            let to = own_address(page.form.text(PAGE_FIELD)).unwrap_or("/subscriptions").to_owned();
            return page.commit(write, Done::to(to).saying(said)).await;
        }
        // Somebody else has given it a time meanwhile; it is moved from there.
        drop(write);
        write = begin(&page.app, &page.scope, page.id()).await?;
    }
    transitions::reschedule(&mut write, &page.actor(), page.id(), start, None, reason.as_deref()).await?;
    page.commit(write, back(&page).saying(said)).await
}

pub async fn substitute(page: PageRequest) -> Result<Done, Problem> {
    let mut write = begin(&page.app, &page.scope, page.id()).await?;
    let reason = reason(&page.form)?;
    let teacher = page.form.required("teacher")?;
    transitions::substitute(&mut write, &page.actor(), page.id(), teacher, reason.as_deref()).await?;
    let name = name_of(&mut write, &page, teacher).await?;
    let said = page.ui.say("session-substitute-done", args![name = name]);
    page.commit(write, back(&page).saying(said)).await
}

pub async fn override_report(page: PageRequest) -> Result<Done, Problem> {
    let ui = &page.ui;
    let mut write = page.write().await?;
    // Whom it does not concern is told that, whatever was typed.
    let said = overrides::list(&mut write, &page.scope, page.id()).await?;
    let person = page.form.required("person")?.to_owned();
    let outcome = Verdict::parse(page.form.required("outcome")?);
    let no_outcome = || Problem::invalid("invalid_body", "This is no outcome.").at_field("outcome");
    let outcome = outcome.ok_or_else(no_outcome)?;
    let new = NewOverride {
        person: person.clone(),
        outcome: Some(outcome),
        credited_seconds: credited_seconds(&page.form)?,
        reason: required_reason(&page.form)?,
    };
    // Taking it back withdraws all that was said: only of the first one is that the same.
    let last = said.iter().rfind(|one| one.statement.person_id == person);
    let is_first = last.is_none_or(|one| one.statement.outcome.is_none());
    overrides::record_override(&mut write, &page.actor(), page.id(), new).await?;
    let name = name_of(&mut write, &page, &person).await?;
    let outcome = ui.word("outcome", outcome.as_str());
    let mut done = back(&page).saying(ui.say("session-override-done", args![name = name, outcome = outcome]));
    if is_first {
        done = done.with_undo(Undo {
            label: ui.text("session-undo"),
            action: format!("/sessions/{}/withdraw", page.id()),
            fields: vec![
                ("person".to_owned(), person),
                ("reason".to_owned(), ui.text("session-undo-reason")),
            ],
        });
    }
    page.commit(write, done).await
}

pub async fn withdraw(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    find(&mut write, &page.scope, page.id()).await?;
    let person = page.form.required("person")?.to_owned();
    let new = NewOverride {
        person: person.clone(),
        outcome: None,
        credited_seconds: None,
        reason: required_reason(&page.form)?,
    };
    overrides::record_override(&mut write, &page.actor(), page.id(), new).await?;
    let name = name_of(&mut write, &page, &person).await?;
    let said = page.ui.say("session-withdraw-done", args![name = name]);
    page.commit(write, back(&page).saying(said)).await
}

async fn name_of(write: &mut Write, page: &PageRequest, person: &str) -> Result<String, Problem> {
    let names = write.people_names(page.scope.organization(), &[person].into()).await?;
    Ok(names.into_values().next().unwrap_or_else(|| person.to_owned()))
}

/// Minutes and seconds that are stated for money; nothing where both are empty.
fn credited_seconds(form: &Fields) -> Result<Option<u32>, Problem> {
    let (minutes, seconds) = (form.number("minutes")?, form.number("seconds")?);
    if minutes.is_none() && seconds.is_none() {
        return Ok(None);
    }
    let all = minutes.unwrap_or(0).checked_mul(60).and_then(|all| all.checked_add(seconds.unwrap_or(0)));
    let is_time = minutes.unwrap_or(0) >= 0 && seconds.unwrap_or(0) >= 0;
    let all = all.filter(|all| is_time && (0..=MAX_CREDITED).contains(all));
    let detail = "The stated time is between nothing and a day.";
    let refused = || Problem::invalid("invalid_body", detail).at_field("minutes");
    all.and_then(|all| u32::try_from(all).ok()).map(Some).ok_or_else(refused)
}

pub async fn resync(page: PageRequest) -> Result<Done, Problem> {
    let found = resync_session(&page.app, &page.scope, page.id()).await?;
    Ok(back(&page).saying(told(&page, &found)))
}

/// What asking found, and what it changed.
fn told(page: &PageRequest, found: &Resynced) -> String {
    let ui = &page.ui;
    if found.is_without_record() {
        return ui.text("session-resync-no-record");
    }
    let mut said = vec![
        ui.say("session-resync-done", args![evidence = found.evidence_added, people = found.participants]),
    ];
    if found.reports.is_empty() {
        said.push(ui.text("session-resync-unchanged"));
    }
    said.extend(found.reports.iter().take(MAX_CHANGES_TOLD).map(|one| change(page, one)));
    let more = found.reports.len().saturating_sub(MAX_CHANGES_TOLD);
    if more > 0 {
        said.push(ui.say("session-resync-more", args![count = more]));
    }
    said.join(" ")
}

fn change(page: &PageRequest, one: &ReportChange) -> String {
    let ui = &page.ui;
    let figures = |figures: &Option<ReportFigures>| match figures {
        None => "–".to_owned(),
        Some(one) => format!("{} {}", ui.word("outcome", &one.outcome), ui.duration(one.credited_seconds)),
    };
    ui.say(
        "session-resync-change",
        args![name = &one.name, before = figures(&one.before), after = figures(&one.after)],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_time_is_at_most_a_day() {
        let of = |text: &str| credited_seconds(&Fields::parse(text));
        assert_eq!(of("minutes=&seconds=").ok(), Some(None));
        assert_eq!(of("minutes=41&seconds=19").ok(), Some(Some(2_479)));
        assert_eq!(of("seconds=%D9%A3%D9%A0").ok(), Some(Some(30)));
        for bad in
            ["minutes=1441", "minutes=-1", "minutes=9223372036854775807", "seconds=-5&minutes=9", "minutes=x"]
        {
            assert!(of(bad).is_err(), "{bad}");
        }
    }
}
