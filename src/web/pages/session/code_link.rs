//! The way to the code of a lesson.

use maud::{Markup, html};

use super::SessionPage;
use crate::domain::session::{Kind, Platform};
use crate::web::components::icon::icon;

impl SessionPage<'_> {
    /// The way to its code, for whoever acts on it, as long as it can be entered. What is held online needs none, so there it
    /// stands in a menu.
    pub(super) fn code_link(&self) -> Markup {
        let session = &self.drawn.session.session;
        let is_open = !session.cancelled && session.completed_at.is_none() && self.ui.now < session.end;
        if !self.is_editor || !is_open || session.kind == Kind::Event {
            return html! {};
        }
        let address = format!("/sessions/{}/code", session.id);
        let words = html! { (icon("i-qr")) (self.ui.text("session-code")) };
        match session.platform {
            Platform::Onsite => html! { a.button.primary href=(address) { (words) } },
            _ => html! {
                details.menu-button #more-actions {
                    summary.button { (self.ui.text("session-more")) }
                    div.panel { a href=(address) { (words) } }
                }
            },
        }
    }
}
