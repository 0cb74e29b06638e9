//! The fields of a household: shown, and read again when they are sent.

use maud::{Markup, html};

use crate::domain::people::validated_text::Name;
use crate::http::problem::Problem;
use crate::store::Read;
use crate::store::people::Person;
use crate::web::components::field::FormView;
use crate::web::route::PageRequest;

/// The fields of a household; the payer by e-mail address or name.
pub fn household_fields(form: &FormView<'_>, name: &str, payer: &str) -> Markup {
    let ui = form.ui;
    html! {
        (form.text("name", ui.text("households-name"), name).required().autocomplete("off"))
        (form.text("payer", ui.text("households-payer"), payer).hint(ui.text("households-payer-hint")).autocomplete("off"))
    }
}

/// What was typed: the name, and the id of whoever pays. `held` pays so far.
///
/// # Errors
/// 400 at the field that holds no name, or nobody of this organisation, or several people.
pub async fn read_fields(
    page: &PageRequest,
    read: &mut Read,
    held: Option<&Person>,
) -> Result<(Name, Option<String>), Problem> {
    let (form, ui) = (&page.form, &page.ui);
    let name = Name::parse(form.required("name")?).map_err(|_| ui.refuse("households-bad-name", "name"))?;
    let Some(said) = form.optional("payer") else { return Ok((name, None)) };
    if let Some(held) = held.filter(|held| shown_payer(held) == said) {
        return Ok((name, Some(held.id.clone())));
    }
    let mut meant = read.find_people_matching(page.scope.organization(), said).await?;
    match (meant.pop(), meant.is_empty()) {
        (None, _) => Err(ui.refuse("households-unknown-payer", "payer")),
        (Some(only), true) => Ok((name, Some(only.id))),
        (Some(_), false) => Err(ui.refuse("households-several-payers", "payer")),
    }
}

/// How whoever pays stands in the field: by the address, which is nobody else's, where there is one.
pub fn shown_payer(person: &Person) -> &str {
    person.email.as_deref().unwrap_or(&person.name)
}
