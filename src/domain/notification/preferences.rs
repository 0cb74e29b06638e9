//! How somebody wants to be told: by which channels of which event, and when not.

use std::collections::{BTreeMap, BTreeSet};

use super::audience::FactAudience;
use super::event::{Channel, NotificationEvent};
use crate::domain::people::Role;

/// The channels of each event. An event that is not named has none.
pub type ChosenChannels = BTreeMap<NotificationEvent, BTreeSet<Channel>>;

/// What somebody of these roles is told who never said anything: what a family, a teacher or the office would miss. Of
/// arrivals and absences the parents are told; a member of a gym knows that they have come.
pub fn default_channels(roles: &BTreeSet<Role>) -> ChosenChannels {
    let email = || BTreeSet::from([Channel::Email]);
    let is_by_default = |event: NotificationEvent| match event {
        NotificationEvent::Arrival | NotificationEvent::Absence => roles.contains(&Role::Parent),
        NotificationEvent::Correction
        | NotificationEvent::SessionCancelled
        | NotificationEvent::SessionMoved
        | NotificationEvent::MoneyHeld
        | NotificationEvent::PlatformSilent => event.concerns(|role| roles.contains(&role)),
        NotificationEvent::Departure
        | NotificationEvent::SessionArrival
        | NotificationEvent::SessionDeparture
        | NotificationEvent::Late
        | NotificationEvent::LowBalance => false,
    };
    let of =
        |event: &NotificationEvent| (*event, if is_by_default(*event) { email() } else { BTreeSet::new() });
    NotificationEvent::ALL.iter().map(of).collect()
}

/// What holds: `chosen` where somebody ever chose, for every event; one that did not exist when they chose has its default.
pub fn effective_channels(chosen: Option<&ChosenChannels>, roles: &BTreeSet<Role>) -> ChosenChannels {
    let mut all = default_channels(roles);
    if let Some(chosen) = chosen {
        all.extend(chosen.iter().map(|(event, channels)| (*event, channels.clone())));
    }
    // Who works in the office only while they do: a preference outlives the role it was made in.
    for (event, channels) in &mut all {
        if matches!(event.audience(), FactAudience::Staff(_)) && !event.concerns(|role| roles.contains(&role))
        {
            channels.clear();
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_email(roles: &[Role]) -> Vec<&'static str> {
        let chosen = default_channels(&roles.iter().copied().collect());
        chosen.iter().filter(|(_, channels)| !channels.is_empty()).map(|(event, _)| event.as_str()).collect()
    }

    #[test]
    fn each_role_is_told_what_it_would_miss() {
        let family = ["arrival", "absence", "correction", "session_cancelled", "session_moved"];
        assert_eq!(by_email(&[Role::Parent]), family);
        assert_eq!(by_email(&[Role::Student]), ["correction", "session_cancelled", "session_moved"]);
        assert_eq!(by_email(&[Role::Teacher]), ["session_cancelled", "session_moved"]);
        assert_eq!(by_email(&[Role::Finance]), ["money_held"]);
        assert_eq!(by_email(&[Role::Admin]), ["platform_silent"]);
        assert_eq!(by_email(&[Role::Receptionist]), [""; 0]);
    }

    #[test]
    fn what_was_chosen_holds_and_a_new_event_has_its_default() {
        let parent = BTreeSet::from([Role::Parent]);
        let chosen = ChosenChannels::from([
            (NotificationEvent::Arrival, BTreeSet::new()),
            (NotificationEvent::Late, BTreeSet::from([Channel::Push])),
        ]);
        let all = effective_channels(Some(&chosen), &parent);
        assert_eq!(all.len(), NotificationEvent::ALL.len());
        assert!(all[&NotificationEvent::Arrival].is_empty());
        assert_eq!(all[&NotificationEvent::Late], BTreeSet::from([Channel::Push]));
        assert_eq!(all[&NotificationEvent::Absence], BTreeSet::from([Channel::Email]));
    }

    #[test]
    fn who_has_left_the_office_is_told_nothing_of_it() {
        let chosen = ChosenChannels::from([(NotificationEvent::MoneyHeld, BTreeSet::from([Channel::Email]))]);
        let told = |role: Role| {
            !effective_channels(Some(&chosen), &BTreeSet::from([role]))[&NotificationEvent::MoneyHeld]
                .is_empty()
        };
        assert!(told(Role::Finance) && !told(Role::Parent));
    }
}
