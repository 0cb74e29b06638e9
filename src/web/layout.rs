//! The document around every page: head, menu, language and theme, messages, and the page itself. The markup is described
//! in `assets/README.md`.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::address::own_address;
use super::assets;
use super::components::field::hidden_fields;
use super::components::icon::icon;
use super::flash::Toast;
use super::menu::{MENU, MenuEntry};
use super::page::WebPage;
use super::ui::{PageViewer, Ui};
use crate::domain::people::preferences::{Language, Theme};
use crate::text::{args, without_controls};

/// A whole HTML document.
pub fn document(ui: &Ui, page: WebPage) -> Markup {
    let theme = (ui.theme != Theme::System).then(|| ui.theme.as_str());
    // The scanner that is kept for when the network is away looks as it does otherwise.
    let is_kept = ui.viewer.is_none() && page.is_scanner;
    let is_lone = ui.viewer.is_none() && !is_kept;
    let main_class = match (is_lone, page.is_wide) {
        (true, _) => "card",
        (false, true) => "wide",
        (false, false) => "",
    };
    let body_class = match (page.is_screen, is_lone) {
        (true, _) => "screen",
        (false, true) => "lone",
        (false, false) => "shell",
    };
    html! {
        (DOCTYPE)
        html lang=(ui.locale.language.as_str()) dir=(ui.direction()) data-theme=[theme] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="color-scheme" content="light dark";
                meta name="htmx-config" content=(assets::HTMX_CONFIG);
                title { (without_controls(&page.title)) " · Rollcall" }
                link rel="icon" href=(assets::path("favicon.svg")) type="image/svg+xml";
                @if page.is_scanner {
                    link rel="manifest" href=(format!("/scan/app.webmanifest?language={}", ui.locale.language.as_str()));
                    link rel="apple-touch-icon" href=(assets::path("icon-apple.png"));
                    meta name="apple-mobile-web-app-title" content=(ui.text("scan-app-name"));
                }
                @if let Some(style) = assets::find("app.css") {
                    link rel="stylesheet" href=(style);
                }
                @if let Some(script) = assets::find("app.js") {
                    script src=(script) defer {}
                }
                @if let Some(script) = page.script.and_then(assets::find) {
                    script src=(script) defer {}
                }
            }
            body class=(body_class) data-text-failed=(ui.text("layout-failed"))
                data-text-offline=(ui.text("layout-offline")) data-text-copied=(ui.text("layout-copied"))
                data-text-close=(ui.text("common-close")) {
                (PreEscaped(assets::SPRITE))
                a.skip href="#main" { (ui.text("layout-skip")) }
                @if !is_lone && !page.is_screen { (top_bar(ui)) }
                main #main tabindex="-1" class=(main_class) data-address=[(!is_kept).then_some(&ui.address)] data-refresh=[page.refresh_seconds] {
                    (messages(ui))
                    (page.body)
                }
                @if !is_kept {
                    footer.foot {
                        (preferences(ui))
                        p.only-print.address { (ui.address) }
                    }
                }
            }
        }
    }
}

fn top_bar(ui: &Ui) -> Markup {
    let Some(viewer) = &ui.viewer else {
        return html! { header.top { a.brand href="/" { (icon("i-mark")) span { "Rollcall" } } } };
    };
    let initial: String = viewer.name.chars().filter(|c| c.is_alphanumeric()).take(1).collect();
    html! {
        header.top {
            a.brand href="/" { (icon("i-mark")) span { "Rollcall" } }
            (bell(ui, viewer))
            (menu(ui, viewer))
            details.account {
                summary aria-label=(ui.text("layout-account")) {
                    span.avatar aria-hidden="true" { (initial) }
                    bdi.bdi-cut { (ui.name(&viewer.name)) }
                }
                div.panel {
                    p.muted.small { (ui.name(&viewer.organization_name)) }
                    a href="/account" { (icon("i-person")) (ui.text("layout-account")) }
                    form method="post" action="/logout" {
                        (hidden_fields(ui))
                        button { (icon("i-logout")) (ui.text("layout-log-out")) }
                    }
                }
            }
        }
    }
}

/// The way to what one was told, with how much of it is new: on that page itself nothing is any more.
fn bell(ui: &Ui, viewer: &PageViewer) -> Markup {
    let path = ui.address.split('?').next().unwrap_or_default();
    let is_here = path == "/me/notifications";
    let unseen = if is_here { 0 } else { viewer.unseen };
    let name = match unseen {
        0 => ui.text("layout-bell"),
        unseen => ui.say("layout-bell-new", args![count = unseen]),
    };
    html! {
        a.bell href="/me/notifications" aria-label=(name) aria-current=[is_here.then_some("page")] {
            (icon("i-bell"))
            @if unseen > 0 {
                span.count aria-hidden="true" { (ui.number(unseen.min(99))) @if unseen > 99 { "+" } }
            }
        }
    }
}

fn menu(ui: &Ui, viewer: &PageViewer) -> Markup {
    let path = ui.address.split('?').next().unwrap_or_default();
    let is_here = |entry: &MenuEntry| path == entry.path || path.starts_with(&format!("{}/", entry.path));
    html! {
        nav.menu aria-label=(ui.text("layout-menu")) {
            @for group in MENU {
                @let entries: Vec<_> = group.entries.iter().filter(|entry| entry.is_for(&viewer.caller)).collect();
                @if !entries.is_empty() {
                    @if !group.text.is_empty() { span.menu-group { (ui.text(group.text)) } }
                    @for entry in entries {
                        a href=(entry.path) aria-current=[is_here(entry).then_some("page")] {
                            (icon(entry.icon)) span { (ui.text(entry.text)) }
                        }
                    }
                }
            }
        }
    }
}

/// What became of the request before, and why a form was not accepted.
fn messages(ui: &Ui) -> Markup {
    let problem = ui.kept.as_ref().and_then(|kept| kept.problem.as_ref());
    html! {
        div.toasts #toasts role="status" {
            @if let Some(toast) = &ui.toast { (toast_of(ui, toast)) }
            @if let Some(problem) = problem {
                div.toast.negative role="alert" { (icon("i-warning")) p { (ui.refusal(problem)) } (close(ui)) }
            } @else if ui.kept.is_some() {
                div.toast { (icon("i-check")) p { (ui.text("layout-kept")) } (close(ui)) }
            }
        }
    }
}

fn close(ui: &Ui) -> Markup {
    html! { button.close type="button" aria-label=(ui.text("common-close")) { (icon("i-cross")) } }
}

fn toast_of(ui: &Ui, toast: &Toast) -> Markup {
    html! {
        div.toast {
            (icon("i-check"))
            p { (toast.text) }
            // The toast comes in a cookie, which is not proof of anything: it leads nowhere else.
            @if let Some(undo) = toast.undo.as_ref().filter(|undo| own_address(&undo.action).is_some()) {
                form method="post" action=(undo.action) data-inplace {
                    (hidden_fields(ui))
                    @for (name, value) in &undo.fields { input type="hidden" name=(name) value=(value); }
                    button.button.small { (icon("i-undo")) (undo.label) }
                }
            }
            (close(ui))
        }
    }
}

/// Language and theme stand on every page, for whoever is not logged in too.
fn preferences(ui: &Ui) -> Markup {
    let languages = [
        (Language::English, "English"),
        (Language::Arabic, "العربية"),
        (Language::Russian, "Русский"),
        (Language::Hindi, "हिन्दी"),
    ];
    let action = if ui.viewer.is_some() { "/preferences" } else { "/preferences/browser" };
    html! {
        form.inline.preferences method="post" action=(action) data-autosubmit {
            (hidden_fields(ui))
            div.field {
                label.sr-only for="language" { (ui.text("layout-language")) }
                select #language name="language" autocomplete="off" {
                    @for (language, name) in languages {
                        option value=(language.as_str()) lang=(language.as_str())
                            selected[ui.locale.language == language] { (name) }
                    }
                }
            }
            div.field {
                label.sr-only for="theme" { (ui.text("layout-theme")) }
                select #theme name="theme" autocomplete="off" {
                    @for theme in [Theme::Light, Theme::Dark, Theme::System] {
                        option value=(theme.as_str()) selected[ui.theme == theme] {
                            (ui.word("theme", theme.as_str()))
                        }
                    }
                }
            }
            button.button.small data-without-script { (ui.text("common-save")) }
        }
    }
}
