//! Forms and their fields. A form that was not accepted shows what was typed, and which field is wrong.
//!
//! ```text
//! let form = FormView::new(ui, "/people");
//! form.post(html! {
//!     (form.text("name", ui.text("people-name"), "").required())
//!     (form.submit(ui.text("common-save")))
//! })
//! ```

use maud::{Markup, Render, html};

use crate::text::without_controls;
use crate::web::ui::fields::{ONCE_FIELD, PAGE_FIELD};
use crate::web::ui::{KeptForm, Ui};

/// The fields of every form: the page it stands on, and what tells two sendings apart.
pub fn hidden_fields(ui: &Ui) -> Markup {
    html! {
        input type="hidden" name=(PAGE_FIELD) value=(ui.address);
        input type="hidden" name=(ONCE_FIELD) value=(ui.once);
    }
}

/// Options that begin with none, so that nobody is chosen by accident.
pub fn with_choice(ui: &Ui, options: &[(String, String)]) -> Vec<(String, String)> {
    let none = (String::new(), ui.text("common-choose"));
    std::iter::once(none).chain(options.iter().cloned()).collect()
}

/// A form that is sent to one address.
#[derive(Clone, Copy)]
pub struct FormView<'a> {
    pub ui: &'a Ui,
    pub action: &'a str,
    /// What tells it from the other forms of the page that are sent to this address.
    apart: &'a str,
    kept: Option<&'a KeptForm>,
}

impl<'a> FormView<'a> {
    pub fn new(ui: &'a Ui, action: &'a str) -> FormView<'a> {
        FormView { ui, action, apart: "", kept: ui.kept_for(action) }
    }

    /// As `new`, where several forms of one page are sent to one address: `name` has this value in the own one.
    pub fn told_apart(ui: &'a Ui, action: &'a str, name: &str, value: &'a str) -> FormView<'a> {
        let kept = ui.kept_for(action).filter(|kept| kept.fields.text(name) == value);
        FormView { ui, action, apart: value, kept }
    }

    /// Whether it stands here again, because it was not accepted.
    pub fn is_kept(&self) -> bool {
        self.kept.is_some()
    }

    /// The form around its fields.
    pub fn post(&self, fields: Markup) -> Markup {
        html! {
            form.form method="post" action=(self.action) data-inplace { (hidden_fields(self.ui)) (fields) }
        }
    }

    /// The form in one row.
    pub fn post_inline(&self, fields: Markup) -> Markup {
        html! {
            form.inline method="post" action=(self.action) data-inplace { (hidden_fields(self.ui)) (fields) }
        }
    }

    /// The form where it is a button alone, beside others.
    pub fn post_button(&self, button: Markup) -> Markup {
        html! {
            form method="post" action=(self.action) data-inplace { (hidden_fields(self.ui)) (button) }
        }
    }

    /// The value a field has: what was typed, else the given one.
    pub fn value<'b>(&'b self, name: &str, otherwise: &'b str) -> &'b str {
        self.kept.map_or(otherwise, |kept| kept.fields.raw(name))
    }

    fn error(&self, name: &str) -> Option<String> {
        let problem = self.kept?.problem.as_ref()?;
        (problem.field.as_deref() == Some(name)).then(|| self.ui.refusal(problem))
    }

    /// A value that is sent along.
    pub fn hidden(&self, name: &str, value: &str) -> Markup {
        html! { input type="hidden" name=(name) value=(value); }
    }

    pub fn text(&'a self, name: &'a str, label: impl Into<String>, value: &'a str) -> Field<'a> {
        self.input("text", name, label, value)
    }

    /// An input of any type: `email`, `password`, `date`, `datetime-local`, `number`, `search`.
    pub fn input(
        &'a self,
        kind: &'a str,
        name: &'a str,
        label: impl Into<String>,
        value: &'a str,
    ) -> Field<'a> {
        let value = if kind == "password" { "" } else { self.value(name, value) };
        Field {
            form: *self,
            kind,
            name,
            label: label.into(),
            value: value.to_owned(),
            hint: None,
            required: false,
            autocomplete: None,
            list: None,
            suggestions: None,
        }
    }

    /// A box of several lines.
    pub fn textarea(&'a self, name: &'a str, label: impl Into<String>, value: &'a str) -> Field<'a> {
        self.input("textarea", name, label, value)
    }

    /// Boxes or other fields under one heading.
    pub fn group(&self, legend: impl Into<String>, fields: Markup) -> Markup {
        html! { fieldset.field { legend { (legend.into()) } div.checks { (fields) } } }
    }

    /// One of several; options are (value, what it is called).
    pub fn select(
        &self,
        name: &str,
        label: impl Into<String>,
        options: &[(String, String)],
        chosen: &str,
    ) -> Markup {
        let chosen = self.value(name, chosen);
        let id = self.id(name);
        self.around(name, &id, label.into(), None, html! {
            select id=(id) name=(name) {
                @for (value, text) in options { option value=(value) selected[value == chosen] { (without_controls(text)) } }
            }
        })
    }

    /// A box to tick.
    pub fn checkbox(&self, name: &str, value: &str, label: impl Into<String>, checked: bool) -> Markup {
        let checked = self.kept.map_or(checked, |kept| kept.fields.all(name).any(|one| one == value));
        html! {
            label.check { input type="checkbox" name=(name) value=(value) checked[checked]; span { (without_controls(&label.into())) } }
        }
    }

    pub fn submit(&self, label: impl Into<String>) -> Markup {
        html! { button.button.primary { (label.into()) } }
    }

    pub fn submit_danger(&self, label: impl Into<String>) -> Markup {
        html! { button.button.danger.primary { (label.into()) } }
    }

    /// Unique on the page: several forms may have a field of one name.
    fn id(&self, name: &str) -> String {
        let plain = |text: &str| -> String {
            text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
        };
        match self.apart {
            "" => format!("f{}-{name}", plain(self.action)),
            apart => format!("f{}-{}-{name}", plain(self.action), plain(apart)),
        }
    }

    fn around(&self, name: &str, id: &str, label: String, hint: Option<&str>, input: Markup) -> Markup {
        let error = self.error(name);
        html! {
            div.field {
                label for=(id) { (label) }
                @if let Some(hint) = hint { span.hint id=(format!("{id}-hint")) { (hint) } }
                @if let Some(error) = error { span.error id=(format!("{id}-error")) { (error) } }
                (input)
            }
        }
    }
}

/// One field with its label.
pub struct Field<'a> {
    form: FormView<'a>,
    kind: &'a str,
    name: &'a str,
    label: String,
    value: String,
    hint: Option<String>,
    required: bool,
    autocomplete: Option<&'a str>,
    list: Option<&'a str>,
    suggestions: Option<&'a [String]>,
}

impl<'a> Field<'a> {
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub fn autocomplete(mut self, kind: &'a str) -> Self {
        self.autocomplete = Some(kind);
        self
    }

    /// With the values of a `datalist` to choose from.
    pub fn list(mut self, id: &'a str) -> Self {
        self.list = Some(id);
        self
    }

    /// Values to choose from; others may be typed.
    pub fn suggesting(mut self, values: &'a [String]) -> Self {
        self.suggestions = Some(values);
        self
    }
}

impl Render for Field<'_> {
    fn render(&self) -> Markup {
        let id = self.form.id(self.name);
        let error = self.form.error(self.name).is_some();
        let list = self.suggestions.map(|_| format!("{id}-list"));
        let list = self.list.or(list.as_deref());
        let described = match (self.hint.is_some(), error) {
            (_, true) => Some(format!("{id}-error")),
            (true, false) => Some(format!("{id}-hint")),
            (false, false) => None,
        };
        let input = html! {
            @if self.kind == "textarea" {
                textarea id=(id) name=(self.name) rows="6" required[self.required] aria-describedby=[described]
                    aria-invalid=[error.then_some("true")] { "\n" (self.value) }
            } @else {
                input id=(id) name=(self.name) type=(self.kind) value=(self.value) required[self.required]
                    autocomplete=[self.autocomplete] list=[list] aria-describedby=[described] aria-invalid=[error.then_some("true")]
                    dir=[(self.kind == "text" || self.kind == "search").then_some("auto")];
                @if let Some(values) = self.suggestions {
                    datalist id=[list] { @for value in values { option value=(value) {} } }
                }
            }
        };
        self.form.around(self.name, &id, self.label.clone(), self.hint.as_deref(), input)
    }
}
