//! The form of how somebody wants to be told: what, when, and in which language.

use chrono_tz::Tz;
use maud::{Markup, html};

use crate::app::notify::preferences::{HeldPreferences, PreferencesChange};
use crate::domain::notification::event::{Channel, NotificationEvent};
use crate::domain::notification::quiet_hours::QuietHours;
use crate::domain::people::preferences::Language;
use crate::http::problem::Problem;
use crate::store::notification::recipients::Recipient;
use crate::text::args;
use crate::web::components::field::FormView;
use crate::web::components::zone::zones;
use crate::web::ui::Ui;
use crate::web::ui::fields::{Fields, latin_digits};

/// The hours that are offered to whoever has none.
const NIGHT: (&str, &str) = ("22:00", "07:00");

/// The form of one person.
pub(super) struct WishesForm<'a> {
    pub ui: &'a Ui,
    pub action: &'a str,
    pub person: &'a Recipient,
}

/// The events that somebody may ever be told of: theirs by their roles.
fn events_of(person: &Recipient) -> impl Iterator<Item = NotificationEvent> {
    NotificationEvent::ALL.iter().copied().filter(|event| event.concerns(|role| person.roles.contains(&role)))
}

impl WishesForm<'_> {
    pub fn render(&self) -> Markup {
        let form = FormView::new(self.ui, self.action);
        let held = HeldPreferences::of(self.person);
        form.post(html! {
            (self.table(&form, &held))
            (self.place())
            (self.when(&form, &held))
            div.form-actions { (form.submit(self.ui.text("common-save"))) }
        })
    }

    fn table(&self, form: &FormView<'_>, held: &HeldPreferences) -> Markup {
        let ui = self.ui;
        if events_of(self.person).next().is_none() {
            return html! { p { (ui.text("notifications-nothing")) } };
        }
        html! {
            table.table.wishes {
                caption.sr-only { (ui.text("notifications-channels")) }
                thead { tr {
                    th scope="col" { (ui.text("notifications-event")) }
                    @for channel in Channel::OF_PEOPLE { th.channel scope="col" { (ui.word("channel", channel.as_str())) } }
                } }
                tbody {
                    @for event in events_of(self.person) {
                        @let name = ui.word("notification", event.as_str());
                        tr {
                            th scope="row" {
                                (name)
                                span.sub { (ui.word("notification", &format!("{}_what", event.as_str()))) }
                            }
                            @for channel in Channel::OF_PEOPLE {
                                td.channel {
                                    @let label = format!("{name}: {}", ui.word("channel", channel.as_str()));
                                    @let is_on = held.events.get(&event).is_some_and(|on| on.contains(channel));
                                    (form.checkbox(event.as_str(), channel.as_str(), label, is_on))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Where e-mails go; the browsers have a card of their own.
    fn place(&self) -> Markup {
        let ui = self.ui;
        html! {
            dl.facts { div {
                dt { (ui.text("notifications-email")) }
                dd {
                    @match &self.person.email {
                        Some(email) => bdi dir="ltr" translate="no" { (ui.name(email)) },
                        None => (ui.text("notifications-email-none")),
                    }
                }
            } }
        }
    }

    fn when(&self, form: &FormView<'_>, held: &HeldPreferences) -> Markup {
        const LANGUAGES: [(Language, &str); 4] = [
            (Language::English, "English"),
            (Language::Arabic, "العربية"),
            (Language::Russian, "Русский"),
            (Language::Hindi, "हिन्दी"),
        ];
        let ui = self.ui;
        let hours = held.quiet_hours;
        let from = hours.map_or(NIGHT.0.to_owned(), QuietHours::from_text);
        let to = hours.map_or(NIGHT.1.to_owned(), QuietHours::to_text);
        let none = (String::new(), ui.say("notifications-zone-any", args![zone = ui.zone.name()]));
        let zones: Vec<(String, String)> = std::iter::once(none).chain(zones(held.time_zone)).collect();
        let any = (String::new(), ui.text("notifications-language-any"));
        let languages = LANGUAGES.map(|(language, name)| (language.as_str().to_owned(), name.to_owned()));
        let languages: Vec<(String, String)> = std::iter::once(any).chain(languages).collect();
        html! {
            h3 { (ui.text("notifications-when")) }
            (form.group(
                ui.text("notifications-quiet"),
                form.checkbox("quiet", "yes", ui.text("notifications-quiet-on"), hours.is_some()),
            ))
            div.fields.where-ticked {
                (form.input("time", "quiet_from", ui.text("notifications-quiet-from"), &from))
                (form.input("time", "quiet_to", ui.text("notifications-quiet-to"), &to))
            }
            div.fields {
                (form.select("time_zone", ui.text("notifications-zone"), &zones, held.time_zone.map_or("", Tz::name)))
                (form.select(
                    "wished_language",
                    ui.text("notifications-language"),
                    &languages,
                    held.language.map_or("", Language::as_str),
                ))
            }
        }
    }
}

/// What a form of this person wants other than it is. Events that stay as they are are not chosen by it: they go on
/// following the person's roles.
pub(super) fn read_wishes(form: &Fields, person: &Recipient) -> Result<PreferencesChange, Problem> {
    let held = HeldPreferences::of(person);
    let mut change = PreferencesChange::default();
    for event in events_of(person) {
        let wanted = form.all(event.as_str()).filter_map(Channel::parse);
        let wanted = wanted.filter(|channel| Channel::OF_PEOPLE.contains(channel)).collect();
        if held.events.get(&event) != Some(&wanted) {
            change.events.insert(event, wanted);
        }
    }
    change.quiet_hours = Some(match form.is_checked("quiet") {
        false => None,
        true => {
            let time = |name: &str| latin_digits(form.text(name)).chars().take(5).collect::<String>();
            let hours = QuietHours::parse(&time("quiet_from"), &time("quiet_to"));
            let wrong =
                || Problem::unprocessable("invalid_quiet_hours", "Quiet hours have two different times.");
            Some(hours.ok_or_else(|| wrong().at_field("quiet_to"))?)
        }
    });
    let zone = form.optional("time_zone").map(str::parse::<Tz>).transpose();
    let unknown = |_| Problem::invalid("not_a_zone", "There is no such time zone.").at_field("time_zone");
    change.time_zone = Some(zone.map_err(unknown)?);
    change.language = Some(form.optional("wished_language").and_then(Language::parse));
    Ok(change)
}
