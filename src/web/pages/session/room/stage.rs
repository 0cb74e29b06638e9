//! The room itself, and what is shown once somebody is out of it. Tiles, messages and names come by the script.

use maud::{Markup, html};

use super::RoomPage;
use crate::app::session::room::ExpectedPerson;
use crate::text::args;
use crate::web::components::dialog::Dialog;
use crate::web::components::field::FormView;
use crate::web::components::icon::icon;

impl RoomPage<'_> {
    pub(super) fn stage(&self) -> Markup {
        let ui = self.ui;
        html! {
            section.stage #room-stage hidden tabindex="-1" aria-label=(ui.text("room-room")) {
                header.stage-top {
                    h2 { (ui.name(&self.title())) }
                    span.stage-time.num #stage-time {}
                    div.stage-tools {
                        button.button.quiet.icon-only type="button" #stage-view aria-pressed="false" aria-label=(ui.text("room-speaker-view")) title=(ui.text("room-speaker-view")) { (icon("i-speaker")) }
                        button.button.quiet.icon-only type="button" commandfor="room-settings" command="show-modal" aria-label=(ui.text("room-settings")) title=(ui.text("room-settings")) { (icon("i-gear")) }
                        @if self.is_moderator { (self.lesson_menu()) }
                    }
                }
                div.stage-body {
                    p.stage-state #stage-state role="status" {}
                    div.stage-main {
                        div.banner.amber.stage-sound #stage-sound hidden {
                            p { (ui.text("room-sound-blocked")) }
                            button.button.small.primary type="button" { (ui.text("room-sound-on")) }
                        }
                        ul.tiles #stage-tiles data-view="grid" aria-label=(ui.text("room-tiles")) {}
                        p.stage-alone #stage-alone { (ui.text("room-alone")) }
                    }
                    aside.side #stage-side hidden aria-label=(ui.text("room-panel")) {
                        div.side-head {
                            div.segments role="group" aria-label=(ui.text("room-panel")) {
                                button type="button" data-panel="people" aria-pressed="true" { (ui.text("room-people")) }
                                button type="button" data-panel="chat" aria-pressed="false" { (ui.text("room-chat")) }
                            }
                            button.button.quiet.icon-only type="button" #side-close aria-label=(ui.text("room-panel-close")) { (icon("i-cross")) }
                        }
                        (self.people_panel())
                        (self.chat_panel())
                    }
                }
                div.notes #stage-notes role="status" aria-live="polite" {}
                (self.controls())
            }
            (self.settings())
            @if self.is_moderator { (self.lesson_dialogs()) (self.removal_dialog()) }
        }
    }

    fn controls(&self) -> Markup {
        let ui = self.ui;
        let control = |id: &str, symbol: &str, label: &str, key: Option<&str>| {
            let title = key.map_or_else(|| label.to_owned(), |key| format!("{label} ({key})"));
            html! {
                button.control type="button" id=(id) aria-pressed="false" aria-label=(label) title=(title) aria-keyshortcuts=[key] {
                    (icon(symbol)) span.control-badge hidden {}
                }
            }
        };
        html! {
            footer.stage-bar aria-label=(ui.text("room-controls")) role="toolbar" {
                (control("control-microphone", "i-mic-off", &ui.text("room-microphone-turn-on"), Some("M")))
                (control("control-camera", "i-camera-off", &ui.text("room-camera-turn-on"), Some("C")))
                (control("control-share", "i-screen", &ui.text("room-share"), None))
                (control("control-hand", "i-hand", &ui.text("room-hand-raise"), Some("H")))
                (control("control-people", "i-people", &ui.text("room-people"), None))
                (control("control-chat", "i-chat", &ui.text("room-chat"), None))
                button.control.leave type="button" id="control-leave" aria-label=(ui.text("room-leave")) title=(ui.text("room-leave")) {
                    (icon("i-leave")) span.control-word { (ui.text("room-leave")) }
                }
            }
        }
    }

    fn people_panel(&self) -> Markup {
        let ui = self.ui;
        html! {
            div.side-panel #panel-people {
                h3 { (ui.text("room-here")) " " span.count #here-count {} }
                ul.people-list #here-list {}
                h3 #missing-head { (ui.text("room-missing")) " " span.count #missing-count {} }
                ul.people-list #missing-list {}
                p.muted.small #missing-none hidden { (ui.text("room-everybody-here")) }
                @if self.is_moderator { p.muted.small { (ui.text("room-tell-what")) } }
                @else if self.view.others > 0 { p.muted.small { (ui.text("room-others-unnamed")) } }
            }
        }
    }

    fn chat_panel(&self) -> Markup {
        let ui = self.ui;
        html! {
            div.side-panel.chat #panel-chat hidden {
                ol.messages #chat-messages role="log" aria-label=(ui.text("room-chat")) tabindex="0" {}
                p.muted.small #chat-empty { (ui.text("room-chat-empty")) }
                form.chat-form #chat-form {
                    label.sr-only for="chat-text" { (ui.text("room-chat-write")) }
                    textarea #chat-text rows="1" maxlength="2000" dir="auto" placeholder=(ui.text("room-chat-write")) autocomplete="off" {}
                    button.button.primary.icon-only type="submit" aria-label=(ui.text("room-chat-send")) { (icon("i-send")) }
                }
            }
        }
    }

    /// Devices and keys while one is in the room.
    fn settings(&self) -> Markup {
        let ui = self.ui;
        html! {
            dialog #room-settings aria-labelledby="room-settings-title" closedby="any" {
                div.dialog {
                    header {
                        h2 id="room-settings-title" { (ui.text("room-settings")) }
                        button.button.quiet.icon-only type="button" commandfor="room-settings" command="close" aria-label=(ui.text("common-close")) { (icon("i-cross")) }
                    }
                    div.body {
                        div.field { label for="room-cameras" { (ui.text("room-camera")) } select #room-cameras autocomplete="off" {} }
                        div.field { label for="room-microphones" { (ui.text("room-microphone")) } select #room-microphones autocomplete="off" {} }
                        div.field #room-speakers-field hidden { label for="room-speakers" { (ui.text("room-speaker")) } select #room-speakers autocomplete="off" {} }
                        label.switch { input type="checkbox" #room-keys checked autocomplete="off"; span { (ui.text("room-keys")) } }
                        p.muted.small { (ui.text("room-keys-what")) }
                    }
                }
            }
        }
    }

    /// What the teacher does with the session from inside the room.
    fn lesson_menu(&self) -> Markup {
        let ui = self.ui;
        html! {
            details.menu-button {
                summary.button.small { (ui.text("room-lesson")) }
                div.panel {
                    (self.complete_dialog().opener(&ui.text("session-complete"), "quiet"))
                    @if self.only_learner().is_some() { (self.absent_dialog().opener(&ui.text("session-mark-absent"), "quiet")) }
                    a href=(format!("/sessions/{}", self.id())) target="_blank" rel="noopener" { (icon("i-external")) (ui.text("room-to-session")) }
                }
            }
        }
    }

    /// The one learner of a session with one, unless it is the viewer.
    pub(super) fn only_learner(&self) -> Option<&ExpectedPerson> {
        let session = &self.view.session.session;
        let [one] = &session.students[..] else { return None };
        let is_told = session.format.has_one_learner() && one != self.own;
        let found = self.view.expected.iter().find(|person| person.id == *one);
        found.filter(|_| is_told)
    }

    fn lesson_dialogs(&self) -> Markup {
        let (complete, absent) = (self.address("complete"), self.address("mark-absent"));
        html! {
            (self.complete_dialog().render(self.ui, FormView::new(self.ui, &complete)))
            @if self.only_learner().is_some() { (self.absent_dialog().render(self.ui, FormView::new(self.ui, &absent))) }
        }
    }

    /// The same address that the session's page sends to.
    fn address(&self, action: &str) -> String {
        format!("/sessions/{}/{action}", self.id())
    }

    fn complete_dialog(&self) -> Dialog<'static> {
        let ui = self.ui;
        Dialog {
            id: "room-complete",
            title: ui.say("session-complete-title", args![title = self.title()]),
            what: ui.text("room-complete-what"),
            fields: html! { p.banner.negative role="alert" hidden {} },
            confirm: ui.text("session-complete"),
            is_danger: false,
        }
    }

    fn absent_dialog(&self) -> Dialog<'static> {
        let (ui, learner) = (self.ui, self.only_learner());
        let name = learner.map_or("", |one| one.name.as_str());
        Dialog {
            id: "room-absent",
            title: ui.say("session-mark-absent-title", args![name = name]),
            what: ui.text("room-absent-what"),
            fields: html! { p.banner.negative role="alert" hidden {} },
            confirm: ui.text("session-mark-absent"),
            is_danger: true,
        }
    }

    /// Asks before somebody is removed; the script writes their name.
    fn removal_dialog(&self) -> Markup {
        let ui = self.ui;
        html! {
            dialog #room-removal aria-labelledby="room-removal-title" closedby="any" {
                form method="dialog" {
                    header { h2 id="room-removal-title" data-title=(ui.text("room-remove-title")) {} }
                    div.body { p { (ui.text("room-remove-what")) } }
                    footer {
                        button.button type="submit" value="" autofocus { (ui.text("common-back")) }
                        button.button.danger.primary type="submit" value="remove" { (ui.text("room-remove")) }
                    }
                }
            }
        }
    }

    pub(super) fn ended(&self) -> Markup {
        let ui = self.ui;
        html! {
            section.empty.room-ended #room-ended hidden tabindex="-1" {
                (icon("i-door"))
                h2 {}
                p {}
                div.row {
                    button.button.primary type="button" #ended-again { (ui.text("room-come-back")) }
                    a.button href=(format!("/sessions/{}", self.id())) { (ui.text("room-to-session")) }
                }
            }
        }
    }
}
