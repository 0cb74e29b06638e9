//! The life of a session (DESIGN.md 4.3): which transition is allowed from which status, and to which it leads.
//!
//! `unscheduled → scheduled → ready → ongoing → completed`; `scheduled|ready → cancelled`;
//! `ready|ongoing|completed → absent → completed`. Some of these happen as time passes (`StatusMove::between`); the ones
//! people ask for are `Transition`. A `StatusMove` exists only for a legal move, so whatever is written into the history
//! is one.

use strum::{Display, VariantArray};

use crate::domain::session::Status;

/// A change of status that somebody asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, VariantArray)]
pub enum Transition {
    #[strum(serialize = "cancelled")]
    Cancel,
    #[strum(serialize = "completed")]
    Complete,
    /// The teacher states that the one learner did not come, which ends the session.
    #[strum(serialize = "marked absent")]
    MarkAbsent,
    /// Another time. The room's name stays.
    #[strum(serialize = "rescheduled")]
    Reschedule,
    /// Another teacher, who is paid.
    #[strum(serialize = "given to a substitute")]
    Substitute,
}

/// Why a transition is refused. Clients of earlier systems read this sentence (doors.md section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This session is {from} and cannot be {to}.")]
pub struct IllegalTransition {
    pub from: Status,
    pub to: Transition,
}

impl Transition {
    /// The status it leads to from `from`.
    ///
    /// # Errors
    /// `IllegalTransition` from every other status, the one it leads to included: a second click changes nothing.
    pub fn apply(self, from: Status) -> Result<Status, IllegalTransition> {
        match (self, from) {
            (Transition::Cancel, Status::Scheduled | Status::Ready) => Ok(Status::Cancelled),
            (Transition::Complete, Status::Ongoing) => Ok(Status::Completed),
            (Transition::MarkAbsent, Status::Ready | Status::Ongoing | Status::Completed) => {
                Ok(Status::Absent)
            }
            (Transition::Reschedule, Status::Unscheduled | Status::Scheduled | Status::Ready) => {
                Ok(Status::Scheduled)
            }
            (Transition::Substitute, Status::Scheduled | Status::Ready | Status::Ongoing) => Ok(from),
            _ => Err(IllegalTransition { from, to: self }),
        }
    }
}

/// One legal step of a session's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusMove {
    from: Status,
    to: Status,
}

/// What happens by itself, one step after the other.
const BY_ITSELF: [(Status, Status); 3] = [
    (Status::Scheduled, Status::Ready),
    (Status::Ready, Status::Ongoing),
    (Status::Ongoing, Status::Completed),
];

impl StatusMove {
    pub fn from(self) -> Status {
        self.from
    }

    pub fn to(self) -> Status {
        self.to
    }

    /// The steps by which a session comes from one status to a later one as time passes and evidence comes. One that nobody
    /// looked at for a while has several to catch up with. Empty where it stays as it is, and where no way leads there.
    pub fn between(from: Status, to: Status) -> Vec<StatusMove> {
        let verdict = |from, to| vec![StatusMove { from, to }];
        match (from, to) {
            _ if from == to => Vec::new(),
            (Status::Completed, Status::Absent) | (Status::Absent, Status::Completed) => verdict(from, to),
            (_, Status::Absent) => {
                let mut steps = StatusMove::between(from, Status::Completed);
                if !steps.is_empty() {
                    steps.push(StatusMove { from: Status::Completed, to });
                }
                steps
            }
            _ => {
                let at = |status| BY_ITSELF.iter().position(|(before, _)| *before == status);
                let end = BY_ITSELF.iter().position(|(_, after)| *after == to);
                match (at(from), end) {
                    (Some(first), Some(last)) if first <= last => {
                        BY_ITSELF[first..=last].iter().map(|&(from, to)| StatusMove { from, to }).collect()
                    }
                    _ => Vec::new(),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table, written out: every pair that is not here is refused.
    const OPEN: &[(Transition, Status, Status)] = &[
        (Transition::Cancel, Status::Scheduled, Status::Cancelled),
        (Transition::Cancel, Status::Ready, Status::Cancelled),
        (Transition::Complete, Status::Ongoing, Status::Completed),
        (Transition::MarkAbsent, Status::Ready, Status::Absent),
        (Transition::MarkAbsent, Status::Ongoing, Status::Absent),
        (Transition::MarkAbsent, Status::Completed, Status::Absent),
        (Transition::Reschedule, Status::Unscheduled, Status::Scheduled),
        (Transition::Reschedule, Status::Scheduled, Status::Scheduled),
        (Transition::Reschedule, Status::Ready, Status::Scheduled),
        (Transition::Substitute, Status::Scheduled, Status::Scheduled),
        (Transition::Substitute, Status::Ready, Status::Ready),
        (Transition::Substitute, Status::Ongoing, Status::Ongoing),
    ];

    #[test]
    fn every_move_from_every_status_is_as_the_contract_says() {
        for &what in Transition::VARIANTS {
            for &from in Status::ALL {
                let open = OPEN.iter().find(|(one, status, _)| (*one, *status) == (what, from));
                let wanted = open.map(|(_, _, to)| *to).ok_or(IllegalTransition { from, to: what });
                assert_eq!(what.apply(from), wanted, "{what} from {from}");
            }
        }
    }

    #[test]
    fn time_leads_from_every_status_to_a_later_one_by_steps_that_the_contract_knows() {
        use Status::{Absent, Cancelled, Completed, Ongoing, Ready, Scheduled, Unscheduled};
        let legal = [
            (Scheduled, Ready),
            (Ready, Ongoing),
            (Ongoing, Completed),
            (Completed, Absent),
            (Absent, Completed),
        ];
        for &from in Status::ALL {
            for &to in Status::ALL {
                let steps: Vec<_> =
                    StatusMove::between(from, to).iter().map(|one| (one.from(), one.to())).collect();
                assert!(steps.iter().all(|step| legal.contains(step)), "{from} to {to}: {steps:?}");
                assert!(steps.windows(2).all(|two| two[0].1 == two[1].0), "{from} to {to}: {steps:?}");
                if let (Some(first), Some(last)) = (steps.first(), steps.last()) {
                    assert_eq!((first.0, last.1), (from, to));
                }
                let order = [Scheduled, Ready, Ongoing, Completed, Absent];
                let place = |status| order.iter().position(|one| *one == status);
                let leads = match (place(from), place(to)) {
                    (Some(before), Some(after)) => before < after || (from, to) == (Absent, Completed),
                    _ => false,
                };
                assert_eq!(!steps.is_empty(), leads, "{from} to {to}");
                assert!(![Unscheduled, Cancelled].contains(&from) || steps.is_empty());
            }
        }
    }

    #[test]
    fn a_refusal_says_the_sentence_of_the_doors() {
        let refused = Transition::MarkAbsent.apply(Status::Cancelled).expect_err("cancelled is an end");
        assert_eq!(refused.to_string(), "This session is cancelled and cannot be marked absent.");
    }
}
