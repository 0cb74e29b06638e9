//! What a scan in the log says: whom it is about, and what is to be said of it.

use maud::{Markup, html};

use crate::app::checkin::attempt::NamedPerson;
use crate::store::checkin::scans::StoredScan;
use crate::web::ui::Ui;

/// Whom it is about; a code that could not be read says nothing.
pub fn person_of(ui: &Ui, person: Option<&NamedPerson>) -> Markup {
    html! {
        @match person {
            Some(person) if !person.name.is_empty() => (ui.name(&person.name)),
            _ => span.muted { (ui.text("scanlog-unknown")) },
        }
    }
}

/// Why it was refused, or what is odd about it, in words; nothing of a plain one.
pub fn reasons_of(ui: &Ui, scan: &StoredScan) -> Vec<String> {
    let refusal = scan.refusal.map(|one| ui.word("scanreason", one.as_str()));
    let signs = scan.signs.iter().map(|one| ui.word("sharingsign", one.as_str()));
    let finding = scan.finding.map(|one| ui.word("checkinfinding", one.as_str()));
    refusal.into_iter().chain(signs).chain(finding).collect()
}
