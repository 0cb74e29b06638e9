//! Every error code with its status and meaning: what clients rely on, and what the OpenAPI document shows beside each
//! route. A route has some codes by its kind (`implied_error_codes`) and names the others with `.refuses(&[…])`; a debug
//! build answers 500 where one is missing, so that the tests notice.

use axum::http::Method;

use super::problem::Problem;
use crate::http::route_declaration::{Declaration, RouteAccess, RouteSchema};

/// A stable code with its status. Two statuses for one code are two rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    pub code: &'static str,
    pub status: u16,
    pub meaning: &'static str,
}

/// All error codes, ordered by status and code.
#[rustfmt::skip]
pub const ERROR_CODES: &[ErrorCode] = &[
    row(400, "choose_venue", "There are several venues: say which one."),
    row(400, "event_over", "The event is over or cancelled: it has no code any more."),
    row(400, "expired", "The code, or the scan, is too old."),
    row(400, "format_unavailable", "There is no such file of this."),
    row(400, "in_the_future", "The time has not come yet."),
    row(400, "incomplete_body", "The body did not arrive whole, or not in time."),
    row(400, "invalid_body", "A field is unknown, missing, or of the wrong shape: `field` says which."),
    row(400, "invalid_code", "This is no code of ours, or it was changed."),
    row(400, "invalid_csv", "The list is no CSV with the columns name and email, or too long."),
    row(400, "invalid_cursor", "The cursor is not one of ours."),
    row(400, "invalid_idempotency_key", "An Idempotency-Key has 1 to 255 visible characters."),
    row(400, "invalid_json", "The body is no JSON."),
    row(400, "invalid_limit", "A page has 1 to 500 rows."),
    row(400, "invalid_meet_link", "This is no Google Meet link."),
    row(400, "invalid_meet_space", "This is no name of a Meet space."),
    row(400, "invalid_month", "A month is 1 to 12."),
    row(400, "invalid_parameter", "A parameter is missing or does not read."),
    row(400, "invalid_range", "`from` must lie before `to`."),
    row(400, "invalid_year", "A year is 2000 to 9999, and has the period."),
    row(400, "no_event_code", "Everybody shows a code of their own at this event."),
    row(400, "not_paid", "The ticket is not paid."),
    row(400, "rate_limited", "Too often, on an address whose clients know no 429: `Retry-After` says when it is worth asking again."),
    row(400, "revoked", "The code was replaced or taken back."),
    row(400, "too_early", "Check-in is not open yet."),
    row(400, "too_late", "Check-in is closed."),
    row(400, "unknown_parameter", "The address takes no such parameter: `field` says which."),
    row(400, "wrong_purpose", "The code is for something else."),
    row(401, "invalid_credentials", "E-mail address or password is wrong."),
    row(401, "unauthorized", "Nobody is logged in, or no longer; a webhook is not signed by a key that is known."),
    row(403, "disabled", "The venue takes no codes at present."),
    row(403, "forbidden", "The caller's roles, or the rows they own, do not allow it."),
    row(403, "foreign_origin", "Another site made a browser send it, with the cookie of a login."),
    row(403, "login_required", "An API token may not do this: log in."),
    row(403, "membership_inactive", "No membership is valid here on this day."),
    row(403, "own_report", "Nobody judges themselves."),
    row(403, "plan_not_eligible", "The plan of the membership takes no codes."),
    row(403, "read_only_token", "This API token may only read."),
    row(403, "wrong_organization", "The code is another organisation's, or of a place the membership is not for."),
    row(404, "no_code", "The event has no code that holds."),
    row(404, "not_found", "Missing, or another organisation's."),
    row(404, "not_registered", "There is no registration for this."),
    row(409, "already_checked_in", "Checked in already."),
    row(409, "already_paid", "The registration is paid already."),
    row(409, "already_registered", "There is a registration for this event already."),
    row(409, "already_used", "The ticket was used before: `checkedInAt` and `checkedInBy` say when and by whom."),
    row(409, "busy", "Others are changing it: try again."),
    row(409, "cancelled", "The session is cancelled."),
    row(409, "choose_organization", "The password fits in several: `organizations` has their ids and names."),
    row(409, "conflict", "Something else holds this place already."),
    row(409, "currency_in_use", "There are rates or lines in the present currency."),
    row(409, "double_booked", "The teacher has another session then."),
    row(409, "email_taken", "Somebody has this e-mail address already."),
    row(409, "endpoint_off", "The endpoint is switched off."),
    row(409, "free_event", "Nothing is paid for this event."),
    row(409, "full", "No place is left at this event."),
    row(409, "has_check_ins", "Somebody has been let in: how often one person is let in stays."),
    row(409, "has_registrations", "Somebody has registered: the type of the event stays."),
    row(409, "holiday_exists", "The day is a holiday already."),
    row(409, "idempotency_in_progress", "The first request with this Idempotency-Key is still at work."),
    row(409, "identity_taken", "The identity belongs to somebody already."),
    row(409, "illegal_transition", "The session's status does not allow this move."),
    row(409, "key_taken", "The API key belongs to a connection already."),
    row(409, "last_code_key", "Codes are signed with this key: add a new one first."),
    row(409, "no_meet_code", "The class has no Google Meet code."),
    row(409, "no_ticket", "There is no ticket to refund."),
    row(409, "not_checked_in", "Who is not in cannot leave."),
    row(409, "not_in_room", "Nobody of this identity, or no such track, is in the room now."),
    row(409, "not_individual", "Only a session with one student is marked absent as a whole."),
    row(409, "not_on_livekit", "The session is not held on LiveKit."),
    row(409, "not_open", "The session cannot be joined yet: `opensAt` says from when."),
    row(409, "not_started", "The session has not begun."),
    row(409, "nothing_left", "More is taken than is left of the subscription."),
    row(409, "nothing_to_retry", "Only a message is sent again that reached nobody and still says what is so."),
    row(409, "over", "The session is over: nobody joins it any more."),
    row(409, "own_account", "Nobody deactivates their own account."),
    row(409, "own_identity", "A person's own id stays theirs."),
    row(409, "platform_not_connected", "No organiser is connected to ask with."),
    row(409, "rate_exists", "There is a rate for this from this day already."),
    row(409, "registration_cancelled", "The registration is cancelled."),
    row(409, "room_taken", "Another session is held in this room or space then."),
    row(409, "session_over", "The session is over: what was different is said by an override."),
    row(409, "sessions_used", "More of the subscription's sessions are used already."),
    row(409, "settled", "The session is settled: what was different is said by an override."),
    row(409, "subscription_ended", "The subscription has ended: move its last day first."),
    row(409, "subscription_in_use", "Something was taken from the subscription or drawn: it stays its learner's."),
    row(409, "timetable_ended", "The timetable has ended and is not changed any more."),
    row(409, "too_many_browsers", "Somebody is told in at most 20 browsers."),
    row(409, "too_many_endpoints", "An organisation has at most 20 endpoints."),
    row(409, "too_many_tokens", "Somebody has at most 20 API tokens that are alive."),
    row(409, "waitlisted", "Who waits for a place pays when they have one."),
    row(413, "too_large", "The body is longer than allowed."),
    row(415, "unsupported_media_type", "The body is sent as JSON."),
    row(422, "already_expired", "A token ends in the future."),
    row(422, "blocked_day", "No session is held on this weekday."),
    row(422, "clock_skew", "The LiveKit server's clock and ours are more than a minute apart."),
    row(422, "expires_too_late", "A token lasts 366 days at most."),
    row(422, "idempotency_mismatch", "This Idempotency-Key was used for another request."),
    row(422, "in_the_future", "What has not happened yet cannot be marked."),
    row(422, "invalid_date", "A holiday is a day between the years 1 and 9999."),
    row(422, "invalid_days", "The last day is not before the first."),
    row(422, "invalid_email", "The organiser is named by an e-mail address."),
    row(422, "invalid_first_start", "A timetable begins at a local day and time like 2027-01-05T16:00."),
    row(422, "invalid_key", "An API key has 1 to 256 characters, none of them blank."),
    row(422, "invalid_key_file", "This is no key file of a service account."),
    row(422, "invalid_meet_code", "This is no Google Meet code."),
    row(422, "invalid_push_subscription", "A browser has an https address and two keys in base64url: `field` says what is wrong."),
    row(422, "invalid_quiet_hours", "Quiet hours have two different times, written like 22:00."),
    row(422, "invalid_rule", "The rule cannot be drawn as lessons: the detail says how to mend it."),
    row(422, "invalid_secret", "The secret of an API key is not empty."),
    row(422, "invalid_time_zone", "There is no such time zone."),
    row(422, "invalid_times", "A session ends after it starts and lasts at most a week."),
    row(422, "invalid_url", "The address is written like wss://livekit.example.org."),
    row(422, "invalid_webhook_url", "The address of an endpoint is written like https://hooks.example.org/rollcall, without name and password."),
    row(422, "invalid_window", "Check-in closes after it opens."),
    row(422, "key_refused", "The LiveKit server refuses the API key."),
    row(422, "link_without_meet", "Only sessions on meet have a Meet link."),
    row(422, "livekit_unreachable", "The LiveKit server cannot be reached, or does not answer in time."),
    row(422, "no_author", "It needs somebody who says it."),
    row(422, "no_change", "A correction adds sessions or takes some away."),
    row(422, "no_google_client", "No Google client is configured."),
    row(422, "no_sessions", "Without a package it needs the number of its sessions."),
    row(422, "not_a_partner", "The external partner has the role partner."),
    row(422, "not_a_student", "Only somebody with the role student becomes a member."),
    row(422, "not_a_teacher", "Who is named as the teacher has no role teacher."),
    row(422, "not_an_organizer", "Who an event is shared with has the role organizer."),
    row(422, "not_lessons", "Events are no lessons: no subscription covers them."),
    row(422, "not_livekit", "What answers there is no LiveKit server."),
    row(422, "not_on_roster", "Only somebody on the roster has a report."),
    row(422, "not_our_space", "None of the connected organisers owns this meeting."),
    row(422, "not_your_role", "A token acts in a role its person has."),
    row(422, "one_student", "A session of this format has one student."),
    row(422, "over_capacity", "More people are on the roster than max_participants allows."),
    row(422, "overlaps_itself", "A lesson of the timetable is not over when the next one begins."),
    row(422, "private_address", "The address is inside a private network, which is not allowed here."),
    row(422, "reserved_room", "Rooms of this name are Rollcall's own."),
    row(422, "room_without_livekit", "Only sessions on livekit have a room."),
    row(422, "too_far_ahead", "A timetable is changed from a day of the next five years on."),
    row(422, "too_many_sessions", "At most 1000 sessions at once."),
    row(422, "twice_on_roster", "Somebody is on the roster twice."),
    row(422, "unknown_household", "There is no such household."),
    row(422, "unknown_key", "The LiveKit server has no API key of this name."),
    row(422, "unknown_package", "There is no such package."),
    row(422, "unknown_person", "There is no such person, or no longer active."),
    row(422, "unknown_plan", "There is no such plan."),
    row(422, "unknown_venue", "There is no such venue."),
    row(422, "which_organizer", "Several organisers are connected: say which one."),
    row(422, "wrong_password", "The current password is wrong."),
    row(422, "wrong_secret", "The secret of the API key is another one at the LiveKit server."),
    row(429, "rate_limited", "Too often: `Retry-After` says when it is worth asking again."),
    row(500, "internal", "Something went wrong on our side; the request id helps to find it."),
    row(500, "unreadable_row", "It needs a row that this version cannot read; an admin finds it under /api/v1/problems."),
    row(502, "platform_error", "Google or LiveKit refused."),
    row(503, "incomplete_body", "The body did not arrive whole, or not in time: send it again."),
    row(503, "not_ready", "The server is stopping, or its database is not there."),
    row(503, "platform_not_connected", "The platform is not connected."),
    row(503, "room_closing", "An older room of the session is still being closed."),
    row(503, "unavailable", "The database does not answer."),
    row(504, "platform_timeout", "Google or LiveKit did not answer in time."),
    row(504, "timeout", "It takes longer than a request may; the work goes on."),
];

const fn row(status: u16, code: &'static str, meaning: &'static str) -> ErrorCode {
    ErrorCode { code, status, meaning }
}

/// Planning a session, or changing its place, teacher or roster (`app::session::booking`).
pub const BOOKING_ERRORS: &[&str] = &[
    "room_taken",
    "double_booked",
    "unknown_person",
    "unknown_venue",
    "not_a_teacher",
    "twice_on_roster",
    "one_student",
    "over_capacity",
    "room_without_livekit",
    "reserved_room",
    "link_without_meet",
    "invalid_meet_link",
    "invalid_meet_space",
];

/// Adding a key pair of a LiveKit server, which is asked first whether it accepts the pair.
pub const LIVEKIT_KEY_ERRORS: &[&str] = &[
    "key_taken",
    "invalid_key",
    "invalid_secret",
    "livekit_unreachable",
    "not_livekit",
    "unknown_key",
    "wrong_secret",
    "key_refused",
    "clock_skew",
    "private_address",
];

/// Any request that calls Google's API.
pub const GOOGLE_ERRORS: &[&str] =
    &["platform_not_connected", "rate_limited", "platform_error", "platform_timeout"];

/// Planning or editing a class on Meet, for which Google is asked about its space.
pub const MEET_SPACE_ERRORS: &[&str] = &[
    "which_organizer",
    "not_our_space",
    "invalid_meet_code",
    "invalid_key_file",
    "platform_not_connected",
    "rate_limited",
    "platform_error",
    "platform_timeout",
];

/// Status transitions of a session.
pub const CANCEL_ERRORS: &[&str] = &["illegal_transition", "busy"];
pub const COMPLETE_ERRORS: &[&str] = &["illegal_transition", "busy", "not_started"];
pub const MARK_ABSENT_ERRORS: &[&str] = &["illegal_transition", "busy", "not_individual", "own_report"];

pub const SUBSTITUTE_ERRORS: &[&str] = &["illegal_transition", "busy"];

/// Entering the room of a session.
pub const JOIN_ERRORS: &[&str] = &[
    "not_open",
    "over",
    "cancelled",
    "not_on_livekit",
    "platform_not_connected",
    "platform_error",
    "room_closing",
];

/// Bills and payroll of a month.
pub const MONTH_ERRORS: &[&str] = &["invalid_year", "invalid_month", "format_unavailable"];

/// Resyncing sessions with their platform.
pub const RESYNC_ERRORS: &[&str] = &[
    "no_meet_code",
    "cancelled",
    "platform_not_connected",
    "rate_limited",
    "platform_error",
    "platform_timeout",
];

/// Silencing or removing somebody in a LiveKit room.
pub const MODERATION_ERRORS: &[&str] =
    &["room_without_livekit", "not_in_room", "platform_not_connected", "platform_error", "platform_timeout"];

/// The codes that a route has by its method, access and types.
fn implied_error_codes(declaration: &Declaration, schema: &RouteSchema) -> Vec<&'static str> {
    let guarded = matches!(declaration.access, RouteAccess::Roles(_));
    let reads = declaration.method == Method::GET || declaration.method == Method::DELETE;
    let query = (schema.query)();
    let has = |name: &str| query.iter().any(|parameter| parameter.name == name);
    let json = !reads && schema.content_type == "application/json";
    let codes: [(&[&str], bool); 12] = [
        (&["internal", "unreadable_row", "unavailable", "timeout"], true),
        (&["unauthorized", "forbidden", "not_found"], guarded),
        (&["login_required"], declaration.login_only),
        (&["read_only_token", "foreign_origin"], guarded && declaration.method != Method::GET),
        (&["not_found"], declaration.path.contains('{')),
        (&["unknown_parameter"], !schema.allows_unknown_parameters),
        (&["invalid_parameter"], true),
        (&["invalid_limit", "invalid_cursor"], has("cursor")),
        (&["invalid_range"], has("from")),
        (&["too_large", "incomplete_body"], !reads),
        (&["invalid_json", "invalid_body", "unsupported_media_type", "conflict"], json),
        (
            &["invalid_idempotency_key", "idempotency_mismatch", "idempotency_in_progress"],
            guarded && declaration.method == Method::POST,
        ),
    ];
    codes.into_iter().filter(|(_, applies)| *applies).flat_map(|(codes, _)| codes.iter().copied()).collect()
}

/// Every error code of a route, by status and code.
pub(crate) fn of_route(declaration: &Declaration, schema: &RouteSchema) -> Vec<ErrorCode> {
    let mut codes = implied_error_codes(declaration, schema);
    codes.extend(&declaration.error_codes);
    let cut_off = schema.incomplete_body_status;
    let fits = |one: &&ErrorCode| {
        codes.contains(&one.code) && (one.code != "incomplete_body" || one.status == cut_off)
    };
    ERROR_CODES.iter().filter(fits).copied().collect()
}

/// The problem itself if the route declares it; otherwise, in a debug build, a 500 that says what to add where.
pub(crate) fn verify_declared(problem: Problem, route: &str, declared: &[ErrorCode]) -> Problem {
    let said = declared.iter().any(|one| (one.code, one.status) == (problem.code, problem.status.as_u16()));
    if said || !cfg!(debug_assertions) {
        return problem;
    }
    let (status, code) = (problem.status.as_u16(), problem.code);
    let known = ERROR_CODES.iter().any(|one| (one.code, one.status) == (code, status));
    let mut detail =
        format!("{route} refuses with {status} {code} and does not say so: add .refuses(&[{code:?}]) to it");
    if !known {
        detail += &format!(
            ", and row({status}, {code:?}, \"What it means.\") to ERROR_CODES in src/http/error_codes.rs"
        );
    }
    tracing::error!("{detail} ({})", problem.detail);
    Problem::new(axum::http::StatusCode::INTERNAL_SERVER_ERROR, "undeclared", detail)
}
