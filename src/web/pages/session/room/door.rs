//! The door: what is said before somebody enters, and the look at one's own camera and microphone.

use maud::{Markup, html};

use super::RoomPage;
use crate::domain::verdict::report::Part;
use crate::text::args;
use crate::web::components::icon::icon;

impl RoomPage<'_> {
    pub(super) fn door(&self) -> Markup {
        let ui = self.ui;
        html! {
            section.door #room-door aria-label=(ui.text("room-door")) {
                div.door-look {
                    div.door-picture {
                        video #door-video autoplay muted playsinline aria-label=(ui.text("room-own-picture")) hidden {}
                        p.door-without #door-without { (icon("i-camera-off")) span { (ui.text("room-camera-off")) } }
                        div.door-switches {
                            button.round type="button" #door-microphone aria-pressed="false" aria-label=(ui.text("room-microphone-turn-on")) { (icon("i-mic-off")) }
                            button.round type="button" #door-camera aria-pressed="false" aria-label=(ui.text("room-camera-turn-on")) { (icon("i-camera-off")) }
                        }
                    }
                    div.door-level #door-level-box hidden {
                        (icon("i-mic"))
                        meter #door-level min="0" max="100" value="0" aria-label=(ui.text("room-level")) {}
                        span.small.muted #door-level-words { (ui.text("room-level-hint")) }
                    }
                    div.banner.amber #door-problem hidden role="alert" { (icon("i-warning")) p {} }
                    div.fields {
                        div.field {
                            label for="door-cameras" { (ui.text("room-camera")) }
                            select #door-cameras disabled autocomplete="off" { option { (ui.text("room-device-default")) } }
                        }
                        div.field {
                            label for="door-microphones" { (ui.text("room-microphone")) }
                            select #door-microphones disabled autocomplete="off" { option { (ui.text("room-device-default")) } }
                        }
                    }
                }
                div.door-words {
                    (self.who_will_be_there())
                    div.banner.door-record {
                        (icon("i-shield"))
                        p { strong { (ui.text("room-recorded")) } " " (ui.text("room-recorded-what")) }
                    }
                    div.door-way {
                        div.banner #door-state hidden {
                            p role="status" {}
                            a.button.small #door-connections hidden href="/connections" { (ui.text("menu-connections")) }
                            button.button.small.quiet type="button" #door-stop { (ui.text("room-stop-waiting")) }
                        }
                        div.door-enter {
                            button.button.primary.large type="button" #door-enter { (icon("i-door")) span { (ui.text("room-enter")) } }
                            button.button.large type="button" #door-listen { (icon("i-sound")) (ui.text("room-only-listen")) }
                        }
                    }
                }
            }
        }
    }

    /// When it is.
    pub(super) fn answer(&self) -> String {
        let (ui, session) = (self.ui, &self.view.session.session);
        let (from, to) = (ui.clock(session.start), ui.clock(session.end));
        let day = ui.day(session.start);
        match (ui.now < session.start, ui.day_of(session.start) == ui.today()) {
            (true, true) => ui.say("room-begins-today", args![from = from, to = to]),
            (true, false) => ui.say("room-begins", args![day = day, from = from, to = to]),
            (false, _) => ui.say("room-runs", args![from = from, to = to]),
        }
    }

    /// Those who are expected, as far as the viewer may know them.
    fn who_will_be_there(&self) -> Markup {
        let ui = self.ui;
        html! {
            div.door-who {
                h2 { (ui.text("room-who")) }
                ul.door-people {
                    @for one in &self.view.expected {
                        li.chip {
                            (ui.name(&one.name))
                            @if one.id == self.own { span.sub { (ui.text("room-you")) } }
                            @else if one.part == Part::Teacher { span.sub { (ui.text("room-teacher")) } }
                        }
                    }
                    @if self.view.others > 0 {
                        li.chip { (ui.say("room-others", args![count = self.view.others])) }
                    }
                }
            }
        }
    }
}
