//! The layer of rules that a page of policies is about: those of all sessions, or those of one kind.

use crate::domain::organization::Policies;
use crate::domain::organization::policy::PolicyPatch;
use crate::domain::organization::policy::effective::{EffectivePolicy, Origin};
use crate::domain::session::Kind;

/// The rules of one kind of session, or those of all where a kind says nothing else.
pub struct Layer {
    pub kind: Option<Kind>,
    /// What is set here.
    pub patch: PolicyPatch,
    /// What holds here.
    pub effective: EffectivePolicy,
    /// What would hold if nothing was set here.
    pub without: EffectivePolicy,
}

impl Layer {
    pub fn of(policies: &Policies, kind: Option<Kind>) -> Layer {
        // Of all sessions: what holds for a kind for which nothing is set.
        let shown = kind.unwrap_or(Kind::Class);
        let only = |organization: &PolicyPatch| Policies {
            organization: organization.clone(),
            ..Policies::default()
        };
        let (patch, effective, without) = match kind {
            None => (
                policies.organization.clone(),
                only(&policies.organization).effective(shown),
                Policies::default().effective(shown),
            ),
            Some(kind) => (
                policies.kinds.get(&kind).cloned().unwrap_or_default(),
                policies.effective(kind),
                only(&policies.organization).effective(kind),
            ),
        };
        Layer { kind, patch, effective, without }
    }

    /// Where its form is sent to.
    pub fn action(&self) -> String {
        self.kind.map_or_else(|| "/policies".to_owned(), |kind| format!("/policies/{kind}"))
    }

    pub fn address(&self) -> String {
        self.kind.map_or_else(|| "/policies".to_owned(), |kind| format!("/policies?kind={kind}"))
    }

    /// How many values are not the default.
    pub fn number_of_own(&self) -> usize {
        let keys = self.effective.keys.values().filter(|one| one.from != Origin::Default).count();
        let cells = self.effective.table.values();
        let own = |from: Origin| usize::from(from != Origin::Default);
        keys + cells.map(|cells| own(cells.pay.from) + own(cells.charge.from)).sum::<usize>()
    }
}
