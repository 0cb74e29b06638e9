//! Verdicts → money: integer minor units, dated rates, lines that name their rule. Sums over lines are made in
//! `app::money`.

pub mod amount;
pub mod charge_pay_table;
pub mod line;
pub mod period;
pub mod rate;
pub mod written_rate;
