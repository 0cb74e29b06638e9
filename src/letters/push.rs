//! What a browser shows of a letter: a title, a little more, and the page that it opens.

use super::composed::Composed;
use super::isolate::plain_cut;
use super::letter::PushText;

const LONGEST_TITLE: usize = 60;
const LONGEST_BODY: usize = 200;

pub fn write(composed: &Composed) -> PushText {
    let items = || composed.parts.iter().flat_map(|part| &part.items).map(|(item, _)| item);
    let title = plain_cut(&composed.headline, LONGEST_TITLE);
    let is_cut = composed.headline.chars().count() > LONGEST_TITLE && title.contains('…');
    let body = match (items().count(), items().next()) {
        // What the title had no room for.
        (1, _) if is_cut => composed.headline.clone(),
        (1, Some(item)) => match (&item.quote, item.rows.last()) {
            (Some(quote), _) => format!("{}: {}", quote.label, quote.value.replace('\n', " ")),
            (None, Some(row)) => format!("{}: {}", row.label, row.value),
            (None, None) => item.note.clone(),
        },
        _ => items().map(|item| item.headline.clone()).collect::<Vec<_>>().join(" · "),
    };
    let mut paths: Vec<&str> = items().map(|item| item.path.as_str()).collect();
    paths.dedup();
    let path = if let [one] = paths.as_slice() { (*one).to_owned() } else { "/".to_owned() };
    PushText { title, body: plain_cut(&body, LONGEST_BODY), path }
}
