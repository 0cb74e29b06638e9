//! Role tables that many routes share.

use crate::domain::access::{Grant, Rows};
pub use crate::domain::checkin::event::EVENT_SCANNERS;
use crate::domain::people::Role;

/// Admins of the organisation, and superadmins.
pub const ADMINS: &[Grant] = &[(Role::Superadmin, Rows::Organization), (Role::Admin, Rows::Organization)];

/// Admins, and the role that manages the organisation's money.
pub const FINANCE: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
];

/// Admins, and who sits at the desk.
pub const RECEPTION: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Receptionist, Rows::Organization),
];

/// What belongs to the installation: a superadmin reaches all of it, an admin the part of the own organisation.
pub const INSTALLATION_ADMINS: &[Grant] =
    &[(Role::Superadmin, Rows::Installation), (Role::Admin, Rows::Organization)];

/// Superadmins, for all organisations.
pub const SUPERADMINS: &[Grant] = &[(Role::Superadmin, Rows::Installation)];

/// Every role, for what belongs to the caller.
pub const EVERYBODY: &[Grant] = &[
    (Role::Superadmin, Rows::OwnPerson),
    (Role::Admin, Rows::OwnPerson),
    (Role::Finance, Rows::OwnPerson),
    (Role::Teacher, Rows::OwnPerson),
    (Role::Moderator, Rows::OwnPerson),
    (Role::Organizer, Rows::OwnPerson),
    (Role::Partner, Rows::OwnPerson),
    (Role::Receptionist, Rows::OwnPerson),
    (Role::Student, Rows::OwnPerson),
    (Role::Parent, Rows::OwnPerson),
];

/// Who says how somebody is told: everybody for themselves, a parent for the own household, admins for all.
pub const PREFERENCE_KEEPERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::OwnPerson),
    (Role::Teacher, Rows::OwnPerson),
    (Role::Moderator, Rows::OwnPerson),
    (Role::Organizer, Rows::OwnPerson),
    (Role::Partner, Rows::OwnPerson),
    (Role::Receptionist, Rows::OwnPerson),
    (Role::Student, Rows::OwnPerson),
    (Role::Parent, Rows::OwnHousehold),
];

/// Who sees sessions: the office all of them, a teacher their own, students and parents their own part.
pub const SESSION_READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Teacher, Rows::OwnSessions),
    (Role::Student, Rows::OwnPerson),
    (Role::Parent, Rows::OwnHousehold),
];

/// Who watches what goes on: the reception as the office, and everybody who reads sessions.
pub const LIVE_WATCHERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Receptionist, Rows::Organization),
    (Role::Teacher, Rows::OwnSessions),
    (Role::Student, Rows::OwnPerson),
    (Role::Parent, Rows::OwnHousehold),
];

/// Who sees pay: the office all of it, a teacher their own.
pub const PAY_READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Teacher, Rows::OwnSessions),
];

/// Who may see a line explained: the office every line, a teacher those of the own pay, students and parents those they
/// are charged by. What each reaches of lines is another thing than of sessions (`Scope::covers_line`); who comes is the
/// same.
pub const LINE_READERS: &[Grant] = SESSION_READERS;

/// Who may enter the room of a session: who is on its roster, and admins.
pub const JOINERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Teacher, Rows::OwnSessions),
    (Role::Student, Rows::OwnPerson),
];

/// Who sees subscriptions: the office all of them, students and parents their own.
pub const SUBSCRIPTION_READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Student, Rows::OwnPerson),
    (Role::Parent, Rows::OwnHousehold),
];

/// Who acts on sessions: admins on all of them, a teacher on their own.
pub const SESSION_EDITORS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Teacher, Rows::OwnSessions),
];

/// Who sees events: whoever may register for one sees all of them.
pub const EVENT_READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Moderator, Rows::Organization),
    (Role::Receptionist, Rows::Organization),
    (Role::Student, Rows::Organization),
    (Role::Organizer, Rows::OwnEvents),
    (Role::Partner, Rows::OwnEvents),
];

/// Who plans events: admins everywhere, an organizer their own.
pub const EVENT_PLANNERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Organizer, Rows::OwnEvents),
];

/// Who registers others for an event.
pub const EVENT_REGISTRARS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Moderator, Rows::Organization),
    (Role::Organizer, Rows::OwnEvents),
];

/// Who registers for an event: students themselves, and who registers others.
pub const EVENT_REGISTRANTS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Moderator, Rows::Organization),
    (Role::Organizer, Rows::OwnEvents),
    (Role::Student, Rows::OwnPerson),
];

/// Who sees who is registered for an event.
pub const REGISTRATION_READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Moderator, Rows::Organization),
    (Role::Organizer, Rows::OwnEvents),
    (Role::Partner, Rows::OwnEvents),
];

/// Who records payments for events.
pub const PAYMENT_RECORDERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Moderator, Rows::Organization),
    (Role::Organizer, Rows::OwnEvents),
];

/// Who cancels a session: who acts on sessions, and an organizer their events.
pub const SESSION_CANCELLERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Teacher, Rows::OwnSessions),
    (Role::Organizer, Rows::OwnEvents),
];
