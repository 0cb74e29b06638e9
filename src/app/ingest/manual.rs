//! Stores manual statements (overrides, marks, binds) as evidence of source `manual`.

use serde::Serialize;
use serde_json::json;

use crate::app::actor::ActorContext;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::manual::{Bind, Mark, Override, VisitMark};
use crate::domain::json::canonical::canonical_json;
use crate::domain::people::Source;
use crate::store::evidence::NewEvidence;
use crate::store::{StoreError, Write};

/// A kind of manual statement, with the key that bundles write it under.
pub trait ManualStatement: Serialize {
    const KIND: &'static str;
}

impl ManualStatement for Override {
    const KIND: &'static str = "override";
}

impl ManualStatement for Mark {
    const KIND: &'static str = "mark";
}

impl ManualStatement for VisitMark {
    const KIND: &'static str = "visit";
}

impl ManualStatement for Bind {
    const KIND: &'static str = "bind";
}

/// Stores a statement as made now, in the caller's transaction; gives the evidence's id.
pub async fn record_manual_statement<W: ManualStatement>(
    write: &mut Write,
    actor: &ActorContext,
    statement: &W,
) -> Result<String, StoreError> {
    let mut item = json!({"source": Source::Manual, "receivedAt": actor.now});
    item[W::KIND] = serde_json::to_value(statement).expect("words are plain values under text keys");
    let evidence = Evidence::parse(&item).expect("it was written by the types it is read with");
    write
        .insert_evidence(&[NewEvidence::from_evidence(
            actor.organization(),
            W::KIND,
            &evidence,
            canonical_json(&item),
        )])
        .await?;
    Ok(evidence.id)
}
