//! Plans of members: adding and changing one.

use serde_json::{Value, json};

use crate::app::{ActorContext, Error};
use crate::domain::people::validated_text::Name;
use crate::store::Write;
use crate::store::venue::plans::MembershipPlan;

/// What is to be changed; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct PlanChange {
    pub name: Option<Name>,
    pub qr_attendance_enabled: Option<bool>,
}

/// Adds a plan.
pub async fn add(
    write: &mut Write,
    actor: &ActorContext,
    name: Name,
    qr_attendance_enabled: bool,
) -> Result<MembershipPlan, Error> {
    let name = name.into_inner();
    let plan = MembershipPlan { id: actor.new_id(), name, qr_attendance_enabled, created_at: actor.now };
    write.insert_plan(actor.organization(), &plan).await?;
    actor.record_audit(write, "plan.created", subject(&plan.id), audit_detail(&plan)).await?;
    Ok(plan)
}

/// Changes a plan, for its members too, from now on: scans of before are judged by what it was.
pub async fn change(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    change: PlanChange,
) -> Result<MembershipPlan, Error> {
    let held = write.lock_plan(actor.organization(), id).await?;
    let mut after = held.ok_or(Error::NotFound("plan"))?;
    let before = after.clone();
    if let Some(name) = change.name {
        after.name = name.into_inner();
    }
    after.qr_attendance_enabled = change.qr_attendance_enabled.unwrap_or(after.qr_attendance_enabled);
    if after != before {
        write.update_plan(actor.organization(), &after, actor.now).await?;
        let detail = json!({"before": audit_detail(&before), "after": audit_detail(&after)});
        actor.record_audit(write, "plan.changed", subject(id), detail).await?;
    }
    Ok(after.into_inner())
}

fn subject(id: &str) -> String {
    format!("plan:{id}")
}

fn audit_detail(plan: &MembershipPlan) -> Value {
    json!({"name": plan.name, "qrAttendanceEnabled": plan.qr_attendance_enabled})
}
