//! What is told of visits. A scan that was uploaded late may turn the day around, so arrivals and departures are compared as
//! they stood and as they stand: what is new is told, what was told and is not so any more is corrected.

use std::collections::BTreeSet;

use super::fact::{Correction, Fact, FactContent, VisitEdge};
use crate::domain::evidence::manual::Direction;
use crate::domain::time::Timestamp;

/// The arrivals and departures of a day's visits, each as beginning, end if there is one, and whether that is estimated. An
/// end that nobody saw is no departure.
pub fn visit_edges(
    visits: impl IntoIterator<Item = (Timestamp, Option<Timestamp>, bool)>,
) -> BTreeSet<VisitEdge> {
    let mut edges = BTreeSet::new();
    for (from, to, is_estimated) in visits {
        edges.insert(VisitEdge { at: from, direction: Direction::In });
        if let Some(at) = to.filter(|_| !is_estimated) {
            edges.insert(VisitEdge { at, direction: Direction::Out });
        }
    }
    edges
}

/// Whose visits, and where.
#[derive(Clone, Copy, Debug)]
pub struct Visitor<'a> {
    pub person_id: &'a str,
    pub venue_id: &'a str,
}

impl Visitor<'_> {
    /// The key under which an arrival or a departure is told.
    pub fn key(self, edge: VisitEdge) -> String {
        let event = match edge.direction {
            Direction::In => "arrival",
            Direction::Out => "departure",
        };
        format!("{event}:{}:{}:{}", self.venue_id, self.person_id, edge.at.millis())
    }

    /// The fact of an arrival or a departure.
    pub fn fact(self, edge: VisitEdge) -> Fact {
        let (venue_id, at) = (self.venue_id.to_owned(), edge.at);
        let content = match edge.direction {
            Direction::In => FactContent::Arrival { venue_id, at },
            Direction::Out => FactContent::Departure { venue_id, at },
        };
        Fact { key: self.key(edge), person_id: Some(self.person_id.to_owned()), occurred_at: at, content }
    }

    /// That some of what was told was wrong, and what the day looks like.
    pub fn correction(self, told: Vec<VisitEdge>, now: &BTreeSet<VisitEdge>, at: Timestamp) -> Fact {
        let wrong: Vec<String> = told.iter().map(|edge| edge.at.millis().to_string()).collect();
        Fact {
            key: format!("correction:{}:{}:{}", self.venue_id, self.person_id, wrong.join("+")),
            person_id: Some(self.person_id.to_owned()),
            occurred_at: at,
            content: FactContent::Correction {
                of: Correction::Visit {
                    venue_id: self.venue_id.to_owned(),
                    told,
                    now: now.iter().copied().collect(),
                },
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_that_nobody_saw_is_no_departure() {
        let at = Timestamp::from_seconds;
        let edges =
            visit_edges([(at(1), Some(at(2)), false), (at(3), Some(at(4)), true), (at(5), None, false)]);
        let found: Vec<(i64, Direction)> =
            edges.iter().map(|edge| (edge.at.millis() / 1_000, edge.direction)).collect();
        assert_eq!(found, [(1, Direction::In), (2, Direction::Out), (3, Direction::In), (5, Direction::In)]);
    }

    #[test]
    fn a_key_names_the_moment_whichever_scan_it_came_by() {
        let visitor = Visitor { person_id: "p", venue_id: "v" };
        let edge = VisitEdge { at: Timestamp::from_seconds(7), direction: Direction::Out };
        let fact = visitor.fact(edge);
        assert_eq!(
            (fact.key.as_str(), visitor.key(edge).as_str()),
            ("departure:v:p:7000", "departure:v:p:7000")
        );
        let correction = visitor.correction(vec![edge], &BTreeSet::new(), edge.at);
        assert_eq!(correction.key, "correction:v:p:7000");
    }
}
