//! Sessions: planned lessons, who is expected in them, and the status, settlement and due time that the last evaluation
//! gave them. Whether a change is allowed is decided in `app::session`.

mod change;
mod count;
mod due;
mod find;
mod list;
mod neighbours;
mod row;
mod visited;
mod waiting;

pub use self::due::{DueCursor, DueSessions};
pub use self::list::SessionFilter;
pub use self::neighbours::OverlapFilter;

use crate::domain::organization::policy::PolicyPatch;
use crate::domain::session::{Session, Status};
use crate::domain::time::{SECOND, Timestamp};

/// The longest a session may last, in milliseconds: it bounds how early one in progress can have started.
const MAX_SESSION_MILLIS: i64 = 7 * 24 * 60 * 60 * SECOND;

/// A session as it is stored: what it is evaluated from, and where its life cycle stands.
#[derive(Clone, Debug)]
pub struct StoredSession {
    pub organization_id: String,
    /// `cancelled` and `policy` follow from `status` and `patch` when it is read back.
    pub session: Session,
    pub title: Option<String>,
    pub meet_code: Option<String>,
    pub meet_organizer: Option<String>,
    pub status: Status,
    pub cancelled_at: Option<Timestamp>,
    /// The policy it was created under.
    pub policy_patch: PolicyPatch,
    pub settled: bool,
    pub needs_review: bool,
    /// The instant as of which its stored reports and lines were made.
    pub evaluated_at: Option<Timestamp>,
    /// Digest of the stored evaluation.
    pub evaluation_digest: Option<String>,
    /// When to evaluate it again even if no evidence comes.
    pub due_at: Option<Timestamp>,
    /// Grows with every change.
    pub revision: i64,
    pub created_at: Timestamp,
}

impl StoredSession {
    /// A session that was just created: scheduled, due at its start.
    pub fn new(organization_id: &str, session: Session, patch: PolicyPatch, created_at: Timestamp) -> Self {
        StoredSession {
            organization_id: organization_id.to_owned(),
            title: None,
            meet_code: None,
            meet_organizer: None,
            status: if session.cancelled { Status::Cancelled } else { Status::Scheduled },
            cancelled_at: session.cancelled.then_some(created_at),
            policy_patch: patch,
            settled: session.cancelled,
            needs_review: false,
            evaluated_at: None,
            evaluation_digest: None,
            due_at: (!session.cancelled).then_some(session.start),
            revision: 0,
            created_at,
            session,
        }
    }

    /// Where it stands in a list ordered by start.
    pub fn cursor(&self) -> (Timestamp, String) {
        (self.session.start, self.session.id.clone())
    }
}
