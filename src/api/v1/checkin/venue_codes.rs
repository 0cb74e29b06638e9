//! The codes of a venue, and its figures.

use axum::http::{HeaderValue, header};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::{CustomResponse, Problem, Route, RouteRequest, get, post};
use crate::app::checkin::at_venue::day_clock;
use crate::app::checkin::venue_code::{self, VenueCode};
use crate::domain::time::Timestamp;
use crate::http::request::scan_address;
use crate::http::roles::RECEPTION;
use crate::output::code_picture;
use crate::store::Read;
use crate::store::venue::venues::Venue;

/// Side of the picture to print, in pixels: 8 cm at 300 dots per inch.
const PRINT_SIDE: usize = 945;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/venues/{id}/code", "The code of a venue").who(RECEPTION).to(show),
        post("/api/v1/venues/{id}/code/rotate", "A new code; every printed one stops working")
            .who(RECEPTION)
            .to(rotate),
        post("/api/v1/venues/{id}/code/toggle", "Take the codes of a venue, or refuse them")
            .who(RECEPTION)
            .to(toggle),
        get("/api/v1/venues/{id}/code.png", "The code of a venue as a picture to print")
            .who(RECEPTION)
            .to(png)
            .produces(&["image/png"]),
        get("/api/v1/venues/{id}/code.svg", "The code of a venue as a drawing to print, with its name")
            .who(RECEPTION)
            .to(svg)
            .produces(&["image/svg+xml"]),
        get(
            "/api/v1/venues/{id}/code/screen",
            "The code that a screen shows now; a new one every 15 seconds",
        )
        .who(RECEPTION)
        .to(screen),
        get("/api/v1/venues/{id}/figures", "Who is in, and how many came today").who(RECEPTION).to(figures),
    ]
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = VenueCode)]
struct VenueCodeBody {
    venue_id: String,
    is_enabled: bool,
    /// The text of the printed code; also while it is switched off.
    qr_data: String,
    #[schema(value_type = String, format = DateTime)]
    rotated_at: Timestamp,
}

impl From<VenueCode> for VenueCodeBody {
    fn from(code: VenueCode) -> VenueCodeBody {
        let VenueCode { venue_id, is_enabled, text, rotated_at } = code;
        VenueCodeBody { venue_id, is_enabled, qr_data: text, rotated_at }
    }
}

async fn show(request: RouteRequest) -> Result<VenueCodeBody, Problem> {
    let mut read = request.read().await?;
    Ok(printed(&request, &mut read).await?.1.into())
}

async fn rotate(request: RouteRequest) -> Result<VenueCodeBody, Problem> {
    let mut write = request.write().await?;
    let venue = find(&request, &mut write).await?;
    venue_code::rotate(&mut write, &request.actor(), &venue).await?;
    let code = printed(&request, &mut write).await?.1;
    request.commit(write, code.into()).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = VenueCodeToggle)]
#[schema(example = json!({"isEnabled": false}))]
pub(crate) struct ToggleBody {
    pub(crate) is_enabled: bool,
}

async fn toggle(request: RouteRequest<ToggleBody>) -> Result<VenueCodeBody, Problem> {
    let mut write = request.write().await?;
    let venue = find(&request, &mut write).await?;
    venue_code::toggle(&mut write, &request.actor(), &venue, request.body.is_enabled).await?;
    let code = printed(&request, &mut write).await?.1;
    request.commit(write, code.into()).await
}

async fn png(request: RouteRequest) -> Result<CustomResponse, Problem> {
    let mut read = request.read().await?;
    let (venue, code) = printed(&request, &mut read).await?;
    let address = scan_address(&request, &code.text);
    Ok(picture("image/png", &venue, "png", code_picture::png(&address, PRINT_SIDE, &venue.name)))
}

async fn svg(request: RouteRequest) -> Result<CustomResponse, Problem> {
    let mut read = request.read().await?;
    let (venue, code) = printed(&request, &mut read).await?;
    let drawing = code_picture::svg(&scan_address(&request, &code.text), &venue.name);
    Ok(picture("image/svg+xml", &venue, "svg", drawing.into_bytes()))
}

fn picture(content_type: &'static str, venue: &Venue, ending: &str, bytes: Vec<u8>) -> CustomResponse {
    let mut response = CustomResponse::of(content_type, bytes);
    let file = HeaderValue::try_from(format!("inline; filename=\"code-{}.{ending}\"", venue.id));
    // Who holds the address holds the code: no cache on the way keeps it.
    let headers = response.0.headers_mut();
    headers.insert(header::CONTENT_DISPOSITION, file.expect("ids are plain"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ScreenCode)]
struct ScreenCodeBody {
    qr_data: String,
    /// When the screen shows the next one; this one is taken for 15 seconds longer.
    #[schema(value_type = String, format = DateTime)]
    valid_until: Timestamp,
}

async fn screen(request: RouteRequest) -> Result<ScreenCodeBody, Problem> {
    let mut read = request.read().await?;
    let venue = find(&request, &mut read).await?;
    let (secrets, organization) = (&request.app.secrets, request.scope.organization());
    let code = venue_code::on_screen(&mut read, secrets, organization, &venue, request.app.now()).await?;
    Ok(ScreenCodeBody { qr_data: code.text, valid_until: code.valid_until })
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = VenueFigures)]
struct FiguresBody {
    /// Visits that are open, whichever day they began.
    currently_in: i64,
    /// Visits begun on the venue's day.
    check_ins_today: i64,
    /// Different people among these.
    unique_members_today: i64,
}

async fn figures(request: RouteRequest) -> Result<FiguresBody, Problem> {
    let mut read = request.read().await?;
    let venue = find(&request, &mut read).await?;
    let day = day_clock(&venue).day_of(request.app.now());
    let figures = read.venue_figures(request.scope.organization(), &venue.id, day).await?;
    Ok(FiguresBody {
        currently_in: figures.currently_in,
        check_ins_today: figures.check_ins_today,
        unique_members_today: figures.unique_members_today,
    })
}

async fn find<B>(request: &RouteRequest<B>, read: &mut Read) -> Result<Venue, Problem> {
    let found = read.find_venue(request.scope.organization(), request.id()).await?;
    found.ok_or_else(|| Problem::not_found("venue"))
}

async fn printed<B>(request: &RouteRequest<B>, read: &mut Read) -> Result<(Venue, VenueCode), Problem> {
    let venue = find(request, read).await?;
    let organization = request.scope.organization();
    let code = venue_code::printed(read, &request.app.secrets, organization, &venue).await?;
    Ok((venue, code))
}
