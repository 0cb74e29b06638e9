//! Packages: adding and changing one. Subscriptions that were sold keep what they were sold with.

use serde_json::{Value, json};

use crate::app::{ActorContext, Error};
use crate::domain::people::validated_text::Name;
use crate::domain::session::Kind;
use crate::store::Write;
use crate::store::subscription::packages::Package;

/// A package to be added.
#[derive(Clone, Debug)]
pub struct NewPackage {
    pub name: Name,
    /// `None`: for every kind.
    pub kind: Option<Kind>,
    pub sessions: i64,
    pub duration_minutes: Option<i64>,
}

/// What is to be changed; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct PackageChange {
    pub name: Option<Name>,
    pub kind: Option<Option<Kind>>,
    pub sessions: Option<i64>,
    pub duration_minutes: Option<Option<i64>>,
}

/// Adds a package.
///
/// # Errors
/// 422 `not_lessons` for events.
pub async fn add(write: &mut Write, actor: &ActorContext, new: NewPackage) -> Result<Package, Error> {
    check_kind(new.kind)?;
    let package = Package {
        id: actor.new_id(),
        name: new.name.into_inner(),
        kind: new.kind,
        sessions: new.sessions,
        duration_minutes: new.duration_minutes,
        created_at: actor.now,
    };
    write.insert_package(actor.organization(), &package).await?;
    actor.record_audit(write, "package.created", subject(&package.id), audit_detail(&package)).await?;
    Ok(package)
}

/// Changes a package.
///
/// # Errors
/// 422 `not_lessons` for events.
pub async fn change(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    change: PackageChange,
) -> Result<Package, Error> {
    let held = write.lock_package(actor.organization(), id).await?;
    let mut after = held.ok_or(Error::NotFound("package"))?;
    let before = after.clone();
    if let Some(name) = change.name {
        after.name = name.into_inner();
    }
    if let Some(kind) = change.kind {
        check_kind(kind)?;
        after.kind = kind;
    }
    after.sessions = change.sessions.unwrap_or(after.sessions);
    after.duration_minutes = change.duration_minutes.unwrap_or(after.duration_minutes);
    if after != before {
        write.update_package(actor.organization(), &after).await?;
        let detail = json!({"before": audit_detail(&before), "after": audit_detail(&after)});
        actor.record_audit(write, "package.changed", subject(id), detail).await?;
    }
    Ok(after.into_inner())
}

/// # Errors
/// 422 `not_lessons` for events, which no subscription covers.
pub(super) fn check_kind(kind: Option<Kind>) -> Result<(), Error> {
    if kind == Some(Kind::Event) {
        return Err(Error::refused("not_lessons", "Events are no lessons: no subscription covers them."));
    }
    Ok(())
}

fn subject(id: &str) -> String {
    format!("package:{id}")
}

fn audit_detail(package: &Package) -> Value {
    json!({
        "name": package.name, "kind": package.kind, "sessions": package.sessions,
        "durationMinutes": package.duration_minutes,
    })
}
