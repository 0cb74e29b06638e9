//! Whom an event concerns.

use super::event::NotificationEvent;
use crate::domain::people::Role;

/// The people who may be told of a fact; their preferences decide the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactAudience {
    /// The person it is about, and the parents in their household.
    Family,
    /// Everybody on the roster of the session, and the parents of the learners.
    Session,
    /// Everybody who was told what is corrected.
    WhoeverWasTold,
    /// Everybody of a role.
    Staff(Role),
}

impl NotificationEvent {
    pub fn audience(self) -> FactAudience {
        match self {
            NotificationEvent::Arrival
            | NotificationEvent::Departure
            | NotificationEvent::SessionArrival
            | NotificationEvent::SessionDeparture
            | NotificationEvent::Absence
            | NotificationEvent::Late
            | NotificationEvent::LowBalance => FactAudience::Family,
            NotificationEvent::Correction => FactAudience::WhoeverWasTold,
            NotificationEvent::SessionCancelled | NotificationEvent::SessionMoved => FactAudience::Session,
            NotificationEvent::MoneyHeld => FactAudience::Staff(Role::Finance),
            NotificationEvent::PlatformSilent => FactAudience::Staff(Role::Admin),
        }
    }

    /// Whether somebody of these roles may ever be told of it, and so chooses about it.
    pub fn concerns(self, is_of_role: impl Fn(Role) -> bool) -> bool {
        let may = |roles: &[Role]| roles.iter().any(|role| is_of_role(*role));
        match self.audience() {
            FactAudience::Family | FactAudience::WhoeverWasTold => may(&[Role::Student, Role::Parent]),
            FactAudience::Session => may(&[Role::Student, Role::Parent, Role::Teacher]),
            FactAudience::Staff(role) => may(&[role]),
        }
    }
}
