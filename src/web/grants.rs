//! Who opens which page (DESIGN.md 5.3), where the tables of the API do not say it already.

use crate::domain::access::{Grant, Rows};
use crate::domain::people::Role;

/// The live board: all of it, or the own part.
pub const BOARD_WATCHERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Receptionist, Rows::Organization),
    (Role::Teacher, Rows::OwnSessions),
    (Role::Parent, Rows::OwnHousehold),
];

/// A teacher's own week.
pub const TEACHERS: &[Grant] = &[
    (Role::Superadmin, Rows::OwnSessions),
    (Role::Admin, Rows::OwnSessions),
    (Role::Teacher, Rows::OwnSessions),
];

/// The own attendance of a student or member.
pub const STUDENTS: &[Grant] =
    &[(Role::Superadmin, Rows::OwnPerson), (Role::Admin, Rows::OwnPerson), (Role::Student, Rows::OwnPerson)];

/// Who has a card of their own, or children with one.
pub const CARD_HOLDERS: &[Grant] = &[(Role::Student, Rows::OwnPerson), (Role::Parent, Rows::OwnHousehold)];

/// The children of a parent.
pub const PARENTS: &[Grant] = &[
    (Role::Superadmin, Rows::OwnHousehold),
    (Role::Admin, Rows::OwnHousehold),
    (Role::Parent, Rows::OwnHousehold),
];

/// Who opens bills: the office all of them, a parent the own household's.
pub const BILL_READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Parent, Rows::OwnHousehold),
];

/// Who scans codes: students those of venues and sessions, the others those of students. Everybody sends them under their own
/// name, and the API says what each may do with which code.
pub const SCANNERS: &[Grant] = &[
    (Role::Superadmin, Rows::OwnPerson),
    (Role::Admin, Rows::OwnPerson),
    (Role::Receptionist, Rows::OwnPerson),
    (Role::Moderator, Rows::OwnPerson),
    (Role::Organizer, Rows::OwnPerson),
    (Role::Partner, Rows::OwnPerson),
    (Role::Student, Rows::OwnPerson),
];

/// Who looks at scans: who keeps the desk, and who sees to order.
pub const SCAN_WATCHERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Receptionist, Rows::Organization),
    (Role::Moderator, Rows::Organization),
];

/// Who looks at events: whoever may register for one sees all that are to come, who works on them their own.
pub const EVENT_VISITORS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Moderator, Rows::Organization),
    (Role::Student, Rows::Organization),
    (Role::Organizer, Rows::OwnEvents),
    (Role::Partner, Rows::OwnEvents),
];

/// What a student does for themselves.
pub const LEARNERS: &[Grant] = &[(Role::Student, Rows::OwnPerson)];
