//! Memberships on any page: where one admits, on which days, where it stands, and its fields.

use chrono::NaiveDate;
use maud::{Markup, html};

use crate::app::venue::memberships::ListedMembership;
use crate::domain::checkin::membership::{MembershipState, MembershipStatus};
use crate::http::problem::Problem;
use crate::store::Read;
use crate::web::components::field::{FormView, with_choice};
use crate::web::components::subscription::valid_days;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;

/// The plan by its name.
pub fn plan_of(ui: &Ui, one: &ListedMembership) -> Markup {
    html! { (ui.name(one.plan_name.as_deref().unwrap_or(&one.membership.state.plan))) }
}

/// The venue it admits to, or that it admits to all.
pub fn venue_of(ui: &Ui, one: &ListedMembership) -> Markup {
    html! {
        @match (&one.membership.state.venue, &one.venue_name) {
            (None, _) => (ui.text("membership-every-venue")),
            (Some(id), name) => (ui.name(name.as_deref().unwrap_or(id))),
        }
    }
}

/// The days it is valid on.
pub fn days_of(ui: &Ui, one: &ListedMembership) -> String {
    valid_days(ui, one.membership.state.valid_from, one.membership.state.valid_until)
}

/// Where it stands today: its status, or that its days have not begun or are over.
pub fn standing(ui: &Ui, state: &MembershipState) -> Markup {
    let today = ui.today();
    let word = |class: &str, text: String| html! { span class=(format!("pill {class}")) { (text) } };
    match state.status {
        MembershipStatus::Active if state.valid_until.is_some_and(|last| last < today) => {
            word("", ui.text("membership-expired"))
        }
        MembershipStatus::Active if state.valid_from > today => {
            word("outline", ui.text("membership-to-come"))
        }
        MembershipStatus::Active => word("positive", ui.word("membershipstatus", state.status.as_str())),
        MembershipStatus::Paused => word("amber", ui.word("membershipstatus", state.status.as_str())),
        MembershipStatus::Ended => word("", ui.word("membershipstatus", state.status.as_str())),
    }
}

/// Plans and venues to choose from: value and text.
pub struct MembershipChoices {
    pub plans: Vec<(String, String)>,
    pub venues: Vec<(String, String)>,
}

impl MembershipChoices {
    pub async fn load(read: &mut Read, organization: &str) -> Result<MembershipChoices, Problem> {
        let plans = read.list_plans(organization, "", i64::MAX).await?;
        let venues = read.list_venues(organization, "", i64::MAX).await?;
        Ok(MembershipChoices {
            plans: plans.into_iter().map(|one| (one.id, one.name)).collect(),
            venues: venues.into_iter().map(|one| (one.id, one.name)).collect(),
        })
    }

    /// The fields of a membership: as it is, else empty and from today on.
    pub fn fields(&self, form: &FormView<'_>, state: Option<&MembershipState>) -> Markup {
        let ui = form.ui;
        let every = std::iter::once((String::new(), ui.text("membership-every-venue")));
        let venues: Vec<(String, String)> = every.chain(self.venues.iter().cloned()).collect();
        let plans = match state {
            Some(_) => self.plans.clone(),
            None => with_choice(ui, &self.plans),
        };
        let from = state.map_or(ui.today(), |state| state.valid_from).to_string();
        let until = state.and_then(|state| state.valid_until).map_or_else(String::new, |day| day.to_string());
        html! {
            div.fields {
                (form.select("plan", ui.text("membership-plan"), &plans, state.map_or("", |state| &state.plan)))
                (form.select("venue", ui.text("membership-venue"), &venues,
                    state.and_then(|state| state.venue.as_deref()).unwrap_or_default()))
                (form.input("date", "valid_from", ui.text("membership-from"), &from).required())
                (form.input("date", "valid_until", ui.text("membership-until"), &until)
                    .hint(ui.text("membership-until-hint")))
            }
        }
    }
}

/// What was sent of a membership.
pub struct MembershipInput {
    pub plan: String,
    pub venue: Option<String>,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
}

impl MembershipInput {
    /// # Errors
    /// 400 at the field that is missing or holds no day.
    pub fn read(page: &PageRequest) -> Result<MembershipInput, Problem> {
        let form = &page.form;
        let plan = form.required("plan")?.to_owned();
        form.required("valid_from")?;
        let valid_from = form.day("valid_from")?;
        Ok(MembershipInput {
            plan,
            venue: form.optional("venue").map(str::to_owned),
            valid_from: valid_from.ok_or_else(|| page.ui.refuse("membership-no-day", "valid_from"))?,
            valid_until: form.day("valid_until")?,
        })
    }
}

/// A refusal, beside the field it is about.
pub fn at_its_field(error: crate::app::Error) -> Problem {
    let problem = Problem::from(error);
    let field = match problem.code {
        "unknown_plan" => "plan",
        "unknown_venue" => "venue",
        "invalid_days" => "valid_until",
        _ => return problem,
    };
    problem.at_field(field)
}
