//! What the evaluation of one session is computed from.

use crate::domain::evidence::Evidence;
use crate::domain::money::line::PricingContext;
use crate::domain::people::IdentityBindings;
use crate::domain::session::Session;
use crate::domain::time::Timestamp;

/// All inputs of one session's evaluation.
#[derive(Clone, Copy)]
pub struct SessionInputs<'a> {
    pub session: &'a Session,
    /// Sessions that may share its room or space; those that do not share one are ignored.
    pub neighbours: &'a [&'a Session],
    /// From `known_at`. Evidence of other sessions is ignored.
    pub evidence: &'a [&'a Evidence],
    pub bindings: &'a IdentityBindings,
    pub pricing: &'a PricingContext,
    pub as_of: Timestamp,
    /// Stored evidence of this session could not be parsed; the session then stays unsettled, because the missing part
    /// could change a verdict.
    pub has_unreadable_evidence: bool,
}
