//! The document around every page: head, menu, language and theme, messages, and the page itself.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::assets;
use super::components::field::hidden_fields;
use super::components::icon::icon;
use super::flash::Toast;
use super::menu::{MENU, MenuEntry};
use super::page::WebPage;
use super::ui::Ui;
use crate::domain::people::preferences::{Language, Theme};

/// A whole HTML document.
pub fn document(ui: &Ui, page: WebPage) -> Markup {
    let theme = (ui.theme != Theme::System).then(|| ui.theme.as_str());
    html! {
        (DOCTYPE)
        html lang=(ui.locale.language.as_str()) dir=(ui.direction()) data-theme=[theme] {
            head {
                meta charset="utf-8";
                title { (page.title) " · Rollcall" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="htmx-config" content=(assets::HTMX_CONFIG);
                link rel="icon" href=(assets::path("favicon.svg")) type="image/svg+xml";
                @if let Some(style) = assets::find("app.css") {
                    link rel="stylesheet" href=(style);
                }
                @if let Some(script) = assets::find("app.js") {
                    script src=(script) defer {}
                }
            }
            body {
                (PreEscaped(assets::SPRITE))
                a.skip-link href="#main" { (ui.text("layout-skip")) }
                (top_bar(ui))
                div.shell {
                    @if ui.viewer.is_some() { (menu(ui)) }
                    main #main.main.wide[page.is_wide] tabindex="-1" data-address=(ui.address) {
                        (messages(ui))
                        (page.body)
                    }
                }
                (footer(ui))
            }
        }
    }
}

fn top_bar(ui: &Ui) -> Markup {
    html! {
        header.topbar {
            a.brand href="/" { (icon("i-mark")) span { "Rollcall" } }
            @if let Some(viewer) = &ui.viewer {
                span.topbar-org { (ui.name(&viewer.organization_name)) }
                a.topbar-account href="/account" {
                    (icon("i-person")) span.topbar-name { (ui.name(&viewer.name)) }
                }
                form method="post" action="/logout" {
                    button.quiet type="submit" { (icon("i-logout")) span.topbar-name { (ui.text("layout-log-out")) } }
                }
            }
        }
    }
}

fn menu(ui: &Ui) -> Markup {
    let path = ui.address.split('?').next().unwrap_or_default();
    let is_here = |entry: &MenuEntry| path == entry.path || path.starts_with(&format!("{}/", entry.path));
    html! {
        nav.menu aria-label=(ui.text("layout-menu")) {
            @for group in MENU {
                @let entries: Vec<_> = group.entries.iter().filter(|entry| ui.may(entry.grants)).collect();
                @if !entries.is_empty() {
                    div.menu-group {
                        @if !group.text.is_empty() { p.menu-heading { (ui.text(group.text)) } }
                        ul {
                            @for entry in entries {
                                li {
                                    a href=(entry.path) aria-current=[is_here(entry).then_some("page")] {
                                        (icon(entry.icon)) span { (ui.text(entry.text)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What became of the request before, and why a form was not accepted.
fn messages(ui: &Ui) -> Markup {
    html! {
        div.toasts {
            div role="status" aria-live="polite" {
                @if let Some(toast) = &ui.toast { (toast_of(ui, toast)) }
            }
            div role="alert" {
                @match ui.kept.as_ref() {
                    Some(kept) if kept.problem.is_some() => {
                        div.toast.is-error {
                            (icon("i-warning"))
                            p { @if let Some(problem) = &kept.problem { (ui.refusal(problem)) } }
                        }
                    }
                    Some(_) => { div.toast { (icon("i-check")) p { (ui.text("layout-kept")) } } }
                    None => {}
                }
            }
        }
    }
}

fn toast_of(ui: &Ui, toast: &Toast) -> Markup {
    html! {
        div.toast data-toast {
            (icon("i-check"))
            p { (toast.text) }
            @if let Some(undo) = &toast.undo {
                form method="post" action=(undo.action) {
                    (hidden_fields(ui))
                    @for (name, value) in &undo.fields { input type="hidden" name=(name) value=(value); }
                    button.quiet type="submit" { (icon("i-undo")) (undo.label) }
                }
            }
        }
    }
}

/// Language and theme stand on every page, for whoever is not logged in too.
fn footer(ui: &Ui) -> Markup {
    let languages = [
        (Language::En, "English"),
        (Language::Ar, "العربية"),
        (Language::Ru, "Русский"),
        (Language::Hi, "हिन्दी"),
    ];
    html! {
        footer.footer {
            form.preferences method="post" action="/preferences" data-autosubmit {
                input type="hidden" name="_page" value=(ui.address);
                label { span.sr-only { (ui.text("layout-language")) } (icon("i-globe"))
                    select name="language" autocomplete="off" {
                        @for (language, name) in languages {
                            option value=(language.as_str()) lang=(language.as_str())
                                selected[ui.locale.language == language] { (name) }
                        }
                    }
                }
                label { span.sr-only { (ui.text("layout-theme")) } (icon("i-sun"))
                    select name="theme" autocomplete="off" {
                        @for theme in Theme::ALL {
                            option value=(theme.as_str()) selected[ui.theme == *theme] {
                                (ui.word("theme", theme.as_str()))
                            }
                        }
                    }
                }
                button.quiet type="submit" data-autosubmit-hide { (ui.text("layout-apply")) }
            }
        }
    }
}
