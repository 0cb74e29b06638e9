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

        // The money: months, the proof of a line, rates.
        line("GET /billing", "superadmin admin finance | parent").asking("year=2026&month=1").names_rows(),
        line("GET /billing/download", "superadmin admin finance | parent")
            .asking("format=csv&year=2026&month=1").names_rows(),
        line("GET /payroll", "superadmin admin finance | teacher").asking("year=2026&month=1").names_rows(),
        line("GET /payroll/download", "superadmin admin finance | teacher")
            .asking("format=xlsx&year=2026&month=1").names_rows(),
        line("GET /lines/{id}", READERS).of("line"),
        line("GET /rates", "superadmin admin finance").names_rows(),
        line("POST /rates", "superadmin admin finance").of("person").foreign(422).answers(303)
            .sending("for=charge&who=person:{id}&price=30,5&per=hour&valid_from=2026-01-01")
            .touches("rates sessions reports audit_log"),
        line("POST /rates/for/{id}", "superadmin admin finance").of("person").answers(303)
            .sending("for=charge&who=person:{id}&price=30,5&per=hour&valid_from=2026-01-01")
            .touches("rates sessions reports audit_log"),
        line("POST /rates/{id}/remove", "superadmin admin finance").of("rate").answers(303)
            .touches("rates sessions reports audit_log"),
    ]
}
