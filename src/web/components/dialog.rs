//! A native dialog that asks before something is done, in the user's words, with a form inside. It opens without script.

use maud::{Markup, html};

use super::field::{FormView, hidden_fields};
use super::icon::icon;
use crate::web::ui::Ui;

/// What a dialog asks.
pub struct Dialog<'a> {
    /// Unique on the page.
    pub id: &'a str,
    /// The question: "Cancel Quran with Layla?"
    pub title: String,
    /// What will happen.
    pub what: String,
    pub fields: Markup,
    /// What the button that does it says.
    pub confirm: String,
    /// Whether it cannot be taken back.
    pub is_danger: bool,
}

impl Dialog<'_> {
    /// The button that opens it.
    pub fn opener(&self, label: &str, class: &str) -> Markup {
        html! { button class=(format!("button {class}")) type="button" commandfor=(self.id) command="show-modal" { (label) } }
    }

    /// The dialog itself. It stands open where its form was not accepted. What cannot be taken back begins at the harmless button.
    pub fn render(self, ui: &Ui, form: FormView<'_>) -> Markup {
        let title = format!("{}-title", self.id);
        html! {
            dialog id=(self.id) aria-labelledby=(title) closedby="any" open[form.is_kept()] {
                form method="post" action=(form.action) data-inplace {
                    (hidden_fields(ui))
                    header {
                        h2 id=(title) { (self.title) }
                        button.button.quiet.icon-only type="button" commandfor=(self.id) command="close"
                            aria-label=(ui.text("common-close")) { (icon("i-cross")) }
                    }
                    div.body { p { (self.what) } (self.fields) }
                    footer {
                        button.button type="button" commandfor=(self.id) command="close" autofocus[self.is_danger] { (ui.text("common-back")) }
                        @if self.is_danger { (form.submit_danger(self.confirm)) } @else { (form.submit(self.confirm)) }
                    }
                }
            }
        }
    }
}
