//! Every letter as a file, for whoever wants to look at it.

use super::*;

/// `LETTERS=folder cargo test letters_are_written`: to be looked at in a browser.
#[test]
fn letters_are_written_where_somebody_wants_to_see_them() {
    let Ok(folder) = std::env::var("LETTERS") else { return };
    let write = |name: &str, said: &Letter| {
        let mut html = said.html.clone();
        for (index, picture) in said.pictures.iter().enumerate() {
            let file = format!("{name}-{index}.png");
            std::fs::write(format!("{folder}/{file}"), &picture.png).expect("a folder to write to");
            html = html.replace(&format!("cid:{}", picture.content_id), &file);
        }
        std::fs::write(format!("{folder}/{name}.html"), html).expect("a folder to write to");
        let text = format!("{}\n\n{}\n{:?}\n", said.subject, said.text, said.push);
        std::fs::write(format!("{folder}/{name}.txt"), text).expect("a folder to write to");
    };
    for language in Language::ALL {
        for event in NotificationEvent::ALL {
            let said = letter_in(*language, &[example::fact(*event, now())], now());
            write(&format!("{language}-{event}"), &said);
        }
        write(
            &format!("{language}-visit"),
            &letter_in(*language, &[example::visit_correction(now())], now()),
        );
        let several = [
            NotificationEvent::Arrival,
            NotificationEvent::Late,
            NotificationEvent::SessionCancelled,
            NotificationEvent::Correction,
        ];
        let mut facts: Vec<ToldFact> = several.iter().map(|event| example::fact(*event, now())).collect();
        facts[0].person_name = Some("سارة".to_owned());
        write(&format!("{language}-bundle"), &letter_in(*language, &facts, now().plus(12 * HOUR)));
    }
}
