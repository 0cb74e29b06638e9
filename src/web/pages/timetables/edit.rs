//! A new timetable, and the change of one from a day on. What would be drawn, and what is in its way, stands below the form
//! before anything is saved; so does what was typed when saving is refused.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::fields::{plan_fields, read_plan};
use super::lessons::{Forecast, forecast};
use crate::app::livekit::rooms::close::close_after;
use crate::app::timetable::change::TimetableChange;
use crate::app::timetable::patch::PlanPatch;
use crate::app::timetable::{self, change, create};
use crate::domain::timetable::plan::TimetablePlan;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::http::route::Route;
use crate::store::Read;
use crate::text::args;
use crate::web::answer::Done;
use crate::web::components::field::FormView;
use crate::web::components::lesson_fields::{PeopleToChoose, lesson_field_of};
use crate::web::page::WebPage;
use crate::web::route::{PageRequest, form, page};
use crate::web::ui::fields::Fields;
use crate::web::ui::{KeptForm, Ui};

pub(super) fn routes() -> Vec<Route> {
    vec![
        page("/timetables/new", "Plan a timetable, and see what is in its way").who(ADMINS).to(new),
        form("/timetables", "Save a timetable").who(ADMINS).to(save),
        page("/timetables/{id}/edit", "Change a timetable from a day on").who(ADMINS).to(edit),
        form("/timetables/{id}", "Save a change of a timetable").who(ADMINS).to(save_change),
    ]
}

/// What stands in the fields, if anything was typed yet: looked at by the address, or sent and refused.
fn typed<'a>(page: &'a PageRequest, action: &str) -> Option<&'a Fields> {
    match page.ui.kept_for(action) {
        Some(kept) => Some(&kept.fields),
        None => page.query.is_checked("title").then_some(&page.query),
    }
}

/// The surroundings with what was looked at in its fields, and with what is wrong about it.
fn surroundings(page: &PageRequest, action: &str, problem: Option<&Problem>) -> Ui {
    let mut ui = (*page.ui).clone();
    if ui.kept_for(action).is_none() && page.query.is_checked("title") {
        let (action, fields) = (action.to_owned(), page.query.clone());
        ui.kept = Some(KeptForm { action, fields, problem: problem.cloned() });
    }
    ui
}

async fn new(page: PageRequest) -> Result<WebPage, Problem> {
    let action = "/timetables";
    let mut read = page.read().await?;
    let people = PeopleToChoose::load(&page, &mut read).await?;
    let preview = match typed(&page, action) {
        None => None,
        Some(fields) => Some(preview_new(&page, &mut read, fields).await),
    };
    let problem = preview.as_ref().and_then(|preview| preview.as_ref().err());
    let ui = &surroundings(&page, action, problem);
    let form = FormView::new(ui, action);
    let body = html! {
        nav.crumbs { a href="/timetables" { (ui.text("timetables-title")) } }
        div.page-head { h1 { (ui.text("timetables-new")) } }
        p.answer { (answer(ui, preview.as_ref(), "timetables-new-what")) }
        (refused(ui, problem.filter(|_| page.ui.kept.is_none())))
        (form_card(&form, plan_fields(&form, &people, None), "/timetables/new#preview"))
        @if let Some(Ok(preview)) = &preview { (preview.lessons) }
    };
    Ok(WebPage::new(ui.text("timetables-new"), body))
}

async fn preview_new(page: &PageRequest, read: &mut Read, fields: &Fields) -> Result<Forecast, Problem> {
    let plan = read_plan(page, read, fields, None).await?;
    let lessons =
        create::preview(read, &page.actor(), &plan).await.map_err(|error| at_field(error.into()))?;
    Ok(forecast(&page.ui, &lessons, None))
}

async fn save(page: PageRequest) -> Result<Done, Problem> {
    let mut read = page.read().await?;
    let plan = read_plan(&page, &mut read, &page.form, None).await?;
    drop(read);
    let (write, created) =
        create::create(&page.app, &page.actor(), plan).await.map_err(|error| at_field(error.into()))?;
    let plan = &created.timetable.latest().plan;
    let said = page.ui.say("timetables-saved", args![title = &plan.title, count = created.drawn]);
    page.commit(write, Done::to(format!("/timetables/{}", created.timetable.id)).saying(said)).await
}

async fn edit(page: PageRequest) -> Result<WebPage, Problem> {
    let action = format!("/timetables/{}", page.id());
    let mut read = page.read().await?;
    let found = timetable::find(&mut read, page.scope.organization(), page.id()).await?;
    let people = PeopleToChoose::load(&page, &mut read).await?;
    let before = &found.latest().plan;
    let preview = match typed(&page, &action) {
        None => None,
        Some(fields) => Some(preview_change(&page, &mut read, fields, before).await),
    };
    let problem = preview.as_ref().and_then(|preview| preview.as_ref().err());
    let ui = &surroundings(&page, &action, problem);
    let form = FormView::new(ui, &action);
    let today = ui.today().to_string();
    let fields = html! {
        (form.input("date", "effective", ui.text("timetables-effective"), &today).hint(ui.text("timetables-effective-what")).required())
        (plan_fields(&form, &people, Some(before)))
    };
    let title = ui.say("timetables-edit", args![title = &before.title]);
    let body = html! {
        nav.crumbs { a href="/timetables" { (ui.text("timetables-title")) } a href=(action) { (ui.name(&before.title)) } }
        div.page-head { h1 { (title) } }
        p.answer { (answer(ui, preview.as_ref(), "timetables-edit-what")) }
        (refused(ui, problem.filter(|_| page.ui.kept.is_none())))
        (form_card(&form, fields, &format!("{action}/edit#preview")))
        @if let Some(Ok(preview)) = &preview { (preview.lessons) }
    };
    Ok(WebPage::new(title, body))
}

async fn preview_change(
    page: &PageRequest,
    read: &mut Read,
    fields: &Fields,
    before: &TimetablePlan,
) -> Result<Forecast, Problem> {
    let wanted = read_change(page, read, fields, before).await?;
    let change = change::preview(read, &page.actor(), page.id(), &wanted).await;
    let change = change.map_err(|error| at_field(error.into()))?;
    Ok(forecast(&page.ui, &change.lessons, Some(&change.summary())))
}

async fn save_change(page: PageRequest) -> Result<Done, Problem> {
    let mut read = page.read().await?;
    let found = timetable::find(&mut read, page.scope.organization(), page.id()).await?;
    let wanted = read_change(&page, &mut read, &page.form, &found.latest().plan).await?;
    drop(read);
    let changed = change::change(&page.app, &page.actor(), page.id(), wanted).await;
    let (write, changed) = changed.map_err(|error| at_field(error.into()))?;
    let one = &changed.counts;
    let said = page.ui.say(
        "timetables-changed",
        args![changed = one.changed, cancelled = one.cancelled, drawn = one.drawn, kept = one.kept],
    );
    let done = page.commit(write, Done::to(format!("/timetables/{}", page.id())).saying(said)).await?;
    for session in &changed.cancelled {
        close_after(&page.app, session).await;
    }
    Ok(done)
}

async fn read_change(
    page: &PageRequest,
    read: &mut Read,
    fields: &Fields,
    before: &TimetablePlan,
) -> Result<TimetableChange, Problem> {
    let plan = read_plan(page, read, fields, Some(before)).await?;
    let effective_from: Option<NaiveDate> = fields.day("effective")?;
    Ok(TimetableChange { effective_from, patch: PlanPatch::whole(&plan, before) })
}

/// What was found when it was looked at, with the way to each lesson; before that, what this page is for.
fn answer(ui: &Ui, preview: Option<&Result<Forecast, Problem>>, otherwise: &str) -> Markup {
    match preview {
        Some(Ok(found)) => html! { a href="#preview" { (found.answer) } },
        _ => html! { (ui.text(otherwise)) },
    }
}

/// The fields with the two buttons: one looks, one saves.
fn form_card(form: &FormView<'_>, fields: Markup, looked_at: &str) -> Markup {
    let ui = form.ui;
    html! {
        section.card.lesson-form {
            (form.post(html! {
                (fields)
                div.form-actions {
                    button.button formmethod="get" formaction=(looked_at) formnovalidate { (ui.text("timetables-check")) }
                    (form.submit(ui.text("common-save")))
                }
            }))
        }
    }
}

/// Why what was looked at cannot be a timetable.
fn refused(ui: &Ui, problem: Option<&Problem>) -> Markup {
    match problem {
        None => html! {},
        Some(problem) => html! {
            div.banner.negative role="alert" { p { (ui.refusal(problem)) } }
        },
    }
}

/// The field that a refusal is about, as far as its code says so.
fn at_field(problem: Problem) -> Problem {
    match problem.code {
        "invalid_rule" | "blocked_day" => problem.at_field("rule"),
        code => match lesson_field_of(code) {
            Some(field) => problem.at_field(field),
            None => problem,
        },
    }
}
