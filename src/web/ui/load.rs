//! Where the surroundings of a page come from: the request's cookies and headers, and the viewer's row.

use axum::http::{HeaderMap, HeaderValue, Uri, header};
use chrono_tz::Tz;

use super::{KeptForm, PageViewer, Ui};
use crate::app::App;
use crate::domain::access::Caller;
use crate::domain::organization::settings::Digits;
use crate::domain::people::preferences::{Language, Theme};
use crate::http::problem::Problem;
use crate::store::people::viewer::Viewer;
use crate::text::{Locale, Voice};
use crate::web::flash;

/// The cookies that keep language and theme of whoever is not logged in.
pub const LANGUAGE_COOKIE: &str = "rollcall_language";
pub const THEME_COOKIE: &str = "rollcall_theme";

/// The header that keeps a language or a theme in the browser for a year.
pub fn kept_choice(cookie: &str, value: &'static str) -> HeaderValue {
    let written = format!("{cookie}={value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
    HeaderValue::from_str(&written).unwrap_or(HeaderValue::from_static(""))
}

/// The surroundings where nobody is known.
pub fn of_nobody(app: Option<&App>, headers: &HeaderMap, uri: &Uri, request_id: &str) -> Ui {
    let now = app.map(App::now).unwrap_or(crate::domain::time::Timestamp::from_millis(0));
    Ui {
        voice: Voice {
            locale: Locale { language: language_of(headers), arabic_digits: false },
            zone: Tz::UTC,
        },
        theme: flash::cookie(headers, THEME_COOKIE).and_then(Theme::parse).unwrap_or(Theme::System),
        now,
        address: address_of(uri),
        viewer: None,
        kept: None,
        toast: flash::read(headers),
        once: app.map_or_else(String::new, App::new_id),
        request_id: request_id.to_owned(),
    }
}

/// The surroundings of somebody who is logged in.
pub async fn load(
    app: &App,
    headers: &HeaderMap,
    uri: &Uri,
    caller: &Caller,
    kept: Option<KeptForm>,
    request_id: &str,
) -> Result<Ui, Problem> {
    let nobody = of_nobody(Some(app), headers, uri, request_id);
    let mut read = app.store.read().await?;
    let viewer = read.find_viewer(&caller.home_organization, &caller.person).await?;
    let viewer = viewer.ok_or_else(Problem::unauthorized)?;
    let unseen = read.count_unseen(&caller.home_organization, &caller.person, nobody.now).await?;
    // A superadmin may act elsewhere: pages tell the organisation acted in.
    let organization = match caller.organization == caller.home_organization {
        true => None,
        false => read.find_organization(&caller.organization).await?,
    };
    let viewer = match organization {
        None => viewer,
        Some(there) => Viewer {
            organization_name: there.name,
            time_zone: there.time_zone,
            currency: there.currency,
            digits: there.settings.digits,
            ..viewer
        },
    };
    Ok(Ui {
        voice: Voice {
            locale: Locale {
                language: viewer.language.unwrap_or(nobody.locale.language),
                arabic_digits: viewer.digits == Digits::Arabic,
            },
            zone: viewer.time_zone,
        },
        theme: viewer.theme.unwrap_or(nobody.theme),
        viewer: Some(PageViewer {
            name: viewer.name,
            organization_name: viewer.organization_name,
            currency: viewer.currency,
            unseen,
            caller: caller.clone(),
        }),
        kept,
        ..nobody
    })
}

fn address_of(uri: &Uri) -> String {
    uri.path_and_query().map_or_else(|| "/".to_owned(), |address| address.as_str().to_owned())
}

/// The language chosen by hand, else the first of the browser's that the pages speak, else English.
fn language_of(headers: &HeaderMap) -> Language {
    if let Some(chosen) = flash::cookie(headers, LANGUAGE_COOKIE).and_then(Language::parse) {
        return chosen;
    }
    let accepted =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut wanted: Vec<(u32, Language)> = accepted
        .split(',')
        .filter_map(|one| {
            let (tag, quality) = one.split_once(";q=").unwrap_or((one, "1"));
            let language = Language::parse(tag.trim().split('-').next()?.to_ascii_lowercase().as_str())?;
            let quality: f32 = quality.trim().parse().ok()?;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
            let thousandths = (quality.clamp(0.0, 1.0) * 1_000.0) as u32;
            Some((thousandths, language))
        })
        .collect();
    wanted.sort_by_key(|(quality, _)| std::cmp::Reverse(*quality));
    wanted.first().map_or(Language::English, |(_, language)| *language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_languages_are_taken_in_their_order() {
        let of = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, accept.parse().expect("a header"));
            language_of(&headers)
        };
        assert_eq!(of("ar-SA,ar;q=0.9,en;q=0.8"), Language::Arabic);
        assert_eq!(of("de,fr;q=0.9,ru;q=0.5,en;q=0.2"), Language::Russian);
        assert_eq!(of("en;q=0.3, hi;q=0.7"), Language::Hindi);
        assert_eq!(of("de"), Language::English);
        assert_eq!(language_of(&HeaderMap::new()), Language::English);
    }
}
