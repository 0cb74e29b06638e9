//! Planning or changing a session together with the Meet space it is held in. The API and whatever else plans sessions
//! come here, so that the order of the steps is written once.

use crate::app::meet::{MeetOperationError, space};
use crate::app::session::change::{SessionChange, change};
use crate::app::session::change_transaction;
use crate::app::session::create::{MeetPlace, NewSession, create};
use crate::app::session::list::{ListedSession, show};
use crate::app::{ActorContext, App, Error};
use crate::store::Write;

/// What somebody wants to plan.
#[derive(Clone, Debug)]
pub enum SessionPlan {
    New(Box<NewSession>),
    /// Another title, teacher, roster or place of the session with this id.
    Changed(String, Box<SessionChange>),
}

impl SessionPlan {
    fn meet_place(&mut self) -> Option<&mut MeetPlace> {
        match self {
            SessionPlan::New(new) => new.meet.as_mut(),
            SessionPlan::Changed(_, change) => change.meet.as_mut()?.as_mut(),
        }
    }
}

/// Plans or changes a session and returns it with its transaction, which the caller commits.
///
/// Where it has a Meet place, the plan is first tried in a transaction that is thrown away: Google must not make a space
/// for a session that is refused. Then Google is asked, outside of any transaction, and the plan is carried out.
///
/// # Errors
/// Those of `create`, `change` and `meet::space::resolve_place`.
pub async fn plan_session(
    app: &App,
    actor: &ActorContext,
    mut plan: SessionPlan,
) -> Result<(Write, ListedSession), MeetOperationError> {
    if plan.meet_place().is_some() {
        drop(carry_out(app, actor, plan.clone()).await?);
    }
    if let Some(place) = plan.meet_place() {
        *place = space::resolve_place(app, actor.organization(), place.clone()).await?;
    }
    let (mut write, id) = carry_out(app, actor, plan).await?;
    let shown = show(&mut write, &actor.scope, &id).await?;
    Ok((write, shown))
}

/// The transaction with the session in it, and the session's id.
async fn carry_out(app: &App, actor: &ActorContext, plan: SessionPlan) -> Result<(Write, String), Error> {
    match plan {
        SessionPlan::New(new) => {
            let mut write = app.store.write().await?;
            let stored = create(&mut write, &present(app, actor), *new).await?;
            Ok((write, stored.session.id))
        }
        SessionPlan::Changed(id, wanted) => {
            let mut write = change_transaction::begin(app, &actor.scope, &id).await?;
            change(&mut write, &present(app, actor), &id, &wanted).await?;
            Ok((write, id))
        }
    }
}

/// The same author, now: asking Google took its time.
fn present(app: &App, actor: &ActorContext) -> ActorContext {
    ActorContext { now: app.now(), ..actor.clone() }
}
