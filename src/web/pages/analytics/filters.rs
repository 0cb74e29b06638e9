//! What the figures are of: the filters in the address, and the addresses that narrow them further.

use maud::{Markup, html};

use crate::app::analytics::{Analytics, AnalyticsQuery};
use crate::domain::people::Role;
use crate::domain::session::Kind;
use crate::http::problem::Problem;
use crate::store::Read;
use crate::store::people::PeopleFilter;
use crate::text::without_controls;
use crate::web::components::filter::FilterForm;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;
use crate::web::ui::fields::Fields;

/// People in one choice; whoever is not among them is reached by the tables.
const MOST_CHOICES: i64 = 500;

/// The filters of a request.
pub struct AskedFigures {
    pub query: AnalyticsQuery,
    fields: Fields,
}

impl AskedFigures {
    /// # Errors
    /// 400 where a day is none. A kind that there is not is no filter, as in the list of sessions.
    pub fn read(fields: &Fields) -> Result<AskedFigures, Problem> {
        let text = |name: &str| fields.optional(name).map(str::to_owned);
        // The last day counts.
        let to = fields.day("to")?.and_then(|day| day.succ_opt());
        let query = AnalyticsQuery {
            from: fields.day("from")?,
            to,
            teacher: text("teacher"),
            student: text("student"),
            kind: Kind::parse(fields.text("kind")),
        };
        Ok(AskedFigures { query, fields: fields.clone() })
    }

    /// The same figures with these filters instead of what was asked for.
    pub fn narrowed(&self, to: &[(&str, &str)]) -> String {
        let kept =
            self.fields.0.iter().filter(|(name, value)| {
                !value.trim().is_empty() && !to.iter().any(|(other, _)| name == other)
            });
        let added = to.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        format!("/analytics?{}", Fields(kept.cloned().chain(added).collect()).encode())
    }

    /// The sessions that were counted, in their list; `more` are further filters of it.
    pub fn sessions_address(&self, figures: &Analytics, more: &str) -> String {
        let last = figures.range.to.pred_opt().unwrap_or(figures.range.to);
        let mut fields = Fields::parse(more);
        fields.0.push(("from".to_owned(), figures.range.from.to_string()));
        fields.0.push(("to".to_owned(), last.to_string()));
        let kind = self.query.kind.map(|kind| kind.as_str().to_owned());
        for (name, value) in [("teacher", self.query.teacher.clone()), ("kind", kind)] {
            if let Some(value) = value.filter(|_| !fields.is_checked(name)) {
                fields.0.push((name.to_owned(), value));
            }
        }
        format!("/sessions?{}", fields.encode())
    }
}

pub async fn filter_form(page: &PageRequest, read: &mut Read) -> Result<Markup, Problem> {
    let ui = &page.ui;
    let teachers = choices(page, read, Role::Teacher, page.query.text("teacher")).await?;
    let students = choices(page, read, Role::Student, page.query.text("student")).await?;
    let any = (String::new(), ui.text("common-any"));
    let kinds = Kind::ALL.iter().map(|kind| (kind.as_str().to_owned(), ui.word("kind", kind.as_str())));
    let kinds: Vec<_> = [any].into_iter().chain(kinds).collect();
    let form = FilterForm::new(ui, "/analytics", &page.query);
    Ok(form.render(html! {
        (form.input("date", "from", ui.text("common-from")))
        (form.input("date", "to", ui.text("common-to")))
        (form.select("teacher", ui.text("analytics-teacher"), &teachers))
        (form.select("student", ui.text("analytics-student"), &students))
        (form.select("kind", ui.text("analytics-kind"), &kinds))
    }))
}

/// The people of a role to choose from, by name, and whoever is chosen.
async fn choices(
    page: &PageRequest,
    read: &mut Read,
    role: Role,
    chosen: &str,
) -> Result<Vec<(String, String)>, Problem> {
    let ui: &Ui = &page.ui;
    let filter = PeopleFilter { role: Some(role), limit: MOST_CHOICES, ..PeopleFilter::default() };
    let mut people = read.list_people(&page.scope, &filter).await?;
    if !chosen.is_empty() && !people.iter().any(|one| one.id == chosen) {
        people.extend(read.find_person(page.scope.organization(), chosen).await?);
    }
    people.sort_by(|a, b| ui.formats().compare(&a.name, &b.name).then_with(|| a.id.cmp(&b.id)));
    let any = (String::new(), ui.text("common-any"));
    let people = people.into_iter().map(|one| {
        let name = without_controls(&one.name).trim().to_owned();
        (one.id, if name.is_empty() { ui.text("common-nameless") } else { name })
    });
    Ok([any].into_iter().chain(people).collect())
}
