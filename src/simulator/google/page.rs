//! Lists in pages: clamped sizes, opaque tokens that hold for one query only, pages that may be short or empty.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::simulator::google::error_response::GoogleErrorResponse;
use crate::simulator::google::fault::Knobs;

/// One kind of list: the key of its items, its default and largest page.
pub struct ListKind {
    pub key: &'static str,
    pub default: usize,
    pub max: usize,
}

pub const RECORDS: ListKind = ListKind { key: "conferenceRecords", default: 25, max: 100 };
pub const PARTICIPANTS: ListKind = ListKind { key: "participants", default: 100, max: 250 };
pub const SESSIONS: ListKind = ListKind { key: "participantSessions", default: 100, max: 250 };

#[derive(Serialize, Deserialize)]
struct PagePosition {
    offset: usize,
    /// This page is empty, and its token leads to the page that should be here.
    blank: bool,
    /// Hash of parent and filter: a token is valid for the same query only.
    query: String,
}

impl PagePosition {
    fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).expect("a place holds text and numbers"))
    }

    fn decode(token: &str) -> Option<PagePosition> {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token).ok()?).ok()
    }
}

/// One page of `items`. `query` is everything that has to stay the same from page to page.
pub fn page(
    kind: &ListKind,
    items: Vec<Value>,
    query: &str,
    page_size: Option<&str>,
    page_token: Option<&str>,
    knobs: &Knobs,
) -> Result<Value, GoogleErrorResponse> {
    let asked = match page_size.map(str::parse::<i64>) {
        None | Some(Ok(0)) => kind.default,
        Some(Ok(size)) if size > 0 => usize::try_from(size).unwrap_or(kind.max),
        Some(_) => return Err(GoogleErrorResponse::bad_argument("page_size must not be negative")),
    };
    let size = asked.min(kind.max).min(knobs.page_size_max.unwrap_or(usize::MAX)).max(1);
    let query = hex::encode(&Sha256::digest(query.as_bytes())[..6]);
    let place = match page_token.filter(|token| !token.is_empty()) {
        None => PagePosition { offset: 0, blank: false, query: query.clone() },
        Some(token) => PagePosition::decode(token)
            .filter(|place| place.query == query)
            .ok_or_else(|| GoogleErrorResponse::bad_argument("page_token is invalid"))?,
    };
    let total = items.len();
    let from =
        if knobs.repeat_across_pages && !place.blank { place.offset.saturating_sub(1) } else { place.offset };
    let end = (from + size.max(place.offset - from + 1)).min(total);
    let mut object = Map::new();
    let next = if place.blank {
        Some(PagePosition { blank: false, ..place })
    } else {
        let shown: Vec<Value> = items.into_iter().take(end).skip(from).collect();
        if !shown.is_empty() {
            object.insert(kind.key.into(), shown.into());
        }
        if place.offset == 0 && knobs.empty_pages {
            Some(PagePosition { offset: end, blank: true, query: query.clone() })
        } else {
            (end < total).then(|| PagePosition { offset: end, blank: false, query: query.clone() })
        }
    };
    let next = if knobs.endless_pages { Some(PagePosition { offset: 0, blank: false, query }) } else { next };
    if let Some(next) = next {
        object.insert("nextPageToken".into(), next.encode().into());
    }
    object.insert("totalSize".into(), total.into());
    Ok(object.into())
}
