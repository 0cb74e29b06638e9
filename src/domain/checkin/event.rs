//! Events (DESIGN.md 4.6, doors.md section 4): which codes one has and who reads them, when somebody is let in, and the
//! figures of who came.

use chrono::NaiveTime;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::refusal::Refusal;
use super::venue_day::DayClock;
use crate::domain::access::{Grant, Rows};
use crate::domain::evidence::manual::Purpose;
use crate::domain::people::Role;
use crate::domain::string_enum::string_enum_methods;
use crate::domain::time::Timestamp;

/// Who lets people in by their codes, undoes that, and sees who came.
pub const EVENT_SCANNERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Moderator, Rows::Organization),
    (Role::Organizer, Rows::OwnEvents),
    (Role::Partner, Rows::OwnEvents),
];

/// Who lets people in by name: the reception too.
pub const HAND_ADMITTERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Moderator, Rows::Organization),
    (Role::Receptionist, Rows::Organization),
    (Role::Organizer, Rows::OwnEvents),
    (Role::Partner, Rows::OwnEvents),
];

/// Who reads whose code at an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum CheckInMode {
    /// Everybody who comes shows a code of their own.
    OrganizerScans,
    /// The event shows one code for all.
    StudentsScan,
}
string_enum_methods!(CheckInMode);

/// Which of the four types an event is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventType {
    pub is_paid: bool,
    /// It has an external partner.
    pub is_external: bool,
}

impl EventType {
    pub fn mode(self) -> CheckInMode {
        if self.is_paid || self.is_external { CheckInMode::OrganizerScans } else { CheckInMode::StudentsScan }
    }

    /// What its codes are for; one of any other purpose is refused.
    pub fn purpose(self) -> Purpose {
        match (self.is_paid, self.is_external) {
            (true, _) => Purpose::Ticket,
            (false, true) => Purpose::Registration,
            (false, false) => Purpose::Session,
        }
    }

    /// Whether a registration has a code of its own.
    pub fn has_registration_codes(self) -> bool {
        self.purpose() == Purpose::Registration
    }

    /// Whether the event itself has a code.
    pub fn has_event_code(self) -> bool {
        self.purpose() == Purpose::Session
    }
}

/// Where somebody stands in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum RegistrationStatus {
    Registered,
    Waitlisted,
    Cancelled,
}
string_enum_methods!(RegistrationStatus);

/// What became of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum TicketStatus {
    /// Issued, and not paid yet.
    Pending,
    Paid,
    /// Refunded: it admits nobody.
    Revoked,
}
string_enum_methods!(TicketStatus);

/// How often one person is let in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum AdmitEvery {
    #[default]
    Event,
    Day,
}
string_enum_methods!(AdmitEvery);

impl AdmitEvery {
    /// What an admission counts for: the local day (`YYYY-MM-DD`) or, empty, the whole event. An event's day begins at 04:00.
    pub fn day(self, at: Timestamp, zone: Tz) -> String {
        match self {
            AdmitEvery::Event => String::new(),
            AdmitEvery::Day => {
                let starts_at = NaiveTime::from_hms_opt(4, 0, 0).expect("there is such a time of day");
                DayClock { zone, starts_at }.date(at).to_string()
            }
        }
    }
}

/// By what somebody was let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum AdmissionMethod {
    Ticket,
    Registration,
    EventCode,
    Manual,
}
string_enum_methods!(AdmissionMethod);

impl AdmissionMethod {
    /// The word for somebody who was let in before.
    pub fn refused_again(self) -> Refusal {
        match self {
            AdmissionMethod::Ticket => Refusal::AlreadyUsed,
            AdmissionMethod::Registration | AdmissionMethod::EventCode | AdmissionMethod::Manual => {
                Refusal::AlreadyCheckedIn
            }
        }
    }
}

/// When an event lets people in. Without a side it is open on that side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AdmissionWindow {
    pub opens_at: Option<Timestamp>,
    /// From then on it is too late.
    pub closes_at: Option<Timestamp>,
}

impl AdmissionWindow {
    /// # Errors
    /// `TooEarly`, `TooLate`.
    pub fn check(self, at: Timestamp) -> Result<(), Refusal> {
        if self.opens_at.is_some_and(|opens| at < opens) {
            return Err(Refusal::TooEarly);
        }
        if self.closes_at.is_some_and(|closes| at >= closes) {
            return Err(Refusal::TooLate);
        }
        Ok(())
    }

    /// Whether it is open at all.
    pub fn is_possible(self) -> bool {
        match (self.opens_at, self.closes_at) {
            (Some(opens), Some(closes)) => opens < closes,
            _ => true,
        }
    }
}

/// Who is registered for an event, who paid, and who came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventCounts {
    /// Registrations that are neither cancelled nor on the waiting list.
    pub registered: i64,
    /// Different people who were let in.
    pub checked_in: i64,
    /// Tickets that are paid and not refunded.
    pub paid_tickets: i64,
}

impl EventCounts {
    /// What the rate is of: paid tickets, or registrations where nothing is paid.
    pub fn base(self, is_paid: bool) -> i64 {
        if is_paid { self.paid_tickets } else { self.registered }
    }
}

/// Who came of a base, in tenths of a percent: 0 to 1000, half away from zero, 0 of nobody.
pub fn check_in_rate_tenths(checked_in: i64, base: i64) -> i64 {
    if base <= 0 {
        return 0;
    }
    ((checked_in * 2_000 + base) / (base * 2)).clamp(0, 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{DAY, HOUR};

    #[test]
    fn the_four_types_have_the_codes_of_the_matrix() {
        // is paid, is external, mode, code of, registration code, event code
        let matrix = [
            (false, false, "STUDENTS_SCAN", Purpose::Session, false, true),
            (true, false, "ORGANIZER_SCANS", Purpose::Ticket, false, false),
            (false, true, "ORGANIZER_SCANS", Purpose::Registration, true, false),
            (true, true, "ORGANIZER_SCANS", Purpose::Ticket, false, false),
        ];
        for (is_paid, is_external, mode, purpose, registration_codes, event_code) in matrix {
            let one = EventType { is_paid, is_external };
            assert_eq!(one.mode().as_str(), mode, "{one:?}");
            assert_eq!(one.purpose(), purpose, "{one:?}");
            assert_eq!(one.has_registration_codes(), registration_codes, "{one:?}");
            assert_eq!(one.has_event_code(), event_code, "{one:?}");
        }
    }

    #[test]
    fn the_rate_has_one_decimal_rounded_half_away_from_zero_and_ends_at_a_hundred() {
        let rates = [
            (0, 0, 0),
            (5, 0, 0),
            (0, 7, 0),
            (1, 3, 333),
            (2, 3, 667),
            (1, 8, 125),
            (1, 16, 63),  // 6.25
            (3, 16, 188), // 18.75
            (1, 2_000, 1),
            (1, 2_001, 0),
            (9_999, 10_000, 1_000),
            (10, 10, 1_000),
            (11, 10, 1_000),
        ];
        for (checked_in, base, tenths) in rates {
            assert_eq!(check_in_rate_tenths(checked_in, base), tenths, "{checked_in} of {base}");
        }
        let counts = EventCounts { registered: 4, checked_in: 1, paid_tickets: 2 };
        assert_eq!((counts.base(false), counts.base(true)), (4, 2));
    }

    #[test]
    fn the_window_holds_its_beginning_and_not_its_end() {
        let at = Timestamp::from_seconds(1_767_600_000);
        let both = AdmissionWindow { opens_at: Some(at), closes_at: Some(at.plus(HOUR)) };
        assert_eq!(both.check(at.plus(-1)), Err(Refusal::TooEarly));
        assert_eq!(both.check(at), Ok(()));
        assert_eq!(both.check(at.plus(HOUR - 1)), Ok(()));
        assert_eq!(both.check(at.plus(HOUR)), Err(Refusal::TooLate));
        assert_eq!(AdmissionWindow::default().check(at.plus(100 * DAY)), Ok(()));
        assert!(both.is_possible() && AdmissionWindow::default().is_possible());
        assert!(!AdmissionWindow { opens_at: Some(at), closes_at: Some(at) }.is_possible());
    }

    #[test]
    fn a_day_of_an_event_begins_at_four() {
        let zone = chrono_tz::Asia::Riyadh;
        let at = |text| Timestamp::parse(text).expect("an instant");
        let night = at("2026-01-06T03:59:59.999+03:00");
        assert_eq!(AdmitEvery::Day.day(night, zone), "2026-01-05");
        assert_eq!(AdmitEvery::Day.day(night.plus(1), zone), "2026-01-06");
        assert_eq!(AdmitEvery::Event.day(night, zone), "");
    }

    #[test]
    fn who_was_let_in_before_is_told_by_what_they_show() {
        let words: Vec<_> = AdmissionMethod::ALL.iter().map(|one| one.refused_again().as_str()).collect();
        assert_eq!(words, ["already_used", "already_checked_in", "already_checked_in", "already_checked_in"]);
    }
}
