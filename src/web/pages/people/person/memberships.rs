//! Which venues a person may enter: their memberships, shown on their page, added, paused and ended there.

use maud::{Markup, html};

use crate::app::people;
use crate::app::venue::memberships::{self, ListedMembership, NewMembership};
use crate::domain::checkin::membership::{MembershipState, MembershipStatus};
use crate::domain::people::Role;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::Read;
use crate::store::people::Person;
use crate::store::venue::memberships::MembershipFilter;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::field::FormView;
use crate::web::components::membership::{
    MembershipChoices, MembershipInput, at_its_field, days_of, plan_of, standing, venue_of,
};
use crate::web::route::{PageRequest, form};
use crate::web::ui::Ui;

/// Nobody has more.
const LIMIT: i64 = 100;

pub fn routes() -> Vec<Route> {
    vec![form("/people/{id}/memberships", "Make this person a member").who(ADMINS).to(add)]
}

/// Somebody's memberships, and what another one may be of.
pub struct OwnMemberships {
    all: Vec<ListedMembership>,
    choices: MembershipChoices,
}

impl OwnMemberships {
    pub async fn load(read: &mut Read, organization: &str, person: &str) -> Result<OwnMemberships, Problem> {
        let filter = MembershipFilter { person: Some(person), ..MembershipFilter::default() };
        let all = memberships::list_with_names(read, organization, &filter, "", LIMIT).await?;
        Ok(OwnMemberships { all, choices: MembershipChoices::load(read, organization).await? })
    }
}

/// Nothing for those who have none and cannot have one: no student, or an organisation without plans.
pub fn section(ui: &Ui, person: &Person, own: &OwnMemberships) -> Markup {
    let may_have = person.is_active && person.roles.contains(&Role::Student) && !own.choices.plans.is_empty();
    let action = format!("/people/{}/memberships", person.id);
    let form = FormView::new(ui, &action);
    html! {
        @if may_have || !own.all.is_empty() {
            section.card #memberships {
                h2 { (ui.text("memberships-title")) }
                @if own.all.is_empty() {
                    p.muted { (ui.text("memberships-none")) }
                } @else {
                    ul.list { @for one in &own.all { (row(ui, one)) } }
                }
                @if may_have {
                    details.more open[form.is_kept()] {
                        summary { (ui.text("memberships-add")) }
                        (form.post(html! {
                            (own.choices.fields(&form, None))
                            div.form-actions { (form.submit(ui.text("memberships-add"))) }
                        }))
                    }
                }
            }
        }
    }
}

fn row(ui: &Ui, one: &ListedMembership) -> Markup {
    let id = &one.membership.id;
    let action = format!("/memberships/{id}/status");
    let to = |status: MembershipStatus, text: &str| {
        let form = FormView::told_apart(ui, &action, "status", status.as_str());
        form.post_inline(html! {
            (form.hidden("status", status.as_str()))
            button.button.small.quiet { (ui.text(text)) }
        })
    };
    html! {
        li {
            span.what {
                a href=(format!("/memberships/{id}")) { (plan_of(ui, one)) }
                span.sub { (venue_of(ui, one)) " · " (days_of(ui, one)) }
            }
            (standing(ui, &one.membership.state))
            @match one.membership.state.status {
                MembershipStatus::Active => {
                    (to(MembershipStatus::Paused, "memberships-pause"))
                    (to(MembershipStatus::Ended, "memberships-end"))
                }
                MembershipStatus::Paused => {
                    (to(MembershipStatus::Active, "memberships-resume"))
                    (to(MembershipStatus::Ended, "memberships-end"))
                }
                MembershipStatus::Ended => (to(MembershipStatus::Active, "memberships-resume")),
            }
        }
    }
}

async fn add(page: PageRequest) -> Result<Done, Problem> {
    let mut write = page.write().await?;
    let person = people::find(&mut write, &page.scope, page.id()).await?;
    let MembershipInput { plan, venue, valid_from, valid_until } = MembershipInput::read(&page)?;
    let state = MembershipState { plan, venue, valid_from, valid_until, status: MembershipStatus::Active };
    let new = NewMembership { person: person.id.clone(), state };
    memberships::add(&mut write, &page.actor(), new).await.map_err(at_its_field)?;
    let said = page.ui.say("memberships-added", args![name = &person.name]);
    page.commit(write, Done::to(format!("/people/{}#memberships", person.id)).saying(said)).await
}
