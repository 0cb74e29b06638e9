//! The role table, written down a second time and independently of the declarations: one line per route.
//!
//! # Adding a line
//!
//! A declared route without a line fails the matrix, which prints the line to begin with. It says:
//!
//! - who: `"admin finance | teacher parent"`: before the bar the roles that reach every row of the organisation, after
//!   it those that reach their own. `superadmin+` reaches other organisations too. `public` is open to everybody.
//! - `.of("session")`: which thing of `world.rs` stands at `{id}` (in the path, the query or the body): the caller's
//!   own, somebody else's, the other organisation's. Add your thing to `World`, twice in each organisation.
//! - `.lists("person")`: the items of the answer are exactly the things in reach.
//! - `.with(json!({…}))`: the body; `{student}` in it is a student of the relation. `.asking("year=2026&month=1")`: the query.
//! - `.names_rows()`: the answer names rows in reach though the request names none. `.limited()`: calls are counted.
//! - `.sending("name=x&person={id}")`: what a form of a page sends (`pages.rs`).
//! - `.touches("people audit_log")`: the tables a success changes; without it, none. `.answers(409)`: what a success
//!   looks like where the world cannot let it succeed. `.foreign(422)`, `.other(422)`: where a row that is not in
//!   reach is not the route's subject, but named in its body. `.of_all("job_leases")`: what it changes where a superadmin
//!   does it for all organisations.

use serde_json::{Value, json};

use super::line::{Line, line, public};

pub const EVERYBODY: &str =
    "| superadmin admin finance teacher moderator organizer partner receptionist student parent";
const TOKENS: &str =
    "superadmin admin | finance teacher moderator organizer partner receptionist student parent";
const WISHERS: &str =
    "superadmin admin | finance teacher moderator organizer partner receptionist student parent";
pub const ADMINS: &str = "superadmin admin";
pub const FINANCE: &str = "superadmin admin finance";
const SCAN_READERS: &str = "superadmin admin receptionist moderator | organizer partner";
const EVENT_SCANNERS: &str = "superadmin admin moderator | organizer partner";
const PAYMENTS: &str = "superadmin admin finance moderator | organizer";
const SCANNERS: &str = "superadmin admin receptionist moderator | organizer partner student";
pub const RECEPTION: &str = "superadmin admin receptionist";
pub const READERS: &str = "superadmin admin finance | teacher student parent";
const WATCHERS: &str = "superadmin admin finance receptionist | teacher student parent";
pub const KEEPERS: &str = "superadmin admin | teacher";
pub const JOINERS: &str = "superadmin admin | teacher student";
const LOGS: &str = "superadmin admin finance | teacher";
pub const BILLS: &str = "superadmin admin finance | student parent";
pub const PAY: &str = "superadmin admin finance | teacher";
const PEOPLE: &str = "superadmin admin finance receptionist moderator organizer | teacher student parent";

/// Every line: the API's and the pages'.
pub fn lines() -> Vec<Line> {
    let pages = super::pages::lines().into_iter().map(|line| Line { page: true, ..line });
    api_lines().into_iter().chain(pages).collect()
}

/// One that two sessions are drawn of.
fn timetable() -> Value {
    json!({"title": "Tajweed", "kind": "quran", "format": "group", "platform": "livekit", "teacherId": "{id}",
           "studentIds": [], "firstStart": "2026-01-06T20:00", "rule": "FREQ=WEEKLY;BYDAY=TU;COUNT=2"})
}

#[rustfmt::skip]
fn api_lines() -> Vec<Line> {
    vec![
        public("GET /healthz"),
        public("GET /readyz"),
        public("GET /metrics"),
        public("GET /openapi.json"),
        public("GET /docs").answers(308),
        public("GET /docs/{*file}").answers(404),
        public("POST /webhooks/livekit").with(json!({})).answers(401),
        public("POST /api/v1/logins").with(json!({"email": "nobody@x", "password": "x"})).answers(401),

        line("GET /api/v1/me", EVERYBODY),
        line("PUT /api/v1/me/password", EVERYBODY)
            .with(json!({"currentPassword": "x", "newPassword": "long enough"})).answers(422),
        line("GET /api/v1/me/calendar", EVERYBODY).touches("calendar_feeds audit_log"),
        line("POST /api/v1/me/calendar", EVERYBODY).touches("calendar_feeds audit_log"),
        line("POST /api/v1/me/calendar/rotate", EVERYBODY).touches("calendar_feeds audit_log"),
        line("GET /api/v1/me/notifications", EVERYBODY),
        line("POST /api/v1/me/notifications/seen", EVERYBODY).touches("people"),
        line("GET /api/v1/me/push-key", EVERYBODY),
        line("GET /api/v1/me/push-subscriptions", EVERYBODY),
        line("POST /api/v1/me/push-subscriptions", EVERYBODY).touches("push_subscriptions").with(json!({
            "endpoint": "https://push.example/one",
            "keys": {"p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                     "auth": "BTBZMqHH6r4Tts7J_aSIgg"}})),
        line("DELETE /api/v1/me/push-subscriptions/{id}", EVERYBODY).of("browser").other(404)
            .touches("push_subscriptions"),
        line("GET /api/v1/people/{id}/notification-preferences", WISHERS).of("oneself"),
        line("PUT /api/v1/people/{id}/notification-preferences", WISHERS).of("oneself")
            .with(json!({"quietHours": {"from": "22:00", "to": "07:00"}}))
            .touches("notification_preferences audit_log"),
        line("GET /api/v1/tokens", TOKENS).lists("token"),
        line("POST /api/v1/tokens", EVERYBODY).with(json!({"name": "script"})).touches("api_tokens audit_log"),
        line("DELETE /api/v1/tokens/{id}", TOKENS).of("token").touches("api_tokens audit_log"),

        line("GET /api/v1/organizations", "superadmin+ admin").lists("organization"),
        line("POST /api/v1/organizations", "superadmin+")
            .with(json!({"name": "new", "timeZone": "UTC", "currency": "EUR"}))
            .touches("organizations policy_versions audit_log"),
        line("GET /api/v1/organizations/{id}", "superadmin+ admin").of("organization"),
        line("PATCH /api/v1/organizations/{id}", "superadmin+ admin").of("organization")
            .with(json!({"name": "renamed"})).touches("organizations audit_log"),

        line("GET /api/v1/people", PEOPLE).lists("person"),
        line("POST /api/v1/people", ADMINS).of("home").foreign(422)
            .with(json!({"name": "new", "roles": ["student"], "householdId": "{id}"}))
            .touches("people person_roles identities unevaluated audit_log"),
        line("GET /api/v1/people/{id}", PEOPLE).of("person"),
        line("PATCH /api/v1/people/{id}", ADMINS).of("person")
            .with(json!({"name": "renamed"})).touches("people audit_log"),
        line("PUT /api/v1/people/{id}/password", ADMINS).of("person")
            .with(json!({"password": "long enough"})).touches("people api_tokens audit_log"),

        line("GET /api/v1/households", "superadmin admin finance | parent").lists("home"),
        line("POST /api/v1/households", ADMINS).of("person").foreign(422)
            .with(json!({"name": "new", "payerId": "{id}"})).touches("households audit_log"),
        line("GET /api/v1/households/{id}", "superadmin admin finance | parent").of("home"),
        line("PATCH /api/v1/households/{id}", ADMINS).of("home")
            .with(json!({"name": "renamed"})).touches("households audit_log"),

        line("GET /api/v1/identities", ADMINS),
        line("POST /api/v1/identities", ADMINS).of("person").foreign(422)
            .with(json!({"source": "meet", "value": "users/1", "personId": "{id}"}))
            .touches("identities unevaluated audit_log"),
        line("DELETE /api/v1/identities", ADMINS).of("person").asking("source=meet&value=users/{id}")
            .touches("identities unevaluated audit_log"),

        line("GET /api/v1/rates", FINANCE).lists("rate"),
        line("POST /api/v1/rates", FINANCE).of("person").foreign(422)
            .with(json!({"for": "charge", "personId": "{id}", "perHour": "30.00", "validFrom": "2026-01-01"}))
            .touches("rates sessions reports audit_log"),
        line("DELETE /api/v1/rates/{id}", FINANCE).of("rate").touches("rates sessions reports audit_log"),

        line("GET /api/v1/packages", FINANCE).lists("package"),
        line("POST /api/v1/packages", ADMINS).with(json!({"name": "new", "sessions": 4}))
            .touches("packages audit_log"),
        line("GET /api/v1/packages/{id}", FINANCE).of("package"),
        line("PATCH /api/v1/packages/{id}", ADMINS).of("package")
            .with(json!({"name": "renamed"})).touches("packages audit_log"),
        line("GET /api/v1/subscriptions", BILLS).lists("subscription"),
        line("POST /api/v1/subscriptions", ADMINS).of("person").foreign(422)
            .with(json!({"personId": "{id}", "sessions": 4, "validFrom": "2026-01-01"}))
            .touches("subscriptions audit_log"),
        line("GET /api/v1/subscriptions/{id}", BILLS).of("subscription"),
        line("PATCH /api/v1/subscriptions/{id}", ADMINS).of("subscription")
            .with(json!({"validUntil": "2026-06-30"})).touches("subscriptions audit_log"),
        line("POST /api/v1/subscriptions/{id}/entries", ADMINS).of("subscription")
            .with(json!({"change": 1, "reason": "a gift"})).touches("subscription_entries audit_log"),

        line("GET /api/v1/webhook-endpoints", ADMINS).lists("endpoint"),
        line("POST /api/v1/webhook-endpoints", ADMINS).with(json!({"url": "https://new.example/hook", "events": []}))
            .touches("webhook_endpoints audit_log"),
        line("GET /api/v1/webhook-endpoints/{id}", ADMINS).of("endpoint"),
        line("PATCH /api/v1/webhook-endpoints/{id}", ADMINS).of("endpoint").with(json!({"isEnabled": false}))
            .touches("webhook_endpoints audit_log"),
        line("DELETE /api/v1/webhook-endpoints/{id}", ADMINS).of("endpoint").touches("webhook_endpoints audit_log"),
        line("POST /api/v1/webhook-endpoints/{id}/rotate-secret", ADMINS).of("endpoint")
            .touches("webhook_endpoints audit_log"),
        line("POST /api/v1/webhook-endpoints/{id}/test", ADMINS).of("endpoint")
            .touches("deliveries delivery_facts audit_log"),
        line("GET /api/v1/webhook-endpoints/{id}/deliveries", ADMINS).of("endpoint"),
        line("GET /api/v1/webhook-endpoints/{id}/deliveries/of-{id}", ADMINS).of("endpoint"),
        line("POST /api/v1/webhook-endpoints/{id}/deliveries/of-{id}/retry", ADMINS).of("endpoint")
            .touches("deliveries audit_log"),
        line("GET /api/v1/deliveries", ADMINS).lists("delivery"),
        line("GET /api/v1/deliveries/{id}", ADMINS).of("delivery"),
        line("POST /api/v1/deliveries/{id}/retry", ADMINS).of("delivery").touches("deliveries audit_log"),

        line("GET /api/v1/venues", RECEPTION).lists("venue"),
        line("POST /api/v1/venues", ADMINS).with(json!({"name": "new"}))
            .touches("venues venue_code_changes audit_log"),
        line("GET /api/v1/venues/{id}", RECEPTION).of("venue"),
        line("PATCH /api/v1/venues/{id}", ADMINS).of("venue")
            .with(json!({"name": "renamed"})).touches("venues audit_log"),
        line("GET /api/v1/plans", RECEPTION).lists("plan"),
        line("POST /api/v1/plans", ADMINS).with(json!({"name": "new"})).touches("plans plan_states audit_log"),
        line("GET /api/v1/plans/{id}", RECEPTION).of("plan"),
        line("PATCH /api/v1/plans/{id}", ADMINS).of("plan")
            .with(json!({"name": "renamed"})).touches("plans plan_states audit_log"),
        line("GET /api/v1/memberships", RECEPTION).lists("membership"),
        line("POST /api/v1/memberships", ADMINS).of("plan").foreign(422)
            .with(json!({"personId": "{student}", "planId": "{id}", "validFrom": "2026-01-01"}))
            .touches("memberships membership_states audit_log"),
        line("GET /api/v1/memberships/{id}", RECEPTION).of("membership"),
        line("PATCH /api/v1/memberships/{id}", ADMINS).of("membership")
            .with(json!({"status": "paused"})).touches("membership_states audit_log"),

        line("GET /api/v1/venues/{id}/code", RECEPTION).of("venue"),
        line("POST /api/v1/venues/{id}/code/rotate", RECEPTION).of("venue").touches("venue_code_changes audit_log"),
        line("POST /api/v1/venues/{id}/code/toggle", RECEPTION).of("venue").with(json!({"isEnabled": false}))
            .touches("venue_code_changes audit_log"),
        line("GET /api/v1/venues/{id}/code.png", RECEPTION).of("venue"),
        line("GET /api/v1/venues/{id}/code.svg", RECEPTION).of("venue"),
        line("GET /api/v1/venues/{id}/code/screen", RECEPTION).of("venue"),
        line("GET /api/v1/venues/{id}/figures", RECEPTION).of("venue"),
        line("GET /api/v1/scans", SCAN_READERS),
        line("POST /api/v1/scans", SCANNERS).with(json!({"code": "no code", "nonce": "n"})).answers(400)
            .touches("scans"),
        line("GET /api/v1/visits", "superadmin admin receptionist | student parent").lists("visit"),
        // The people of events enter somebody there, and have no other sessions.
        line("POST /api/v1/visits", "superadmin admin receptionist | teacher").of("session")
            .with(json!({"sessionId": "{id}", "personId": "{student}", "direction": "in", "nonce": "n"}))
            .touches("attendance_logs evidence lines notification_facts reports scans sessions"),
        line("GET /api/v1/sessions/{id}/code", KEEPERS).of("session"),
        line("GET /api/v1/me/code", "| student parent").of("person").asking("person_id={id}"),
        line("GET /api/v1/code-keys", ADMINS),
        line("POST /api/v1/code-keys", ADMINS).touches("code_keys audit_log"),
        line("DELETE /api/v1/code-keys/{id}", ADMINS).of("venue").answers(404),

        line("GET /api/v1/connections/livekit", ADMINS).lists("connection"),
        line("POST /api/v1/connections/livekit", ADMINS)
            .with(json!({"url": "wss://live.example", "apiKey": "new", "secret": "a secret", "unverified": true}))
            .touches("livekit_servers livekit_keys audit_log"),
        line("DELETE /api/v1/connections/livekit/{id}", ADMINS).of("connection")
            .touches("livekit_servers livekit_keys audit_log"),
        line("POST /api/v1/connections/livekit/{id}/keys", ADMINS).of("connection")
            .with(json!({"apiKey": "new", "secret": "a secret", "unverified": true,
                         "othersRetireAt": "2027-01-01T00:00:00Z"}))
            .touches("livekit_keys audit_log"),
        line("DELETE /api/v1/connections/livekit/{id}/keys", ADMINS).of("connection")
            .asking("api_key=key-of-{id}").touches("livekit_keys audit_log"),
        line("GET /api/v1/timetables", ADMINS).lists("timetable"),
        line("POST /api/v1/timetables", ADMINS).of("teacher").foreign(422).with(timetable())
            .touches("timetables timetable_versions timetable_sessions sessions audit_log"),
        line("POST /api/v1/timetables/check", ADMINS).of("teacher").foreign(422).with(timetable()),
        line("GET /api/v1/timetables/{id}", ADMINS).of("timetable"),
        line("PATCH /api/v1/timetables/{id}", ADMINS).of("timetable").with(json!({"title": "renamed"}))
            .touches("timetable_versions audit_log"),
        line("DELETE /api/v1/timetables/{id}", ADMINS).of("timetable").touches("timetables audit_log"),
        line("POST /api/v1/timetables/{id}/check", ADMINS).of("timetable").with(json!({"title": "renamed"})),
        line("GET /api/v1/timetables/{id}/sessions", ADMINS).of("timetable"),
        line("GET /api/v1/holidays", ADMINS).lists("holiday"),
        line("POST /api/v1/holidays", ADMINS).with(json!({"date": "2026-03-20", "name": "Eid"}))
            .touches("holidays audit_log"),
        line("DELETE /api/v1/holidays/{id}", ADMINS).of("holiday").touches("holidays audit_log"),
        line("GET /api/v1/sessions", READERS).lists("session"),
        line("POST /api/v1/sessions", ADMINS).of("person").foreign(422)
            .with(json!({"kind": "academic", "format": "group", "platform": "livekit",
                         "start": "2026-02-01T08:00:00Z", "studentIds": ["{id}"]}))
            .touches("sessions session_students audit_log"),
        line("GET /api/v1/sessions/{id}", READERS).of("session"),
        line("PATCH /api/v1/sessions/{id}", KEEPERS).of("planned")
            .with(json!({"title": "renamed"})).touches("sessions reports audit_log"),
        line("GET /api/v1/sessions/{id}/attendance", READERS).of("session"),
        line("GET /api/v1/sessions/{id}/evidence", KEEPERS).of("session"),
        line("GET /api/v1/sessions/{id}/explain", READERS).of("session"),
        line("GET /api/v1/lines/{id}/explain", READERS).of("line"),
        line("GET /api/v1/sessions/{id}/overrides", KEEPERS).of("session"),
        line("POST /api/v1/sessions/{id}/overrides", KEEPERS).of("session")
            .with(json!({"personId": "{student}", "outcome": "excused", "reason": "ill"}))
            .touches("evidence sessions reports lines audit_log"),
        line("POST /api/v1/sessions/{id}/marks", KEEPERS).of("session")
            .with(json!({"personId": "{student}", "direction": "in"}))
            .touches("evidence sessions reports lines attendance_logs notification_facts audit_log"),
        // An organizer cancels their events, and has no other sessions.
        line("POST /api/v1/sessions/{id}/cancel", KEEPERS).of("planned")
            .touches("sessions session_rooms notification_facts audit_log"),
        line("POST /api/v1/sessions/{id}/join", JOINERS).of("lesson").answers(502)
            .touches("session_rooms"),
        line("POST /api/v1/sessions/{id}/substitute", ADMINS).of("planned")
            .with(json!({"teacherId": "{id}"})).answers(422),
        line("POST /api/v1/sessions/{id}/room/mute", KEEPERS).of("planned")
            .with(json!({"identity": "somebody"})).answers(502),
        line("POST /api/v1/sessions/{id}/room/remove", KEEPERS).of("planned")
            .with(json!({"identity": "somebody"})).answers(502),
        line("POST /api/v1/sessions/{id}/room/remind", KEEPERS).of("planned")
            .with(json!({"personId": "nobody"})).answers(422),
        line("POST /api/v1/sessions/{id}/resync", KEEPERS).of("meeting").answers(409),
        line("POST /api/v1/sessions/resync-active", KEEPERS).names_rows().limited().touches("sessions"),
        line("POST /api/v1/sessions/{id}/complete", KEEPERS).of("lesson")
            .touches("sessions session_rooms audit_log"),
        line("POST /api/v1/sessions/{id}/mark-student-absent", KEEPERS).of("lesson")
            .touches("evidence sessions session_rooms reports audit_log"),
        line("POST /api/v1/sessions/{id}/reschedule", KEEPERS).of("planned")
            .with(json!({"start": "2026-02-01T08:00:00Z"})).touches("session_students sessions reports notification_facts audit_log"),

        line("GET /api/v1/events", "superadmin admin finance moderator receptionist student | organizer partner")
            .lists("event"),
        line("POST /api/v1/events", "superadmin admin | organizer")
            .with(json!({"title": "new", "start": "2026-02-01T08:00:00Z", "end": "2026-02-01T10:00:00Z"}))
            .touches("sessions events event_organizers audit_log"),
        line("GET /api/v1/events/{id}", "superadmin admin finance moderator receptionist student | organizer partner")
            .of("event"),
        line("PATCH /api/v1/events/{id}", "superadmin admin | organizer").of("event")
            .with(json!({"title": "renamed", "capacity": 7})).touches("sessions events audit_log"),
        line("GET /api/v1/events/{id}/registrations", "superadmin admin finance moderator | organizer partner").of("event"),
        line("POST /api/v1/events/{id}/registrations", "superadmin admin moderator | organizer student").of("event")
            .with(json!({"personId": "{student}"})).answers(409),
        line("DELETE /api/v1/events/{id}/registrations/of-{id}", "superadmin admin moderator | organizer student")
            .of("event").touches("registrations unevaluated audit_log"),
        line("POST /api/v1/events/{id}/registrations/import", "superadmin admin moderator | organizer").of("event").answers(400),
        line("POST /api/v1/events/{id}/registrations/of-{id}/payment", PAYMENTS).of("event")
            .with(json!({"amount": "25.00", "reference": "invoice"})).touches("tickets audit_log"),
        line("DELETE /api/v1/events/{id}/registrations/of-{id}/payment", PAYMENTS).of("event").answers(409),
        line("POST /api/v1/events/{id}/code", EVENT_SCANNERS).of("event").answers(400),
        line("GET /api/v1/events/{id}/code", EVENT_SCANNERS).of("event").answers(404),
        line("DELETE /api/v1/events/{id}/code", EVENT_SCANNERS).of("event").touches("events audit_log"),
        line("GET /api/v1/events/{id}/stats", EVENT_SCANNERS).of("event"),
        line("GET /api/v1/events/{id}/check-ins", EVENT_SCANNERS).of("event"),
        line("POST /api/v1/check-ins/{id}/undo", EVENT_SCANNERS).of("check-in")
            .with(json!({"reason": "the wrong one"})).touches("admissions evidence unevaluated audit_log"),
        line("GET /api/v1/me/registrations", "| student"),

        line("GET /api/v1/unmatched", ADMINS).lists("unmatched"),
        line("POST /api/v1/unmatched/{id}/bind", ADMINS).of("unmatched").with(json!({"personId": null}))
            .touches("evidence unevaluated sessions reports unmatched attendance_logs audit_log"),
        line("POST /api/v1/unmatched/bind", ADMINS).of("unmatched")
            .with(json!({"bindings": [{"id": "{id}", "personId": null}]}))
            .touches("evidence unevaluated sessions reports unmatched attendance_logs audit_log"),
        line("GET /api/v1/live", WATCHERS).asking("follow=false"),
        line("GET /api/v1/attendance-logs", LOGS).of("session").asking("session_id={id}"),

        line("GET /api/v1/billing/families", BILLS).asking("year=2026&month=1"),
        line("GET /api/v1/payroll/teachers", PAY).asking("year=2026&month=1&lines=true"),
        line("GET /api/v1/periods", FINANCE),
        line("GET /api/v1/analytics", FINANCE).asking("from=2026-01-01&to=2026-02-01"),

        line("GET /api/admin/attendance/qr/config", ADMINS).of("venue").asking("gymId={id}"),
        line("POST /api/admin/attendance/qr/generate", ADMINS).of("venue").with(json!({"gymId": "{id}"}))
            .touches("venue_code_changes audit_log"),
        line("POST /api/admin/attendance/qr/toggle", ADMINS).of("venue")
            .with(json!({"gymId": "{id}", "isEnabled": false})).touches("venue_code_changes audit_log"),
        line("POST /api/member/attendance/scan", "| student").with(json!({"qrData": "no code"})).answers(400)
            .touches("scans"),
        line("POST /checkin/validate-ticket", EVENT_SCANNERS).with(json!({"qrCodeData": "no code"})).answers(400)
            .touches("scans"),
        line("POST /checkin/validate-student", "| student").with(json!({"eventQRCode": "no code"})).answers(400)
            .touches("scans"),
        line("POST /checkin/generate-event-qr", EVENT_SCANNERS).of("event").with(json!({"eventId": "{id}"})).answers(400),
        line("GET /checkin/event/{id}/stats", EVENT_SCANNERS).of("event"),
        line("GET /checkin/event/{id}/list", EVENT_SCANNERS).of("event"),
        line("GET /monitoring/attendance-logs", LOGS).of("session").asking("session_id={id}"),
        line("POST /monitoring/sync-participants/{id}", KEEPERS).of("meeting").answers(409),
        line("POST /monitoring/sync-all-active", KEEPERS).names_rows().limited().touches("sessions"),
        line("GET /monitoring/billing/families", BILLS).asking("year=2026&month=1"),
        line("GET /monitoring/payroll/teachers", PAY).asking("year=2026&month=1&lines=true"),
        line("GET /api/schedule/classes", READERS).lists("session"),
        line("POST /teacher/sessions/{id}/cancel", KEEPERS).of("planned")
            .touches("sessions session_rooms notification_facts audit_log"),
        line("POST /teacher/sessions/{id}/complete", KEEPERS).of("lesson")
            .touches("sessions session_rooms audit_log"),
        line("POST /teacher/sessions/{id}/mark-student-absent", KEEPERS).of("lesson")
            .touches("evidence sessions session_rooms reports audit_log"),

        line("GET /api/v1/settings", ADMINS),
        line("PATCH /api/v1/settings", ADMINS)
            .with(json!({"blocked_days": ["friday"]})).touches("organizations audit_log"),
        line("GET /api/v1/policies", ADMINS),
        line("PUT /api/v1/policies", ADMINS)
            .with(json!({"reconnectGraceSeconds": 60})).touches("organizations policy_versions audit_log"),
        line("PUT /api/v1/policies/quran", ADMINS)
            .with(json!({"reconnectGraceSeconds": 60})).touches("organizations policy_versions audit_log"),
        line("GET /api/v1/audit-log", ADMINS),
        line("GET /api/v1/problems", ADMINS),

        line("GET /api/v1/connections/google", ADMINS),
        line("POST /api/v1/connections/google", ADMINS)
            .with(json!({"email": "aisha@school.example", "serviceAccount": {}})).answers(422),
        line("POST /api/v1/connections/google/consents", ADMINS).answers(422),
        public("GET /api/v1/connections/google/callback").answers(400),
        line("DELETE /api/v1/connections/google/{id}", ADMINS).of("organizer-of-calls")
            .touches("google_connections audit_log"),
        line("GET /api/v1/jobs", "superadmin+ admin"),
        line("GET /api/v1/jobs/sessions/runs", "superadmin+ admin"),
        line("POST /api/v1/jobs/sessions/runs", "superadmin+ admin").touches("job_requests audit_log")
            .of_all("job_leases audit_log"),
    ]
}
