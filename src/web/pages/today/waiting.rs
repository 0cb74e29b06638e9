//! What waits for whoever looks: each with the one link that leads to it. Nothing waits for those who cannot mend it.

use maud::{Markup, html};

use crate::app::organization::waiting::{Waiting, waiting};
use crate::domain::access::Scope;
use crate::http::problem::Problem;
use crate::http::roles::ADMINS;
use crate::store::Read;
use crate::text::args;
use crate::web::components::icon::icon;
use crate::web::ui::Ui;

/// What waits; nothing for those who may not mend it.
pub async fn load(read: &mut Read, ui: &Ui, scope: &Scope) -> Result<Waiting, Problem> {
    match ui.may(ADMINS) {
        true => Ok(waiting(read, scope, ui.now).await?),
        false => Ok(Waiting::default()),
    }
}

pub fn render(ui: &Ui, waits: &Waiting) -> Markup {
    let items = [
        (waits.unmatched, "/unmatched", "today-waits-unmatched"),
        (waits.needs_review, "/sessions?show=review", "today-waits-review"),
        (waits.missing_rates, "/billing", "today-waits-rates"),
        (waits.low_subscriptions, "/subscriptions?show=low", "today-waits-subscriptions"),
        (waits.platforms, "/connections", "today-waits-platforms"),
        (waits.failed_jobs, "/jobs", "today-waits-jobs"),
    ];
    let items: Vec<_> = items.into_iter().filter(|(count, ..)| *count > 0).collect();
    html! {
        @if !items.is_empty() {
            section.section.waiting {
                h2 { (ui.text("today-waits")) }
                ul.list {
                    @for (count, address, text) in items {
                        li {
                            span.what { a.row-link href=(address) { (ui.say(text, args![count = count])) } }
                            (icon("i-chevron"))
                        }
                    }
                }
            }
        }
    }
}
