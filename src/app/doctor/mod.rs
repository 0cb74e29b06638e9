//! What is misconfigured or does not work, and how to mend each: `rollcall doctor`. It works beside a server that runs, and
//! without one.
//!
//! `gather` asks the database and the platforms for facts; everything else is a function of facts: `installation`,
//! `messages`, `platforms` and `work` say what is wrong with them.

pub mod facts;
pub mod finding;
mod gather;
mod installation;
mod messages;
mod platforms;
mod work;

use self::facts::Facts;
use self::finding::DoctorFinding;
pub use self::gather::{Examination, examine};

/// Everything that is to be said about these facts, in the order in which one mends it.
pub fn findings(facts: &Facts) -> Vec<DoctorFinding> {
    let mut all = installation::findings(facts);
    all.extend(messages::findings(facts));
    all.extend(work::findings(facts));
    for organization in &facts.organizations {
        all.extend(platforms::findings(facts, organization));
        all.extend(work::waiting(facts, organization));
    }
    all
}
