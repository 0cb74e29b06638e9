//! What the script of the scanner is told: who looks, what they may do, what to keep, and its texts in the reader's language.

use serde_json::{Map, Value, json};

use crate::domain::people::Role;
use crate::http::roles::{EVENT_READERS, LIVE_WATCHERS, RECEPTION};
use crate::text::without_controls;
use crate::web::assets;
use crate::web::menu::start_of;
use crate::web::ui::Ui;

/// Who scans other people's codes.
const STAFF: &[Role] =
    &[Role::Superadmin, Role::Admin, Role::Receptionist, Role::Moderator, Role::Organizer, Role::Partner];
/// Of these, who may look for people in the whole organisation.
const SEARCHERS: &[Role] =
    &[Role::Superadmin, Role::Admin, Role::Receptionist, Role::Moderator, Role::Organizer];

fn is_any(ui: &Ui, roles: &[Role]) -> bool {
    ui.viewer.as_ref().is_some_and(|viewer| roles.iter().any(|role| viewer.caller.roles.contains(role)))
}

pub(super) fn is_staff(ui: &Ui) -> bool {
    is_any(ui, STAFF)
}

/// Which lists of places the viewer may read.
fn lists_of(ui: &Ui) -> Vec<&'static str> {
    let lists = [("venues", RECEPTION), ("events", EVENT_READERS), ("lessons", LIVE_WATCHERS)];
    lists.into_iter().filter(|(_, readers)| ui.may(readers)).map(|(list, _)| list).collect()
}

/// Who looks, and where everything is. The page of nobody has no `owner`: its script remembers who it was last.
pub(super) fn scan_json(ui: &Ui, is_gym: bool) -> String {
    let language = ui.locale.language.as_str();
    let owner = ui.viewer.as_ref().map(|viewer| {
        json!({
            "id": viewer.caller.person,
            "name": without_controls(&viewer.name),
            "isStaff": is_staff(ui),
            "isGym": is_gym,
            "maySearch": is_any(ui, SEARCHERS),
            "lists": lists_of(ui),
            "home": start_of(&viewer.caller),
            "zone": ui.zone.name(),
            "locale": ui.locale.tag(),
        })
    });
    let kept = ["app.css", "app.js", "scan.js", "zxing.js", "zxing.wasm", "favicon.svg"].map(assets::path);
    json!({
        "owner": owner,
        "zone": ui.zone.name(),
        "locale": ui.locale.tag(),
        "zxing": assets::path("zxing.js"),
        "wasm": assets::path("zxing.wasm"),
        "keep": kept,
        "shell": format!("/scan/shell?language={language}&theme={}", ui.theme.as_str()),
    })
    .to_string()
}

/// Each text of the script by a short name; `{name}` and the like in one are filled in by the script.
pub(super) fn texts_json(ui: &Ui) -> String {
    let texts = [
        ("title", ui.text("scan-title")),
        ("titleStaff", ui.text("scan-title-staff")),
        ("titleAny", ui.text("scan-title-any")),
        ("hint", ui.text("scan-hint")),
        ("hintAny", ui.text("scan-hint-any")),
        ("hintStaff", ui.text("scan-hint-staff")),
        ("open", ui.text("scan-open")),
        ("again", ui.text("scan-again")),
        ("camera-denied", ui.text("scan-camera-denied")),
        ("camera-insecure", ui.text("scan-camera-insecure")),
        ("camera-unsupported", ui.text("scan-camera-unsupported")),
        ("camera-missing", ui.text("scan-camera-missing")),
        ("camera-busy", ui.text("scan-camera-busy")),
        ("camera-failed", ui.text("scan-camera-failed")),
        ("camera-ended", ui.text("scan-camera-ended")),
        ("camera-reader", ui.text("scan-camera-reader")),
        ("nowhere", ui.text("scan-nowhere")),
        ("venues", ui.text("scan-venues")),
        ("events", ui.text("scan-events")),
        ("lessons", ui.text("scan-lessons")),
        ("wayIn", ui.text("scan-way-in")),
        ("wayOut", ui.text("scan-way-out")),
        ("enterIn", ui.text("scan-enter-in")),
        ("enterOut", ui.text("scan-enter-out")),
        ("whereFirst", ui.text("scan-where-first")),
        ("nobody", ui.text("scan-nobody")),
        ("nobodyOffline", ui.text("scan-nobody-offline")),
        ("searchOffline", ui.text("scan-search-offline")),
        ("searchForbidden", ui.text("scan-search-forbidden")),
        ("reading", ui.text("scan-reading")),
        ("noCode", ui.text("scan-no-code")),
        ("noPicture", ui.text("scan-no-picture")),
        ("asking", ui.text("scan-asking")),
        ("dismissResult", ui.text("scan-dismiss-result")),
        ("selfIn", ui.text("scan-self-in")),
        ("selfOut", ui.text("scan-self-out")),
        ("in", ui.text("scan-in")),
        ("out", ui.text("scan-out")),
        ("admitted", ui.text("scan-admitted")),
        ("refused", ui.text("scan-refused-title")),
        ("refusedUnknown", ui.text("scan-refused-unknown")),
        ("stored", ui.text("scan-stored")),
        ("storedWhat", ui.text("scan-stored-what")),
        ("admittedElsewhere", ui.text("scan-admitted-elsewhere")),
        ("elsewhere", ui.text("scan-elsewhere")),
        ("elsewhereNamed", ui.text("scan-elsewhere-named")),
        ("repeated", ui.text("scan-repeated")),
        ("finding", ui.text("scan-finding")),
        ("finding:uploaded_after_change", ui.text("scan-finding-uploaded")),
        ("finding:not_eligible", ui.text("scan-finding-eligible")),
        ("before", ui.text("scan-before")),
        ("beforeBy", ui.text("scan-before-by")),
        ("code", ui.text("scan-code")),
        ("waiting", ui.text("scan-waiting")),
        ("whyLogin", ui.text("scan-why-login")),
        ("whyOther", ui.text("scan-why-other")),
        ("whyBusy", ui.text("scan-why-busy")),
        ("whyAway", ui.text("scan-why-away")),
        ("whySending", ui.text("scan-why-sending")),
        ("toLookAt", ui.text("scan-to-look-at")),
        ("dismiss", ui.text("scan-dismiss")),
        ("dismissOf", ui.text("scan-dismiss-of")),
        ("foreign", ui.text("scan-foreign")),
        ("foreignWhat", ui.text("scan-foreign-what")),
        ("clockAhead", ui.text("scan-clock-ahead")),
        ("clockBehind", ui.text("scan-clock-behind")),
    ];
    let mut all: Map<String, Value> =
        texts.into_iter().map(|(name, text)| (name.to_owned(), Value::String(text))).collect();
    for code in REFUSALS {
        all.insert(format!("refused:{code}"), Value::String(ui.word("scanrefusal", code)));
    }
    for code in DESK_REFUSALS {
        all.insert(format!("desk:{code}"), Value::String(ui.word("scandesk", code)));
    }
    Value::Object(all).to_string()
}

/// Why a scan is refused: to whoever stands at the door, in other words than on a form.
const REFUSALS: &[&str] = &[
    "already_checked_in",
    "already_used",
    "cancelled",
    "choose_venue",
    "disabled",
    "expired",
    "forbidden",
    "full",
    "idempotency_mismatch",
    "in_the_future",
    "invalid_body",
    "invalid_code",
    "membership_inactive",
    "not_checked_in",
    "not_found",
    "not_on_roster",
    "not_paid",
    "not_registered",
    "own_report",
    "plan_not_eligible",
    "revoked",
    "too_early",
    "too_large",
    "too_late",
    "wrong_organization",
    "wrong_purpose",
];

/// What is said of somebody else where one's own refusal would be told otherwise.
const DESK_REFUSALS: &[&str] = &["membership_inactive", "not_registered", "plan_not_eligible"];
