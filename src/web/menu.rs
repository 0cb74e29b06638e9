//! The menu: one line for each page that is in it, in order. Whoever may open a page sees its line.

use crate::domain::access::{Caller, Grant};
use crate::domain::people::Role;
use crate::http::roles::{ADMINS, FINANCE, PAY_READERS, RECEPTION, SESSION_READERS};
use crate::web::grants::{
    BILL_READERS, BOARD_WATCHERS, EVENT_VISITORS, PARENTS, SCAN_WATCHERS, SCANNERS, STUDENTS, TEACHERS,
};

/// One line of the menu.
#[derive(Clone, Copy, Debug)]
pub struct MenuEntry {
    pub path: &'static str,
    /// A symbol of the sprite: `i-today`.
    pub icon: &'static str,
    /// The message with its name.
    pub text: &'static str,
    pub grants: &'static [Grant],
    /// What is somebody's own stands in the menu of those whose role it is, not of every admin who may open it.
    pub own_of: Option<Role>,
}

/// A group of lines under one heading.
#[derive(Clone, Copy, Debug)]
pub struct MenuGroup {
    /// The message with its heading; empty for the first group, which needs none.
    pub text: &'static str,
    pub entries: &'static [MenuEntry],
}

const fn entry(
    path: &'static str,
    icon: &'static str,
    text: &'static str,
    grants: &'static [Grant],
) -> MenuEntry {
    MenuEntry { path, icon, text, grants, own_of: None }
}

const fn own(
    path: &'static str,
    icon: &'static str,
    text: &'static str,
    grants: &'static [Grant],
    role: Role,
) -> MenuEntry {
    MenuEntry { path, icon, text, grants, own_of: Some(role) }
}

#[rustfmt::skip]
pub const MENU: &[MenuGroup] = &[
    MenuGroup { text: "", entries: &[
        entry("/today", "i-today", "menu-today", BOARD_WATCHERS),
        own("/week", "i-calendar", "menu-week", TEACHERS, Role::Teacher),
        own("/me", "i-person", "menu-me", STUDENTS, Role::Student),
        own("/family", "i-family", "menu-family", PARENTS, Role::Parent),
        entry("/reception", "i-door", "menu-reception", RECEPTION),
        entry("/scan", "i-qr", "menu-scan", SCANNERS),
        entry("/events", "i-flag", "menu-events", EVENT_VISITORS),
        own("/my/registrations", "i-ticket", "menu-registrations", STUDENTS, Role::Student),
        entry("/sessions", "i-list", "menu-sessions", SESSION_READERS),
        entry("/scans", "i-log", "menu-scans", SCAN_WATCHERS),
        own("/subscriptions", "i-ticket", "menu-subscriptions", PARENTS, Role::Parent),
    ]},
    MenuGroup { text: "menu-money", entries: &[
        entry("/billing", "i-money", "menu-billing", BILL_READERS),
        entry("/payroll", "i-money", "menu-payroll", PAY_READERS),
        entry("/subscriptions", "i-ticket", "menu-subscriptions", FINANCE),
        entry("/rates", "i-edit", "menu-rates", FINANCE),
    ]},
    MenuGroup { text: "menu-office", entries: &[
        entry("/people", "i-people", "menu-people", ADMINS),
        entry("/households", "i-family", "menu-households", ADMINS),
        entry("/timetables", "i-calendar", "menu-timetables", ADMINS),
        entry("/venues", "i-door", "menu-venues", ADMINS),
        entry("/memberships", "i-ticket", "menu-memberships", ADMINS),
        entry("/unmatched", "i-question", "menu-unmatched", ADMINS),
        entry("/analytics", "i-chart", "menu-analytics", FINANCE),
    ]},
    MenuGroup { text: "menu-operation", entries: &[
        entry("/messages", "i-mail", "menu-messages", ADMINS),
        entry("/jobs", "i-clock", "menu-jobs", ADMINS),
        entry("/connections", "i-plug", "menu-connections", ADMINS),
        entry("/webhooks", "i-send", "menu-webhooks", ADMINS),
        entry("/settings", "i-gear", "menu-settings", ADMINS),
        entry("/policies", "i-shield", "menu-policies", ADMINS),
        entry("/audit-log", "i-log", "menu-audit-log", ADMINS),
    ]},
];

impl MenuEntry {
    /// Whether it stands in this caller's menu.
    pub fn is_for(&self, caller: &Caller) -> bool {
        caller.scope(self.grants).is_some() && self.own_of.is_none_or(|role| caller.roles.contains(&role))
    }
}

/// The page somebody begins with, by the first of these roles they have (DESIGN.md 5.3).
pub const STARTS: &[(Role, &str)] = &[
    (Role::Superadmin, "/today"),
    (Role::Admin, "/today"),
    (Role::Receptionist, "/today"),
    (Role::Teacher, "/week"),
    (Role::Finance, "/billing"),
    (Role::Parent, "/family"),
    (Role::Student, "/me"),
    (Role::Organizer, "/events"),
    (Role::Partner, "/events"),
    (Role::Moderator, "/events"),
];

/// The page this caller begins with.
pub fn start_of(caller: &Caller) -> &'static str {
    let own = STARTS.iter().find(|(role, _)| caller.roles.contains(role));
    own.map_or("/account", |(_, path)| path)
}
