//! What the document calls things: the operation id of every route, which client generators make into a method, and the
//! chapters the routes stand in. A route without a name, or without a chapter, fails `tests/api/document.rs`.

/// Route and operation id.
#[rustfmt::skip]
const OPERATIONS: &[(&str, &str)] = &[
    ("POST /api/v1/logins", "logIn"),
    ("GET /api/v1/me", "getMe"),
    ("PUT /api/v1/me/password", "setMyPassword"),
    ("GET /api/v1/tokens", "listTokens"),
    ("POST /api/v1/tokens", "createToken"),
    ("DELETE /api/v1/tokens/{id}", "revokeToken"),
    ("GET /api/v1/organizations", "listOrganizations"),
    ("POST /api/v1/organizations", "createOrganization"),
    ("GET /api/v1/organizations/{id}", "getOrganization"),
    ("PATCH /api/v1/organizations/{id}", "updateOrganization"),
    ("GET /api/v1/people", "listPeople"),
    ("POST /api/v1/people", "createPerson"),
    ("GET /api/v1/people/{id}", "getPerson"),
    ("PATCH /api/v1/people/{id}", "updatePerson"),
    ("PUT /api/v1/people/{id}/password", "setPersonPassword"),
    ("GET /api/v1/households", "listHouseholds"),
    ("POST /api/v1/households", "createHousehold"),
    ("GET /api/v1/households/{id}", "getHousehold"),
    ("PATCH /api/v1/households/{id}", "updateHousehold"),
    ("GET /api/v1/identities", "listIdentities"),
    ("POST /api/v1/identities", "createIdentity"),
    ("DELETE /api/v1/identities", "deleteIdentity"),
    ("GET /api/v1/rates", "listRates"),
    ("POST /api/v1/rates", "createRate"),
    ("DELETE /api/v1/rates/{id}", "deleteRate"),
    ("GET /api/v1/sessions", "listSessions"),
    ("POST /api/v1/sessions", "createSession"),
    ("GET /api/v1/sessions/{id}", "getSession"),
    ("PATCH /api/v1/sessions/{id}", "updateSession"),
    ("GET /api/v1/sessions/{id}/attendance", "getAttendance"),
    ("GET /api/v1/sessions/{id}/evidence", "listEvidence"),
    ("GET /api/v1/sessions/{id}/explain", "explainSession"),
    ("GET /api/v1/lines/{id}/explain", "explainLine"),
    ("GET /api/v1/sessions/{id}/overrides", "listOverrides"),
    ("POST /api/v1/sessions/{id}/overrides", "createOverride"),
    ("POST /api/v1/sessions/{id}/marks", "createMark"),
    ("POST /api/v1/sessions/{id}/cancel", "cancelSession"),
    ("POST /api/v1/sessions/{id}/complete", "completeSession"),
    ("POST /api/v1/sessions/{id}/mark-student-absent", "markStudentAbsent"),
    ("POST /api/v1/sessions/{id}/reschedule", "rescheduleSession"),
    ("POST /api/v1/sessions/{id}/resync", "resyncSession"),
    ("POST /api/v1/sessions/resync-active", "resyncActiveSessions"),
    ("GET /api/v1/unmatched", "listUnmatched"),
    ("POST /api/v1/unmatched/bind", "bindSeveral"),
    ("POST /api/v1/unmatched/{id}/bind", "bindUnmatched"),
    ("GET /api/v1/attendance-logs", "listAttendanceLogs"),
    ("GET /api/v1/billing/families", "getBilling"),
    ("GET /api/v1/payroll/teachers", "getPayroll"),
    ("GET /api/v1/periods", "listPeriods"),
    ("GET /api/v1/settings", "getSettings"),
    ("PATCH /api/v1/settings", "updateSettings"),
    ("GET /api/v1/policies", "getPolicies"),
    ("PUT /api/v1/policies", "setPolicies"),
    ("PUT /api/v1/policies/{kind}", "setPoliciesOfKind"),
    ("GET /api/v1/connections/livekit", "listLivekitConnections"),
    ("POST /api/v1/connections/livekit", "connectLivekit"),
    ("DELETE /api/v1/connections/livekit/{id}", "disconnectLivekit"),
    ("POST /api/v1/connections/livekit/{id}/keys", "addLivekitKey"),
    ("DELETE /api/v1/connections/livekit/{id}/keys", "removeLivekitKey"),
    ("GET /api/v1/audit-log", "listAuditLog"),
    ("GET /api/v1/connections/google", "listGoogleConnections"),
    ("POST /api/v1/connections/google", "connectGoogle"),
    ("POST /api/v1/connections/google/consents", "beginGoogleConsent"),
    ("GET /api/v1/connections/google/callback", "finishGoogleConsent"),
    ("DELETE /api/v1/connections/google/{id}", "disconnectGoogle"),
    ("GET /api/v1/problems", "listProblems"),
    ("GET /api/v1/jobs", "listJobs"),
    ("GET /api/v1/jobs/{name}/runs", "listJobRuns"),
    ("POST /api/v1/jobs/{name}/runs", "runJob"),
    ("POST /webhooks/livekit", "receiveLivekitWebhook"),
    ("GET /monitoring/attendance-logs", "doorListAttendanceLogs"),
    ("POST /monitoring/sync-participants/{id}", "doorSyncParticipants"),
    ("POST /monitoring/sync-all-active", "doorSyncAllActive"),
    ("GET /monitoring/billing/families", "doorGetBilling"),
    ("GET /monitoring/payroll/teachers", "doorGetPayroll"),
    ("GET /api/schedule/classes", "doorListClasses"),
    ("POST /teacher/sessions/{id}/cancel", "doorCancelSession"),
    ("POST /teacher/sessions/{id}/mark-student-absent", "doorMarkStudentAbsent"),
    ("POST /teacher/sessions/{id}/complete", "doorCompleteSession"),
    ("GET /healthz", "getHealth"),
    ("GET /readyz", "getReadiness"),
    ("GET /metrics", "getMetrics"),
    ("GET /openapi.json", "getDocument"),
    ("GET /docs", "openDocs"),
    ("GET /docs/{*file}", "getDocsFile"),
];

/// Beginning of a path, its chapter, and what stands in it; the first that fits holds.
#[rustfmt::skip]
const TAGS: &[(&str, &str, &str)] = &[
    ("/api/v1/logins", "logins", "Logging in, who one is, and API tokens."),
    ("/api/v1/me", "logins", ""),
    ("/api/v1/tokens", "logins", ""),
    ("/api/v1/organizations", "organizations", "Tenants: academies, centres, gyms, campuses. Everything else belongs to one."),
    ("/api/v1/settings", "settings", "What an organisation sets up for planning and periods."),
    ("/api/v1/policies", "policies", "The rules sessions are judged by. A session keeps those it was created under."),
    ("/api/v1/people", "people", "People with their roles."),
    ("/api/v1/households", "people", ""),
    ("/api/v1/identities", "identities", "The names that platforms know people by, and the ones nobody knows yet."),
    ("/api/v1/unmatched", "identities", ""),
    ("/api/v1/rates", "money", "Rates, what families owe, what teachers earn, and what each line rests on."),
    ("/api/v1/billing", "money", ""),
    ("/api/v1/payroll", "money", ""),
    ("/api/v1/periods", "money", ""),
    ("/api/v1/lines", "money", ""),
    ("/api/v1/sessions", "sessions", "Lessons and events: planning, moving, who was there, and people's word about it."),
    ("/api/v1/attendance-logs", "sessions", ""),
    ("/api/v1/connections", "connections", "LiveKit servers and Google organisers that are connected."),
    ("/api/v1/jobs", "administration", "Jobs that run by themselves, who changed what, and what is wrong in the data."),
    ("/api/v1/audit-log", "administration", ""),
    ("/api/v1/problems", "administration", ""),
    ("/webhooks", "webhooks", "Where platforms deliver their events."),
    ("/monitoring", "doors", "Second names of routes above, for clients of earlier systems: same rows, other field names."),
    ("/teacher", "doors", ""),
    ("/api/schedule", "doors", ""),
    ("/healthz", "operation", "For the operator: health, figures, and this document."),
    ("/readyz", "operation", ""),
    ("/metrics", "operation", ""),
    ("/openapi.json", "operation", ""),
    ("/docs", "operation", ""),
];

/// The name of a route; one without is named by the route itself, until a test says so.
pub fn operation_id(route: &str) -> &str {
    OPERATIONS.iter().find(|(known, _)| *known == route).map_or(route, |(_, id)| id)
}

/// The chapter of a path; one without is its first part.
pub fn tag(path: &str) -> &str {
    let found = TAGS.iter().find(|(start, _, _)| path.starts_with(start));
    found.map_or_else(|| path.split('/').nth(1).unwrap_or(path), |(_, tag, _)| tag)
}

/// Every chapter with what stands in it.
pub fn tags() -> impl Iterator<Item = (&'static str, &'static str)> {
    TAGS.iter().filter(|(_, _, meaning)| !meaning.is_empty()).map(|(_, tag, meaning)| (*tag, *meaning))
}
