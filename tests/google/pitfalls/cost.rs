//! What reading costs.

use super::teacher;
use crate::school::School;
use crate::simulated_google::{AISHA, space, stay};
use crate::support::{Database, on_both};

on_both! {
    p14_p15_a_class_costs_what_the_strategy_says,
}

async fn p14_p15_a_class_costs_what_the_strategy_says(db: Database) {
    for people in [2, 6] {
        let names: Vec<String> = (2..=people).map(|n| n.to_string()).collect();
        let mut stays = vec![teacher()];
        stays.extend(names.iter().map(|name| stay(name, "spaces/a", name, 1, 60)));
        let mut school = School::new(db.another().await).await;
        school.app.config = {
            let mut config = (*school.app.config).clone();
            config.google.proof_seconds = 0;
            config.into()
        };
        school.stage.google.with(|inner| {
            inner.world.spaces = vec![space("spaces/a", "aaa-bbbb-ccc", AISHA)];
            inner.world.stays = stays;
        });
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        school.class("lesson", "spaces/a", (0, 60), "1", &names).await;
        school.until(120).await;
        let calls = school.stage.calls("participants.list") + school.stage.calls("participantSessions.list");
        let allowed = 20 + people + 2 * (people + 1);
        println!("{people} people: {calls} calls of a class, the strategy allows {allowed}");
        assert!(calls <= allowed, "{calls} calls for {people} people, the strategy allows {allowed}");
    }
}
