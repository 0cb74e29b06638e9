//! The charge/pay table: the teacher's outcome down, the learner's across.

use maud::{Markup, html};

use super::layer::Layer;
use crate::domain::money::charge_pay_table::{Cell, LineKind, OutcomePair};
use crate::domain::organization::policy::effective::{
    EffectiveCells, EffectivePolicy, EffectiveValue, Origin,
};
use crate::domain::verdict::outcome::Verdict;
use crate::text::args;
use crate::web::components::field::FormView;
use crate::web::ui::Ui;

fn around(ui: &Ui, cell: impl Fn(OutcomePair) -> Markup) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ui.text("policies-money-table")) { table.table.dense {
            thead { tr {
                th scope="col" { (ui.text("policies-corner")) }
                @for learner in Verdict::ALL {
                    th scope="col" { (ui.say("policies-learner", args![outcome = ui.word("outcome", learner.as_str())])) }
                }
            } }
            tbody { @for &teacher in Verdict::ALL { tr {
                th scope="row" { (ui.say("policies-teacher", args![outcome = ui.word("outcome", teacher.as_str())])) }
                @for &learner in Verdict::ALL { td { (cell(OutcomePair { teacher, learner })) } }
            } } }
        } }
    }
}

fn of_line(cells: &EffectiveCells, line: LineKind) -> &EffectiveValue<Cell> {
    match line {
        LineKind::Pay => &cells.pay,
        LineKind::Charge => &cells.charge,
    }
}

/// What holds: what is not the default is marked.
pub(super) fn shown(ui: &Ui, policy: &EffectivePolicy) -> Markup {
    around(ui, |pair| {
        html! {
            @for line in LineKind::ALL {
                @let holding = of_line(&policy.table[&pair], *line);
                div {
                    span.muted.small { (line_name(ui, *line)) ": " }
                    @if holding.from == Origin::Default {
                        (ui.word("cell", holding.value.as_str()))
                    } @else {
                        strong { (ui.word("cell", holding.value.as_str())) }
                        span.sr-only { " " (ui.text("policies-changed")) }
                    }
                }
            }
        }
    })
}

pub(super) fn line_name(ui: &Ui, line: LineKind) -> String {
    ui.text(match line {
        LineKind::Pay => "policies-pay",
        LineKind::Charge => "policies-charge",
    })
}

/// The name of the field of one cell: `present+absent.pay`.
pub(super) fn cell_field(pair: OutcomePair, line: LineKind) -> String {
    format!("{pair}.{line}")
}

/// A choice for each cell; the first leaves it as it would be without.
pub(super) fn fields(form: &FormView<'_>, layer: &Layer) -> Markup {
    let ui = form.ui;
    around(ui, |pair| {
        html! {
            @for line in LineKind::ALL {
                @let name = cell_field(pair, *line);
                @let set = layer.patch.table.get(&pair).and_then(|cells| match line {
                    LineKind::Pay => cells.pay,
                    LineKind::Charge => cells.charge,
                });
                @let chosen = form.value(&name, set.map_or("", Cell::as_str));
                @let without = of_line(&layer.without.table[&pair], *line).value;
                label.field {
                    span.small.muted { (line_name(ui, *line)) }
                    select name=(name) {
                        option value="" selected[chosen.is_empty()] { (ui.word("cell", without.as_str())) " ·" }
                        @for cell in Cell::ALL {
                            option value=(cell.as_str()) selected[chosen == cell.as_str()] { (ui.word("cell", cell.as_str())) }
                        }
                    }
                }
            }
        }
    })
}
