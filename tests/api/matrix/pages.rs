//! The pages' part of the role table: see `lines.rs`. A page is refused by a page: whoever is not logged in is led to the
//! login, a form without a login is answered with it (401).

use super::lines::{ADMINS, EVERYBODY, Line, READERS, line, public};

#[rustfmt::skip]
pub fn lines() -> Vec<Line> {
    vec![
        public("GET /assets/{*file}").answers(404),
        public("GET /service-worker.js"),
        public("GET /offline"),
        public("GET /login"),
        public("POST /login").answers(401),
        public("POST /preferences/browser").answers(303),

        line("GET /", EVERYBODY).answers(303),
        line("POST /logout", EVERYBODY).answers(303),
        line("POST /preferences", EVERYBODY).answers(303).touches("people"),

        line("GET /sessions", READERS).names_rows(),

        // Operation and the own account.
        line("GET /jobs", "superadmin+ admin"),
        line("GET /jobs/sessions", "superadmin+ admin"),
        line("POST /jobs/sessions/run", "superadmin+ admin").answers(303).touches("job_requests audit_log")
            .of_all("job_leases audit_log"),
        line("GET /settings", ADMINS),
        line("POST /settings", ADMINS).answers(303),
        line("POST /settings/organization", ADMINS).answers(400),
        line("GET /policies", ADMINS),
        line("GET /policies/history", ADMINS),
        line("POST /policies", ADMINS).answers(303),
        line("POST /policies/quran", ADMINS).answers(303),
        line("GET /connections", ADMINS).names_rows(),
        line("POST /connections/livekit", ADMINS).answers(400),
        line("POST /connections/livekit/{id}/keys", ADMINS).of("connection").answers(400).foreign(400),
        line("POST /connections/livekit/{id}/keys/remove", ADMINS).of("connection").answers(400).foreign(400),
        line("POST /connections/livekit/{id}/remove", ADMINS).of("connection").answers(303)
            .touches("livekit_servers livekit_keys audit_log"),
        line("GET /connections/google/consent", ADMINS).answers(422),
        line("POST /connections/google", ADMINS).answers(400),
        line("POST /connections/google/{id}/remove", ADMINS).of("organizer-of-calls").answers(303)
            .touches("google_connections audit_log"),
        line("GET /account", EVERYBODY),
        line("POST /account/password", EVERYBODY).answers(400),
        line("POST /account/logins/nothing/end", EVERYBODY).answers(303),
        line("POST /account/logout-everywhere", EVERYBODY).answers(303),
        line("GET /account/tokens", EVERYBODY),
        line("POST /account/tokens", EVERYBODY).answers(400),
        line("POST /account/tokens/{id}/revoke", EVERYBODY).of("token").answers(303).other(404)
            .touches("api_tokens audit_log"),
    ]
}
