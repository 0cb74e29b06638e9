//! Sets of stretches of time: sorted, disjoint, half-open, none of zero length.

use crate::domain::time::Span;

/// A set of instants, kept as its maximal stretches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans(Vec<Span>);

impl Spans {
    /// The union of stretches in any order; those of zero length are dropped, those that touch become one.
    pub fn union_of(spans: impl IntoIterator<Item = Span>) -> Spans {
        let mut sorted: Vec<Span> = spans.into_iter().filter(|span| !span.is_empty()).collect();
        sorted.sort_unstable();
        let mut united: Vec<Span> = Vec::with_capacity(sorted.len());
        for span in sorted {
            match united.last_mut() {
                Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
                _ => united.push(span),
            }
        }
        Spans(united)
    }

    pub fn iter(&self) -> impl Iterator<Item = Span> + '_ {
        self.0.iter().copied()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn first(&self) -> Option<Span> {
        self.0.first().copied()
    }

    pub fn last(&self) -> Option<Span> {
        self.0.last().copied()
    }

    /// Total length in milliseconds.
    pub fn millis(&self) -> i64 {
        self.iter().map(Span::millis).sum()
    }

    pub fn union(&self, other: &Spans) -> Spans {
        Spans::union_of(self.iter().chain(other.iter()))
    }

    /// The gaps of at most `grace` milliseconds between neighbouring stretches.
    pub fn bridges(&self, grace: i64) -> Spans {
        let gaps = self.0.windows(2).map(|pair| Span::new(pair[0].to, pair[1].from));
        Spans(gaps.filter(|gap| gap.millis() <= grace).collect())
    }

    /// What lies inside `window`.
    pub fn clipped(&self, window: Span) -> Spans {
        Spans(self.iter().map(|span| span.intersection(window)).filter(|span| !span.is_empty()).collect())
    }

    /// The instants in both sets.
    pub fn intersection(&self, other: &Spans) -> Spans {
        let (mut mine, mut theirs) = (0, 0);
        let mut both = Vec::new();
        while let (Some(a), Some(b)) = (self.0.get(mine), other.0.get(theirs)) {
            let common = a.intersection(*b);
            if !common.is_empty() {
                both.push(common);
            }
            if a.to <= b.to { mine += 1 } else { theirs += 1 }
        }
        Spans(both)
    }

    /// The instants of this set that are not in `other`.
    pub fn without(&self, other: &Spans) -> Spans {
        let mut rest = Vec::new();
        let mut first = 0;
        for span in self.iter() {
            // Both sets are sorted: what ends before this stretch ends before all that follow.
            first += other.0[first..].iter().take_while(|one| one.to <= span.from).count();
            let mut from = span.from;
            for taken in other.0[first..].iter().take_while(|one| one.from < span.to) {
                if from < taken.from {
                    rest.push(Span::new(from, taken.from));
                }
                from = from.max(taken.to);
            }
            if from < span.to {
                rest.push(Span::new(from, span.to));
            }
        }
        Spans(rest)
    }

    pub fn overlaps(&self, window: Span) -> bool {
        self.iter().any(|span| span.overlaps(window))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;

    fn spans(list: &[(i64, i64)]) -> Spans {
        let at = Timestamp::from_seconds;
        Spans::union_of(list.iter().map(|(from, to)| Span::new(at(*from), at(*to))))
    }

    #[test]
    fn what_is_taken_out_leaves_the_rest_on_both_sides() {
        let all = spans(&[(0, 10), (20, 30)]);
        assert_eq!(all.without(&spans(&[(3, 5), (8, 22)])), spans(&[(0, 3), (5, 8), (22, 30)]));
        assert_eq!(all.without(&spans(&[(-5, 40)])), Spans::default());
        assert_eq!(all.without(&Spans::default()), all);
        assert_eq!(all.without(&spans(&[(10, 20)])), all, "half-open: what touches takes nothing");
    }
}
