//! How the document of the API describes types of the domain, which knows nothing of the document.

use std::borrow::Cow;

use strum::VariantArray;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::domain::analytics::risk::RiskReason;
use crate::domain::checkin::membership::MembershipStatus;
use crate::domain::checkin::refusal::Refusal;
use crate::domain::checkin::sharing::SharingSign;
use crate::domain::checkin::words::{CheckInFinding, CheckInLevel, VisitSource};
use crate::domain::evidence::manual::{Direction, Purpose};
use crate::domain::money::charge_pay_table::{Cell, LineKind};
use crate::domain::money::line::Blocked;
use crate::domain::money::written_rate::WrittenRate;
use crate::domain::notification::delivery_state::{DeliveryState, EndpointOffReason};
use crate::domain::notification::event::{Channel, NotificationEvent};
use crate::domain::organization::policy::effective::Origin;
use crate::domain::people::preferences::Language;
use crate::domain::people::{Role, Source};
use crate::domain::presence::attendance_log::LogRole;
use crate::domain::presence::timeline::Interval;
use crate::domain::session::join::JoinRole;
use crate::domain::session::{Format, Kind, Platform, Status};
use crate::domain::verdict::outcome::{Outcome, Verdict};
use crate::domain::verdict::report::{EffectiveOverride, Part, Reason, ReasonCode, Report};

/// Describes enums as a text that is one of their words.
macro_rules! string_enum_schemas {
    ($($name:ty),+ $(,)?) => {$(
        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let words = <$name>::VARIANTS.iter().map(|one| one.as_str());
                ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).into()
            }
        }

        impl ToSchema for $name {}
    )+};
}

string_enum_schemas!(
    Blocked,
    Cell,
    Channel,
    CheckInFinding,
    CheckInLevel,
    DeliveryState,
    Direction,
    EndpointOffReason,
    Format,
    Kind,
    Language,
    LineKind,
    LogRole,
    NotificationEvent,
    Origin,
    Outcome,
    Part,
    Platform,
    Purpose,
    JoinRole,
    ReasonCode,
    RiskReason,
    Refusal,
    Role,
    SharingSign,
    Source,
    Status,
    Verdict,
    VisitSource,
    MembershipStatus,
);

/// Describes a type by the struct beside it here, which has the same fields in the types of JSON.
macro_rules! described_by {
    ($($name:ty: $description:ty),+ $(,)?) => {$(
        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                <$description>::schema()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                <$description>::name()
            }

            fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
                <$description>::schemas(schemas);
            }
        }
    )+};
}

described_by!(
    EffectiveOverride: OverrideSchema,
    Interval: IntervalSchema,
    Reason: ReasonSchema,
    Report: ReportSchema,
    WrittenRate: WrittenRateSchema,
);

/// One stay, united over devices and bridged, not clipped to the session.
#[derive(ToSchema)]
#[schema(as = Interval)]
#[expect(dead_code, reason = "describes `Interval`")]
struct IntervalSchema {
    #[schema(value_type = String, format = DateTime)]
    from: (),
    /// `null` while it lasts.
    #[schema(value_type = Option<String>, format = DateTime)]
    to: (),
    /// Its start or its end was not seen.
    estimated: bool,
}

/// Why a report says what it says.
#[derive(ToSchema)]
#[schema(as = Reason)]
#[expect(dead_code, reason = "describes `Reason`")]
struct ReasonSchema {
    /// A stable word; findings begin with `finding: `.
    code: ReasonCode,
    /// Ids of the evidence it rests on, as in `/api/v1/sessions/{id}/evidence`.
    evidence: Vec<String>,
}

/// A person's word that stands over what was measured.
#[derive(ToSchema)]
#[schema(as = OverrideShown, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes `EffectiveOverride`")]
struct OverrideSchema {
    /// `present`, `partial`, `absent` or `excused`.
    outcome: Verdict,
    credited_seconds: Option<u32>,
    reason: String,
    author: String,
    #[schema(value_type = String, format = DateTime)]
    received_at: (),
}

/// One person in one session.
#[derive(ToSchema)]
#[schema(as = Report, rename_all = "camelCase")]
#[schema(example = json!({
    "personId": "0193f1c1", "sessionId": "0193f1c2", "role": "student", "outcome": "present", "isLate": false,
    "lateSeconds": 10, "leftEarlySeconds": 30, "firstJoinAt": "2026-01-05T08:00:10.000Z",
    "lastLeaveAt": "2026-01-05T08:59:30.000Z", "creditedSeconds": 3560, "possibleSeconds": 3560,
    "bridgedSeconds": 45, "estimated": false, "share": 0.9888, "settled": true,
    "intervals": [{"from": "2026-01-05T08:00:10.000Z", "to": "2026-01-05T08:59:30.000Z", "estimated": false}],
    "reasons": [{"code": "share", "evidence": ["EV_p3rKcwTfLTxW"]}], "override": null, "policyVersion": 1
}))]
#[expect(dead_code, reason = "describes `Report`")]
struct ReportSchema {
    person_id: String,
    session_id: String,
    /// `teacher` or `student`.
    role: Part,
    /// `present`, `partial`, `absent`, `excused` or `unknown`.
    outcome: Outcome,
    is_late: bool,
    late_seconds: Option<i64>,
    left_early_seconds: Option<i64>,
    #[schema(value_type = Option<String>, format = DateTime)]
    first_join_at: (),
    #[schema(value_type = Option<String>, format = DateTime)]
    last_leave_at: (),
    credited_seconds: i64,
    possible_seconds: i64,
    bridged_seconds: i64,
    estimated: bool,
    /// Credited ÷ planned, cut to four decimals.
    share: f64,
    settled: bool,
    intervals: Vec<Interval>,
    reasons: Vec<Reason>,
    #[schema(rename = "override")]
    override_in_force: Option<EffectiveOverride>,
    policy_version: i64,
}

/// A rate: `perHour` or `perSession`, for one person, one kind of session, or (neither) the organisation.
#[derive(ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewRate)]
#[schema(example = json!({"for": "charge", "kind": "quran", "perHour": "30.00", "validFrom": "2026-01-01"}))]
#[expect(dead_code, reason = "describes `WrittenRate`")]
struct WrittenRateSchema {
    /// `pay` or `charge`.
    #[schema(rename = "for")]
    line_kind: LineKind,
    /// Of a charge the learner, of pay the teacher.
    person_id: Option<String>,
    kind: Option<Kind>,
    /// A decimal in the organisation's currency.
    #[schema(example = "20.00")]
    per_hour: Option<String>,
    per_session: Option<String>,
    /// The first local day it holds.
    #[schema(value_type = String, format = Date)]
    valid_from: (),
}
