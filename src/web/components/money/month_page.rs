//! What the pages of bills and of pay have in common around their table: files, what is held back, the end of the first
//! sentence.

use maud::{Markup, html};

use super::held::HeldView;
use super::period::month_address;
use super::settling;
use crate::app::money::line_totals::LineTotals;
use crate::app::money::month_lines;
use crate::app::money::period_calendar::NamedPeriod;
use crate::domain::money::charge_pay_table::LineKind;
use crate::domain::time::Span;
use crate::http::problem::Problem;
use crate::output::csv::{self, to_csv};
use crate::output::table::Table;
use crate::output::xlsx::{self, to_xlsx};
use crate::store::Read;
use crate::text::args;
use crate::web::answer::Answer;
use crate::web::components::icon::icon;
use crate::web::route::PageRequest;
use crate::web::ui::Ui;
use crate::web::ui::fields::Fields;

/// Links to the month's files.
pub fn downloads(path: &str, period: &NamedPeriod) -> Markup {
    let month = month_address(&format!("{path}/download"), period);
    html! {
        div.actions {
            a.button href=(format!("{month}&format=csv")) download { (icon("i-download")) "CSV" }
            a.button href=(format!("{month}&format=xlsx")) download { (icon("i-download")) "Excel" }
        }
    }
}

/// The table as the file that `format` asks for.
///
/// # Errors
/// 400 for another format than `csv` and `xlsx`.
pub fn download(query: &Fields, table: &Table) -> Result<Answer, Problem> {
    let name = |ending: &str| format!("{}.{ending}", table.file_stem);
    match query.text("format") {
        "csv" => {
            let bytes = to_csv(table).map_err(|cause| Problem::internal(&cause))?;
            Ok(Answer::file(&name("csv"), csv::CONTENT_TYPE, bytes))
        }
        "xlsx" => {
            let bytes = to_xlsx(table).map_err(|cause| Problem::internal(&cause))?;
            Ok(Answer::file(&name("xlsx"), xlsx::CONTENT_TYPE, bytes))
        }
        _ => Err(Problem::invalid("format_unavailable", "There is no such file of this.")),
    }
}

/// What is held back, with what mends it; nothing where nothing is.
pub async fn held_section(
    read: &mut Read,
    page: &PageRequest,
    kind: LineKind,
    starting: Span,
    total: &LineTotals,
) -> Result<Markup, Problem> {
    if total.blocked.is_empty() {
        return Ok(html! {});
    }
    let held = month_lines::held(read, &page.scope, kind, starting).await?;
    let count = |why: &str| total.blocked.get(why).copied().unwrap_or(0);
    let counts = [count("missing_rate"), count("needs_review"), count("unsettled")];
    Ok(HeldView { ui: &page.ui, kind, held: &held, counts }.render())
}

/// The first sentence, and after it how many lines settle by themselves.
pub fn more_words(ui: &Ui, said: String, total: &LineTotals) -> String {
    match settling(total) {
        0 => said,
        lines => format!("{said} {}", ui.say("money-settling", args![count = lines])),
    }
}
