//! The pages' part of the role table: see `lines.rs`. A page is refused by a page: whoever is not logged in is led to the
//! login, a form without a login is answered with it (401).

use super::line::{Line, line, public};
use super::lines::{ADMINS, BILLS, EVERYBODY, JOINERS, KEEPERS, READERS, RECEPTION};

const BOARD: &str = "superadmin admin receptionist | teacher parent";
const PLANNERS: &str = "superadmin admin | organizer";
const REGISTRARS: &str = "superadmin admin moderator | organizer";
const WORKERS: &str = "superadmin admin moderator | organizer partner";

#[rustfmt::skip]
pub fn lines() -> Vec<Line> {
    vec![
        public("GET /assets/{*file}").answers(404),
        // The browser's script is built by npm; where it is not there, it is not found.
        public("GET /service-worker.js"),
        public("GET /offline"),
        public("GET /calendar/{file}").answers(404),
        public("GET /unsubscribe/{token}").answers(404),
        public("POST /unsubscribe/{token}").answers(404),
        public("GET /login"),
        public("POST /login").answers(401),
        public("POST /preferences/browser").answers(303),

        line("GET /", EVERYBODY).answers(303),
        line("POST /logout", EVERYBODY).answers(303),
        line("POST /preferences", EVERYBODY).answers(303).sending("language=ar&theme=dark").touches("people"),

        line("GET /me/notifications", EVERYBODY),
        line("POST /me/notifications", EVERYBODY).answers(303).sending("quiet=yes&quiet_from=22:00&quiet_to=07:00&wished_language=ru")
            .touches("notification_preferences people audit_log"),
        line("POST /me/notifications/browsers/{id}/remove", EVERYBODY).of("browser").other(404).answers(303)
            .touches("push_subscriptions"),
        line("GET /people/{id}/notifications", ADMINS).of("person"),
        line("POST /people/{id}/notifications", ADMINS).of("person").answers(303).sending("absence=push&time_zone=Asia/Kolkata")
            .touches("notification_preferences audit_log"),

        line("GET /today", BOARD).names_rows(),
        line("GET /today/live", BOARD).asking("follow=false").names_rows(),

        // Says only that something changed.
        line("GET /live", "superadmin admin finance receptionist | teacher student parent").asking("follow=false"),

        line("GET /sessions", READERS).asking("show=past").names_rows(),

        // One session. Without its fields a form is refused, after the session was found to be in reach.
        line("GET /sessions/new", ADMINS).names_rows(),
        line("POST /sessions", ADMINS).answers(400),
        line("GET /sessions/{id}", READERS).of("session"),
        line("GET /sessions/{id}/room", JOINERS).of("session"),
        line("GET /sessions/{id}/code", KEEPERS).of("session"),
        line("GET /sessions/{id}/code/live", KEEPERS).of("session").asking("follow=false"),
        line("POST /sessions/{id}/cancel", KEEPERS).of("planned").answers(303)
            .touches("sessions session_rooms notification_facts audit_log"),
        line("POST /sessions/{id}/complete", KEEPERS).of("lesson").answers(303).touches("sessions session_rooms audit_log"),
        line("POST /sessions/{id}/mark-absent", KEEPERS).of("lesson").answers(303)
            .touches("evidence sessions session_rooms reports audit_log"),
        line("POST /sessions/{id}/reschedule", KEEPERS).of("planned").answers(400),
        line("POST /sessions/{id}/substitute", ADMINS).of("planned").answers(400),
        line("POST /sessions/{id}/resync", KEEPERS).of("meeting").answers(409),
        line("POST /sessions/{id}/override", KEEPERS).of("session").answers(400),
        line("POST /sessions/{id}/withdraw", KEEPERS).of("session").answers(400),
        line("GET /unmatched", ADMINS).names_rows(),
        line("POST /unmatched/{id}/bind", ADMINS).of("unmatched").answers(422),

        // The office. A form without its fields is refused before it is looked at whose row it is.
        line("GET /people", ADMINS).names_rows(),
        line("POST /people", ADMINS).answers(400),
        line("GET /people/{id}", ADMINS).of("person"),
        line("POST /people/{id}", ADMINS).of("person").answers(400).foreign(400),
        line("GET /people/import", ADMINS),
        line("POST /people/import", ADMINS),
        line("POST /people/import/confirm", ADMINS).answers(400),
        line("POST /people/{id}/password", ADMINS).of("person").answers(400).foreign(400),
        line("POST /people/{id}/activity", ADMINS).of("person").answers(400).foreign(400),
        line("POST /people/{id}/identities", ADMINS).of("person").answers(400).foreign(400),
        line("POST /people/{id}/identities/remove", ADMINS).of("person").answers(400).foreign(400),
        line("POST /people/{id}/rates", ADMINS).of("person").answers(400).foreign(400),
        line("GET /households", ADMINS).names_rows(),
        line("POST /households", ADMINS).answers(400),
        line("GET /households/{id}", ADMINS).of("home"),
        line("POST /households/{id}", ADMINS).of("home").answers(400),
        line("GET /audit-log", ADMINS).names_rows(),
        // Timetables and holidays. Without its fields a form is refused before it is looked at whose row it is.
        line("GET /timetables", ADMINS).names_rows(),
        line("GET /timetables/new", ADMINS).names_rows(),
        line("POST /timetables", ADMINS).answers(400),
        line("GET /timetables/{id}", ADMINS).of("timetable"),
        line("GET /timetables/{id}/edit", ADMINS).of("timetable"),
        line("POST /timetables/{id}", ADMINS).of("timetable").answers(400),
        line("POST /timetables/{id}/end", ADMINS).of("timetable").answers(303).touches("timetables audit_log"),
        line("GET /holidays", ADMINS).names_rows(),
        line("POST /holidays", ADMINS).answers(303).sending("day=2026-03-20&name=Eid").touches("holidays audit_log"),
        line("POST /holidays/{id}/remove", ADMINS).of("holiday").answers(303).touches("holidays audit_log"),

        // Venues, plans, members. A form without its fields is refused after its row was found to be in reach.
        line("GET /venues", ADMINS).names_rows(),
        line("POST /venues", ADMINS).answers(303)
            .sending("name=new&time_zone=Asia/Riyadh&day_starts_at=04:00&requires_membership=yes")
            .touches("venues venue_code_changes audit_log"),
        line("POST /venues/{id}", ADMINS).of("venue").answers(303)
            .sending("name=renamed&time_zone=Asia/Riyadh&day_starts_at=04:00&requires_membership=yes")
            .touches("venues audit_log"),
        line("GET /plans", ADMINS).names_rows(),
        line("POST /plans", ADMINS).answers(303).sending("name=new").touches("plans plan_states audit_log"),
        line("POST /plans/{id}", ADMINS).of("plan").answers(303).sending("name=renamed")
            .touches("plans plan_states audit_log"),
        line("GET /memberships", ADMINS).names_rows(),
        line("GET /memberships/{id}", ADMINS).of("membership"),
        line("POST /memberships/{id}", ADMINS).of("membership").answers(400),
        line("POST /memberships/{id}/status", ADMINS).of("membership").answers(303).sending("status=paused")
            .touches("membership_states audit_log"),
        line("POST /people/{id}/memberships", ADMINS).of("person").answers(400),

        // Events. Who may register sees all; who works on them opens their own. The event is external and paid for.
        line("GET /events", "superadmin admin moderator student | organizer partner").names_rows(),
        line("GET /events/new", PLANNERS),
        line("POST /events", PLANNERS).answers(400),
        line("GET /events/{id}", WORKERS).of("event"),
        line("GET /events/{id}/live", WORKERS).of("event").asking("follow=false"),
        line("GET /events/{id}/edit", PLANNERS).of("event"),
        line("POST /events/{id}", PLANNERS).of("event").answers(400),
        line("POST /events/{id}/cancel", PLANNERS).of("event").answers(303).touches("sessions notification_facts audit_log"),
        line("POST /events/{id}/registrations", REGISTRARS).of("event").sending("person={student}").answers(409),
        line("POST /events/{id}/registrations/of-{id}/cancel", REGISTRARS).of("event").answers(303)
            .touches("registrations unevaluated audit_log"),
        line("POST /events/{id}/registrations/of-{id}/payment", REGISTRARS).of("event")
            .sending("amount=25.00&reference=invoice").answers(303).touches("tickets audit_log"),
        line("POST /events/{id}/registrations/of-{id}/refund", REGISTRARS).of("event").answers(409),
        line("POST /events/{id}/admit", WORKERS).of("event").answers(400),
        line("GET /events/{id}/code", WORKERS).of("event").answers(400),
        line("POST /events/{id}/code/revoke", WORKERS).of("event").answers(303).touches("events audit_log"),
        line("GET /events/{id}/badges", WORKERS).of("event"),
        line("GET /events/{id}/import", REGISTRARS).of("event"),
        line("POST /events/{id}/import", REGISTRARS).of("event").answers(400),
        line("POST /check-ins/{id}/undo", WORKERS).of("check-in").sending("reason=the+wrong+one").answers(303)
            .touches("admissions evidence unevaluated audit_log"),
        line("GET /my/registrations", "| superadmin admin student"),
        // Without its field a form is refused: of several roles only some are registered.
        line("POST /my/registrations", "| student").answers(400),
        line("POST /my/registrations/cancel", "| student").answers(400),

        // The money: months, the proof of a line, rates.
        line("GET /billing", "superadmin admin finance | parent").asking("year=2026&month=1").names_rows(),
        line("GET /billing/download", "superadmin admin finance | parent")
            .asking("format=csv&year=2026&month=1").names_rows(),
        line("GET /payroll", "superadmin admin finance | teacher").asking("year=2026&month=1").names_rows(),
        line("GET /payroll/download", "superadmin admin finance | teacher")
            .asking("format=csv&year=2026&month=1").names_rows(),
        line("GET /lines/{id}", READERS).of("line"),
        line("GET /subscriptions", BILLS).names_rows(),
        line("GET /subscriptions/{id}", BILLS).of("subscription"),
        line("POST /subscriptions/{id}", ADMINS).of("subscription").answers(303)
            .sending("sessions=9&kind=interactive_course&valid_from=2026-01-01&valid_until=").touches("subscriptions audit_log"),
        line("POST /subscriptions/{id}/entries", ADMINS).of("subscription").answers(303)
            .sending("change=1&reason=gift").touches("subscription_entries audit_log"),
        line("GET /subscriptions/new", ADMINS).names_rows(),
        line("POST /subscriptions/new", ADMINS).of("person").foreign(422).answers(303)
            .sending("person={id}&package=&sessions=4&kind=&valid_from=2026-01-01&valid_until=")
            .touches("subscriptions audit_log"),
        line("POST /subscriptions/packages", ADMINS).answers(303).sending("name=new&kind=&sessions=4&minutes=")
            .touches("packages audit_log"),
        line("POST /subscriptions/packages/{id}", ADMINS).of("package").answers(303)
            .sending("name=renamed&kind=&sessions=4&minutes=").touches("packages audit_log"),
        line("GET /rates", "superadmin admin finance").names_rows(),
        line("POST /rates", "superadmin admin finance").of("person").foreign(422).answers(303)
            .sending("for=charge&who=person:{id}&price=30,5&per=hour&valid_from=2026-01-01")
            .touches("rates sessions reports audit_log"),
        line("POST /rates/for/{id}", "superadmin admin finance").of("person").answers(303)
            .sending("for=charge&who=person:{id}&price=30,5&per=hour&valid_from=2026-01-01")
            .touches("rates sessions reports audit_log"),
        line("POST /rates/{id}/remove", "superadmin admin finance").of("rate").answers(303)
            .touches("rates sessions reports audit_log"),

        // Operation and the own account.
        line("GET /jobs", "superadmin+ admin"),
        line("GET /jobs/sessions", "superadmin+ admin"),
        line("POST /jobs/sessions/run", "superadmin+ admin").answers(303).touches("job_requests audit_log")
            .of_all("job_leases audit_log"),
        line("GET /settings", ADMINS),
        line("POST /settings", ADMINS).sending("keys=blocked_days&blocked_days=friday").answers(303)
            .touches("organizations audit_log"),
        line("POST /settings/organization", ADMINS).sending("name=new&time_zone=UTC&currency=EUR").answers(409),
        line("GET /policies", ADMINS),
        line("GET /policies/history", ADMINS),
        line("GET /policies/try", ADMINS).asking("learnerPresentShare=50"),
        line("POST /policies", ADMINS).sending("reconnectGraceSeconds=60").answers(303)
            .touches("organizations policy_versions audit_log"),
        line("POST /policies/quran", ADMINS).sending("reconnectGraceSeconds=60").answers(303)
            .touches("organizations policy_versions audit_log"),
        line("GET /connections", ADMINS).names_rows(),
        line("POST /connections/livekit", ADMINS)
            .sending("url=wss://live.example&apiKey=new&secret=a+secret&unverified=1").answers(303)
            .touches("livekit_servers livekit_keys audit_log"),
        line("POST /connections/livekit/{id}/keys", ADMINS).of("connection")
            .sending("apiKey=new&secret=a+secret&unverified=1").answers(303).touches("livekit_keys audit_log"),
        line("POST /connections/livekit/{id}/keys/remove", ADMINS).of("connection")
            .sending("apiKey=key-of-{id}").answers(303).touches("livekit_keys audit_log"),
        line("POST /connections/livekit/{id}/remove", ADMINS).of("connection").answers(303)
            .touches("livekit_servers livekit_keys audit_log"),
        line("GET /connections/google/consent", ADMINS).answers(422),
        line("POST /connections/google", ADMINS).sending("email=aisha@school.example&key_file={}").answers(422),
        line("POST /connections/google/{id}/remove", ADMINS).of("organizer-of-calls").answers(303)
            .touches("google_connections audit_log"),
        line("GET /messages", ADMINS).names_rows(),
        line("GET /messages/templates", ADMINS),
        line("GET /messages/templates/arrival", ADMINS).names_rows(),
        line("GET /messages/templates/arrival/letter", ADMINS).names_rows(),
        line("GET /messages/{id}", ADMINS).of("delivery"),
        line("POST /messages/{id}/again", ADMINS).of("delivery").answers(303).touches("deliveries audit_log"),
        line("GET /webhooks", ADMINS).names_rows(),
        line("POST /webhooks", ADMINS).sending("url=https://new.example/hook").touches("webhook_endpoints audit_log"),
        line("GET /webhooks/{id}", ADMINS).of("endpoint"),
        line("POST /webhooks/{id}", ADMINS).of("endpoint").answers(303).sending("url=https://new.example/hook")
            .touches("webhook_endpoints audit_log"),
        line("POST /webhooks/{id}/state", ADMINS).of("endpoint").answers(303).sending("on=no")
            .touches("webhook_endpoints audit_log"),
        line("POST /webhooks/{id}/test", ADMINS).of("endpoint").answers(303)
            .touches("deliveries delivery_facts audit_log"),
        line("GET /webhooks/{id}/rotate", ADMINS).of("endpoint").answers(303),
        line("POST /webhooks/{id}/rotate", ADMINS).of("endpoint").touches("webhook_endpoints audit_log"),
        line("POST /webhooks/{id}/remove", ADMINS).of("endpoint").answers(303).touches("webhook_endpoints audit_log"),
        line("GET /account", EVERYBODY),
        line("POST /account/calendar", EVERYBODY).answers(303).touches("calendar_feeds audit_log"),
        line("POST /account/calendar/rotate", EVERYBODY).answers(303).touches("calendar_feeds audit_log"),
        line("POST /account/password", EVERYBODY)
            .sending("current=x&new=long+enough&again=long+enough").answers(422),
        line("POST /account/logins/nothing/end", EVERYBODY).answers(303),
        line("POST /account/logout-everywhere", EVERYBODY).answers(303),
        line("GET /account/tokens", EVERYBODY),
        line("POST /account/tokens", EVERYBODY).sending("name=script").touches("api_tokens audit_log"),
        line("POST /account/tokens/{id}/revoke", EVERYBODY).of("token").answers(303).other(404)
            .touches("api_tokens audit_log"),

        // The reception, its code, and the log of scans. A box that is not ticked is not sent: it switches off.
        line("GET /reception", RECEPTION).names_rows(),
        line("GET /admin/attendance", RECEPTION).names_rows(),
        line("GET /reception/live", RECEPTION).asking("follow=false").names_rows(),
        line("GET /reception/screen", RECEPTION).of("venue").asking("venue={id}"),
        line("GET /reception/screen/live", RECEPTION).of("venue").asking("venue={id}&follow=false"),
        line("GET /reception/sheet", RECEPTION).of("venue").asking("venue={id}"),
        line("POST /reception/{id}/toggle", RECEPTION).of("venue").answers(303).touches("venue_code_changes audit_log"),
        line("POST /reception/{id}/rotate", RECEPTION).of("venue").answers(303).touches("venue_code_changes audit_log"),
        line("POST /reception/{id}/entries", RECEPTION).of("venue").answers(400),
        line("GET /people/{id}/card", RECEPTION).of("person"),
        line("GET /me/card", "| student parent").of("person").asking("person={id}"),
        line("GET /scans", "superadmin admin receptionist moderator").names_rows(),

        // The scanner, and what opens it without a network.
        line("GET /scan", "| superadmin admin receptionist moderator organizer partner student"),
        public("GET /scan/shell"),
        public("GET /scan/app.webmanifest"),

        // One's own, and figures over many sessions.
        line("GET /week", "| superadmin admin teacher").names_rows(),
        line("GET /me", "| superadmin admin student"),
        line("GET /member", "| superadmin admin student"),
        line("GET /family", "| superadmin admin parent"),
        line("GET /analytics", "superadmin admin finance").names_rows(),
    ]
}
