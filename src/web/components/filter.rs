//! Filters of a list: a form that only changes the address, so that what is seen can be sent to somebody.

use maud::{Markup, html};

use crate::text::without_controls;
use crate::web::ui::Ui;
use crate::web::ui::fields::Fields;

pub struct FilterForm<'a> {
    ui: &'a Ui,
    path: &'a str,
    query: &'a Fields,
}

impl<'a> FilterForm<'a> {
    pub fn new(ui: &'a Ui, path: &'a str, query: &'a Fields) -> FilterForm<'a> {
        FilterForm { ui, path, query }
    }

    pub fn render(&self, fields: Markup) -> Markup {
        html! {
            form.filters method="get" action=(self.path) {
                (fields)
                button.button type="submit" { (self.ui.text("common-search")) }
            }
        }
    }

    pub fn input(&self, kind: &str, name: &str, label: impl Into<String>) -> Markup {
        let id = format!("filter-{name}");
        html! {
            div.field {
                label for=(id) { (label.into()) }
                input id=(id) name=(name) type=(kind) value=(self.query.text(name)) data-search[kind == "search"];
            }
        }
    }

    /// Options are (value, what it is called).
    pub fn select(&self, name: &str, label: impl Into<String>, options: &[(String, String)]) -> Markup {
        let (id, chosen) = (format!("filter-{name}"), self.query.text(name));
        html! {
            div.field {
                label for=(id) { (label.into()) }
                select id=(id) name=(name) {
                    @for (value, text) in options { option value=(value) selected[value == chosen] { (without_controls(text)) } }
                }
            }
        }
    }
}
