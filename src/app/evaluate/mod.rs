//! Evaluates sessions: those whose scopes are dirty (new evidence, changed settings), and those whose `due_at` has come
//! because time alone changes their result. Whoever reads, reads what was stored by it.
//!
//! An evaluation reads one snapshot and is saved in one later transaction. The save of a session is skipped
//! (`overtaken`) when its revision, or the version of the bindings, changed in between; and a dirty scope is cleared only
//! while its version is still the one that was read. So what changes meanwhile is evaluated in the next run.
//!
//! `evaluator` is the background task, `run` goes through all that waits, `on_demand` evaluates for a caller, `recompute`
//! evaluates everything again. All of them evaluate a `batch` in memory and `save` it.

mod affected;
mod batch;
pub mod blocking_pool;
mod counts;
mod difference;
mod evaluator;
mod evidence_bounds;
mod leases;
mod next_evaluation;
mod on_demand;
pub mod recompute;
mod run;
mod save;
mod save_chunks;
mod session_facts;
pub mod trial;
pub mod unreadable_evidence;
pub mod visitors;

pub use self::affected::sessions_affected_by;
pub use self::batch::{EvaluationBatch, EvaluationResult, HoldReason, evaluate_batch};
pub use self::counts::EvaluationCounts;
pub(super) use self::difference::differences_from_stored;
pub use self::difference::{Difference, DifferentRow};
pub use self::evaluator::{Evaluator, start_evaluator};
pub use self::on_demand::{commit_and_evaluate, evaluate_as_of, evaluate_now};
pub use self::run::{evaluate_all_waiting, evaluate_waiting_by_organization};
pub(super) use self::save::to_stored;
