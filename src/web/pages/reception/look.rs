//! "To look at": scans with signs that a code was shared, and those that were refused.

use maud::{Markup, html};

use super::load::DeskView;
use crate::app::checkin::log::LoggedScan;
use crate::web::components::scan_log::{person_of, reasons_of};
use crate::web::ui::Ui;

pub fn cards(ui: &Ui, shown: &DeskView) -> Markup {
    html! {
        section.section #to-look-at {
            h2 { (ui.text("reception-look")) }
            div.columns {
                (card(ui, "reception-odd", "reception-odd-none", "/scans?show=signs", &shown.odd))
                (card(ui, "reception-refused", "reception-refused-none", "/scans?show=refused", &shown.refused))
            }
        }
    }
}

fn card(ui: &Ui, title: &str, none: &str, all: &str, scans: &[LoggedScan]) -> Markup {
    html! {
        section.card {
            h3 { (ui.text(title)) }
            @if scans.is_empty() {
                p.muted { (ui.text(none)) }
            } @else {
                ul.list.plain { @for one in scans { li id=(format!("scan-{}", one.scan.id)) {
                    span.what {
                        // Whose code it was, else who tried.
                        (person_of(ui, one.person.as_ref().or(one.scanned_by.as_ref())))
                        @for reason in reasons_of(ui, &one.scan) { span.sub { (reason) } }
                    }
                    span.small.muted.nowrap { (ui.instant(one.scan.scanned_at, &when(ui, one))) }
                } } }
                footer { a.button.small href=(all) { (ui.text("reception-look-all")) } }
            }
        }
    }
}

fn when(ui: &Ui, one: &LoggedScan) -> String {
    let at = one.scan.scanned_at;
    if ui.day_of(at) == ui.today() { ui.clock(at) } else { format!("{}, {}", ui.day(at), ui.clock(at)) }
}
