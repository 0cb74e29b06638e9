//! The pages' part of the role table: see `lines.rs`. A page is refused by a page: whoever is not logged in is led to the
//! login, a form without a login is answered with it (401).

use super::lines::{EVERYBODY, Line, READERS, line, public};

const BOARD: &str = "superadmin admin receptionist | teacher parent";

#[rustfmt::skip]
pub fn lines() -> Vec<Line> {
    vec![
        public("GET /assets/{*file}").answers(404),
        // The browser's script is built by npm; where it is not there, it is not found.
        public("GET /service-worker.js"),
        public("GET /offline"),
        public("GET /login"),
        public("POST /login").answers(401),
        public("POST /preferences/browser").answers(303),

        line("GET /", EVERYBODY).answers(303),
        line("POST /logout", EVERYBODY).answers(303),
        line("POST /preferences", EVERYBODY).answers(303).touches("people"),

        line("GET /today", BOARD).names_rows(),
        line("GET /today/live", BOARD).asking("follow=false").names_rows(),

        line("GET /sessions", READERS).asking("show=past").names_rows(),

        // One's own, and figures over many sessions.
        line("GET /week", "| superadmin admin teacher").names_rows(),
        line("GET /me", "| superadmin admin student"),
        line("GET /member", "| superadmin admin student"),
        line("GET /family", "| superadmin admin parent"),
        line("GET /analytics", "superadmin admin finance").names_rows(),
    ]
}
