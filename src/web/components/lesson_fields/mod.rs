//! What is said of any lesson that is planned, once or again and again: its title, who is in it, and where it is. Shown, and
//! read again when it is sent.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::domain::people::Role;
use crate::domain::people::validated_text::Name;
use crate::domain::session::meet_link::{link_of_code, meeting_code};
use crate::domain::session::{Format, Kind, Platform};
use crate::http::problem::Problem;
use crate::store::Read;
use crate::store::people::{PeopleFilter, Person};
use crate::web::components::field::{FormView, with_choice};
use crate::web::route::PageRequest;
use crate::web::ui::fields::Fields;

/// People to choose from; whoever has more names the others by address or name.
const MOST_PEOPLE: i64 = 1_000;
/// Students with a box of their own.
const MOST_BOXES: usize = 200;
/// The longest lesson, in minutes: a week.
const MOST_MINUTES: i64 = 10_080;

/// People of the organisation whom a lesson may name.
pub struct PeopleToChoose {
    teachers: Vec<(String, String)>,
    students: Vec<(String, String)>,
}

impl PeopleToChoose {
    pub async fn load(page: &PageRequest, read: &mut Read) -> Result<PeopleToChoose, Problem> {
        let filter = PeopleFilter { is_active: Some(true), limit: MOST_PEOPLE, ..PeopleFilter::default() };
        let mut people = read.list_people(&page.scope, &filter).await?;
        let formats = page.ui.formats();
        people.sort_by(|a, b| formats.compare(&a.name, &b.name).then_with(|| a.id.cmp(&b.id)));
        let of = |role: Role, most: usize| {
            let found = people.iter().filter(|one| one.roles.contains(&role)).take(most);
            found.map(|one| (one.id.clone(), one.name.clone())).collect()
        };
        Ok(PeopleToChoose {
            teachers: of(Role::Teacher, usize::MAX),
            students: of(Role::Student, MOST_BOXES),
        })
    }
}

/// What the fields of a lesson say.
pub struct LessonDetails {
    pub title: String,
    pub kind: Kind,
    pub format: Format,
    pub platform: Platform,
    pub teacher: String,
    pub students: Vec<String>,
    /// The code of its Meet link.
    pub meet_code: Option<String>,
}

/// The fields, with the values of a lesson where there is one; `when` stands between who teaches and who learns.
pub fn lesson_fields(
    form: &FormView<'_>,
    people: &PeopleToChoose,
    lesson: Option<&LessonDetails>,
    when: Markup,
) -> Markup {
    let ui = form.ui;
    let words = |family: &str, all: &[&str]| -> Vec<(String, String)> {
        all.iter().map(|word| ((*word).to_owned(), ui.word(family, word))).collect()
    };
    let kinds = words("kind", &Kind::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>());
    let formats = words("format", &Format::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>());
    let platforms = words("platform", &Platform::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>());
    let (kinds, teachers) = (with_choice(ui, &kinds), with_choice(ui, &people.teachers));
    let roster: BTreeSet<&str> = lesson.iter().flat_map(|one| &one.students).map(String::as_str).collect();
    let link = lesson.and_then(|one| one.meet_code.as_deref()).map(link_of_code).unwrap_or_default();
    html! {
        div.fields {
            (form.text("title", ui.text("lesson-name"), lesson.map_or("", |one| &one.title)).required().autocomplete("off"))
            (form.select("teacher", ui.text("lesson-teacher"), &teachers, lesson.map_or("", |one| &one.teacher)))
        }
        (when)
        (form.group(ui.text("lesson-students"), html! {
            @for (id, name) in &people.students {
                (form.checkbox("student", id, name, roster.contains(id.as_str())))
            }
            @if people.students.is_empty() { p.muted { (ui.text("lesson-no-students")) } }
        }))
        div.fields {
            (form.select("kind", ui.text("lesson-kind"), &kinds, lesson.map_or("", |one| one.kind.as_str())))
            (form.select("format", ui.text("lesson-format"), &formats, lesson.map_or("", |one| one.format.as_str())))
            (form.select("platform", ui.text("lesson-platform"), &platforms, lesson.map_or("", |one| one.platform.as_str())))
            (form.text("link", ui.text("lesson-link"), &link).hint(ui.text("lesson-link-what")).autocomplete("off"))
        }
    }
}

/// Those of a roster who have no box, one on each line.
pub fn without_box(people: &PeopleToChoose, roster: &[String]) -> String {
    let has_box = |id: &str| people.students.iter().any(|(boxed, _)| boxed == id);
    roster.iter().filter(|id| !has_box(id)).map(String::as_str).collect::<Vec<_>>().join("\n")
}

/// The box for people who have none of their own.
pub fn others_field(form: &FormView<'_>, others: &str) -> Markup {
    let ui = form.ui;
    html! { (form.textarea("others", ui.text("lesson-others"), others).hint(ui.text("lesson-others-what"))) }
}

/// How long it is, in minutes; empty where it is as long as usual.
pub fn minutes_field(form: &FormView<'_>, minutes: &str) -> Markup {
    let ui = form.ui;
    html! { (form.input("number", "minutes", ui.text("lesson-minutes"), minutes).hint(ui.text("lesson-minutes-what"))) }
}

/// The minutes of `minutes_field`; `None`: as long as usual.
///
/// # Errors
/// 422 where no lesson is so long.
pub fn read_minutes(fields: &Fields) -> Result<Option<i64>, Problem> {
    match fields.number("minutes")? {
        Some(minutes) if !(1..=MOST_MINUTES).contains(&minutes) => {
            let detail = "A lesson lasts a minute to a week.";
            Err(Problem::unprocessable("invalid_times", detail).at_field("minutes"))
        }
        minutes => Ok(minutes),
    }
}

/// What `lesson_fields` and `others_field` say.
///
/// # Errors
/// 400 and 422 at the field that is wrong.
pub async fn read_lesson(
    page: &PageRequest,
    read: &mut Read,
    fields: &Fields,
) -> Result<LessonDetails, Problem> {
    let ui = &page.ui;
    let title = Name::parse(fields.required("title")?).map_err(|_| ui.refuse("lesson-bad-name", "title"))?;
    let word = |name: &str| fields.required(name);
    let wrong =
        |name: &'static str| Problem::invalid("invalid_body", "Choose one of the list.").at_field(name);
    let kind = Kind::parse(word("kind")?).ok_or_else(|| wrong("kind"))?;
    let format = Format::parse(word("format")?).ok_or_else(|| wrong("format"))?;
    let platform = Platform::parse(word("platform")?).ok_or_else(|| wrong("platform"))?;
    let teacher = word("teacher")?.to_owned();
    let link = fields.optional("link").map(|link| {
        let bad = || Problem::invalid("invalid_meet_link", "This is no Google Meet link.").at_field("link");
        meeting_code(link).ok_or_else(bad)
    });
    Ok(LessonDetails {
        title: title.into_inner(),
        kind,
        format,
        platform,
        teacher,
        students: read_students(page, read, fields).await?,
        meet_code: link.transpose()?,
    })
}

/// The roster: those whose boxes are ticked, and those named by address, name or id.
async fn read_students(page: &PageRequest, read: &mut Read, fields: &Fields) -> Result<Vec<String>, Problem> {
    let mut students: Vec<String> = fields.all("student").map(str::to_owned).collect();
    let others = fields.text("others").to_owned();
    for said in others.lines().map(str::trim).filter(|said| !said.is_empty()).take(500) {
        let organization = page.scope.organization();
        let mut meant: Vec<Person> = match read.find_person(organization, said).await? {
            Some(person) => vec![person],
            None => read.find_people_matching(organization, said).await?,
        };
        match (meant.pop(), meant.is_empty()) {
            (Some(only), true) => students.push(only.id),
            _ => return Err(page.ui.refuse("lesson-unknown-person", "others")),
        }
    }
    students.sort();
    students.dedup();
    Ok(students)
}

/// The field that a refusal to plan a lesson is about, as far as its code says so.
pub fn lesson_field_of(code: &str) -> Option<&'static str> {
    Some(match code {
        "overlaps_itself" | "invalid_times" => "minutes",
        "not_a_teacher" | "unknown_person" => "teacher",
        "one_student" => "format",
        "link_without_meet" | "meet_without_link" | "invalid_meet_link" => "link",
        _ => return None,
    })
}
