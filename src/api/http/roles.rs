//! Role tables that many routes share.

use crate::domain::access::{Grant, Rows};
use crate::domain::people::Role;

/// Who runs an organisation.
pub const ADMINS: &[Grant] = &[(Role::Superadmin, Rows::Organization), (Role::Admin, Rows::Organization)];

/// Those, and who keeps its money.
pub const FINANCE: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
];

/// Only who runs the installation.
pub const SUPERADMINS: &[Grant] = &[(Role::Superadmin, Rows::Installation)];

/// Everybody who is logged in, for what is their own.
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

/// Who sees sessions: the office all of them, a teacher their own, students and parents their own part.
pub const SESSION_READERS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Finance, Rows::Organization),
    (Role::Teacher, Rows::OwnSessions),
    (Role::Student, Rows::OwnPerson),
    (Role::Parent, Rows::OwnHousehold),
];

/// Who acts on sessions: admins on all of them, a teacher on their own.
pub const SESSION_EDITORS: &[Grant] = &[
    (Role::Superadmin, Rows::Organization),
    (Role::Admin, Rows::Organization),
    (Role::Teacher, Rows::OwnSessions),
];
